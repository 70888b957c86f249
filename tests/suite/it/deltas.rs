//! What changes from one version of an API to the next: the items that differ between the folders of neighbours.
//!
//! `tests/deltas/<crate>/<old>..<new>.txt` holds them, file by file: `+` is new, `-` is gone, `~` is different. So a change of a document or of the generator that touches
//! more than it should is seen. `BLESS=1` writes them anew.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::items;
use crate::support::{blessing, here, name, root};

/// Files that only list the others.
const ASIDE: &str = "mod.rs";

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
            } else if name(&path) != ASIDE {
                let inside = path.strip_prefix(folder).expect("it is inside").to_string_lossy().replace('\\', "/");
                let text = std::fs::read_to_string(&path).expect("the file can be read");
                all.insert(inside, without_version(&text, &name(folder)));
            }
        }
    }
    all
}

/// Each file that is not in both or not the same in both, with its items.
fn delta(old: &Path, new: &Path) -> String {
    let (old, new) = (files(old), files(new));
    let mut paths: Vec<&String> = old.keys().chain(new.keys()).collect();
    paths.sort();
    paths.dedup();
    let mut text = String::new();
    for path in paths {
        let _ = match (old.get(path), new.get(path)) {
            (Some(gone), None) => writeln!(text, "removed {path}: {}", names(gone)),
            (None, Some(made)) => writeln!(text, "added {path}: {}", names(made)),
            (Some(old), Some(new)) if old != new => write!(text, "changed {path}{}", changes(old, new)),
            _ => continue,
        };
    }
    text
}

/// The text of a file with the version left out: its module, and its name in the documents.
fn without_version(text: &str, module: &str) -> String {
    let document = module.trim_start_matches('v').replace('_', "-");
    let text = text.replace(module, "version");
    // A short one like `4` stands for other things, too.
    if document.len() > 2 { text.replace(&document, "version") } else { text }
}

/// Items without those that go with a new or removed one: `get_thing` takes `get_thing.takes` along.
fn heads<'i>(items: &'i items::Items, others: &items::Items) -> Vec<(&'i str, &'i str)> {
    let owner = |key: &str| key.split_once('.').map(|(owner, _)| owner.to_owned());
    let goes_along =
        |key: &str| owner(key).is_some_and(|owner| items.contains_key(&owner) && !others.contains_key(&owner));
    items.iter().filter(|(key, _)| !goes_along(key)).map(|(key, text)| (key.as_str(), text.as_str())).collect()
}

/// What a file holds, in one line.
fn names(text: &str) -> String {
    let items = items::of(text);
    let is_value = |text: &str| text.starts_with(|c: char| c == '"' || c.is_ascii_digit());
    let name = |(key, text): (&str, &str)| match key.split_once('.') {
        None => Some(text.to_owned()).filter(|text| !text.is_empty()),
        Some(_) if is_value(text) => Some(text.to_owned()),
        // For all other values.
        Some((_, "Unknown")) => None,
        Some((_, name)) if text.contains(", required") => Some(format!("{name} (required)")),
        Some((_, name)) => Some(name.to_owned()),
    };
    heads(&items, &items::Items::new()).into_iter().filter_map(name).collect::<Vec<_>>().join(", ")
}

/// What can be given to a call.
fn inputs(items: &items::Items, call: &str) -> Vec<String> {
    let part = |(key, text): (&String, &String)| match key.strip_prefix(call)?.strip_prefix('.')? {
        "takes" => Some(text.clone()).filter(|text| !text.is_empty()),
        setter => setter.strip_suffix("()").map(|name| format!("{name}: {text}")),
    };
    items.iter().filter_map(part).collect()
}

/// A line for each item that is not the same in both.
fn changes(old: &str, new: &str) -> String {
    let (old, new) = (items::of(old), items::of(new));
    // A type has a file of its own, so it goes without saying; a call is one of several.
    let shown = |key: &str| match key.split_once('.') {
        Some((owner, name)) if owner.contains(char::is_lowercase) && owner.starts_with(char::is_uppercase) => {
            name.to_owned()
        }
        _ => key.to_owned(),
    };
    let mut lines: Vec<(&str, String)> = Vec::new();
    for (key, text) in heads(&old, &new) {
        match new.get(key) {
            None => lines.push((key, format!("- {}", shown(key)))),
            Some(now) if now != text => lines.push((key, format!("~ {}: {text} -> {now}", shown(key)))),
            Some(_) => {}
        }
    }
    for (key, text) in heads(&new, &old).into_iter().filter(|(key, _)| !old.contains_key(*key)) {
        let text = match (inputs(&new, key), text) {
            (_, "") => String::new(),
            (inputs, text) if inputs.is_empty() => format!(": {text}"),
            (inputs, text) => format!(": {text} with {}", inputs.join(", ")),
        };
        lines.push((key, format!("+ {}{text}", shown(key))));
    }
    lines.sort();
    match lines.is_empty() {
        true => ": the docs\n".to_owned(),
        false => lines.iter().fold("\n".to_owned(), |all, (_, line)| format!("{all}  {line}\n")),
    }
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
    let stored = folders(&here("deltas")).into_iter().flat_map(|folder| {
        let names: Vec<String> = files(&folder).into_keys().collect();
        names.into_iter().map(move |name| folder.join(name))
    });
    for path in stored.filter(|path| !deltas.contains_key(path)) {
        if blessing() {
            std::fs::remove_file(&path).expect("the delta can be removed");
        } else {
            wrong.push(format!("== {}: these versions are no neighbours", name(&path)));
        }
    }
    assert!(wrong.is_empty(), "{}\nrun `BLESS=1 cargo test -p sdk-tests deltas` and read the diff", wrong.join("\n"));
}
