//! A function as a transport.
//!
//! In: a function from a request to a response of any HTTP stack. Out: a transport. Must not: add anything to it.

use super::body::Body;
use super::seams::BoxFuture;
use super::{SendOptions, Transport, TransportError};
use std::fmt;
use std::future::Future;

/// A function as a [`Transport`]. Made by [`transport_fn`].
#[derive(Clone)]
pub struct TransportFn<F>(F);

/// A transport of any HTTP stack whose bodies implement `http_body::Body`: hyper, tower, reqwest, or a router in a test.
///
/// The function sends the request once, within the bounds of the options. Errors are those of [`TransportError`], because
/// only whoever sends knows whether anything was sent.
///
/// ```
/// use sdk_runtime::{Body, TransportError, http, transport_fn};
///
/// // With hyper: `let client = hyper_util::client::legacy::Client::builder(executor).build_http::<Body>();`
/// # struct Client;
/// # impl Client {
/// #     async fn request(&self, _: http::Request<Body>) -> Result<http::Response<Body>, std::io::Error> {
/// #         Ok(http::Response::new(Body::from("{}")))
/// #     }
/// # }
/// # let client = std::sync::Arc::new(Client);
/// let transport = transport_fn(move |request, _options| {
///     let client = client.clone();
///     async move { client.request(request).await.map_err(TransportError::other) }
/// });
/// // … Builder::transport(transport) …
/// ```
pub fn transport_fn<F, R, B>(send: F) -> TransportFn<F>
where
    F: Fn(http::Request<Body>, SendOptions) -> R + Send + Sync + 'static,
    R: Future<Output = Result<http::Response<B>, TransportError>> + Send + 'static,
    B: http_body::Body + Send + 'static,
    B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    TransportFn(send)
}

impl<F, R, B> Transport for TransportFn<F>
where
    F: Fn(http::Request<Body>, SendOptions) -> R + Send + Sync + 'static,
    R: Future<Output = Result<http::Response<B>, TransportError>> + Send + 'static,
    B: http_body::Body + Send + 'static,
    B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    fn send(
        &self,
        request: http::Request<Body>,
        options: SendOptions,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let response = (self.0)(request, options);
        Box::pin(async move { Ok(response.await?.map(Body::wrap)) })
    }
}

impl<F> fmt::Debug for TransportFn<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TransportFn")
    }
}
