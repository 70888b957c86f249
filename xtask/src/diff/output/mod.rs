//! The comparison as text, one file for each form.
//!
//! In: `Comparison`. Out: text. Must not: decide a level, or compare.

mod checks;
mod json;
mod text;

pub use checks::{to_github, to_gitlab, to_junit, to_sarif};
pub use json::to_json;
pub use text::to_text;
