//! Text that is kept in place where it is short.
//!
//! In: text. Out: the same text. Must not: look at what it says.
//!
//! A date has 10 bytes, a point in time with an offset 25: a list of trackings holds thousands of them, and an allocation
//! for each costs more than all the rest of reading one.

use std::borrow::Cow;

/// What fits beside the length and the tag in 32 bytes.
const IN_PLACE: usize = 30;

/// Text of any length; up to 30 bytes need no allocation.
#[derive(Clone)]
pub(crate) struct ShortText(Repr);

/// A text has one form only: that of its length.
#[derive(Clone)]
enum Repr {
    InPlace { length: u8, bytes: [u8; IN_PLACE] },
    Allocated(String),
}

impl ShortText {
    pub(crate) fn as_str(&self) -> &str {
        match &self.0 {
            // The bytes were text when they were copied.
            Repr::InPlace { length, bytes } => {
                bytes.get(..usize::from(*length)).and_then(|text| std::str::from_utf8(text).ok()).unwrap_or_default()
            }
            Repr::Allocated(text) => text,
        }
    }

    /// The form in place, if the text is short enough.
    #[inline]
    fn in_place(text: &str) -> Option<Self> {
        let mut bytes = [0; IN_PLACE];
        bytes.get_mut(..text.len())?.copy_from_slice(text.as_bytes());
        let length = u8::try_from(text.len()).ok()?;
        Some(Self(Repr::InPlace { length, bytes }))
    }
}

impl From<ShortText> for String {
    fn from(text: ShortText) -> Self {
        match text.0 {
            Repr::InPlace { .. } => text.as_str().to_owned(),
            Repr::Allocated(text) => text,
        }
    }
}

impl From<&str> for ShortText {
    #[inline]
    fn from(text: &str) -> Self {
        Self::in_place(text).unwrap_or_else(|| Self(Repr::Allocated(text.to_owned())))
    }
}

impl From<String> for ShortText {
    #[inline]
    fn from(text: String) -> Self {
        Self::in_place(&text).unwrap_or(Self(Repr::Allocated(text)))
    }
}

impl From<Cow<'_, str>> for ShortText {
    #[inline]
    fn from(text: Cow<'_, str>) -> Self {
        Self::in_place(&text).unwrap_or_else(|| Self(Repr::Allocated(text.into_owned())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_every_length_stays_as_it_is() {
        for length in 0..70 {
            let text: String = "aé€𝄞".chars().cycle().take(length).collect();
            for short in [ShortText::from(text.as_str()), ShortText::from(text.clone()), Cow::from(&text).into()] {
                assert_eq!(short.as_str(), text);
                assert_eq!(String::from(short.clone()), text);
                assert_eq!(matches!(short.0, Repr::InPlace { .. }), text.len() <= IN_PLACE, "{text}");
            }
        }
    }

    #[test]
    fn an_optional_one_needs_no_more_room() {
        assert_eq!(size_of::<Option<ShortText>>(), 32);
    }
}
