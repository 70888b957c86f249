//! The layers of the runtime and of the generator: imports only go down, and siblings of a folder form no cycle.
//!
//! In: the source files of a crate, and its layers from the lowest to the highest. Out: every import that breaks a rule,
//! with the file that has it. Must not: look into test modules, which may use whatever they test.

mod graph;
mod imports;
mod sizes;
mod sources;

use crate::support::root;
use graph::Graph;
use sources::Sources;

/// The runtime, lowest layer first.
const RUNTIME: &[&str] =
    &["value", "content", "wire", "description", "policy", "transport", "auth", "client", "testing"];

/// The generator, lowest layer first.
const XTASK: &[&str] = &[
    "diag",
    "ir",
    "load",
    "coverage",
    "overlay",
    "downlevel",
    "order",
    "parse",
    "resolve",
    "lower",
    "contract",
    "rust",
    "diff",
    "format",
    "emit",
    "review",
    "policy",
    "dump",
    "pipeline",
    "layout",
    "revision",
    "sync",
    "cli",
    "report",
    "catalogue",
    "task",
];

/// The faults of the crate in this folder.
fn faults(folder: &str, layers: &[&str]) -> Vec<String> {
    let sources = Sources::read(&root().join(folder).join("src"));
    let graph = Graph::of(&sources);
    [graph.outside_of_layers(layers), graph.upward(layers), graph.cycles()].concat()
}

#[test]
fn imports_of_the_runtime_only_go_down() {
    assert_eq!(faults("runtime", RUNTIME), [""; 0]);
}

#[test]
fn imports_of_the_generator_only_go_down() {
    assert_eq!(faults("xtask", XTASK), [""; 0]);
}

#[test]
fn files_and_functions_are_short() {
    let faults = ["runtime", "xtask"].map(|folder| sizes::faults_below(&root().join(folder).join("src")));
    assert_eq!(faults.concat(), [""; 0]);
}

/// The faults of a crate of these files.
fn faults_of(files: &[(&str, &str)], layers: &[&str]) -> Vec<String> {
    let graph = Graph::of(&Sources::of(files));
    [graph.outside_of_layers(layers), graph.upward(layers), graph.cycles()].concat()
}

#[test]
fn an_import_that_goes_up_is_found() {
    let low = "use crate::high::Thing; pub struct Low;";
    let files =
        [("lib.rs", "mod low; mod high;"), ("low.rs", low), ("high.rs", "use crate::low::Low; pub struct Thing;")];
    assert_eq!(faults_of(&files, &["low", "high"]), ["`low` is below `high`, and imports `crate::high::Thing`"]);
    assert_eq!(faults_of(&files, &["high", "low"]), ["`high` is below `low`, and imports `crate::low::Low`"]);
    assert_eq!(faults_of(&files, &["low"]), ["`high` is in no layer"]);
}

#[test]
fn an_import_is_followed_through_what_others_export() {
    let by_root = [
        ("lib.rs", "mod low; mod high; pub use high::{inner::Thing as Other, more};"),
        ("low.rs", "fn f() { crate::Other::new(); }"),
        ("high/mod.rs", "pub mod inner; pub mod more;"),
        ("high/inner.rs", "pub struct Thing;"),
        ("high/more.rs", ""),
    ];
    assert_eq!(faults_of(&by_root, &["low", "high"]), ["`low` is below `high`, and imports `crate::Other::new`"]);
}

#[test]
fn siblings_in_a_circle_are_found() {
    let files = [
        ("lib.rs", "mod a;"),
        ("a/mod.rs", "mod b; mod c; mod d; pub use c::C; use b::B;"),
        ("a/b.rs", "use super::C; pub struct B;"),
        ("a/c.rs", "use super::d::{self, D}; pub struct C;"),
        ("a/d.rs", "pub struct D; fn f(_: crate::a::b::B) {}"),
    ];
    assert_eq!(
        faults_of(&files, &["a"]),
        ["a circle in `a`: `a::b` imports `a::c`, `a::c` imports `a::d`, `a::d` imports `a::b`"]
    );
}

#[test]
fn tests_macros_and_other_crates_are_left_out() {
    let files = [
        ("lib.rs", "mod a; mod b;"),
        ("a.rs", "macro_rules! m { () => { $crate::b::B } } #[cfg(test)] mod tests { use crate::b::B; } use std::fmt;"),
        ("b/mod.rs", "#[cfg(test)] mod tests; use super::a::A;"),
        ("b/tests.rs", "use crate::b::B;"),
    ];
    assert_eq!(faults_of(&files, &["a", "b"]), [""; 0]);
}
