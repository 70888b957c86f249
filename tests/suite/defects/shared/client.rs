//! The client and its options.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use sdk_runtime::testing::MockResponse;
use sdk_runtime::{Builder, FakeTransport, RateLimits};
use serde_json::json;

use super::subject::{self, Client, KEY_HEADER, PREFIX};
use crate::support::{ID, Time, Versioned as _, client, enveloped, fault, fine, friendly, run, scripted, server};

/// A builder over an environment of these variables, with the prefix; it notes what is looked up.
fn env(variables: &[(&str, &str)], asked: &Arc<Mutex<Vec<String>>>) -> Builder<Client> {
    let variables: Vec<(String, String)> =
        variables.iter().map(|(name, value)| (format!("{PREFIX}_{name}"), (*value).to_owned())).collect();
    let asked = Arc::clone(asked);
    let api = Client::options().build().expect("right").runtime().api();
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
    let body = enveloped(subject::nothing());
    let response = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}", body.len());
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            counter.fetch_add(1, Ordering::SeqCst);
            let response = response.clone();
            std::thread::spawn(move || {
                let (mut stream, mut seen) = (stream, Vec::new());
                let mut buffer = [0; 4096];
                // Requests without a body end with a blank line.
                while let Ok(length @ 1..) = stream.read(&mut buffer) {
                    seen.extend_from_slice(&buffer[..length]);
                    if seen.ends_with(b"\r\n\r\n") {
                        seen.clear();
                        let _ = stream.write_all(response.as_bytes());
                    }
                }
            });
        }
    });
    let options = Client::options().base_url(format!("http://{address}")).rate_limits(RateLimits::Off);
    let client = options.build().expect("right");
    run(async {
        for _ in 0..2 {
            subject::couriers(&client).await.expect("a response");
            subject::list(&client, 9).await.expect("a response");
            subject::couriers(&client.clone()).await.expect("a response");
        }
    });
    assert_eq!(connections.load(Ordering::SeqCst), 1);
}

/// P27: the base URL is not checked, and a path in it is lost.
#[test]
fn p27_the_base_url_is_checked_and_keeps_its_path() {
    for url in ["", "api.example.com", "ftp://host", "http://", "http://host?x=1", "http://u:p@host", "http://a b"] {
        let text = fault(Client::options().base_url(url));
        assert!(text.contains("`base_url`"), "{url:?}: {text}");
    }
    let server = friendly(subject::nothing());
    for path in ["/gate/way", "/gate/way/"] {
        let client = Client::options().base_url(format!("{}{path}", server.url())).build().expect("right");
        run(subject::by_id(&client, ID).send()).expect("a response");
        assert_eq!(server.requests()[0].target(), format!("/gate/way{}", subject::target(ID)));
    }
}

/// P28: a number that is none comes out as an error of the language.
#[test]
fn p28_variables_that_cannot_be_read_are_named() {
    for (name, value) in
        [("MAX_RETRY", "abc"), ("MAX_RETRY", "11"), ("MAX_RETRY", "-1"), ("TIMEOUT", "0"), ("TIMEOUT", "1s")]
    {
        let text = fault(env(&[("API_KEY", "k"), (name, value)], &Arc::default()));
        assert!(text.contains(&format!("{PREFIX}_{name}")) && text.contains(value), "{text}");
    }
    assert!(fault(env(&[], &Arc::default())).contains(&format!("{PREFIX}_API_KEY")));
}

/// The options that the README documents, with their variables.
fn documented() -> Vec<(String, String)> {
    let rows = subject::README.lines().filter(|line| line.starts_with("| `") && line.contains(&format!("`{PREFIX}_")));
    let cell = |row: &str, index: usize| row.split('`').nth(index).expect("the cell is code").to_owned();
    rows.map(|row| (cell(row, 1), cell(row, 3))).collect()
}

/// P29: the README names an option that has another name.
#[test]
fn p29_documented_options_exist() {
    let names: Vec<String> = documented().into_iter().map(|(name, _)| name).collect();
    assert_eq!(names.len(), subject::OPTIONS, "{names:?}");
    for name in names {
        let builder = Client::options();
        let builder = match name.as_str() {
            "api_key" => builder.api_key("k"),
            "auth_method" => builder.auth_method("API_KEY"),
            "signing_secret" => builder.signing_secret("s"),
            "base_url" => builder.base_url("http://127.0.0.1"),
            "user_agent" => builder.user_agent("x/1"),
            "proxy" => builder.proxy("http://127.0.0.1"),
            "max_retries" => builder.max_retries(1),
            "timeout" => builder.timeout(std::time::Duration::from_secs(1)),
            other => panic!("`{other}` is documented, and not known here"),
        };
        builder.build().unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}

/// P30: the headers of the response to a list cannot be had.
#[test]
fn p30_a_list_comes_with_its_headers() {
    let page = json!({"meta": {"code": 200}, "data": subject::page(json!([{"id": ID}]), true)});
    let server = server(move |_| MockResponse::json(200, &page).header("x-own", "1"));
    let page = run(subject::list(&client(&server), 9).send_with_meta()).expect("it is read");
    assert_eq!((page.status(), page.headers()["x-own"].as_bytes()), (200, &b"1"[..]));
    assert_eq!(subject::items(&page).len(), 1);
}

/// P30: nothing can be awaited.
#[test]
fn p30_calls_are_futures() {
    let fake = FakeTransport::new().response(fine(subject::nothing())).response(fine(subject::nothing()));
    let client: Client = scripted(&fake, &Time::default()).build().expect("right");
    let call = subject::limited(&client);
    // Awaited as it is, and on another thread.
    std::thread::spawn(move || run(async { call.await })).join().expect("no panic").expect("a response");
    run(async { subject::couriers(&client).await }).expect("a response");
    assert_eq!(fake.requests().len(), 2);
}

/// P31: a secret stands in the text of an error.
#[test]
fn p31_secrets_are_not_shown() {
    let secret = "hunter2-hunter2";
    let shown = |text: String| assert!(!text.contains("hunter2"), "{text}");
    shown(fault(Client::builder(format!("{secret}\n\u{1}"))));
    shown(fault(Client::options().proxy(format!("socks4://u:{secret}@host"))));
    shown(fault(Client::options().base_url(format!("https://u:{secret}@host"))));
    let builder = Client::builder(secret).proxy(format!("http://u:{secret}@host"));
    shown(format!("{builder:?}"));
    shown(format!("{:?}", builder.build().expect("right")));
    let fake = FakeTransport::new();
    let options: Builder<Client> = scripted(&fake, &Time::default());
    let client = options.api_key(secret).build().expect("right");
    let error = run(subject::couriers(&client).send()).expect_err("there is no script");
    shown(format!("{error} {error:?}"));
    let sent = fake.requests().remove(0);
    assert_eq!(sent.headers()[KEY_HEADER], secret);
    shown(format!("{sent:?}"));
}

/// P32: the user agent names versions that are not those in use.
#[test]
fn p32_the_user_agent_tells_the_versions_in_use() {
    let server = friendly(subject::nothing());
    run(subject::couriers(&client(&server)).send()).expect("a response");
    let manifest = include_str!("../../../../Cargo.toml");
    let version = manifest.lines().find_map(|line| line.strip_prefix("version = ")).expect("it has a version");
    let version = version.trim_matches('"');
    let wanted = format!("{}/{version} sdk-runtime/{version}", subject::CRATE);
    assert_eq!(server.requests()[0].header("user-agent"), Some(wanted.as_str()));
}

/// N2: the documented variables do nothing, because others are read.
#[test]
fn n02_the_documented_variables_are_read() {
    let asked = Arc::default();
    env(subject::VARIABLES, &asked).build().expect("right");
    let asked = asked.lock().expect("nobody panics").clone();
    for (_, variable) in documented() {
        assert!(asked.contains(&variable), "{variable} is not among {asked:?}");
    }
    let server = friendly(subject::nothing());
    let url = server.url();
    let variables = [("API_KEY", "from the environment"), ("DOMAIN", &url), ("USER_AGENT", "env/1")];
    let client = env(&variables, &Arc::default()).build().expect("right");
    run(subject::couriers(&client).send()).expect("a response");
    let sent = server.requests().remove(0);
    assert_eq!((sent.header(KEY_HEADER), sent.header("user-agent")), (Some("from the environment"), Some("env/1")));
}

/// N15: proxies on localhost, with a short name, without a port, or with a colon in the password are refused or cut.
#[test]
fn n15_proxies_are_urls() {
    for proxy in
        ["http://localhost:3128", "http://proxy:3128", "http://proxy", "http://u:p%3Aw@proxy", "http://[::1]:80"]
    {
        Client::options().proxy(proxy).build().unwrap_or_else(|error| panic!("{proxy}: {error}"));
    }
    assert!(fault(Client::options().proxy("localhost")).contains("`proxy`"));
    let proxy = friendly(subject::nothing());
    let url = proxy.url().replace("127.0.0.1", "user:p%3Aw@localhost");
    let client = Client::options().base_url("http://api.example").proxy(url).build().expect("right");
    run(subject::by_id(&client, ID).send()).expect("the proxy responses");
    let sent = proxy.requests().remove(0);
    assert_eq!(sent.target(), format!("http://api.example{}", subject::target(ID)));
    // `user:p:w`.
    assert_eq!(sent.header("proxy-authorization"), Some("Basic dXNlcjpwOnc="));
}

/// N16: an empty base URL and one that only looks like a URL are taken.
#[test]
fn n16_a_base_url_is_a_url() {
    for url in ["", " ", "xhttpx", "https//host", "https:host"] {
        let text = fault(Client::options().base_url(url));
        assert!(text.contains("`base_url`"), "{url:?}: {text}");
    }
}

/// P30: lists have to be walked by hand.
#[test]
fn p30_lists_are_walked_page_by_page_and_item_by_item() {
    let asked = AtomicUsize::new(0);
    let server = server(move |_| {
        let is_last = asked.fetch_add(1, Ordering::SeqCst) % 2 == 1;
        let items = if is_last { json!([{"id": "3"}]) } else { json!([{"id": "1"}, {"id": "2"}]) };
        MockResponse::json(200, &json!({"meta": {"code": 200}, "data": subject::page(items, is_last)}))
    });
    let client: Client = client(&server);
    let (mut ids, mut sizes) = (Vec::new(), Vec::new());
    run(async {
        let mut items = subject::list(&client, 2).query_param("own", "1").stream();
        while let Some(item) = items.try_next().await.expect("it is read") {
            ids.push(item.id.expect("it has an id"));
        }
        let mut pages = subject::list(&client, 2).pages();
        while let Some(page) = pages.try_next().await.expect("it is read") {
            sizes.push(subject::items(&page).len());
        }
    });
    assert_eq!((ids.join(" "), sizes), ("1 2 3".to_owned(), vec![2, 1]));
    let sent = server.requests();
    assert_eq!(sent.len(), 4);
    assert!(sent[..2].iter().all(|request| request.target().contains("own=1")), "{sent:?}");
    assert!(sent[0].target() != sent[1].target(), "the second page is asked for");
}
