//! TLS with ring and the platform's roots.
//!
//! In: certificates beside those of the platform, and one to show. Out: the configuration that every pool shares. The
//! provider is given here, so that none is installed for the process. Must not: repeat a key in an error.

use crate::value::secret::Secret;
use rustls::client::WantsClientCert;
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ClientConfig, ConfigBuilder};
use rustls_platform_verifier::Verifier;
use std::sync::Arc;

/// Certificates in PEM.
#[derive(Debug, Clone, Default)]
pub(super) struct Certificates {
    roots: Option<Roots>,
    client: Option<ClientCertificate>,
}

/// Trusted, too. The function that reads them comes with them, so that a program without certificates of its own is not
/// linked with what reads PEM.
#[derive(Debug, Clone)]
struct Roots {
    pems: Vec<Vec<u8>>,
    verifier: ExtendedVerifier,
}

type ExtendedVerifier = fn(&[Vec<u8>], Arc<CryptoProvider>) -> Result<Verifier, String>;

/// Shown to servers that ask: chain and private key. With its function, as [`Roots`].
#[derive(Debug, Clone)]
struct ClientCertificate {
    pem: Secret,
    apply: fn(&str, Unauthenticated) -> Result<ClientConfig, String>,
}

/// A configuration that does not say yet what is shown to servers.
type Unauthenticated = ConfigBuilder<ClientConfig, WantsClientCert>;

impl Certificates {
    /// Trusts these certificates, too.
    pub(super) fn trust(&mut self, pem: Vec<u8>) {
        self.roots.get_or_insert(Roots { pems: Vec::new(), verifier: extended_verifier }).pems.push(pem);
    }

    /// Shows this chain, with its private key.
    pub(super) fn show(&mut self, pem: Secret) {
        self.client = Some(ClientCertificate { pem, apply: with_client_certificate });
    }
}

/// The configuration.
pub(super) fn config(certificates: &Certificates) -> Result<ClientConfig, String> {
    let provider = Arc::new(ring::default_provider());
    let verifier = match &certificates.roots {
        None => Verifier::new(Arc::clone(&provider)).map_err(failed)?,
        Some(roots) => (roots.verifier)(&roots.pems, Arc::clone(&provider))?,
    };
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(failed)?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier));
    let mut config = match &certificates.client {
        None => config.with_no_client_auth(),
        Some(client) => (client.apply)(client.pem.expose(), config)?,
    };
    if cfg!(feature = "http2") {
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    }
    Ok(config)
}

fn failed(error: rustls::Error) -> String {
    format!("TLS cannot be set up: {error}")
}

/// Trusts what the platform trusts, and these.
fn extended_verifier(roots: &[Vec<u8>], provider: Arc<CryptoProvider>) -> Result<Verifier, String> {
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

fn with_client_certificate(pem: &str, config: Unauthenticated) -> Result<ClientConfig, String> {
    let (chain, key) = client_certificate(pem.as_bytes())?;
    config.with_client_auth_cert(chain, key).map_err(failed)
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
            let text = fault(&{
                let mut certificates = Certificates::default();
                certificates.trust(root.into());
                certificates
            });
            assert!(text.contains("`root_certificates`") && !text.contains("c2VjcmV0"), "{root}: {text}");
        }
        for (pem, missing) in [
            ("c2VjcmV0".to_owned(), "the certificate is missing"),
            (block("PRIVATE KEY"), "the certificate is missing"),
            (block("CERTIFICATE"), "the key is missing"),
            (block("CERTIFICATE") + &block("PRIVATE KEY"), "TLS cannot be set up"),
        ] {
            let text = fault(&{
                let mut certificates = Certificates::default();
                certificates.show(pem.into());
                certificates
            });
            assert!(text.contains(missing) && !text.contains("c2VjcmV0"), "{text}");
        }
    }
}
