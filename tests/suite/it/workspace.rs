//! A workspace of its own: the table in its README, and crates whose documents are gone.

use std::fs;
use std::path::{Path, PathBuf};

use crate::command::{code, text, xtask_in};
use crate::support::here;

const README: &str = "# Mine\n\n<!-- crates: made by cargo xtask generate -->\n<!-- crates: end -->\n\nAlso mine.\n";

/// A workspace with two APIs, made anew.
pub(crate) fn workspace(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("workspace").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("runtime")).expect("a folder can be made");
    for api in ["pets", "depot"] {
        fs::create_dir_all(folder.join("spec").join(api)).expect("a folder can be made");
    }
    copy("petstore/input.yaml", &folder.join("spec/pets/2026-01.yaml"));
    copy("petstore/input.yaml", &folder.join("spec/pets/2026-07.yaml"));
    copy("depot/input.json", &folder.join("spec/depot/v1.json"));
    let overlay = "overlay: 1.0.0\ninfo: {title: Pets, version: '1'}\nactions:\n- target: $\n  update:\n    x-sdk:\n      \
                   crate: pet-shop\n      versions:\n        2026-01: {released: '2026-01-08', ended: true}\n        \
                   2026-07: {released: '2026-07-09', supported-until: '2029-07-12'}\n";
    fs::write(folder.join("spec/pets/overlay.yaml"), overlay).expect("it can be written");
    fs::write(folder.join("spec/depot/overlay.yaml"), overlay_of_depot()).expect("it can be written");
    fs::write(folder.join("README.md"), README).expect("it can be written");
    folder
}

fn overlay_of_depot() -> String {
    "overlay: 1.0.0\ninfo: {title: Depot, version: '1'}\nactions:\n- target: $\n  update: {x-sdk: {crate: depot}}\n"
        .into()
}

fn copy(case: &str, to: &Path) {
    fs::copy(here("golden").join(case), to).expect("it can be copied");
}

fn generate(folder: &Path, words: &[&str]) -> (Option<i32>, String) {
    let output = xtask_in(folder, &[&["generate"], words].concat());
    (code(&output), text(&output.stderr))
}

fn read(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).unwrap_or_default()
}

#[test]
fn the_readme_tells_of_every_version_newest_first() {
    let folder = workspace("readme");
    assert_eq!(generate(&folder, &["--check"]).0, Some(1));
    assert_eq!(read(&folder, "README.md"), README, "a check writes nothing");
    assert_eq!(generate(&folder, &["--api", "pets"]).0, Some(0));
    assert_eq!(read(&folder, "README.md"), README, "one API does not list all");
    assert_eq!(generate(&folder, &[]), (Some(0), String::new()));
    let readme = read(&folder, "README.md");
    assert!(
        readme.starts_with("# Mine\n\n<!-- ") && readme.ends_with("<!-- crates: end -->\n\nAlso mine.\n"),
        "{readme}"
    );
    let rows: Vec<&str> = readme.lines().filter(|line| line.starts_with("| ")).skip(2).collect();
    assert_eq!(
        rows,
        [
            "| [`depot`](generated/depot/README.md) | Depot | v1 | `v1` | unknown | not announced | yes |",
            "| [`pet-shop`](generated/pet-shop/README.md) | Pet Shop | 2026-07 | `v2026_07` | 2026-07-09 | 2029-07-12 | yes |",
            "|  |  | 2026-01 | `v2026_01` | 2026-01-08 | ended | no |",
        ]
    );
    assert_eq!(generate(&folder, &["--check"]).0, Some(0));

    fs::write(folder.join("README.md"), readme.replace("2029-07-12", "2030-01-01")).expect("it can be written");
    let (code, stderr) = generate(&folder, &["--check"]);
    assert!(code == Some(1) && stderr.contains("stale README.md") && stderr.contains("+| [`pet-shop`]"), "{stderr}");

    fs::write(folder.join("README.md"), "# Mine\n").expect("it can be written");
    let (code, stderr) = generate(&folder, &[]);
    assert!(code == Some(2) && stderr.contains("<!-- crates: end -->"), "{stderr}");
}

#[test]
fn a_crate_whose_documents_are_gone_is_an_orphan() {
    let folder = workspace("orphan");
    assert_eq!(generate(&folder, &[]).0, Some(0));
    let own = folder.join("generated/own");
    fs::create_dir_all(&own).expect("a folder can be made");
    fs::write(own.join("Cargo.toml"), "[package]\nname = \"own\"\n").expect("it can be written");
    fs::remove_dir_all(folder.join("spec/depot")).expect("it can be removed");

    let (code, stderr) = generate(&folder, &["--check"]);
    assert_eq!(code, Some(1), "{stderr}");
    assert!(stderr.contains("orphan generated/depot: nothing under spec/ generates this crate"), "{stderr}");
    assert!(!stderr.contains("generated/own") && folder.join("generated/depot/Cargo.toml").exists(), "{stderr}");

    // Another document has errors: nobody knows what it would make.
    let document = read(&folder, "spec/pets/2026-07.yaml");
    fs::write(folder.join("spec/pets/2026-07.yaml"), "openapi: 4.0.0\n").expect("it can be written");
    assert_eq!(generate(&folder, &[]).0, Some(1));
    assert!(folder.join("generated/depot/Cargo.toml").exists());
    fs::write(folder.join("spec/pets/2026-07.yaml"), document).expect("it can be written");

    // One API alone does not list the others.
    assert_eq!(generate(&folder, &["--api", "pets"]).0, Some(0));
    assert!(folder.join("generated/depot/Cargo.toml").exists());

    assert_eq!(generate(&folder, &[]).0, Some(0));
    assert!(!folder.join("generated/depot").exists() && own.join("Cargo.toml").exists());
    assert!(!read(&folder, "README.md").contains("depot"));

    // A crate that gets another name leaves the old one behind.
    let overlay = read(&folder, "spec/pets/overlay.yaml").replace("pet-shop", "animals");
    fs::write(folder.join("spec/pets/overlay.yaml"), overlay).expect("it can be written");
    assert_eq!(generate(&folder, &[]).0, Some(0));
    assert!(folder.join("generated/animals/Cargo.toml").exists() && !folder.join("generated/pet-shop").exists());
}

#[test]
fn an_overlay_for_no_version_is_refused() {
    let folder = workspace("no-version");
    fs::write(folder.join("spec/depot/overlay.v2.yaml"), overlay_of_depot()).expect("it can be written");
    let (code, stderr) = generate(&folder, &[]);
    assert_eq!(code, Some(2), "{stderr}");
    assert!(stderr.contains("overlay.v2.yaml is for the version v2, which has no document"), "{stderr}");
    assert!(!folder.join("generated").exists(), "nothing is written");
}
