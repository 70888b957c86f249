//! Pages and items: their ends, early stops, restarts, faults, memory.

use crate::api::{ALIVE, ByCursor, Client, Error, MOST, query, server};
use sdk_runtime::testing::{MockResponse, MockServer};
use sdk_runtime::{Items, Pages};
use serde_json::json;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;

async fn all<E: From<sdk_runtime::Error> + std::fmt::Debug>(mut items: Items<u64, E>) -> Vec<u64> {
    let mut all = Vec::new();
    while let Some(item) = items.try_next().await.unwrap() {
        all.push(item);
    }
    assert!(items.is_done());
    assert_eq!(items.cursor(), None);
    assert!(items.try_next().await.unwrap().is_none(), "the end stays the end");
    all
}

#[tokio::test]
async fn a_hundred_thousand_items_in_the_room_of_one_page() {
    let server = server(100_000, 500);
    let mut items = Client::of(&server).counted().stream();
    let mut expected = 0;
    while let Some(item) = items.try_next().await.unwrap() {
        assert_eq!(item.0, expected);
        expected += 1;
    }
    assert_eq!(expected, 100_000);
    assert_eq!(server.requests().len(), 200);
    assert_eq!(ALIVE.load(Ordering::SeqCst), 0);
    assert!(MOST.load(Ordering::SeqCst) <= 501, "one page and the item in hand: {MOST:?}");
}

#[tokio::test]
async fn every_style_gives_every_item_once() {
    for count in [0, 1, 2, 3, 4, 6, 7] {
        let server = server(count, 3);
        let client = Client::of(&server);
        let expected: Vec<u64> = (0..count).collect();
        let requests = || server.requests().len() as u64;
        assert_eq!(all(client.by_cursor().stream()).await, expected);
        assert_eq!(requests(), count.div_ceil(3).max(1), "{count} by cursor");
        assert_eq!(all(client.bare_cursor().stream()).await, expected);
        assert_eq!(requests(), count.div_ceil(3).max(1), "{count} by cursor beside the payload");
        assert_eq!(all(client.by_page().stream()).await, expected);
        assert_eq!(requests(), count.div_ceil(3).max(1), "{count} by page with a total");
        assert_eq!(all(client.bare_page().stream()).await, expected);
        assert_eq!(requests(), count / 3 + 1, "{count} by page without a total");
    }
}

#[tokio::test]
async fn stopping_early_costs_nothing() {
    let server = server(100, 3);
    let client = Client::of(&server);
    let mut items = client.by_cursor().stream();
    assert!(server.requests().is_empty(), "nothing is sent before an item is wanted");
    for _ in 0..3 {
        items.try_next().await.unwrap().unwrap();
    }
    drop(items);
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_list_is_taken_up_again_where_it_was_left() {
    let server = server(10, 3);
    let client = Client::of(&server);
    let mut pages = client.by_cursor().set("lang", "en").pages();
    assert_eq!((pages.cursor(), pages.is_done()), (None, false));
    assert_eq!(pages.try_next().await.unwrap().unwrap().things, [0, 1, 2]);
    let cursor = pages.cursor().unwrap().to_owned();
    assert_eq!(cursor, "3==");
    let page = pages.try_next_with_meta().await.unwrap().unwrap();
    assert_eq!((page.status(), page.things.len()), (200, 3));

    let mut items = client.by_cursor().set("cursor", &cursor).stream();
    assert_eq!(items.cursor(), Some("3=="), "what the caller set is the place of the first page");
    assert_eq!(items.try_next().await.unwrap(), Some(3));
    assert_eq!(items.try_next().await.unwrap(), Some(4));
    assert_eq!((items.cursor(), items.taken()), (Some("3=="), 2));
    assert_eq!(items.try_next().await.unwrap(), Some(5));
    assert_eq!((items.cursor(), items.taken()), (Some("6=="), 0));
    assert_eq!(all(items).await, [6, 7, 8, 9]);

    let targets: Vec<String> = server.requests().iter().map(|request| request.target().to_owned()).collect();
    assert_eq!(targets[..3], ["/cursor?lang=en", "/cursor?lang=en&cursor=3%3D%3D", "/cursor?cursor=3%3D%3D"]);

    let mut items = client.by_page().set("page", "2").stream();
    assert_eq!(items.try_next().await.unwrap(), Some(3));
    assert_eq!((items.cursor(), items.taken()), (Some("2"), 1));
    assert_eq!(all(items).await, [4, 5, 6, 7, 8, 9]);
    assert_eq!(server.requests().len(), 3, "the total counts what was before the start");
}

#[tokio::test]
async fn a_server_that_gives_smaller_pages_than_asked_for_loses_nothing() {
    let server = server(10, 4);
    let client = Client::of(&server);
    let expected: Vec<u64> = (0..10).collect();
    assert_eq!(all(client.by_page().set("limit", "50").stream()).await, expected);
    assert_eq!(all(client.bare_page().set("limit", "50").stream()).await, expected);
    assert_eq!(all(client.bare_page().set("limit", "2").stream()).await, expected);
    let last = server.requests().pop().unwrap();
    assert_eq!((query(&last, "limit"), query(&last, "page")), (Some("2"), Some("5")));
}

fn looping(length: usize) -> MockServer {
    let count = AtomicUsize::new(0);
    MockServer::start(move |_| {
        let next = format!("c{}", count.fetch_add(1, Ordering::SeqCst) % length);
        MockResponse::json(200, &json!({"data": {"things": [1], "pagination": {"next": next, "more": true}}}))
    })
    .unwrap()
}

#[tokio::test]
async fn a_list_without_end_is_an_error() {
    for length in [1, 2, 5] {
        let server = looping(length);
        let mut items = Client::of(&server).by_cursor().stream();
        let mut given = 0;
        let error: Error = loop {
            match items.try_next().await {
                Ok(item) => given += item.map(|_| 1).unwrap(),
                Err(error) => break error,
            }
        };
        assert!(given > length && given <= 3 * length + 3, "{given} pages of a loop of {length}");
        assert!(error.is_decode());
        assert!(error.to_string().starts_with("by-cursor: "), "{error}");
        assert!(error.to_string().contains("cursor of the next page came a second time"), "{error}");
        assert!(items.try_next().await.is_err(), "it stays an error");
        assert_eq!(server.requests().len(), given);
    }
}

#[tokio::test]
async fn after_an_error_the_same_page_is_next() {
    let count = AtomicUsize::new(0);
    let server = MockServer::start(move |request| match count.fetch_add(1, Ordering::SeqCst) {
        1 => MockResponse::json(500, &json!({})),
        _ if query(request, "cursor").is_some() => MockResponse::json(200, &json!({"data": {"things": [2]}})),
        _ => MockResponse::json(200, &json!({"data": {"things": [1], "pagination": {"next": "c"}}})),
    })
    .unwrap();
    let mut pages: Pages<_, Error> = Client::of(&server).by_cursor().pages();
    assert_eq!(pages.try_next().await.unwrap().unwrap().things, [1]);
    assert!(pages.try_next().await.unwrap_err().is_server());
    assert_eq!(pages.cursor(), Some("c"));
    assert_eq!(pages.try_next().await.unwrap().unwrap().things, [2]);
    assert!(pages.try_next().await.unwrap().is_none());
}

/// A server whose second page has these things instead of a list of numbers.
fn spoilt(things: serde_json::Value) -> MockServer {
    MockServer::start(move |request| {
        let place = ["cursor", "after", "page"].into_iter().find_map(|name| query(request, name));
        let place = place.map(|text| text.parse::<u64>().unwrap());
        // Only `/page` counts from 1.
        let number = if request.path() == "/page" { place.unwrap_or(1) - 1 } else { place.unwrap_or(0) };
        let (things, next) = match number {
            1 => (things.clone(), json!("2")),
            2 => (json!([6]), json!(null)),
            other => (json!([other * 3, other * 3 + 1, other * 3 + 2]), json!("1")),
        };
        MockResponse::json(
            200,
            &match request.path() {
                "/bare-cursor" => json!({"data": things, "page": {"next": next, "more": true}}),
                "/bare-page" => json!({"data": things}),
                _ => json!({"data": {"pagination": {"next": next, "more": true, "total": 7}, "things": things}}),
            },
        )
    })
    .unwrap()
}

/// All items, and how many errors of decoding there were on the way.
async fn through<E>(mut items: Items<u64, E>) -> (Vec<u64>, usize)
where
    E: From<sdk_runtime::Error> + Into<sdk_runtime::Error>,
{
    let (mut all, mut errors) = (Vec::new(), 0);
    loop {
        match items.try_next().await {
            Ok(Some(item)) => all.push(item),
            Ok(None) => break,
            Err(error) => {
                let error: sdk_runtime::Error = error.into();
                assert!(error.is_decode() && error.decode_path().is_some_and(|path| path.contains("[1]")), "{error}");
                errors += 1;
            }
        }
        assert!(errors < 9, "it is the same page again and again");
    }
    assert!(items.is_done() && items.cursor().is_none());
    (all, errors)
}

#[tokio::test]
async fn an_item_that_cannot_be_decoded_is_an_error_once() {
    let server = spoilt(json!([3, {"not": "a number"}, 5]));
    let client = Client::of(&server);
    let expected = (vec![0, 1, 2, 3, 5, 6], 1);
    assert_eq!(through(client.by_cursor().stream()).await, expected);
    assert_eq!(through(client.bare_cursor().stream()).await, expected);
    assert_eq!(through(client.by_page().stream()).await, expected, "three items lead to the total");
    assert_eq!(through(client.bare_page().stream()).await, expected, "a full page with an odd item is not the last");
    assert_eq!(server.requests().len(), 4 * 3, "each page is asked for once");
}

#[tokio::test]
async fn each_odd_item_has_an_error_of_its_own_before_its_page() {
    let server = spoilt(json!([[], 4, "x"]));
    let client = Client::of(&server);
    let mut pages = client.by_cursor().pages();
    pages.try_next().await.unwrap().unwrap();
    for path in ["data.things[0]", "data.things[2]"] {
        let error = pages.try_next().await.unwrap_err();
        assert_eq!((error.decode_path(), error.status(), error.attempts().count()), (Some(path), Some(200), 1));
        assert!(error.to_string().starts_with("by-cursor: the response cannot be read at data.things["), "{error}");
        assert_eq!((pages.cursor(), pages.is_done()), (Some("1"), false), "its page is still to come");
    }
    assert_eq!(pages.try_next().await.unwrap().unwrap().things, [4]);
    assert_eq!((pages.cursor(), pages.is_done()), (Some("2"), false));
    assert_eq!(pages.try_next().await.unwrap().unwrap().things, [6]);
    assert_eq!(server.requests().len(), 3);

    // Awaited directly, a page is whole or an error.
    let error = client.by_cursor().set("cursor", "1").await.unwrap_err();
    assert_eq!(error.decode_path(), Some("data.things[0]"));
}

#[tokio::test]
async fn a_page_without_a_list_is_left_behind_with_an_error() {
    for things in [json!("x"), json!({"1": {}}), json!(7)] {
        let server = spoilt(things);
        let mut pages = Client::of(&server).by_cursor().pages();
        pages.try_next().await.unwrap().unwrap();
        let error = pages.try_next().await.unwrap_err();
        assert!(error.to_string().contains("`data.things` is no list"), "{error}");
        assert_eq!((error.is_decode(), pages.cursor(), pages.is_done()), (true, Some("2"), false));
        assert_eq!(pages.try_next().await.unwrap().unwrap().things, [6]);
    }
    // Some servers leave an empty list out.
    let server = spoilt(json!(null));
    assert_eq!(all(Client::of(&server).by_cursor().stream()).await, [0, 1, 2, 6]);
}

#[tokio::test]
async fn a_body_that_says_no_next_page_leaves_the_walk_where_it_is() {
    // No list to count: whether there are more pages is not known.
    let server = spoilt(json!({"1": {}}));
    let mut pages = Client::of(&server).bare_page().pages();
    assert_eq!(pages.try_next().await.unwrap().unwrap(), [0, 1, 2]);
    for _ in 0..2 {
        assert!(pages.try_next().await.unwrap_err().is_decode());
        assert_eq!((pages.is_done(), pages.cursor()), (false, Some("1")));
    }
    // What is no JSON may be better the next time.
    let count = AtomicUsize::new(0);
    let server = MockServer::start(move |_| match count.fetch_add(1, Ordering::SeqCst) {
        0 => MockResponse::bytes(200, "text/html", "<html>"),
        _ => MockResponse::json(200, &json!({"data": {"things": [1]}})),
    })
    .unwrap();
    let mut pages = Client::of(&server).by_cursor().pages();
    assert!(pages.try_next().await.unwrap_err().is_decode());
    assert!(!pages.is_done());
    assert_eq!(pages.try_next().await.unwrap().unwrap().things, [1]);
}

/// A list of three pages whose second one is once this text.
fn with_one_odd_page(odd: &'static str) -> MockServer {
    let count = AtomicUsize::new(0);
    MockServer::start(move |request| {
        let page = |thing: u64, next: &str| {
            json!({"data": {"things": [thing], "pagination": {"next": next, "more": !next.is_empty()}}})
        };
        match query(request, "cursor") {
            Some("c2") if count.fetch_add(1, Ordering::SeqCst) == 0 => {
                MockResponse::bytes(200, "application/json", odd)
            }
            Some("c2") => MockResponse::json(200, &page(2, "c3")),
            Some(_) => MockResponse::json(200, &page(3, "")),
            None => MockResponse::json(200, &page(1, "c2")),
        }
    })
    .unwrap()
}

#[tokio::test]
async fn a_list_never_ends_early_in_silence() {
    for odd in [
        "null",
        "[]",
        "{}",
        r#"{"data":null}"#,
        r#"{"data":{}}"#,
        r#"{"data":"x"}"#,
        r#"{"data":{"things":null}}"#,
        r#"{"data":{"things":[2],"pagination":{"more":true}}}"#,
        r#"{"data":{"thi"#,
        "",
    ] {
        let server = with_one_odd_page(odd);
        let mut items = Client::of(&server).by_cursor().stream();
        assert_eq!(items.try_next().await.unwrap(), Some(1));
        let error: sdk_runtime::Error = items.try_next().await.unwrap_err().into();
        assert!(error.is_decode() && error.status() == Some(200), "{odd}: {error}");
        assert_eq!((items.is_done(), items.cursor()), (false, Some("c2")), "{odd}");
        assert_eq!(all(items).await, [2, 3], "{odd}");
        assert_eq!(server.requests().len(), 4);
    }
}

#[tokio::test]
async fn a_walk_starts_at_a_cursor() {
    let server = server(10, 3);
    let client = Client::of(&server);
    assert_eq!(all(client.by_cursor().stream().start_at("6==")).await, [6, 7, 8, 9]);
    assert_eq!(all(client.bare_page().stream().start_at("2")).await, [6, 7, 8, 9]);
    let error = client.by_page().pages().start_at("two").try_next().await.unwrap_err();
    assert!(error.is_request());
}

#[tokio::test]
async fn breaking_off_a_wait_loses_nothing() {
    let server = server(6, 3);
    let mut items = Client::of(&server).by_cursor().stream();
    {
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        let next = std::pin::pin!(items.try_next());
        assert!(next.poll(&mut context).is_pending());
    }
    assert_eq!(all(items).await, [0, 1, 2, 3, 4, 5]);
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn a_page_that_is_no_number_is_refused() {
    let server = server(6, 3);
    let error = Client::of(&server).by_page().set("page", "two").pages().try_next().await.unwrap_err();
    assert!(error.is_request());
    assert!(error.to_string().contains("`page` is `two`"), "{error}");
    assert!(server.requests().is_empty());
}

#[test]
fn lists_can_change_threads_and_show_no_items() {
    fn sendable_now<T: Send>(_: &T) {}
    fn sendable<T: Send + 'static>(_: &T) {}
    let server = server(1, 1);
    let call: ByCursor = Client::of(&server).by_cursor();
    let (pages, mut items) = (call.clone().pages(), call.stream());
    sendable_now(&items.try_next());
    sendable(&pages);
    sendable(&items);
    assert_eq!(format!("{pages:?}"), r#"Pages(Walk { operation: "by-cursor", next: Start })"#);
}
