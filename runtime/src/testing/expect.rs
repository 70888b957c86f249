//! What a request must be like.
//!
//! In: the parts of a request, as the API's document has them. Out: a panic that names the part that differs.
//! Queries, cookies, forms and bodies are compared whole: what is not expected must not be there. Headers are not, as
//! some are the transport's own.

use super::ReceivedRequest;
use super::pairs::{self, Pair, parsed};
use serde_json::Value;

/// A request that is expected; without further ado one that has neither query nor body.
///
/// ```
/// use sdk_runtime::testing::{ExpectedRequest, ReceivedRequest};
/// let request = ReceivedRequest::new("POST", "/things?lang=en")
///     .with_header("content-type", "application/json")
///     .with_body(r#"{"name":"n"}"#);
/// ExpectedRequest::new("POST", "/things").query("lang", "en").json(r#"{"name": "n"}"#).check(&request);
/// ```
#[derive(Debug, Clone)]
#[must_use = "it does nothing until it is checked"]
pub struct ExpectedRequest {
    method: String,
    path: String,
    base: BasePath,
    query: Vec<Pair>,
    headers: Vec<(String, String)>,
    cookies: Vec<String>,
    content_type: Option<String>,
    content: Content,
}

/// What the path is appended to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum BasePath {
    /// The path of the API's server.
    OfServer,
    /// Nothing: the path is complete.
    None,
}

#[derive(Debug, Clone)]
enum Content {
    None,
    Json(Value),
    Form(Vec<Pair>),
    Multipart(Vec<String>),
    Bytes(Vec<u8>),
}

impl ExpectedRequest {
    /// Method, and path exactly as sent, but for the base path of the server.
    pub fn new(method: &str, path: &str) -> Self {
        Self {
            method: method.to_owned(),
            path: path.to_owned(),
            base: BasePath::OfServer,
            query: Vec::new(),
            headers: Vec::new(),
            cookies: Vec::new(),
            content_type: None,
            content: Content::None,
        }
    }

    /// The call has its own server: the path is complete.
    pub fn own_server(mut self) -> Self {
        self.base = BasePath::None;
        self
    }

    fn pair(mut self, pair: Pair) -> Self {
        self.query.push(pair);
        self
    }

    fn form_pair(mut self, pair: Pair) -> Self {
        match &mut self.content {
            Content::Form(pairs) => pairs.push(pair),
            content => *content = Content::Form(vec![pair]),
        }
        self
    }

    /// A pair of the query, decoded.
    pub fn query(self, name: &str, value: &str) -> Self {
        self.pair(Pair::Plain(name.to_owned(), value.to_owned()))
    }

    /// A pair of the query, exactly as sent.
    pub fn query_text(self, text: &str) -> Self {
        self.pair(Pair::Text(text.to_owned()))
    }

    /// A pair of the query whose value is JSON text.
    ///
    /// # Panics
    /// When the text is not JSON.
    pub fn query_json(self, name: &str, json: &str) -> Self {
        self.pair(Pair::Json(name.to_owned(), parsed(json)))
    }

    /// Pairs of the query with this name, whatever they hold.
    pub fn query_named(self, name: &str) -> Self {
        self.pair(Pair::Named(name.to_owned()))
    }

    /// A header.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_ascii_lowercase(), value.to_owned()));
        self
    }

    /// A cookie, exactly as sent.
    pub fn cookie(mut self, text: &str) -> Self {
        self.cookies.push(text.to_owned());
        self
    }

    /// The content type, where it is not the usual one of the body.
    pub fn content_type(mut self, media_type: &str) -> Self {
        self.content_type = Some(media_type.to_owned());
        self
    }

    /// A JSON body.
    ///
    /// # Panics
    /// When the text is not JSON.
    pub fn json(mut self, json: &str) -> Self {
        self.content = Content::Json(parsed(json));
        self
    }

    /// A field of a form, decoded.
    pub fn field(self, name: &str, value: &str) -> Self {
        self.form_pair(Pair::Plain(name.to_owned(), value.to_owned()))
    }

    /// A field of a form, exactly as sent.
    pub fn field_text(self, text: &str) -> Self {
        self.form_pair(Pair::Text(text.to_owned()))
    }

    /// A field of a form whose value is JSON text.
    ///
    /// # Panics
    /// When the text is not JSON.
    pub fn field_json(self, name: &str, json: &str) -> Self {
        self.form_pair(Pair::Json(name.to_owned(), parsed(json)))
    }

    /// Fields of a form with this name, whatever they hold.
    pub fn field_named(self, name: &str) -> Self {
        self.form_pair(Pair::Named(name.to_owned()))
    }

    /// A multipart body with parts of these names, and possibly others.
    pub fn multipart(mut self, parts: &[&str]) -> Self {
        self.content = Content::Multipart(parts.iter().map(|&part| part.to_owned()).collect());
        self
    }

    /// A body of these bytes.
    pub fn body(mut self, media_type: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.content = Content::Bytes(bytes.into());
        self.content_type(media_type)
    }

    /// Compares.
    ///
    /// # Panics
    /// When the request is not as expected.
    #[track_caller]
    pub fn check(&self, request: &ReceivedRequest) {
        self.check_at("", request);
    }

    #[track_caller]
    pub(super) fn check_at(&self, prefix: &str, request: &ReceivedRequest) {
        let base = match self.base {
            BasePath::OfServer => prefix,
            BasePath::None => "",
        };
        let path = format!("{base}{}", self.path);
        assert_eq!((request.method(), request.path()), (&*self.method, &*path), "method and path");
        let query = request.target().split_once('?').map_or("", |(_, query)| query);
        pairs::check("the query", query, &self.query);
        for (name, value) in &self.headers {
            assert_eq!(request.header(name), Some(&**value), "the header `{name}`");
        }
        let mut cookies: Vec<&str> =
            request.header("cookie").map(|text| text.split("; ").collect()).unwrap_or_default();
        let mut expected: Vec<&str> = self.cookies.iter().map(String::as_str).collect();
        cookies.sort_unstable();
        expected.sort_unstable();
        assert_eq!(cookies, expected, "the cookies");
        self.check_body(request);
    }

    #[track_caller]
    fn check_body(&self, request: &ReceivedRequest) {
        let sent = request.header("content-type");
        let usual = match &self.content {
            Content::None | Content::Bytes(_) => None,
            Content::Json(_) => Some("application/json"),
            Content::Form(_) => Some("application/x-www-form-urlencoded"),
            Content::Multipart(_) => {
                let is_multipart = sent.is_some_and(|sent| sent.starts_with("multipart/form-data; boundary="));
                assert!(is_multipart, "the content type: {sent:?}");
                sent
            }
        };
        assert_eq!(sent, self.content_type.as_deref().or(usual), "the content type");
        let text = || String::from_utf8_lossy(request.body());
        match &self.content {
            Content::None => assert_eq!(text(), "", "the body"),
            Content::Json(json) => assert_eq!(request.json(), *json, "the body: {}", text()),
            Content::Form(fields) => pairs::check("the form", &text(), fields),
            Content::Bytes(bytes) => assert!(request.body() == bytes, "the body: {:?}", text()),
            Content::Multipart(parts) => {
                for part in parts {
                    let head = format!("Content-Disposition: form-data; name=\"{}\"", part.replace('"', "%22"));
                    assert!(text().contains(&head), "the body has no part `{part}`: {}", text());
                }
            }
        }
    }
}
