//! `diff`: what is found, at which level, in both directions.
//!
//! In: the base document, and one edit of it for each kind. Out: the changes with their levels. Must not: look at wording.

mod equal;
mod pages;
mod pairs;
mod pairs_of_calls;
mod pairs_of_schemas;
mod random;

use pairs::{Edit, Expected, edits};
use xtask::diff::{self, Comparison, Documents, Version};
use xtask::pipeline::{self, Compiled, Strictness, Text};
use xtask::rust;

const BASE: &str = include_str!("base.yaml");

fn compiled(text: &str) -> Compiled {
    let compiled = pipeline::compile_text(Text { name: "api.yaml", text }, None, None, Strictness::Tolerant);
    assert!(compiled.contract.is_some(), "{:?}", compiled.diagnostics.iter().next());
    compiled
}

fn version<'a>(side: &'a Compiled, view: &'a rust::VersionView) -> Version<'a> {
    let (contract, api) = (side.contract.as_ref().expect("a contract"), side.api.as_ref().expect("an API"));
    Version { file: "api.yaml", contract, api, view }
}

/// What differs between two documents.
fn compared(old: &str, new: &str) -> Comparison {
    let (old, new) = (compiled(old), compiled(new));
    let views = [&old, &new].map(|side| rust::version_view(side.api.as_ref().expect("an API")));
    diff::compare(version(&old, &views[0]), version(&new, &views[1]))
}

/// Kind, wire and crate of each change, sorted.
fn found(old: &str, new: &str) -> Vec<(String, String, String)> {
    let comparison = compared(old, new);
    let mut all: Vec<_> = comparison
        .changes
        .iter()
        .map(|change| (change.kind.id().into(), change.wire.word().into(), change.semver.word().into()))
        .collect();
    all.sort();
    all
}

fn expected(all: &[Expected]) -> Vec<(String, String, String)> {
    let mut all: Vec<_> = all.iter().map(|(a, b, c)| ((*a).into(), (*b).into(), (*c).into())).collect();
    all.sort();
    all
}

fn revised(edit: &Edit) -> String {
    assert_eq!(BASE.matches(edit.from).count(), 1, "`{}` is not once in the base", edit.name);
    BASE.replace(edit.from, edit.to)
}

#[test]
fn each_edit_is_found_in_both_directions() {
    let mut wrong = Vec::new();
    for edit in edits() {
        let revision = revised(edit);
        for (way, old, new, wanted) in
            [("forwards", BASE, &*revision, edit.forwards), ("backwards", &*revision, BASE, edit.backwards)]
        {
            let (found, wanted) = (found(old, new), expected(wanted));
            if found != wanted {
                wrong.push(format!("{} {way}:\n  found  {found:?}\n  wanted {wanted:?}", edit.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Kinds that no edit of one plain document shows, with the reason.
const ELSEWHERE: &[(&str, &str)] = &[
    ("api.envelope", "said by overlays"),
    ("api.rate-limit", "said by overlays"),
    ("api.rate-headers", "said by overlays"),
    ("api.signing", "said by overlays"),
    ("api.webhooks", "said by overlays"),
    ("auth.scope-added", "see `scopes_are_compared`"),
    ("auth.scope-removed", "see `scopes_are_compared`"),
    ("op.removed-announced", "see `what_was_announced_is_milder`"),
    ("op.paging", "said by overlays"),
    ("op.payload", "said by overlays"),
    ("op.rate-limit", "said by overlays"),
    ("op.idempotency", "said by overlays"),
    ("op.batch", "said by overlays"),
    ("field.stability", "no document says it in a standard way"),
    ("enum.order", "the same bytes and the same crate: not shown"),
    ("schema.renamed", "see `equal`"),
    ("schema.split", "seen as a new and a changed component"),
    ("compose.refactor", "the same bytes and the same crate: not shown"),
    ("error.code-added", "said by overlays"),
    ("error.code-removed", "said by overlays"),
    ("error.code-changed", "said by overlays"),
    ("note.behaviour", "said by notes"),
    ("rust.signature", "an item that no fact of the wire explains"),
    ("rust.added", "an item that no fact of the wire explains"),
    ("rust.removed", "an item that no fact of the wire explains"),
    ("rust.derive-lost", "an item that no fact of the wire explains"),
    ("rust.feature", "versions have features, not documents"),
];

#[test]
fn every_kind_has_a_pair_or_a_reason() {
    let shown: Vec<&str> =
        edits().flat_map(|edit| edit.forwards.iter().chain(edit.backwards)).map(|(kind, ..)| *kind).collect();
    for kind in diff::Kind::ALL.iter().map(|kind| kind.id()) {
        let elsewhere = ELSEWHERE.iter().any(|(other, _)| *other == kind);
        assert!(shown.contains(&kind) != elsewhere, "{kind}: shown {}, excused {elsewhere}", shown.contains(&kind));
    }
}

#[test]
fn scopes_are_compared() {
    let with = |scopes: &str| BASE.replace("- key: []\n", &format!("- oauth: [{scopes}]\n"));
    let wanted = expected(&[("auth.scope-added", "breaking", "none")]);
    assert_eq!(found(&with("read"), &with("read, write")), wanted);
    let wanted = expected(&[("auth.scope-removed", "compatible", "none")]);
    assert_eq!(found(&with("read, write"), &with("read")), wanted);
}

#[test]
fn what_was_announced_is_milder() {
    let start = BASE.find("    delete:\n").expect("the operation");
    let end = BASE.find("webhooks:\n").expect("what follows");
    let without = format!("{}{}", &BASE[..start], &BASE[end..]);
    assert_eq!(found(BASE, &without), expected(&[("op.removed-announced", "risky", "major")]));
}

#[test]
fn one_fact_is_one_change_with_all_its_operations() {
    let revision = BASE.replace("        total: {type: number}", "        total: {type: string}");
    let comparison = compared(BASE, &revision);
    let [change] = comparison.changes.as_slice() else { panic!("one change") };
    assert_eq!(change.operations, ["GET /orders", "GET /orders/{id}", "POST /orders"]);
    assert_eq!(change.component.as_deref(), Some("Order"));
    assert_eq!(change.path, "properties/total/type");
    assert_eq!(change.item.old.as_deref(), Some("models::Order.total"));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let revision = edits()
        .filter(|edit| edit.name != "version")
        .take(6)
        .fold(BASE.to_owned(), |text, edit| text.replacen(edit.from, edit.to, 1));
    let json = || {
        let comparison = compared(BASE, &revision);
        diff::to_json(&comparison, Documents::WithTexts, serde_json::json!([])).to_string()
    };
    assert_eq!(json(), json());
}

#[test]
fn fingerprints_are_unique_and_hold_no_line() {
    let revision = BASE.replace("maxLength: 40", "maxLength: 30").replace("maximum: 100", "maximum: 50");
    let prints = |old: &str, new: &str| {
        let comparison = compared(old, new);
        comparison.changes.iter().map(|change| change.fingerprint.clone()).collect::<Vec<_>>()
    };
    let plain = prints(BASE, &revision);
    let comment = |text: &str| format!("# A comment.\n\n{text}");
    assert_eq!(prints(&comment(BASE), &comment(&revision)), plain);
    let mut unique = plain.clone();
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), plain.len());
}

#[test]
fn arguments_that_change_places_are_seen_though_code_still_compiles() {
    let revision = BASE.replace("required: [name, address]", "required: [address, name]");
    let wanted = ("rust.signature".to_owned(), "none".to_owned(), "major".to_owned());
    assert_eq!(found(BASE, &revision), [wanted]);
}

/// The names that the schema lists as required are the names that are there.
#[test]
fn the_published_schema_names_what_is_there() {
    let schema: serde_json::Value =
        serde_json::from_str(include_str!("../../../../docs/diff.schema.json")).expect("the schema is JSON");
    let revision = BASE.replace("maximum: 100", "maximum: 50");
    let comparison = compared(BASE, &revision);
    let object = diff::to_json(&comparison, Documents::Plain, serde_json::json!([]));
    let names = |value: &serde_json::Value| -> Vec<String> {
        value.as_object().into_iter().flat_map(|map| map.keys().cloned()).collect()
    };
    let required = |at: &str| -> Vec<String> {
        let list = schema.pointer(at).and_then(serde_json::Value::as_array).expect("a list");
        list.iter().filter_map(|name| name.as_str().map(str::to_owned)).collect()
    };
    assert_eq!(names(&object["changes"][0]), required("/$defs/change/required"));
    assert_eq!(names(&object["changes"][0]["old"]), required("/$defs/place/required"));
    assert_eq!(names(&object["summary"]), required("/$defs/summary/required"));
    assert_eq!(names(&object), names_sorted(&["changes", "diagnostics", "format", "new", "old", "summary"]));
}

fn names_sorted(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}
