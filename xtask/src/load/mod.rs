//! Reads a document: bytes become one value, whatever the number of files.
//!
//! In: a path or bytes, and limits. Out: `Document`, with keys in order and references to other files resolved.
//! Must not: know what a keyword means beyond where references may be; trust its input.

mod bundle;
mod limits;
mod page;
mod parse;
mod read;
pub(crate) mod shape;
mod value;

use std::path::Path;

use serde_json::Value;

use crate::diag::{Diagnostics, SourceMap};

pub use limits::{Limits, MissingSchema};
pub use page::pages;

/// A document and where its parts were written.
#[derive(Debug, Clone, Default)]
pub struct Document {
    pub value: Value,
    pub sources: SourceMap,
    /// Warnings of loading; errors make it a failure.
    pub diagnostics: Diagnostics,
}

/// The result of a failed load: diagnostics, and the texts they point into.
pub type LoadFailure = (Diagnostics, SourceMap);

/// Reads a file and the files it refers to, which must lie in its folder or below.
///
/// # Errors
/// All diagnostics; at least one of them is an error.
pub fn load(path: &Path, limits: &Limits) -> Result<Document, LoadFailure> {
    let name = path.display().to_string();
    match read::file(path, limits) {
        Ok(bytes) => finish(&name, &bytes, limits, bundle::Base::of(path)),
        Err(diagnostics) => Err((diagnostics, SourceMap::default())),
    }
}

/// Reads a document that is in memory. It has no folder, so it may not refer to other files.
///
/// # Errors
/// All diagnostics; at least one of them is an error.
pub fn load_bytes(name: &str, bytes: &[u8], limits: &Limits) -> Result<Document, LoadFailure> {
    finish(name, bytes, limits, bundle::Base::None)
}

fn finish(name: &str, bytes: &[u8], limits: &Limits, base: bundle::Base) -> Result<Document, LoadFailure> {
    let mut sources = SourceMap::default();
    let text = read::text(name, bytes).map_err(|diagnostics| (diagnostics, SourceMap::default()))?;
    sources.add(name, text);
    let value = match parse::parse(name, text, limits) {
        Ok(value) => value,
        Err(diagnostics) => return Err((diagnostics, sources)),
    };
    bundle::bundle(Document { value, sources, diagnostics: Diagnostics::default() }, base, limits)
}

#[cfg(test)]
mod tests;
