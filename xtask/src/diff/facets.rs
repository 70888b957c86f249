//! Annotations, limits and formats.
//!
//! In: a pair of schemas. Out: facts, one for each keyword. Must not: look below the pair.

use std::collections::BTreeSet;

use serde_json::{Number, Value, json};

use super::compared::Compared;
use super::fact::Fact;
use super::kind::Kind;
use super::level::Wire::{Breaking, Compatible, Risky};
use super::same::plain;
use super::walk::Walk;
use crate::contract::Contract;
use crate::diag::Pointer;
use crate::ir::{Bound, Constraints, End};
use crate::resolve::{Annotations, Kind as SchemaKind};

/// Marks and defaults.
pub(super) fn annotations(walk: &mut Walk<'_>, compared: &Compared<'_>, old: &Annotations, new: &Annotations) {
    let mut mark = |keys: &[&str], kind: Kind, text: &str, values: (Value, Value)| {
        if values.0 != values.1 {
            let fact = at_keys(walk, compared, keys, compared.fact(kind, text), (values.0, values.1));
            walk.add(fact);
        }
    };
    let (kind, text) = if new.nullable {
        (Kind::FieldNullable, "may be null now")
    } else {
        (Kind::FieldNotNullable, "may no longer be null")
    };
    mark(&["nullable", "type"], kind, text, (old.nullable.into(), new.nullable.into()));
    let text = if new.deprecated { "is deprecated" } else { "is no longer deprecated" };
    mark(&["deprecated"], Kind::FieldDeprecated, text, (old.deprecated.into(), new.deprecated.into()));
    let text = if new.read_only { "is for responses only" } else { "is no longer for responses only" };
    mark(&["readOnly"], Kind::FieldReadOnly, text, (old.read_only.into(), new.read_only.into()));
    let text = if new.write_only { "is for requests only" } else { "is no longer for requests only" };
    mark(&["writeOnly"], Kind::FieldWriteOnly, text, (old.write_only.into(), new.write_only.into()));
    let text = match (&old.default, &new.default) {
        (_, None) => "has no default now".to_owned(),
        (_, Some(value)) => format!("has the default {value} now"),
    };
    mark(&["default"], Kind::FieldDefault, &text, (json!(old.default), json!(new.default)));
}

/// What JSON Schema says beyond types.
pub(super) fn conditions(walk: &mut Walk<'_>, compared: &Compared<'_>) {
    let (before, after) = (walk.old.contract, walk.new.contract);
    let (old, new) = (before.conditions.at(compared.old_at), after.conditions.at(compared.new_at));
    let all: BTreeSet<&String> = [old, new].into_iter().flatten().flat_map(serde_json::Map::keys).collect();
    for key in all {
        let (from, to) = (old.and_then(|map| map.get(key)), new.and_then(|map| map.get(key)));
        if from == to {
            continue;
        }
        let mut fact = compared.fact(Kind::SchemaConditional, format!("has another `{key}`"));
        if let Some(value) = from {
            fact = fact.old(&compared.old_at.child(key), value.clone());
        }
        if let Some(value) = to {
            fact = fact.new_side(&compared.new_at.child(key), value.clone());
        }
        walk.add(fact.about(Some(compared.old_at), Some(compared.new_at)));
    }
}

/// A fact at the first of these keywords that a side has. A side without them has none of it.
fn at_keys(walk: &Walk<'_>, compared: &Compared<'_>, keys: &[&str], fact: Fact, (old, new): (Value, Value)) -> Fact {
    let find = |contract: &Contract, at: &Pointer| contract.keyword(at, keys);
    let from = find(walk.old.contract, compared.old_at);
    let to = find(walk.new.contract, compared.new_at);
    let none = from.is_none() && to.is_none();
    let subject = fact.subject.clone();
    let mut fact = fact;
    if let Some(at) = from.or_else(|| none.then(|| compared.old_at.clone())) {
        fact = fact.old(&at, old);
    }
    if let Some(at) = to.or_else(|| none.then(|| compared.new_at.clone())) {
        fact = fact.new_side(&at, new);
    }
    fact.subject = subject;
    fact
}

/// Which way a limit went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Tightened,
    Loosened,
    Changed,
}

impl Way {
    const fn kind(self) -> Kind {
        match self {
            Self::Tightened => Kind::LimitTightened,
            Self::Loosened => Kind::LimitLoosened,
            Self::Changed => Kind::LimitChanged,
        }
    }
}

/// Every limit.
pub(super) fn limits(walk: &mut Walk<'_>, compared: &Compared<'_>, (old, new): (&Constraints, &Constraints)) {
    let (old, new) = (&plain(old), &plain(new));
    let mut found: Vec<(&[&str], Way, Value, Value)> = Vec::new();
    bound(&["minimum", "exclusiveMinimum"], (&old.minimum, &new.minimum), |a, b| b > a, &mut found);
    bound(&["maximum", "exclusiveMaximum"], (&old.maximum, &new.maximum), |a, b| b < a, &mut found);
    least(&["minLength"], (old.min_length, new.min_length), &mut found);
    most(&["maxLength"], (old.max_length, new.max_length), &mut found);
    least(&["minItems"], (old.min_items, new.min_items), &mut found);
    most(&["maxItems"], (old.max_items, new.max_items), &mut found);
    least(&["minProperties"], (old.min_properties, new.min_properties), &mut found);
    most(&["maxProperties"], (old.max_properties, new.max_properties), &mut found);
    step((old.multiple_of.as_ref(), new.multiple_of.as_ref()), &mut found);
    if old.unique_items != new.unique_items {
        let way = if new.unique_items { Way::Tightened } else { Way::Loosened };
        found.push((&["uniqueItems"], way, old.unique_items.into(), new.unique_items.into()));
    }
    if old.patterns != new.patterns {
        let way = match (old.patterns.is_empty(), new.patterns.is_empty()) {
            (true, false) => Way::Tightened,
            (false, true) => Way::Loosened,
            _ => Way::Changed,
        };
        found.push((&["pattern"], way, texts(&old.patterns), texts(&new.patterns)));
    }
    if old.required_sets != new.required_sets {
        found.push((&["oneOf", "anyOf"], Way::Changed, json!(old.required_sets), json!(new.required_sets)));
    }
    for (keys, way, from, to) in found {
        let text = sentence(keys, &from, &to);
        let fact = at_keys(walk, compared, keys, compared.fact(way.kind(), text), (from, to));
        walk.add(fact);
    }
}

fn sentence(keys: &[&str], from: &Value, to: &Value) -> String {
    let key = keys.first().copied().unwrap_or_default();
    match (from, to) {
        (Value::Null, to) => format!("has {key} {to} now"),
        (from, Value::Null) => format!("no longer has {key} {from}"),
        (from, to) => format!("had {key} {from} and has {to} now"),
    }
}

fn texts(patterns: &[String]) -> Value {
    match patterns {
        [] => Value::Null,
        [one] => one.as_str().into(),
        many => json!(many),
    }
}

type Found<'k> = Vec<(&'k [&'static str], Way, Value, Value)>;

fn bound(
    keys: &'static [&'static str],
    (old, new): (&Option<Bound>, &Option<Bound>),
    tighter: fn(f64, f64) -> bool,
    found: &mut Found<'_>,
) {
    if old == new {
        return;
    }
    let value = |bound: &Option<Bound>| bound.as_ref().map_or(Value::Null, |bound| bound.value.clone().into());
    let way = match (old, new) {
        (None, _) => Way::Tightened,
        (_, None) => Way::Loosened,
        (Some(from), Some(to)) => {
            let (a, b) = (number(&from.value), number(&to.value));
            if tighter(a, b) || (a == b && to.end == End::Exclusive) { Way::Tightened } else { Way::Loosened }
        }
    };
    found.push((keys, way, value(old), value(new)));
}

fn number(value: &Number) -> f64 {
    value.as_f64().unwrap_or(f64::NAN)
}

fn least(keys: &'static [&'static str], (old, new): (Option<u64>, Option<u64>), found: &mut Found<'_>) {
    if old != new {
        let way = if new > old { Way::Tightened } else { Way::Loosened };
        found.push((keys, way, json!(old), json!(new)));
    }
}

fn most(keys: &'static [&'static str], (old, new): (Option<u64>, Option<u64>), found: &mut Found<'_>) {
    if old != new {
        let limit = |most: Option<u64>| most.unwrap_or(u64::MAX);
        let way = if limit(new) < limit(old) { Way::Tightened } else { Way::Loosened };
        found.push((keys, way, json!(old), json!(new)));
    }
}

fn step((old, new): (Option<&Number>, Option<&Number>), found: &mut Found<'_>) {
    let divides = |a: &Number, b: &Number| (number(b) / number(a)).fract() == 0.0;
    let way = match (old, new) {
        (None, None) => return,
        (None, Some(_)) => Way::Tightened,
        (Some(_), None) => Way::Loosened,
        (Some(from), Some(to)) if number(from) == number(to) => return,
        (Some(from), Some(to)) if divides(from, to) => Way::Tightened,
        (Some(from), Some(to)) if divides(to, from) => Way::Loosened,
        _ => Way::Changed,
    };
    found.push((&["multipleOf"], way, json!(old), json!(new)));
}

/// The format of a scalar.
pub(super) fn format(walk: &mut Walk<'_>, compared: &Compared<'_>, kind: &SchemaKind) {
    let (old, new) = (compared.old.all.constraints.format.as_deref(), compared.new.all.constraints.format.as_deref());
    if old == new {
        return;
    }
    let levels = match kind {
        SchemaKind::Integer { .. } => sized(width(old, 32, "int32"), width(new, 32, "int32")),
        SchemaKind::Number { .. } => sized(width(old, 32, "float"), width(new, 32, "float")),
        _ => match (old, new) {
            (None, _) => (Breaking, Compatible),
            (_, None) => (Compatible, Breaking),
            _ => (Breaking, Breaking),
        },
    };
    let text = match (old, new) {
        (_, None) => format!("no longer has the format {}", old.unwrap_or_default()),
        (_, Some(format)) => format!("has the format {format} now"),
    };
    let fact = compared.fact(Kind::FieldFormat, text).levels(levels.0, levels.1);
    let fact = at_keys(walk, compared, &["format", "contentEncoding"], fact, (json!(old), json!(new)));
    walk.add(fact);
}

/// How many bits a number has; none is known for a format that only this vendor has.
fn width(format: Option<&str>, small: u32, small_name: &str) -> Option<u32> {
    match format {
        Some(name) if name == small_name => Some(small),
        None | Some("int64" | "double") => Some(64),
        Some(_) => None,
    }
}

fn sized(old: Option<u32>, new: Option<u32>) -> (super::level::Wire, super::level::Wire) {
    match (old, new) {
        (Some(from), Some(to)) if from == to => (Compatible, Compatible),
        (Some(from), Some(to)) if from < to => (Compatible, Breaking),
        (Some(_), Some(_)) => (Breaking, Compatible),
        _ => (Risky, Risky),
    }
}
