//! Where the next page of a list is.
//!
//! In: how the operation pages, and what each page says of its place. Out: the next page, or the end, or the fault of a
//! list that would never end. Must not: send anything.

mod facts;
mod link;
mod loops;
mod position;

pub use facts::{Down, List, Paged, Paging, fact};
pub(crate) use facts::{ItemList, PageFacts, read, read_body};
pub(crate) use link::PageUrls;
pub(crate) use position::{Next, Position, UnknownNext};
