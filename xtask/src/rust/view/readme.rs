//! The values that the template of `README.md` inserts.
//!
//! In: filled by `readme`. Out: read by the template. Must not: hold text that is not safe in Markdown.

use serde::Serialize;

/// The values of the README's template.
#[derive(Debug, Clone, Serialize)]
pub struct Readme {
    pub header: String,
    pub title: String,
    pub crate_name: String,
    pub intro: Vec<String>,
    pub stand_alone: bool,
    pub versions: Vec<VersionRow>,
    pub services: Vec<ServiceRow>,
    pub errors: Vec<ErrorRow>,
    pub options: Vec<OptionRow>,
    /// Prefix of the environment variables; empty where there is none.
    pub env_prefix: String,
    /// The variable that the key is read from, as code; empty where there is none.
    pub key_variable: String,
    pub builder: String,
    /// A version has ended.
    pub deprecated: bool,
    /// Feature of the version that the guide is about; empty where there is no guide or no such feature.
    pub guide_feature: String,
    /// Pages of the guide that the API adds: name and line of the index.
    pub own_pages: Vec<(String, String)>,
}

#[derive(Debug, Clone, Serialize)]
pub struct VersionRow {
    pub version: String,
    pub module: String,
    pub released: String,
    pub supported_until: String,
    pub default: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct ServiceRow {
    pub method: String,
    pub docs: String,
    pub operations: Vec<OperationRow>,
}

#[derive(Debug, Clone, Serialize)]
pub struct OperationRow {
    pub method: String,
    pub call: String,
    pub docs: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct ErrorRow {
    pub variant: String,
    pub codes: String,
    pub statuses: String,
    pub meaning: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct OptionRow {
    pub option: String,
    pub env: String,
    pub meaning: String,
}
