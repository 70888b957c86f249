//! Names of types. The rules are in `names`.
//!
//! In: the schemas that travel. Out: a name for each that is a type. Must not: build types.
//!
//! Order of naming: components in document order, then schemas that `x-sdk.name` names, then the rest in document
//! order, parents before children.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::branches::distinct_words;
use super::components::component_words;
use super::reach::Reach;
use super::share::{PropertyKey, RootNames, property_key, usage_key};
use super::tags::Unions;
use super::{SchemaTable, TypesInput};
use crate::diag::Diagnostics;
use crate::diag::codes;
use crate::ir::{Words, short_hash};
use crate::lower::ext;
use crate::lower::names::{ClaimedName, DigitPrefix, Form, Scope, Unnamed, joined, reads_as_name, singular, words};
use crate::resolve::{Kind, SchemaId, SchemaLocation};

/// No ordinary document nests parents this deep.
const MAX_DEPTH: usize = 128;

/// Names every type.
pub(super) fn names(
    table: &SchemaTable<'_>,
    input: &TypesInput<'_>,
    (reach, unions): (&Reach, &Unions),
    scope: &mut Scope,
    diagnostics: &mut Diagnostics,
) -> Vec<(SchemaId, Words)> {
    let mut namer = Namer {
        table,
        root_names: RootNames::of(input),
        component: component_words(input.components)
            .into_iter()
            .zip(input.components)
            .map(|(w, (_, id))| (*id, w))
            .collect(),
        branches: unions.iter().flat_map(|union| distinct_words(table, union)).collect(),
        groups: BTreeMap::new(),
        use_counts: HashMap::new(),
        named: BTreeMap::new(),
        scope,
        reach,
        diagnostics,
    };
    namer.group();
    namer.name_components(input);
    let inline: Vec<SchemaId> = namer.inline();
    for id in &inline {
        if let Some(candidate) = namer.own_name(*id) {
            let location_name = namer.location_name(*id, 0);
            let fallback = namer.by_place(*id, &candidate);
            namer.claim(*id, &[candidate, location_name, fallback]);
        }
    }
    for id in inline {
        namer.name(id, 0);
    }
    namer.named.into_iter().collect()
}

fn unnamed() -> Words {
    Words(vec!["unnamed".to_owned()])
}

struct Namer<'t, 'm, 'o> {
    table: &'t SchemaTable<'m>,
    root_names: RootNames<'o>,
    component: HashMap<SchemaId, Words>,
    /// What distinguishes a branch from the others of its union.
    branches: HashMap<SchemaId, Words>,
    /// The different types among properties of one name and direction.
    groups: BTreeMap<(PropertyKey, u8), BTreeSet<SchemaId>>,
    /// How often a shared type is used.
    use_counts: HashMap<SchemaId, usize>,
    named: BTreeMap<SchemaId, Words>,
    scope: &'t mut Scope,
    reach: &'t Reach,
    diagnostics: &'t mut Diagnostics,
}

impl Namer<'_, '_, '_> {
    /// Names the components that are types.
    fn name_components(&mut self, input: &TypesInput<'_>) {
        let mut seen = HashSet::new();
        let mut ids = Vec::new();
        let mut things = Vec::new();
        for (key, id) in input.components {
            let stand_in = self.stand_in(*id);
            if self.reach.usage(stand_in).is_none()
                || self.table.canon[stand_in.0] != stand_in
                || !seen.insert(stand_in)
            {
                continue;
            }
            let plain = self.component.get(id).cloned().unwrap_or_else(unnamed);
            let thing = Unnamed::of_text(key, plain, Form::Pascal);
            ids.push(stand_in);
            things.push(match self.own_name(*id) {
                Some(name) => Unnamed::chosen(name, thing),
                None => thing,
            });
        }
        for ((id, thing), claimed) in ids.into_iter().zip(&things).zip(self.scope.claim_all(&things)) {
            self.record(id, thing.first(), claimed);
        }
    }

    /// Counts the inline types for each property name, and their uses.
    fn group(&mut self) {
        let (table, reach) = (self.table, self.reach);
        for (id, node) in table.schemas.iter() {
            let canon = table.canon[id.0];
            let (Some(usage), true) = (reach.usage(canon), table.is_type(canon)) else { continue };
            if matches!(node.location, SchemaLocation::Component(_)) || !self.is_live(id) {
                continue;
            }
            *self.use_counts.entry(canon).or_default() += 1;
            if let Some(key) = property_key(table.schemas, &self.root_names, id)
                && canon == id
            {
                self.groups.entry((key, usage_key(usage))).or_default().insert(id);
            }
        }
    }

    /// The parent of this schema represents itself, so this location exists in the generated types.
    fn is_live(&self, id: SchemaId) -> bool {
        let mut holder = id;
        for _ in 0..MAX_DEPTH {
            if self.root_names.get(holder).is_some() {
                return true;
            }
            match &self.table.node(holder).location {
                SchemaLocation::Property { of, .. } => {
                    let stands = self.table.canon[of.0] == *of && self.reach.usage(*of).is_some();
                    return stands || self.is_part(*of);
                }
                SchemaLocation::Items { of }
                | SchemaLocation::Values { of }
                | SchemaLocation::Part { of }
                | SchemaLocation::Branch { of, .. } => holder = *of,
                SchemaLocation::Component(_) | SchemaLocation::Document => return true,
            }
        }
        true
    }

    /// Properties of a part are properties of the whole.
    fn is_part(&self, id: SchemaId) -> bool {
        matches!(self.table.node(id).location, SchemaLocation::Part { .. })
    }

    /// The inline schema that a component is only another name of, or the component itself.
    fn stand_in(&self, id: SchemaId) -> SchemaId {
        let target = self.table.schemas.target(id);
        let mut holder = target;
        for _ in 0..MAX_DEPTH {
            match self.table.node(holder).location {
                SchemaLocation::Part { of } if of == id => return target,
                SchemaLocation::Part { of } => holder = of,
                _ => break,
            }
        }
        id
    }

    /// Inline types in document order.
    fn inline(&self) -> Vec<SchemaId> {
        let (table, reach) = (self.table, self.reach);
        let is_inline = |id: SchemaId| {
            table.canon[id.0] == id
                && reach.usage(id).is_some()
                && table.is_type(id)
                && !matches!(table.node(id).location, SchemaLocation::Component(_))
                && !self.named.contains_key(&id)
        };
        table.schemas.iter().map(|(id, _)| id).filter(|id| is_inline(*id)).collect()
    }

    fn own_name(&self, id: SchemaId) -> Option<Words> {
        let mut id = id;
        loop {
            let node = self.table.node(id);
            if let Some(name) = ext::schema_name(&node.notes) {
                return Some(words(name, DigitPrefix::Type));
            }
            match (&node.kind, &node.location) {
                // The name of a component reached by reference is that component's.
                (Kind::Ref(next), _) if !matches!(self.table.node(*next).location, SchemaLocation::Component(_)) => {
                    id = *next
                }
                _ => return None,
            }
        }
    }

    fn claim(&mut self, id: SchemaId, candidates: &[Words]) -> Words {
        let claimed = self.scope.claim(candidates);
        self.record(id, candidates.first().cloned().unwrap_or_else(unnamed), claimed)
    }

    /// Keeps a name, and reports it if it is not the first choice.
    fn record(&mut self, id: SchemaId, candidate: Words, claimed: ClaimedName) -> Words {
        if claimed.collided {
            let text = format!("another type is named `{candidate}`; this one is named `{}`", claimed.name);
            let at = &self.table.node(id).origin;
            self.diagnostics.report(codes::LOWER_NAME_COLLISION, at, text, "choose a name with `x-sdk: {name: …}`");
        }
        self.named.insert(id, claimed.name.clone());
        claimed.name
    }

    /// The name of an inline type; its parent is named first.
    fn name(&mut self, id: SchemaId, depth: usize) -> Words {
        if let Some(name) = self.named.get(&id) {
            return name.clone();
        }
        let location_name = self.location_name(id, depth);
        let mut candidates = Vec::new();
        if let Some(alone) = self.alone(id) {
            candidates.push(alone);
        }
        candidates.extend(self.title_of_branch(id));
        candidates.push(location_name.clone());
        candidates.extend(self.qualified(id, &location_name));
        // What differs from a component of that name is that it has none; two such are told apart by their places.
        candidates.push(joined(&[&location_name, &word("inline")]));
        candidates.push(self.by_place(id, &location_name));
        // Candidates before the location name are preferences: no collision is noted if they are used.
        let free = candidates.iter().position(|candidate| self.scope.is_free(candidate)).unwrap_or(0);
        let before = candidates.iter().position(|candidate| *candidate == location_name).unwrap_or(0);
        let from = free.min(before);
        self.claim(id, candidates.get(from..).unwrap_or_default())
    }

    /// A name that no schema of another place has.
    fn by_place(&self, id: SchemaId, name: &Words) -> Words {
        let place = format!("h{:08x}", short_hash(self.table.node(id).origin.as_str()));
        joined(&[name, &word(&place)])
    }

    /// The property's name alone, if several places share the only type there is for that property name.
    fn alone(&self, id: SchemaId) -> Option<Words> {
        if self.use_counts.get(&id).is_none_or(|use_counts| *use_counts < 2) {
            return None;
        }
        let key = property_key(self.table.schemas, &self.root_names, id)?;
        let same_key = |usage: u8| self.groups.get(&(key.clone(), usage));
        let mine = (0..3).find_map(|usage| same_key(usage).filter(|group| group.contains(&id)))?;
        let name = words(&key.0, DigitPrefix::Type);
        let name = if key.1 == "[" { singular(name) } else { name };
        (mine.len() == 1 && key.1.len() < 2).then_some(name)
    }

    fn title_of_branch(&self, id: SchemaId) -> Option<Words> {
        let node = self.table.node(id);
        let title = node.notes.title.as_deref()?;
        (matches!(node.location, SchemaLocation::Branch { .. }) && reads_as_name(title))
            .then(|| words(title, DigitPrefix::Type))
    }

    fn qualified(&self, id: SchemaId, location_name: &Words) -> Option<Words> {
        let mut holder = id;
        for _ in 0..MAX_DEPTH {
            if let Some(root_name) = self.root_names.get(holder) {
                return root_name.qualifier.as_ref().map(|qualifier| joined(&[qualifier, location_name]));
            }
            holder = match &self.table.node(holder).location {
                SchemaLocation::Property { of, .. } | SchemaLocation::Items { of } | SchemaLocation::Values { of } => {
                    *of
                }
                SchemaLocation::Part { of } | SchemaLocation::Branch { of, .. } => *of,
                SchemaLocation::Component(_) | SchemaLocation::Document => return None,
            };
        }
        None
    }

    /// The name of what contains a schema: a type, or a location.
    fn holder(&mut self, id: SchemaId, depth: usize) -> Words {
        let canon = self.table.canon[id.0];
        if let Some(name) = self.named.get(&canon)
            && !self.is_part(canon)
        {
            return name.clone();
        }
        let node = self.table.node(canon);
        // A part is not a type, though a reference may lead to it: the whole schema has the name.
        let is_own = self.table.is_type(canon)
            && !matches!(node.location, SchemaLocation::Component(_) | SchemaLocation::Part { .. });
        if is_own && depth < MAX_DEPTH && self.reach.usage(canon).is_some() {
            return self.name(canon, depth + 1);
        }
        self.location_name(id, depth + 1)
    }

    /// The name of a schema by its location.
    fn location_name(&mut self, id: SchemaId, depth: usize) -> Words {
        if let Some(root_name) = self.root_names.get(id) {
            return root_name.words.clone();
        }
        if let Some(name) = self.component.get(&id) {
            return name.clone();
        }
        if depth > MAX_DEPTH {
            return unnamed();
        }
        let table = self.table;
        match &table.node(id).location {
            SchemaLocation::Component(key) => words(key, DigitPrefix::Type),
            SchemaLocation::Property { of, name } => {
                let holder = self.holder(*of, depth);
                let property = Words(words(name, DigitPrefix::Type).0);
                joined(&[&holder, &trim_digit_prefix(property)])
            }
            SchemaLocation::Items { of } => {
                let holder = self.holder(*of, depth);
                // Items of a list property have its name in the singular.
                if matches!(table.node(*of).location, SchemaLocation::Property { .. })
                    && self.root_names.get(*of).is_none()
                {
                    singular(holder)
                } else {
                    joined(&[&holder, &word("item")])
                }
            }
            SchemaLocation::Values { of } => joined(&[&self.holder(*of, depth), &word("value")]),
            SchemaLocation::Part { of } => self.holder(*of, depth),
            SchemaLocation::Branch { of, .. } => {
                let holder = self.holder(*of, depth);
                let own = self.branches.get(&id).cloned();
                joined(&[&holder, &own.unwrap_or_else(|| word("branch"))])
            }
            SchemaLocation::Document => words(&last_part(table.node(id).origin.as_str()), DigitPrefix::Type),
        }
    }
}

/// Inside a name, a property's words need no prefix.
fn trim_digit_prefix(mut words: Words) -> Words {
    if words.0.len() > 1
        && words.0.first().is_some_and(|w| w == "type")
        && words.0.get(1).is_some_and(|w| w.starts_with(|c: char| c.is_ascii_digit()))
    {
        words.0.remove(0);
    }
    words
}

fn word(text: &str) -> Words {
    Words(vec![text.to_owned()])
}

fn last_part(pointer: &str) -> String {
    pointer.rsplit('/').next().unwrap_or_default().to_owned()
}
