//! A generated block in a file that people write.
//!
//! In: the file, the block's name, its text. Out: a report. Must not: change anything outside of the block, or guess
//! where the block is.
//!
//! The block stands between two lines, which Markdown does not show: `<!-- NAME: … -->` and `<!-- NAME: end -->`.

use std::path::Path;

use super::{Mode, SyncError, SyncReport, diff, path, scan, write};
use crate::diag::codes;
use crate::format::OutputFile;

/// Updates the block `name` of the file `file` in `root` to `text`.
///
/// # Errors
/// When the file does not hold both lines, once each and in their order, or cannot be read or written.
pub fn block(root: &Path, file: &str, name: &str, text: &str, mode: Mode) -> Result<SyncReport, SyncError> {
    let at = path::inside(root, file)?;
    let bytes = scan::read(&at)?.unwrap_or_default();
    let mut report = SyncReport::default();
    let Some(new) = std::str::from_utf8(&bytes).ok().and_then(|old| replaced(old, name, text)) else {
        return Err(SyncError {
            code: codes::SYNC_MARKED_BLOCK,
            path: at,
            message: format!("the position of the generated block `{name}` is not clear"),
            help: format!("Write the lines `{}` and `{}`, each once and in this order.", start(name), end(name)),
            source: None,
        });
    };
    if new.as_bytes() == bytes {
        report.unchanged.push(file.to_owned());
        return Ok(report);
    }
    report.stale.push(file.to_owned());
    match mode {
        Mode::Check => report.diffs.push(diff(file, &bytes, &new)),
        Mode::DryRun => {}
        Mode::Write => {
            write::all(root, &[(at, &OutputFile { path: file.to_owned(), text: new })], &[])?;
            report.written.push(file.to_owned());
        }
    }
    Ok(report)
}

fn start(name: &str) -> String {
    format!("<!-- {name}: made by cargo xtask generate -->")
}

fn end(name: &str) -> String {
    format!("<!-- {name}: end -->")
}

/// The file's text with the new block; `None` if the block's position is not clear.
fn replaced(old: &str, name: &str, text: &str) -> Option<String> {
    let (start, end) = (start(name), end(name));
    let (mut starts, mut ends) = (Vec::new(), Vec::new());
    let mut at = 0;
    for line in old.split_inclusive('\n') {
        let next = at + line.len();
        match line.trim_end() {
            words if words == start => starts.push(next),
            words if words == end => ends.push(at),
            _ => {}
        }
        at = next;
    }
    match (starts.as_slice(), ends.as_slice()) {
        (&[from], &[to]) if from <= to => Some(format!("{}\n{}\n\n{}", &old[..from], text.trim(), &old[to..])),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::Folder;
    use super::*;

    const START: &str = "<!-- t: made by cargo xtask generate -->";
    const END: &str = "<!-- t: end -->";

    fn code(folder: &Folder, mode: Mode) -> &'static str {
        block(&folder.0, "README.md", "t", "| new |\n", mode).map_or_else(|error| error.code.id(), |_| "fine")
    }

    #[test]
    fn only_the_block_is_changed() {
        let folder = Folder::new();
        let around = |inside: &str| format!("# Mine\n\n{START}\n{inside}{END}\n\nMine, too: {END}.\n");
        folder.put("README.md", &around("old\n"));
        let found = block(&folder.0, "README.md", "t", "| new |\n", Mode::Check).expect("checks");
        assert_eq!((found.stale.as_slice(), found.diffs.len()), (["README.md".to_owned()].as_slice(), 1));
        assert_eq!(folder.get("README.md"), Some(around("old\n")));
        let done = block(&folder.0, "README.md", "t", "| new |\n", Mode::Write).expect("writes");
        assert_eq!(done.written, ["README.md"]);
        assert_eq!(folder.get("README.md"), Some(around("\n| new |\n\n")));
        assert!(block(&folder.0, "README.md", "t", "| new |\n", Mode::Check).expect("checks").is_fresh());
    }

    #[test]
    fn a_block_whose_location_is_not_clear_is_an_error() {
        let folder = Folder::new();
        assert_eq!(code(&folder, Mode::Write), "sync-marked-block", "no file");
        for text in [
            "# Mine\n".to_owned(),
            format!("{START}\n"),
            format!("{END}\n"),
            format!("{END}\n{START}\n"),
            format!("{START}\n{START}\n{END}\n"),
            format!("{START}\n{END}\n{START}\n{END}\n"),
        ] {
            folder.put("README.md", &text);
            assert_eq!(code(&folder, Mode::Write), "sync-marked-block", "{text}");
            assert_eq!(folder.get("README.md"), Some(text));
        }
        folder.put("README.md", &format!("{START}\n{END}\n"));
        assert_eq!(code(&folder, Mode::Check), "fine");
    }
}
