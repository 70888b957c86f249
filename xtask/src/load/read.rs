//! Reads files as text.
//!
//! In: a path, or bytes. Out: bytes, or UTF-8 without a byte order mark. Must not: interpret the text.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use super::Limits;
use crate::diag::codes::{self, Code};
use crate::diag::{Diagnostics, Span};

/// Reads a regular file within the size limit.
pub(super) fn file(path: &Path, limits: &Limits) -> Result<Vec<u8>, Diagnostics> {
    let refuse = |code, message: String, help: &str| Err(whole(&path.display().to_string(), code, message, help));
    let meta = match std::fs::metadata(path) {
        Ok(meta) => meta,
        Err(error) => {
            return refuse(
                codes::LOAD_UNREADABLE,
                format!("cannot read the file: {error}"),
                "check the path and its permissions",
            );
        }
    };
    if meta.is_dir() {
        return refuse(codes::LOAD_DIRECTORY, "this is a folder".to_owned(), "name the document inside it");
    }
    if !meta.is_file() {
        return refuse(
            codes::LOAD_UNREADABLE,
            "this is not a regular file".to_owned(),
            "save the document as a file first",
        );
    }
    // Reading one byte more than allowed detects a file that grew since it was measured.
    let mut bytes = Vec::with_capacity(usize::try_from(meta.len().min(limits.bytes)).unwrap_or_default());
    let read = File::open(path).and_then(|file| file.take(limits.bytes.saturating_add(1)).read_to_end(&mut bytes));
    if let Err(error) = read {
        return refuse(
            codes::LOAD_UNREADABLE,
            format!("cannot read the file: {error}"),
            "check the path and its permissions",
        );
    }
    if bytes.len() as u64 > limits.bytes {
        let message = format!("the file is larger than {} bytes", limits.bytes);
        return refuse(codes::LOAD_TOO_LARGE, message, "split the document, or check that this is one");
    }
    Ok(bytes)
}

/// Takes bytes as the text of a document.
pub(super) fn text<'a>(name: &str, bytes: &'a [u8]) -> Result<&'a str, Diagnostics> {
    let text = utf8(name, bytes)?;
    let content = text.lines().map(str::trim_start).any(|line| !line.is_empty() && !line.starts_with('#'));
    if !content {
        return Err(whole(name, codes::LOAD_EMPTY, "the file is empty", "write an OpenAPI document into it"));
    }
    Ok(text)
}

/// Takes bytes as text.
pub(super) fn utf8<'a>(name: &str, bytes: &'a [u8]) -> Result<&'a str, Diagnostics> {
    let utf16 = matches!(bytes, [0xfe, 0xff, ..] | [0xff, 0xfe, ..] | [0, 1..=255, ..] | [1..=255, 0, ..]);
    if utf16 {
        let message = "the file is UTF-16 or UTF-32";
        return Err(whole(name, codes::LOAD_UTF16, message, "save the file as UTF-8: `iconv -f UTF-16 -t UTF-8`"));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.contains(&0) {
        return Err(whole(name, codes::LOAD_BINARY, "the file is not text", "name a YAML or JSON document"));
    }
    std::str::from_utf8(bytes).map_err(|error| not_utf8(name, bytes, error.valid_up_to()))
}

fn not_utf8(name: &str, bytes: &[u8], valid: usize) -> Diagnostics {
    let before = String::from_utf8_lossy(bytes.get(..valid).unwrap_or_default());
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let mut diagnostics = Diagnostics::default();
    let span = Span::Text { file: name.to_owned(), line, column };
    diagnostics.report_at(codes::LOAD_NOT_UTF8, span, "this byte is not UTF-8", "save the file as UTF-8");
    diagnostics
}

/// One error about a file as a whole.
pub(super) fn whole(name: &str, code: Code, message: impl Into<String>, help: &str) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    diagnostics.report_at(code, Span::File(name.to_owned()), message, help);
    diagnostics
}
