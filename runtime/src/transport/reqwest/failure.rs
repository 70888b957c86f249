//! What an error of reqwest means.
//!
//! In: the error. Out: whether a connection was made, whether another attempt may make one. Must not: keep the URL, whose
//! query may hold a key.

use crate::transport::TransportError;
use rustls::AlertDescription;
use std::error::Error;

pub(super) fn failure(error: reqwest::Error) -> TransportError {
    let error = error.without_url();
    if is_refused(&error) {
        return TransportError::setup(error);
    }
    // A connection that takes too long is both; what counts is that nothing was sent.
    if error.is_connect() {
        TransportError::connect(error)
    } else if error.is_timeout() {
        TransportError::timeout(error)
    } else {
        TransportError::other(error)
    }
}

/// The failure of a request of which nothing was sent, for whatever reason.
pub(super) fn unsent(error: reqwest::Error) -> TransportError {
    let error = error.without_url();
    if is_refused(&error) { TransportError::setup(error) } else { TransportError::connect(error) }
}

/// Whether one side does not trust the other, or the proxy wants credentials: nothing changes that by itself.
fn is_refused(error: &reqwest::Error) -> bool {
    let mut next: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(cause) = next {
        // An I/O error hides what it wraps: its source is the source of that.
        let inner = cause.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
        let tls = match inner {
            Some(inner) => inner.downcast_ref(),
            None => cause.downcast_ref(),
        };
        if tls.is_some_and(is_untrusted) {
            return true;
        }
        // The type of this one is private.
        if error.is_connect() && cause.to_string().ends_with("proxy authorization required") {
            return true;
        }
        next = inner.map(|inner| inner as _).or_else(|| cause.source());
    }
    false
}

fn is_untrusted(error: &rustls::Error) -> bool {
    use AlertDescription as Alert;
    match error {
        rustls::Error::InvalidCertificate(_)
        | rustls::Error::NoCertificatesPresented
        | rustls::Error::PeerIncompatible(_) => true,
        rustls::Error::AlertReceived(alert) => matches!(
            alert,
            Alert::HandshakeFailure
                | Alert::NoCertificate
                | Alert::BadCertificate
                | Alert::UnsupportedCertificate
                | Alert::CertificateRevoked
                | Alert::CertificateExpired
                | Alert::CertificateUnknown
                | Alert::UnknownCA
                | Alert::AccessDenied
                | Alert::ProtocolVersion
                | Alert::InsufficientSecurity
                | Alert::UnrecognisedName
                | Alert::CertificateRequired
        ),
        _ => false,
    }
}
