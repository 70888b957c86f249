//! Content that is sent or received: bytes, files and streams.
//!
//! In: content as callers and HTTP stacks have it. Out: chunks, one at a time, when they are asked for. Must not: know
//! requests, responses or their errors, or read ahead more than a few chunks.

mod chain;
pub(crate) mod file;
pub(crate) mod source;
pub(crate) mod upload;
pub(crate) mod wrap;

#[cfg(test)]
pub(crate) mod tests;
