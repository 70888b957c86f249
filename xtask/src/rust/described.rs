//! What the document describes and no code shows, as sections of the docs.
//!
//! In: arguments, headers, links, callbacks, webhooks, servers, credentials, licence. Out: lines of docs.
//! Must not: repeat what the code or another section says.

use super::docs::facts::{Facts, sentences};
use super::docs::{self, DocLines};
use super::http::method_name;
use super::inputs::Inputs;
use super::types::Types;
use super::view::PathRoot;
use crate::ir::{
    Api, Constraints, FlowKind, Header, Incoming, Info, LinkTarget, OAuthFlow, Operation, RateHeaders, Response,
    SecurityScheme, Server, StatusPattern, TypeRef,
};

/// A title and its lines, if there are any.
fn section(title: &str, lines: Vec<String>) -> DocLines {
    if lines.is_empty() {
        return DocLines::new();
    }
    let mut section = vec![format!("# {title}"), String::new()];
    section.extend(lines);
    section
}

/// An entry of a list: a name, and sentences behind it.
fn entry(name: &str, sentences: &[String]) -> String {
    let text: Vec<&str> = sentences.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
    if text.is_empty() { format!("- {name}") } else { format!("- {name}: {}", text.join(" ")) }
}

/// One line of a description, as a sentence.
fn sentence(text: &str) -> String {
    let text = docs::inline(text);
    if text.is_empty() || text.ends_with(['.', '!', '?', ':', '`', '>']) { text } else { format!("{text}.") }
}

/// What the required parts of a call are; each optional one says it at its setter.
pub(super) fn arguments(inputs: &Inputs<'_>, operation: &Operation) -> DocLines {
    let mut lines = Vec::new();
    for (param, ident) in inputs.params.iter().filter(|(param, _)| param.required) {
        let facts = Facts {
            constraints: Some(&param.constraints),
            default: param.default.as_ref(),
            example: param.example.as_ref(),
            ..Facts::default()
        };
        let mut text = vec![sentence(&param.docs.body)];
        text.extend(sentences(&facts, &param.docs.body));
        if text.iter().any(|text| !text.is_empty()) {
            lines.push(entry(&docs::code(ident.as_str()), &text));
        }
    }
    if let Some((body, ident)) = inputs.body.as_ref().filter(|(body, _)| body.required) {
        let mut text = vec![sentence(&body.docs.body)];
        let sent = operation.request.iter().find(|media| media.media_type == body.media_type);
        text.extend(sent.map(|media| rules(&media.constraints, &body.docs.body)).unwrap_or_default());
        if text.iter().any(|text| !text.is_empty()) {
            lines.push(entry(&docs::code(ident.as_str()), &text));
        }
    }
    section("Arguments", lines)
}

fn rules(constraints: &Constraints, description: &str) -> Vec<String> {
    sentences(&Facts { constraints: Some(constraints), ..Facts::default() }, description)
}

/// Headers of successful responses that the client does not read itself.
pub(super) fn response_headers(operation: &Operation, api: &Api) -> DocLines {
    let mut seen: Vec<String> = read_by_client(api);
    let mut lines = Vec::new();
    for header in successes(&operation.responses).flat_map(|response| &response.headers) {
        let name = header.wire.0.to_ascii_lowercase();
        if !seen.contains(&name) {
            seen.push(name);
            lines.push(header_line(header));
        }
    }
    section("Response headers", lines)
}

fn read_by_client(api: &Api) -> Vec<String> {
    let protocol = &api.protocol;
    let of_rate = |headers: &RateHeaders| [headers.limit.clone(), headers.remaining.clone(), headers.reset.clone()];
    let rate = protocol.rate_headers.iter().flat_map(of_rate).flatten();
    let known = protocol.request_id_headers.iter().cloned().chain(protocol.version_header.clone()).chain(rate);
    known.map(|name| name.to_ascii_lowercase()).collect()
}

fn successes(responses: &[Response]) -> impl Iterator<Item = &Response> {
    let is_success = |status| matches!(status, StatusPattern::Exact(200..=399) | StatusPattern::Class(2 | 3));
    responses.iter().filter(move |response| is_success(response.status))
}

fn header_line(header: &Header) -> String {
    let facts = Facts {
        constraints: Some(&header.constraints),
        default: header.default.as_ref(),
        example: first_value(header),
        ..Facts::default()
    };
    let mut text = vec![sentence(&header.docs.body)];
    text.extend(kind(&header.ty).map(str::to_owned));
    text.extend(sentences(&facts, &header.docs.body));
    if header.deprecated.is_some() {
        text.push("Deprecated.".to_owned());
    }
    entry(&docs::code(&header.wire.0), &text)
}

fn first_value(header: &Header) -> Option<&serde_json::Value> {
    header.examples.iter().find_map(|example| match &example.value {
        crate::ir::ExampleValue::Inline(value) => Some(value),
        crate::ir::ExampleValue::External(_) => None,
    })
}

/// What a header holds, where it is more than text.
fn kind(ty: &TypeRef) -> Option<&'static str> {
    match ty {
        TypeRef::Bool => Some("True or false."),
        TypeRef::I32 | TypeRef::I64 | TypeRef::U32 | TypeRef::U64 => Some("An integer."),
        TypeRef::F32 | TypeRef::F64 | TypeRef::Decimal => Some("A number."),
        TypeRef::Date => Some("A date."),
        TypeRef::DateTime => Some("A date and time."),
        _ => None,
    }
}

/// Where values of a response lead.
pub(super) fn links(operation: &Operation) -> DocLines {
    let mut lines = Vec::new();
    for link in operation.responses.iter().flat_map(|response| &response.links) {
        let target = match &link.target {
            LinkTarget::Id(id) | LinkTarget::Reference(id) => docs::code(id),
        };
        let given: Vec<String> = link
            .parameters
            .iter()
            .map(|(name, value)| {
                let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                format!("{} = {}", docs::code(name), docs::code(&value))
            })
            .collect();
        let with = if given.is_empty() { String::new() } else { format!(" with {}", given.join(", ")) };
        let line = entry(&docs::code(&link.name.0), &[format!("calls {target}{with}."), sentence(&link.docs.body)]);
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    section("Links", lines)
}

/// What the API sends in the course of a call.
pub(super) fn callbacks(operation: &Operation, types: &Types<'_>) -> DocLines {
    let lines = operation.callbacks.iter().flat_map(|callback| {
        let to = format!(" to {}", docs::code(&callback.expression));
        incoming(&callback.name.0, &callback.operations, &to, "super::super::", types)
    });
    section("Callbacks", lines.collect())
}

/// What the API sends of its own accord.
pub(super) fn webhooks(api: &Api, types: &Types<'_>) -> DocLines {
    let lines = api.webhooks.iter().flat_map(|webhook| incoming(&webhook.name.0, &webhook.operations, "", "", types));
    section("Webhooks", lines.collect())
}

fn incoming(name: &str, operations: &[Incoming], to: &str, root: &str, types: &Types<'_>) -> Vec<String> {
    let line = |operation: &Incoming| {
        let method = docs::code(&method_name(operation.method).to_ascii_uppercase());
        let payload = operation.body.iter().find_map(|media| payload(media.ty.as_ref()?, root, types));
        let with = payload.map(|payload| format!(" with {payload}")).unwrap_or_default();
        let said = [&operation.docs.summary, &operation.docs.body].into_iter().find(|text| !text.trim().is_empty());
        entry(&docs::code(name), &[format!("{method}{to}{with}."), said.map(|text| sentence(text)).unwrap_or_default()])
    };
    operations.iter().map(line).collect()
}

/// A link to a type, from a module that lies `root` below that of the version.
fn payload(ty: &TypeRef, root: &str, types: &Types<'_>) -> Option<String> {
    let (TypeRef::Named(id) | TypeRef::Boxed(id)) = ty else { return None };
    let path = types.path(*id)?;
    let module = match path.root {
        PathRoot::Here => "",
        PathRoot::Super => "super::",
        PathRoot::Models => "models::",
        PathRoot::Enums => "enums::",
    };
    Some(format!("[`{}`]({root}{module}{})", path.ident, path.ident))
}

/// The scopes that a call needs.
pub(super) fn scopes(operation: &Operation) -> DocLines {
    let all: Vec<String> =
        operation.scopes.iter().flat_map(|scopes| &scopes.scopes).map(|scope| docs::code(scope)).collect();
    if all.is_empty() { DocLines::new() } else { vec![format!("Scopes: {}.", all.join(", "))] }
}

/// Contact, terms and licence.
pub(super) fn about(info: &Info) -> DocLines {
    let mut text = Vec::new();
    if let Some(contact) = &info.contact {
        let name = contact.name.as_deref().map(docs::escaped).filter(|name| !name.is_empty());
        let address = contact.url.as_deref().and_then(docs::address);
        let email = contact.email.as_deref().map(docs::code).filter(|_| contact.email.as_deref() != Some(""));
        let parts: Vec<String> = name.into_iter().chain(address).chain(email).collect();
        if !parts.is_empty() {
            text.push(format!("Contact: {}.", parts.join(", ")));
        }
    }
    text.extend(info.terms.as_deref().map(|terms| match docs::address(terms) {
        Some(address) => format!("Terms of service: {address}."),
        None => format!("Terms of service: {}.", docs::escaped(terms).trim_end_matches('.')),
    }));
    if let Some(license) = &info.license {
        let name = docs::escaped(&license.name);
        let known = license.identifier.as_deref().filter(|id| *id != license.name).map(docs::code);
        let address = license.url.as_deref().and_then(docs::address);
        let parts: Vec<String> =
            [name].into_iter().filter(|name| !name.is_empty()).chain(known).chain(address).collect();
        text.push(format!("Licence of the API's description: {}.", parts.join(", ")));
    }
    if text.is_empty() { DocLines::new() } else { vec![text.join(" ")] }
}

/// The servers, where there is a choice.
pub(super) fn servers(servers: &[Server]) -> DocLines {
    let has_choice = servers.len() > 1 || servers.iter().any(|server| !server.variables.is_empty());
    if !has_choice {
        return DocLines::new();
    }
    let lines = servers.iter().enumerate().map(|(index, server)| {
        let mut text = vec![if index == 0 { "the default.".to_owned() } else { String::new() }];
        text.push(sentence(&server.description));
        for variable in &server.variables {
            let name = docs::code(&variable.name.0);
            let values: Vec<String> = variable.values.iter().map(|value| docs::code(value)).collect();
            let one_of = if values.is_empty() { String::new() } else { format!(", one of {}", values.join(", ")) };
            text.push(format!("{name} is {} by default{one_of}.", docs::code(&variable.default)));
            text.push(sentence(&variable.description));
        }
        entry(&docs::code(&server.url), &text)
    });
    section("Servers", lines.collect())
}

/// How tokens are to be had, where the document says so.
pub(super) fn credentials(schemes: &[SecurityScheme]) -> DocLines {
    let with_facts = schemes
        .iter()
        .filter(|scheme| !scheme.flows.is_empty() || scheme.discovery_url.is_some() || scheme.bearer_format.is_some());
    let lines = with_facts.map(|scheme| {
        let mut text = vec![sentence(&scheme.docs.body)];
        text.extend(
            scheme.bearer_format.as_deref().map(|format| format!("A bearer token ({}).", docs::escaped(format))),
        );
        let discovery = scheme.discovery_url.as_deref().and_then(docs::address);
        text.extend(discovery.map(|address| format!("Described at {address}.")));
        text.extend(scheme.flows.iter().map(flow));
        entry(&docs::code(&scheme.name.0), &text)
    });
    section("Credentials", lines.collect())
}

fn flow(flow: &OAuthFlow) -> String {
    let kind = match flow.kind {
        FlowKind::AuthorizationCode => "authorization code",
        FlowKind::ClientCredentials => "client credentials",
        FlowKind::DeviceAuthorization => "device authorization",
        FlowKind::Implicit => "implicit",
        FlowKind::Password => "password",
    };
    let addresses = [
        ("authorization at", &flow.authorization_url),
        ("device authorization at", &flow.device_authorization_url),
        ("token from", &flow.token_url),
        ("refreshed at", &flow.refresh_url),
    ];
    let mut text = format!("OAuth 2, {kind}");
    for (what, url) in addresses {
        if let Some(address) = url.as_deref().and_then(docs::address) {
            text.push_str(&format!("; {what} {address}"));
        }
    }
    text.push('.');
    let scopes: Vec<String> = flow
        .scopes
        .iter()
        .map(|(scope, about)| match docs::escaped(about).trim_end_matches('.') {
            "" => docs::code(scope),
            about => format!("{} ({about})", docs::code(scope)),
        })
        .collect();
    if !scopes.is_empty() {
        text.push_str(&format!(" Scopes: {}.", scopes.join(", ")));
    }
    text
}
