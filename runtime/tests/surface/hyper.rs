//! Another HTTP stack as a transport: hyper's own client, with bodies that stream in both directions.

use crate::api::Client;
use hyper_util::client::legacy;
use hyper_util::rt::TokioExecutor;
use sdk_runtime::testing::{MockResponse, MockServer};
use sdk_runtime::{Body, Builder, Endpoint, Error, TransportError, Upload, transport_fn};

static ECHO: Endpoint = Endpoint::put("/echo");

fn client(url: &str) -> Client {
    let hyper = legacy::Client::builder(TokioExecutor::new()).build_http::<Body>();
    let transport = transport_fn(move |request, _options| {
        let sent = hyper.request(request);
        async move {
            sent.await.map_err(|error| match error.is_connect() {
                true => TransportError::connect(error),
                false => TransportError::other(error),
            })
        }
    });
    Builder::<Client>::new(&crate::api::API).base_url(url).transport(transport).max_retries(0).build().unwrap()
}

#[tokio::test]
async fn calls_go_through_hyper() {
    let server = MockServer::start(|request| match request.path() {
        "/echo" => MockResponse::bytes(200, "text/plain", request.body()),
        "/things/13" => MockResponse::bytes(404, "application/json", "{}"),
        _ => MockResponse::bytes(200, "application/json", r#"{"data":7}"#),
    })
    .unwrap();
    let client = client(&server.url());
    assert_eq!(client.get_thing(7).await.unwrap(), 7);
    assert!(client.get_thing(13).await.unwrap_err().is_not_found());
    let chunks: &[u8] = &[b'x'; 300_000];
    let upload = Upload::reader(std::io::Cursor::new(chunks));
    let echoed = client.inner.request_bytes(&ECHO).body("text/plain", upload).await.unwrap();
    assert!(echoed == chunks, "{} bytes", echoed.len());
}

#[tokio::test]
async fn what_hyper_reports_is_classified_by_the_function() {
    let address = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let error: Error = client(&format!("http://{address}")).get_thing(7).await.unwrap_err().into();
    assert!(error.is_connect() && error.is_retryable() && !error.may_have_been_processed(), "{error}");
}
