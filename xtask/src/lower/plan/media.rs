//! Media types: which one of several, and how its body is read.
//!
//! In: the `content` of a body or a response. Out: the choice. Must not: report.

use crate::resolve::{Kind, Media, SchemaId, Schemas};

/// How a body of a media type is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    Json,
    UrlEncoded,
    Multipart,
    Text,
    /// Server-sent events.
    Events,
    /// Lines of JSON.
    Lines,
    /// A sequence of JSON texts (RFC 7464).
    Sequence,
    Xml,
    Binary,
}

/// The form of a media type with this schema.
pub(super) fn form(media: &Media<'_>, schemas: &Schemas) -> Form {
    let essence = essence(media.name);
    let kind = media.schema.map(|id| &schemas[schemas.target(id)].kind);
    let named = match essence.as_str() {
        "application/json" | "text/json" => Form::Json,
        "application/x-www-form-urlencoded" => Form::UrlEncoded,
        "text/event-stream" => Form::Events,
        "application/x-ndjson" | "application/ndjson" => Form::Lines,
        "application/jsonl" | "application/x-jsonl" | "application/jsonlines" | "application/x-jsonlines" => {
            Form::Lines
        }
        "application/json-seq" => Form::Sequence,
        other if other.ends_with("+json-seq") => Form::Sequence,
        "application/xml" | "text/xml" => Form::Xml,
        other if other.ends_with("+json") => Form::Json,
        other if other.ends_with("+xml") => Form::Xml,
        other if other.starts_with("multipart/") => Form::Multipart,
        // No information: the schema decides.
        "*/*" | "application/*" | "" => match kind {
            None | Some(Kind::Any) => Form::Binary,
            Some(Kind::String { format }) if is_binary(format.as_deref()) => Form::Binary,
            Some(Kind::String { .. }) => Form::Text,
            Some(_) => Form::Json,
        },
        other if other.starts_with("text/") => Form::Text,
        _ => Form::Binary,
    };
    match (named, kind) {
        // Bytes are bytes, whatever the media type is.
        (Form::Json, Some(Kind::String { format: Some(format) })) if format == "binary" => Form::Binary,
        _ => named,
    }
}

/// A media type without its parameters, lower case.
pub(super) fn essence(name: &str) -> String {
    name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// The media type of a request body: the first of the best form.
pub(super) fn best<'a, 'd>(content: &'a [Media<'d>], schemas: &Schemas) -> Option<(Form, &'a Media<'d>)> {
    let mut best: Option<((Form, u8), &Media<'d>)> = None;
    for media in content {
        let form = form(media, schemas);
        // A plain form cannot hold files; vendor-specific JSON ranks after plain JSON, and JSON without a schema last.
        let rank = match form {
            Form::UrlEncoded if media.schema.is_some_and(|id| has_files(id, schemas)) => (Form::Text, 0),
            Form::Json if media.schema.is_none() => (Form::Json, 2),
            Form::Json => (Form::Json, u8::from(essence(media.name) != "application/json")),
            other => (other, 0),
        };
        if best.is_none_or(|(have, _)| rank < have) {
            best = Some((rank, media));
        }
    }
    best.map(|(_, media)| (form(media, schemas), media))
}

/// One of the properties is a file.
pub(super) fn has_files(id: SchemaId, schemas: &Schemas) -> bool {
    let Kind::Object { properties, .. } = &schemas[schemas.target(id)].kind else { return false };
    properties.iter().any(|property| match &schemas[schemas.target(property.schema)].kind {
        Kind::String { format } => is_binary(format.as_deref()),
        Kind::Array { items } => {
            matches!(&schemas[schemas.target(*items)].kind, Kind::String { format } if is_binary(format.as_deref()))
        }
        _ => false,
    })
}

fn is_binary(format: Option<&str>) -> bool {
    format == Some("binary")
}
