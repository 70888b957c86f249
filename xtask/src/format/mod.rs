//! Tokens become text.
//!
//! In: unformatted files. Out: files, each Rust file parsed, printed item by item, and marked with the header.
//! Must not: repair anything. What does not parse is a bug in the generator and is reported as one.

mod macros;
mod print;

use proc_macro2::TokenStream;
use quote::quote;

use crate::diag::codes;
use crate::diag::{Diagnostics, Span};

/// A file before it is formatted.
#[derive(Debug, Clone)]
pub struct UnformattedFile {
    /// From the crate's folder, with forward slashes.
    pub path: String,
    pub source: Source,
}

/// The content of an unformatted file.
#[derive(Debug, Clone)]
pub enum Source {
    Rust(TokenStream),
    /// Finished text, header included.
    Text(String),
}

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// From the crate's folder, with forward slashes.
    pub path: String,
    pub text: String,
}

/// Formats the files of a crate, one at a time.
#[derive(Debug)]
pub struct Formatter<'a> {
    /// The header's text without comment marks.
    header: &'a str,
    files: Vec<OutputFile>,
    diagnostics: Diagnostics,
}

impl<'a> Formatter<'a> {
    /// A formatter that marks each Rust file with this header, a text without comment marks.
    #[must_use]
    pub fn new(header: &'a str) -> Self {
        Self { header, files: Vec::new(), diagnostics: Diagnostics::default() }
    }

    /// Formats a file.
    pub fn add(&mut self, file: UnformattedFile) {
        let text = match file.source {
            Source::Text(text) => text,
            Source::Rust(tokens) => match rust(tokens, self.header) {
                Ok(text) => text,
                Err(reason) => {
                    self.diagnostics.report_at(
                        codes::FORMAT_INVALID_RUST,
                        Span::File(file.path),
                        format!("the generator made something that is not Rust: {reason}"),
                        "This is a bug in the generator; please report it with the document that shows it.",
                    );
                    return;
                }
            },
        };
        self.files.push(OutputFile { path: file.path, text });
    }

    /// The formatted files.
    ///
    /// # Errors
    /// One `format-invalid-rust` for each file whose tokens are not Rust.
    pub fn finish(self) -> Result<Vec<OutputFile>, Diagnostics> {
        if self.diagnostics.is_empty() { Ok(self.files) } else { Err(self.diagnostics) }
    }
}

/// One Rust file.
fn rust(tokens: TokenStream, header: &str) -> Result<String, syn::Error> {
    let file: syn::File = syn::parse2(tokens)?;
    Ok(format!("// {header}\n\n{}", print::file(file)))
}

/// Statements as lines, for an example in a doc comment.
///
/// # Errors
/// When the tokens are not statements.
pub fn statements(tokens: &TokenStream) -> Result<Vec<String>, syn::Error> {
    let text = prettyplease::unparse(&syn::parse2(quote!(async fn example() { #tokens }))?);
    let lines: Vec<&str> = text.lines().collect();
    // The function's own lines are the first and the last.
    let inner = lines.get(1..lines.len().saturating_sub(1)).unwrap_or_default();
    Ok(inner.iter().map(|line| line.strip_prefix("    ").unwrap_or(line).to_owned()).collect())
}

#[cfg(test)]
mod tests;
