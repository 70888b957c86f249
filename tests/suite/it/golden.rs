//! Each folder under `golden/` is a document and the whole crate that must come of it.
//!
//! The crates are dependencies of this one, so they also compile. `BLESS=1` writes them anew.

use std::path::Path;
use std::path::PathBuf;

use xtask::format::OutputFile;
use xtask::load::Limits;
use xtask::pipeline::Strictness;
use xtask::pipeline::{self, Input};
use xtask::rust::{CrateOptions, Layout};
use xtask::sync::{self, Mode};

use crate::support::{blessing, cases, input, name, overlays, pages};

/// The files of the stand-alone crate that a document gives.
pub(crate) fn crate_of(input: &Input, pages: &[PathBuf], crate_name: &str) -> Vec<OutputFile> {
    let pages = pipeline::pages(pages, &Limits::default()).expect("the pages can be read");
    let compiled = pipeline::compile(input, &Limits::default());
    let diagnostics = xtask::diag::render_text(&compiled.diagnostics, &compiled.sources, Default::default());
    let api = compiled.api.unwrap_or_else(|| panic!("no API:\n{diagnostics}"));
    let options = CrateOptions {
        crate_name: crate_name.to_owned(),
        source: "input".to_owned(),
        layout: Layout::StandAlone { runtime_path: "../../../../runtime".to_owned() },
        pages,
    };
    pipeline::make(&[api], &options).expect("the output is Rust").files
}

/// What a case gives the pipeline.
pub(crate) fn of_case(case: &Path) -> Input {
    Input { version: None, document: input(case), overlays: overlays(case), strictness: Strictness::Tolerant }
}

fn folder(case: &Path) -> PathBuf {
    case.join("expected")
}

#[test]
fn documents_give_the_stored_crates() {
    let mode = if blessing() { Mode::Write } else { Mode::Check };
    let mut wrong = Vec::new();
    for case in cases("golden") {
        let files = crate_of(&of_case(&case), &pages(&case), &format!("golden-{}", name(&case)));
        let report = sync::sync(&folder(&case), &files, mode).expect("the folder can be compared");
        if !blessing() && !report.is_fresh() {
            wrong.push(format!(
                "{}: missing {:?}, orphans {:?}\n{}",
                name(&case),
                report.missing,
                report.orphans,
                report.diffs.join("\n")
            ));
        }
    }
    assert!(wrong.is_empty(), "{}\nrun `BLESS=1 cargo test -p sdk-tests golden` and read the diff", wrong.join("\n"));
}
