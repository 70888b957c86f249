//! Each folder under `negative/` is a document that is wrong or hard, and the diagnostics that it must yield.
//!
//! A file `version` in it names the version that the document is read as.
//!
//! `BLESS=1` writes the expectations anew.

use std::fmt::Write as _;
use std::path::Path;

use xtask::diag::{Colour, render_text};
use xtask::load::Limits;
use xtask::pipeline::Strictness;
use xtask::pipeline::{self, Input};
use xtask::rust::{CrateOptions, Layout};

use crate::support::{blessing, cases, here, input, name, overlays, pages};

/// What a run over the case says, with paths as from this crate's folder, and how it ends.
fn diagnostics(case: &Path) -> String {
    let version = std::fs::read_to_string(case.join("version")).ok().map(|text| text.trim().to_owned());
    let input = Input { version, document: input(case), overlays: overlays(case), strictness: Strictness::Strict };
    let compiled = pipeline::compile(&input, &Limits::default());
    let mut text = render_text(&compiled.diagnostics, &compiled.sources, Colour::Never);
    for skipped in &compiled.coverage.skipped {
        let _ = writeln!(text, "skipped {}: {} [{}]", skipped.pointer, skipped.reason, skipped.code.id());
    }
    match compiled.api {
        None => text.push_str("ends: nothing is written\n"),
        Some(api) => {
            let pages = match pipeline::pages(&pages(case), &Limits::default()) {
                Ok(pages) => pages,
                Err(diagnostics) => {
                    text.push_str(&render_text(&diagnostics, &compiled.sources, Colour::Never));
                    text.push_str("ends: nothing is written\n");
                    return from_here(&text);
                }
            };
            let options = CrateOptions {
                crate_name: "case".to_owned(),
                source: "input".to_owned(),
                layout: Layout::StandAlone { runtime_path: "runtime".to_owned() },
                pages,
            };
            let made = pipeline::make(&[api], &options).expect("the output is Rust");
            for diagnostics in &made.diagnostics {
                text.push_str(&render_text(diagnostics, &compiled.sources, Colour::Never));
            }
            text.push_str("ends: a crate is written\n");
        }
    }
    from_here(&text)
}

/// With paths as from this folder.
fn from_here(text: &str) -> String {
    let folder = format!("{}/", here("").display()).replace("//", "/");
    text.replace(&folder, "")
}

#[test]
fn documents_get_the_stored_findings() {
    let cases = cases("negative");
    assert!(cases.len() >= 40, "only {} cases", cases.len());
    let mut wrong = Vec::new();
    for case in cases {
        let (path, found) = (case.join("expected.txt"), diagnostics(&case));
        if blessing() {
            std::fs::write(&path, &found).expect("the expectation can be written");
        } else if std::fs::read_to_string(&path).unwrap_or_default() != found {
            wrong.push(format!("== {}\n{found}", name(&case)));
        }
    }
    assert!(wrong.is_empty(), "{}\nrun `BLESS=1 cargo test -p sdk-tests negative` and read the diff", wrong.join("\n"));
}
