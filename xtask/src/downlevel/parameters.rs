//! Parameters and headers.
//!
//! In: parameters as written. Out: each with a known location, a name, and a schema or content, or removed with a
//! diagnostic.
//! Must not: look into schemas itself.

use serde_json::{Value, json};

use super::context::Context;
use super::fix::{self, Object};
use super::media;
use crate::diag::Pointer;
use crate::diag::codes;

/// Headers that OpenAPI describes elsewhere; such parameters have to be ignored.
const IGNORED: [&str; 3] = ["accept", "content-type", "authorization"];

/// The locations of a parameter, and the styles allowed in each.
const STYLES_BY_LOCATION: [(&str, &[&str]); 4] = [
    ("query", &["form", "spaceDelimited", "pipeDelimited", "deepObject"]),
    ("header", &["simple"]),
    ("path", &["simple", "label", "matrix"]),
    ("cookie", &["form"]),
];

/// Finds the shared parameters that are left out, before references to them are read.
pub(super) fn survey(cx: &mut Context<'_>, root: &Object) {
    let shared = root.get("components").and_then(|c| c.get("parameters")).and_then(Value::as_object);
    for (name, parameter) in shared.into_iter().flatten() {
        let Some(parameter) = parameter.as_object() else { continue };
        if !parameter.contains_key("$ref") && (is_ignored(parameter) || location(parameter).is_none()) {
            let at = Pointer::new("/components/parameters").child(name);
            cx.gone.insert(format!("#{}", at.as_str()));
        }
    }
}

/// The parameters of an operation or a path item.
pub(super) fn list(cx: &mut Context<'_>, holder: &mut Object) {
    fix::list(cx, holder, "parameters");
    fix::retain_items(cx, holder, "parameters", &mut |cx, value| {
        if !fix::is_reference(cx, value) {
            return keep(cx, value);
        }
        let target = value.get("$ref").and_then(Value::as_str).unwrap_or_default();
        let gone = cx.gone.contains(target);
        if gone {
            let message = format!("`{target}` is left out, with every reference to it");
            cx.report_once(codes::DOWNLEVEL_PARAMETER_REFERENCE, target, message, "remove the references");
        }
        !gone
    });
}

/// The parameters of `components`.
pub(super) fn shared(cx: &mut Context<'_>, components: &mut Object) {
    fix::mapping(cx, components, "parameters");
    let Some(Value::Object(parameters)) = components.get_mut("parameters") else { return };
    cx.within("parameters", |cx| {
        parameters.retain(|name, value| {
            cx.within(name, |cx| {
                let stays = fix::is_reference(cx, value) || keep(cx, value);
                if !stays {
                    cx.left_out_here();
                }
                stays
            })
        });
    });
}

/// Corrects a parameter; false if the model cannot hold it, which has then been reported.
fn keep(cx: &mut Context<'_>, value: &mut Value) -> bool {
    let Some(parameter) = value.as_object_mut() else {
        cx.report(
            codes::DOWNLEVEL_PARAMETER,
            "a parameter is not a mapping and is left out",
            "give it `name` and `in`",
        );
        return false;
    };
    fix::texts(cx, parameter, &["name", "in", "description", "style"]);
    if is_ignored(parameter) {
        let name = parameter.get("name").and_then(Value::as_str).unwrap_or_default();
        let message = format!("OpenAPI ignores the header parameter `{name}`; it is left out");
        cx.report(
            codes::DOWNLEVEL_IGNORED_HEADER,
            message,
            "describe the content types of the body, or the security, instead",
        );
        return false;
    }
    let Some(styles) = location(parameter) else {
        let location = parameter.get("in").cloned().unwrap_or_default();
        let message = format!("a parameter in {location} is not supported and is left out");
        let help = "use query, header, path or cookie; a body is a `requestBody`";
        let key = if parameter.contains_key("in") { "in" } else { "name" };
        cx.report_at(key, codes::DOWNLEVEL_PARAMETER, message, help);
        return false;
    };
    if !parameter.contains_key("name") {
        cx.report(codes::DOWNLEVEL_PARAMETER, "a parameter has no `name` and is left out", "give it one");
        return false;
    }
    media::style(cx, parameter, styles);
    fix::flags(cx, parameter, &["required", "deprecated", "explode", "allowEmptyValue", "allowReserved"]);
    if parameter.get("in").and_then(Value::as_str) == Some("path") && parameter.get("required") != Some(&json!(true)) {
        cx.report_once(
            codes::DOWNLEVEL_PATH_PARAMETER,
            "",
            "a path parameter is always `required`",
            "write `required: true`",
        );
        parameter.insert("required".to_owned(), json!(true));
    }
    media::schema_or_content(cx, parameter, "a parameter");
    let known = [&["name", "in"][..], &media::HEADER_KEYS].concat();
    fix::unknown(cx, parameter, "a parameter", &known);
    true
}

/// The styles allowed in the parameter's location; `None` for an unknown location.
fn location(parameter: &Object) -> Option<&'static [&'static str]> {
    let name = parameter.get("in")?.as_str()?;
    STYLES_BY_LOCATION.iter().find(|(location, _)| *location == name).map(|(_, styles)| *styles)
}

fn is_ignored(parameter: &Object) -> bool {
    let text = |key: &str| parameter.get(key).and_then(Value::as_str).unwrap_or_default();
    text("in") == "header" && IGNORED.contains(&text("name").to_ascii_lowercase().as_str())
}
