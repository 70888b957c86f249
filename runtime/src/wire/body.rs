//! Request bodies: JSON, forms, text, bytes.
//!
//! In: a value. Out: a media type and the content that is sent, and sent again on a repeat.

use super::param::{Explode, Style};
use crate::content::upload::Content;
use bytes::Bytes;
use serde::Serialize;

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
pub(crate) fn json_body<T: Serialize + ?Sized>(value: &T) -> Result<RequestBody, String> {
    let bytes = serde_json::to_vec(value).map_err(|error| format!("the body cannot be written as JSON: {error}"))?;
    Ok(RequestBody::bytes("application/json", bytes))
}

/// A JSON body that is the one property of an object.
pub(crate) fn wrapped_json_body<T: Serialize + ?Sized>(property: &str, value: &T) -> Result<RequestBody, String> {
    json_body(&Wrapped { property, value })
}

struct Wrapped<'a, T: ?Sized> {
    property: &'a str,
    value: &'a T,
}

impl<T: Serialize + ?Sized> Serialize for Wrapped<'_, T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap as _;
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(self.property, self.value)?;
        map.end()
    }
}
