//! What changes from one version of an API to the next, as `diff` tells it.
//!
//! `tests/deltas/<api>/<old>..<new>.txt` holds it for each pair of neighbours under `spec/`. So a change of a document, an
//! overlay or the generator that touches more than it should is seen. `BLESS=1` writes them anew.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use xtask::diag::Colour;
use xtask::diff::{self, Documents, Version};
use xtask::layout::{self, ApiFolder};
use xtask::load::Limits;
use xtask::pipeline::{self, Compiled, Product};
use xtask::rust;

use crate::support::{blessing, here, name, root};

/// The versions of an API, with the places of diagnostics as from the workspace's folder.
fn compiled(api: &ApiFolder) -> Vec<Compiled> {
    let versions = api.versions.iter().map(|input| {
        let mut input = input.clone();
        input.document = root().join(&input.document);
        input.overlays.iter_mut().for_each(|overlay| *overlay = root().join(&*overlay));
        pipeline::compile_to(&input, &Limits::default(), Product::Contract)
    });
    versions.collect()
}

fn delta(old: (&str, &Compiled), new: (&str, &Compiled)) -> String {
    let views = [old.1, new.1].map(|side| rust::version_view(side.api.as_ref().expect("an API")));
    let [old_view, new_view] = &views;
    let comparison = diff::compare(
        Version {
            file: old.0,
            contract: old.1.contract.as_ref().expect("a contract"),
            api: old.1.api.as_ref().expect("an API"),
            view: old_view,
        },
        Version {
            file: new.0,
            contract: new.1.contract.as_ref().expect("a contract"),
            api: new.1.api.as_ref().expect("an API"),
            view: new_view,
        },
    );
    let text = diff::to_text(&comparison, Documents::WithTexts, Colour::Never);
    text.replace(&format!("{}/", root().display()), "")
}

/// Every delta, by the path of its text.
fn deltas() -> BTreeMap<PathBuf, String> {
    let mut all = BTreeMap::new();
    for api in layout::discover(&root()).expect("spec/ can be listed") {
        let versions = compiled(&api);
        let names: Vec<String> = api.versions.iter().filter_map(|input| input.version.clone()).collect();
        for (names, sides) in names.windows(2).zip(versions.windows(2)) {
            if let ([old_name, new_name], [old, new]) = (names, sides) {
                let file = here("deltas").join(&api.name).join(format!("{old_name}..{new_name}.txt"));
                all.insert(file, delta((old_name, old), (new_name, new)));
            }
        }
    }
    all
}

fn stored(folder: &Path) -> Vec<PathBuf> {
    let entries = |folder: &Path| -> Vec<PathBuf> {
        let entries = std::fs::read_dir(folder).expect("the folder can be listed");
        entries.map(|entry| entry.expect("an entry can be read").path()).collect()
    };
    entries(folder).iter().flat_map(|folder| entries(folder)).collect()
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
    for path in stored(&here("deltas")).into_iter().filter(|path| !deltas.contains_key(path)) {
        if blessing() {
            std::fs::remove_file(&path).expect("the delta can be removed");
        } else {
            wrong.push(format!("== {}: these versions are no neighbours", name(&path)));
        }
    }
    assert!(wrong.is_empty(), "{}\nrun `BLESS=1 cargo test -p sdk-tests deltas` and read the diff", wrong.join("\n"));
}
