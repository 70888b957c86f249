//! The `Stream` of pages, items and bulks, by the bare trait.

use crate::api::{Client, query, server};
use futures_core::Stream;
use sdk_runtime::bulk_stream;
use sdk_runtime::testing::{MockResponse, MockServer};
use serde_json::json;
use std::future::poll_fn;
use std::pin::pin;

async fn collect<S: Stream>(stream: S) -> Vec<S::Item> {
    let mut stream = pin!(stream);
    let mut all = Vec::new();
    while let Some(item) = poll_fn(|context| stream.as_mut().poll_next(context)).await {
        all.push(item);
    }
    all
}

#[tokio::test]
async fn pages_items_and_bulks_are_streams() {
    let server = server(5, 2);
    let client = Client::of(&server);
    let items: Vec<u64> = collect(client.by_cursor().stream()).await.into_iter().map(Result::unwrap).collect();
    assert_eq!(items, [0, 1, 2, 3, 4]);
    assert_eq!(collect(client.by_cursor().pages()).await.len(), 3);

    let calls = bulk_stream(client.by_cursor().stream(), 2, |id| client.get_thing(id.unwrap()));
    let mut found: Vec<u64> = collect(calls).await.into_iter().map(|(_, thing)| thing.unwrap()).collect();
    found.sort_unstable();
    assert_eq!(found, [0, 1, 2, 3, 4]);
}

#[tokio::test]
async fn an_error_ends_a_stream() {
    let server = MockServer::start(|_| MockResponse::json(500, &json!({}))).unwrap();
    let client = Client::of(&server);
    assert_eq!(collect(client.by_cursor().stream()).await.len(), 1);
    assert_eq!(collect(client.by_cursor().pages()).await.len(), 1);
    assert_eq!(server.requests().len(), 2);
}

/// Two pages, the first of which has an item that is no number.
fn with_an_odd_item() -> MockServer {
    MockServer::start(|request| {
        let body = match query(request, "cursor") {
            None => json!({"things": [0, {}, 2], "pagination": {"next": "c", "more": true}}),
            Some(_) => json!({"things": [3], "pagination": {"more": false}}),
        };
        MockResponse::json(200, &json!({"data": body}))
    })
    .unwrap()
}

#[tokio::test]
async fn the_error_of_an_item_ends_no_stream() {
    let server = with_an_odd_item();
    let client = Client::of(&server);
    let items: Vec<Option<u64>> = collect(client.by_cursor().stream()).await.into_iter().map(Result::ok).collect();
    assert_eq!(items, [None, Some(0), Some(2), Some(3)]);
    let pages = collect(client.by_cursor().pages()).await;
    assert_eq!(pages.iter().map(Result::is_ok).collect::<Vec<_>>(), [false, true, true]);
    #[cfg(feature = "blocking")]
    {
        let items: Vec<Option<u64>> = client.by_cursor().stream().blocking().map(Result::ok).collect();
        assert_eq!(items, [None, Some(0), Some(2), Some(3)]);
    }
}
