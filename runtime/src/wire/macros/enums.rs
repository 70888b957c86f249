//! `open_enum!` and `open_int_enum!`.
//!
//! In: variants and their wire values. Out: conversions, text and serde impls. No value is ever refused.

/// An open string enum: `open_enum! { Tag : Unknown { Pending => "Pending", … } }`.
#[doc(hidden)]
#[macro_export]
macro_rules! open_enum {
    ($ty:ident : $unknown:ident { $($variant:ident => $wire:literal),* $(,)? }) => {
        impl $ty {
            /// The value as it is on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::$unknown(text) => text,
                }
            }

            /// The values that this version of the crate knows, in the description's order.
            pub fn known() -> impl ::core::iter::Iterator<Item = Self> {
                ::core::iter::IntoIterator::into_iter([$(Self::$variant),*])
            }

            /// Whether this version of the crate does not know the value.
            pub const fn is_unknown(&self) -> bool {
                ::core::matches!(self, Self::$unknown(_))
            }
        }

        impl $crate::wire::FromText for $ty {
            fn from_text(text: &str) -> Self {
                match text {
                    $($wire => Self::$variant,)*
                    _ => Self::$unknown(::std::string::String::from(text)),
                }
            }
        }

        $crate::__decodes! { $ty, $crate::wire::decode_text }

        impl $crate::serde::Serialize for $ty {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::serde::Serializer::serialize_str(serializer, self.as_str())
            }
        }

        impl $crate::wire::Encode for $ty {
            fn parts(&self, out: &mut $crate::multipart::PartWriter<'_>) {
                out.text(self.as_str());
            }
        }

        impl ::core::fmt::Display for $ty {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::core::str::FromStr for $ty {
            type Err = ::core::convert::Infallible;

            fn from_str(text: &str) -> ::core::result::Result<Self, Self::Err> {
                ::core::result::Result::Ok($crate::wire::FromText::from_text(text))
            }
        }

        impl ::core::convert::From<&str> for $ty {
            fn from(text: &str) -> Self {
                $crate::wire::FromText::from_text(text)
            }
        }

        impl ::core::convert::From<::std::string::String> for $ty {
            fn from(text: ::std::string::String) -> Self {
                $crate::wire::FromText::from_text(&text)
            }
        }

        impl ::core::convert::AsRef<str> for $ty {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::core::cmp::PartialEq<str> for $ty {
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }

        impl ::core::cmp::PartialEq<&str> for $ty {
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }
    };
}

/// An open integer enum: `open_int_enum! { Level : Unknown { N1 => 1, … } }`.
#[doc(hidden)]
#[macro_export]
macro_rules! open_int_enum {
    ($ty:ident : $unknown:ident { $($variant:ident => $wire:literal),* $(,)? }) => {
        impl $ty {
            /// The value as it is on the wire.
            pub const fn value(&self) -> i64 {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::$unknown(value) => *value,
                }
            }

            /// The values that this version of the crate knows, in the description's order.
            pub fn known() -> impl ::core::iter::Iterator<Item = Self> {
                ::core::iter::IntoIterator::into_iter([$(Self::$variant),*])
            }

            /// Whether this version of the crate does not know the value.
            pub const fn is_unknown(&self) -> bool {
                ::core::matches!(self, Self::$unknown(_))
            }
        }

        impl $crate::wire::FromInt for $ty {
            fn from_int(value: i64) -> Self {
                match value {
                    $($wire => Self::$variant,)*
                    _ => Self::$unknown(value),
                }
            }
        }

        $crate::__decodes! { $ty, $crate::wire::decode_int_enum }

        impl $crate::serde::Serialize for $ty {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::serde::Serializer::serialize_i64(serializer, self.value())
            }
        }

        impl $crate::wire::Encode for $ty {}

        impl ::core::fmt::Display for $ty {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.value(), f)
            }
        }

        impl ::core::convert::From<i64> for $ty {
            fn from(value: i64) -> Self {
                $crate::wire::FromInt::from_int(value)
            }
        }

        impl ::core::convert::From<$ty> for i64 {
            fn from(value: $ty) -> Self {
                value.value()
            }
        }

        impl ::core::cmp::PartialEq<i64> for $ty {
            fn eq(&self, other: &i64) -> bool {
                self.value() == *other
            }
        }
    };
}
