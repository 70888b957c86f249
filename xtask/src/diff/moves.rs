//! Properties that went from one object to another.
//!
//! In: the facts of the walk. Out: a move in place of a removal and an addition. Must not: guess among several.

use super::fact::{Fact, Reach, Spot};
use super::kind::Kind;
use super::walk::Walk;
use crate::diag::Pointer;

pub(super) fn find(walk: &mut Walk<'_>) {
    let removed = indexes(walk, &[Kind::FieldRemoved, Kind::FieldRemovedRequired], |fact| fact.old.as_ref());
    let added =
        indexes(walk, &[Kind::FieldAddedOptional, Kind::FieldAddedRequired, Kind::FieldAddedRequiredDefault], |fact| {
            fact.new.as_ref()
        });
    let mut drop = Vec::new();
    for (name, from) in &removed {
        let alone = removed.iter().filter(|(other, _)| other == name).count() == 1;
        let targets: Vec<usize> = added.iter().filter(|(other, _)| other == name).map(|(_, to)| *to).collect();
        let ([to], true) = (targets.as_slice(), alone) else { continue };
        if let Some(fact) = moved(walk, name, *from, *to) {
            walk.add(fact);
            drop.extend([*from, *to]);
        }
    }
    let mut index = 0;
    walk.facts.retain(|_| {
        index += 1;
        !drop.contains(&(index - 1))
    });
}

/// The names of properties that came or went, with the index of the fact.
fn indexes(walk: &Walk<'_>, kinds: &[Kind], spot: fn(&Fact) -> Option<&Spot>) -> Vec<(String, usize)> {
    let all = walk.facts.iter().enumerate().filter(|(_, fact)| kinds.contains(&fact.kind));
    all.filter_map(|(index, fact)| Some((spot(fact)?.at.parts().last()?, index))).collect()
}

/// The move, if both say the same, tell enough, and meet in a call.
fn moved(walk: &Walk<'_>, name: &str, from: usize, to: usize) -> Option<Fact> {
    let (removed, added) = (walk.facts.get(from)?, walk.facts.get(to)?);
    let (old, new) = (removed.old.clone()?, added.new.clone()?);
    let (Reach::Pair(before), Reach::Pair(after)) = (&removed.reach, &added.reach) else { return None };
    let [sent, received] = walk.pairs.reach(*before);
    let [sends, receives] = walk.pairs.reach(*after);
    let meet = !sent.is_disjoint(&sends) || !received.is_disjoint(&receives);
    // A short name such as `id` is in many objects.
    let tells = name.len() > 4 || old.value.get("properties").is_some();
    if before == after || !meet || !tells || old.value != new.value {
        return None;
    }
    let holder = |at: &Pointer| at.parent().and_then(|at| at.parent()).and_then(|at| at.parts().last());
    let text = format!("is now in {}", holder(&new.at).unwrap_or_default());
    let fact = Fact::new(Kind::FieldMoved, removed.reach.clone(), text);
    let fact = fact.both((&old.at, old.value), (&new.at, new.value));
    Some(fact.probable("same name and schema, gone in one object, new in another of the same call"))
}
