//! Merges `allOf` into the schema that has it.
//!
//! In: drafts with parts. Out: drafts without; a draft whose only meaningful part is one schema becomes a `Kind::Ref`.
//! Must not: look into the arms of a union.
//!
//! Parents are merged first. That recursion follows `allOf` only, is guarded against cycles by `State` and bounded in
//! depth. Members that two parts describe become a schema of both parts, merged later by the same loop.

use std::collections::HashMap;

use super::draft::{Draft, Drafts, State};
use super::merge_kind::{Clash, Pairs, merge_kind};
use super::model::{Annotations, Kind, Place, SchemaId};
use crate::diag::Diagnostics;

/// How long a chain of parents may be.
const MAX_DEPTH: usize = 64;

/// Merges every draft, and those made on the way.
pub(super) fn merge_all(drafts: &mut Drafts, diagnostics: &mut Diagnostics) {
    // Members of members of both parts … an honest document makes few of them.
    let limit = drafts.0.len() * 4 + 1_000;
    let mut merge = Merge { drafts, diagnostics, pairs: Pairs { made: HashMap::new(), limit } };
    let mut index = 0;
    while index < merge.drafts.0.len() {
        merge.one(SchemaId(index), 0);
        index += 1;
    }
}

/// Merges drafts that were added after `merge_all`.
pub(super) fn merge_one(drafts: &mut Drafts, id: SchemaId, diagnostics: &mut Diagnostics) {
    let limit = drafts.0.len() * 2 + 1_000;
    let first_new = drafts.0.len();
    let mut merge = Merge { drafts, diagnostics, pairs: Pairs { made: HashMap::new(), limit } };
    merge.one(id, 0);
    let mut index = first_new;
    while index < merge.drafts.0.len() {
        merge.one(SchemaId(index), 0);
        index += 1;
    }
}

struct Merge<'a> {
    drafts: &'a mut Drafts,
    diagnostics: &'a mut Diagnostics,
    pairs: Pairs,
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
            let text = format!("parents by `allOf` go more than {MAX_DEPTH} levels deep");
            self.diagnostics.error("resolve-too-deep", &at, text, "flatten the hierarchy");
            return false;
        }
        // Twice: a merged part may turn out to be a reference to another.
        for _ in 0..2 {
            let target = self.drafts.target(part);
            self.one(target, depth + 1);
            if self.drafts.get(target).state == State::Open {
                self.diagnostics.error(
                    "resolve-allof-cycle",
                    &at,
                    "this schema is, through `allOf`, a part of itself",
                    "take one of the references out, or make it a member",
                );
                return false;
            }
        }
        true
    }

    fn combine(&mut self, id: SchemaId, parts: &[SchemaId]) {
        let targets: Vec<SchemaId> = parts.iter().map(|part| self.drafts.target(*part)).collect();
        self.remarks(id, parts);
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
        let own_object_says_nothing = match &own.kind {
            Kind::Object { members, .. } => members.is_empty() && matches!(part.kind, Kind::Object { .. }),
            kind => *kind == Kind::Any || *kind == part.kind,
        };
        let demands = targets.iter().chain([&id]).any(|target| {
            *target != only && !self.drafts.get(*target).demanded.is_empty() && !self.has_all(only, *target)
        });
        // A child of a parent that stands for its children must keep members of its own.
        let extends = matches!(own.place, Place::Component(_))
            && (part.discriminator.is_some() || part.arms.iter().any(|arms| arms.ids.contains(&id)));
        own_object_says_nothing && own.arms.is_empty() && !demands && !extends
    }

    /// `only` already requires what `other` demands.
    fn has_all(&self, only: SchemaId, other: SchemaId) -> bool {
        let Kind::Object { members, .. } = &self.drafts.get(only).kind else { return false };
        let demanded = &self.drafts.get(other).demanded;
        demanded.iter().all(|name| members.iter().any(|member| member.required && member.name == *name))
    }

    /// Remarks of inline parts count as the schema's own where it has none.
    fn remarks(&mut self, id: SchemaId, parts: &[SchemaId]) {
        for part in parts {
            let part = self.drafts.get(*part);
            if part.place != (Place::Part { of: id }) {
                continue;
            }
            let remarks = part.notes.clone();
            absorb(&mut self.drafts.get_mut(id).notes, remarks);
        }
    }

    /// Takes kind, arms and demands of every part, then its own.
    fn take_all(&mut self, id: SchemaId, targets: &[SchemaId]) {
        let own = self.drafts.get_mut(id);
        let own_kind = std::mem::replace(&mut own.kind, Kind::Any);
        let own_arms = std::mem::take(&mut own.arms);
        let mut demanded = std::mem::take(&mut own.demanded);
        let mut kind = Kind::Any;
        let mut arms = Vec::new();
        let mut parents = Vec::new();
        for target in targets {
            let part = self.drafts.get(*target).clone();
            parents.push(*target);
            parents.extend(part.parents.iter().copied());
            demanded.extend(part.demanded.iter().cloned());
            // A parent whose arms are its children gives a child its members only.
            let inherits = part.arms.iter().filter(|set| !self.leads_to(&set.ids, id)).cloned();
            arms.extend(inherits);
            kind = self.join(id, kind, part.kind);
        }
        kind = self.join(id, kind, own_kind);
        arms.extend(own_arms);
        demand(&mut kind, &demanded);
        let own = self.drafts.get_mut(id);
        own.kind = kind;
        own.arms = arms;
        own.demanded = demanded;
        own.parents = parents;
    }

    fn leads_to(&self, arms: &[SchemaId], id: SchemaId) -> bool {
        arms.iter().any(|arm| self.drafts.target(*arm) == id)
    }

    fn join(&mut self, id: SchemaId, left: Kind, right: Kind) -> Kind {
        match merge_kind(self.drafts, &mut self.pairs, id, left, right) {
            Ok(kind) => kind,
            Err(Clash { kept, message }) => {
                let at = self.drafts.get(id).origin.clone();
                let help = "make the parts of `allOf` agree";
                self.diagnostics.warn("resolve-allof-conflict", &at, message, help);
                kept
            }
        }
    }
}

/// Marks the members that must be there.
fn demand(kind: &mut Kind, demanded: &[String]) {
    if let Kind::Object { members, .. } = kind {
        for member in members {
            member.required |= demanded.contains(&member.name);
        }
    }
}

/// Fills what `own` does not say with what `part` says.
fn absorb(own: &mut Annotations, part: Annotations) {
    own.title = own.title.take().or(part.title);
    own.description = own.description.take().or(part.description);
    own.link = own.link.take().or(part.link);
    own.default = own.default.take().or(part.default);
    own.example = own.example.take().or(part.example);
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

/// A draft that is all of `parts`, at a place inside `of`.
pub(super) fn all_of(drafts: &mut Drafts, parts: Vec<SchemaId>, place: Place, of: SchemaId) -> SchemaId {
    let mut draft = Draft::new(place, drafts.get(of).origin.clone());
    draft.parts = parts;
    drafts.push(draft)
}
