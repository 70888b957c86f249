use std::path::PathBuf;

use super::{Allowance, Denial, Deny, Pattern, Policy, Scope, allow_argument, deny_argument};
use crate::diag::codes::{self, Code};
use crate::diag::{Diagnostics, Level, Pointer, SourceMap, Span, State};

fn allowance(code: Code, pattern: Option<&str>, scope: Scope, line: usize) -> Allowance {
    let span = Span::Text { file: "sdk.toml".to_owned(), line, column: 1 };
    let pattern = pattern.map(|text| Pattern::new(text).unwrap());
    Allowance { code, pattern, reason: "known".to_owned(), scope, span }
}

/// A warning, a note and an error at three places of a document.
fn reported(document: &str) -> (Diagnostics, SourceMap) {
    let mut sources = SourceMap::default();
    sources.add(document, "a: {b: 1}\n");
    let mut diagnostics = Diagnostics::default();
    diagnostics.report(codes::LOWER_BODY_XML, &Pointer::new("/a/b"), "XML", "look");
    diagnostics.report(codes::RESOLVE_REQUIRED_CHOICE, &Pointer::new("/a"), "a name", "look");
    diagnostics.report(codes::LOWER_BATCH, &Pointer::new("/a/b"), "an error", "correct it");
    (diagnostics, sources)
}

fn applied(policy: &mut Policy, document: &str) -> Vec<(Level, State)> {
    let (mut diagnostics, sources) = reported(document);
    policy.apply(&mut diagnostics, &sources);
    diagnostics.iter().map(|diagnostic| (diagnostic.level, diagnostic.state.clone())).collect()
}

fn allowed() -> State {
    State::Allowed("known".to_owned())
}

#[test]
fn what_is_allowed_at_a_place_is_allowed_there_only() {
    let mut policy = Policy::default();
    policy.allow(allowance(codes::LOWER_BODY_XML, Some("/a/*"), Scope::Workspace, 1));
    policy.allow(allowance(codes::RESOLVE_REQUIRED_CHOICE, Some("/x/**"), Scope::Workspace, 2));
    let states = applied(&mut policy, "spec/one/1.yaml");
    assert_eq!(states[0], (Level::Warning, allowed()));
    assert_eq!(states[1], (Level::Note, State::Reported));
    let stale: Vec<_> = policy.stale(|_| true).iter().map(|stale| stale.span.clone()).collect();
    assert_eq!(stale, [Span::Text { file: "sdk.toml".to_owned(), line: 2, column: 1 }]);
    assert!(policy.stale(|scope| *scope != Scope::Workspace).is_empty(), "not all documents were read");
}

#[test]
fn a_level_or_a_code_is_denied() {
    for (what, levels) in [
        ("warnings", [Level::Error, Level::Note, Level::Error]),
        ("notes", [Level::Error, Level::Error, Level::Error]),
        ("resolve-required-choice", [Level::Warning, Level::Error, Level::Error]),
    ] {
        let mut policy = Policy::default();
        policy.deny(deny_argument(what).unwrap());
        let states = applied(&mut policy, "api.yaml");
        assert_eq!(states.iter().map(|(level, _)| *level).collect::<Vec<_>>(), levels, "{what}");
        assert_eq!(states[2].1, State::Reported, "an error is not denied");
    }
}

#[test]
fn the_command_line_is_stronger_than_a_file_and_allow_than_deny() {
    let file = allowance(codes::LOWER_BODY_XML, None, Scope::Workspace, 1);
    let mut policy = Policy::default();
    policy.allow(file.clone());
    policy.deny(deny_argument("warnings").unwrap());
    assert_eq!(applied(&mut policy, "api.yaml")[0].1, allowed());
    policy.deny(deny_argument("lower-body-xml").unwrap());
    assert_eq!(applied(&mut policy, "api.yaml")[0], (Level::Error, State::Denied));
    policy.allow(allow_argument("lower-body-xml").unwrap());
    assert!(matches!(applied(&mut policy, "api.yaml")[0].1, State::Allowed(_)));

    let mut policy = Policy::default();
    policy.deny(Denial { what: Deny::Code(codes::LOWER_BODY_XML), scope: Scope::Workspace });
    assert_eq!(applied(&mut policy, "api.yaml")[0].1, State::Denied);
    policy.allow(file);
    assert_eq!(applied(&mut policy, "api.yaml")[0].1, allowed());
}

#[test]
fn an_entry_is_for_its_documents() {
    let mut policy = Policy::default();
    policy.allow(allowance(codes::LOWER_BODY_XML, None, Scope::Folder(PathBuf::from("spec/one")), 1));
    policy.allow(allowance(
        codes::RESOLVE_REQUIRED_CHOICE,
        None,
        Scope::Documents(vec!["spec/one/1.yaml".to_owned()]),
        2,
    ));
    let other = applied(&mut policy, "spec/two/1.yaml");
    assert!(other.iter().all(|(_, state)| *state == State::Reported));
    assert_eq!(policy.stale(|_| true).iter().count(), 2);
    let own = applied(&mut policy, "spec/one/1.yaml");
    assert_eq!((&own[0].1, &own[1].1), (&allowed(), &allowed()));
    assert!(policy.stale(|_| true).is_empty());
}

#[test]
fn the_entry_of_an_overlay_comes_once_with_each_document() {
    let entry = |document: &str| allowance(codes::LOWER_BODY_XML, None, Scope::Documents(vec![document.to_owned()]), 1);
    let mut policy = Policy::default();
    policy.allow(entry("1.yaml"));
    policy.allow(entry("2.yaml"));
    assert_eq!(applied(&mut policy, "2.yaml")[0].1, allowed());
    assert!(policy.stale(|_| true).is_empty(), "it is needed in one of its documents");
}

#[test]
fn an_error_is_never_allowed_and_a_misspelt_code_is_refused() {
    assert!(allow_argument("load-syntax").unwrap_err().contains("cannot be allowed"));
    assert!(allow_argument("lower-body-xlm").unwrap_err().contains("did you mean `lower-body-xml`?"));
    assert!(deny_argument("waning").unwrap_err().contains("there is no code `waning`"));
    // An error of our own documents is a warning in those of others, where it may be allowed.
    assert!(allow_argument("downlevel-wrong-type").is_ok());
}

/// Reads a file of this text; the codes, lines and columns of what is reported.
fn file(text: &str) -> (Policy, Vec<(Code, usize, usize)>) {
    let mut policy = Policy::default();
    let diagnostics = super::file::read("sdk.toml", text, &Scope::Workspace, &mut policy);
    let places = diagnostics.iter().map(|diagnostic| {
        let location = policy.sources().locate(&diagnostic.span);
        (diagnostic.code, location.line.unwrap_or_default(), location.column.unwrap_or_default())
    });
    let places: Vec<_> = places.collect();
    (policy, places)
}

#[test]
fn a_file_has_entries_with_reasons() {
    let text = "[diagnostics]\ndeny = [\"warnings\"]\n\n[[diagnostics.allow]]\ncode = \"lower-body-xml\"\nreason = \"known\"\nwhere = \"/a/**\"\n";
    let (mut policy, places) = file(text);
    assert!(places.is_empty(), "{places:?}");
    assert_eq!(applied(&mut policy, "api.yaml")[0].1, allowed());
    assert!(file("").1.is_empty(), "an empty file allows nothing");
}

#[test]
fn mistakes_in_a_file_have_a_place() {
    for (text, code, line, column) in [
        ("[diagnostics\n", codes::POLICY_UNREADABLE, 1, 13),
        ("[diagnostic]\n", codes::POLICY_UNREADABLE, 1, 2),
        ("[diagnostics]\nallow = [{ code = \"lower-body-xml\" }]\n", codes::POLICY_UNREADABLE, 2, 10),
        ("[diagnostics]\nallow = [{ code = \"x\", reason = \"y\" }]\n", codes::POLICY_UNKNOWN_CODE, 2, 19),
        ("[diagnostics]\nallow = [{ code = \"load-syntax\", reason = \"y\" }]\n", codes::POLICY_NOT_ALLOWABLE, 2, 19),
        ("[diagnostics]\nallow = [{ code = \"lower-body-xml\", reason = \" \" }]\n", codes::POLICY_VALUE, 2, 46),
        (
            "[diagnostics]\nallow = [{ code = \"lower-body-xml\", reason = \"y\", where = \"a\" }]\n",
            codes::POLICY_VALUE,
            2,
            59,
        ),
        ("[diagnostics]\ndeny = [\"warning\"]\n", codes::POLICY_UNKNOWN_CODE, 2, 9),
    ] {
        assert_eq!(file(text).1, [(code, line, column)], "{text}");
    }
}
