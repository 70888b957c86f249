//! Multipart bodies.
//!
//! In: a generated body type, which hands over its members. Out: the bytes of a `multipart/form-data` body. The
//! boundary comes from the client's random source.

use crate::body::{Body, Part};
use crate::param::{Explode, scalar};
use crate::wire::{Decode, Encode};
use bytes::Bytes;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt;

/// A file, or raw bytes, in a multipart body.
///
/// ```
/// let file = sdk_runtime::File::new(&b"a,b\n"[..]).name("rows.csv").media_type("text/csv");
/// assert_eq!(file.bytes.len(), 4);
/// ```
#[derive(Clone, PartialEq, Eq, Default)]
pub struct File {
    /// The file's name; that of the member where absent.
    pub name: Option<String>,
    /// The content type; `application/octet-stream` where absent.
    pub media_type: Option<String>,
    /// What is in it.
    pub bytes: Bytes,
}

impl File {
    /// A file with this content.
    pub fn new(bytes: impl Into<Bytes>) -> Self {
        Self { name: None, media_type: None, bytes: bytes.into() }
    }

    /// Names the file.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets the content type.
    pub fn media_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into());
        self
    }
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, media_type, bytes } = self;
        f.debug_struct("File").field("name", name).field("media_type", media_type).field("len", &bytes.len()).finish()
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

impl Serialize for File {
    /// Outside multipart bodies a file is base64 text.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&crate::encoding::base64(&self.bytes))
    }
}

impl<'de> Decode<'de> for File {
    /// In JSON a file is base64 text; what is not is taken as the content itself.
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::decode(deserializer)?;
        Ok(Self::new(crate::encoding::from_base64(&text).unwrap_or_else(|| text.into_bytes())))
    }
}

impl<'de> Deserialize<'de> for File {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Decode::decode(deserializer)
    }
}

impl Encode for File {
    fn parts(&self, out: &mut PartSink<'_>) {
        out.file(self);
    }
}

/// A body whose members become parts.
pub trait IntoParts {
    /// Hands over the members.
    fn parts(&self, out: &mut Parts<'_>);
}

impl<T: IntoParts + ?Sized> IntoParts for Box<T> {
    fn parts(&self, out: &mut Parts<'_>) {
        (**self).parts(out);
    }
}

impl<T: Encode> IntoParts for BTreeMap<String, T> {
    fn parts(&self, out: &mut Parts<'_>) {
        out.extra(self);
    }
}

/// A body that no type describes member by member: the members of its JSON become parts; what has no members is the
/// one part `body`.
#[derive(Debug, Clone, Copy)]
pub struct Whole<'a, T>(pub &'a T);

impl<T: Encode> IntoParts for Whole<'_, T> {
    fn parts(&self, out: &mut Parts<'_>) {
        match serde_json::to_value(self.0) {
            Ok(Value::Object(members)) => members.iter().for_each(|(name, member)| out.member(name, member)),
            _ => out.member("body", self.0),
        }
    }
}

/// The body while it is written.
#[derive(Debug)]
pub struct Parts<'a> {
    boundary: &'a str,
    rules: &'a [Part],
    bytes: Vec<u8>,
    fault: Option<String>,
}

impl Parts<'_> {
    /// Writes one member, as no part, one, or several.
    pub fn member<T: Encode>(&mut self, wire: &str, value: &T) {
        let rule = self.rules.iter().find(|part| part.wire == wire).copied();
        value.parts(&mut PartSink {
            boundary: self.boundary,
            bytes: &mut self.bytes,
            fault: &mut self.fault,
            wire,
            rule,
        });
    }

    /// Writes one member, unless `extra` has one of this name, which takes its place.
    pub fn known<T: Encode, E>(&mut self, wire: &str, value: &T, extra: &BTreeMap<String, E>) {
        if !extra.contains_key(wire) {
            self.member(wire, value);
        }
    }

    /// Writes the members that the type does not know.
    pub fn extra<T: Encode>(&mut self, extra: &BTreeMap<String, T>) {
        for (name, value) in extra {
            self.member(name, value);
        }
    }
}

/// The place of one member in the body.
#[derive(Debug)]
pub struct PartSink<'a> {
    boundary: &'a str,
    bytes: &'a mut Vec<u8>,
    fault: &'a mut Option<String>,
    wire: &'a str,
    rule: Option<Part>,
}

impl PartSink<'_> {
    /// Writes text.
    pub fn text(&mut self, text: &str) {
        let media_type = self.rule.and_then(|rule| rule.media_type);
        if media_type.is_some() && self.rule.is_some_and(|rule| rule.is_json()) {
            self.part(None, media_type, Value::from(text).to_string().as_bytes());
        } else {
            self.part(None, media_type, text.as_bytes());
        }
    }

    /// Writes a file.
    pub fn file(&mut self, file: &File) {
        let media_type = file.media_type.as_deref().or(self.rule.and_then(|rule| rule.media_type));
        let name = file.name.as_deref().unwrap_or(self.wire).to_owned();
        self.part(Some(&name), Some(media_type.unwrap_or("application/octet-stream")), &file.bytes);
    }

    /// Writes a value that has no form of its own: text for scalars, JSON for the rest.
    pub fn json<T: Serialize + ?Sized>(&mut self, value: &T) {
        match serde_json::to_value(value) {
            Ok(Value::Null) => {}
            Ok(value @ (Value::Object(_) | Value::Array(_))) => {
                let media_type = self.rule.and_then(|rule| rule.media_type).unwrap_or("application/json");
                self.part(None, Some(media_type), value.to_string().as_bytes());
            }
            Ok(value) => self.text(&scalar(&value)),
            Err(error) => *self.fault = Some(format!("`{}` cannot be written: {error}", self.wire)),
        }
    }

    /// Writes a list: a part for each element, unless the description wants them together.
    pub fn list<T: Encode>(&mut self, items: &Vec<T>) {
        let rule = self.rule;
        if rule.is_some_and(|rule| rule.is_json()) {
            self.json(items);
        } else if matches!(rule.and_then(|rule| rule.style), Some((_, Explode::No))) {
            let texts = items.iter().map(|item| serde_json::to_value(item).map(|value| scalar(&value)));
            match texts.collect::<Result<Vec<_>, _>>() {
                Ok(texts) => self.text(&texts.join(",")),
                Err(error) => *self.fault = Some(format!("`{}` cannot be written: {error}", self.wire)),
            }
        } else {
            for item in items {
                item.parts(self);
            }
        }
    }

    fn part(&mut self, file_name: Option<&str>, media_type: Option<&str>, content: &[u8]) {
        let mut head = format!("--{}\r\nContent-Disposition: form-data; name=\"{}\"", self.boundary, quoted(self.wire));
        if let Some(name) = file_name {
            head.push_str(&format!("; filename=\"{}\"", quoted(name)));
        }
        if let Some(media_type) = media_type {
            head.push_str("\r\nContent-Type: ");
            // A media type is caller's data: a line break in it would start a header of its own.
            head.extend(media_type.chars().filter(|c| !c.is_control()));
        }
        head.push_str("\r\n\r\n");
        self.bytes.extend_from_slice(head.as_bytes());
        self.bytes.extend_from_slice(content);
        self.bytes.extend_from_slice(b"\r\n");
    }
}

/// Escapes a name in a part's head, as browsers do.
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

/// The whole body. `boundary` must be unlikely to occur in the content.
pub(crate) fn multipart_body<T: IntoParts + ?Sized>(value: &T, rules: &[Part], boundary: &str) -> Result<Body, String> {
    let mut parts = Parts { boundary, rules, bytes: Vec::new(), fault: None };
    value.parts(&mut parts);
    if let Some(fault) = parts.fault {
        return Err(fault);
    }
    let mut bytes = parts.bytes;
    bytes.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    Ok(Body { media_type: format!("multipart/form-data; boundary={boundary}"), bytes: bytes.into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Upload {
        title: String,
        tags: Vec<String>,
        count: Option<i64>,
        file: File,
    }

    impl IntoParts for Upload {
        fn parts(&self, out: &mut Parts<'_>) {
            out.member("title", &self.title);
            out.member("tags", &self.tags);
            out.member("count", &self.count);
            out.member("file", &self.file);
        }
    }

    #[test]
    fn bodies_without_a_type_become_parts_all_the_same() {
        let heads = |body: &Body| {
            let text = String::from_utf8_lossy(&body.bytes).into_owned();
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
    fn files_in_json_are_base64() {
        let file: File = serde_json::from_str("\"UERG\"").unwrap();
        assert_eq!(file.bytes, &b"PDF"[..]);
        assert_eq!(serde_json::to_string(&file).unwrap(), "\"UERG\"");
    }

    #[test]
    fn members_become_parts() {
        let upload = Upload {
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
        assert_eq!(body.bytes, expected.as_bytes());
        assert_eq!(body.media_type, "multipart/form-data; boundary=B");
    }
}
