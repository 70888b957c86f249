//! The path of a byte in a JSON text.
//!
//! In: the text and the offset of a value in it. Out: the path of that value. Done by walking the text once more, only
//! after a failure, so that reading itself need not keep track. Must not: hold any value of the text.

use super::scan::string_stop;

enum Step {
    /// Inside an object; the property's raw name once it is known.
    Property(Option<(usize, usize)>),
    Element(usize),
}

/// The path of the value that starts at `offset`: `data.items[3].count`; empty for the whole.
pub(super) fn path(text: &str, offset: usize) -> String {
    let bytes = text.as_bytes();
    let mut path = String::new();
    for step in walk(bytes, offset.min(bytes.len())) {
        match step {
            Step::Element(index) => path.push_str(&format!("[{index}]")),
            Step::Property(Some((start, end))) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(text.get(start..end).unwrap_or_default());
            }
            Step::Property(None) => {}
        }
    }
    path
}

/// Walks up to `stop`, keeping the steps that lead there.
fn walk(bytes: &[u8], stop: usize) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut at = 0;
    while at < stop {
        match bytes[at] {
            b'{' => steps.push(Step::Property(None)),
            b'[' => steps.push(Step::Element(0)),
            b'}' | b']' => drop(steps.pop()),
            b',' => match steps.last_mut() {
                Some(Step::Element(element)) => *element += 1,
                Some(Step::Property(name)) => *name = None,
                None => {}
            },
            b'"' => {
                let end = string_end(bytes, at);
                if let Some(Step::Property(name @ None)) = steps.last_mut() {
                    *name = Some((at + 1, end));
                }
                at = end;
            }
            _ => {}
        }
        at += 1;
    }
    steps
}

/// The index of the quote that ends the string which starts at `start`.
fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    loop {
        at = string_stop(bytes, at);
        match bytes.get(at) {
            Some(b'\\') => at += 2,
            Some(b'"') | None => return at.min(bytes.len()),
            Some(_) => at += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_value_that_starts_there() {
        let text = r#"{"a":[1],"b\"c":[1, 2,{"x":"y, [","z":7}],"last":true}"#;
        let at = |needle: &str| path(text, text.find(needle).unwrap());
        assert_eq!(path(text, 0), "");
        assert_eq!(at("1]"), "a[0]");
        assert_eq!(at("[1, 2"), r#"b\"c"#);
        assert_eq!(at("2,{"), r#"b\"c[1]"#);
        assert_eq!(at("7}"), r#"b\"c[2].z"#);
        assert_eq!(at("true"), "last");
    }

    #[test]
    fn odd_offsets_do_no_harm() {
        for text in ["", "{\"a\": \"é", "]]}}", "\"\\", "{\"\\u12"] {
            for offset in 0..12 {
                let _ = path(text, offset);
            }
        }
    }
}
