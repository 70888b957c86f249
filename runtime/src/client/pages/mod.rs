//! Pages of a list, and the items in them, one request for each page.
//!
//! In: a call, and how further pages are asked for. Out: pages or items, one after the other. Holds one page at most,
//! sends a request only when its page is wanted. Must not: decide where the next page is; that is the paging policy's.

mod items;
mod page_iter;
mod walk;

#[cfg(feature = "blocking")]
pub(crate) mod blocking;

pub use items::Items;
pub use page_iter::Pages;
