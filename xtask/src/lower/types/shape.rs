//! Structural equality of schemas.
//!
//! In: the arena. Out: a number for each schema; equal numbers mean equal shapes. What counts: kinds, formats, property
//! names and their requiredness and nullability, enum values as a set, defaults, read-only marks, `x-sdk`. What does
//! not: titles, descriptions, examples, order of enum values, limits. A component is only equal to itself.
//! Must not: choose what is shared.

use std::collections::HashMap;

use crate::resolve::{Additional, Kind, Node, SchemaId, SchemaLocation, Schemas};

/// The shape of every schema.
#[derive(Debug)]
pub(in crate::lower) struct Shapes {
    of: Vec<usize>,
}

/// Deeper than any inline nesting that `parse` accepts.
const MAX_DEPTH: usize = 256;

impl Shapes {
    pub(in crate::lower) fn new(schemas: &Schemas) -> Self {
        let mut interner = ShapeInterner { schemas, known: HashMap::new(), of: vec![None; schemas.len()] };
        let of = schemas.iter().map(|(id, _)| interner.shape(id, 0)).collect();
        Self { of }
    }

    pub(in crate::lower) fn of(&self, id: SchemaId) -> usize {
        self.of[id.0]
    }
}

struct ShapeInterner<'m> {
    schemas: &'m Schemas,
    known: HashMap<String, usize>,
    of: Vec<Option<usize>>,
}

impl ShapeInterner<'_> {
    fn shape(&mut self, id: SchemaId, depth: usize) -> usize {
        if let Some(shape) = self.of[id.0] {
            return shape;
        }
        let node = &self.schemas[id];
        let text = match node.location {
            SchemaLocation::Component(_) => format!("component {}", id.0),
            // Not reached in practice: inline schemas do not nest so deep.
            _ if depth > MAX_DEPTH => format!("deep {}", id.0),
            _ => self.describe(node, depth),
        };
        let next = self.known.len();
        let shape = *self.known.entry(text).or_insert(next);
        self.of[id.0] = Some(shape);
        shape
    }

    /// A part of another shape. Nullability belongs to the use of a shape, not to the shape.
    fn within(&mut self, id: SchemaId, depth: usize) -> String {
        let nullable = if self.schemas[id].notes.nullable { "?" } else { "" };
        format!("{}{nullable}", self.shape(id, depth + 1))
    }

    fn describe(&mut self, node: &Node, depth: usize) -> String {
        let mut text = match &node.kind {
            // The same as the other, if nothing is added to it.
            Kind::Ref(next) => format!("ref {}", self.within(*next, depth)),
            Kind::Array { items } => format!("list {}", self.within(*items, depth)),
            Kind::Enum { kind, values } => {
                let mut values: Vec<&String> = values.iter().collect();
                values.sort();
                format!("enum {kind:?} {values:?}")
            }
            Kind::Object { properties, additional } => {
                let mut text = String::from("object");
                for property in properties {
                    let shape = self.within(property.schema, depth);
                    text.push_str(&format!(" {:?}{}{shape}", property.name, if property.required { "!" } else { "?" }));
                }
                match additional {
                    Additional::Typed(values) => text.push_str(&format!(" * {}", self.within(*values, depth))),
                    Additional::Open | Additional::Closed => {}
                }
                text
            }
            Kind::Union(union) => {
                let branches: Vec<String> = union.branches.iter().map(|branch| self.within(*branch, depth)).collect();
                let tag = union.discriminator.as_ref().map(|d| &d.property);
                format!("union {branches:?} {tag:?}")
            }
            plain => format!("{plain:?}"),
        };
        let notes = &node.notes;
        text.push_str(&format!(" {}{}", notes.read_only, notes.write_only));
        if let Some(default) = &notes.default {
            text.push_str(&format!(" default {default}"));
        }
        if let Some(extension) = notes.extension("x-sdk") {
            text.push_str(&format!(" sdk {extension}"));
        }
        text
    }
}
