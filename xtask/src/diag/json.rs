//! Findings for programs.
//!
//! In: findings and sources. Out: a JSON array, one object a finding, absent facts as null. Must not: leave a member out.

use serde_json::{Value, json};

use super::{Diagnostic, Diagnostics, SourceMap};

/// An array of `{code, level, message, file, line, column, pointer, help}`, repeated findings once.
#[must_use]
pub fn to_json(found: &Diagnostics, sources: &SourceMap) -> Value {
    found.unique().map(|finding| one(finding, sources)).collect()
}

fn one(finding: &Diagnostic, sources: &SourceMap) -> Value {
    let place = sources.locate(&finding.place);
    json!({
        "code": finding.code,
        "level": finding.level.word(),
        "message": finding.message,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "pointer": place.pointer.as_ref().map(super::Pointer::as_str),
        "help": finding.help,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::to_json;
    use crate::diag::{Diagnostics, Level, Place, Pointer, SourceMap};

    #[test]
    fn every_member_is_there() {
        let mut sources = SourceMap::default();
        sources.add("a.yaml", "one: 1\ntwo: 2\n");
        let mut found = Diagnostics::default();
        found.warn("a-b", &Pointer::new("/two"), "two is wrong", "make it three");
        found.push(Level::Error, "a-c", Place::File("b".to_owned()), "gone", "bring it back");
        assert_eq!(
            to_json(&found, &sources),
            json!([
                {"code": "a-b", "level": "warning", "message": "two is wrong", "file": "a.yaml", "line": 2, "column": 1,
                 "pointer": "/two", "help": "make it three"},
                {"code": "a-c", "level": "error", "message": "gone", "file": "b", "line": null, "column": null,
                 "pointer": null, "help": "bring it back"},
            ])
        );
    }
}
