//! Many calls, a few at a time.

use crate::api::{Client, server};
use sdk_runtime::{BulkOrder, bulk};
use std::cell::Cell;
use std::future::poll_fn;
use std::task::Poll;

#[tokio::test]
async fn each_input_gives_one_result_with_its_number() {
    let server = server(0, 1);
    let client = Client::of(&server);
    let mut found = [0; 50];
    let mut calls = bulk(0..50, 7, |id| client.get_thing(id));
    while let Some((index, thing)) = calls.next().await {
        found[index] += 1;
        match thing {
            Ok(id) => assert_eq!(id, index as u64),
            Err(error) => assert!(index == 13 && error.is_not_found(), "{error}"),
        }
    }
    assert_eq!(found, [1; 50]);
    assert!(calls.next().await.is_none());
    assert_eq!(server.requests().len(), 50);
}

#[tokio::test]
async fn results_come_in_the_order_of_inputs_when_that_is_wanted() {
    let server = server(0, 1);
    let client = Client::of(&server);
    let mut calls = bulk(0..30, 5, |id| client.get_thing(id)).order(BulkOrder::Input);
    for expected in 0..30 {
        assert_eq!(calls.next().await.unwrap().0, expected);
    }
    assert!(calls.next().await.is_none());
}

/// A future that is done after it was polled `polls` times, and counts how many are under way.
async fn slow(polls: u32, running: &Cell<usize>, most: &Cell<usize>) -> u32 {
    running.set(running.get() + 1);
    most.set(most.get().max(running.get()));
    let mut left = polls;
    poll_fn(|context| {
        left -= 1;
        if left == 0 {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
    running.set(running.get() - 1);
    polls
}

#[tokio::test]
async fn the_bound_holds_in_both_orders() {
    for (order, expected) in [(BulkOrder::Completion, [1, 2, 5, 9]), (BulkOrder::Input, [9, 1, 5, 2])] {
        let (running, most) = (Cell::new(0), Cell::new(0));
        let inputs = [9, 1, 5, 2];
        let mut calls = bulk(inputs, 4, |polls| slow(polls, &running, &most)).order(order);
        let mut results = Vec::new();
        while let Some((index, polls)) = calls.next().await {
            assert_eq!(inputs[index], polls);
            results.push(polls);
        }
        assert_eq!(results, expected, "{order:?}");

        let (running, most) = (Cell::new(0), Cell::new(0));
        let (taken, given) = (Cell::new(0), Cell::new(0));
        let endless = std::iter::repeat_n([50, 1, 1, 1, 2], 20).flatten().inspect(|_| taken.set(taken.get() + 1));
        let mut calls = bulk(endless, 3, |polls| slow(polls, &running, &most)).order(order);
        while calls.next().await.is_some() {
            given.set(given.get() + 1);
            assert!(taken.get() <= given.get() + 3, "results that wait count too: {order:?}");
        }
        assert_eq!((given.get(), most.get()), (100, 3), "{order:?}");
    }
}

#[tokio::test]
async fn a_bound_of_nothing_is_one() {
    let mut calls = bulk([1, 2], 0, std::future::ready);
    assert_eq!(calls.next().await, Some((0, 1)));
    assert_eq!(calls.next().await, Some((1, 2)));
    assert_eq!(calls.next().await, None);
}

#[tokio::test]
async fn calls_in_between_get_their_turn_under_a_rate_limit() {
    let server = server(0, 1);
    let client = Client::of(&server);
    let mut calls = bulk(0..6, 3, |id| client.get_rarely(id));
    let work = async {
        while let Some((index, thing)) = calls.next().await {
            assert_eq!(thing.unwrap(), index as u64);
            assert_eq!(client.get_rarely(50).await.unwrap(), 50);
        }
    };
    let bound = std::time::Duration::from_secs(5);
    tokio::time::timeout(bound, work).await.expect("a call waits for one that nobody drives");
}
