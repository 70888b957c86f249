//! Follows property names in schemas; checks the overlay's paths into responses and bodies.
//!
//! In: a schema and a path. Out: the schema at its end, or the first missing property. Must not: follow branches.

use super::Planner;
use super::success::best_json;
use crate::diag::Pointer;
use crate::diag::codes;
use crate::ir::{
    Batch, Body, BodyKind, PageParameter, Pagination, PaginationStyle, Param, ParameterLocation, TypeRef, WireName,
};
use crate::lower::ext::{OperationFacts, PageFacts, PageLocation};
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

fn has_query_parameter(params: &[(Param, Option<SchemaId>)], name: &WireName) -> bool {
    params.iter().any(|(param, _)| param.wire == *name && param.location == ParameterLocation::Query)
}

/// The schema of a property of the JSON body as it is sent; a name with dots goes down from object to object.
fn body_property(schemas: &Schemas, body: Option<&(Body, Option<SchemaId>)>, name: &WireName) -> Option<SchemaId> {
    let (body, id) = body.filter(|(body, _)| body.kind == BodyKind::Json)?;
    let mut path: Vec<WireName> = name.0.split('.').map(|part| WireName(part.to_owned())).collect();
    if let Some(wrapper) = &body.wrapper {
        // The schema is that of what the wrapper holds.
        if path.first() != Some(wrapper) {
            return None;
        }
        path.remove(0);
    }
    down(schemas, (*id)?, &path).ok()
}

/// Where a request says which page it wants, and as what.
fn page_parameter(schemas: &Schemas, page: &PageFacts, body: Option<&(Body, Option<SchemaId>)>) -> PageParameter {
    let name = match (page.location, &page.style) {
        (PageLocation::Body, PaginationStyle::Cursor { param, .. }) => param,
        (PageLocation::Body, PaginationStyle::Page(_) | PaginationStyle::Offset(_)) => {
            return PageParameter::BodyNumber;
        }
        _ => return PageParameter::Query,
    };
    let kind = body_property(schemas, body, name).map(|id| &schemas[schemas.target(id)].kind);
    match kind {
        Some(Kind::Integer { .. } | Kind::Number { .. }) => PageParameter::BodyNumber,
        _ => PageParameter::BodyText,
    }
}

impl Planner<'_, '_> {
    /// Pagination with the type of an item, if everything that it names exists.
    pub(super) fn pagination(
        &mut self,
        operation: &Operation<'_>,
        page: &PageFacts,
        facts: &OperationFacts,
        params: &[(Param, Option<SchemaId>)],
        body: Option<&(Body, Option<SchemaId>)>,
    ) -> Option<(Pagination, SchemaId)> {
        let schemas = &self.model.schemas;
        let at = facts.at.child("pagination");
        let has_inputs = self.has_page_inputs(page, &at, params, body);
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
        let has_paths = self.has_page_paths(page, &at, root);
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
        let pagination = Pagination {
            style: page.style.clone(),
            parameter: page_parameter(schemas, page, body),
            origins: page.origins.clone(),
            items: page.items.clone(),
            item: TypeRef::Json,
        };
        (has_inputs && has_paths).then_some((pagination, items))
    }

    /// Checks that the call has what asks for a page; reports what it lacks.
    fn has_page_inputs(
        &mut self,
        page: &PageFacts,
        at: &Pointer,
        params: &[(Param, Option<SchemaId>)],
        body: Option<&(Body, Option<SchemaId>)>,
    ) -> bool {
        let schemas = &self.model.schemas;
        let mut fits = true;
        // Each with the key that names it.
        let names = match &page.style {
            PaginationStyle::Cursor { param, .. } => vec![("param", param)],
            PaginationStyle::Page(counted) | PaginationStyle::Offset(counted) => {
                vec![("param", &counted.param), ("size", &counted.size)]
            }
            PaginationStyle::Link | PaginationStyle::NextUrl { .. } => Vec::new(),
        };
        for (key, name) in names {
            let (is_there, kind) = match page.location {
                PageLocation::Query => (has_query_parameter(params, name), "query parameter"),
                PageLocation::Body => (body_property(schemas, body, name).is_some(), "property of its JSON body"),
            };
            if !is_there {
                let text = format!("the operation has no {kind} `{name}`");
                let help = match page.location {
                    PageLocation::Query => "name a query parameter of the operation",
                    PageLocation::Body => "name a property of the JSON body",
                };
                self.diagnostics.report(codes::LOWER_PAGINATION, &at.child(key), text, help);
                fits = false;
            }
        }
        fits
    }

    /// Checks that the response has what its paths name; reports what it lacks.
    fn has_page_paths(&mut self, page: &PageFacts, at: &Pointer, root: SchemaId) -> bool {
        let schemas = &self.model.schemas;
        let mut fits = true;
        let style = &page.style;
        let paths = [
            ("next", style.next()),
            ("more", style.more()),
            ("total", style.total()),
            ("items", Some(&page.items[..])),
        ];
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
        fits
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
