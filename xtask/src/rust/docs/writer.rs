//! Formats blocks as lines.
//!
//! In: finished runs of inline Markdown, and where containers start and end. Out: wrapped lines.
//! Must not: escape; its input is already Markdown, except for what is special at the start of a line.

use super::escape::{self, BREAK, FIXED_SPACE};

/// Wide enough to read, narrow enough for an indented comment.
const WIDTH: usize = 96;
/// Deeper nesting is formatted at this depth.
const DEEPEST: usize = 6;

/// A list item or a quotation that lines are in.
#[derive(Debug)]
struct Container {
    first: String,
    rest: String,
    started: bool,
}

#[derive(Debug, Default)]
pub(super) struct Writer {
    lines: Vec<String>,
    containers: Vec<Container>,
    /// Containers that are nested too deep.
    hidden: usize,
    blank_due: bool,
}

impl Writer {
    pub(super) fn open(&mut self, first: &str, rest: &str) {
        if self.containers.len() >= DEEPEST {
            self.hidden += 1;
        } else {
            self.containers.push(Container { first: first.to_owned(), rest: rest.to_owned(), started: false });
        }
    }

    pub(super) fn close(&mut self) {
        if self.hidden > 0 {
            self.hidden -= 1;
        } else {
            self.containers.pop();
        }
    }

    /// A blank line precedes the next block.
    pub(super) fn paragraph_ends(&mut self) {
        self.blank_due = true;
    }

    /// A run of inline Markdown, wrapped.
    pub(super) fn flow(&mut self, inline: &str) {
        let indent: usize = self.containers.iter().map(|c| c.rest.len()).sum();
        let width = WIDTH.saturating_sub(indent).max(40);
        let mut first = true;
        for part in inline.split(BREAK) {
            for line in wrap(part, width) {
                // Two spaces at the end of a line would be lost, so a line break becomes a paragraph.
                self.line(&escape::line_start(&line), if first { Separation::Keep } else { Separation::None });
                first = false;
            }
        }
    }

    /// A line as it is.
    pub(super) fn raw(&mut self, line: &str) {
        self.line(line, Separation::Keep);
    }

    /// Lines of a code block; blank ones are kept.
    pub(super) fn code(&mut self, info: &str, text: &str) {
        let fence = "`".repeat(escape::longest_run(text, '`').max(2) + 1);
        self.raw(&format!("{fence}{info}"));
        for line in text.trim_end_matches('\n').split('\n') {
            self.line(line.trim_end(), Separation::None);
        }
        self.line(&fence, Separation::None);
    }

    pub(super) fn finish(self) -> Vec<String> {
        self.lines
    }

    fn line(&mut self, text: &str, separation: Separation) {
        if separation == Separation::Keep && self.blank_due && !self.lines.is_empty() {
            let prefix: String = self.containers.iter().filter(|c| c.started).map(|c| c.rest.as_str()).collect();
            self.lines.push(prefix.trim_end().to_owned());
        }
        self.blank_due = false;
        let mut line = String::new();
        for container in &mut self.containers {
            line.push_str(if container.started { &container.rest } else { &container.first });
            container.started = true;
        }
        line.push_str(text);
        self.lines.push(line.trim_end().to_owned());
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Separation {
    Keep,
    None,
}

fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let word = word.replace(FIXED_SPACE, " ");
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > width {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&word);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}
