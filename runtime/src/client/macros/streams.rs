//! `streaming!` and `representation!`.
//!
//! In: a request builder around a `Call`, and what else its operation describes. Out: the bound of each wait, and sending
//! for another media type of the response.

/// The bound of each wait for a request builder whose bodies may be streamed: `streaming! { GetFile }`.
#[doc(hidden)]
#[macro_export]
macro_rules! streaming {
    ($ty:ident) => {
        impl $ty {
            /// How long nothing may be sent or received while a body is streamed, instead of the client's own bound;
            /// zero is no bound. It stands in place of `timeout` there.
            #[must_use]
            pub fn idle_timeout(mut self, timeout: ::core::time::Duration) -> Self {
                self.call = self.call.idle_timeout(timeout);
                self
            }
        }
    };
}

/// Sending for another representation of the response:
///
/// `representation! { Chat, "text/event-stream", send_events, send_events_with_meta, send_events_blocking => Events<Delta>, Error { stream_as(&CHAT_EVENTS, stream::events) } }`
#[doc(hidden)]
#[macro_export]
macro_rules! representation {
    (
        $ty:ident, $media_type:literal, $send:ident, $with_meta:ident, $blocking:ident => $output:ty, $error:ty {
            $as:ident($operation:expr, $decode:expr) $(,)?
        }
    ) => {
        impl $ty {
            #[doc = concat!("Sends the call for the representation `", $media_type, "` of its response.")]
            ///
            /// # Errors
            /// As [`send`](Self::send).
            pub async fn $send(self) -> ::core::result::Result<$output, $error> {
                self.call.$as($operation, $decode).send_as().await
            }

            #[doc = concat!("As [`", stringify!($send), "`](Self::", stringify!($send), "); the response comes with its status, headers, request id and rate limit.")]
            ///
            /// # Errors
            /// As [`send`](Self::send).
            pub async fn $with_meta(self) -> ::core::result::Result<$crate::Response<$output>, $error> {
                ::core::result::Result::Ok(self.call.$as($operation, $decode).send_with_meta().await?)
            }
        }

        $crate::__blocking_representation! { $ty, $send, $blocking => $output, $error { $as($operation, $decode) } }
    };
}

/// Blocking sending for another representation.
#[cfg(feature = "blocking")]
#[doc(hidden)]
#[macro_export]
macro_rules! __blocking_representation {
    ($ty:ident, $send:ident, $blocking:ident => $output:ty, $error:ty { $as:ident($operation:expr, $decode:expr) }) => {
        impl $ty {
            #[doc = concat!("As [`", stringify!($send), "`](Self::", stringify!($send), "), and waits on this thread.")]
            ///
            /// # Errors
            /// As [`send`](Self::send); also when the client's worker thread cannot be started.
            pub fn $blocking(self) -> ::core::result::Result<$output, $error> {
                ::core::result::Result::Ok(self.call.$as($operation, $decode).send_blocking()?)
            }
        }
    };
}

/// Blocking sending for another representation: not in this build.
#[cfg(not(feature = "blocking"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __blocking_representation {
    ($($any:tt)*) => {};
}
