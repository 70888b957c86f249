//! The macros that generated calls and errors are written in.
//!
//! In: the name of a request builder or an error type. Out: its methods and trait impls, each a few lines that call a
//! generic function of this crate.

mod blocking;
mod by_status;
mod errors;
mod operations;
mod paging;
mod streams;
