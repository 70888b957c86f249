#!/usr/bin/env python3
"""Compile time of the generated crates, with a peer beside them in the same run.

usage: compile.py [--document FILE --peers DIR] [--runs N]

`cargo check` of the crate alone, its dependencies already built: default features, all features, and the same document
through ploidy where DIR/bin has it. Prints the median and the best of N runs, and lines of Rust.
"""
import argparse, glob, os, shutil, statistics, subprocess, sys, tempfile, time

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))


def lines(folder):
    files = glob.glob(os.path.join(folder, "**", "*.rs"), recursive=True)
    return sum(sum(1 for _ in open(file, encoding="utf-8")) for file in files)


def check(name, folder, flags, runs, target):
    env = dict(os.environ, CARGO_TARGET_DIR=target, CARGO_INCREMENTAL="0")
    command = ["cargo", "check", "--quiet", "--lib", *flags]
    subprocess.run(command, cwd=folder, env=env, check=True)
    times = []
    for _ in range(runs):
        os.utime(os.path.join(folder, "src", "lib.rs"))
        start = time.perf_counter()
        subprocess.run(command, cwd=folder, env=env, check=True)
        times.append(time.perf_counter() - start)
    print(f"| {name} | {statistics.median(times):.2f} | {min(times):.2f} | {lines(os.path.join(folder, 'src'))} |", flush=True)


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--document")
    a.add_argument("--peers")
    a.add_argument("--runs", type=int, default=5)
    o = a.parse_args()
    target = os.path.join(ROOT, "target", "compile")
    print("| crate | median s | best s | lines of Rust |\n| --- | --- | --- | --- |")
    for crate in sorted(glob.glob(os.path.join(ROOT, "generated", "*"))):
        name = os.path.basename(crate)
        check(f"{name}, default features", crate, [], o.runs, target)
        check(f"{name}, all features", crate, ["--all-features"], o.runs, target)
    if not o.document:
        return
    folder = tempfile.mkdtemp(dir=os.path.join(ROOT, "target"))
    document = os.path.abspath(o.document)
    ours = os.path.join(folder, "ours")
    subprocess.run(["cargo", "xtask", "generate", "--spec", document, "--out", ours, "--crate-name", "one"], cwd=ROOT, check=True, stderr=subprocess.DEVNULL)
    check("this generator, one document", ours, [], o.runs, target)
    ploidy = os.path.join(o.peers or "", "bin", "ploidy")
    if os.path.exists(ploidy):
        theirs = os.path.join(folder, "ploidy")
        subprocess.run([ploidy, "generate", "rust", document, "--output", theirs, "--name", "one"], check=True, stdout=subprocess.DEVNULL)
        with open(os.path.join(theirs, "Cargo.toml"), "a", encoding="utf-8") as manifest:
            manifest.write("\n[workspace]\n")
        check("ploidy, the same document", theirs, [], o.runs, target)
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
