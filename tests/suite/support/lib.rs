//! What the tests and the examples share: a mock server for both APIs.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use sdk_runtime::Value;
use sdk_runtime::testing::{MockResponse, ReceivedRequest};
use serde_json::json;

/// The id of every tracking that is made.
const MADE: &str = "8d3c4f5e6a7b4c9d8e0f1a2b3c4d5e6f";

/// Responses the examples' calls as the two APIs do, which are distinguished by their paths. What is made through one
/// version of an API is there in the others.
pub fn mock_apis() -> impl Fn(&ReceivedRequest) -> MockResponse + Send + Sync + 'static {
    let trackings = Mutex::new(BTreeMap::new());
    move |request| {
        if request.path().starts_with("/v4/") {
            respond_like_trackingmore(request)
        } else {
            respond_like_aftership(request, &mut trackings.lock().unwrap_or_else(PoisonError::into_inner))
        }
    }
}

/// Each parcel is there already, and shows up in the list.
fn respond_like_trackingmore(request: &ReceivedRequest) -> MockResponse {
    let meta = |code: u16, message: &str| json!({"code": code, "message": message});
    let tracking = json!({
        "id": "9a1b2c3d4e5f60718293a4b5c6d7e8f9", "tracking_number": "1Z999AA10123456784", "courier_code": "ups",
        "delivery_status": "pickup", "substatus": "pickup001",
    });
    match (request.method(), request.path()) {
        ("POST", "/v4/trackings/create") => {
            let data = json!({"id": tracking["id"]});
            MockResponse::json(400, &json!({"meta": meta(4101, "Tracking No. already exists."), "data": data}))
        }
        ("GET", "/v4/trackings/get") => {
            MockResponse::json(200, &json!({"meta": meta(200, "Request response is successful"), "data": [tracking]}))
        }
        _ => MockResponse::json(404, &json!({"meta": meta(404, "Page does not exist."), "data": []})),
    }
}

/// Create, get and update, with the envelope. In the oldest version a tracking stands inside of `tracking`.
fn respond_like_aftership(request: &ReceivedRequest, trackings: &mut BTreeMap<String, Value>) -> MockResponse {
    let inside = request.path().starts_with("/tracking/2024-04/");
    let mut sent = request.json();
    if inside {
        sent = sent["tracking"].take();
    }
    let (status, id) = match request.method() {
        "POST" => (201, MADE),
        "GET" | "PUT" => (200, request.path().rsplit('/').next().unwrap_or_default()),
        _ => return MockResponse::json(404, &json!({"meta": {"code": 404, "type": "NotFound"}, "data": {}})),
    };
    let tracking = trackings.entry(id.to_owned()).or_insert_with(|| {
        json!({
            "id": id, "tracking_number": "1Z999AA10123456784", "slug": "ups", "tag": "InTransit", "title": "A parcel",
            "checkpoints": [{"message": "Arrived at the depot", "tag": "InTransit"}],
        })
    });
    if let (Some(tracking), Some(sent)) = (tracking.as_object_mut(), sent.as_object()) {
        tracking.extend(sent.clone());
    }
    let data = if inside { json!({"tracking": tracking}) } else { tracking.clone() };
    MockResponse::json(status, &json!({"meta": {"code": status}, "data": data}))
        .header("x-ratelimit-limit", "10")
        .header("x-ratelimit-remaining", "9")
        .header("as-trace-id", "trace-1")
}
