//! Models.

use std::collections::BTreeMap;

/// A thing (Out).
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Thing {
    pub id: Option<String>,
    pub total: Option<i64>,
    pub price: Option<f64>,
    pub active: Option<bool>,
    pub state: Option<super::enums::State>,
    pub level: Option<super::enums::Level>,
    pub page: Option<super::models::Page>,
    pub tags: Vec<String>,
    pub parts: Vec<super::models::Shape>,
    pub custom: Option<BTreeMap<String, String>>,
    pub due: Option<sdk_runtime::Date>,
    pub tree: Option<super::models::Tree>,
    pub token: Option<String>,
    pub extra: sdk_runtime::Extra,
}
sdk_runtime::object! { Thing {
    id => "id", total => "total", price => "price", active => "active", state => "state", level => "level",
    page => "page", tags => "tags", parts => "parts", custom => "custom_fields", due => "due", tree => "tree",
    token => "token",
} extra }
impl Thing {
    pub fn id(&self) -> Result<&str, sdk_runtime::MissingProperty> {
        sdk_runtime::__private::required_str(&self.id, "Thing", "id")
    }
    pub fn total(&self) -> Result<i64, sdk_runtime::MissingProperty> {
        sdk_runtime::__private::required_copy(&self.total, "Thing", "total")
    }
    pub fn page(&self) -> Result<&super::models::Page, sdk_runtime::MissingProperty> {
        sdk_runtime::__private::required(&self.page, "Thing", "page")
    }
}

/// A page, with typed extras.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Page {
    pub number: Option<u32>,
    pub extra: sdk_runtime::TypedExtra<i64>,
}
sdk_runtime::object! { Page { number => "number" } extra }

/// A wrapper that refers to itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Tree(pub Vec<super::models::Tree>);
sdk_runtime::wrapper! { Tree(Vec<super::models::Tree>) }

/// A credential (Both), whose key must not show.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Login {
    pub user: Option<String>,
    pub key: Option<String>,
    pub scopes: Vec<String>,
    pub extra: sdk_runtime::Extra,
}
sdk_runtime::object! { Login { user => "user", key => "key", scopes => "scopes" always } extra }
sdk_runtime::redacted_debug! { Login { user, key redacted, scopes, extra } }
impl Login {
    pub fn new(user: impl Into<String>, scopes: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self {
            user: Some(user.into()),
            key: None,
            scopes: scopes.into_iter().map(Into::into).collect(),
            extra: Default::default(),
        }
    }
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }
}

/// A request (In).
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct CreateThing {
    pub name: String,
    pub note: sdk_runtime::Maybe<String>,
    pub tags: Option<Vec<String>>,
    pub owner: Option<String>,
    pub kind: Option<super::enums::State>,
    pub shape: Option<super::models::NewShape>,
    pub extra: sdk_runtime::Extra,
}
sdk_runtime::write_object! { CreateThing {
    name => "name", note => "note", tags => "tags", owner => "owner" always, kind => "kind", shape => "shape",
} extra }
impl CreateThing {
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            note: Default::default(),
            tags: None,
            owner: None,
            kind: None,
            shape: None,
            extra: Default::default(),
        }
    }
    pub fn note(mut self, note: impl Into<sdk_runtime::Maybe<String>>) -> Self {
        self.note = note.into();
        self
    }
    pub fn tags(mut self, tags: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.tags = Some(tags.into_iter().map(Into::into).collect());
        self
    }
    pub fn kind(mut self, kind: impl Into<super::enums::State>) -> Self {
        self.kind = Some(kind.into());
        self
    }
    pub fn shape(mut self, shape: impl Into<super::models::NewShape>) -> Self {
        self.shape = Some(shape.into());
        self
    }
}

/// A circle.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Circle {
    pub radius: Option<f64>,
    pub extra: sdk_runtime::Extra,
}
sdk_runtime::object! { Circle { radius => "radius" } extra }

/// A union by discriminator.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Shape {
    Circle(super::models::Circle),
    Group(Box<super::models::Thing>),
    /// A shape that this version of the crate does not know.
    Unknown(sdk_runtime::Value),
}
sdk_runtime::union! { Shape : Unknown by "kind" {
    Circle(super::models::Circle) => ["circle"],
    Group(Box<super::models::Thing>) => ["group", "cluster"],
} }

/// A union by kind of JSON.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Loose {
    Nothing(()),
    Yes(bool),
    Count(i64),
    Ratio(f64),
    State(super::enums::State),
    Text(String),
    List(Vec<String>),
    Round(super::models::Circle),
    Object(sdk_runtime::Extra),
    Unknown(sdk_runtime::Value),
}
sdk_runtime::union! { Loose : Unknown ordered {
    Nothing(()) => null, Yes(bool) => bool, Count(i64) => integer, Ratio(f64) => number,
    State(super::enums::State) => one_of["open", "all done"], Text(String) => string, List(Vec<String>) => array,
    Round(super::models::Circle) => properties["radius"], Object(sdk_runtime::Extra) => object,
} }

/// A union that tries.
#[derive(Debug, Clone, PartialEq)]
pub enum Tried {
    Number(i64),
    List(Vec<i64>),
    Unknown(sdk_runtime::Value),
}
sdk_runtime::union! { Tried : Unknown ordered { Number(i64) => try, List(Vec<i64>) => try } }

/// A property of both halves.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Half {
    pub name: Option<String>,
    pub inner: Option<Circle>,
    pub extra: sdk_runtime::Extra,
}
sdk_runtime::object! { Half { name => "name" | "title" | "label", inner => "inner" } extra }

/// Like `Half`, with more and other properties.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Whole {
    pub name: Option<String>,
    pub size: Option<i64>,
    pub inner: Option<Half>,
    pub extra: sdk_runtime::Extra,
}
sdk_runtime::object! { Whole { name => "name", size => "size", inner => "inner" } extra }

/// A union of objects that only trying tells apart.
#[derive(Debug, Clone, PartialEq)]
pub enum Fitted {
    Half(super::models::Half),
    Whole(super::models::Whole),
    Open(sdk_runtime::Extra),
    Unknown(sdk_runtime::Value),
}
sdk_runtime::union! { Fitted : Unknown ordered {
    Half(super::models::Half) => try, Whole(super::models::Whole) => try, Open(sdk_runtime::Extra) => object,
} }

/// A union that is only sent.
#[derive(Debug, Clone, PartialEq)]
pub enum NewShape {
    Square(super::models::Square),
    Unknown(sdk_runtime::Value),
}
sdk_runtime::write_union! { NewShape : Unknown by "kind" { Square(super::models::Square) => ["square"] } }
impl From<Square> for NewShape {
    fn from(square: Square) -> Self {
        Self::Square(square)
    }
}

/// A square (In).
#[derive(Debug, Clone, PartialEq)]
pub struct Square {
    pub side: f64,
    pub extra: sdk_runtime::Extra,
}
sdk_runtime::write_object! { Square { side => "side" } extra }

/// A list of requests (In).
#[derive(Debug, Clone, PartialEq)]
pub struct Batch(pub Vec<super::models::CreateThing>);
sdk_runtime::write_wrapper! { Batch(Vec<super::models::CreateThing>) }

/// A multipart body.
#[derive(Debug, Clone, PartialEq)]
pub struct Upload {
    pub title: String,
    pub file: sdk_runtime::File,
    pub level: Option<super::enums::Level>,
    pub extra: sdk_runtime::Extra,
}
sdk_runtime::multipart_object! { Upload { title => "title", file => "file", level => "level" } extra }

/// An outcome that differs by status.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    Ok(super::models::Thing),
    Accepted(Option<super::models::Page>),
    NoContent,
    Other(String),
}
sdk_runtime::by_status! { Outcome {
    Ok(super::models::Thing) => Exact(200) json,
    Accepted(Option<super::models::Page>) => Exact(202) optional_json,
    NoContent => Exact(204) empty,
    Other(String) => Default text,
} }
