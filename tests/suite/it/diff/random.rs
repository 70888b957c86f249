//! Random pairs of documents: nothing panics, nothing differs from itself, and both directions tell the same facts.

use serde_json::Value;
use xtask::diff::{self, Change, Comparison, Version};
use xtask::pipeline::{self, Compiled, Strictness, Text};
use xtask::rust;

use crate::mutation::{golden, mutated};

fn compiled(document: &Value) -> Option<Compiled> {
    let text = document.to_string();
    let compiled = pipeline::compile_text(Text { name: "a.json", text: &text }, None, None, Strictness::Tolerant);
    compiled.contract.is_some().then_some(compiled)
}

fn compared(old: &Compiled, new: &Compiled) -> Comparison {
    let views = [old, new].map(|side| rust::version_view(side.api.as_ref().expect("an API")));
    let [old_view, new_view] = &views;
    fn version<'a>(side: &'a Compiled, view: &'a rust::VersionView) -> Version<'a> {
        let (contract, api) = (side.contract.as_ref().expect("a contract"), side.api.as_ref().expect("an API"));
        Version { file: "a.json", contract, api, view }
    }
    diff::compare(version(old, old_view), version(new, new_view))
}

/// The places of the facts, those of the older document first.
fn places(comparison: &Comparison, turned: bool) -> Vec<(String, String)> {
    let at = |place: &Option<diff::Place>| {
        place.as_ref().map(|place| place.written.pointer.as_str().to_owned()).unwrap_or_default()
    };
    // Items of the crate have no facts of the wire, and names on one side only.
    let on_the_wire = |change: &&Change| !change.kind.id().starts_with("rust.") && change.wire != diff::Wire::None;
    let pair = |change: &Change| {
        let (old, new) = (at(&change.old), at(&change.new));
        if turned { (new, old) } else { (old, new) }
    };
    let mut all: Vec<_> = comparison.changes.iter().filter(on_the_wire).map(pair).collect();
    all.sort();
    all
}

#[test]
fn both_directions_tell_the_same_facts() {
    let mut pairs = 0;
    for seed in 100..130 {
        let document = golden(seed);
        let (Some(old), Some(new)) = (compiled(&document), compiled(&mutated(document, seed, 2))) else { continue };
        pairs += 1;
        assert!(compared(&new, &new).changes.is_empty(), "seed {seed}: it differs from itself");
        let (there, back) = (compared(&old, &new), compared(&new, &old));
        assert_eq!(places(&there, false), places(&back, true), "seed {seed}");
    }
    assert!(pairs > 5, "{pairs} pairs were compared");
}
