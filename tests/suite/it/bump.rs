//! `bump`, `explain` of items, and `diff` as a person meets them: exit codes, what is written and what is not.

use std::fs;
use std::path::Path;

use crate::command::{code, text, xtask_in};
use crate::support::here;
use crate::workspace::workspace;

/// The document of a next version, with a property of a person's in place of another.
fn next(folder: &Path, edit: (&str, &str)) -> String {
    let text = fs::read_to_string(here("golden").join("petstore/input.yaml")).expect("it can be read");
    assert!(text.contains(edit.0), "`{}` is not in the document", edit.0);
    let file = folder.join("next.yaml");
    fs::write(&file, text.replace(edit.0, edit.1)).expect("it can be written");
    file.to_string_lossy().into_owned()
}

#[test]
fn a_bump_does_all_that_needs_no_decision_and_asks_for_the_rest() {
    let folder = workspace("bump");
    fs::write(folder.join("CHANGELOG.md"), "# Changelog\n\n## Unreleased\n\n- One.\n").expect("it can be written");
    let from = next(&folder, ("openapi: ", "openapi: "));
    let words = ["bump", "pets", "2027-01", "--from", &from, "--released", "2027-01-07", "--force"];
    let output = xtask_in(&folder, &words);
    assert_eq!(code(&output), Some(0), "{}", text(&output.stderr));
    let read = |path: &str| fs::read_to_string(folder.join(path)).unwrap_or_default();
    assert!(folder.join("spec/pets/2027-01.yaml").is_file());
    assert!(folder.join("generated/pet-shop/src/v2027_01/mod.rs").is_file());
    assert!(read("spec/pets/overlay.yaml").contains("        2027-01: {released: '2027-01-07'}\n"));
    assert!(read("CHANGELOG.md").starts_with("# Changelog\n\n## Unreleased\n\n- One.\n- pet-shop: version 2027-01,"));
    assert!(read("README.md").contains("| 2027-01 |"));
    assert!(read("generated/pet-shop/Cargo.toml").contains("default = ["));
    let said = text(&output.stdout);
    assert!(said.contains("pets@2027-01 is there, after pets@2026-07."), "{said}");
    assert!(read("target/review/pets-2026-07-2027-01.html").contains("Nothing changed."), "{said}");

    let again = xtask_in(&folder, &["bump", "pets", "2027-01", "--from", &from]);
    assert_eq!(code(&again), Some(2));
    assert!(text(&again.stderr).contains("has the version 2027-01 already"), "{}", text(&again.stderr));
}

#[test]
fn a_bump_that_does_not_fit_the_overlay_writes_nothing() {
    let folder = workspace("bump-stale");
    let overlay = folder.join("spec/pets/overlay.yaml");
    let mut lines = fs::read_to_string(&overlay).expect("it can be read");
    lines.push_str("- target: $.paths['/pets']\n  update: {description: Pets.}\n");
    fs::write(&overlay, &lines).expect("it can be written");
    let from = next(&folder, ("  /pets:", "  /animals:"));
    let output = xtask_in(&folder, &["bump", "pets", "2027-01", "--from", &from, "--force"]);
    assert_eq!(code(&output), Some(1), "{}", text(&output.stderr));
    let said = text(&output.stderr);
    assert!(said.contains("spec/pets/overlay.yaml:") && said.contains("Nothing was written"), "{said}");
    assert!(!folder.join("spec/pets/2027-01.yaml").exists() && !folder.join("generated").exists());
    assert_eq!(fs::read_to_string(&overlay).expect("it can be read"), lines);
}

#[test]
fn explain_leads_from_items_to_the_document_and_back() {
    let folder = workspace("explain");
    let said = |what: &str| text(&xtask_in(&folder, &["explain", what]).stdout);
    let by_item = said("Category::name");
    assert!(by_item.contains("models::Category.name") && by_item.contains("spec/pets/2026-07.yaml:"), "{by_item}");
    let place = by_item.lines().find_map(|line| line.trim().strip_prefix("document: ")).expect("a place");
    let (line, pointer) = place.split_once("  ").expect("a pointer");
    assert!(said(pointer).contains("models::Category.name"));
    assert!(said(line).contains("models::Category.name"));
    let unknown = xtask_in(&folder, &["explain", "NothingLikeThis"]);
    assert_eq!(code(&unknown), Some(2));
}

#[test]
fn the_gate_of_diff_has_its_exit_codes() {
    let folder = workspace("gate");
    let old = here("golden").join("petstore/input.yaml").to_string_lossy().into_owned();
    let new = next(&folder, ("  /pets:", "  /animals:"));
    let run = |words: &[&str]| xtask_in(&folder, &[&["diff"], words].concat());
    let plain = run(&[&old, &new, "--format", "json"]);
    assert_eq!(code(&plain), Some(0), "{}", text(&plain.stderr));
    assert_eq!(code(&run(&[&old, &new, "--fail-on", "breaking"])), Some(1));
    assert_eq!(code(&run(&[&old])), Some(2));
    let object: serde_json::Value = serde_json::from_str(text(&plain.stdout).trim()).expect("one line of JSON");
    let print = object["changes"][0]["fingerprint"].as_str().expect("a fingerprint").to_owned();
    let all: Vec<String> = object["changes"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|change| format!("[[approval]]\nfingerprint = {}\nreason = \"Agreed.\"\n", change["fingerprint"]))
        .collect();
    let approvals = folder.join("approvals.toml").to_string_lossy().into_owned();
    fs::write(&approvals, all.join("")).expect("it can be written");
    let gate = |more: &[&str]| {
        code(&run(&[&[&*old, &*new, "--fail-on", "breaking", "--approvals", &approvals], more].concat()))
    };
    assert_eq!(gate(&[]), Some(0));
    let ended = format!("[[approval]]\nfingerprint = \"{print}\"\nreason = \"For a while.\"\nuntil = \"2026-01-31\"\n");
    fs::write(&approvals, ended).expect("it can be written");
    assert_eq!(gate(&["--today", "2026-02-01"]), Some(1));
    assert_eq!(gate(&["--today", "2026-01-31"]), gate(&["--today", "2026-01-01"]));
    fs::write(folder.join("broken.yaml"), "openapi: [").expect("it can be written");
    let broken = run(&["broken.yaml", &new, "--format", "json"]);
    assert_eq!(code(&broken), Some(3));
    let object: serde_json::Value = serde_json::from_str(text(&broken.stdout).trim()).expect("one line of JSON");
    assert!(object["changes"].is_null() && object["error"]["file"] == "broken.yaml", "{object}");
}
