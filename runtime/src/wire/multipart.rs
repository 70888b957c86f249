//! Multipart bodies.
//!
//! In: a generated body type, which hands over its properties. Out: the content of a `multipart/form-data` body, of which
//! files and streams are read only while it is sent. The boundary comes from the client's random source.

use super::body::RequestBody;
use super::encode::{Encode, PartsContent};
pub use super::encode::{EncodeParts, PartWriter};
use super::json::{Decode, Reader, Rest, RestParts, Stop, Writer, to_value};
use super::part::Part;
use crate::content::upload::Upload;
use crate::value::base64;
use bytes::Bytes;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

/// A file in a multipart body: bytes, a file on disk, or a stream.
///
/// ```
/// use sdk_runtime::File;
/// let file = File::new(&b"a,b\n"[..]).name("rows.csv").media_type("text/csv");
/// let large = File::path("backup.tar");
/// assert_eq!(file.as_bytes().map(|bytes| bytes.len()), Some(4));
/// assert_eq!(large.as_bytes(), None);
/// ```
#[derive(Clone, PartialEq, Eq, Default)]
#[must_use = "it does nothing until a call sends it"]
pub struct File {
    name: Option<String>,
    media_type: Option<String>,
    content: Upload,
}

impl File {
    /// A file with this content.
    pub fn new(content: impl Into<Upload>) -> Self {
        Self { name: None, media_type: None, content: content.into() }
    }

    /// The file at this path, which is read while it is sent. It is sent under its own name unless
    /// [`name`](Self::name) gives it another.
    pub fn path(path: impl AsRef<Path>) -> Self {
        Self::new(Upload::path(path))
    }

    /// The bytes, unless this is a file on disk or a stream.
    pub const fn as_bytes(&self) -> Option<&Bytes> {
        self.content.as_bytes()
    }

    /// Names the file. Without a name it has that of its path, or of its property.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets the content type; `application/octet-stream` by default.
    pub fn media_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into());
        self
    }
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, media_type, content } = self;
        f.debug_struct("File").field("name", name).field("media_type", media_type).field("content", content).finish()
    }
}

impl From<Bytes> for File {
    fn from(bytes: Bytes) -> Self {
        Self::new(bytes)
    }
}

impl From<Vec<u8>> for File {
    fn from(bytes: Vec<u8>) -> Self {
        Self::new(bytes)
    }
}

impl From<&'static [u8]> for File {
    fn from(bytes: &'static [u8]) -> Self {
        Self::new(bytes)
    }
}

impl From<PathBuf> for File {
    fn from(path: PathBuf) -> Self {
        Self::path(path)
    }
}

impl From<Upload> for File {
    fn from(content: Upload) -> Self {
        Self::new(content)
    }
}

const NO_VALUE: &str = "a file on disk or a stream cannot be a JSON value";

impl Serialize for File {
    /// Outside multipart bodies a file is base64 text, which it can be only if its bytes are in memory.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.as_bytes() {
            Some(bytes) => serializer.serialize_str(&base64::encode(bytes)),
            None => Err(S::Error::custom(NO_VALUE)),
        }
    }
}

impl Decode for File {
    /// In JSON a file is base64 text; what is not is taken as the content itself.
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        let text = String::decode(reader)?;
        Ok(Self::new(base64::decode(&text).unwrap_or_else(|| text.into_bytes())))
    }
}

impl<'de> Deserialize<'de> for File {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::json::deserialize(deserializer)
    }
}

impl Encode for File {
    fn encode(&self, out: &mut Writer) {
        match self.as_bytes() {
            Some(bytes) => out.string(&base64::encode(bytes)),
            None => out.fail(NO_VALUE),
        }
    }
}

impl EncodeParts for File {
    fn parts(&self, out: &mut PartWriter<'_>) {
        out.file(self.name.as_deref(), self.media_type.as_deref(), &self.content);
    }
}

/// A body whose properties become parts.
pub trait IntoParts {
    /// Hands over the properties.
    fn parts(&self, out: &mut Parts<'_>);
}

impl<T: IntoParts + ?Sized> IntoParts for Box<T> {
    fn parts(&self, out: &mut Parts<'_>) {
        (**self).parts(out);
    }
}

impl<T: EncodeParts> IntoParts for BTreeMap<String, T> {
    fn parts(&self, out: &mut Parts<'_>) {
        for (name, value) in self {
            out.property(name, value);
        }
    }
}

/// A body that no type describes property by property: the properties of its JSON become parts; what has no properties is the
/// one part `body`.
#[derive(Debug, Clone, Copy)]
pub struct Whole<'a, T>(pub &'a T);

impl<T: EncodeParts> IntoParts for Whole<'_, T> {
    fn parts(&self, out: &mut Parts<'_>) {
        match to_value(self.0) {
            Value::Object(properties) => properties.iter().for_each(|(name, property)| out.property(name, property)),
            _ => out.property("body", self.0),
        }
    }
}

/// The body while it is written.
#[derive(Debug)]
pub struct Parts<'a> {
    boundary: &'a str,
    rules: &'a [Part],
    content: PartsContent,
}

impl Parts<'_> {
    /// Writes one property, as no part, one, or several.
    pub fn property<T: EncodeParts>(&mut self, wire: &str, value: &T) {
        self.part(wire, value);
    }

    /// Writes one property, unless `extra` has one of this name, which takes its place.
    pub fn known<T: EncodeParts>(&mut self, wire: &str, value: &T, extra: &dyn Rest) {
        if !extra.has(wire) {
            self.property(wire, value);
        }
    }

    /// Writes the properties that the type does not know.
    pub fn extra(&mut self, extra: &dyn RestParts) {
        extra.each_part(&mut |name, value| self.part(name, value));
    }

    fn part(&mut self, wire: &str, value: &dyn EncodeParts) {
        let rule = self.rules.iter().find(|part| part.wire == wire).copied();
        value.parts(&mut PartWriter { boundary: self.boundary, content: &mut self.content, wire, rule });
    }
}

/// The whole body. `boundary` must be unlikely to occur in the content.
pub(crate) fn multipart_body<T: IntoParts + ?Sized>(
    value: &T,
    rules: &[Part],
    boundary: &str,
) -> Result<RequestBody, String> {
    let mut parts = Parts { boundary, rules, content: PartsContent::default() };
    value.parts(&mut parts);
    parts.content.bytes.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    let media_type = format!("multipart/form-data; boundary={boundary}");
    Ok(RequestBody { media_type, content: parts.content.finish()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Form {
        title: String,
        tags: Vec<String>,
        count: Option<i64>,
        file: File,
    }

    impl IntoParts for Form {
        fn parts(&self, out: &mut Parts<'_>) {
            out.property("title", &self.title);
            out.property("tags", &self.tags);
            out.property("count", &self.count);
            out.property("file", &self.file);
        }
    }

    #[test]
    fn bodies_without_a_type_become_parts_all_the_same() {
        let heads = |body: &RequestBody| {
            let text = String::from_utf8_lossy(body.content.as_bytes().unwrap()).into_owned();
            let ends = |rest: &str| rest.split_once("\r\n").map_or(rest.to_owned(), |(head, _)| head.to_owned());
            text.split("; ").skip(1).map(ends).collect::<Vec<_>>()
        };
        let json = serde_json::json!({"a": 1, "b": [2, 3], "c": null});
        assert_eq!(
            heads(&multipart_body(&Whole(&json), &[], "B").unwrap()),
            ["name=\"a\"", "name=\"b\"", "name=\"b\""]
        );
        let list = vec!["x".to_owned(), "y".to_owned()];
        assert_eq!(heads(&multipart_body(&Whole(&list), &[], "B").unwrap()), ["name=\"body\"", "name=\"body\""]);
        let files = BTreeMap::from([("f".to_owned(), File::new(&b"x"[..]).name("n"))]);
        assert_eq!(heads(&multipart_body(&Box::new(files), &[], "B").unwrap()), ["name=\"f\"", "filename=\"n\""]);
    }

    #[test]
    fn what_is_not_in_memory_cannot_be_json() {
        let file = File::path("none");
        assert!(serde_json::to_string(&file).unwrap_err().to_string().contains("cannot be a JSON value"));
        let fault = super::super::body::json_body(&file).unwrap_err();
        assert!(fault.contains("cannot be a JSON value"), "{fault}");
        let rules = [Part::new("body").media_type("application/json")];
        let fault = multipart_body(&Whole(&vec![file]), &rules, "B").unwrap_err();
        assert!(fault.starts_with("`body` cannot be written"), "{fault}");
    }

    #[test]
    fn files_in_json_are_base64() {
        let file: File = serde_json::from_str("\"UERG\"").unwrap();
        assert_eq!(file.as_bytes().unwrap(), &b"PDF"[..]);
        assert_eq!(serde_json::to_string(&file).unwrap(), "\"UERG\"");
    }

    #[test]
    fn members_become_parts() {
        let upload = Form {
            title: "a\"b".into(),
            tags: vec!["x".into(), "y".into()],
            count: None,
            file: File::new(&b"\0\x01"[..]).name("f\"\r\n.bin"),
        };
        let body = multipart_body(&upload, &[Part::new("title").media_type("text/plain")], "B").unwrap();
        let expected = "--B\r\nContent-Disposition: form-data; name=\"title\"\r\nContent-Type: text/plain\r\n\r\na\"b\r\n\
            --B\r\nContent-Disposition: form-data; name=\"tags\"\r\n\r\nx\r\n\
            --B\r\nContent-Disposition: form-data; name=\"tags\"\r\n\r\ny\r\n\
            --B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f%22%0D%0A.bin\"\r\n\
            Content-Type: application/octet-stream\r\n\r\n\0\x01\r\n--B--\r\n";
        assert_eq!(body.content.as_bytes().unwrap(), expected.as_bytes());
        assert_eq!(body.media_type, "multipart/form-data; boundary=B");
    }
}
