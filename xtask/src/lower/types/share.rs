//! Makes equal inline shapes one type.
//!
//! In: shapes and directions. Out: for each schema, the one that represents it. Must not: name anything.
//!
//! Two inline schemas are one if they belong to properties (or parameters) of the same name, have the same direction
//! and the same shape; the first in document order represents all. Enums may have either direction. An inline enum
//! whose values are those of a component enum named like the property is that component.

use std::collections::HashMap;

use super::components::component_words;
use super::reach::Reach;
use super::{Shapes, TypesInput, is_nameable};
use crate::ir::Usage;
use crate::lower::ext;
use crate::lower::names::{DigitPrefix, words};
use crate::resolve::{EnumKind, Kind, SchemaId, SchemaLocation, Schemas};

/// Every schema represents itself.
pub(super) fn nobody(schemas: &Schemas) -> Vec<SchemaId> {
    schemas.iter().map(|(id, _)| id).collect()
}

/// Finds the representative of each schema.
pub(super) fn share(schemas: &Schemas, input: &TypesInput<'_>, shapes: &Shapes, reach: &Reach) -> Vec<SchemaId> {
    let root_names = RootNames::of(input);
    let enums = component_enums(schemas, input);
    let mut canon = nobody(schemas);
    let mut first: HashMap<(PropertyKey, u8, usize), SchemaId> = HashMap::new();
    for (id, node) in schemas.iter() {
        let Some(usage) = reach.usage(id) else { continue };
        if !is_nameable(&node.kind) || matches!(node.location, SchemaLocation::Component(_)) {
            continue;
        }
        let Some(property) = property_key(schemas, &root_names, id) else { continue };
        if let Some(component) = same_enum(&enums, &node.kind, &property)
            && ext::schema_name(&node.notes).is_none()
        {
            canon[id.0] = component;
            continue;
        }
        // Values are the same in both directions; properties are not.
        let usage = if matches!(node.kind, Kind::Enum { .. }) { Usage::Both } else { usage };
        let key = (property, usage_key(usage), shapes.of(id));
        canon[id.0] = *first.entry(key).or_insert(id);
    }
    canon
}

pub(super) fn usage_key(usage: Usage) -> u8 {
    match usage {
        Usage::In => 0,
        Usage::Out => 1,
        Usage::Both => 2,
    }
}

/// The property that a schema is the value of: its wire name, and how lists and maps lead from it to the schema.
pub(super) type PropertyKey = (String, String);

/// Properties by which document-level schemas are known.
pub(super) struct RootNames<'o> {
    by_schema: HashMap<SchemaId, &'o super::RootName>,
}

impl<'o> RootNames<'o> {
    /// A component has a name of its own wherever it is used.
    pub(super) fn of(input: &'o TypesInput<'_>) -> Self {
        let mut by_schema = HashMap::new();
        for root in &input.roots {
            if !matches!(input.schemas[root.schema].location, SchemaLocation::Component(_)) {
                by_schema.entry(root.schema).or_insert(&root.root_name);
            }
        }
        Self { by_schema }
    }

    pub(super) fn get(&self, id: SchemaId) -> Option<&'o super::RootName> {
        self.by_schema.get(&id).copied()
    }
}

/// The property whose value this is.
pub(super) fn property_key(schemas: &Schemas, root_names: &RootNames<'_>, id: SchemaId) -> Option<PropertyKey> {
    let mut way = String::new();
    let mut id = id;
    // Each step goes to the parent; parents form no cycle, but the bound costs nothing.
    for _ in 0..schemas.len() {
        if let Some(root_name) = root_names.get(id) {
            return root_name.property.clone().map(|property| (property, way));
        }
        match &schemas[id].location {
            SchemaLocation::Property { name, .. } => return Some((name.clone(), way)),
            SchemaLocation::Items { of } => {
                way.push('[');
                id = *of;
            }
            SchemaLocation::Values { of } => {
                way.push('{');
                id = *of;
            }
            SchemaLocation::Part { of } => id = *of,
            SchemaLocation::Component(_) | SchemaLocation::Branch { .. } | SchemaLocation::Document => return None,
        }
    }
    None
}

type EnumKey = (String, Vec<String>, bool);

fn component_enums(schemas: &Schemas, input: &TypesInput<'_>) -> HashMap<EnumKey, SchemaId> {
    let names = component_words(input.components);
    let mut enums = HashMap::new();
    for ((_, id), name) in input.components.iter().zip(names) {
        let target = schemas.target(*id);
        if let Kind::Enum { kind, values } = &schemas[target].kind {
            enums.entry(enum_key(&name.0.concat(), values, *kind)).or_insert(target);
        }
    }
    enums
}

fn enum_key(name: &str, values: &[String], kind: EnumKind) -> EnumKey {
    let mut values = values.to_vec();
    values.sort();
    (name.to_owned(), values, kind == EnumKind::Integer)
}

fn same_enum(enums: &HashMap<EnumKey, SchemaId>, kind: &Kind, property: &PropertyKey) -> Option<SchemaId> {
    let Kind::Enum { kind, values } = kind else { return None };
    let name = words(&property.0, DigitPrefix::Type).0.concat();
    enums.get(&enum_key(&name, values, *kind)).copied()
}
