//! TLS with ring and the platform's roots.
//!
//! In: certificates beside those of the platform, and one to show. Out: the configuration that every pool shares. The
//! provider is given here, so that none is installed for the process. Must not: repeat a key in an error.

use crate::value::secret::Secret;
use rustls::ClientConfig;
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls_platform_verifier::Verifier;
use std::sync::Arc;

/// Certificates in PEM.
#[derive(Debug, Clone, Default)]
pub(super) struct Certificates {
    /// Trusted, too.
    pub(super) roots: Vec<Vec<u8>>,
    /// Shown to servers that ask: chain and private key.
    pub(super) client: Option<Secret>,
}

/// The configuration.
pub(super) fn config(certificates: &Certificates) -> Result<ClientConfig, String> {
    let failed = |error: rustls::Error| format!("TLS cannot be set up: {error}");
    let provider = Arc::new(ring::default_provider());
    let verifier = verifier(&certificates.roots, Arc::clone(&provider))?;
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(failed)?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier));
    let mut config = match &certificates.client {
        None => config.with_no_client_auth(),
        Some(pem) => {
            let (chain, key) = client_certificate(pem.expose().as_bytes())?;
            config.with_client_auth_cert(chain, key).map_err(failed)?
        }
    };
    if cfg!(feature = "http2") {
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    }
    Ok(config)
}

/// Trusts what the platform trusts, and these.
fn verifier(roots: &[Vec<u8>], provider: Arc<CryptoProvider>) -> Result<Verifier, String> {
    let failed = |error: rustls::Error| format!("TLS cannot be set up: {error}");
    if roots.is_empty() {
        return Verifier::new(provider).map_err(failed);
    }
    let mut certificates = Vec::new();
    for pem in roots {
        let before = certificates.len();
        for certificate in CertificateDer::pem_slice_iter(pem) {
            certificates.push(certificate.map_err(|_| NO_ROOTS.to_owned())?);
        }
        if certificates.len() == before {
            return Err(NO_ROOTS.to_owned());
        }
    }
    with_roots(certificates, provider).map_err(failed)
}

const NO_ROOTS: &str = "the option `root_certificates` has to be certificates in PEM: `-----BEGIN CERTIFICATE-----`";

#[cfg(not(target_os = "android"))]
fn with_roots(roots: Vec<CertificateDer<'static>>, provider: Arc<CryptoProvider>) -> Result<Verifier, rustls::Error> {
    Verifier::new_with_extra_roots(roots, provider)
}

#[cfg(target_os = "android")]
fn with_roots(_: Vec<CertificateDer<'static>>, _: Arc<CryptoProvider>) -> Result<Verifier, rustls::Error> {
    Err(rustls::Error::General("this platform takes no other root certificates than its own".to_owned()))
}

/// The chain and its private key.
fn client_certificate(pem: &[u8]) -> Result<(Vec<CertificateDer<'static>>, PrivateKeyDer<'static>), String> {
    let what = "the option `client_certificate` has to be a certificate and its private key in PEM";
    let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
    match (chain, PrivateKeyDer::from_pem_slice(pem)) {
        (Ok(chain), Ok(key)) if !chain.is_empty() => Ok((chain, key)),
        (Ok(chain), Err(_)) if !chain.is_empty() => Err(format!("{what}; the key is missing or is none")),
        _ => Err(format!("{what}; the certificate is missing or is none")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(certificates: &Certificates) -> String {
        config(certificates).err().unwrap_or_default()
    }

    #[test]
    fn what_is_no_certificate_is_named_without_being_repeated() {
        let block = |label: &str| format!("-----BEGIN {label}-----\nc2VjcmV0\n-----END {label}-----\n");
        for root in ["", "c2VjcmV0", &block("PRIVATE KEY"), "-----BEGIN CERTIFICATE-----\n!"] {
            let text = fault(&Certificates { roots: vec![root.into()], client: None });
            assert!(text.contains("`root_certificates`") && !text.contains("c2VjcmV0"), "{root}: {text}");
        }
        for (pem, missing) in [
            ("c2VjcmV0".to_owned(), "the certificate is missing"),
            (block("PRIVATE KEY"), "the certificate is missing"),
            (block("CERTIFICATE"), "the key is missing"),
            (block("CERTIFICATE") + &block("PRIVATE KEY"), "TLS cannot be set up"),
        ] {
            let text = fault(&Certificates { roots: Vec::new(), client: Some(pem.into()) });
            assert!(text.contains(missing) && !text.contains("c2VjcmV0"), "{text}");
        }
    }
}
