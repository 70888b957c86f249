//! URLs of pages: from a `Link` header or a response to the URL of the next request.
//!
//! In: the text of a header or of a property, and the URL of the operation. Out: an absolute URL of the operation's own
//! origin, or of one that the description allows. Must not: let credentials go anywhere else.

use http::Uri;
use http::uri::{Authority, Scheme};

/// Where relative URLs start from, and where URLs may lead.
#[derive(Debug, Clone)]
pub(crate) struct PageUrls {
    base: Uri,
    origins: &'static [&'static str],
}

impl PageUrls {
    /// URLs relative to that of the operation's first page.
    pub(crate) const fn new(base: Uri, origins: &'static [&'static str]) -> Self {
        Self { base, origins }
    }

    /// The absolute URL that a reference leads to. A fragment is left out.
    pub(crate) fn resolve(&self, reference: &str) -> Result<String, String> {
        let reference = reference.trim().split('#').next().unwrap_or_default();
        let text = self.absolute(reference).ok_or("the URL of the next page has no base to start from")?;
        let uri: Uri = text.parse().map_err(|_| "the URL of the next page is not a URL")?;
        let (Some(scheme), Some(authority)) = (uri.scheme(), uri.authority()) else {
            return Err("the URL of the next page is not a URL".to_owned());
        };
        let own = self.base.scheme().zip(self.base.authority());
        let is_own = own.is_some_and(|own| same_origin(own, (scheme, authority)));
        if authority.as_str().contains('@') || !(is_own || self.allows(scheme, authority)) {
            return Err("the URL of the next page leads to another origin, where no credentials may be sent".to_owned());
        }
        Ok(text)
    }

    fn allows(&self, scheme: &Scheme, authority: &Authority) -> bool {
        let allowed = self.origins.iter().filter_map(|origin| origin.parse::<Uri>().ok());
        let mut allowed = allowed.filter_map(|uri| Some((uri.scheme()?.clone(), uri.authority()?.clone())));
        allowed.any(|(other_scheme, other)| same_origin((&other_scheme, &other), (scheme, authority)))
    }

    /// The reference as an absolute URL, by RFC 3986 5.2.
    fn absolute(&self, reference: &str) -> Option<String> {
        let scheme = self.base.scheme()?;
        if has_scheme(reference) {
            return Some(reference.to_owned());
        }
        if reference.starts_with("//") {
            return Some(format!("{scheme}:{reference}"));
        }
        let origin = format!("{scheme}://{}", self.base.authority()?);
        let path = self.base.path();
        let (relative, query) = match reference.split_once('?') {
            Some((path, query)) => (path, format!("?{query}")),
            None => (reference, String::new()),
        };
        let path = match relative {
            "" => path.to_owned(),
            absolute if absolute.starts_with('/') => without_dots(absolute),
            relative => {
                let folder = path.rfind('/').map_or("/", |end| &path[..=end]);
                without_dots(&format!("{folder}{relative}"))
            }
        };
        Some(format!("{origin}{path}{query}"))
    }
}

/// Whether a reference starts with `scheme:`.
fn has_scheme(reference: &str) -> bool {
    let Some((scheme, _)) = reference.split_once(':') else { return false };
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
}

/// A path without the segments `.` and `..`.
fn without_dots(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let segments: Vec<&str> = path.split('/').skip(1).collect();
    for (index, segment) in segments.iter().enumerate() {
        let is_last = index + 1 == segments.len();
        match *segment {
            "." => {}
            ".." => drop(kept.pop()),
            other => {
                kept.push(other);
                continue;
            }
        }
        if is_last {
            kept.push("");
        }
    }
    format!("/{}", kept.join("/"))
}

fn same_origin(a: (&Scheme, &Authority), b: (&Scheme, &Authority)) -> bool {
    let port = |(scheme, authority): (&Scheme, &Authority)| {
        authority.port_u16().or(match scheme.as_str() {
            "http" => Some(80),
            "https" => Some(443),
            _ => None,
        })
    };
    a.0 == b.0 && a.1.host().eq_ignore_ascii_case(b.1.host()) && port(a) == port(b)
}

/// The URL with `rel="next"` in the values of `Link` headers (RFC 8288). Values that are not of that form are skipped.
pub(crate) fn next_link(values: &[String]) -> Option<String> {
    values.iter().find_map(|value| links(value).find(|(_, rel)| is_next(rel)).map(|(url, _)| url))
}

/// Relation types are compared without case.
fn is_next(rel: &str) -> bool {
    rel.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case("next"))
}

/// The links of one header value, each with its first `rel`.
fn links(value: &str) -> impl Iterator<Item = (String, String)> + '_ {
    let mut rest = value;
    std::iter::from_fn(move || {
        let (_, after) = rest.split_once('<')?;
        let (url, after) = after.split_once('>')?;
        let (rel, after) = parameters(after);
        rest = after;
        Some((url.to_owned(), rel))
    })
}

/// The `rel` among the parameters of a link, and what comes after the link.
fn parameters(text: &str) -> (String, &str) {
    let (mut rest, mut rel) = (text, None);
    loop {
        rest = rest.trim_start();
        let Some(after) = rest.strip_prefix(';') else { return (rel.unwrap_or_default(), rest) };
        rest = after.trim_start();
        let end = rest.find(['=', ';', ',']).unwrap_or(rest.len());
        let name = rest[..end].trim();
        rest = &rest[end..];
        let mut value = String::new();
        if let Some(after) = rest.strip_prefix('=') {
            (value, rest) = parameter_value(after.trim_start());
        }
        if name.eq_ignore_ascii_case("rel") && rel.is_none() {
            rel = Some(value);
        }
    }
}

/// A token or a quoted string, and what comes after it.
fn parameter_value(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find([';', ',']).unwrap_or(text.len());
        return (text[..end].trim().to_owned(), &text[end..]);
    };
    let mut value = String::new();
    let mut chars = quoted.char_indices();
    while let Some((index, c)) = chars.next() {
        match c {
            '"' => return (value, &quoted[index + 1..]),
            '\\' => value.extend(chars.next().map(|(_, escaped)| escaped)),
            c => value.push(c),
        }
    }
    (value, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next(values: &[&str]) -> Option<String> {
        next_link(&values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn the_next_link_is_found() {
        for (values, expected) in [
            (&[r#"<https://a/x?page=2>; rel="next""#][..], Some("https://a/x?page=2")),
            (&[r#"</x?page=2>;rel=next, </x?page=9>; rel="last""#], Some("/x?page=2")),
            (&[r#"</p>; rel="prev", </x?a=1,2>; title="a, \"b\"; rel=x"; rel="start NEXT""#], Some("/x?a=1,2")),
            (&["</first>; rel=first", "</n>; REL = next"], Some("/n")),
            (&["</a>; rel=first; rel=next"], None),
            (&["</a>; rev=next", "</b>", "nothing", "<unclosed", ""], None),
            (&[], None),
        ] {
            assert_eq!(next(values).as_deref(), expected, "{values:?}");
        }
    }

    #[test]
    fn references_are_resolved_against_the_operation() {
        let urls = PageUrls::new("https://api.example.com/v1/things".parse().unwrap(), &["https://pages.example.com"]);
        for (reference, expected) in [
            ("?page=2", "https://api.example.com/v1/things?page=2"),
            ("/v1/things?page=2#top", "https://api.example.com/v1/things?page=2"),
            ("others?page=2", "https://api.example.com/v1/others?page=2"),
            ("../v2/./things", "https://api.example.com/v2/things"),
            ("//api.example.com:443/x", "https://api.example.com:443/x"),
            ("https://API.example.com/x?a=b:c", "https://API.example.com/x?a=b:c"),
            ("https://pages.example.com/2", "https://pages.example.com/2"),
        ] {
            assert_eq!(urls.resolve(reference).as_deref(), Ok(expected), "{reference}");
        }
    }

    #[test]
    fn other_origins_are_refused() {
        let urls = PageUrls::new("https://api.example.com/v1/things".parse().unwrap(), &[]);
        for reference in [
            "http://api.example.com/x",
            "https://api.example.com:8443/x",
            "https://evil.example/x",
            "//evil.example/x",
            "https://api.example.com@evil.example/x",
            "https://user@api.example.com/x",
            "file:///etc/passwd",
            "https://",
        ] {
            assert!(urls.resolve(reference).is_err(), "{reference}");
        }
    }
}
