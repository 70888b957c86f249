//! The pairs of schemas that are compared, each once, and which calls reach them.
//!
//! In: pairs as the walk meets them. Out: a worklist, and for each pair the operations that send or receive it.
//! Must not: recurse; a document may be as deep as it likes.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::ids::{Direction, OperationId, PairId};
use crate::resolve::SchemaId;

/// What a schema describes, which decides the words for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Role {
    /// A property, or what a property leads to.
    Field,
    Parameter,
    Header,
    RequestBody,
    ResponseBody,
}

/// What stops on the way from a call to a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Passes {
    Both,
    /// The property is for responses only.
    Responses,
    /// The property is for requests only.
    Requests,
}

/// How a pair was met.
#[derive(Debug, Clone, Copy)]
pub(super) enum From {
    Operation(OperationId, Direction),
    Pair(PairId, Passes),
    /// A component, which nothing may use.
    Component,
}

#[derive(Debug)]
struct Pair {
    old: SchemaId,
    new: SchemaId,
    role: Role,
    from: Vec<From>,
}

/// All pairs that were met.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    list: Vec<Pair>,
    known: HashMap<(SchemaId, SchemaId), PairId>,
    next: usize,
}

impl Pairs {
    /// Enters a pair. It is compared once, however often it is met.
    pub(super) fn enter(&mut self, old: SchemaId, new: SchemaId, role: Role, from: From) {
        let id = *self.known.entry((old, new)).or_insert_with(|| {
            self.list.push(Pair { old, new, role, from: Vec::new() });
            PairId(self.list.len() - 1)
        });
        let Some(pair) = self.list.get_mut(id.0) else { return };
        pair.role = pair.role.min(role);
        pair.from.push(from);
    }

    /// The next pair to compare.
    pub(super) fn next(&mut self) -> Option<(PairId, SchemaId, SchemaId)> {
        let pair = self.list.get(self.next)?;
        self.next += 1;
        Some((PairId(self.next - 1), pair.old, pair.new))
    }

    pub(super) fn role(&self, id: PairId) -> Role {
        self.list.get(id.0).map_or(Role::Field, |pair| pair.role)
    }

    /// The operations that send a pair, and those that receive it.
    pub(super) fn reach(&self, id: PairId) -> [BTreeSet<OperationId>; 2] {
        let mut found = [BTreeSet::new(), BTreeSet::new()];
        for (side, direction) in [Direction::Request, Direction::Response].into_iter().enumerate() {
            let mut queue = vec![id];
            let mut known = HashSet::from([id]);
            while let Some(at) = queue.pop() {
                let Some(pair) = self.list.get(at.0) else { continue };
                for from in &pair.from {
                    match *from {
                        From::Operation(operation, sends) if sends == direction => {
                            found[side].insert(operation);
                        }
                        From::Pair(above, passes) if lets(passes, direction) && known.insert(above) => {
                            queue.push(above);
                        }
                        From::Operation(..) | From::Pair(..) | From::Component => {}
                    }
                }
            }
        }
        found
    }
}

fn lets(passes: Passes, direction: Direction) -> bool {
    match passes {
        Passes::Both => true,
        Passes::Responses => direction == Direction::Response,
        Passes::Requests => direction == Direction::Request,
    }
}
