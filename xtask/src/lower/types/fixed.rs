//! Members that can have one value only.
//!
//! In: the arena and the tags of unions. Out: per object and member, the value. Must not: change presence.

use std::collections::HashMap;

use serde_json::Value;

use super::tags::Unions;
use crate::ir::MatchRule;
use crate::resolve::{EnumKind, Kind, SchemaId, Schemas};

/// The fixed members.
#[derive(Debug, Default)]
pub(super) struct Fixed {
    /// Looked up only. `None`: several unions want different values, so none is fixed.
    values: HashMap<(SchemaId, String), Option<Value>>,
}

impl Fixed {
    pub(super) fn value(&self, object: SchemaId, member: &str) -> Option<&Value> {
        self.values.get(&(object, member.to_owned()))?.as_ref()
    }

    pub(super) fn is_fixed(&self, object: SchemaId, member: &str) -> bool {
        self.value(object, member).is_some()
    }
}

/// Finds them: required members with a single-value enum, and discriminators of arms with one tag.
pub(super) fn fixed(schemas: &Schemas, unions: &Unions) -> Fixed {
    let mut fixed = Fixed::default();
    for (id, node) in schemas.iter() {
        let Kind::Object { members, .. } = &node.kind else { continue };
        for member in members.iter().filter(|member| member.required) {
            if let Some(value) = only_value(schemas, member.schema) {
                fixed.values.insert((id, member.name.clone()), Some(value));
            }
        }
    }
    for union in unions.iter() {
        let Some(name) = union.discriminator() else { continue };
        for (arm, rule) in &union.arms {
            let MatchRule::Tag(tags) = rule else { continue };
            let arm = schemas.target(*arm);
            let Kind::Object { members, .. } = &schemas[arm].kind else { continue };
            let Some(member) = members.iter().find(|member| member.name == name) else { continue };
            if let [tag] = tags.as_slice()
                && is_text(schemas, member.schema)
            {
                want(&mut fixed, (arm, name.to_owned()), Value::String(tag.clone()));
            } else {
                fixed.values.insert((arm, name.to_owned()), None);
            }
        }
    }
    fixed
}

fn want(fixed: &mut Fixed, key: (SchemaId, String), value: Value) {
    let slot = fixed.values.entry(key).or_insert_with(|| Some(value.clone()));
    if slot.as_ref() != Some(&value) {
        *slot = None;
    }
}

/// The one scalar that a schema allows.
fn only_value(schemas: &Schemas, id: SchemaId) -> Option<Value> {
    let mut id = id;
    loop {
        let node = &schemas[id];
        if node.notes.nullable {
            return None;
        }
        match &node.kind {
            Kind::Ref(next) => id = *next,
            Kind::Enum { kind: EnumKind::String, values } => match values.as_slice() {
                [only] => return Some(Value::String(only.clone())),
                _ => return None,
            },
            Kind::Enum { kind: EnumKind::Integer, values } => match values.as_slice() {
                [only] => return only.parse::<i64>().ok().map(Value::from),
                _ => return None,
            },
            Kind::Bool => return node.notes.only.clone().filter(Value::is_boolean),
            _ => return None,
        }
    }
}

fn is_text(schemas: &Schemas, id: SchemaId) -> bool {
    matches!(
        schemas[schemas.target(id)].kind,
        Kind::Any | Kind::String { .. } | Kind::Enum { kind: EnumKind::String, .. }
    )
}
