//! The module `guide` and its pages.
//!
//! In: `CrateView` and the facts for templates. Out: unformatted files. Must not: decide anything; the prose and the
//! code of the examples are in `templates/guide`, and the filter `rust` lays the code out.

use minijinja::value::{Kwargs, Serde};
use minijinja::{Environment, Error, ErrorKind, context};
use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};

use super::{EmitError, parts, rust};
use crate::diag::codes;
use crate::format::{self, Source, UnformattedFile};
use crate::rust::{ChapterSource, CrateView, Guide, Imports};

macro_rules! pages {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../../templates/guide/", $name, ".md.jinja")))),*]
    };
}

const PAGES: &[(&str, &str)] = pages![
    "first_steps",
    "authentication",
    "retries",
    "limits",
    "paging",
    "streaming",
    "bulk",
    "blocking",
    "values",
    "errors",
    "testing",
    "observing",
    "migrating_from",
];

/// Placeholder for a comment while the code is formatted, with the comment's number.
const COMMENT: &str = "comment!(";

pub(super) fn drafts(view: &CrateView, mut templates: Environment<'static>) -> Result<Vec<UnformattedFile>, EmitError> {
    let Some(guide) = &view.guide else { return Ok(Vec::new()) };
    let path = guide.path.clone();
    templates.add_filter("rust", move |code: String, options: Kwargs| example(&path, &code, &options));
    let mut drafts = vec![rust("src/guide.rs".to_owned(), module(guide))];
    for chapter in &guide.chapters {
        let path = format!("src/guide/{}.md", chapter.module);
        let text = match &chapter.source {
            ChapterSource::Own(text) => text.clone(),
            ChapterSource::Template { name, migration } => {
                let Some((name, source)) = PAGES.iter().find(|(known, _)| known == name) else { continue };
                let data = context! {
                    guide => Serde(guide),
                    readme => Serde(&view.readme),
                    migration => migration.and_then(|at| guide.migrations.get(at)).map(Serde),
                };
                let text = templates.render_named_str(name, source, &data).map_err(|error| EmitError {
                    code: codes::EMIT_TEMPLATE,
                    path: path.clone(),
                    reason: format!("{error:#}"),
                })?;
                tidy(&text)
            }
        };
        // rustdoc shows no comment.
        let text = format!("<!-- {} -->\n\n{text}", view.readme.header);
        drafts.push(UnformattedFile { path, source: Source::Text(text) });
    }
    Ok(drafts)
}

/// One empty line between two paragraphs, and none at the end.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut empty = true;
    for line in text.lines() {
        if line.trim().is_empty() {
            empty = true;
            continue;
        }
        if empty && !out.is_empty() {
            out.push('\n');
        }
        empty = false;
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

fn module(guide: &Guide) -> TokenStream {
    let mut lines = vec!["How to use this crate, a page for each task.".to_owned(), String::new()];
    lines.extend(guide.chapters.iter().map(|chapter| format!("- [`{}`]: {}", chapter.module, chapter.about)));
    let docs = parts::file_docs(&lines);
    let pages = guide.chapters.iter().map(|chapter| {
        let (docs, name) = (parts::docs(&[&chapter.about, ""]), parts::name(&chapter.module));
        let file = format!("guide/{}.md", chapter.module);
        quote!(#docs #[doc = include_str!(#file)] pub mod #name {})
    });
    quote!(#docs #(#pages)*)
}

/// A fence that compiles, from statements. Options: `feature`, without which there is nothing to compile, `given`, the
/// arguments of the hidden function around it, `plain`, for one that is not `async`.
fn example(path: &str, code: &str, options: &Kwargs) -> Result<String, Error> {
    let text = |key: &str| options.get::<Option<String>>(key).map(Option::unwrap_or_default);
    let (feature, given) = (text("feature")?, text("given")?);
    let plain = options.get::<Option<bool>>("plain")?.unwrap_or_default();
    options.assert_all_used()?;
    let lines = statements(path, code)
        .map_err(|error| Error::new(ErrorKind::InvalidOperation, format!("an example is not Rust: {error}: {code}")))?;
    let word = if plain { "fn" } else { "async fn" };
    let mut out = vec!["```rust,no_run".to_owned()];
    if !lines.0.is_empty() {
        out.extend(lines.0);
        out.push(String::new());
    }
    if !feature.is_empty() {
        out.push(format!("# #[cfg(feature = \"{feature}\")]"));
    }
    out.push(format!("# {word} example({given}) -> Result<(), Box<dyn std::error::Error>> {{"));
    out.extend(lines.1);
    out.extend(["# Ok(())", "# }", "```"].map(str::to_owned));
    Ok(out.join("\n") + "\n")
}

/// The imports and the other statements, laid out.
fn statements(path: &str, code: &str) -> Result<(Vec<String>, Vec<String>), syn::Error> {
    let mut comments = Vec::new();
    let mut marked = Vec::new();
    for line in code.lines() {
        if line.trim_start().starts_with("// ") {
            marked.push(format!("{COMMENT}{});", comments.len()));
            comments.push(line.trim());
        } else {
            marked.push(line.to_owned());
        }
    }
    let block: syn::Block = syn::parse_str(&format!("{{ {} }}", marked.join("\n")))?;
    let is_use = |statement: &syn::Stmt| matches!(statement, syn::Stmt::Item(syn::Item::Use(_)));
    let (uses, body): (Vec<_>, Vec<_>) = block.stmts.into_iter().partition(is_use);
    // Each by itself: one that takes several lines stays in one piece when they are sorted.
    let lay_out = |item: &syn::Stmt| format::statements(&item.to_token_stream()).map(|lines| lines.join("\n"));
    let mut imports = uses.iter().map(lay_out).collect::<Result<Vec<_>, _>>()?;
    let names = Imports::of(&quote!(#(#body)*)).text();
    if !names.is_empty() {
        imports.push(format!("use {path}::{names};"));
    }
    imports.sort();
    let comment = |line: String| {
        let number = line.trim_start().strip_prefix(COMMENT).and_then(|rest| rest.strip_suffix(");"));
        match number.and_then(|number| comments.get(number.parse::<usize>().ok()?)) {
            Some(text) => format!("{}{text}", " ".repeat(line.len() - line.trim_start().len())),
            None => line,
        }
    };
    let body = format::statements(&quote!(#(#body)*))?.into_iter().map(comment).collect();
    Ok((imports, body))
}
