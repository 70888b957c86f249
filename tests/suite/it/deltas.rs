//! What changes from one version of an API to the next: the files that differ between the folders of neighbours.
//!
//! `tests/deltas/<crate>/<old>..<new>.txt` holds them, so that a change of a document or of the generator that touches
//! more than it should is seen. `BLESS=1` writes them anew.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::support::{blessing, here, name, root};

/// Files that name their version or only list the others.
const ASIDE: [&str; 2] = ["mod.rs", "client.rs"];

/// The folders in a folder, by name.
fn folders(path: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(path).expect("the folder can be listed");
    let mut all: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry can be read").path()).collect();
    all.retain(|path| path.is_dir());
    all.sort();
    all
}

/// The texts of a version's files, by their path in its folder.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(&next).expect("the folder can be listed") {
            let path = entry.expect("an entry can be read").path();
            if path.is_dir() {
                open.push(path);
            } else if !ASIDE.contains(&name(&path).as_str()) {
                let inside = path.strip_prefix(folder).expect("it is inside").to_string_lossy().replace('\\', "/");
                all.insert(inside, std::fs::read_to_string(&path).expect("the file can be read"));
            }
        }
    }
    all
}

/// A line for each file that is not in both or not the same in both.
fn delta(old: &Path, new: &Path) -> String {
    let (old, new) = (files(old), files(new));
    let mut paths: Vec<&String> = old.keys().chain(new.keys()).collect();
    paths.sort();
    paths.dedup();
    let mut text = String::new();
    for path in paths {
        let mark = match (old.get(path), new.get(path)) {
            (Some(_), None) => "removed",
            (None, Some(_)) => "added  ",
            (Some(old), Some(new)) if old != new => "changed",
            _ => continue,
        };
        let _ = writeln!(text, "{mark} {path}");
    }
    text
}

/// Every delta, by the path of its text.
fn deltas() -> BTreeMap<PathBuf, String> {
    let mut all = BTreeMap::new();
    for made in folders(&root().join("generated")) {
        let mut versions = folders(&made.join("src"));
        versions.retain(|version| version.join("client.rs").is_file());
        for pair in versions.windows(2) {
            if let [old, new] = pair {
                let file = format!("{}..{}.txt", name(old), name(new));
                all.insert(here("deltas").join(name(&made)).join(file), delta(old, new));
            }
        }
    }
    all
}

#[test]
fn neighbours_differ_as_stored() {
    let deltas = deltas();
    let mut wrong = Vec::new();
    for (path, text) in &deltas {
        if blessing() {
            std::fs::create_dir_all(path.parent().expect("it is in a folder")).expect("the folder can be made");
            std::fs::write(path, text).expect("the delta can be written");
        } else if std::fs::read_to_string(path).unwrap_or_default() != *text {
            wrong.push(format!("== {}\n{text}", name(path)));
        }
    }
    let stored = folders(&here("deltas")).iter().map(|folder| files(folder).len()).sum::<usize>();
    assert_eq!(stored, deltas.len(), "a delta is stored for versions that are not neighbours");
    assert!(wrong.is_empty(), "{}\nrun `BLESS=1 cargo test -p sdk-tests deltas` and read the diff", wrong.join("\n"));
}
