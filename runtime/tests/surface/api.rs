//! What the generator would write for lists of every kind.

use sdk_runtime::__private::wire::{Decode, Reader, Stop};
use sdk_runtime::__private::{Api, Call, Envelope, Method, Operation, Pagination, decode};
use sdk_runtime::testing::{MockResponse, MockServer, ReceivedRequest};
use sdk_runtime::{Builder, Maybe};
use serde_json::json;
use std::sync::atomic::{AtomicUsize, Ordering};

pub static API: Api =
    Api::new("things", None).server("https://api.example.com").envelope(Envelope::new().payload(&["data"]));

sdk_runtime::error_type! { Error }

/// Things that are alive at this moment, and the most that ever were. Used by one test.
pub static ALIVE: AtomicUsize = AtomicUsize::new(0);
pub static MOST: AtomicUsize = AtomicUsize::new(0);

/// An item that is counted while it lives.
#[derive(Debug)]
pub struct Counted(pub u64);

impl Decode for Counted {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        let number = Decode::decode(reader)?;
        MOST.fetch_max(ALIVE.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        Ok(Self(number))
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        ALIVE.fetch_sub(1, Ordering::SeqCst);
    }
}

macro_rules! listing {
    ($name:ident, $item:ty) => {
        #[derive(Debug, Default)]
        pub struct $name {
            pub things: Vec<$item>,
            pub pagination: Option<Box<Place>>,
            pub extra: sdk_runtime::Extra,
        }
    };
}
listing! { Listing, u64 }
listing! { CountedListing, Counted }

// Read only, so by hand: `object!` would want the items to be writable too.
impl Decode for CountedListing {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        let mut listing = Self::default();
        let mut is_first = true;
        reader.begin_object("a listing")?;
        while reader.next_property(&mut is_first)? {
            match &*reader.key()? {
                "things" => listing.things = Decode::decode(reader)?,
                _ => listing.pagination = Decode::decode(reader)?,
            }
        }
        Ok(listing)
    }
}

sdk_runtime::object! { Listing { things => "things", pagination => "pagination" } extra }

#[derive(Debug, Default)]
pub struct Place {
    pub next: Option<String>,
    pub more: Maybe<bool>,
    pub total: Option<i64>,
    pub extra: sdk_runtime::Extra,
}
sdk_runtime::object! { Place { next => "next", more => "more", total => "total" } extra }

#[derive(Debug, Clone)]
pub struct Client {
    pub inner: sdk_runtime::Client,
}
impl sdk_runtime::BuiltClient for Client {
    type Error = Error;

    fn of_built(inner: sdk_runtime::Client) -> Self {
        Self { inner }
    }
}
impl Client {
    pub fn of(server: &MockServer) -> Self {
        Builder::<Self>::new(&API).base_url(server.url()).max_retries(0).build().unwrap()
    }
    pub fn get_thing(&self, id: u64) -> GetThing {
        GetThing { call: self.inner.call(&GET, decode::json).path("id", &id) }
    }
    pub fn get_rarely(&self, id: u64) -> GetThing {
        GetThing { call: self.inner.call(&GET_RARELY, decode::json).path("id", &id) }
    }
    pub fn by_cursor(&self) -> ByCursor {
        ByCursor { call: self.inner.call(&BY_CURSOR, decode::json) }
    }
    pub fn counted(&self) -> Counting {
        Counting { call: self.inner.call(&BY_CURSOR, decode::json) }
    }
    pub fn bare_cursor(&self) -> BareCursor {
        BareCursor { call: self.inner.call(&BARE_CURSOR, decode::json) }
    }
    pub fn by_page(&self) -> ByPage {
        ByPage { call: self.inner.call(&BY_PAGE, decode::optional_json) }
    }
    pub fn bare_page(&self) -> BarePage {
        BarePage { call: self.inner.call(&BARE_PAGE, decode::json) }
    }
    pub fn import(&self, things: &[u64]) -> Import {
        Import { call: self.inner.call(&IMPORT, decode::empty).json(things) }
    }
    pub fn import_in(&self, things: &[u64]) -> Import {
        Import { call: self.inner.call(&IMPORT_IN, decode::empty).json_in("batch", &json!({"things": things})) }
    }
}

static GET: Operation = Operation::new("get-thing", Method::Get, "/things/{id}").payload(&["data"]);
static GET_RARELY: Operation =
    Operation::new("get-rarely", Method::Get, "/things/{id}").payload(&["data"]).rate_limit(1, 20);
static BY_CURSOR: Operation = Operation::new("by-cursor", Method::Get, "/cursor").payload(&["data"]).pagination(
    Pagination::cursor("cursor", &["data", "pagination", "next"])
        .more(&["data", "pagination", "more"])
        .items(&["data", "things"]),
);
static BARE_CURSOR: Operation = Operation::new("bare-cursor", Method::Get, "/bare-cursor")
    .payload(&["data"])
    .pagination(Pagination::cursor("after", &["page", "next"]).more(&["page", "more"]).items(&["data"]));
static BY_PAGE: Operation = Operation::new("by-page", Method::Get, "/page").payload(&["data"]).pagination(
    Pagination::page("page", "limit", 3, 1).total(&["data", "pagination", "total"]).items(&["data", "things"]),
);
static BARE_PAGE: Operation = Operation::new("bare-page", Method::Get, "/bare-page")
    .payload(&["data"])
    .pagination(Pagination::page("page", "limit", 3, 0).items(&["data"]));
static IMPORT: Operation = Operation::new("import", Method::Post, "/import").batch(40, &[]);
static IMPORT_IN: Operation = Operation::new("import-in", Method::Post, "/import").batch(2, &["things"]);

macro_rules! builder {
    ($name:ident, $payload:ty) => {
        #[must_use]
        #[derive(Debug, Clone)]
        pub struct $name {
            call: Call<$payload>,
        }
        #[allow(dead_code, reason = "not every list is asked so")]
        impl $name {
            pub fn set(mut self, name: &str, value: impl Into<String>) -> Self {
                self.call = self.call.query(name, &value.into());
                self
            }
        }
    };
}
builder! { GetThing, u64 }
builder! { ByCursor, Listing }
builder! { Counting, CountedListing }
builder! { BareCursor, Vec<u64> }
builder! { ByPage, Option<Listing> }
builder! { BarePage, Vec<u64> }
builder! { Import, () }

sdk_runtime::operation! { GetThing => u64, Error }
sdk_runtime::operation! { Import => (), Error }
sdk_runtime::paged_operation! { ByCursor => Listing, u64, Error {
    items [things], next [pagination, next], more [pagination, more],
} }
sdk_runtime::paged_operation! { Counting => CountedListing, Counted, Error {
    items [things], next [pagination, next], more [pagination, more],
} }
sdk_runtime::paged_operation! { BareCursor => Vec<u64>, u64, Error { items [] } }
sdk_runtime::paged_operation! { ByPage => Option<Listing>, u64, Error { items [?, things], total [?, pagination, total] } }
sdk_runtime::paged_operation! { BarePage => Vec<u64>, u64, Error { items [] } }

/// The value of a query parameter, as sent.
pub fn query<'a>(request: &'a ReceivedRequest, name: &str) -> Option<&'a str> {
    let (_, query) = request.target().split_once('?')?;
    query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
}

/// A server with this many things in lists of `size`, each list in its own style. Cursors hold what must be escaped.
pub fn server(count: u64, size: u64) -> MockServer {
    MockServer::start(move |request| {
        let size = query(request, "limit").map_or(size, |limit| limit.parse::<u64>().unwrap().min(size));
        let cursor = |name| query(request, name).map_or(0, |text| text.trim_end_matches("%3D").parse().unwrap());
        let number = query(request, "page").map_or(0, |text| text.parse::<u64>().unwrap());
        let start = match request.path() {
            "/cursor" => cursor("cursor"),
            "/bare-cursor" => cursor("after"),
            "/page" => number.max(1).saturating_sub(1) * size,
            "/bare-page" => number * size,
            other => {
                let id: u64 = other.rsplit('/').next().unwrap().parse().unwrap();
                return MockResponse::json(if id == 13 { 404 } else { 200 }, &json!({"data": id}));
            }
        };
        let end = (start + size).min(count);
        let things: Vec<u64> = (start.min(end)..end).collect();
        let next = if end < count { format!("{end}==") } else { String::new() };
        let body = match request.path() {
            "/cursor" => json!({"data": {"pagination": {"next": next, "more": end < count}, "things": things}}),
            "/bare-cursor" => json!({"data": things, "page": {"next": next, "more": true}}),
            "/page" if things.is_empty() => return MockResponse::bytes(200, "application/json", ""),
            "/page" => json!({"data": {"pagination": {"total": count}, "things": things}}),
            _ => json!({"data": things}),
        };
        MockResponse::json(200, &body)
    })
    .unwrap()
}
