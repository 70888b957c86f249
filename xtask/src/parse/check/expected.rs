//! The expected types of properties, and the diagnostics for others.
//!
//! In: a property of the working copy. Out: a diagnostic, or the property removed. Must not: walk the document.

use serde_json::{Map, Value};

use crate::coverage::Account;
use crate::diag::{Diagnostics, Pointer, codes};

/// The type that a property must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ExpectedType {
    Text,
    Number,
    /// A whole number that is not negative.
    Count,
    Object,
    List,
    Texts,
}

impl ExpectedType {
    fn fits(self, value: &Value) -> bool {
        match self {
            ExpectedType::Text => value.is_string(),
            ExpectedType::Number => value.is_number(),
            ExpectedType::Count => value.is_u64(),
            ExpectedType::Object => value.is_object(),
            ExpectedType::List => value.is_array(),
            ExpectedType::Texts => value.as_array().is_some_and(|list| list.iter().all(Value::is_string)),
        }
    }

    fn name(self) -> &'static str {
        match self {
            ExpectedType::Text => "a string",
            ExpectedType::Number => "a number",
            ExpectedType::Count => "a whole number, zero or more",
            ExpectedType::Object => "an object",
            ExpectedType::List => "a list",
            ExpectedType::Texts => "a list of strings",
        }
    }
}

/// Collects the diagnostics of the walk.
pub(super) struct Checker<'d> {
    pub(super) diagnostics: &'d mut Diagnostics,
    pub(super) account: &'d Account,
}

impl Checker<'_> {
    /// The value as an object; an error if it is something else.
    pub(super) fn object<'v>(
        &mut self,
        value: &'v mut Value,
        at: &Pointer,
        what: &str,
    ) -> Option<&'v mut Map<String, Value>> {
        if !value.is_object() {
            self.wrong(at, what, ExpectedType::Object, value);
        }
        value.as_object_mut()
    }

    /// The list under `key`, if there; an error if it is something else. `at` points at the list.
    pub(super) fn list_in<'v>(
        &mut self,
        map: &'v mut Map<String, Value>,
        key: &str,
        at: &Pointer,
    ) -> Option<&'v mut Vec<Value>> {
        // A key without a value (`servers:`) is an absent key.
        if map.get(key).is_some_and(Value::is_null) {
            map.shift_remove(key);
        }
        let value = map.get_mut(key)?;
        if !value.is_array() {
            self.wrong(at, &format!("`{key}`"), ExpectedType::List, value);
        }
        value.as_array_mut()
    }

    /// A required property of this type.
    pub(super) fn need(
        &mut self,
        map: &Map<String, Value>,
        key: &str,
        expected: ExpectedType,
        at: &Pointer,
        help: &str,
    ) {
        match map.get(key) {
            None => self.missing(&at.child(key), key, help),
            Some(value) if !expected.fits(value) => self.wrong(&at.child(key), &format!("`{key}`"), expected, value),
            Some(_) => {}
        }
    }

    /// An optional property; with another type it is removed.
    pub(super) fn lax(&mut self, map: &mut Map<String, Value>, key: &str, expected: ExpectedType, at: &Pointer) {
        let Some(value) = map.get(key) else { return };
        if expected.fits(value) {
            return;
        }
        if !value.is_null() {
            let message = format!("`{key}` must be {}, but is {}; it is ignored", expected.name(), kind(value));
            self.ignore(&at.child(key), message, "correct the value or remove it");
        }
        map.shift_remove(key);
    }

    /// Reports a part that is taken out.
    pub(super) fn ignore(&mut self, at: &Pointer, message: impl Into<String>, help: &str) {
        let message = message.into();
        self.account.unread(at, codes::PARSE_IGNORED, message.as_str());
        self.diagnostics.report(codes::PARSE_IGNORED, at, message, help);
    }

    pub(super) fn missing(&mut self, at: &Pointer, what: &str, help: &str) {
        self.diagnostics.report(codes::PARSE_MISSING, at, format!("`{what}` is missing"), help);
    }

    pub(super) fn wrong(&mut self, at: &Pointer, what: &str, expected: ExpectedType, value: &Value) {
        self.diagnostics.report(
            codes::PARSE_WRONG_TYPE,
            at,
            format!("{what} must be {}, but is {}", expected.name(), kind(value)),
            "correct the value",
        );
    }
}

/// What a value is, for a message.
pub(super) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
