//! Request bodies: JSON, forms, text, bytes.
//!
//! In: a value. Out: a media type and the content that is sent, and sent again on a repeat.

use super::encode::Encode;
use super::json::Writer;
use super::param::{Explode, Style};
use crate::content::upload::Content;
use bytes::Bytes;

/// How one property of a form or multipart body is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    pub(crate) wire: &'static str,
    pub(crate) media_type: Option<&'static str>,
    pub(crate) style: Option<(Style, Explode)>,
}

impl Part {
    /// The property of this wire name, written by the default rules: text for scalars, one part or pair for each element
    /// of a list, JSON for objects.
    pub const fn new(wire: &'static str) -> Self {
        Self { wire, media_type: None, style: None }
    }

    /// The content type of the part.
    pub const fn media_type(mut self, media_type: &'static str) -> Self {
        self.media_type = Some(media_type);
        self
    }

    /// The style of the property's value.
    pub const fn style(mut self, style: Style, explode: Explode) -> Self {
        self.style = Some((style, explode));
        self
    }

    /// Whether the property is to be JSON text.
    pub(crate) fn is_json(&self) -> bool {
        self.media_type.is_some_and(|media_type| media_type.contains("json"))
    }
}

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
