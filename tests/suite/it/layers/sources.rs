//! The modules of a crate.
//!
//! In: its source files. Out: each module's path and tokens. Modules of tests are left out.

use proc_macro2::TokenStream;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The path of a module from the root of its crate; empty for the root itself.
pub(super) type ModulePath = Vec<String>;

/// Modules with their tokens.
#[derive(Default)]
pub(super) struct Sources(pub(super) BTreeMap<ModulePath, TokenStream>);

impl Sources {
    /// The crate whose root is in this folder.
    pub(super) fn read(folder: &Path) -> Self {
        let mut sources = Self::default();
        sources.walk(folder, folder);
        assert!(sources.0.len() > 10, "{} holds a crate", folder.display());
        sources
    }

    /// A crate of these files.
    pub(super) fn of(files: &[(&str, &str)]) -> Self {
        let mut sources = Self::default();
        for (name, text) in files {
            sources.add(Path::new(name), text);
        }
        sources
    }

    fn walk(&mut self, root: &Path, folder: &Path) {
        for entry in fs::read_dir(folder).expect("a folder can be read") {
            let path = entry.expect("an entry can be read").path();
            if path.is_dir() {
                self.walk(root, &path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("a file can be read");
                self.add(path.strip_prefix(root).expect("it is below the root"), &text);
            }
        }
    }

    fn add(&mut self, file: &Path, text: &str) {
        let mut path: ModulePath =
            file.with_extension("").iter().map(|part| part.to_string_lossy().into_owned()).collect();
        if path.iter().any(|part| part == "tests") {
            return;
        }
        if path.last().is_some_and(|last| matches!(&**last, "mod" | "lib" | "main")) {
            path.pop();
        }
        let tokens: TokenStream = text.parse().unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        self.0.entry(path).or_default().extend(tokens);
    }
}
