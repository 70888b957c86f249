//! Endpoints that the API's document does not describe.

use sdk_runtime::__private::{Api, Envelope, SecurityScheme, SecuritySchemeKind};
use sdk_runtime::testing::Time;
use sdk_runtime::{Builder, Client, Clock as _, Endpoint, FakeResponse, FakeTransport, Value};
use serde_json::json;
use std::time::Duration;

static API: Api = Api::new("things", None)
    .server("https://api.example.com/v1")
    .schemes(&[SecurityScheme::new("key", SecuritySchemeKind::ApiKeyHeader("x-key"))])
    .security(&[&["key"]])
    .envelope(Envelope::new().message(&["message"]))
    .rate_limit(2, 60_000);
static GET: Endpoint = Endpoint::get("/labels/{id}").payload(&["data"]);
static CREATE: Endpoint = Endpoint::post("/labels");
static SEARCH: Endpoint = Endpoint::post("/labels/search").idempotent();

fn client(fake: &FakeTransport, time: &Time) -> Client {
    let options: Builder<Client> = Builder::new(&API).api_key("k").clock(time.clone()).timer(time.clone());
    options.transport(fake.clone()).build().unwrap()
}

#[tokio::test]
async fn a_call_of_an_undescribed_endpoint_is_like_any_other() {
    let fake = FakeTransport::new()
        .response(FakeResponse::new(503))
        .response(FakeResponse::new(200).json(&json!({"data": {"id": 7}})))
        .response(FakeResponse::new(404).json(&json!({"message": "no such label"})));
    let time = Time::default();
    let client = client(&fake, &time);
    let label = client.request::<Value>(&GET).path("id", "a/b").query("lang", "f r").send_with_meta().await.unwrap();
    assert_eq!((label["id"].as_u64(), label.attempts().count()), (Some(7), 2));
    let error = client.request::<Value>(&GET).path("id", 9).await.unwrap_err();
    assert_eq!(error.to_string(), "/labels/{id}: the API responded with 404 Not Found: no such label");
    let requests = fake.requests();
    assert_eq!(requests[0].uri(), "https://api.example.com/v1/labels/a%2Fb?lang=f%20r");
    assert_eq!(requests[0].headers()["x-key"], "k");
    assert!(time.elapsed() > Duration::from_secs(59), "the third within the minute waits");
}

#[tokio::test]
async fn only_what_is_idempotent_is_retried() {
    let fake = FakeTransport::new()
        .response(FakeResponse::new(503))
        .response(FakeResponse::new(503))
        .response(FakeResponse::new(200).body("[1,2]"));
    let time = Time::default();
    let client = client(&fake, &time);
    let error = client.request::<Value>(&CREATE).json(&json!({"n": 1})).await.unwrap_err();
    assert_eq!((error.attempts().count(), error.may_have_been_processed()), (1, true));
    assert_eq!(fake.requests()[0].body(), r#"{"n":1}"#);
    assert_eq!(&*client.request_bytes(&SEARCH).body("text/plain", "all").await.unwrap(), b"[1,2]");
    assert_eq!(fake.requests()[2].headers()["content-type"], "text/plain");
}

#[tokio::test]
async fn a_response_is_short_in_debug_output() {
    let fake = FakeTransport::new().response(FakeResponse::new(200).header("x-long", "long").json(&json!({"data": 7})));
    let client = client(&fake, &Time::default());
    let response = client.request::<Value>(&GET).path("id", 1).send_with_meta().await.unwrap();
    let text = format!("{response:?}");
    assert_eq!(text, "Response { status: 200, request_id: None, attempts: 1, data: Number(7), .. }");
}
