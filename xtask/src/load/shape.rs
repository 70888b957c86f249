//! Where things stand in an OpenAPI document: which members are schemas, parameters, plain data.
//!
//! In: a kind of node and a member name. Out: what that member is. Must not: read a value.
//!
//! The same words mean different things in different places: `properties: {enum: …}` has a property called `enum`,
//! and `example: {$ref: …}` is data. Everything that walks a document asks here.

use serde_json::Value;

use crate::diag::Pointer;

/// The kinds of node that hold references or lead to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
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
}

/// What a member is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    One(Kind),
    /// Names → nodes; any name, `x-` ones too.
    Map(Kind),
    /// The same, but `x-` members are extensions.
    Patterned(Kind),
    List(Kind),
    /// A node or a list of them.
    OneOrList(Kind),
    /// Names → text that refers to a schema.
    Mapping,
    /// Nothing in there is a node.
    Data,
}

impl Kind {
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

    /// Whether such a node may be `{$ref: …}`.
    pub(crate) fn may_refer(self) -> bool {
        self.section().is_some()
    }

    /// What the member `key` of such a node is.
    pub(crate) fn member(self, key: &str) -> Shape {
        if key.starts_with("x-") && self != Self::Root {
            return Shape::Data;
        }
        match self {
            Self::Root => root(key),
            Self::Components => components(key),
            Self::PathItem => path_item(key),
            Self::Operation => operation(key),
            Self::Parameter | Self::Header => parameter(key),
            Self::RequestBody => {
                if key == "content" {
                    Shape::Map(Self::MediaType)
                } else {
                    Shape::Data
                }
            }
            Self::Response => response(key),
            Self::MediaType => media_type(key),
            Self::Encoding => {
                if key == "headers" {
                    Shape::Map(Self::Header)
                } else {
                    Shape::Data
                }
            }
            Self::Schema => schema(key),
            Self::Discriminator => {
                if key == "mapping" {
                    Shape::Mapping
                } else {
                    Shape::Data
                }
            }
            Self::Callback => {
                if key == "$ref" {
                    Shape::Data
                } else {
                    Shape::One(Self::PathItem)
                }
            }
            Self::Example | Self::Link | Self::SecurityScheme => Shape::Data,
        }
    }
}

fn root(key: &str) -> Shape {
    match key {
        "paths" => Shape::Patterned(Kind::PathItem),
        // `x-webhooks` is how 3.0 documents say it.
        "webhooks" | "x-webhooks" => Shape::Patterned(Kind::PathItem),
        "components" => Shape::One(Kind::Components),
        _ => Shape::Data,
    }
}

fn components(key: &str) -> Shape {
    match key {
        "schemas" => Shape::Map(Kind::Schema),
        "parameters" => Shape::Map(Kind::Parameter),
        "requestBodies" => Shape::Map(Kind::RequestBody),
        "responses" => Shape::Map(Kind::Response),
        "headers" => Shape::Map(Kind::Header),
        "examples" => Shape::Map(Kind::Example),
        "links" => Shape::Map(Kind::Link),
        "callbacks" => Shape::Map(Kind::Callback),
        "securitySchemes" => Shape::Map(Kind::SecurityScheme),
        "pathItems" => Shape::Map(Kind::PathItem),
        _ => Shape::Data,
    }
}

/// The methods that a path item of OpenAPI 3.0 and 3.1 may have.
pub(crate) const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

fn path_item(key: &str) -> Shape {
    match key {
        "parameters" => Shape::List(Kind::Parameter),
        method if METHODS.contains(&method) => Shape::One(Kind::Operation),
        _ => Shape::Data,
    }
}

fn operation(key: &str) -> Shape {
    match key {
        "parameters" => Shape::List(Kind::Parameter),
        "requestBody" => Shape::One(Kind::RequestBody),
        "responses" => Shape::Patterned(Kind::Response),
        "callbacks" => Shape::Map(Kind::Callback),
        _ => Shape::Data,
    }
}

fn parameter(key: &str) -> Shape {
    match key {
        "schema" => Shape::One(Kind::Schema),
        "content" => Shape::Map(Kind::MediaType),
        "examples" => Shape::Map(Kind::Example),
        _ => Shape::Data,
    }
}

fn response(key: &str) -> Shape {
    match key {
        "headers" => Shape::Map(Kind::Header),
        "content" => Shape::Map(Kind::MediaType),
        "links" => Shape::Map(Kind::Link),
        _ => Shape::Data,
    }
}

fn media_type(key: &str) -> Shape {
    match key {
        "schema" => Shape::One(Kind::Schema),
        "examples" => Shape::Map(Kind::Example),
        "encoding" => Shape::Map(Kind::Encoding),
        _ => Shape::Data,
    }
}

fn schema(key: &str) -> Shape {
    match key {
        "properties" | "patternProperties" | "$defs" | "definitions" | "dependentSchemas" => Shape::Map(Kind::Schema),
        "allOf" | "oneOf" | "anyOf" | "prefixItems" => Shape::List(Kind::Schema),
        "items" => Shape::OneOrList(Kind::Schema),
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
        | "contentSchema" => Shape::One(Kind::Schema),
        "discriminator" => Shape::One(Kind::Discriminator),
        _ => Shape::Data,
    }
}

/// How many nodes a value has, itself included: what a copy of it costs.
pub(crate) fn size(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(size).sum::<usize>(),
        Value::Object(members) => 1 + members.values().map(size).sum::<usize>(),
        _ => 1,
    }
}

/// How deep a document may be once parts were brought in, laid over it or put inside one another. Every stage goes down
/// by recursion, so this is what keeps its stack.
pub(crate) const DEEPEST: usize = 160;

/// How many collections lie within one another.
pub(crate) fn depth(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        Value::Object(members) => 1 + members.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

/// What a walk comes upon.
pub(crate) enum Visit<'v> {
    /// A node of a kind that is an object.
    Node(Kind, &'v serde_json::Map<String, Value>),
    /// A value of a discriminator's mapping.
    Mapping(&'v str),
}

/// Goes through every node, holders before what they hold, in document order.
pub(crate) fn walk(value: &Value, shape: Shape, at: &Pointer, visit: &mut dyn FnMut(&Pointer, Visit<'_>)) {
    match (shape, value) {
        (Shape::One(kind), Value::Object(members)) => {
            visit(at, Visit::Node(kind, members));
            for (key, member) in members {
                descend(member, kind.member(key), at, key, visit);
            }
        }
        (Shape::Map(kind), Value::Object(members)) => {
            for (key, member) in members {
                descend(member, Shape::One(kind), at, key, visit);
            }
        }
        (Shape::Patterned(kind), Value::Object(members)) => {
            for (key, member) in members.iter().filter(|(key, _)| !key.starts_with("x-")) {
                descend(member, Shape::One(kind), at, key, visit);
            }
        }
        (Shape::List(kind) | Shape::OneOrList(kind), Value::Array(items)) => {
            for (index, item) in items.iter().enumerate() {
                walk(item, Shape::One(kind), &at.index(index), visit);
            }
        }
        (Shape::OneOrList(kind), Value::Object(_)) => walk(value, Shape::One(kind), at, visit),
        (Shape::Mapping, Value::Object(members)) => {
            for (key, target) in members {
                if let Value::String(target) = target {
                    visit(&at.child(key), Visit::Mapping(target));
                }
            }
        }
        _ => {}
    }
}

fn descend(value: &Value, shape: Shape, at: &Pointer, key: &str, visit: &mut dyn FnMut(&Pointer, Visit<'_>)) {
    // Most members are scalars or data: no pointer is made for them.
    if shape != Shape::Data && (value.is_object() || value.is_array()) {
        walk(value, shape, &at.child(key), visit);
    }
}
