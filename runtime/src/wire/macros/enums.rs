//! `open_enum!` and `open_int_enum!`.
//!
//! In: variants and their wire values. Out: conversions, text, reading and writing. No value is ever rejected.

/// An open string enum: `open_enum! { Tag : Unknown { Pending => "Pending", … } }`.
#[doc(hidden)]
#[macro_export]
macro_rules! open_enum {
    ($ty:ident : $unknown:ident { $($variant:ident => $wire:literal),* $(,)? }) => {
        impl $ty {
            const __TEXTS: &'static [&'static str] = &[$($wire),*];

            #[inline]
            fn __known() -> &'static [Self] {
                static KNOWN: [$ty; $ty::__TEXTS.len()] = [$($ty::$variant),*];
                &KNOWN
            }

            /// The value as it is on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::$unknown(text) => text,
                }
            }

            /// The values that this version of the crate knows, in the document's order.
            #[inline]
            pub fn known() -> impl ::core::iter::Iterator<Item = Self> {
                ::core::iter::Iterator::cloned(Self::__known().iter())
            }

            /// Whether this version of the crate does not know the value.
            #[inline]
            pub const fn is_unknown(&self) -> bool {
                ::core::matches!(self, Self::$unknown(_))
            }
        }

        impl $ty {
            #[inline]
            fn __from_text(text: &str) -> Self {
                match $crate::__private::wire::position(Self::__TEXTS, text) {
                    ::core::option::Option::Some(at) => Self::__known()[at].clone(),
                    ::core::option::Option::None => Self::$unknown(::std::string::String::from(text)),
                }
            }
        }

        impl $crate::__private::wire::Decode for $ty {
            fn decode(reader: &mut $crate::__private::wire::Reader<'_>) -> ::core::result::Result<Self, $crate::__private::wire::Stop> {
                ::core::result::Result::Ok(match $crate::__private::wire::known_text(reader, Self::__TEXTS)? {
                    $crate::__private::wire::KnownText::Known(at) => Self::__known()[at].clone(),
                    $crate::__private::wire::KnownText::Unknown(text) => Self::$unknown(text),
                })
            }
        }

        impl $crate::__private::wire::Encode for $ty {
            #[inline]
            fn encode(&self, out: &mut $crate::__private::wire::Writer) {
                out.string(self.as_str());
            }
        }

        impl $crate::__private::wire::EncodeParts for $ty {
            #[inline]
            fn parts(&self, out: &mut $crate::__private::multipart::PartWriter<'_>) {
                out.text(self.as_str());
            }
        }

        $crate::__serialize! { $ty }
        $crate::__deserialize! { $ty }

        impl ::core::fmt::Display for $ty {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::core::str::FromStr for $ty {
            type Err = ::core::convert::Infallible;

            #[inline]
            fn from_str(text: &str) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                ::core::result::Result::Ok(Self::__from_text(text))
            }
        }

        impl ::core::convert::From<&str> for $ty {
            #[inline]
            fn from(text: &str) -> Self {
                Self::__from_text(text)
            }
        }

        impl ::core::convert::From<::std::string::String> for $ty {
            #[inline]
            fn from(text: ::std::string::String) -> Self {
                Self::__from_text(&text)
            }
        }

        impl ::core::convert::AsRef<str> for $ty {
            #[inline]
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::core::cmp::PartialEq<str> for $ty {
            #[inline]
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }

        impl ::core::cmp::PartialEq<&str> for $ty {
            #[inline]
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
            #[inline]
            pub const fn value(&self) -> i64 {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::$unknown(value) => *value,
                }
            }

            /// The values that this version of the crate knows, in the document's order.
            #[inline]
            pub fn known() -> impl ::core::iter::Iterator<Item = Self> {
                ::core::iter::IntoIterator::into_iter([$(Self::$variant),*])
            }

            /// Whether this version of the crate does not know the value.
            #[inline]
            pub const fn is_unknown(&self) -> bool {
                ::core::matches!(self, Self::$unknown(_))
            }
        }

        impl $crate::__private::wire::FromInt for $ty {
            fn from_int(value: i64) -> Self {
                match value {
                    $($wire => Self::$variant,)*
                    _ => Self::$unknown(value),
                }
            }
        }

        impl $crate::__private::wire::Decode for $ty {
            #[inline]
            fn decode(reader: &mut $crate::__private::wire::Reader<'_>) -> ::core::result::Result<Self, $crate::__private::wire::Stop> {
                $crate::__private::wire::decode_int_enum(reader)
            }
        }

        impl $crate::__private::wire::Encode for $ty {
            #[inline]
            fn encode(&self, out: &mut $crate::__private::wire::Writer) {
                out.signed(self.value());
            }
        }

        impl $crate::__private::wire::EncodeParts for $ty {}

        $crate::__serialize! { $ty }
        $crate::__deserialize! { $ty }

        impl ::core::fmt::Display for $ty {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.value(), f)
            }
        }

        impl ::core::convert::From<i64> for $ty {
            #[inline]
            fn from(value: i64) -> Self {
                $crate::__private::wire::FromInt::from_int(value)
            }
        }

        impl ::core::convert::From<$ty> for i64 {
            #[inline]
            fn from(value: $ty) -> Self {
                value.value()
            }
        }

        impl ::core::cmp::PartialEq<i64> for $ty {
            #[inline]
            fn eq(&self, other: &i64) -> bool {
                self.value() == *other
            }
        }
    };
}
