//! Which page a call requests.
//!
//! In: a call, how its operation pages, and where the next page is. Out: the call with that page in its query, in its body,
//! or as its URL; and the position that it starts from. Must not: decide where the next page is.

use super::request::{CallParts, PageUrl};
use crate::client::send::{page_uri, path_uri};
use crate::description::pagination::{PageParameter, Pagination};
use crate::policy::paging::{PageUrls, Position};
use crate::wire::body::RequestBody;
use crate::wire::json_property::{self, SetProperty};
use crate::wire::json_text;
use crate::wire::pull::JsonKind;

impl CallParts {
    /// Where the pages start, by what the call sets.
    pub(super) fn position(&self, pagination: &Pagination) -> Position {
        let urls = match pagination.param() {
            Some(_) => Err(String::new()),
            None => path_uri(self).map(|base| PageUrls::new(base, pagination.origins)),
        };
        Position::new(pagination, |name| self.page_parameter(pagination.parameter, name), urls)
    }

    /// The plain text of a parameter that is set.
    fn page_parameter(&self, parameter: PageParameter, name: &str) -> Option<String> {
        match parameter {
            PageParameter::Query => self.query_text(name),
            PageParameter::BodyText | PageParameter::BodyNumber => {
                let json = json_property::get(self.body.as_ref()?.content.as_bytes()?, name)?;
                let is_text =
                    matches!(json_text::kind(json), Some(JsonKind::String | JsonKind::Integer | JsonKind::Float));
                is_text.then(|| json_text::plain(json).into_owned())
            }
        }
    }

    /// Requests another page.
    pub(super) fn set_page(&mut self, pagination: &Pagination, text: &str) {
        let Some(name) = pagination.param() else {
            match text.parse() {
                Ok(url) => self.url = Some(PageUrl { url, complete: page_uri }),
                Err(_) => self.fail("the URL of the next page is not a URL".to_owned()),
            }
            return;
        };
        let json = match pagination.parameter {
            PageParameter::Query => return self.replace_query(name, text),
            PageParameter::BodyText => json_text::string(text),
            PageParameter::BodyNumber if json_text::is_number(text) => text.to_owned(),
            PageParameter::BodyNumber => return self.fail(format!("`{name}` is `{text}`, which is not a number")),
        };
        self.set_json_property(json_property::set, name, &json);
    }

    /// Sets a property of the JSON body; a name with dots goes down from object to object.
    pub(super) fn set_json_property(&mut self, set: SetProperty, name: &str, json: &str) {
        let body = match &self.body {
            None => Some(&b"{}"[..]),
            Some(body) => body.content.as_bytes().map(|bytes| &**bytes),
        };
        let body = body
            .and_then(|body| set(body, name, json))
            .ok_or_else(|| format!("the body is no object that can hold `{name}`"));
        let media_type =
            self.body.as_ref().map_or_else(|| "application/json".to_owned(), |body| body.media_type.clone());
        self.set_body(body.map(|bytes| RequestBody::bytes(&media_type, bytes)));
    }
}
