//! Makes a node for every schema.
//!
//! In: schemas met by `operations`, and the components. Out: drafts; a `$ref` becomes the id of its target.
//! Must not: recurse (a worklist does the walking), merge or fold anything.

use std::collections::{HashMap, VecDeque};

use openapiv3::{AdditionalProperties, OpenAPI, Schema};
use serde_json::Value;

use super::Strictness;
use super::draft::{Branches, SchemaDraft, SchemaDrafts};
use super::facets::Facets;
use super::model::{Additional, Discriminator, EnumKind, Kind, Property, SchemaId, SchemaLocation};
use super::refs::{self, DocumentNode, ReferenceError, Source};
use crate::diag::{Diagnostics, Level, Pointer, Span as At};

/// The walker over all schemas.
pub(super) struct Intern<'a, 'd> {
    pub(super) document: &'d OpenAPI,
    strictness: Strictness,
    drafts: &'a mut SchemaDrafts,
    pub(super) diagnostics: &'a mut Diagnostics,
    /// Looked up only, never iterated: order comes from the worklist.
    by_pointer: HashMap<String, SchemaId>,
    queue: VecDeque<(SchemaId, &'d Schema)>,
}

impl<'a, 'd> Intern<'a, 'd> {
    pub(super) fn new(
        document: &'d OpenAPI,
        strictness: Strictness,
        drafts: &'a mut SchemaDrafts,
        diagnostics: &'a mut Diagnostics,
    ) -> Self {
        Self { document, strictness, drafts, diagnostics, by_pointer: HashMap::new(), queue: VecDeque::new() }
    }

    /// Gives the components their nodes, first of all.
    pub(super) fn components(&mut self) -> Vec<(String, SchemaId)> {
        let at = Pointer::default().child("components").child("schemas");
        let Some(components) = &self.document.components else { return Vec::new() };
        let mut all = Vec::with_capacity(components.schemas.len());
        for key in components.schemas.keys() {
            let at = at.child(key);
            let id = self.drafts.push(SchemaDraft::new(SchemaLocation::Component(key.clone()), at.clone()));
            self.by_pointer.insert(at.as_str().to_owned(), id);
            all.push((key.clone(), id));
        }
        for (schema, (_, id)) in components.schemas.values().zip(&all) {
            match Source::from(schema) {
                Source::Item(item) => self.queue.push_back((*id, item)),
                Source::Ref(reference) => {
                    let at = self.drafts.get(*id).origin.clone();
                    self.drafts.get_mut(*id).kind = self.target(reference, &at).map_or(Kind::Any, Kind::Ref);
                }
            }
        }
        all
    }

    /// The node of a schema or of what it refers to.
    pub(super) fn schema(&mut self, source: Source<'d>, at: Pointer, location: SchemaLocation) -> SchemaId {
        match source {
            Source::Item(item) => self.node(item, at, location),
            Source::Ref(reference) => match self.target(reference, &at) {
                Some(id) => id,
                None => self.drafts.push(SchemaDraft::new(location, at)),
            },
        }
    }

    fn node(&mut self, item: &'d Schema, at: Pointer, location: SchemaLocation) -> SchemaId {
        if let Some(id) = self.by_pointer.get(at.as_str()).copied() {
            // First reached by a reference into its parent; now its location is known.
            let draft = self.drafts.get_mut(id);
            if draft.location == SchemaLocation::Document {
                draft.location = location;
            }
            return id;
        }
        let id = self.drafts.push(SchemaDraft::new(location, at.clone()));
        self.by_pointer.insert(at.as_str().to_owned(), id);
        self.queue.push_back((id, item));
        id
    }

    /// The target of a reference at `at`; a failure is reported.
    fn target(&mut self, reference: &str, at: &Pointer) -> Option<SchemaId> {
        if let Some(id) = reference.strip_prefix('#').and_then(|pointer| self.by_pointer.get(pointer)) {
            return Some(*id);
        }
        match refs::follow(self.document, reference) {
            Ok((DocumentNode::Schema(Source::Item(item)), pointer)) => {
                Some(self.node(item, pointer, SchemaLocation::Document))
            }
            Ok(_) => {
                self.failed(reference, at, &ReferenceError::WrongSort);
                None
            }
            Err(failure) => {
                self.failed(reference, at, &failure);
                None
            }
        }
    }

    /// Reports a reference that leads nowhere.
    pub(super) fn failed(&mut self, reference: &str, at: &Pointer, failure: &ReferenceError) {
        let (code, message, help) = match failure {
            ReferenceError::External => (
                "resolve-external-ref",
                format!("`{reference}` points outside the document"),
                "put the part into the document, or into a local file that `load` can read".to_owned(),
            ),
            ReferenceError::Unknown(nearest) => (
                "resolve-unknown-ref",
                format!("`{reference}` refers to nothing"),
                match nearest {
                    Some(name) => format!("correct the reference; the nearest name is `{name}`"),
                    None => "correct the reference".to_owned(),
                },
            ),
            ReferenceError::Cycle => (
                "resolve-ref-cycle",
                format!("`{reference}` leads back to itself and never reaches a schema"),
                "describe one of the parts in the cycle".to_owned(),
            ),
            ReferenceError::WrongSort => (
                "resolve-wrong-ref",
                format!("`{reference}` refers to a part of another kind"),
                "refer to a part of the kind that is expected here".to_owned(),
            ),
        };
        let level = match self.strictness {
            Strictness::Strict => Level::Error,
            Strictness::Tolerant => Level::Warning,
        };
        self.diagnostics.push(level, code, At::At(at.child("$ref")), message, help);
    }

    /// Reads every schema on the worklist, and those that turn up on the way.
    pub(super) fn run(&mut self) {
        while let Some((id, schema)) = self.queue.pop_front() {
            self.read(id, schema);
        }
    }

    fn read(&mut self, id: SchemaId, schema: &'d Schema) {
        let facets = Facets::of(schema);
        let at = self.drafts.get(id).origin.clone();
        let kind = self.kind(id, &facets, &at);
        let parts = self.list(facets.all_of, &at.child("allOf"), |_| SchemaLocation::Part { of: id });
        let discriminator = self.discriminator(schema, &at);
        let mut branches = Vec::new();
        for (list, key) in [(facets.one_of, "oneOf"), (facets.any_of, "anyOf")] {
            if !list.is_empty() {
                let ids = self.list(list, &at.child(key), |index| SchemaLocation::Branch { of: id, index });
                branches.push(Branches { ids, discriminator: discriminator.clone() });
            }
        }
        let data = &schema.schema_data;
        let draft = self.drafts.get_mut(id);
        draft.kind = kind;
        draft.parts = parts;
        draft.branches = branches;
        draft.discriminator = discriminator;
        draft.demanded = facets.required.to_vec();
        draft.lost = facets.not.map(|_| "not");
        draft.notes.title = data.title.clone();
        draft.notes.description = data.description.clone();
        draft.notes.link = data.external_docs.as_ref().map(|docs| docs.url.clone());
        draft.notes.nullable = data.nullable || facets.values_have_null;
        draft.notes.deprecated = data.deprecated;
        draft.notes.read_only = data.read_only;
        draft.notes.write_only = data.write_only;
        draft.notes.default = data.default.clone();
        draft.notes.example = data.example.clone();
        draft.notes.only = match facets.values.as_deref() {
            Some([value]) => Some(value.clone()),
            _ => None,
        };
        draft.notes.extensions = data.extensions.iter().map(|(key, value)| (key.clone(), value.clone())).collect();
    }

    fn list<S>(&mut self, list: &'d [S], at: &Pointer, location: impl Fn(usize) -> SchemaLocation) -> Vec<SchemaId>
    where
        Source<'d>: From<&'d S>,
    {
        let mut ids = Vec::with_capacity(list.len());
        for (index, schema) in list.iter().enumerate() {
            ids.push(self.schema(Source::from(schema), at.index(index), location(index)));
        }
        ids
    }

    fn discriminator(&mut self, schema: &'d Schema, at: &Pointer) -> Option<Discriminator> {
        let source = schema.schema_data.discriminator.as_ref()?;
        let at = at.child("discriminator").child("mapping");
        let mut mapping = Vec::new();
        for (value, target) in &source.mapping {
            // A mapping has the name of a component or a reference.
            let reference =
                if target.contains('#') { target.clone() } else { format!("#/components/schemas/{target}") };
            if let Some(id) = self.target(&reference, &at.child(value)) {
                mapping.push((value.clone(), id));
            }
        }
        Some(Discriminator { property: source.property_name.clone(), mapping })
    }

    /// The kind of the schema without `allOf`, `oneOf` and `anyOf`.
    fn kind(&mut self, id: SchemaId, facets: &Facets<'d>, at: &Pointer) -> Kind {
        if let Some(values) = &facets.values
            && let Some(kind) = self.enumeration(facets, values, at)
        {
            return kind;
        }
        let format = facets.format.as_deref().map(str::to_owned);
        match facets.ty {
            Some("string") => Kind::String { format },
            Some("file") => Kind::String { format: Some("binary".to_owned()) },
            Some("integer") => Kind::Integer { format },
            Some("number") => Kind::Number { format },
            Some("boolean") => Kind::Bool,
            Some("null") => Kind::Null,
            Some("array") => self.array(id, facets, at),
            Some("object") => self.object(id, facets, at),
            Some(other) => {
                let kind = meant_type(other, format);
                let text = format!("`{other}` is not a JSON type; the value is read as {}", kind.describe());
                self.diagnostics.warn("resolve-unknown-type", &at.child("type"), text, "use a JSON type");
                kind
            }
            None if !facets.properties.is_empty() => self.object(id, facets, at),
            None if matches!(facets.additional, Some(AdditionalProperties::Schema(_))) => self.object(id, facets, at),
            None if facets.items.is_some() => self.array(id, facets, at),
            None if facets.string_like => Kind::String { format },
            None if facets.number_like => Kind::Number { format },
            None => Kind::Any,
        }
    }

    fn array(&mut self, id: SchemaId, facets: &Facets<'d>, at: &Pointer) -> Kind {
        let at = at.child("items");
        let location = SchemaLocation::Items { of: id };
        let items = match facets.items {
            Some(items) => self.schema(items.into(), at, location),
            None => self.drafts.push(SchemaDraft::new(location, at)),
        };
        Kind::Array { items }
    }

    fn object(&mut self, id: SchemaId, facets: &Facets<'d>, at: &Pointer) -> Kind {
        let properties_at = at.child("properties");
        let mut properties = Vec::with_capacity(facets.properties.len());
        for (name, schema) in facets.properties.iter().copied() {
            let location = SchemaLocation::Property { of: id, name: name.to_owned() };
            let schema = self.schema(schema.into(), properties_at.child(name), location);
            let required = facets.required.iter().any(|required| required == name);
            properties.push(Property { name: name.to_owned(), schema, required });
        }
        let additional = match facets.additional {
            None | Some(AdditionalProperties::Any(true)) => Additional::Open,
            Some(AdditionalProperties::Any(false)) => Additional::Closed,
            Some(AdditionalProperties::Schema(schema)) => {
                let at = at.child("additionalProperties");
                Additional::Typed(self.schema(schema.as_ref().into(), at, SchemaLocation::Values { of: id }))
            }
        };
        Kind::Object { properties, additional }
    }

    /// The kind of an enum; `None` if the values add nothing to the type.
    fn enumeration(&mut self, facets: &Facets<'d>, values: &[Value], at: &Pointer) -> Option<Kind> {
        if values.is_empty() {
            return Some(Kind::Null);
        }
        let whole = || values.iter().map(as_whole).collect::<Option<Vec<String>>>();
        let found = match facets.ty {
            Some("string") => Some((EnumKind::String, values.iter().filter_map(as_text).collect())),
            Some("integer") => whole().map(|values| (EnumKind::Integer, values)),
            None if values.iter().all(Value::is_string) => {
                Some((EnumKind::String, values.iter().filter_map(as_text).collect()))
            }
            None if values.iter().all(Value::is_i64) => whole().map(|values| (EnumKind::Integer, values)),
            None if values.iter().all(Value::is_number) => return Some(Kind::Number { format: None }),
            None if values.iter().all(Value::is_boolean) => return Some(Kind::Bool),
            _ => None,
        };
        let Some((kind, values)) = found else {
            if values.len() > 1 && facets.ty != Some("boolean") {
                let text = "the values of this enum are not all of one type, or not of its own; they are left out";
                self.diagnostics.note("resolve-enum-widened", &at.child("enum"), text, "give all values one JSON type");
            }
            return None;
        };
        if values.is_empty() {
            return None;
        }
        let mut distinct: Vec<String> = Vec::with_capacity(values.len());
        let mut seen = std::collections::HashSet::new();
        for value in values {
            if seen.insert(value.clone()) {
                distinct.push(value);
            }
        }
        Some(Kind::Enum { kind, values: distinct })
    }
}

/// The meaning of a mistake such as `type: date-time` or `type: int`.
fn meant_type(word: &str, format: Option<String>) -> Kind {
    match word.to_lowercase().as_str() {
        "date" | "date-time" | "datetime" | "uuid" | "uri" | "byte" | "binary" => {
            Kind::String { format: Some(word.to_lowercase().replace("datetime", "date-time")) }
        }
        "str" | "text" | "string" | "email" | "url" => Kind::String { format },
        "int" | "long" | "int32" | "int64" | "integer" => Kind::Integer { format },
        "float" | "double" | "decimal" | "number" => Kind::Number { format },
        "bool" | "boolean" => Kind::Bool,
        _ => Kind::Any,
    }
}

/// A scalar as a string.
fn as_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
        _ => None,
    }
}

/// A whole number in decimal, also one that is written as text or with a zero fraction.
fn as_whole(value: &Value) -> Option<String> {
    let number = match value {
        Value::Number(number) => number.as_i64().or_else(|| {
            let float = number.as_f64()?;
            (float.fract() == 0.0 && float.abs() < 9e15).then_some(float as i64)
        })?,
        Value::String(text) => text.parse::<i64>().ok()?,
        _ => return None,
    };
    Some(number.to_string())
}
