//! The resolved model: data only.
//!
//! Filled by `resolve`, read by `lower`. Must not: hold a reference that still has to be looked up.

use std::ops::Index;

use openapiv3::OpenAPI;
use serde_json::Value;

use crate::coverage::{Raw, Reads};
use crate::diag::Pointer;
use crate::ir::Constraints;

/// A document without references.
#[derive(Debug)]
pub struct Model<'d> {
    /// For the parts that need no resolving: info, servers, tags, security.
    pub document: &'d OpenAPI,
    /// For the facts that the typed document has no room for, and to enter what is read.
    pub raw: Raw<'d>,
    pub schemas: Schemas,
    /// `components.schemas`, in the document's order.
    pub components: Vec<(String, SchemaId)>,
    /// In the document's order.
    pub operations: Vec<Operation<'d>>,
    pub webhooks: Vec<Incoming<'d>>,
}

/// Index of a schema in `Schemas`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchemaId(pub usize);

/// Every schema of the document, by id. Components come first, in the document's order.
#[derive(Debug, Clone, Default)]
pub struct Schemas {
    pub(super) nodes: Vec<Node>,
    /// Which schema holds or refers to which, before anything was merged.
    pub(super) holds: Vec<(SchemaId, SchemaId)>,
}

impl Index<SchemaId> for Schemas {
    type Output = Node;

    fn index(&self, id: SchemaId) -> &Node {
        &self.nodes[id.0]
    }
}

impl Schemas {
    #[must_use]
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = (SchemaId, &Node)> {
        self.nodes.iter().enumerate().map(|(index, node)| (SchemaId(index), node))
    }

    /// The schemas that a schema holds or refers to as it is written.
    pub fn held(&self, id: SchemaId) -> impl Iterator<Item = SchemaId> + '_ {
        let start = self.holds.partition_point(|(holder, _)| *holder < id);
        self.holds.iter().skip(start).take_while(move |(holder, _)| *holder == id).map(|(_, held)| *held)
    }

    /// Follows `Kind::Ref` to the schema that is meant. `resolve` has broken every cycle of them.
    #[must_use]
    pub fn target(&self, mut id: SchemaId) -> SchemaId {
        while let Kind::Ref(next) = self[id].kind {
            id = next;
        }
        id
    }
}

/// A schema.
#[derive(Debug, Clone)]
pub struct Node {
    pub kind: Kind,
    pub notes: Annotations,
    pub location: SchemaLocation,
    /// The list `required`, those of the parts before the own one.
    pub required: Vec<String>,
    /// Where it stands in the working document.
    pub origin: Pointer,
    /// What was read of it.
    pub reads: Reads,
}

/// What a schema allows, in normal form.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// Anything, or something that no other kind describes.
    Any,
    /// Nothing but null.
    Null,
    Bool,
    Integer {
        format: Option<String>,
    },
    Number {
        format: Option<String>,
    },
    String {
        format: Option<String>,
    },
    /// Values as text, without doubles, in the document's order.
    Enum {
        kind: EnumKind,
        values: Vec<String>,
    },
    Array {
        items: SchemaId,
    },
    Object {
        /// In the document's order; inherited ones first.
        properties: Vec<Property>,
        additional: Additional,
    },
    Union(Union),
    /// The same as another schema, with its own annotations.
    Ref(SchemaId),
}

impl Kind {
    /// The kind, for people.
    #[must_use]
    pub fn describe(&self) -> &'static str {
        match self {
            Kind::Any => "any JSON",
            Kind::Null => "null",
            Kind::Bool => "a boolean",
            Kind::Integer { .. } => "an integer",
            Kind::Number { .. } => "a number",
            Kind::String { .. } => "a string",
            Kind::Enum { .. } => "an enum",
            Kind::Array { .. } => "an array",
            Kind::Object { .. } => "an object",
            Kind::Union(_) => "one of several",
            Kind::Ref(_) => "a reference",
        }
    }
}

/// What the values of an enum are in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnumKind {
    String,
    Integer,
}

/// A property of an object.
#[derive(Debug, Clone, PartialEq)]
pub struct Property {
    pub name: String,
    pub schema: SchemaId,
    pub required: bool,
}

/// Properties beyond the named ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Additional {
    /// Not mentioned, or allowed.
    Open,
    Closed,
    Typed(SchemaId),
}

/// One of several schemas. `oneOf` and `anyOf` differ for a validator only, not for a reader of responses.
#[derive(Debug, Clone, PartialEq)]
pub struct Union {
    /// Two or more.
    pub branches: Vec<SchemaId>,
    pub discriminator: Option<Discriminator>,
}

/// The property that distinguishes the branches of a union.
#[derive(Debug, Clone, PartialEq)]
pub struct Discriminator {
    pub property: String,
    /// Value to schema, as far as the document lists them; the rest go by component key.
    pub mapping: Vec<(String, SchemaId)>,
}

/// The annotations of a schema.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Annotations {
    pub title: Option<String>,
    pub description: Option<String>,
    pub link: Option<String>,
    /// What the link leads to.
    pub link_text: Option<String>,
    pub nullable: bool,
    pub deprecated: bool,
    pub read_only: bool,
    pub write_only: bool,
    pub default: Option<Value>,
    pub example: Option<Value>,
    pub constraints: Constraints,
    /// What the document says of single values of an enum.
    pub values: Vec<ValueNote>,
    /// The one value that is allowed: an enum of one.
    pub only: Option<Value>,
    /// `x-` properties, in the document's order.
    pub extensions: Vec<(String, Value)>,
}

/// The annotations of a value of an enum.
#[derive(Debug, Clone, PartialEq)]
pub struct ValueNote {
    pub value: String,
    pub title: Option<String>,
    pub description: Option<String>,
}

impl Annotations {
    #[must_use]
    pub fn extension(&self, key: &str) -> Option<&Value> {
        self.extensions.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }
}

/// The position of a schema among the others; its name is derived from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SchemaLocation {
    /// Key under `components.schemas`.
    Component(String),
    Property {
        of: SchemaId,
        name: String,
    },
    Items {
        of: SchemaId,
    },
    Values {
        of: SchemaId,
    },
    Branch {
        of: SchemaId,
        index: usize,
    },
    /// A part of an `allOf`.
    Part {
        of: SchemaId,
    },
    /// Outside all schemas: in an operation, or in another section of the components.
    Document,
}

impl SchemaLocation {
    /// The schema that this one is in.
    #[must_use]
    pub fn holder(&self) -> Option<SchemaId> {
        match self {
            Self::Property { of, .. }
            | Self::Items { of }
            | Self::Values { of }
            | Self::Branch { of, .. }
            | Self::Part { of } => Some(*of),
            Self::Component(_) | Self::Document => None,
        }
    }
}

/// A call, its references followed.
#[derive(Debug)]
pub struct Operation<'d> {
    pub path: &'d str,
    /// Lower case: `get`.
    pub method: &'static str,
    pub source: &'d openapiv3::Operation,
    pub item: &'d openapiv3::PathItem,
    /// The path item's, then the operation's own; the latter replace the former.
    pub parameters: Vec<Parameter<'d>>,
    pub body: Option<RequestBody<'d>>,
    /// In the document's order, `default` last.
    pub responses: Vec<Response<'d>>,
    pub callbacks: Vec<Callback<'d>>,
    pub origin: Pointer,
}

/// A callback of an operation.
#[derive(Debug)]
pub struct Callback<'d> {
    pub name: &'d str,
    /// By the expression that gives the address.
    pub requests: Vec<Incoming<'d>>,
    pub origin: Pointer,
}

/// Requests that the API sends: a webhook, or one address of a callback.
#[derive(Debug)]
pub struct Incoming<'d> {
    /// The webhook's name, or the expression that gives the address.
    pub name: &'d str,
    pub item: &'d openapiv3::PathItem,
    pub operations: Vec<Operation<'d>>,
    pub origin: Pointer,
}

#[derive(Debug)]
pub struct Parameter<'d> {
    pub source: &'d openapiv3::Parameter,
    pub schema: SchemaId,
    /// Media type, where the value is described with `content`.
    pub media: Option<&'d str>,
    /// Key under `components.parameters`, where it came from there.
    pub component: Option<String>,
    pub origin: Pointer,
}

#[derive(Debug)]
pub struct RequestBody<'d> {
    pub source: &'d openapiv3::RequestBody,
    pub content: Vec<Media<'d>>,
    pub component: Option<String>,
    pub origin: Pointer,
}

#[derive(Debug)]
pub struct Response<'d> {
    /// As written, upper case: `200`, `2XX`, `default`.
    pub status: String,
    pub source: &'d openapiv3::Response,
    pub content: Vec<Media<'d>>,
    pub headers: Vec<Header<'d>>,
    pub component: Option<String>,
    pub origin: Pointer,
}

/// A header of a response or of a part of a body.
#[derive(Debug)]
pub struct Header<'d> {
    pub name: &'d str,
    pub source: &'d openapiv3::Header,
    pub schema: Option<SchemaId>,
    pub origin: Pointer,
}

#[derive(Debug)]
pub struct Media<'d> {
    /// As written: `application/json; charset=utf-8`.
    pub name: &'d str,
    pub schema: Option<SchemaId>,
    pub source: &'d openapiv3::MediaType,
    /// Headers of parts, by the part's name.
    pub part_headers: Vec<(&'d str, Vec<Header<'d>>)>,
    pub origin: Pointer,
}
