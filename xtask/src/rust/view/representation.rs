//! Representations of responses, decided.
//!
//! In: filled by `rust::representations`. Out: read by `emit`. Must not: point back into the IR.

use proc_macro2::TokenStream;

use crate::rust::ident::RustIdent;

/// What makes a value of a response.
#[derive(Debug, Clone)]
pub enum Decoder {
    /// A function of `sdk_runtime::decode`.
    Whole(RustIdent),
    /// A function of `sdk_runtime::stream`.
    Stream(RustIdent),
}

/// Another representation of a response, with the methods that send for it.
#[derive(Debug, Clone)]
pub struct RepresentationView {
    /// As in `Accept`.
    pub media_types: String,
    pub send: RustIdent,
    pub with_meta: RustIdent,
    pub blocking: RustIdent,
    /// The static that describes the call for it.
    pub fact: RustIdent,
    /// Expression of the static.
    pub facts: TokenStream,
    pub decoder: Decoder,
    /// What the call gives.
    pub output: TokenStream,
}
