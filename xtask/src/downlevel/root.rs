//! The root of a document, apart from operations: `info`, `servers`, `tags`, `security`, `components`.
//!
//! In: a 3.x document. Out: its 3.0 shape. Must not: look into operations or schemas itself.

use crate::diag::codes;
use serde_json::{Value, json};

use super::context::Context;
use super::fix::{self, Object};
use super::{Version, bodies, media, operations, parameters, schema, security, servers};
use crate::coverage::Keyword;

/// Every part in turn.
pub(super) fn document(cx: &mut Context<'_>, value: &mut Value) {
    let Some(root) = value.as_object_mut() else { return };
    info(cx, root);
    servers::servers(cx, root);
    tags(cx, root);
    security::requirements(cx, root);
    fix::external_docs(cx, root);
    dialect(cx, root);
    parameters::survey(cx, root);
    paths(cx, root);
    webhooks(cx, root);
    components(cx, root);
    let known = ["openapi", "info", "servers", "paths", "components", "security", "tags", "externalDocs", "$self"];
    fix::unknown(cx, root, "the document", &known);
}

fn info(cx: &mut Context<'_>, root: &mut Object) {
    if !root.get("info").is_some_and(Value::is_object) {
        cx.report(codes::DOWNLEVEL_MISSING, "`info` is missing or not a mapping", "give the API a title and a version");
        if root.contains_key("info") {
            cx.left_out("info");
        }
        root.insert("info".to_owned(), json!({}));
    }
    let Some(Value::Object(info)) = root.get_mut("info") else { return };
    cx.within("info", |cx| {
        fix::texts(cx, info, &["title", "version", "description", "summary", "termsOfService"]);
        for (key, value) in [("title", "API"), ("version", "0")] {
            if !info.contains_key(key) {
                cx.report(codes::DOWNLEVEL_MISSING, format!("`{key}` is missing; `{value}` is used"), "write it");
                info.insert(key.to_owned(), json!(value));
            }
        }
        fix::mapping(cx, info, "contact");
        if let Some(Value::Object(contact)) = info.get_mut("contact") {
            cx.within("contact", |cx| fix::texts(cx, contact, &["name", "url", "email"]));
        }
        license(cx, info);
        let known = ["title", "version", "summary", "description", "termsOfService", "contact", "license"];
        fix::unknown(cx, info, "`info`", &known);
    });
}

fn license(cx: &mut Context<'_>, info: &mut Object) {
    if let Some(Value::String(name)) = info.get("license") {
        let named = json!({"name": name});
        cx.report_at(
            "license",
            codes::DOWNLEVEL_WRONG_TYPE,
            "`license` is a string; it is read as the name",
            "write `name: …`",
        );
        info.insert("license".to_owned(), named);
    }
    fix::mapping(cx, info, "license");
    let Some(Value::Object(license)) = info.get_mut("license") else { return };
    cx.within("license", |cx| {
        fix::texts(cx, license, &["name", "url", "identifier"]);
        if !license.contains_key("name") {
            let known = license.get("identifier").or_else(|| license.get("url"));
            let name = known.cloned().unwrap_or_else(|| json!("unknown"));
            cx.report(codes::DOWNLEVEL_MISSING, "the licence has no `name`", "give its SPDX name");
            license.insert("name".to_owned(), name);
        }
    });
}

fn tags(cx: &mut Context<'_>, root: &mut Object) {
    fix::list(cx, root, "tags");
    fix::retain_items(cx, root, "tags", &mut |cx, tag| {
        if let Value::String(name) = tag {
            cx.report(codes::DOWNLEVEL_WRONG_TYPE, "a tag is a string; it is read as the name", "write `name: …`");
            *tag = json!({"name": name});
        }
        let Some(tag) = tag.as_object_mut() else {
            cx.report(codes::DOWNLEVEL_WRONG_TYPE, "a tag is not a mapping and is left out", "write `name: …`");
            return false;
        };
        fix::texts(cx, tag, &["name", "description"]);
        fix::external_docs(cx, tag);
        fix::unknown(cx, tag, "a tag", &["name", "description", "externalDocs"]);
        if !tag.contains_key("name") {
            cx.report(codes::DOWNLEVEL_INCOMPLETE, "a tag has no `name` and is left out", "give it one");
        }
        tag.contains_key("name")
    });
}

fn dialect(cx: &mut Context<'_>, root: &mut Object) {
    let Some(dialect) = root.get("jsonSchemaDialect") else { return };
    let known = dialect.as_str().is_some_and(|d| {
        d.starts_with("https://spec.openapis.org/oas/") || d.starts_with("https://json-schema.org/draft/2020-12/")
    });
    if !known {
        let message = format!("the schema dialect {dialect} is read as OpenAPI's own");
        cx.report_at("jsonSchemaDialect", codes::DOWNLEVEL_DIALECT, message, "check the differences");
    }
    cx.read(Keyword::JsonSchemaDialect);
    root.shift_remove("jsonSchemaDialect");
}

fn paths(cx: &mut Context<'_>, root: &mut Object) {
    fix::mapping(cx, root, "paths");
    if !root.contains_key("paths") {
        if cx.version == Version::V30 {
            cx.report(codes::DOWNLEVEL_NO_PATHS, "`paths` is missing", "write `paths: {}` if there are none");
        }
        root.insert("paths".to_owned(), json!({}));
    }
    let Some(Value::Object(paths)) = root.get_mut("paths") else { return };
    cx.within("paths", |cx| {
        if paths.keys().any(|key| !key.starts_with(['/']) && !key.starts_with("x-")) {
            add_slashes(cx, paths);
        }
        for (path, item) in paths.iter_mut().filter(|(path, _)| path.starts_with('/')) {
            cx.within(path, |cx| operations::path_item(cx, item));
        }
    });
}

/// The model keeps only paths that begin with a slash.
fn add_slashes(cx: &mut Context<'_>, paths: &mut Object) {
    let here = cx.here();
    for (path, item) in std::mem::take(paths) {
        let full = format!("/{path}");
        if path.starts_with('/') || path.starts_with("x-") {
            paths.insert(path, item);
        } else if paths.contains_key(&full) {
            let message = format!("the path `{path}` does not begin with `/`, and `{full}` already exists");
            cx.report_at(&path, codes::DOWNLEVEL_PATH, message, "remove one of them");
            cx.left_out(&path);
        } else {
            cx.report_at(
                &path,
                codes::DOWNLEVEL_PATH,
                format!("the path `{path}` does not begin with `/`"),
                "add the slash",
            );
            cx.moved(&here.child(&path), &here.child(&full));
            paths.insert(full, item);
        }
    }
}

/// 3.0 has no webhooks; they are kept as an extension, in the shape of paths.
fn webhooks(cx: &mut Context<'_>, root: &mut Object) {
    fix::mapping(cx, root, "webhooks");
    if let Some(Value::Object(hooks)) = root.shift_remove("webhooks") {
        let kept = root.entry("x-webhooks").or_insert_with(|| json!({}));
        if let Some(kept) = kept.as_object_mut() {
            let (from, to) = (cx.here().child("webhooks"), cx.here().child("x-webhooks"));
            for (name, hook) in hooks {
                cx.moved(&from.child(&name), &to.child(&name));
                kept.insert(name, hook);
            }
        }
    }
    if root.get("x-webhooks").is_some_and(Value::is_object) {
        fix::each(cx, root, "x-webhooks", &mut |cx, _, hook| operations::path_item(cx, hook));
    }
}

fn components(cx: &mut Context<'_>, root: &mut Object) {
    fix::mapping(cx, root, "components");
    let Some(Value::Object(components)) = root.get_mut("components") else { return };
    cx.within("components", |cx| {
        fix::each(cx, components, "schemas", &mut |cx, _, value| schema::schema(cx, value));
        parameters::shared(cx, components);
        fix::each(cx, components, "headers", &mut |cx, _, value| media::header(cx, value));
        fix::each(cx, components, "requestBodies", &mut |cx, _, value| bodies::request_body(cx, value));
        fix::each(cx, components, "responses", &mut |cx, _, value| bodies::response(cx, value));
        fix::each(cx, components, "examples", &mut |cx, _, value| media::example(cx, value));
        fix::each(cx, components, "callbacks", &mut |cx, _, value| operations::callback(cx, value));
        bodies::links(cx, components);
        security::schemes(cx, components);
        let known = [
            "schemas",
            "parameters",
            "headers",
            "requestBodies",
            "responses",
            "examples",
            "callbacks",
            "links",
            "securitySchemes",
        ];
        fix::unknown(cx, components, "`components`", &known);
    });
}
