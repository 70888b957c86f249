//! Services.

use sdk_runtime::__private::{Call, Explode, Idempotency, Method, Operation, Part, Reserved, Status, Style, decode};

#[derive(Debug, Clone)]
pub struct ThingService {
    client: sdk_runtime::Client,
}

impl ThingService {
    pub(super) fn new(client: sdk_runtime::Client) -> Self {
        Self { client }
    }
    pub fn get_thing(&self, id: impl Into<String>) -> GetThing {
        GetThing { call: self.client.call(&GET_THING, decode::json).path("id", &id.into()) }
    }
    pub fn create_thing(&self, body: impl Into<super::models::CreateThing>) -> CreateThing {
        CreateThing { call: self.client.call(&CREATE_THING, decode::json).json_in("thing", &body.into()) }
    }
    pub fn list_things(&self) -> ListThings {
        ListThings { call: self.client.call(&LIST_THINGS, decode::json) }
    }
    pub fn put_thing(&self, id: impl Into<String>) -> PutThing {
        PutThing { call: self.client.call(&PUT_THING, decode::by_status).path("id", &id.into()) }
    }
    pub fn upload(&self, body: impl Into<super::models::Upload>) -> UploadThing {
        UploadThing { call: self.client.call(&UPLOAD, decode::empty).multipart(&body.into(), UPLOAD_PARTS) }
    }
    pub fn export(&self) -> Export {
        Export { call: self.client.call(&EXPORT, decode::bytes) }
    }
}

static GET_THING: Operation = Operation::new("get-thing", Method::Get, "/things/{id}")
    .success(&[Status::Exact(200)])
    .payload(&["data"])
    .idempotency(Idempotency::Idempotent)
    .rate_limit(5, 1_000)
    .security(&[&["key"]]);
static CREATE_THING: Operation = Operation::new("create-thing", Method::Post, "/things")
    .success(&[Status::Exact(201)])
    .payload(&["data", "thing"])
    .idempotency(Idempotency::NaturalKey(&["name"]));
static LIST_THINGS: Operation = Operation::new("list-things", Method::Get, "/things").payload(&["data", "things"]);
static PUT_THING: Operation = Operation::new("put-thing", Method::Put, "/things/{id}").payload(&["data"]);
static UPLOAD: Operation = Operation::new("upload", Method::Post, "/files");
static UPLOAD_PARTS: &[Part] = &[Part::new("file").media_type("image/png")];
static EXPORT: Operation = Operation::new("export", Method::Get, "/export").security(&[]).accept("text/csv");

#[must_use = "a call does nothing until it is awaited"]
#[derive(Debug, Clone)]
pub struct GetThing {
    call: Call<super::models::Thing>,
}
impl GetThing {
    pub fn lang(mut self, lang: impl Into<String>) -> Self {
        self.call = self.call.query("lang", &lang.into());
        self
    }
}
sdk_runtime::operation! { GetThing => super::models::Thing, super::Error }

#[must_use = "a call does nothing until it is awaited"]
#[derive(Debug, Clone)]
pub struct CreateThing {
    call: Call<super::models::Thing>,
}
sdk_runtime::operation! { CreateThing => super::models::Thing, super::Error }

#[must_use = "a call does nothing until it is awaited"]
#[derive(Debug, Clone)]
pub struct ListThings {
    call: Call<Vec<super::models::Thing>>,
}
impl ListThings {
    pub fn states(mut self, states: impl IntoIterator<Item = impl Into<super::enums::State>>) -> Self {
        let states: Vec<super::enums::State> = states.into_iter().map(Into::into).collect();
        self.call = self.call.query_as("states", Style::Form, Explode::No, Reserved::Escape, &states);
        self
    }
    pub fn filter(mut self, filter: sdk_runtime::Value) -> Self {
        self.call = self.call.query_as("filter", Style::DeepObject, Explode::Yes, Reserved::Escape, &filter);
        self
    }
    pub fn session(mut self, session: impl Into<String>) -> Self {
        self.call = self.call.cookie("session", &session.into()).header("x-session", &"s").query_json("j", &[1]);
        self
    }
}
sdk_runtime::operation! { ListThings => Vec<super::models::Thing>, super::Error }

#[must_use = "a call does nothing until it is awaited"]
#[derive(Debug, Clone)]
pub struct PutThing {
    call: Call<super::models::Outcome>,
}
sdk_runtime::operation! { PutThing => super::models::Outcome, super::Error }

#[must_use = "a call does nothing until it is awaited"]
#[derive(Debug, Clone)]
pub struct UploadThing {
    call: Call<()>,
}
sdk_runtime::operation! { UploadThing => (), super::Error }

#[must_use = "a call does nothing until it is awaited"]
#[derive(Debug, Clone)]
pub struct Export {
    call: Call<sdk_runtime::Bytes>,
}
sdk_runtime::operation! { Export => sdk_runtime::Bytes, super::Error }
