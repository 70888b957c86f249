//! When two paths are the same.
//!
//! In: paths and the servers they are below. Out: keys to compare. Must not: report.

use std::collections::HashSet;

use crate::contract::{Contract, Operation};

/// The path of each document's first server.
pub(super) struct Prefixes {
    pub(super) old: String,
    pub(super) new: String,
}

impl Prefixes {
    /// Empty where nothing went from the one to the other, so that paths are compared as they are written.
    pub(super) fn of(old: &Contract, new: &Contract) -> Self {
        let prefixes = Self { old: prefix(old), new: prefix(new) };
        let keys = |contract: &Contract, prefix: &str| -> HashSet<String> {
            contract.operations.iter().map(|operation| key(&operation.path, prefix)).collect()
        };
        let moved = prefixes.old != prefixes.new && !keys(old, &prefixes.old).is_disjoint(&keys(new, &prefixes.new));
        if moved { prefixes } else { Self { old: String::new(), new: String::new() } }
    }

    /// Whether a part of the server's URL went into the paths, or came from there.
    pub(super) fn moved(&self) -> bool {
        self.old != self.new
    }
}

/// `/v1` of `https://api.example.com/v1/`.
fn prefix(contract: &Contract) -> String {
    let url = contract.servers.first().map_or("", |server| server.url.as_str());
    let (_, path) = split(url);
    unversioned(path.trim_end_matches('/'))
}

/// The origin and the path of a URL.
pub(super) fn split(url: &str) -> (&str, &str) {
    let start = url.find("://").map_or(0, |at| at + 3);
    let end = url.get(start..).and_then(|rest| rest.find('/')).map_or(url.len(), |at| at + start);
    (url.get(..end).unwrap_or_default(), url.get(end..).unwrap_or_default())
}

/// A path below a prefix, with variables by position and without the names of versions.
pub(super) fn key(path: &str, prefix: &str) -> String {
    let whole = format!("{prefix}{}", unversioned(path));
    let mut key = String::with_capacity(whole.len());
    let mut depth = 0_usize;
    for c in whole.chars() {
        match c {
            '{' => {
                depth += 1;
                if depth == 1 {
                    key.push_str("{}");
                }
            }
            '}' => depth = depth.saturating_sub(1),
            _ if depth == 0 => key.push(c),
            _ => {}
        }
    }
    key
}

/// Segments that only say which version it is are alike.
pub(super) fn unversioned(path: &str) -> String {
    let segment = |segment: &str| if is_version(segment) { "{version}".to_owned() } else { segment.to_owned() };
    path.split('/').map(segment).collect::<Vec<_>>().join("/")
}

/// `2026-07`, `2026-07-01`.
fn is_version(segment: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let dated: Vec<&str> = segment.split('-').collect();
    match dated.as_slice() {
        [year, rest @ ..] if year.len() == 4 && digits(year) && matches!(rest.len(), 1 | 2) => {
            rest.iter().all(|part| part.len() == 2 && digits(part))
        }
        _ => false,
    }
}

/// An operation without an id, or with another, that is the same in all but the path.
pub(super) fn alike(gone: &Operation, added: &[&Operation]) -> Option<usize> {
    if gone.id.is_some() {
        return None;
    }
    let last = |path: &str| path.rsplit('/').find(|part| !part.starts_with('{')).unwrap_or_default().to_owned();
    let fits =
        |other: &&Operation| other.id.is_none() && other.method == gone.method && last(&other.path) == last(&gone.path);
    let mut found = added.iter().enumerate().filter(|(_, other)| fits(other));
    let first = found.next()?.0;
    found.next().is_none().then_some(first)
}
