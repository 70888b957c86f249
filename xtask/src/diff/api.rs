//! Facts of the whole API: its version, servers and security.
//!
//! In: both contracts. Out: facts. Must not: look at an operation.

use serde_json::Value;

use super::fact::{Fact, Reach};
use super::kind::Kind;
use super::walk::Walk;
use super::{documentation, paths, security};
use crate::contract::Server;
use crate::diag::Pointer;

pub(super) fn compare(walk: &mut Walk<'_>) {
    version(walk);
    servers(walk);
    security::of_api(walk);
    documentation::api(walk);
}

fn version(walk: &mut Walk<'_>) {
    let (old, new) = (walk.old.contract, walk.new.contract);
    if old.version == new.version {
        return;
    }
    let at = Pointer::default().child("info").child("version");
    let text = format!("the version is now {}", new.version);
    walk.add(
        Fact::new(Kind::ApiVersion, Reach::Api, text)
            .both((&at, old.version.as_str().into()), (&at, new.version.as_str().into())),
    );
}

/// The first server is the one that a client calls. A segment that only says the version belongs to that.
fn servers(walk: &mut Walk<'_>) {
    let (old, new) = (&walk.old.contract.servers, &walk.new.contract.servers);
    let same = |a: &Server, b: &Server| plain(&a.url) == plain(&b.url);
    let mut gone: Vec<&Server> = old.iter().filter(|before| !new.iter().any(|after| same(before, after))).collect();
    let mut added: Vec<&Server> = new.iter().filter(|after| !old.iter().any(|before| same(before, after))).collect();
    let first = old.first().zip(new.first()).filter(|(before, after)| !same(before, after));
    let mut facts = Vec::new();
    let url = |server: &Server| -> Value { server.url.as_str().into() };
    if let Some((before, after)) = first
        && !(same_origin(before, after) && paths::Prefixes::of(walk.old.contract, walk.new.contract).moved())
    {
        let text = format!("the API is now at {}", after.url);
        facts.push(
            Fact::new(Kind::ApiBaseUrl, Reach::Api, text)
                .both((&before.origin, url(before)), (&after.origin, url(after))),
        );
    }
    if let Some((before, after)) = first {
        gone.retain(|server| !std::ptr::eq(*server, before));
        added.retain(|server| !std::ptr::eq(*server, after));
    }
    for server in gone {
        let text = format!("the server {} is gone", server.url);
        facts.push(Fact::new(Kind::ApiServerRemoved, Reach::Api, text).old(&server.origin, url(server)));
    }
    for server in added {
        let text = format!("the server {} is new", server.url);
        facts.push(Fact::new(Kind::ApiServerAdded, Reach::Api, text).new_side(&server.origin, url(server)));
    }
    walk.facts.extend(facts);
}

/// A URL without what only says the version.
fn plain(url: &str) -> String {
    let (origin, path) = paths::split(url);
    format!("{origin}{}", paths::unversioned(path.trim_end_matches('/')))
}

fn same_origin(old: &Server, new: &Server) -> bool {
    paths::split(&old.url).0 == paths::split(&new.url).0
}
