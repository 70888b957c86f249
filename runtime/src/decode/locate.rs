//! The place of a failure in a JSON text.
//!
//! In: the text, and the line and column where the reader stopped. Out: the path of the innermost value there, and a
//! few characters around it. Done by walking the text once more, only after a failure, so that reading itself need not
//! keep track and no type is compiled a second time for it.

/// How many bytes a snippet may have on either side.
const AROUND: usize = 30;

/// Where reading stopped.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// `data.items[3].count`; empty for the root.
    pub(super) path: String,
    pub(super) snippet: String,
}

enum Step {
    /// Inside an object; the member's raw name once it is known.
    Member(Option<(usize, usize)>),
    Element(usize),
}

/// Finds the place. Lines and columns count from 1, as serde_json has them.
pub(super) fn locate(text: &[u8], line: usize, column: usize) -> Place {
    let line_start = text
        .iter()
        .enumerate()
        .filter(|(_, byte)| **byte == b'\n')
        .map(|(index, _)| index + 1)
        .nth(line.wrapping_sub(2))
        .unwrap_or(0);
    let stop = (line_start + column.saturating_sub(1)).min(text.len());
    Place { path: path_at(text, stop), snippet: snippet(text, stop) }
}

/// Walks up to `stop`, keeping the steps that lead there.
fn path_at(text: &[u8], stop: usize) -> String {
    let mut steps: Vec<Step> = Vec::new();
    let mut index = 0;
    while index < stop {
        match text[index] {
            b'{' => steps.push(Step::Member(None)),
            b'[' => steps.push(Step::Element(0)),
            b'}' | b']' => drop(steps.pop()),
            b',' => match steps.last_mut() {
                Some(Step::Element(element)) => *element += 1,
                Some(Step::Member(name)) => *name = None,
                None => {}
            },
            b'"' => {
                let end = string_end(text, index);
                if let Some(Step::Member(name @ None)) = steps.last_mut() {
                    *name = Some((index + 1, end));
                }
                index = end;
            }
            _ => {}
        }
        index += 1;
    }
    // At its closing bracket it is the whole container that failed, not its last part.
    if matches!(text.get(stop), Some(b'}' | b']')) && index == stop {
        steps.pop();
    }
    render(text, &steps)
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
            Step::Member(Some((start, end))) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(&String::from_utf8_lossy(&text[*start..*end]));
            }
            Step::Member(None) => {}
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
    use super::*;
    use crate::wire::Decode;
    use std::collections::BTreeMap;

    fn path<T: for<'de> Decode<'de>>(text: &str) -> String {
        let error = T::decode(&mut serde_json::Deserializer::from_str(text)).err().unwrap();
        locate(text.as_bytes(), error.line(), error.column()).path
    }

    #[test]
    fn names_the_value_that_failed() {
        assert_eq!(path::<BTreeMap<String, Vec<i64>>>(r#"{"a":[1],"b\"c":[1, 2,"x"]}"#), r#"b\"c[2]"#);
        assert_eq!(path::<BTreeMap<String, Vec<i64>>>("{\n\"a\": [1],\n \"b\":\n true}"), "b");
        assert_eq!(path::<BTreeMap<String, BTreeMap<String, i64>>>(r#"{"a":{"x":1,"y":{}}}"#), "a.y");
        assert_eq!(path::<Vec<bool>>(r#"[true,[]]"#), "[1]");
        assert_eq!(path::<i64>("true"), "");
    }

    #[test]
    fn odd_places_do_no_harm() {
        for (line, column) in [(0, 0), (1, 0), (9, 9), (1, 400)] {
            let _ = locate("{\"a\": \"é".as_bytes(), line, column);
        }
    }
}
