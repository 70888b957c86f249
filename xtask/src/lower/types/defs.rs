//! Builds the types.
//!
//! In: names, directions, union rules. Out: `TypeDef`s sorted by name. Must not: give type names.

use super::reach::Reach;
use super::tags::Unions;
use super::{Bytes, Table, is_nameable, union};
use crate::diag::Diagnostics;
use crate::ir::{
    Additional, Deprecation, Docs, EnumRepr, EnumValue, Field, Origin, Presence, TypeDef, TypeKind, TypeRef, Usage,
    WireName, Words,
};
use crate::lower::ext;
use crate::lower::names::{Lead, Scope, plain, spelled, value, words};
use crate::resolve::{Additional as More, Annotations, EnumKind, Kind, Member, Place, SchemaId};

/// Builds every type; `extra` ones are stand-ins.
pub(super) fn defs(
    table: &Table<'_>,
    reach: &Reach,
    unions: &Unions,
    names: &[(SchemaId, Words)],
    extra: &[Words],
    found: &mut Diagnostics,
) -> Vec<TypeDef> {
    let mut defs: Vec<TypeDef> = Vec::with_capacity(names.len() + extra.len());
    for (id, name) in names {
        let usage = reach.usage(*id).unwrap_or(Usage::Both);
        let node = table.node(*id);
        let kind = kind(table, *id, usage, unions, found);
        defs.push(TypeDef {
            docs: type_docs(&node.notes, name),
            name: name.clone(),
            kind,
            usage,
            deprecated: node.notes.deprecated.then(Deprecation::default),
            origin: Origin { pointer: node.origin.clone() },
        });
    }
    defs.extend(extra.iter().map(|name| TypeDef {
        name: name.clone(),
        kind: TypeKind::ByStatus(Vec::new()),
        usage: Usage::Out,
        deprecated: None,
        docs: Docs::default(),
        origin: Origin::default(),
    }));
    defs.sort_by(|a, b| a.name.cmp(&b.name));
    defs
}

fn kind(table: &Table<'_>, id: SchemaId, usage: Usage, unions: &Unions, found: &mut Diagnostics) -> TypeKind {
    let node = table.node(id);
    if table.wrappers.contains(&id) {
        return TypeKind::Wrapper(table.inner(id, Bytes::AsText, 0));
    }
    match &node.kind {
        Kind::Object { members, additional } if is_nameable(&node.kind) => TypeKind::Struct {
            fields: fields(table, id, members, usage, found),
            additional: match additional {
                More::Typed(values) => match table.item(*values, Bytes::AsText, 0) {
                    TypeRef::Json => Additional::Any,
                    ty => Additional::Typed(ty),
                },
                More::Open | More::Closed => Additional::Any,
            },
        },
        Kind::Enum { kind, values } => enumeration(table, id, *kind, values, found),
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
    let summary = notes.title.clone().filter(|title| words(title, Lead::Type) != *name).unwrap_or_default();
    Docs { summary, body: notes.description.clone().unwrap_or_default(), link: notes.link.clone() }
}

fn fields(table: &Table<'_>, id: SchemaId, members: &[Member], usage: Usage, found: &mut Diagnostics) -> Vec<Field> {
    let mut scope = Scope::default();
    let bytes = if table.multipart.contains(&id) { Bytes::AsFiles } else { Bytes::AsText };
    let mut fields = Vec::with_capacity(members.len());
    for member in members {
        let given = scope.give(&member_wishes(&member.name));
        if given.collided {
            let text = format!("`{}` reads like another member; it is called `{}`", member.name, given.name);
            let at = &table.node(member.schema).origin;
            found.note("names-collision", at, text, "nothing to do, unless the name is unlucky");
        }
        let mut field = field(table, id, member, given.name, usage, bytes);
        check_aliases(table, member, members, &mut field, &fields, found);
        fields.push(field);
    }
    fields
}

/// Drops, with an error, the aliases that are names of other members.
fn check_aliases(
    table: &Table<'_>,
    member: &Member,
    members: &[Member],
    field: &mut Field,
    before: &[Field],
    found: &mut Diagnostics,
) {
    let mut seen: Vec<WireName> = Vec::new();
    for alias in std::mem::take(&mut field.aliases) {
        let taken = members.iter().any(|other| other.name == alias.0)
            || before.iter().any(|other| other.aliases.contains(&alias))
            || seen.contains(&alias);
        if taken {
            let text = format!("`{alias}` is an alias of `{}` and the name of a member as well", member.name);
            let at = table.node(member.schema).origin.child("x-sdk").child("aliases");
            found.error("lower-alias", &at, text, "name what no other member of the object is called");
        } else {
            seen.push(alias);
        }
    }
    field.aliases = seen;
}

/// The words, then the words with every symbol named.
fn member_wishes(name: &str) -> Vec<Words> {
    plain(name, Lead::Value).into_iter().chain(std::iter::once(spelled_or_empty(name))).collect()
}

fn spelled_or_empty(name: &str) -> Words {
    if name.is_empty() { words(name, Lead::Value) } else { spelled(name, Lead::Value) }
}

fn field(table: &Table<'_>, of: SchemaId, member: &Member, name: Words, usage: Usage, bytes: Bytes) -> Field {
    let node = table.node(member.schema);
    let notes = gather(table, member.schema);
    let fixed = table.fixed.value(of, &member.name).cloned();
    let (ty, nullable) = match &fixed {
        Some(value) => (scalar(value), false),
        None => (table.type_ref(member.schema, bytes), table.is_nullable(member.schema)),
    };
    // What only the server sets is not asked of a caller; what only a caller sets is not expected of the server.
    let waived = (notes.read_only && usage != Usage::Out) || (notes.write_only && usage == Usage::Out);
    Field {
        wire: WireName(member.name.clone()),
        aliases: notes.aliases,
        name,
        presence: presence(member.required && !waived, nullable && ty != TypeRef::Json),
        ty,
        fixed,
        default: notes.default,
        example: notes.example,
        redacted: notes.redacted,
        read_only: notes.read_only,
        write_only: notes.write_only,
        deprecated: notes.deprecated.then(Deprecation::default),
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

/// What is said of a member: by its own schema, and by those that it only refers to.
struct Remarks {
    docs: Docs,
    default: Option<serde_json::Value>,
    example: Option<serde_json::Value>,
    read_only: bool,
    write_only: bool,
    deprecated: bool,
    redacted: bool,
    aliases: Vec<WireName>,
}

fn gather(table: &Table<'_>, id: SchemaId) -> Remarks {
    let mut remarks = Remarks {
        docs: Docs::default(),
        default: None,
        example: None,
        read_only: false,
        write_only: false,
        deprecated: false,
        redacted: false,
        aliases: Vec::new(),
    };
    let mut id = id;
    loop {
        let node = table.node(id);
        let notes = &node.notes;
        let is_component = matches!(node.place, Place::Component(_));
        // A component that is a type speaks for itself.
        if !(is_component && table.is_type(id)) {
            if remarks.docs.body.is_empty() {
                remarks.docs.body = notes.description.clone().unwrap_or_default();
            }
            remarks.docs.link = remarks.docs.link.or_else(|| notes.link.clone());
            remarks.example = remarks.example.or_else(|| notes.example.clone());
            remarks.deprecated |= notes.deprecated && !is_component;
            remarks.aliases.extend(ext::aliases(notes).into_iter().map(|name| WireName(name.to_owned())));
            remarks.redacted |= ext::is_redacted(notes) || is_password(&node.kind);
        }
        remarks.default = remarks.default.or_else(|| notes.default.clone());
        remarks.read_only |= notes.read_only;
        remarks.write_only |= notes.write_only;
        match node.kind {
            Kind::Ref(next) => id = next,
            _ => return remarks,
        }
    }
}

fn is_password(kind: &Kind) -> bool {
    matches!(kind, Kind::String { format: Some(format) } if format == "password")
}

fn enumeration(
    table: &Table<'_>,
    id: SchemaId,
    kind: EnumKind,
    values: &[String],
    found: &mut Diagnostics,
) -> TypeKind {
    let node = table.node(id);
    let facts = ext::enum_facts(&node.notes, values, &node.origin, found);
    let mut scope = Scope::default();
    let mut all = Vec::with_capacity(values.len());
    for wire in values {
        let named = facts.names.get(wire).map(|name| words(name, Lead::Value));
        let wishes: Vec<Words> = named.into_iter().chain([value(wire), spelled_or_empty(wire)]).collect();
        let given = scope.give(&wishes);
        if given.collided {
            let text = format!("`{wire}` reads like another value; it is called `{}`", given.name);
            found.note("names-collision", &node.origin.child("enum"), text, "name it with `x-sdk: {value-names: …}`");
        }
        let docs = Docs { body: facts.docs.get(wire).cloned().unwrap_or_default(), ..Docs::default() };
        all.push(EnumValue { wire: WireName(wire.clone()), name: given.name, docs });
    }
    let repr = match kind {
        EnumKind::String => EnumRepr::String,
        EnumKind::Integer => EnumRepr::Integer,
    };
    TypeKind::Enum { repr, values: all }
}
