//! Connections that one side does not trust: final at the first attempt; and the certificates that make them trusted.

use crate::api::Client;
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig, ServerConnection, StreamOwned};
use sdk_runtime::__private::Api;
use sdk_runtime::{Builder, Endpoint, Error, ReqwestTransport, ReqwestTransportBuilder, StopReason, Value};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

fn data(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/data/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// Whether the server wants a certificate of its clients.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ClientCertificates {
    Ignored,
    Required,
}

/// A server behind TLS, whose certificate is of an authority that nobody knows.
fn server(clients: ClientCertificates) -> String {
    let pem = data("tls_server.pem");
    let chain: Vec<_> = CertificateDer::pem_slice_iter(&pem).map(Result::unwrap).collect();
    let key = PrivateKeyDer::from_pem_slice(&pem).unwrap();
    let provider = Arc::new(ring::default_provider());
    let config =
        ServerConfig::builder_with_provider(Arc::clone(&provider)).with_safe_default_protocol_versions().unwrap();
    let config = match clients {
        ClientCertificates::Ignored => config.with_no_client_auth(),
        ClientCertificates::Required => {
            let mut roots = RootCertStore::empty();
            roots.add(CertificateDer::from_pem_slice(&data("tls_ca.pem")).unwrap()).unwrap();
            let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider).build().unwrap();
            config.with_client_cert_verifier(verifier)
        }
    };
    let config = Arc::new(config.with_single_cert(chain, key).unwrap());
    let listener = TcpListener::bind("0.0.0.0:0").unwrap();
    let url = format!("https://localhost:{}", listener.local_addr().unwrap().port());
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
            let mut stream = StreamOwned::new(connection, stream);
            let mut head = [0; 4096];
            if stream.read(&mut head).is_ok_and(|length| length > 0) {
                let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{\"data\":7}");
                let _ = stream.flush();
            }
        }
    });
    url
}

fn client(url: &str, transport: ReqwestTransportBuilder) -> Client {
    Builder::<Client>::new(&crate::api::API).base_url(url).transport(transport.build().unwrap()).build().unwrap()
}

fn assert_final(error: impl Into<Error>, text: &str) {
    let error = error.into();
    assert!(error.to_string().contains(text), "{error}");
    assert!(!error.is_retryable() && !error.may_have_been_processed(), "{error:?}");
    assert_eq!((error.attempts().count(), error.attempts().stopped()), (1, Some(StopReason::Final)), "{error}");
}

#[tokio::test]
async fn a_certificate_that_is_not_trusted_is_final() {
    let url = server(ClientCertificates::Ignored);
    let error = client(&url, ReqwestTransport::builder()).get_thing(7).await.unwrap_err();
    assert!(error.is_connect());
    assert_final(error, "no connection: ");

    let trusting = ReqwestTransport::builder().root_certificates(data("tls_ca.pem"));
    assert_eq!(client(&url, trusting.clone()).get_thing(7).await.unwrap(), 7);
    // The certificate is of another name.
    let by_number = url.replace("localhost", "127.0.0.2");
    assert_final(client(&by_number, trusting).get_thing(7).await.unwrap_err(), "no connection: ");
}

#[tokio::test]
async fn a_certificate_of_the_client_is_shown() {
    let url = server(ClientCertificates::Required);
    let trusting = ReqwestTransport::builder().root_certificates(data("tls_ca.pem"));
    assert_final(client(&url, trusting.clone()).get_thing(7).await.unwrap_err(), "CertificateRequired");
    let pem = String::from_utf8(data("tls_client.pem")).unwrap();
    assert_eq!(client(&url, trusting.client_certificate(pem)).get_thing(7).await.unwrap(), 7);
}

#[tokio::test]
async fn a_proxy_that_wants_credentials_is_final() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let proxy = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut reader = BufReader::new(stream);
            let mut line = String::new();
            while reader.read_line(&mut line).is_ok_and(|length| length > 2) {
                line.clear();
            }
            let _ = reader.get_mut().write_all(b"HTTP/1.1 407 X\r\ncontent-length: 0\r\n\r\n");
        }
    });
    for url in ["https://api.example.com", "http://api.example.com"] {
        let error: Error =
            client(url, ReqwestTransport::builder().proxy(proxy.clone())).get_thing(7).await.unwrap_err().into();
        assert_eq!(error.is_connect(), url.starts_with("https"), "{error}");
        assert_final(error, if url.starts_with("https") { "no connection: " } else { "407" });
    }
}

#[tokio::test]
async fn a_request_that_waited_for_its_connection_was_not_sent() {
    // Takes connections, and never says a word.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    let call = client(&url, ReqwestTransport::builder()).import(&[1]).max_retries(0);
    let error: Error = call.timeout(Duration::from_millis(100)).await.unwrap_err().into();
    assert!(error.is_connect() && error.is_retryable() && !error.may_have_been_processed(), "{error}");
    // Over plain HTTP it was sent: what became of it is not known.
    let url = url.replace("https", "http");
    let call = client(&url, ReqwestTransport::builder()).import(&[1]).max_retries(0);
    let error: Error = call.timeout(Duration::from_millis(100)).await.unwrap_err().into();
    assert!(error.is_timeout() && error.may_have_been_processed(), "{error}");
}

/// Nothing is asked of a body without content but whether it is one.
#[tokio::test]
async fn neither_was_one_without_a_body() {
    static API: Api = Api::new("things", None);
    static CREATE: Endpoint = Endpoint::post("/labels");
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let call = |scheme: &str| {
        let transport = ReqwestTransport::builder().connect_timeout(Duration::from_secs(9)).build().unwrap();
        let options: Builder<sdk_runtime::Client> = Builder::new(&API).base_url(format!("{scheme}://{address}"));
        let client = options.transport(transport).build().unwrap();
        client.request::<Value>(&CREATE).max_retries(0).timeout(Duration::from_millis(100))
    };
    let error: Error = call("https").await.unwrap_err();
    assert!(error.is_connect() && error.is_retryable() && !error.may_have_been_processed(), "{error}");
    let error: Error = call("http").await.unwrap_err();
    assert!(error.is_timeout() && error.may_have_been_processed(), "{error}");
}
