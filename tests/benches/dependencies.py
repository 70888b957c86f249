#!/usr/bin/env python3
"""What a generated crate brings with it: crates and cold build time, with the peers beside it in the same run.

usage: dependencies.py [--document FILE [--peers DIR]] [--runs N]

Each crate is the only dependency of an empty one, as its user would have it, with its default features. Crates are the
packages that `cargo tree -e normal,build` resolves for this machine, the generated one among them. The build is `cargo build`
with an empty target folder and all sources downloaded; the median of N runs. Three floors are beside them: what somebody
would name who writes a client by hand. Last come the crates that ours has and the floor with the same TLS has not.
"""
import argparse, os, resource, shutil, statistics, subprocess, sys, time

from peers import ROOT, Made, make, workplace

SERDE = 'serde = { version = "1", features = ["derive"] }\nserde_json = "1"\n'
# The same features as in the root manifest.
SAME_TLS = """reqwest = { version = "0.13.3", default-features = false, features = ["rustls-no-provider"] }
rustls = { version = "0.23.46", default-features = false, features = ["ring", "std", "tls12"] }
"""
TRACKING = os.path.join(ROOT, "generated", "aftership-tracking")
OURS = "aftership-tracking, default features"
FLOOR = "floor: reqwest with the same TLS, serde with derive, serde_json"


def floors():
    aws = 'reqwest = { version = "0.13.3", default-features = false, features = ["rustls"] }\n'
    return [
        (FLOOR, SAME_TLS + SERDE),
        ("floor: the same with reqwest's own choice for rustls", aws + SERDE),
        ("floor: the same with all of reqwest's defaults", 'reqwest = "0.13.3"\n' + SERDE),
    ]


def dependency(made):
    """The line of a manifest that depends on this crate."""
    more = f", {made.features}" if made.features else ""
    return f'{made.package} = {{ path = "{made.folder}"{more} }}\n'


def consumer(folder, dependencies):
    """An empty crate that depends on these, with all sources downloaded."""
    os.makedirs(os.path.join(folder, "src"))
    open(os.path.join(folder, "src", "lib.rs"), "w", encoding="utf-8").close()
    with open(os.path.join(folder, "Cargo.toml"), "w", encoding="utf-8") as manifest:
        manifest.write('[package]\nname = "consumer"\nversion = "0.0.0"\nedition = "2024"\n\n[workspace]\n\n[dependencies]\n' + dependencies)
    subprocess.run(["cargo", "fetch", "--quiet"], cwd=folder, check=True)


def crates(folder):
    """Packages in its tree, without itself."""
    command = ["cargo", "tree", "-e", "normal,build", "--prefix", "none", "--no-dedupe", "--format", "{p}"]
    tree = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout
    return {" ".join(line.split()[:2]) for line in tree.splitlines()} - {"consumer v0.0.0"}


def tls(names):
    found = {name.split()[0] for name in names}
    if "native-tls" in found:
        return "native-tls, the system's OpenSSL"
    if "rustls" not in found:
        return "none"
    return "rustls with aws-lc" if "aws-lc-sys" in found else "rustls with ring"


def build(folder):
    """Wall and CPU seconds of one cold build, or nothing if it fails."""
    target = os.path.join(folder, "cold")
    shutil.rmtree(target, ignore_errors=True)
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(["cargo", "build", "--quiet", "--offline"], cwd=folder, env=dict(os.environ, CARGO_TARGET_DIR=target), stderr=subprocess.DEVNULL)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    shutil.rmtree(target, ignore_errors=True)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return (wall, cpu) if done.returncode == 0 else None


def row(name, dependencies, folder, runs):
    """One line of the table; gives the crates."""
    consumer(folder, dependencies)
    names = crates(folder)
    times = [build(folder) for _ in range(runs)]
    if None in times:
        print(f"| {name} | {len(names)} | does not compile | | {tls(names)} | |", flush=True)
    else:
        wall, cpu = (statistics.median(time[part] for time in times) for part in (0, 1))
        http2 = "yes" if any(name.startswith("h2 ") for name in names) else "no"
        print(f"| {name} | {len(names)} | {wall:.1f} | {cpu:.1f} | {tls(names)} | {http2} |", flush=True)
    return names


def table(made, folder, runs):
    """The floors, then what was made; gives the crates of each row."""
    print("| crate | crates | cold build s | CPU s | TLS | HTTP/2 |\n| --- | --- | --- | --- | --- | --- |")
    seen = {}
    for number, (name, text) in enumerate(floors()):
        seen[name] = row(name, text, os.path.join(folder, f"floor{number}"), runs)
    for number, crate in enumerate(made):
        if crate.remark:
            print(f"| {crate.name} | {crate.remark} | | | | |", flush=True)
        else:
            seen[crate.name] = row(crate.name, dependency(crate), os.path.join(folder, f"user{number}"), runs)
    return seen


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--document")
    a.add_argument("--peers")
    a.add_argument("--runs", type=int, default=3)
    o = a.parse_args()
    unsigned = 'default-features = false, features = ["reqwest", "v2026_07"]'
    made = [Made(OURS, TRACKING, "aftership-tracking"), Made("aftership-tracking, without signing", TRACKING, "aftership-tracking", unsigned)]
    with workplace() as folder:
        if o.document:
            made += make(os.path.abspath(o.document), o.peers, os.path.join(folder, "made"))
        seen = table(made, folder, o.runs)
    names = {row: {name.split()[0] for name in crates} for row, crates in seen.items()}
    beyond, fewer = sorted(names[OURS] - names[FLOOR]), sorted(names[FLOOR] - names[OURS])
    print(f"\nBeyond the floor with the same TLS, {len(beyond)}: {', '.join(beyond)}.")
    print(f"In that floor and not in ours, {len(fewer)}: {', '.join(fewer)}.")


if __name__ == "__main__":
    sys.exit(main())
