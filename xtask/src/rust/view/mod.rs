//! The Rust view: all decisions about the output, as data.
//!
//! In: filled by the modules beside it. Out: read by `emit`. Must not: point
//! back into the IR by an `Id`; plain values of it, such as a server, are allowed. Tokens are
//! allowed for the code of examples and tests only.

mod api;
mod calls;
mod guide;
mod imports;
mod manifest;
mod print;
mod readme;
mod types;
mod wire_tests;

pub use api::*;
pub use calls::*;
pub use guide::*;
pub use imports::Imports;
pub use manifest::{Feature, Manifest};
pub use readme::*;
pub use types::*;
pub use wire_tests::*;

use proc_macro2::TokenStream;

use super::docs::DocLines;
pub use super::ident::RustIdent;
use crate::diag::Diagnostics;
use crate::ir::{EnumRepr, MatchRule, Origin, StatusPattern};

/// The scripts of the names of a crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scripts {
    Ascii,
    Other,
}

/// A crate.
#[derive(Debug, Clone)]
pub struct CrateView {
    /// The text of the header, without comment marks.
    pub header: String,
    /// How the crate is named in `use`.
    pub lib_name: RustIdent,
    /// First paragraph of the crate's documentation.
    pub intro: DocLines,
    /// Call that the quick start shows.
    pub quick_start: Option<QuickStart>,
    /// Facts for the pages under `guide`.
    pub guide: Option<Guide>,
    /// What the compiler needs for types that nest deeply.
    pub recursion_limit: Option<usize>,
    /// What the compiler is told of names beyond ASCII.
    pub scripts: Scripts,
    /// Oldest first.
    pub versions: Vec<VersionView>,
    pub manifest: Manifest,
    pub readme: Readme,
}

/// The first calls that a reader sees.
#[derive(Debug, Clone)]
pub struct QuickStart {
    /// `acme_parcels::v2026_07`.
    pub path: String,
    pub example: Example,
    /// For the README: `use` and a function each.
    pub first: Snippet,
    pub errors: Snippet,
    pub pages: Option<Snippet>,
}

/// A self-contained piece of code.
#[derive(Debug, Clone)]
pub struct Snippet {
    /// Names of the version's module.
    pub imports: Imports,
    pub function: TokenStream,
}

/// A version of the API.
#[derive(Debug, Clone)]
pub struct VersionView {
    /// Where the version is: a module behind a feature, or the crate's root.
    pub module: Option<RustIdent>,
    /// `acme_parcels::v2026_07`.
    pub path: String,
    pub docs: DocLines,
    /// Note of the module's `#[deprecated]`.
    pub deprecated: Option<String>,
    pub client: ClientView,
    pub errors: Option<ErrorsView>,
    pub services: Vec<ServiceView>,
    /// Sorted by file.
    pub models: Vec<ModelView>,
    /// Sorted by file.
    pub enums: Vec<EnumView>,
    /// Tests of its calls.
    pub wire_tests: Option<WireTests>,
    /// Names that were changed, inputs that were read loosely.
    pub diagnostics: Diagnostics,
}

#[derive(Debug, Clone)]
pub struct ClientView {
    pub docs: DocLines,
    pub api: ApiFacts,
    pub entry: Entry,
    pub from_env: FromEnv,
    /// Values of the option `auth_method`; empty where there is one way to authenticate.
    pub auth_methods: Vec<AuthMethodView>,
    pub services: Vec<ServiceEntry>,
}

/// A constant of the module `auth_methods`.
#[derive(Debug, Clone)]
pub struct AuthMethodView {
    pub ident: RustIdent,
    /// As the option spells it.
    pub name: String,
    pub docs: String,
}

/// How a client is made in code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// `builder(api_key)`.
    ApiKey,
    /// `builder(token)`.
    Token,
    /// `builder()`.
    Plain,
}

/// Whether a client can be made from the environment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FromEnv {
    /// Its variables start so.
    Prefix(String),
    No,
}

#[derive(Debug, Clone)]
pub struct ServiceEntry {
    pub method: RustIdent,
    pub ty: RustIdent,
    pub docs: String,
}

/// Which modules beside its own a file refers to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Uses {
    pub models: bool,
    pub enums: bool,
    pub map: bool,
}

#[derive(Debug, Clone)]
pub struct ServiceView {
    /// File and module.
    pub module: RustIdent,
    /// `TrackingService`.
    pub ty: RustIdent,
    pub docs: DocLines,
    pub operations: Vec<OperationView>,
    pub uses: Uses,
}

#[derive(Debug, Clone)]
pub struct OperationView {
    /// Method on the service.
    pub method: RustIdent,
    /// The request builder.
    pub ty: RustIdent,
    /// The static that describes the call.
    pub fact: RustIdent,
    pub docs: DocLines,
    pub deprecated: Option<String>,
    pub example: Example,
    /// Required inputs.
    pub arguments: Vec<Argument>,
    /// What the call does with them.
    pub applied: Vec<AppliedInput>,
    pub setters: Vec<CallSetter>,
    pub facts: OperationFacts,
    pub parts: Option<PartsFacts>,
    /// How the response is read.
    pub decode: PayloadKind,
    /// What the call returns.
    pub output: RustType,
    pub pages: Option<PagesView>,
    /// What else the caller can ask for.
    pub representations: Vec<RepresentationView>,
    /// A body of the call may be streamed, so that each wait has a bound of its own.
    pub may_stream: bool,
    pub origin: Origin,
}

#[derive(Debug, Clone)]
pub struct CallSetter {
    pub method: RustIdent,
    pub argument: Argument,
    pub docs: DocLines,
    pub deprecated: Option<String>,
    pub applied: AppliedInput,
    /// Of the parameter; `None` for a body.
    pub origin: Option<Origin>,
}

/// An example that compiles.
#[derive(Debug, Clone)]
pub struct Example {
    pub imports: Imports,
    /// Inputs that no sample could be made for; the example's function takes them.
    pub given: Vec<(RustIdent, RustType)>,
    /// Statements up to, not with, the final `Ok(())`.
    pub body: TokenStream,
    /// The call alone, on `client`.
    pub call: TokenStream,
    /// What is done with the response, which is named `response`.
    pub show: TokenStream,
}

/// A file under `models/`.
#[derive(Debug, Clone)]
pub struct ModelView {
    pub module: RustIdent,
    pub name: RustIdent,
    pub docs: DocLines,
    pub uses: Uses,
    pub kind: ModelKind,
    pub origin: Origin,
}

#[derive(Debug, Clone)]
pub enum ModelKind {
    Struct(StructView),
    Union(UnionView),
    Alias(RustType),
    Wrapper { ty: RustType, writes: Serialization },
    ByStatus(Vec<StatusVariantView>),
}

/// How values of a type are serialized; the runtime has a macro for each way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Serialization {
    /// Read and written.
    Both,
    /// Written only.
    Only,
    /// Written as the parts of a multipart body, and in no other way.
    Multipart,
    /// Read and written, and as the parts of a multipart body.
    BothAndMultipart,
    /// Written only, also as the parts of a multipart body.
    OnlyAndMultipart,
}

#[derive(Debug, Clone)]
pub struct StructView {
    pub fields: Vec<FieldView>,
    /// The field of the properties that the document does not name.
    pub extra: RustIdent,
    pub extra_ty: RustType,
    pub writes: Serialization,
    pub derive_default: bool,
    pub debug: Debug,
    pub constructor: Constructor,
    /// A property is deprecated, so the file must be allowed to touch it.
    pub touches_deprecated: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Debug {
    Derived,
    /// By hand: a property must not be shown.
    Redacted,
}

#[derive(Debug, Clone)]
pub enum Constructor {
    /// Received only.
    None,
    /// `new()`, the same as `default()`.
    Default,
    /// `new(…)`. `samples` are the values of its example: one for each argument, or none where it needs no example.
    Required { arguments: Vec<Argument>, set: Vec<(RustIdent, InitialValue)>, samples: Vec<String> },
}

#[derive(Debug, Clone)]
pub struct FieldView {
    pub ident: RustIdent,
    pub wire: String,
    /// Other names that it is read under; none where the type is not read.
    pub aliases: Vec<String>,
    pub ty: RustType,
    pub docs: DocLines,
    pub deprecated: Option<String>,
    pub redacted: bool,
    pub sent: SerializeWhen,
    pub setter: Option<FieldSetter>,
    pub accessor: Option<Accessor>,
    pub origin: Origin,
}

/// When a property is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SerializeWhen {
    /// When it holds something.
    IfSet,
    /// Also as null or empty.
    Always,
}

#[derive(Debug, Clone)]
pub struct FieldSetter {
    pub method: RustIdent,
    pub argument: Argument,
    pub docs: String,
    /// What the converted argument is put into.
    pub shape: FieldShape,
}

#[derive(Debug, Clone)]
pub struct Accessor {
    pub method: RustIdent,
    pub docs: String,
    pub output: AccessorOutput,
    /// The type that has it, and the property, for the error.
    pub owner: RustIdent,
    pub wire: String,
}

#[derive(Debug, Clone)]
pub struct UnionView {
    pub variants: Vec<UnionVariant>,
    pub fallback: RustIdent,
    /// Wire name of the discriminator.
    pub tag: Option<String>,
    pub writes: Serialization,
    pub from: Vec<Conversion>,
    /// Variants hold structs of their own size.
    pub uneven: bool,
}

#[derive(Debug, Clone)]
pub struct UnionVariant {
    pub ident: RustIdent,
    pub ty: RustType,
    pub docs: DocLines,
    /// What distinguishes it from the others.
    pub rule: MatchRule,
}

#[derive(Debug, Clone)]
pub struct StatusVariantView {
    pub ident: RustIdent,
    pub docs: String,
    pub ty: Option<RustType>,
    pub status: StatusPattern,
    pub payload: PayloadKind,
}

/// A file under `enums/`.
#[derive(Debug, Clone)]
pub struct EnumView {
    pub module: RustIdent,
    pub name: RustIdent,
    pub docs: DocLines,
    pub repr: EnumRepr,
    pub fallback: RustIdent,
    pub variants: Vec<EnumVariant>,
    pub origin: Origin,
}

#[derive(Debug, Clone)]
pub struct EnumVariant {
    pub ident: RustIdent,
    pub docs: DocLines,
    /// On the wire; a number in an enum of numbers.
    pub wire: String,
}
