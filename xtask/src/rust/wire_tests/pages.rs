//! The test of a paged list: two pages, and no further call.
//!
//! In: an operation with `ir::Pagination`. Out: the call, two responses, and the requests that must be made for them.
//! Must not: follow the pages itself; it sets the paging facts where the document defines them.

use proc_macro2::TokenStream;
use serde_json::{Value, json};

use super::request::{self, NextPage, OtherParameters, PageCalls, PageQuery};
use super::responses::ResponseSamples;
use super::{TestBuilder, inputs, json, response_body};
use crate::ir::{CountedPages, Operation, PageParameter, Pagination, PaginationStyle, WireName};
use crate::rust::hint::Hint;
use crate::rust::ident::RustIdent;
use crate::rust::models::WireUse;

/// Items of the first page.
const ITEMS: u64 = 2;

/// The parameter in the URL of a page.
const NEXT_PARAMETER: &str = "next_page";

/// What it is in the URL of the second page.
const SECOND_PAGE: &str = "2";

/// The list of an operation.
pub(super) struct Pages {
    /// On the service.
    pub(super) page_calls: PageCalls,
    pub(super) status: u16,
    pub(super) bodies: [TokenStream; 2],
    pub(super) items: usize,
    /// The URL of the second page, where a `Link` header tells it.
    pub(super) link: Option<String>,
}

/// The paging facts of the two responses, and the request between them.
struct PagesPlan {
    /// Paths and values of the facts on each page.
    facts: [Vec<(Vec<WireName>, Value)>; 2],
    /// Items of the last page.
    last: u64,
    /// What leads to it.
    next: String,
}

impl TestBuilder<'_, '_> {
    /// The test of a list, or why there is none.
    pub(super) fn pages(
        &self,
        wire: &WireUse,
        operation: &Operation,
        pagination: &Pagination,
        method: &RustIdent,
    ) -> Result<Pages, String> {
        let status =
            response_body::status(&operation.success.statuses, true).filter(|_| response_body::has_body(operation));
        let status = status.ok_or("no response to it has a body")?;
        let full = self
            .whole(operation, &ResponseSamples::new(self.types), status)
            .ok_or("its response has a type without end")?;
        let plan = plan(pagination, &full)?;
        let page =
            |items: u64, facts: &[(Vec<WireName>, Value)]| self.page(operation, pagination, status, items, facts);
        let bodies = [page(ITEMS, &plan.facts[0])?, page(plan.last, &plan.facts[1])?];
        let query = query(pagination, &plan.next)?;
        let page_calls = request::page_calls(self.api, self.types, wire, operation, method, &query)?;
        let items = usize::try_from(ITEMS + plan.last).map_err(|_| "there are too many items")?;
        let link = (pagination.style == PaginationStyle::Link).then(next_url);
        Ok(Pages { page_calls, status, bodies, items, link })
    }

    /// A response as these samples make it.
    fn whole(&self, operation: &Operation, samples: &ResponseSamples<'_, '_>, status: u16) -> Option<Value> {
        let ty = response_body::json_type(&operation.success.payload)?;
        let payload = samples.value(ty, Hint { wire: "value", example: None })?;
        response_body::body(self.api, &operation.success.path, Some(payload), status)
    }

    /// A page with so many items, and nothing else that could be left out.
    fn page(
        &self,
        operation: &Operation,
        pagination: &Pagination,
        status: u16,
        items: u64,
        facts: &[(Vec<WireName>, Value)],
    ) -> Result<TokenStream, String> {
        let item = ResponseSamples::lean(self.types).value(&pagination.item, Hint { wire: "item", example: None });
        let item = item.ok_or("an item has a type without end")?;
        let mut body = self
            .whole(operation, &ResponseSamples::lean(self.types), status)
            .ok_or("its response has a type without end")?;
        let items = Value::from((0..items).map(|_| item.clone()).collect::<Vec<_>>());
        for (path, value) in
            [(&pagination.items, &items)].into_iter().chain(facts.iter().map(|(path, value)| (path, value)))
        {
            if path.is_empty() {
                body = value.clone();
            } else {
                response_body::set(&mut body, path, value.clone());
            }
            if response_body::get(&body, path) != Some(value) {
                return Err(format!(
                    "`{}` cannot be put into its response",
                    path.iter().map(|name| name.0.as_str()).collect::<Vec<_>>().join(".")
                ));
            }
        }
        Ok(json::literal(&body))
    }
}

/// How the next page is requested.
fn query<'w>(pagination: &'w Pagination, next: &'w str) -> Result<PageQuery<'w>, String> {
    let kept = |page: &'w WireName, next: NextPage<'w>| PageQuery {
        size: None,
        page: &page.0,
        first: None,
        next,
        others: OtherParameters::Kept,
    };
    Ok(match (&pagination.style, pagination.parameter) {
        (PaginationStyle::Cursor { param, .. }, PageParameter::Query) => kept(param, NextPage::Query(next)),
        (PaginationStyle::Cursor { param, .. }, PageParameter::BodyText) => {
            kept(param, NextPage::Body(Value::from(next)))
        }
        (PaginationStyle::Cursor { param, .. }, PageParameter::BodyNumber) => {
            let number = next.parse::<u64>().map_err(|_| "its cursor is a text, and requested as a number")?;
            kept(param, NextPage::Body(Value::from(number)))
        }
        (PaginationStyle::Page(counted) | PaginationStyle::Offset(counted), PageParameter::Query) => PageQuery {
            size: Some((&counted.size.0, ITEMS)),
            first: Some(counted.first),
            ..kept(&counted.param, NextPage::Query(next))
        },
        (
            PaginationStyle::Page(_) | PaginationStyle::Offset(_),
            PageParameter::BodyText | PageParameter::BodyNumber,
        ) => {
            return Err("its pages are counted in the body".to_owned());
        }
        (PaginationStyle::NextUrl { .. } | PaginationStyle::Link, _) => PageQuery {
            size: None,
            page: NEXT_PARAMETER,
            first: None,
            next: NextPage::Query(next),
            others: OtherParameters::Dropped,
        },
    })
}

/// The URL of the second page. A relative one leads to the path of the call.
fn next_url() -> String {
    format!("?{NEXT_PARAMETER}={SECOND_PAGE}")
}

/// The paging facts of the responses, with the types of the properties.
fn plan(pagination: &Pagination, full: &Value) -> Result<PagesPlan, String> {
    let fact =
        |path: &[WireName], number: u64, text: &str, flag: Option<bool>| match (response_body::get(full, path), flag) {
            (Some(Value::Number(_)), _) => Ok(Value::from(number)),
            (None | Some(Value::Bool(_)), Some(flag)) => Ok(Value::from(flag)),
            (None | Some(Value::String(_)), _) => Ok(Value::from(text)),
            (Some(other), _) => Err(format!("{other} says nothing of further pages")),
        };
    match &pagination.style {
        // A header leads to the next page.
        PaginationStyle::Link => Ok(PagesPlan { facts: Default::default(), last: 1, next: SECOND_PAGE.to_owned() }),
        PaginationStyle::Cursor { next, more, .. } | PaginationStyle::NextUrl { next, more } => {
            let is_url = matches!(pagination.style, PaginationStyle::NextUrl { .. });
            let cursor = match is_url {
                true => fact(next, 2, &next_url(), None)?,
                false => fact(next, 2, inputs::BASE64, None)?,
            };
            let text = cursor.as_str().map_or_else(|| cursor.to_string(), str::to_owned);
            let text = if is_url { SECOND_PAGE.to_owned() } else { text };
            let mut facts = [vec![(next.clone(), cursor.clone())], Vec::new()];
            if let Some(more) = more {
                // Only this property shows that there are no more pages.
                facts[1].push((next.clone(), fact(next, 3, "bGFzdA==", None)?));
                facts[0].push((more.clone(), fact(more, 1, "true", Some(true))?));
                facts[1].push((more.clone(), fact(more, 0, "false", Some(false))?));
            }
            Ok(PagesPlan { facts, last: 1, next: text })
        }
        PaginationStyle::Page(counted) => counted_plan(counted, 1, full, fact),
        PaginationStyle::Offset(counted) => counted_plan(counted, ITEMS, full, fact),
    }
}

/// `step` is how far the second page is behind the first.
fn counted_plan(
    counted: &CountedPages,
    step: u64,
    full: &Value,
    fact: impl Fn(&[WireName], u64, &str, Option<bool>) -> Result<Value, String>,
) -> Result<PagesPlan, String> {
    let next = (counted.first + step).to_string();
    match (&counted.total, &counted.more) {
        (None, None) => Ok(PagesPlan { facts: Default::default(), last: ITEMS - 1, next }),
        // The last page is full, so that the end is to be seen by the flag alone.
        (None, Some(more)) => {
            let flag =
                |number, text, flag| Ok::<_, String>(vec![(more.clone(), fact(more, number, text, Some(flag))?)]);
            Ok(PagesPlan { facts: [flag(1, "true", true)?, flag(0, "false", false)?], last: ITEMS, next })
        }
        // The last page is full, so that only the total shows the end.
        (Some(total), _) => {
            let all = match response_body::get(full, total) {
                None => json!(2 * ITEMS),
                Some(_) => fact(total, 2 * ITEMS, &(2 * ITEMS).to_string(), None)?,
            };
            let facts = vec![(total.clone(), all)];
            Ok(PagesPlan { facts: [facts.clone(), facts], last: ITEMS, next })
        }
    }
}
