//! Limits on the resources that a document may use.

/// Limits that no ordinary document reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one file.
    pub bytes: u64,
    /// Collections within collections. The parsers themselves stop at 128.
    pub depth: usize,
    /// Nodes of one file, aliases followed; and the total number of nodes copied from other files.
    pub nodes: usize,
    /// Files that one document may consist of.
    pub files: usize,
    /// Parts copied from other files.
    pub imports: usize,
    /// Path items of other files within one another.
    pub chain: usize,
    /// What to do when a schema's file is not there.
    pub missing_schema: MissingSchema,
}

/// What a reference to a schema becomes when its file is not there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum MissingSchema {
    /// An error: part of the document is lost.
    #[default]
    Refuse,
    /// A warning, and a schema that accepts any value: for third-party documents that are incomplete.
    AnyValue,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 64 << 20,
            depth: 128,
            nodes: 4_000_000,
            files: 512,
            imports: 20_000,
            chain: 32,
            missing_schema: MissingSchema::Refuse,
        }
    }
}
