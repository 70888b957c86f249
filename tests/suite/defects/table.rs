//! `DEFECTS.md` has every id, and names tests that exist.

use std::path::Path;

/// Id, and tests, of each row.
fn rows() -> Vec<(&'static str, Vec<&'static str>)> {
    let table = include_str!("../DEFECTS.md").lines().filter(|line| line.starts_with("| P") || line.starts_with("| N"));
    let row = |line: &'static str| {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        assert_eq!(cells.len(), 4, "{line}");
        (cells[0], cells[3].split(", ").map(|test| test.trim_matches(['`', ' ', '|'])).collect())
    };
    table.map(row).collect()
}

#[test]
fn every_id_has_its_row() {
    let ids: Vec<&str> = rows().into_iter().map(|(id, _)| id).collect();
    let wanted: Vec<String> = (1..=32).map(|n| format!("P{n}")).chain((1..=20).map(|n| format!("N{n}"))).collect();
    assert_eq!(ids, wanted);
}

#[test]
fn the_tests_of_the_table_exist() {
    let suite = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (id, tests) in rows() {
        for test in tests {
            let found = match test.split_once("::") {
                Some((module, name)) => {
                    let path = suite.join(format!("defects/{module}.rs"));
                    let text = std::fs::read_to_string(&path).unwrap_or_else(|_| panic!("{id}: no module `{module}`"));
                    text.contains(&format!("#[test]\nfn {name}()"))
                }
                None => {
                    let case = test.strip_prefix("misuse: ").unwrap_or_else(|| panic!("{id}: which test is `{test}`?"));
                    suite.join(format!("../misuse/cases/{case}.stderr")).is_file()
                }
            };
            assert!(found, "{id}: there is no test `{test}`");
        }
    }
}

#[test]
fn the_table_has_all_tests() {
    let suite = Path::new(env!("CARGO_MANIFEST_DIR"));
    let named: Vec<&str> = rows().into_iter().flat_map(|(_, tests)| tests).collect();
    for module in ["answers", "client", "repeats", "requests", "signing"] {
        let text = std::fs::read_to_string(suite.join(format!("defects/{module}.rs"))).expect("it can be read");
        let tests = text.split("#[test]\nfn ").skip(1).filter_map(|rest| rest.split('(').next());
        for test in tests.filter(|test| *test != "p09_a_call") {
            let name = format!("{module}::{test}");
            assert!(named.contains(&name.as_str()), "`{name}` is not in DEFECTS.md");
        }
    }
}
