//! Accounts for everything that a document says.
//!
//! In: the document after its overlays, and from every stage what it reads, rewrites and leaves out. Out: what is
//! unread, each with a reason. Must not: read a value for a stage, or take a stage's word for what it has no value of.
//!
//! `inventory` lists the objects and their keys before `downlevel`. `account` is what stages write into at the moment
//! they read: a keyword counts only together with its value, so an object that was lost on the way counts as unread
//! with all that it says. `settle` compares the two.

mod account;
mod inventory;
mod keyword;
mod raw;
mod settle;

pub use account::{Account, Presence, Reads};
pub use keyword::{Keyword, Keywords};
pub use raw::{Object, Raw};
pub use settle::{Coverage, Skipped};

#[cfg(test)]
mod tests;
