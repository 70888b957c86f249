#!/usr/bin/env python3
"""The size of a program that lists trackings: over the generated crate, and over bare reqwest with plain serde structs.

usage: size.py

Both programs do the same: one GET with the key in a header, the page decoded, the ids printed. They are built by
`cargo build --release` with `strip = true`, and nothing else set. Prints a table: bytes, and the ratio to the bare program.
"""
import argparse, os, re, subprocess, sys

from dependencies import SAME_TLS, SERDE
from peers import ROOT, workplace

TOKIO = 'tokio = { version = "1", features = ["macros", "rt"] }\n'
VERIFIER = 'rustls-platform-verifier = "0.7.0"\n'
TRACKING = os.path.join(ROOT, "generated", "aftership-tracking")

BARE = """mod plain;
use rustls_platform_verifier::BuilderVerifierExt as _;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
    let tls = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_platform_verifier()?
        .with_no_client_auth();
    let client = reqwest::Client::builder().tls_backend_preconfigured(tls).build()?;
    let key = std::env::var("API_KEY")?;
    let request = client.get("https://api.aftership.com/tracking/2026-07/trackings?limit=50").header("as-api-key", key);
    let response = request.timeout(std::time::Duration::from_secs(10)).send().await?.error_for_status()?;
    let page: plain::Response = serde_json::from_slice(&response.bytes().await?)?;
    for tracking in page.data.trackings {
        println!("{:?}", tracking.id);
    }
    Ok(())
}
"""

OURS = """use aftership_tracking::v2026_07::{Client, Error};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let client = Client::from_env()?;
    let page = client.tracking().get_trackings().limit(50).await?;
    for tracking in page.trackings {
        println!("{:?}", tracking.id);
    }
    Ok(())
}
"""


def plain():
    """The structs of the decode benchmark, which both ends of the comparison share."""
    with open(os.path.join(ROOT, "tests", "suite", "benches", "plain.rs"), encoding="utf-8") as file:
        return "#![allow(dead_code)]\n" + re.sub(r"^//!.*\n", "", file.read(), flags=re.MULTILINE)


def rows():
    """Name, dependencies, sources."""
    reqwest = SAME_TLS + VERIFIER + SERDE + TOKIO
    unsigned = f'aftership-tracking = {{ path = "{TRACKING}", default-features = false, features = ["reqwest", "v2026_07"] }}\n'
    default = f'aftership-tracking = {{ path = "{TRACKING}" }}\n'
    return [
        ("bare reqwest with the same TLS, plain serde structs", reqwest, {"main.rs": BARE, "plain.rs": plain()}),
        ("aftership-tracking, default features", default + TOKIO, {"main.rs": OURS}),
        ("aftership-tracking, without signing", unsigned + TOKIO, {"main.rs": OURS}),
    ]


def build(folder, target, dependencies, sources):
    """The bytes of the stripped program."""
    os.makedirs(os.path.join(folder, "src"))
    with open(os.path.join(folder, "Cargo.toml"), "w", encoding="utf-8") as manifest:
        manifest.write('[package]\nname = "lists"\nversion = "0.0.0"\nedition = "2024"\n\n[workspace]\n\n')
        manifest.write("[profile.release]\nstrip = true\n\n[dependencies]\n" + dependencies)
    for name, text in sources.items():
        with open(os.path.join(folder, "src", name), "w", encoding="utf-8") as file:
            file.write(text)
    subprocess.run(["cargo", "build", "--release", "--quiet"], cwd=folder, env=dict(os.environ, CARGO_TARGET_DIR=target), check=True)
    return os.path.getsize(os.path.join(target, "release", "lists"))


def main():
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    print("| program | bytes | of the bare one |\n| --- | --- | --- |")
    with workplace() as folder:
        bare = None
        for number, (name, dependencies, sources) in enumerate(rows()):
            size = build(os.path.join(folder, f"program{number}"), os.path.join(folder, "built"), dependencies, sources)
            bare = bare or size
            print(f"| {name} | {size:,} | {100 * size / bare:.1f} % |", flush=True)


if __name__ == "__main__":
    sys.exit(main())
