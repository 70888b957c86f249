//! How an operation pages, as data.
//!
//! In: what the generator knows. Out: parameter names and paths that the paging policy reads. Must not: act.

/// How further pages of an operation are requested. Names are those of query parameters, or of properties of the request
/// body; paths go down from the root of the response.
///
/// ```
/// use sdk_runtime::__private::{Method, Operation, PageParameter, Pagination};
/// static BY_CURSOR: Operation = Operation::new("list-things", Method::Get, "/things").pagination(
///     Pagination::cursor("cursor", &["data", "page", "next"]).more(&["data", "page", "more"]).items(&["data", "things"]),
/// );
/// static BY_PAGE: Operation = Operation::new("list-parts", Method::Get, "/parts")
///     .pagination(Pagination::page("page", "limit", 100, 1).total(&["data", "total"]).items(&["data", "parts"]));
/// static BY_BODY: Operation = Operation::new("search", Method::Post, "/search")
///     .pagination(Pagination::cursor("after", &["next"]).parameter(PageParameter::BodyText).items(&["hits"]));
/// static BY_LINK: Operation =
///     Operation::new("list-jobs", Method::Get, "/jobs").pagination(Pagination::link().items(&[]));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use = "it does nothing until it is part of an API"]
pub struct Pagination {
    pub(crate) style: PageStyle,
    pub(crate) parameter: PageParameter,
    pub(crate) more: Option<&'static [&'static str]>,
    pub(crate) total: Option<&'static [&'static str]>,
    pub(crate) items: &'static [&'static str],
    pub(crate) origins: &'static [&'static str],
}

/// Where a request says which page it wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum PageParameter {
    /// In the query.
    Query,
    /// In a property of the JSON body, as a string. A name with dots goes down from object to object.
    BodyText,
    /// In a property of the JSON body, as a number. A name with dots goes down from object to object.
    BodyNumber,
}

/// What states where the next page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PageStyle {
    Cursor { param: &'static str, next: &'static [&'static str] },
    Page(Numbered),
    Offset(Numbered),
    Link,
    NextUrl { next: &'static [&'static str] },
}

/// Parameters of pages that are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Numbered {
    pub(crate) param: &'static str,
    pub(crate) size: &'static str,
    /// 0 where it is not known.
    pub(crate) default_size: u64,
    pub(crate) first: u64,
}

impl Pagination {
    const fn new(style: PageStyle) -> Self {
        Self { style, parameter: PageParameter::Query, more: None, total: None, items: &[], origins: &[] }
    }

    /// The response names the next page: what is at `next` is sent as `param`. A cursor that is null, empty or `false` is
    /// the end; so is a missing one beside a list of items, unless the response says that there are [`more`](Self::more).
    pub const fn cursor(param: &'static str, next: &'static [&'static str]) -> Self {
        Self::new(PageStyle::Cursor { param, next })
    }

    /// Pages have numbers from `first` on, sent as `param`; `size` is the parameter for how many items a page has, and
    /// `default_size` how many it has without it (0: not known). The end is a page that is not full, or empty, or with
    /// which the total is reached.
    pub const fn page(param: &'static str, size: &'static str, default_size: u64, first: u64) -> Self {
        Self::new(PageStyle::Page(Numbered { param, size, default_size, first }))
    }

    /// As [`page`](Self::page), but `param` is the position of the page's first item in the list, counted from `first`.
    pub const fn offset(param: &'static str, size: &'static str, default_size: u64, first: u64) -> Self {
        Self::new(PageStyle::Offset(Numbered { param, size, default_size, first }))
    }

    /// The `Link` header of a response leads to the next page: its URL with `rel="next"` (RFC 8288), absolute or
    /// relative. The end is a response without one.
    pub const fn link() -> Self {
        Self::new(PageStyle::Link)
    }

    /// What is at `next` in the response is the URL of the next page, absolute or relative. The end is marked as by
    /// [`cursor`](Self::cursor).
    pub const fn next_url(next: &'static [&'static str]) -> Self {
        Self::new(PageStyle::NextUrl { next })
    }

    /// Where a request says which page it wants; in the query by default.
    pub const fn parameter(mut self, parameter: PageParameter) -> Self {
        self.parameter = parameter;
        self
    }

    /// Where the response says whether there are more pages. `false` there is the end, whatever the rest of the response.
    pub const fn more(mut self, path: &'static [&'static str]) -> Self {
        self.more = Some(path);
        self
    }

    /// Where the response says how many items there are in all. Only counted pages read it.
    pub const fn total(mut self, path: &'static [&'static str]) -> Self {
        self.total = Some(path);
        self
    }

    /// Where the items are in the response.
    pub const fn items(mut self, path: &'static [&'static str]) -> Self {
        self.items = path;
        self
    }

    /// Origins beside the operation's own that URLs of pages may lead to, such as `https://pages.example.com`. Credentials
    /// are sent there, too. A URL with any other origin is an error.
    pub const fn origins(mut self, origins: &'static [&'static str]) -> Self {
        self.origins = origins;
        self
    }

    /// Where the items are in the response.
    pub const fn items_path(&self) -> &'static [&'static str] {
        self.items
    }

    /// The parameter that says which page is wanted; `None` where pages have URLs.
    pub const fn param(&self) -> Option<&'static str> {
        match self.style {
            PageStyle::Cursor { param, .. }
            | PageStyle::Page(Numbered { param, .. })
            | PageStyle::Offset(Numbered { param, .. }) => Some(param),
            PageStyle::Link | PageStyle::NextUrl { .. } => None,
        }
    }

    /// Where the response names the next page.
    pub(crate) const fn next_path(&self) -> Option<&'static [&'static str]> {
        match self.style {
            PageStyle::Cursor { next, .. } | PageStyle::NextUrl { next } => Some(next),
            PageStyle::Page(_) | PageStyle::Offset(_) | PageStyle::Link => None,
        }
    }
}
