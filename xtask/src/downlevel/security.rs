//! Security schemes.
//!
//! In: `components.securitySchemes`. Out: those that the 3.0 model takes. Must not: decide how to authenticate.

use crate::diag::codes::{self, Code};
use serde_json::{Map, Value, json};

use super::context::Context;
use super::fix::{self, Object};

/// Each flow of OAuth 2 and the addresses it needs.
const FLOWS: [(&str, &[&str]); 4] = [
    ("implicit", &["authorizationUrl"]),
    ("password", &["tokenUrl"]),
    ("clientCredentials", &["tokenUrl"]),
    ("authorizationCode", &["authorizationUrl", "tokenUrl"]),
];

const CODE: Code = codes::DOWNLEVEL_SECURITY_SCHEME;

/// Corrects the schemes and leaves out those that the model cannot hold.
pub(super) fn schemes(cx: &mut Context<'_>, components: &mut Object) {
    fix::mapping(cx, components, "securitySchemes");
    let Some(Value::Object(schemes)) = components.get_mut("securitySchemes") else { return };
    cx.within("securitySchemes", |cx| {
        schemes.retain(|name, scheme| {
            cx.within(name, |cx| {
                let stays = fix::is_reference(cx, scheme) || keep(cx, scheme);
                if !stays {
                    cx.left_out_here();
                }
                stays
            })
        });
    });
}

fn keep(cx: &mut Context<'_>, value: &mut Value) -> bool {
    let Some(scheme) = value.as_object_mut() else {
        cx.report(CODE, "a security scheme is not a mapping and is left out", "give it a `type`");
        return false;
    };
    fix::texts(cx, scheme, &["type", "description", "name", "in", "scheme", "bearerFormat", "openIdConnectUrl"]);
    let kind = scheme.get("type").and_then(Value::as_str).unwrap_or_default().to_owned();
    match kind.as_str() {
        "apiKey" => api_key(cx, scheme),
        "http" => needs(cx, scheme, "scheme", "basic or bearer"),
        "openIdConnect" => needs(cx, scheme, "openIdConnectUrl", "the address of the discovery document"),
        "oauth2" => {
            flows(cx, scheme);
            true
        }
        "basic" => {
            cx.report_at("type", CODE, "`basic` is the Swagger 2 spelling", "write `type: http` and `scheme: basic`");
            scheme.insert("type".to_owned(), json!("http"));
            scheme.insert("scheme".to_owned(), json!("basic"));
            true
        }
        "mutualTLS" => {
            let help = "give the transport a client certificate; no header is needed";
            cx.report(CODE, "`mutualTLS` is not supported; the scheme is left out", help);
            false
        }
        _ => {
            let message = format!("the security scheme type `{kind}` is not known; the scheme is left out");
            cx.report(CODE, message, "use apiKey, http, oauth2 or openIdConnect");
            false
        }
    }
}

fn api_key(cx: &mut Context<'_>, scheme: &Object) -> bool {
    if !matches!(scheme.get("in").and_then(Value::as_str), Some("query" | "header" | "cookie")) {
        cx.report(CODE, "an `apiKey` scheme has no `in`", "write `in: header`, `query` or `cookie`");
        return false;
    }
    needs(cx, scheme, "name", "that of the header or parameter")
}

fn needs(cx: &mut Context<'_>, scheme: &Object, key: &str, what: &str) -> bool {
    let has = scheme.contains_key(key);
    if !has {
        cx.report(CODE, format!("the scheme has no `{key}` and is left out"), format!("write it: {what}"));
    }
    has
}

fn flows(cx: &mut Context<'_>, scheme: &mut Object) {
    fix::mapping(cx, scheme, "flows");
    if !scheme.contains_key("flows") {
        cx.report(CODE, "an `oauth2` scheme has no `flows`", "describe the flow and its addresses");
        scheme.insert("flows".to_owned(), json!({}));
    }
    let Some(Value::Object(flows)) = scheme.get_mut("flows") else { return };
    cx.within("flows", |cx| {
        for (name, addresses) in FLOWS {
            fix::mapping(cx, flows, name);
            if let Some(Value::Object(flow)) = flows.get_mut(name) {
                cx.within(name, |cx| self::flow(cx, flow, addresses));
            }
        }
        fix::unknown(cx, flows, "`flows`", &FLOWS.map(|(name, _)| name));
    });
}

fn flow(cx: &mut Context<'_>, flow: &mut Object, addresses: &[&str]) {
    fix::texts(cx, flow, &["authorizationUrl", "tokenUrl", "refreshUrl"]);
    for key in addresses {
        if !flow.contains_key(*key) {
            cx.report(CODE, format!("the flow has no `{key}`"), "give the address");
            flow.insert((*key).to_owned(), json!(""));
        }
    }
    if let Some(Value::Array(names)) = flow.get("scopes") {
        let named: Object = names.iter().filter_map(Value::as_str).map(|n| (n.to_owned(), json!(""))).collect();
        cx.report_at("scopes", CODE, "`scopes` is a list", "make it a mapping of scope to description");
        flow.insert("scopes".to_owned(), Value::Object(named));
    }
    fix::mapping(cx, flow, "scopes");
    let scopes = flow.entry("scopes").or_insert_with(|| json!({}));
    for text in scopes.as_object_mut().into_iter().flat_map(|s| s.values_mut()).filter(|v| !v.is_string()) {
        *text = Value::String(if text.is_null() { String::new() } else { text.to_string() });
    }
}

/// Security requirements of the document or an operation: a list of scheme → scopes.
pub(super) fn requirements(cx: &mut Context<'_>, holder: &mut Object) {
    fix::list(cx, holder, "security");
    fix::retain_items(cx, holder, "security", &mut |cx, requirement| {
        if let Value::String(name) = requirement {
            cx.report(codes::DOWNLEVEL_WRONG_TYPE, "a security requirement is a string", "write `scheme: []`");
            *requirement = Value::Object(Map::from_iter([(name.clone(), json!([]))]));
        }
        let Some(schemes) = requirement.as_object_mut() else {
            cx.report(codes::DOWNLEVEL_WRONG_TYPE, "a security requirement is not a mapping", "write `scheme: []`");
            return false;
        };
        for (name, scopes) in schemes {
            let mended = match scopes {
                Value::Array(list) if list.iter().all(Value::is_string) => continue,
                Value::Array(list) => list.iter().filter(|s| s.is_string()).cloned().collect(),
                Value::String(one) => json!([one]),
                _ => json!([]),
            };
            cx.report_at(
                name,
                codes::DOWNLEVEL_WRONG_TYPE,
                "scopes are not a list of strings",
                "write `[]` if there are none",
            );
            *scopes = mended;
        }
        true
    });
}
