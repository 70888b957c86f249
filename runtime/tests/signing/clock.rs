//! A clock that is not that of the server.

use super::{CREATE, builder};
use sdk_runtime::__private::decode;
use sdk_runtime::{FakeResponse, FakeTransport, RetryCause};

/// A refusal by a server whose clock is at this time.
fn refused_at(date: &str) -> FakeResponse {
    FakeResponse::new(401).header("date", date)
}

#[tokio::test]
async fn a_wrong_clock_is_corrected_by_that_of_the_server() {
    let fake = FakeTransport::new()
        .response(refused_at("Sun, 06 Nov 1994 08:59:37 GMT"))
        .response(FakeResponse::new(200))
        .response(FakeResponse::new(200));
    let client = builder("k", "AES", "s").transport(fake.clone()).build().unwrap();
    let response = client.call(&CREATE, decode::empty).send_with_meta().await.unwrap();
    let causes: Vec<RetryCause> = response.attempts().retries().iter().map(|retry| retry.cause()).collect();
    assert_eq!((response.attempts().count(), &*causes), (2, &[RetryCause::ClockSkew][..]));
    client.call(&CREATE, decode::empty).send().await.unwrap();
    let requests = fake.requests();
    let dates: Vec<&str> = requests.iter().map(|request| request.headers()["date"].to_str().unwrap()).collect();
    assert_eq!(dates[0], "Sun, 06 Nov 1994 08:49:37 GMT");
    assert!(dates[1].starts_with("Sun, 06 Nov 1994 08:59:3"), "{dates:?}");
    assert!(dates[2].starts_with("Sun, 06 Nov 1994 08:59:4"), "the next call has the right date at once: {dates:?}");
    let signature = |index: usize| &requests[index].headers()["as-signature-hmac-sha256"];
    assert_ne!(signature(0), signature(1));
}

#[tokio::test]
async fn a_clock_is_corrected_once_in_a_call() {
    let date = "Sun, 06 Nov 1994 08:59:37 GMT";
    let fake = FakeTransport::new().response(refused_at(date)).response(refused_at(date));
    let client = builder("k", "AES", "hunter2").transport(fake.clone()).build().unwrap();
    let error = client.call(&CREATE, decode::empty).send().await.unwrap_err();
    assert_eq!((fake.requests().len(), error.is_auth()), (2, true));
    assert!(!error.to_string().contains("clock"), "the signature had the right date: {error}");
    assert!(!format!("{error:?}{client:?}").contains("hunter2"));
}

#[tokio::test]
async fn a_wrong_clock_is_reported() {
    let fake = FakeTransport::new()
        .response(refused_at("Sun, 06 Nov 1994 08:50:37 GMT"))
        .response(refused_at("Sun, 06 Nov 1994 08:59:37 GMT"));
    let client = builder("k", "AES", "s").max_retries(0).transport(fake).build().unwrap();
    let error = client.call(&CREATE, decode::empty).send().await.unwrap_err();
    assert!(!error.to_string().contains("clock"), "within the validity: {error}");
    let error = client.call(&CREATE, decode::empty).send().await.unwrap_err();
    assert!(error.clock_skew().is_some_and(|skew| (590..=600).contains(&skew)));
    assert!(error.to_string().contains("seconds behind the server's"), "{error}");
}
