//! Blocking calls inside and outside of a runtime.

use crate::api::{Client, server};
use sdk_runtime::{BulkOrder, bulk};

fn use_everything(client: &Client) {
    assert_eq!(client.get_thing(1).send_blocking().unwrap(), 1);
    let got = client.get_thing(2).send_with_meta_blocking().unwrap();
    assert_eq!((got.status(), *got.data()), (200, 2));
    assert!(client.get_thing(13).send_blocking().unwrap_err().is_not_found());

    let items: Result<Vec<u64>, _> = client.by_cursor().stream().blocking().collect();
    assert_eq!(items.unwrap(), [0, 1, 2, 3, 4]);
    let mut pages = client.by_page().pages().blocking();
    assert_eq!(pages.next().unwrap().unwrap().unwrap().things, [0, 1]);
    assert_eq!(pages.cursor(), Some("2"));
    assert_eq!(pages.count(), 2);

    let owned = client.clone();
    let calls = bulk(0..10, 3, move |id| owned.get_thing(id)).order(BulkOrder::Input).blocking(&client.inner);
    let found: Vec<usize> = calls.map(|(index, _)| index).collect();
    assert_eq!(found, (0..10).collect::<Vec<_>>());
}

#[test]
fn outside_of_a_runtime() {
    let server = server(5, 2);
    let client = Client::of(&server);
    use_everything(&client);
    // Items are asked for page by page.
    let _ = server.requests();
    let first: Vec<_> = client.by_cursor().stream().blocking().take(2).collect();
    assert_eq!((first.len(), server.requests().len()), (2, 1));
}

#[tokio::test]
async fn inside_of_a_current_thread_runtime() {
    let server = server(5, 2);
    let client = Client::of(&server);
    // A connection of this runtime is idle now. The blocking side must not take it: nobody would drive it.
    assert_eq!(client.get_thing(4).await.unwrap(), 4);
    use_everything(&client);
    assert_eq!(client.get_thing(4).await.unwrap(), 4);
    let mut items = client.by_cursor().stream();
    assert_eq!(items.try_next().await.unwrap(), Some(0));
    assert_eq!(items.blocking().map(Result::unwrap).collect::<Vec<_>>(), [1, 2, 3, 4]);
    // The last clone goes inside the runtime, and takes the worker with it.
    drop(client);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn inside_of_a_multi_thread_runtime() {
    let server = server(5, 2);
    let client = Client::of(&server);
    assert_eq!(client.get_thing(4).await.unwrap(), 4);
    use_everything(&client);
}

#[test]
fn from_several_threads_at_once() {
    let server = server(5, 2);
    let client = Client::of(&server);
    std::thread::scope(|scope| {
        for id in 100..108 {
            let client = &client;
            scope.spawn(move || assert_eq!(client.get_thing(id).send_blocking().unwrap(), id));
        }
    });
}

#[test]
fn the_worker_ends_with_its_client() {
    let server = server(5, 2);
    for _ in 0..20 {
        let client = Client::of(&server);
        assert_eq!(client.get_thing(1).send_blocking().unwrap(), 1);
    }
    let workers = || {
        std::fs::read_dir("/proc/self/task").map_or(0, |tasks| {
            tasks
                .flatten()
                .filter(|task| {
                    std::fs::read_to_string(task.path().join("comm")).is_ok_and(|name| name.starts_with("sdk-blocking"))
                })
                .count()
        })
    };
    // Ending takes a moment, and other tests may have workers of their own.
    while workers() > 8 {
        std::thread::yield_now();
    }
}

#[test]
fn a_blocking_call_inside_of_another_is_refused() {
    let server = server(5, 2);
    let client = Client::of(&server);
    let inner = client.clone();
    let mut calls =
        bulk([1], 1, move |id| std::future::ready(inner.get_thing(id).send_blocking())).blocking(&client.inner);
    let error = calls.next().unwrap().1.unwrap_err();
    assert!(error.is_request());
    assert!(error.to_string().contains("inside another"), "{error}");
}

#[tokio::test]
async fn a_blocking_call_gets_its_turn_though_the_runtime_has_others_waiting() {
    let server = server(5, 2);
    let client = Client::of(&server);
    client.get_rarely(1).await.unwrap();
    let other = client.clone();
    let waiting = tokio::spawn(async move { other.get_rarely(2).await.unwrap() });
    tokio::task::yield_now().await;
    // The blocking call holds up this runtime, and with it the one before it in the queue.
    let call = client.get_rarely(3).deadline(std::time::Duration::from_secs(5));
    assert_eq!(call.send_blocking().unwrap(), 3);
    assert_eq!(waiting.await.unwrap(), 2);
}
