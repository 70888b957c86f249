//! The pages `spec/<api>/guide/defects.md` have a row for each test, and say in which versions it is tried.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Rows about code that must not compile, and the programs that do not: cases of `tests/misuse`.
const MISUSE: [(&str, &[&str]); 4] = [
    ("P17", &["no_such_filter"]),
    ("P20", &["no_such_setter"]),
    ("P22", &["create_needs_a_number", "create_needs_a_body", "get_needs_an_id"]),
    ("N20", &["enums_are_open"]),
];

/// An API with such a page.
struct Tried {
    /// Its folder under `spec/`.
    name: &'static str,
    /// What its modules here begin with, before the version.
    prefix: &'static str,
    page: &'static str,
}

const APIS: [Tried; 2] = [
    Tried {
        name: "aftership-tracking",
        prefix: "",
        page: include_str!("../../../spec/aftership-tracking/guide/defects.md"),
    },
    Tried {
        name: "trackingmore",
        prefix: "trackingmore_",
        page: include_str!("../../../spec/trackingmore/guide/defects.md"),
    },
];

/// Row by id: what this crate does, and where that is tried.
fn rows(page: &'static str) -> Vec<(&'static str, &'static str, &'static str)> {
    let table = page.lines().filter(|line| line.starts_with("| P") || line.starts_with("| N"));
    let row = |line: &'static str| {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let [id, _, here, tried] = cells[..] else { panic!("{line}") };
        (id, here, tried)
    };
    table.map(row).collect()
}

/// The versions of an API, by the names of their modules.
fn versions(api: &str) -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let apis = xtask::layout::discover(&root).expect("spec/ can be listed");
    let folder = apis.into_iter().find(|folder| folder.name == api).expect("it has documents");
    let versions = folder.versions.into_iter().filter_map(|input| input.version);
    versions.map(|version| (xtask::rust::version_module(&version).to_string(), version)).collect()
}

/// The tests of this program: module of the version, and name.
fn tests(api: &Tried) -> Vec<(String, String)> {
    let listed = Command::new(std::env::current_exe().expect("this program")).arg("--list").output().expect("it runs");
    let listed = String::from_utf8(listed.stdout).expect("it is text");
    let known = versions(api.name);
    let test = |line: &str| {
        let (module, rest) = line.strip_suffix(": test")?.strip_prefix(api.prefix)?.split_once("::")?;
        known.contains_key(module).then(|| (module.to_owned(), rest.rsplit("::").next().unwrap_or(rest).to_owned()))
    };
    listed.lines().filter_map(test).collect()
}

/// `P1` → `p01_`, with which the names of its tests begin.
fn start(id: &str) -> String {
    let (letter, number) = id.split_at(1);
    format!("{}{:0>2}_", letter.to_lowercase(), number)
}

/// The ids that a row leaves the matter to: `As P13.`
fn others(here: &'static str) -> impl Iterator<Item = &'static str> {
    here.split("As ").skip(1).filter_map(|rest| rest.split(['.', ';']).next())
}

fn case(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../misuse/cases").join(name)
}

/// The versions that the programs of a row are about.
fn misused(id: &str, known: &BTreeMap<String, String>) -> BTreeSet<String> {
    let cases = MISUSE.iter().filter(|(row, _)| *row == id).flat_map(|(_, cases)| *cases);
    let of_case = |name: &&str| {
        assert!(case(&format!("{name}.stderr")).is_file(), "{id}: there is no case `{name}`");
        let text = std::fs::read_to_string(case(&format!("{name}.rs"))).expect("it can be read");
        known.keys().filter(|module| text.contains(&format!("::{module}::"))).cloned().collect::<Vec<_>>()
    };
    cases.flat_map(of_case).collect()
}

#[test]
fn every_id_has_its_row() {
    let ids: Vec<&str> = rows(APIS[0].page).into_iter().map(|(id, ..)| id).collect();
    let wanted: Vec<String> = (1..=32).map(|n| format!("P{n}")).chain((1..=20).map(|n| format!("N{n}"))).collect();
    assert_eq!(ids, wanted);
    for (id, ..) in rows(APIS[1].page) {
        assert!(ids.contains(&id), "{id} is about nothing");
    }
}

#[test]
fn rows_are_tried_in_the_versions_that_they_name() {
    for api in APIS {
        let (known, tests) = (versions(api.name), tests(&api));
        for (id, here, tried) in rows(api.page) {
            let starts: Vec<String> = [id].into_iter().chain(others(here)).map(start).collect();
            let is_of_row = |name: &str| starts.iter().any(|start| name.starts_with(start));
            let mut modules: BTreeSet<String> =
                tests.iter().filter(|(_, name)| is_of_row(name)).map(|(module, _)| module.clone()).collect();
            if api.prefix.is_empty() {
                modules.extend(misused(id, &known));
            }
            assert!(!modules.is_empty(), "{}: {id} has no test", api.name);
            let names: Vec<&str> = modules.iter().map(|module| known[module].as_str()).collect();
            let found = if names.len() == known.len() { "all".to_owned() } else { names.join(", ") };
            assert_eq!(tried, found, "{}: where {id} is tried", api.name);
        }
    }
}

#[test]
fn tests_have_a_row() {
    for api in APIS {
        let starts: Vec<String> = rows(api.page).into_iter().map(|(id, ..)| start(id)).collect();
        for (module, name) in tests(&api) {
            assert!(
                starts.iter().any(|start| name.starts_with(start)),
                "{}: no row has `{module}::…::{name}`",
                api.name
            );
        }
    }
}
