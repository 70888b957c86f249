//! The contract with generated code: a small API as the generator would write it, against a server on loopback.
#![cfg(feature = "reqwest")]
#![allow(missing_docs, dead_code, unreachable_pub, unused_qualifications, reason = "a test")]

mod generated;
mod support;

use generated::models::{CreateThing, Fitted, Half, Login, Loose, Outcome, Shape, Square, Thing, Tried, Upload};
use generated::{Client, Error, ErrorCode, enums};
use sdk_runtime::{File, Maybe, Value};
use serde_json::json as value;
use std::time::Duration;
use support::{Server, json};

fn client(server: &Server) -> Client {
    Client::builder("k3y").base_url(&server.url).max_retries(0).build().unwrap()
}

#[tokio::test]
async fn a_call_goes_out_as_described_and_comes_back_typed() {
    let body = r#"{"meta":{"code":200},"data":{"id":"t/1","total":"3","price":2,"active":"true","state":"all done",
        "level":9,"page":{"number":1.0,"more":5},"tags":null,"parts":[{"kind":"circle","radius":"1.5"},
        {"kind":"cluster","id":7},{"kind":"star"},null],"custom_fields":[],"due":"2026-07-09","tree":[[],[[]]],"new":[1]}}"#;
    let response = json(200, body)
        .header("x-trace-id", "trace-1")
        .header("x-api-version", "2026-07")
        .header("x-ratelimit-limit", "10")
        .header("x-ratelimit-remaining", "9")
        .header("x-ratelimit-reset", "1800000000");
    let server = Server::start(vec![response.clone(), response]);
    let things = client(&server).things();
    let got =
        things.get_thing("t/1").lang("fr & en").header("x-more", "1").query_param("q", "é").send_with_meta().await;
    let got = got.unwrap();

    assert_eq!(got.id().unwrap(), "t/1");
    assert_eq!(got.total().unwrap(), 3);
    assert_eq!((got.price, got.active), (Some(2.0), Some(true)));
    assert_eq!(got.state, Some(enums::State::Done));
    assert!(got.level.as_ref().unwrap().is_unknown());
    assert_eq!(got.page().unwrap().number, Some(1));
    assert_eq!(got.page().unwrap().extra["more"], 5);
    assert!(got.tags.is_empty());
    assert!(matches!(&got.parts[0], Shape::Circle(circle) if circle.radius == Some(1.5)));
    assert!(matches!(&got.parts[1], Shape::Group(thing) if thing.id.as_deref() == Some("7")));
    assert!(matches!(&got.parts[2], Shape::Unknown(value) if value["kind"] == "star"));
    assert_eq!(got.parts.len(), 3);
    assert_eq!(got.custom, Some(Default::default()));
    assert_eq!(got.extra["new"], value!([1]));
    assert_eq!(got.status(), 200);
    assert_eq!(got.request_id(), Some("trace-1"));
    assert_eq!(got.served_version(), Some("2026-07"));
    let rate = got.rate_limit();
    assert_eq!((rate.limit(), rate.remaining(), rate.reset()), (Some(10), Some(9), Some(1_800_000_000)));
    assert_eq!(got.attempts().count(), 1);

    let again: Thing = things.get_thing("t/1").await.unwrap();
    assert_eq!(&again, got.data());
    let seen = server.seen().remove(0);
    assert_eq!(seen.method, "GET");
    assert_eq!(seen.target, "/things/2026-07/things/t%2F1?lang=fr%20%26%20en&q=%C3%A9");
    assert_eq!(seen.header("x-api-key"), Some("k3y"));
    assert_eq!(seen.header("x-more"), Some("1"));
    assert!(seen.header("user-agent").unwrap().starts_with("sdk-runtime/"));
    assert_eq!(seen.header("content-type"), None);
}

/// What is wrong is told, and nothing of the value.
#[tokio::test]
async fn values_that_no_field_takes_are_reported_to_the_hook() {
    let body = r#"{"meta":{"code":201},"data":{"id":"n","total":"Ann","tags":["a",{"b":"Ann"}],"parts":[{"kind":"circle",
        "radius":"Ann"},{"kind":"circle","radius":2}],"new":"Ann"}}"#;
    let server = Server::start(vec![json(200, body).header("x-trace-id", "trace-1")]);
    let reports = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let seen = reports.clone();
    let builder = Client::builder("k3y").base_url(&server.url).max_retries(0);
    let client = builder.on_odd_value(move |value| seen.lock().unwrap().push(value.to_string())).build().unwrap();
    let got = client.things().get_thing("t/1").await.unwrap();
    assert_eq!((got.total, got.tags.len(), got.parts.len()), (None, 1, 2));
    let mut reports = reports.lock().unwrap();
    reports.sort();
    assert_eq!(
        *reports,
        [
            "get-thing: `data.parts[0].radius`: invalid value: string, expected a number (request trace-1)",
            "get-thing: `data.tags[1]`: invalid type: object, expected a string (request trace-1)",
            "get-thing: `data.total`: invalid value: string, expected an integer that fits i64 (request trace-1)",
        ]
    );
}

#[tokio::test]
async fn bodies_parameters_and_cookies() {
    let empty = json(200, r#"{"meta":{"code":200},"data":[]}"#);
    let created = json(201, r#"{"data":{"thing":{"id":"n"}},"meta":{"code":201}}"#);
    let server = Server::start(vec![created, empty.clone(), empty.clone(), empty]);
    let client = Client::builder("k").server_url(format!("{}/v", server.url)).build().unwrap();
    let body = CreateThing::new("n")
        .note(None)
        .tags(["a"])
        .kind("open")
        .shape(Square { side: 1.0, extra: Default::default() });
    assert_eq!(client.things().create_thing(body).await.unwrap().id().unwrap(), "n");
    let list =
        client.things().list_things().states(["open", "a,b"]).filter(value!({"a": {"b": [1, 2]}})).session("x y");
    assert_eq!(list.await.unwrap(), []);
    let file = File::new(&b"PNG"[..]).name("a.png");
    let upload = Upload { title: "T".into(), file, level: Some(enums::Level::N2), extra: Default::default() };
    client.things().upload(upload).await.unwrap();
    client.things().export().await.unwrap();

    let seen = server.seen();
    let thing = value!({"name": "n", "note": null, "tags": ["a"], "owner": null, "kind": "open",
        "shape": {"kind": "square", "side": 1}});
    assert_eq!(serde_json::from_str::<serde_json::Value>(seen[0].text()).unwrap(), value!({ "thing": thing }));
    assert_eq!(seen[0].header("content-type"), Some("application/json"));
    assert_eq!(seen[1].target, "/v/things?states=open,a%2Cb&filter%5Ba%5D%5Bb%5D=1&filter%5Ba%5D%5Bb%5D=2&j=%5B1%5D");
    assert_eq!((seen[1].header("cookie"), seen[1].header("x-session")), (Some("session=x%20y"), Some("s")));
    assert!(seen[2].header("content-type").unwrap().starts_with("multipart/form-data; boundary="));
    assert!(seen[2].text().contains("filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\nPNG\r\n"));
    assert!(seen[2].text().contains("name=\"level\"\r\n\r\n2\r\n"));
    assert_eq!((seen[3].header("x-api-key"), seen[3].header("accept")), (None, Some("text/csv")));
}

#[tokio::test]
async fn errors_tell_all_they_know() {
    let exists = r#"{"meta":{"code":4003,"message":"It exists.","type":"BadRequest"},"data":{"id":"t9"}}"#;
    let server = Server::start(vec![
        json(400, exists).header("x-trace-id", "r-1"),
        json(404, r#"{"meta":{"code":4004}}"#),
        json(200, r#"{"meta":{"code":"slow-down"},"data":[]}"#),
        json(200, r#"{"meta":{"code":511,"message":"no"},"data":{}}"#),
        json(502, "<html>bad gateway</html>"),
        json(302, "").header("location", "http://elsewhere/"),
    ]);
    let things = client(&server).things();
    let get = async || things.get_thing("x").await.unwrap_err();

    let error = get().await;
    assert_eq!(error.code(), Some(ErrorCode::ThingExists));
    assert!(error.is_api() && error.is_already_exists() && !error.is_retryable());
    assert_eq!((error.status(), error.code_number(), error.kind_word()), (Some(400), Some(4003), Some("BadRequest")));
    assert_eq!(error.payload_json::<Thing>().unwrap().id.as_deref(), Some("t9"));
    assert_eq!(error.body_json::<Value>().unwrap()["meta"]["code"], 4003);
    assert_eq!(error.body().unwrap(), exists.as_bytes());
    assert_eq!(
        error.to_string(),
        "get-thing: the API responded with 400 Bad Request, THING_EXISTS (4003): It exists. [request id r-1]"
    );
    let error = get().await;
    assert!(error.is_not_found());
    assert_eq!(
        error.to_string(),
        "get-thing: the API responded with 404 Not Found, THING_MISSING (4004): No such thing."
    );
    let error = get().await;
    assert!(error.is_rate_limited() && error.is_retryable());
    assert_eq!((error.code(), error.status()), (Some(ErrorCode::TooMany), Some(200)));
    let error = get().await;
    assert!(error.is_server() && matches!(error.code(), Some(ErrorCode::Unknown(_))));
    let error = get().await;
    assert!(error.is_server() && error.code().is_none() && error.body() == Some(b"<html>bad gateway</html>"));
    let error = get().await;
    assert!(error.is_api() && error.to_string().contains("redirect"), "{error}");
    assert_eq!(server.seen().len(), 6);
}

#[tokio::test]
async fn answers_that_cannot_be_read_say_where() {
    let server = Server::start(vec![
        json(200, r#"{"meta":{"code":200},"data":{"things":[{"id":"a"},"many"]}}"#),
        json(200, "<html>"),
        json(200, ""),
        json(200, r#"{"meta":{"code":200}}"#),
    ]);
    let things = client(&server).things();
    let error = things.list_things().await.unwrap_err();
    assert!(error.is_decode() && error.status() == Some(200));
    assert_eq!(error.decode_path(), Some("data.things[1]"));
    assert!(error.decode_snippet().unwrap().contains("many") && !error.body().unwrap().is_empty());
    assert!(things.get_thing("x").await.unwrap_err().is_decode());
    assert!(things.get_thing("x").await.unwrap_err().to_string().contains("empty"));
    assert!(things.get_thing("x").await.unwrap_err().to_string().contains("no `data`"));
    let missing: Error = Thing::default().id().unwrap_err().into();
    assert!(missing.is_decode() && missing.to_string().contains("`id` in Thing"));
    assert!(sdk_runtime::Error::from(missing).is_decode());
}

/// All texts of an error.
fn texts(error: &Error) -> String {
    let mut texts = format!("{error}\n{error:?}\n{error:#?}");
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        texts.push_str(&format!("\n{cause}\n{cause:?}"));
        source = cause.source();
    }
    texts
}

#[tokio::test]
async fn errors_of_decoding_repeat_no_value() {
    let responses = [
        (r#"{"data":"Ann Smith, ann@example.com"}"#, "data", "string, expected an object (Thing)"),
        (r#"{"data":"Ann, expected `Ann`\", expected Ann"}"#, "data", "string, expected an object (Thing)"),
        (r#"{"data":7531.5,"x":1}"#, "data", "floating point number, expected an object (Thing)"),
        (r#"{"x":1,"data":["Ann"]}"#, "data", "array, expected an object (Thing)"),
        (r#""Ann""#, "", "string, expected an object"),
        (r#"{"data":{"id":"Ann","#, "data", "the text ends inside a value"),
        (r#"{"data":{"id":"Ann" "Ann"}}"#, "data.id", "expected `,` or `}`"),
    ];
    let server = Server::start(responses.iter().map(|(body, ..)| json(200, body)).collect());
    let things = client(&server).things();
    for (body, path, expected) in responses {
        let error = things.get_thing("x").await.unwrap_err();
        assert!(error.is_decode() && std::error::Error::source(&error).is_some(), "{error}");
        assert_eq!(error.decode_path(), Some(path), "{body}");
        assert!(error.to_string().contains(expected), "{error}");
        let texts = texts(&error);
        assert!(!texts.contains("Ann") && !texts.contains("7531.5"), "{texts}");
        assert_eq!(error.body(), Some(body.as_bytes()));
        assert!(body.contains(error.decode_snippet().unwrap()));
    }
}

#[tokio::test]
async fn a_body_that_is_no_json_says_what_it_is() {
    let page = |media_type: &str| {
        let mut response = json(200, "<html><body>Ann</body></html>");
        response.headers = vec![("content-type".to_owned(), media_type.to_owned())];
        response
    };
    let mut bare = json(200, "Ann");
    bare.headers.clear();
    let server = Server::start(vec![page("text/html; charset=utf-8"), bare]);
    let things = client(&server).things();
    for expected in [
        "get-thing: the response cannot be read: the body is no JSON; its content type is `text/html; charset=utf-8` \
         (status 200)",
        "get-thing: the response cannot be read: the body is no JSON, and has no content type (status 200)",
    ] {
        let error = things.get_thing("x").await.unwrap_err();
        assert_eq!((error.to_string().as_str(), error.decode_path()), (expected, None));
        assert!(error.is_decode() && !texts(&error).contains("Ann"), "{error:?}");
    }
}

#[tokio::test]
async fn what_is_extra_takes_the_place_of_a_member() {
    let mut both = Login::new("me", ["a"]).key("k");
    both.extra.insert("user".to_owned(), value!("you"));
    both.extra.insert("scopes".to_owned(), value!("all"));
    let text = serde_json::to_string(&both).unwrap();
    assert_eq!(text, r#"{"key":"k","scopes":"all","user":"you"}"#);
    let mut written = generated::models::Square { side: 1.0, extra: Default::default() };
    written.extra.insert("side".to_owned(), value!("2 cm"));
    assert_eq!(serde_json::to_string(&written).unwrap(), r#"{"side":"2 cm"}"#);
    let mut upload = generated::models::Upload {
        title: "old".to_owned(),
        file: sdk_runtime::File::new(&b"PNG"[..]),
        level: None,
        extra: Default::default(),
    };
    upload.extra.insert("title".to_owned(), value!("new"));
    let server = Server::start(vec![json(200, "")]);
    client(&server).things().upload(upload).await.unwrap();
    let text = server.seen()[0].text().to_owned();
    assert!(text.matches("name=\"title\"").count() == 1 && text.contains("new") && !text.contains("old"), "{text}");
}

#[tokio::test]
async fn a_body_may_differ_by_status() {
    let server = Server::start(vec![
        json(200, r#"{"data":{"id":"a"}}"#),
        json(202, ""),
        json(202, r#"{"data":{"number":2}}"#),
        json(204, ""),
        json(299, "plain"),
    ]);
    let things = client(&server).things();
    let put = async || things.put_thing("x").await.unwrap();
    assert!(matches!(put().await, Outcome::Ok(thing) if thing.id.as_deref() == Some("a")));
    assert_eq!(put().await, Outcome::Accepted(None));
    assert!(matches!(put().await, Outcome::Accepted(Some(page)) if page.number == Some(2)));
    assert_eq!(put().await, Outcome::NoContent);
    assert_eq!(put().await, Outcome::Other("plain".into()));
}

#[tokio::test]
async fn calls_fail_before_during_and_without_sending() {
    let server = Server::start(vec![json(200, "{}").late(Duration::from_secs(5))]);
    let things = client(&server).things();
    for id in ["", ".", ".."] {
        assert!(things.get_thing(id).await.unwrap_err().is_request());
    }
    assert!(things.get_thing("x").header("bad name", "v").await.unwrap_err().is_request());
    assert_eq!(server.seen().len(), 0);
    let error = things.get_thing("x").timeout(Duration::from_millis(50)).await.unwrap_err();
    assert!(error.is_timeout() && error.is_transport() && !error.is_connect(), "{error:?}");
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let client = Client::builder("k").base_url(format!("http://{nobody}")).max_retries(0).build().unwrap();
    let error = client.things().get_thing("x").await.unwrap_err();
    assert!(error.is_connect() && !error.is_timeout() && error.attempts().count() == 1, "{error:?}");
}

#[tokio::test]
async fn an_answer_may_not_be_larger_than_allowed() {
    let server = Server::start(vec![json(200, &"x".repeat(300_000))]);
    let client = Client::builder("k").base_url(&server.url).max_response_bytes(1000).build().unwrap();
    let error = client.things().export().await.unwrap_err();
    assert!(error.is_transport() && error.to_string().contains("1000 bytes"), "{error}");
}

#[test]
fn aliases_fill_what_the_member_leaves_empty() {
    let name = |value: Value| serde_json::from_value::<Half>(value).unwrap().name;
    assert_eq!(name(value!({"title": "b"})).as_deref(), Some("b"));
    assert_eq!(name(value!({"title": "b", "name": "a"})).as_deref(), Some("a"));
    assert_eq!(name(value!({"name": "a", "title": "b"})).as_deref(), Some("a"));
    assert_eq!(name(value!({"label": "c", "name": null, "title": "b"})).as_deref(), Some("c"));
    assert_eq!(name(value!({"name": null, "title": null})), None);
    let half: Half = serde_json::from_value(value!({"label": "c"})).unwrap();
    assert!(half.extra.is_empty());
    assert_eq!(serde_json::to_value(half).unwrap(), value!({"name": "c"}));
}

#[test]
fn trying_takes_the_variant_that_knows_the_most() {
    let read = |value: Value| match Fitted::from(value) {
        Fitted::Half(_) => "half",
        Fitted::Whole(_) => "whole",
        _ => "other",
    };
    assert_eq!(read(value!({})), "half");
    assert_eq!(read(value!({"name": "a"})), "half");
    assert_eq!(read(value!({"name": "a", "size": 1})), "whole");
    // What neither knows counts for neither.
    assert_eq!(read(value!({"name": "a", "new": 1})), "half");
    assert_eq!(read(value!({"name": "a", "size": 1, "new": 1})), "whole");
    // Properties below count as well.
    assert_eq!(read(value!({"inner": {"radius": 1}})), "half");
    assert_eq!(read(value!({"inner": {"name": "b"}})), "whole");
    assert_eq!(read(value!([1])), "other");
}

#[test]
fn unions_choose_by_kind_of_json() {
    let read = |value: Value| Loose::from(value);
    assert_eq!(read(value!(null)), Loose::Nothing(()));
    assert_eq!(read(value!(true)), Loose::Yes(true));
    assert_eq!(read(value!(3)), Loose::Count(3));
    assert_eq!(read(value!(3.5)), Loose::Ratio(3.5));
    assert_eq!(read(value!("open")), Loose::State(enums::State::Open));
    assert_eq!(read(value!("x")), Loose::Text("x".into()));
    assert_eq!(read(value!(["a"])), Loose::List(vec!["a".into()]));
    assert!(matches!(read(value!({"radius": 1})), Loose::Round(_)));
    assert!(matches!(read(value!({"x": 1})), Loose::Object(_)));
    assert_eq!(Tried::from(value!([1])), Tried::List(vec![1]));
    assert_eq!(Tried::from(value!({})), Tried::Unknown(value!({})));
    assert_eq!(serde_json::to_value(Loose::Count(3)).unwrap(), 3);
}

#[test]
fn values_go_both_ways_and_secrets_do_not_show() {
    let login = Login::new("me", Vec::<String>::new()).key("hunter2");
    assert_eq!(serde_json::to_string(&login).unwrap(), r#"{"user":"me","key":"hunter2","scopes":[]}"#);
    let shown = r#"Login { user: Some("me"), key: <redacted>, scopes: [], extra: {} }"#;
    assert_eq!(format!("{login:?}"), shown);
    assert_eq!(format!("{:?}", Login::new("me", [""; 0])), shown.replace("<redacted>", "None"));
    let back: Login = serde_json::from_str(r#"{"user":"you","user":"me","key":"hunter2","scopes":null}"#).unwrap();
    assert_eq!(back, login);
    let empty: Login = serde_json::from_str("[]").unwrap();
    assert_eq!(empty.user, None);
    assert_eq!(serde_json::to_string(&Thing::default()).unwrap(), "{}");
    assert_eq!(enums::State::from("new").as_str(), "new");
    assert_eq!(enums::State::known().count() + enums::Level::known().count(), 4);
    assert_eq!("open".parse::<enums::State>().unwrap(), "open");
    assert_eq!(Maybe::<String>::from("x"), Maybe::Value("x".to_owned()));
}

#[test]
fn clients_are_shared_freely() {
    fn sendable<T: Clone + Send + Sync + 'static>() {}
    sendable::<Client>();
    sendable::<sdk_runtime::Client>();
    sendable::<sdk_runtime::__private::Call<Thing>>();
    sendable::<sdk_runtime::Builder<Client>>();
    fn error<T: std::error::Error + Send + Sync + 'static>() {}
    error::<Error>();
}
