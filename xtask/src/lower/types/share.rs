//! Lets equal inline shapes be one type.
//!
//! In: shapes and directions. Out: for each schema the one that stands for it. Must not: name anything.
//!
//! Two inline schemas are one if they sit at members (or parameters) of the same name, travel the same way and have
//! the same shape; the first in document order stands for all. Enums may travel either way. An inline enum whose values are those of a component
//! enum that is called like the member is that component.

use std::collections::HashMap;

use super::naming::component_words;
use super::reach::Reach;
use super::{Order, Shapes, is_nameable};
use crate::ir::Usage;
use crate::lower::ext;
use crate::lower::names::{Lead, words};
use crate::resolve::{EnumKind, Kind, Place, SchemaId, Schemas};

/// Every schema stands for itself.
pub(super) fn nobody(schemas: &Schemas) -> Vec<SchemaId> {
    schemas.iter().map(|(id, _)| id).collect()
}

/// Finds who stands for whom.
pub(super) fn share(schemas: &Schemas, order: &Order<'_>, shapes: &Shapes, reach: &Reach) -> Vec<SchemaId> {
    let seats = Seats::of(order);
    let enums = component_enums(schemas, order);
    let mut canon = nobody(schemas);
    let mut first: HashMap<(MemberKey, u8, usize), SchemaId> = HashMap::new();
    for (id, node) in schemas.iter() {
        let Some(usage) = reach.usage(id) else { continue };
        if !is_nameable(&node.kind) || matches!(node.place, Place::Component(_)) {
            continue;
        }
        let Some(member) = member_key(schemas, &seats, id) else { continue };
        if let Some(component) = same_enum(&enums, &node.kind, &member)
            && ext::schema_name(&node.notes).is_none()
        {
            canon[id.0] = component;
            continue;
        }
        // Values are the same in both directions; members are not.
        let usage = if matches!(node.kind, Kind::Enum { .. }) { Usage::Both } else { usage };
        let key = (member, usage_key(usage), shapes.of(id));
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

/// The member that a schema is the value of: its wire name, and how lists and maps lead from it to the schema.
pub(super) type MemberKey = (String, String);

/// Members by which document-level schemas are known.
pub(super) struct Seats<'o> {
    by_schema: HashMap<SchemaId, &'o super::Seat>,
}

impl<'o> Seats<'o> {
    /// A component has a name of its own wherever it is used.
    pub(super) fn of(order: &'o Order<'_>) -> Self {
        let mut by_schema = HashMap::new();
        for root in &order.roots {
            if !matches!(order.schemas[root.schema].place, Place::Component(_)) {
                by_schema.entry(root.schema).or_insert(&root.seat);
            }
        }
        Self { by_schema }
    }

    pub(super) fn get(&self, id: SchemaId) -> Option<&'o super::Seat> {
        self.by_schema.get(&id).copied()
    }
}

/// The member whose value this is.
pub(super) fn member_key(schemas: &Schemas, seats: &Seats<'_>, id: SchemaId) -> Option<MemberKey> {
    let mut way = String::new();
    let mut id = id;
    // Each step goes to the schema that holds this one; holders do not go in circles, but the bound costs nothing.
    for _ in 0..schemas.len() {
        if let Some(seat) = seats.get(id) {
            return seat.member.clone().map(|member| (member, way));
        }
        match &schemas[id].place {
            Place::Member { name, .. } => return Some((name.clone(), way)),
            Place::Items { of } => {
                way.push('[');
                id = *of;
            }
            Place::Values { of } => {
                way.push('{');
                id = *of;
            }
            Place::Part { of } => id = *of,
            Place::Component(_) | Place::Arm { .. } | Place::Document => return None,
        }
    }
    None
}

type EnumKey = (String, Vec<String>, bool);

fn component_enums(schemas: &Schemas, order: &Order<'_>) -> HashMap<EnumKey, SchemaId> {
    let names = component_words(order.components);
    let mut enums = HashMap::new();
    for ((_, id), name) in order.components.iter().zip(names) {
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

fn same_enum(enums: &HashMap<EnumKey, SchemaId>, kind: &Kind, member: &MemberKey) -> Option<SchemaId> {
    let Kind::Enum { kind, values } = kind else { return None };
    let name = words(&member.0, Lead::Type).0.concat();
    enums.get(&enum_key(&name, values, *kind)).copied()
}
