//! Text to value.
//!
//! In: a text and limits. Out: a mapping, or diagnostics. Must not: follow references.

use serde::de::DeserializeSeed as _;
use serde_json::Value;

use super::Limits;
use super::value::{ReadState, Seed, StopReason, Syntax};
use crate::diag::codes::{self, Code};
use crate::diag::{Diagnostics, Span};

/// Number of open brackets above which a text is examined more closely.
const SUSPICIOUS: usize = 512;

/// The result of one parser.
struct Attempt {
    result: Result<Value, SyntaxError>,
    diagnostics: Diagnostics,
}

/// Why a parser gave up, and where. Lines and columns from one, zero where unknown.
struct SyntaxError {
    stop: Option<StopReason>,
    message: String,
    line: usize,
    column: usize,
}

/// Reads a text. What begins like JSON is tried as JSON first, because libyaml rejects some of JSON's escapes.
pub(super) fn parse(name: &str, text: &str, limits: &Limits) -> Result<Value, Diagnostics> {
    let attempt = if text.trim_start().starts_with(['{', '[']) {
        let json = json(text, limits);
        match &json.result {
            Err(error) if !error.is_limit() => further(json, yaml(text, limits)),
            _ => json,
        }
    } else {
        yaml(text, limits)
    };
    let Attempt { result, mut diagnostics } = attempt;
    match result {
        Ok(value @ Value::Object(_)) if !diagnostics.has_errors() => return Ok(value),
        Ok(Value::Object(_)) => {}
        Ok(Value::Null) => diagnostics.report_at(
            codes::LOAD_EMPTY,
            Span::File(name.to_owned()),
            "the file is empty",
            "write an OpenAPI document into it",
        ),
        Ok(_) => diagnostics.report_at(
            codes::LOAD_NOT_A_MAPPING,
            Span::Text { file: name.to_owned(), line: 1, column: 1 },
            "the document is not a mapping",
            "an OpenAPI document begins with `openapi: 3.1.0`",
        ),
        Err(error) => error.report(name, text, limits, &mut diagnostics),
    }
    Err(diagnostics)
}

/// The attempt that succeeded, else the one that got further: probably the intended language.
fn further(json: Attempt, yaml: Attempt) -> Attempt {
    match (&json.result, &yaml.result) {
        (_, Ok(_)) => yaml,
        (Err(a), Err(b)) if (b.line, b.column) > (a.line, a.column) => yaml,
        _ => json,
    }
}

fn json(text: &str, limits: &Limits) -> Attempt {
    let mut state = ReadState::new(Syntax::Json, limits);
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let result = Seed(&mut state).deserialize(&mut deserializer).and_then(|value| {
        deserializer.end()?;
        Ok(value)
    });
    let stop = state.stop;
    let result =
        result.map_err(|e| SyntaxError { stop, message: e.to_string(), line: e.line(), column: json_column(text, &e) });
    Attempt { result, diagnostics: state.diagnostics }
}

/// serde_json counts bytes.
fn json_column(text: &str, error: &serde_json::Error) -> usize {
    let line = text.split('\n').nth(error.line().saturating_sub(1)).unwrap_or_default();
    let before = line.get(..error.column().saturating_sub(1));
    before.map_or(error.column(), |b| b.chars().count() + 1)
}

fn yaml(text: &str, limits: &Limits) -> Attempt {
    if let Some(error) = bracket_bomb(text) {
        return Attempt { result: Err(error), diagnostics: Diagnostics::default() };
    }
    let mut state = ReadState::new(Syntax::Yaml, limits);
    let result = Seed(&mut state).deserialize(serde_yaml::Deserializer::from_str(text));
    let stop = state.stop;
    let result = result.map_err(|e| {
        let (line, column) = e.location().map_or((0, 0), |at| (at.line(), at.column()));
        SyntaxError { stop, message: e.to_string(), line, column }
    });
    Attempt { result, diagnostics: state.diagnostics }
}

/// libyaml needs quadratic time for brackets in brackets. Brackets in prose count here too, so that a text with many
/// of them is given to the other parser, which knows and stops early. Hardly any text is.
fn bracket_bomb(text: &str) -> Option<SyntaxError> {
    let (mut open, mut most) = (0_usize, 0);
    for byte in text.bytes() {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => continue,
        }
        most = most.max(open);
    }
    if most < SUSPICIOUS {
        return None;
    }
    let options = granit_parser::options! { emit_comments: false, simple_key_max_lookahead: text.len() };
    let error = granit_parser::Parser::new_from_str_with_options(text, options).find_map(Result::err)?;
    let nesting = matches!(error.kind(), granit_parser::ErrorKind::RecursionLimitExceeded);
    let (line, column) = (error.marker().line(), error.marker().col() + 1);
    nesting.then(|| SyntaxError { stop: Some(StopReason::Depth), message: String::new(), line, column })
}

impl SyntaxError {
    fn is_limit(&self) -> bool {
        matches!(self.stop, Some(StopReason::Depth | StopReason::Nodes | StopReason::Bytes))
            || self.message.contains("recursion limit exceeded")
    }

    fn report(self, name: &str, text: &str, limits: &Limits, diagnostics: &mut Diagnostics) {
        let (code, message, help) = self.classify(limits);
        let span = if code == codes::LOAD_MULTIPLE_DOCUMENTS {
            Span::Text { file: name.to_owned(), line: second_document(text), column: 1 }
        } else if self.line == 0 {
            Span::File(name.to_owned())
        } else {
            Span::Text { file: name.to_owned(), line: self.line, column: self.column.max(1) }
        };
        diagnostics.report_at(code, span, message, help);
    }

    /// The parsers report their limits only in their messages.
    fn classify(&self, limits: &Limits) -> (Code, String, &'static str) {
        let mentions = |words: &str| self.message.contains(words);
        if self.stop == Some(StopReason::Depth) || mentions("recursion limit exceeded") {
            let depth = limits.depth.min(128);
            return (
                codes::LOAD_TOO_DEEP,
                format!("nested more than {depth} levels deep"),
                "move inner parts to components",
            );
        }
        if self.stop == Some(StopReason::Nodes) {
            let message = format!("more than {} nodes, aliases followed", limits.nodes);
            return (codes::LOAD_TOO_MANY_NODES, message, "split the document, or check it for aliases of aliases");
        }
        if self.stop == Some(StopReason::Bytes) {
            let message = format!("more than {} bytes of text, aliases followed", limits.bytes);
            return (codes::LOAD_ALIAS_BOMB, message, "write the parts out, or use `$ref`");
        }
        if mentions("repetition limit exceeded") {
            let message = "aliases of aliases make the document grow without limit".to_owned();
            return (codes::LOAD_ALIAS_BOMB, message, "write the parts out, or use `$ref`");
        }
        if mentions("more than one document") {
            let message = "a second YAML document begins here".to_owned();
            return (codes::LOAD_MULTIPLE_DOCUMENTS, message, "put each document into its own file");
        }
        if self.stop == Some(StopReason::ComplexKey) && mentions("plain text") {
            return (codes::LOAD_COMPLEX_KEY, "a key is an array or an object".to_owned(), "use plain text as a key");
        }
        if mentions("EOF while parsing a value") && self.line == 0 {
            return (codes::LOAD_EMPTY, "the file is empty".to_owned(), "write an OpenAPI document into it");
        }
        let message = format!("not valid YAML or JSON: {}", without_position(&self.message));
        (codes::LOAD_SYNTAX, message, "correct the syntax here or just before")
    }
}

/// The position is shown on a line of its own.
fn without_position(message: &str) -> &str {
    message.rfind(" at line ").and_then(|at| message.get(..at)).unwrap_or(message)
}

/// The line at which the second document begins.
fn second_document(text: &str) -> usize {
    let mut content = false;
    for (index, line) in text.lines().enumerate() {
        let marker = line == "---" || line.starts_with("--- ");
        if marker && content {
            return index + 1;
        }
        content |= marker || !(line.trim().is_empty() || line.starts_with(['#', '%']));
    }
    1
}
