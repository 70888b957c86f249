//! The values that the templates of `Cargo.toml` and `rustfmt.toml` insert.
//!
//! In: filled by `manifest`. Out: read by the templates. Must not: hold a date or anything else that changes between
//! two runs.

use serde::Serialize;

/// The values of the manifest's template.
#[derive(Debug, Clone, Serialize)]
pub struct Manifest {
    /// Text of the header.
    pub header: String,
    /// Quoted.
    pub name: String,
    /// Quoted.
    pub description: String,
    /// The crate is no member of the runtime's workspace: everything is spelt out.
    pub stand_alone: bool,
    /// Quoted path of the runtime; empty for a member of the workspace.
    pub runtime_path: String,
    /// Features of the versions, oldest first.
    pub features: Vec<Feature>,
    /// Features of the runtime that can be switched on from here.
    pub extras: Vec<Feature>,
    /// There are tests.
    pub tested: bool,
    /// There are tests, or examples of a guide, which are compiled as tests.
    pub has_dev_dependencies: bool,
    /// Quoted names of the tests of single versions, oldest first.
    pub tests: Vec<String>,
    /// Quoted items of `default`.
    pub default: Vec<String>,
    /// Quoted items: the version of each document, as the document has it.
    pub documents: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Feature {
    pub name: String,
    /// For the comment.
    pub docs: String,
    /// On by default.
    pub on: bool,
}
