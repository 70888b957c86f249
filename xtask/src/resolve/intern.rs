//! Makes a node for every schema.
//!
//! In: schemas met by `operations`, and the components. Out: drafts; a `$ref` becomes the id of its target.
//! Must not: recurse (a worklist does the walking), merge or fold anything.

use std::collections::HashSet;

use std::collections::{HashMap, VecDeque};

use openapiv3::{AdditionalProperties, OpenAPI, Schema};

use super::constraints;
use super::draft::{Branches, SchemaDraft, SchemaDrafts};
use super::facets::Facets;
use super::links::external_docs;
use super::model::{Additional, Annotations, Discriminator, Kind, Property, SchemaId, SchemaLocation};
use super::refs::{self, DocumentNode, ReferenceError, Source};
use super::values::{self, meant_type};
use crate::coverage::{Keyword, Raw, Reads};
use crate::diag::{Diagnostics, Pointer, Span as At, codes};
use crate::ir::Constraints;

/// The walker over all schemas.
pub(super) struct Intern<'a, 'd> {
    pub(super) document: &'d OpenAPI,
    pub(super) raw: Raw<'d>,
    drafts: &'a mut SchemaDrafts,
    pub(super) diagnostics: &'a mut Diagnostics,
    /// Which schema holds or refers to which.
    holds: Vec<(SchemaId, SchemaId)>,
    /// Looked up only, never iterated: order comes from the worklist.
    by_pointer: HashMap<String, SchemaId>,
    queue: VecDeque<(SchemaId, &'d Schema)>,
    /// How many names may still be compared with one that is not known.
    comparisons: usize,
}

/// A document with so many wrong references has none that a guess helps with.
const MOST_COMPARISONS: usize = 2_000_000;

impl<'a, 'd> Intern<'a, 'd> {
    pub(super) fn new(
        document: &'d OpenAPI,
        raw: Raw<'d>,
        drafts: &'a mut SchemaDrafts,
        diagnostics: &'a mut Diagnostics,
    ) -> Self {
        let (holds, by_pointer, queue) = (Vec::new(), HashMap::new(), VecDeque::new());
        Self { document, raw, drafts, diagnostics, holds, by_pointer, queue, comparisons: MOST_COMPARISONS }
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
                    let target = self.target(reference, &at);
                    self.holds.extend(target.map(|target| (*id, target)));
                    self.drafts.get_mut(*id).kind = target.map_or(Kind::Any, Kind::Ref);
                }
            }
        }
        all
    }

    /// The node of a schema or of what it refers to.
    pub(super) fn schema(&mut self, source: Source<'d>, at: Pointer, location: SchemaLocation) -> SchemaId {
        let holder = location.holder();
        let id = match source {
            Source::Item(item) => self.node(item, at, location),
            Source::Ref(reference) => match self.target(reference, &at) {
                Some(id) => id,
                None => self.drafts.push(SchemaDraft::new(location, at)),
            },
        };
        self.holds.extend(holder.map(|holder| (holder, id)));
        id
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
            self.raw.account.used(at, Keyword::Ref);
            return Some(*id);
        }
        let schema = |node| if let DocumentNode::Schema(Source::Item(item)) = node { Some(item) } else { None };
        let (item, pointer) = self.follow(reference, at, schema)?;
        Some(self.node(item, pointer, SchemaLocation::Document))
    }

    /// The part of the right sort that a reference at `at` means, and where it is; a failure is reported.
    pub(super) fn follow<T>(
        &mut self,
        reference: &str,
        at: &Pointer,
        sort: impl FnOnce(DocumentNode<'d>) -> Option<T>,
    ) -> Option<(T, Pointer)> {
        self.raw.account.used(at, Keyword::Ref);
        let failure = match refs::follow(self.document, reference, self.raw.account) {
            Ok((node, target)) => match sort(node) {
                Some(item) => return Some((item, target)),
                None => ReferenceError::WrongSort,
            },
            Err(failure) => failure,
        };
        self.failed(reference, at, &failure);
        None
    }

    /// Reports a reference that leads nowhere.
    fn failed(&mut self, reference: &str, at: &Pointer, failure: &ReferenceError) {
        let (code, message, help) = match failure {
            ReferenceError::External => (
                codes::RESOLVE_EXTERNAL_REF,
                format!("`{reference}` points outside the document"),
                "put the part into the document, or into a local file that `load` can read".to_owned(),
            ),
            ReferenceError::Unknown => (
                codes::RESOLVE_UNKNOWN_REF,
                format!("`{reference}` refers to nothing"),
                match refs::probably_meant(self.document, reference, &mut self.comparisons) {
                    Some(name) => format!("correct the reference; the nearest name is `{name}`"),
                    None => "correct the reference".to_owned(),
                },
            ),
            ReferenceError::Cycle => (
                codes::RESOLVE_REF_CYCLE,
                format!("`{reference}` leads back to itself"),
                "describe one of the parts in the cycle".to_owned(),
            ),
            ReferenceError::WrongSort => (
                codes::RESOLVE_WRONG_REF,
                format!("`{reference}` refers to a part of another kind"),
                "refer to a part of the kind that belongs here".to_owned(),
            ),
        };
        let at = at.child("$ref");
        self.raw.account.unread(&at, code, message.as_str());
        self.diagnostics.report_at(code, At::At(at), message, help);
    }

    /// Reads every schema on the worklist, and those that turn up on the way. Gives which schema holds which.
    pub(super) fn run(mut self) -> Vec<(SchemaId, SchemaId)> {
        while let Some((id, schema)) = self.queue.pop_front() {
            self.read(id, schema);
        }
        self.holds
    }

    fn read(&mut self, id: SchemaId, schema: &'d Schema) {
        let facets = Facets::of(schema);
        let mut reads = Reads::default();
        let at = self.drafts.get(id).origin.clone();
        let mut rules = constraints::read(schema, &facets, &mut reads);
        let kind = self.kind(id, &facets, &at, &mut reads);
        if let (Some(values), Kind::Integer { .. } | Kind::Number { .. } | Kind::String { .. } | Kind::Any) =
            (&facets.values, &kind)
        {
            rules.allowed.clone_from(reads.carried(Keyword::Enum, values));
        }
        if kind == Kind::Bool {
            // Both values are those of the type; one alone is `only`.
            reads.used(Keyword::Enum, &facets.values);
        }
        if let Some(AdditionalProperties::Any(open)) = facets.additional {
            reads.carried(Keyword::AdditionalProperties, &facets.additional);
            rules.closed = !open;
        }
        let parts = self.list(facets.all_of, &at.child("allOf"), |_| SchemaLocation::Part { of: id });
        let discriminator = self.discriminator(id, schema, &at);
        let mut branches = Vec::new();
        for (list, key) in [(facets.one_of, "oneOf"), (facets.any_of, "anyOf")] {
            if !list.is_empty() {
                let ids = self.list(list, &at.child(key), |index| SchemaLocation::Branch { of: id, index });
                branches.push(Branches { ids, discriminator: discriminator.clone() });
            }
        }
        let notes = self.notes(schema, &facets, rules, &at, &mut reads);
        let draft = self.drafts.get_mut(id);
        draft.kind = kind;
        draft.parts = parts;
        draft.branches = branches;
        draft.discriminator = discriminator;
        draft.demanded = reads.used(Keyword::Required, facets.required).to_vec();
        draft.lost = facets.not.map(|_| "not");
        draft.notes = notes;
        draft.reads = reads;
    }

    /// What the schema says beside its type.
    fn notes(
        &self,
        schema: &Schema,
        facets: &Facets<'_>,
        constraints: Constraints,
        at: &Pointer,
        reads: &mut Reads,
    ) -> Annotations {
        let data = &schema.schema_data;
        let (link, link_text) = external_docs(data.external_docs.as_ref(), at, self.raw.account);
        Annotations {
            title: reads.carried(Keyword::Title, &data.title).clone(),
            description: reads.carried(Keyword::Description, &data.description).clone(),
            link,
            link_text,
            nullable: *reads.used(Keyword::Nullable, &data.nullable) || facets.values_have_null,
            deprecated: *reads.used(Keyword::Deprecated, &data.deprecated),
            read_only: *reads.used(Keyword::ReadOnly, &data.read_only),
            write_only: *reads.used(Keyword::WriteOnly, &data.write_only),
            default: reads.carried(Keyword::Default, &data.default).clone(),
            example: reads.carried(Keyword::Example, &data.example).clone(),
            constraints,
            values: Vec::new(),
            only: match facets.values.as_deref() {
                Some([value]) => {
                    reads.used(Keyword::Enum, &facets.values);
                    Some(value.clone())
                }
                _ => None,
            },
            extensions: data.extensions.iter().map(|(key, value)| (key.clone(), value.clone())).collect(),
        }
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

    fn discriminator(&mut self, of: SchemaId, schema: &'d Schema, at: &Pointer) -> Option<Discriminator> {
        let source = schema.schema_data.discriminator.as_ref()?;
        let at = at.child("discriminator");
        let mut reads = Reads::default();
        reads.used(Keyword::PropertyName, &source.property_name);
        if !source.mapping.is_empty() {
            reads.used(Keyword::Mapping, &Some(()));
        }
        self.raw.account.read(&at, reads);
        let at = at.child("mapping");
        let mut mapping = Vec::new();
        for (value, target) in &source.mapping {
            // A mapping has the name of a component or a reference.
            let reference =
                if target.contains('#') { target.clone() } else { format!("#/components/schemas/{target}") };
            if let Some(id) = self.target(&reference, &at.child(value)) {
                self.holds.push((of, id));
                mapping.push((value.clone(), id));
            }
        }
        Some(Discriminator { property: source.property_name.clone(), mapping })
    }

    /// The kind of the schema without `allOf`, `oneOf` and `anyOf`.
    fn kind(&mut self, id: SchemaId, facets: &Facets<'d>, at: &Pointer, reads: &mut Reads) -> Kind {
        reads.used(Keyword::Type, &facets.ty);
        if let Some(values) = &facets.values
            && let Some(kind) = values::enumeration(facets, values, at, self.diagnostics)
        {
            reads.used(Keyword::Enum, &facets.values);
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
            Some("object") => self.object(id, facets, at, reads),
            Some(other) => {
                let kind = meant_type(other, format);
                let text = format!("`{other}` is not a JSON type; the value is read as {}", kind.describe());
                self.diagnostics.report(codes::RESOLVE_UNKNOWN_TYPE, &at.child("type"), text, "use a JSON type");
                kind
            }
            None if !facets.properties.is_empty() => self.object(id, facets, at, reads),
            None if matches!(facets.additional, Some(AdditionalProperties::Schema(_))) => {
                self.object(id, facets, at, reads)
            }
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

    fn object(&mut self, id: SchemaId, facets: &Facets<'d>, at: &Pointer, reads: &mut Reads) -> Kind {
        let properties_at = at.child("properties");
        let mut properties = Vec::with_capacity(facets.properties.len());
        let required: HashSet<&str> = facets.required.iter().map(String::as_str).collect();
        for (name, schema) in facets.properties.iter().copied() {
            let location = SchemaLocation::Property { of: id, name: name.to_owned() };
            let schema = self.schema(schema.into(), properties_at.child(name), location);
            let required = required.contains(name);
            properties.push(Property { name: name.to_owned(), schema, required });
        }
        let additional = match *reads.used(Keyword::AdditionalProperties, &facets.additional) {
            None | Some(AdditionalProperties::Any(true)) => Additional::Open,
            Some(AdditionalProperties::Any(false)) => Additional::Closed,
            Some(AdditionalProperties::Schema(schema)) => {
                let at = at.child("additionalProperties");
                Additional::Typed(self.schema(schema.as_ref().into(), at, SchemaLocation::Values { of: id }))
            }
        };
        Kind::Object { properties, additional }
    }
}
