//! The tests of a version, decided.
//!
//! In: filled by the modules beside it. Out: read by `emit`. Must not: point back into the IR.

use proc_macro2::TokenStream;

use super::{Imports, RustIdent, Scripts};

/// A file of tests: each call over real HTTP.
#[derive(Debug, Clone)]
pub struct WireTests {
    /// `acme_parcels::v2026_07`.
    pub path: String,
    pub scripts: Scripts,
    /// Names of the version's module.
    pub imports: Imports,
    /// Name of the file under `tests/`, without its end.
    pub file: String,
    /// Path of the API's server, which the paths of the calls come after.
    pub base: Option<String>,
    /// Expression of the client's options.
    pub options: TokenStream,
    pub exchanges: Vec<Exchange>,
    pub pages: Vec<PagesTest>,
    /// With the call that receives these errors.
    pub errors: Option<(ErrorTest, TokenStream)>,
    pub lenient: Vec<LenientTest>,
}

/// A call, the request that it must send, and how it must read the response.
#[derive(Debug, Clone)]
pub struct Exchange {
    pub name: RustIdent,
    pub docs: String,
    pub call: TokenStream,
    /// Literal of the body, where the expectation only names it, as `sent`.
    pub content: Option<TokenStream>,
    /// `ExpectedRequest::new(…)…`.
    pub expected: TokenStream,
    pub response: TestResponse,
}

#[derive(Debug, Clone)]
pub struct TestResponse {
    pub status: u16,
    /// Literal of the body.
    pub body: TokenStream,
    /// Where it is not JSON.
    pub media_type: Option<String>,
    pub check: Check,
}

/// The assertion on the result of a call.
#[derive(Debug, Clone)]
pub enum Check {
    /// Nothing: only the request can be tested.
    Sent,
    /// That the call works.
    Done,
    /// It is the same JSON as this expression; every property but these has a field, if that is known.
    Json { expected: TokenStream, unknown: Option<Vec<String>> },
    /// It is the body.
    Text,
    /// It is the body.
    Bytes,
    /// All of it is the body.
    Download,
    /// They are two, and the data of each is this JSON.
    Events(TokenStream),
    /// They are two, and each is this JSON.
    Lines(TokenStream),
    /// It matches the pattern, which binds `answer` anew.
    Variant(TokenStream, Box<Check>),
}

/// The test of the error codes.
#[derive(Debug, Clone)]
pub struct ErrorTest {
    pub rows: Vec<ErrorTestRow>,
    /// Literal for `format!` with `code` in it.
    pub body: TokenStream,
    pub message: Option<&'static str>,
}

#[derive(Debug, Clone)]
pub struct ErrorTestRow {
    pub status: u16,
    /// JSON of the code.
    pub code: String,
    pub variant: RustIdent,
}

/// Responses that lack required properties, and must be decoded nevertheless.
#[derive(Debug, Clone)]
pub struct LenientTest {
    pub status: u16,
    pub call: TokenStream,
    /// Literals.
    pub bodies: Vec<TokenStream>,
}

/// A list that comes in two pages, the requests that it takes, and how many items are on it.
#[derive(Debug, Clone)]
pub struct PagesTest {
    pub name: RustIdent,
    pub docs: String,
    pub call: TokenStream,
    pub status: u16,
    /// Literals.
    pub bodies: [TokenStream; 2],
    /// `ExpectedRequest::new(…)…`.
    pub expected: [TokenStream; 2],
    pub items: usize,
    /// The URL of the second page, where a `Link` header tells it.
    pub link: Option<String>,
}
