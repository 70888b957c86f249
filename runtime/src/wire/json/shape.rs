//! The properties of a type, as data.
//!
//! In: the names of a type's properties, in the order of its fields. Out: the field of a name. Must not: know the fields.

use crate::wire::pull::is_plain;
use std::sync::OnceLock;

/// When a property that holds nothing is written all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Empty {
    /// Nothing and empty collections are left out.
    Omitted,
    /// Nothing is left out; an empty collection was set on purpose.
    Sent,
    /// The property is always written.
    Always,
}

/// One property of a type.
#[derive(Debug)]
pub struct Property {
    names: &'static [&'static str],
    empty: Empty,
}

impl Property {
    /// A property: its own name first, then others that it may come under.
    pub const fn new(names: &'static [&'static str], empty: Empty) -> Self {
        Self { names, empty }
    }

    /// The name that it is written under.
    pub(super) fn name(&self) -> &'static str {
        self.names.first().copied().unwrap_or_default()
    }

    /// Its name, if it may come under no other.
    pub(super) fn only_name(&self) -> Option<&'static str> {
        match self.names {
            [name] => Some(name),
            _ => None,
        }
    }

    pub(super) const fn empty(&self) -> Empty {
        self.empty
    }
}

/// The properties of a type, in the order of its fields.
#[derive(Debug)]
pub struct Shape {
    pub(super) expected: &'static str,
    pub(super) properties: &'static [Property],
    index: OnceLock<Index>,
}

impl Shape {
    /// The shape of a type; `expected` names it in errors.
    pub const fn new(expected: &'static str, properties: &'static [Property]) -> Self {
        Self { expected, properties, index: OnceLock::new() }
    }

    /// The index of the names, made at the first use.
    pub(super) fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::of(self.properties))
    }
}

/// Whether a property came under its own name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    Own(usize),
    Alias(usize),
}

/// A hash table of names: open addressing, at most half full.
#[derive(Debug)]
pub(super) struct Index {
    rows: Vec<(&'static str, Found)>,
    /// Numbers of rows, by the hash of their names.
    table: Vec<Option<u32>>,
    /// Whether all names stand in JSON as they are.
    pub(super) is_plain: bool,
}

impl Index {
    fn of(properties: &'static [Property]) -> Self {
        let rows: Vec<(&'static str, Found)> = properties
            .iter()
            .enumerate()
            .flat_map(|(slot, property)| {
                let found = move |number| if number == 0 { Found::Own(slot) } else { Found::Alias(slot) };
                property.names.iter().enumerate().map(move |(number, name)| (*name, found(number)))
            })
            .collect();
        let mut table = vec![None; (rows.len() * 2).next_power_of_two()];
        let mask = table.len() - 1;
        for (number, (name, _)) in (0..).zip(&rows) {
            let mut at = hash(name.as_bytes()) & mask;
            while table[at].is_some() {
                at = (at + 1) & mask;
            }
            table[at] = Some(number);
        }
        let is_plain = rows.iter().all(|(name, _)| is_plain(name));
        Self { rows, table, is_plain }
    }

    /// The property of a name. Of two with the same name the first is found.
    pub(super) fn find(&self, name: &str) -> Option<Found> {
        let mask = self.table.len() - 1;
        let mut at = hash(name.as_bytes()) & mask;
        loop {
            let (known, found) = self.rows.get(self.table[at]? as usize)?;
            if *known == name {
                return Some(*found);
            }
            at = (at + 1) & mask;
        }
    }
}

/// Mixes the ends and the length, which tell the names of one type apart. Those who choose colliding names gain nothing:
/// the table holds the names of the type only.
fn hash(name: &[u8]) -> usize {
    let (first, last) = match (name.first_chunk(), name.last_chunk()) {
        (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
        _ => (name.iter().fold(0, |word, byte| (word << 8) | u64::from(*byte)), 0),
    };
    let mixed = (first ^ last.rotate_left(29) ^ name.len() as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 40) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_found_and_no_other() {
        const NAMES: [&[&str]; 7] =
            [&["a"], &["b", "a2"], &[""], &["long_name_one"], &["long_name_two"], &["é", "quote\""], &["aa"]];
        static PROPERTIES: [Property; 7] = {
            let [a, b, c, d, e, f, g] = NAMES;
            [
                Property::new(a, Empty::Omitted),
                Property::new(b, Empty::Omitted),
                Property::new(c, Empty::Omitted),
                Property::new(d, Empty::Omitted),
                Property::new(e, Empty::Omitted),
                Property::new(f, Empty::Omitted),
                Property::new(g, Empty::Omitted),
            ]
        };
        let index = Index::of(&PROPERTIES);
        for (slot, names) in NAMES.iter().enumerate() {
            for (number, name) in names.iter().enumerate() {
                let expected = if number == 0 { Found::Own(slot) } else { Found::Alias(slot) };
                assert_eq!(index.find(name), Some(expected), "{name:?}");
            }
        }
        for name in ["b2", "A", "long_name_thr", "quote", "aaa", "long_name_on"] {
            assert_eq!(index.find(name), None, "{name:?}");
        }
        assert!(!index.is_plain);
        assert_eq!(Index::of(&[]).find("a"), None);
    }
}
