//! The base URL and the credentials of the tests.
//!
//! In: servers and schemes of an API. Out: the client's options, the prefix of each path. Must not: name a host; the
//! tests have their own.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Api, Credential, Operation, Server};
use crate::rust::view::Entry;

/// The test's API key.
pub(super) const KEY: &str = "test-key";
/// The test's bearer token.
pub(super) const TOKEN: &str = "test-token";
/// User name and password of the test, and what they are in the header.
const USER: &str = "user:password";
pub(super) const BASIC: &str = "Basic dXNlcjpwYXNzd29yZA==";

/// `Client::builder("test-key")`, with all that the schemes ask for.
pub(super) fn options(api: &Api, entry: Entry) -> TokenStream {
    let base = api.servers.first().filter(|server| path_of(server).is_none()).map(|_| quote!(.server_url(api.url())));
    match entry {
        Entry::ApiKey => quote!(Client::builder(#KEY) #base),
        Entry::Token => quote!(Client::builder(#TOKEN) #base),
        Entry::Plain => {
            let credentials = api.schemes.iter().filter_map(|scheme| {
                let name = &scheme.name.0;
                let secret = match scheme.credential {
                    Credential::ApiKeyHeader(_) | Credential::ApiKeyQuery(_) | Credential::ApiKeyCookie(_) => KEY,
                    Credential::Bearer => TOKEN,
                    Credential::Basic => USER,
                    Credential::Other(_) => return None,
                };
                Some(quote!(.credential(#name, #secret)))
            });
            quote!(Client::builder() #(#credentials)* #base)
        }
    }
}

/// The base path of all operations without servers of their own.
pub(super) fn base(api: &Api) -> Option<String> {
    // A server that cannot be called is replaced as a whole.
    api.servers.first().and_then(path_of).filter(|path| !path.is_empty())
}

/// The base path of an operation with its own server.
pub(super) fn prefix(operation: &Operation) -> Result<String, String> {
    let Some(server) = operation.servers.first() else { return Ok(String::new()) };
    path_of(server).ok_or_else(|| format!("`{}` is no URL that can be called", server.url))
}

/// The path of a server's URL with its variables filled in; `None` where the URL is none.
fn path_of(server: &Server) -> Option<String> {
    let mut url = server.url.trim().to_owned();
    for variable in &server.variables {
        url = url.replace(&format!("{{{}}}", variable.name.0), &variable.default);
    }
    let path = match url.split_once("://") {
        Some(("http" | "https", rest)) => {
            let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
            if authority.is_empty() || authority.contains('@') {
                return None;
            }
            path
        }
        Some(_) => return None,
        None => url.trim_start_matches('/'),
    };
    let path = path.trim_end_matches('/');
    if !url.chars().all(is_plain) || url.contains(['?', '#']) {
        return None;
    }
    Some(if path.is_empty() { String::new() } else { format!("/{path}") })
}

/// Characters that a URL may contain unescaped.
pub(super) fn is_plain(c: char) -> bool {
    c.is_ascii_graphic() && !"\"<>\\^`{|}".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::{ServerVariable, WireName};

    fn path(url: &str) -> Option<String> {
        let variable = ServerVariable {
            name: WireName("v".to_owned()),
            default: "v1".to_owned(),
            values: Vec::new(),
            description: String::new(),
        };
        path_of(&Server { url: url.to_owned(), description: String::new(), variables: vec![variable] })
    }

    #[test]
    fn paths_of_servers() {
        let is = |url: &str, expected: &str| assert_eq!(path(url).as_deref(), Some(expected), "{url}");
        is("https://api.example/{v}/", "/v1");
        is("http://api.example:8080", "");
        is("/{v}", "/v1");
        is("relative", "/relative");
        for url in ["https://{host}/", "ftp://x/", "https://a@b/", "https://a/?b", "https:///x"] {
            assert_eq!(path(url), None, "{url}");
        }
    }
}
