//! Line and column of every node of a text.
//!
//! In: YAML or JSON. Out: pointer → range. Must not: fail; of an invalid text it indexes the part before the error.

use std::collections::HashMap;

use granit_parser::{Event, Parser, Span, options};

use super::Pointer;

/// How many aliases and merge keys are followed to find one pointer.
const FOLLOW: usize = 16;

/// A range within one line, counted from one, in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TextRange {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) length: usize,
}

/// The ranges of a text.
#[derive(Debug, Default)]
pub(super) struct Index {
    nodes: HashMap<String, IndexedNode>,
    /// An alias, or a mapping with a merge key → where its properties are.
    links: HashMap<String, Vec<String>>,
    /// Where each line begins, in bytes.
    lines: Vec<usize>,
}

#[derive(Debug)]
struct IndexedNode {
    key: Option<TextRange>,
    value: TextRange,
    kind: NodeKind,
    /// The second occurrence of the key.
    again: Option<TextRange>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum NodeKind {
    Scalar,
    Container,
}

/// A collection that is still open.
enum Frame {
    Map {
        at: Pointer,
        key: Option<(String, TextRange)>,
    },
    List {
        at: Pointer,
        next: usize,
    },
    /// Below a key that is itself a collection; nothing in there has a pointer.
    Skip,
}

impl Index {
    /// Reads a text to its end or its first error.
    pub(super) fn of(text: &str) -> Self {
        let options = options! {
            emit_comments: false,
            simple_key_max_lookahead: text.len().max(1024),
            flow_nesting_limit: 1024,
            block_nesting_limit: 1024,
        };
        let mut builder = Builder { index: Self::default(), frames: Vec::new(), anchors: HashMap::new() };
        for item in Parser::new_from_str_with_options(text, options) {
            let Ok((event, span)) = item else { break };
            builder.take(&event, span);
        }
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        builder.index.lines = std::iter::once(0).chain(breaks).collect();
        builder.index
    }

    /// A scalar as it is written in the text, with its quotes if it has any. None for what is no scalar.
    pub(super) fn scalar<'t>(&self, text: &'t str, pointer: &Pointer) -> Option<&'t str> {
        let node = self.node(pointer.as_str(), FOLLOW).filter(|node| node.kind == NodeKind::Scalar)?;
        let range = node.value;
        let line = text.get(*self.lines.get(range.line.checked_sub(1)?)?..)?;
        let start = line.char_indices().nth(range.column.checked_sub(1)?)?.0;
        let rest = line.get(start..)?;
        let end = rest.char_indices().nth(range.length).map_or(rest.len(), |(end, _)| end);
        rest.get(..end)
    }

    /// The range of a node or of its nearest ancestor.
    pub(super) fn find(&self, pointer: &Pointer) -> Option<TextRange> {
        pointer.ancestors().find_map(|at| self.node(at, FOLLOW)).map(IndexedNode::mark)
    }

    /// A node or its nearest ancestor, and its range.
    pub(super) fn find_node(&self, pointer: &Pointer) -> (Pointer, Option<TextRange>) {
        let found = pointer.ancestors().find_map(|at| Some((at, self.node(at, FOLLOW)?)));
        found.map_or_else(Default::default, |(at, node)| (Pointer::new(at), Some(node.mark())))
    }

    /// The range of the second occurrence of a key.
    pub(super) fn find_again(&self, pointer: &Pointer) -> Option<TextRange> {
        self.node(pointer.as_str(), FOLLOW).and_then(|node| node.again).or_else(|| self.find(pointer))
    }

    fn node(&self, at: &str, follow: usize) -> Option<&IndexedNode> {
        if let Some(node) = self.nodes.get(at) {
            return Some(node);
        }
        let follow = follow.checked_sub(1)?;
        let mut held = at;
        while let Some(cut) = held.rfind('/') {
            held = held.get(..cut)?;
            let rest = at.get(cut..)?;
            let found =
                self.links.get(held).into_iter().flatten().find_map(|link| self.node(&format!("{link}{rest}"), follow));
            if found.is_some() {
                return found;
            }
        }
        None
    }
}

impl IndexedNode {
    /// Key and scalar together when they share a line, else the key, else the value.
    fn mark(&self) -> TextRange {
        match self.key {
            None => self.value,
            Some(key) if self.kind == NodeKind::Scalar && key.line == self.value.line => {
                let end = (self.value.column + self.value.length).max(key.column + key.length);
                TextRange { length: end - key.column, ..key }
            }
            Some(key) => key,
        }
    }
}

struct Builder {
    index: Index,
    frames: Vec<Frame>,
    anchors: HashMap<usize, Pointer>,
}

impl Builder {
    fn take(&mut self, event: &Event<'_>, span: Span) {
        match event {
            Event::Scalar(text, _, anchor, _) => self.scalar(text, *anchor, mark(span)),
            Event::Alias(anchor) => {
                let target = self.anchors.get(anchor).cloned();
                if let (Some(at), Some(target)) = (self.node(mark(span), NodeKind::Container, 0), target) {
                    self.link(&at, &target);
                }
            }
            Event::MappingStart(_, anchor, _) => {
                let frame = match self.node(mark(span), NodeKind::Container, *anchor) {
                    Some(at) => Frame::Map { at, key: None },
                    None => Frame::Skip,
                };
                self.frames.push(frame);
            }
            Event::SequenceStart(_, anchor, _) => {
                let frame = match self.node(mark(span), NodeKind::Container, *anchor) {
                    Some(at) => Frame::List { at, next: 0 },
                    None => Frame::Skip,
                };
                self.frames.push(frame);
            }
            Event::MappingEnd | Event::SequenceEnd => {
                if matches!(self.frames.pop(), Some(Frame::Skip)) {
                    self.complex_key_ended();
                }
            }
            _ => {}
        }
    }

    /// A scalar is a key when its mapping waits for one.
    fn scalar(&mut self, text: &str, anchor: usize, mark: TextRange) {
        if let Some(Frame::Map { key: key @ None, .. }) = self.frames.last_mut() {
            *key = Some((text.to_owned(), mark));
        } else {
            self.node(mark, NodeKind::Scalar, anchor);
        }
    }

    /// After a collection as a key comes its value, which takes the place of a property without a name.
    fn complex_key_ended(&mut self) {
        if let Some(Frame::Map { key: key @ None, .. }) = self.frames.last_mut() {
            *key = Some((String::new(), TextRange { line: 1, column: 1, length: 0 }));
        }
    }

    /// Enters a node and returns its pointer; `None` if it has none.
    fn node(&mut self, value: TextRange, kind: NodeKind, anchor: usize) -> Option<Pointer> {
        let (at, key) = match self.frames.last_mut() {
            None => (Pointer::default(), None),
            Some(Frame::Skip) => return None,
            Some(Frame::Map { at, key }) => {
                let (name, mark) = key.take()?;
                (at.child(&name), Some(mark))
            }
            Some(Frame::List { at, next }) => {
                *next += 1;
                (at.index(*next - 1), None)
            }
        };
        match self.index.nodes.get_mut(at.as_str()) {
            Some(first) => first.again = first.again.or(key),
            None => {
                self.index.nodes.insert(at.as_str().to_owned(), IndexedNode { key, value, kind, again: None });
            }
        }
        if anchor != 0 {
            self.anchors.insert(anchor, at.clone());
        }
        self.link_merge(&at);
        Some(at)
    }

    /// Properties that a merge key brings in are found through it.
    fn link_merge(&mut self, at: &Pointer) {
        if let Some(held) = at.as_str().strip_suffix("/<<") {
            self.link(&Pointer::new(held), at);
            return;
        }
        let list = match self.frames.last() {
            Some(Frame::List { at: list, .. }) if list.as_str().ends_with("/<<") => list.clone(),
            _ => return,
        };
        self.link(&list, at);
    }

    fn link(&mut self, from: &Pointer, to: &Pointer) {
        self.index.links.entry(from.as_str().to_owned()).or_default().push(to.as_str().to_owned());
    }
}

fn mark(span: Span) -> TextRange {
    // A node of several lines is marked by its first character.
    let length = if span.end.line() == span.start.line() { span.end.col().saturating_sub(span.start.col()) } else { 1 };
    TextRange { line: span.start.line(), column: span.start.col() + 1, length: length.max(1) }
}

#[cfg(test)]
mod tests {
    use super::{Index, TextRange};
    use crate::diag::Pointer;

    fn find(text: &str, pointer: &str) -> (usize, usize, usize) {
        let TextRange { line, column, length } = Index::of(text).find(&Pointer::new(pointer)).unwrap();
        (line, column, length)
    }

    #[test]
    fn yaml_and_json_alike() {
        assert_eq!(find("a:\n  b: [1, two]\n", "/a/b/1"), (2, 10, 3));
        assert_eq!(find("a:\n  b: one\n", "/a/b"), (2, 3, 6));
        assert_eq!(find("a:\n  b:\n    c: 1\n", "/a/b"), (2, 3, 1));
        assert_eq!(find("{\"a\": {\"b\":\t\"\\ud83d\\ude00\", \"c\": 1}}", "/a/c"), (1, 29, 6));
        assert_eq!(find("{\"a\": [\n  {\"b\": 1}\n]}", "/a/0"), (2, 3, 1));
    }

    #[test]
    fn columns_count_characters_and_lines_end_either_way() {
        assert_eq!(find("ä: {é: 1, z: 2}\r\nb: 3\r\n", "/ä/z"), (1, 11, 4));
        assert_eq!(find("ä: {é: 1, z: 2}\r\nb: 3\r\n", "/b"), (2, 1, 4));
    }

    #[test]
    fn the_second_key_and_the_nearest_holder() {
        let text = "a:\n  b: 1\n  c: 2\n  b: 3\n";
        assert_eq!(
            Index::of(text).find_again(&Pointer::new("/a/b")),
            Some(TextRange { line: 4, column: 3, length: 1 })
        );
        assert_eq!(find(text, "/a/x/y"), (1, 1, 1));
        assert_eq!(find(text, "/zzz"), (1, 1, 1));
    }

    #[test]
    fn aliases_and_merge_keys_lead_to_the_anchor() {
        let text = "base: &b\n  k: 1\ncopy: *b\nmore:\n  <<: *b\n  own: 2\nmany:\n  <<: [*b]\n";
        assert_eq!(find(text, "/copy/k"), (2, 3, 4));
        assert_eq!(find(text, "/more/k"), (2, 3, 4));
        assert_eq!(find(text, "/many/k"), (2, 3, 4));
        assert_eq!(find(text, "/copy"), (3, 1, 4));
    }

    #[test]
    fn a_broken_text_is_known_up_to_the_break() {
        assert_eq!(find("a: 1\nb: [\n", "/a"), (1, 1, 4));
        assert_eq!(find("? [x, y]\n: 1\nb: 2\n", "/b"), (3, 1, 4));
    }
}
