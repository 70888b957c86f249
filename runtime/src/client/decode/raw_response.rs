//! One response, as the decoders see it.
//!
//! In: the pieces of the response and the data of its operation. Out: the judgement whether it is a success.

use crate::client::error::Error;
use crate::description::api::Api;
use crate::description::envelope::{SuccessRule, SuccessValue};
use crate::description::operation::{Operation, Status};
use crate::wire::json::{JsonText, LeftOut, PickedCode, body_at};
use crate::wire::json_text;
use crate::wire::pull::JsonKind;
use bytes::Bytes;

/// One response.
#[derive(Debug, Clone, Copy)]
pub struct RawResponse<'a> {
    pub(crate) api: &'static Api,
    pub(crate) operation: &'static Operation,
    pub(crate) status: u16,
    pub(crate) body: &'a Bytes,
    /// Takes what is wrong with single items of a page, which are left out then.
    pub(super) rejected: Option<&'a LeftOut>,
    /// Takes what is wrong with values that are left out of their fields.
    pub(super) odd: Option<&'a LeftOut>,
}

/// A body that differs by status.
pub trait ByStatus: Sized {
    /// Reads the variant of the response's status.
    ///
    /// # Errors
    /// When no variant has the status, or the body cannot be read.
    fn from_response(response: &RawResponse<'_>) -> Result<Self, Error>;
}

impl<'a> RawResponse<'a> {
    pub(crate) const fn new(api: &'static Api, operation: &'static Operation, status: u16, body: &'a Bytes) -> Self {
        Self { api, operation, status, body, rejected: None, odd: None }
    }

    /// The same response; what is wrong with values that are left out of their fields is put there.
    pub(crate) const fn noting(self, odd: Option<&'a LeftOut>) -> Self {
        Self { odd, ..self }
    }

    /// The same response, read without the items of its page that cannot be decoded.
    pub(crate) const fn rejecting<'b>(&self, rejected: &'b LeftOut) -> RawResponse<'b>
    where
        'a: 'b,
    {
        RawResponse {
            api: self.api,
            operation: self.operation,
            status: self.status,
            body: self.body,
            rejected: Some(rejected),
            odd: self.odd,
        }
    }
}

impl RawResponse<'_> {
    /// The HTTP status.
    pub const fn status(&self) -> u16 {
        self.status
    }

    /// The body as it was received.
    pub const fn body(&self) -> &Bytes {
        self.body
    }

    pub(super) const fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// Of several status patterns the closest one that has the response's status.
    ///
    /// # Errors
    /// When none has it.
    pub fn choose(&self, patterns: &[Status]) -> Result<Status, Error> {
        let exact = |pattern: &Status| *pattern == Status::Exact(self.status);
        let class = |pattern: &Status| matches!(pattern, Status::Class(_)) && pattern.contains(self.status);
        let found = patterns.iter().copied().find(exact).or_else(|| patterns.iter().copied().find(class));
        found
            .or_else(|| patterns.iter().copied().find(|pattern| *pattern == Status::Default))
            .ok_or_else(|| self.unexpected_status())
    }

    /// Whether the status is one of success: any 2xx, or one that the operation names.
    const fn is_success_status(&self) -> bool {
        if self.status / 100 == 2 {
            return true;
        }
        let mut index = 0;
        while index < self.operation.success.len() {
            let pattern = self.operation.success[index];
            if !matches!(pattern, Status::Default) && pattern.contains(self.status) {
                return true;
            }
            index += 1;
        }
        false
    }

    /// Judges what can be judged before the payload is read.
    pub(crate) fn judge_status(&self) -> Result<(), Error> {
        if self.is_success_status() {
            return Ok(());
        }
        match self.api.envelope.success {
            SuccessRule::Code(codes) if self.code().is_some_and(|code| is_among(&code, codes)) => Ok(()),
            _ => Err(self.failure()),
        }
    }

    /// The codes that mean success, where codes decide.
    const fn success_codes(&self) -> Option<&'static [SuccessValue]> {
        match self.api.envelope.success {
            SuccessRule::Status => None,
            SuccessRule::StatusAndCode(codes) | SuccessRule::Code(codes) => Some(codes),
        }
    }

    /// What to pick up while the payload is read.
    pub(super) fn wanted_code(&self) -> PickedCode {
        match (self.success_codes(), self.api.envelope.deciding_path()) {
            (Some(_), Some(path)) => PickedCode::beside(path, self.operation.payload).unwrap_or(PickedCode::NONE),
            _ => PickedCode::NONE,
        }
    }

    /// Judges by the code that was picked up, or by one that is looked for now.
    pub(super) fn judge(&self, code: Option<JsonText>) -> Result<(), Error> {
        let Some(codes) = self.success_codes() else { return Ok(()) };
        // A response without any code passes: its status was good.
        match code.or_else(|| self.code()) {
            Some(code) if !is_among(&code, codes) => Err(self.failure()),
            _ => Ok(()),
        }
    }

    /// Judges by the envelope alone.
    pub(crate) fn judge_body(&self) -> Result<(), Error> {
        self.judge(None)
    }

    /// The value that decides on success.
    fn code(&self) -> Option<JsonText> {
        body_at(self.body, self.api.envelope.deciding_path()?)
    }
}

fn is_among(code: &JsonText, codes: &[SuccessValue]) -> bool {
    let text = json_text::plain(&code.0);
    let kind = json_text::kind(&code.0);
    codes.iter().any(|expected| match (expected, kind) {
        (SuccessValue::Number(number), Some(JsonKind::String | JsonKind::Integer)) => {
            text.trim().parse() == Ok(*number)
        }
        (SuccessValue::Text(word), Some(JsonKind::String)) => text == *word,
        (SuccessValue::Bool(expected), Some(JsonKind::String | JsonKind::Boolean)) => {
            text.trim().parse() == Ok(*expected)
        }
        _ => false,
    })
}
