//! Servers and their variables.
//!
//! In: an object that has `servers`: the document, a path item, an operation. Out: servers of the 3.0 shape. Must not:
//! look at a URL.

use crate::diag::codes;
use serde_json::{Value, json};

use super::context::Context;
use super::fix::{self, Object};

/// Servers of the document, a path or an operation.
pub(super) fn servers(cx: &mut Context<'_>, holder: &mut Object) {
    fix::list(cx, holder, "servers");
    fix::retain_items(cx, holder, "servers", &mut |cx, server| {
        if let Value::String(url) = server {
            cx.report(codes::DOWNLEVEL_WRONG_TYPE, "a server is a string; it is read as the `url`", "write `url: …`");
            *server = json!({"url": url});
        }
        let Some(server) = server.as_object_mut() else {
            cx.report(codes::DOWNLEVEL_WRONG_TYPE, "a server is not a mapping and is left out", "write `url: …`");
            return false;
        };
        fix::texts(cx, server, &["url", "description"]);
        if !server.contains_key("url") {
            cx.report(codes::DOWNLEVEL_INCOMPLETE, "a server has no `url` and is left out", "give it one");
            return false;
        }
        fix::each(cx, server, "variables", &mut server_variable);
        fix::unknown(cx, server, "a server", &["url", "description", "variables"]);
        true
    });
}

fn server_variable(cx: &mut Context<'_>, name: &str, value: &mut Value) {
    let Some(variable) = fix::node(cx, value, "a server variable") else { return };
    fix::texts(cx, variable, &["default", "description"]);
    if let Some(Value::Array(values)) = variable.get_mut("enum") {
        for value in values.iter_mut().filter(|v| !v.is_string()) {
            *value = Value::String(value.to_string());
        }
    } else if variable.contains_key("enum") {
        cx.report_once(
            codes::DOWNLEVEL_WRONG_TYPE,
            "server enum",
            "the `enum` of a server variable is no list",
            "make it one",
        );
        cx.left_out("enum");
        variable.shift_remove("enum");
    }
    if !variable.contains_key("default") {
        let first = variable.get("enum").and_then(|e| e.get(0)).cloned().unwrap_or_else(|| json!(""));
        cx.report(codes::DOWNLEVEL_MISSING, format!("the server variable `{name}` has no `default`"), "give it one");
        variable.insert("default".to_owned(), first);
    }
}
