//! The comparison for the checks of a forge: GitHub, GitLab, SARIF and JUnit.
//!
//! In: `Comparison`. Out: text that the forge reads. Must not: let a text of a document become a command or a tag.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::diff::change::{Change, Comparison, Documents, Place};
use crate::diff::level::Wire;

/// How many annotations of one level GitHub shows for a step.
const MOST_ANNOTATIONS: usize = 10;

/// Workflow commands of GitHub: one annotation for each change, the worst ones first, and a notice of those left out.
#[must_use]
pub fn to_github(comparison: &Comparison) -> String {
    let mut text = String::new();
    for (word, wanted) in [("error", Wire::Breaking), ("warning", Wire::Risky)] {
        let all: Vec<&Change> =
            comparison.changes.iter().filter(|one| one.wire == wanted && one.approved.is_none()).collect();
        for change in all.iter().take(MOST_ANNOTATIONS) {
            let _ = writeln!(text, "::{word} {}::{}", github_place(change), github_text(&change.message));
        }
        if let Some(rest) = all.len().checked_sub(MOST_ANNOTATIONS).filter(|rest| *rest > 0) {
            let _ = writeln!(text, "::notice::{rest} more changes are {}", wanted.word());
        }
    }
    text
}

/// GitHub annotates what is there now; what is gone is shown where it was.
fn github_place(change: &Change) -> String {
    let Some(Place { written, .. }) = change.new.as_ref().or(change.old.as_ref()) else { return String::new() };
    let (file, title) = (github_property(&written.file), github_property(change.kind.id()));
    format!("file={file},line={},col={},title={title}", written.line, written.column)
}

fn github_text(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn github_property(text: &str) -> String {
    github_text(text).replace(':', "%3A").replace(',', "%2C")
}

/// The report of GitLab's code quality.
#[must_use]
pub fn to_gitlab(comparison: &Comparison) -> Value {
    let severity = |change: &Change| match change.wire {
        _ if change.approved.is_some() => "info",
        Wire::Breaking => "critical",
        Wire::Risky => "major",
        Wire::Compatible => "minor",
        Wire::None | Wire::Doc => "info",
    };
    let one = |change: &Change| {
        let place = change.new.as_ref().or(change.old.as_ref())?;
        Some(json!({
            "description": change.message,
            "check_name": change.kind.id(),
            "fingerprint": change.fingerprint,
            "severity": severity(change),
            "location": {"path": place.written.file, "lines": {"begin": place.written.line}},
        }))
    };
    comparison.shown(Documents::Plain).filter_map(one).collect()
}

/// SARIF 2.1.0.
#[must_use]
pub fn to_sarif(comparison: &Comparison) -> Value {
    let mut kinds: Vec<_> = comparison.shown(Documents::Plain).map(|change| change.kind).collect();
    kinds.sort();
    kinds.dedup();
    let rules: Vec<Value> =
        kinds.iter().map(|kind| json!({"id": kind.id(), "shortDescription": {"text": kind.what()}})).collect();
    let results: Vec<Value> = comparison.shown(Documents::Plain).map(sarif_result).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "xtask diff", "rules": rules}},
            "results": results,
        }],
    })
}

fn sarif_result(change: &Change) -> Value {
    let level = match change.wire {
        Wire::Breaking => "error",
        Wire::Risky => "warning",
        Wire::Compatible | Wire::None | Wire::Doc => "note",
    };
    let location = |place: &Place| {
        let written = &place.written;
        json!({"physicalLocation": {
            "artifactLocation": {"uri": written.file},
            "region": {"startLine": written.line, "startColumn": written.column},
        }})
    };
    let places: Vec<Value> = change.new.iter().chain(&change.old).map(location).collect();
    let suppressions: Vec<Value> =
        change.approved.iter().map(|approved| json!({"kind": "external", "justification": approved.reason})).collect();
    json!({
        "ruleId": change.kind.id(),
        "level": level,
        "message": {"text": change.message},
        "locations": places.first().into_iter().collect::<Vec<_>>(),
        "relatedLocations": places.iter().skip(1).collect::<Vec<_>>(),
        "partialFingerprints": {"fact/v1": change.fingerprint},
        "suppressions": suppressions,
    })
}

/// JUnit: a change that breaks and is not approved is a failure, a risky one is skipped, the others pass.
#[must_use]
pub fn to_junit(comparison: &Comparison) -> String {
    let shown: Vec<&Change> = comparison.shown(Documents::Plain).collect();
    let failed = |change: &&&Change| change.wire == Wire::Breaking && change.approved.is_none();
    let skipped = |change: &&&Change| change.wire == Wire::Risky && change.approved.is_none();
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = writeln!(
        text,
        "<testsuites>\n  <testsuite name=\"{} -&gt; {}\" tests=\"{}\" failures=\"{}\" skipped=\"{}\">",
        xml(&comparison.old.file),
        xml(&comparison.new.file),
        shown.len(),
        shown.iter().filter(failed).count(),
        shown.iter().filter(skipped).count(),
    );
    for change in &shown {
        let (name, class) = (xml(&change.message), xml(change.kind.id()));
        let inner = if failed(&change) {
            format!("<failure message=\"{}\"/>", xml(change.kind.what()))
        } else if skipped(&change) {
            format!("<skipped message=\"{}\"/>", xml(change.kind.what()))
        } else {
            String::new()
        };
        let _ = writeln!(text, "    <testcase name=\"{name}\" classname=\"{class}\">{inner}</testcase>");
    }
    text.push_str("  </testsuite>\n</testsuites>\n");
    text
}

/// Text for XML 1.0, which has no room for most control characters.
fn xml(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\t' | '\n' | '\r' => safe.push(' '),
            c if c.is_control() => safe.push('\u{fffd}'),
            '\u{fffe}' | '\u{ffff}' => safe.push('\u{fffd}'),
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::{github_property, github_text, xml};

    #[test]
    fn no_text_becomes_a_command_or_a_tag() {
        assert_eq!(github_text("a\n::error::b 100%"), "a%0A::error::b 100%25");
        assert_eq!(github_property("a,line=1::x"), "a%2Cline=1%3A%3Ax");
        assert_eq!(xml("</a><b c=\"'\">\u{1}\n"), "&lt;/a&gt;&lt;b c=&quot;&#39;&quot;&gt;\u{fffd} ");
    }
}
