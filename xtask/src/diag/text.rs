//! Diagnostics for people, formatted like those of rustc.
//!
//! In: diagnostics and sources. Out: text. Must not: let a document's control characters reach the terminal.

use std::fmt::Write as _;

use super::{Diagnostic, Diagnostics, Level, Location, SourceMap, State};

/// Whether the text is for a terminal that shows colours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Colour {
    #[default]
    Never,
    Always,
}

/// Columns of an excerpt.
const WIDTH: usize = 110;
/// Columns shown before the marked text when the line is cut.
const LEAD: usize = 40;
/// Columns of a tab.
const TAB: usize = 4;

const RESET: &str = "\u{1b}[0m";
const BOLD: &str = "\u{1b}[1m";
const BLUE: &str = "\u{1b}[1;34m";

/// Every diagnostic with its location and excerpt, repeated ones once.
#[must_use]
pub fn render_text(diagnostics: &Diagnostics, sources: &SourceMap, colour: Colour) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics.unique() {
        one(&mut out, diagnostic, sources, Paint(colour));
        out.push('\n');
    }
    out
}

fn one(out: &mut String, diagnostic: &Diagnostic, sources: &SourceMap, paint: Paint) {
    let word = if diagnostic.is_allowed() { "allowed" } else { diagnostic.level.word() };
    let title = format!("{word}[{}]", diagnostic.code);
    let message = format!(": {}", clean(&diagnostic.message));
    push_line(out, &[&paint.with(level_colour(diagnostic.level), &title), &paint.with(BOLD, &message)]);
    let span = sources.locate(&diagnostic.span);
    let gutter = span.line.map_or(1, |line| line.to_string().len());
    let pad = " ".repeat(gutter);
    if let Some(file) = &span.file {
        push_line(out, &[&pad, &paint.with(BLUE, "-->"), " ", &clean(&position(file, &span))]);
        excerpt(out, &span, file, sources, paint);
    }
    if !diagnostic.help.is_empty() {
        push_line(out, &[&pad, " ", &paint.with(BLUE, "="), " help: ", &clean(&diagnostic.help)]);
    }
    let state = match &diagnostic.state {
        State::Reported => return,
        State::Allowed(reason) => format!("allowed: {reason}"),
        State::Denied => format!("a {} that is denied", diagnostic.code.level().word()),
    };
    push_line(out, &[&pad, " ", &paint.with(BLUE, "="), " ", &clean(&state)]);
}

fn position(file: &str, span: &Location) -> String {
    let mut text = file.to_owned();
    for part in [span.line, span.column].into_iter().flatten() {
        // Writing to a string cannot fail.
        let _ = write!(text, ":{part}");
    }
    text
}

fn excerpt(out: &mut String, span: &Location, file: &str, sources: &SourceMap, paint: Paint) {
    let (Some(line), Some(column)) = (span.line, span.column) else { return };
    let Some(text) = sources.line(file, line) else { return };
    let number = line.to_string();
    let pad = " ".repeat(number.len());
    let cut = Excerpt::around(text, column, span.length);
    let bar = paint.with(BLUE, "|");
    push_line(out, &[&pad, " ", &bar]);
    push_line(out, &[&paint.with(BLUE, &number), " ", &bar, " ", &cut.shown]);
    let carets = "^".repeat(cut.length);
    push_line(out, &[&pad, " ", &bar, " ", &" ".repeat(cut.offset), &paint.with(BLUE, &carets)]);
}

/// The part of a line that is shown, and where the marked text is in it.
struct Excerpt {
    shown: String,
    offset: usize,
    length: usize,
}

impl Excerpt {
    fn around(line: &str, column: usize, length: usize) -> Self {
        let line = line.trim_end_matches('\r');
        // A document may be one line of megabytes, and have thousands of diagnostics.
        let is_ascii = line.is_ascii();
        let count = if is_ascii { line.len() } else { line.chars().count() };
        let span = column.saturating_sub(1).min(count);
        let start = if count <= WIDTH { 0 } else { span.saturating_sub(LEAD) };
        let line =
            if is_ascii { &line[start..] } else { line.char_indices().nth(start).map_or("", |(at, _)| &line[at..]) };
        let mut shown = String::from(if start > 0 { "…" } else { "" });
        let (mut offset, mut end) = (0, 0);
        for (at, c) in (start..).zip(line.chars()).take(WIDTH) {
            if at == span {
                offset = shown.chars().count();
            }
            if c == '\t' {
                shown.push_str(&" ".repeat(TAB))
            } else {
                shown.push(printable(c))
            }
            if at < span + length.max(1) {
                end = shown.chars().count();
            }
        }
        if span == count {
            offset = shown.chars().count();
        }
        if count > start + WIDTH {
            shown.push('…');
        }
        Self { shown: shown.trim_end().to_owned(), offset, length: end.saturating_sub(offset).max(1) }
    }
}

/// Writes text with a colour where there are colours.
#[derive(Debug, Clone, Copy)]
pub struct Paint(pub Colour);

impl Paint {
    /// Like diagnostics of this level.
    #[must_use]
    pub fn level(self, level: Level, text: &str) -> String {
        self.with(level_colour(level), text)
    }

    /// What stands out.
    #[must_use]
    pub fn bold(self, text: &str) -> String {
        self.with(BOLD, text)
    }

    fn with(self, code: &str, text: &str) -> String {
        match self.0 {
            Colour::Never => text.to_owned(),
            Colour::Always => format!("{code}{text}{RESET}"),
        }
    }
}

fn level_colour(level: Level) -> &'static str {
    match level {
        Level::Error => "\u{1b}[1;31m",
        Level::Warning => "\u{1b}[1;33m",
        Level::Note => "\u{1b}[1;32m",
    }
}

fn push_line(out: &mut String, parts: &[&str]) {
    for part in parts {
        out.push_str(part);
    }
    // A line never ends in blanks, so that expected output survives editors.
    out.truncate(out.trim_end_matches(' ').len());
    out.push('\n');
}

/// One line without control characters.
#[must_use]
pub fn clean(text: &str) -> String {
    text.chars().map(|c| if c == '\n' || c == '\t' { ' ' } else { printable(c) }).collect()
}

/// Control characters, and those that turn the direction of the text, could hide what a line says.
fn printable(c: char) -> char {
    match c {
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        c if c.is_control() => '\u{fffd}',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::{Colour, Excerpt, render_text};
    use crate::diag::{Diagnostics, Pointer, SourceMap, Span, codes};

    #[test]
    fn looks_like_rustc() {
        let mut sources = SourceMap::default();
        sources.add("spec/x.yaml", "a:\n  b: one\n");
        let mut diagnostics = Diagnostics::default();
        diagnostics.report(codes::LOAD_TAG, &Pointer::new("/a/b"), "b is not right", "write two");
        diagnostics.report_at(
            codes::RESOLVE_REQUIRED_CHOICE,
            Span::File("gone.yaml".to_owned()),
            "no such file",
            "check the path",
        );
        let text = render_text(&diagnostics, &sources, Colour::Never);
        let expected = "\
error[load-tag]: b is not right
 --> spec/x.yaml:2:3
  |
2 |   b: one
  |   ^^^^^^
  = help: write two

note[resolve-required-choice]: no such file
 --> gone.yaml
  = help: check the path

";
        assert_eq!(text, expected);
        assert!(render_text(&diagnostics, &sources, Colour::Always).contains("\u{1b}[1;31merror[load-tag]\u{1b}[0m"));
    }

    #[test]
    fn tabs_line_ends_and_control_characters() {
        let cut = Excerpt::around("\tk: \u{1b}[31mred\r", 2, 1);
        assert_eq!((cut.shown.as_str(), cut.offset, cut.length), ("    k: \u{fffd}[31mred", 4, 1));
    }

    #[test]
    fn long_lines_are_clipped_around_the_location() {
        let line = format!("{}ÄB{}", "x".repeat(5000), "y".repeat(5000));
        let cut = Excerpt::around(&line, 5001, 2);
        assert!(cut.shown.chars().count() <= 112, "{}", cut.shown);
        let marked: String = cut.shown.chars().skip(cut.offset).take(cut.length).collect();
        assert_eq!(marked, "ÄB");
        let cut = Excerpt::around("short", 99, 1);
        assert_eq!((cut.offset, cut.length), (5, 1));
    }
}
