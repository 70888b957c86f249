//! The length of a list inside a JSON body.
//!
//! In: a body that is written already, and the way to a list in it. Out: how many elements the list has. Nothing is
//! kept of the body, and a body without the list has no length rather than an error.

use super::json::{JsonKind, Reader, Stop, body_text};

/// How many elements the list at `path` has, if there is one.
pub(crate) fn list_length<'a>(body: &[u8], path: impl Iterator<Item = &'a str>) -> Option<u64> {
    let path: Vec<&str> = path.collect();
    let text = body_text(body);
    length_at(&mut Reader::new(&text), &path).ok()?
}

fn length_at(reader: &mut Reader<'_>, path: &[&str]) -> Result<Option<u64>, Stop> {
    let mut is_first = true;
    match (path.split_first(), reader.kind()?) {
        (None, JsonKind::Array) => {
            let mut count = 0;
            reader.begin_array("an array")?;
            while reader.next_element(&mut is_first)? {
                reader.skip()?;
                count += 1;
            }
            Ok(Some(count))
        }
        (Some((first, rest)), JsonKind::Object) => {
            let mut length = None;
            reader.begin_object("an object")?;
            while reader.next_property(&mut is_first)? {
                if reader.key()? == *first {
                    length = length_at(reader, rest)?;
                } else {
                    reader.skip()?;
                }
            }
            Ok(length)
        }
        _ => reader.skip().map(|_| None),
    }
}

#[cfg(test)]
mod tests {
    use super::list_length;

    #[test]
    fn counts_the_list_at_the_path() {
        let length = |body: &str, path: &[&str]| list_length(body.as_bytes(), path.iter().copied());
        assert_eq!(length("[1,[2,3],{}]", &[]), Some(3));
        assert_eq!(length(r#"{"x":[1],"a":{"b":[[],{}]}}"#, &["a", "b"]), Some(2));
        assert_eq!(length(r#"{"a":null}"#, &["a"]), None);
        assert_eq!(length(r#"{"a":[1]}"#, &[]), None);
        assert_eq!(length("[1]", &["a"]), None);
    }
}
