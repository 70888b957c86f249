//! The root extension: dates of the versions.
//!
//! In: the map under `versions`. Out: the dates of each. Must not: know which versions have a document.

use std::collections::BTreeMap;

use serde_json::Value;

use super::reader::{Reader, wrong};
use crate::diag::codes;
use crate::diag::{Diagnostics, Pointer};
use crate::ir::Lifecycle;

pub(super) fn lifecycles(value: &Value, at: &Pointer, diagnostics: &mut Diagnostics) -> BTreeMap<String, Lifecycle> {
    let Value::Object(versions) = value else {
        wrong(at, "versions", "a map from version to its dates", diagnostics);
        return BTreeMap::new();
    };
    versions
        .iter()
        .map(|(version, dates)| (version.clone(), lifecycle(dates, at.child(version), diagnostics)))
        .collect()
}

fn lifecycle(value: &Value, at: Pointer, diagnostics: &mut Diagnostics) -> Lifecycle {
    let mut reader = Reader::new(value, at, diagnostics);
    let lifecycle = Lifecycle {
        released: date(&mut reader, "released", diagnostics),
        supported_until: date(&mut reader, "supported-until", diagnostics),
        ended: reader.flag("ended", diagnostics),
    };
    reader.finish(diagnostics);
    lifecycle
}

fn date(reader: &mut Reader<'_>, key: &'static str, diagnostics: &mut Diagnostics) -> Option<String> {
    let text = reader.text(key, diagnostics)?;
    let shape = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c });
    if !shape.eq("0000-00-00".chars()) {
        wrong(&reader.at().child(key), key, "a date such as 2026-01-31", diagnostics);
    }
    Some(text)
}

/// Warns of a version without a date if another version has one.
pub(in crate::lower) fn check_dates(
    lifecycles: &BTreeMap<String, Lifecycle>,
    version: Option<&str>,
    diagnostics: &mut Diagnostics,
) {
    let dated = |lifecycle: &Lifecycle| lifecycle.released.is_some() || lifecycle.supported_until.is_some();
    let Some(version) = version else { return };
    if lifecycles.get(version).is_some_and(dated) || !lifecycles.values().any(dated) {
        return;
    }
    let mut at = Pointer::default().child(super::KEY).child("versions");
    if lifecycles.contains_key(version) {
        at = at.child(version);
    }
    let text = format!("version `{version}` has no dates, but other versions have");
    let help = format!("add them, as in `{version}: {{released: '2026-01-31', supported-until: '2029-01-31'}}`");
    diagnostics.report(codes::LOWER_VERSION_WITHOUT_DATES, &at, text, help);
}
