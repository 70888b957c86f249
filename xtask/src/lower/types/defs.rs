//! Builds the types.
//!
//! In: names, directions, union rules. Out: `TypeDef`s sorted by name. Must not: name types.

use std::collections::HashMap;

use super::reach::Reach;
use super::tags::Unions;
use super::{Bytes, SchemaTable, is_nameable, union};
use crate::diag::Diagnostics;
use crate::diag::codes;
use crate::ir::{
    Additional, Constraints, Deprecation, Docs, EnumRepr, EnumValue, Field, Origin, Presence, TypeDef, TypeKind,
    TypeRef, Usage, WireName, Words,
};
use crate::lower::ext;
use crate::lower::names::{ClaimedName, DigitPrefix, Form, Scope, Unnamed, value, words};
use crate::resolve::{Additional as More, Annotations, EnumKind, Kind, Property, SchemaId, SchemaLocation};

/// Builds every type; `extra` ones are placeholders.
pub(super) fn defs(
    table: &SchemaTable<'_>,
    reach: &Reach,
    unions: &Unions,
    names: &[(SchemaId, Words)],
    extra: &[Words],
    diagnostics: &mut Diagnostics,
) -> Vec<TypeDef> {
    let mut defs: Vec<TypeDef> = Vec::with_capacity(names.len() + extra.len());
    for (id, name) in names {
        let usage = reach.usage(*id).unwrap_or(Usage::Both);
        let node = table.node(*id);
        let kind = kind(table, *id, usage, unions, diagnostics);
        defs.push(TypeDef {
            docs: type_docs(&node.notes, name),
            name: name.clone(),
            kind,
            usage,
            constraints: table.own_constraints(*id),
            default: node.notes.default.clone(),
            example: node.notes.example.clone(),
            deprecated: ext::deprecated(&node.notes),
            origin: Origin { pointer: node.origin.clone() },
        });
    }
    defs.extend(extra.iter().map(|name| TypeDef {
        name: name.clone(),
        kind: TypeKind::ByStatus(Vec::new()),
        usage: Usage::Out,
        constraints: Constraints::default(),
        default: None,
        example: None,
        deprecated: None,
        docs: Docs::default(),
        origin: Origin::default(),
    }));
    defs.sort_by(|a, b| a.name.cmp(&b.name));
    defs
}

fn kind(
    table: &SchemaTable<'_>,
    id: SchemaId,
    usage: Usage,
    unions: &Unions,
    diagnostics: &mut Diagnostics,
) -> TypeKind {
    let node = table.node(id);
    if table.wrappers.contains(&id) {
        return TypeKind::Wrapper(table.inner(id, Bytes::AsText, 0));
    }
    match &node.kind {
        Kind::Object { properties, additional } if is_nameable(&node.kind) => TypeKind::Struct {
            fields: fields(table, id, properties, usage, diagnostics),
            additional: match additional {
                More::Typed(values) => match table.item(*values, Bytes::AsText, 0) {
                    TypeRef::Json => Additional::Any,
                    ty => Additional::Typed(ty),
                },
                More::Open | More::Closed => Additional::Any,
            },
        },
        Kind::Enum { kind, values } => enumeration(table, id, *kind, values, diagnostics),
        Kind::Union(_) => match unions.get(id) {
            Some(ruled) => union::union(table, ruled),
            None => TypeKind::Alias(TypeRef::Json),
        },
        _ => {
            let ty = table.inner(id, Bytes::AsText, 0);
            TypeKind::Alias(if table.is_nullable(id) && ty != TypeRef::Json {
                TypeRef::Nullable(Box::new(ty))
            } else {
                ty
            })
        }
    }
}

/// A title is a summary, unless it only repeats the name.
fn type_docs(notes: &Annotations, name: &Words) -> Docs {
    let summary = notes.title.clone().filter(|title| words(title, DigitPrefix::Type) != *name).unwrap_or_default();
    Docs {
        summary,
        body: notes.description.clone().unwrap_or_default(),
        link: notes.link.clone(),
        link_text: notes.link_text.clone(),
    }
}

/// The names of fields, in the order of the properties.
fn field_names(properties: &[Property]) -> Vec<ClaimedName> {
    let unnamed =
        |property: &Property| Unnamed::of_text(&property.name, words(&property.name, DigitPrefix::Value), Form::Snake);
    Scope::default().claim_all(&properties.iter().map(unnamed).collect::<Vec<_>>())
}

fn fields(
    table: &SchemaTable<'_>,
    id: SchemaId,
    properties: &[Property],
    usage: Usage,
    diagnostics: &mut Diagnostics,
) -> Vec<Field> {
    let bytes = if table.multipart.contains(&id) { Bytes::AsFiles } else { Bytes::AsText };
    let mut fields = Vec::with_capacity(properties.len());
    let required: HashMap<&str, usize> =
        table.node(id).required.iter().enumerate().rev().map(|(rank, name)| (name.as_str(), rank)).collect();
    for (property, claimed) in properties.iter().zip(field_names(properties)) {
        if claimed.collided {
            let text =
                format!("`{}` gives the same name as another property; it is called `{}`", property.name, claimed.name);
            let at = &table.node(property.schema).origin;
            diagnostics.report(codes::LOWER_NAME_COLLISION, at, text, "nothing to do, unless the name is misleading");
        }
        let mut field = field(table, id, property, claimed.name, usage, bytes);
        field.required_rank = required.get(property.name.as_str()).copied();
        check_aliases(table, property, properties, &mut field, &fields, diagnostics);
        fields.push(field);
    }
    fields
}

/// Drops, with an error, the aliases that are names of other properties.
fn check_aliases(
    table: &SchemaTable<'_>,
    property: &Property,
    properties: &[Property],
    field: &mut Field,
    before: &[Field],
    diagnostics: &mut Diagnostics,
) {
    let mut seen: Vec<WireName> = Vec::new();
    for alias in std::mem::take(&mut field.aliases) {
        let taken = properties.iter().any(|other| other.name == alias.0)
            || before.iter().any(|other| other.aliases.contains(&alias))
            || seen.contains(&alias);
        if taken {
            let text = format!("`{alias}` is an alias of `{}` and also the name of a property", property.name);
            let at = table.node(property.schema).origin.child("x-sdk").child("aliases");
            diagnostics.report(
                codes::LOWER_ALIAS_CONFLICT,
                &at,
                text,
                "use a name that no other property of the object has",
            );
        } else {
            seen.push(alias);
        }
    }
    field.aliases = seen;
}

fn field(table: &SchemaTable<'_>, of: SchemaId, property: &Property, name: Words, usage: Usage, bytes: Bytes) -> Field {
    let node = table.node(property.schema);
    let notes = gather(table, property.schema, &words(&property.name, DigitPrefix::Type));
    let fixed = table.fixed.value(of, &property.name).cloned();
    let (ty, nullable) = match &fixed {
        Some(value) => (scalar(value), false),
        None => (table.type_ref(property.schema, bytes), table.is_nullable(property.schema)),
    };
    // A caller need not set what only the server sets, and the server need not return what only the caller sets.
    let waived = (notes.read_only && usage != Usage::Out) || (notes.write_only && usage == Usage::Out);
    Field {
        wire: WireName(property.name.clone()),
        aliases: notes.aliases,
        name,
        presence: presence(property.required && !waived, nullable && ty != TypeRef::Json),
        ty,
        required_rank: None,
        fixed,
        constraints: table.constraints(property.schema),
        default: notes.default,
        example: notes.example,
        redacted: notes.redacted,
        read_only: notes.read_only,
        write_only: notes.write_only,
        deprecated: notes.deprecated,
        docs: notes.docs,
        origin: Origin { pointer: node.origin.clone() },
    }
}

fn presence(required: bool, nullable: bool) -> Presence {
    match (required, nullable) {
        (true, false) => Presence::Required,
        (true, true) => Presence::Nullable,
        (false, false) => Presence::Optional,
        (false, true) => Presence::OptionalNullable,
    }
}

fn scalar(value: &serde_json::Value) -> TypeRef {
    match value {
        serde_json::Value::Bool(_) => TypeRef::Bool,
        serde_json::Value::Number(_) => TypeRef::I64,
        _ => TypeRef::String,
    }
}

/// The annotations of a property: those of its own schema, and of the schemas it refers to.
struct PropertyFacts {
    docs: Docs,
    default: Option<serde_json::Value>,
    example: Option<serde_json::Value>,
    read_only: bool,
    write_only: bool,
    deprecated: Option<Deprecation>,
    redacted: bool,
    aliases: Vec<WireName>,
}

fn gather(table: &SchemaTable<'_>, id: SchemaId, name: &Words) -> PropertyFacts {
    let mut facts = PropertyFacts {
        docs: Docs::default(),
        default: None,
        example: None,
        read_only: false,
        write_only: false,
        deprecated: None,
        redacted: false,
        aliases: Vec::new(),
    };
    let mut id = id;
    loop {
        let node = table.node(id);
        let notes = &node.notes;
        let is_component = matches!(node.location, SchemaLocation::Component(_));
        // A component that is a type has its own annotations.
        if !(is_component && table.is_type(id)) {
            if facts.docs.body.is_empty() {
                facts.docs.body = notes.description.clone().unwrap_or_default();
            }
            if facts.docs.link.is_none() {
                facts.docs.link.clone_from(&notes.link);
                facts.docs.link_text.clone_from(&notes.link_text);
            }
            if facts.docs.summary.is_empty() && !table.is_type(id) {
                let title = notes.title.as_deref().filter(|title| words(title, DigitPrefix::Type) != *name);
                facts.docs.summary = title.unwrap_or_default().to_owned();
            }
            facts.example = facts.example.or_else(|| notes.example.clone());
            if !is_component {
                facts.deprecated = facts.deprecated.or_else(|| ext::deprecated(notes));
            }
            facts.aliases.extend(ext::aliases(notes).into_iter().map(|name| WireName(name.to_owned())));
            facts.redacted |= ext::is_redacted(notes) || is_password(&node.kind);
        }
        facts.default = facts.default.or_else(|| notes.default.clone());
        facts.read_only |= notes.read_only;
        facts.write_only |= notes.write_only;
        match node.kind {
            Kind::Ref(next) => id = next,
            _ => return facts,
        }
    }
}

fn is_password(kind: &Kind) -> bool {
    matches!(kind, Kind::String { format: Some(format) } if format == "password")
}

fn enumeration(
    table: &SchemaTable<'_>,
    id: SchemaId,
    kind: EnumKind,
    values: &[String],
    diagnostics: &mut Diagnostics,
) -> TypeKind {
    let node = table.node(id);
    let facts = ext::enum_facts(&node.notes, values, &node.origin, diagnostics);
    let unnamed = |wire: &String| {
        let thing = Unnamed::of_text(wire, value(wire), Form::Pascal);
        match facts.names.get(wire) {
            Some(name) => Unnamed::chosen(words(name, DigitPrefix::Value), thing),
            None => thing,
        }
    };
    let names = Scope::default().claim_all(&values.iter().map(unnamed).collect::<Vec<_>>());
    let mut all = Vec::with_capacity(values.len());
    for (wire, claimed) in values.iter().zip(names) {
        if claimed.collided {
            let text = format!("`{wire}` gives the same name as another value; it is called `{}`", claimed.name);
            diagnostics.report(
                codes::LOWER_NAME_COLLISION,
                &node.origin.child("enum"),
                text,
                "name it with `x-sdk: {value-names: …}`",
            );
        }
        let docs = Docs { body: facts.docs.get(wire).cloned().unwrap_or_default(), ..Docs::default() };
        all.push(EnumValue { wire: WireName(wire.clone()), name: claimed.name, docs });
    }
    let repr = match kind {
        EnumKind::String => EnumRepr::String,
        EnumKind::Integer => EnumRepr::Integer,
    };
    TypeKind::Enum { repr, values: all }
}
