//! Names for all things of one scope at once.
//!
//! In: for each thing its text, and candidate names in order of preference. Out: distinct names. Must not: count, so that a
//! thing that comes later renames no other.
//!
//! Of several things with one name, the one that is spelled exactly so keeps it, else the one whose spelling is the most
//! usual; the others are named by what differs: their case, their symbols.

use std::collections::{BTreeMap, HashMap};

use super::scope::{ClaimedName, Scope};
use super::words::{DigitPrefix, joined, spelled};
use crate::ir::{Words, capital, short_hash};

/// How the names of a scope are written in the target language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// `tracking_number`
    Snake,
    /// `TrackingNumber`
    Pascal,
}

/// A thing that is to be named.
#[derive(Debug)]
pub(crate) struct Unnamed {
    candidates: Vec<Words>,
    /// How far its text is from its first candidate; 0 is exact.
    distance: usize,
    text: String,
}

impl Unnamed {
    /// By a text of the document, and the words that were made of it.
    pub(crate) fn of_text(text: &str, plain: Words, form: Form) -> Self {
        let distance = if is_exact(text, &plain, form) { 0 } else { 1 + case(text) as usize };
        Self { candidates: spellings(text, &plain), distance, text: text.to_owned() }
    }

    /// By a name that somebody has chosen; the document's text is the second choice.
    pub(crate) fn chosen(name: Words, otherwise: Self) -> Self {
        let candidates = std::iter::once(name).chain(otherwise.candidates).collect();
        Self { candidates, distance: 0, text: otherwise.text }
    }

    /// By these names, which were made of a path; fewer symbols in the path are better.
    pub(crate) fn of_phrase(path: &str, method: &str, candidates: Vec<Words>) -> Self {
        let distance = 1 + path.chars().filter(|c| !c.is_alphanumeric() && !"/{}".contains(*c)).count() * 2;
        let distance = distance + usize::from(path.ends_with('/'));
        let text = format!("{method} {path}");
        let last = candidates.first().map(|first| hashed(first, &text));
        Self { candidates: candidates.into_iter().chain(last).collect(), distance, text }
    }

    /// Puts a name before the others.
    pub(crate) fn preferring(mut self, name: Words) -> Self {
        self.candidates.insert(0, name);
        self
    }

    /// Puts more candidates behind the first.
    pub(crate) fn or(mut self, more: impl IntoIterator<Item = Words>) -> Self {
        let rest = self.candidates.split_off(1.min(self.candidates.len()));
        self.candidates.extend(more);
        self.candidates.extend(rest);
        self
    }

    /// The name that it has if no other thing wants it.
    pub(crate) fn first(&self) -> Words {
        self.candidates.first().cloned().unwrap_or_else(|| Words(vec!["unnamed".to_owned()]))
    }
}

/// The words, then the words with the case, with the symbols, with both, and with a hash of the text. Symbols that do more
/// than separate words say more than the case.
fn spellings(text: &str, plain: &Words) -> Vec<Words> {
    let style = Words(vec![case(text).word().to_owned()]);
    let symbols = if text.is_empty() { plain.clone() } else { spelled(text, DigitPrefix::Value) };
    let by_case = (!has_symbols(text)).then(|| joined(&[plain, &style]));
    let by_both = joined(&[&symbols, &style]);
    std::iter::once(plain.clone()).chain(by_case).chain([symbols, by_both, hashed(plain, text)]).collect()
}

/// Whether the text has symbols other than `_`, `-` and blanks between words.
fn has_symbols(text: &str) -> bool {
    let is_separator = |c: char| matches!(c, '_' | '-' | ' ');
    text.starts_with(is_separator)
        || text.ends_with(is_separator)
        || text.contains(|c: char| !c.is_alphanumeric() && !is_separator(c))
}

fn hashed(plain: &Words, text: &str) -> Words {
    joined(&[plain, &Words(vec![format!("h{:08x}", short_hash(text))])])
}

fn is_exact(text: &str, plain: &Words, form: Form) -> bool {
    match form {
        Form::Snake => plain.0.join("_") == text,
        Form::Pascal => plain.0.iter().map(|word| capital(word)).collect::<String>() == text,
    }
}

/// How a text is spelled, the most usual first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Case {
    Lower,
    Snake,
    Camel,
    Pascal,
    Kebab,
    Spaced,
    Upper,
    Mixed,
}

impl Case {
    fn word(self) -> &'static str {
        match self {
            Self::Lower => "lower",
            Self::Snake => "snake",
            Self::Camel => "camel",
            Self::Pascal => "pascal",
            Self::Kebab => "kebab",
            Self::Spaced => "spaced",
            Self::Upper => "upper",
            Self::Mixed => "mixed",
        }
    }
}

fn case(text: &str) -> Case {
    let has = |test: fn(char) -> bool| text.contains(test);
    match (has(char::is_uppercase), has(char::is_lowercase), has(|c| c == '_'), has(|c| c == '-')) {
        _ if has_symbols(text) => Case::Mixed,
        (_, _, false, false) if has(|c| c == ' ') => Case::Spaced,
        _ if has(|c| c == ' ') => Case::Mixed,
        (false, _, true, false) => Case::Snake,
        (_, _, false, true) => Case::Kebab,
        (true, false, ..) => Case::Upper,
        (false, _, false, false) => Case::Lower,
        (true, true, false, false) if text.starts_with(char::is_uppercase) => Case::Pascal,
        (true, true, false, false) => Case::Camel,
        _ => Case::Mixed,
    }
}

impl Scope {
    /// Names every thing; the names are in the order of the things.
    pub(crate) fn claim_all(&mut self, things: &[Unnamed]) -> Vec<ClaimedName> {
        let levels = self.levels(things);
        let each = things.iter().zip(levels).map(|(thing, level)| {
            let ClaimedName { name, collided } = self.claim(thing.candidates.get(level..).unwrap_or_default());
            ClaimedName { name, collided: collided || level > 0 }
        });
        each.collect()
    }

    /// Which candidate of each thing is its own alone.
    fn levels(&self, things: &[Unnamed]) -> Vec<usize> {
        let mut levels = vec![0; things.len()];
        loop {
            let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
            for (index, thing) in things.iter().enumerate() {
                let Some(candidate) = thing.candidates.get(levels[index]) else { continue };
                by_name.entry(candidate.0.concat()).or_default().push(index);
            }
            let mut moves: HashMap<usize, usize> = HashMap::new();
            for (name, members) in &by_name {
                let keeps = if self.is_taken(name) { None } else { keeper(things, &levels, members) };
                for index in members.iter().filter(|index| Some(**index) != keeps) {
                    let next = levels[*index] + 1;
                    if next < things[*index].candidates.len() {
                        moves.insert(*index, next);
                    }
                }
            }
            if moves.is_empty() {
                return levels;
            }
            for (index, level) in moves {
                levels[index] = level;
            }
        }
    }
}

/// Who keeps a name that several want: the only one, or the best of those whose first choice it is.
fn keeper(things: &[Unnamed], levels: &[usize], members: &[usize]) -> Option<usize> {
    if let [only] = members {
        return Some(*only);
    }
    let firsts = members.iter().copied().filter(|index| levels[*index] == 0);
    firsts.min_by_key(|index| (things[*index].distance, &things[*index].text, *index))
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    fn named(texts: &[&str], form: Form) -> Vec<String> {
        let things: Vec<Unnamed> =
            texts.iter().map(|text| Unnamed::of_text(text, words(text, DigitPrefix::Value), form)).collect();
        Scope::default().claim_all(&things).into_iter().map(|claimed| claimed.name.to_string()).collect()
    }

    #[test]
    fn the_exact_spelling_keeps_the_name_and_the_others_say_what_differs() {
        assert_eq!(named(&["THING", "thing", "Thing"], Form::Pascal), ["thing upper", "thing lower", "thing"]);
        assert_eq!(named(&["Kind", "kind"], Form::Snake), ["kind pascal", "kind"]);
        assert_eq!(named(&["camelCase", "camel_case"], Form::Snake), ["camel case camel", "camel case"]);
        assert_eq!(named(&["$id", "@id", "id"], Form::Snake), ["dollar id", "at id", "id"]);
        let alike = ["unit_s_t", "unit_st", "unitSt", "UnitST", "unit.st"];
        assert_eq!(
            named(&alike, Form::Pascal),
            ["unit s t", "unit st snake", "unit st camel", "unit st pascal", "unit dot st"]
        );
    }

    #[test]
    fn names_do_not_depend_on_the_order_or_on_what_is_added() {
        let alike = ["unit_st", "unitSt", "UnitSt", "other"];
        let mut turned = alike;
        turned.reverse();
        let mut names = named(&turned, Form::Pascal);
        names.reverse();
        assert_eq!(names, named(&alike, Form::Pascal));
        let more = named(&["UNIT_ST", "unit_st", "unitSt", "UnitSt", "other"], Form::Pascal);
        assert_eq!(more[1..], names);
    }

    #[test]
    fn a_name_that_is_another_ones_first_choice_is_not_taken() {
        let names = named(&["Thing", "thing", "ThingLower"], Form::Pascal);
        assert_eq!((names[0].as_str(), names[2].as_str()), ("thing", "thing lower"));
        assert!(names[1].starts_with("thing h"), "{names:?}");
    }
}
