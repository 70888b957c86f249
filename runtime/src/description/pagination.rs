//! How an operation pages, as data.
//!
//! In: what the generator knows. Out: parameter names and paths that the paging policy reads. Nothing here acts.

/// How further pages of an operation are asked for. Names are those of query parameters; paths go down from the
/// response's root.
///
/// ```
/// use sdk_runtime::{Method, Operation, Pagination};
/// static BY_CURSOR: Operation = Operation::new("list-things", Method::Get, "/things").pagination(
///     Pagination::cursor("cursor", &["data", "page", "next"]).more(&["data", "page", "more"]).items(&["data", "things"]),
/// );
/// static BY_PAGE: Operation = Operation::new("list-parts", Method::Get, "/parts")
///     .pagination(Pagination::page("page", "limit", 100, 1).total(&["data", "total"]).items(&["data", "parts"]));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pagination {
    pub(crate) style: PageStyle,
    pub(crate) items: &'static [&'static str],
}

/// What tells where the next page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PageStyle {
    Cursor {
        param: &'static str,
        next: &'static [&'static str],
        more: Option<&'static [&'static str]>,
    },
    Page {
        param: &'static str,
        size: &'static str,
        /// 0 where it is not known.
        default_size: u64,
        first: u64,
        total: Option<&'static [&'static str]>,
    },
}

impl Pagination {
    /// The response names the next page: what is at `next` is sent as `param`. A cursor that is missing, null, empty or
    /// `false` is the end.
    pub const fn cursor(param: &'static str, next: &'static [&'static str]) -> Self {
        Self { style: PageStyle::Cursor { param, next, more: None }, items: &[] }
    }

    /// Pages have numbers from `first` on, sent as `param`; `size` is the parameter that says how many items a page has,
    /// and `default_size` how many it has without it (0: not known). The end is a page that is not full, or empty, or
    /// with which the total is reached.
    pub const fn page(param: &'static str, size: &'static str, default_size: u64, first: u64) -> Self {
        Self { style: PageStyle::Page { param, size, default_size, first, total: None }, items: &[] }
    }

    /// Where a cursor's response says whether there are more pages. `false` there is the end, whatever the cursor.
    /// Nothing else reads it, so page numbers ignore it.
    pub const fn more(mut self, path: &'static [&'static str]) -> Self {
        if let PageStyle::Cursor { more, .. } = &mut self.style {
            *more = Some(path);
        }
        self
    }

    /// Where the response of a numbered page says how many items there are in all. Cursors ignore it.
    pub const fn total(mut self, path: &'static [&'static str]) -> Self {
        if let PageStyle::Page { total, .. } = &mut self.style {
            *total = Some(path);
        }
        self
    }

    /// Where the items are in the response.
    pub const fn items(mut self, path: &'static [&'static str]) -> Self {
        self.items = path;
        self
    }

    /// Where the items are in the response.
    pub const fn items_path(&self) -> &'static [&'static str] {
        self.items
    }

    /// The query parameter that says which page is wanted.
    pub const fn param(&self) -> &'static str {
        match self.style {
            PageStyle::Cursor { param, .. } | PageStyle::Page { param, .. } => param,
        }
    }
}
