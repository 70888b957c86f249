//! What the tests and the examples share.

use sdk_runtime::testing::{Reply, Request};

/// Answers the examples' calls the way the two APIs do, which are told apart by their paths.
#[must_use]
pub fn answer_like_the_api(request: &Request) -> Reply {
    if request.path().starts_with("/v4/") { answer_like_trackingmore(request) } else { answer_like_aftership(request) }
}

/// Each parcel is there already, and shows up in the list.
fn answer_like_trackingmore(request: &Request) -> Reply {
    let meta = |code: u16, message: &str| serde_json::json!({"code": code, "message": message});
    let tracking = serde_json::json!({
        "id": "9a1b2c3d4e5f60718293a4b5c6d7e8f9", "tracking_number": "1Z999AA10123456784", "courier_code": "ups",
        "delivery_status": "pickup", "substatus": "pickup001",
    });
    match (request.method.as_str(), request.path()) {
        ("POST", "/v4/trackings/create") => {
            let data = serde_json::json!({"id": tracking["id"]});
            Reply::json(400, &serde_json::json!({"meta": meta(4101, "Tracking No. already exists."), "data": data}))
        }
        ("GET", "/v4/trackings/get") => Reply::json(
            200,
            &serde_json::json!({"meta": meta(200, "Request response is successful"), "data": [tracking]}),
        ),
        _ => Reply::json(404, &serde_json::json!({"meta": meta(404, "Page does not exist."), "data": []})),
    }
}

/// Create, get and update, with the envelope.
fn answer_like_aftership(request: &Request) -> Reply {
    let id = request.path().rsplit('/').next().unwrap_or_default().to_owned();
    let sent = request.json();
    let mut tracking = serde_json::json!({
        "id": "8d3c4f5e6a7b4c9d8e0f1a2b3c4d5e6f", "tracking_number": "1Z999AA10123456784", "slug": "ups",
        "tag": "InTransit", "title": "A parcel", "checkpoints": [{"message": "Arrived at the depot", "tag": "InTransit"}],
    });
    let status = match request.method.as_str() {
        "POST" => 201,
        "GET" | "PUT" => {
            tracking["id"] = id.into();
            200
        }
        _ => return Reply::json(404, &serde_json::json!({"meta": {"code": 404, "type": "NotFound"}, "data": {}})),
    };
    if let (Some(tracking), Some(sent)) = (tracking.as_object_mut(), sent.as_object()) {
        tracking.extend(sent.clone());
    }
    Reply::json(status, &serde_json::json!({"meta": {"code": status}, "data": tracking}))
        .header("x-ratelimit-limit", "10")
        .header("x-ratelimit-remaining", "9")
        .header("as-trace-id", "trace-1")
}
