//! Dates and points in time, kept as they were sent.
//!
//! In: text from the wire or from the caller. Out: the same text. Nothing is parsed when a response is read, because
//! servers send local times, blanks and partial dates under the same declared format, and none of that may fail a
//! response. `to_parts` returns numbers, and the features of date libraries add conversions. Being
//! text, the values have no order: that of the text is not that of the moments.

#[cfg(feature = "chrono")]
mod chrono;
mod convert;
#[cfg(feature = "jiff")]
mod jiff;
mod not_temporal;
mod parse;
mod parts;
#[cfg(feature = "time")]
mod time;

use super::short_text::ShortText;

pub use not_temporal::NotTemporal;
pub use parse::Parsed;
pub use parts::{DateParts, DateTimeParts, TimeParts};

macro_rules! text_type {
    ($(#[$doc:meta])* $name:ident($text:ty)) => {
        $(#[$doc])*
        #[derive(Clone)]
        pub struct $name($text);

        impl $name {
            /// The text as it is on the wire.
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }

            /// The text, owned.
            pub fn into_string(self) -> String {
                self.0.into()
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl Eq for $name {}

        impl std::hash::Hash for $name {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Debug::fmt(self.as_str(), f)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text.into())
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.into())
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.into_string()
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }

        impl From<std::borrow::Cow<'_, str>> for $name {
            fn from(text: std::borrow::Cow<'_, str>) -> Self {
                Self(text.into())
            }
        }

        impl From<&str> for crate::Maybe<$name> {
            fn from(text: &str) -> Self {
                Self::Value(text.into())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    };
}

text_type! {
    /// A calendar date, declared as `YYYY-MM-DD`, kept as sent.
    ///
    /// Two are equal when their texts are. They have no order of their own; compare what [`to_date`](Self::to_date)
    /// gives.
    ///
    /// ```
    /// let day: sdk_runtime::Date = "2026-07-09".into();
    /// assert_eq!(day.as_str(), "2026-07-09");
    /// assert_eq!(day.to_date()?.month(), 7);
    /// # Ok::<(), sdk_runtime::NotTemporal>(())
    /// ```
    Date(ShortText)
}

text_type! {
    /// A point in time, declared as RFC 3339, kept as sent: with its offset, or without one where the server sends none.
    ///
    /// Two are equal when their texts are, so the same moment with two offsets is not. They have no order of their own;
    /// compare moments by [`unix_nanos`](Self::unix_nanos).
    ///
    /// ```
    /// let at: sdk_runtime::DateTime = "2026-07-09T08:00:00+02:00".into();
    /// assert_eq!(at.to_string(), "2026-07-09T08:00:00+02:00");
    /// assert_eq!(at.to_date_time()?.unix_seconds(), Some(1_783_576_800));
    /// # Ok::<(), sdk_runtime::NotTemporal>(())
    /// ```
    ///
    /// ```compile_fail
    /// use sdk_runtime::DateTime;
    /// let is_earlier = DateTime::from("2026-07-09T09:00:00+02:00") < DateTime::from("2026-07-09T08:00:00Z");
    /// ```
    DateTime(ShortText)
}

text_type! {
    /// Bytes as base64 text, kept as sent.
    ///
    /// ```
    /// use sdk_runtime::Base64;
    /// let label = Base64::encode(b"PDF");
    /// assert_eq!(label.as_str(), "UERG");
    /// assert_eq!(label.decode().as_deref(), Ok(&b"PDF"[..]));
    /// ```
    Base64(String)
}

text_type! {
    /// Bytes as base64 text in the URL-safe alphabet, kept as sent.
    ///
    /// ```
    /// use sdk_runtime::Base64Url;
    /// let token = Base64Url::encode(&[0xfb, 0xff]);
    /// assert_eq!(token.as_str(), "-_8");
    /// assert_eq!(token.decode().as_deref(), Ok(&[0xfb, 0xff][..]));
    /// ```
    Base64Url(String)
}

/// The text is not base64.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotBase64(());

impl std::fmt::Display for NotBase64 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the text is not base64")
    }
}

impl std::error::Error for NotBase64 {}

macro_rules! base64_type {
    ($name:ident, $encode:path, $form:literal) => {
        impl $name {
            #[doc = concat!("Writes bytes as base64 in ", $form, ".")]
            pub fn encode(bytes: &[u8]) -> Self {
                Self($encode(bytes))
            }

            /// The bytes. Takes the standard and the URL-safe alphabet, padded or not, and skips line breaks.
            ///
            /// # Errors
            /// When the text holds anything else.
            pub fn decode(&self) -> Result<Vec<u8>, NotBase64> {
                crate::value::base64::decode(&self.0).ok_or(NotBase64(()))
            }
        }

        impl From<Vec<u8>> for $name {
            fn from(bytes: Vec<u8>) -> Self {
                Self::encode(&bytes)
            }
        }

        impl From<&[u8]> for $name {
            fn from(bytes: &[u8]) -> Self {
                Self::encode(bytes)
            }
        }
    };
}

base64_type!(Base64, crate::value::base64::encode, "the standard alphabet, with padding");
base64_type!(Base64Url, crate::value::base64::encode_url, "the URL-safe alphabet, without padding");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_read_in_every_common_spelling() {
        for text in ["+/8=", "+/8", "-_8=", "-_8", "+/\n8="] {
            assert_eq!(Base64::from(text).decode().unwrap(), [0xfb, 0xff], "{text:?}");
        }
        assert!(Base64::from("?").decode().is_err());
    }
}
