//! Credentials on requests.
//!
//! In: the user's credentials and the API's security schemes. Out: headers, query pairs, cookies and signatures.
//! Must not: send anything, or show a secret.

mod authenticator;
pub(crate) mod signing;

pub(crate) use authenticator::{Authenticator, Credentials, secret_header};
