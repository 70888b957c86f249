//! What a document says of a value beyond its type.

use serde::Serialize;
use serde_json::{Number, Value};

/// Rules that a value keeps. A crate does not check them: they stand in its docs, and a diff compares them.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Constraints {
    pub minimum: Option<Bound>,
    pub maximum: Option<Bound>,
    pub multiple_of: Option<Number>,
    /// In characters.
    pub min_length: Option<u64>,
    pub max_length: Option<u64>,
    /// Regular expressions that all hold, sorted.
    pub patterns: Vec<String>,
    /// The keyword `format`, also where the type shows it.
    pub format: Option<String>,
    pub min_items: Option<u64>,
    pub max_items: Option<u64>,
    pub unique_items: bool,
    /// The values that are allowed, where they make no enum: numbers, or values of several types.
    pub allowed: Vec<Value>,
    /// An object has no other properties than those that are described.
    pub closed: bool,
    pub min_properties: Option<u64>,
    pub max_properties: Option<u64>,
    /// An object has all properties of one of these sets.
    pub required_sets: Vec<Vec<String>>,
    /// Of each element of an array that is no named type.
    pub items: Option<Box<Constraints>>,
    /// Of each value of a map that is no named type.
    pub values: Option<Box<Constraints>>,
}

/// An end of a range of numbers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bound {
    pub value: Number,
    pub end: End,
}

/// Whether the bound itself is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum End {
    Inclusive,
    Exclusive,
}

impl Constraints {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Both hold: the tighter of each two.
    #[must_use]
    pub fn and(mut self, other: &Self) -> Self {
        self.minimum = tighter(self.minimum, other.minimum.as_ref(), |a, b| a > b);
        self.maximum = tighter(self.maximum, other.maximum.as_ref(), |a, b| a < b);
        self.multiple_of = self.multiple_of.or_else(|| other.multiple_of.clone());
        self.min_length = self.min_length.max(other.min_length);
        self.max_length = least(self.max_length, other.max_length);
        self.patterns.extend(other.patterns.iter().cloned());
        self.patterns.sort();
        self.patterns.dedup();
        self.format = self.format.or_else(|| other.format.clone());
        self.min_items = self.min_items.max(other.min_items);
        self.max_items = least(self.max_items, other.max_items);
        self.unique_items |= other.unique_items;
        self.closed |= other.closed;
        if self.allowed.is_empty() {
            self.allowed.clone_from(&other.allowed);
        }
        self.min_properties = self.min_properties.max(other.min_properties);
        self.max_properties = least(self.max_properties, other.max_properties);
        if self.required_sets.is_empty() {
            self.required_sets.clone_from(&other.required_sets);
        }
        self.items = nested(self.items, other.items.as_deref());
        self.values = nested(self.values, other.values.as_deref());
        self
    }

    /// One of the two holds: only what both say alike is sure.
    #[must_use]
    pub fn or(self, other: &Self) -> Self {
        fn same<T: PartialEq>(mine: Option<T>, other: Option<&T>) -> Option<T> {
            mine.filter(|mine| Some(mine) == other)
        }
        let both = |mine: Option<u64>, other: Option<u64>, pick: fn(u64, u64) -> u64| Some(pick(mine?, other?));
        Self {
            minimum: same(self.minimum, other.minimum.as_ref()),
            maximum: same(self.maximum, other.maximum.as_ref()),
            multiple_of: same(self.multiple_of, other.multiple_of.as_ref()),
            min_length: both(self.min_length, other.min_length, u64::min),
            max_length: both(self.max_length, other.max_length, u64::max),
            patterns: if self.patterns == other.patterns { self.patterns } else { Vec::new() },
            format: same(self.format, other.format.as_ref()),
            min_items: both(self.min_items, other.min_items, u64::min),
            max_items: both(self.max_items, other.max_items, u64::max),
            unique_items: self.unique_items && other.unique_items,
            allowed: if self.allowed == other.allowed { self.allowed } else { Vec::new() },
            closed: self.closed && other.closed,
            min_properties: both(self.min_properties, other.min_properties, u64::min),
            max_properties: both(self.max_properties, other.max_properties, u64::max),
            required_sets: if self.required_sets == other.required_sets { self.required_sets } else { Vec::new() },
            items: same(self.items, other.items.as_ref()),
            values: same(self.values, other.values.as_ref()),
        }
    }
}

fn tighter(mine: Option<Bound>, other: Option<&Bound>, is_tighter: fn(f64, f64) -> bool) -> Option<Bound> {
    let (Some(mine), Some(other)) = (&mine, other) else { return mine.or_else(|| other.cloned()) };
    let (a, b) = (mine.value.as_f64().unwrap_or(0.0), other.value.as_f64().unwrap_or(0.0));
    let keep = is_tighter(a, b) || (!is_tighter(b, a) && mine.end == End::Exclusive);
    Some(if keep { mine.clone() } else { other.clone() })
}

fn least(mine: Option<u64>, other: Option<u64>) -> Option<u64> {
    match (mine, other) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

fn nested(mine: Option<Box<Constraints>>, other: Option<&Constraints>) -> Option<Box<Constraints>> {
    match (mine, other) {
        (Some(mine), Some(other)) => Some(Box::new(mine.and(other))),
        (mine, other) => mine.or_else(|| other.cloned().map(Box::new)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Bound, Constraints, End};

    fn bound(value: i64, end: End) -> Option<Bound> {
        Some(Bound { value: value.into(), end })
    }

    #[test]
    fn both_hold() {
        let a = Constraints {
            minimum: bound(1, End::Inclusive),
            max_length: Some(9),
            patterns: vec!["b".to_owned()],
            ..Constraints::default()
        };
        let b = Constraints {
            minimum: bound(1, End::Exclusive),
            max_length: Some(4),
            min_length: Some(2),
            patterns: vec!["a".to_owned(), "b".to_owned()],
            ..Constraints::default()
        };
        let both = a.clone().and(&b);
        assert_eq!(both, b.clone().and(&a));
        assert_eq!(both.minimum, bound(1, End::Exclusive));
        assert_eq!((both.min_length, both.max_length), (Some(2), Some(4)));
        assert_eq!(both.patterns, ["a", "b"]);
    }

    #[test]
    fn one_holds() {
        let a = Constraints { min_length: Some(1), max_length: Some(9), unique_items: true, ..Constraints::default() };
        let b = Constraints { max_length: Some(4), ..Constraints::default() };
        let either = a.or(&b);
        assert_eq!(either, Constraints { max_length: Some(9), ..Constraints::default() });
    }
}
