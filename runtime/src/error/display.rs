//! The text of an error.
//!
//! In: its facts. Out: one line for people (`Display`), or all facts but the bodies (`Debug`).

use super::{ApiFacts, Error, Kind};
use std::fmt;

/// A server's message is cut here: some answer with a whole page.
const MAX_MESSAGE: usize = 300;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let facts = self.facts();
        if let Some(operation) = facts.operation {
            write!(f, "{operation}: ")?;
        }
        match &facts.kind {
            Kind::Api(api) => write_api(f, self, api)?,
            Kind::Transport(error) => {
                write!(f, "{error}")?;
                let mut source = std::error::Error::source(error);
                while let Some(cause) = source {
                    write!(f, ": {}", OneLine(&cause.to_string()))?;
                    source = cause.source();
                }
            }
            Kind::Decode(decode) => {
                f.write_str("the answer cannot be read")?;
                if let Some(path) = decode.path.as_deref().filter(|path| !path.is_empty()) {
                    write!(f, " at {path}")?;
                }
                write!(f, ": {}", OneLine(&decode.message))?;
                if let Some(status) = self.status() {
                    write!(f, " (status {status})")?;
                }
            }
            Kind::Missing(missing) => write!(f, "{missing}")?,
            Kind::Request(message) => write!(f, "the call was not sent: {}", OneLine(message))?,
            Kind::Deadline => {
                f.write_str("the call was not sent: its deadline passed while it waited for the rate limit")?
            }
            Kind::Config(message) => write!(f, "the client cannot be made: {}", OneLine(message))?,
        }
        if facts.attempts.count() > 1 {
            write!(f, ", after {}", facts.attempts)?;
        }
        if self.is_created_by_earlier_attempt() {
            f.write_str("; an earlier attempt of this same call probably created it")?;
        }
        if let Some(seconds) = self.telling_clock_skew() {
            let direction = if seconds > 0 { "behind" } else { "ahead of" };
            write!(f, "; the clock here is {} seconds {direction} the server's", seconds.unsigned_abs())?;
        }
        if let Some(id) = self.request_id() {
            write!(f, " [request id {}]", OneLine(id))?;
        }
        Ok(())
    }
}

fn write_api(f: &mut fmt::Formatter<'_>, error: &Error, api: &ApiFacts) -> fmt::Result {
    let status = error.status().unwrap_or(api.meant_status);
    write!(f, "the API answered {status}")?;
    if let Some(reason) = http::StatusCode::from_u16(status).ok().and_then(|status| status.canonical_reason()) {
        write!(f, " {reason}")?;
    }
    match (api.row, &api.code) {
        (Some(row), Some(code)) => write!(f, ", {} ({code})", row.name)?,
        (None, Some(code)) => write!(f, ", code {}", OneLine(&code.to_string()))?,
        (_, None) => {}
    }
    let meaning = api.row.map(|row| row.meaning).filter(|meaning| !meaning.is_empty());
    if let Some(message) = api.message.as_deref().or(meaning) {
        write!(f, ": {}", OneLine(message))?;
    }
    Ok(())
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
                Kind::Deadline => "deadline",
            },
        );
        out.field("status", &self.status());
        out.field("body_bytes", &self.body().map(<[u8]>::len));
        out.field("attempts", &facts.attempts);
        out.finish()
    }
}
