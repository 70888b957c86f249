//! The shape of OpenAPI documents: which properties are schemas, parameters, plain data.
//!
//! In: a kind of node and a property name. Out: what that property is. Must not: read a value.
//!
//! The same name means different things in different positions: `properties: {enum: …}` has a property named `enum`,
//! and `example: {$ref: …}` is data. Everything that walks a document uses this.

use serde_json::Value;

use crate::diag::Pointer;

/// The kinds of node that hold references or lead to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum NodeKind {
    Root,
    Components,
    PathItem,
    Operation,
    Parameter,
    RequestBody,
    Response,
    Header,
    MediaType,
    Encoding,
    Schema,
    Discriminator,
    Example,
    Link,
    Callback,
    SecurityScheme,
    Info,
    Contact,
    License,
    Server,
    ServerVariable,
    Tag,
    ExternalDocs,
    OAuthFlows,
    OAuthFlow,
}

/// What a property is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PropertyShape {
    One(NodeKind),
    /// Names → nodes; any name, `x-` ones too.
    Map(NodeKind),
    /// The same, but `x-` properties are extensions.
    Patterned(NodeKind),
    List(NodeKind),
    /// A node or a list of them.
    OneOrList(NodeKind),
    /// Names → text that refers to a schema.
    Mapping,
    /// Nothing in it is a node.
    Data,
}

impl NodeKind {
    /// The section of `components` where such nodes live.
    pub(crate) fn section(self) -> Option<&'static str> {
        Some(match self {
            Self::Schema => "schemas",
            Self::Parameter => "parameters",
            Self::RequestBody => "requestBodies",
            Self::Response => "responses",
            Self::Header => "headers",
            Self::Example => "examples",
            Self::Link => "links",
            Self::Callback => "callbacks",
            Self::SecurityScheme => "securitySchemes",
            Self::PathItem => "pathItems",
            _ => return None,
        })
    }

    /// Whether such a node may be `{$ref: …}`. The specification does not allow it for operations; documents do it.
    pub(crate) fn may_refer(self) -> bool {
        self.section().is_some() || self == Self::Operation
    }

    /// What the property `key` of such a node is.
    pub(crate) fn property(self, key: &str) -> PropertyShape {
        if key.starts_with("x-") && self != Self::Root {
            return PropertyShape::Data;
        }
        match self {
            Self::Root => root(key),
            Self::Components => components(key),
            Self::PathItem => path_item(key),
            Self::Operation => operation(key),
            Self::Parameter | Self::Header => parameter(key),
            Self::RequestBody => {
                if key == "content" {
                    PropertyShape::Map(Self::MediaType)
                } else {
                    PropertyShape::Data
                }
            }
            Self::Response => response(key),
            Self::MediaType => media_type(key),
            Self::Encoding => {
                if key == "headers" {
                    PropertyShape::Map(Self::Header)
                } else {
                    PropertyShape::Data
                }
            }
            Self::Schema => schema(key),
            Self::Discriminator => {
                if key == "mapping" {
                    PropertyShape::Mapping
                } else {
                    PropertyShape::Data
                }
            }
            Self::Callback => {
                if key == "$ref" {
                    PropertyShape::Data
                } else {
                    PropertyShape::One(Self::PathItem)
                }
            }
            Self::Link => one_of(key, &[("server", Self::Server)]),
            Self::SecurityScheme => one_of(key, &[("flows", Self::OAuthFlows)]),
            Self::OAuthFlows => PropertyShape::One(Self::OAuthFlow),
            Self::Info => one_of(key, &[("contact", Self::Contact), ("license", Self::License)]),
            Self::Tag => one_of(key, &[("externalDocs", Self::ExternalDocs)]),
            Self::Server => match key {
                "variables" => PropertyShape::Map(Self::ServerVariable),
                _ => PropertyShape::Data,
            },
            Self::Example
            | Self::Contact
            | Self::License
            | Self::ServerVariable
            | Self::ExternalDocs
            | Self::OAuthFlow => PropertyShape::Data,
        }
    }
}

/// A node that has few nodes in it.
fn one_of(key: &str, nodes: &[(&str, NodeKind)]) -> PropertyShape {
    let node = nodes.iter().find(|(known, _)| *known == key);
    node.map_or(PropertyShape::Data, |(_, kind)| PropertyShape::One(*kind))
}

fn root(key: &str) -> PropertyShape {
    match key {
        "info" => PropertyShape::One(NodeKind::Info),
        "servers" => PropertyShape::List(NodeKind::Server),
        "tags" => PropertyShape::List(NodeKind::Tag),
        "externalDocs" => PropertyShape::One(NodeKind::ExternalDocs),
        "paths" => PropertyShape::Patterned(NodeKind::PathItem),
        // 3.0 documents write `x-webhooks`.
        "webhooks" | "x-webhooks" => PropertyShape::Patterned(NodeKind::PathItem),
        "components" => PropertyShape::One(NodeKind::Components),
        _ => PropertyShape::Data,
    }
}

fn components(key: &str) -> PropertyShape {
    match key {
        "schemas" => PropertyShape::Map(NodeKind::Schema),
        "parameters" => PropertyShape::Map(NodeKind::Parameter),
        "requestBodies" => PropertyShape::Map(NodeKind::RequestBody),
        "responses" => PropertyShape::Map(NodeKind::Response),
        "headers" => PropertyShape::Map(NodeKind::Header),
        "examples" => PropertyShape::Map(NodeKind::Example),
        "links" => PropertyShape::Map(NodeKind::Link),
        "callbacks" => PropertyShape::Map(NodeKind::Callback),
        "securitySchemes" => PropertyShape::Map(NodeKind::SecurityScheme),
        "pathItems" => PropertyShape::Map(NodeKind::PathItem),
        _ => PropertyShape::Data,
    }
}

/// The methods that a path item of OpenAPI 3.0 and 3.1 may have.
pub(crate) const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

fn path_item(key: &str) -> PropertyShape {
    match key {
        "parameters" => PropertyShape::List(NodeKind::Parameter),
        "servers" => PropertyShape::List(NodeKind::Server),
        method if METHODS.contains(&method) => PropertyShape::One(NodeKind::Operation),
        _ => PropertyShape::Data,
    }
}

fn operation(key: &str) -> PropertyShape {
    match key {
        "parameters" => PropertyShape::List(NodeKind::Parameter),
        "requestBody" => PropertyShape::One(NodeKind::RequestBody),
        "responses" => PropertyShape::Patterned(NodeKind::Response),
        "callbacks" => PropertyShape::Map(NodeKind::Callback),
        "servers" => PropertyShape::List(NodeKind::Server),
        "externalDocs" => PropertyShape::One(NodeKind::ExternalDocs),
        _ => PropertyShape::Data,
    }
}

fn parameter(key: &str) -> PropertyShape {
    match key {
        "schema" => PropertyShape::One(NodeKind::Schema),
        "content" => PropertyShape::Map(NodeKind::MediaType),
        "examples" => PropertyShape::Map(NodeKind::Example),
        _ => PropertyShape::Data,
    }
}

fn response(key: &str) -> PropertyShape {
    match key {
        "headers" => PropertyShape::Map(NodeKind::Header),
        "content" => PropertyShape::Map(NodeKind::MediaType),
        "links" => PropertyShape::Map(NodeKind::Link),
        _ => PropertyShape::Data,
    }
}

fn media_type(key: &str) -> PropertyShape {
    match key {
        "schema" => PropertyShape::One(NodeKind::Schema),
        "examples" => PropertyShape::Map(NodeKind::Example),
        "encoding" => PropertyShape::Map(NodeKind::Encoding),
        _ => PropertyShape::Data,
    }
}

fn schema(key: &str) -> PropertyShape {
    match key {
        "properties" | "patternProperties" | "$defs" | "definitions" | "dependentSchemas" => {
            PropertyShape::Map(NodeKind::Schema)
        }
        "allOf" | "oneOf" | "anyOf" | "prefixItems" => PropertyShape::List(NodeKind::Schema),
        "items" => PropertyShape::OneOrList(NodeKind::Schema),
        "additionalProperties"
        | "additionalItems"
        | "not"
        | "if"
        | "then"
        | "else"
        | "contains"
        | "propertyNames"
        | "unevaluatedItems"
        | "unevaluatedProperties"
        | "contentSchema" => PropertyShape::One(NodeKind::Schema),
        "discriminator" => PropertyShape::One(NodeKind::Discriminator),
        "externalDocs" => PropertyShape::One(NodeKind::ExternalDocs),
        _ => PropertyShape::Data,
    }
}

/// How many nodes a value has, itself included: the cost of a copy.
pub(crate) fn size(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(size).sum::<usize>(),
        Value::Object(properties) => 1 + properties.values().map(size).sum::<usize>(),
        _ => 1,
    }
}

/// How deep a document may be after bundling, overlays and inlining. Every stage recurses,
/// so this protects the stack.
pub(crate) const DEEPEST: usize = 160;

/// How many collections lie within one another.
pub(crate) fn depth(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        Value::Object(properties) => 1 + properties.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

/// What a walk visits.
pub(crate) enum Visit<'v> {
    /// A node of a kind that is an object.
    Node(NodeKind, &'v serde_json::Map<String, Value>),
    /// A value of a discriminator's mapping.
    Mapping(&'v str),
}

/// Visits every node, parents before children, in document order.
pub(crate) fn walk(value: &Value, shape: PropertyShape, at: &Pointer, visit: &mut dyn FnMut(&Pointer, Visit<'_>)) {
    match (shape, value) {
        (PropertyShape::One(kind), Value::Object(properties)) => {
            visit(at, Visit::Node(kind, properties));
            for (key, property) in properties {
                descend(property, kind.property(key), at, key, visit);
            }
        }
        (PropertyShape::Map(kind), Value::Object(properties)) => {
            for (key, property) in properties {
                descend(property, PropertyShape::One(kind), at, key, visit);
            }
        }
        (PropertyShape::Patterned(kind), Value::Object(properties)) => {
            for (key, property) in properties.iter().filter(|(key, _)| !key.starts_with("x-")) {
                descend(property, PropertyShape::One(kind), at, key, visit);
            }
        }
        (PropertyShape::List(kind) | PropertyShape::OneOrList(kind), Value::Array(items)) => {
            for (index, item) in items.iter().enumerate() {
                walk(item, PropertyShape::One(kind), &at.index(index), visit);
            }
        }
        (PropertyShape::OneOrList(kind), Value::Object(_)) => walk(value, PropertyShape::One(kind), at, visit),
        (PropertyShape::Mapping, Value::Object(properties)) => {
            for (key, target) in properties {
                if let Value::String(target) = target {
                    visit(&at.child(key), Visit::Mapping(target));
                }
            }
        }
        _ => {}
    }
}

fn descend(value: &Value, shape: PropertyShape, at: &Pointer, key: &str, visit: &mut dyn FnMut(&Pointer, Visit<'_>)) {
    // Most properties are scalars or data: no pointer is made for them.
    if shape != PropertyShape::Data && (value.is_object() || value.is_array()) {
        walk(value, shape, &at.child(key), visit);
    }
}
