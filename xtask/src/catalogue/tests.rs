use super::{explain, page, run, stages};
use crate::diag::codes::{self, Code, Example};

#[test]
fn every_example_yields_its_code_at_its_level() {
    let mut wrong = Vec::new();
    for code in codes::all() {
        let Some((diagnostics, _)) = run(code) else { continue };
        let levels: Vec<_> = diagnostics.only(code).iter().map(|diagnostic| diagnostic.level).collect();
        if levels.is_empty() {
            let others: Vec<_> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
            wrong.push(format!("{code} is not reported, but {others:?}"));
        } else if levels.iter().any(|level| *level != code.level()) {
            wrong.push(format!("{code} is reported as {levels:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn most_codes_have_an_example() {
    let all: Vec<Code> = codes::all().collect();
    let without = all.iter().filter(|code| matches!(code.example(), Example::None { .. })).count();
    assert!(without * 5 < all.len(), "{without} of {} codes have no example", all.len());
}

#[test]
fn the_page_and_the_explanation_hold_everything() {
    let page = page().unwrap();
    for entry in stages().into_iter().flat_map(|stage| stage.entries) {
        for text in [entry.title, entry.meaning, entry.loss, entry.fix, entry.output.as_str()] {
            assert!(page.contains(text), "{}: `{text}` is not on the page", entry.id);
        }
    }
    let text = explain(codes::LOWER_BODY_XML).unwrap();
    for words in ["lower-body-xml", "warning", "application/xml", "api.yaml:", "--allow lower-body-xml"] {
        assert!(text.contains(words), "`{words}` is not in\n{text}");
    }
    let text = explain(codes::LOAD_SYNTAX).unwrap();
    assert!(!text.contains("--allow"), "an error cannot be allowed:\n{text}");
}
