//! What is allowed and denied, explained and emitted, as a person meets it on the command line.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::Value;

use crate::command::{code, folder, text, xtask, xtask_in};

/// An operation that takes XML only, which is a warning.
const XML: &str = "\
openapi: 3.0.3
info: {title: Labels, version: '1'}
paths:
  /labels:
    post:
      operationId: create
      requestBody: {content: {application/xml: {schema: {type: string}}}}
      responses: {'204': {description: Done}}
";

/// A folder with the document, and what it is generated to.
fn document(name: &str) -> (PathBuf, PathBuf) {
    let folder = folder(name);
    let document = folder.join("labels.yaml");
    fs::write(&document, XML).expect("it can be written");
    (document, folder.join("crate"))
}

fn generate(document: &Path, out: &Path, more: &[&str]) -> Output {
    let (document, out) = (document.to_string_lossy(), out.to_string_lossy());
    xtask(&[&["generate", "--spec", &document, "--out", &out], more].concat())
}

fn summary(output: &Output) -> Value {
    let line = text(&output.stdout);
    serde_json::from_str(line.trim_end().lines().last().unwrap_or_default()).expect("JSON")
}

#[test]
fn a_warning_is_shown_and_counted_by_default() {
    let (document, out) = document("policy-default");
    let made = generate(&document, &out, &[]);
    let stderr = text(&made.stderr);
    assert_eq!(code(&made), Some(0), "{stderr}");
    assert!(stderr.contains("warning[lower-body-xml]") && stderr.contains("labels.yaml:7:31"), "{stderr}");
    assert!(stderr.contains("1 operations") && stderr.contains("1 warning"), "{stderr}");
}

#[test]
fn what_is_denied_is_an_error_and_nothing_is_written() {
    let (document, out) = document("policy-deny");
    for what in ["warnings", "notes", "lower-body-xml"] {
        let refused = generate(&document, &out, &["--deny", what]);
        let stderr = text(&refused.stderr);
        assert_eq!(code(&refused), Some(1), "{stderr}");
        assert!(stderr.contains("error[lower-body-xml]") && stderr.contains("a warning that is denied"), "{stderr}");
        assert!(!out.exists(), "nothing is written");
    }
    let linted = xtask(&["lint", &document.to_string_lossy(), "--deny", "warnings"]);
    assert_eq!(code(&linted), Some(1));
}

#[test]
fn what_is_allowed_is_hidden_but_counted() {
    let (document, out) = document("policy-allow");
    let made = generate(&document, &out, &["--allow", "lower-body-xml", "--deny", "warnings", "--format", "json"]);
    assert_eq!(code(&made), Some(0), "{}", text(&made.stderr));
    let summary = summary(&made);
    assert_eq!((&summary["warnings"], &summary["allowed"]), (&0.into(), &1.into()));
    let diagnostic = &summary["diagnostics"][0];
    assert_eq!((&diagnostic["code"], &diagnostic["state"]), (&"lower-body-xml".into(), &"allowed".into()));
    assert_eq!((&diagnostic["line"], &diagnostic["column"]), (&7.into(), &31.into()));
    let pointer = diagnostic["pointer"].as_str().expect("it has a pointer");
    assert!(pointer.starts_with("/paths/~1labels/post/requestBody"), "{pointer}");
    let quiet = generate(&document, &out, &["--allow", "lower-body-xml"]);
    assert!(!text(&quiet.stderr).contains("lower-body-xml"), "{}", text(&quiet.stderr));
}

#[test]
fn a_file_beside_the_document_allows_with_a_reason() {
    let (document, out) = document("policy-file");
    let file = document.with_file_name("sdk.toml");
    let entry = |code: &str, place: &str| {
        format!(
            "[diagnostics]\ndeny = [\"warnings\"]\n\n[[diagnostics.allow]]\ncode = \"{code}\"\nreason = \"XML only\"\nwhere = \"{place}\"\n"
        )
    };
    fs::write(&file, entry("lower-body-xml", "/paths/*/post/**")).expect("it can be written");
    let made = generate(&document, &out, &["--verbose"]);
    let stderr = text(&made.stderr);
    assert_eq!(code(&made), Some(0), "{stderr}");
    assert!(stderr.contains("allowed[lower-body-xml]") && stderr.contains("allowed: XML only"), "{stderr}");

    fs::write(&file, entry("lower-body-xml", "/paths/*/get/**")).expect("it can be written");
    let refused = generate(&document, &out, &[]);
    assert_eq!(code(&refused), Some(1), "it is allowed elsewhere only: {}", text(&refused.stderr));

    fs::write(&file, entry("lower-body-xlm", "/**")).expect("it can be written");
    let wrong = generate(&document, &out, &[]);
    let stderr = text(&wrong.stderr);
    assert_eq!(code(&wrong), Some(2), "{stderr}");
    assert!(stderr.contains("did you mean `lower-body-xml`?") && stderr.contains("sdk.toml:5:8"), "{stderr}");
}

#[test]
fn an_overlay_allows_with_a_reason_and_a_stale_entry_is_a_warning() {
    let (document, out) = document("policy-overlay");
    let overlay = document.with_file_name("corrections.yaml");
    let write = |entries: &str| {
        let text = format!(
            "overlay: 1.0.0\ninfo: {{title: Corrections, version: '1'}}\nactions:\n- target: $\n  update:\n    x-sdk:\n      allow:\n{entries}"
        );
        fs::write(&overlay, text).expect("it can be written");
    };
    let overlay_path = overlay.to_string_lossy().into_owned();
    write("      - {code: lower-body-xml, at: /paths/**, reason: XML only}\n");
    let made = generate(&document, &out, &["--overlay", &overlay_path, "--deny", "warnings"]);
    assert_eq!(code(&made), Some(0), "{}", text(&made.stderr));

    write("      - {code: lower-body-xml, reason: XML only}\n      - {code: lower-body-raw, reason: gone}\n");
    let made = generate(&document, &out, &["--overlay", &overlay_path]);
    let stderr = text(&made.stderr);
    assert_eq!(code(&made), Some(0), "{stderr}");
    assert!(stderr.contains("warning[policy-stale-allow]") && stderr.contains("corrections.yaml:9:9"), "{stderr}");
    assert!(!stderr.contains("[lower-body-xml]"), "{stderr}");
}

#[test]
fn a_misspelt_code_on_the_command_line_ends_with_2() {
    let (document, out) = document("policy-misspelt");
    for (option, id, help) in [
        ("--allow", "lower-body-xlm", "did you mean `lower-body-xml`?"),
        ("--deny", "lower-body-xlm", "did you mean `lower-body-xml`?"),
        ("--allow", "load-syntax", "cannot be allowed"),
    ] {
        let refused = generate(&document, &out, &[option, id]);
        assert_eq!(code(&refused), Some(2), "{option} {id}");
        assert!(text(&refused.stderr).contains(help), "{}", text(&refused.stderr));
    }
}

#[test]
fn a_code_is_explained_and_all_are_listed() {
    let explained = xtask(&["explain", "lower-body-xml"]);
    assert_eq!(code(&explained), Some(0));
    let stderr = text(&explained.stdout);
    assert!(stderr.starts_with("warning[lower-body-xml]: ") && stderr.contains("api.yaml:7:31"), "{stderr}");
    let listed = text(&xtask(&["explain"]).stdout);
    assert!(listed.lines().count() > 150 && listed.lines().any(|line| line.starts_with("lower-body-xml ")), "{listed}");
    let unknown = xtask(&["explain", "lower-body-xlm"]);
    assert_eq!(code(&unknown), Some(2));
    assert!(text(&unknown.stderr).contains("did you mean `lower-body-xml`?"), "{}", text(&unknown.stderr));
    assert_eq!(text(&unknown.stdout), "");
}

#[test]
fn the_ir_is_emitted_the_same_each_time() {
    let (document, _) = document("emit-ir");
    let path = document.to_string_lossy();
    let first = xtask(&["generate", "--emit", "ir", "--spec", &path]);
    assert_eq!(code(&first), Some(0), "{}", text(&first.stderr));
    let ir: Value = serde_json::from_slice(&first.stdout).expect("JSON");
    let operation = &ir["versions"][0]["services"][0]["operations"][0];
    assert_eq!((&operation["method"], &operation["body"]["media_type"]), (&"post".into(), &"application/xml".into()));
    assert_eq!(operation["origin"]["line"], 5);
    let file = document.with_file_name("ir.json");
    let written = xtask(&["generate", "--emit", "ir", "--spec", &path, "--out", &file.to_string_lossy()]);
    assert_eq!((code(&written), text(&written.stdout)), (Some(0), String::new()));
    assert_eq!(fs::read(&file).expect("it is there"), first.stdout);
}

#[test]
fn all_versions_or_one_are_emitted_and_the_document_has_its_overlays() {
    let all = xtask(&["generate", "--emit", "ir", "--api", "trackingmore"]);
    assert_eq!(code(&all), Some(0), "{}", text(&all.stderr));
    let ir: Value = serde_json::from_slice(&all.stdout).expect("JSON");
    let versions: Vec<&Value> = ir["versions"].as_array().expect("an array").iter().map(|v| &v["version"]).collect();
    assert_eq!(versions, ["v2", "v4"]);
    every_origin_has_a_place(&ir);
    let document = xtask(&["generate", "--emit", "document", "--api", "trackingmore", "--version", "v4"]);
    assert_eq!(code(&document), Some(0), "{}", text(&document.stderr));
    let document: Value = serde_json::from_slice(&document.stdout).expect("JSON");
    assert!(document["x-sdk"].is_object() && document["paths"].is_object());
    let missing = xtask(&["generate", "--emit", "document", "--api", "trackingmore"]);
    assert_eq!(code(&missing), Some(2));
    assert!(text(&missing.stderr).contains("v2, v4"), "{}", text(&missing.stderr));
    assert_eq!(code(&xtask(&["generate", "--emit", "ir"])), Some(2));
}

fn every_origin_has_a_place(value: &Value) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                if key == "origin" {
                    assert!(value["file"].is_string() && value["line"].is_u64() && value["column"].is_u64(), "{value}");
                }
                every_origin_has_a_place(value);
            }
        }
        Value::Array(elements) => elements.iter().for_each(every_origin_has_a_place),
        _ => {}
    }
}

#[test]
fn our_own_documents_have_no_warning() {
    let made = xtask(&["generate", "--dry-run", "--deny", "warnings", "--format", "json"]);
    assert_eq!(code(&made), Some(0), "{}", text(&made.stdout));
    assert_eq!(summary(&made)["errors"], 0);
}

#[test]
fn the_workspace_file_is_for_all_documents() {
    let root = folder("policy-workspace");
    for folder in ["runtime", "spec/labels"] {
        fs::create_dir_all(root.join(folder)).expect("a folder can be made");
    }
    fs::write(root.join("spec/labels/v1.yaml"), XML).expect("it can be written");
    let table = "<!-- crates: made by cargo xtask generate -->\n<!-- crates: end -->\n";
    fs::write(root.join("README.md"), table).expect("it can be written");
    let entries = "[[diagnostics.allow]]\ncode = \"lower-body-xml\"\nreason = \"XML only\"\n\n[[diagnostics.allow]]\ncode = \"lower-body-raw\"\nreason = \"gone\"\n";
    fs::write(root.join("sdk.toml"), entries).expect("it can be written");
    let made = xtask_in(&root, &["generate"]);
    let stderr = text(&made.stderr);
    assert_eq!(code(&made), Some(0), "{stderr}");
    assert!(stderr.contains("warning[policy-stale-allow]") && stderr.contains("sdk.toml:6:8"), "{stderr}");
    assert!(!stderr.contains("[lower-body-xml]"), "{stderr}");
    let linted = xtask_in(&root, &["lint", "spec/labels/v1.yaml", "--deny", "warnings"]);
    assert_eq!(code(&linted), Some(0), "{}", text(&linted.stderr));
    fs::create_dir_all(root.join("other")).expect("a folder can be made");
    fs::write(root.join("other/labels.yaml"), XML).expect("it can be written");
    let linted = xtask_in(&root, &["lint", "other/labels.yaml", "--deny", "warnings"]);
    assert_eq!(code(&linted), Some(1), "the workspace's file is for the documents under spec/");
    let one = text(&xtask_in(&root, &["generate", "--api", "labels"]).stderr);
    assert!(!one.contains("policy-stale-allow"), "another API may need the entry: {one}");
}

#[test]
fn lint_reports_what_generate_would() {
    let (document, _) = document("policy-lint");
    let renamed = XML.replace(
        "application/xml: {schema: {type: string}}",
        "application/json: {schema: {$ref: '#/components/schemas/Option'}}",
    ) + "components: {schemas: {Option: {type: object, properties: {id: {type: string}}}}}\n";
    fs::write(&document, renamed).expect("it can be written");
    let path = document.to_string_lossy();
    let names = text(&xtask(&["lint", &path, "-v"]).stderr);
    assert!(names.contains("[rust-renamed-type]"), "names are decided for it, too: {names}");
    let stale = text(&xtask(&["lint", &path, "--allow", "lower-body-xml"]).stderr);
    assert!(stale.contains("warning[policy-stale-allow]"), "{stale}");
}
