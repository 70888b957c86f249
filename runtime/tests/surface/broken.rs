//! Responses that break off in the middle of their body, over a real connection.

use crate::api::API;
use sdk_runtime::__private::{Api, Method, Operation, decode};
use sdk_runtime::{Builder, Client};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;

static WITH_ID: Api = API.request_id_headers(&["x-request-id"]);
static GET: Operation = Operation::new("get", Method::Get, "/x");
static CREATE: Operation = Operation::new("create", Method::Post, "/x");

/// A server that ends each response after the first bytes of its body; one response a connection.
fn breaking(statuses: &'static [u16]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for (status, stream) in statuses.iter().zip(listener.incoming().flatten()) {
            let mut reader = BufReader::new(stream);
            let mut line = String::new();
            while reader.read_line(&mut line).is_ok_and(|length| length > 2) {
                line.clear();
            }
            let head = format!("HTTP/1.1 {status} X\r\nx-request-id: r-7\r\ncontent-length: 100\r\n\r\n{{\"data\"");
            let _ = reader.get_mut().write_all(head.as_bytes());
        }
    });
    url
}

async fn fail(statuses: &'static [u16], operation: &'static Operation) -> sdk_runtime::Error {
    let client: Client =
        Builder::new(&WITH_ID).base_url(breaking(statuses)).max_retries(1).timer(NoWait).build().unwrap();
    client.call(operation, decode::empty).send().await.unwrap_err()
}

/// Waits are over at once.
struct NoWait;

impl sdk_runtime::Timer for NoWait {
    fn sleep(&self, _: std::time::Duration) -> sdk_runtime::BoxFuture<'static, ()> {
        Box::pin(std::future::ready(()))
    }
}

#[tokio::test]
async fn what_was_received_of_a_broken_response_is_reported() {
    let error = fail(&[201], &CREATE).await;
    assert!(error.is_transport() && error.may_have_been_processed(), "{error:?}");
    assert_eq!((error.status(), error.request_id(), error.attempts().count()), (Some(201), Some("r-7"), 1));
    assert_eq!((error.body(), error.headers().unwrap()["content-length"].to_str().unwrap()), (None, "100"));
    let text = error.to_string();
    assert!(text.starts_with("create: the API responded with 201 Created, but the response broke off: "), "{text}");
    assert!(text.ends_with(" [request id r-7]"), "{text}");

    let error = fail(&[200, 503], &GET).await;
    assert!(error.is_server() && error.attempts().count() == 2, "{error:?}");
    let error = fail(&[429, 429], &CREATE).await;
    assert!(error.is_rate_limited() && error.attempts().count() == 2 && !error.may_have_been_processed(), "{error:?}");
}
