//! The text that is signed.
//!
//! In: a request as it will be sent. Out: the bytes to sign. Must not: change the request.

use crate::description::signing::{SignedPart, Signing};
use crate::transport::body::Body;
use crate::wire::http_date;
use http::{HeaderMap, HeaderName, header};
use md5::{Digest as _, Md5};

/// Puts the parts together. The request has its date already, and no signature yet.
pub(super) fn to_sign(signing: &Signing, request: &http::Request<Body>) -> Result<Vec<u8>, String> {
    let mut text = Vec::with_capacity(256);
    for (index, part) in signing.parts.iter().enumerate() {
        if index > 0 {
            text.push(b'\n');
        }
        match part {
            SignedPart::Method => text.extend_from_slice(request.method().as_str().as_bytes()),
            SignedPart::BodyMd5UpperHex => match request.body().as_bytes() {
                Some(bytes) => push_digest(&mut text, bytes),
                None => {
                    return Err("the signature covers the body, so it has to be bytes, not a file or a stream".into());
                }
            },
            // A body without bytes is no body, whatever the header says.
            SignedPart::ContentType if request.body().length() == Some(0) => {}
            SignedPart::ContentType => push_header(&mut text, request.headers(), header::CONTENT_TYPE.as_str()),
            SignedPart::Date => push_header(&mut text, request.headers(), signing.date_header),
            SignedPart::PrefixedHeaders => push_prefixed(&mut text, request.headers(), signing.header_prefix),
            SignedPart::Resource => {
                let resource = request.uri().path_and_query().map_or("/", http::uri::PathAndQuery::as_str);
                text.extend_from_slice(resource.as_bytes());
            }
        }
    }
    Ok(text)
}

/// The value of the date header for a time.
pub(super) fn date(now: std::time::SystemTime) -> String {
    http_date::format(now)
}

fn push_digest(text: &mut Vec<u8>, body: &[u8]) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    if body.is_empty() {
        return;
    }
    for byte in Md5::digest(body) {
        text.push(HEX[usize::from(byte >> 4)]);
        text.push(HEX[usize::from(byte & 15)]);
    }
}

fn push_header(text: &mut Vec<u8>, headers: &HeaderMap, name: &str) {
    if let Some(value) = headers.get(name) {
        text.extend_from_slice(value.as_bytes().trim_ascii());
    }
}

/// Names are in lower case already: `HeaderName` has them so.
fn push_prefixed(text: &mut Vec<u8>, headers: &HeaderMap, prefix: &str) {
    if prefix.is_empty() {
        return;
    }
    let has_prefix =
        |name: &&HeaderName| name.as_str().get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    let mut names: Vec<&HeaderName> = headers.keys().filter(has_prefix).collect();
    names.sort_unstable_by_key(|name| name.as_str());
    for (index, name) in names.into_iter().enumerate() {
        if index > 0 {
            text.push(b'\n');
        }
        text.extend_from_slice(name.as_str().as_bytes());
        // Several values of one name are one list, as HTTP reads them.
        for (index, value) in headers.get_all(name).iter().enumerate() {
            text.push(if index == 0 { b':' } else { b',' });
            text.extend_from_slice(value.as_bytes().trim_ascii());
        }
    }
}
