//! The official Python SDK and this crate make the same calls; what arrives has to be the same.
//!
//! See `README.md`.

mod calls;
mod differences;
mod modes;
mod ours;
mod python;
mod signatures;
mod wire;

use std::collections::BTreeSet;

use sdk_runtime::testing::{MockResponse, MockServer};
use serde_json::{Value, json};

use calls::{Call, calls};
use differences::DIFFERENCES;
use modes::MODES;
use wire::{Finding, by_label, compare};

/// The calls as the driver of the other SDK takes them.
fn task(calls: &[Call]) -> Value {
    let modes: Vec<Value> = MODES.iter().map(|mode| json!({"name": mode.name, "secret": mode.secret})).collect();
    json!({"key": modes::KEY, "modes": modes, "calls": calls.iter().map(|call| &call.value).collect::<Vec<_>>()})
}

/// A response that every call understands. In the oldest version trackings and notifications are below their names.
fn response() -> Value {
    json!({"meta": {"code": 200}, "data": {"tracking": {}, "notification": {}}})
}

/// Makes all calls with both, and compares.
fn parity(version: &str) {
    let Some(python) = python::python(version) else { return };
    let Some(judge) = signatures::judge() else { return };
    let calls = calls(version);
    let server = MockServer::start(|_| MockResponse::json(200, &response())).expect("a port");

    let result = python.script("driver.py", &[&server.url(), version], &task(&calls));
    let theirs = by_label(server.requests());
    assert_eq!(result["failed"], json!({}), "the other SDK fails");
    assert_eq!(result["unset"], json!([]), "no call sets these");
    let theirs_has: BTreeSet<&str> =
        result["operations"].as_array().into_iter().flatten().flat_map(Value::as_str).collect();
    let called: BTreeSet<&str> = calls.iter().map(|call| call.operation.as_str()).collect();
    assert_eq!(called, theirs_has, "the operations");

    let faults: Vec<String> =
        MODES.iter().flat_map(|mode| ours::send_all(version, &server.url(), mode, &calls)).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    let ours = by_label(server.requests());
    signatures::check(&judge, &ours);

    let signed_wrong = signatures::wrong_in_official(&judge, &theirs);
    let mut unexplained = Vec::new();
    let mut used = BTreeSet::new();
    for mode in MODES {
        for call in &calls {
            let label = mode.label(call);
            let mut findings = compare(&ours[&label], &theirs[&label]);
            if result["plain"].as_array().is_some_and(|names| names.contains(&json!(call.name))) {
                findings.push(Finding::new("model", "typed", "dictionary"));
            }
            if signed_wrong.contains(&label) {
                findings.push(Finding::new("signature", "right", "wrong"));
            }
            for finding in findings {
                match DIFFERENCES.iter().position(|row| row.explains(version, &call.name, &finding)) {
                    Some(row) => drop(used.insert(row)),
                    None => unexplained.push(format!("{label}: {finding:?}")),
                }
            }
        }
    }
    assert!(unexplained.is_empty(), "not in the table of differences:\n{}", unexplained.join("\n"));
    let idle = |(index, row): (usize, &differences::Difference)| {
        (row.has_version(version) && !used.contains(&index)).then(|| row.shown())
    };
    let idle: Vec<String> = DIFFERENCES.iter().enumerate().filter_map(idle).collect();
    assert!(idle.is_empty(), "in the table of differences, but not found:\n{}", idle.join("\n"));
}

macro_rules! versions {
    ($($test:ident: $version:literal;)*) => {
        const VERSIONS: &[&str] = &[$($version),*];

        $(#[test]
        fn $test() {
            parity($version);
        })*
    };
}

versions! {
    parity_2024_04: "2024-04";
    parity_2024_07: "2024-07";
    parity_2024_10: "2024-10";
    parity_2025_01: "2025-01";
    parity_2025_04: "2025-04";
    parity_2025_07: "2025-07";
    parity_2026_01: "2026-01";
    parity_2026_07: "2026-07";
}

#[test]
fn the_calls_use_all_that_the_documents_have() {
    for version in VERSIONS {
        let (documented, used) = (calls::documented(version), calls::used(&calls(version)));
        let missing: Vec<&String> = documented.difference(&used).collect();
        assert!(missing.is_empty(), "{version}: no call uses {missing:#?}");
        let unknown: Vec<&String> = used.difference(&documented).collect();
        assert!(unknown.is_empty(), "{version}: the document does not have {unknown:#?}");
    }
}

#[test]
fn the_readme_has_the_table_of_differences() {
    let readme = include_str!("README.md");
    let rows: Vec<String> = DIFFERENCES.iter().map(differences::Difference::shown).collect();
    let shown = readme.lines().skip_while(|line| !line.starts_with("| versions | call |")).skip(2);
    let shown: Vec<&str> = shown.take_while(|line| line.starts_with('|')).collect();
    assert_eq!(shown, rows, "README.md has to have these rows:\n{}\n", rows.join("\n"));
}
