//! The client and its options.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use aftership_tracking::v2026_07::Client;
use aftership_tracking::v2026_07::models::DetectCourierRequest;
use sdk_runtime::testing::Reply;
use sdk_runtime::{Builder, FakeTransport};
use serde_json::json;

use crate::support::{ID, KEY, Time, client, fault, fine, friendly, run, scripted, server};

/// A builder over an environment of these variables, with the prefix; it notes what is looked up.
fn env(variables: &[(&str, &str)], asked: &Arc<Mutex<Vec<String>>>) -> Builder<Client> {
    let variables: Vec<(String, String)> =
        variables.iter().map(|(name, value)| (format!("AFTERSHIP_TRACKING_SDK_{name}"), (*value).to_owned())).collect();
    let asked = Arc::clone(asked);
    let api = Client::builder(KEY).build().expect("right").runtime().api();
    Builder::from_env_with(api, move |name| {
        asked.lock().expect("nobody panics").push(name.to_owned());
        variables.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone())
    })
}

/// P26: clients cannot be closed, and with some options every group of operations or every call has a pool of its own.
#[test]
fn p26_one_pool_serves_all() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = listener.local_addr().expect("it has an address");
    let connections = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&connections);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            counter.fetch_add(1, Ordering::SeqCst);
            std::thread::spawn(move || {
                let (mut stream, mut seen) = (stream, Vec::new());
                let mut buffer = [0; 4096];
                // Requests without a body end with a blank line.
                while let Ok(length @ 1..) = stream.read(&mut buffer) {
                    seen.extend_from_slice(&buffer[..length]);
                    if seen.ends_with(b"\r\n\r\n") {
                        seen.clear();
                        let _ = stream
                            .write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 25\r\n\r\n{\"meta\":{},\"data\":{} }   ");
                    }
                }
            });
        }
    });
    let client = Client::builder(KEY).domain(format!("http://{address}")).build().expect("right");
    run(async {
        for _ in 0..2 {
            client.courier().get_couriers().await.expect("it is answered");
            client.tracking().get_trackings().await.expect("it is answered");
            client.clone().courier_connection().get_courier_connections().await.expect("it is answered");
        }
    });
    assert_eq!(connections.load(Ordering::SeqCst), 1);
}

/// P27: the domain is not checked, and a path in it is lost.
#[test]
fn p27_the_domain_is_checked_and_keeps_its_path() {
    for domain in ["", "api.example.com", "ftp://host", "http://", "http://host?x=1", "http://u:p@host", "http://a b"] {
        let text = fault(Client::builder(KEY).domain(domain));
        assert!(text.contains("`domain`"), "{domain:?}: {text}");
    }
    let server = friendly();
    for path in ["/gate/way", "/gate/way/"] {
        let client = Client::builder(KEY).domain(format!("{}{path}", server.url())).build().expect("right");
        run(client.tracking().get_tracking_by_id(ID).send()).expect("it is answered");
        assert_eq!(server.requests()[0].target, format!("/gate/way/tracking/2026-07/trackings/{ID}"));
    }
}

/// P28: a number that is none comes out as an error of the language.
#[test]
fn p28_variables_that_cannot_be_read_are_named() {
    for (name, value) in
        [("MAX_RETRY", "abc"), ("MAX_RETRY", "11"), ("MAX_RETRY", "-1"), ("TIMEOUT", "0"), ("TIMEOUT", "1s")]
    {
        let text = fault(env(&[("API_KEY", "k"), (name, value)], &Arc::default()));
        assert!(text.contains(&format!("AFTERSHIP_TRACKING_SDK_{name}")) && text.contains(value), "{text}");
    }
    assert!(fault(env(&[], &Arc::default())).contains("AFTERSHIP_TRACKING_SDK_API_KEY"));
}

/// The options that the README documents, with their variables.
fn documented() -> Vec<(String, String)> {
    let readme = include_str!("../../../generated/aftership-tracking/README.md");
    let rows = readme.lines().filter(|line| line.starts_with("| `") && line.contains("AFTERSHIP_TRACKING_SDK_"));
    let cell = |row: &str, index: usize| row.split('`').nth(index).expect("the cell is code").to_owned();
    rows.map(|row| (cell(row, 1), cell(row, 3))).collect()
}

/// P29: the README tells an option that has another name.
#[test]
fn p29_documented_options_exist() {
    let names: Vec<String> = documented().into_iter().map(|(name, _)| name).collect();
    assert_eq!(names.len(), 8, "{names:?}");
    for name in names {
        let builder = Client::builder(KEY);
        let builder = match name.as_str() {
            "api_key" => builder.api_key("k"),
            "auth_type" => builder.auth_type("API_KEY"),
            "api_secret" => builder.api_secret("s"),
            "domain" => builder.domain("http://127.0.0.1"),
            "user_agent" => builder.user_agent("x/1"),
            "proxy" => builder.proxy("http://127.0.0.1"),
            "max_retry" => builder.max_retry(1),
            "timeout" => builder.timeout(std::time::Duration::from_secs(1)),
            other => panic!("`{other}` is documented, and not known here"),
        };
        builder.build().unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}

/// P30: the headers of the answer to a list cannot be had.
#[test]
fn p30_a_list_comes_with_its_headers() {
    let server = server(|_| {
        let page = json!({"meta": {"code": 200}, "data": {"trackings": [{"id": ID}]}});
        let reply = Reply::json(200, &page).header("as-trace-id", "t-1").header("as-api-version", "2026-07");
        reply.header("x-ratelimit-limit", "6").header("x-ratelimit-remaining", "5").header("x-ratelimit-reset", "9")
    });
    let page = run(client(&server).tracking().get_trackings().send_with_meta()).expect("it is read");
    assert_eq!((page.request_id(), page.served_version()), (Some("t-1"), Some("2026-07")));
    let limit = page.rate_limit();
    assert_eq!((limit.limit, limit.remaining, limit.reset), (Some(6), Some(5), Some(9)));
    assert_eq!((page.trackings.len(), page.headers()["as-trace-id"].as_bytes()), (1, &b"t-1"[..]));
}

/// P30: nothing can be awaited.
#[test]
fn p30_calls_are_futures() {
    let fake = FakeTransport::new().reply(fine()).reply(fine());
    let client = scripted(&fake, &Time::default()).build().expect("right");
    let call = client.courier().detect_courier(DetectCourierRequest::new("1"));
    // Awaited as it is, and on another thread.
    std::thread::spawn(move || run(async { call.await })).join().expect("no panic").expect("it is answered");
    run(async { client.courier().get_couriers().await }).expect("it is answered");
    assert_eq!(fake.requests().len(), 2);
}

/// P31: a secret stands in the text of an error.
#[test]
fn p31_secrets_are_not_shown() {
    let secret = "hunter2-hunter2";
    let shown = |text: String| assert!(!text.contains("hunter2"), "{text}");
    for mode in ["RSA", "FOO"] {
        shown(fault(Client::builder(KEY).auth_type(mode).api_secret(secret)));
    }
    shown(fault(Client::builder(format!("{secret}\n\u{1}"))));
    shown(fault(Client::builder(KEY).proxy(format!("socks4://u:{secret}@host"))));
    shown(fault(Client::builder(KEY).domain(format!("https://u:{secret}@host"))));
    let builder = Client::builder(secret).auth_type("AES").api_secret(secret).proxy(format!("http://u:{secret}@host"));
    shown(format!("{builder:?}"));
    shown(format!("{:?}", builder.build().expect("right")));
    let fake = FakeTransport::new();
    let client = scripted(&fake, &Time::default()).api_key(secret).auth_type("AES").api_secret(secret).build();
    let error = run(client.expect("right").courier().get_couriers().send()).expect_err("there is no script");
    shown(format!("{error} {error:?}"));
    let sent = fake.requests().remove(0);
    assert_eq!(sent.headers()["as-api-key"], secret);
    shown(format!("{sent:?}"));
}

/// P32: the user agent tells versions that are not those in use.
#[test]
fn p32_the_user_agent_tells_the_versions_in_use() {
    let server = friendly();
    run(client(&server).courier().get_couriers().send()).expect("it is answered");
    let manifest = include_str!("../../../Cargo.toml");
    let version = manifest.lines().find_map(|line| line.strip_prefix("version = ")).expect("it has a version");
    let version = version.trim_matches('"');
    let wanted = format!("aftership-tracking/{version} sdk-runtime/{version}");
    assert_eq!(server.requests()[0].header("user-agent"), Some(wanted.as_str()));
}

/// N2: the documented variables do nothing, because others are read.
#[test]
fn n02_the_documented_variables_are_read() {
    let asked = Arc::default();
    let signed = [("API_KEY", "k"), ("AUTHENTICATION_TYPE", "AES"), ("API_SECRET", "s")];
    env(&signed, &asked).build().expect("right");
    let asked = asked.lock().expect("nobody panics").clone();
    for (_, variable) in documented() {
        assert!(asked.contains(&variable), "{variable} is not among {asked:?}");
    }
    let server = friendly();
    let url = server.url();
    let variables = [("API_KEY", "from the environment"), ("DOMAIN", &url), ("USER_AGENT", "env/1")];
    let client = env(&variables, &Arc::default()).build().expect("right");
    run(client.courier().get_couriers().send()).expect("it is answered");
    let sent = server.requests().remove(0);
    assert_eq!((sent.header("as-api-key"), sent.header("user-agent")), (Some("from the environment"), Some("env/1")));
}

/// N15: proxies on localhost, with a short name, without a port, or with a colon in the password are refused or cut.
#[test]
fn n15_proxies_are_urls() {
    for proxy in
        ["http://localhost:3128", "http://proxy:3128", "http://proxy", "http://u:p%3Aw@proxy", "http://[::1]:80"]
    {
        Client::builder(KEY).proxy(proxy).build().unwrap_or_else(|error| panic!("{proxy}: {error}"));
    }
    assert!(fault(Client::builder(KEY).proxy("localhost")).contains("`proxy`"));
    let proxy = friendly();
    let url = proxy.url().replace("127.0.0.1", "user:p%3Aw@localhost");
    let client = Client::builder(KEY).domain("http://api.example").proxy(url).build().expect("right");
    run(client.tracking().get_tracking_by_id(ID).send()).expect("the proxy answers");
    let sent = proxy.requests().remove(0);
    assert_eq!(sent.target, format!("http://api.example/tracking/2026-07/trackings/{ID}"));
    // `user:p:w`.
    assert_eq!(sent.header("proxy-authorization"), Some("Basic dXNlcjpwOnc="));
}

/// N16: an empty domain and one that only looks like a URL are taken.
#[test]
fn n16_a_domain_is_a_url() {
    for domain in ["", " ", "xhttpx", "https//host", "https:host"] {
        let text = fault(Client::builder(KEY).domain(domain));
        assert!(text.contains("`domain`"), "{domain:?}: {text}");
    }
}

/// P30, N18: lists have to be walked by hand.
#[test]
fn n18_lists_are_walked_page_by_page_and_item_by_item() {
    let server = server(|request| {
        let is_last = request.target.contains("cursor=W2Jd%3D");
        let pagination = json!({"next_cursor": if is_last { "" } else { "W2Jd=" }, "has_next_page": !is_last});
        let items = if is_last { json!([{"id": "3"}]) } else { json!([{"id": "1"}, {"id": "2"}]) };
        let data = json!({"trackings": items, "courier_connections": items, "pagination": pagination});
        Reply::json(200, &json!({"meta": {"code": 200}, "data": data}))
    });
    let (tracking, connections) = (client(&server).tracking(), client(&server).courier_connection());
    let (mut ids, mut sizes) = (Vec::new(), Vec::new());
    run(async {
        let mut items = tracking.get_trackings().tag("Delivered").stream();
        while let Some(item) = items.try_next().await.expect("it is read") {
            ids.push(item.id.expect("it has an id"));
        }
        let mut pages = connections.get_courier_connections().pages();
        while let Some(page) = pages.try_next().await.expect("it is read") {
            sizes.push(page.courier_connections.len());
        }
    });
    assert_eq!((ids.join(" "), sizes), ("1 2 3".to_owned(), vec![2, 1]));
    let sent = server.requests();
    assert_eq!(sent.len(), 4);
    assert!(sent[..2].iter().all(|request| request.target.contains("tag=Delivered")), "{sent:?}");
}
