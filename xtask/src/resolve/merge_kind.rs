//! The intersection of two kinds.
//!
//! In: two kinds. Out: their intersection, or the kind that is kept if they conflict. Must not: report.

use std::collections::HashMap;

use super::draft::SchemaDrafts;
use super::model::{Additional, EnumKind, Kind, Property, SchemaId, SchemaLocation};

/// Schemas made for properties that two parts describe: one for each pair.
pub(super) struct MergedPairs {
    pub(super) made: HashMap<(SchemaId, SchemaId), SchemaId>,
    /// No more drafts than this.
    pub(super) limit: usize,
}

/// Two kinds that no value can have at once.
#[derive(Debug)]
pub(super) struct KindConflict {
    /// The kind that is used: the second, which is closer to the schema itself.
    pub(super) kept: Kind,
    pub(super) message: String,
}

/// The kind of a value that is both; `of` is the schema that requires both.
pub(super) fn merge_kind(
    drafts: &mut SchemaDrafts,
    merged_pairs: &mut MergedPairs,
    of: SchemaId,
    left: Kind,
    right: Kind,
) -> Result<Kind, KindConflict> {
    match (left, right) {
        (Kind::Any, kind) | (kind, Kind::Any) => Ok(kind),
        (left, right) if left == right => Ok(left),
        (Kind::Object { properties, additional }, Kind::Object { properties: more, additional: other }) => {
            Ok(objects(drafts, merged_pairs, of, (properties, additional), (more, other)))
        }
        (Kind::Array { items: left }, Kind::Array { items: right }) => {
            let location = SchemaLocation::Items { of };
            Ok(Kind::Array { items: both(drafts, merged_pairs, left, right, location, of) })
        }
        (Kind::Enum { kind, values }, Kind::Enum { kind: other, values: more }) if kind == other => {
            let common: Vec<String> = values.iter().filter(|value| more.contains(value)).cloned().collect();
            if common.is_empty() {
                let message = "two enums of this `allOf` have no value in common; the second one is used".to_owned();
                return Err(KindConflict { kept: Kind::Enum { kind: other, values: more }, message });
            }
            Ok(Kind::Enum { kind, values: common })
        }
        (kind @ Kind::Enum { kind: EnumKind::String, .. }, Kind::String { .. })
        | (Kind::String { .. }, kind @ Kind::Enum { kind: EnumKind::String, .. }) => Ok(kind),
        (kind @ Kind::Enum { kind: EnumKind::Integer, .. }, Kind::Integer { .. } | Kind::Number { .. })
        | (Kind::Integer { .. } | Kind::Number { .. }, kind @ Kind::Enum { kind: EnumKind::Integer, .. }) => Ok(kind),
        (Kind::String { format: left }, Kind::String { format: right }) => {
            formats(left, right, |format| Kind::String { format })
        }
        (Kind::Integer { format: left }, Kind::Integer { format: right }) => {
            formats(left, right, |format| Kind::Integer { format })
        }
        (Kind::Number { format: left }, Kind::Number { format: right }) => {
            formats(left, right, |format| Kind::Number { format })
        }
        (integer @ Kind::Integer { .. }, Kind::Number { .. })
        | (Kind::Number { .. }, integer @ Kind::Integer { .. }) => Ok(integer),
        (left, right) => {
            let message = format!(
                "the parts of this `allOf` are {} and {}; the second one is used",
                left.describe(),
                right.describe()
            );
            Err(KindConflict { kept: right, message })
        }
    }
}

fn formats(
    left: Option<String>,
    right: Option<String>,
    kind: impl Fn(Option<String>) -> Kind,
) -> Result<Kind, KindConflict> {
    match (left, right) {
        (None, format) | (format, None) => Ok(kind(format)),
        (Some(left), Some(right)) if left == right => Ok(kind(Some(left))),
        (Some(left), Some(right)) => {
            let message = format!("two formats meet in this `allOf`: `{left}` and `{right}`; neither is used");
            Err(KindConflict { kept: kind(None), message })
        }
    }
}

fn objects(
    drafts: &mut SchemaDrafts,
    merged_pairs: &mut MergedPairs,
    of: SchemaId,
    (mut properties, additional): (Vec<Property>, Additional),
    (more, other): (Vec<Property>, Additional),
) -> Kind {
    for property in more {
        match properties.iter_mut().find(|have| have.name == property.name) {
            None => properties.push(property),
            Some(have) => {
                have.required |= property.required;
                let location = SchemaLocation::Property { of, name: property.name };
                have.schema = both(drafts, merged_pairs, have.schema, property.schema, location, of);
            }
        }
    }
    let additional = match (additional, other) {
        (Additional::Typed(id), _) | (_, Additional::Typed(id)) => Additional::Typed(id),
        // `additionalProperties: false` in one part is meant for that part's properties only, although a validator
        // disagrees.
        (Additional::Closed, Additional::Closed) => Additional::Closed,
        _ => Additional::Open,
    };
    Kind::Object { properties, additional }
}

/// The schema of a value that two parts describe.
fn both(
    drafts: &mut SchemaDrafts,
    merged_pairs: &mut MergedPairs,
    left: SchemaId,
    right: SchemaId,
    location: SchemaLocation,
    of: SchemaId,
) -> SchemaId {
    if drafts.target(left) == drafts.target(right) {
        return right;
    }
    // An annotation without a type beside a schema with one: no new schema is needed.
    if is_any(drafts, left) {
        return right;
    }
    if let Some(id) = merged_pairs.made.get(&(left, right)) {
        return *id;
    }
    if drafts.0.len() >= merged_pairs.limit {
        return right;
    }
    let notes = drafts.get(right).notes.clone();
    let id = drafts.all_of(vec![left, right], location, of);
    // Looked up before it is merged, so that a recursive property ends here.
    merged_pairs.made.insert((left, right), id);
    let origin = drafts.get(right).origin.clone();
    let draft = drafts.get_mut(id);
    draft.notes = notes;
    draft.origin = origin;
    id
}

fn is_any(drafts: &SchemaDrafts, id: SchemaId) -> bool {
    let draft = drafts.get(id);
    draft.is_blank() && draft.demanded.is_empty()
}
