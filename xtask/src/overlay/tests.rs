use serde_json::{Value, json};

use super::apply;
use crate::diag::{Diagnostics, Pointer, Span};
use crate::load::{Document, Limits, load_bytes};

fn read(name: &str, text: &str) -> Document {
    load_bytes(name, text.as_bytes(), &Limits::default()).map_err(|(diagnostics, _)| diagnostics).unwrap()
}

const DOCUMENT: &str = "\
openapi: 3.0.0
paths:
  /a:
    get:
      tags: [one]
      parameters:
      - name: x
      - name: y
      - name: z
  /b:
    get:
      tags: [two]
";

/// Applies actions, given from line 4 of an overlay on.
fn with(actions: &str) -> (Document, Diagnostics) {
    let mut document = read("doc.yaml", DOCUMENT);
    let overlay = format!("overlay: 1.0.0\ninfo: {{title: t, version: '1'}}\nactions:\n{actions}");
    let diagnostics = apply(&mut document, read("over.yaml", &overlay), None).diagnostics;
    (document, diagnostics)
}

fn codes_at(actions: &str) -> Vec<String> {
    let (document, diagnostics) = with(actions);
    lines(&document, &diagnostics)
}

fn lines(document: &Document, diagnostics: &Diagnostics) -> Vec<String> {
    let show = |d: &crate::diag::Diagnostic| {
        let at = document.sources.locate(&d.span);
        format!("{} {}:{}:{}", d.code.id(), at.file.unwrap_or_default(), at.line.unwrap_or(0), at.column.unwrap_or(0))
    };
    diagnostics.iter().map(show).collect()
}

fn at(document: &Document, pointer: &str) -> Value {
    document.value.pointer(pointer).cloned().unwrap_or_default()
}

fn located(document: &Document, pointer: &str) -> (String, usize) {
    let located = document.sources.locate(&Span::At(Pointer::new(pointer)));
    (located.file.unwrap(), located.line.unwrap())
}

#[test]
fn an_update_merges_deeply_into_every_match() {
    let (document, diagnostics) =
        with("- target: $.paths.*.get\n  update: {tags: [all], x-rate: {limit: 10}, summary: s}\n");
    assert!(diagnostics.is_empty());
    assert_eq!(at(&document, "/paths/~1a/get/tags"), json!(["one", "all"]));
    assert_eq!(at(&document, "/paths/~1b/get/x-rate/limit"), 10);
    assert_eq!(located(&document, "/paths/~1b/get/x-rate/limit"), ("over.yaml".to_owned(), 5));
    assert_eq!(located(&document, "/paths/~1b/get/tags/0"), ("doc.yaml".to_owned(), 12));
    assert_eq!(located(&document, "/paths/~1b/get/tags/1"), ("over.yaml".to_owned(), 5));
}

#[test]
fn arrays_take_items() {
    let actions = "- target: $.paths['/a'].get.parameters\n  update: {name: w}\n- target: $.paths['/a'].get.tags\n  update: [p, q]\n";
    let (document, diagnostics) = with(actions);
    assert!(diagnostics.is_empty());
    assert_eq!(at(&document, "/paths/~1a/get/parameters/3/name"), "w");
    assert_eq!(at(&document, "/paths/~1a/get/tags"), json!(["one", "p", "q"]));
}

#[test]
fn what_is_removed_moves_the_rest_up() {
    let (document, diagnostics) =
        with("- target: $.paths['/a'].get.parameters[?@.name == 'x' || @.name == 'y']\n  remove: true\n");
    assert!(diagnostics.is_empty());
    assert_eq!(at(&document, "/paths/~1a/get/parameters"), json!([{"name": "z"}]));
    assert_eq!(located(&document, "/paths/~1a/get/parameters/0/name"), ("doc.yaml".to_owned(), 9));
    let (document, _) = with("- target: $.paths['/a']\n  remove: true\n");
    assert_eq!(at(&document, "/paths").as_object().unwrap().len(), 1);
}

#[test]
fn a_stale_action_is_an_error() {
    let (document, diagnostics) = with("- target: $.paths['/aa'].get\n  update: {}\n");
    assert_eq!(lines(&document, &diagnostics), ["overlay-no-match over.yaml:4:3"]);
    let diagnostic = diagnostics.iter().next().unwrap();
    assert_eq!(diagnostic.message, "`$.paths['/aa'].get` matches nothing");
    assert_eq!(diagnostic.help, "`$['paths']` has no `/aa`; did you mean `/a`?");
}

#[test]
fn a_name_that_went_stale_among_others_is_an_error() {
    let (document, diagnostics) = with("- target: $.paths['/a', '/c'].get\n  update: {summary: s}\n");
    assert_eq!(lines(&document, &diagnostics), ["overlay-no-match over.yaml:4:3"]);
    let diagnostic = diagnostics.iter().next().unwrap();
    assert_eq!(diagnostic.message, "`/c` in `$.paths['/a', '/c'].get` matches nothing; the rest matches");
    assert!(with("- target: $..['/a', '/b']['get', 'tags']\n  update: {}\n").1.has_errors());
    assert!(!with("- target: $.paths['/a', '/b']['get']\n  update: {summary: s}\n").1.has_errors());
}

#[test]
fn a_condition_that_went_stale_among_others_is_an_error() {
    let filter = "$.paths['/a'].get.parameters[?@.name == 'x' || @.name == 'gone']";
    let (document, diagnostics) = with(&format!("- target: {filter}\n  update: {{in: query}}\n"));
    assert_eq!(lines(&document, &diagnostics), ["overlay-no-match over.yaml:4:3"]);
    let message = &diagnostics.iter().next().unwrap().message;
    assert_eq!(*message, format!("`@.name == 'gone'` in `{filter}` matches nothing; the rest matches"));
    let fine = "- target: $.paths['/a'].get.parameters[?@.name == 'x' || @.name == 'y']\n  update: {in: query}\n";
    assert!(with(fine).1.is_empty());
}

#[test]
fn actions_that_are_wrong() {
    let actions = "\
- target: '$.paths['
  update: {}
- target: $.paths
  update: {}
  remove: true
- target: $.paths
- update: {}
- {target: 1, update: {}}
- {target: $.paths, update: 1}
- {target: $.openapi, update: 3.1.0}
- {target: $.paths, remvoe: true, update: {}}
- {target: $.paths, remove: 'yes'}
- {target: $, remove: true}
- text
";
    let expected = [
        "overlay-bad-target over.yaml:4:3",
        "overlay-update-and-remove over.yaml:6:3",
        "overlay-no-change over.yaml:9:3",
        "overlay-no-target over.yaml:10:3",
        "overlay-type over.yaml:11:4",
        "overlay-type over.yaml:12:21",
        "overlay-type over.yaml:13:23",
        "overlay-unknown-key over.yaml:14:21",
        "overlay-type over.yaml:15:21",
        "overlay-remove-root over.yaml:16:4",
        "overlay-type over.yaml:17:3",
    ];
    assert_eq!(codes_at(actions), expected);
}

#[test]
fn heads_that_are_wrong() {
    let mut document = read("doc.yaml", DOCUMENT);
    let diagnostics =
        apply(&mut document, read("over.yaml", "overlay: 2.0.0\ninfo: {title: 1}\nacitons: []\n"), None).diagnostics;
    let expected = [
        "overlay-version over.yaml:1:1",
        "overlay-info over.yaml:2:8",
        "overlay-info over.yaml:2:1",
        "overlay-unknown-key over.yaml:3:1",
        "overlay-no-actions over.yaml:1:1",
    ];
    assert_eq!(lines(&document, &diagnostics), expected);
}

#[test]
fn an_action_holds_for_the_versions_it_names() {
    let overlay = "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions:\n\
        - {target: $.info, x-sdk-since: 2024-07, update: {since: true}}\n\
        - {target: $.info, x-sdk-until: 2024-07, update: {until: true}}\n\
        - {target: $.nothing, x-sdk-since: 2027-01, update: {}}\n";
    let keys = |version: &str| {
        let mut document = read("doc.yaml", "info: {title: t}\n");
        let diagnostics = apply(&mut document, read("over.yaml", overlay), Some(version)).diagnostics;
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        document.value["info"].as_object().map(|info| info.keys().cloned().collect::<Vec<_>>()).unwrap_or_default()
    };
    assert_eq!(keys("2024-04"), ["title", "until"]);
    assert_eq!(keys("2024-07"), ["title", "since", "until"]);
    assert_eq!(keys("2026-07"), ["title", "since"]);
}

#[test]
fn versions_of_an_action_are_text() {
    let overlay = "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions:\n\
        - {target: $.info, x-sdk-since: 2024, update: {a: 1}}\n";
    let mut document = read("doc.yaml", "info: {title: t}\n");
    let diagnostics = apply(&mut document, read("over.yaml", overlay), Some("2024-04")).diagnostics;
    assert_eq!(diagnostics.iter().map(|d| d.code.id()).collect::<Vec<_>>(), ["overlay-type"]);
}

#[test]
fn an_overlay_may_not_make_the_document_bottomless() {
    let nested = |depth: usize| format!("{}1{}", "{a: ".repeat(depth), "}".repeat(depth));
    let target = format!("$.paths{}", "['a']".repeat(100));
    let actions = format!(
        "- target: $.paths\n  update: {}\n- target: \"{target}\"\n  update: {{b: {}}}\n",
        nested(101),
        nested(100)
    );
    assert_eq!(codes_at(&actions), ["overlay-too-deep over.yaml:3:1"]);
}
