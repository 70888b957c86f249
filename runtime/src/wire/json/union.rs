//! Unions: one of several branches, chosen by a property or by the form of the value.
//!
//! In: any JSON. Out: the branch that takes it, or the JSON itself as the unknown variant. A union never fails. The
//! choice is made over the text: branches that only a try can tell apart are tried once each, and unions inside of them
//! not at all, so that the work is bounded by the text times its depth, whatever the types are. Must not: know the
//! branches' types.

use super::decode::Decode;
use crate::wire::encode::Encode;
use crate::wire::pull::{JsonKind, Mode, Reader, Stop, Writer};
use serde_json::Value;
use std::borrow::Cow;

/// What a branch takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// `null`.
    Null,
    /// A boolean.
    Bool,
    /// A number without a fraction.
    Integer,
    /// Any number.
    Number,
    /// Any string.
    String,
    /// One of these strings.
    OneOf(&'static [&'static str]),
    /// An array.
    Array,
    /// An object.
    Object,
    /// An object with all of these properties.
    Properties(&'static [&'static str]),
    /// Whatever decodes; of several, the first that knows all properties, else the first of those that know the most.
    Try,
}

/// A branch of a union whose branches are told apart by their form.
#[derive(Debug)]
pub struct Branch<U> {
    rule: Rule,
    decode: fn(&mut Reader<'_>) -> Result<U, Stop>,
}

impl<U> Branch<U> {
    /// A branch.
    pub const fn new(rule: Rule, decode: fn(&mut Reader<'_>) -> Result<U, Stop>) -> Self {
        Self { rule, decode }
    }
}

/// A branch of a union whose branches are told apart by a property.
#[derive(Debug)]
pub struct Tagged<U> {
    tags: &'static [&'static str],
    takes_absent: bool,
    decode: fn(&mut Reader<'_>) -> Result<U, Stop>,
}

impl<U> Tagged<U> {
    /// A branch.
    pub const fn new(tags: &'static [&'static str], decode: fn(&mut Reader<'_>) -> Result<U, Stop>) -> Self {
        Self { tags, takes_absent: false, decode }
    }

    /// The branch takes objects without the property, too.
    #[must_use]
    pub const fn absent(self) -> Self {
        Self { takes_absent: true, ..self }
    }

    fn takes(&self, tag: &Tag<'_>) -> bool {
        match tag {
            Tag::Text(text) => self.tags.contains(&&**text),
            Tag::Absent => self.takes_absent,
            Tag::Other => false,
        }
    }
}

/// Reads a union whose branches are told apart by their form: the first whose rule takes the value, of those that only a
/// try can tell the one that fits best.
///
/// # Errors
/// When the text is no JSON.
pub fn decode_ordered<U>(reader: &mut Reader<'_>, branches: &[Branch<U>], unknown: fn(Value) -> U) -> Result<U, Stop> {
    let mut found = None;
    let mut by = |number: usize, reader: &mut Reader<'_>| {
        let Some(branch) = branches.get(number) else { return Ok(()) };
        found = Some((branch.decode)(reader)?);
        Ok(())
    };
    let rules = &mut branches.iter().map(|branch| branch.rule);
    let read = read_union(reader, &mut |reader| choose(reader, rules, branches.len(), &mut by))?;
    match (read, found) {
        (Err(value), _) => Ok(unknown(value)),
        (Ok(()), found) => found.ok_or(reader.stop()),
    }
}

/// Reads a union whose branches are told apart by `property`.
///
/// # Errors
/// When the text is no JSON.
pub fn decode_tagged<U>(
    reader: &mut Reader<'_>,
    property: &str,
    branches: &[Tagged<U>],
    unknown: fn(Value) -> U,
) -> Result<U, Stop> {
    let mut found = None;
    read_union(reader, &mut |reader| {
        let tag = tag(reader, property)?;
        let Some(branch) = branches.iter().find(|branch| branch.takes(&tag)) else { return Ok(false) };
        attempt(reader, &mut |reader| {
            found = Some((branch.decode)(reader)?);
            Ok(())
        })
    })?
    .map_or_else(|value| Ok(unknown(value)), |()| found.ok_or(reader.stop()))
}

/// Reads by `choose`, which returns whether a branch was read; the value itself where none was.
fn read_union(
    reader: &mut Reader<'_>,
    choose: &mut dyn FnMut(&mut Reader<'_>) -> Result<bool, Stop>,
) -> Result<Result<(), Value>, Stop> {
    if reader.mode() == Mode::Count {
        reader.skip()?;
        return Ok(Err(Value::Null));
    }
    let mark = reader.mark()?;
    // Unions may be branches of each other, so that no byte is read between them: the depth ends that, too.
    let is_chosen = reader.deeper().and_then(|()| choose(reader));
    reader.rewind_depth(mark);
    match is_chosen {
        Ok(true) => Ok(Ok(())),
        Ok(false) => Value::decode(reader).map(Err),
        // The value is kept as it is, so that nothing is left out.
        Err(_) => {
            reader.forgive(mark)?;
            Value::decode(reader).map(Err)
        }
    }
}

/// Reads by a branch; false where the value is JSON, but not of this branch. The reader is then where it was.
fn attempt(reader: &mut Reader<'_>, read: &mut dyn FnMut(&mut Reader<'_>) -> Result<(), Stop>) -> Result<bool, Stop> {
    let mark = reader.mark()?;
    if read(reader).is_ok() {
        return Ok(true);
    }
    reader.forgive(mark)?;
    Ok(false)
}

/// Reads by the branch that fits best; false where none does.
fn choose(
    reader: &mut Reader<'_>,
    rules: &mut dyn Iterator<Item = Rule>,
    count: usize,
    by: &mut dyn FnMut(usize, &mut Reader<'_>) -> Result<(), Stop>,
) -> Result<bool, Stop> {
    let mut form = Form::default();
    let mut best: Option<(usize, usize)> = None;
    for (number, rule) in rules.enumerate() {
        let is_last_hope = best.is_none() && number + 1 == count;
        if rule == Rule::Try && !is_last_hope {
            let misfit = reader.counted(&mut |reader| by(number, reader))?;
            if let Some(misfit) = misfit.filter(|misfit| best.is_none_or(|(least, _)| *misfit < least)) {
                best = Some((misfit, number));
                if misfit == 0 {
                    break;
                }
            }
        } else if best.is_none() && form.is(reader, rule)? && attempt(reader, &mut |reader| by(number, reader))? {
            return Ok(true);
        }
    }
    match best {
        Some((_, number)) => attempt(reader, &mut |reader| by(number, reader)),
        None => Ok(false),
    }
}

/// What is known of the form of a value: looked at as far as a rule asks.
#[derive(Default)]
struct Form<'de> {
    names: Option<Vec<Cow<'de, str>>>,
}

impl<'de> Form<'de> {
    fn is(&mut self, reader: &mut Reader<'de>, rule: Rule) -> Result<bool, Stop> {
        let kind = reader.kind()?;
        Ok(match rule {
            Rule::Null => kind == JsonKind::Null,
            Rule::Bool => kind == JsonKind::Boolean,
            Rule::Integer => kind == JsonKind::Integer,
            Rule::Number => matches!(kind, JsonKind::Integer | JsonKind::Float),
            Rule::String => kind == JsonKind::String,
            Rule::OneOf(texts) => kind == JsonKind::String && texts.contains(&&*peeked_string(reader)?),
            Rule::Array => kind == JsonKind::Array,
            Rule::Object => kind == JsonKind::Object,
            Rule::Properties(names) => kind == JsonKind::Object && self.has_all(reader, names)?,
            Rule::Try => true,
        })
    }

    fn has_all(&mut self, reader: &mut Reader<'de>, names: &[&str]) -> Result<bool, Stop> {
        if self.names.is_none() {
            let mut found = Vec::new();
            each_property(reader, &mut |key, reader| {
                found.push(key);
                reader.skip().map(drop)
            })?;
            self.names = Some(found);
        }
        let found = self.names.as_deref().unwrap_or_default();
        Ok(names.iter().all(|name| found.iter().any(|key| key == name)))
    }
}

/// The string that is next, which stays next.
fn peeked_string<'de>(reader: &mut Reader<'de>) -> Result<Cow<'de, str>, Stop> {
    let mark = reader.mark()?;
    let text = reader.string()?;
    reader.rewind(mark);
    Ok(text)
}

/// Reads one property, whose key is read.
type SeeProperty<'a, 'de> = dyn FnMut(Cow<'de, str>, &mut Reader<'de>) -> Result<(), Stop> + 'a;

/// Goes over the properties of the object that is next, which stays next.
fn each_property<'de>(reader: &mut Reader<'de>, see: &mut SeeProperty<'_, 'de>) -> Result<(), Stop> {
    let mark = reader.mark()?;
    reader.begin_object("an object")?;
    let mut is_first = true;
    while reader.next_property(&mut is_first)? {
        let key = reader.key()?;
        see(key, reader)?;
    }
    reader.rewind(mark);
    Ok(())
}

/// The value of a discriminator.
enum Tag<'de> {
    Text(Cow<'de, str>),
    /// The object does not have it, or it is null.
    Absent,
    /// It is no text, or the value is no object.
    Other,
}

/// The last value of the discriminator.
fn tag<'de>(reader: &mut Reader<'de>, property: &str) -> Result<Tag<'de>, Stop> {
    if reader.kind()? != JsonKind::Object {
        return Ok(Tag::Other);
    }
    let mut found = Tag::Absent;
    each_property(reader, &mut |key, reader| {
        if key != property {
            return reader.skip().map(drop);
        }
        found = match reader.kind()? {
            JsonKind::String => {
                found = Tag::Text(reader.string()?);
                return Ok(());
            }
            JsonKind::Null => Tag::Absent,
            _ => Tag::Other,
        };
        reader.skip().map(drop)
    })?;
    Ok(found)
}

/// A union out of JSON of no type; what fits no branch is kept as it is.
pub fn from_any<U: Decode>(value: Value, unknown: fn(Value) -> U) -> U {
    super::from_value(&value).unwrap_or_else(|_| unknown(value))
}

/// Writes a branch, with its discriminator where the value itself lacks it.
pub fn encode_tagged(value: &dyn Encode, property: &str, tags: &[&str], out: &mut Writer) {
    let start = out.text().len();
    value.encode(out);
    let Some(tag) = tags.first() else { return };
    let mut tagged = Writer::new();
    tagged.string(tag);
    let tagged = tagged.into_text();
    let written = out.text().get(start..).unwrap_or_default();
    match discriminator(written, property) {
        Some(Discriminator::Null(offset)) => out.replace(start + offset..start + offset + 4, &tagged),
        Some(Discriminator::Missing { is_empty }) => {
            let mut head = Writer::new();
            head.begin_object();
            head.key(property);
            head.raw(&tagged);
            let comma = if is_empty { "" } else { "," };
            out.replace(start..start + 1, &format!("{}{comma}", head.into_text()));
        }
        None => {}
    }
}

enum Discriminator {
    Missing {
        is_empty: bool,
    },
    /// It is `null`, at this offset.
    Null(usize),
}

/// What an object that is written lacks; nothing where it has its discriminator, or is no object.
fn discriminator(written: &str, property: &str) -> Option<Discriminator> {
    let mut reader = Reader::new(written);
    if reader.kind().ok()? != JsonKind::Object {
        return None;
    }
    let mut found = Some(Discriminator::Missing { is_empty: written == "{}" });
    each_property(&mut reader, &mut |key, reader| {
        let value = reader.skip()?;
        if key == property {
            found = (value == "null").then(|| Discriminator::Null(reader.offset() - value.len()));
        }
        Ok(())
    })
    .ok()?;
    found
}
