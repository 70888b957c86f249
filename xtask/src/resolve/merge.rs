//! Merges `allOf` into the schema that has it.
//!
//! In: drafts with parts. Out: drafts without; a draft whose only meaningful part is one schema becomes a `Kind::Ref`.
//! Must not: look into the branches of a union.
//!
//! Parents are merged first. That recursion follows `allOf` only, is guarded against cycles by `State` and bounded in
//! depth. Properties that two parts describe become a schema of both parts, merged later by the same loop.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use super::draft::{SchemaDrafts, State};
use super::merge_kind::{KindConflict, MergedPairs, merge_kind};
use super::model::{Annotations, Kind, SchemaId, SchemaLocation};
use crate::diag::Diagnostics;
use crate::diag::codes;

/// How long a chain of parents may be.
const MAX_DEPTH: usize = 64;

/// Merges every draft, and those made on the way.
pub(super) fn merge_all(drafts: &mut SchemaDrafts, diagnostics: &mut Diagnostics) {
    // Properties of properties of both parts … an ordinary document has few of them.
    let limit = drafts.0.len() * 4 + 1_000;
    let mut merge = Merge { drafts, diagnostics, merged_pairs: MergedPairs { made: HashMap::new(), limit } };
    let mut index = 0;
    while index < merge.drafts.0.len() {
        merge.one(SchemaId(index), 0);
        index += 1;
    }
}

/// Merges drafts that were added after `merge_all`.
pub(super) fn merge_one(drafts: &mut SchemaDrafts, id: SchemaId, diagnostics: &mut Diagnostics) {
    let limit = drafts.0.len() * 2 + 1_000;
    let first_new = drafts.0.len();
    let mut merge = Merge { drafts, diagnostics, merged_pairs: MergedPairs { made: HashMap::new(), limit } };
    merge.one(id, 0);
    let mut index = first_new;
    while index < merge.drafts.0.len() {
        merge.one(SchemaId(index), 0);
        index += 1;
    }
}

struct Merge<'a> {
    drafts: &'a mut SchemaDrafts,
    diagnostics: &'a mut Diagnostics,
    merged_pairs: MergedPairs,
}

impl Merge<'_> {
    fn one(&mut self, id: SchemaId, depth: usize) {
        let draft = self.drafts.get_mut(id);
        if draft.state != State::Raw {
            return;
        }
        if draft.parts.is_empty() {
            draft.state = State::Merged;
            let demanded = std::mem::take(&mut draft.demanded);
            demand(&mut draft.kind, &demanded);
            draft.demanded = demanded;
            return;
        }
        draft.state = State::Open;
        let parts = std::mem::take(&mut draft.parts);
        let mut ready = Vec::with_capacity(parts.len());
        for part in parts {
            if self.prepare(id, part, depth) {
                ready.push(part);
            }
        }
        self.combine(id, &ready);
        self.drafts.get_mut(id).state = State::Merged;
    }

    /// Merges a part first; false if that is not possible.
    fn prepare(&mut self, id: SchemaId, part: SchemaId, depth: usize) -> bool {
        let at = self.drafts.get(id).origin.child("allOf");
        if depth > MAX_DEPTH {
            let text = format!("parents by `allOf` nest more than {MAX_DEPTH} levels deep");
            self.diagnostics.report(codes::RESOLVE_TOO_DEEP, &at, text, "flatten the hierarchy");
            return false;
        }
        // Twice: a merged part may turn out to be a reference to another.
        for _ in 0..2 {
            let target = self.drafts.target(part);
            self.one(target, depth + 1);
            if self.drafts.get(target).state == State::Open {
                self.diagnostics.report(
                    codes::RESOLVE_ALLOF_CYCLE,
                    &at,
                    "this schema contains itself through `allOf`",
                    "remove one of the references, or make it a property",
                );
                return false;
            }
        }
        true
    }

    fn combine(&mut self, id: SchemaId, parts: &[SchemaId]) {
        let targets: Vec<SchemaId> = parts.iter().map(|part| self.drafts.target(*part)).collect();
        self.annotations(id, parts);
        let mut meaningful: Vec<SchemaId> =
            targets.iter().copied().filter(|target| !self.drafts.get(*target).is_blank()).collect();
        meaningful.dedup();
        if let [only] = meaningful.as_slice()
            && self.stands_for(id, *only, &targets)
        {
            self.drafts.get_mut(id).kind = Kind::Ref(*only);
            return;
        }
        self.take_all(id, &targets);
    }

    /// The schema adds nothing of its own to this one part.
    fn stands_for(&self, id: SchemaId, only: SchemaId, targets: &[SchemaId]) -> bool {
        let own = self.drafts.get(id);
        let part = self.drafts.get(only);
        let own_object_is_any = match &own.kind {
            Kind::Object { properties, .. } => properties.is_empty() && matches!(part.kind, Kind::Object { .. }),
            kind => *kind == Kind::Any || *kind == part.kind,
        };
        let demands = targets.iter().chain([&id]).any(|target| {
            *target != only && !self.drafts.get(*target).demanded.is_empty() && !self.has_all(only, *target)
        });
        // A child of a parent that becomes a union of its children must keep its own properties.
        let extends = matches!(own.location, SchemaLocation::Component(_))
            && (part.discriminator.is_some() || part.branches.iter().any(|branches| branches.ids.contains(&id)));
        own_object_is_any && own.branches.is_empty() && !demands && !extends
    }

    /// `only` already requires what `other` demands.
    fn has_all(&self, only: SchemaId, other: SchemaId) -> bool {
        let Kind::Object { properties, .. } = &self.drafts.get(only).kind else { return false };
        let demanded = &self.drafts.get(other).demanded;
        demanded.iter().all(|name| properties.iter().any(|property| property.required && property.name == *name))
    }

    /// Annotations of inline parts apply to the schema where it has none.
    fn annotations(&mut self, id: SchemaId, parts: &[SchemaId]) {
        for part in parts {
            let part = self.drafts.get(*part);
            if part.location != (SchemaLocation::Part { of: id }) {
                continue;
            }
            let annotations = part.notes.clone();
            absorb(&mut self.drafts.get_mut(id).notes, annotations);
        }
    }

    /// Takes kind, branches and demands of every part, then its own.
    fn take_all(&mut self, id: SchemaId, targets: &[SchemaId]) {
        let own = self.drafts.get_mut(id);
        let own_kind = std::mem::replace(&mut own.kind, Kind::Any);
        let own_branches = std::mem::take(&mut own.branches);
        let mut demanded = std::mem::take(&mut own.demanded);
        let mut rules = std::mem::take(&mut own.notes.constraints);
        let mut kind = Kind::Any;
        let mut branches = Vec::new();
        let mut parents = Vec::new();
        for target in targets {
            let part = self.drafts.get(*target).clone();
            parents.push(*target);
            parents.extend(part.parents.iter().copied());
            demanded.extend(part.demanded.iter().cloned());
            rules = rules.and(&part.notes.constraints);
            // From a parent whose branches are its children, a child takes the properties only.
            let inherits = part.branches.iter().filter(|set| !self.leads_to(&set.ids, id)).cloned();
            branches.extend(inherits);
            kind = self.join(id, kind, part.kind);
        }
        kind = self.join(id, kind, own_kind);
        branches.extend(own_branches);
        // A base that is reached by two ways counts once, or what it brings would double with every level.
        keep_first(&mut parents, |parent| *parent);
        keep_first(&mut demanded, String::clone);
        keep_first(&mut branches, |set| set.ids.clone());
        demand(&mut kind, &demanded);
        let own = self.drafts.get_mut(id);
        own.kind = kind;
        own.notes.constraints = rules;
        own.branches = branches;
        own.demanded = demanded;
        own.parents = parents;
    }

    fn leads_to(&self, branches: &[SchemaId], id: SchemaId) -> bool {
        branches.iter().any(|branch| self.drafts.target(*branch) == id)
    }

    fn join(&mut self, id: SchemaId, left: Kind, right: Kind) -> Kind {
        match merge_kind(self.drafts, &mut self.merged_pairs, id, left, right) {
            Ok(kind) => kind,
            Err(KindConflict { kept, message }) => {
                let at = self.drafts.get(id).origin.clone();
                let help = "make the parts of `allOf` agree";
                self.diagnostics.report(codes::RESOLVE_ALLOF_CONFLICT, &at, message, help);
                kept
            }
        }
    }
}

/// Removes what is in the list already; the order stays.
fn keep_first<T, K: Eq + Hash>(list: &mut Vec<T>, key: impl Fn(&T) -> K) {
    if list.len() > 1 {
        let mut known = HashSet::with_capacity(list.len());
        list.retain(|item| known.insert(key(item)));
    }
}

/// Marks the required properties.
fn demand(kind: &mut Kind, demanded: &[String]) {
    if let (Kind::Object { properties, .. }, [_, ..]) = (kind, demanded) {
        let demanded: HashSet<&str> = demanded.iter().map(String::as_str).collect();
        for property in properties {
            property.required |= demanded.contains(property.name.as_str());
        }
    }
}

/// Fills what `own` lacks from `part`.
fn absorb(own: &mut Annotations, part: Annotations) {
    own.title = own.title.take().or(part.title);
    own.description = own.description.take().or(part.description);
    own.link = own.link.take().or(part.link);
    own.link_text = own.link_text.take().or(part.link_text);
    own.default = own.default.take().or(part.default);
    own.example = own.example.take().or(part.example);
    own.constraints = std::mem::take(&mut own.constraints).and(&part.constraints);
    own.nullable |= part.nullable;
    own.deprecated |= part.deprecated;
    own.read_only |= part.read_only;
    own.write_only |= part.write_only;
    for (key, value) in part.extensions {
        if !own.extensions.iter().any(|(have, _)| *have == key) {
            own.extensions.push((key, value));
        }
    }
}
