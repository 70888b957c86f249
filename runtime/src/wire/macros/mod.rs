//! The macros that generated models are written in.
//!
//! In: the table of one type. Out: its trait impls, each a few lines that call a generic function of this crate. They
//! are flat, so that hundreds of types stay quick to compile.

mod enums;
mod objects;
mod unions;
