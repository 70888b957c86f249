//! Private keys in PEM.
//!
//! In: the text of a secret. Out: the bytes of a private key and the form they have. Must not: repeat any of the text
//! in a fault.

use crate::value::base64;

/// How a private key is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// `RSA PRIVATE KEY`.
    Pkcs1,
    /// `PRIVATE KEY`.
    Pkcs8,
}

const NOT_PEM: &str =
    "has to be an RSA private key in PEM: `-----BEGIN PRIVATE KEY-----` or `-----BEGIN RSA PRIVATE KEY-----`";
const ENCRYPTED: &str = "is an encrypted private key; give it without a passphrase";

/// Finds the private key. The fault completes a sentence that starts with the option's name.
pub(super) fn private_key(text: &str) -> Result<(Form, Vec<u8>), String> {
    // Many environments keep a key on one line, with `\n` spelt out.
    let text = text.replace("\\n", "\n");
    // A private key may come after other blocks, such as its certificate.
    let blocks: Vec<(&str, &str)> = blocks(&text);
    let block = blocks.iter().find(|(label, _)| label.ends_with("PRIVATE KEY")).or(blocks.first());
    let Some((label, body)) = block else {
        let broken = text.contains("-----BEGIN ");
        return Err(if broken { "is PEM that is cut off".to_owned() } else { NOT_PEM.to_owned() });
    };
    let form = match *label {
        "RSA PRIVATE KEY" => Form::Pkcs1,
        "PRIVATE KEY" => Form::Pkcs8,
        "ENCRYPTED PRIVATE KEY" => return Err(ENCRYPTED.to_owned()),
        "PUBLIC KEY" | "RSA PUBLIC KEY" => return Err("is a public key; signing needs the private one".to_owned()),
        "CERTIFICATE" => return Err("is a certificate; signing needs its private key".to_owned()),
        "EC PRIVATE KEY" | "DSA PRIVATE KEY" => return Err("is a private key, but not for RSA".to_owned()),
        "OPENSSH PRIVATE KEY" => {
            return Err("is a private key in the form of OpenSSH; convert it to PKCS#8 or PKCS#1".to_owned());
        }
        _ => return Err(NOT_PEM.to_owned()),
    };
    // The headers that may come before the base64 say whether a PKCS#1 key is encrypted.
    if body.contains("ENCRYPTED") {
        return Err(ENCRYPTED.to_owned());
    }
    let der = base64::decode(body).filter(|der| !der.is_empty());
    Ok((form, der.ok_or("is PEM with something that is not base64 inside")?))
}

/// Label and body of each block that has both its lines.
fn blocks(text: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once("-----BEGIN ") {
        rest = after;
        let Some((label, after)) = after.split_once("-----") else { break };
        let end = format!("-----END {label}-----");
        let Some((body, after)) = after.split_once(&end) else { continue };
        found.push((label, body));
        rest = after;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_private_key_is_found() {
        let pem = "x: 1\n-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\r\n\
                   -----BEGIN PRIVATE KEY-----\\nAQ\\nID\\n-----END PRIVATE KEY-----\\n";
        assert_eq!(private_key(pem), Ok((Form::Pkcs8, vec![1, 2, 3])));
        let pem = "-----BEGIN RSA PRIVATE KEY-----\nAQID\n-----END RSA PRIVATE KEY-----";
        assert_eq!(private_key(pem), Ok((Form::Pkcs1, vec![1, 2, 3])));
    }

    #[test]
    fn what_is_no_private_key_is_refused_without_being_repeated() {
        let block = |label: &str, body: &str| format!("-----BEGIN {label}-----\n{body}\n-----END {label}-----");
        let cases = [
            (block("ENCRYPTED PRIVATE KEY", "c2VjcmV0"), "passphrase"),
            (block("RSA PRIVATE KEY", "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES\n\nc2VjcmV0"), "passphrase"),
            (block("PUBLIC KEY", "c2VjcmV0"), "public key"),
            (block("CERTIFICATE", "c2VjcmV0"), "certificate"),
            (block("EC PRIVATE KEY", "c2VjcmV0"), "not for RSA"),
            (block("OPENSSH PRIVATE KEY", "c2VjcmV0"), "OpenSSH"),
            (block("c2VjcmV0", "c2VjcmV0"), "has to be"),
            (block("PRIVATE KEY", "c2VjcmV0!"), "base64"),
            (block("PRIVATE KEY", ""), "base64"),
            ("-----BEGIN PRIVATE KEY-----\nc2VjcmV0".to_owned(), "cut off"),
            ("c2VjcmV0".to_owned(), "has to be"),
        ];
        for (pem, reason) in cases {
            let fault = private_key(&pem).unwrap_err();
            assert!(fault.contains(reason), "{fault}");
            assert!(!fault.contains("c2VjcmV0"), "{fault}");
        }
    }
}
