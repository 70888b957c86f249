//! What a call sends: the call with all inputs, and the request that must come of it.
//!
//! In: an operation. Out: the expressions of both. Must not: ask the view what goes out; that is what is to be checked.

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::{Value, json};

use super::given::{BYTES, Given, Maker, Spot};
use super::json;
use super::server;
use super::texts::{self, Manner, Pair};
use crate::ir::{Api, Body, BodyKind, Credential, Operation, Param, PathPart, Place, TypeRef};
use crate::rust::ident::RustIdent;
use crate::rust::models::WireUse;
use crate::rust::operations::{Inputs, method_name};
use crate::rust::types::Types;

/// Headers that belong to the connection.
const CONNECTION: &[&str] =
    &["connection", "content-length", "expect", "host", "te", "trailer", "transfer-encoding", "upgrade"];

/// A call and the request that it makes.
pub(super) struct Sent {
    /// `.get_thing("id").lang("en")`.
    pub(super) call: TokenStream,
    /// The same without what may be left out.
    pub(super) lean: TokenStream,
    /// Literal of a JSON body that is too long to stand in the expectation; there it is called `sent`.
    pub(super) content: Option<TokenStream>,
    /// `ExpectedRequest::new("GET", "/things/id")…`.
    pub(super) expected: TokenStream,
}

/// The call of an operation, or why there is none.
pub(super) fn sent(
    api: &Api,
    types: &Types<'_>,
    wire: &WireUse,
    operation: &Operation,
    method: &RustIdent,
) -> Result<Sent, String> {
    let inputs = Inputs::new(operation);
    let maker = Maker::new(types, wire);
    let (mut arguments, mut setters) = (Vec::new(), Vec::new());
    let mut params: Vec<(&Param, Value)> = Vec::new();
    for (param, ident) in &inputs.params {
        let example = param.example.as_ref().or(param.default.as_ref());
        let given = maker.argument(&param.ty, Spot::new(&param.wire.0, example));
        match given {
            Some(Given { code, json }) if param.required => {
                arguments.push(code);
                params.push((param, json));
            }
            None if param.required => return Err(format!("the parameter `{}` has a type without end", param.wire)),
            Some(given) if !given.is_empty() && !is_of_connection(param) => {
                let code = given.code;
                setters.push(quote!(.#ident(#code)));
                params.push((param, given.json));
            }
            _ => {}
        }
    }
    let mut content = None;
    if let Some((body, ident)) = &inputs.body {
        let given = body_value(&maker, types, body);
        match given {
            Some(Given { code, json }) if body.required => {
                arguments.push(code);
                content = Some((*body, json));
            }
            None if body.required => return Err("the body has a type without end".to_owned()),
            Some(Given { code, json }) => {
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
    Ok(Sent { call: quote!(#lean #(#setters)*), lean, content: long, expected })
}

/// A call that says which page it wants, and what it asks for there and on the page after.
pub(super) struct Turns {
    pub(super) call: TokenStream,
    pub(super) first: TokenStream,
    pub(super) next: TokenStream,
}

/// What the call of a list asks for: parameters of the query.
pub(super) struct Wanted<'w> {
    /// Name and number of items a page, where that can be chosen.
    pub(super) size: Option<(&'w str, u64)>,
    /// Name of the parameter that tells the page.
    pub(super) page: &'w str,
    /// What it is on the first page, if the call cannot leave it out.
    pub(super) first: Option<u64>,
    /// What it is on the next page.
    pub(super) next: &'w str,
}

/// The call of an operation that gives pages, or why there is none. What may be left out is.
pub(super) fn turns(
    api: &Api,
    types: &Types<'_>,
    wire: &WireUse,
    operation: &Operation,
    method: &RustIdent,
    wanted: &Wanted<'_>,
) -> Result<Turns, String> {
    let inputs = Inputs::new(operation);
    let maker = Maker::new(types, wire);
    let mut arguments = Vec::new();
    let mut size = wanted.size.map(|(name, items)| (quote!(.query_param(#name, &#items.to_string())), name, items));
    let mut params: Vec<(&Param, Value)> = Vec::new();
    for (param, ident) in &inputs.params {
        let in_query = |name: &str| param.place == Place::Query && param.wire.0 == name;
        let number = match wanted.size.filter(|(name, _)| in_query(name)) {
            Some((_, items)) => Some(items),
            None => wanted.first.filter(|_| in_query(wanted.page)),
        };
        let example = number.map(Value::from).or_else(|| param.example.clone().or_else(|| param.default.clone()));
        let given = maker.argument(&param.ty, Spot::new(&param.wire.0, example.as_ref()));
        let fits = |given: &Given| {
            number.is_none_or(|number| [Value::from(number), Value::from(number.to_string())].contains(&given.json))
        };
        match given.filter(fits) {
            Some(Given { code, json }) if param.required => {
                arguments.push(code);
                params.push((param, json));
                size = size.filter(|(_, name, _)| !in_query(name));
            }
            None if param.required => return Err(format!("nothing fits the parameter `{}`", param.wire)),
            Some(Given { code, .. }) if wanted.size.is_some_and(|(name, _)| in_query(name)) => {
                size = size.map(|(_, name, items)| (quote!(.#ident(#code)), name, items));
            }
            _ => {}
        }
    }
    let mut content = None;
    if let Some((body, _)) = inputs.body.as_ref().filter(|(body, _)| body.required) {
        let Given { code, json } =
            body_value(&maker, types, body).ok_or_else(|| "the body has a type without end".to_owned())?;
        arguments.push(code);
        content = Some((*body, json));
    }
    let (setter, asked) =
        size.map(|(code, name, items)| (code, pair(false, &Pair::Plain(name.to_owned(), items.to_string())))).unzip();
    let first = expected(api, operation, &params, content.clone(), false)?;
    params.retain(|(param, _)| param.place != Place::Query || param.wire.0 != wanted.page);
    let next = expected(api, operation, &params, content, false)?;
    let then = pair(false, &Pair::Plain(wanted.page.to_owned(), wanted.next.to_owned()));
    Ok(Turns {
        call: quote!(.#method(#(#arguments),*) #setter),
        first: quote!(#first #asked),
        next: quote!(#next #asked #then),
    })
}

fn is_of_connection(param: &Param) -> bool {
    param.place == Place::Header && CONNECTION.contains(&param.wire.0.to_ascii_lowercase().as_str())
}

fn body_value(maker: &Maker<'_, '_>, types: &Types<'_>, body: &Body) -> Option<Given> {
    let bytes = proc_macro2::Literal::byte_string(BYTES.as_bytes());
    match body.kind {
        BodyKind::Text => Some(Given { code: quote!("text"), json: json!("text") }),
        BodyKind::Binary => Some(Given { code: quote!(#bytes.to_vec()), json: json!(BYTES) }),
        // A form is made of members.
        BodyKind::Form | BodyKind::Multipart if matches!(types.resolve(&body.ty), TypeRef::Json) => {
            let code = quote!(sdk_runtime::Value::from_iter([("key", "value")]));
            Some(Given { code, json: json!({"key": "value"}) })
        }
        BodyKind::Multipart => maker.argument(&body.ty, Spot::new("body", None).file()),
        BodyKind::Json | BodyKind::Form => maker.argument(&body.ty, Spot::new("body", None)),
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
    let path = path(operation, params)?;
    let mut out = quote!(ExpectedRequest::new(#verb, #path));
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
                let given = params.iter().find(|(param, _)| param.place == Place::Path && param.wire == *name);
                let (param, value) = given.ok_or_else(|| format!("nothing describes `{name}` in the path"))?;
                path.push_str(&texts::path_piece(param, value));
            }
        }
    }
    Ok(if path.starts_with('/') { path } else { format!("/{path}") })
}

fn parameter(param: &Param, value: &Value) -> TokenStream {
    let wire = &param.wire.0;
    match param.place {
        Place::Path => quote!(),
        Place::Query if param.json => pair(false, &Pair::Json(wire.clone(), value.clone())),
        Place::Query => texts::pairs(wire, Manner::of(param), value).iter().map(|found| pair(false, found)).collect(),
        // The body's own type wins.
        Place::Header if wire.eq_ignore_ascii_case("content-type") => quote!(),
        Place::Header => texts::header(param, value).map(|text| quote!(.header(#wire, #text))).unwrap_or_default(),
        Place::Cookie => texts::cookies(param, value).iter().map(|text| quote!(.cookie(#text))).collect(),
    }
}

/// The expectation of a pair of the query, or of a field of the form.
fn pair(form: bool, pair: &Pair) -> TokenStream {
    let (plain, text, json, named) = if form {
        (quote!(field), quote!(field_text), quote!(field_json), quote!(field_named))
    } else {
        (quote!(query), quote!(query_text), quote!(query_json), quote!(query_named))
    };
    match pair {
        Pair::Plain(name, value) => quote!(.#plain(#name, #value)),
        Pair::Text(exact) => quote!(.#text(#exact)),
        Pair::Json(name, value) => {
            let value = json::literal(value);
            quote!(.#json(#name, #value))
        }
        Pair::Named(name) => quote!(.#named(#name)),
    }
}

/// What proves the caller: that of the first alternative for which the test's client has all credentials.
fn credentials(api: &Api, operation: &Operation, params: &[(&Param, Value)]) -> TokenStream {
    let alternatives = operation.security.as_ref().unwrap_or(&api.security);
    let scheme = |name: &String| api.schemes.iter().find(|scheme| scheme.name.0 == *name);
    let by_client = |name: &String| scheme(name).is_some_and(|found| !matches!(found.credential, Credential::Other(_)));
    let chosen = alternatives.iter().find(|names| names.iter().all(|name| by_client(&name.0))).or_else(|| {
        alternatives.iter().find(|names| names.iter().all(|name| by_client(&name.0) || is_left(api, &name.0)))
    });
    let given = |header: &str| {
        params.iter().any(|(param, _)| param.place == Place::Header && param.wire.0.eq_ignore_ascii_case(header))
    };
    let (key, token, basic) = (server::KEY, format!("Bearer {}", server::TOKEN), server::BASIC);
    let proof = |name: &String| match &scheme(name)?.credential {
        Credential::ApiKeyHeader(header) if !given(header) => Some(quote!(.header(#header, #key))),
        Credential::ApiKeyQuery(name) => Some(quote!(.query(#name, #key))),
        Credential::ApiKeyCookie(name) => {
            let cookie = format!("{name}={key}");
            Some(quote!(.cookie(#cookie)))
        }
        Credential::Bearer if !given("authorization") => Some(quote!(.header("authorization", #token))),
        Credential::Basic if !given("authorization") => Some(quote!(.header("authorization", #basic))),
        _ => None,
    };
    chosen.into_iter().flatten().filter_map(|name| proof(&name.0)).collect()
}

/// Whether the caller sees to the scheme.
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
                Value::Object(members) => members.keys().map(String::as_str).collect(),
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
