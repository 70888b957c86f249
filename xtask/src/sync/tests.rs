//! Tests of the folder before and after.

use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;

/// A folder that is removed when the test ends.
pub(super) struct Folder(pub(super) PathBuf);

impl Folder {
    pub(super) fn new() -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("xtask-sync-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).expect("a temporary folder can be made");
        Self(path)
    }

    pub(super) fn put(&self, path: &str, text: &str) {
        let at = self.0.join(path);
        fs::create_dir_all(at.parent().unwrap_or(&self.0)).expect("a folder can be made");
        fs::write(at, text).expect("a file can be written");
    }

    pub(super) fn get(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.0.join(path)).ok()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn text(body: &str) -> String {
    format!("// {MARK} from x; do not edit.\n\n{body}\n")
}

fn file(path: &str, body: &str) -> OutputFile {
    OutputFile { path: path.to_owned(), text: text(body) }
}

fn code(result: Result<SyncReport, SyncError>) -> &'static str {
    result.map_or_else(|error| error.code.id(), |_| "fine")
}

#[test]
fn a_part_is_brought_in_step_alone() {
    let folder = Folder::new();
    let all = ["src/v1/a.rs", "src/v1/deep/gone.rs", "src/v10/a.rs", "src/v10/gone.rs", "tests/v1.rs", "tests/v10.rs"];
    for path in all {
        folder.put(path, &text("old"));
    }
    let files =
        ["src/lib.rs", "src/v1/a.rs", "src/v10/a.rs", "tests/v1.rs", "tests/v10.rs"].map(|path| file(path, "new"));
    let parts = ["src/v1".to_owned(), "tests/v1.rs".to_owned()];
    let done = sync_part(&folder.0, &files, &parts, Mode::Write).expect("writes");
    assert_eq!(done.written, ["src/v1/a.rs", "tests/v1.rs"]);
    assert_eq!(done.removed, ["src/v1/deep/gone.rs"]);
    for path in ["src/v10/a.rs", "src/v10/gone.rs", "tests/v10.rs"] {
        assert_eq!(folder.get(path), Some(text("old")), "{path}");
    }
    assert_eq!(folder.get("src/lib.rs"), None);
}

#[test]
fn writes_what_is_missing_or_stale_and_removes_orphans() {
    let folder = Folder::new();
    folder.put("src/a.rs", &text("old"));
    folder.put("src/same.rs", &text("same"));
    folder.put("src/gone/b.rs", &text("gone"));
    folder.put("tests/mine.rs", "mine");
    folder.put("tests/v0.rs", &text("gone"));
    folder.put("notes.txt", "mine");
    let files = [file("src/a.rs", "new"), file("src/same.rs", "same"), file("src/v1/c.rs", "c")];
    let found = sync(&folder.0, &files, Mode::Check).expect("checks");
    assert_eq!(found.missing, ["src/v1/c.rs"]);
    assert_eq!(found.stale, ["src/a.rs"]);
    assert_eq!(found.orphans, ["src/gone/b.rs", "tests/v0.rs"]);
    assert!(found.diffs[0].contains("-old\n+new"), "{}", found.diffs[0]);
    assert!(found.written.is_empty() && folder.get("src/v1/c.rs").is_none());
    let done = sync(&folder.0, &files, Mode::Write).expect("writes");
    assert_eq!(done.written, ["src/a.rs", "src/v1/c.rs"]);
    assert_eq!(done.removed, ["src/gone/b.rs", "tests/v0.rs"]);
    assert!(!folder.0.join("src/gone").exists() && !folder.0.join(".xtask-staging").exists());
    assert_eq!(folder.get("tests/mine.rs").as_deref(), Some("mine"));
    let again = sync(&folder.0, &files, Mode::DryRun).expect("looks");
    assert!(again.is_fresh() && again.unchanged.len() == 3);
}

#[test]
fn bytes_that_are_right_are_not_touched() {
    let folder = Folder::new();
    let files = [file("src/a.rs", "a")];
    sync(&folder.0, &files, Mode::Write).expect("writes");
    let at = folder.0.join("src/a.rs");
    let before = fs::metadata(&at).and_then(|data| data.modified()).expect("has a time");
    sync(&folder.0, &files, Mode::Write).expect("writes");
    assert_eq!(fs::metadata(&at).and_then(|data| data.modified()).expect("has a time"), before);
}

#[test]
fn files_of_others_are_never_overwritten_or_deleted() {
    let folder = Folder::new();
    folder.put("src/mine.rs", "fn mine() {}");
    assert_eq!(code(sync(&folder.0, &[file("src/a.rs", "a")], Mode::Write)), "sync-foreign-file");
    assert!(folder.get("src/a.rs").is_none());
    assert_eq!(code(sync(&folder.0, &[file("src/mine.rs", "a")], Mode::Write)), "sync-foreign-file");
    assert_eq!(folder.get("src/mine.rs").as_deref(), Some("fn mine() {}"));
}

#[test]
fn paths_stay_inside_and_are_given_once() {
    let folder = Folder::new();
    for path in ["../a", "/a", "a/../../b", "", "a/", "a\\b", "c:/x", "./a"] {
        assert_eq!(code(sync(&folder.0, &[file(path, "a")], Mode::DryRun)), "sync-unsafe-path", "{path}");
    }
    let twice = [file("src/a.rs", "a"), file("src/A.rs", "a")];
    assert_eq!(code(sync(&folder.0, &twice, Mode::DryRun)), "sync-duplicate-path");
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    let (folder, other) = (Folder::new(), Folder::new());
    std::os::unix::fs::symlink(&other.0, folder.0.join("src")).expect("a link can be made");
    assert_eq!(code(sync(&folder.0, &[file("src/a.rs", "a")], Mode::Write)), "sync-link");
    assert!(other.get("a.rs").is_none());
    assert_eq!(code(sync(&folder.0, &[file("b.rs", "a")], Mode::Write)), "sync-link");
}

#[test]
fn a_failure_leaves_everything_as_it_was() {
    let folder = Folder::new();
    folder.put("src/a.rs", &text("old"));
    folder.put("src/gone.rs", &text("gone"));
    // A file where a folder must be: seen only when the second file is put into place.
    folder.put("blocked", &text("x"));
    let files = [file("src/a.rs", "new"), file("src/deep/er.rs", "b"), file("blocked/c.rs", "c")];
    assert_ne!(code(sync(&folder.0, &files, Mode::Write)), "fine");
    assert_eq!(folder.get("src/a.rs"), Some(text("old")));
    assert_eq!(folder.get("src/gone.rs"), Some(text("gone")));
    assert!(!folder.0.join("src/deep").exists() && !folder.0.join(".xtask-staging").exists());
}

#[test]
fn a_swap_that_fails_half_way_is_taken_back() {
    let folder = Folder::new();
    folder.put("src/a.rs", &text("old"));
    let new = [file("src/a.rs", "new"), file("src/deep/b.rs", "b")];
    let changed: Vec<(PathBuf, &OutputFile)> = new.iter().map(|file| (folder.0.join(&file.path), file)).collect();
    // The file to remove is not there, so the last step fails.
    let error = write::all(&folder.0, &changed, &[folder.0.join("src/nothing.rs")]).expect_err("fails");
    assert_eq!(error.code.id(), "sync-write");
    assert_eq!(folder.get("src/a.rs"), Some(text("old")));
    assert!(!folder.0.join("src/deep").exists() && !folder.0.join(".xtask-staging").exists());
}

#[test]
fn long_diffs_are_cut() {
    let old: String = (0..500).map(|n| format!("{n}\n")).collect();
    let shown = diff("a", old.as_bytes(), "");
    assert!(shown.lines().count() < 70 && shown.contains("more lines"), "{shown}");
}
