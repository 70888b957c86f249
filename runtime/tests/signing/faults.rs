//! Modes and keys that cannot sign, and those that can sign with a private key.

use super::{builder, data};
#[cfg(feature = "signing-rsa")]
use super::{json, send};
use sdk_runtime::FakeTransport;

fn fault(mode: &'static str, secret: &str) -> String {
    let error = builder("k", mode, secret).transport(FakeTransport::new()).build().map(|_| ()).unwrap_err();
    assert!(error.is_config(), "{error}");
    error.to_string()
}

#[test]
fn modes_are_named_exactly_and_need_the_secret() {
    for name in ["aes", "Aes", "AES ", "HMAC", "rsa", "api_key", "NONE", ""] {
        let text = fault(name, "s");
        assert!(text.contains("has to be `API_KEY`, `AES` or `RSA`"), "{text}");
    }
    for mode in ["AES", "RSA"] {
        // A variable is named only where one is read.
        let text = fault(mode, "  ");
        assert!(text.contains("set the option `signing_secret`: the method"), "{text}");
        let options = builder("k", mode, "  ").transport(FakeTransport::new()).env(|_: &str| None::<String>);
        let text = options.build().map(|_| ()).unwrap_err().to_string();
        assert!(text.contains("`signing_secret` or the environment variable `SIGNED_SIGNING_SECRET`"), "{text}");
    }
}

#[cfg(not(feature = "signing-rsa"))]
#[test]
fn rsa_needs_its_feature() {
    assert!(fault("RSA", &data("rsa_pkcs1.pem")).contains("`signing-rsa`"));
}

#[cfg(feature = "signing-rsa")]
mod rsa {
    use super::*;
    use base64::Engine as _;
    use ring::signature::{RSA_PSS_2048_8192_SHA256, UnparsedPublicKey};

    /// The bytes inside PEM.
    fn der(pem: &str) -> Vec<u8> {
        let text: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
        base64::engine::general_purpose::STANDARD.decode(text).unwrap()
    }

    /// Whether a base64 signature is one of this text, with a salt of 32 bytes (the only length that ring takes).
    fn verifies(text: &str, signature: &str) -> bool {
        let signature = base64::engine::general_purpose::STANDARD.decode(signature).unwrap();
        assert_eq!(signature.len(), 256);
        // Behind the algorithm's header of 24 bytes is what ring reads.
        let public = der(&data("rsa_public.pem"));
        UnparsedPublicKey::new(&RSA_PSS_2048_8192_SHA256, &public[24..]).verify(text.as_bytes(), &signature).is_ok()
    }

    #[tokio::test]
    async fn signatures_verify_and_no_two_are_alike() {
        let hmac = json("hmac_vectors.json");
        let vectors = json("rsa_vectors.json");
        for vector in vectors["vectors"].as_array().unwrap() {
            let text = vector["sign_string"].as_str().unwrap();
            assert!(verifies(text, vector["signature"].as_str().unwrap()));
            assert!(!verifies("something else", vector["signature"].as_str().unwrap()));
            let call = hmac["vectors"].as_array().unwrap().iter().find(|call| call["name"] == vector["name"]).unwrap();
            for key in ["rsa_pkcs1.pem", "rsa_pkcs8.pem"] {
                let mut seen = Vec::new();
                for _ in 0..2 {
                    let request = send(call, "RSA", &data(key)).await;
                    let signature = request.headers()["as-signature-rsa-sha256"].to_str().unwrap().to_owned();
                    assert!(!request.headers().contains_key("as-signature-hmac-sha256"));
                    assert!(verifies(text, &signature), "{key} {}", vector["name"]);
                    seen.push(signature);
                }
                assert_ne!(seen[0], seen[1]);
            }
        }
    }

    #[test]
    fn keys_that_cannot_sign_are_refused_and_never_shown() {
        let good = data("rsa_pkcs8.pem");
        let secret_part = good.lines().nth(3).unwrap().to_owned();
        let cut: String = good.lines().filter(|line| **line != secret_part).map(|line| format!("{line}\n")).collect();
        let flipped = good.replace(&secret_part[..8], "AAAAAAAA");
        let ec = "-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgevZzL1gdAFr88hb2\n\
                  OF/2NxApJCzGCEDdfSp6VQO30hyhRANCAAQRWz+jn65BtOMvdyHKcvjBeBSDZH2r\n\
                  1RTwjmYSi9R/zpBnuQ4EiMnCqfMPWiZqB4QdbAd0E7oH50VpuZ1P087G\n-----END PRIVATE KEY-----\n";
        let encrypted = good.replace(" PRIVATE KEY", " ENCRYPTED PRIVATE KEY");
        let pkcs1_as_8 = data("rsa_pkcs1.pem").replace("RSA PRIVATE", "PRIVATE");
        let cases = [
            (cut, "not a whole RSA private key"),
            (flipped, "not a whole RSA private key"),
            (pkcs1_as_8, "not a whole RSA private key"),
            (ec.to_owned(), "not for RSA"),
            (encrypted, "passphrase"),
            (data("rsa_public.pem"), "public key"),
            (good.lines().skip(1).collect(), "has to be an RSA private key in PEM"),
            (good[..good.len() / 2].to_owned(), "cut off"),
        ];
        for (key, reason) in cases {
            let text = fault("RSA", &key);
            assert!(text.contains("the option `signing_secret` ") && text.contains(reason), "{text}");
            for line in key.lines().filter(|line| !line.contains("-----")) {
                assert!(!text.contains(&line[..line.len().min(12)]), "{text}");
            }
        }
        // On one line, as many environments keep it.
        let one_line = good.replace('\n', "\\n");
        assert!(builder("k", "RSA", &one_line).transport(FakeTransport::new()).build().is_ok());
    }
}
