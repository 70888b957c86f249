//! Request bodies, responses, media types, examples and links.
//!
//! In: what an operation receives and returns. Out: its 3.0 shape. Must not: look into schemas or examples itself.

use crate::diag::codes;
use serde_json::{Value, json};

use super::context::Context;
use super::fix::{self, Object};
use super::media;
use crate::coverage::Keyword;

pub(super) fn request_body(cx: &mut Context<'_>, value: &mut Value) {
    if fix::is_reference(cx, value) {
        return;
    }
    let Some(body) = fix::node(cx, value, "a request body") else { return };
    fix::text(cx, body, "description");
    fix::flag(cx, body, "required");
    fix::each(cx, body, "content", &mut |cx, _, value| media::media_type(cx, value));
    fix::unknown(cx, body, "a request body", &["description", "required", "content"]);
}

pub(super) fn response(cx: &mut Context<'_>, value: &mut Value) {
    if fix::is_reference(cx, value) {
        return;
    }
    let Some(response) = fix::node(cx, value, "a response") else { return };
    fix::texts(cx, response, &["description", "summary"]);
    if !response.contains_key("description") {
        // 3.2 no longer requires one, and a summary serves as well.
        let text = response.get("summary").cloned().unwrap_or_else(|| json!(""));
        cx.rewritten(Keyword::Summary, &[Keyword::Description]);
        cx.report_once(
            codes::DOWNLEVEL_MISSING,
            "response",
            "the response has no `description`",
            "say when it is returned",
        );
        response.insert("description".to_owned(), text);
    }
    fix::each(cx, response, "headers", &mut |cx, _, value| media::header(cx, value));
    fix::each(cx, response, "content", &mut |cx, _, value| media::media_type(cx, value));
    links(cx, response);
    fix::unknown(cx, response, "a response", &["description", "summary", "headers", "content", "links"]);
}

/// A link leads from one operation to another. The model requires that it names exactly one operation.
pub(super) fn links(cx: &mut Context<'_>, holder: &mut Object) {
    fix::mapping(cx, holder, "links");
    let Some(Value::Object(links)) = holder.get_mut("links") else { return };
    cx.within("links", |cx| {
        links.retain(|name, link| {
            cx.within(name, |cx| {
                if fix::is_reference(cx, link) {
                    return true;
                }
                let Some(link) = link.as_object_mut() else {
                    cx.report(
                        codes::DOWNLEVEL_LINK,
                        "a link is not a mapping and is left out",
                        "give it an `operationId`",
                    );
                    cx.left_out_here();
                    return false;
                };
                fix::texts(cx, link, &["operationId", "operationRef", "description"]);
                fix::mapping(cx, link, "parameters");
                if link.contains_key("operationId") {
                    link.shift_remove("operationRef");
                    cx.repeated(&cx.here().child("operationRef"));
                } else if !link.contains_key("operationRef") {
                    cx.report(
                        codes::DOWNLEVEL_LINK,
                        "a link names no operation and is left out",
                        "give it an `operationId`",
                    );
                    cx.left_out_here();
                    return false;
                }
                // The generator does not use a link's server, and the model is strict about it.
                if link.shift_remove("server").is_some() {
                    cx.report_once(
                        codes::DOWNLEVEL_LINK_SERVER,
                        "server",
                        "the `server` of a link is not kept",
                        "nothing to do",
                    );
                    cx.left_out("server");
                }
                true
            })
        });
    });
}
