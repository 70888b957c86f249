//! The pages that people read about a new version: changelog, migration guide, and the page of the reviewer.
//!
//! In: a comparison. Out: Markdown and HTML, by the templates in `templates/diff`. Must not: compare, or let a text of a
//! document become markup.

mod data;
mod guide;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, context};

use crate::diag::Diagnostics;
use crate::diag::{Span, codes};
use crate::diff::Comparison;

/// A page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// What changed, for the changelog: Markdown.
    Changelog,
    /// What to do: Markdown.
    Guide,
    /// Everything, for the reviewer: one HTML file that needs nothing else.
    Review,
}

impl Page {
    const fn template(self) -> (&'static str, &'static str) {
        match self {
            Self::Changelog => ("changelog.md", include_str!("../../../templates/diff/changelog.md.jinja")),
            Self::Guide => ("guide.md", include_str!("../../../templates/diff/guide.md.jinja")),
            Self::Review => ("review.html", include_str!("../../../templates/diff/review.html.jinja")),
        }
    }
}

/// Renders a page.
///
/// # Errors
///
/// If the template uses a value that does not exist: a bug in the generator, reported as diagnostics.
pub fn render(page: Page, comparison: &Comparison) -> Result<String, Diagnostics> {
    let (name, source) = page.template();
    let fault = |error: minijinja::Error| {
        let mut diagnostics = Diagnostics::default();
        let span = Span::File(format!("templates/diff/{name}.jinja"));
        diagnostics.report_at(codes::EMIT_TEMPLATE, span, format!("{error:#}"), "report this bug");
        diagnostics
    };
    let mut templates = Environment::new();
    templates.set_undefined_behavior(UndefinedBehavior::Strict);
    templates.set_auto_escape_callback(|name| {
        // Markdown is made inert where its texts are collected.
        if name.ends_with(".html") { AutoEscape::Html } else { AutoEscape::None }
    });
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build().map_err(fault)?;
    templates.set_syntax(syntax);
    let data = context! {
        review => Serde(data::Review::of(comparison)),
        guide => Serde(guide::Guide::of(comparison)),
    };
    let text = templates.render_named_str(name, source, data).map_err(fault)?;
    Ok(tidy(&text))
}

/// No blank at the end of a line, no second empty line.
fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut empty = true;
    for line in text.lines().map(str::trim_end) {
        if !(empty && line.is_empty()) {
            tidy.push_str(line);
            tidy.push('\n');
        }
        empty = line.is_empty();
    }
    let end = tidy.trim_end().len();
    tidy.truncate(end);
    tidy.push('\n');
    tidy
}
