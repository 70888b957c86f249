//! `error_type!`.
//!
//! In: the version's error codes. Out: the version's `Error`, the runtime's error with typed codes.

/// A version's error: `error_type! { Error }` or `error_type! { Error, ErrorCode, TABLE { "NAME" => Variant, … } }`.
#[doc(hidden)]
#[macro_export]
macro_rules! error_type {
    ($ty:ident) => {
        /// Why a call failed.
        pub struct $ty($crate::Error);

        impl $ty {
            /// The runtime's error, which is the same for every version.
            pub fn into_inner(self) -> $crate::Error {
                self.0
            }
        }

        impl ::core::ops::Deref for $ty {
            type Target = $crate::Error;

            fn deref(&self) -> &$crate::Error {
                &self.0
            }
        }

        impl ::core::fmt::Debug for $ty {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.0, f)
            }
        }

        impl ::core::fmt::Display for $ty {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.0, f)
            }
        }

        impl ::std::error::Error for $ty {
            fn source(&self) -> ::core::option::Option<&(dyn ::std::error::Error + 'static)> {
                ::std::error::Error::source(&self.0)
            }
        }

        impl ::core::convert::From<$crate::Error> for $ty {
            fn from(error: $crate::Error) -> Self {
                Self(error)
            }
        }

        impl ::core::convert::From<$crate::MissingProperty> for $ty {
            fn from(missing: $crate::MissingProperty) -> Self {
                Self(::core::convert::From::from(missing))
            }
        }

        impl ::core::convert::From<$ty> for $crate::Error {
            fn from(error: $ty) -> Self {
                error.0
            }
        }
    };
    ($ty:ident, $code:ident, $table:ident { $($name:literal => $variant:ident),* $(,)? }) => {
        $crate::error_type! { $ty }

        impl $ty {
            /// The API's error code, if the API responded with one.
            pub fn code(&self) -> ::core::option::Option<$code> {
                match self.0.code_name() {
                    $(::core::option::Option::Some($name) => ::core::option::Option::Some($code::$variant),)*
                    _ => self.0.raw_code().cloned().map($code::Unknown),
                }
            }
        }
    };
}
