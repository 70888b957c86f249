//! From a response to an error.
//!
//! In: a response that is not a success, or that cannot be decoded. Out: the error with all facts of the response.

use super::raw_response::RawResponse;
use crate::client::error::{ApiFacts, DecodeFacts, Error, Kind, Undecodable};
use crate::description::error_table::{self, RawCode};
use crate::wire::json::{DecodeError, DecodeErrorKind, JsonText, body_text};
use crate::wire::json_text;
use crate::wire::pull::JsonKind;
use std::borrow::Cow;

/// Where messages are in responses of APIs that do not describe it, most specific first.
const COMMON_MESSAGES: &[&[&str]] = &[
    &["message"],
    &["error", "message"],
    &["error_description"],
    &["detail"],
    &["error"],
    &["errors", "0", "message"],
    &["errors", "0", "detail"],
    &["errors", "0"],
    &["title"],
];

impl RawResponse<'_> {
    /// The error that the API responded with.
    pub(crate) fn failure(&self) -> Error {
        let body = JsonText::of_body(self.body);
        let envelope = &self.api.envelope;
        let at = |path: Option<&[&str]>| path.and_then(|path| body.as_ref()?.at(path));
        let code = at(envelope.code).and_then(raw_code);
        let message = at(envelope.message).and_then(text).or_else(|| {
            let body = body.as_ref()?;
            COMMON_MESSAGES.iter().find_map(|path| body.at(path).and_then(text))
        });
        let row = code.as_ref().and_then(|code| error_table::find(self.api.errors, code, self.status));
        let by_code = || match code.as_ref().and_then(RawCode::number).map(u16::try_from) {
            Some(Ok(number @ 400..=599)) => number,
            _ => self.status,
        };
        // An error that comes with a good status means the status of its code; a class describes what the status does not.
        let meant_status = match (self.status, row.and_then(|row| row.statuses.first())) {
            (400.., _) => self.status,
            (_, Some(status)) => *status,
            (_, None) => by_code(),
        };
        let meant_status = row.and_then(|row| row.class).map_or(meant_status, |class| class.status(meant_status));
        let message = message.or_else(|| match self.status {
            300..=399 => Some("unexpected redirect; the client follows none".to_owned()),
            _ => None,
        });
        let kind_word = at(envelope.kind).and_then(text);
        Error::new(Kind::Api(ApiFacts { meant_status, code, row, message, kind_word }))
    }

    /// The error of a response that is no success by any pattern of its operation.
    pub fn unexpected_status(&self) -> Error {
        self.decode_error(format!("status {} was not expected", self.status))
    }

    /// The error of a response without its payload.
    pub(super) fn no_payload(&self) -> Error {
        match self.operation().payload {
            [] => self.decode_error("it is null".to_owned()),
            path => self.decode_error(format!("it has no `{}`", path.join("."))),
        }
    }

    /// The error of a page that has something else where its list of items belongs.
    pub(crate) fn no_list(&self, path: &[&str]) -> Error {
        self.decode_error(match path {
            [] => "it is no list".to_owned(),
            path => format!("`{}` is no list", path.join(".")),
        })
    }

    /// The error of a payload that cannot be read.
    pub(crate) fn unreadable(&self, error: &DecodeError) -> Error {
        let body = body_text(self.body);
        let start = body.trim_start();
        if start.is_empty() {
            return self.decode_error("it is empty".to_owned());
        }
        // What breaks off or goes wrong inside JSON has a place in it; a page of HTML or a line of text has none.
        let (fault, path) = match error.kind() {
            DecodeErrorKind::Syntax(_) | DecodeErrorKind::Incomplete if !start.starts_with(['{', '[']) => {
                (Undecodable::NotJson, None)
            }
            _ => (Undecodable::Message(error.to_string()), Some(error.path().to_owned())),
        };
        let snippet = snippet(&body, error.offset());
        Error::new(Kind::Decode(DecodeFacts { fault, path, snippet: Some(snippet), source: Some(error.clone()) }))
    }

    fn decode_error(&self, message: String) -> Error {
        Error::new(Kind::Decode(DecodeFacts::message(message)))
    }
}

/// A few characters around a byte of the text.
fn snippet(text: &str, offset: usize) -> String {
    const AROUND: usize = 30;
    let part = &text.as_bytes()[offset.saturating_sub(AROUND).min(text.len())..(offset + AROUND).min(text.len())];
    // Cutting may split a character at either end.
    String::from_utf8_lossy(part).trim_matches('\u{fffd}').to_owned()
}

fn text(json: &str) -> Option<String> {
    let text = json_text::plain(json);
    let is_text = matches!(json_text::kind(json)?, JsonKind::String | JsonKind::Integer | JsonKind::Float);
    (is_text && !text.is_empty()).then(|| text.into_owned())
}

fn raw_code(json: &str) -> Option<RawCode> {
    match json_text::kind(json)? {
        JsonKind::Integer => json.parse().ok().map(RawCode::Number),
        JsonKind::String => text(json).map(|text| RawCode::Text(Cow::Owned(text))),
        _ => None,
    }
}
