//! One action of an overlay.
//!
//! In: its value. Out: a target and one change. Must not: look at the document.

use serde_json::{Map, Value};

use super::Reporter;
use crate::diag::codes;
use crate::diag::{Pointer, nearest};

/// What to do, and to what.
pub(super) struct Action {
    /// The pointer of the action in the overlay.
    pub(super) at: Pointer,
    /// JSONPath.
    pub(super) target: String,
    pub(super) versions: Versions,
    pub(super) change: Change,
}

/// The versions that an action applies to; names compare as text, so dates sort.
#[derive(Default)]
pub(super) struct Versions {
    since: Option<String>,
    until: Option<String>,
}

impl Versions {
    /// Whether the action applies to this version. A document without a version gets every action.
    pub(super) fn hold(&self, version: Option<&str>) -> bool {
        let Some(version) = version else { return true };
        self.since.as_deref().is_none_or(|since| since <= version)
            && self.until.as_deref().is_none_or(|until| version <= until)
    }

    /// Reports what cannot be compared with a version: as text, `2027-1` comes after `2027-01`.
    pub(super) fn check(&self, version: Option<&str>, at: &Pointer, reporter: &mut Reporter) {
        let Some(version) = version else { return };
        for (key, bound) in [(SINCE, &self.since), (UNTIL, &self.until)] {
            if let Some(bound) = bound.as_deref().filter(|bound| shape(bound) != shape(version)) {
                let message = format!("`{bound}` is not written like the version `{version}`");
                let help = "write it like the file names of the documents";
                reporter.report(codes::OVERLAY_VERSION_BOUND, &at.child(key), message, help);
            }
        }
    }

    fn take(properties: &mut Map<String, Value>, at: &Pointer, reporter: &mut Reporter) -> Self {
        let mut version = |key: &str| match properties.remove(key) {
            None => None,
            Some(Value::String(text)) => Some(text),
            Some(_) => {
                reporter.report(
                    codes::OVERLAY_TYPE,
                    &at.child(key),
                    format!("`{key}` is not a string"),
                    "quote the version",
                );
                None
            }
        };
        Self { since: version(SINCE), until: version(UNTIL) }
    }
}

/// The first version that an action is for.
const SINCE: &str = "x-sdk-since";
/// The last one.
const UNTIL: &str = "x-sdk-until";
/// What this generator reads.
const EXTENSION: &str = "x-sdk";

/// The pattern of a version's characters; all digits are alike.
fn shape(version: &str) -> String {
    version.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect()
}

pub(super) enum Change {
    Update(Value),
    Remove,
}

impl Action {
    /// Reads an action; `None` if it is invalid, which has then been reported.
    pub(super) fn parse(value: Value, at: Pointer, reporter: &mut Reporter) -> Option<Self> {
        let Value::Object(mut properties) = value else {
            reporter.report(
                codes::OVERLAY_TYPE,
                &at,
                "an action is not a mapping",
                "give it `target` and `update` or `remove`",
            );
            return None;
        };
        unknown_keys(&properties, &["target", "description", "update", "remove", SINCE, UNTIL], &at, reporter);
        if properties.get("description").is_some_and(|d| !d.is_string()) {
            reporter.report(codes::OVERLAY_TYPE, &at.child("description"), "`description` is not a string", "quote it");
        }
        let target = match properties.remove("target") {
            Some(Value::String(target)) => target,
            Some(_) => {
                reporter.report(
                    codes::OVERLAY_TYPE,
                    &at.child("target"),
                    "`target` is not a string",
                    "quote the JSONPath",
                );
                return None;
            }
            None => {
                reporter.report(
                    codes::OVERLAY_NO_TARGET,
                    &at,
                    "the action has no `target`",
                    "select the nodes with a JSONPath",
                );
                return None;
            }
        };
        let versions = Versions::take(&mut properties, &at, reporter);
        let change = change(&mut properties, &at, reporter)?;
        Some(Self { at, target, versions, change })
    }
}

fn change(properties: &mut Map<String, Value>, at: &Pointer, reporter: &mut Reporter) -> Option<Change> {
    let remove = match properties.get("remove") {
        None | Some(Value::Bool(false)) => false,
        Some(Value::Bool(true)) => true,
        Some(_) => {
            let help = "write `remove: true`, or leave it out";
            reporter.report(codes::OVERLAY_TYPE, &at.child("remove"), "`remove` is neither true nor false", help);
            return None;
        }
    };
    match (properties.remove("update"), remove) {
        (Some(_), true) => {
            let help = "split them into two actions";
            reporter.report(codes::OVERLAY_UPDATE_AND_REMOVE, at, "the action has both `update` and `remove`", help);
            None
        }
        (Some(update), false) => {
            slips(&update, &at.child("update"), reporter);
            Some(Change::Update(update))
        }
        (None, true) => Some(Change::Remove),
        (None, false) => {
            let help = "give it one, or remove the action";
            reporter.report(codes::OVERLAY_NO_CHANGE, at, "the action has neither `update` nor `remove: true`", help);
            None
        }
    }
}

/// Reports extensions whose names are nearly that of the one that is read.
fn slips(update: &Value, at: &Pointer, reporter: &mut Reporter) {
    match update {
        Value::Object(properties) => {
            for (key, value) in properties {
                if key != EXTENSION && key.starts_with("x-") && strsim::osa_distance(key, EXTENSION) == 1 {
                    let help = format!("did you mean `{EXTENSION}`?");
                    reporter.report(codes::OVERLAY_UNKNOWN_KEY, &at.child(key), format!("`{key}` is not read"), help);
                }
                slips(value, &at.child(key), reporter);
            }
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| slips(item, &at.index(index), reporter));
        }
        _ => {}
    }
}

/// Reports what is neither known nor an extension of somebody else's.
pub(super) fn unknown_keys(properties: &Map<String, Value>, known: &[&str], at: &Pointer, reporter: &mut Reporter) {
    let foreign = |key: &str| key.starts_with("x-") && !key.starts_with(EXTENSION);
    for key in properties.keys().filter(|key| !foreign(key) && !known.contains(&key.as_str())) {
        let help = match nearest(key, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("remove it, or use one of {}", known.join(", ")),
        };
        reporter.report(codes::OVERLAY_UNKNOWN_KEY, &at.child(key), format!("`{key}` has no meaning here"), help);
    }
}
