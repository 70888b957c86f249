//! `union!` and `write_union!`.
//!
//! In: branches and what tells them apart. Out: reading and writing; the choice itself is made by functions of `wire`.

/// A union: `union! { Pet : Unknown by "kind" { Cat(Cat) => ["cat"], Dog(Dog) => ["dog"] or absent, … } }` or
/// `union! { Value : Unknown ordered { Text(String) => string, One(X) => properties["a"], … } }`.
#[doc(hidden)]
#[macro_export]
macro_rules! union {
    ($ty:ident : $unknown:ident by $property:literal { $($variant:ident($inner:ty) => [$($tag:literal),* $(,)?] $(or $absent:ident)?),* $(,)? }) => {
        impl $crate::__private::wire::Decode for $ty {
            fn decode(reader: &mut $crate::__private::wire::Reader<'_>) -> ::core::result::Result<Self, $crate::__private::wire::Stop> {
                $crate::__private::wire::decode_tagged(
                    reader,
                    $property,
                    &[$($crate::__private::wire::Tagged::new(
                        &[$($tag),*],
                        |reader| <$inner as $crate::__private::wire::Decode>::decode(reader).map(Self::$variant),
                    )$(.$absent())?),*],
                    Self::$unknown,
                )
            }
        }

        $crate::__any_union! { $ty : $unknown }
        $crate::write_union! { $ty : $unknown by $property { $($variant($inner) => [$($tag),*] $(or $absent)?),* } }
    };
    ($ty:ident : $unknown:ident ordered { $($variant:ident($inner:ty) => $rule:ident $([$($name:literal),* $(,)?])?),* $(,)? }) => {
        impl $crate::__private::wire::Decode for $ty {
            fn decode(reader: &mut $crate::__private::wire::Reader<'_>) -> ::core::result::Result<Self, $crate::__private::wire::Stop> {
                $crate::__private::wire::decode_ordered(
                    reader,
                    &[$($crate::__private::wire::Branch::new(
                        $crate::__union_rule!($rule $([$($name),*])?),
                        |reader| <$inner as $crate::__private::wire::Decode>::decode(reader).map(Self::$variant),
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
                $crate::__private::wire::from_any(value, Self::$unknown)
            }
        }

        $crate::__deserialize! { $ty }
    };
}

/// A union that is only sent; same grammar as `union!`.
#[doc(hidden)]
#[macro_export]
macro_rules! write_union {
    ($ty:ident : $unknown:ident by $property:literal { $($variant:ident($inner:ty) => [$($tag:literal),* $(,)?] $(or $absent:ident)?),* $(,)? }) => {
        impl $crate::__private::wire::Encode for $ty {
            #[inline]
            fn encode(&self, out: &mut $crate::__private::wire::Writer) {
                match self {
                    $(Self::$variant(inner) => $crate::__private::wire::encode_tagged(inner, $property, $crate::__tags!([$($tag),*] $(or $absent)?), out),)*
                    Self::$unknown(value) => $crate::__private::wire::Encode::encode(value, out),
                }
            }
        }

        impl $crate::__private::wire::EncodeParts for $ty {}

        $crate::__serialize! { $ty }
    };
    ($ty:ident : $unknown:ident ordered { $($variant:ident($inner:ty) => $rule:ident $([$($name:literal),* $(,)?])?),* $(,)? }) => {
        impl $crate::__private::wire::Encode for $ty {
            #[inline]
            fn encode(&self, out: &mut $crate::__private::wire::Writer) {
                match self {
                    $(Self::$variant(inner) => $crate::__private::wire::Encode::encode(inner, out),)*
                    Self::$unknown(value) => $crate::__private::wire::Encode::encode(value, out),
                }
            }
        }

        impl $crate::__private::wire::EncodeParts for $ty {
            #[inline]
            fn parts(&self, out: &mut $crate::__private::multipart::PartWriter<'_>) {
                match self {
                    $(Self::$variant(inner) => $crate::__private::wire::EncodeParts::parts(inner, out),)*
                    Self::$unknown(value) => $crate::__private::wire::EncodeParts::parts(value, out),
                }
            }
        }

        $crate::__serialize! { $ty }
    };
}

/// The values of a discriminator that are written where a variant has none: none where it may be absent.
#[doc(hidden)]
#[macro_export]
macro_rules! __tags {
    ([$($tag:literal),*]) => {
        &[$($tag),*]
    };
    ([$($tag:literal),*] or absent) => {
        &[]
    };
}

/// The rule that a word of `union!` stands for.
#[doc(hidden)]
#[macro_export]
macro_rules! __union_rule {
    (null) => {
        $crate::__private::wire::Rule::Null
    };
    (bool) => {
        $crate::__private::wire::Rule::Bool
    };
    (integer) => {
        $crate::__private::wire::Rule::Integer
    };
    (number) => {
        $crate::__private::wire::Rule::Number
    };
    (string) => {
        $crate::__private::wire::Rule::String
    };
    (one_of $texts:tt) => {
        $crate::__private::wire::Rule::OneOf(&$texts)
    };
    (array) => {
        $crate::__private::wire::Rule::Array
    };
    (object) => {
        $crate::__private::wire::Rule::Object
    };
    (properties $names:tt) => {
        $crate::__private::wire::Rule::Properties(&$names)
    };
    (try) => {
        $crate::__private::wire::Rule::Try
    };
}
