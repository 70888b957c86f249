//! What the object macros stand on: reading properties in any order, writing those that are set.
//!
//! In: a JSON object, and the shape and fields of a generated type. Out: the filled fields, or the written object. The
//! macros expand to a table of names and a list of fields; the work is done here, in functions that are compiled once.

use super::decode::Slot;
use super::rest::{Keep, Rest};
use super::shape::{Empty, Found, Shape};
use crate::wire::encode::{Encode, State};
use crate::wire::pull::{Mark, Reader, Stop, Writer};
use std::fmt;

/// Reads an object into its fields; `[]` is the empty one. A value that its field cannot take costs that property only:
/// the field is left as `null` would leave it, and the value is kept in `rest`.
///
/// # Errors
/// When the text is no JSON, or the value is no object.
pub fn read_object(
    shape: &'static Shape,
    slots: &mut [&mut dyn Slot],
    rest: &mut dyn Keep,
    reader: &mut Reader<'_>,
) -> Result<(), Stop> {
    if reader.empty_array(shape.expected)? {
        return Ok(());
    }
    reader.begin_object(shape.expected)?;
    let index = shape.index();
    let mut is_first = true;
    // Servers mostly write properties in one order: that of the document is tried before the index is asked.
    let mut next = 0;
    while reader.next_property(&mut is_first)? {
        let guess = shape.properties.get(next).filter(|_| index.is_plain).and_then(|property| property.only_name());
        if let Some(name) = guess {
            if reader.known_key(name)? {
                fill(reader, slots, next, name, rest)?;
                next += 1;
                continue;
            }
        }
        let key = reader.key()?;
        match index.find(&key) {
            Some(Found::Own(slot)) if shape.properties[slot].only_name().is_some() => {
                fill(reader, slots, slot, &key, rest)?;
                next = slot + 1;
            }
            Some(Found::Own(slot)) => own(reader, slots, slot, &key, rest)?,
            Some(Found::Alias(slot)) if !slots[slot].is_unfilled() => drop(reader.skip()?),
            Some(Found::Alias(slot)) => fill(reader, slots, slot, &key, rest)?,
            None => rest.keep(&key, reader)?,
        }
    }
    Ok(())
}

#[inline]
fn fill(
    reader: &mut Reader<'_>,
    slots: &mut [&mut dyn Slot],
    slot: usize,
    key: &str,
    rest: &mut dyn Keep,
) -> Result<(), Stop> {
    let Some(slot) = slots.get_mut(slot) else { return reader.skip().map(drop) };
    let mark = reader.mark()?;
    match slot.fill(reader) {
        Ok(()) => {
            if reader.take_inexact() {
                rest.keep_text(key, reader.since(mark));
            }
            Ok(())
        }
        Err(_) => odd(reader, mark, &mut **slot, key, rest),
    }
}

/// Keeps a value that its field cannot take.
#[cold]
fn odd(reader: &mut Reader<'_>, mark: Mark, slot: &mut dyn Slot, key: &str, rest: &mut dyn Keep) -> Result<(), Stop> {
    let text = reader.recover(mark)?;
    // Nothing of the value stays in the field. A type that has nothing for `null` keeps what it was made with.
    let _ = slot.fill(&mut Reader::new("null"));
    rest.keep_text(key, text);
    reader.take_inexact();
    Ok(())
}

/// Reads a property that has aliases, under its own name: nothing does not take the place of a value that came under an
/// alias.
fn own(
    reader: &mut Reader<'_>,
    slots: &mut [&mut dyn Slot],
    slot: usize,
    key: &str,
    rest: &mut dyn Keep,
) -> Result<(), Stop> {
    let mark = reader.mark()?;
    let text = reader.skip()?;
    let is_nothing =
        text == "null" || matches!(text.as_bytes(), [b'[' | b'{', inner @ .., _] if inner.trim_ascii().is_empty());
    if is_nothing && !slots[slot].is_unfilled() {
        return Ok(());
    }
    reader.rewind(mark);
    fill(reader, slots, slot, key, rest)
}

/// Writes an object. A property of the same name in `rest` takes the place of a field.
pub fn write_object(shape: &'static Shape, slots: &[&dyn Encode], rest: &dyn Rest, out: &mut Writer) {
    out.begin_object();
    // Looked at once for each object, since nearly always there are none.
    let has_rest = !rest.is_empty();
    let is_plain = shape.index().is_plain;
    for (property, slot) in shape.properties.iter().zip(slots) {
        let is_written = match (slot.state(), property.empty()) {
            (State::Value, _) | (_, Empty::Always) | (State::Empty, Empty::Sent) => true,
            (State::Empty | State::Nothing, _) => false,
        };
        if is_written && !(has_rest && rest.has(property.name())) {
            if is_plain {
                out.plain_key(property.name());
            } else {
                out.key(property.name());
            }
            slot.encode(out);
        }
    }
    if has_rest {
        rest.write(out);
    }
    out.end_object();
}

/// A redacted field as `Debug` may show it: only where it holds nothing.
pub struct Redacted<'a>(State, &'a dyn fmt::Debug);

impl<'a> Redacted<'a> {
    /// Of this field.
    #[inline]
    pub fn new<T: Encode + fmt::Debug>(field: &'a T) -> Self {
        Self(field.state(), field)
    }
}

impl fmt::Debug for Redacted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == State::Value { f.write_str("<redacted>") } else { self.1.fmt(f) }
    }
}
