//! The catalogue: every diagnostic code, declared once, with its level and what a reader needs to know about it.
//!
//! In: nothing. Out: the constants that stages report with, and all of them in order. Must not: report, or render.
//!
//! A diagnostic can be made with a declared code only, since nothing outside this folder can make a [`Code`].

mod coverage;
mod diff;
mod downlevel;
mod downlevel_schema;
mod load;
mod lower;
mod lower_response;
mod output;
mod overlay;
mod parse;
mod policy;
mod resolve;
mod rust;

use std::fmt;
use std::hash::{Hash, Hasher};

use super::{Level, nearest};

pub use self::coverage::*;
pub use self::diff::*;
pub use self::downlevel::*;
pub use self::downlevel_schema::*;
pub use self::load::*;
pub use self::lower::*;
pub use self::lower_response::*;
pub use self::output::*;
pub use self::overlay::*;
pub use self::parse::*;
pub use self::policy::*;
pub use self::resolve::*;
pub use self::rust::*;

/// A declared code.
#[derive(Clone, Copy)]
pub struct Code {
    declaration: &'static Declaration,
}

/// What is known about a code.
#[derive(Debug)]
struct Declaration {
    /// Stable, `stage-what`: `load-duplicate-key`.
    id: &'static str,
    /// In a document of this workspace.
    level: Level,
    /// In a document of somebody else, of which as much as possible is to be used.
    tolerant: Level,
    title: &'static str,
    meaning: &'static str,
    /// What a user of the crate loses; of an error, everything.
    loss: &'static str,
    fix: &'static str,
    example: Example,
}

/// What shows a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Example {
    /// A whole document.
    Document(&'static str),
    /// An overlay of [`BASE`].
    Overlay(&'static str),
    /// A run over some files.
    Command {
        /// The words after `cargo xtask`.
        words: &'static str,
        /// Names and texts.
        files: &'static [(&'static str, &'static str)],
        /// What the run reports, as a test has seen it.
        output: &'static str,
    },
    /// No text can show it, or it is a check behind others: this has to happen.
    None { when: &'static str },
}

/// The document that the examples of overlays change.
pub const BASE: &str = include_str!("examples/base.yaml");

const ERROR: Declaration = Declaration {
    id: "",
    level: Level::Error,
    tolerant: Level::Error,
    title: "",
    meaning: "",
    loss: "Nothing is generated.",
    fix: "",
    example: Example::None { when: "" },
};
const WARNING: Declaration = Declaration { level: Level::Warning, tolerant: Level::Warning, loss: "", ..ERROR };
const NOTE: Declaration = Declaration { level: Level::Note, tolerant: Level::Note, loss: "", ..ERROR };
/// An error in a document of this workspace, a warning in any other one.
const STRICT: Declaration = Declaration { tolerant: Level::Warning, loss: "", ..ERROR };

/// Declares codes, and the list of them.
macro_rules! declare {
    ($list:ident; $($name:ident = $declaration:expr;)*) => {
        $(pub const $name: super::Code = super::Code { declaration: &$declaration };)*
        pub(super) const $list: &[super::Code] = &[$($name),*];
    };
}
use declare;

/// The document of a code's example.
macro_rules! document {
    ($id:literal) => {
        super::Example::Document(include_str!(concat!("examples/", $id, ".yaml")))
    };
}
use document;

/// The overlay of a code's example.
macro_rules! laid_over {
    ($id:literal) => {
        super::Example::Overlay(include_str!(concat!("examples/", $id, ".overlay.yaml")))
    };
}
use laid_over;

/// The run of a code's example, over the files of its folder.
macro_rules! command {
    ($id:literal, $words:literal, [$($file:literal),*]) => {
        super::Example::Command {
            words: $words,
            files: &[$(($file, include_str!(concat!("examples/", $id, "/", $file)))),*],
            output: include_str!(concat!("examples/", $id, "/output.txt")),
        }
    };
}
use command;

/// All codes, in the order of the stages.
pub fn all() -> impl Iterator<Item = Code> {
    let stages = [
        LOAD,
        OVERLAY,
        DOWNLEVEL,
        DOWNLEVEL_SCHEMA,
        PARSE,
        RESOLVE,
        LOWER,
        LOWER_RESPONSES,
        COVERAGE,
        RUST,
        OUTPUT,
        POLICY,
        DIFF,
    ];
    stages.into_iter().flatten().copied()
}

impl Code {
    /// The code with this id.
    #[must_use]
    pub fn find(id: &str) -> Option<Self> {
        all().find(|code| code.id() == id)
    }

    /// The id that is most like this one.
    #[must_use]
    pub fn nearest(id: &str) -> Option<&'static str> {
        nearest(id, all().map(Self::id))
    }

    #[must_use]
    pub fn id(self) -> &'static str {
        self.declaration.id
    }

    /// Its level in a document of this workspace.
    #[must_use]
    pub fn level(self) -> Level {
        self.declaration.level
    }

    /// Its level in a document of somebody else, of which as much as possible is used.
    #[must_use]
    pub fn tolerant_level(self) -> Level {
        self.declaration.tolerant
    }

    /// One line without a full stop.
    #[must_use]
    pub fn title(self) -> &'static str {
        self.declaration.title
    }

    /// What has been found, in sentences.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        self.declaration.meaning
    }

    /// What a user of the crate loses by it.
    #[must_use]
    pub fn loss(self) -> &'static str {
        self.declaration.loss
    }

    /// What to do about it.
    #[must_use]
    pub fn fix(self) -> &'static str {
        self.declaration.fix
    }

    #[must_use]
    pub fn example(self) -> Example {
        self.declaration.example
    }
}

impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.id() == other.id()
    }
}

impl Eq for Code {}

impl Hash for Code {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.id().hash(state);
    }
}

impl PartialOrd for Code {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Code {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.id().cmp(other.id())
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::path::Path;

    use super::{Code, all};
    use crate::diag::Level;

    #[test]
    fn every_code_is_declared_once_and_completely() {
        let mut seen = HashSet::new();
        for code in all() {
            assert!(seen.insert(code.id()), "{code} is declared twice");
            for text in [code.title(), code.meaning(), code.loss(), code.fix()] {
                assert!(!text.is_empty(), "{code} is not complete");
            }
            assert!(!code.title().ends_with('.'), "{code}: a title has no full stop");
            for text in [code.meaning(), code.loss(), code.fix()] {
                assert!(text.ends_with('.'), "{code}: `{text}` is not a sentence");
            }
            assert!(code.tolerant_level() <= code.level(), "{code}");
            assert_ne!((code.level(), code.loss()), (Level::Error, ""), "{code}");
        }
    }

    /// The name of the constant of a code, as stages write it.
    fn constant(code: Code) -> String {
        format!("codes::{}", code.id().replace('-', "_").to_uppercase())
    }

    #[test]
    fn every_code_is_used_by_a_stage() {
        let mut texts = String::new();
        read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut texts);
        let words: HashSet<&str> = texts.split(|c: char| !c.is_alphanumeric() && c != '_' && c != ':').collect();
        for code in all() {
            assert!(words.contains(constant(code).as_str()), "no stage reports {code}");
        }
    }

    /// The sources of the stages, without their tests.
    fn read(folder: &Path, into: &mut String) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() && name != "codes" && name != "tests" {
                read(&path, into);
            } else if name.ends_with(".rs") && name != "tests.rs" {
                let text = std::fs::read_to_string(&path).unwrap();
                into.push_str(text.split("#[cfg(test)]").next().unwrap_or_default());
            }
        }
    }

    #[test]
    fn a_misspelt_code_has_a_nearest_one() {
        assert_eq!(Code::nearest("load-duplicate-kye"), Some("load-duplicate-key"));
        assert_eq!(Code::find("load-duplicate-kye"), None);
        assert_eq!(Code::find("load-duplicate-key").map(Code::level), Some(Level::Error));
    }
}
