//! The macros that generated code is written in.
//!
//! In: the table of one type or operation. Out: its trait impls, each a few lines that call a generic function of this
//! crate. They are flat (no recursion but down short lists of fields), so that hundreds of types stay quick to compile.

mod blocking;
mod enums;
mod errors;
mod objects;
mod operations;
mod paging;
mod unions;
