//! Which text each part of the working document came from.
//!
//! In: texts as they are read, and a record of every subtree that is copied or moved. Out: file, line and column of a
//! pointer. Must not: parse a text for spans before a line is needed; a run without diagnostics never does.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::{Arc, OnceLock};

use super::index::{Index, TextRange};
use super::{Pointer, Span};

/// One of the texts of a source map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(usize);

impl SourceId {
    /// The text that the working document began as.
    pub const MAIN: Self = Self(0);
}

/// The texts of a document and the origin of each of its parts.
#[derive(Debug, Clone, Default)]
pub struct SourceMap {
    sources: Vec<Source>,
    /// Working pointer → where that subtree was written. The root needs no entry: it is the main text.
    origins: BTreeMap<String, Origin>,
}

#[derive(Debug, Clone)]
struct Source {
    name: String,
    text: Arc<str>,
    index: OnceLock<Arc<Index>>,
    /// The offsets where lines start.
    lines: OnceLock<Vec<usize>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Origin {
    source: SourceId,
    pointer: Pointer,
}

/// A location as an editor shows it. What is not known is `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Location {
    /// The path as it was given.
    pub file: Option<String>,
    /// From one.
    pub line: Option<usize>,
    /// From one, in characters.
    pub column: Option<usize>,
    /// In characters; ends with the line at the latest.
    pub length: usize,
    /// The place in the working document.
    pub pointer: Option<Pointer>,
}

/// A part of a document as it was written in a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// The path as it was given.
    pub file: String,
    /// Into that file. The part itself, or the nearest one around it that the file has.
    pub pointer: Pointer,
    /// From one; of the key, or of the first character of an item.
    pub line: usize,
    /// From one, in characters.
    pub column: usize,
}

impl SourceMap {
    /// Adds a text; the first one is the main text.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<Arc<str>>) -> SourceId {
        let (index, lines) = (OnceLock::new(), OnceLock::new());
        self.sources.push(Source { name: name.into(), text: text.into(), index, lines });
        SourceId(self.sources.len() - 1)
    }

    /// The name under which a text was added.
    #[must_use]
    pub fn name(&self, source: SourceId) -> &str {
        self.sources.get(source.0).map_or("", |s| &s.name)
    }

    /// Adds the texts of another document and returns the id of its main text.
    pub fn absorb(&mut self, other: Self) -> SourceId {
        let first = SourceId(self.sources.len());
        self.sources.extend(other.sources);
        first
    }

    /// Records that the subtree at `here` was written at `there` in `source`.
    pub fn record(&mut self, here: &Pointer, source: SourceId, there: Pointer) {
        self.forget(here);
        self.origins.insert(here.as_str().to_owned(), Origin { source, pointer: there });
    }

    /// Records that the subtree at `to` is a copy of the one at `from`.
    pub fn copied(&mut self, from: &Pointer, to: &Pointer) {
        let origin = self.origin_entry(from);
        let below: Vec<(String, Origin)> = self
            .under(from)
            .filter_map(|(key, origin)| {
                let moved = Pointer::new(key.as_str()).rebased(from, to)?;
                Some((moved.as_str().to_owned(), origin.clone()))
            })
            .collect();
        self.forget(to);
        self.origins.insert(to.as_str().to_owned(), origin);
        self.origins.extend(below);
    }

    /// Records that the subtree at `from` is now at `to`.
    pub fn moved(&mut self, from: &Pointer, to: &Pointer) {
        self.copied(from, to);
        if to.below(from).is_none() {
            self.forget(from);
        }
    }

    /// Records that item `index` was removed from a list of `len` items, so that those after it moved up.
    pub fn removed_item(&mut self, list: &Pointer, index: usize, len: usize) {
        for behind in index + 1..len {
            self.moved(&list.index(behind), &list.index(behind - 1));
        }
        self.forget(&list.index(len.saturating_sub(1)));
    }

    /// Drops what is known about a subtree that is gone.
    pub fn forget(&mut self, here: &Pointer) {
        self.origins.remove(here.as_str());
        let below: Vec<String> = self.under(here).map(|(key, _)| key.clone()).collect();
        for key in below {
            self.origins.remove(&key);
        }
    }

    /// The file a part of the working document was written in, and its pointer there.
    #[must_use]
    pub fn origin(&self, here: &Pointer) -> (&str, Pointer) {
        let origin = self.origin_entry(here);
        (self.name(origin.source), origin.pointer)
    }

    /// The text a part of the working document was written in, and its pointer there.
    #[must_use]
    pub fn entry(&self, here: &Pointer) -> (SourceId, Pointer) {
        let origin = self.origin_entry(here);
        (origin.source, origin.pointer)
    }

    /// Nothing was brought in or moved: every pointer is one into the main text.
    #[must_use]
    pub fn is_straight(&self) -> bool {
        self.origins.is_empty()
    }

    /// The keys of an object that were written elsewhere than the object, and where.
    #[must_use]
    pub fn children(&self, here: &Pointer) -> Vec<(String, Pointer)> {
        let own = |key: &String| Pointer::new(key.as_str()).below(here).is_some_and(|rest| !rest[1..].contains('/'));
        let under = self.under(here).filter(|(key, _)| own(key));
        under
            .filter_map(|(key, origin)| Some((Pointer::new(key.as_str()).parts().last()?, origin.pointer.clone())))
            .collect()
    }

    /// Where a part of the working document was written.
    #[must_use]
    pub fn written(&self, here: &Pointer) -> Written {
        let origin = self.origin_entry(here);
        let Some(source) = self.sources.get(origin.source.0) else { return Written::default() };
        let (pointer, mark) = source.index().find_node(&origin.pointer);
        let (line, column) = mark.map_or((1, 1), |mark| (mark.line, mark.column));
        Written { file: source.name.clone(), pointer, line, column }
    }

    /// File, line and column of a span. This parses a text for its lines and columns, once per text.
    #[must_use]
    pub fn locate(&self, span: &Span) -> Location {
        match span {
            Span::At(pointer) => self.locate_pointer(pointer, Index::find),
            Span::Duplicate(pointer) => self.locate_pointer(pointer, Index::find_again),
            Span::In { file, pointer } => {
                let source = self.sources.iter().find(|s| s.name == *file);
                let mark = source.and_then(|s| s.index().find(pointer));
                location(Some(file.clone()), mark, Some(pointer.clone()))
            }
            Span::Text { file, line, column } => Location {
                file: Some(file.clone()),
                line: Some(*line),
                column: Some(*column),
                length: 1,
                pointer: None,
            },
            Span::File(file) => Location { file: Some(file.clone()), ..Location::default() },
        }
    }

    /// A line of a text, without its line ending.
    #[must_use]
    pub fn line(&self, file: &str, line: usize) -> Option<&str> {
        let source = self.sources.iter().find(|s| s.name == file)?;
        source.line(line.checked_sub(1)?)
    }

    /// A scalar of the working document as it is written: `1.10` where the value is 1.1. None for what is no scalar.
    #[must_use]
    pub fn scalar(&self, here: &Pointer) -> Option<&str> {
        let origin = self.origin_entry(here);
        let source = self.sources.get(origin.source.0)?;
        source.index().scalar(&source.text, &origin.pointer)
    }

    fn locate_pointer(&self, pointer: &Pointer, find: fn(&Index, &Pointer) -> Option<TextRange>) -> Location {
        let origin = self.origin_entry(pointer);
        let Some(source) = self.sources.get(origin.source.0) else {
            return Location { pointer: Some(pointer.clone()), ..Location::default() };
        };
        location(Some(source.name.clone()), find(source.index(), &origin.pointer), Some(pointer.clone()))
    }

    /// The entry of the nearest ancestor that has one, extended to `here`.
    fn origin_entry(&self, here: &Pointer) -> Origin {
        for ancestor in here.ancestors() {
            if let Some(origin) = self.origins.get(ancestor) {
                let rest = here.as_str().get(ancestor.len()..).unwrap_or_default();
                return Origin {
                    source: origin.source,
                    pointer: Pointer::new(format!("{}{rest}", origin.pointer.as_str())),
                };
            }
        }
        Origin { source: SourceId::MAIN, pointer: here.clone() }
    }

    /// The entries strictly below a pointer.
    fn under(&self, here: &Pointer) -> impl Iterator<Item = (&String, &Origin)> {
        let prefix = format!("{}/", here.as_str());
        let start = Bound::Included(prefix.clone());
        self.origins.range((start, Bound::Unbounded)).take_while(move |(key, _)| key.starts_with(&prefix))
    }
}

impl Source {
    fn index(&self) -> &Index {
        self.index.get_or_init(|| Arc::new(Index::of(&self.text)))
    }

    /// A line without its end; the first is 0.
    fn line(&self, index: usize) -> Option<&str> {
        let starts = self.lines.get_or_init(|| {
            let ends = self.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
            std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect()
        });
        let start = *starts.get(index)?;
        let end = starts.get(index + 1).map_or(self.text.len(), |next| next - 1);
        let is_line = start < self.text.len() || index == 0 && !self.text.is_empty();
        self.text.get(start..end).filter(|_| is_line).map(|line| line.strip_suffix('\r').unwrap_or(line))
    }
}

fn location(file: Option<String>, mark: Option<TextRange>, pointer: Option<Pointer>) -> Location {
    Location {
        file,
        line: mark.map(|m| m.line),
        column: mark.map(|m| m.column),
        length: mark.map_or(0, |m| m.length),
        pointer,
    }
}

#[cfg(test)]
mod tests {
    use super::{SourceId, SourceMap};
    use crate::diag::{Pointer, Span};

    fn at(map: &SourceMap, pointer: &str) -> String {
        let span = map.locate(&Span::At(Pointer::new(pointer)));
        format!("{}:{}:{}", span.file.unwrap(), span.line.unwrap(), span.column.unwrap())
    }

    fn two() -> SourceMap {
        let mut map = SourceMap::default();
        map.add("main.yaml", "list:\n- a: 1\n- b: 2\n- c: 3\n");
        let other = map.add("other.yaml", "x:\n  y: 1\n");
        map.record(&Pointer::new("/list/1"), other, Pointer::new("/x"));
        map
    }

    #[test]
    fn subtrees_keep_their_file() {
        let map = two();
        assert_eq!(at(&map, "/list/0/a"), "main.yaml:2:3");
        assert_eq!(at(&map, "/list/1/y"), "other.yaml:2:3");
        assert_eq!(map.origin(&Pointer::new("/list/1/y")), ("other.yaml", Pointer::new("/x/y")));
        // A node that the text does not have is shown at its nearest ancestor.
        assert_eq!(at(&map, "/list/2/c/d/e"), "main.yaml:4:3");
    }

    #[test]
    fn items_move_up() {
        let mut map = two();
        map.removed_item(&Pointer::new("/list"), 0, 3);
        assert_eq!(at(&map, "/list/0/y"), "other.yaml:2:3");
        assert_eq!(at(&map, "/list/1/c"), "main.yaml:4:3");
    }

    #[test]
    fn moves_carry_what_is_below() {
        let mut map = two();
        map.moved(&Pointer::new("/list"), &Pointer::new("/elsewhere"));
        assert_eq!(at(&map, "/elsewhere/1/y"), "other.yaml:2:3");
        assert_eq!(at(&map, "/elsewhere/2/c"), "main.yaml:4:3");
        let mut other = SourceMap::default();
        other.add("third.yaml", "z: 1\n");
        let third = map.absorb(other);
        map.record(&Pointer::new("/z"), third, Pointer::new("/z"));
        assert_eq!(at(&map, "/z"), "third.yaml:1:1");
        assert_eq!(map.name(SourceId::MAIN), "main.yaml");
    }
}
