//! The text that is signed.
//!
//! In: a request as it will be sent, and the data of the canonical string. Out: the bytes to sign. Must not: change the
//! request.

use super::encode;
use crate::description::canonical::{
    BodyDigest, CanonicalString, DigestAlgorithm, EmptyBody, SignedHeaders, SignedPart,
};
use crate::description::signing::Signing;
use crate::transport::body::Body;
use http::{HeaderMap, HeaderName, header};
use md5::{Digest as _, Md5};
use ring::digest;

/// Joins the parts. The request already has its date, and no signature yet.
pub(super) fn canonical_string(signing: &Signing, request: &http::Request<Body>) -> Result<Vec<u8>, String> {
    let canonical = &signing.canonical;
    let mut text = Vec::with_capacity(256);
    for (index, part) in canonical.parts.iter().enumerate() {
        if index > 0 {
            text.extend_from_slice(canonical.joiner.as_bytes());
        }
        push_part(&mut text, part, canonical, signing.date.map(|(header, _)| header), request)?;
    }
    Ok(text)
}

fn push_part(
    text: &mut Vec<u8>,
    part: &SignedPart,
    canonical: &CanonicalString,
    date_header: Option<&str>,
    request: &http::Request<Body>,
) -> Result<(), String> {
    let (headers, uri) = (request.headers(), request.uri());
    let body = || {
        let bytes = request.body().as_bytes();
        bytes.ok_or("the signature covers the body, so it has to be bytes, not a file or a stream")
    };
    match part {
        SignedPart::Method => text.extend_from_slice(request.method().as_str().as_bytes()),
        SignedPart::BodyDigest => push_digest(text, canonical.body_digest, body()?),
        SignedPart::Body => text.extend_from_slice(body()?),
        // A body without bytes is no body, whatever the header says.
        SignedPart::ContentType if request.body().length() == Some(0) => {}
        SignedPart::ContentType => push_header(text, headers, header::CONTENT_TYPE.as_str()),
        SignedPart::Date => date_header.into_iter().for_each(|name| push_header(text, headers, name)),
        SignedPart::Headers => push_headers(text, headers, canonical.headers),
        SignedPart::Header(name) => push_header(text, headers, name),
        SignedPart::Path => text.extend_from_slice(uri.path().as_bytes()),
        SignedPart::Query => text.extend_from_slice(uri.query().unwrap_or_default().as_bytes()),
        SignedPart::Resource => {
            let resource = uri.path_and_query().map_or("/", http::uri::PathAndQuery::as_str);
            text.extend_from_slice(resource.as_bytes());
        }
        SignedPart::Text(literal) => text.extend_from_slice(literal.as_bytes()),
    }
    Ok(())
}

fn push_digest(text: &mut Vec<u8>, digest: BodyDigest, body: &[u8]) {
    if body.is_empty() && digest.empty_body == EmptyBody::Blank {
        return;
    }
    let encoded = match digest.algorithm {
        DigestAlgorithm::Md5 => encode::bytes(digest.encoding, &Md5::digest(body)),
        DigestAlgorithm::Sha256 => encode::bytes(digest.encoding, digest::digest(&digest::SHA256, body).as_ref()),
    };
    text.extend_from_slice(encoded.as_bytes());
}

/// The values of one name are one list, as HTTP reads them.
fn push_header(text: &mut Vec<u8>, headers: &HeaderMap, name: &str) {
    for (index, value) in headers.get_all(name).iter().enumerate() {
        if index > 0 {
            text.push(b',');
        }
        text.extend_from_slice(value.as_bytes().trim_ascii());
    }
}

/// Names are in lower case already: `HeaderName` has them so.
fn push_headers(text: &mut Vec<u8>, headers: &HeaderMap, selected: SignedHeaders) {
    let prefix = selected.prefix;
    if prefix.is_empty() {
        return;
    }
    let has_prefix =
        |name: &&HeaderName| name.as_str().get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    let mut names: Vec<&str> = Vec::new();
    for name in headers.keys().filter(has_prefix) {
        // A few names; a sort of the library would be more code than all of this.
        names.insert(names.partition_point(|other| *other < name.as_str()), name.as_str());
    }
    for (index, name) in names.into_iter().enumerate() {
        if index > 0 {
            text.extend_from_slice(selected.joiner.as_bytes());
        }
        text.extend_from_slice(name.as_bytes());
        text.push(b':');
        push_header(text, headers, name);
    }
}
