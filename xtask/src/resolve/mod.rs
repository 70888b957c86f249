//! `openapiv3::OpenAPI` → `resolve::Model`.
//!
//! In: the typed document. Out: operations with every `$ref` followed, and an arena of schemas of few normal kinds:
//! no references to look up, no `allOf`, no unions that are something simpler. Must not: name a type, choose a media
//! type, or know what is generated.
//!
//! Four steps, none of which recurses on the document's shape:
//! 1. `intern`: a worklist gives every schema a node; a `$ref` becomes the node it means (`refs`), so cycles cost
//!    nothing.
//! 2. `merge`: `allOf` is merged into its node, parents first; a cycle of parents is an error.
//! 3. `inherit`: an object with a discriminator that others extend by `allOf` becomes the union of its children.
//! 4. `union`: `oneOf` and `anyOf` are folded into the simplest kind that loses nothing.

mod constraints;
mod draft;
mod facets;
mod inherit;
mod intern;
mod links;
mod merge;
mod merge_kind;
mod model;
mod operations;
mod refs;
mod required_choice;
mod union;
mod unite;
mod values;

pub use links::external_docs;
pub use model::{
    Additional, Annotations, Callback, Discriminator, EnumKind, Header, Incoming, Kind, Media, Model, Node, Operation,
    Parameter, Property, RequestBody, Response, SchemaId, SchemaLocation, Schemas, Union,
};

use crate::coverage::{Raw, Reads};
use crate::diag::{Diagnostics, Pointer};
use crate::parse::Parsed;

/// The resolved model, with all diagnostics, errors included.
#[derive(Debug)]
pub struct Resolved<'d> {
    pub model: Model<'d>,
    pub diagnostics: Diagnostics,
}

/// Follows references and brings schemas to normal form.
#[must_use]
pub fn resolve<'d>(parsed: &'d Parsed, raw: Raw<'d>) -> Resolved<'d> {
    let document = &parsed.document;
    let mut diagnostics = Diagnostics::default();
    let mut drafts = draft::SchemaDrafts::default();
    let mut intern = intern::Intern::new(document, raw, &mut drafts, &mut diagnostics);
    let components = intern.components();
    raw.account.read(&Pointer::new("/components"), Reads::default());
    let operations = operations::operations(document, &mut intern);
    let webhooks = operations::webhooks(&parsed.webhooks, &mut intern);
    let holds = intern.run();
    merge::merge_all(&mut drafts, &mut diagnostics);
    inherit::parents_to_unions(&mut drafts, &mut diagnostics);
    let schemas = union::finish(drafts, holds, raw.account, &mut diagnostics);
    let model = Model { document, raw, schemas, components, operations, webhooks };
    Resolved { model, diagnostics }
}

#[cfg(test)]
mod tests;
