//! The output depends on what a document says, not on how it is written.

use std::path::{Path, PathBuf};

use serde_json::Value;

use xtask::format::OutputFile;
use xtask::pipeline::Input;

use crate::golden::{crate_of, of_case};
use crate::support::{cases, name, pages, root};

/// Reverses the properties of every object; JSON gives their order no meaning.
fn reversed(value: Value) -> Value {
    match value {
        Value::Object(properties) => {
            Value::Object(properties.into_iter().rev().map(|(name, property)| (name, reversed(property))).collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(reversed).collect()),
        other => other,
    }
}

/// The document with its properties in reverse order, YAML as JSON and JSON as YAML, in a folder of its own.
fn rewritten(document: &Path, name: &str) -> PathBuf {
    let text = std::fs::read_to_string(document).expect("the document can be read");
    let is_json = document.extension().is_some_and(|extension| extension == "json");
    let value: Value = if is_json {
        serde_json::from_str(&text).expect("the document is JSON")
    } else {
        serde_yaml::from_str(&text).expect("the document is YAML")
    };
    let value = reversed(value);
    let (text, extension) = if is_json {
        (serde_yaml::to_string(&value).expect("the document can be YAML"), "yaml")
    } else {
        (serde_json::to_string(&value).expect("the document can be JSON"), "json")
    };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rewritten");
    std::fs::create_dir_all(&folder).expect("a folder can be made");
    let path = folder.join(format!("{name}.{extension}"));
    std::fs::write(&path, text).expect("the document can be written");
    path
}

fn same_twice_and_rewritten(input: &Input, pages: &[PathBuf], name: &str) {
    let first = crate_of(input, pages, "same");
    assert_eq!(first, crate_of(input, pages, "same"), "{name}: the second run differs");
    let again = crate_of(&Input { document: rewritten(&input.document, name), ..input.clone() }, pages, "same");
    let paths = |files: &[OutputFile]| files.iter().map(|file| file.path.clone()).collect::<Vec<_>>();
    assert_eq!(paths(&first), paths(&again), "{name}: other files");
    for (one, other) in first.iter().zip(&again) {
        assert_eq!(one.text, other.text, "{name}: {}", one.path);
    }
}

#[test]
fn goldens_do_not_depend_on_the_writing() {
    for case in cases("golden") {
        same_twice_and_rewritten(&of_case(&case), &pages(&case), &name(&case));
    }
}

#[test]
fn the_workspaces_documents_do_not_depend_on_the_writing() {
    for api in xtask::layout::discover(&root()).expect("spec/ can be listed") {
        for version in api.versions {
            let name = format!("{}-{}", api.name, version.version.as_deref().unwrap_or_default());
            let below_root = |path: &PathBuf| root().join(path);
            let input = Input {
                document: below_root(&version.document),
                overlays: version.overlays.iter().map(below_root).collect(),
                ..version
            };
            let pages: Vec<PathBuf> = api.pages.iter().map(below_root).collect();
            same_twice_and_rewritten(&input, &pages, &name);
        }
    }
}
