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

        impl $crate::__private::wire::Decode for $ty {
            #[inline]
            fn decode(reader: &mut $crate::__private::wire::Reader<'_>) -> ::core::result::Result<Self, $crate::__private::wire::Stop> {
                let mut value = Self::__nothing();
                $crate::__private::wire::Decode::read(&mut value, reader)?;
                ::core::result::Result::Ok(value)
            }

            fn read(&mut self, reader: &mut $crate::__private::wire::Reader<'_>) -> ::core::result::Result<(), $crate::__private::wire::Stop> {
                $crate::__private::wire::read_object(Self::__shape(), &mut [$(&mut self.$field),*], &mut self.$extra, reader)
            }

            #[inline]
            fn decode_into(
                place: &mut ::core::option::Option<Self>,
                reader: &mut $crate::__private::wire::Reader<'_>,
            ) -> ::core::result::Result<(), $crate::__private::wire::Stop> {
                $crate::__private::wire::Decode::read(place.insert(Self::__nothing()), reader)
            }

            #[inline]
            fn push_onto(
                list: &mut ::std::vec::Vec<Self>,
                reader: &mut $crate::__private::wire::Reader<'_>,
            ) -> ::core::result::Result<(), $crate::__private::wire::Stop> {
                list.push(Self::__nothing());
                let read = match list.last_mut() {
                    ::core::option::Option::Some(last) => $crate::__private::wire::Decode::read(last, reader),
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

/// Writing of a struct. The last word describes what becomes of an empty collection.
#[doc(hidden)]
#[macro_export]
macro_rules! __encodes {
    (
        $ty:ident { $($field:ident => $wire:literal $(| $alias:literal)* $($mark:ident)?),* } $extra:ident $empty:ident
    ) => {
        impl $ty {
            /// The properties, in the order of the fields.
            #[inline]
            fn __shape() -> &'static $crate::__private::wire::Shape {
                static SHAPE: $crate::__private::wire::Shape = $crate::__private::wire::Shape::new(
                    ::core::concat!("an object (", ::core::stringify!($ty), ")"),
                    &[$($crate::__private::wire::Property::new(&[$wire $(, $alias)*], $crate::__empty!($empty $($mark)?))),*],
                );
                &SHAPE
            }
        }

        impl $crate::__private::wire::Encode for $ty {
            #[inline]
            fn encode(&self, out: &mut $crate::__private::wire::Writer) {
                $crate::__private::wire::write_object(Self::__shape(), &[$(&self.$field),*], &self.$extra, out);
            }
        }

        impl $crate::__private::wire::EncodeParts for $ty {}

        $crate::__serialize! { $ty }
    };
}

/// When a property that holds nothing is written all the same.
#[doc(hidden)]
#[macro_export]
macro_rules! __empty {
    ($empty:ident always) => {
        $crate::__private::wire::Empty::Always
    };
    ($empty:ident) => {
        $crate::__private::wire::Empty::$empty
    };
}

/// serde's `Serialize` by way of `Encode`.
#[doc(hidden)]
#[macro_export]
macro_rules! __serialize {
    ($ty:ident) => {
        impl $crate::__private::serde::Serialize for $ty {
            fn serialize<S: $crate::__private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::__private::wire::serialize(self, serializer)
            }
        }
    };
}

/// serde's `Deserialize` by way of `Decode`.
#[doc(hidden)]
#[macro_export]
macro_rules! __deserialize {
    ($ty:ident) => {
        /// Numbers are what serde hands over: integers within `i64` and `u64` are exact, all others are an `f64`.
        impl<'de> $crate::__private::serde::Deserialize<'de> for $ty {
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::__private::wire::deserialize(deserializer)
            }
        }
    };
}

/// The body of a multipart call; same grammar as `object!`. Properties may be files.
#[doc(hidden)]
#[macro_export]
macro_rules! multipart_object {
    ($ty:ident { $($field:ident => $wire:literal $(| $alias:literal)* $($mark:ident)?),* $(,)? } $extra:ident) => {
        impl $crate::__private::multipart::IntoParts for $ty {
            fn parts(&self, out: &mut $crate::__private::multipart::Parts<'_>) {
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
        impl $crate::__private::wire::Decode for $ty {
            fn decode(
                reader: &mut $crate::__private::wire::Reader<'_>,
            ) -> ::core::result::Result<Self, $crate::__private::wire::Stop> {
                <$inner as $crate::__private::wire::Decode>::decode(reader).map(Self)
            }

            #[inline]
            fn from_null() -> ::core::option::Option<Self> {
                <$inner as $crate::__private::wire::Decode>::from_null().map(Self)
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
        impl $crate::__private::wire::Encode for $ty {
            #[inline]
            fn state(&self) -> $crate::__private::wire::State {
                $crate::__private::wire::Encode::state(&self.0)
            }

            #[inline]
            fn encode(&self, out: &mut $crate::__private::wire::Writer) {
                $crate::__private::wire::Encode::encode(&self.0, out);
            }
        }

        impl $crate::__private::wire::EncodeParts for $ty {
            #[inline]
            fn parts(&self, out: &mut $crate::__private::multipart::PartWriter<'_>) {
                $crate::__private::wire::EncodeParts::parts(&self.0, out);
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
        &$crate::__private::wire::Redacted::new($field)
    };
}
