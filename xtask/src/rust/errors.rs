//! The error table: rows for the runtime, variants for the user.
//!
//! In: `Api::errors`. Out: `ErrorsView`, or nothing where the API has no table. Must not: choose a retry class.

use super::docs;
use super::ident::{RustIdent, Scope};
use super::view::{ErrorRowView, ErrorVariant, ErrorsView};
use crate::ir::{Api, ErrorCode, RawCode};

pub(super) fn view(api: &Api) -> Option<ErrorsView> {
    if api.errors.is_empty() {
        return None;
    }
    let mut scope = Scope::reserving(&["Unknown"]);
    let mut variants: Vec<ErrorVariant> = Vec::new();
    let mut rows = Vec::new();
    for error in &api.errors {
        let name = RustIdent::screaming(&error.name).to_string();
        rows.extend(error.codes.iter().map(|code| row(code, &name, error)));
        if variants.iter().any(|variant| variant.name == name) {
            continue;
        }
        let ident = scope.claim(&RustIdent::pascal(&error.name), "Code").ident;
        variants.push(ErrorVariant { docs: variant_docs(error, &name), name, ident });
    }
    Some(ErrorsView { rows, variants })
}

fn row(code: &RawCode, name: &str, error: &ErrorCode) -> ErrorRowView {
    ErrorRowView {
        code: code.clone(),
        name: name.to_owned(),
        statuses: error.statuses.clone(),
        meaning: docs::plain(&error.meaning),
        retry: error.retry,
        class: error.class,
    }
}

/// The codes as shown in docs: `4001, 4002`.
pub(super) fn codes(error: &ErrorCode) -> String {
    let text = |code: &RawCode| match code {
        RawCode::Number(number) => number.to_string(),
        RawCode::Text(text) => docs::code(text),
    };
    error.codes.iter().map(text).collect::<Vec<_>>().join(", ")
}

/// The statuses as shown in docs.
pub(super) fn statuses(error: &ErrorCode) -> String {
    error.statuses.iter().map(u16::to_string).collect::<Vec<_>>().join(", ")
}

fn variant_docs(error: &ErrorCode, name: &str) -> docs::DocLines {
    let meaning = docs::inline(&error.meaning);
    let mut lines = vec![if meaning.is_empty() { format!("The API's {}.", docs::code(name)) } else { meaning }];
    let codes = codes(error);
    let statuses = statuses(error);
    let facts = match (codes.is_empty(), statuses.is_empty()) {
        (true, true) => return lines,
        (false, true) => format!("Code {codes}."),
        (true, false) => format!("Status {statuses}."),
        (false, false) => format!("Code {codes}, status {statuses}."),
    };
    docs::append(&mut lines, vec![facts]);
    lines
}
