//! Types that are others now.
//!
//! In: a pair of schemas of different kinds. Out: facts. Must not: look below the pair.

use serde_json::Value;

use super::compared::Compared;
use super::facets;
use super::kind::Kind as ChangeKind;
use super::pairs::Role;
use super::walk::Walk;
use crate::contract::Contract;
use crate::diag::Pointer;
use crate::resolve::{EnumKind, Kind};

/// Another type.
pub(super) fn compare(walk: &mut Walk<'_>, compared: &Compared<'_>, from: &Kind, to: &Kind) {
    let as_text = walk.pairs.role(compared.id) == Role::Parameter;
    let kind = if holds(to, from, as_text) {
        ChangeKind::FieldTypeWidened
    } else if holds(from, to, as_text) {
        ChangeKind::FieldTypeNarrowed
    } else {
        ChangeKind::FieldType
    };
    let text = format!("was {} and is {} now", from.describe(), to.describe());
    let (before, after) = (walk.old.contract, walk.new.contract);
    let (old, new) = (type_at(before, compared.old_at), type_at(after, compared.new_at));
    let value = |contract: &Contract, at: &Pointer| contract.value(at).cloned().unwrap_or(Value::Null);
    let values = (value(before, &old), value(after, &new));
    walk.add(compared.fact(kind, text).both((&old, values.0), (&new, values.1)));
    if kind != ChangeKind::FieldType {
        facets::limits(walk, compared, (&compared.old.all.constraints, &compared.new.all.constraints));
    }
}

/// The keyword `type`, or the schema where it has none.
fn type_at(contract: &Contract, at: &Pointer) -> Pointer {
    let own = at.child("type");
    if contract.value(&own).is_some() { own } else { at.clone() }
}

/// Whether every value of `small` is one of `large`. As text, a string takes every scalar.
fn holds(large: &Kind, small: &Kind, as_text: bool) -> bool {
    match (large, small) {
        (Kind::Any, _) | (Kind::Number { .. }, Kind::Integer { .. } | Kind::Enum { kind: EnumKind::Integer, .. }) => {
            true
        }
        (
            Kind::String { format: None },
            Kind::Bool | Kind::Integer { .. } | Kind::Number { .. } | Kind::Enum { .. },
        ) => as_text,
        _ => false,
    }
}
