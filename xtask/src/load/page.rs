//! Pages that an API adds to the guide.
//!
//! In: paths of Markdown files. Out: `ir::Page`s, or diagnostics about what a page lacks. Must not: read the Markdown
//! itself; rustdoc does, and the crate's tests compile its code blocks.

use std::path::{Path, PathBuf};

use super::{Limits, read};
use crate::diag::codes::{self, Code};
use crate::diag::{Diagnostics, Span};
use crate::ir::Page;

/// Characters of the line that the index shows.
const LONGEST: usize = 120;

/// Reads the pages, in their order.
///
/// # Errors
/// All diagnostics; at least one of them is an error.
pub fn pages(paths: &[PathBuf], limits: &Limits) -> Result<Vec<Page>, Diagnostics> {
    let mut diagnostics = Diagnostics::default();
    let mut all = Vec::new();
    for path in paths {
        match page(path, limits) {
            Ok(page) => all.push(page),
            Err(more) => diagnostics.extend(more),
        }
    }
    if diagnostics.has_errors() { Err(diagnostics) } else { Ok(all) }
}

fn page(path: &Path, limits: &Limits) -> Result<Page, Diagnostics> {
    let file = path.display().to_string();
    let name = name(path).ok_or_else(|| {
        let message = "this is not a valid page name";
        read::whole(
            &file,
            codes::LOAD_PAGE_NAME,
            message,
            "call it `small_letters.md`; it becomes a module of the guide",
        )
    })?;
    let bytes = read::file(path, limits)?;
    let text = read::utf8(&file, &bytes)?;
    let (about, rest) = text.split_once('\n').unwrap_or((text, ""));
    let about = about.trim_end();
    if !is_sentence(about) || !rest.lines().next().is_none_or(|line| line.trim().is_empty()) {
        let help = "begin with one short sentence for the guide's index, on its own line, followed by an empty line";
        return Err(at(
            &file,
            1,
            codes::LOAD_PAGE_FRONT_MATTER,
            "the page does not begin with a sentence for the index",
            help,
        ));
    }
    let body: Vec<&str> = rest.lines().map(str::trim_end).collect();
    let body = body.join("\n").trim_matches('\n').to_owned();
    let (title, below) = body.split_once('\n').unwrap_or((&body, ""));
    if !title.starts_with("# ") || below.trim().is_empty() {
        let help = "write a title, `# …`, and text below it";
        return Err(at(&file, 3, codes::LOAD_PAGE_EMPTY, "the page has no title, or nothing under it", help));
    }
    Ok(Page { name, about: about.to_owned(), text: format!("{body}\n"), file })
}

/// The name without its end, where it can be that of a module.
fn name(path: &Path) -> Option<String> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let name = path.file_name()?.to_str()?.strip_suffix(".md")?;
    (name.starts_with(|c: char| c.is_ascii_lowercase()) && name.chars().all(plain)).then(|| name.to_owned())
}

fn is_sentence(line: &str) -> bool {
    line.starts_with(char::is_alphanumeric) && line.ends_with('.') && line.chars().count() <= LONGEST
}

fn at(file: &str, line: usize, code: Code, message: &str, help: &str) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    diagnostics.report_at(code, Span::Text { file: file.to_owned(), line, column: 1 }, message, help);
    diagnostics
}
