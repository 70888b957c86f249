//! `union!`, `write_union!` and `by_status!`.
//!
//! In: variants and what tells them apart. Out: serde impls; the choice itself is made by functions of `wire` and `decode`.

/// A union: `union! { Pet : Unknown by "kind" { Cat(Cat) => ["cat"], … } }` or
/// `union! { Value : Unknown ordered { Text(String) => string, One(X) => properties["a"], … } }`.
#[doc(hidden)]
#[macro_export]
macro_rules! union {
    ($ty:ident : $unknown:ident by $property:literal { $($variant:ident($inner:ty) => [$($tag:literal),* $(,)?]),* $(,)? }) => {
        impl ::core::convert::From<$crate::Value> for $ty {
            /// Chooses the variant; what fits none is kept as it is.
            fn from(value: $crate::Value) -> Self {
                $(
                    if let ::core::option::Option::Some(inner) =
                        $crate::wire::decode_tagged::<$inner>(&value, $property, &[$($tag),*])
                    {
                        return Self::$variant(inner);
                    }
                )*
                Self::$unknown(value)
            }
        }

        $crate::__union_decodes! { $ty : $unknown [$($variant),*] }
        $crate::write_union! { $ty : $unknown by $property { $($variant($inner) => [$($tag),*]),* } }
    };
    ($ty:ident : $unknown:ident ordered { $($variant:ident($inner:ty) => $rule:ident $([$($name:literal),* $(,)?])?),* $(,)? }) => {
        impl ::core::convert::From<$crate::Value> for $ty {
            /// Chooses the variant; what fits none is kept as it is.
            fn from(value: $crate::Value) -> Self {
                #[allow(unused_mut, reason = "a union may have no variants")]
                let mut best: $crate::wire::Best<Self> = $crate::wire::Best::new();
                $(
                    let rule = $crate::__union_rule!($rule $([$($name),*])?);
                    if best.wants(rule, &value) {
                        if let ::core::option::Option::Some(inner) = $crate::wire::try_decode::<$inner>(&value) {
                            let misfit = $crate::wire::misfit(rule, &inner);
                            if misfit == 0 {
                                return Self::$variant(inner);
                            }
                            best.offer(misfit, || Self::$variant(inner));
                        }
                    }
                )*
                best.or_else(|| Self::$unknown(value))
            }
        }

        $crate::__union_decodes! { $ty : $unknown [$($variant),*] }
        $crate::write_union! { $ty : $unknown ordered { $($variant($inner) => $rule $([$($name),*])?),* } }
    };
}

/// A union that is only sent; same grammar as `union!`.
#[doc(hidden)]
#[macro_export]
macro_rules! write_union {
    ($ty:ident : $unknown:ident by $property:literal { $($variant:ident($inner:ty) => [$($tag:literal),* $(,)?]),* $(,)? }) => {
        impl $crate::serde::Serialize for $ty {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(inner) => $crate::wire::encode_tagged(inner, $property, &[$($tag),*], serializer),)*
                    Self::$unknown(value) => $crate::serde::Serialize::serialize(value, serializer),
                }
            }
        }

        impl $crate::wire::Encode for $ty {}
    };
    ($ty:ident : $unknown:ident ordered { $($variant:ident($inner:ty) => $rule:ident $([$($name:literal),* $(,)?])?),* $(,)? }) => {
        impl $crate::serde::Serialize for $ty {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(inner) => $crate::serde::Serialize::serialize(inner, serializer),)*
                    Self::$unknown(value) => $crate::serde::Serialize::serialize(value, serializer),
                }
            }
        }

        impl $crate::wire::Encode for $ty {
            fn parts(&self, out: &mut $crate::multipart::PartWriter<'_>) {
                match self {
                    $(Self::$variant(inner) => $crate::wire::Encode::parts(inner, out),)*
                    Self::$unknown(value) => $crate::wire::Encode::parts(value, out),
                }
            }
        }
    };
}

/// Reading of a union by way of the JSON it is chosen by.
#[doc(hidden)]
#[macro_export]
macro_rules! __union_decodes {
    ($ty:ident : $unknown:ident [$($variant:ident),*]) => {
        impl<'de> $crate::wire::Decode<'de> for $ty {
            fn decode<D: $crate::serde::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
                $crate::wire::read_value(deserializer).map(Self::from)
            }

            #[inline]
            fn unknown_properties(&self) -> usize {
                match self {
                    $(Self::$variant(inner) => $crate::wire::Decode::unknown_properties(inner),)*
                    Self::$unknown(_) => 1,
                }
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $ty {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                <Self as $crate::wire::Decode<'de>>::decode(deserializer)
            }
        }
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
