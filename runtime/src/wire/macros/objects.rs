//! `object!`, `write_object!`, `multipart_object!`, `wrapper!`, `write_wrapper!`, `redacted_debug!`.
//!
//! In: field names and wire names. Out: `Decode`, `Encode`, and serde's traits by way of these, for the type.

/// Reading and writing for a struct: `object! { Type { field => "wire", field2 => "wire2" always, … } extra }`. A property
/// that may come under other names lists them: `field => "wire" | "alias"`; it is always written under its own.
#[doc(hidden)]
#[macro_export]
macro_rules! object {
    ($ty:ident { $($field:ident => $wire:literal $(| $alias:literal)* $($mark:ident)?),* $(,)? } $extra:ident) => {
        impl $ty {
            /// A value with nothing in it.
            #[inline]
            fn __nothing() -> Self {
                Self {
                    $($field: ::core::default::Default::default(),)*
                    $extra: ::core::default::Default::default(),
                }
            }
        }

        impl $crate::wire::Decode for $ty {
            #[inline]
            fn decode(reader: &mut $crate::wire::Reader<'_>) -> ::core::result::Result<Self, $crate::wire::Stop> {
                let mut value = Self::__nothing();
                $crate::wire::Decode::read(&mut value, reader)?;
                ::core::result::Result::Ok(value)
            }

            fn read(&mut self, reader: &mut $crate::wire::Reader<'_>) -> ::core::result::Result<(), $crate::wire::Stop> {
                $crate::wire::read_object(Self::__shape(), &mut [$(&mut self.$field),*], &mut self.$extra, reader)
            }

            #[inline]
            fn decode_into(
                place: &mut ::core::option::Option<Self>,
                reader: &mut $crate::wire::Reader<'_>,
            ) -> ::core::result::Result<(), $crate::wire::Stop> {
                $crate::wire::Decode::read(place.insert(Self::__nothing()), reader)
            }

            #[inline]
            fn push_onto(
                list: &mut ::std::vec::Vec<Self>,
                reader: &mut $crate::wire::Reader<'_>,
            ) -> ::core::result::Result<(), $crate::wire::Stop> {
                list.push(Self::__nothing());
                let read = match list.last_mut() {
                    ::core::option::Option::Some(last) => $crate::wire::Decode::read(last, reader),
                    ::core::option::Option::None => ::core::result::Result::Ok(()),
                };
                if read.is_err() {
                    list.pop();
                }
                read
            }
        }

        $crate::__encodes! { $ty { $($field => $wire $(| $alias)* $($mark)?),* } $extra Omitted }
        $crate::__deserialize! { $ty }
    };
}

/// Writing for a struct that is only sent; same grammar as `object!`.
#[doc(hidden)]
#[macro_export]
macro_rules! write_object {
    ($ty:ident { $($field:ident => $wire:literal $(| $alias:literal)* $($mark:ident)?),* $(,)? } $extra:ident) => {
        $crate::__encodes! { $ty { $($field => $wire $(| $alias)* $($mark)?),* } $extra Sent }
    };
}

/// Writing of a struct. The last word says what becomes of an empty collection.
#[doc(hidden)]
#[macro_export]
macro_rules! __encodes {
    (
        $ty:ident { $($field:ident => $wire:literal $(| $alias:literal)* $($mark:ident)?),* } $extra:ident $empty:ident
    ) => {
        impl $ty {
            /// The properties, in the order of the fields.
            #[inline]
            fn __shape() -> &'static $crate::wire::Shape {
                static SHAPE: $crate::wire::Shape = $crate::wire::Shape::new(
                    ::core::concat!("an object (", ::core::stringify!($ty), ")"),
                    &[$($crate::wire::Property::new(&[$wire $(, $alias)*], $crate::__empty!($empty $($mark)?))),*],
                );
                &SHAPE
            }
        }

        impl $crate::wire::Encode for $ty {
            #[inline]
            fn encode(&self, out: &mut $crate::wire::Writer) {
                $crate::wire::write_object(Self::__shape(), &[$(&self.$field),*], &self.$extra, out);
            }
        }

        impl $crate::wire::EncodeParts for $ty {}

        $crate::__serialize! { $ty }
    };
}

/// When a property that holds nothing is written all the same.
#[doc(hidden)]
#[macro_export]
macro_rules! __empty {
    ($empty:ident always) => {
        $crate::wire::Empty::Always
    };
    ($empty:ident) => {
        $crate::wire::Empty::$empty
    };
}

/// serde's `Serialize` by way of `Encode`.
#[doc(hidden)]
#[macro_export]
macro_rules! __serialize {
    ($ty:ident) => {
        impl $crate::serde::Serialize for $ty {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::wire::serialize(self, serializer)
            }
        }
    };
}

/// serde's `Deserialize` by way of `Decode`.
#[doc(hidden)]
#[macro_export]
macro_rules! __deserialize {
    ($ty:ident) => {
        impl<'de> $crate::serde::Deserialize<'de> for $ty {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::wire::deserialize(deserializer)
            }
        }
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
        impl $crate::wire::Decode for $ty {
            fn decode(reader: &mut $crate::wire::Reader<'_>) -> ::core::result::Result<Self, $crate::wire::Stop> {
                <$inner as $crate::wire::Decode>::decode(reader).map(Self)
            }

            #[inline]
            fn from_null() -> ::core::option::Option<Self> {
                <$inner as $crate::wire::Decode>::from_null().map(Self)
            }
        }

        $crate::__deserialize! { $ty }
        $crate::write_wrapper! { $ty($inner) }
    };
}

/// A type of its own around another that is only sent; same grammar as `wrapper!`.
#[doc(hidden)]
#[macro_export]
macro_rules! write_wrapper {
    ($ty:ident ( $inner:ty )) => {
        impl $crate::wire::Encode for $ty {
            #[inline]
            fn state(&self) -> $crate::wire::State {
                $crate::wire::Encode::state(&self.0)
            }

            #[inline]
            fn encode(&self, out: &mut $crate::wire::Writer) {
                $crate::wire::Encode::encode(&self.0, out);
            }
        }

        impl $crate::wire::EncodeParts for $ty {
            #[inline]
            fn parts(&self, out: &mut $crate::multipart::PartWriter<'_>) {
                $crate::wire::EncodeParts::parts(&self.0, out);
            }
        }

        $crate::__serialize! { $ty }

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
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.debug_struct(::core::stringify!($ty))
                    $(.field(
                        ::core::stringify!($field),
                        $crate::__shown!(&self.$field $(, $mark)?),
                    ))*
                    .finish()
            }
        }
    };
}

/// A field as `Debug` may show it.
#[doc(hidden)]
#[macro_export]
macro_rules! __shown {
    ($field:expr) => {
        $field
    };
    ($field:expr, redacted) => {
        &$crate::wire::Redacted::new($field)
    };
}
