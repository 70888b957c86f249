//! What the tests and the examples share.

use sdk_runtime::testing::{Reply, Request};

/// Answers the examples' calls the way the tracking API does: create, get and update, with the envelope.
#[must_use]
pub fn answer_like_the_api(request: &Request) -> Reply {
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
