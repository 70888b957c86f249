//! The URLs of calls.
//!
//! In: server URLs of the document, variables, and the user's `base_url` or `server_url`. Out: an origin and a path
//! prefix. User information, queries and fragments are refused: a base URL is no place for secrets.

use crate::description::api::Api;
use crate::description::operation::Operation;
use http::uri::{Authority, Parts, PathAndQuery, Scheme, Uri};
use std::borrow::Cow;
use std::fmt;

/// Scheme and host, and the path that all paths are appended to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BaseUrl {
    scheme: Scheme,
    authority: Authority,
    /// Empty, or `/with/no/slash/at/the/end`.
    prefix: String,
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}{}", self.scheme, self.authority, self.prefix)
    }
}

impl BaseUrl {
    /// Reads `http(s)://host[:port][/prefix]`. The fault describes what is wrong without repeating the text.
    pub(crate) fn parse(text: &str) -> Result<Self, &'static str> {
        let text = text.trim();
        let uri: Uri = text.parse().map_err(|_| "it is not a URL")?;
        let Some(scheme) = uri.scheme().filter(|scheme| matches!(scheme.as_str(), "http" | "https")) else {
            return Err("it does not start with `https://` or `http://`");
        };
        let authority = uri.authority().ok_or("it has no host")?;
        if authority.as_str().contains('@') {
            return Err("it holds a user name or password");
        }
        if authority.host().is_empty() {
            return Err("it has no host");
        }
        if uri.query().is_some() || text.contains('#') {
            return Err("it has a query or a fragment");
        }
        let prefix = uri.path().trim_end_matches('/').to_owned();
        Ok(Self { scheme: scheme.clone(), authority: authority.clone(), prefix })
    }

    /// the path that all paths are appended to: empty, or `/with/no/slash/at/the/end`.
    pub(crate) fn prefix(&self) -> &str {
        &self.prefix
    }

    /// The URL of a path (with its prefix) and query.
    pub(crate) fn uri(&self, path_and_query: String) -> Result<Uri, http::Error> {
        let mut parts = Parts::default();
        parts.scheme = Some(self.scheme.clone());
        parts.authority = Some(self.authority.clone());
        parts.path_and_query = Some(PathAndQuery::try_from(path_and_query)?);
        Ok(Uri::from_parts(parts)?)
    }

    /// The same host with another prefix.
    fn with_prefix(&self, prefix: String) -> Self {
        Self { scheme: self.scheme.clone(), authority: self.authority.clone(), prefix }
    }

    /// The URL of a server of the document, absolute or a path, below a base that replaces its scheme and host.
    fn below(base: Option<&Self>, server: &str) -> Result<Self, &'static str> {
        let path = match server.contains("://") {
            true => {
                let server = Self::parse(server)?;
                if base.is_none() {
                    return Ok(server);
                }
                server.prefix
            }
            false => relative_prefix(server),
        };
        let base = base.ok_or("the document names no host; set the option `base_url`")?;
        Ok(base.with_prefix(format!("{}{path}", base.prefix)))
    }

    /// The same URL without this path at its end, where it ends so.
    fn without_suffix(&self, path: &str) -> Self {
        let prefix = self.prefix.strip_suffix(path).unwrap_or(&self.prefix);
        self.with_prefix(prefix.to_owned())
    }
}

/// The path of a server URL without a host: empty, or `/with/no/slash/at/the/end`.
fn relative_prefix(server: &str) -> String {
    match server.trim_matches('/') {
        "" => String::new(),
        path => format!("/{path}"),
    }
}

/// The bases of a client.
#[derive(Debug, Clone)]
pub(crate) struct Bases {
    /// That of the API.
    pub(crate) api: BaseUrl,
    /// What replaces scheme and host of every server.
    root: Option<BaseUrl>,
    variables: Vec<(String, String)>,
}

impl Bases {
    /// Works out the API's base. `server_url` replaces the whole server, `base_url` its scheme and host.
    pub(crate) fn new(
        api: &Api,
        base_url: Option<BaseUrl>,
        server_url: Option<BaseUrl>,
        variables: Vec<(String, String)>,
    ) -> Result<Self, String> {
        if let Some(whole) = server_url {
            return Ok(Self { root: Some(whole.with_prefix(String::new())), api: whole, variables });
        }
        let Some(server) = api.server else {
            let api =
                base_url.ok_or_else(|| format!("{} names no server; set the option `base_url`", api.shown_name()))?;
            return Ok(Self { root: Some(api.clone()), api, variables });
        };
        let server = fill(server, &variables, api.server_variables);
        let path = match server.contains("://") {
            true => BaseUrl::parse(&server).map(|server| server.prefix).unwrap_or_default(),
            false => relative_prefix(&server),
        };
        let root = base_url.map(|base| base.without_suffix(&path));
        let api = BaseUrl::below(root.as_ref(), &server).map_err(|fault| format!("the server URL: {fault}"))?;
        Ok(Self { api, root, variables })
    }

    /// The base of an operation.
    pub(crate) fn of(&self, operation: &Operation) -> Result<Cow<'_, BaseUrl>, String> {
        match operation.server {
            None => Ok(Cow::Borrowed(&self.api)),
            Some(server) => {
                let server = fill(server, &self.variables, operation.server_variables);
                // A relative server of an operation hangs below the host of the API.
                let host = self.api.with_prefix(String::new());
                let root = if server.contains("://") { self.root.as_ref() } else { self.root.as_ref().or(Some(&host)) };
                let base = BaseUrl::below(root, &server);
                base.map(Cow::Owned).map_err(|fault| format!("the operation's server URL: {fault}"))
            }
        }
    }
}

/// Puts variables in, the user's before the defaults.
fn fill(server: &str, chosen: &[(String, String)], defaults: &[(&str, &str)]) -> String {
    let chosen = |wanted: &str| chosen.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str());
    let default = |wanted: &str| defaults.iter().find(|(name, _)| *name == wanted).map(|(_, value)| *value);
    let mut filled = String::with_capacity(server.len());
    let mut rest = server;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let place = after.split_once('}');
        match place.and_then(|(name, after)| Some((chosen(name).or_else(|| default(name))?, after))) {
            Some((value, after)) => {
                filled.push_str(value);
                rest = after;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::description::operation::Method;

    fn base(text: &str) -> Option<BaseUrl> {
        Some(BaseUrl::parse(text).unwrap())
    }

    #[test]
    fn a_base_url_replaces_scheme_and_host_and_keeps_its_path() {
        static API: Api =
            Api::new("x", None).server("https://{region}.example.com/v1/").server_variables(&[("region", "eu")]);
        let url = |base_url, server_url, variables: &[(&str, &str)]| {
            let variables = variables.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
            Bases::new(&API, base_url, server_url, variables).unwrap().api.to_string()
        };
        assert_eq!(url(None, None, &[]), "https://eu.example.com/v1");
        assert_eq!(url(None, None, &[("region", "us")]), "https://us.example.com/v1");
        assert_eq!(url(base("http://127.0.0.1:8080"), None, &[]), "http://127.0.0.1:8080/v1");
        assert_eq!(url(base("http://gate/way/"), None, &[]), "http://gate/way/v1");
        assert_eq!(url(base("http://gate/way/v1"), None, &[]), "http://gate/way/v1");
        assert_eq!(url(base("http://gate/wayv1"), None, &[]), "http://gate/wayv1/v1");
        assert_eq!(url(None, base("https://other/v9"), &[]), "https://other/v9");
    }

    #[test]
    fn a_server_without_host_needs_a_base_url() {
        static API: Api = Api::new("x", None).server("/v1");
        assert!(Bases::new(&API, None, None, vec![]).unwrap_err().contains("`base_url`"));
        assert_eq!(Bases::new(&API, base("http://h"), None, vec![]).unwrap().api.to_string(), "http://h/v1");
    }

    #[test]
    fn an_operation_may_have_a_server_of_its_own() {
        static API: Api = Api::new("x", None).server("https://a/v1");
        static UP: Operation = Operation::new("up", Method::Post, "/up").server("https://up/v2");
        static DOWN: Operation = Operation::new("down", Method::Get, "/down").server("/v3");
        let bases = |base_url, server_url| Bases::new(&API, base_url, server_url, vec![]).unwrap();
        assert_eq!(bases(None, None).of(&UP).unwrap().to_string(), "https://up/v2");
        assert_eq!(bases(base("http://l"), None).of(&UP).unwrap().to_string(), "http://l/v2");
        assert_eq!(bases(base("http://l/g/v1"), None).of(&UP).unwrap().to_string(), "http://l/g/v2");
        assert_eq!(bases(None, base("http://l/v9")).of(&UP).unwrap().to_string(), "http://l/v2");
        assert_eq!(bases(None, None).of(&DOWN).unwrap().to_string(), "https://a/v3");
    }

    #[test]
    fn faults_do_not_repeat_the_text() {
        for text in
            ["", "ftp://h", "h", "https://user:hunter2@h", "https://h?key=1", "https://", "xhttp://h", "https://h#f"]
        {
            let fault = BaseUrl::parse(text).unwrap_err();
            assert!(!fault.contains("hunter2"), "{fault}");
        }
    }
}
