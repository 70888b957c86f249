//! Runs the example of a code.
//!
//! In: a code. Out: the diagnostics of its example. Must not: read or write a file.

use crate::diag::codes::{BASE, Code, Example};
use crate::diag::{Colour, Diagnostics, SourceMap, render_text};
use crate::pipeline::{self, Strictness, Text};
use crate::rust::{CrateOptions, Layout};

pub(super) const DOCUMENT: &str = "api.yaml";
pub(super) const OVERLAY: &str = "overlay.yaml";
/// What an overlay changes is this version of an API.
const VERSION: &str = "2026-01";

/// The diagnostics of a code's example, as in a document of this workspace; `None` where it is no document.
#[must_use]
pub fn run(code: Code) -> Option<(Diagnostics, SourceMap)> {
    let (document, overlay) = match code.example() {
        Example::Document(text) => (text, None),
        Example::Overlay(text) => (BASE, Some(text)),
        Example::Command { .. } | Example::None { .. } => return None,
    };
    let document = Text { name: DOCUMENT, text: document };
    let overlay = overlay.map(|text| Text { name: OVERLAY, text });
    let version = overlay.is_some().then_some(VERSION);
    let compiled = pipeline::compile_text(document, overlay, version, Strictness::Strict);
    let mut diagnostics = compiled.diagnostics;
    if let Some(api) = compiled.api {
        let options = CrateOptions {
            crate_name: "example".to_owned(),
            source: DOCUMENT.to_owned(),
            layout: Layout::StandAlone { runtime_path: "runtime".to_owned() },
            pages: Vec::new(),
        };
        for version in crate::rust::view(&[api], &options).versions {
            diagnostics.extend(version.diagnostics);
        }
    }
    Some((diagnostics, compiled.sources))
}

/// What the example yields of this code, as text.
pub(super) fn output(code: Code) -> String {
    if let Example::Command { output, .. } = code.example() {
        return output.trim_end().to_owned();
    }
    let Some((diagnostics, sources)) = run(code) else { return String::new() };
    let text = render_text(&diagnostics.only(code), &sources, Colour::Never);
    text.trim_end().to_owned()
}
