//! What the generator would write for a small API, by hand: the contract, compiled.

#![allow(
    dead_code,
    unreachable_pub,
    unused_imports,
    unused_qualifications,
    clippy::large_enum_variant,
    reason = "a stand-in for generated code, of which each test uses a part"
)]

pub mod enums;
pub mod models;
pub mod services;

mod client;
mod errors;

pub use client::{API, Client};
pub use errors::{Error, ErrorCode};
