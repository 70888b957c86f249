//! The blocking half of `operation!`.
//!
//! In: a request builder. Out: `send_blocking` and `send_with_meta_blocking` if this crate has the feature `blocking`,
//! else nothing. Two macros, because a `cfg` inside a macro would ask the features of the crate that uses it.

/// Blocking sending for a request builder.
#[cfg(feature = "blocking")]
#[doc(hidden)]
#[macro_export]
macro_rules! __blocking_operation {
    ($ty:ident => $output:ty, $error:ty) => {
        impl $ty {
            /// Sends the call and waits on this thread, inside or outside of an asynchronous runtime.
            ///
            /// # Errors
            /// As [`send`](Self::send).
            #[inline]
            pub fn send_blocking(self) -> ::core::result::Result<$output, $error> {
                ::core::result::Result::Ok(self.call.send_blocking()?)
            }

            /// Sends the call and waits on this thread; the response comes with its status, headers, request id and rate
            /// limit.
            ///
            /// # Errors
            /// As [`send`](Self::send).
            #[inline]
            pub fn send_with_meta_blocking(self) -> ::core::result::Result<$crate::Response<$output>, $error> {
                ::core::result::Result::Ok(self.call.send_with_meta_blocking()?)
            }
        }
    };
}

/// Blocking sending for a request builder: not in this build.
#[cfg(not(feature = "blocking"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __blocking_operation {
    ($ty:ident => $output:ty, $error:ty) => {};
}
