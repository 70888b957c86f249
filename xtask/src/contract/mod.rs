//! What a version of an API says about the wire, as data of its own.
//!
//! In: `resolve::Model`, `ir::Api`, the document after `downlevel`. Out: `Contract`, which outlives all of them and is
//! what `diff` compares. Must not: judge anything, or read what the stages before have not read.

mod conditions;
mod model;
mod read;
mod spots;

pub use conditions::Conditions;
pub use model::{Body, Contract, Header, Media, Operation, Parameter, Requirement, Response, Scheme, Server};
pub use read::of;
