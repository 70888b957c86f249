//! The authentication of calls.
//!
//! In: the user's credentials, the schemes of the API, what the operation requires. Out: headers, query pairs and
//! cookies on the request. The first alternative for which there are credentials is used. Secrets are marked as such
//! on the header values, so that no log of headers shows them.

use crate::description::api::{Api, SecurityScheme, SecuritySchemeKind};
use crate::description::operation::Operation;
use crate::policy::headers;
use crate::value::base64;
use crate::value::secret::Secret;
use crate::wire::encoding::{Reserved, percent};
use crate::wire::json_text;
use crate::wire::param::QueryPair;
use http::{HeaderMap, HeaderName, HeaderValue, header};

/// What the user gave.
#[derive(Debug, Clone, Default)]
pub(crate) struct Credentials {
    pub(crate) api_key: Option<Secret>,
    pub(crate) bearer_token: Option<Secret>,
    /// `user:password`.
    pub(crate) basic: Option<Secret>,
    /// For one scheme, by its name.
    pub(crate) named: Vec<(String, Secret)>,
}

/// What credentials add to a request.
#[derive(Clone, Default)]
pub(crate) struct AppliedCredentials {
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    pub(crate) query: Vec<QueryPair>,
    pub(crate) cookies: Vec<String>,
}

impl Credentials {
    /// The secret for a scheme: the one of its name, or the one of its kind.
    fn secret(&self, api: &Api, scheme: &SecurityScheme) -> Option<&Secret> {
        let named = self.named.iter().find(|(name, _)| name == scheme.name).map(|(_, secret)| secret);
        named.or_else(|| match scheme.credential {
            SecuritySchemeKind::ApiKeyHeader(_)
            | SecuritySchemeKind::ApiKeyQuery(_)
            | SecuritySchemeKind::ApiKeyCookie(_) => self.api_key.as_ref(),
            SecuritySchemeKind::Basic => self.basic.as_ref(),
            // Where an API knows no other key, "the API key" is the token.
            SecuritySchemeKind::Bearer if has_key_scheme(api) => self.bearer_token.as_ref(),
            SecuritySchemeKind::Bearer => self.bearer_token.as_ref().or(self.api_key.as_ref()),
            SecuritySchemeKind::Other(_) => None,
        })
    }

    /// Whether the API's own requirement can be met.
    pub(crate) fn satisfy(&self, api: &Api) -> bool {
        api.security.is_empty() || self.choose(api, api.security, &HeaderMap::new()).is_some()
    }

    /// The first alternative that can be met; those that leave something to the caller come last.
    fn choose<'a>(
        &self,
        api: &Api,
        alternatives: &'a [&'a [&'a str]],
        headers: &HeaderMap,
    ) -> Option<&'a &'a [&'a str]> {
        let by_caller = |scheme: &SecurityScheme| matches!(scheme.credential, SecuritySchemeKind::Other(_));
        let met = |name: &&str| {
            api.scheme(name).is_some_and(|scheme| self.secret(api, scheme).is_some() || is_set(scheme, headers))
        };
        // With what is left to the caller only if there is nothing else.
        let holds = |name: &&str, is_left: bool| met(name) || (is_left && api.scheme(name).is_none_or(by_caller));
        [false, true]
            .iter()
            .find_map(|is_left| alternatives.iter().find(|names| names.iter().all(|name| holds(name, *is_left))))
    }
}

/// Credentials with what they add to a request, which is written once and not for every call.
pub(crate) struct Authenticator {
    credentials: Credentials,
    api: &'static Api,
    /// By scheme; those without a secret are not here.
    applied: Vec<(&'static str, Result<AppliedCredentials, String>)>,
}

impl Authenticator {
    pub(crate) fn new(credentials: Credentials, api: &'static Api) -> Self {
        let mut applied = Vec::new();
        for scheme in api.schemes {
            if let Some(secret) = credentials.secret(api, scheme) {
                applied.push((scheme.name, AppliedCredentials::of(scheme, secret)));
            }
        }
        Self { applied, credentials, api }
    }

    /// The credentials in every form in which a server may send them back: as they are, and as they are sent. `headers` are
    /// those of the call, which may hold credentials of the caller's own.
    pub(crate) fn echoes(&self, headers: &[&HeaderMap]) -> Vec<String> {
        let mut echoes = Echoes(Vec::new());
        for secret in [&self.credentials.api_key, &self.credentials.bearer_token, &self.credentials.basic] {
            secret.iter().for_each(|secret| echoes.add_secret(secret.expose()));
        }
        self.credentials.named.iter().for_each(|(_, secret)| echoes.add_secret(secret.expose()));
        for headers in headers {
            for (name, value) in *headers {
                let is_credential = *name == header::AUTHORIZATION
                    || *name == header::COOKIE
                    || self.api.schemes.iter().any(|scheme| {
                        matches!(scheme.credential, SecuritySchemeKind::ApiKeyHeader(own) if name.as_str().eq_ignore_ascii_case(own))
                    });
                // Behind the name of the scheme.
                let text = value.to_str().unwrap_or_default();
                if is_credential {
                    echoes.add(text.rsplit_once(' ').map_or(text, |(_, last)| last).to_owned());
                }
            }
        }
        echoes.0
    }

    /// What the operation's requirement adds, given the headers that the caller set.
    pub(crate) fn authenticate(
        &self,
        operation: &Operation,
        headers: &HeaderMap,
    ) -> Result<AppliedCredentials, String> {
        let alternatives = operation.security.unwrap_or(self.api.security);
        let mut applied = AppliedCredentials::default();
        if alternatives.is_empty() {
            return Ok(applied);
        }
        let names = self.credentials.choose(self.api, alternatives, headers);
        for name in *names.ok_or_else(|| missing(self.api, alternatives))? {
            let Some(scheme) = self.api.scheme(name).filter(|scheme| !is_set(scheme, headers)) else { continue };
            if let Some((_, one)) = self.applied.iter().find(|(known, _)| *known == scheme.name) {
                applied.add(one.as_ref().map_err(Clone::clone)?);
            }
        }
        Ok(applied)
    }
}

/// Texts, the longest first, each once.
struct Echoes(Vec<String>);

impl Echoes {
    fn add_secret(&mut self, text: &str) {
        self.add(text.to_owned());
        self.add(percent(text, Reserved::Escape));
        self.add(base64::encode(text.as_bytes()));
        // The password of a basic scheme alone.
        if let Some((_, password)) = text.split_once(':') {
            self.add(password.to_owned());
        }
    }

    /// As it is, and as JSON has it, where some characters are escaped.
    fn add(&mut self, text: String) {
        let json = json_text::string(&text);
        self.insert(json[1..json.len() - 1].to_owned());
        self.insert(text);
    }

    fn insert(&mut self, text: String) {
        if !self.0.contains(&text) {
            self.0.insert(self.0.partition_point(|other| other.len() >= text.len()), text);
        }
    }
}

impl AppliedCredentials {
    /// What a scheme's secret adds.
    fn of(scheme: &SecurityScheme, secret: &Secret) -> Result<Self, String> {
        let mut applied = Self::default();
        let pair = |name: &str| (percent(name, Reserved::Escape), percent(secret.expose(), Reserved::Escape));
        match scheme.credential {
            SecuritySchemeKind::ApiKeyHeader(name) => applied.header(name, secret.expose())?,
            SecuritySchemeKind::Bearer => applied.header("authorization", &format!("Bearer {}", secret.expose()))?,
            SecuritySchemeKind::Basic => {
                applied.header("authorization", &format!("Basic {}", base64::encode(secret.expose().as_bytes())))?;
            }
            SecuritySchemeKind::ApiKeyQuery(name) => applied.query.push(pair(name)),
            SecuritySchemeKind::ApiKeyCookie(name) => {
                let (name, value) = pair(name);
                applied.cookies.push(format!("{name}={value}"));
            }
            SecuritySchemeKind::Other(_) => {}
        }
        Ok(applied)
    }

    /// Adds what another scheme of the requirement sends. Of two that write to one place the first is sent.
    fn add(&mut self, other: &Self) {
        let cookie_name = |cookie: &str| cookie.split('=').next().unwrap_or_default().to_owned();
        for (name, value) in &other.headers {
            if !self.headers.iter().any(|(own, _)| own == name) {
                self.headers.push((name.clone(), value.clone()));
            }
        }
        for (name, value) in &other.query {
            if !self.query.iter().any(|(own, _)| own == name) {
                self.query.push((name.clone(), value.clone()));
            }
        }
        for cookie in &other.cookies {
            if !self.cookies.iter().any(|own| cookie_name(own) == cookie_name(cookie)) {
                self.cookies.push(cookie.clone());
            }
        }
    }

    fn header(&mut self, name: &str, value: &str) -> Result<(), String> {
        let name = HeaderName::try_from(name).map_err(|_| format!("`{name}` is not a header name"))?;
        let mut value = secret_header(value)
            .ok_or_else(|| format!("the credential for the header `{name}` has characters that headers cannot have"))?;
        value.set_sensitive(true);
        self.headers.push((name, value));
        Ok(())
    }
}

/// A header value that no log shows; `None` when the text cannot be one.
pub(crate) fn secret_header(text: &str) -> Option<HeaderValue> {
    let mut value = HeaderValue::try_from(text).ok()?;
    value.set_sensitive(true);
    Some(value)
}

fn has_key_scheme(api: &Api) -> bool {
    api.schemes.iter().any(|scheme| {
        matches!(
            scheme.credential,
            SecuritySchemeKind::ApiKeyHeader(_)
                | SecuritySchemeKind::ApiKeyQuery(_)
                | SecuritySchemeKind::ApiKeyCookie(_)
        )
    })
}

/// Whether the caller has set the scheme's header already.
fn is_set(scheme: &SecurityScheme, headers: &HeaderMap) -> bool {
    match scheme.credential {
        SecuritySchemeKind::ApiKeyHeader(name) => headers::value(headers, name).is_some(),
        SecuritySchemeKind::Bearer | SecuritySchemeKind::Basic => headers::value(headers, "authorization").is_some(),
        SecuritySchemeKind::ApiKeyQuery(_) | SecuritySchemeKind::ApiKeyCookie(_) | SecuritySchemeKind::Other(_) => {
            false
        }
    }
}

fn missing(api: &Api, alternatives: &[&[&str]]) -> String {
    let mut ways: Vec<String> = Vec::new();
    for names in alternatives {
        let option = |name: &&str| {
            let option = match api.scheme(name).map(|scheme| scheme.credential) {
                Some(SecuritySchemeKind::Basic) => "basic",
                Some(SecuritySchemeKind::Bearer) if has_key_scheme(api) => "bearer_token",
                _ => "api_key",
            };
            format!("`{option}` (scheme `{name}`)")
        };
        ways.push(names.iter().map(option).collect::<Vec<_>>().join(" and "));
    }
    format!("it needs a credential; set the client's option {}", ways.join(", or "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::description::operation::Method;

    static API: Api = Api::new("x", None)
        .schemes(&[
            SecurityScheme::new("key", SecuritySchemeKind::ApiKeyHeader("x-key")),
            SecurityScheme::new("q", SecuritySchemeKind::ApiKeyQuery("k")),
            SecurityScheme::new("c", SecuritySchemeKind::ApiKeyCookie("sid")),
            SecurityScheme::new("user", SecuritySchemeKind::Basic),
            SecurityScheme::new("token", SecuritySchemeKind::Bearer),
            SecurityScheme::new("tls", SecuritySchemeKind::Other("mutualTLS")),
        ])
        .security(&[&["tls"], &["token"], &["key"]]);
    static OWN: Operation = Operation::new("own", Method::Get, "/");

    fn applied(credentials: &Credentials, operation: &Operation) -> Result<Vec<String>, String> {
        let applied = Authenticator::new(credentials.clone(), &API).authenticate(operation, &HeaderMap::new())?;
        let headers = applied.headers.iter().map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()));
        let query = applied.query.iter().map(|(name, value)| format!("?{name}={value}"));
        Ok(headers.chain(query).chain(applied.cookies.clone()).collect())
    }

    #[test]
    fn the_first_alternative_with_credentials_is_used() {
        let key = Credentials { api_key: Some("k 1".into()), ..Credentials::default() };
        assert_eq!(applied(&key, &OWN).unwrap(), ["x-key: k 1"]);
        let both = Credentials { bearer_token: Some("t".into()), ..key.clone() };
        assert_eq!(applied(&both, &OWN).unwrap(), ["authorization: Bearer t"]);
        // Nothing but what the caller does by himself is left.
        assert!(applied(&Credentials::default(), &OWN).unwrap().is_empty());
    }

    #[test]
    fn operations_override_the_requirement() {
        static NONE: Operation = Operation::new("none", Method::Get, "/").security(&[]);
        static ALL: Operation = Operation::new("all", Method::Get, "/").security(&[&["q", "c", "user"]]);
        let all = Credentials {
            api_key: Some("k 1".into()),
            basic: Some("me:pw".into()),
            named: vec![("c".into(), "cc".into())],
            ..Credentials::default()
        };
        assert!(applied(&all, &NONE).unwrap().is_empty());
        assert_eq!(applied(&all, &ALL).unwrap(), ["authorization: Basic bWU6cHc=", "?k=k%201", "sid=cc"]);
        let fault = applied(&Credentials::default(), &ALL).unwrap_err();
        assert!(fault.contains("`basic` (scheme `user`)"), "{fault}");
    }

    #[test]
    fn headers_of_the_caller_come_first_and_secrets_do_not_show() {
        let key = Credentials { api_key: Some("hunter2".into()), ..Credentials::default() };
        assert!(!format!("{key:?}").contains("hunter2"));
        let applied = Authenticator::new(key.clone(), &API).authenticate(&OWN, &HeaderMap::new()).unwrap();
        assert!(!format!("{:?}", applied.headers).contains("hunter2"));
        let mut headers = HeaderMap::new();
        headers.insert("x-key", HeaderValue::from_static("own"));
        assert!(Authenticator::new(key.clone(), &API).authenticate(&OWN, &headers).unwrap().headers.is_empty());
        let broken = Credentials { api_key: Some("hunter2\n".into()), ..Credentials::default() };
        let fault = Authenticator::new(broken, &API).authenticate(&OWN, &HeaderMap::new()).err().unwrap();
        assert!(!fault.contains("hunter2"), "{fault}");
    }
}
