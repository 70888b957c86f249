"""The crates that the measurements compare, each made from one document.

In: the document, the folder of peers, an empty folder to write in. Out: a list of `Made`. It measures nothing.
A peer that is not installed, or that makes nothing of the document, is a `Made` without a folder that says so.
"""
import os, re, shutil, subprocess, tempfile
from dataclasses import dataclass

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))


@dataclass
class Made:
    name: str
    folder: str = ""
    package: str = ""
    # Of the package, as in a manifest: `features = […]`.
    features: str = ""
    remark: str = ""


def workplace():
    """A folder that goes away again. Inside target/, so that our crate finds the runtime from there."""
    target = os.path.join(ROOT, "target")
    os.makedirs(target, exist_ok=True)
    return tempfile.TemporaryDirectory(dir=target, ignore_cleanup_errors=True)


def run(command, **more):
    """The first line that tells why the command has failed; nothing if it has not."""
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, **more)
    if done.returncode == 0:
        return ""
    lines = [line.strip() for line in done.stderr.splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith(("error", "thread"))]
    return (errors or lines or ["it has failed"])[0]


def ours(document, folder):
    """This generator on the document, without an overlay."""
    out = os.path.join(folder, "ours")
    command = ["cargo", "xtask", "generate", "--spec", document, "--out", out, "--crate-name", "ours-one"]
    return Made("this generator, one document", out, "ours-one", remark=run(command, cwd=ROOT))


# Name, command, and the words that make a crate of a document in a folder.
PEERS = [
    ("ploidy", "ploidy", lambda document, out: ["generate", "rust", document, "--output", out, "--name", "ploidy-one"]),
    ("openapi-to-rust", "openapi-to-rust", lambda document, out: ["generate", document, "--output-dir", os.path.join(out, "src"), "--module-name", "one"]),
    ("oas3-gen", "oas3-gen", lambda document, out: ["generate", "client-mod", "--workspace", "-i", document, "-o", out]),
    ("progenitor", "cargo-progenitor", lambda document, out: ["progenitor", "-i", document, "-o", out, "-n", "progenitor-one", "-v", "0.1.0"]),
    ("openapi-generator", "openapi-generator-cli", lambda document, out: ["generate", "-g", "rust", "-i", document, "-o", out, "--skip-validate-spec"]),
]


def into_crate(out):
    """openapi-to-rust writes modules, and what they need; a manifest and a root are the user's part."""
    source = os.path.join(out, "src")
    os.rename(os.path.join(source, "mod.rs"), os.path.join(source, "lib.rs"))
    with open(os.path.join(source, "REQUIRED_DEPS.toml"), encoding="utf-8") as needed:
        dependencies = needed.read()
    with open(os.path.join(out, "Cargo.toml"), "w", encoding="utf-8") as manifest:
        manifest.write('[package]\nname = "openapi-to-rust-one"\nversion = "0.1.0"\nedition = "2024"\n\n' + dependencies)


def find(command, peers):
    """The binary in the folder of peers, or one that the shell would find."""
    own = os.path.join(peers or "", "bin", command)
    return own if peers and os.path.exists(own) else shutil.which(command)


def make(document, peers, folder):
    """Ours and every peer's crate from the document. Each stands in a workspace of its own, or of this repository."""
    os.makedirs(folder, exist_ok=True)
    made = [ours(document, folder)]
    for name, command, words in PEERS:
        binary = find(command, peers)
        if not binary:
            made.append(Made(name, remark="not installed"))
            continue
        out = os.path.join(folder, f"{name}-one")
        failure = run([binary, *words(document, out)])
        if failure:
            made.append(Made(name, remark=f"makes nothing: {failure[:80]}"))
            continue
        if not os.path.exists(os.path.join(out, "Cargo.toml")):
            into_crate(out)
        with open(os.path.join(out, "Cargo.toml"), "r+", encoding="utf-8") as manifest:
            package = re.search(r'^name = "(.*)"', manifest.read(), re.MULTILINE).group(1)
            manifest.write("\n[workspace]\n")
        made.append(Made(name, out, package))
    return made
