//! The versions of OpenAPI that are told apart.
//!
//! In: filled by `detect`. Out: read by the rules that depend on it. Must not: guess from the content.

/// A version of the OpenAPI Specification, as far as it matters here.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Version {
    #[default]
    V30,
    V31,
    /// Read as 3.1; what is new in it is reported where it occurs.
    V32,
}
