//! `openapiv3::OpenAPI` → `resolve::Model`.
//!
//! In: the typed document. Out: operations with every `$ref` followed, and an arena of schemas of few normal kinds:
//! no references to look up, no `allOf`, no unions that are something simpler. Must not: name a type, choose a media
//! type, or know what is generated.
//!
//! Four steps, none of which recurses on the document's shape:
//! 1. `intern`: a worklist gives every schema a node; a `$ref` becomes the node it means (`refs`), so cycles cost
//! nothing.
//! 2. `merge`: `allOf` is merged into its node, parents first; a cycle of parents is an error.
//! 3. `inherit`: an object with a discriminator that others extend by `allOf` becomes the union of its children.
//! 4. `union`: `oneOf` and `anyOf` are folded into the simplest kind that loses nothing.

mod draft;
mod facets;
mod inherit;
mod intern;
mod merge;
mod merge_kind;
mod model;
mod operations;
mod refs;
mod union;

use openapiv3::OpenAPI;

pub use model::{
    Additional, Annotations, Discriminator, EnumKind, Kind, Media, Model, Node, Operation, Parameter, Property,
    RequestBody, Response, SchemaId, SchemaLocation, Schemas, Union,
};

use crate::diag::Diagnostics;

/// What a reference that leads nowhere is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strictness {
    /// An error: for our own documents, which can be corrected.
    Strict,
    /// A warning, and the part is read as any JSON: for third-party documents.
    Tolerant,
}

/// The resolved model, with all diagnostics, errors included.
#[derive(Debug)]
pub struct Resolved<'d> {
    pub model: Model<'d>,
    pub diagnostics: Diagnostics,
}

/// Follows references and brings schemas to normal form.
#[must_use]
pub fn resolve(document: &OpenAPI, strictness: Strictness) -> Resolved<'_> {
    let mut diagnostics = Diagnostics::default();
    let mut drafts = draft::SchemaDrafts::default();
    let mut intern = intern::Intern::new(document, strictness, &mut drafts, &mut diagnostics);
    let components = intern.components();
    let operations = operations::operations(document, &mut intern);
    intern.run();
    merge::merge_all(&mut drafts, &mut diagnostics);
    inherit::parents_to_unions(&mut drafts, &mut diagnostics);
    let schemas = union::finish(drafts, &mut diagnostics);
    let model = Model { document, schemas, components, operations };
    Resolved { model, diagnostics }
}

#[cfg(test)]
mod tests;
