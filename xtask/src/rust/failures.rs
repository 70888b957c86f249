//! The described errors of a call.
//!
//! In: described error responses. Out: a section of the call's documentation. Must not: mention errors that every call
//! has.

use super::docs::{self, DocLines};
use super::http::status_text;
use super::types::Types;
use crate::ir::{ErrorBody, Payload, StatusPattern, TypeRef};

/// `# Errors`, with a line for each status; nothing where there is nothing to say.
pub(super) fn section(errors: &[ErrorBody], types: &Types<'_>) -> DocLines {
    // That any call can fail goes without saying.
    let has_text = |error: &ErrorBody| error.status != StatusPattern::Default || body(&error.payload, types).is_some();
    if !errors.iter().any(has_text) {
        return DocLines::new();
    }
    let mut lines = vec!["# Errors".to_owned(), String::new()];
    let rest = if errors.len() > 1 { "Any other error" } else { "Any error" };
    lines.extend(errors.iter().map(|error| line(error, rest, types)));
    if errors.iter().any(|error| body(&error.payload, types).is_some()) {
        docs::append(&mut lines, vec!["`body_json` of the error decodes the body.".to_owned()]);
    }
    lines
}

/// `rest` is the text for the default response.
fn line(error: &ErrorBody, rest: &str, types: &Types<'_>) -> String {
    let status = match error.status {
        StatusPattern::Default => rest.to_owned(),
        status => docs::code(&status_text(status)),
    };
    let mut line = format!("- {status}");
    let reason = docs::inline(&error.docs.body);
    if !reason.is_empty() {
        line.push_str(": ");
        line.push_str(&reason);
        if !reason.ends_with(['.', '!', '?']) {
            line.push('.');
        }
    }
    if let Some(body) = body(&error.payload, types) {
        line.push_str(&if reason.is_empty() { format!(": {body}.") } else { format!(" Body: {body}.") });
    }
    line
}

/// A link to the type of the body, where it has one of its own.
fn body(payload: &Payload, types: &Types<'_>) -> Option<String> {
    let (Payload::Json(ty) | Payload::OptionalJson(ty)) = payload else { return None };
    let (TypeRef::Named(id) | TypeRef::Boxed(id)) = ty else { return None };
    let path = types.path(*id)?;
    let name = &path.ident;
    let path = quote::quote!(#path).to_string().replace(' ', "");
    // From the service's file to the root of the version, which no file in it may name.
    Some(format!("[`{name}`](super::super::{path})"))
}
