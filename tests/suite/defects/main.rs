//! What is known to go wrong in other SDKs of this API, and does not here.
//!
//! Tests are named after the rows of `../DEFECTS.md`.

mod answers;
mod client;
mod repeats;
mod requests;
mod signing;
mod support;
mod table;
