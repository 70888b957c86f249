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
