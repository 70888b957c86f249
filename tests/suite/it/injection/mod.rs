//! Nothing of a document runs: texts and names of every golden document are payloads, and the crates are looked through.
//!
//! In: the documents of the golden crates. Out: what a payload has become, if it is more than text. The ignored test builds
//! such crates: `cargo test -p sdk-tests --test it -- --ignored injection`.

mod payloads;

use std::collections::BTreeSet;
use std::path::{Component, Path};
use std::process::Command;

use proc_macro2::{TokenStream, TokenTree};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};
use serde_json::Value;
use xtask::format::OutputFile;
use xtask::pipeline::{self, Strictness, Text};
use xtask::rust::{CrateOptions, Layout};
use xtask::sync::{self, Mode};

use crate::support::{cases, input, name, overlays, root};
use payloads::{PAYLOADS, Positions, with_payloads};

/// The files of a crate.
fn files(document: &Value, overlay: Option<&str>, crate_name: &str) -> Vec<OutputFile> {
    let text = document.to_string();
    let document = Text { name: "input.json", text: &text };
    let overlay = overlay.map(|text| Text { name: "overlay.yaml", text });
    let compiled = pipeline::compile_text(document, overlay, None, Strictness::Tolerant);
    // An overlay may name what a payload has replaced.
    let compiled = if compiled.api.is_some() {
        compiled
    } else {
        pipeline::compile_text(document, None, None, Strictness::Tolerant)
    };
    let shown = xtask::diag::render_text(&compiled.diagnostics, &compiled.sources, Default::default());
    let api = compiled.api.unwrap_or_else(|| panic!("no API:\n{shown}"));
    let layout = Layout::StandAlone { runtime_path: root().join("runtime").to_string_lossy().into_owned() };
    let options =
        CrateOptions { crate_name: crate_name.to_owned(), source: "input".to_owned(), layout, pages: Vec::new() };
    pipeline::make(&[api], &options).expect("the output is Rust").files
}

fn document(case: &Path) -> Value {
    let path = input(case);
    let text = std::fs::read(&path).expect("the document can be read");
    let read = xtask::load::load_bytes(&path.to_string_lossy(), &text, &xtask::load::Limits::default());
    read.expect("the document is valid").value
}

fn overlay(case: &Path) -> Option<String> {
    overlays(case).first().map(|path| std::fs::read_to_string(path).expect("the overlay can be read"))
}

/// Everything that a payload has become, besides text.
fn faults(files: &[OutputFile]) -> Vec<String> {
    let mut faults = Vec::new();
    for file in files {
        if !is_plain(&file.path) {
            faults.push(format!("the path {:?}", file.path));
        }
        if file.path.ends_with(".rs") {
            faults.extend(of_rust(&file.text).into_iter().map(|fault| format!("{}: {fault}", file.path)));
        } else if file.path.ends_with(".md") {
            faults.extend(of_markdown(&file.text).into_iter().map(|fault| format!("{}: {fault}", file.path)));
        } else if file.path.ends_with("Cargo.toml") {
            faults.extend(of_manifest(&file.text));
        }
    }
    faults
}

fn is_plain(path: &str) -> bool {
    let parts = Path::new(path).components();
    let plain = path.chars().all(|c| c.is_ascii_alphanumeric() || "._-/".contains(c));
    plain && parts.into_iter().all(|part| matches!(part, Component::Normal(_)))
}

/// Code that the generator has not written, and docs that are more than text.
fn of_rust(text: &str) -> Vec<String> {
    let Ok(file) = syn::parse_file(text) else { return vec!["it is not Rust".to_owned()] };
    let mut faults = Vec::new();
    let mut docs = String::new();
    let tokens: TokenStream = text.parse().expect("it has been parsed");
    code(tokens, &mut docs, &mut faults);
    drop(file);
    faults.extend(of_markdown(&docs));
    faults
}

/// Walks tokens: an identifier of a payload is a fault; docs are collected, each block closed by a rule.
fn code(tokens: TokenStream, docs: &mut String, faults: &mut Vec<String>) {
    let mut in_docs = false;
    for token in tokens {
        match token {
            TokenTree::Ident(ident) if ident == "pwned" => faults.push("a payload became code".to_owned()),
            TokenTree::Group(group) => match doc_line(&group.stream()) {
                Some(line) => {
                    docs.push_str(line.strip_prefix(' ').unwrap_or(&line));
                    docs.push('\n');
                    in_docs = true;
                }
                None => {
                    if in_docs {
                        docs.push_str("\n\n***\n\n");
                        in_docs = false;
                    }
                    code(group.stream(), docs, faults);
                }
            },
            TokenTree::Punct(punct) if "#!".contains(punct.as_char()) => {}
            _ => {
                if in_docs {
                    docs.push_str("\n\n***\n\n");
                    in_docs = false;
                }
            }
        }
    }
}

/// The text of `doc = "…"`, or the first one of `doc = concat!("…", …)`.
fn doc_line(tokens: &TokenStream) -> Option<String> {
    let mut tokens = tokens.clone().into_iter();
    let is_doc = matches!(tokens.next(), Some(TokenTree::Ident(ident)) if ident == "doc");
    let is_equal = matches!(tokens.next(), Some(TokenTree::Punct(_)));
    let literal = match (tokens.next(), tokens.nth(1)) {
        (Some(TokenTree::Literal(literal)), _) => literal,
        (Some(TokenTree::Ident(_)), Some(TokenTree::Group(group))) => match group.stream().into_iter().next() {
            Some(TokenTree::Literal(literal)) => literal,
            _ => return None,
        },
        _ => return None,
    };
    let text = syn::parse_str::<syn::LitStr>(&literal.to_string()).ok().map(|text| text.value());
    text.filter(|_| is_doc && is_equal)
}

/// Markup and code blocks that the generator has not written.
fn of_markdown(text: &str) -> Vec<String> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let mut faults = Vec::new();
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Html(html) | Event::InlineHtml(html)
                if !html.starts_with("<!-- @generated") && html.trim() != "-->" =>
            {
                faults.push(format!("HTML: {html}"));
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => faults.push("an indented code block".to_owned()),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if !is_own(&info) => {
                faults.push(format!("a code block `{info}`"));
            }
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. })
                if dest_url.contains(':') && !dest_url.starts_with("http") && !dest_url.contains("::") =>
            {
                faults.push(format!("a link to {dest_url}"));
            }
            Event::Start(Tag::Heading { .. }) | Event::End(_) => {}
            _ => {}
        }
    }
    faults
}

/// What the generator's own code blocks say of themselves.
fn is_own(info: &str) -> bool {
    ["", "no_run", "rust,no_run", "rust", "toml", "text", "json", "sh", "compile_fail", "ignore"].contains(&info)
}

/// Keys that a manifest has beside those of the generator.
fn of_manifest(text: &str) -> Vec<String> {
    let Ok(manifest) = text.parse::<toml::Table>() else { return vec!["Cargo.toml: it is not TOML".to_owned()] };
    let known: BTreeSet<&str> =
        ["package", "workspace", "features", "dependencies", "dev-dependencies", "lints", "test", "lib"].into();
    let mut faults: Vec<String> =
        manifest.keys().filter(|key| !known.contains(key.as_str())).map(|key| format!("Cargo.toml: [{key}]")).collect();
    if text.contains("pwned = ") && manifest.get("dependencies").is_some_and(|all| all.get("pwned").is_some()) {
        faults.push("Cargo.toml: a dependency of a payload".to_owned());
    }
    faults
}

fn check(positions: Positions, rounds: impl Iterator<Item = usize> + Clone) {
    let mut wrong = Vec::new();
    for case in cases("golden") {
        let (seed, overlay) = (document(&case), overlay(&case));
        for round in rounds.clone() {
            let hostile = with_payloads(&seed, positions, round);
            let found = faults(&files(&hostile, overlay.as_deref(), "pwn"));
            wrong.extend(found.into_iter().map(|fault| format!("{} {round}: {fault}", name(&case))));
        }
    }
    wrong.truncate(40);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_text_of_a_document_becomes_more_than_text() {
    check(Positions::Texts, [0, 7].into_iter());
}

#[test]
fn no_name_of_a_document_becomes_more_than_a_name() {
    check(Positions::Names, [0, 11].into_iter());
}

#[test]
fn what_is_looked_for_is_found() {
    assert!(!of_rust("pub fn pwned() {}").is_empty());
    assert!(!of_rust("/// <script>\nstruct A;").is_empty());
    assert!(!of_rust("/// a\n///\n///     pwned!();\nstruct A;").is_empty());
    assert!(!of_markdown("~~~evil\nx\n~~~").is_empty() && !of_markdown("[a](javascript:x)").is_empty());
    assert!(!of_manifest("[patch.crates-io]\n").is_empty() && !is_plain("../x") && !is_plain("a\u{202e}b"));
    assert!(of_rust("/// Plain `code`.\nstruct A;").is_empty());
}

/// Every payload at every position, and one crate of each kind built with its docs and tests.
#[test]
#[ignore = "builds crates; minutes"]
fn injection_in_full() {
    for positions in [Positions::Texts, Positions::Names] {
        check(positions, 0..PAYLOADS.len());
        for case in cases("golden") {
            let hostile = with_payloads(&document(&case), positions, 3);
            let folder =
                Path::new(env!("CARGO_TARGET_TMPDIR")).join("injection").join(format!("{positions:?}-{}", name(&case)));
            let made = files(&hostile, overlay(&case).as_deref(), &format!("pwn-{}", name(&case)));
            sync::sync(&folder, &made, Mode::Write).expect("the crate can be written");
            let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("injection").join("target");
            for words in [&["doc", "--no-deps"][..], &["test"]] {
                let status = Command::new(env!("CARGO"))
                    .args(words)
                    .current_dir(&folder)
                    .env("CARGO_TARGET_DIR", &target)
                    .env("RUSTDOCFLAGS", "-D warnings")
                    .env("RUSTFLAGS", "-D warnings")
                    .status();
                assert!(status.is_ok_and(|status| status.success()), "{positions:?} {}: cargo {words:?}", name(&case));
            }
        }
    }
}
