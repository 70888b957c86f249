//! What is sent and received.
//!
//! In: the roots. Out: for each schema, whether its values are sent or received. Must not: recurse.

use super::fixed::Fixed;
use super::{TypesInput, Unused, inside};
use crate::ir::Usage;
use crate::resolve::{SchemaId, Schemas};

/// Whether a root is sent or received.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::lower) enum Direction {
    In,
    Out,
}

/// The directions of every schema.
#[derive(Debug)]
pub(super) struct Reach {
    bits: Vec<u8>,
}

const IN: u8 = 1;
const OUT: u8 = 2;

impl Reach {
    /// `None` if no value of the schema is sent or received.
    pub(super) fn usage(&self, id: SchemaId) -> Option<Usage> {
        match self.bits[id.0] {
            0 => None,
            IN => Some(Usage::In),
            OUT => Some(Usage::Out),
            _ => Some(Usage::Both),
        }
    }
}

/// Follows the roots, through the schemas that represent others.
pub(super) fn reach(schemas: &Schemas, input: &TypesInput<'_>, fixed: &Fixed, canon: &[SchemaId]) -> Reach {
    let mut reach = Reach { bits: vec![0; schemas.len()] };
    for root in &input.roots {
        let bit = match root.direction {
            Direction::In => IN,
            Direction::Out => OUT,
        };
        mark(schemas, fixed, canon, root.schema, bit, &mut reach.bits);
    }
    if input.unused == Unused::Keep {
        let unused: Vec<SchemaId> =
            input.components.iter().map(|(_, id)| *id).filter(|id| reach.bits[id.0] == 0).collect();
        for id in unused {
            mark(schemas, fixed, canon, id, IN | OUT, &mut reach.bits);
        }
    }
    reach
}

fn mark(schemas: &Schemas, fixed: &Fixed, canon: &[SchemaId], start: SchemaId, bit: u8, bits: &mut [u8]) {
    let mut todo = vec![start];
    while let Some(id) = todo.pop() {
        let id = canon[id.0];
        if bits[id.0] & bit == bit {
            continue;
        }
        bits[id.0] |= bit;
        todo.extend(inside(&schemas[id].kind, |property| fixed.is_fixed(id, &property.name)));
    }
}
