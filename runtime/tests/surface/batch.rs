//! Lists that are longer than one call takes.

use crate::api::Client;
use sdk_runtime::testing::{MockResponse, MockServer};
use serde_json::json;

#[tokio::test]
async fn a_list_that_is_too_long_is_refused_before_it_is_sent() {
    let server = MockServer::start(|_| MockResponse::json(200, &json!({}))).unwrap();
    let client = Client::of(&server);
    client.import(&[1; 40]).send().await.unwrap();
    client.import_in(&[1; 2]).send().await.unwrap();
    assert_eq!(server.requests().len(), 2);

    let error = client.import(&[1; 41]).send().await.unwrap_err();
    assert!(error.is_request());
    assert_eq!(
        error.to_string(),
        "import: the call was not sent: the list has 41 items, and at most 40 are allowed in one call"
    );
    assert!(client.import_in(&[1; 3]).send().await.unwrap_err().is_request());
    assert!(server.requests().is_empty());
}
