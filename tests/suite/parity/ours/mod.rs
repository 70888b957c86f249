//! The sample calls, made with the crate: every operation by hand, with the typed builders.
//!
//! In: a version, a server, calls. Out: the calls, sent. What the versions have in common is in `shared`, which is
//! compiled against each. A member that a builder does not have does not compile; one that a sample lacks panics.

mod v2025_01;
mod v2026_01;
mod v2026_07;

use std::pin::Pin;

use sdk_runtime::{Builder, Client, Maybe};
use serde_json::Value;

use crate::calls::{Call, text};
use crate::modes::{self, Mode};

/// A call on its way.
type Sending = Pin<Box<dyn Future<Output = Result<(), String>>>>;

/// Starts a call under its label, if the version has it.
type Sender = Box<dyn Fn(&Call, &str) -> Option<Sending>>;

/// Makes all calls in one mode. Out: why some were not answered well, by label.
pub(crate) fn send_all(version: &str, url: &str, mode: &Mode, calls: &[Call]) -> Vec<String> {
    let sending: Sender = match version {
        "2025-01" => v2025_01::sender(url, mode),
        "2026-01" => v2026_01::sender(url, mode),
        "2026-07" => v2026_07::sender(url, mode),
        _ => panic!("there is no version {version}"),
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime starts");
    let faults = calls.iter().filter_map(|call| {
        let label = mode.label(call);
        let Some(sending) = sending(call, &label) else { return Some(format!("{label}: no such operation")) };
        runtime.block_on(sending).err().map(|error| format!("{label}: {error}"))
    });
    faults.collect()
}

fn build<C: From<Client>>(options: Builder<C>, url: &str, mode: &Mode) -> C {
    modes::apply(mode, options.domain(url).max_retry(0)).build().expect("the options are right")
}

/// Sets members to the text that the sample has for them.
macro_rules! texts {
    ($request:expr, $sample:expr; $($name:ident)*) => {
        $request$(.$name($crate::calls::text($sample, stringify!($name))))*
    };
}

/// Sets members to the text that the sample has for them, if it has any.
macro_rules! some_texts {
    ($request:expr, $sample:expr; $($name:ident)*) => {{
        let mut request = $request;
        $(if $sample.get(stringify!($name)).is_some() {
            request = request.$name($crate::calls::text($sample, stringify!($name)));
        })*
        request
    }};
}

/// Sets those query parameters that the call has, each read by its function.
macro_rules! filters {
    ($request:expr, $call:expr; $($name:ident($read:ident))*) => {{
        let mut request = $request;
        $(if let Some(value) = $call.query(stringify!($name)) {
            request = request.$name($read(value));
        })*
        request
    }};
}

/// The call under its label, on its way.
macro_rules! send {
    ($request:expr, $label:expr) => {{
        let request = $request.header("as-parity", $label);
        let sending = async move { request.send().await.map(drop).map_err(|error| error.to_string()) };
        Some(Box::pin(sending) as $crate::ours::Sending)
    }};
}

use {filters, send, some_texts, texts};

fn one(value: &Value) -> &str {
    value.as_str().expect("text")
}

/// The parts of a list that the API takes as one text.
fn many(value: &Value) -> Vec<&str> {
    one(value).split(',').collect()
}

/// The same, where the parts are true or false.
fn flags(value: &Value) -> Vec<bool> {
    many(value).into_iter().map(|part| part.parse().expect("true or false")).collect()
}

/// A number that the other client takes as text.
fn parsed(value: &Value) -> i64 {
    one(value).parse().expect("a number")
}

fn number(value: &Value) -> i64 {
    value.as_i64().expect("a number")
}

fn boolean(value: &Value) -> bool {
    value.as_bool().expect("a boolean")
}

/// The state of a member that may also be null.
fn maybe<T: From<String>>(sample: &Value, name: &str) -> Maybe<T> {
    match sample.get(name) {
        None => Maybe::Absent,
        Some(Value::Null) => Maybe::Null,
        Some(_) => Maybe::Value(text(sample, name).to_owned().into()),
    }
}

fn items<'a>(sample: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    sample[name].as_array().unwrap_or_else(|| panic!("the sample has no list `{name}`")).iter()
}

fn words<'a>(sample: &'a Value, name: &str) -> impl Iterator<Item = &'a str> {
    items(sample, name).map(one)
}

fn pairs<'a>(sample: &'a Value, name: &str) -> impl Iterator<Item = (&'a str, &'a str)> {
    let map = sample[name].as_object().unwrap_or_else(|| panic!("the sample has no map `{name}`"));
    map.iter().map(|(key, value)| (key.as_str(), one(value)))
}
