//! The text of a reference.
//!
//! In: the text. Out: a file and a pointer, or why not. Must not: touch the disk.

use super::scan::ReferenceForm;
use crate::diag::Pointer;
use crate::diag::codes::{self, Code};

/// Where a reference leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reference {
    /// Into the file that contains it.
    Inside(Pointer),
    /// Into another file, by its path as written.
    File { path: String, pointer: Pointer },
    /// A schema of the same file by its name alone; only a discriminator may do that.
    Name(String),
}

/// Why a reference is not followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum UnsupportedReference {
    Remote,
    Absolute,
    NotAPointer,
}

impl Reference {
    pub(super) fn parse(text: &str, form: ReferenceForm) -> Result<Self, UnsupportedReference> {
        let (path, fragment) = text.split_once('#').unwrap_or((text, ""));
        if form == ReferenceForm::Mapping && !text.contains('#') && !looks_like_a_file(text) {
            return Ok(Self::Name(text.to_owned()));
        }
        match scheme(path) {
            Scheme::Remote => return Err(UnsupportedReference::Remote),
            Scheme::Absolute => return Err(UnsupportedReference::Absolute),
            Scheme::Relative => {}
        }
        let fragment = percent_decoded(fragment);
        if !fragment.is_empty() && !fragment.starts_with('/') {
            return Err(UnsupportedReference::NotAPointer);
        }
        let pointer = Pointer::new(fragment);
        if path.is_empty() {
            return Ok(Self::Inside(pointer));
        }
        Ok(Self::File { path: percent_decoded(path), pointer })
    }
}

impl UnsupportedReference {
    /// Code, message and help.
    pub(super) fn explain(self, text: &str) -> (Code, String, &'static str) {
        match self {
            Self::Remote => (
                codes::LOAD_REMOTE_REF,
                format!("`{text}` leads to the network, which is never read"),
                "save the file beside the document and refer to it by its relative path",
            ),
            Self::Absolute => (
                codes::LOAD_REF_OUTSIDE_FOLDER,
                format!("`{text}` is an absolute path"),
                "put the file into the folder of the document and refer to it by its relative path",
            ),
            Self::NotAPointer => (
                codes::LOAD_REF_BAD_POINTER,
                format!("the fragment of `{text}` is not a JSON pointer"),
                "write the path to the part, as in `other.yaml#/components/schemas/Pet`",
            ),
        }
    }
}

enum Scheme {
    Remote,
    Absolute,
    Relative,
}

fn scheme(path: &str) -> Scheme {
    if path.starts_with("//") {
        return Scheme::Remote;
    }
    if path.starts_with(['/', '\\']) {
        return Scheme::Absolute;
    }
    let Some((scheme, _)) = path.split_once(':') else { return Scheme::Relative };
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    match scheme.len() {
        _ if !is_scheme => Scheme::Relative,
        // A drive letter.
        1 => Scheme::Absolute,
        _ if scheme.eq_ignore_ascii_case("file") => Scheme::Absolute,
        _ => Scheme::Remote,
    }
}

fn looks_like_a_file(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    text.contains('/') || [".yaml", ".yml", ".json"].iter().any(|ending| lower.ends_with(ending))
}

/// `%41` → `A`. An invalid escape, or one that yields invalid text, stays as it is.
fn percent_decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let value = match (first, tail) {
            (b'%', [high, low, ..]) => hex(*high).zip(hex(*low)).map(|(h, l)| h * 16 + l),
            _ => None,
        };
        bytes.push(value.unwrap_or(first));
        rest = if value.is_some() { tail.get(2..).unwrap_or_default() } else { tail };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|d| u8::try_from(d).ok())
}

#[cfg(test)]
mod tests {
    use super::{Reference, ReferenceForm, UnsupportedReference, percent_decoded};
    use crate::diag::Pointer;

    #[test]
    fn kinds_of_reference() {
        let parse = |text| Reference::parse(text, ReferenceForm::Ref);
        let file = |path: &str, at: &str| Ok(Reference::File { path: path.to_owned(), pointer: Pointer::new(at) });
        assert_eq!(parse("#/a/b"), Ok(Reference::Inside(Pointer::new("/a/b"))));
        assert_eq!(parse("x.yaml"), file("x.yaml", ""));
        assert_eq!(parse("../a%20b.yaml#/x/%7By%7D"), file("../a b.yaml", "/x/{y}"));
        assert_eq!(parse("https://example.com/x.yaml#/a"), Err(UnsupportedReference::Remote));
        assert_eq!(parse("//example.com/x.yaml"), Err(UnsupportedReference::Remote));
        assert_eq!(parse("/etc/passwd"), Err(UnsupportedReference::Absolute));
        assert_eq!(parse("C:\\x.yaml"), Err(UnsupportedReference::Absolute));
        assert_eq!(parse("file:///x.yaml"), Err(UnsupportedReference::Absolute));
        assert_eq!(parse("x.yaml#Pet"), Err(UnsupportedReference::NotAPointer));
        assert_eq!(Reference::parse("Pet", ReferenceForm::Mapping), Ok(Reference::Name("Pet".to_owned())));
        assert_eq!(Reference::parse("pet.yaml", ReferenceForm::Mapping), file("pet.yaml", ""));
    }

    #[test]
    fn broken_escapes_stay() {
        assert_eq!(percent_decoded("100%"), "100%");
        assert_eq!(percent_decoded("%zz%41"), "%zzA");
        assert_eq!(percent_decoded("%ff"), "%ff");
    }
}
