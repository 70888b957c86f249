//! `by_status!`.
//!
//! In: an enum with a variant for each status. Out: its reading from a response.

/// A body that differs by status: `by_status! { Outcome { Ok(Foo) => Exact(200) json, Gone => Class(2) empty } }`.
#[doc(hidden)]
#[macro_export]
macro_rules! by_status {
    ($ty:ident { $($variant:ident $(($inner:ty))? => $status:ident $(($number:literal))? $payload:ident),* $(,)? }) => {
        impl $crate::decode::ByStatus for $ty {
            fn from_response(response: &$crate::decode::RawResponse<'_>) -> ::core::result::Result<Self, $crate::Error> {
                let chosen = response.choose(&[$($crate::Status::$status $(($number))?),*])?;
                $(
                    if chosen == $crate::Status::$status $(($number))? {
                        return ::core::result::Result::Ok(Self::$variant $((
                            $crate::decode::through::<$inner>(response, $crate::decode::$payload)?
                        ))?);
                    }
                )*
                ::core::result::Result::Err(response.unexpected_status())
            }
        }
    };
}
