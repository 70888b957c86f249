//! Pages, bulks, blocking calls and values, as users of a generated crate meet them, against a server on loopback.
#![cfg(all(feature = "reqwest", feature = "test-util"))]
#![allow(missing_docs, dead_code, unreachable_pub, unused_qualifications, reason = "a stand-in for generated code")]

mod api;
mod batch;
#[cfg(feature = "blocking")]
mod blocking;
mod broken;
mod bulk;
mod echoes;
mod endpoints;
mod hyper;
mod pages;
mod runtimes;
mod storm;
#[cfg(feature = "stream")]
mod stream;
mod tls;
mod walks;
