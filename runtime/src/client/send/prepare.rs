//! From a call to a request.
//!
//! In: a call with encoded parameters. Out: method, URL, headers and body, the same for each attempt. Nothing is encoded
//! a second time here. A path that would end up elsewhere is rejected.

use crate::client::core::Inner;
use crate::client::request::CallParts;
use crate::description::operation::Method;
use crate::policy::headers;
use crate::transport::body::Body;
use crate::wire::param::QueryPair;
use http::{HeaderMap, HeaderValue, Uri, header};

/// Room for headers beside the client's and the caller's.
const OWN_HEADERS: usize = 8;

/// Puts the request together. The same call gives the same request each time. A body that is not bytes is left out: it is
/// opened for each attempt.
pub(super) fn prepare(call: &CallParts) -> Result<http::Request<Body>, String> {
    if let Some(fault) = &call.fault {
        return Err(fault.clone());
    }
    let client = call.client.inner();
    let mut headers = HeaderMap::with_capacity(client.default_headers.len() + call.headers.len() + OWN_HEADERS);
    // What the caller sets replaces what the client sets.
    for (name, value) in client.default_headers.iter().chain(&call.headers) {
        headers::set(&mut headers, name.clone(), value.clone());
    }
    let applied = client.authenticator.authenticate(call.operation, &headers)?;
    for (name, value) in applied.headers {
        headers::set(&mut headers, name, value);
    }
    describe(call, &mut headers)?;
    let mut cookies = String::new();
    for cookie in call.cookies.iter().chain(&applied.cookies) {
        cookies.push_str(if cookies.is_empty() { "" } else { "; " });
        cookies.push_str(cookie);
    }
    if !cookies.is_empty() {
        let value = HeaderValue::try_from(cookies).map_err(|_| "the cookies cannot be sent".to_owned())?;
        headers::set(&mut headers, header::COOKIE, value);
    }
    let uri = match &call.url {
        None => own_uri(call, &applied.query)?,
        Some(page) => (page.complete)(&page.url, client, &applied.query)?,
    };
    let bytes = call.body.as_ref().and_then(|body| body.content.as_bytes()).map(|bytes| bytes.clone().into());
    let mut request = http::Request::new(bytes.unwrap_or_default());
    *request.method_mut() = call.operation.method.to_http();
    *request.uri_mut() = uri;
    *request.headers_mut() = headers;
    Ok(request)
}

/// The URL that path and query of the call make.
fn own_uri(call: &CallParts, credentials: &[QueryPair]) -> Result<Uri, String> {
    let client = call.client.inner();
    let base = client.bases.of(call.operation)?;
    let mut path = String::with_capacity(PATH_LENGTH);
    path.push_str(base.prefix());
    push_path(&mut path, call.operation.path, &call.path)?;
    push_query(&mut path, client, &mut call.query.iter().chain(credentials));
    base.uri(path).map_err(|_| UNUSABLE_URL.to_owned())
}

/// The URL of a page. Credentials of the query replace those that the server may have put there.
pub(crate) fn page_uri(url: &Uri, client: &Inner, credentials: &[QueryPair]) -> Result<Uri, String> {
    if credentials.is_empty() && client.signer.is_none() {
        return Ok(url.clone());
    }
    let pair = |text: &str| {
        let (name, value) = text.split_once('=').unwrap_or((text, ""));
        (name.to_owned(), value.to_owned())
    };
    let mut pairs: Vec<QueryPair> = url.query().into_iter().flat_map(|query| query.split('&')).map(pair).collect();
    pairs.retain(|(name, _)| !credentials.iter().any(|(own, _)| own == name));
    pairs.extend_from_slice(credentials);
    let mut path = url.path().to_owned();
    push_query(&mut path, client, &mut pairs.iter());
    let mut parts = url.clone().into_parts();
    parts.path_and_query = Some(path.try_into().map_err(|_| UNUSABLE_URL.to_owned())?);
    Uri::from_parts(parts).map_err(|_| UNUSABLE_URL.to_owned())
}

const UNUSABLE_URL: &str = "the URL cannot be put together";

/// The URL of the call's path, without a query: where relative URLs of pages start from.
pub(crate) fn path_uri(call: &CallParts) -> Result<Uri, String> {
    let base = call.client.inner().bases.of(call.operation)?;
    let mut path = base.prefix().to_owned();
    push_path(&mut path, call.operation.path, &call.path)?;
    base.uri(path).map_err(|_| UNUSABLE_URL.to_owned())
}

/// Most paths with their query are shorter.
const PATH_LENGTH: usize = 128;

/// Sets user agent, content type and accepted media types, unless the caller did.
fn describe(call: &CallParts, headers: &mut HeaderMap) -> Result<(), String> {
    if headers::value(headers, header::USER_AGENT.as_str()).is_none() {
        headers::set(headers, header::USER_AGENT, call.client.inner().user_agent.clone());
    }
    if headers::value(headers, header::ACCEPT.as_str()).is_none() {
        headers::set(headers, header::ACCEPT, HeaderValue::from_static(call.operation.accept));
    }
    if let Some(body) = &call.body {
        let value = HeaderValue::try_from(&*body.media_type).map_err(|_| "the media type cannot be sent".to_owned())?;
        headers::set(headers, header::CONTENT_TYPE, value);
    } else if matches!(call.operation.method, Method::Post | Method::Put | Method::Patch) {
        // Some servers reject a request that may have a body and no content length.
        headers::set(headers, header::CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
    Ok(())
}

/// Fills the template, segment by segment.
fn push_path(url: &mut String, template: &str, pieces: &[(&'static str, String)]) -> Result<(), String> {
    for segment in template.strip_prefix('/').unwrap_or(template).split('/') {
        url.push('/');
        if !segment.contains('{') {
            url.push_str(segment);
            continue;
        }
        let filled = fill(segment, pieces)?;
        if matches!(&*filled, "" | "." | "..") {
            return Err(format!("`{segment}` in the path is filled with `{filled}`, which would lead elsewhere"));
        }
        url.push_str(&filled);
    }
    Ok(())
}

fn fill(segment: &str, pieces: &[(&'static str, String)]) -> Result<String, String> {
    let mut filled = String::new();
    let mut rest = segment;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let (name, after) = after.split_once('}').ok_or_else(|| format!("the path has an open brace: `{segment}`"))?;
        let piece = pieces.iter().find(|(known, _)| *known == name).map(|(_, piece)| piece);
        filled.push_str(piece.ok_or_else(|| format!("`{name}` in the path is not set"))?);
        rest = after;
    }
    filled.push_str(rest);
    Ok(filled)
}

/// Adds the query: as the signature has it, where there is one.
fn push_query(url: &mut String, client: &Inner, pairs: &mut dyn Iterator<Item = &QueryPair>) {
    match &client.signer {
        None => push_pairs(url, pairs),
        Some(signer) => push_pairs(url, &mut signer.query(pairs).iter()),
    }
}

fn push_pairs(url: &mut String, pairs: &mut dyn Iterator<Item = &QueryPair>) {
    // A path of the document may hold pairs already.
    let mut separator = if url.contains('?') { '&' } else { '?' };
    for (name, value) in pairs {
        url.push(separator);
        separator = '&';
        url.push_str(name);
        url.push('=');
        url.push_str(value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(template: &str, pieces: &[(&'static str, &str)]) -> Result<String, String> {
        let pieces: Vec<_> = pieces.iter().map(|(name, piece)| (*name, (*piece).to_owned())).collect();
        let mut url = String::new();
        push_path(&mut url, template, &pieces).map(|()| url)
    }

    #[test]
    fn places_are_filled() {
        assert_eq!(path("/a/{b}/c", &[("b", "x%2Fy")]).unwrap(), "/a/x%2Fy/c");
        assert_eq!(path("/a/{b}.{c}:go", &[("c", "2"), ("b", "1")]).unwrap(), "/a/1.2:go");
        assert_eq!(path("/", &[]).unwrap(), "/");
        // An empty segment is one.
        assert_eq!(path("//4", &[]).unwrap(), "//4");
        assert!(path("/a/{b}", &[]).is_err());
    }

    #[test]
    fn segments_that_lead_elsewhere_are_refused() {
        for piece in ["", ".", ".."] {
            assert!(path("/a/{b}/c", &[("b", piece)]).is_err(), "{piece:?}");
        }
        assert!(path("/a/{b}{c}", &[("b", "."), ("c", ".")]).is_err());
        assert_eq!(path("/a/{b}", &[("b", "...")]).unwrap(), "/a/...");
    }
}
