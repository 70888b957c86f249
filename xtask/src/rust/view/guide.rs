//! The values that the templates under `templates/guide` insert.
//!
//! In: filled by `guide` and the modules beside it. Out: read by the templates. Must not: hold prose; the templates
//! do.

use serde::Serialize;

/// The values that the templates under `templates/guide` insert, beside those of README and manifest.
#[derive(Debug, Clone, Serialize)]
pub struct Guide {
    /// How the crate is named in `use`.
    pub lib: String,
    /// `pet_shop::v2026_07`, for `use`.
    pub path: String,
    /// `crate::v2026_07`, for links.
    pub here: String,
    /// Feature without which the examples have nothing to call; empty in a crate without versions.
    pub feature: String,
    /// In the order of reading.
    pub chapters: Vec<Chapter>,
    /// Expression of a client in its shortest form.
    pub client: String,
    /// Expression of a builder with a credential.
    pub builder: String,
    pub schemes: Vec<String>,
    pub first: CallRow,
    /// Calls that return `already done` if they are repeated.
    pub keyed: Vec<CallRow>,
    /// Calls that are safe to repeat by a generated key.
    pub generated_keys: Vec<CallRow>,
    pub uncertain: Vec<CallRow>,
    pub limited: Vec<CallRow>,
    pub paged: Vec<CallRow>,
    /// Expression of the call in pages that is shown; empty where there is none.
    pub list: String,
    pub batches: Vec<CallRow>,
    pub streams: Option<StreamFacts>,
    /// Limit of all calls together; empty where there is none.
    pub limit: String,
    pub after_429: String,
    pub rate_headers: Vec<String>,
    pub request_id_headers: Vec<String>,
    pub version_header: String,
    pub max_retries: i64,
    pub timeout: String,
    pub codes: Codes,
    pub enveloped: bool,
    pub signing: Option<SigningFacts>,
    /// A call that takes an id, for many of its kind.
    pub bulk: Option<BulkFacts>,
    pub clearing: Option<ClearingFacts>,
    pub named: Option<NamedFacts>,
    pub reading: Option<ReadingFacts>,
    pub null: Option<NullFacts>,
    /// What `Debug` hides.
    pub redacted: Vec<String>,
    pub success: Option<SuccessFacts>,
    pub migrations: Vec<MigrationFacts>,
}

/// A page of the guide.
#[derive(Debug, Clone, Serialize)]
pub struct Chapter {
    /// Module and file.
    pub module: String,
    /// One line.
    pub about: String,
    pub source: ChapterSource,
}

/// What a page is made of.
#[derive(Debug, Clone, Serialize)]
pub enum ChapterSource {
    Template {
        name: String,
        /// Which of `migrations` it is about.
        migration: Option<usize>,
    },
    /// The text of a page that the API adds.
    Own(String),
}

/// A call in a text or a table.
#[derive(Debug, Clone, Default, Serialize)]
pub struct CallRow {
    /// As a link.
    pub link: String,
    /// Expression on `client`.
    pub call: String,
    /// The operation's id in the document.
    pub id: String,
    /// The fact that the table shows.
    pub fact: String,
    /// It returns a value.
    pub returns_value: bool,
    pub keyed: bool,
    /// A repeated call might have its effect twice.
    pub once: bool,
}

/// Variants of `ErrorCode`, as links, by what a repeat would do.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Codes {
    pub after_wait: Vec<String>,
    pub if_idempotent: Vec<String>,
    pub already_done: Vec<String>,
    pub any: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct SigningFacts {
    pub modes: Vec<ModeRow>,
    /// The mode that is shown.
    pub shown: String,
    /// The one with a private key; empty where there is none.
    pub keyed: String,
    /// The name of calls without a signature; empty where there is none.
    pub unsigned: String,
    /// `the method, the path and the query`.
    pub covered: String,
    /// Empty where it is not limited.
    pub validity: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct ModeRow {
    pub name: String,
    pub algorithm: String,
    pub header: String,
    pub secret: String,
    pub feature: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct BulkFacts {
    /// `client.things().get_thing`.
    pub call: String,
    pub link: String,
    pub limit: String,
    /// What one call takes: `id`, `request`.
    pub input: String,
    /// Its type, from the crate's root.
    pub ty: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct MigrationFacts {
    pub from: String,
    pub calls: Vec<(String, String)>,
    pub counterparts: Vec<(String, String)>,
    pub notes: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ClearingFacts {
    /// Type of the request.
    pub ty: String,
    pub setter: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct NamedFacts {
    pub ty: String,
    pub variant: String,
    pub fallback: String,
    pub text: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct ReadingFacts {
    pub ty: String,
    pub accessor: String,
    /// The accessor's property on the wire.
    pub wire: String,
    pub extra: String,
    /// How a value of `extra` is printed: only that of unknown properties is known to have a `Display`.
    pub extra_format: &'static str,
}

/// A request with a property that cannot be null by its type.
#[derive(Debug, Clone, Serialize)]
pub struct NullFacts {
    pub ty: String,
    /// A literal.
    pub wire: String,
    pub extra: String,
}

/// A response of success to the call that is shown first.
#[derive(Debug, Clone, Serialize)]
pub struct SuccessFacts {
    pub status: u16,
    /// A literal.
    pub body: String,
    /// A method of the response that gives a text.
    pub accessor: String,
    pub text: String,
}

/// Calls that stream.
#[derive(Debug, Clone, Default, Serialize)]
pub struct StreamFacts {
    pub downloads: Vec<CallRow>,
    pub events: Vec<CallRow>,
    pub lines: Vec<CallRow>,
    /// Bodies of bytes.
    pub uploads: Vec<CallRow>,
    /// Bodies of parts.
    pub forms: Vec<CallRow>,
    /// Other representations of responses: the method, and its media types.
    pub others: Vec<CallRow>,
    /// Expressions that give each; empty where there is none to show.
    pub download: String,
    pub event: String,
    pub line: String,
}
