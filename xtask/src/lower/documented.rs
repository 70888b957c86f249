//! What of an API is in the docs only.
//!
//! In: the API. Out: notes, one for each kind of fact that may be in hundreds of places. Must not: change the API.

use crate::diag::codes::{self, Code};
use crate::diag::{Diagnostics, Pointer};
use crate::ir::{Api, Callback, Constraints, Operation, Origin, TypeKind};

/// Reports what no code of the crate makes use of.
#[must_use]
pub fn documented(api: &Api) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    incoming(api, &mut diagnostics);
    flows(api, &mut diagnostics);
    if api.servers.len() > 1 {
        let at = Pointer::default().child("servers").index(1);
        let text = format!("the client calls the first of {} servers", api.servers.len());
        diagnostics.report(codes::LOWER_SERVERS, &at, text, "set the base URL to call another one");
    }
    let (mut headers, mut links) = (Places::default(), Places::default());
    for response in operations(api).flat_map(|operation| &operation.responses) {
        response.headers.iter().for_each(|header| headers.add(&header.origin));
        response.links.iter().for_each(|link| links.add(&link.origin));
    }
    let text = "a header of a response is documented, but has no accessor";
    headers.report(codes::LOWER_RESPONSE_HEADERS, text, "read it from the headers of the response", &mut diagnostics);
    let text = "a link of a response is documented, but no method follows it";
    links.report(codes::LOWER_LINKS, text, "call the operation that it leads to", &mut diagnostics);
    let text = "a rule of a value is documented, but not checked";
    constraints(api).report(codes::LOWER_CONSTRAINTS, text, "nothing to do", &mut diagnostics);
    diagnostics
}

/// Where a kind of fact is.
#[derive(Default)]
struct Places {
    first: Option<Pointer>,
    count: usize,
}

impl Places {
    fn add(&mut self, origin: &Origin) {
        self.count += 1;
        self.first.get_or_insert_with(|| origin.pointer.clone());
    }

    fn report(self, code: Code, text: &str, help: &str, diagnostics: &mut Diagnostics) {
        let Some(first) = self.first else { return };
        let message = match self.count {
            1 => text.to_owned(),
            2 => format!("{text} (here and in one other place)"),
            n => format!("{text} (here and in {} other places)", n - 1),
        };
        diagnostics.report(code, &first, message, help);
    }
}

fn operations(api: &Api) -> impl Iterator<Item = &Operation> {
    api.services.iter().flat_map(|service| &service.operations)
}

/// Webhooks and callbacks.
fn incoming(api: &Api, diagnostics: &mut Diagnostics) {
    let help = "decode its body with the type in your own server";
    for webhook in &api.webhooks {
        for request in &webhook.operations {
            let text = format!("the webhook `{}` is documented, but no code receives it", webhook.name);
            diagnostics.report(codes::LOWER_WEBHOOK, &request.origin.pointer, text, help);
        }
    }
    let callbacks: Vec<&Callback> = operations(api).flat_map(|operation| &operation.callbacks).collect();
    for callback in callbacks {
        for request in &callback.operations {
            let text = format!("the callback `{}` is documented, but no code receives it", callback.name);
            diagnostics.report(codes::LOWER_CALLBACK, &request.origin.pointer, text, help);
        }
    }
}

fn flows(api: &Api, diagnostics: &mut Diagnostics) {
    for scheme in api.schemes.iter().filter(|scheme| !scheme.flows.is_empty()) {
        let at = Pointer::default().child("components").child("securitySchemes").child(&scheme.name.0);
        let text = format!("the client sends a token for `{}`, but does not obtain one", scheme.name);
        diagnostics.report(codes::LOWER_OAUTH_FLOW, &at, text, "obtain the token with a library for OAuth 2");
    }
}

/// Rules of fields and parameters that are more than the type itself.
fn constraints(api: &Api) -> Places {
    let mut places = Places::default();
    let params =
        operations(api).flat_map(|operation| &operation.params).map(|param| (&param.constraints, &param.origin));
    let fields = api.types.iter().flat_map(|def| match &def.kind {
        TypeKind::Struct { fields, .. } => fields.as_slice(),
        _ => &[],
    });
    let fields = fields.map(|field| (&field.constraints, &field.origin));
    for (constraints, origin) in params.chain(fields) {
        if restricts(constraints) {
            places.add(origin);
        }
    }
    places
}

/// A format is not a rule by itself, and extra properties are kept in any case.
fn restricts(constraints: &Constraints) -> bool {
    let plain = Constraints { format: None, closed: false, ..constraints.clone() };
    !plain.is_empty()
}
