//! Properties that can have one value only.
//!
//! In: the arena and the tags of unions. Out: per object and property, the value. Must not: change presence.

use std::collections::HashMap;

use serde_json::Value;

use super::tags::Unions;
use crate::ir::MatchRule;
use crate::resolve::{EnumKind, Kind, SchemaId, Schemas};

/// The fixed properties.
#[derive(Debug, Default)]
pub(super) struct Fixed {
    /// Looked up only. `None`: several unions require different values, so none is fixed.
    values: HashMap<(SchemaId, String), Option<Value>>,
}

impl Fixed {
    pub(super) fn value(&self, object: SchemaId, property: &str) -> Option<&Value> {
        self.values.get(&(object, property.to_owned()))?.as_ref()
    }

    pub(super) fn is_fixed(&self, object: SchemaId, property: &str) -> bool {
        self.value(object, property).is_some()
    }
}

/// Finds them: required properties with a single-value enum, and discriminators of branches with one tag.
pub(super) fn fixed(schemas: &Schemas, unions: &Unions) -> Fixed {
    let mut fixed = Fixed::default();
    for (id, node) in schemas.iter() {
        let Kind::Object { properties, .. } = &node.kind else { continue };
        for property in properties.iter().filter(|property| property.required) {
            if let Some(value) = only_value(schemas, property.schema) {
                fixed.values.insert((id, property.name.clone()), Some(value));
            }
        }
    }
    for union in unions.iter() {
        let Some(name) = union.discriminator() else { continue };
        for (branch, rule) in &union.branches {
            let MatchRule::Tag(tags) = rule else { continue };
            let branch = schemas.target(*branch);
            let Kind::Object { properties, .. } = &schemas[branch].kind else { continue };
            let Some(property) = properties.iter().find(|property| property.name == name) else { continue };
            if let [tag] = tags.as_slice()
                && is_text(schemas, property.schema)
            {
                fix(&mut fixed, (branch, name.to_owned()), Value::String(tag.clone()));
            } else {
                fixed.values.insert((branch, name.to_owned()), None);
            }
        }
    }
    fixed
}

fn fix(fixed: &mut Fixed, key: (SchemaId, String), value: Value) {
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
