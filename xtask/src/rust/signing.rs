//! A constant for each way to authenticate.
//!
//! In: `ir::Signing`. Out: `AuthMethodView`s. Must not: print anything.

use super::docs;
use super::ident::{RustIdent, Scope};
use super::view::AuthMethodView;
use crate::ir::{AuthMethodName, SignatureAlgorithm, Signing};

/// The constants that the option `auth_method` takes.
pub(super) fn auth_methods(signing: &Signing) -> Vec<AuthMethodView> {
    let mut scope = Scope::reserving(&[]);
    let mut view = |name: &AuthMethodName, docs: String| {
        let ident = scope.claim(&RustIdent::screaming(&name.words), "_METHOD").ident;
        AuthMethodView { ident, name: name.text.clone(), docs }
    };
    let unsigned = signing.unsigned.iter().map(|name| (name, "The credential alone; nothing is signed.".to_owned()));
    let modes = signing.modes.iter().map(|mode| {
        let algorithm = match mode.algorithm {
            SignatureAlgorithm::HmacSha256 => "HMAC-SHA256",
            SignatureAlgorithm::RsaPssSha256 => "RSASSA-PSS with SHA-256",
        };
        (&mode.name, format!("Signed with {algorithm}, in the header {}.", docs::code(&mode.header)))
    });
    unsigned.chain(modes).map(|(name, docs)| view(name, docs)).collect()
}
