//! How one property of a form or multipart body is written, as data.
//!
//! In: what the generator knows. Out: the rule of a part. Must not: write anything.

use super::param::{Explode, Style};

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
