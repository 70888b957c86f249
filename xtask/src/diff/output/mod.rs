//! The comparison as text, one file for each form.
//!
//! In: `Comparison`. Out: text. Must not: decide a level, or compare.

mod json;
mod text;

pub use json::to_json;
pub use text::to_text;
