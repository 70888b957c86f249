//! Types of Rust as data, and how a caller's value becomes one.
//!
//! In: filled by `types`, `structs` and `enums`. Out: read by `emit`, and printed by `print` for the examples. Must
//! not:
//! hold a token.

use super::RustIdent;

/// A type as one file names it: its paths start from that file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RustType {
    Unit,
    Bool,
    I32,
    I64,
    U32,
    U64,
    F32,
    F64,
    String,
    /// The runtime's bytes.
    Bytes,
    /// What a body of bytes is taken as.
    Upload,
    /// Bytes as they arrive.
    Download,
    /// Events with data of this type.
    Events(Box<RustType>),
    /// Lines of this type.
    Lines(Box<RustType>),
    Decimal,
    Date,
    DateTime,
    Base64,
    Base64Url,
    File,
    /// Any JSON.
    Value,
    /// The properties that the document does not name.
    Extra,
    /// The same, where the document says what their values are.
    TypedExtra(Box<RustType>),
    Named(TypePath),
    List(Box<RustType>),
    Map(MapName, Box<RustType>),
    Option(Box<RustType>),
    Maybe(Box<RustType>),
    Boxed(Box<RustType>),
}

/// A type of the API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypePath {
    pub root: PathRoot,
    pub ident: RustIdent,
}

/// Where the path to a type of the API starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathRoot {
    /// The type of the file at hand.
    Here,
    /// The folder of the file at hand.
    Super,
    /// The module `models`, which the file imports.
    Models,
    /// The module `enums`, which the file imports.
    Enums,
}

/// How a file names the map type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MapName {
    Imported,
    /// By its full path: an example imports nothing for it.
    Full,
}

impl RustType {
    #[must_use]
    pub fn list(item: Self) -> Self {
        Self::List(Box::new(item))
    }

    #[must_use]
    pub fn option(inner: Self) -> Self {
        Self::Option(Box::new(inner))
    }

    #[must_use]
    pub fn maybe(inner: Self) -> Self {
        Self::Maybe(Box::new(inner))
    }

    #[must_use]
    pub fn boxed(inner: Self) -> Self {
        Self::Boxed(Box::new(inner))
    }

    /// The name of a type of the API.
    #[must_use]
    pub fn name(&self) -> Option<&RustIdent> {
        match self {
            Self::Named(path) => Some(&path.ident),
            _ => None,
        }
    }
}

/// An input of a constructor or setter.
#[derive(Debug, Clone)]
pub struct Argument {
    pub ident: RustIdent,
    pub form: ArgumentForm,
    /// What it is turned into: `String`.
    pub target: RustType,
}

/// How a value is taken from the caller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArgumentForm {
    /// `T`.
    Plain,
    /// `impl Into<T>`.
    Into,
    /// `impl Into<T>` for a `Box<T>`.
    IntoBox(RustType),
    /// One item of a list, or many: `impl IntoList<T, F>`.
    OneOrMany(RustType),
    /// An iterator over items of a list.
    Items(ItemForm),
    /// An iterator over keys and values of a map.
    Entries(ItemForm),
}

/// How an item of a collection is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemForm {
    /// `impl Into<T>`.
    Into(RustType),
    /// `T`.
    Plain(RustType),
}

/// What stands around the type of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldShape {
    /// `T`.
    Bare,
    /// `Option<T>`.
    Optional,
    /// `Maybe<T>`.
    Maybe,
}

/// What `new` sets a field to.
#[derive(Debug, Clone)]
pub enum InitialValue {
    /// The argument of the field's name.
    Argument(Argument, FieldShape),
    Fixed(FixedValue, FieldShape),
    Default,
}

/// The only value of a property.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FixedValue {
    Bool(bool),
    Integer(i128),
    Text(String),
    EnumText(TypePath, String),
    EnumInteger(TypePath, i64),
}

/// What an accessor returns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AccessorOutput {
    /// `&str`.
    Str,
    /// `T`.
    Copy(RustType),
    /// `&T`.
    Ref(RustType),
    /// `&T` of a `Box<T>`.
    BoxedRef(RustType),
}

/// A `From` impl of a union.
#[derive(Debug, Clone)]
pub struct Conversion {
    pub variant: RustIdent,
    pub source: ConversionSource,
}

/// What a variant is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConversionSource {
    Type(RustType),
    /// The variant holds it in a box.
    Boxed(RustType),
    /// `&str` for a `String`.
    Str,
}
