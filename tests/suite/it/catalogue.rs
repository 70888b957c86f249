//! Each example of the catalogue that is a run over files reports what the catalogue says.
//!
//! In: the examples of the codes. Out: what the command reports. Must not: look at the examples that are documents; the
//! tests of xtask do.
//!
//! `BLESS=1` writes the outputs anew.

use std::fs;

use xtask::diag::codes::{self, Example};

use crate::command::{folder, text, xtask_in};
use crate::support::{blessing, root};

#[test]
fn runs_report_what_the_catalogue_shows() {
    let mut wrong = Vec::new();
    for code in codes::all() {
        let Example::Command { words, files, output } = code.example() else { continue };
        let folder = folder(&format!("catalogue-{}", code.id()));
        fs::create_dir_all(folder.join("runtime")).expect("a folder can be made");
        for (name, text) in files {
            let file = folder.join(name);
            fs::create_dir_all(file.parent().expect("a folder")).expect("a folder can be made");
            fs::write(file, text).expect("it can be written");
        }
        let words: Vec<&str> = words.split(' ').collect();
        let reported = text(&xtask_in(&folder, &words).stderr);
        // The last line counts, and holds a time.
        let ends = reported.find(" files (").and_then(|end| reported[..end].rfind('\n')).unwrap_or(reported.len());
        let reported = format!("{}\n", reported[..ends].trim_end());
        let title = format!("{}[{}]: ", code.level().word(), code.id());
        if !reported.contains(&title) {
            wrong.push(format!("{code} is not reported:\n{reported}"));
        } else if blessing() {
            let file = root().join("xtask/src/diag/codes/examples").join(code.id()).join("output.txt");
            fs::write(file, &reported).expect("it can be written");
        } else if reported != output {
            wrong.push(format!("{code} reports\n{reported}instead of\n{output}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
