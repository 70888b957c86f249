//! References after subtrees have moved.
//!
//! In: the document and the list of moves. Out: references to the new positions. Must not: report dangling
//! references; `resolve` does.

use serde_json::Value;

use super::context::{Context, Move};
use crate::diag::Pointer;
use crate::load::shape::{NodeKind, PropertyShape, Visit, walk};

/// A reference: its text, and where that is.
pub(super) struct ReferenceText {
    pub(super) at: Pointer,
    pub(super) text: String,
}

/// Every reference of a document, discriminator mappings too.
pub(super) fn all(value: &Value) -> Vec<ReferenceText> {
    let mut found = Vec::new();
    walk(value, PropertyShape::One(NodeKind::Root), &Pointer::default(), &mut |at, visit| match visit {
        Visit::Node(kind, properties) if kind.may_refer() => {
            if let Some(Value::String(text)) = properties.get("$ref") {
                found.push(ReferenceText { at: at.child("$ref"), text: text.clone() });
            }
        }
        Visit::Mapping(text) if text.starts_with('#') => {
            found.push(ReferenceText { at: at.clone(), text: text.to_owned() })
        }
        _ => {}
    });
    found
}

pub(super) fn set(value: &mut Value, at: &Pointer, text: String) {
    if let Some(place) = value.pointer_mut(at.as_str()) {
        *place = Value::String(text);
    }
}

/// Rewrites the references into subtrees that moved.
pub(super) fn follow_moves(cx: &mut Context<'_>, value: &mut Value) {
    let moves = std::mem::take(&mut cx.moves);
    if moves.is_empty() {
        return;
    }
    for ReferenceText { at, text } in all(value) {
        let Some(target) = text.strip_prefix('#') else { continue };
        // Whole components do not move, and nearly every reference is to one of those.
        if target.starts_with("/components/schemas/") && target.matches('/').count() == 3 {
            continue;
        }
        let decoded = Pointer::new(decode(target));
        let now = moves.iter().fold(decoded.clone(), |at, step| step.apply(at));
        if now != decoded {
            set(value, &at, format!("#{}", now.as_str()));
        }
    }
}

/// Pointers in references may have their braces and blanks percent-encoded.
pub(super) fn decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut out = text.to_owned();
    for (escape, plain) in
        [("%7B", "{"), ("%7b", "{"), ("%7D", "}"), ("%7d", "}"), ("%20", " "), ("%24", "$"), ("%25", "%")]
    {
        out = out.replace(escape, plain);
    }
    out
}

impl Move {
    fn apply(&self, at: Pointer) -> Pointer {
        match self {
            Self::Subtree { from, to } => at.rebased(from, to).unwrap_or(at),
            Self::Removed { list, index } => {
                let Some(rest) = at.below(list).and_then(|rest| rest.strip_prefix('/')) else { return at };
                let (item, below) = rest.split_once('/').map_or((rest, None), |(item, below)| (item, Some(below)));
                match item.parse::<usize>() {
                    Ok(item) if item > *index => {
                        let moved = list.index(item - 1);
                        below.map_or(moved.clone(), |b| Pointer::new(format!("{}/{b}", moved.as_str())))
                    }
                    _ => at,
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Move, decode};
    use crate::diag::Pointer;

    #[test]
    fn moves_are_followed_in_order() {
        let moves = [
            Move::Removed { list: Pointer::new("/l"), index: 1 },
            Move::Subtree { from: Pointer::new("/l/1/a"), to: Pointer::new("/b") },
        ];
        let follow = |at: &str| moves.iter().fold(Pointer::new(at), |at, m| m.apply(at)).as_str().to_owned();
        assert_eq!(follow("/l/2/a/x"), "/b/x");
        assert_eq!(follow("/l/0/a"), "/l/0/a");
        assert_eq!(follow("/l/3"), "/l/2");
        assert_eq!(follow("/lx/3"), "/lx/3");
        assert_eq!(decode("/paths/~1a~1%7Bid%7D"), "/paths/~1a~1{id}");
    }
}
