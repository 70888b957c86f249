#!/usr/bin/env python3
"""Compile time and size of the generated crates, with the peers beside them in the same run.

usage: compile.py [--document FILE [--peers DIR]] [--runs N]

The crate alone, its dependencies already built, not incremental: `cargo check`, `cargo build --release` and
`cargo doc --no-deps`: wall seconds and, in brackets, CPU seconds, the median of N runs each; the size of the rlib; lines of
Rust below src/. With --document also
the crates that this generator and its peers make of that one document. A peer's crate that does not compile says so.
"""
import argparse, glob, json, os, re, resource, statistics, subprocess, sys, time

from peers import ROOT, Made, make, workplace

COMMANDS = {"check": ["check"], "release": ["build", "--release"], "doc": ["doc", "--no-deps"]}


def lines(folder):
    files = glob.glob(os.path.join(folder, "**", "*.rs"), recursive=True)
    return sum(sum(1 for _ in open(file, encoding="utf-8")) for file in files)


def cargo(crate, words, flags, target):
    """Wall and CPU seconds of one command on the crate alone, or why it has failed."""
    env = dict(os.environ, CARGO_TARGET_DIR=target, CARGO_INCREMENTAL="0")
    os.utime(os.path.join(crate.folder, "src", "lib.rs"))
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(["cargo", *words, "--quiet", "--lib", *flags], cwd=crate.folder, env=env, stderr=subprocess.PIPE, text=True)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if done.returncode == 0:
        return seconds, ""
    errors = re.findall(r"^error.*", done.stderr, re.MULTILINE)
    return seconds, f"{max(len(errors), 1)} errors: {(errors or ['no message'])[0][:70]}"


def rlib(crate, target):
    name = crate.package.replace("-", "_")
    return os.path.getsize(os.path.join(target, "release", f"lib{name}.rlib")) / 1e6


def row(crate, flags, runs, target, count):
    """One line of the table."""
    if crate.remark:
        print(f"| {crate.name} | {crate.remark} | | | | |", flush=True)
        return
    cells = []
    for words in COMMANDS.values():
        # The first run builds the dependencies.
        _, failure = cargo(crate, words, flags, target)
        if failure:
            print(f"| {crate.name} | does not compile, {failure} | | | | {count} |", flush=True)
            return
        times = [cargo(crate, words, flags, target)[0] for _ in range(runs)]
        wall, cpu = (statistics.median(time[part] for time in times) for part in (0, 1))
        cells.append(f"{wall:.2f} ({cpu:.2f})")
    print(f"| {crate.name} | {cells[0]} | {cells[1]} | {cells[2]} | {rlib(crate, target):.1f} | {count} |", flush=True)


def versions(folder):
    """Names of the version modules of a crate."""
    return sorted(os.path.basename(path) for path in glob.glob(os.path.join(folder, "src", "v*")) if os.path.isdir(path))


def defaults(folder):
    """Names of the versions that are on by default."""
    output = subprocess.run(["cargo", "metadata", "--no-deps", "--format-version", "1"], cwd=folder, capture_output=True, text=True, check=True)
    manifest = os.path.join(folder, "Cargo.toml")
    package = next(package for package in json.loads(output.stdout)["packages"] if package["manifest_path"] == manifest)
    return [name for name in package["features"].get("default", []) if name in versions(folder)]


def own(runs, target):
    """The crates of this repository: with what is on by default, and with every version."""
    for folder in sorted(glob.glob(os.path.join(ROOT, "generated", "*"))):
        name, source = os.path.basename(folder), os.path.join(folder, "src")
        on = defaults(folder)
        one = sum(lines(os.path.join(source, version)) for version in on)
        row(Made(f"{name}, default features ({', '.join(on)})", folder, name), [], runs, target, one)
        every = ["--features", ",".join(versions(folder))]
        row(Made(f"{name}, every version ({len(versions(folder))})", folder, name), every, runs, target, lines(source))


def per_version():
    print("\n| version | files | lines of Rust |\n| --- | --- | --- |")
    for folder in sorted(glob.glob(os.path.join(ROOT, "generated", "*"))):
        for version in versions(folder):
            path = os.path.join(folder, "src", version)
            files = len(glob.glob(os.path.join(path, "**", "*.rs"), recursive=True))
            print(f"| {os.path.basename(folder)} {version} | {files} | {lines(path)} |")


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--document")
    a.add_argument("--peers")
    a.add_argument("--runs", type=int, default=5)
    o = a.parse_args()
    target = os.path.join(ROOT, "target", "compile")
    print("| crate | check s (CPU) | build --release s (CPU) | doc s (CPU) | rlib MB | lines of Rust |\n| --- | --- | --- | --- | --- | --- |")
    own(o.runs, target)
    if o.document:
        with workplace() as folder:
            for crate in make(os.path.abspath(o.document), o.peers, folder):
                row(crate, [], o.runs, target, lines(os.path.join(crate.folder, "src")) if crate.folder else "")
    per_version()


if __name__ == "__main__":
    sys.exit(main())
