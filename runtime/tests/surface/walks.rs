//! Long walks through a list whose server fails in every way, the same in each run: each item comes once or is an error, and no
//! list ends early in silence.

use crate::api::{Client, query};
use sdk_runtime::testing::{MockResponse, MockServer, ReceivedRequest};
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};

const PAGES: u64 = 300;
const PER_PAGE: u64 = 20;

/// Scattered, but the same numbers in each run.
fn scatter(number: u64) -> u64 {
    let number = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    number ^ (number >> 31)
}

/// The item of a page that is no number, if it has one.
fn odd_item(page: u64) -> Option<u64> {
    (page % 7 == 3).then_some(page % PER_PAGE)
}

fn page(number: u64, seed: u64) -> String {
    let item = |index: u64| match odd_item(number) == Some(index) {
        true => r#"{"id":"x"}"#.to_owned(),
        false => (number * PER_PAGE + index).to_string(),
    };
    let items: Vec<String> = (0..PER_PAGE).map(item).collect();
    let next = if number + 1 < PAGES { format!("c{}", number + 1) } else { String::new() };
    // What no type holds, in a property that nobody knows: it costs nothing.
    let note = match scatter(seed ^ number) % 5 {
        0 => r#""cut \ud83d""#.to_owned(),
        1 => "1e400".to_owned(),
        2 => format!("{}1{}", "[".repeat(500), "]".repeat(500)),
        _ => "null".to_owned(),
    };
    format!(
        r#"{{"data":{{"note":{note},"things":[{}],"pagination":{{"next":"{next}","more":{}}}}}}}"#,
        items.join(","),
        !next.is_empty()
    )
}

/// A response in place of the page, which the server would give the next time.
fn fault(drawn: u64, whole: &str) -> Option<MockResponse> {
    let json = |text: &str| Some(MockResponse::bytes(200, "application/json", text));
    match drawn % 40 {
        0 => Some(MockResponse::bytes(200, "text/html", "<html>login</html>")),
        1 => json(""),
        2 => Some(MockResponse::new(204)),
        3 => json("null"),
        4 => json("[]"),
        5 => json("{}"),
        6 => json(r#"{"data":null}"#),
        7 => json(r#"{"data":{}}"#),
        8 => json(r#"{"data":"x"}"#),
        9 => json(r#"{"data":{"things":null}}"#),
        10 => json(r#"{"data":{"things":"x"}}"#),
        11 => json(&whole[..whole.len() / 2]),
        12 => json(&whole[..whole.len() - 3]),
        13 => json(r#"{"data":{"things":[1],"pagination":{"more":true}}}"#),
        14 => Some(MockResponse::new(500)),
        15 => Some(MockResponse::new(429)),
        _ => None,
    }
}

fn server(seed: u64) -> MockServer {
    let requests = AtomicU64::new(0);
    MockServer::start(move |request: &ReceivedRequest| {
        let number = query(request, "cursor").map_or(0, |cursor| cursor[1..].parse().unwrap());
        let whole = page(number, seed);
        let drawn = scatter(seed.wrapping_add(requests.fetch_add(1, Ordering::SeqCst)));
        fault(drawn, &whole).unwrap_or_else(|| MockResponse::bytes(200, "application/json", whole))
    })
    .unwrap()
}

#[tokio::test]
async fn each_item_comes_once_or_is_an_error() {
    for seed in [41, 42, 43] {
        let server = server(seed);
        let mut items = Client::of(&server).by_cursor().stream();
        let (mut seen, mut odd, mut failures) = (Vec::new(), BTreeSet::new(), 0_usize);
        loop {
            match items.try_next().await {
                Ok(Some(item)) => seen.push(item),
                Ok(None) => break,
                Err(error) if error.to_string().contains("invalid type: object") => {
                    let path = error.decode_path().unwrap_or_default();
                    assert!(odd.insert(format!("{path} behind {}", seen.len())), "it comes once: {error}");
                }
                Err(_) => failures += 1,
            }
            assert!(failures < 3_000, "seed {seed}: no way forward");
        }
        let is_odd = |item: &u64| odd_item(item / PER_PAGE) == Some(item % PER_PAGE);
        let expected: Vec<u64> = (0..PAGES * PER_PAGE).filter(|item| !is_odd(item)).collect();
        assert!(items.is_done() && seen == expected, "seed {seed}: {} items", seen.len());
        assert_eq!(seen.len() + odd.len(), 6_000, "seed {seed}");
        assert_eq!(server.requests().len(), usize::try_from(PAGES).unwrap() + failures, "a failure costs one request");
        println!("seed {seed}: {} items, {} errors of items, {failures} other errors", seen.len(), odd.len());
    }
}
