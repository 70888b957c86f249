//! Servers that send the credentials back: they are in no error.

use sdk_runtime::__private::{Api, Envelope, Method, Operation, SecurityScheme, SecuritySchemeKind, decode};
use sdk_runtime::{Builder, Client, Error, FakeResponse, FakeTransport, TransportError};
use serde_json::json;

static BY_HEADER: Api = Api::new("echo", None)
    .server("https://api.example.com")
    .schemes(&[
        SecurityScheme::new("key", SecuritySchemeKind::ApiKeyHeader("x-key")),
        SecurityScheme::new("query", SecuritySchemeKind::ApiKeyQuery("k")),
        SecurityScheme::new("user", SecuritySchemeKind::Basic),
    ])
    .security(&[&["key", "query", "user"]])
    .request_id_headers(&["x-request-id"])
    .envelope(Envelope::new().message(&["message"]).code(&["code"]).kind(&["kind"]));
static GET: Operation = Operation::new("get", Method::Get, "/x");

const KEY: &str = "live_51H/8 \"abc\"";
const PASSWORD: &str = "hunter2";

async fn fail(fake: FakeTransport) -> Error {
    let builder: Builder<Client> = Builder::new(&BY_HEADER).api_key(KEY).basic("me", PASSWORD).max_retries(0);
    let client = builder.transport(fake).build().unwrap();
    client.call(&GET, decode::json::<u64>).send().await.unwrap_err()
}

/// All that an error can show.
fn shown(error: &Error) -> String {
    let mut source = std::error::Error::source(error);
    let mut text = format!("{error} {error:?} {:?} {:?}", error.raw_code(), error.headers());
    for part in [error.message(), error.kind_word(), error.request_id(), error.decode_snippet(), error.decode_path()] {
        text.push_str(part.unwrap_or_default());
    }
    text.push_str(&String::from_utf8_lossy(error.body().unwrap_or_default()));
    while let Some(cause) = source {
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}

fn assert_hidden(error: &Error) {
    let text = shown(error);
    for secret in ["live_51H", PASSWORD, "bWU6aHVudGVyMg"] {
        assert!(!text.contains(secret), "{secret}: {text}");
    }
    assert!(text.contains("<redacted>"), "{text}");
}

#[tokio::test]
async fn what_a_server_sends_back_is_hidden() {
    let body = json!({
        "message": format!("The key {KEY} is wrong, and so is {PASSWORD}."), "kind": KEY, "code": KEY,
        "headers": {"authorization": "Basic bWU6aHVudGVyMg=="}, "url": "/x?k=live_51H%2F8%20%22abc%22",
    });
    let response = FakeResponse::new(401).header("x-request-id", KEY).header("x-echo", &format!("<{KEY}>")).json(&body);
    let error = fail(FakeTransport::new().response(response)).await;
    assert_hidden(&error);
    assert_eq!(error.message(), Some("The key <redacted> is wrong, and so is <redacted>."));
    assert!(error.is_auth() && error.body_json::<sdk_runtime::Value>().is_some(), "the body is still JSON");
}

#[tokio::test]
async fn excerpts_and_causes_are_hidden_too() {
    let text = format!("[\"{}\"]", KEY.replace('"', "\\\""));
    assert_hidden(&fail(FakeTransport::new().response(FakeResponse::new(200).body(text))).await);
    let cause = std::io::Error::other(format!("GET /x?k={KEY} was reset"));
    assert_hidden(&fail(FakeTransport::new().fail(TransportError::other(cause))).await);
    let error = fail(FakeTransport::new().fail(TransportError::other("reset"))).await;
    assert!(error.to_string().ends_with("the exchange broke off: reset"), "{error}");
}
