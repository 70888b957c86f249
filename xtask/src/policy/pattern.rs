//! Patterns of JSON pointers.
//!
//! In: a pattern such as `/paths/*/get/**`. Out: whether a pointer fits. Must not: read a document.

use crate::diag::Pointer;

/// A pattern: `*` stands for any characters of one part of a pointer, the part `**` for any number of parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern(String);

impl Pattern {
    /// `None` where no pointer could fit, as it does not begin with a slash.
    pub(super) fn new(text: &str) -> Option<Self> {
        (text.is_empty() || text.starts_with('/')).then(|| Self(text.to_owned()))
    }

    /// Whether the pointer as a whole fits.
    #[must_use]
    pub fn fits(&self, pointer: &Pointer) -> bool {
        let pattern: Vec<&str> = self.0.split('/').skip(1).collect();
        let parts: Vec<&str> = pointer.as_str().split('/').skip(1).collect();
        whole(&pattern, &parts, |part, text| {
            let (part, text): (Vec<char>, Vec<char>) = (part.chars().collect(), text.chars().collect());
            whole_text(&part, &text)
        })
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Matches parts; `**` takes as many as it needs.
fn whole(pattern: &[&str], parts: &[&str], fits: impl Fn(&str, &str) -> bool) -> bool {
    wildcard(pattern, parts, |part| *part == "**", |part, text| fits(part, text))
}

/// Matches the characters of one part; `*` takes as many as it needs.
fn whole_text(pattern: &[char], text: &[char]) -> bool {
    wildcard(pattern, text, |c| *c == '*', |a, b| a == b)
}

/// Matches a sequence without recursion: on a mismatch the last wildcard takes one element more.
fn wildcard<T>(pattern: &[T], text: &[T], is_wild: impl Fn(&T) -> bool, fits: impl Fn(&T, &T) -> bool) -> bool {
    let (mut at, mut here, mut retry) = (0, 0, None);
    while let Some(element) = text.get(here) {
        match pattern.get(at) {
            Some(wild) if is_wild(wild) => {
                retry = Some((at, here));
                at += 1;
            }
            Some(part) if fits(part, element) => {
                at += 1;
                here += 1;
            }
            _ => {
                let Some((wild, start)) = retry else { return false };
                retry = Some((wild, start + 1));
                at = wild + 1;
                here = start + 1;
            }
        }
    }
    pattern.get(at..).unwrap_or_default().iter().all(is_wild)
}

#[cfg(test)]
mod tests {
    use super::Pattern;
    use crate::diag::Pointer;

    fn fits(pattern: &str, pointer: &str) -> bool {
        Pattern::new(pattern).unwrap().fits(&Pointer::new(pointer))
    }

    #[test]
    fn one_part_any_part_and_many_parts() {
        assert!(fits("/paths/~1parcels/get", "/paths/~1parcels/get"));
        assert!(!fits("/paths/~1parcels", "/paths/~1parcels/get"));
        assert!(fits("/paths/*/get", "/paths/~1parcels/get"));
        assert!(!fits("/paths/*/get", "/paths/~1parcels/x/get"));
        assert!(fits("/paths/**", "/paths"));
        assert!(fits("/paths/**", "/paths/~1parcels/get/responses"));
        assert!(fits("/**/schema", "/paths/~1parcels/get/schema"));
        assert!(fits("/paths/~1v1~1*/**/content/*", "/paths/~1v1~1parcels/post/requestBody/content/text~1xml"));
        assert!(!fits("/paths/~1v1~1*/**/content/*", "/paths/~1v2~1parcels/post/requestBody/content/text~1xml"));
        assert!(fits("", ""));
        assert!(!fits("", "/a"));
    }

    #[test]
    fn a_pattern_begins_like_a_pointer() {
        assert_eq!(Pattern::new("paths/**"), None);
    }

    #[test]
    fn many_wildcards_take_no_exponential_time() {
        let pattern = "/**/a".repeat(30);
        let pointer = "/a".repeat(2_000);
        assert!(!fits(&format!("{pattern}/b"), &pointer));
        assert!(fits(&pattern, &pointer));
    }
}
