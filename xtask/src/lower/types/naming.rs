//! Names of types. The rules are in `names`.
//!
//! In: the schemas that travel. Out: a name for each that is a type. Must not: build types.
//!
//! Order of giving: components in document order, then schemas that `x-sdk.name` names, then the rest in document
//! order, holders before what they hold.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::reach::Reach;
use super::share::{MemberKey, Seats, member_key, usage_key};
use super::{Order, Table};
use crate::diag::Diagnostics;
use crate::ir::Words;
use crate::lower::ext;
use crate::lower::names::{Lead, Scope, joined, singular, words};
use crate::resolve::{Kind, Place, SchemaId};

/// Holders of holders: no honest document nests this deep.
const MAX_DEPTH: usize = 128;

/// Gives a name to every type.
pub(super) fn names(
    table: &Table<'_>,
    order: &Order<'_>,
    reach: &Reach,
    scope: &mut Scope,
    found: &mut Diagnostics,
) -> Vec<(SchemaId, Words)> {
    let mut namer = Namer {
        table,
        seats: Seats::of(order),
        component: component_words(order.components)
            .into_iter()
            .zip(order.components)
            .map(|(w, (_, id))| (*id, w))
            .collect(),
        groups: BTreeMap::new(),
        places: HashMap::new(),
        given: BTreeMap::new(),
        scope,
        reach,
        found,
    };
    namer.group();
    for (_, id) in order.components {
        let stand_in = namer.stand_in(*id);
        if reach.usage(stand_in).is_some() && table.canon[stand_in.0] == stand_in {
            let wish = namer.own_name(*id).unwrap_or_else(|| namer.component.get(id).cloned().unwrap_or_else(unnamed));
            namer.give(stand_in, &[wish]);
        }
    }
    let inline: Vec<SchemaId> = namer.inline();
    for id in &inline {
        if let Some(wish) = namer.own_name(*id) {
            let place = namer.place(*id, 0);
            namer.give(*id, &[wish, place]);
        }
    }
    for id in inline {
        namer.name(id, 0);
    }
    namer.given.into_iter().collect()
}

/// A name and its qualified form.
pub(super) fn wishes(name: &Words, qualifier: Option<&Words>) -> Vec<Words> {
    let qualified = qualifier.map(|qualifier| joined(&[qualifier, name]));
    std::iter::once(name.clone()).chain(qualified).collect()
}

/// Names of components: a trailing `.v1` falls away where the rest is unique.
pub(in crate::lower) fn component_words(components: &[(String, SchemaId)]) -> Vec<Words> {
    let stripped: Vec<&str> = components.iter().map(|(key, _)| without_version(key)).collect();
    let mut count: HashMap<String, usize> = HashMap::new();
    for name in &stripped {
        *count.entry(words(name, Lead::Type).0.concat()).or_default() += 1;
    }
    let unique = |name: &str| count.get(&words(name, Lead::Type).0.concat()) == Some(&1);
    let pairs = components.iter().zip(&stripped);
    pairs.map(|((key, _), name)| words(if unique(name) { name } else { key }, Lead::Type)).collect()
}

/// `Tag.v1` → `Tag`.
fn without_version(key: &str) -> &str {
    match key.rsplit_once(".v") {
        Some((rest, version))
            if !rest.is_empty() && !version.is_empty() && version.bytes().all(|b| b.is_ascii_digit()) =>
        {
            rest
        }
        _ => key,
    }
}

fn unnamed() -> Words {
    Words(vec!["unnamed".to_owned()])
}

struct Namer<'t, 'm, 'o> {
    table: &'t Table<'m>,
    seats: Seats<'o>,
    component: HashMap<SchemaId, Words>,
    /// The different types among members of one name and direction.
    groups: BTreeMap<(MemberKey, u8), BTreeSet<SchemaId>>,
    /// At how many places a shared type stands.
    places: HashMap<SchemaId, usize>,
    given: BTreeMap<SchemaId, Words>,
    scope: &'t mut Scope,
    reach: &'t Reach,
    found: &'t mut Diagnostics,
}

impl Namer<'_, '_, '_> {
    /// Counts which inline types there are for each member name, and where they stand.
    fn group(&mut self) {
        let (table, reach) = (self.table, self.reach);
        for (id, node) in table.schemas.iter() {
            let canon = table.canon[id.0];
            let (Some(usage), true) = (reach.usage(canon), table.is_type(canon)) else { continue };
            if matches!(node.place, Place::Component(_)) || !self.is_live(id) {
                continue;
            }
            *self.places.entry(canon).or_default() += 1;
            if let Some(key) = member_key(table.schemas, &self.seats, id)
                && canon == id
            {
                self.groups.entry((key, usage_key(usage))).or_default().insert(id);
            }
        }
    }

    /// The holder of this schema stands for itself, so the place is there in the generated types.
    fn is_live(&self, id: SchemaId) -> bool {
        let mut holder = id;
        for _ in 0..MAX_DEPTH {
            if self.seats.get(holder).is_some() {
                return true;
            }
            match &self.table.node(holder).place {
                Place::Member { of, .. } => {
                    let stands = self.table.canon[of.0] == *of && self.reach.usage(*of).is_some();
                    return stands || self.is_part(*of);
                }
                Place::Items { of } | Place::Values { of } | Place::Part { of } | Place::Arm { of, .. } => holder = *of,
                Place::Component(_) | Place::Document => return true,
            }
        }
        true
    }

    /// Members of a part are members of the whole.
    fn is_part(&self, id: SchemaId) -> bool {
        matches!(self.table.node(id).place, Place::Part { .. })
    }

    /// The inline schema that a component is only another name of, or the component itself.
    fn stand_in(&self, id: SchemaId) -> SchemaId {
        let target = self.table.schemas.target(id);
        let mut holder = target;
        for _ in 0..MAX_DEPTH {
            match self.table.node(holder).place {
                Place::Part { of } if of == id => return target,
                Place::Part { of } => holder = of,
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
                && !matches!(table.node(id).place, Place::Component(_))
                && !self.given.contains_key(&id)
        };
        table.schemas.iter().map(|(id, _)| id).filter(|id| is_inline(*id)).collect()
    }

    fn own_name(&self, id: SchemaId) -> Option<Words> {
        let mut id = id;
        loop {
            let node = self.table.node(id);
            if let Some(name) = ext::schema_name(&node.notes) {
                return Some(words(name, Lead::Type));
            }
            match (&node.kind, &node.place) {
                // The name of a component reached by reference is that component's.
                (Kind::Ref(next), _) if !matches!(self.table.node(*next).place, Place::Component(_)) => id = *next,
                _ => return None,
            }
        }
    }

    fn give(&mut self, id: SchemaId, wishes: &[Words]) -> Words {
        let given = self.scope.give(wishes);
        if given.collided {
            let wish = wishes.first().cloned().unwrap_or_else(unnamed);
            let text = format!("another type is called `{wish}`; this one is called `{}`", given.name);
            let at = &self.table.node(id).origin;
            self.found.note("names-collision", at, text, "choose a name with `x-sdk: {name: …}`");
        }
        self.given.insert(id, given.name.clone());
        given.name
    }

    /// The name of an inline type; its holder is named first.
    fn name(&mut self, id: SchemaId, depth: usize) -> Words {
        if let Some(name) = self.given.get(&id) {
            return name.clone();
        }
        let place = self.place(id, depth);
        let mut wishes = Vec::new();
        if let Some(alone) = self.alone(id) {
            wishes.push(alone);
        }
        wishes.extend(self.title_of_arm(id));
        wishes.push(place.clone());
        wishes.extend(self.qualified(id, &place));
        // Wishes before the place are better names, not needs: no collision if they are taken.
        let free = wishes.iter().position(|wish| self.scope.is_free(wish)).unwrap_or(0);
        let before = wishes.iter().position(|wish| *wish == place).unwrap_or(0);
        let from = free.min(before);
        self.give(id, wishes.get(from..).unwrap_or_default())
    }

    /// The member's name alone, if several places share the only type there is for that member name.
    fn alone(&self, id: SchemaId) -> Option<Words> {
        if self.places.get(&id).is_none_or(|places| *places < 2) {
            return None;
        }
        let key = member_key(self.table.schemas, &self.seats, id)?;
        let same_key = |usage: u8| self.groups.get(&(key.clone(), usage));
        let mine = (0..3).find_map(|usage| same_key(usage).filter(|group| group.contains(&id)))?;
        let name = words(&key.0, Lead::Type);
        let name = if key.1 == "[" { singular(name) } else { name };
        (mine.len() == 1 && key.1.len() < 2).then_some(name)
    }

    fn title_of_arm(&self, id: SchemaId) -> Option<Words> {
        let node = self.table.node(id);
        let title = node.notes.title.as_deref()?;
        (matches!(node.place, Place::Arm { .. }) && reads_as_name(title)).then(|| words(title, Lead::Type))
    }

    fn qualified(&self, id: SchemaId, place: &Words) -> Option<Words> {
        let mut holder = id;
        for _ in 0..MAX_DEPTH {
            if let Some(seat) = self.seats.get(holder) {
                return seat.qualifier.as_ref().map(|qualifier| joined(&[qualifier, place]));
            }
            holder = match &self.table.node(holder).place {
                Place::Member { of, .. } | Place::Items { of } | Place::Values { of } => *of,
                Place::Part { of } | Place::Arm { of, .. } => *of,
                Place::Component(_) | Place::Document => return None,
            };
        }
        None
    }

    /// The name of what a schema is inside of: of the type, or of the place.
    fn holder(&mut self, id: SchemaId, depth: usize) -> Words {
        let canon = self.table.canon[id.0];
        if let Some(name) = self.given.get(&canon)
            && !self.is_part(canon)
        {
            return name.clone();
        }
        let node = self.table.node(canon);
        // A part is no type of its own, though it may be reached by a reference: its whole gives the name.
        let is_own = self.table.is_type(canon) && !matches!(node.place, Place::Component(_) | Place::Part { .. });
        if is_own && depth < MAX_DEPTH && self.reach.usage(canon).is_some() {
            return self.name(canon, depth + 1);
        }
        self.place(id, depth + 1)
    }

    /// What the place of a schema calls it.
    fn place(&mut self, id: SchemaId, depth: usize) -> Words {
        if let Some(seat) = self.seats.get(id) {
            return seat.words.clone();
        }
        if let Some(name) = self.component.get(&id) {
            return name.clone();
        }
        if depth > MAX_DEPTH {
            return unnamed();
        }
        let table = self.table;
        match &table.node(id).place {
            Place::Component(key) => words(key, Lead::Type),
            Place::Member { of, name } => {
                let holder = self.holder(*of, depth);
                let member = Words(words(name, Lead::Type).0);
                joined(&[&holder, &trim_lead(member)])
            }
            Place::Items { of } => {
                let holder = self.holder(*of, depth);
                // The items of a list that is a member are called like one of it.
                if matches!(table.node(*of).place, Place::Member { .. }) && self.seats.get(*of).is_none() {
                    singular(holder)
                } else {
                    joined(&[&holder, &word("item")])
                }
            }
            Place::Values { of } => joined(&[&self.holder(*of, depth), &word("value")]),
            Place::Part { of } => self.holder(*of, depth),
            Place::Arm { of, index } => {
                let holder = self.holder(*of, depth);
                joined(&[&holder, &self.arm_word(*of, id, *index)])
            }
            Place::Document => words(&last_part(table.node(id).origin.as_str()), Lead::Type),
        }
    }

    /// What tells an arm apart from the others.
    fn arm_word(&self, union: SchemaId, arm: SchemaId, index: usize) -> Words {
        let node = self.table.node(arm);
        if let Some(title) = node.notes.title.as_deref().filter(|title| reads_as_name(title)) {
            return words(title, Lead::Value);
        }
        let members = |id: SchemaId| match &self.table.node(self.table.schemas.target(id)).kind {
            Kind::Object { members, .. } => members.as_slice(),
            _ => &[],
        };
        let others: Vec<SchemaId> = match &self.table.node(union).kind {
            Kind::Union(union) => union.arms.iter().copied().filter(|other| *other != arm).collect(),
            _ => Vec::new(),
        };
        let own = members(arm).iter().find(|member| {
            member.required && !others.iter().any(|other| members(*other).iter().any(|m| m.name == member.name))
        });
        match (&node.kind, own) {
            (_, Some(member)) => words(&member.name, Lead::Value),
            (Kind::Enum { .. }, None) => word("kind"),
            (Kind::Array { .. }, None) => word("list"),
            (Kind::Object { .. }, None) if others.iter().all(|other| members(*other).is_empty()) => word("object"),
            _ => Words(vec!["variant".to_owned(), (index + 1).to_string()]),
        }
    }
}

/// A member's words inside a name need no lead.
fn trim_lead(mut words: Words) -> Words {
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

/// Short, and made of letters: a title that can be a name.
pub(super) fn reads_as_name(title: &str) -> bool {
    title.len() <= 40
        && title.split_whitespace().count() <= 4
        && title.starts_with(|c: char| c.is_ascii_alphabetic())
        && title.chars().all(|c| c.is_ascii_alphanumeric() || " _-".contains(c))
}

fn last_part(pointer: &str) -> String {
    pointer.rsplit('/').next().unwrap_or_default().to_owned()
}
