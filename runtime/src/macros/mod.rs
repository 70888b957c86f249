//! The macros that generated code is written in.
//!
//! In: the table of one type or operation. Out: its trait impls, each a few lines that call a generic function of this
//! crate. They are flat (no recursion, no token munching), so that hundreds of types stay quick to compile.

mod enums;
mod errors;
mod objects;
mod operations;
mod unions;
