//! What a call sends: the call with all inputs, and the expected request.
//!
//! In: an operation. Out: the expressions of both. Must not: use the view for the expectation; the view is what is
//! tested.

use std::collections::HashSet;

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::{Value, json};

use super::inputs::{BYTES, InputSamples, SampleInput, ValueContext};
use super::json;
use super::response_body;
use super::server;
use super::texts::{self, ExpectedPair, ParameterEncoding};
use crate::ir::{Api, Body, BodyKind, Credential, Operation, Param, ParameterLocation, PathPart, TypeRef, WireName};
use crate::rust::http::method_name;
use crate::rust::ident::RustIdent;
use crate::rust::inputs::Inputs;
use crate::rust::models::WireUse;
use crate::rust::types::Types;

/// Headers that belong to the connection.
const CONNECTION: &[&str] =
    &["connection", "content-length", "expect", "host", "te", "trailer", "transfer-encoding", "upgrade"];

/// A call and the request that it makes.
pub(super) struct RequestSample {
    /// `.get_thing("id").lang("en")`.
    pub(super) call: TokenStream,
    /// The same without what may be left out.
    pub(super) lean: TokenStream,
    /// Literal of a JSON body that is too long for the expectation, which names it `sent`.
    pub(super) content: Option<TokenStream>,
    /// `ExpectedRequest::new("GET", "/things/id")…`.
    pub(super) expected: TokenStream,
}

/// Setters that a call of a test has at most: a chain of method calls is as deep for the compiler as it is long.
const MOST_SETTERS: usize = 200;

/// The call of an operation, or why there is none.
pub(super) fn sent(
    api: &Api,
    types: &Types<'_>,
    wire: &WireUse,
    operation: &Operation,
    method: &RustIdent,
) -> Result<RequestSample, String> {
    let inputs = Inputs::new(operation);
    let samples = InputSamples::new(types, wire);
    let (mut arguments, mut setters) = (Vec::new(), Vec::new());
    let mut params: Vec<(&Param, Value)> = Vec::new();
    for (param, ident) in &inputs.params {
        let example = param.example.as_ref().or(param.default.as_ref());
        let input = samples.argument(&param.ty, ValueContext::new(&param.wire.0, example));
        match input {
            Some(SampleInput { code, json }) if param.required => {
                arguments.push(code);
                params.push((param, json));
            }
            None if param.required => return Err(format!("the parameter `{}` has a type without end", param.wire)),
            Some(input) if !input.is_empty() && !is_of_connection(param) && setters.len() < MOST_SETTERS => {
                let code = input.code;
                setters.push(quote!(.#ident(#code)));
                params.push((param, input.json));
            }
            _ => {}
        }
    }
    let mut content = None;
    if let Some((body, ident)) = &inputs.body {
        let input = body_value(&samples, types, body);
        match input {
            Some(SampleInput { code, json }) if body.required => {
                arguments.push(code);
                content = Some((*body, json));
            }
            None if body.required => return Err("the body has a type without end".to_owned()),
            Some(SampleInput { code, json }) => {
                setters.push(quote!(.#ident(#code)));
                content = Some((*body, json));
            }
            None => {}
        }
    }
    let json = content.as_ref().filter(|(body, _)| body.kind == BodyKind::Json).map(|(body, value)| whole(body, value));
    let long = json.filter(json::is_long).map(|value| json::literal(&value));
    let expected = expected(api, operation, &params, content, long.is_some())?;
    let lean = quote!(.#method(#(#arguments),*));
    Ok(RequestSample { call: quote!(#lean #(#setters)*), lean, content: long, expected })
}

/// A call of a paged list, and the expected requests for its two pages.
pub(super) struct PageCalls {
    pub(super) call: TokenStream,
    pub(super) first: TokenStream,
    pub(super) next: TokenStream,
}

/// The query parameters of a paged list.
pub(super) struct PageQuery<'w> {
    /// Name and number of items a page, where that can be chosen.
    pub(super) size: Option<(&'w str, u64)>,
    /// Name of the parameter that selects the page; in the body, with dots between the names of a path.
    pub(super) page: &'w str,
    /// What it is on the first page, if the call cannot leave it out.
    pub(super) first: Option<u64>,
    /// What it is on the next page.
    pub(super) next: NextPage<'w>,
    pub(super) others: OtherParameters,
}

/// What selects the next page.
#[derive(Debug, Clone)]
pub(super) enum NextPage<'w> {
    Query(&'w str),
    Body(Value),
}

/// What becomes of the call's other parameters of the query on the next page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OtherParameters {
    Kept,
    /// The URL of the page stands for all.
    Dropped,
}

/// The call of a paged operation, with required inputs only, or why there is none.
pub(super) fn page_calls(
    api: &Api,
    types: &Types<'_>,
    wire: &WireUse,
    operation: &Operation,
    method: &RustIdent,
    query: &PageQuery<'_>,
) -> Result<PageCalls, String> {
    let inputs = Inputs::new(operation);
    let samples = InputSamples::new(types, wire);
    let mut arguments = Vec::new();
    let mut size = query.size.map(|(name, items)| (quote!(.query_param(#name, &#items.to_string())), name, items));
    let mut params: Vec<(&Param, Value)> = Vec::new();
    for (param, ident) in &inputs.params {
        let in_query = |name: &str| param.location == ParameterLocation::Query && param.wire.0 == name;
        let number = match query.size.filter(|(name, _)| in_query(name)) {
            Some((_, items)) => Some(items),
            None => query.first.filter(|_| in_query(query.page)),
        };
        let example = number.map(Value::from).or_else(|| param.example.clone().or_else(|| param.default.clone()));
        let input = samples.argument(&param.ty, ValueContext::new(&param.wire.0, example.as_ref()));
        let fits = |input: &SampleInput| {
            number.is_none_or(|number| [Value::from(number), Value::from(number.to_string())].contains(&input.json))
        };
        match input.filter(fits) {
            Some(SampleInput { code, json }) if param.required => {
                arguments.push(code);
                params.push((param, json));
                size = size.filter(|(_, name, _)| !in_query(name));
            }
            None if param.required => return Err(format!("nothing fits the parameter `{}`", param.wire)),
            Some(SampleInput { code, .. }) if query.size.is_some_and(|(name, _)| in_query(name)) => {
                size = size.map(|(_, name, items)| (quote!(.#ident(#code)), name, items));
            }
            _ => {}
        }
    }
    let mut content = None;
    if let Some((body, _)) = inputs.body.as_ref().filter(|(body, _)| body.required) {
        let SampleInput { code, json } =
            body_value(&samples, types, body).ok_or_else(|| "the body has a type without end".to_owned())?;
        arguments.push(code);
        content = Some((*body, json));
    }
    let (setter, known) = size
        .map(|(code, name, items)| (code, pair(false, &ExpectedPair::Plain(name.to_owned(), items.to_string()))))
        .unzip();
    let first = expected(api, operation, &params, content.clone(), false)?;
    let (next, then) = next_page(api, operation, params, content, query)?;
    Ok(PageCalls {
        call: quote!(.#method(#(#arguments),*) #setter),
        first: quote!(#first #known),
        next: quote!(#next #known #then),
    })
}

/// The expected request for the second page, and what of it selects the page.
fn next_page(
    api: &Api,
    operation: &Operation,
    mut params: Vec<(&Param, Value)>,
    content: Option<(&Body, Value)>,
    query: &PageQuery<'_>,
) -> Result<(TokenStream, TokenStream), String> {
    let (content, then) = match &query.next {
        NextPage::Query(text) => {
            (content, pair(false, &ExpectedPair::Plain(query.page.to_owned(), (*text).to_owned())))
        }
        NextPage::Body(value) => (Some(body_of_page(operation, content, query.page, value)?), quote!()),
    };
    params.retain(|(param, _)| {
        let is_page = matches!(query.next, NextPage::Query(_)) && param.wire.0 == query.page;
        param.location != ParameterLocation::Query || query.others == OtherParameters::Kept && !is_page
    });
    Ok((expected(api, operation, &params, content, false)?, then))
}

/// The body that requests a page.
fn body_of_page<'o>(
    operation: &'o Operation,
    content: Option<(&'o Body, Value)>,
    name: &str,
    page: &Value,
) -> Result<(&'o Body, Value), String> {
    let content = content.or_else(|| Some((operation.body.as_ref()?, json!({}))));
    let is_plain = |(body, _): &(&Body, Value)| body.kind == BodyKind::Json && body.wrapper.is_none();
    let (body, mut value) =
        content.filter(is_plain).ok_or("its pages are requested in a body that is no plain JSON")?;
    let path: Vec<WireName> = name.split('.').map(|name| WireName(name.to_owned())).collect();
    response_body::set(&mut value, &path, page.clone());
    if response_body::get(&value, &path) != Some(page) {
        return Err(format!("`{name}` cannot be put into its body"));
    }
    Ok((body, value))
}

fn is_of_connection(param: &Param) -> bool {
    param.location == ParameterLocation::Header && CONNECTION.contains(&param.wire.0.to_ascii_lowercase().as_str())
}

fn body_value(samples: &InputSamples<'_, '_>, types: &Types<'_>, body: &Body) -> Option<SampleInput> {
    let bytes = proc_macro2::Literal::byte_string(BYTES.as_bytes());
    match body.kind {
        BodyKind::Text => Some(SampleInput { code: quote!("text"), json: json!("text") }),
        BodyKind::Binary => Some(SampleInput { code: quote!(#bytes.to_vec()), json: json!(BYTES) }),
        // A form is made of properties.
        BodyKind::Form | BodyKind::Multipart if matches!(types.resolve(&body.ty), TypeRef::Json) => {
            let code = quote!(sdk_runtime::Value::from_iter([("key", "value")]));
            Some(SampleInput { code, json: json!({"key": "value"}) })
        }
        BodyKind::Multipart => samples.argument(&body.ty, ValueContext::new("body", None).file()),
        BodyKind::Json | BodyKind::Form => samples.argument(&body.ty, ValueContext::new("body", None)),
    }
}

fn expected(
    api: &Api,
    operation: &Operation,
    params: &[(&Param, Value)],
    content: Option<(&Body, Value)>,
    named: bool,
) -> Result<TokenStream, String> {
    let verb = method_name(operation.method).to_ascii_uppercase();
    let whole = path(operation, params)?;
    // The document may write pairs of the query into the path.
    let (path, query) = whole.split_once('?').unwrap_or((&whole, ""));
    let mut out = quote!(ExpectedRequest::new(#verb, #path));
    out.extend(query.split('&').filter(|pair| !pair.is_empty()).map(|pair| quote!(.query_text(#pair))));
    if !operation.servers.is_empty() {
        out.extend(quote!(.own_server()));
    }
    for (param, value) in params {
        out.extend(parameter(param, value));
    }
    out.extend(credentials(api, operation, params));
    if let Some((body, value)) = content {
        out.extend(self::content(body, &value, named)?);
    }
    Ok(out)
}

fn path(operation: &Operation, params: &[(&Param, Value)]) -> Result<String, String> {
    let mut path = server::prefix(operation)?;
    for part in &operation.path {
        match part {
            PathPart::Literal(text) if text.chars().all(server::is_plain) => path.push_str(text),
            PathPart::Literal(text) => return Err(format!("`{text}` cannot stand in a URL")),
            PathPart::Param(name) => {
                let input =
                    params.iter().find(|(param, _)| param.location == ParameterLocation::Path && param.wire == *name);
                let (param, value) = input.ok_or_else(|| format!("nothing describes `{name}` in the path"))?;
                path.push_str(&texts::path_piece(param, value));
            }
        }
    }
    Ok(if path.starts_with('/') { path } else { format!("/{path}") })
}

fn parameter(param: &Param, value: &Value) -> TokenStream {
    let wire = &param.wire.0;
    match param.location {
        ParameterLocation::Path => quote!(),
        ParameterLocation::Query if param.json => pair(false, &ExpectedPair::Json(wire.clone(), value.clone())),
        ParameterLocation::Query => {
            texts::pairs(wire, ParameterEncoding::of(param), value).iter().map(|found| pair(false, found)).collect()
        }
        // The body's own type wins.
        ParameterLocation::Header if wire.eq_ignore_ascii_case("content-type") => quote!(),
        ParameterLocation::Header => {
            texts::header(param, value).map(|text| quote!(.header(#wire, #text))).unwrap_or_default()
        }
        ParameterLocation::Cookie => texts::cookies(param, value).iter().map(|text| quote!(.cookie(#text))).collect(),
    }
}

/// The expectation for a query pair or a form field.
fn pair(form: bool, pair: &ExpectedPair) -> TokenStream {
    let (plain, text, json, named) = if form {
        (quote!(field), quote!(field_text), quote!(field_json), quote!(field_named))
    } else {
        (quote!(query), quote!(query_text), quote!(query_json), quote!(query_named))
    };
    match pair {
        ExpectedPair::Plain(name, value) => quote!(.#plain(#name, #value)),
        ExpectedPair::Text(exact) => quote!(.#text(#exact)),
        ExpectedPair::Json(name, value) => {
            let value = json::literal(value);
            quote!(.#json(#name, #value))
        }
        ExpectedPair::Named(name) => quote!(.#named(#name)),
    }
}

/// The expected credentials: those of the first alternative for which the test's client has all.
fn credentials(api: &Api, operation: &Operation, params: &[(&Param, Value)]) -> TokenStream {
    let alternatives = operation.security.as_ref().unwrap_or(&api.security);
    let scheme = |name: &String| api.schemes.iter().find(|scheme| scheme.name.0 == *name);
    let by_client = |name: &String| scheme(name).is_some_and(|found| !matches!(found.credential, Credential::Other(_)));
    let chosen = alternatives.iter().find(|names| names.iter().all(|name| by_client(&name.0))).or_else(|| {
        alternatives.iter().find(|names| names.iter().all(|name| by_client(&name.0) || is_left(api, &name.0)))
    });
    let input = |header: &str| {
        params
            .iter()
            .any(|(param, _)| param.location == ParameterLocation::Header && param.wire.0.eq_ignore_ascii_case(header))
    };
    let (key, token, basic) = (server::KEY, format!("Bearer {}", server::TOKEN), server::BASIC);
    let wire_tests = |name: &String| match &scheme(name)?.credential {
        Credential::ApiKeyHeader(header) if !input(header) => Some(quote!(.header(#header, #key))),
        Credential::ApiKeyQuery(name) => Some(quote!(.query(#name, #key))),
        Credential::ApiKeyCookie(name) => {
            let cookie = format!("{name}={key}");
            Some(quote!(.cookie(#cookie)))
        }
        Credential::Bearer if !input("authorization") => Some(quote!(.header("authorization", #token))),
        Credential::Basic if !input("authorization") => Some(quote!(.header("authorization", #basic))),
        _ => None,
    };
    // Of two that are written to one place the first is sent.
    let mut seen = HashSet::new();
    let is_first = |name: &&WireName| {
        scheme(&name.0).and_then(|scheme| scheme.credential.target()).is_none_or(|target| seen.insert(target))
    };
    chosen.into_iter().flatten().filter(is_first).filter_map(|name| wire_tests(&name.0)).collect()
}

/// Whether the caller applies the scheme.
fn is_left(api: &Api, name: &str) -> bool {
    let found = api.schemes.iter().find(|scheme| scheme.name.0 == name);
    found.is_none_or(|scheme| matches!(scheme.credential, Credential::Other(_)))
}

/// The body with what is around it.
fn whole(body: &Body, value: &Value) -> Value {
    match &body.wrapper {
        Some(wrapper) => json!({wrapper.0.as_str(): value}),
        None => value.clone(),
    }
}

fn content(body: &Body, value: &Value, named: bool) -> Result<TokenStream, String> {
    let media_type = &body.media_type;
    Ok(match body.kind {
        BodyKind::Json => {
            let json = if named { quote!(sent) } else { json::literal(&whole(body, value)) };
            let usual = media_type.eq_ignore_ascii_case("application/json") || media_type.contains('*');
            let own = (!usual).then(|| quote!(.content_type(#media_type)));
            quote!(.json(#json) #own)
        }
        BodyKind::Form => match value {
            Value::Object(_) => texts::fields(body, value).iter().map(|field| pair(true, field)).collect(),
            _ => return Err("the form's type is not an object".to_owned()),
        },
        BodyKind::Multipart => {
            let names: Vec<&str> = match value {
                Value::Object(properties) => properties.keys().map(String::as_str).collect(),
                _ => vec!["body"],
            };
            quote!(.multipart(&[#(#names),*]))
        }
        BodyKind::Text | BodyKind::Binary => {
            let text = value.as_str().unwrap_or_default();
            quote!(.body(#media_type, #text))
        }
    })
}
