//! Small readers of facts: texts, links, examples, servers, flows, scopes.
//!
//! In: objects of the document after `downlevel`. Out: their `ir` nodes. Must not: need types, or decide about code.

use openapiv3::SecurityRequirement;
use serde_json::Value;

use crate::coverage::{Keyword, Object};
use crate::ir::{Docs, Example, ExampleValue, FlowKind, OAuthFlow, Scopes, Server, ServerVariable, WireName};

/// Summary, description and link of an object.
pub(super) fn docs(object: &Object<'_>) -> Docs {
    let text = |keyword| object.text(keyword).unwrap_or_default().to_owned();
    let external = object.object(Keyword::ExternalDocs);
    let of_link = |keyword| external.as_ref().and_then(|docs| docs.text(keyword)).map(str::to_owned);
    Docs {
        summary: text(Keyword::Summary),
        body: text(Keyword::Description),
        link: of_link(Keyword::Url),
        link_text: of_link(Keyword::Description),
    }
}

/// The examples of a parameter, header or media type: the only one first, then the named ones, sorted.
pub(super) fn examples(object: &Object<'_>) -> Vec<Example> {
    let only = object.value(Keyword::Example);
    let only = only.map(|value| Example {
        name: String::new(),
        docs: Docs::default(),
        value: ExampleValue::Inline(value.clone()),
    });
    let mut named: Vec<Example> =
        object.map(Keyword::Examples).iter().filter_map(|(name, object)| example(name, object)).collect();
    named.sort_by(|a, b| a.name.cmp(&b.name));
    only.into_iter().chain(named).collect()
}

fn example(name: &str, object: &Object<'_>) -> Option<Example> {
    let docs = docs(object);
    let value = match (object.value(Keyword::Value), object.text(Keyword::ExternalValue)) {
        (Some(value), _) => ExampleValue::Inline(value.clone()),
        (None, Some(address)) => ExampleValue::External(address.to_owned()),
        (None, None) => return None,
    };
    Some(Example { name: name.to_owned(), docs, value })
}

/// The first example that is a value.
pub(super) fn first_value(examples: &[Example]) -> Option<Value> {
    examples.iter().find_map(|example| match &example.value {
        ExampleValue::Inline(value) => Some(value.clone()),
        ExampleValue::External(_) => None,
    })
}

/// The servers of the document, a path item or an operation, in the document's order.
pub(super) fn servers(holder: &Object<'_>) -> Vec<Server> {
    holder.list(Keyword::Servers).iter().filter_map(server).collect()
}

fn server(object: &Object<'_>) -> Option<Server> {
    let text = |object: &Object<'_>, keyword| object.text(keyword).unwrap_or_default().to_owned();
    // A name is of OpenAPI 3.2; what describes the server says more.
    let name = text(object, Keyword::Name);
    let description = text(object, Keyword::Description);
    let variables = object.map(Keyword::Variables).into_iter().map(|(name, variable)| ServerVariable {
        name: WireName(name.to_owned()),
        default: text(&variable, Keyword::Default),
        values: texts(variable.value(Keyword::Enum)),
        description: text(&variable, Keyword::Description),
    });
    let variables = variables.collect();
    let description = if description.is_empty() { name } else { description };
    Some(Server { url: object.text(Keyword::Url)?.to_owned(), description, variables })
}

fn texts(value: Option<&Value>) -> Vec<String> {
    let list = value.and_then(Value::as_array).into_iter().flatten();
    list.filter_map(|value| value.as_str().map(str::to_owned)).collect()
}

/// The flows of an `oauth2` scheme, sorted by kind.
pub(super) fn flows(scheme: &Object<'_>) -> Vec<OAuthFlow> {
    let kinds = [
        (Keyword::AuthorizationCode, FlowKind::AuthorizationCode),
        (Keyword::ClientCredentials, FlowKind::ClientCredentials),
        (Keyword::DeviceAuthorization, FlowKind::DeviceAuthorization),
        (Keyword::Implicit, FlowKind::Implicit),
        (Keyword::Password, FlowKind::Password),
    ];
    let Some(flows) = scheme.object(Keyword::Flows) else { return Vec::new() };
    kinds.into_iter().filter_map(|(keyword, kind)| Some(flow(&flows.object(keyword)?, kind))).collect()
}

fn flow(flow: &Object<'_>, kind: FlowKind) -> OAuthFlow {
    let url = |keyword| flow.text(keyword).filter(|url| !url.is_empty()).map(str::to_owned);
    let mut scopes: Vec<(String, String)> = flow
        .values(Keyword::Scopes)
        .into_iter()
        .map(|(scope, text)| (scope.to_owned(), text.as_str().unwrap_or_default().to_owned()))
        .collect();
    scopes.sort();
    OAuthFlow {
        kind,
        authorization_url: url(Keyword::AuthorizationUrl),
        token_url: url(Keyword::TokenUrl),
        refresh_url: url(Keyword::RefreshUrl),
        device_authorization_url: url(Keyword::DeviceAuthorizationUrl),
        scopes,
    }
}

/// The scopes that requirements name, sorted.
pub(super) fn scopes(list: &[SecurityRequirement]) -> Vec<Scopes> {
    let with_scopes = list.iter().flatten().filter(|(_, scopes)| !scopes.is_empty());
    let mut all: Vec<Scopes> = with_scopes
        .map(|(scheme, scopes)| {
            let mut scopes = scopes.clone();
            scopes.sort();
            Scopes { scheme: WireName(scheme.clone()), scopes }
        })
        .collect();
    all.sort();
    all.dedup();
    all
}
