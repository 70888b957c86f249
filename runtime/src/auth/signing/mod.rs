//! Signatures of requests.
//!
//! In: how the API signs, the secret, and a request that is ready but for its date and signature. Out: the request with
//! both. Must not: show a key in an error, or sign anything but what is sent.

#[cfg(feature = "signing")]
mod canonical;
#[cfg(feature = "signing")]
mod encode;
#[cfg(feature = "signing")]
mod key;
#[cfg(not(feature = "signing"))]
mod off;
#[cfg(feature = "signing-rsa")]
mod pem;
#[cfg(feature = "signing")]
mod query;
#[cfg(feature = "signing-rsa")]
mod rsa;
#[cfg(feature = "signing")]
mod signer;

#[cfg(not(feature = "signing"))]
pub(crate) use off::Signer;
#[cfg(feature = "signing")]
pub(crate) use signer::Signer;
