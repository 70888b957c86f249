//! The text of an error.
//!
//! In: its facts. Out: one line for people (`Display`), or all facts but the bodies (`Debug`).

use super::{ApiFacts, DeadlineExceeded, Error, Kind, Undecodable};
use crate::policy::headers;
use crate::policy::retry::attempts::StopReason;
use crate::transport::TransportError;
use std::fmt;

/// A server's message is cut here: some respond with a whole page.
const MAX_MESSAGE: usize = 300;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let facts = self.facts();
        let rest = Rest(self).to_string();
        if let Some(operation) = facts.operation {
            write!(f, "{operation}: ")?;
        }
        match &facts.kind {
            Kind::Api(api) => write_api(f, self, api, &rest)?,
            Kind::Transport(error) => write_transport(f, self, error)?,
            Kind::Decode(decode) => {
                f.write_str("the response cannot be read")?;
                if let Some(path) = decode.path.as_deref().filter(|path| !path.is_empty()) {
                    write!(f, " at {}", OneLine(path))?;
                }
                match &decode.fault {
                    Undecodable::Message(message) => write!(f, ": {}", OneLine(message))?,
                    Undecodable::NotJson => write_not_json(f, self)?,
                }
                if let Some(status) = self.status() {
                    write!(f, " (status {status})")?;
                }
            }
            Kind::Missing(missing) => write!(f, "{missing}")?,
            Kind::Request(message) => write!(f, "the call was not sent: {}", OneLine(message))?,
            Kind::File(error) => write!(f, "the file cannot be written: {error}")?,
            Kind::Deadline(late) => {
                f.write_str("the call was not sent: its deadline passed ")?;
                f.write_str(match late {
                    DeadlineExceeded::BeforeSending => "before it could be",
                    DeadlineExceeded::Waiting => "while it waited for the rate limit",
                })?;
            }
            Kind::Config(message) => write!(f, "the client cannot be made: {}", OneLine(message))?,
        }
        f.write_str(&rest)
    }
}

/// What comes behind the words on what went wrong: what it took, why it was not tried again, the request's id.
struct Rest<'a>(&'a Error);

impl fmt::Display for Rest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(error) = self;
        let attempts = error.attempts();
        if attempts.count() > 1 {
            write!(f, ", after {attempts}")?;
        }
        if attempts.count() > 0 {
            write_stop(f, error)?;
        }
        if error.is_created_by_earlier_attempt() {
            f.write_str("; an earlier attempt of this same call probably created it")?;
        }
        if let Some(seconds) = error.explaining_clock_skew() {
            let direction = if seconds > 0 { "behind" } else { "ahead of" };
            write!(f, "; the clock here is {} seconds {direction} the server's", seconds.unsigned_abs())?;
        }
        if let Some(id) = error.request_id() {
            write!(f, " [request id {}]", OneLine(id))?;
        }
        Ok(())
    }
}

/// Why there was no further attempt, where neither the error nor the count of attempts shows it.
fn write_stop(f: &mut fmt::Formatter<'_>, error: &Error) -> fmt::Result {
    match error.attempts().stopped() {
        Some(StopReason::Deadline) => f.write_str("; not retried: the deadline is too near"),
        Some(StopReason::BodySpent) => {
            f.write_str("; not retried: the body is a stream that was sent, and cannot be read again")
        }
        Some(StopReason::Budget) => f.write_str("; not retried: the budget for retries is spent"),
        Some(StopReason::WaitTooLong) => {
            f.write_str("; not retried: the wait ")?;
            match error.retry_after() {
                Some(wait) => write!(f, "of {} s is too long", wait.as_secs()),
                None => f.write_str("is too long"),
            }
        }
        _ => Ok(()),
    }
}

fn write_api(f: &mut fmt::Formatter<'_>, error: &Error, api: &ApiFacts, rest: &str) -> fmt::Result {
    let status = error.status().unwrap_or(api.meant_status);
    write!(f, "the API responded with {}", Status(status))?;
    match (api.row, &api.code) {
        (Some(row), Some(code)) => write!(f, ", {} ({code})", row.name)?,
        (None, Some(code)) => write!(f, ", code {}", OneLine(&code.to_string()))?,
        (_, None) => {}
    }
    let meaning = api.row.map(|row| row.meaning).filter(|meaning| !meaning.is_empty());
    if let Some(message) = api.message.as_deref().or(meaning) {
        // A full stop before a comma is one too many; before a bracket it is right.
        let message = if rest.starts_with([',', ';']) { without_full_stop(message) } else { message };
        write!(f, ": {}", OneLine(message))?;
    }
    Ok(())
}

fn without_full_stop(message: &str) -> &str {
    let message = message.trim_end();
    message.strip_suffix('.').filter(|rest| !rest.ends_with('.')).unwrap_or(message)
}

fn write_transport(f: &mut fmt::Formatter<'_>, error: &Error, transport: &TransportError) -> fmt::Result {
    match error.status() {
        None => write!(f, "{transport}")?,
        Some(status) => write!(f, "the API responded with {}, but {}", Status(status), transport.after_head_text())?,
    }
    let mut source = std::error::Error::source(transport);
    while let Some(cause) = source {
        write!(f, ": {}", OneLine(&cause.to_string()))?;
        source = cause.source();
    }
    Ok(())
}

/// A status with its usual words.
struct Status(u16);

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)?;
        match http::StatusCode::from_u16(self.0).ok().and_then(|status| status.canonical_reason()) {
            Some(reason) => write!(f, " {reason}"),
            None => Ok(()),
        }
    }
}

fn write_not_json(f: &mut fmt::Formatter<'_>, error: &Error) -> fmt::Result {
    let media_type = error.headers().and_then(|headers| headers::text(headers, http::header::CONTENT_TYPE.as_str()));
    match media_type {
        Some(media_type) => write!(f, ": the body is no JSON; its content type is `{}`", OneLine(media_type)),
        None => f.write_str(": the body is no JSON, and has no content type"),
    }
}

/// Text without line breaks, cut to a bearable length.
struct OneLine<'a>(&'a str);

impl fmt::Display for OneLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use fmt::Write as _;
        for (index, c) in self.0.chars().enumerate() {
            if index == MAX_MESSAGE {
                return f.write_char('…');
            }
            f.write_char(if c.is_control() { ' ' } else { c })?;
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let facts = self.facts();
        let mut out = f.debug_struct("Error");
        out.field("text", &self.to_string());
        out.field(
            "kind",
            &match facts.kind {
                Kind::Api(_) => "api",
                Kind::Transport(_) => "transport",
                Kind::Decode(_) | Kind::Missing(_) => "decode",
                Kind::Request(_) => "request",
                Kind::Config(_) => "config",
                Kind::Deadline(_) => "deadline",
                Kind::File(_) => "file",
            },
        );
        out.field("status", &self.status());
        out.field("body_bytes", &self.body().map(<[u8]>::len));
        out.field("attempts", &facts.attempts);
        out.finish()
    }
}
