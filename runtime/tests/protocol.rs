//! What the data of an API can say beyond OpenAPI, over real HTTP on loopback: pages by offset, link, URL and body; keys of
//! idempotency; success by other values than numbers; rate limits in every form.
#![cfg(all(feature = "test-util", feature = "reqwest"))]
#![allow(missing_docs, dead_code, reason = "a test")]

use sdk_runtime::__private::{
    Api, Call, Envelope, Idempotency, Method, Operation, PageParameter, Pagination, RateHeaders, SecurityScheme,
    SecuritySchemeKind, SuccessRule, SuccessValue, decode,
};
use sdk_runtime::testing::{MockResponse, MockServer, ReceivedRequest};
use sdk_runtime::{Builder, Client, Items, RetryPolicy};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

sdk_runtime::error_type! { Error }

static API: Api = Api::new("x", None)
    .server("https://api.example.com/v1")
    .schemes(&[SecurityScheme::new("key", SecuritySchemeKind::ApiKeyHeader("x-key"))])
    .security(&[&["key"]]);

fn client(server: &MockServer) -> Client {
    of(&API, server)
}

fn of(api: &'static Api, server: &MockServer) -> Client {
    let builder: Builder<Client> = Builder::new(api).api_key("hunter2").base_url(server.url());
    builder.retry_policy(RetryPolicy::new().base(Duration::ZERO)).build().unwrap()
}

/// A list of numbers.
struct List {
    call: Call<Vec<u64>>,
}
sdk_runtime::paged_operation! { List => Vec<u64>, u64, Error { items [] } }

fn list(client: &Client, operation: &'static Operation) -> List {
    List { call: client.call(operation, decode::json) }
}

async fn all(mut items: Items<u64, Error>) -> Vec<u64> {
    let mut all = Vec::new();
    while let Some(item) = items.try_next().await.unwrap() {
        all.push(item);
    }
    assert!(items.is_done());
    all
}

fn query<'a>(request: &'a ReceivedRequest, name: &str) -> Option<&'a str> {
    let (_, query) = request.target().split_once('?')?;
    query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
}

fn targets(server: &MockServer) -> Vec<String> {
    server.requests().iter().map(|request| request.target().to_owned()).collect()
}

static BY_LINK: Operation = Operation::new("by-link", Method::Get, "/things").pagination(Pagination::link().items(&[]));

/// Three pages of two, with this link to the page of a number.
fn linked(link: impl Fn(usize) -> String + Send + Sync + 'static) -> MockServer {
    MockServer::start(move |request| {
        let page: usize = query(request, "page").map_or(1, |text| text.parse().unwrap());
        let response = MockResponse::json(200, &json!([2 * page - 1, 2 * page]));
        let first = response.header("link", r#"</v1/things?page=1>; rel="first""#);
        if page < 3 { first.header("link", &link(page + 1)) } else { first }
    })
    .unwrap()
}

#[tokio::test]
async fn pages_by_link() {
    let url: Arc<OnceLock<String>> = Arc::default();
    let own = Arc::clone(&url);
    let absolute = linked(move |page| format!(r#"<{}/v1/things?page={page}>; rel="next""#, own.get().unwrap()));
    url.set(absolute.url()).unwrap();
    let relative = linked(|page| format!(r#"<?page={page}&a=%20b>; title="x, y"; rel="prefetch next""#));
    for server in [&absolute, &relative] {
        let client = client(server);
        assert_eq!(all(list(&client, &BY_LINK).stream()).await, [1, 2, 3, 4, 5, 6]);
        let requests = server.requests();
        assert_eq!(requests.len(), 3);
        assert!(requests.iter().all(|request| request.header("x-key") == Some("hunter2")));
        assert_eq!(requests[0].target(), "/v1/things");
        assert!(requests[2].target().starts_with("/v1/things?page=3"), "{}", requests[2].target());
    }
    let mut pages = list(&client(&relative), &BY_LINK).pages();
    pages.try_next().await.unwrap();
    let cursor = pages.cursor().unwrap().to_owned();
    assert_eq!(cursor, format!("{}/v1/things?page=2&a=%20b", relative.url()));
    assert_eq!(all(list(&client(&relative), &BY_LINK).stream().start_at(&cursor)).await, [3, 4, 5, 6]);
}

#[tokio::test]
async fn credentials_go_to_no_other_origin() {
    let other = linked(|_| String::new());
    let url = other.url();
    let server = linked(move |page| format!(r#"<{url}/v1/things?page={page}>; rel="next""#));
    let mut items = list(&client(&server), &BY_LINK).stream();
    assert_eq!(items.try_next().await.unwrap(), Some(1));
    assert_eq!(items.try_next().await.unwrap(), Some(2));
    for _ in 0..2 {
        let error = items.try_next().await.unwrap_err();
        assert!(error.is_decode() && error.to_string().contains("another origin"), "{error}");
    }
    assert!(other.requests().is_empty(), "nothing was sent there");
    let cursor = format!("{}/v1/things", other.url());
    assert!(list(&client(&server), &BY_LINK).pages().start_at(&cursor).try_next().await.is_err());
    assert!(other.requests().is_empty(), "nor by a cursor from elsewhere");

    // Where the description allows it, they go there.
    let origin: &'static str = String::leak(other.url());
    let origins: &'static [&'static str] = Vec::leak(vec![origin]);
    let pagination = Pagination::link().items(&[]).origins(origins);
    let allowed = Operation::new("allowed", Method::Get, "/things").pagination(pagination);
    let mut items = list(&client(&server), Box::leak(Box::new(allowed))).stream();
    for expected in [1, 2, 3] {
        assert_eq!(items.try_next().await.unwrap(), Some(expected));
    }
    assert_eq!(targets(&other), ["/v1/things?page=2"]);
}

#[tokio::test]
async fn pages_by_url_in_the_response() {
    static BY_URL: Operation = Operation::new("by-url", Method::Get, "/things")
        .payload(&["hits"])
        .pagination(Pagination::next_url(&["links", "next"]).items(&["hits"]));
    let server = MockServer::start(|request| {
        let (hits, next) = match query(request, "after") {
            None => (json!([1, 2]), json!("/v1/things?after=2")),
            Some("2") => (json!([3]), json!("things?after=3")),
            Some(_) => (json!([]), Value::Null),
        };
        MockResponse::json(200, &json!({"hits": hits, "links": {"next": next}}))
    })
    .unwrap();
    assert_eq!(all(list(&client(&server), &BY_URL).stream()).await, [1, 2, 3]);
    assert_eq!(targets(&server), ["/v1/things", "/v1/things?after=2", "/v1/things?after=3"]);
}

#[tokio::test]
async fn pages_by_offset() {
    static BY_OFFSET: Operation = Operation::new("by-offset", Method::Get, "/things")
        .payload(&["hits"])
        .pagination(Pagination::offset("skip", "take", 3, 0).total(&["all"]).items(&["hits"]));
    static WITHOUT_TOTAL: Operation = Operation::new("without-total", Method::Get, "/things")
        .payload(&["hits"])
        .pagination(Pagination::offset("skip", "take", 3, 0).items(&["hits"]));
    let server = MockServer::start(|request| {
        let start: u64 = query(request, "skip").map_or(0, |text| text.parse().unwrap());
        let hits: Vec<u64> = (start..(start + 3).min(7)).collect();
        MockResponse::json(200, &json!({"hits": hits, "all": 7}))
    })
    .unwrap();
    let client = client(&server);
    let expected: Vec<u64> = (0..7).collect();
    assert_eq!(all(list(&client, &BY_OFFSET).stream()).await, expected);
    assert_eq!(targets(&server), ["/v1/things", "/v1/things?skip=3", "/v1/things?skip=6"]);
    assert_eq!(all(list(&client, &WITHOUT_TOTAL).stream()).await, expected);
    assert_eq!(server.requests().len(), 3, "a page that is not full is the last");
    assert_eq!(all(list(&client, &BY_OFFSET).stream().start_at("5")).await, [5, 6]);
}

/// A search whose cursor is in the body.
struct Search {
    call: Call<Vec<u64>>,
}
sdk_runtime::paged_operation! { Search => Vec<u64>, u64, Error { items [] } }

#[tokio::test]
async fn pages_by_a_cursor_in_the_body() {
    static SEARCH: Operation = Operation::new("search", Method::Post, "/search")
        .payload(&["hits"])
        .pagination(Pagination::cursor("page.after", &["next"]).parameter(PageParameter::BodyText).items(&["hits"]));
    static BY_NUMBER: Operation = Operation::new("by-number", Method::Post, "/search")
        .payload(&["hits"])
        .pagination(Pagination::offset("from", "size", 2, 0).parameter(PageParameter::BodyNumber).items(&["hits"]));
    let server = MockServer::start(|request| {
        let body = request.json();
        if let Some(from) = body.get("from").and_then(Value::as_u64) {
            return MockResponse::json(200, &json!({"hits": if from == 2 { json!([3]) } else { json!([]) }}));
        }
        match body.pointer("/page/after").and_then(Value::as_str) {
            Some("c2") => MockResponse::json(200, &json!({"hits": [3], "next": null})),
            _ => MockResponse::json(200, &json!({"hits": [1, 2], "next": "c2"})),
        }
    })
    .unwrap();
    let client = client(&server);
    let search = |operation, body: &Value| Search { call: client.call(operation, decode::json).json(body) };
    assert_eq!(all(search(&SEARCH, &json!({"page": {"size": 2}, "q": "x"})).stream()).await, [1, 2, 3]);
    let bodies: Vec<String> = server.requests().iter().map(|request| utf8(request.body())).collect();
    assert_eq!(bodies, [r#"{"page":{"size":2},"q":"x"}"#, r#"{"page":{"after":"c2","size":2},"q":"x"}"#]);
    assert_eq!(all(search(&BY_NUMBER, &json!({"q": "x"})).stream()).await, [1, 2, 3]);
    let bodies: Vec<String> = server.requests().iter().map(|request| utf8(request.body())).collect();
    assert_eq!(bodies, [r#"{"q":"x"}"#, r#"{"from":2,"q":"x"}"#]);
}

fn utf8(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A server that fails this many times, and then responds.
fn failing(times: usize) -> MockServer {
    let count = AtomicUsize::new(0);
    MockServer::start(move |_| match count.fetch_add(1, Ordering::SeqCst) {
        failed if failed < times => MockResponse::json(503, &json!({})),
        _ => MockResponse::json(200, &json!({})),
    })
    .unwrap()
}

#[tokio::test]
async fn a_call_has_one_key_for_all_its_attempts() {
    static BY_HEADER: Operation =
        Operation::new("by-header", Method::Post, "/things").idempotency(Idempotency::KeyHeader("idempotency-key"));
    static BY_PROPERTY: Operation =
        Operation::new("by-property", Method::Post, "/things").idempotency(Idempotency::KeyProperty("meta.request_id"));
    static WITHOUT: Operation = Operation::new("without", Method::Post, "/things");
    let server = failing(2);
    let client = client(&server);
    client.call(&BY_HEADER, decode::empty).json(&json!({"n": 1})).send().await.unwrap();
    client.call(&BY_HEADER, decode::empty).send().await.unwrap();
    let keys: Vec<String> =
        server.requests().iter().map(|request| request.header("idempotency-key").unwrap().to_owned()).collect();
    assert_eq!(keys.len(), 4);
    assert!(keys[0] == keys[1] && keys[1] == keys[2], "{keys:?}");
    assert_ne!(keys[2], keys[3], "another call has another key");
    assert_eq!(keys[0].len(), 36);

    let server = failing(1);
    let client = self::client(&server);
    client.call(&BY_PROPERTY, decode::empty).json(&json!({"n": 1.5})).send().await.unwrap();
    let bodies: Vec<Value> = server.requests().iter().map(ReceivedRequest::json).collect();
    assert_eq!(bodies.len(), 2);
    assert_eq!(bodies[0], bodies[1]);
    assert_eq!((bodies[0]["meta"]["request_id"].as_str().unwrap().len(), &bodies[0]["n"]), (36, &json!(1.5)));

    // The caller's own key stays.
    let call = client.call(&BY_HEADER, decode::empty).extra_header("idempotency-key", "mine");
    call.send().await.unwrap();
    assert_eq!(server.requests()[0].header("idempotency-key"), Some("mine"));
    let call = client.call(&BY_PROPERTY, decode::empty).json(&json!({"meta": {"request_id": "mine"}}));
    call.send().await.unwrap();
    assert_eq!(server.requests()[0].json(), json!({"meta": {"request_id": "mine"}}));

    // Without a key such a call is not repeated.
    let server = failing(1);
    assert!(self::client(&server).call(&WITHOUT, decode::empty).send().await.is_err());
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn success_by_a_flag_or_a_word() {
    static FLAG: Api = Api::new("flag", None).server("https://x").envelope(
        Envelope::new()
            .code(&["error", "code"])
            .message(&["error", "text"])
            .success(SuccessRule::StatusAndCode(&[SuccessValue::Bool(true)]))
            .success_path(&["success"]),
    );
    static WORD: Api = Api::new("word", None).server("https://x").envelope(
        Envelope::new()
            .code(&["status"])
            .success(SuccessRule::Code(&[SuccessValue::Text("OK"), SuccessValue::Number(0)])),
    );
    static GET: Operation = Operation::new("get", Method::Get, "/thing").payload(&["data"]);
    let server = MockServer::start(|request| {
        let text = request.header("x-body").unwrap();
        MockResponse::bytes(200, "application/json", text)
    })
    .unwrap();
    let get = async |api: &'static Api, body: &str| {
        let call = of(api, &server).call(&GET, decode::json::<u64>);
        call.extra_header("x-body", body).send().await.map_err(|error| (error.is_api(), error.code_number()))
    };
    assert_eq!(get(&FLAG, r#"{"success":true,"data":7}"#).await, Ok(7));
    assert_eq!(get(&FLAG, r#"{"data":7,"success":true}"#).await, Ok(7));
    assert_eq!(get(&FLAG, r#"{"success":false,"data":7,"error":{"code":12}}"#).await, Err((true, Some(12))));
    assert_eq!(get(&FLAG, r#"{"success":false,"error":{"code":12}}"#).await, Err((true, Some(12))));
    assert_eq!(get(&WORD, r#"{"status":"OK","data":7}"#).await, Ok(7));
    assert_eq!(get(&WORD, r#"{"status":"0","data":7}"#).await, Ok(7));
    assert_eq!(get(&WORD, r#"{"status":"ok","data":7}"#).await, Err((true, None)));
    assert_eq!(get(&WORD, r#"{"status":"FAILED"}"#).await, Err((true, None)));
}

#[tokio::test]
async fn the_reset_is_seen_in_every_form() {
    use sdk_runtime::__private::ResetUnit;
    const NAME: &str = "x-reset";
    macro_rules! seen {
        ($unit:ident, $text:expr) => {{
            static LIMITED: Api = Api::new("limited", None)
                .server("https://x")
                .rate_headers(RateHeaders::new().reset(NAME, ResetUnit::$unit));
            static GET: Operation = Operation::new("get", Method::Get, "/thing");
            let server = MockServer::start(|_| {
                let response = MockResponse::json(429, &json!({})).header(NAME, $text);
                response.header("date", "Sun, 06 Nov 1994 08:49:37 GMT")
            })
            .unwrap();
            let client: Client = Builder::new(&LIMITED).base_url(server.url()).max_retries(0).build().unwrap();
            let error = client.call(&GET, decode::empty).send().await.unwrap_err();
            error.retry_after().map(|wait| wait.as_millis())
        }};
    }
    assert_eq!(seen!(EpochSeconds, "784111779"), Some(2_000));
    assert_eq!(seen!(EpochMilliseconds, "784111777250"), Some(250));
    assert_eq!(seen!(DeltaSeconds, "3"), Some(3_000));
    assert_eq!(seen!(HttpDate, "Sun, 06 Nov 1994 08:50:37 GMT"), Some(60_000));
    assert_eq!(seen!(Duration, "1m30s"), Some(90_000));
    assert_eq!(seen!(Duration, "120ms"), Some(120));
    assert_eq!(seen!(Duration, "soon"), None);
}
