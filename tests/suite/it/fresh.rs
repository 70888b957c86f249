//! What is under `generated/` is what the documents give: nothing missing, stale or left over.

use std::process::Command;

use crate::support::root;

#[test]
fn generated_crates_are_fresh() {
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--package", "xtask", "--", "generate", "--check"])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// The first call is made with default features, so it may only name the version that is on by default.
#[test]
fn the_readme_calls_the_newest_version() {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("it can be read");
    let manifest =
        std::fs::read_to_string(root().join("generated/aftership-tracking/Cargo.toml")).expect("it can be read");
    let default = manifest.lines().find_map(|line| line.strip_prefix("default = [\"")).expect("there are defaults");
    let newest = default.split('"').next().expect("a feature comes first");
    let named: Vec<&str> =
        readme.split("aftership_tracking::").skip(1).map(|rest| rest.split("::").next().unwrap_or_default()).collect();
    assert!(!named.is_empty() && named.iter().all(|version| *version == newest), "{newest}: {named:?}");
}
