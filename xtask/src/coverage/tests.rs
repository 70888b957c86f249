use serde_json::{Value, json};

use super::{Account, Coverage, Keyword, Keywords, Raw, Reads};
use crate::diag::codes::{self, Code};
use crate::diag::{Pointer, SourceId, SourceMap};

const UNREAD: &str = "coverage-unread";
const UNUSED: &str = "coverage-unused-component";
const EXTENSION: &str = "coverage-extension";

fn document() -> Value {
    json!({
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1", "x-logo": "l"},
        "paths": {"/a": {"get": {"operationId": "a", "deprecated": false, "tags": [], "responses": {"200": {"description": "ok"}}}}},
        "components": {"schemas": {"A": {"type": "string", "maxLength": 3}, "B": {"type": "integer"}}},
    })
}

fn at(pointer: &str) -> Pointer {
    Pointer::new(pointer)
}

fn reads(keywords: &[Keyword]) -> Reads {
    Reads { used: keywords.iter().copied().collect(), carried: Keywords::default() }
}

/// An account in which everything of the document is read but for the schemas.
fn read_all(account: &Account) {
    account.read(&at(""), reads(&[Keyword::OpenApi]));
    account.read(&at("/info"), reads(&[Keyword::Title, Keyword::Version]));
    account.read(&at("/paths/~1a"), Reads::default());
    account.read(&at("/paths/~1a/get"), reads(&[Keyword::OperationId]));
    account.read(&at("/paths/~1a/get/responses/200"), reads(&[Keyword::Description]));
    account.read(&at("/components"), Reads::default());
    account.read(&at("/components/schemas/A"), reads(&[Keyword::Type, Keyword::MaxLength]));
}

fn unread(account: Account) -> Vec<(&'static str, String)> {
    let mut sources = SourceMap::default();
    sources.add("a.yaml", "");
    let coverage: Coverage = account.settle(&sources, Code::level);
    let reported = coverage.skipped.iter().filter(|skipped| skipped.code != codes::LOWER_MEDIA_CHOICE);
    assert_eq!(coverage.diagnostics.iter().count(), reported.count());
    coverage.skipped.into_iter().map(|skipped| (skipped.code.id(), skipped.pointer.to_string())).collect()
}

#[test]
fn what_nobody_refers_to_is_a_note_and_extensions_are_those_of_others() {
    let account = Account::of(&document());
    read_all(&account);
    let expected = [(UNUSED, "/components/schemas/B".to_owned()), (EXTENSION, "/info/x-logo".to_owned())];
    assert_eq!(unread(account), expected);
}

#[test]
fn a_forgotten_keyword_and_a_lost_object_cannot_hide() {
    let account = Account::of(&document());
    read_all(&account);
    account.unread(&at("/components/schemas/B"), codes::LOWER_MEDIA_CHOICE, "another one is used");
    let mut other = document();
    other["paths"]["/a"]["get"]["callbacks"] = json!({"c": {"{$url}": {"post": {"responses": {}}}}});
    other["paths"]["/a"]["get"]["summary"] = json!("s");
    other["paths"]["/a"]["put"] = json!({"operationId": "b"});
    let fuller = Account::of(&other);
    read_all(&fuller);
    let found = unread(fuller);
    for expected in ["/paths/~1a/get/callbacks", "/paths/~1a/get/summary", "/paths/~1a/put"] {
        assert!(found.contains(&(UNREAD, expected.to_owned())), "{expected}: {found:?}");
    }
    assert!(unread(account).contains(&("lower-media-choice", "/components/schemas/B".to_owned())));
}

#[test]
fn a_value_that_is_not_there_is_not_read() {
    let mut some = Reads::default();
    assert_eq!(some.used(Keyword::OperationId, &None::<String>), &None);
    assert!(!some.used(Keyword::Deprecated, &false));
    assert!(some.carried(Keyword::Tags, &Vec::<String>::new()).is_empty());
    assert_eq!(some, Reads::default());
    some.used(Keyword::OperationId, &Some("a"));
    assert_eq!(some, reads(&[Keyword::OperationId]));
}

#[test]
fn what_moved_counts_where_it_was() {
    let account = Account::of(&document());
    account.follow(|trail| trail.moved(&at("/components/schemas/A"), &at("/components/schemas/C")));
    account.follow(|trail| trail.copied(&at("/components/schemas/B/type"), &at("/components/schemas/C/minLength")));
    account.rewritten(&at("/components/schemas/C"), Keyword::MaxLength, &[Keyword::Type]);
    read_all(&account);
    account.read(&at("/components/schemas/C"), reads(&[Keyword::Type]));
    account.follow(|trail| trail.record(&at("/components/schemas/D"), SourceId::MAIN, at("/components/schemas/B")));
    account.read(&at("/components/schemas/D"), reads(&[Keyword::Type]));
    assert_eq!(unread(account), [(EXTENSION, "/info/x-logo".to_owned())]);
}

#[test]
fn the_raw_view_enters_what_it_hands_out() {
    let document = document();
    let account = Account::of(&document);
    read_all(&account);
    let raw = Raw { root: &document, account: &account };
    let object = raw.object(&at("/components/schemas/B")).unwrap();
    assert_eq!((object.text(Keyword::Type), object.text(Keyword::Title)), (Some("integer"), None));
    drop(object);
    assert_eq!(unread(account), [(EXTENSION, "/info/x-logo".to_owned())]);
}

#[test]
fn the_target_of_a_reference_into_an_extension_is_read_there() {
    let document = json!({
        "paths": {"/a": {"get": {"$ref": "#/x-operations/a"}}},
        "x-operations": {"a": {"operationId": "a", "summary": "s"}},
    });
    let account = Account::of(&document);
    account.read(&at(""), Reads::default());
    account.read(&at("/paths/~1a"), Reads::default());
    account.settled(&at("/paths/~1a/get"), Keyword::Ref);
    account.follow(|trail| trail.copied(&at("/x-operations/a"), &at("/paths/~1a/get")));
    account.read(&at("/paths/~1a/get"), reads(&[Keyword::OperationId]));
    assert_eq!(unread(account), [(UNREAD, "/x-operations/a/summary".to_owned())]);
}
