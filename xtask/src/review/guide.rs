//! What somebody has to do who moves from one version to the next.
//!
//! In: a comparison. Out: entries by theme, as Markdown that is inert. Must not: list what needs nothing to be done.

use serde::Serialize;

use crate::diff::{Change, Comparison, Documents, ItemChange, Kind, Semver, Wire};
use crate::rust::docs;

/// How many operations are named.
const MOST_OPERATIONS: usize = 3;
/// How much of a value is shown.
const MOST_CHARACTERS: usize = 200;

/// The entries of the guide.
#[derive(Debug, Default, Serialize)]
pub(super) struct Guide {
    title: String,
    old: String,
    new: String,
    renamed: Vec<Renamed>,
    removed: Vec<Entry>,
    replaced: Vec<Entry>,
    required: Vec<Entry>,
    behaviour: Vec<Entry>,
    added: Vec<Entry>,
}

/// A row of the table of renames.
#[derive(Debug, Serialize)]
struct Renamed {
    old: String,
    new: String,
    json: String,
    calls: String,
    probable: bool,
}

#[derive(Debug, Serialize)]
struct Entry {
    message: String,
    calls: String,
    items: Vec<Item>,
    /// Before and after, where both are said.
    json: Option<(String, String)>,
    probable: Option<String>,
}

#[derive(Debug, Serialize)]
struct Item {
    text: String,
    error: Option<&'static str>,
}

/// Where an entry belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Theme {
    Renamed,
    Removed,
    Replaced,
    Required,
    Behaviour,
    Added,
    /// Nothing is to be done.
    None,
}

impl Guide {
    pub(super) fn of(comparison: &Comparison) -> Self {
        let mut guide = Self {
            title: docs::inline(&comparison.new.title),
            old: docs::inline(&comparison.old.version),
            new: docs::inline(&comparison.new.version),
            ..Self::default()
        };
        for change in comparison.shown(Documents::Plain) {
            match theme(change) {
                Theme::Renamed => guide.renamed.push(renamed(change)),
                Theme::Removed => guide.removed.push(entry(change)),
                Theme::Replaced => guide.replaced.push(entry(change)),
                Theme::Required => guide.required.push(entry(change)),
                Theme::Behaviour => guide.behaviour.push(entry(change)),
                Theme::Added => guide.added.push(entry(change)),
                Theme::None => {}
            }
        }
        guide
    }
}

fn theme(change: &Change) -> Theme {
    let id = change.kind.id();
    let is_new = id.ends_with(".added") || id.contains("added-optional") || id.ends_with("value-added");
    if change.semver < Semver::Major && change.wire < Wire::Risky {
        return if is_new { Theme::Added } else { Theme::None };
    }
    match change.kind {
        Kind::ApiVersion => Theme::None,
        _ if id.ends_with("renamed") || id.ends_with("moved") && change.old.is_some() && change.new.is_some() => {
            Theme::Renamed
        }
        Kind::OpId | Kind::OpTag | Kind::OpPath | Kind::OpMethod => Theme::Renamed,
        _ if id.contains("became-required") || id.contains("added-required") => Theme::Required,
        _ if id.contains("removed") => Theme::Removed,
        _ if change.semver == Semver::Major || id.contains("type") => Theme::Replaced,
        _ => Theme::Behaviour,
    }
}

fn renamed(change: &Change) -> Renamed {
    let name = |place: &Option<crate::diff::Place>| {
        let last = place.as_ref().and_then(|place| place.written.pointer.parts().last());
        last.map(|last| docs::code(&last)).unwrap_or_default()
    };
    let code = |item: &Option<String>| item.as_ref().map(|item| docs::code(item)).unwrap_or_default();
    // A call has no name in JSON.
    let json = match change.kind {
        Kind::OpId | Kind::OpTag | Kind::OpPath | Kind::OpMethod => String::new(),
        _ => format!("{} → {}", name(&change.old), name(&change.new)),
    };
    Renamed {
        old: docs::cell(&code(&change.item.old)),
        new: docs::cell(&code(&change.item.new)),
        json: docs::cell(&json),
        calls: docs::cell(&calls(change)),
        probable: change.inference.is_some(),
    }
}

fn entry(change: &Change) -> Entry {
    let json = match (&change.old, &change.new) {
        (Some(old), Some(new)) if old.value != new.value => Some((short(&old.value), short(&new.value))),
        _ => None,
    };
    Entry {
        message: docs::inline(&change.message),
        calls: calls(change),
        items: items(&change.items),
        json,
        probable: change.inference.as_ref().map(|inference| inference.evidence.clone()),
    }
}

/// A value in a code span.
fn short(value: &serde_json::Value) -> String {
    let text = value.to_string();
    let cut: String = text.chars().take(MOST_CHARACTERS).collect();
    docs::code(&if cut.len() < text.len() { format!("{cut}…") } else { cut })
}

/// `in GET /a, GET /b and 5 more`.
fn calls(change: &Change) -> String {
    if let [only] = change.operations.as_slice()
        && change.message.starts_with(only.as_str())
    {
        return String::new();
    }
    let shown: Vec<String> = change.operations.iter().take(MOST_OPERATIONS).map(|one| docs::code(one)).collect();
    match change.operations.len().saturating_sub(MOST_OPERATIONS) {
        0 => shown.join(", "),
        rest => format!("{} and {rest} more", shown.join(", ")),
    }
}

/// What happens to code, the types before what belongs to them, and nothing twice.
fn items(all: &[ItemChange]) -> Vec<Item> {
    let mut seen: Vec<String> = Vec::new();
    let mut items = Vec::new();
    for change in all.iter().filter(|item| item.semver == Semver::Major) {
        let (old, new) = (&change.item.old, &change.item.new);
        let path = old.as_ref().or(new.as_ref()).cloned().unwrap_or_default();
        // A field and its setter have one name.
        let plain = path.replace('.', "::");
        let covers =
            |owner: &String| plain == *owner || plain.strip_prefix(owner).is_some_and(|rest| rest.starts_with(':'));
        if seen.iter().any(covers) {
            continue;
        }
        let text = match (&change.signature.old, &change.signature.new) {
            (Some(before), Some(after)) if before != after => {
                format!("{}: {} → {}", docs::code(&path), docs::code(before), docs::code(after))
            }
            _ => format!("{} {}", docs::code(&path), change.what),
        };
        items.push(Item { text, error: change.error });
        seen.push(plain);
    }
    items
}
