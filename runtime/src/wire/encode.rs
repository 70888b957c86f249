//! Values that can be written, and the parts of a multipart body that they become.
//!
//! In: a value and the rule of its part. Out: JSON text, or one part or several. Must not: decide which
//! properties a body has; that is the model's.

use super::json_text;
use super::param::Explode;
use super::part::Part;
use super::pull::Writer;
use crate::content::upload::{Content, Upload};

/// What a property looks like to the rule that leaves properties out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It has a value (`null` that was set on purpose is one).
    Value,
    /// It was never set.
    Nothing,
    /// It is a collection without elements.
    Empty,
}

/// A value that can be a property of a request.
pub trait Encode {
    /// Whether there is something to write.
    #[inline]
    fn state(&self) -> State {
        State::Value
    }

    /// Writes the value as JSON.
    fn encode(&self, out: &mut Writer);
}

/// A value that can be a property of a multipart body.
pub trait EncodeParts: Encode {
    /// Hands the value over as parts.
    #[inline]
    fn parts(&self, out: &mut PartWriter<'_>) {
        let mut json = Writer::new();
        self.encode(&mut json);
        out.json(json);
    }
}

/// The content of a multipart body while it is written: bytes are put together, and files and streams stay apart.
#[derive(Debug, Default)]
pub(super) struct PartsContent {
    done: Vec<Upload>,
    /// Behind all that is done.
    pub(super) bytes: Vec<u8>,
    fault: Option<String>,
}

impl PartsContent {
    fn push(&mut self, content: &Upload) {
        if let Some(bytes) = content.as_bytes() {
            self.bytes.extend_from_slice(bytes);
            return;
        }
        self.done.push(std::mem::take(&mut self.bytes).into());
        self.done.push(content.clone());
    }

    pub(super) fn finish(mut self) -> Result<Content, String> {
        if let Some(fault) = self.fault {
            return Err(fault);
        }
        self.done.push(self.bytes.into());
        Ok(Content::parts(self.done))
    }
}

/// The place of one property in the body.
#[derive(Debug)]
pub struct PartWriter<'a> {
    pub(super) boundary: &'a str,
    pub(super) content: &'a mut PartsContent,
    pub(super) wire: &'a str,
    pub(super) rule: Option<Part>,
}

impl PartWriter<'_> {
    /// Writes text.
    pub fn text(&mut self, text: &str) {
        let media_type = self.rule.and_then(|rule| rule.media_type);
        if media_type.is_some() && self.rule.is_some_and(|rule| rule.is_json()) {
            self.part(None, media_type, json_text::string(text).as_bytes());
        } else {
            self.part(None, media_type, text.as_bytes());
        }
    }

    /// Writes a file.
    pub(crate) fn file(&mut self, name: Option<&str>, media_type: Option<&str>, content: &Upload) {
        let media_type = media_type.or(self.rule.and_then(|rule| rule.media_type));
        let name = name.or(content.file_name()).unwrap_or(self.wire);
        self.head(Some(name), Some(media_type.unwrap_or("application/octet-stream")));
        self.content.push(content);
        self.content.bytes.extend_from_slice(b"\r\n");
    }

    /// Writes a value that has no form of its own: text for scalars, JSON for the rest.
    pub fn json(&mut self, json: Writer) {
        if let Some(fault) = json.fault() {
            self.content.fault = Some(format!("`{}` cannot be written: {fault}", self.wire));
        }
        let text = json.into_text();
        if text.starts_with(['{', '[']) {
            let media_type = self.rule.and_then(|rule| rule.media_type).unwrap_or("application/json");
            self.part(None, Some(media_type), text.as_bytes());
        } else if text != "null" {
            self.text(&json_text::plain(&text));
        }
    }

    /// Writes a list: a part for each element, unless the document joins them.
    pub fn list<T: EncodeParts>(&mut self, items: &[T]) {
        let rule = self.rule;
        if rule.is_some_and(|rule| rule.is_json()) {
            let mut json = Writer::new();
            items.encode(&mut json);
            self.json(json);
        } else if matches!(rule.and_then(|rule| rule.style), Some((_, Explode::No))) {
            let texts: Vec<String> = items.iter().map(|item| json_text::plain(&written(item)).into_owned()).collect();
            self.text(&texts.join(","));
        } else {
            for item in items {
                item.parts(self);
            }
        }
    }

    fn part(&mut self, file_name: Option<&str>, media_type: Option<&str>, content: &[u8]) {
        self.head(file_name, media_type);
        self.content.bytes.extend_from_slice(content);
        self.content.bytes.extend_from_slice(b"\r\n");
    }

    fn head(&mut self, file_name: Option<&str>, media_type: Option<&str>) {
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
        self.content.bytes.extend_from_slice(head.as_bytes());
    }
}

/// Escapes a name in a part's head, as browsers do.
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

fn written(value: &dyn EncodeParts) -> String {
    let mut json = Writer::new();
    value.encode(&mut json);
    json.into_text()
}
