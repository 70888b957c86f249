//! Request bodies: JSON, forms, text, bytes.
//!
//! In: a value. Out: a media type and the content that is sent, and sent again on a repeat.

use super::encode::Encode;
use super::pull::Writer;
use crate::content::upload::Content;
use bytes::Bytes;

/// The body of a request, ready to be sent.
#[derive(Debug, Clone)]
pub(crate) struct RequestBody {
    pub(crate) media_type: String,
    pub(crate) content: Content,
}

impl RequestBody {
    /// A body of bytes.
    pub(crate) fn bytes(media_type: &str, bytes: impl Into<Bytes>) -> Self {
        Self { media_type: media_type.to_owned(), content: bytes.into().into() }
    }
}

/// A JSON body.
pub(crate) fn json_body<T: Encode + ?Sized>(value: &T) -> Result<RequestBody, String> {
    let mut json = Writer::new();
    value.encode(&mut json);
    json_bytes(json)
}

/// A JSON body that is the one property of an object.
pub(crate) fn wrapped_json_body<T: Encode + ?Sized>(property: &str, value: &T) -> Result<RequestBody, String> {
    let mut json = Writer::new();
    json.begin_object();
    json.key(property);
    value.encode(&mut json);
    json.end_object();
    json_bytes(json)
}

fn json_bytes(json: Writer) -> Result<RequestBody, String> {
    match json.fault() {
        Some(fault) => Err(format!("the body cannot be written as JSON: {fault}")),
        None => Ok(RequestBody::bytes("application/json", json.into_text())),
    }
}
