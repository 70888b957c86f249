//! Diagnostics for programs.
//!
//! In: diagnostics and sources. Out: a JSON array, one object for each diagnostic, absent facts as null. Must not:
//! leave a property out.

use serde_json::{Value, json};

use super::{Diagnostic, Diagnostics, SourceMap, State};

/// An array of `{code, level, state, reason, message, file, line, column, pointer, help}`, repeated diagnostics once.
#[must_use]
pub fn to_json(diagnostics: &Diagnostics, sources: &SourceMap) -> Value {
    diagnostics.unique().map(|diagnostic| one(diagnostic, sources)).collect()
}

fn one(diagnostic: &Diagnostic, sources: &SourceMap) -> Value {
    let span = sources.locate(&diagnostic.span);
    let (state, reason) = match &diagnostic.state {
        State::Reported => ("reported", None),
        State::Allowed(reason) => ("allowed", Some(reason)),
        State::Denied => ("denied", None),
    };
    json!({
        "code": diagnostic.code.id(),
        "level": diagnostic.level.word(),
        "state": state,
        "reason": reason,
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
    use crate::diag::{Diagnostics, Pointer, SourceMap, Span, State, codes};

    #[test]
    fn every_member_is_there() {
        let mut sources = SourceMap::default();
        sources.add("a.yaml", "one: 1\ntwo: 2\n");
        let mut diagnostics = Diagnostics::default();
        diagnostics.report(codes::LOWER_BODY_XML, &Pointer::new("/two"), "two is wrong", "make it three");
        diagnostics.report_at(codes::LOAD_UNREADABLE, Span::File("b".to_owned()), "gone", "bring it back");
        diagnostics.iter_mut().take(1).for_each(|one| one.state = State::Allowed("known".to_owned()));
        assert_eq!(
            to_json(&diagnostics, &sources),
            json!([
                {"code": "lower-body-xml", "level": "warning", "state": "allowed", "reason": "known", "message": "two is wrong", "file": "a.yaml", "line": 2, "column": 1,
                 "pointer": "/two", "help": "make it three"},
                {"code": "load-unreadable", "level": "error", "state": "reported", "reason": null, "message": "gone", "file": "b", "line": null, "column": null,
                 "pointer": null, "help": "bring it back"},
            ])
        );
    }
}
