//! Facts for `Cargo.toml` and `rustfmt.toml`.
//!
//! In: options and versions. Out: strings that the template places, quoted for TOML already. Must not: hold a date or
//! anything else that changes between two runs.

use super::docs;
use super::view::{Feature, Manifest, VersionView};
use super::{CrateOptions, Layout};
use crate::ir::{Api, SignatureAlgorithm};

pub(super) fn view(
    options: &CrateOptions,
    header: &str,
    title: &str,
    apis: &[Api],
    versions: &[VersionView],
) -> Manifest {
    let runtime_path = match &options.layout {
        Layout::Member => String::new(),
        Layout::StandAlone { runtime_path } => quoted(runtime_path),
    };
    let features: Vec<Feature> = apis.iter().zip(versions).filter_map(feature).collect();
    let mut default: Vec<String> = features.last().map(|feature| quoted(&feature.name)).into_iter().collect();
    let extras = extras(apis);
    default.extend(extras.iter().filter(|feature| feature.on).map(|feature| quoted(&feature.name)));
    Manifest {
        header: header.to_owned(),
        name: quoted(&options.crate_name),
        description: quoted(&format!("Client of {title}, generated from its OpenAPI document.")),
        stand_alone: matches!(options.layout, Layout::StandAlone { .. }),
        runtime_path,
        extras,
        tested: versions.iter().any(|version| version.wire_tests.is_some()),
        // The guide, which needs the rest of the view, may add to it.
        has_dev_dependencies: versions.iter().any(|version| version.wire_tests.is_some()),
        tests: versions.iter().filter(|version| version.module.is_some()).filter_map(test).collect(),
        features,
        default,
        documents: apis.iter().map(|api| quoted(&api.info.document_version)).collect(),
    }
}

/// The runtime's features, except those that no version can use.
fn extras(apis: &[Api]) -> Vec<Feature> {
    let signings = || apis.iter().filter_map(|api| api.protocol.signing.as_ref());
    let signed = signings().next().is_some();
    // A signing mode of the API should work without a feature flag; its dependencies are few and small.
    let shared =
        signings().flat_map(|signing| &signing.modes).any(|mode| mode.algorithm == SignatureAlgorithm::HmacSha256);
    let on = |name: &str| name == "reqwest" || (name == "signing" && shared);
    let features = [
        ("reqwest", "The transport, over reqwest and rustls."),
        ("http2", "HTTP/2 in it."),
        ("reqwest-client", "`ReqwestTransport::from_client`: a `reqwest::Client` of your own."),
        ("blocking", "Calls that wait on the calling thread: `send_blocking`."),
        ("stream", "`futures_core::Stream` for pages and items."),
        ("jiff", "Dates from and to `jiff`."),
        ("chrono", "Dates from and to `chrono`."),
        ("time", "Dates from and to `time`."),
        ("signing", "Requests signed with a shared secret."),
        ("signing-rsa", "Requests signed with a private key, too."),
        ("test-util", "For tests: a scripted transport and a real server on loopback."),
    ];
    features
        .iter()
        .filter(|(name, _)| signed || !name.starts_with("signing"))
        .map(|(name, docs)| Feature { name: (*name).to_owned(), docs: (*docs).to_owned(), on: on(name) })
        .collect()
}

fn feature((api, version): (&Api, &VersionView)) -> Option<Feature> {
    let name = version.module.as_ref()?.to_string();
    Some(Feature { name, docs: docs::plain(api.version.as_deref().unwrap_or_default()), on: false })
}

/// The quoted name of a version's tests.
fn test(version: &VersionView) -> Option<String> {
    version.wire_tests.as_ref().map(|wire_tests| quoted(&wire_tests.file))
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in docs::plain(text).chars() {
        if matches!(c, '"' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('"');
    out
}
