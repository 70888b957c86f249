//! Credentials that a server sends back.
//!
//! In: an error, and the credentials of its call. Out: the same error, with `<redacted>` in their place wherever it has text
//! of the response: message, code, excerpt, body, headers. Must not: change anything else.

use super::{Error, Kind, Undecodable};
use crate::description::error_table::RawCode;
use crate::transport::TransportError;
use bytes::Bytes;
use http::{HeaderMap, HeaderValue};
use std::error::Error as StdError;

/// What stands in place of a credential.
const REDACTED: &str = "<redacted>";

/// A shorter credential is hidden only where it is a word of its own: it may be a part of any other.
const MIN_PART: usize = 8;

/// A shorter one is none of the kind that is secret, and would be found everywhere.
const MIN_WORD: usize = 4;

/// Takes the credentials out of an error.
pub(crate) fn redact(error: &mut Error, secrets: &[String]) {
    let facts = error.facts_mut();
    let hide = |text: &mut String| {
        if let Some(hidden) = hidden(text, secrets) {
            *text = hidden;
        }
    };
    match &mut facts.kind {
        Kind::Api(api) => {
            api.message.iter_mut().chain(&mut api.kind_word).for_each(hide);
            if let Some(RawCode::Text(text)) = &mut api.code {
                if let Some(hidden) = hidden(text, secrets) {
                    *text = hidden.into();
                }
            }
        }
        Kind::Decode(decode) => {
            decode.snippet.iter_mut().chain(&mut decode.path).for_each(hide);
            if let Undecodable::Message(message) = &mut decode.fault {
                hide(message);
            }
        }
        Kind::Transport(error) => redact_transport(error, secrets),
        Kind::Missing(_) | Kind::Request(_) | Kind::Config(_) | Kind::Deadline(_) | Kind::File(_) => {}
    }
    if let Some(response) = &mut facts.response {
        redact_headers(&mut response.meta.headers, secrets);
        if let Some(body) = &mut response.body {
            if let Some(hidden) = hidden(&String::from_utf8_lossy(body), secrets) {
                *body = Bytes::from(hidden);
            }
        }
    }
}

/// A transport may name the URL, whose query may hold a key. Its causes become one text then.
fn redact_transport(error: &mut TransportError, secrets: &[String]) {
    let mut texts = Vec::new();
    let mut next = error.source();
    while let Some(cause) = next {
        texts.push(cause.to_string());
        next = cause.source();
    }
    if let Some(hidden) = hidden(&texts.join(": "), secrets) {
        error.set_source(hidden.into());
    }
}

fn redact_headers(headers: &mut HeaderMap, secrets: &[String]) {
    for value in headers.values_mut() {
        let Some(hidden) = hidden(&String::from_utf8_lossy(value.as_bytes()), secrets) else { continue };
        *value = HeaderValue::try_from(hidden).unwrap_or(HeaderValue::from_static(REDACTED));
    }
}

/// The text without the credentials; `None` where there is none in it.
fn hidden(text: &str, secrets: &[String]) -> Option<String> {
    let mut result: Option<String> = None;
    for secret in secrets.iter().filter(|secret| secret.len() >= MIN_WORD) {
        if let Some(hidden) = without(result.as_deref().unwrap_or(text), secret) {
            result = Some(hidden);
        }
    }
    result
}

fn without(text: &str, secret: &str) -> Option<String> {
    let mut result = String::new();
    let mut kept = 0;
    for (at, _) in text.match_indices(secret) {
        let end = at + secret.len();
        // Of ASCII only: what is hidden once too often does no harm, and the table of all letters is 3 kB.
        let is_word = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
        let is_beside_word = is_word(text.as_bytes()[..at].last()) || is_word(text.as_bytes().get(end));
        if secret.len() >= MIN_PART || !is_beside_word {
            result.push_str(&text[kept..at]);
            result.push_str(REDACTED);
            kept = end;
        }
    }
    if kept == 0 {
        return None;
    }
    result.push_str(&text[kept..]);
    Some(result)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_are_hidden_and_words_are_not() {
        let secrets = ["live_0123456789", "abcd", "k"].map(str::to_owned);
        assert_eq!(
            hidden("key live_0123456789 is wrong, so is xlive_0123456789x", &secrets).unwrap(),
            "key <redacted> is wrong, so is x<redacted>x"
        );
        assert_eq!(hidden("(abcd) abcde", &secrets).unwrap(), "(<redacted>) abcde");
        assert_eq!(hidden("no key: abcde", &secrets), None);
        // What is no ASCII is no part of a word.
        assert_eq!(
            hidden("\u{201c}abcd\u{201d} \u{e9}abcd", &secrets).unwrap(),
            "\u{201c}<redacted>\u{201d} \u{e9}<redacted>"
        );
    }
}
