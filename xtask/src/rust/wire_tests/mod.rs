//! The tests of every generated crate: what each call sends, and how it reads the response.
//!
//! In: `ir::Api`, and the names that the view gave. Out: `WireTests`. Must not: derive expectations from the code
//! under test; they come from the document.

mod errors;
mod inputs;
mod json;
mod nesting;
mod pages;
mod request;
mod response_body;
mod responses;
mod server;
mod streams;
mod texts;

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

use super::docs;
use super::enums;
use super::hint::Hint;
use super::http::{method_name, path_text};
use super::ident::{RustIdent, Scope};
use super::models::WireUse;
use super::scripts;
use super::types::{TypeName, Types, UseSite};
use super::view::{
    Check, ErrorTest, Exchange, Imports, LenientTest, OperationView, PagesTest, ServiceEntry, TestResponse,
    VersionView, WireTests,
};
use crate::diag::Diagnostics;
use crate::diag::codes;
use crate::ir::{Api, Operation, Payload, StatusVariant, StreamItem, TypeKind, TypeRef, WireName};
use request::RequestSample;

/// Names that a file of tests already uses.
const TAKEN: &[&str] = &[
    "all_bytes",
    "all_events",
    "all_items",
    "all_lines",
    "all_pages",
    "assert_items",
    "assert_json",
    "assert_decoded",
    "block_on",
    "every_error_code_is_seen",
    "lenient_responses",
    "start",
];

/// A good response with this payload: its status, and the literal of its body.
pub(super) fn success(api: &Api, operation: &Operation, payload: Value) -> Option<(u16, String)> {
    let status = response_body::status(&operation.success.statuses, true)?;
    let body = response_body::body(api, &operation.success.path, Some(payload), status)?;
    Some((status, json::literal(&body).to_string()))
}

/// The tests of a version; `None` where there is no call to test.
pub(super) fn view(
    api: &Api,
    names: &[TypeName],
    wire: &WireUse,
    version: &VersionView,
    diagnostics: &mut Diagnostics,
) -> Option<WireTests> {
    let types = Types::new(api, names, UseSite::Example);
    let builder = TestBuilder { api, types: &types };
    let mut scope = Scope::reserving(TAKEN);
    let mut exchanges = Vec::new();
    let (mut lenient, mut pages) = (Vec::new(), Vec::new());
    let mut leanest: Option<(usize, TokenStream)> = None;
    for (operation, view, entry) in calls(api, version) {
        let name = scope.claim(&test_name(entry, view), "_call").ident;
        let mut untested = |what: &str, reason: String| {
            let message = format!("{what} `{}` has no test: {reason}", operation.id);
            let help = "The call itself is generated; test it by hand.";
            diagnostics.report(codes::RUST_UNTESTED_OPERATION, &operation.origin.pointer, message, help);
        };
        let service = &entry.method;
        if let Some(pagination) = operation.pagination.as_ref().filter(|_| view.pages.is_some()) {
            let name = scope.claim(&RustIdent::literal(&format!("{name}_pages")), "_list").ident;
            match builder.pages(wire, operation, pagination, &view.method) {
                Ok(list) => pages.push(paged(operation, service, name, list)),
                Err(reason) => untested("the list of", reason),
            }
        }
        let sent = match request::sent(api, &types, wire, operation, &view.method) {
            Ok(sent) => sent,
            Err(reason) => {
                untested("the operation", reason);
                continue;
            }
        };
        let lean = &sent.lean;
        let weight = view.arguments.len();
        let is_plain = errors::is_plain(&operation.success.statuses) && response_body::has_body(operation);
        if is_plain && leanest.as_ref().is_none_or(|(least, _)| weight < *least) {
            leanest = Some((weight, quote!(client.#service() #lean)));
        }
        lenient.extend(builder.lenient(operation, quote!(client.#service() #lean)));
        exchanges.extend(builder.exchanges((operation, view), service, &name, &sent, &mut scope));
    }
    let errors = version.errors.as_ref().and_then(|errors| errors::wire_tests(api, errors));
    let errors = errors.zip(leanest.map(|(_, call)| call));
    let options = server::options(api, version.client.entry);
    (!exchanges.is_empty()).then(|| WireTests {
        imports: imports(&options, &exchanges, &pages, errors.as_ref(), &lenient),
        path: version.path.clone(),
        scripts: scripts::of(std::slice::from_ref(api)),
        file: version.module.as_ref().map_or_else(|| "wire".to_owned(), ToString::to_string),
        base: server::base(api),
        options,
        exchanges,
        pages,
        errors,
        lenient,
    })
}

/// The names of the version's module that the tests use.
fn imports(
    options: &TokenStream,
    exchanges: &[Exchange],
    pages: &[PagesTest],
    errors: Option<&(ErrorTest, TokenStream)>,
    lenient: &[LenientTest],
) -> Imports {
    let mut imports = Imports::of(options).with_client();
    for exchange in exchanges {
        imports.add(&exchange.call);
        if let Check::Variant(pattern, _) = &exchange.response.check {
            imports.add(pattern);
        }
    }
    pages.iter().for_each(|list| imports.add(&list.call));
    lenient.iter().for_each(|test| imports.add(&test.call));
    if let Some((_, call)) = errors {
        imports.add(call);
        imports = imports.with_error_code();
    }
    imports
}

fn paged(operation: &Operation, service: &RustIdent, name: RustIdent, list: pages::Pages) -> PagesTest {
    let request::PageCalls { call, first, next } = list.page_calls;
    PagesTest {
        name,
        docs: format!("{}: two pages, and then no further call.", verb_and_path(operation)),
        call: quote!(client.#service() #call),
        status: list.status,
        bodies: list.bodies,
        expected: [first, next],
        items: list.items,
        link: list.link,
    }
}

/// `GET /things/{id}`, as code.
fn verb_and_path(operation: &Operation) -> String {
    let verb = method_name(operation.method).to_ascii_uppercase();
    docs::code(&format!("{verb} {}", path_text(&operation.path)))
}

/// The service and its method, without the underscores of renamed ones.
fn test_name(entry: &ServiceEntry, view: &OperationView) -> RustIdent {
    let (service, method) = (entry.method.as_str(), view.method.as_str());
    RustIdent::literal(&format!("{}_{}", service.trim_matches('_'), method.trim_matches('_')))
}

/// Operations with what they are called.
fn calls<'v>(
    api: &'v Api,
    version: &'v VersionView,
) -> impl Iterator<Item = (&'v Operation, &'v OperationView, &'v ServiceEntry)> {
    let services = api.services.iter().zip(&version.services).zip(&version.client.services);
    services.flat_map(|((service, view), entry)| {
        service.operations.iter().zip(&view.operations).map(move |(operation, view)| (operation, view, entry))
    })
}

/// A representation of the response that the call asks for.
#[derive(Clone, Copy)]
struct Wanted<'w> {
    payload: &'w Payload,
    path: &'w [WireName],
    accept: &'w [String],
}

struct TestBuilder<'p, 'a> {
    api: &'p Api,
    types: &'p Types<'a>,
}

impl TestBuilder<'_, '_> {
    /// The test of a call, and one for each other representation of its response.
    fn exchanges(
        &self,
        (operation, view): (&Operation, &OperationView),
        service: &RustIdent,
        name: &RustIdent,
        sent: &RequestSample,
        scope: &mut Scope,
    ) -> Vec<Exchange> {
        let success = &operation.success;
        let wanted = Wanted { payload: &success.payload, path: &success.path, accept: &success.accept };
        let mut exchanges = vec![self.exchange(operation, wanted, service, name.clone(), sent)];
        for (sent_for, view) in success.representations.iter().zip(&view.representations) {
            let name = RustIdent::literal(&format!("{name}_{}", view.send));
            let name = scope.claim(&name, "_call").ident;
            let wanted = Wanted { payload: &sent_for.payload, path: &sent_for.path, accept: &sent_for.accept };
            let mut exchange = self.exchange(operation, wanted, service, name, sent);
            let (call, send) = (&exchange.call, &view.send);
            exchange.call = quote!(#call.#send());
            exchanges.push(exchange);
        }
        exchanges
    }

    fn exchange(
        &self,
        operation: &Operation,
        wanted: Wanted<'_>,
        service: &RustIdent,
        name: RustIdent,
        sent: &RequestSample,
    ) -> Exchange {
        let (call, expected) = (&sent.call, &sent.expected);
        let accept = (!wanted.accept.is_empty()).then(|| {
            let accept = wanted.accept.join(", ");
            quote!(.header("accept", #accept))
        });
        Exchange {
            name,
            docs: format!("{}.", verb_and_path(operation)),
            call: quote!(client.#service() #call),
            content: sent.content.clone(),
            expected: quote!(#expected #accept),
            response: self.response(operation, wanted),
        }
    }

    /// What the server returns for a call, and what must come of it.
    fn response(&self, operation: &Operation, wanted: Wanted<'_>) -> TestResponse {
        let statuses = &operation.success.statuses;
        let (payload, status, around) = match self.variant(wanted.payload) {
            Some((variant, pattern)) => {
                let status = response_body::status(&[variant.status], false);
                (&variant.payload, status, Some(pattern))
            }
            None => {
                let empty = *wanted.payload == Payload::Empty;
                (wanted.payload, response_body::status(statuses, !empty), None)
            }
        };
        let possible = response_body::has_body(operation) || *payload == Payload::Empty;
        let Some(status) = status.filter(|_| possible) else {
            // There is no response that the call could read.
            let status = response_body::status(statuses, false).unwrap_or(200);
            return TestResponse { status, body: quote!(""), media_type: None, check: Check::Sent };
        };
        let inner = self.payload(operation, Wanted { payload, ..wanted }, status);
        match around {
            Some(pattern) => TestResponse { check: Check::Variant(pattern, Box::new(inner.check)), ..inner },
            None => inner,
        }
    }

    /// The variant of an answer by status, and the pattern that binds `answer`.
    fn variant(&self, payload: &Payload) -> Option<(&StatusVariant, TokenStream)> {
        let Payload::ByStatus(id) = *payload else { return None };
        let TypeKind::ByStatus(variants) = &self.types.def(id)?.kind else { return None };
        let (at, variant) = response_body::variant(variants)?;
        let (path, ident) = (self.types.named(id), enums::status_idents(variants).into_iter().nth(at)?);
        let pattern =
            if variant.payload == Payload::Empty { quote!(#path::#ident) } else { quote!(#path::#ident(response)) };
        Some((variant, pattern))
    }

    fn payload(&self, operation: &Operation, wanted: Wanted<'_>, status: u16) -> TestResponse {
        let Wanted { payload, path, accept } = wanted;
        let plain = |media_type: &str, check| {
            let (text, media_type) = (inputs::BYTES, streams::media_type(accept, media_type));
            TestResponse { status, body: quote!(#text), media_type: Some(media_type), check }
        };
        let json = |payload: Option<Value>, check| {
            let body = response_body::body(self.api, path, payload, status);
            let body = body.filter(|_| response_body::has_body(operation) && !matches!(status, 204 | 205 | 304));
            let body = body.as_ref().map_or_else(|| quote!(""), json::literal);
            TestResponse { status, body, media_type: None, check }
        };
        match payload {
            Payload::Text => plain("text/plain", Check::Text),
            Payload::Binary => plain("application/octet-stream", Check::Bytes),
            Payload::Download => plain("application/octet-stream", Check::Download),
            Payload::Events(StreamItem::Text) | Payload::Lines(_, StreamItem::Text) => {
                streams::response(payload, accept, status, &Value::from(inputs::BYTES))
                    .unwrap_or_else(|| json(None, Check::Sent))
            }
            Payload::Events(StreamItem::Json(ty)) | Payload::Lines(_, StreamItem::Json(ty)) => self
                .sample(ty)
                .and_then(|(item, _)| streams::response(payload, accept, status, &item))
                .unwrap_or_else(|| json(None, Check::Sent)),
            Payload::Json(ty) | Payload::OptionalJson(ty) => match self.sample(ty) {
                Some((value, unknown)) => {
                    // A code that is put into the payload may have no field there.
                    let unknown = unknown.filter(|_| !path.is_empty() || self.api.protocol.envelope.is_none());
                    let steps = path.iter().map(|name| {
                        let name = &name.0;
                        quote!([#name])
                    });
                    json(Some(value), Check::Json { expected: quote!(body #(#steps)*), unknown })
                }
                None => json(None, Check::Sent),
            },
            Payload::Empty => json(None, Check::Done),
            Payload::ByStatus(_) => json(None, Check::Sent),
        }
    }

    /// A value, and its properties that have no field, where that can be told.
    fn sample(&self, ty: &TypeRef) -> Option<(Value, Option<Vec<String>>)> {
        let samples = responses::ResponseSamples::new(self.types);
        let value = samples.value(ty, Hint { wire: "value", example: None })?;
        Some((value, samples.without_field()))
    }

    /// Responses without required properties, or with unknown values.
    fn lenient(&self, operation: &Operation, call: TokenStream) -> Option<LenientTest> {
        let ty = response_body::json_type(&operation.success.payload).filter(|_| response_body::has_body(operation))?;
        let status = response_body::status(&operation.success.statuses, true)?;
        let bodies = responses::poor(self.types, ty)?.into_iter().map(|payload| {
            let body = response_body::body(self.api, &operation.success.path, Some(payload), status);
            json::literal(&body.unwrap_or_default())
        });
        Some(LenientTest { status, call, bodies: bodies.collect() })
    }
}
