//! What a person has to decide about a new version.
//!
//! In: two versions. Out: questions, each with a guess and its reason. Must not: know a vendor.

use std::collections::BTreeSet;

use crate::diff::{Change, Comparison, Kind, Place};
use crate::ir::{Api, Field, Idempotency, Method, Operation, ParameterLocation, PathPart, TypeKind, TypeRef};
use crate::rust::method_name;

/// Something that no document says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Question {
    /// What it is about: a property, a call.
    pub(super) about: String,
    pub(super) question: &'static str,
    pub(super) guess: String,
}

/// Words of properties that are about a person, or that let somebody in.
const PERSONAL: [&str; 26] = [
    "name",
    "email",
    "mail",
    "phone",
    "mobile",
    "sms",
    "fax",
    "address",
    "street",
    "zip",
    "postal",
    "postcode",
    "birth",
    "birthday",
    "passport",
    "recipient",
    "customer",
    "contact",
    "signature",
    "signed",
    "iban",
    "card",
    "password",
    "secret",
    "token",
    "coordinate",
];
/// Parameters that ask for a page.
const PAGES: [&str; 10] =
    ["page", "cursor", "offset", "limit", "after", "before", "per_page", "page_size", "skip", "start"];
/// Words of calls that only read, whatever their method.
const READS: [&str; 11] =
    ["search", "detect", "predict", "list", "query", "find", "validate", "check", "preview", "calculate", "estimate"];

/// Every question about what the new version has and the old one has not.
pub(super) fn all(old: &Api, new: &Api, comparison: &Comparison) -> Vec<Question> {
    let mut questions = redaction(old, new);
    let renamed = comparison.changes.iter().filter(|change| change.kind == Kind::FieldRenamed);
    for question in renamed.filter_map(|change| uncovered(old, new, change)) {
        questions.retain(|other| other.about != question.about);
        questions.push(question);
    }
    let known: BTreeSet<(Method, String)> = calls(old).map(|call| (call.method, path(call))).collect();
    for call in calls(new).filter(|call| !known.contains(&(call.method, path(call)))) {
        questions.extend(paging(call));
        questions.extend(idempotency(call));
    }
    questions
}

fn calls(api: &Api) -> impl Iterator<Item = &Operation> {
    api.services.iter().flat_map(|service| &service.operations)
}

/// `/parcels/{id}`.
fn path(call: &Operation) -> String {
    let part = |part: &PathPart| match part {
        PathPart::Literal(text) => text.clone(),
        PathPart::Param(_) => "{}".to_owned(),
    };
    call.path.iter().map(part).collect()
}

fn fields(api: &Api) -> impl Iterator<Item = (String, &Field)> {
    api.types.iter().flat_map(|def| {
        let fields = match &def.kind {
            TypeKind::Struct { fields, .. } => fields.as_slice(),
            _ => &[],
        };
        fields.iter().map(move |field| (format!("{}.{}", def.name, field.wire), field))
    })
}

/// New texts whose names are those of personal data or credentials.
fn redaction(old: &Api, new: &Api) -> Vec<Question> {
    let known: BTreeSet<String> = fields(old).map(|(name, _)| name).collect();
    let is_text = |field: &Field| matches!(field.ty, TypeRef::String | TypeRef::List(_) | TypeRef::Json);
    let fresh = fields(new).filter(|(name, field)| !known.contains(name) && !field.redacted && is_text(field));
    let question = |(name, field): (String, &Field)| {
        let word = field.name.0.iter().find(|word| PERSONAL.contains(&word.as_str()))?;
        Some(Question {
            about: name,
            question: "is it personal data or a credential? Then give it `redact`",
            guess: format!("probably: its name has the word `{word}`"),
        })
    };
    fresh.filter_map(question).collect()
}

/// A property that was redacted under the name that it had.
fn uncovered(old: &Api, new: &Api, change: &Change) -> Option<Question> {
    let name = |place: &Option<Place>| place.as_ref().and_then(|place| place.written.pointer.parts().last());
    let (from, to) = (name(&change.old)?, name(&change.new)?);
    fields(old).find(|(_, field)| field.wire.0 == from && field.redacted)?;
    let (about, _) = fields(new).find(|(_, field)| field.wire.0 == to && !field.redacted)?;
    Some(Question {
        about,
        question: "is it personal data or a credential? Then give it `redact`",
        guess: format!("yes: it was redacted as `{from}`"),
    })
}

/// A new call that takes a page and is not paged.
fn paging(call: &Operation) -> Option<Question> {
    let asks = call.params.iter().filter(|param| param.location == ParameterLocation::Query);
    let parameter = asks.map(|param| param.wire.0.to_lowercase()).find(|name| PAGES.contains(&name.as_str()))?;
    if call.pagination.is_some() {
        return None;
    }
    Some(Question {
        about: format!("{} {}", method_name(call.method).to_uppercase(), path(call)),
        question: "does it return a list in pages? Then give it `pagination`",
        guess: format!("probably: it takes `{parameter}`"),
    })
}

/// A new call that may do something twice.
fn idempotency(call: &Operation) -> Option<Question> {
    if call.method != Method::Post || call.idempotency != Idempotency::NotIdempotent {
        return None;
    }
    let reads = call.name.0.iter().find(|word| READS.contains(&word.as_str()));
    Some(Question {
        about: format!("POST {}", path(call)),
        question: "may it be repeated when its outcome is unknown? Then give it `idempotency`",
        guess: match reads {
            Some(word) => format!("probably: `{word}` only reads"),
            None => "probably not: it makes or changes something; a natural key helps if the API has one".to_owned(),
        },
    })
}
