//! Reading the payload at its path, in one pass.
//!
//! In: a body, a path. Out: the value there, and on the way the envelope's code. Everything else is skipped unread. Must
//! not: know what the envelope means.

use super::decode::Decode;
use super::lookup::JsonText;
use crate::wire::pull::{DecodeError, Reader, Stop, body_text};
use std::cell::RefCell;

/// What is wrong with values that were left out.
pub(crate) type LeftOut = RefCell<Vec<DecodeError>>;

/// A list whose elements count: none is left out without an error.
#[derive(Clone, Copy)]
pub(crate) struct ItemList<'a> {
    /// The path of the list in the body.
    pub(crate) path: &'a [&'a str],
    /// Takes what is wrong with single elements. Without it, one that cannot be read is an error of the whole.
    pub(crate) rejected: Option<&'a LeftOut>,
}

/// What is to be known of values that their types do not take.
#[derive(Clone, Copy, Default)]
pub(crate) struct Notes<'a> {
    pub(crate) items: Option<ItemList<'a>>,
    /// Takes what is wrong with values that were left out of their fields.
    pub(crate) odd: Option<&'a LeftOut>,
}

/// The envelope's code, picked up while the payload is read.
pub(crate) struct PickedCode {
    path: &'static [&'static str],
    property: Option<JsonText>,
}

impl PickedCode {
    /// Nothing is picked up.
    pub(crate) const NONE: Self = Self { path: &[], property: None };

    /// The code at `path`, unless it lies inside the payload (then the caller has to look for it in a second pass).
    pub(crate) fn beside(path: &'static [&'static str], payload: &[&str]) -> Option<Self> {
        match (path.first(), payload.first()) {
            (Some(first), Some(other)) if first != other => Some(Self { path, property: None }),
            _ => None,
        }
    }

    fn wants(&self, key: &str) -> bool {
        self.path.first().is_some_and(|first| *first == key)
    }

    /// The code, if it was there.
    pub(crate) fn found(self) -> Option<JsonText> {
        let property = self.property?;
        property.at(self.path.get(1..)?).map(|text| JsonText(text.to_owned()))
    }
}

/// Reads the value at `path` into its place. Nothing when it is not there, or is a null that the type has nothing for.
/// After an error the place may hold a part.
pub(crate) fn read_at<T: Decode>(
    body: &[u8],
    path: &[&str],
    notes: Notes<'_>,
    code: &mut PickedCode,
    place: &mut Option<T>,
) -> Result<(), DecodeError> {
    read_body(body, path, notes, code, place)?;
    if place.is_none() {
        // A list that is not there is an empty one.
        *place = T::from_null();
    }
    Ok(())
}

fn read_body(
    body: &[u8],
    path: &[&str],
    notes: Notes<'_>,
    code: &mut PickedCode,
    target: &mut dyn Target,
) -> Result<(), DecodeError> {
    let text = body_text(body);
    let mut reader = Reader::new(&text);
    if notes.odd.is_some() {
        reader.note_odd();
    }
    if let Some(items) = notes.items {
        // The list is inside of one object for each name.
        let depth = items.path.len() + 1;
        match items.rejected {
            None => reader.strict_at(depth),
            Some(_) => reader.report_at(depth),
        }
    }
    let result =
        descend(&mut reader, path, Some(code), target).and_then(|()| reader.end()).and_then(|()| reader.complete());
    if let Some(rejected) = notes.items.and_then(|items| items.rejected) {
        rejected.borrow_mut().extend(reader.rejected());
    }
    if let (Ok(()), Some(odd)) = (&result, notes.odd) {
        odd.borrow_mut().extend(reader.odd());
    }
    result.map_err(|_| reader.error())
}

/// The value at `path` of any body, if there is one that can be a `T`.
pub(crate) fn body_at<T: Decode>(body: &[u8], path: &'static [&'static str]) -> Option<T> {
    let text = body_text(body);
    let mut value = None;
    descend(&mut Reader::new(&text), path, None, &mut value).ok()?;
    value
}

/// The place of a payload, whatever its type is.
trait Target {
    fn read_payload(&mut self, reader: &mut Reader<'_>) -> Result<(), Stop>;

    fn empty(&mut self);
}

impl<T: Decode> Target for Option<T> {
    fn read_payload(&mut self, reader: &mut Reader<'_>) -> Result<(), Stop> {
        if reader.null()? {
            *self = T::from_null();
            return Ok(());
        }
        T::decode_into(self, reader)
    }

    fn empty(&mut self) {
        *self = None;
    }
}

fn descend(
    reader: &mut Reader<'_>,
    path: &[&str],
    mut code: Option<&mut PickedCode>,
    target: &mut dyn Target,
) -> Result<(), Stop> {
    let Some((first, rest)) = path.split_first() else { return target.read_payload(reader) };
    // Of several properties of one name the last counts, also when it holds nothing.
    target.empty();
    // `[]` is how some servers write an empty object.
    if reader.null()? || reader.empty_array("an object")? {
        return Ok(());
    }
    reader.begin_object("an object")?;
    let mut is_first = true;
    while reader.next_property(&mut is_first)? {
        let key = reader.key()?;
        if key == *first {
            descend(reader, rest, None, target)?;
            continue;
        }
        match &mut code {
            Some(code) if code.wants(&key) => code.property = Some(JsonText::decode(reader)?),
            _ => drop(reader.skip()?),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(body: &str, path: &'static [&'static str]) -> Result<Option<Vec<i64>>, String> {
        let mut place = None;
        let result =
            read_at(body.as_bytes(), path, Notes::default(), &mut PickedCode { path: &[], property: None }, &mut place);
        result.map(|()| place).map_err(|error| error.to_string())
    }

    #[test]
    fn goes_down_the_path() {
        assert_eq!(at(r#"{"a":1,"data":{"x":2,"items":[1,"2"]},"z":[]}"#, &["data", "items"]), Ok(Some(vec![1, 2])));
        assert_eq!(at("[3]", &[]), Ok(Some(vec![3])));
        assert_eq!(at("\u{feff}[3]", &[]), Ok(Some(vec![3])));
    }

    #[test]
    fn a_list_that_is_not_there_is_empty() {
        for body in ["{}", r#"{"data":null}"#, r#"{"data":[]}"#, r#"{"data":{}}"#, r#"{"data":{"items":null}}"#] {
            assert_eq!(at(body, &["data", "items"]), Ok(Some(vec![])), "{body}");
        }
        assert!(at(r#"{"data":[1]}"#, &["data", "items"]).is_err());
        assert!(at("[1] x", &[]).is_err());
    }

    /// A list that is the payload itself has nobody to keep an odd element, so it is an error.
    #[test]
    fn an_odd_element_of_the_payload_is_an_error() {
        assert_eq!(
            at("[1,[],2]", &[]),
            Err("invalid type: array, expected an integer that fits i64 at line 1 column 4".to_owned())
        );
    }

    #[test]
    fn of_several_properties_of_one_name_the_last_counts() {
        assert_eq!(at(r#"{"data":{"x":[1]},"data":{"x":[2,3]}}"#, &["data", "x"]), Ok(Some(vec![2, 3])));
        assert_eq!(at(r#"{"data":{"x":[1]},"data":null}"#, &["data", "x"]), Ok(Some(vec![])));
    }

    #[test]
    fn picks_up_the_code_before_or_after_the_payload() {
        for body in [r#"{"meta":{"code":7},"data":[1]}"#, r#"{"data":[1],"meta":{"code":7}}"#] {
            let mut code = PickedCode::beside(&["meta", "code"], &["data"]).unwrap();
            let mut place: Option<Vec<i64>> = None;
            read_at(body.as_bytes(), &["data"], Notes::default(), &mut code, &mut place).unwrap();
            assert_eq!(place, Some(vec![1]));
            assert_eq!(code.found(), Some(JsonText("7".to_owned())));
        }
        assert!(PickedCode::beside(&["code"], &[]).is_none());
    }
}
