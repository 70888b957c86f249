//! What the generator would write for a small API, by hand: the contract, compiled.

pub mod enums;
pub mod models;
pub mod services;

mod client;
mod errors;

pub use client::{API, Client};
pub use errors::{Error, ErrorCode};
