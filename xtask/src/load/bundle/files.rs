//! The other files of a document.
//!
//! In: paths as references give them. Out: parsed files, each once. Must not: leave the folder of the main document,
//! by `..`, an absolute path or a symbolic link.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::diag::codes;
use crate::diag::{Diagnostic, Diagnostics, Pointer, SourceId, SourceMap, Span};
use crate::load::{Limits, parse, read};

/// Where the main document is.
#[derive(Debug)]
pub(in crate::load) enum Base {
    /// In memory.
    None,
    File {
        /// Without links and dots.
        main: PathBuf,
        folder: PathBuf,
        /// The folder as the user gave it, for messages.
        shown: PathBuf,
    },
}

/// A file of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct FileId(usize);

impl FileId {
    pub(super) const MAIN: Self = Self(0);
}

/// Every file that was opened; the main one has no entry.
pub(super) struct Files {
    base: Base,
    limits: Limits,
    opened: Vec<File>,
    by_path: HashMap<PathBuf, Result<FileId, BrokenFile>>,
}

struct File {
    path: PathBuf,
    value: Value,
    source: SourceId,
    shown: String,
}

/// The file was read and is invalid, which has been reported.
#[derive(Clone, Copy)]
struct BrokenFile;

/// Why a file cannot be used.
#[derive(Debug)]
pub(super) enum FileError {
    NoFolder,
    Missing(String),
    Outside,
    TooMany(usize),
    /// The diagnostics of reading it, with their own spans.
    Faulty(Diagnostics),
    /// Already reported.
    Known,
}

impl Base {
    /// The folder of a file that has just been read.
    pub(in crate::load) fn of(path: &Path) -> Self {
        let shown = path.parent().unwrap_or(Path::new("")).to_owned();
        let Ok(main) = path.canonicalize() else { return Self::None };
        // The folder is the one the path names, even if the document itself is a link to elsewhere.
        let named = if shown.as_os_str().is_empty() { Path::new(".") } else { shown.as_path() };
        match named.canonicalize() {
            Ok(folder) => Self::File { main, folder, shown },
            Err(_) => Self::None,
        }
    }
}

impl Files {
    pub(super) fn new(base: Base, limits: Limits) -> Self {
        Self { base, limits, opened: Vec::new(), by_path: HashMap::new() }
    }

    pub(super) fn value(&self, file: FileId, at: &Pointer) -> Option<&Value> {
        self.file(file)?.value.pointer(at.as_str())
    }

    pub(super) fn source(&self, file: FileId) -> SourceId {
        self.file(file).map_or(SourceId::MAIN, |f| f.source)
    }

    pub(super) fn shown(&self, file: FileId) -> &str {
        self.file(file).map_or("", |f| &f.shown)
    }

    /// The name of a file without its ending.
    pub(super) fn stem(&self, file: FileId) -> String {
        let stem = self.file(file).and_then(|f| f.path.file_stem());
        stem.map(|s| s.to_string_lossy().into_owned()).unwrap_or_default()
    }

    /// Opens a file by its path relative to the file `from`.
    pub(super) fn open(&mut self, from: FileId, path: &str, sources: &mut SourceMap) -> Result<FileId, FileError> {
        let Base::File { main, folder, shown } = &self.base else { return Err(FileError::NoFolder) };
        let near = self.file(from).and_then(|f| f.path.parent()).unwrap_or(folder);
        let requested = near.join(path);
        // A path that leaves the folder is rejected before the disk is accessed, so that it reveals nothing.
        if !plain(&requested).starts_with(folder) {
            return Err(FileError::Outside);
        }
        let real = requested.canonicalize().map_err(|error| FileError::Missing(error.to_string()))?;
        if !real.starts_with(folder) {
            return Err(FileError::Outside);
        }
        if real == *main {
            return Ok(FileId::MAIN);
        }
        if let Some(known) = self.by_path.get(&real) {
            return known.map_err(|BrokenFile| FileError::Known);
        }
        if self.by_path.len() >= self.limits.files {
            return Err(FileError::TooMany(self.limits.files));
        }
        let name = shown.join(real.strip_prefix(folder).unwrap_or(&real)).display().to_string();
        match self.read(&real, name, sources) {
            Ok(file) => {
                self.opened.push(file);
                let id = FileId(self.opened.len());
                self.by_path.insert(real, Ok(id));
                Ok(id)
            }
            Err(diagnostics) => {
                self.by_path.insert(real, Err(BrokenFile));
                Err(FileError::Faulty(diagnostics))
            }
        }
    }

    fn read(&self, path: &Path, shown: String, sources: &mut SourceMap) -> Result<File, Diagnostics> {
        let bytes = read::file(path, &self.limits)?;
        let text = read::text(&shown, &bytes)?;
        let source = sources.add(shown.as_str(), text);
        match parse::parse(&shown, text, &self.limits) {
            Ok(value) => Ok(File { path: path.to_owned(), value, source, shown }),
            Err(diagnostics) => Err(placed(&diagnostics, &shown, text)),
        }
    }

    fn file(&self, file: FileId) -> Option<&File> {
        self.opened.get(file.0.checked_sub(1)?)
    }
}

/// Diagnostics about a file that is not part of the working document: their spans are lines of that file.
fn placed(diagnostics: &Diagnostics, shown: &str, text: &str) -> Diagnostics {
    let mut alone = SourceMap::default();
    alone.add(shown, text);
    let mut out = Diagnostics::default();
    for diagnostic in diagnostics.iter() {
        let at = alone.locate(&diagnostic.span);
        let span = match (at.line, at.column) {
            (Some(line), Some(column)) => Span::Text { file: shown.to_owned(), line, column },
            _ => Span::File(shown.to_owned()),
        };
        out.add(Diagnostic { span, ..diagnostic.clone() });
    }
    out
}

/// A path with `.` and `..` resolved without access to the disk.
fn plain(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::ParentDir => {
                out.pop();
            }
            std::path::Component::CurDir => {}
            other => out.push(other),
        }
    }
    out
}

impl FileError {
    /// Reports at the reference `at`, which names `path`. `known` is the component that has this very name.
    pub(super) fn report(self, diagnostics: &mut Diagnostics, at: &Pointer, path: &str, known: Option<String>) {
        match self {
            Self::NoFolder => diagnostics.report(
                codes::LOAD_REF_MISSING_FILE,
                at,
                format!("`{path}` cannot be read, since the document is not in a folder"),
                "save the document and its parts as files",
            ),
            Self::Missing(reason) => {
                let help = match known {
                    Some(known) => format!("write `#{known}` to refer to the component of this name"),
                    None => "check the path; it is relative to the file that holds the reference".to_owned(),
                };
                diagnostics.report(codes::LOAD_REF_MISSING_FILE, at, format!("cannot read `{path}`: {reason}"), help);
            }
            Self::Outside => diagnostics.report(
                codes::LOAD_REF_OUTSIDE_FOLDER,
                at,
                format!("`{path}` points outside the folder of the document"),
                "put the file into that folder or a folder below it",
            ),
            Self::TooMany(limit) => diagnostics.report(
                codes::LOAD_TOO_MANY_FILES,
                at,
                format!("the document consists of more than {limit} files"),
                "bundle some of them",
            ),
            Self::Faulty(inner) => diagnostics.extend(inner),
            Self::Known => {}
        }
    }
}
