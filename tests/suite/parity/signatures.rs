//! The signatures of what was sent.
//!
//! In: requests as they arrived. Out: a panic that names those of ours whose signature is wrong, and a list of those of
//! the official SDK. Two judges have to agree about ours: one takes the query as it arrived, the other is the newest
//! official SDK, which writes it anew.

use std::collections::{BTreeMap, BTreeSet};

use sdk_runtime::testing::ReceivedRequest;
use serde_json::{Map, Value, json};

use crate::modes::{MODES, Mode};
use crate::python::{self, Python};

/// The one release whose rules the API's documentation shares: it sorts the query and keeps blank values.
const JUDGE: &str = "2026-07";

/// Who can judge; nothing where Python or the registry is missing.
pub(crate) fn judge() -> Option<Python> {
    python::python(JUDGE)
}

/// A request that is signed: in which mode, under which label.
type Signed<'a> = (&'a Mode, &'a String, &'a ReceivedRequest);

/// Checks all signed requests of ours.
pub(crate) fn check(judge: &Python, requests: &BTreeMap<String, ReceivedRequest>) {
    let signed = signed(requests);
    assert!(signed.len() * MODES.len() >= requests.len() * (MODES.len() - 1), "only {} are signed", signed.len());

    let verdicts = judge.script("judge.py", &[], &task(&signed));
    let is_right = |label: &String| ["documented", "official"].iter().all(|rule| verdicts[label][rule] == "ok");
    let wrong: Vec<String> = signed
        .iter()
        .filter(|(_, label, _)| !is_right(label))
        .map(|(_, label, _)| format!("{label}: {}", verdicts[label]))
        .collect();
    assert!(wrong.is_empty(), "wrong signatures:\n{}", wrong.join("\n"));

    // The judges are no good if they take anything.
    let forged = signed.iter().map(|&(mode, label, request)| (mode, label, forged(request))).collect::<Vec<_>>();
    let forged: Vec<_> = forged.iter().map(|(mode, label, request)| (*mode, *label, request)).collect();
    let verdicts = judge.script("judge.py", &[], &task(&forged));
    for (_, label, _) in forged {
        let takes = ["documented", "official"].iter().any(|rule| verdicts[label][rule] == "ok");
        assert!(!takes, "a changed request passes: {label}");
    }
}

/// The labels of those requests of the official SDK that its newest release would have signed otherwise.
///
/// Most releases send and sign parameters in an order that changes from run to run. So only those requests are looked at
/// that have none, and those that have so many that they are never sorted by chance.
pub(crate) fn wrong_in_official(judge: &Python, requests: &BTreeMap<String, ReceivedRequest>) -> BTreeSet<String> {
    let mut signed = signed(requests);
    signed.retain(|(_, _, request)| match request.target().split_once('?') {
        None => true,
        Some((_, query)) => query.split('&').count() > 12,
    });
    let verdicts = judge.script("judge.py", &[], &task(&signed));
    let labels = signed.into_iter().map(|(_, label, _)| label.clone());
    labels.filter(|label| verdicts[label]["official"] != "ok").collect()
}

fn signed(requests: &BTreeMap<String, ReceivedRequest>) -> Vec<Signed<'_>> {
    let all = requests.iter().filter_map(|(label, request)| mode_of(label).map(|mode| (mode, label, request)));
    all.filter(|(mode, ..)| mode.secret.is_some()).collect()
}

fn mode_of(label: &str) -> Option<&'static Mode> {
    MODES.iter().find(|mode| label.starts_with(&format!("{} ", mode.name)))
}

/// The same request with another path and the old signature.
fn forged(request: &ReceivedRequest) -> ReceivedRequest {
    let target = request.target().replacen("/tracking/", "/tracking/x", 1);
    let mut forged = ReceivedRequest::new(request.method(), &target).with_body(request.body());
    for (name, value) in request.headers() {
        forged = forged.with_header(name, value);
    }
    forged
}

fn task(requests: &[Signed<'_>]) -> Value {
    let secrets: Map<String, Value> = MODES.iter().map(|mode| (mode.name.to_owned(), mode.secret.into())).collect();
    let requests: Vec<Value> = requests
        .iter()
        .map(|(mode, label, request)| {
            json!({
                "label": label, "mode": mode.name, "method": request.method(), "target": request.target(),
                "headers": request.headers(), "body": String::from_utf8_lossy(request.body()),
            })
        })
        .collect();
    json!({"secrets": secrets, "requests": requests})
}
