//! Diagnostics for programs.
//!
//! In: diagnostics and sources. Out: a JSON array, one object for each diagnostic, absent facts as null. Must not:
//! leave a property out.

use serde_json::{Value, json};

use super::{Diagnostic, Diagnostics, SourceMap};

/// An array of `{code, level, message, file, line, column, pointer, help}`, repeated diagnostics once.
#[must_use]
pub fn to_json(diagnostics: &Diagnostics, sources: &SourceMap) -> Value {
    diagnostics.unique().map(|diagnostic| one(diagnostic, sources)).collect()
}

fn one(diagnostic: &Diagnostic, sources: &SourceMap) -> Value {
    let span = sources.locate(&diagnostic.span);
    json!({
        "code": diagnostic.code,
        "level": diagnostic.level.word(),
        "message": diagnostic.message,
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "pointer": span.pointer.as_ref().map(super::Pointer::as_str),
        "help": diagnostic.help,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::to_json;
    use crate::diag::{Diagnostics, Level, Pointer, SourceMap, Span};

    #[test]
    fn every_member_is_there() {
        let mut sources = SourceMap::default();
        sources.add("a.yaml", "one: 1\ntwo: 2\n");
        let mut diagnostics = Diagnostics::default();
        diagnostics.warn("a-b", &Pointer::new("/two"), "two is wrong", "make it three");
        diagnostics.push(Level::Error, "a-c", Span::File("b".to_owned()), "gone", "bring it back");
        assert_eq!(
            to_json(&diagnostics, &sources),
            json!([
                {"code": "a-b", "level": "warning", "message": "two is wrong", "file": "a.yaml", "line": 2, "column": 1,
                 "pointer": "/two", "help": "make it three"},
                {"code": "a-c", "level": "error", "message": "gone", "file": "b", "line": null, "column": null,
                 "pointer": null, "help": "bring it back"},
            ])
        );
    }
}
