//! How an operation pages: `pagination` of its extension.
//!
//! In: its value. Out: `PageFacts`. Must not: check names and paths against parameters and schemas.

use serde_json::Value;

use super::reader::{Reader, wrong};
use crate::diag::{Diagnostics, Pointer};
use crate::ir::{CountedPages, PaginationStyle, WireName};

/// Pagination, before the items' type is known.
#[derive(Debug, Clone)]
pub(in crate::lower) struct PageFacts {
    pub(in crate::lower) style: PaginationStyle,
    pub(in crate::lower) location: PageLocation,
    pub(in crate::lower) origins: Vec<String>,
    pub(in crate::lower) items: Vec<WireName>,
}

/// Where the parameters of pages are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::lower) enum PageLocation {
    Query,
    Body,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Cursor,
    Page,
    Offset,
    Link,
    NextUrl,
}

const STYLES: &[(&str, Style)] = &[
    ("cursor", Style::Cursor),
    ("page", Style::Page),
    ("offset", Style::Offset),
    ("link", Style::Link),
    ("next-url", Style::NextUrl),
];

/// Reads the object.
pub(super) fn pagination(value: &Value, at: Pointer, diagnostics: &mut Diagnostics) -> Option<PageFacts> {
    let mut reader = Reader::new(value, at, diagnostics);
    reader.need("style", diagnostics);
    let style = reader.one_of("style", STYLES, diagnostics)?;
    let items = needed_path(&mut reader, "items", diagnostics);
    let (mut location, mut origins) = (PageLocation::Query, Vec::new());
    match style {
        Style::Cursor | Style::Page | Style::Offset => {
            let locations = [("query", PageLocation::Query), ("body", PageLocation::Body)];
            location = reader.one_of("in", &locations, diagnostics).unwrap_or(location);
        }
        Style::Link | Style::NextUrl => origins = page_origins(&mut reader, diagnostics),
    }
    let style = match style {
        Style::Cursor => {
            let param = reader.need_text("param", diagnostics).map(WireName);
            let next = needed_path(&mut reader, "next", diagnostics);
            let more = reader.path("more", diagnostics);
            param.zip(next).map(|(param, next)| PaginationStyle::Cursor { param, next, more })
        }
        Style::Page => counted(&mut reader, 1, diagnostics).map(PaginationStyle::Page),
        Style::Offset => counted(&mut reader, 0, diagnostics).map(PaginationStyle::Offset),
        Style::Link => Some(PaginationStyle::Link),
        Style::NextUrl => {
            let next = needed_path(&mut reader, "next", diagnostics);
            let more = reader.path("more", diagnostics);
            next.map(|next| PaginationStyle::NextUrl { next, more })
        }
    };
    reader.finish(diagnostics);
    Some(PageFacts { style: style?, location, origins, items: items? })
}

fn counted(reader: &mut Reader<'_>, first: u64, diagnostics: &mut Diagnostics) -> Option<CountedPages> {
    let param = reader.need_text("param", diagnostics).map(WireName);
    let size = reader.need_text("size", diagnostics).map(WireName);
    reader.need("default-size", diagnostics);
    let default_size = reader.positive("default-size", diagnostics).unwrap_or(1);
    let first = reader.count("first", diagnostics).unwrap_or(first);
    let total = reader.path("total", diagnostics);
    let more = reader.path("more", diagnostics);
    Some(CountedPages { param: param?, size: size?, default_size, first, total, more })
}

fn needed_path(reader: &mut Reader<'_>, key: &'static str, diagnostics: &mut Diagnostics) -> Option<Vec<WireName>> {
    let path = reader.path(key, diagnostics);
    reader.need(key, diagnostics);
    path
}

/// `https://host[:port]` each.
fn page_origins(reader: &mut Reader<'_>, diagnostics: &mut Diagnostics) -> Vec<String> {
    let origins = reader.texts("origins", diagnostics);
    let is_origin = |origin: &String| {
        let host = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
        host.is_some_and(|host| {
            !host.is_empty() && host.chars().all(|c| c.is_ascii_alphanumeric() || ".-:[]".contains(c))
        })
    };
    if !origins.iter().all(is_origin) {
        wrong(&reader.at().child("origins"), "origins", "a list of origins such as https://host", diagnostics);
    }
    origins
}
