//! Edits of files that people write: one line each, at its place.
//!
//! In: the text of a file. Out: the text with the line. Must not: change anything else, or touch a disk.

use crate::diag::{Pointer, SourceMap, Span};

/// The dates of a version.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Dates<'d> {
    pub(super) released: Option<&'d str>,
    pub(super) supported_until: Option<&'d str>,
}

impl Dates<'_> {
    fn entry(&self, version: &str) -> Option<String> {
        let date = |key: &str, date: Option<&str>| date.map(|date| format!("{key}: '{date}'"));
        let parts: Vec<String> = [date("released", self.released), date("supported-until", self.supported_until)]
            .into_iter()
            .flatten()
            .collect();
        (!parts.is_empty()).then(|| format!("{version}: {{{}}}", parts.join(", ")))
    }
}

/// Adds the dates of a version behind the last one of the map that the pointer is about. `None`: there is nothing to add,
/// or the map is not written with a line for each version.
pub(super) fn dates(overlay: &str, map: &Pointer, last: &str, version: &str, dates: &Dates<'_>) -> Option<String> {
    let entry = dates.entry(version)?;
    let mut sources = SourceMap::default();
    sources.add("overlay", overlay);
    let location = sources.locate(&Span::At(map.child(last)));
    let (line, column) = (location.line?, location.column?);
    let lines: Vec<&str> = overlay.split_inclusive('\n').collect();
    let indent = column - 1;
    let own = lines.get(line - 1)?;
    // In a map on one line the key is not the first thing of its line.
    if own.len() - own.trim_start().len() != indent {
        return None;
    }
    let deeper = |text: &&&str| text.trim().is_empty() || text.len() - text.trim_start().len() > indent;
    let end = line + lines.get(line..)?.iter().take_while(deeper).filter(|text| !text.trim().is_empty()).count();
    let mut text: String = lines.get(..end)?.concat();
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text.push_str(&format!("{}{entry}\n", " ".repeat(indent)));
    text.push_str(&lines.get(end..)?.concat());
    Some(text)
}

/// Adds an entry at the end of the list under `## Unreleased`.
pub(super) fn changelog(text: &str, entry: &str) -> Option<String> {
    let start = text.find("## Unreleased")?;
    let rest = text.get(start..)?;
    let next = rest.get(2..)?.find("\n## ").map_or(text.len(), |at| start + 2 + at);
    let before = text.get(..next)?.trim_end();
    let after = text.get(next..)?;
    let gap = if before.ends_with("## Unreleased") { "\n\n" } else { "\n" };
    Some(format!("{before}{gap}- {entry}\n{after}"))
}

/// Lets examples of a README use another module: `acme::v1` becomes `acme::v2`.
pub(super) fn readme(text: &str, lib_name: &str, old: &str, new: &str) -> Option<String> {
    let (from, to) = (format!("{lib_name}::{old}"), format!("{lib_name}::{new}"));
    text.contains(&from).then(|| text.replace(&from, &to))
}

#[cfg(test)]
mod tests {
    use super::{Dates, changelog, dates, readme};
    use crate::diag::Pointer;

    #[test]
    fn dates_go_behind_those_of_the_version_before() {
        let overlay = "actions:\n- target: $\n  update:\n    x-sdk:\n      versions:\n        v1: {released: '2025-01-01'}\n        v2:\n          released: '2026-01-01'\n      other: 1\n";
        let map = Pointer::new("/actions/0/update/x-sdk/versions");
        let days = Dates { released: Some("2027-01-01"), supported_until: None };
        let text = dates(overlay, &map, "v2", "v3", &days).unwrap();
        assert_eq!(text, overlay.replace("      other", "        v3: {released: '2027-01-01'}\n      other"));
        assert_eq!(dates("versions: {v1: {}}\n", &Pointer::new("/versions"), "v1", "v2", &days), None);
        assert_eq!(dates(overlay, &map, "v2", "v3", &Dates::default()), None);
    }

    #[test]
    fn entries_of_the_changelog_end_the_first_list() {
        assert_eq!(
            changelog("# C\n\n## Unreleased\n\n- a\n\n## 1\n", "b").unwrap(),
            "# C\n\n## Unreleased\n\n- a\n- b\n\n## 1\n"
        );
        assert_eq!(changelog("## Unreleased\n", "b").unwrap(), "## Unreleased\n\n- b\n");
        assert_eq!(changelog("# C\n", "b"), None);
    }

    #[test]
    fn examples_use_the_new_module() {
        assert_eq!(readme("use a::v1::B;", "a", "v1", "v2").unwrap(), "use a::v2::B;");
        assert_eq!(readme("use c::v1::B;", "a", "v1", "v2"), None);
    }
}
