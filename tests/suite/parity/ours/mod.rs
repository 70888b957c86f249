//! The sample calls, made with the crate: every operation by hand, with the typed builders.
//!
//! In: a version, a server, calls. Out: the calls, sent. `shared` is compiled against all versions, and `since_…` and
//! `until_…` against those in their names; the file of a version has what only that version has. A property that a
//! builder does not have does not compile.

#![allow(clippy::duplicate_mod, reason = "the same calls, against the types of each version")]
#![allow(deprecated, reason = "versions whose support has ended are compared, too")]

mod v2024_04;
mod v2024_07;
mod v2024_10;
mod v2025_01;
mod v2025_04;
mod v2025_07;
mod v2026_01;
mod v2026_07;

use std::pin::Pin;

use sdk_runtime::{Builder, BuiltClient, Maybe, RateLimits};
use serde_json::Value;

use crate::calls::{Call, text};
use crate::modes::{self, Mode};

/// A call on its way.
type Sending = Pin<Box<dyn Future<Output = Result<(), String>>>>;

/// Starts a call under its label, if the version has it.
type Sender = Box<dyn Fn(&Call, &str) -> Option<Sending>>;

/// Operations of some versions, against the types of one: starts a call, if it is one of theirs.
type OtherOf<C> = fn(&C, &Call, &str) -> Option<Sending>;

/// Makes all calls in one mode. Out: why some failed, by label.
pub(crate) fn send_all(version: &str, url: &str, mode: &Mode, calls: &[Call]) -> Vec<String> {
    let sending: Sender = match version {
        "2024-04" => v2024_04::sender(url, mode),
        "2024-07" => v2024_07::sender(url, mode),
        "2024-10" => v2024_10::sender(url, mode),
        "2025-01" => v2025_01::sender(url, mode),
        "2025-04" => v2025_04::sender(url, mode),
        "2025-07" => v2025_07::sender(url, mode),
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

/// A client that sends at once, whatever the limits: what arrives is the matter here.
fn build<C: BuiltClient>(options: Builder<C>, url: &str, mode: &Mode) -> C {
    let options = options.base_url(url).max_retries(0).rate_limits(RateLimits::Off);
    modes::apply(mode, options).build().expect("the options are right")
}

/// Sets what the sample has, each value read by its function.
macro_rules! set {
    ($request:expr, $sample:expr; $($name:ident($read:ident))*) => {{
        let sample: &serde_json::Value = $sample;
        let request = $request;
        $(let request = match sample.get(stringify!($name)) {
            Some(value) => request.$name($read(value)),
            None => request,
        };)*
        request
    }};
}

/// Sets the query parameters that distinguish trackings of one number.
macro_rules! additional {
    ($request:expr, $call:expr) => {
        set!($request, $call.query();
            tracking_account_number(one) tracking_origin_country(one) tracking_destination_country(one)
            tracking_key(one) tracking_postal_code(one) tracking_ship_date(one) tracking_state(one))
    };
}

/// What versions have beside the properties and parameters that all versions have: a function for each request.
macro_rules! members {
    ($($function:ident($request:ty): $($name:ident($read:ident))*;)*) => {
        $(pub(super) fn $function(request: $request, sample: &Value) -> $request {
            set!(request, sample; $($name($read))*)
        })*
    };
}

/// The call under its label, on its way.
macro_rules! send {
    ($request:expr, $label:expr) => {{
        let request = $request.header("as-parity", $label);
        let sending = async move { request.send().await.map(drop).map_err(|error| error.to_string()) };
        Some(Box::pin(sending) as $crate::ours::Sending)
    }};
}

use {additional, members, send, set};

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
    value.as_i64().expect("a whole number")
}

fn fraction(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

fn boolean(value: &Value) -> bool {
    value.as_bool().expect("a boolean")
}

/// Text that may also be null.
fn nullable<T: From<String>>(value: &Value) -> Maybe<T> {
    if value.is_null() { Maybe::Null } else { Maybe::Value(one(value).to_owned().into()) }
}

/// Items, each read by a function.
fn list<'a, T>(value: &'a Value, read: impl Fn(&'a Value) -> T) -> Vec<T> {
    value.as_array().expect("a list").iter().map(read).collect()
}

fn words(value: &Value) -> Vec<&str> {
    list(value, one)
}

fn numbers(value: &Value) -> Vec<i64> {
    list(value, number)
}

fn pairs(value: &Value) -> Vec<(&str, &str)> {
    value.as_object().expect("a map").iter().map(|(key, value)| (key.as_str(), one(value))).collect()
}
