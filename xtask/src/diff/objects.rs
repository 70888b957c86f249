//! Properties of objects.
//!
//! In: a pair of objects. Out: facts, and the pairs of their properties. Must not: look below a property.

use serde_json::{Value, json};

use super::compared::Compared;
use super::fact::Fact;
use super::kind::Kind;
use super::names::similar;
use super::pairs::{From, Passes, Role};
use super::walk::Walk;
use crate::contract::Contract;
use crate::diag::Pointer;
use crate::resolve::{Additional, Kind as SchemaKind, Property};

pub(super) fn compare(walk: &mut Walk<'_>, compared: &Compared<'_>) {
    let (before, after) = (walk.old.contract, walk.new.contract);
    let (
        SchemaKind::Object { properties: old, additional: from },
        SchemaKind::Object { properties: new, additional: to },
    ) = (&before.schemas[compared.old.target].kind, &after.schemas[compared.new.target].kind)
    else {
        return;
    };
    let mut gone: Vec<&Property> = Vec::new();
    let mut added: Vec<&Property> = new.iter().filter(|new| old.iter().all(|old| old.name != new.name)).collect();
    for property in old {
        match new.iter().find(|other| other.name == property.name) {
            Some(other) => both(walk, compared, property, other),
            None => gone.push(property),
        }
    }
    renames(walk, compared, &mut gone, &mut added);
    for property in gone {
        walk.add(removed(before, compared, property));
    }
    for property in added {
        walk.add(new_property(after, compared, property));
    }
    rest(walk, compared, *from, *to);
}

/// Where a property is written.
fn place(contract: &Contract, at: &Pointer, name: &str) -> Pointer {
    contract.part(at, &["properties", name]).unwrap_or_else(|| at.clone())
}

fn value(contract: &Contract, at: &Pointer) -> Value {
    contract.value(at).cloned().unwrap_or(Value::Null)
}

fn removed(before: &Contract, compared: &Compared<'_>, property: &Property) -> Fact {
    let (kind, text) = if property.required {
        (Kind::FieldRemovedRequired, "is gone; it was required")
    } else {
        (Kind::FieldRemoved, "is gone")
    };
    let at = place(before, compared.old_at, &property.name);
    compared.fact(kind, text).old(&at, value(before, &at)).about(Some(&at), None)
}

fn new_property(after: &Contract, compared: &Compared<'_>, property: &Property) -> Fact {
    let has_default = super::same::Effective::of(after, property.schema).all.default.is_some();
    let (kind, text) = match (property.required, has_default) {
        (false, _) => (Kind::FieldAddedOptional, "is new"),
        (true, false) => (Kind::FieldAddedRequired, "is new and required"),
        (true, true) => (Kind::FieldAddedRequiredDefault, "is new and required, with a default"),
    };
    let at = place(after, compared.new_at, &property.name);
    compared.fact(kind, text).new_side(&at, value(after, &at)).about(None, Some(&at))
}

/// A property of both.
fn both(walk: &mut Walk<'_>, compared: &Compared<'_>, old: &Property, new: &Property) {
    let (before, after) = (walk.old.contract, walk.new.contract);
    if old.required != new.required {
        let (kind, text) = if new.required {
            (Kind::FieldBecameRequired, "is required now")
        } else {
            (Kind::FieldBecameOptional, "is no longer required")
        };
        let (from, to) = (place(before, compared.old_at, &old.name), place(after, compared.new_at, &new.name));
        let fact = compared
            .fact(kind, text)
            .both((&from, json!({"required": old.required})), (&to, json!({"required": new.required})))
            .about(Some(&from), Some(&to));
        walk.add(fact);
    }
    let notes = |contract: &Contract, property: &Property| super::same::Effective::of(contract, property.schema).all;
    let (from, to) = (notes(before, old), notes(after, new));
    let passes = if from.read_only && to.read_only {
        Passes::Responses
    } else if from.write_only && to.write_only {
        Passes::Requests
    } else {
        Passes::Both
    };
    walk.pairs.enter(old.schema, new.schema, Role::Field, From::Pair(compared.id, passes));
}

/// Properties that have another name now: the only two that are gone and new, or alike in name or content, and equal.
fn renames<'p>(
    walk: &mut Walk<'_>,
    compared: &Compared<'_>,
    gone: &mut Vec<&'p Property>,
    added: &mut Vec<&'p Property>,
) {
    let alone = gone.len() == 1 && added.len() == 1;
    let mut found = Vec::new();
    gone.retain(|old| {
        let equal = |new: &&&Property| walk.same.schemas(old.schema, new.schema);
        let near = |new: &&&Property| alone || similar(&old.name, &new.name) || walk.same.is_telling(old.schema);
        let candidates: Vec<&&Property> = added.iter().filter(equal).filter(near).collect();
        let [one] = candidates.as_slice() else { return true };
        let one: &'p Property = one;
        added.retain(|new| !std::ptr::eq(*new, one));
        found.push((*old, one));
        false
    });
    for (old, new) in found {
        let (before, after) = (walk.old.contract, walk.new.contract);
        let (from, to) = (place(before, compared.old_at, &old.name), place(after, compared.new_at, &new.name));
        let evidence = if alone {
            "same parent, one gone, one new, equal schema"
        } else {
            "same parent, equal schema, similar name or content"
        };
        let fact = compared
            .fact(Kind::FieldRenamed, format!("is now called {}", new.name))
            .both((&from, value(before, &from)), (&to, value(after, &to)))
            .about(Some(&from), Some(&to))
            .probable(evidence);
        walk.add(fact);
        both(walk, compared, old, new);
    }
}

/// Properties without a name of their own.
fn rest(walk: &mut Walk<'_>, compared: &Compared<'_>, old: Additional, new: Additional) {
    use Additional::{Closed, Open, Typed};
    let (kind, text) = match (old, new) {
        (Typed(from), Typed(to)) => {
            walk.pairs.enter(from, to, Role::Field, From::Pair(compared.id, Passes::Both));
            return;
        }
        (Open, Open) | (Closed, Closed) => return,
        (Open | Typed(_), Closed) => (Kind::ObjectClosed, "allows no other properties now"),
        (Open, Typed(_)) => (Kind::ObjectClosed, "allows other properties of one type only"),
        (Closed, Open | Typed(_)) => (Kind::ObjectOpened, "allows other properties now"),
        (Typed(_), Open) => (Kind::ObjectOpened, "allows other properties of any type now"),
    };
    let find =
        |contract: &Contract, at: &Pointer| contract.part(at, &["additionalProperties"]).unwrap_or_else(|| at.clone());
    let (from, to) = (find(walk.old.contract, compared.old_at), find(walk.new.contract, compared.new_at));
    let word = |additional| match additional {
        Open => json!(true),
        Closed => json!(false),
        Typed(_) => json!({}),
    };
    let fact = compared.fact(kind, text).both((&from, word(old)), (&to, word(new)));
    let fact = fact.about(Some(compared.old_at), Some(compared.new_at));
    walk.add(fact);
}
