//! One client and several runtimes, or none.

use crate::api::Client;
use sdk_runtime::Error;
use sdk_runtime::testing::{MockResponse, MockServer};
use std::sync::OnceLock;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};
use tokio::runtime::{Builder, Runtime};

fn server() -> MockServer {
    MockServer::start(|_| MockResponse::bytes(200, "application/json", r#"{"data":7}"#)).unwrap()
}

fn current_thread() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

#[test]
fn a_runtime_that_is_not_driven_holds_up_no_other() {
    static CLIENT: OnceLock<Client> = OnceLock::new();
    let server = server();
    let client = CLIENT.get_or_init(|| Client::of(&server));
    let started = Instant::now();
    // Each keeps a connection that only it can drive, and is not driven any more.
    let idle: Vec<Runtime> = (0..3).map(|_| current_thread()).collect();
    for runtime in &idle {
        assert_eq!(runtime.block_on(client.get_thing(7).send()).unwrap(), 7);
    }
    let last = current_thread();
    last.block_on(client.import(&[1]).send()).unwrap();
    // Runtimes that are gone leave nothing behind.
    drop(idle);
    for _ in 0..40 {
        assert_eq!(current_thread().block_on(client.get_thing(7).send()).unwrap(), 7);
    }
    assert_eq!(last.block_on(client.get_thing(7).send()).unwrap(), 7);
    assert_eq!(server.requests().len(), 45);
    assert!(started.elapsed() < Duration::from_secs(5), "nothing waited for a timeout");
}

#[test]
fn outside_of_a_runtime_a_call_is_an_error() {
    let server = server();
    let call = std::pin::pin!(Client::of(&server).import(&[1]).send());
    let Poll::Ready(result) = call.poll(&mut Context::from_waker(Waker::noop())) else { panic!("it waits") };
    let error: Error = result.unwrap_err().into();
    assert!(error.to_string().contains("inside of a Tokio runtime only"), "{error}");
    assert!(error.is_connect() && !error.is_retryable() && !error.may_have_been_processed());
    assert!(server.requests().is_empty());
}
