//! Whether two schemas mean the same.
//!
//! In: ids of both contracts. Out: a verdict, kept for the next time. Must not: look at texts, or recurse.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use crate::contract::Contract;
use crate::ir::Constraints;
use crate::resolve::{Additional, Annotations, Kind, SchemaId};

/// No two schemas of which so many parts must be compared are taken for the same.
const MOST_PARTS: usize = 5_000;

/// Compares schemas of two contracts.
pub(super) struct Same<'a> {
    old: &'a Contract,
    new: &'a Contract,
    known: RefCell<HashMap<(SchemaId, SchemaId), bool>>,
}

/// A schema with what the references to it add.
pub(super) struct Effective {
    /// Where the references lead.
    pub(super) target: SchemaId,
    /// What is said on the way, without the target.
    pub(super) own: Annotations,
    /// The same with the target.
    pub(super) all: Annotations,
}

impl Effective {
    pub(super) fn of(contract: &Contract, id: SchemaId) -> Self {
        let mut own = Annotations::default();
        let mut at = id;
        while let Kind::Ref(next) = contract.schemas[at].kind {
            own = with(own, &contract.schemas[at].notes);
            at = next;
        }
        let all = with(own.clone(), &contract.schemas[at].notes);
        Self { target: at, own, all }
    }
}

/// What both say; the first one wins.
fn with(mut own: Annotations, other: &Annotations) -> Annotations {
    own.nullable |= other.nullable;
    own.deprecated |= other.deprecated;
    own.read_only |= other.read_only;
    own.write_only |= other.write_only;
    own.default = own.default.or_else(|| other.default.clone());
    own.only = own.only.or_else(|| other.only.clone());
    own.constraints = own.constraints.and(&other.constraints);
    own
}

/// Limits without those that say nothing, with numbers in one form.
pub(super) fn plain(constraints: &Constraints) -> Constraints {
    let mut plain = constraints.clone();
    plain.min_length = plain.min_length.filter(|least| *least > 0);
    plain.min_items = plain.min_items.filter(|least| *least > 0);
    plain.min_properties = plain.min_properties.filter(|least| *least > 0);
    plain.closed = false;
    for bound in [&mut plain.minimum, &mut plain.maximum].into_iter().flatten() {
        if let Some(number) = bound.value.as_f64().and_then(serde_json::Number::from_f64) {
            bound.value = number;
        }
    }
    plain
}

impl<'a> Same<'a> {
    pub(super) fn new(old: &'a Contract, new: &'a Contract) -> Self {
        Self { old, new, known: RefCell::default() }
    }

    /// Whether both mean the same on the wire.
    pub(super) fn schemas(&self, old: SchemaId, new: SchemaId) -> bool {
        if let Some(known) = self.known.borrow().get(&(old, new)) {
            return *known;
        }
        let mut queue = vec![(old, new)];
        let mut met = HashSet::from([(old, new)]);
        let mut equal = true;
        while let (Some((old, new)), true) = (queue.pop(), equal) {
            let mut below = Vec::new();
            equal = met.len() < MOST_PARTS && self.nodes(old, new, &mut below);
            queue.extend(below.into_iter().filter(|pair| met.insert(*pair)));
        }
        self.known.borrow_mut().insert((old, new), equal);
        equal
    }

    /// Whether a schema says so much that an equal one is hardly there by chance.
    pub(super) fn is_telling(&self, old: SchemaId) -> bool {
        let node = &self.old.schemas[self.old.schemas.target(old)];
        let compound = matches!(node.kind, Kind::Object { .. } | Kind::Enum { .. } | Kind::Union(_));
        compound || !plain(&node.notes.constraints).is_empty()
    }

    /// Whether two nodes are alike; the pairs below them are left to the caller.
    fn nodes(&self, old: SchemaId, new: SchemaId, below: &mut Vec<(SchemaId, SchemaId)>) -> bool {
        let (a, b) = (Effective::of(self.old, old), Effective::of(self.new, new));
        let (from, to) = (&a.all, &b.all);
        let notes = from.nullable == to.nullable
            && from.read_only == to.read_only
            && from.write_only == to.write_only
            && from.default == to.default
            && plain(&from.constraints) == plain(&to.constraints);
        notes && self.kinds(a.target, b.target, below)
    }

    fn kinds(&self, old: SchemaId, new: SchemaId, below: &mut Vec<(SchemaId, SchemaId)>) -> bool {
        match (&self.old.schemas[old].kind, &self.new.schemas[new].kind) {
            (Kind::Enum { kind: a, values: from }, Kind::Enum { kind: b, values: to }) => {
                let sorted = |values: &[String]| {
                    let mut values = values.to_vec();
                    values.sort();
                    values
                };
                a == b && sorted(from) == sorted(to)
            }
            (Kind::Array { items: from }, Kind::Array { items: to }) => {
                below.push((*from, *to));
                true
            }
            (
                Kind::Object { properties: from, additional: open },
                Kind::Object { properties: to, additional: closed },
            ) => {
                let rest = match (open, closed) {
                    (Additional::Typed(a), Additional::Typed(b)) => {
                        below.push((*a, *b));
                        true
                    }
                    (a, b) => a == b,
                };
                let find = |name: &str| to.iter().find(|property| property.name == name);
                rest && from.len() == to.len()
                    && from.iter().all(|property| {
                        find(&property.name).is_some_and(|other| {
                            below.push((property.schema, other.schema));
                            property.required == other.required
                        })
                    })
            }
            (Kind::Union(from), Kind::Union(to)) => {
                let tag = |union: &crate::resolve::Union| union.discriminator.as_ref().map(|tag| tag.property.clone());
                below.extend(from.branches.iter().copied().zip(to.branches.iter().copied()));
                from.branches.len() == to.branches.len() && tag(from) == tag(to)
            }
            (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
        }
    }
}
