//! Media types that a call does not use.
//!
//! In: the described media types and the one that was chosen. Out: a diagnostic, and an entry in the account for each.
//! Must not: choose.
//!
//! The level says what is lost: content of the same schema can be had in the chosen form, anything else cannot.

use super::Planner;
use super::media::{Form, form};
use crate::diag::{Level, Pointer, Span};
use crate::resolve::Media;

/// Whose body it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Request,
    Response,
    /// A body of an error can be read as bytes or text whatever its media type is: no diagnostic.
    Error,
}

impl Planner<'_, '_> {
    /// Reports the media types beside the chosen one. `at` is the map of all.
    pub(super) fn report_alternatives(&mut self, content: &[Media<'_>], chosen: &Media<'_>, at: &Pointer, side: Side) {
        let others: Vec<(&Media<'_>, Level)> = content
            .iter()
            .filter(|media| media.name != chosen.name)
            .map(|media| (media, self.level(media, chosen, side)))
            .collect();
        let Some(level) = others.iter().map(|(_, level)| *level).max() else { return };
        let (code, done, way) = match side {
            Side::Request => ("lower-media-choice", "sent", "send"),
            Side::Response | Side::Error => ("lower-response-choice", "read", "read"),
        };
        for (media, level) in &others {
            let reason = format!("the body is {done} as `{}`, not as `{}`", chosen.name, media.name);
            self.model.raw.account.unread(&media.origin, *level, code, reason);
        }
        if side != Side::Error {
            let names: Vec<String> = others.iter().map(|(media, _)| format!("`{}`", media.name)).collect();
            let names = names.join(", ");
            let text = format!("the body is {done} as `{}`; there is no way to {way} it as {names}", chosen.name);
            let help = match level {
                Level::Note => "nothing to do: it is the same content",
                Level::Warning | Level::Error => "take out by an overlay what is not needed",
            };
            self.diagnostics.push(level, code, Span::At(at.clone()), text, help);
        }
    }

    fn level(&self, other: &Media<'_>, chosen: &Media<'_>, side: Side) -> Level {
        let schemas = &self.model.schemas;
        let same = match (other.schema, chosen.schema) {
            (Some(a), Some(b)) => self.same(a, b),
            (None, None) => true,
            _ => false,
        };
        let is_stream = |media: &Media<'_>| form(media, schemas) == Form::Stream;
        // The caller writes bytes as they are, and cannot say what they are.
        let labels = side == Side::Request && form(other, schemas) == Form::Binary;
        match side {
            Side::Error => Level::Note,
            _ if same && !labels && is_stream(other) == is_stream(chosen) => Level::Note,
            _ => Level::Warning,
        }
    }
}
