//! Follows `$ref` strings through the typed document.
//!
//! In: the document and a reference. Out: the target and its pointer, also for pointers into a component
//! (`#/components/schemas/A/properties/b`). Must not: make nodes or report; the caller knows the span.

use openapiv3::{
    AdditionalProperties, Header, MediaType, OpenAPI, Operation, Parameter, ParameterSchemaOrContent, PathItem,
    ReferenceOr, RequestBody, Response, Schema, StatusCode,
};

use super::facets::Facets;
use crate::coverage::{Account, Keyword};
use crate::diag::{Pointer, nearest};

/// Longest chain of references that is followed.
const MAX_HOPS: usize = 32;

/// Why a reference leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ReferenceError {
    /// It points outside this document.
    External,
    /// It has no target.
    Unknown,
    /// It leads back to itself.
    Cycle,
    /// The target has another kind.
    WrongSort,
}

/// A schema in either form.
#[derive(Debug, Clone, Copy)]
pub(super) enum Source<'d> {
    Ref(&'d str),
    Item(&'d Schema),
}

impl<'d> From<&'d ReferenceOr<Schema>> for Source<'d> {
    fn from(schema: &'d ReferenceOr<Schema>) -> Self {
        match schema {
            ReferenceOr::Reference { reference } => Source::Ref(reference),
            ReferenceOr::Item(item) => Source::Item(item),
        }
    }
}

impl<'d> From<&'d ReferenceOr<Box<Schema>>> for Source<'d> {
    fn from(schema: &'d ReferenceOr<Box<Schema>>) -> Self {
        match schema {
            ReferenceOr::Reference { reference } => Source::Ref(reference),
            ReferenceOr::Item(item) => Source::Item(item),
        }
    }
}

/// A node on the path of a pointer.
#[derive(Clone, Copy)]
pub(super) enum DocumentNode<'d> {
    PathItem(&'d ReferenceOr<PathItem>),
    Operation(&'d Operation),
    Parameter(&'d ReferenceOr<Parameter>),
    Body(&'d ReferenceOr<RequestBody>),
    Response(&'d ReferenceOr<Response>),
    Header(&'d ReferenceOr<Header>),
    Media(&'d MediaType),
    Schema(Source<'d>),
}

/// The target of a reference, which is never itself a reference, and its pointer.
pub(super) fn follow<'d>(
    document: &'d OpenAPI,
    reference: &str,
    account: &Account,
) -> Result<(DocumentNode<'d>, Pointer), ReferenceError> {
    let mut pointer = fragment(reference)?;
    for _ in 0..MAX_HOPS {
        match walk(document, &pointer)? {
            WalkResult::At(node) => match reference_of(node) {
                None => return Ok((node, pointer)),
                Some(next) => {
                    account.used(&pointer, Keyword::Ref);
                    pointer = fragment(next)?;
                }
            },
            WalkResult::Through { at, around } => {
                account.used(&at, Keyword::Ref);
                pointer = around;
            }
        }
    }
    Err(ReferenceError::Cycle)
}

enum WalkResult<'d> {
    At(DocumentNode<'d>),
    /// A reference stands in the way; the other pointer goes around it.
    Through {
        at: Pointer,
        around: Pointer,
    },
}

/// The pointer in a reference: `#/a%20b/c` → `/a b/c`.
fn fragment(reference: &str) -> Result<Pointer, ReferenceError> {
    let fragment = reference.strip_prefix('#').ok_or(ReferenceError::External)?;
    let text = percent_decode(fragment);
    // Escaped again, so that each node has one pointer.
    Ok(Pointer::new(text).parts().fold(Pointer::default(), |at, part| at.child(&part)))
}

fn percent_decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let code = text.get(at + 1..at + 3).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match (byte, code) {
            (b'%', Some(code)) => {
                out.push(code);
                at += 3;
            }
            _ => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

fn reference_of<'d>(node: DocumentNode<'d>) -> Option<&'d str> {
    match node {
        DocumentNode::PathItem(ReferenceOr::Reference { reference })
        | DocumentNode::Parameter(ReferenceOr::Reference { reference })
        | DocumentNode::Body(ReferenceOr::Reference { reference })
        | DocumentNode::Response(ReferenceOr::Reference { reference })
        | DocumentNode::Header(ReferenceOr::Reference { reference }) => Some(reference),
        DocumentNode::Schema(Source::Ref(reference)) => Some(reference),
        _ => None,
    }
}

fn walk<'d>(document: &'d OpenAPI, pointer: &Pointer) -> Result<WalkResult<'d>, ReferenceError> {
    let parts: Vec<String> = pointer.parts().collect();
    let (mut node, used) = enter(document, &parts)?;
    let mut rest = parts.get(used..).unwrap_or_default();
    while !rest.is_empty() {
        if let Some(reference) = reference_of(node) {
            let around = rest.iter().fold(fragment(reference)?, |at, part| at.child(part));
            let at = parts.iter().take(parts.len() - rest.len()).fold(Pointer::default(), |at, part| at.child(part));
            return Ok(WalkResult::Through { at, around });
        }
        let (next, used) = step(node, rest).ok_or(ReferenceError::Unknown)?;
        node = next;
        rest = rest.get(used..).unwrap_or_default();
    }
    Ok(WalkResult::At(node))
}

/// The first node of a pointer, and how many parts it took.
fn enter<'d>(document: &'d OpenAPI, parts: &[String]) -> Result<(DocumentNode<'d>, usize), ReferenceError> {
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    let components = document.components.as_ref().ok_or(ReferenceError::Unknown)?;
    match parts.as_slice() {
        ["paths", path, ..] => match document.paths.paths.get(*path) {
            Some(item) => Ok((DocumentNode::PathItem(item), 2)),
            None => Err(ReferenceError::Unknown),
        },
        ["components", section, key, ..] => {
            let node = match *section {
                "schemas" => components.schemas.get(*key).map(|schema| DocumentNode::Schema(schema.into())),
                "parameters" => components.parameters.get(*key).map(DocumentNode::Parameter),
                "responses" => components.responses.get(*key).map(DocumentNode::Response),
                "requestBodies" => components.request_bodies.get(*key).map(DocumentNode::Body),
                "headers" => components.headers.get(*key).map(DocumentNode::Header),
                _ => None,
            };
            node.map(|node| (node, 3)).ok_or(ReferenceError::Unknown)
        }
        _ => Err(ReferenceError::Unknown),
    }
}

/// One step further: the next node, and how many parts it took.
fn step<'d>(node: DocumentNode<'d>, rest: &[String]) -> Option<(DocumentNode<'d>, usize)> {
    let parts: Vec<&str> = rest.iter().map(String::as_str).collect();
    match (node, parts.as_slice()) {
        (DocumentNode::PathItem(ReferenceOr::Item(item)), ["parameters", index, ..]) => {
            Some((DocumentNode::Parameter(item.parameters.get(index.parse::<usize>().ok()?)?), 2))
        }
        (DocumentNode::PathItem(ReferenceOr::Item(item)), [method, ..]) => {
            item.iter().find(|(name, _)| name == method).map(|(_, operation)| (DocumentNode::Operation(operation), 1))
        }
        (DocumentNode::Operation(operation), ["parameters", index, ..]) => {
            Some((DocumentNode::Parameter(operation.parameters.get(index.parse::<usize>().ok()?)?), 2))
        }
        (DocumentNode::Operation(operation), ["requestBody", ..]) => {
            Some((DocumentNode::Body(operation.request_body.as_ref()?), 1))
        }
        (DocumentNode::Operation(operation), ["responses", status, ..]) => {
            let responses = &operation.responses;
            let response = match *status {
                "default" => responses.default.as_ref(),
                code => responses.responses.iter().find(|(key, _)| status_text(key) == code).map(|(_, r)| r),
            };
            Some((DocumentNode::Response(response?), 2))
        }
        (DocumentNode::Parameter(ReferenceOr::Item(parameter)), [first, ..]) => {
            match (&parameter.parameter_data_ref().format, *first) {
                (ParameterSchemaOrContent::Schema(schema), "schema") => Some((DocumentNode::Schema(schema.into()), 1)),
                (ParameterSchemaOrContent::Content(content), "content") => {
                    Some((DocumentNode::Media(content.get(*parts.get(1)?)?), 2))
                }
                _ => None,
            }
        }
        (DocumentNode::Body(ReferenceOr::Item(body)), ["content", name, ..]) => {
            Some((DocumentNode::Media(body.content.get(*name)?), 2))
        }
        (DocumentNode::Response(ReferenceOr::Item(response)), ["content", name, ..]) => {
            Some((DocumentNode::Media(response.content.get(*name)?), 2))
        }
        (DocumentNode::Response(ReferenceOr::Item(response)), ["headers", name, ..]) => {
            Some((DocumentNode::Header(response.headers.get(*name)?), 2))
        }
        (DocumentNode::Header(ReferenceOr::Item(header)), ["schema", ..]) => match &header.format {
            ParameterSchemaOrContent::Schema(schema) => Some((DocumentNode::Schema(schema.into()), 1)),
            ParameterSchemaOrContent::Content(_) => None,
        },
        (DocumentNode::Media(media), ["schema", ..]) => Some((DocumentNode::Schema(media.schema.as_ref()?.into()), 1)),
        (DocumentNode::Schema(Source::Item(schema)), parts) => into_schema(schema, parts),
        _ => None,
    }
}

fn into_schema<'d>(schema: &'d Schema, parts: &[&str]) -> Option<(DocumentNode<'d>, usize)> {
    let facets = Facets::of(schema);
    let at = |list: &'d [ReferenceOr<Schema>], index: &str| {
        list.get(index.parse::<usize>().ok()?).map(|schema| (DocumentNode::Schema(schema.into()), 2))
    };
    match parts {
        ["properties", name, ..] => facets
            .properties
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, schema)| (DocumentNode::Schema(Source::from(*schema)), 2)),
        ["items", ..] => facets.items.map(|schema| (DocumentNode::Schema(schema.into()), 1)),
        ["not", ..] => facets.not.map(|schema| (DocumentNode::Schema(schema.into()), 1)),
        ["allOf", index, ..] => at(facets.all_of, index),
        ["oneOf", index, ..] => at(facets.one_of, index),
        ["anyOf", index, ..] => at(facets.any_of, index),
        ["additionalProperties", ..] => match facets.additional {
            Some(AdditionalProperties::Schema(schema)) => Some((DocumentNode::Schema(schema.as_ref().into()), 1)),
            _ => None,
        },
        _ => None,
    }
}

/// A status as the document writes it, upper case.
pub(super) fn status_text(status: &StatusCode) -> String {
    match status {
        StatusCode::Code(code) => code.to_string(),
        StatusCode::Range(class) => format!("{class}XX"),
    }
}

/// What a reference that leads nowhere probably means. `comparisons` is how many names may still be compared.
pub(super) fn probably_meant(document: &OpenAPI, reference: &str, comparisons: &mut usize) -> Option<String> {
    let parts: Vec<String> = fragment(reference).ok()?.parts().collect();
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    let components = document.components.as_ref()?;
    match parts.as_slice() {
        ["paths", path, ..] => nearest_key(path, document.paths.paths.keys(), comparisons),
        ["components", section, key, ..] => match *section {
            "schemas" => nearest_key(key, components.schemas.keys(), comparisons),
            "parameters" => nearest_key(key, components.parameters.keys(), comparisons),
            "responses" => nearest_key(key, components.responses.keys(), comparisons),
            "requestBodies" => nearest_key(key, components.request_bodies.keys(), comparisons),
            "headers" => nearest_key(key, components.headers.keys(), comparisons),
            other => {
                let sections = ["schemas", "parameters", "responses", "requestBodies", "headers"];
                nearest(other, sections.into_iter()).map(|known| format!("components/{known}"))
            }
        },
        _ => None,
    }
}

/// The key that is nearest to `name`, if one is near.
fn nearest_key<'k>(
    name: &str,
    keys: impl ExactSizeIterator<Item = &'k String>,
    comparisons: &mut usize,
) -> Option<String> {
    *comparisons = comparisons.checked_sub(keys.len())?;
    nearest(name, keys.map(String::as_str)).map(str::to_owned)
}
