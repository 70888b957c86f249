//! Facts for `Cargo.toml` and `rustfmt.toml`.
//!
//! In: options and versions. Out: strings that the template places, quoted for TOML already. Must not: hold a date or
//! anything else that changes between two runs.

use serde::Serialize;

use super::docs;
use super::{CrateOptions, Layout};

/// What the manifest's template places.
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
    /// Quoted path of the runtime; empty for a member.
    pub runtime_path: String,
    /// Features of the versions, oldest first.
    pub features: Vec<Feature>,
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
}

/// `documents` are the documents' own versions.
pub(super) fn view(
    options: &CrateOptions,
    header: &str,
    title: &str,
    features: Vec<Feature>,
    documents: &[String],
) -> Manifest {
    let runtime_path = match &options.layout {
        Layout::Member => String::new(),
        Layout::StandAlone { runtime_path } => quoted(runtime_path),
    };
    let mut default: Vec<String> = features.last().map(|feature| quoted(&feature.name)).into_iter().collect();
    default.push(quoted("reqwest"));
    Manifest {
        header: header.to_owned(),
        name: quoted(&options.crate_name),
        description: quoted(&format!("Client of {title}, generated from its OpenAPI description.")),
        stand_alone: matches!(options.layout, Layout::StandAlone { .. }),
        runtime_path,
        features,
        default,
        documents: documents.iter().map(|version| quoted(version)).collect(),
    }
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in docs::plain(text).chars() {
        if matches!(c, '"' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('"');
    out
}
