//! What two requests have in common, and what not.
//!
//! In: two requests for the same call. Out: every part in which they differ: method, path, query, headers, properties of
//! the body. The order of query parameters and of properties, and how JSON is spaced and escaped, do not count. Of dates and
//! signatures it counts whether they are there; they are checked elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use sdk_runtime::testing::ReceivedRequest;
use serde_json::Value;

/// A part in which two requests differ. `None` is a part that is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Finding {
    /// `method`, `path`, `header accept`, `query tag`, `body /customers/0/name` and the like. Where a query has the same
    /// value in another writing: `comma in tag`, `space in tag`, or else `encoding of tag`.
    pub(crate) part: String,
    pub(crate) ours: Option<String>,
    pub(crate) theirs: Option<String>,
}

impl Finding {
    /// A difference that both sides have a word for.
    pub(crate) fn new(part: &str, ours: &str, theirs: &str) -> Self {
        Self { part: part.to_owned(), ours: Some(ours.to_owned()), theirs: Some(theirs.to_owned()) }
    }
}

/// The requests by the label that their calls carry.
pub(crate) fn by_label(requests: Vec<ReceivedRequest>) -> BTreeMap<String, ReceivedRequest> {
    let mut found = BTreeMap::new();
    for request in requests {
        let label = request.header("as-parity").unwrap_or_else(|| panic!("no label: {request:?}")).to_owned();
        let again = found.insert(label, request);
        assert!(again.is_none(), "sent twice: {again:?}");
    }
    found
}

/// Compares.
pub(crate) fn compare(ours: &ReceivedRequest, theirs: &ReceivedRequest) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut differ = |part: &str, ours: Option<&str>, theirs: Option<&str>| {
        if ours != theirs {
            let part = part.to_owned();
            findings.push(Finding { part, ours: ours.map(str::to_owned), theirs: theirs.map(str::to_owned) });
        }
    };
    differ("method", Some(ours.method()), Some(theirs.method()));
    differ("path", Some(ours.path()), Some(theirs.path()));

    let (our_query, their_query) = (query(ours), query(theirs));
    for name in our_query.keys().chain(their_query.keys()).collect::<BTreeSet<_>>() {
        let all = |query: &BTreeMap<String, Vec<String>>| query.get(name).map(|values| values.join(" and "));
        let (ours, theirs) = (all(&our_query), all(&their_query));
        let plain = |text: &Option<String>| text.as_deref().map(decoded);
        let (plain_ours, plain_theirs) = (plain(&ours), plain(&theirs));
        if plain_ours == plain_theirs {
            let with =
                |from: &str, to: &str| [&ours, &theirs].map(|text| text.as_ref().map(|text| text.replace(from, to)));
            let [comma_ours, comma_theirs] = with(",", "%2C");
            let [space_ours, space_theirs] = with("+", "%20");
            let what = match (comma_ours == comma_theirs, space_ours == space_theirs) {
                (true, _) => "comma in",
                (_, true) => "space in",
                _ => "encoding of",
            };
            differ(&format!("{what} {name}"), ours.as_deref(), theirs.as_deref());
        } else {
            differ(&format!("query {name}"), plain_ours.as_deref(), plain_theirs.as_deref());
        }
    }

    let (our_headers, their_headers) = (headers(ours), headers(theirs));
    for name in our_headers.keys().chain(their_headers.keys()).collect::<BTreeSet<_>>() {
        let header = |headers: &BTreeMap<&str, String>| headers.get(name).cloned();
        differ(&format!("header {name}"), header(&our_headers).as_deref(), header(&their_headers).as_deref());
    }
    bodies(body(ours).as_ref(), body(theirs).as_ref(), "body ", &mut findings);
    findings
}

/// The values of each parameter, as sent.
fn query(request: &ReceivedRequest) -> BTreeMap<String, Vec<String>> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let query = request.target().split_once('?').map_or("", |(_, query)| query);
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        found.entry(decoded(name)).or_default().push(value.to_owned());
    }
    found
}

/// The text as a server reads it that takes queries as forms.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let hex = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match (first, hex.and_then(|hex| u8::from_str_radix(hex, 16).ok())) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &after[2..];
                continue;
            }
            (b'+', _) => bytes.push(b' '),
            _ => bytes.push(*first),
        }
        rest = after;
    }
    String::from_utf8(bytes).unwrap_or_else(|_| panic!("not UTF-8: {text}"))
}

fn headers(request: &ReceivedRequest) -> BTreeMap<&str, String> {
    let mut found: BTreeMap<&str, String> = BTreeMap::new();
    for (name, value) in request.headers() {
        let value = if name == "date" || name.starts_with("as-signature-") { "verified elsewhere" } else { value };
        found.entry(name).and_modify(|values| *values = format!("{values} and {value}")).or_insert(value.to_owned());
    }
    found
}

fn body(request: &ReceivedRequest) -> Option<Value> {
    if request.body().is_empty() {
        return None;
    }
    Some(serde_json::from_slice(request.body()).unwrap_or_else(|error| panic!("not JSON: {error}: {request:?}")))
}

/// Compares objects property by property, lists item by item if they are as long.
fn bodies(ours: Option<&Value>, theirs: Option<&Value>, at: &str, findings: &mut Vec<Finding>) {
    match (ours, theirs) {
        (Some(Value::Object(ours)), Some(Value::Object(theirs))) => {
            for name in ours.keys().chain(theirs.keys()).collect::<BTreeSet<_>>() {
                bodies(ours.get(name), theirs.get(name), &format!("{at}/{name}"), findings);
            }
        }
        (Some(Value::Array(ours)), Some(Value::Array(theirs))) if ours.len() == theirs.len() => {
            for (index, (one, other)) in ours.iter().zip(theirs).enumerate() {
                bodies(Some(one), Some(other), &format!("{at}/{index}"), findings);
            }
        }
        _ if ours == theirs => {}
        _ => {
            let text = |value: Option<&Value>| value.map(Value::to_string);
            findings.push(Finding { part: at.to_owned(), ours: text(ours), theirs: text(theirs) });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(target: &str, headers: &[(&str, &str)], body: &str) -> ReceivedRequest {
        request_by("PUT", target, headers, body)
    }

    fn request_by(method: &str, target: &str, headers: &[(&str, &str)], body: &str) -> ReceivedRequest {
        let request = ReceivedRequest::new(method, target).with_body(body);
        headers.iter().fold(request, |request, (name, value)| request.with_header(name, value))
    }

    #[test]
    fn order_and_spaces_do_not_count() {
        let ours = request("/a?x=1&y=2", &[("a", "1"), ("b", "2"), ("date", "x")], r#"{"m":1.5,"n":["é"]}"#);
        let theirs = request("/a?y=2&x=1", &[("b", "2"), ("a", "1"), ("date", "y")], r#"{"n": ["\u00e9"], "m": 1.5}"#);
        assert_eq!(compare(&ours, &theirs), []);
    }

    #[test]
    fn every_part_counts() {
        let ours = request("/a?x=1&y=a%20b&z=1&v=1,2&w=%41", &[("a", "1")], r#"{"m":1,"n":[{"o":null}],"p":[1]}"#);
        let theirs = request_by(
            "PATCH",
            "/b?x=2&y=a+b&x=1&v=1%2C2&w=A",
            &[("b", "1")],
            r#"{"m":"1","n":[{}],"p":[1,2],"q":{}}"#,
        );
        let found = compare(&ours, &theirs);
        let parts: Vec<&str> = found.iter().map(|one| one.part.as_str()).collect();
        let wanted = "method, path, comma in v, encoding of w, query x, space in y, query z, header a, header b, \
                      body /m, body /n/0/o, body /p, body /q";
        assert_eq!(parts.join(", "), wanted);
        assert_eq!((found[10].ours.as_deref(), found[10].theirs.as_deref()), (Some("null"), None));
        let bare = request("/a", &[], "");
        assert_eq!(compare(&bare, &request("/a", &[], "{}"))[0].part, "body ");
    }
}
