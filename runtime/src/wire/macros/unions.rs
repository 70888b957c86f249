//! `union!` and `write_union!`.
//!
//! In: branches and what tells them apart. Out: reading and writing; the choice itself is made by functions of `wire`.

/// A union: `union! { Pet : Unknown by "kind" { Cat(Cat) => ["cat"], … } }` or
/// `union! { Value : Unknown ordered { Text(String) => string, One(X) => properties["a"], … } }`.
#[doc(hidden)]
#[macro_export]
macro_rules! union {
    ($ty:ident : $unknown:ident by $property:literal { $($variant:ident($inner:ty) => [$($tag:literal),* $(,)?]),* $(,)? }) => {
        impl $crate::wire::Decode for $ty {
            fn decode(reader: &mut $crate::wire::Reader<'_>) -> ::core::result::Result<Self, $crate::wire::Stop> {
                $crate::wire::decode_tagged(
                    reader,
                    $property,
                    &[$($crate::wire::Tagged::new(
                        &[$($tag),*],
                        |reader| <$inner as $crate::wire::Decode>::decode(reader).map(Self::$variant),
                    )),*],
                    Self::$unknown,
                )
            }
        }

        $crate::__any_union! { $ty : $unknown }
        $crate::write_union! { $ty : $unknown by $property { $($variant($inner) => [$($tag),*]),* } }
    };
    ($ty:ident : $unknown:ident ordered { $($variant:ident($inner:ty) => $rule:ident $([$($name:literal),* $(,)?])?),* $(,)? }) => {
        impl $crate::wire::Decode for $ty {
            fn decode(reader: &mut $crate::wire::Reader<'_>) -> ::core::result::Result<Self, $crate::wire::Stop> {
                $crate::wire::decode_ordered(
                    reader,
                    &[$($crate::wire::Branch::new(
                        $crate::__union_rule!($rule $([$($name),*])?),
                        |reader| <$inner as $crate::wire::Decode>::decode(reader).map(Self::$variant),
                    )),*],
                    Self::$unknown,
                )
            }
        }

        $crate::__any_union! { $ty : $unknown }
        $crate::write_union! { $ty : $unknown ordered { $($variant($inner) => $rule $([$($name),*])?),* } }
    };
}

/// What every union has that is read.
#[doc(hidden)]
#[macro_export]
macro_rules! __any_union {
    ($ty:ident : $unknown:ident) => {
        impl ::core::convert::From<$crate::Value> for $ty {
            /// Chooses the variant; what fits none is kept as it is.
            #[inline]
            fn from(value: $crate::Value) -> Self {
                $crate::wire::from_any(value, Self::$unknown)
            }
        }

        $crate::__deserialize! { $ty }
    };
}

/// A union that is only sent; same grammar as `union!`.
#[doc(hidden)]
#[macro_export]
macro_rules! write_union {
    ($ty:ident : $unknown:ident by $property:literal { $($variant:ident($inner:ty) => [$($tag:literal),* $(,)?]),* $(,)? }) => {
        impl $crate::wire::Encode for $ty {
            #[inline]
            fn encode(&self, out: &mut $crate::wire::Writer) {
                match self {
                    $(Self::$variant(inner) => $crate::wire::encode_tagged(inner, $property, &[$($tag),*], out),)*
                    Self::$unknown(value) => $crate::wire::Encode::encode(value, out),
                }
            }
        }

        impl $crate::wire::EncodeParts for $ty {}

        $crate::__serialize! { $ty }
    };
    ($ty:ident : $unknown:ident ordered { $($variant:ident($inner:ty) => $rule:ident $([$($name:literal),* $(,)?])?),* $(,)? }) => {
        impl $crate::wire::Encode for $ty {
            #[inline]
            fn encode(&self, out: &mut $crate::wire::Writer) {
                match self {
                    $(Self::$variant(inner) => $crate::wire::Encode::encode(inner, out),)*
                    Self::$unknown(value) => $crate::wire::Encode::encode(value, out),
                }
            }
        }

        impl $crate::wire::EncodeParts for $ty {
            #[inline]
            fn parts(&self, out: &mut $crate::multipart::PartWriter<'_>) {
                match self {
                    $(Self::$variant(inner) => $crate::wire::EncodeParts::parts(inner, out),)*
                    Self::$unknown(value) => $crate::wire::EncodeParts::parts(value, out),
                }
            }
        }

        $crate::__serialize! { $ty }
    };
}

/// The rule that a word of `union!` stands for.
#[doc(hidden)]
#[macro_export]
macro_rules! __union_rule {
    (null) => {
        $crate::wire::Rule::Null
    };
    (bool) => {
        $crate::wire::Rule::Bool
    };
    (integer) => {
        $crate::wire::Rule::Integer
    };
    (number) => {
        $crate::wire::Rule::Number
    };
    (string) => {
        $crate::wire::Rule::String
    };
    (one_of $texts:tt) => {
        $crate::wire::Rule::OneOf(&$texts)
    };
    (array) => {
        $crate::wire::Rule::Array
    };
    (object) => {
        $crate::wire::Rule::Object
    };
    (properties $names:tt) => {
        $crate::wire::Rule::Properties(&$names)
    };
    (try) => {
        $crate::wire::Rule::Try
    };
}
