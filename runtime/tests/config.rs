//! The client's options: from code and environment, with their faults.
#![cfg(all(feature = "reqwest", feature = "test-util"))]
#![allow(missing_docs, dead_code, unreachable_pub, unused_qualifications, reason = "a test")]

mod generated;
mod support;

use generated::Client;
use sdk_runtime::{Builder, FakeResponse, FakeTransport, Secret, TransportError};
use std::time::Duration;
use support::{Server, json};

static API: &sdk_runtime::__private::Api = &generated::API;

/// A builder over an environment of these variables (without the prefix).
fn env(vars: &'static [(&'static str, &'static str)]) -> Builder<Client> {
    Builder::from_env_with(API, |name| {
        vars.iter().find(|(key, _)| name == format!("THINGS_SDK_{key}")).map(|(_, value)| (*value).to_owned())
    })
}

fn fault(builder: Builder<Client>) -> String {
    let error = builder.build().map(|client| format!("{client:?}")).unwrap_err();
    assert!(error.is_config(), "{error}");
    error.to_string()
}

fn ok(body: &str) -> FakeResponse {
    FakeResponse::new(200).body(body.to_owned())
}

#[tokio::test]
async fn code_wins_over_the_environment() {
    let vars = &[
        ("API_KEY", "CaSe=Sensitive "),
        ("BASE_URL", "http://env.example.com/gate/"),
        ("USER_AGENT", "env/1"),
        ("TIMEOUT", "2500"),
        ("RETRIES", " "),
        ("AUTH_METHOD", "API_KEY"),
    ];
    let fake = FakeTransport::new().response(ok(r#"{"data":{}}"#)).response(ok(r#"{"data":{}}"#));
    let from_env = env(vars).transport(fake.clone()).build().unwrap();
    from_env.things().get_thing("a").await.unwrap();
    let builder = env(vars).transport(fake.clone()).api_key("code").base_url("https://code.example.com");
    builder
        .user_agent("code/1")
        .timeout(Duration::from_millis(7))
        .build()
        .unwrap()
        .things()
        .get_thing("b")
        .await
        .unwrap();

    let requests = fake.requests();
    assert_eq!(requests[0].uri(), "http://env.example.com/gate/things/2026-07/things/a");
    assert_eq!(requests[0].headers()["x-api-key"], "CaSe=Sensitive");
    assert_eq!(requests[0].headers()["user-agent"], "env/1");
    assert_eq!(requests[1].uri(), "https://code.example.com/things/2026-07/things/b");
    assert_eq!(requests[1].headers()["x-api-key"], "code");
    assert_eq!(requests[1].headers()["user-agent"], "code/1");
    let timeouts: Vec<_> = fake.options().iter().map(|options| options.timeout().unwrap().as_millis()).collect();
    assert_eq!(timeouts, [2500, 7]);
    assert!(!format!("{:?}", requests[1].headers()).contains("\"code\""));
}

#[test]
fn faults_name_the_option_the_variable_and_what_is_allowed() {
    assert_eq!(
        fault(env(&[])),
        "the client cannot be made: set the option `api_key` or the environment variable `THINGS_SDK_API_KEY`: \
         The Things API needs a credential"
    );
    assert_eq!(
        fault(env(&[("API_KEY", "k"), ("RETRIES", "abc")])),
        "the client cannot be made: the option `max_retries` (environment variable `THINGS_SDK_RETRIES`) has to be a whole \
         number from 0 to 5, but is `abc`"
    );
    assert!(
        fault(Client::builder("k").max_retries(6))
            .contains("`max_retries` has to be a whole number from 0 to 5, but is `6`")
    );
    assert!(fault(Client::builder("k").timeout_ms(0)).contains("of milliseconds of at least 1, but is `0`"));
    assert!(fault(Client::builder("k").auth_method("RSB")).contains("has to be `API_KEY` or `HMAC`, but is `RSB`"));
    assert!(fault(Client::builder("k").auth_method("hmac")).contains("has to be `API_KEY` or `HMAC`, but is `hmac`"));
    assert!(fault(Client::builder("k").auth_method("HMAC")).contains("set the option `signing_secret`: the method"));
    assert!(
        fault(env(&[("API_KEY", "k"), ("AUTH_METHOD", "HMAC")]))
            .contains("set the option `signing_secret` or the environment variable `THINGS_SDK_SIGNING_SECRET`: ")
    );
    assert!(
        fault(Client::builder("k").rate_limits(sdk_runtime::RateLimits::Percent(101))).contains("1 to 100 percent")
    );
    assert!(fault(Client::builder(" ")).contains("`api_key` is empty"));
    assert!(fault(Client::builder("k").credential("nope", "s")).contains("there is `key`"));
    assert!(fault(Client::builder("k").default_header("bad name", "v")).contains("not a header name"));
    assert!(fault(Client::builder("k").base_url("example.com")).contains("`base_url` has to be a URL like"));
}

#[tokio::test]
async fn a_call_is_held_to_the_bounds_of_its_client() {
    let fake = FakeTransport::new().response(ok(r#"{"data":{}}"#));
    let client = Client::builder("k").transport(fake.clone()).build().unwrap();
    let get = || client.things().get_thing("a");
    for (call, text) in [
        (get().max_retries(6), "the option `max_retries` has to be a whole number from 0 to 5, but is `6`"),
        (get().timeout(Duration::ZERO), "the option `timeout` has to be a whole number of milliseconds of at least 1"),
    ] {
        let error = call.await.unwrap_err();
        assert!(error.is_request() && !error.may_have_been_processed(), "{error}");
        assert!(error.to_string().starts_with(&format!("get-thing: the call was not sent: {text}")), "{error}");
    }
    assert!(fake.requests().is_empty());
    // A part of a millisecond is not zero, and stays what it is.
    get().max_retries(5).timeout(Duration::from_micros(10)).await.unwrap();
    assert_eq!(fake.options()[0].timeout(), Some(Duration::from_micros(10)));
}

static FREE_API: sdk_runtime::__private::Api = sdk_runtime::__private::Api::new("free", None)
    .server("https://x")
    .options(&[sdk_runtime::__private::OptionSpec::new("timeout").min(0)]);

#[tokio::test]
async fn no_time_is_no_bound_where_the_api_has_it_so() {
    static GET: sdk_runtime::__private::Operation =
        sdk_runtime::__private::Operation::new("get", sdk_runtime::__private::Method::Get, "/x");
    let fake = FakeTransport::new().response(ok(""));
    let client = Builder::<sdk_runtime::Client>::new(&FREE_API).transport(fake.clone()).build().unwrap();
    client.call(&GET, sdk_runtime::__private::decode::empty).timeout(Duration::ZERO).send().await.unwrap();
    assert_eq!(fake.options()[0].timeout(), None);
}

/// Making a client and using it fail with one type.
#[tokio::test]
async fn one_error_is_enough() {
    async fn whole(builder: Builder<Client>) -> Result<(), generated::Error> {
        let client: Client = builder.build()?;
        client.things().get_thing("a").await?;
        Ok(())
    }
    let error = whole(Client::builder(" ")).await.unwrap_err();
    assert!(error.is_config() && error.code().is_none(), "{error}");
    let made: Result<Client, generated::Error> = Client::from_env();
    drop(made);
}

/// Notes what goes over the default transport.
#[derive(Clone)]
struct Noted(sdk_runtime::ReqwestTransport, std::sync::Arc<std::sync::Mutex<Vec<String>>>);

impl sdk_runtime::Transport for Noted {
    fn send(
        &self,
        request: sdk_runtime::http::Request<sdk_runtime::Body>,
        options: sdk_runtime::SendOptions,
    ) -> sdk_runtime::BoxFuture<'_, Result<sdk_runtime::http::Response<sdk_runtime::Body>, TransportError>> {
        let line = format!("{} {}", request.method(), request.uri().path());
        Box::pin(async move {
            let response = self.0.send(request, options).await;
            let end =
                response.as_ref().map_or_else(ToString::to_string, |response| response.status().as_u16().to_string());
            self.1.lock().unwrap().push(format!("{line}: {end}"));
            response
        })
    }
}

#[tokio::test]
async fn the_default_transport_can_be_wrapped() {
    let server = Server::start(vec![json(200, r#"{"data":{"id":"a"}}"#), json(404, "{}")]);
    let noted = Noted(sdk_runtime::ReqwestTransport::new().unwrap(), std::sync::Arc::default());
    let client = Client::builder("hunter2").base_url(&server.url).transport(noted.clone()).build().unwrap();
    assert_eq!(client.things().get_thing("a").lang("en").await.unwrap().id().unwrap(), "a");
    assert!(client.things().get_thing("b").await.unwrap_err().is_not_found());
    assert_eq!(*noted.1.lock().unwrap(), ["GET /things/2026-07/things/a: 200", "GET /things/2026-07/things/b: 404"]);

    let proxy = Server::start(vec![json(200, r#"{"data":{"id":"via"}}"#)]);
    let options = sdk_runtime::ReqwestTransport::builder().connect_timeout(Duration::from_secs(9));
    let transport = options.clone().proxy(proxy.url.replace("http://", "http://me:hunter2@")).build().unwrap();
    let client = Client::builder("k").base_url("http://far.example.com").transport(transport).build().unwrap();
    assert_eq!(client.things().get_thing("a").await.unwrap().id().unwrap(), "via");
    let error =
        options.clone().proxy("ftp://me:hunter2@h").build().map(drop).map_err(sdk_runtime::Error::from).unwrap_err();
    assert!(error.is_config() && error.to_string().contains("`proxy` has to be a URL like"), "{error}");
    assert!(!format!("{error:?} {:?}", options.proxy("http://me:hunter2@h")).contains("hunter2"));
}

#[test]
fn secrets_are_never_repeated() {
    let secret = "hunter2\u{1}";
    let faults = [
        fault(Client::builder(secret)),
        fault(Client::builder("k").proxy(format!("socks://u:{secret}@p"))),
        fault(Client::builder("k").base_url("https://u:hunter2@h")),
        fault(Client::builder("k").default_header("x", secret)),
        fault(env(&[("API_KEY", "k"), ("PROXY", "ftp://u:hunter2@p")])),
        format!("{:?}", Client::builder("hunter2").signing_secret("hunter2")),
        format!("{:?}", Client::builder("hunter2").proxy("http://u:hunter2@p:1").build().unwrap()),
        format!("{:?}", Secret::new("hunter2")),
    ];
    for text in faults {
        assert!(!text.contains("hunter2"), "{text}");
    }
}

#[tokio::test]
async fn calls_without_a_credential_are_refused_unless_they_need_none() {
    let fake = FakeTransport::new().response(ok("csv"));
    let client: Client = Builder::new(API).transport(fake.clone()).build().unwrap();
    let error = client.things().get_thing("a").await.unwrap_err();
    assert!(error.is_request() && error.to_string().contains("`api_key` (scheme `key`)"), "{error}");
    assert_eq!(client.things().export().await.unwrap(), "csv");
    assert_eq!(fake.requests().len(), 1);
}

#[tokio::test]
async fn the_proxy_gets_the_calls() {
    let proxy = Server::start(vec![json(200, r#"{"data":{"id":"via"}}"#)]);
    let url = proxy.url.replace("http://", "http://me:p%40ss@");
    let client = Client::builder("k").base_url("http://far.example.com").proxy(url).build().unwrap();
    assert_eq!(client.things().get_thing("a").await.unwrap().id().unwrap(), "via");
    let seen = proxy.seen().remove(0);
    assert_eq!(seen.target, "http://far.example.com/things/2026-07/things/a");
    assert_eq!(seen.header("proxy-authorization"), Some("Basic bWU6cEBzcw=="));
}

#[tokio::test]
async fn the_fake_transport_fails_by_its_script() {
    let fake = FakeTransport::new().fail(TransportError::timeout("late"));
    let client = Client::builder("k").transport(fake).max_retries(0).build().unwrap();
    let error = client.things().get_thing("a").await.unwrap_err();
    assert!(error.is_timeout());
    assert_eq!(error.to_string(), "get-thing: no response in time: late");
    assert!(client.things().get_thing("a").await.unwrap_err().to_string().contains("no further response"));
}
