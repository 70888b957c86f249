//! `object!`, `write_object!`, `multipart_object!`, `wrapper!`, `write_wrapper!`, `redacted_debug!`.
//!
//! In: field names and wire names. Out: `Serialize`, `Deserialize`, `Decode`, `Encode` for the type.

/// Reading and writing for a struct: `object! { Type { field => "wire", field2 => "wire2" always, … } extra }`. A property
/// that may come under other names lists them: `field => "wire" | "alias"`; it is always written under its own.
#[doc(hidden)]
#[macro_export]
macro_rules! object {
    ($ty:ident { $($field:ident => $wire:literal $(| $alias:literal)* $($mark:ident)?),* $(,)? } $extra:ident) => {
        impl $crate::wire::Object for $ty {
            const NAME: &'static str = ::core::stringify!($ty);

            fn empty() -> Self {
                Self {
                    $($field: ::core::default::Default::default(),)*
                    $extra: ::core::default::Default::default(),
                }
            }

            fn set<'de, A: $crate::serde::de::MapAccess<'de>>(
                &mut self,
                key: $crate::wire::Key<'de>,
                map: &mut A,
            ) -> ::core::result::Result<(), A::Error> {
                #[allow(unreachable_patterns, reason = "a property with aliases comes first, and again as one without")]
                match &*key {
                    $(
                        $(
                            $wire => $crate::wire::read_own(&mut self.$field, map),
                            $alias => $crate::wire::read_alias(&mut self.$field, map),
                        )*
                        $wire => $crate::wire::read(&mut self.$field, map),
                    )*
                    _ => $crate::wire::keep(&mut self.$extra, key, map),
                }
            }

            #[inline]
            fn unknown(&self) -> usize {
                $crate::wire::beyond(&self.$extra) $(+ $crate::wire::Decode::unknown_properties(&self.$field))*
            }
        }

        $crate::__decodes! {
            $ty, $crate::wire::decode_object,
            into $crate::wire::decode_object_into, unknown $crate::wire::Object::unknown
        }

        impl $crate::serde::Serialize for $ty {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                #[allow(unused_mut, reason = "a type may have no properties")]
                let mut map = $crate::serde::Serializer::serialize_map(serializer, ::core::option::Option::None)?;
                #[allow(unused_variables, reason = "a type may have no properties")]
                let extra = $crate::wire::some_extra(&self.$extra);
                $($crate::wire::property(
                    &mut map, $wire, &self.$field, ::core::stringify!($($mark)?), extra,
                )?;)*
                $crate::wire::write_extra(&mut map, &self.$extra)?;
                $crate::serde::ser::SerializeMap::end(map)
            }
        }

        impl $crate::wire::Encode for $ty {}
    };
}

/// Writing for a struct that is only sent; same grammar as `object!`.
#[doc(hidden)]
#[macro_export]
macro_rules! write_object {
    ($ty:ident { $($field:ident => $wire:literal $(| $alias:literal)* $($mark:ident)?),* $(,)? } $extra:ident) => {
        impl $crate::serde::Serialize for $ty {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                let mut map = $crate::serde::Serializer::serialize_map(serializer, ::core::option::Option::None)?;
                #[allow(unused_variables, reason = "a type may have no properties")]
                let extra = $crate::wire::some_extra(&self.$extra);
                $($crate::wire::set_property(
                    &mut map, $wire, &self.$field, ::core::stringify!($($mark)?), extra,
                )?;)*
                $crate::wire::write_extra(&mut map, &self.$extra)?;
                $crate::serde::ser::SerializeMap::end(map)
            }
        }

        impl $crate::wire::Encode for $ty {}
    };
}

/// The body of a multipart call; same grammar as `object!`. Properties may be files.
#[doc(hidden)]
#[macro_export]
macro_rules! multipart_object {
    ($ty:ident { $($field:ident => $wire:literal $(| $alias:literal)* $($mark:ident)?),* $(,)? } $extra:ident) => {
        impl $crate::multipart::IntoParts for $ty {
            fn parts(&self, out: &mut $crate::multipart::Parts<'_>) {
                $(out.known($wire, &self.$field, &self.$extra);)*
                out.extra(&self.$extra);
            }
        }
    };
}

/// A type of its own around another: `wrapper! { Tree(Vec<Tree>) }`.
#[doc(hidden)]
#[macro_export]
macro_rules! wrapper {
    ($ty:ident ( $inner:ty )) => {
        impl<'de> $crate::wire::Decode<'de> for $ty {
            fn decode<D: $crate::serde::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
                <$inner as $crate::wire::Decode<'de>>::decode(deserializer).map(Self)
            }

            fn from_null() -> ::core::option::Option<Self> {
                <$inner as $crate::wire::Decode<'de>>::from_null().map(Self)
            }

            #[inline]
            fn unknown_properties(&self) -> usize {
                $crate::wire::Decode::unknown_properties(&self.0)
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $ty {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                <Self as $crate::wire::Decode<'de>>::decode(deserializer)
            }
        }

        $crate::write_wrapper! { $ty($inner) }
    };
}

/// A type of its own around another that is only sent; same grammar as `wrapper!`.
#[doc(hidden)]
#[macro_export]
macro_rules! write_wrapper {
    ($ty:ident ( $inner:ty )) => {
        impl $crate::serde::Serialize for $ty {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::serde::Serialize::serialize(&self.0, serializer)
            }
        }

        impl $crate::wire::Encode for $ty {
            fn state(&self) -> $crate::wire::State {
                $crate::wire::Encode::state(&self.0)
            }

            fn parts(&self, out: &mut $crate::multipart::PartWriter<'_>) {
                $crate::wire::Encode::parts(&self.0, out);
            }
        }

        impl ::core::convert::From<$inner> for $ty {
            fn from(value: $inner) -> Self {
                Self(value)
            }
        }
    };
}

/// `Debug` that hides what the marked fields hold: `redacted_debug! { Type { id, api_key redacted, extra } }`.
#[doc(hidden)]
#[macro_export]
macro_rules! redacted_debug {
    ($ty:ident { $($field:ident $($mark:ident)?),* $(,)? }) => {
        impl ::core::fmt::Debug for $ty {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.debug_struct(::core::stringify!($ty))
                    $(.field(
                        ::core::stringify!($field),
                        &$crate::wire::shown(&self.$field, ::core::stringify!($($mark)?)),
                    ))*
                    .finish()
            }
        }
    };
}

/// `Deserialize` and `Decode` of a type by a function, and how it counts what it does not know, if it holds properties.
#[doc(hidden)]
#[macro_export]
macro_rules! __decodes {
    ($ty:ident, $function:path $(, into $into:path, unknown $unknown:path)?) => {
        impl<'de> $crate::wire::Decode<'de> for $ty {
            fn decode<D: $crate::serde::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
                $function(deserializer)
            }

            $(
                fn decode_into<D: $crate::serde::Deserializer<'de>>(
                    place: &mut ::core::option::Option<Self>,
                    deserializer: D,
                ) -> ::core::result::Result<(), D::Error> {
                    $into(place, deserializer)
                }

                #[inline]
                fn unknown_properties(&self) -> usize {
                    $unknown(self)
                }
            )?
        }

        impl<'de> $crate::serde::Deserialize<'de> for $ty {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $function(deserializer)
            }
        }
    };
}
