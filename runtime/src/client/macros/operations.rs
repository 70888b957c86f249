//! `operation!`.
//!
//! In: a request builder around a `Call`. Out: what every operation can do: be sent, be awaited, be adjusted.

/// Sending for a request builder: `operation! { GetThing => Thing, Error }`.
#[doc(hidden)]
#[macro_export]
macro_rules! operation {
    ($ty:ident => $output:ty, $error:ty) => {
        impl $ty {
            /// Sends the call.
            ///
            /// # Errors
            /// When the call is rejected before it is sent, gets no response, or the response is an error.
            #[inline]
            pub async fn send(self) -> ::core::result::Result<$output, $error> {
                self.call.send_as().await
            }

            /// Sends the call; returns the response with its status, headers, request id and rate limit.
            ///
            /// # Errors
            /// As [`send`](Self::send).
            #[inline]
            pub async fn send_with_meta(self) -> ::core::result::Result<$crate::Response<$output>, $error> {
                ::core::result::Result::Ok(self.call.send_with_meta().await?)
            }

            /// How long each attempt may take, in place of the client's; held to the same bounds.
            #[inline]
            pub fn timeout(mut self, timeout: ::core::time::Duration) -> Self {
                self.call = self.call.timeout(timeout);
                self
            }

            /// Adds a header that the document does not describe.
            #[inline]
            pub fn header(mut self, name: &str, value: &str) -> Self {
                self.call = self.call.extra_header(name, value);
                self
            }

            /// Adds a query parameter that the document does not describe; it is encoded here.
            #[inline]
            pub fn query_param(mut self, name: &str, value: &str) -> Self {
                self.call = self.call.query(name, value);
                self
            }

            /// How often the call may be retried, in place of the client's; held to the same bounds.
            #[inline]
            pub fn max_retries(mut self, retries: u32) -> Self {
                self.call = self.call.max_retries(retries);
                self
            }

            /// How long the whole call may take, all attempts and waits included.
            #[inline]
            pub fn deadline(mut self, deadline: ::core::time::Duration) -> Self {
                self.call = self.call.deadline(deadline);
                self
            }

            /// Whether the call is retried after an attempt that may have been processed.
            #[inline]
            pub fn retry_safety(mut self, safety: $crate::RetrySafety) -> Self {
                self.call = self.call.retry_safety(safety);
                self
            }

            /// How long to wait before retries, in place of the client's policy.
            #[inline]
            pub fn retry_policy(mut self, policy: $crate::RetryPolicy) -> Self {
                self.call = self.call.retry_policy(policy);
                self
            }
        }

        $crate::__blocking_operation! { $ty => $output, $error }

        impl ::core::future::IntoFuture for $ty {
            type Output = ::core::result::Result<$output, $error>;
            type IntoFuture = $crate::BoxFuture<'static, Self::Output>;

            // Compiled here, once, and not in each unit of the program that awaits the call: it drops the whole response.
            fn into_future(self) -> Self::IntoFuture {
                ::std::boxed::Box::pin(self.send())
            }
        }
    };
}
