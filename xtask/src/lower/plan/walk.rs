//! Follows property names in schemas; checks the overlay's paths into responses and bodies.
//!
//! In: a schema and a path. Out: the schema at its end, or the first missing property. Must not: follow branches.

use super::Planner;
use super::success::best_json;
use crate::diag::codes;
use crate::ir::{Batch, Body, Pagination, PaginationStyle, Param, TypeRef, WireName};
use crate::lower::ext::{OperationFacts, PageFacts};
use crate::resolve::{Kind, Operation, SchemaId, Schemas};

/// The schema at the end of a path, or the property that is missing.
pub(super) fn down<'w>(schemas: &Schemas, root: SchemaId, path: &'w [WireName]) -> Result<SchemaId, &'w WireName> {
    let mut id = root;
    for name in path {
        id = property(schemas, id, &name.0).ok_or(name)?;
    }
    Ok(id)
}

fn property(schemas: &Schemas, id: SchemaId, name: &str) -> Option<SchemaId> {
    match &schemas[schemas.target(id)].kind {
        Kind::Object { properties, .. } => {
            properties.iter().find(|property| property.name == name).map(|property| property.schema)
        }
        _ => None,
    }
}

fn dotted(path: &[WireName]) -> String {
    path.iter().map(|name| name.0.as_str()).collect::<Vec<_>>().join(".")
}

impl Planner<'_, '_> {
    /// Pagination with the type of an item, if everything that it names exists.
    pub(super) fn pagination(
        &mut self,
        operation: &Operation<'_>,
        page: &PageFacts,
        facts: &OperationFacts,
        params: &[(Param, Option<SchemaId>)],
    ) -> Option<(Pagination, SchemaId)> {
        let schemas = &self.model.schemas;
        let at = facts.at.child("pagination");
        let mut fits = true;
        // Each with the key that names it.
        let names = match &page.style {
            PaginationStyle::Cursor { param, .. } => vec![("param", param)],
            PaginationStyle::Page { param, size, .. } => vec![("param", param), ("size", size)],
        };
        let mut paths = match &page.style {
            PaginationStyle::Cursor { next, more, .. } => vec![("next", Some(next)), ("more", more.as_ref())],
            PaginationStyle::Page { total, .. } => vec![("total", total.as_ref())],
        };
        paths.push(("items", Some(&page.items)));
        for (key, name) in names {
            if !params
                .iter()
                .any(|(param, _)| param.wire == *name && param.location == crate::ir::ParameterLocation::Query)
            {
                let text = format!("the operation has no query parameter `{name}`");
                self.diagnostics.report(
                    codes::LOWER_PAGINATION,
                    &at.child(key),
                    text,
                    "name a query parameter of the operation",
                );
                fits = false;
            }
        }
        let Some(root) = best_json(operation, schemas) else {
            let text = "the operation has no JSON response to take pages from";
            self.diagnostics.report(
                codes::LOWER_PAGINATION,
                &at,
                text,
                "remove `pagination`, or describe the response",
            );
            return None;
        };
        for (key, path) in paths.into_iter().filter_map(|(key, path)| Some((key, path?))) {
            if let Err(missing) = down(schemas, root, path) {
                let text = format!("the response has no property `{missing}` on the path `{}`", dotted(path));
                self.diagnostics.report(
                    codes::LOWER_PAGINATION,
                    &at.child(key),
                    text,
                    "write the path from the root of the response",
                );
                fits = false;
            }
        }
        let list = down(schemas, root, &page.items).ok()?;
        let Kind::Array { items } = schemas[schemas.target(list)].kind else {
            let text = format!("`{}` is not a list", dotted(&page.items));
            self.diagnostics.report(
                codes::LOWER_PAGINATION,
                &at.child("items"),
                text,
                "write the path of the list of items",
            );
            return None;
        };
        let pagination = Pagination { style: page.style.clone(), items: page.items.clone(), item: TypeRef::Json };
        fits.then_some((pagination, items))
    }

    /// Checks that the list of a batch exists.
    pub(super) fn batch_fits(
        &mut self,
        batch: &Batch,
        body: Option<&(Body, Option<SchemaId>)>,
        facts: &OperationFacts,
    ) -> bool {
        let schemas = &self.model.schemas;
        let list = body.and_then(|(_, id)| *id).and_then(|id| down(schemas, id, &batch.items).ok());
        let fits = list.is_some_and(|id| matches!(schemas[schemas.target(id)].kind, Kind::Array { .. }));
        if !fits {
            let at = facts.at.child("batch");
            let text = format!("the body has no list at `{}`", dotted(&batch.items));
            self.diagnostics.report(
                codes::LOWER_BATCH,
                &at,
                text,
                "write the path of the list in the body; empty if the body is it",
            );
        }
        fits
    }
}
