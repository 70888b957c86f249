//! Everything that a document says is used, carried, or unread with a reason.
//!
//! `SDK_CORPUS` names a folder with further documents to hold to it.

use std::path::{Path, PathBuf};

use xtask::diag::codes;
use xtask::ir::{Api, FlowKind, LinkTarget, Operation, TypeKind, TypeRef};
use xtask::layout;
use xtask::load::Limits;
use xtask::pipeline::{self, Compiled, Input, Strictness};

use crate::support::{cases, here, input, overlays};

/// The parts of a document that are neither used nor carried nor explained, or whose entry says nothing.
fn unexplained(compiled: &Compiled) -> Vec<String> {
    let bad = compiled.coverage.skipped.iter().filter(|skipped| {
        let location = compiled.sources.locate(&skipped.span);
        skipped.code == codes::COVERAGE_UNREAD || skipped.reason.is_empty() || location.line.is_none()
    });
    bad.map(|skipped| format!("{} {}: {}", skipped.code.id(), skipped.pointer, skipped.reason)).collect()
}

fn tolerant(document: PathBuf, overlays: Vec<PathBuf>) -> Input {
    Input { version: None, document, overlays, strictness: Strictness::Tolerant }
}

/// Every document at hand: those of the workspace, of the tests, and of the folder that is named.
fn documents() -> Vec<Input> {
    let root = here("..");
    let apis = layout::discover(&root).expect("the workspace has documents");
    let mut all: Vec<Input> = apis.into_iter().flat_map(|api| api.versions).collect();
    for document in &mut all {
        document.document = root.join(&document.document);
        document.overlays = document.overlays.iter().map(|path| root.join(path)).collect();
    }
    assert!(all.len() >= 10, "only {} documents in spec/", all.len());
    let of_tests = ["golden", "negative"].into_iter().flat_map(cases);
    all.extend(of_tests.map(|case| tolerant(input(&case), overlays(&case))));
    if let Some(folder) = std::env::var_os("SDK_CORPUS") {
        let files = std::fs::read_dir(folder).expect("the folder can be read").flatten().map(|entry| entry.path());
        let is_document = |path: &PathBuf| path.extension().is_some_and(|end| end == "yaml" || end == "json");
        all.extend(files.filter(is_document).map(|path| tolerant(path, Vec::new())));
    }
    all
}

#[test]
fn nothing_is_neither_used_nor_carried_nor_explained() {
    let (mut wrong, mut compiled_documents) = (Vec::new(), 0);
    for document in documents() {
        let compiled = pipeline::compile(&document, &Limits::default());
        if compiled.api.is_none() {
            continue;
        }
        compiled_documents += 1;
        assert!(compiled.coverage.used > 0, "nothing of {} counts as used", document.document.display());
        let bad = unexplained(&compiled);
        if !bad.is_empty() {
            wrong.push(format!("{}:\n  {}", document.document.display(), bad.join("\n  ")));
        }
    }
    assert!(compiled_documents >= 40, "only {compiled_documents} documents compile");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn probe() -> Compiled {
    let case = here("negative/coverage-probe");
    pipeline::compile(&tolerant(input(Path::new(&case)), Vec::new()), &Limits::default())
}

fn operation<'a>(api: &'a Api, id: &str) -> &'a Operation {
    let mut all = api.services.iter().flat_map(|service| &service.operations);
    all.find(|operation| operation.id.0 == id).unwrap_or_else(|| panic!("no operation {id}"))
}

/// The wire names of the fields of a payload.
fn fields(api: &Api, ty: Option<&TypeRef>) -> Vec<String> {
    let Some(TypeRef::Named(id)) = ty else { panic!("{ty:?} is no type of its own") };
    let TypeKind::Struct { fields, .. } = &api.types[id.0].kind else { panic!("no struct") };
    fields.iter().map(|field| field.wire.0.clone()).collect()
}

#[test]
fn each_part_of_the_probe_is_carried_or_reported() {
    let compiled = probe();
    let api = compiled.api.as_ref().expect("the probe compiles");
    let webhook = &api.webhooks[0];
    assert_eq!((webhook.name.0.as_str(), webhook.operations[0].body_required), ("soldOut", true));
    assert_eq!(fields(api, webhook.operations[0].body[0].ty.as_ref()), ["paper"]);

    let callback = &operation(api, "subscribe").callbacks[0];
    assert_eq!((callback.name.0.as_str(), callback.expression.as_str()), ("printed", "{$request.body#/url}"));
    assert_eq!(fields(api, callback.operations[0].body[0].ty.as_ref()), ["edition"]);

    let list = operation(api, "listPapers");
    let response = &list.responses[0];
    assert_eq!((response.headers[0].wire.0.as_str(), &response.headers[0].ty), ("X-Left", &TypeRef::I64));
    assert!(response.headers[0].constraints.minimum.is_some());
    assert_eq!(response.links[0].target, LinkTarget::Id("getPaper".to_owned()));
    let media: Vec<&str> = response.content.iter().map(|media| media.media_type.as_str()).collect();
    assert_eq!(media, ["application/json", "text/event-stream"]);
    let events = &list.success.representations[0];
    assert!(matches!(events.payload, xtask::ir::Payload::Events(_)), "{events:?}");

    assert_eq!(api.servers[1].variables[0].values, ["us", "ca"]);
    let flow = &api.schemes[0].flows[0];
    assert_eq!((flow.kind, flow.scopes.len()), (FlowKind::ClientCredentials, 2));
    assert_eq!(list.scopes[0].scopes, ["read"]);

    let paper = api.types.iter().find(|def| def.name.to_string() == "paper").expect("the schema is a type");
    let TypeKind::Struct { fields, .. } = &paper.kind else { panic!("no struct") };
    let name = fields.iter().find(|field| field.wire.0 == "name").expect("the property is a field");
    assert_eq!((name.constraints.min_length, name.constraints.max_length), (Some(1), Some(40)));

    let fetched = operation(api, "getPaper");
    let parameters: Vec<&str> = fetched.params.iter().map(|param| param.wire.0.as_str()).collect();
    assert_eq!(parameters, ["paper_id", "deep"]);
    assert!(unexplained(&compiled).is_empty());
}
