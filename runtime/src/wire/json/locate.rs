//! The place of a failure in a JSON text.
//!
//! In: the text, the line and column where the reader stopped, and the kind of the value that it refused. Out: the path
//! of that value, and a few characters around it. Done by walking the text once more, only after a failure, so that
//! reading itself need not keep track and no type is compiled a second time for it.

use super::JsonKind;

/// How many bytes a snippet may have on either side.
const AROUND: usize = 30;

/// Where reading stopped.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Location {
    /// `data.items[3].count`; empty for the root.
    pub(crate) path: String,
    pub(crate) snippet: String,
}

enum Step {
    /// Inside an object; the property's raw name once it is known.
    Property(Option<(usize, usize)>),
    Element(usize),
}

/// Finds the place. Lines and columns count from 1, as serde_json has them; the column is that of the last byte that was
/// read. `found` is what was refused there; nothing where the text is no JSON.
pub(crate) fn locate(text: &[u8], line: usize, column: usize, found: Option<JsonKind>) -> Location {
    let line_start = text
        .iter()
        .enumerate()
        .filter(|(_, byte)| **byte == b'\n')
        .map(|(index, _)| index + 1)
        .nth(line.wrapping_sub(2))
        .unwrap_or(0);
    let read = (line_start + column).min(text.len());
    let stop = (line_start + column.saturating_sub(1)).min(text.len());
    let path = match found {
        None => render(text, &walk(text, stop)),
        Some(JsonKind::Array) => container(text, read, b']', |step| matches!(step, Step::Element(_))),
        Some(JsonKind::Object) => container(text, read, b'}', |step| matches!(step, Step::Property(_))),
        // What was read last is the value itself.
        Some(_) => render(text, &walk(text, read)),
    };
    Location { path, snippet: snippet(text, stop) }
}

/// The path of the container that was read last: the one that ends with what was read, or else the innermost of its
/// kind, of which a part was read.
fn container(text: &[u8], read: usize, end: u8, is_kind: fn(&Step) -> bool) -> String {
    let mut steps = walk(text, read);
    if read.checked_sub(1).and_then(|last| text.get(last)) != Some(&end) {
        while steps.pop().is_some_and(|step| !is_kind(&step)) {}
    }
    render(text, &steps)
}

/// Walks up to `stop`, keeping the steps that lead there.
fn walk(text: &[u8], stop: usize) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut index = 0;
    while index < stop {
        match text[index] {
            b'{' => steps.push(Step::Property(None)),
            b'[' => steps.push(Step::Element(0)),
            b'}' | b']' => drop(steps.pop()),
            b',' => match steps.last_mut() {
                Some(Step::Element(element)) => *element += 1,
                Some(Step::Property(name)) => *name = None,
                None => {}
            },
            b'"' => {
                let end = string_end(text, index);
                if let Some(Step::Property(name @ None)) = steps.last_mut() {
                    *name = Some((index + 1, end));
                }
                index = end;
            }
            _ => {}
        }
        index += 1;
    }
    steps
}

/// The index of the quote that ends the string which starts at `start`.
fn string_end(text: &[u8], start: usize) -> usize {
    let mut index = start + 1;
    while index < text.len() {
        match text[index] {
            b'\\' => index += 2,
            b'"' => return index,
            _ => index += 1,
        }
    }
    text.len()
}

fn render(text: &[u8], steps: &[Step]) -> String {
    let mut path = String::new();
    for step in steps {
        match step {
            Step::Element(index) => path.push_str(&format!("[{index}]")),
            Step::Property(Some((start, end))) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(&String::from_utf8_lossy(&text[*start..*end]));
            }
            Step::Property(None) => {}
        }
    }
    path
}

fn snippet(text: &[u8], stop: usize) -> String {
    let part = &text[stop.saturating_sub(AROUND)..(stop + AROUND).min(text.len())];
    // Cutting may split a character at either end.
    String::from_utf8_lossy(part).trim_matches('\u{fffd}').to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::Decode;
    use super::*;
    use std::collections::BTreeMap;

    type Map<T> = BTreeMap<String, T>;

    fn path<T: for<'de> Decode<'de>>(text: &str) -> String {
        let error = T::decode(&mut serde_json::Deserializer::from_str(text)).err().expect(text);
        locate(text.as_bytes(), error.line(), error.column(), JsonKind::named_in(&error.to_string())).path
    }

    #[test]
    fn names_the_value_that_failed() {
        assert_eq!(path::<Map<Vec<i64>>>(r#"{"a":[1],"b\"c":[1, 2,"x"]}"#), r#"b\"c[2]"#);
        assert_eq!(path::<Map<Vec<i64>>>("{\n\"a\": [1],\n \"b\":\n true}"), "b");
        assert_eq!(path::<Map<Map<i64>>>(r#"{"a":{"x":1,"y":{}}}"#), "a.y");
        assert_eq!(path::<Vec<bool>>(r#"[true,[]]"#), "[1]");
        assert_eq!(path::<i64>("true"), "");
    }

    /// Each kind of value, refused by each kind of type, as the last property of its object and before another.
    #[test]
    fn the_last_member_is_no_other_than_one_in_the_middle() {
        fn each<T: for<'de> Decode<'de>>(values: &[&str]) {
            for value in values {
                for end in ["}}", " } \n}", "\n}\n}", r#","z":null}}"#, " ,\n\"z\":[]}}"] {
                    let text = format!(r#"{{"data":{{"a":null,"b":{value}{end}"#);
                    assert_eq!(path::<Map<Map<T>>>(&text), "data.b", "{text}");
                    let text = format!("{{\"data\": [null,\n{value}{}", end.replace('}', "]").replace("\"z\":", ""));
                    if let Some(text) = text.strip_suffix(']') {
                        assert_eq!(path::<Map<Vec<T>>>(&format!("{text}}}")), "data[1]", "{text}");
                    }
                }
            }
        }
        each::<i64>(&["3.5", "-3.5", "\"x\"", "true", "[]", "[ 1 ]", "[\n[1],2]", "{}", r#"{"a":1}"#, r#"{ "a":{}}"#]);
        each::<u32>(&["-1", "99999999999", "\"-1\""]);
        each::<bool>(&["2", "\"x\"", "0.5", "[{}]", r#"{"a":[1],"b":2}"#]);
        each::<String>(&["[]", "[\n\n1]", r#"["a","b"]"#, "{}", r#"{"a":"b"}"#]);
        each::<Vec<i64>>(&["1", "\"x\"", "{}", r#"{"a":{"b":[]}}"#]);
        each::<Map<i64>>(&["1", "\"x\"", "[1]", "[1,2]", "[[1],[2]]", r#"[{"a":1}]"#]);
    }

    #[test]
    fn odd_places_do_no_harm() {
        for (line, column) in [(0, 0), (1, 0), (9, 9), (1, 400)] {
            for found in [None, Some(JsonKind::Array), Some(JsonKind::Object), Some(JsonKind::String)] {
                let _ = locate("{\"a\": \"é".as_bytes(), line, column, found);
            }
        }
    }
}
