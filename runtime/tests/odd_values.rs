//! Values that no field takes, and numbers that only some types hold: kept, and reported.
#![cfg(feature = "reqwest")]
#![allow(missing_docs, dead_code, unreachable_pub, unused_qualifications, reason = "a test")]

mod generated;
mod support;

use generated::Client;
use generated::models::Thing;
use sdk_runtime::Value;
use serde_json::json as value;
use support::{Server, json};

#[tokio::test]
async fn values_beside_the_fields_are_kept_and_reported_too() {
    let data =
        r#"{"id":"n","total":9223372036854775808,"page":{"number":"Ann","more":5,"less":{"a":"Ann"},"none":null}}"#;
    let server = Server::start(vec![json(200, &format!(r#"{{"meta":{{"code":201}},"data":{data}}}"#))]);
    let reports = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let seen = reports.clone();
    let builder = Client::builder("k3y").base_url(&server.url).max_retries(0);
    let client = builder.on_odd_value(move |value| seen.lock().unwrap().push(value.to_string())).build().unwrap();
    let got = client.things().get_thing("t/1").await.unwrap();
    assert_eq!((got.total, got.extra.text("total")), (None, Some("9223372036854775808")));
    let page = got.page().unwrap();
    assert_eq!((page.number, page.extra.get("more"), page.extra.len()), (None, Some(&5), 1));
    assert_eq!(page.extra.odd.text("number"), Some(r#""Ann""#));
    assert_eq!(page.extra.odd["less"]["a"], "Ann");
    let written: Value = serde_json::to_value(page).unwrap();
    assert_eq!(written, value!({"number": "Ann", "more": 5, "less": {"a": "Ann"}}));
    let mut reports = reports.lock().unwrap();
    reports.sort();
    assert_eq!(
        *reports,
        [
            "get-thing: `data.page.less`: invalid type: object, expected an integer that fits i64",
            "get-thing: `data.page.number`: invalid value: string, expected an integer that fits u32",
            "get-thing: `data.total`: invalid value: integer, expected an integer that fits i64",
        ]
    );
}

/// By way of serde, which has no number beyond these.
#[test]
fn integers_are_exact_by_way_of_serde() {
    let text = r#"{"total":9007199254740993,"least":-9223372036854775808,"most":18446744073709551615}"#;
    let thing: Thing = serde_json::from_str(text).unwrap();
    assert_eq!(thing.total, Some(9_007_199_254_740_993));
    assert_eq!((thing.extra["least"].as_i64(), thing.extra["most"].as_u64()), (Some(i64::MIN), Some(u64::MAX)));
    assert_eq!(serde_json::to_value(&thing).unwrap(), serde_json::from_str::<Value>(text).unwrap());
}
