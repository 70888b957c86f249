//! Schemas → `ir::TypeDef`s.
//!
//! In: the arena and the roots: schemas that operations use, with the names of their locations. Out: types sorted
//! by name, and the `TypeRef` of any schema. Must not: know operations.
//!
//! Steps: `tags` finds how branches are distinguished, `fixed` which properties have one value; `reach` finds what is
//! sent and received; `share` lets equal inline shapes be one type; `cycles` finds lists that contain themselves;
//! `naming` chooses names; `defs` builds; `cycles` adds boxes where a type would contain itself.

mod branches;
mod components;
mod cycles;
mod defs;
mod fixed;
mod naming;
mod reach;
mod rules;
mod shape;
mod share;
mod sizes;
mod tags;
mod union;

use std::collections::{BTreeSet, HashMap};

use super::names::{Scope, Unnamed};
use crate::diag::Diagnostics;
use crate::ir::{Constraints, Id, TypeDef, TypeRef, Words};
use crate::resolve::{Additional, Kind, Node, Property, SchemaId, Schemas};

pub(super) use components::component_words;
pub(super) use reach::Direction;
pub(super) use shape::Shapes;

/// A schema that an operation uses.
#[derive(Debug, Clone)]
pub(super) struct RootSchema {
    pub(super) schema: SchemaId,
    pub(super) direction: Direction,
    pub(super) root_name: RootName,
}

/// The name of a schema that an operation uses directly.
#[derive(Debug, Clone)]
pub(super) struct RootName {
    pub(super) words: Words,
    /// Precedes the name if that is already used.
    pub(super) qualifier: Option<Words>,
    /// The wire name of the value, if it has one.
    pub(super) property: Option<String>,
}

/// The input of this stage.
pub(super) struct TypesInput<'m> {
    pub(super) schemas: &'m Schemas,
    pub(super) components: &'m [(String, SchemaId)],
    pub(super) roots: Vec<RootSchema>,
    /// Bodies sent as multipart: their properties may be files.
    pub(super) multipart: BTreeSet<SchemaId>,
    /// Whether components that nothing uses become types.
    pub(super) unused: Unused,
    /// Names for types without a schema, in document order: responses by status.
    pub(super) extra: Vec<Unnamed>,
}

/// What becomes of components that no operation reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unused {
    Keep,
    Drop,
}

/// The types, and what each schema became.
pub(super) struct Types<'m> {
    table: SchemaTable<'m>,
    /// Sorted by name. Extra types are placeholders until the caller fills them.
    pub(super) defs: Vec<TypeDef>,
    /// Where the extra types are, in the order of `TypesInput::extra`.
    pub(super) extra: Vec<Id>,
}

/// The schemas, with the decision which of them are types.
pub(super) struct SchemaTable<'m> {
    schemas: &'m Schemas,
    /// The schema that represents each.
    canon: Vec<SchemaId>,
    wrappers: BTreeSet<SchemaId>,
    multipart: BTreeSet<SchemaId>,
    fixed: fixed::Fixed,
    named: HashMap<SchemaId, Id>,
}

/// How text marked as binary is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bytes {
    /// In JSON and forms: as text.
    AsText,
    /// In multipart bodies: as files.
    AsFiles,
}

/// Nested lists and maps go no deeper than this.
const MAX_NESTING: usize = 64;

impl<'m> SchemaTable<'m> {
    fn node(&self, id: SchemaId) -> &'m Node {
        &self.schemas[id]
    }

    /// The schema that represents this one, with references followed.
    fn target(&self, id: SchemaId) -> SchemaId {
        let canon = self.canon[id.0];
        match self.node(canon).kind {
            Kind::Ref(_) => self.canon[self.schemas.target(canon).0],
            _ => canon,
        }
    }

    /// Null is a value of this schema.
    fn is_nullable(&self, id: SchemaId) -> bool {
        let mut id = id;
        loop {
            let node = self.node(id);
            match node.kind {
                _ if node.notes.nullable => return true,
                Kind::Null => return true,
                Kind::Ref(next) => id = next,
                _ => return false,
            }
        }
    }

    fn type_ref(&self, id: SchemaId, bytes: Bytes) -> TypeRef {
        self.reference(id, bytes, 0)
    }

    fn reference(&self, id: SchemaId, bytes: Bytes, depth: usize) -> TypeRef {
        let target = self.target(id);
        match self.named.get(&target) {
            Some(id) if self.is_type(target) => TypeRef::Named(*id),
            _ if depth > MAX_NESTING => TypeRef::Json,
            _ => self.inner(target, bytes, depth),
        }
    }

    /// The type behind a wrapper or an alias.
    fn inner(&self, id: SchemaId, bytes: Bytes, depth: usize) -> TypeRef {
        match &self.node(id).kind {
            Kind::Bool => TypeRef::Bool,
            Kind::Integer { format } => integer(format.as_deref()),
            Kind::Number { format } => number(format.as_deref()),
            Kind::String { format } => text(format.as_deref(), bytes),
            Kind::Enum { .. } => TypeRef::String,
            Kind::Array { items } => TypeRef::List(Box::new(self.item(*items, bytes, depth))),
            Kind::Object { additional: Additional::Typed(values), .. } => {
                TypeRef::Map(Box::new(self.item(*values, Bytes::AsText, depth)))
            }
            Kind::Object { .. } => TypeRef::Map(Box::new(TypeRef::Json)),
            Kind::Any | Kind::Null | Kind::Union(_) => TypeRef::Json,
            Kind::Ref(next) => self.reference(*next, bytes, depth + 1),
        }
    }

    fn item(&self, id: SchemaId, bytes: Bytes, depth: usize) -> TypeRef {
        let item = self.reference(id, bytes, depth + 1);
        if self.is_nullable(id) && item != TypeRef::Json { TypeRef::Nullable(Box::new(item)) } else { item }
    }

    /// A schema that is used by its name.
    fn is_type(&self, id: SchemaId) -> bool {
        is_nameable(&self.node(id).kind) || self.wrappers.contains(&id)
    }
}

/// Kinds that are types of their own.
fn is_nameable(kind: &Kind) -> bool {
    match kind {
        Kind::Object { properties, .. } => !properties.is_empty(),
        Kind::Enum { .. } | Kind::Union(_) => true,
        _ => false,
    }
}

/// The schemas directly inside a schema, properties that are fixed left out.
pub(super) fn inside(kind: &Kind, is_fixed: impl Fn(&Property) -> bool) -> Vec<SchemaId> {
    match kind {
        Kind::Array { items } => vec![*items],
        Kind::Ref(next) => vec![*next],
        Kind::Union(union) => union.branches.clone(),
        Kind::Object { properties, additional } => {
            let properties = properties.iter().filter(|property| !is_fixed(property)).map(|property| property.schema);
            let values = match additional {
                Additional::Typed(id) => Some(*id),
                _ => None,
            };
            properties.chain(values).collect()
        }
        _ => Vec::new(),
    }
}

fn integer(format: Option<&str>) -> TypeRef {
    match format {
        Some("int32" | "int16" | "int8") => TypeRef::I32,
        Some("uint32" | "uint16" | "uint8") => TypeRef::U32,
        Some("uint64" | "uint") => TypeRef::U64,
        Some(format) if DIGITS.contains(&format) => TypeRef::Decimal,
        _ => TypeRef::I64,
    }
}

fn number(format: Option<&str>) -> TypeRef {
    match format {
        Some("float") => TypeRef::F32,
        Some("int32") => TypeRef::I32,
        Some("int64") => TypeRef::I64,
        Some(format) if DIGITS.contains(&format) => TypeRef::Decimal,
        _ => TypeRef::F64,
    }
}

/// Formats of numbers that no primitive type holds to the last digit.
const DIGITS: [&str; 8] =
    ["decimal", "decimal128", "big-decimal", "bigdecimal", "big-integer", "biginteger", "bigint", "int128"];

fn text(format: Option<&str>, bytes: Bytes) -> TypeRef {
    match format {
        Some("date") => TypeRef::Date,
        Some("date-time") => TypeRef::DateTime,
        Some("byte") => TypeRef::Base64,
        Some("base64url") => TypeRef::Base64Url,
        Some("binary") if bytes == Bytes::AsFiles => TypeRef::Binary,
        _ => TypeRef::String,
    }
}

impl<'m> Types<'m> {
    /// Makes the types.
    pub(super) fn build(input: TypesInput<'m>, shapes: &Shapes, diagnostics: &mut Diagnostics) -> Self {
        let schemas = input.schemas;
        let unions = tags::unions(schemas, diagnostics);
        let fixed = fixed::fixed(schemas, &unions);
        let first = reach::reach(schemas, &input, &fixed, &share::nobody(schemas));
        let canon = share::share(schemas, &input, shapes, &first);
        let usage = reach::reach(schemas, &input, &fixed, &canon);
        let wrappers = cycles::wrappers(schemas, &canon, &usage);
        let multipart = input.multipart.iter().map(|id| schemas.target(*id)).map(|id| canon[id.0]).collect();
        let mut table = SchemaTable { schemas, canon, wrappers, multipart, fixed, named: HashMap::new() };
        let mut scope = Scope::default();
        let mut names = naming::names(&table, &input, (&usage, &unions), &mut scope, diagnostics);
        let extra: Vec<Words> = scope.claim_all(&input.extra).into_iter().map(|claimed| claimed.name).collect();
        let ids = table.number(&mut names, &extra);
        let mut defs = defs::defs(&table, &usage, &unions, &names, &extra, diagnostics);
        cycles::boxes(&mut defs);
        sizes::boxes(&mut defs);
        Self { table, defs, extra: ids }
    }

    /// The type of a value of this schema.
    pub(super) fn type_ref(&self, id: SchemaId) -> TypeRef {
        self.table.type_ref(id, Bytes::AsText)
    }

    /// The rules of a value of this schema that its type does not show.
    pub(super) fn constraints(&self, id: SchemaId) -> Constraints {
        self.table.constraints(id)
    }

    /// The type of a whole body or response: null is a value of it.
    pub(super) fn payload(&self, id: SchemaId) -> TypeRef {
        self.table.item(id, Bytes::AsText, 0)
    }

    /// The properties that are written for this schema, if it is an object with any.
    pub(super) fn properties(&self, id: SchemaId) -> &'m [Property] {
        match &self.table.node(self.table.target(id)).kind {
            Kind::Object { properties, .. } => properties,
            _ => &[],
        }
    }
}

impl SchemaTable<'_> {
    /// Sorts the names and numbers the types by them.
    fn number(&mut self, names: &mut [(SchemaId, Words)], extra: &[Words]) -> Vec<Id> {
        names.sort_by(|a, b| a.1.cmp(&b.1));
        let mut all: Vec<&Words> = names.iter().map(|(_, name)| name).chain(extra).collect();
        all.sort();
        let location = |name: &Words| Id(all.binary_search(&name).unwrap_or_default());
        self.named = names.iter().map(|(id, name)| (*id, location(name))).collect();
        extra.iter().map(location).collect()
    }
}
