//! `allow` of the `x-sdk` extension at the root of a document.
//!
//! In: the document after its overlays. Out: entries for this document. Must not: read another key of the extension.

use serde_json::{Map, Value};

use super::{Allowance, Pattern, Scope, allowable};
use crate::diag::codes;
use crate::diag::{Diagnostics, Pointer, SourceId, SourceMap, Span, nearest};

const KEYS: [&str; 3] = ["code", "at", "reason"];

/// Reads the entries, and reports those that are not complete.
pub fn allowances(document: &Value, sources: &SourceMap, diagnostics: &mut Diagnostics) -> Vec<Allowance> {
    let at = Pointer::default().child("x-sdk").child("allow");
    match document.pointer(at.as_str()) {
        None => Vec::new(),
        Some(Value::Array(entries)) => {
            let read = |(index, entry)| one(entry, &at.index(index), sources, diagnostics);
            entries.iter().enumerate().filter_map(read).collect()
        }
        Some(_) => {
            diagnostics.report(codes::POLICY_VALUE, &at, "`allow` is not an array", "make it an array of entries");
            Vec::new()
        }
    }
}

fn one(entry: &Value, at: &Pointer, sources: &SourceMap, diagnostics: &mut Diagnostics) -> Option<Allowance> {
    let Some(entry) = entry.as_object() else {
        diagnostics.report(codes::POLICY_VALUE, at, "an entry of `allow` is not an object", "give `code` and `reason`");
        return None;
    };
    unknown(entry, at, diagnostics);
    let reason = text(entry, "reason", at, diagnostics);
    let id = text(entry, "code", at, diagnostics)?;
    let pattern = match entry.get("at") {
        None => None,
        Some(value) => match value.as_str().and_then(Pattern::new) {
            Some(pattern) => Some(pattern),
            None => {
                let (message, help) =
                    ("`at` is not a pattern of JSON pointers", "begin it with `/`, as in `/paths/**`");
                diagnostics.report(codes::POLICY_VALUE, &at.child("at"), message, help);
                return None;
            }
        },
    };
    match allowable(&id) {
        Ok(code) => {
            let scope = Scope::Documents(vec![sources.name(SourceId::MAIN).to_owned()]);
            // As it is written, since the same overlay is for several documents.
            let (file, pointer) = sources.origin(at);
            let span = Span::In { file: file.to_owned(), pointer };
            Some(Allowance { code, pattern, reason: reason?, scope, span })
        }
        Err((code, message, help)) => {
            diagnostics.report(code, &at.child("code"), message, help);
            None
        }
    }
}

fn text(entry: &Map<String, Value>, key: &str, at: &Pointer, diagnostics: &mut Diagnostics) -> Option<String> {
    let text = entry.get(key).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty());
    if text.is_none() {
        let message = format!("an entry of `allow` needs `{key}`, a string that is not empty");
        diagnostics.report(
            codes::POLICY_VALUE,
            &at.child(key),
            message,
            "write it; spec/README.md describes the entry",
        );
    }
    text.map(str::to_owned)
}

fn unknown(entry: &Map<String, Value>, at: &Pointer, diagnostics: &mut Diagnostics) {
    for key in entry.keys().filter(|key| !KEYS.contains(&key.as_str())) {
        let help = match nearest(key, KEYS.into_iter()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("use {}", KEYS.join(", ")),
        };
        diagnostics.report(codes::POLICY_VALUE, &at.child(key), format!("`{key}` is not read"), help);
    }
}
