//! How requests are signed: `signing` of the root extension.
//!
//! In: its value. Out: `ir::Signing`. Must not: hold names or rules of an API; what is not written has a plain default.

use serde_json::Value;

use super::super::names::{DigitPrefix, words};
use super::reader::{Reader, missing, wrong};
use crate::diag::{Diagnostics, Pointer};
use crate::ir::{
    AuthMethodName, BinaryEncoding, BodyDigest, CanonicalString, DateFormat, DigestAlgorithm, EmptyBody, QueryOrder,
    RepeatedKeys, SignatureAlgorithm, SignatureMode, SignedPart, SignedQuery, Signing, SpaceEncoding,
};

const ENCODINGS: &[(&str, BinaryEncoding)] = &[
    ("base64", BinaryEncoding::Base64),
    ("hex-lower", BinaryEncoding::HexLower),
    ("hex-upper", BinaryEncoding::HexUpper),
];

/// Reads the object.
pub(super) fn signing(value: &Value, at: Pointer, diagnostics: &mut Diagnostics) -> Option<Signing> {
    let mut reader = Reader::new(value, at, diagnostics);
    let unsigned = reader.text("unsigned", diagnostics).map(method_name);
    let date_header = reader.header("date-header", diagnostics);
    let formats = [
        ("http-date", DateFormat::HttpDate),
        ("iso-8601", DateFormat::Iso8601),
        ("epoch-seconds", DateFormat::EpochSeconds),
        ("epoch-milliseconds", DateFormat::EpochMilliseconds),
    ];
    let date_format = reader.one_of("date-format", &formats, diagnostics).unwrap_or(DateFormat::HttpDate);
    let validity_seconds = reader.positive("validity-seconds", diagnostics);
    let modes = modes(&mut reader, diagnostics);
    let canonical = match reader.get("canonical-string") {
        Some((value, at)) => canonical_string(value, at, date_header.is_some(), diagnostics),
        None => {
            missing(reader.at(), "canonical-string", diagnostics);
            None
        }
    };
    let names: Vec<&AuthMethodName> = unsigned.iter().chain(modes.iter().map(|mode| &mode.name)).collect();
    if names.iter().enumerate().any(|(index, name)| names[..index].contains(name)) {
        wrong(&reader.at().child("modes"), "modes", "a list of modes with different names", diagnostics);
    }
    reader.finish(diagnostics);
    Some(Signing { modes, unsigned, date_header, date_format, validity_seconds, canonical: canonical? })
}

fn method_name(text: String) -> AuthMethodName {
    AuthMethodName { words: words(&text, DigitPrefix::Value), text }
}

fn modes(reader: &mut Reader<'_>, diagnostics: &mut Diagnostics) -> Vec<SignatureMode> {
    match reader.get("modes") {
        Some((Value::Array(list), at)) if !list.is_empty() => {
            let modes = list.iter().enumerate();
            modes.filter_map(|(index, value)| mode(value, at.index(index), diagnostics)).collect()
        }
        Some((_, at)) => {
            wrong(&at, "modes", "a list that is not empty", diagnostics);
            Vec::new()
        }
        None => {
            missing(reader.at(), "modes", diagnostics);
            Vec::new()
        }
    }
}

fn mode(value: &Value, at: Pointer, diagnostics: &mut Diagnostics) -> Option<SignatureMode> {
    let mut reader = Reader::new(value, at, diagnostics);
    let name = reader.need_text("name", diagnostics);
    let algorithms =
        [("hmac-sha256", SignatureAlgorithm::HmacSha256), ("rsa-pss-sha256", SignatureAlgorithm::RsaPssSha256)];
    reader.need("algorithm", diagnostics);
    let algorithm = reader.one_of("algorithm", &algorithms, diagnostics);
    reader.need("header", diagnostics);
    let header = reader.header("header", diagnostics);
    let prefix = reader.text("prefix", diagnostics);
    let encoding = reader.one_of("encoding", ENCODINGS, diagnostics).unwrap_or(BinaryEncoding::Base64);
    reader.finish(diagnostics);
    Some(SignatureMode { name: method_name(name?), algorithm: algorithm?, header: header?, prefix, encoding })
}

fn canonical_string(
    value: &Value,
    at: Pointer,
    is_dated: bool,
    diagnostics: &mut Diagnostics,
) -> Option<CanonicalString> {
    let mut reader = Reader::new(value, at, diagnostics);
    let parts = parts(&mut reader, diagnostics);
    if parts.contains(&SignedPart::Date) && !is_dated {
        wrong(&reader.at().child("parts"), "parts", "a list without `date`, or beside a `date-header`", diagnostics);
    }
    let joiner = reader.literal("joiner", diagnostics);
    let body_digest = reader.get("body-digest").map(|(value, at)| body_digest(value, at, diagnostics));
    let headers = reader.get("headers").map(|(value, at)| signed_headers(value, at, diagnostics));
    if parts.contains(&SignedPart::Headers) && headers.is_none() {
        missing(reader.at(), "headers", diagnostics);
    }
    let query = reader.get("query").map(|(value, at)| query(value, at, diagnostics));
    let (header_prefix, header_joiner) = headers.unwrap_or_else(|| (String::new(), "\n".to_owned()));
    reader.finish(diagnostics);
    (!parts.is_empty()).then(|| CanonicalString {
        parts,
        joiner: joiner.unwrap_or_else(|| "\n".to_owned()),
        body_digest: body_digest.unwrap_or(BodyDigest {
            algorithm: DigestAlgorithm::Sha256,
            encoding: BinaryEncoding::HexLower,
            empty_body: EmptyBody::Blank,
        }),
        header_prefix,
        header_joiner,
        query: query.unwrap_or(SignedQuery {
            order: QueryOrder::ByKey,
            repeated_keys: RepeatedKeys::Kept,
            space: SpaceEncoding::Percent,
        }),
    })
}

const PARTS: &[(&str, SignedPart)] = &[
    ("method", SignedPart::Method),
    ("body-digest", SignedPart::BodyDigest),
    ("body", SignedPart::Body),
    ("content-type", SignedPart::ContentType),
    ("date", SignedPart::Date),
    ("headers", SignedPart::Headers),
    ("path", SignedPart::Path),
    ("query", SignedPart::Query),
    ("resource", SignedPart::Resource),
];

fn parts(reader: &mut Reader<'_>, diagnostics: &mut Diagnostics) -> Vec<SignedPart> {
    let list = match reader.get("parts") {
        Some((Value::Array(list), at)) if !list.is_empty() => (list, at),
        Some((_, at)) => {
            wrong(&at, "parts", "a list that is not empty", diagnostics);
            return Vec::new();
        }
        None => {
            missing(reader.at(), "parts", diagnostics);
            return Vec::new();
        }
    };
    let (list, at) = list;
    let parts = list.iter().enumerate();
    parts.filter_map(|(index, value)| part(value, at.index(index), diagnostics)).collect()
}

/// A word, `{header: name}` or `{text: literal}`.
fn part(value: &Value, at: Pointer, diagnostics: &mut Diagnostics) -> Option<SignedPart> {
    if value.is_object() {
        let mut reader = Reader::new(value, at.clone(), diagnostics);
        let header = reader.header("header", diagnostics).map(SignedPart::Header);
        let text = reader.literal("text", diagnostics).map(SignedPart::Text);
        reader.finish(diagnostics);
        if let (Some(part), None) | (None, Some(part)) = (header, text) {
            return Some(part);
        }
        // What is wrong with a key that the object has is reported already.
        if value.get("header").is_some() != value.get("text").is_some() {
            return None;
        }
    }
    let known = value.as_str().and_then(|word| PARTS.iter().find(|(name, _)| *name == word));
    if known.is_none() {
        let words: Vec<&str> = PARTS.iter().map(|(name, _)| *name).collect();
        let expected = format!("{}, {{header: …}} or {{text: …}}", words.join(", "));
        wrong(&at, "parts", &format!("made of {expected}"), diagnostics);
    }
    known.map(|(_, part)| part.clone())
}

fn body_digest(value: &Value, at: Pointer, diagnostics: &mut Diagnostics) -> BodyDigest {
    let mut reader = Reader::new(value, at, diagnostics);
    let algorithms = [("md5", DigestAlgorithm::Md5), ("sha256", DigestAlgorithm::Sha256)];
    let empty = [("blank", EmptyBody::Blank), ("digest", EmptyBody::Digest)];
    let digest = BodyDigest {
        algorithm: reader.one_of("algorithm", &algorithms, diagnostics).unwrap_or(DigestAlgorithm::Sha256),
        encoding: reader.one_of("encoding", ENCODINGS, diagnostics).unwrap_or(BinaryEncoding::HexLower),
        empty_body: reader.one_of("empty-body", &empty, diagnostics).unwrap_or(EmptyBody::Blank),
    };
    reader.finish(diagnostics);
    digest
}

fn signed_headers(value: &Value, at: Pointer, diagnostics: &mut Diagnostics) -> (String, String) {
    let mut reader = Reader::new(value, at, diagnostics);
    let prefix = reader.need_text("prefix", diagnostics).unwrap_or_default();
    let joiner = reader.literal("joiner", diagnostics).unwrap_or_else(|| "\n".to_owned());
    reader.finish(diagnostics);
    (prefix, joiner)
}

fn query(value: &Value, at: Pointer, diagnostics: &mut Diagnostics) -> SignedQuery {
    let mut reader = Reader::new(value, at, diagnostics);
    let orders = [("by-key", QueryOrder::ByKey), ("as-set", QueryOrder::AsSet)];
    let repeated = [("joined", RepeatedKeys::Joined), ("kept", RepeatedKeys::Kept)];
    let spaces = [("plus", SpaceEncoding::Plus), ("percent", SpaceEncoding::Percent)];
    let query = SignedQuery {
        order: reader.one_of("order", &orders, diagnostics).unwrap_or(QueryOrder::ByKey),
        repeated_keys: reader.one_of("repeated-keys", &repeated, diagnostics).unwrap_or(RepeatedKeys::Kept),
        space: reader.one_of("space", &spaces, diagnostics).unwrap_or(SpaceEncoding::Percent),
    };
    reader.finish(diagnostics);
    query
}
