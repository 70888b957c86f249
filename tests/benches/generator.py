#!/usr/bin/env python3
"""Time and memory of the generator, with its peers beside it in the same run.

usage: generator.py [--document FILE] [--peers DIR] [--runs N]

Runs the built binary (target/xtask/xtask) on the whole workspace and, with --document, on one document, with each peer
that is found in DIR/bin or on the path beside it. Prints the median and the best wall time and the peak resident memory of
N runs, and the exit code: a peer that makes nothing of the document has one other than 0. Install the peers with
`cargo install --root DIR ploidy openapi-to-rust oas3-gen cargo-progenitor`; openapi-generator is the package
openapi-generator-cli of PyPI.
"""
import argparse, os, shutil, statistics, subprocess, sys, time

from peers import PEERS, ROOT, find, workplace

XTASK = os.path.join(ROOT, "target", "xtask", "xtask")


def run(command):
    """Wall seconds, peak MiB and exit code of one run."""
    start = time.perf_counter()
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    return time.perf_counter() - start, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status)


def measure(name, command, runs, prepare=lambda: None):
    times, peak, code = [], 0, 0
    for _ in range(runs):
        prepare()
        seconds, memory, code = run(command())
        times.append(seconds * 1000)
        peak = max(peak, memory)
    print(f"| {name} | {statistics.median(times):.0f} | {min(times):.0f} | {peak:.0f} | {code} |", flush=True)


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--document")
    a.add_argument("--peers")
    a.add_argument("--runs", type=int, default=11)
    o = a.parse_args()
    subprocess.run(["cargo", "build", "--quiet", "--profile", "xtask", "--package", "xtask"], cwd=ROOT, check=True)
    print("| command | median ms | best ms | peak MiB | exit |\n| --- | --- | --- | --- | --- |")
    measure("generate, all of spec/, nothing to write", lambda: [XTASK, "generate"], o.runs)
    measure("generate --check, all of spec/", lambda: [XTASK, "generate", "--check"], o.runs)
    if not o.document:
        return
    document = os.path.abspath(o.document)
    with workplace() as folder:
        out = os.path.join(folder, "out")

        def fresh():
            shutil.rmtree(out, ignore_errors=True)

        measure("this generator, one document", lambda: [XTASK, "generate", "--spec", document, "--out", out, "--crate-name", "one"], o.runs, fresh)
        for name, command, words in PEERS:
            binary = find(command, o.peers)
            if binary:
                measure(name, lambda: [binary, *words(document, out)], o.runs, fresh)
            else:
                print(f"| {name} | not installed | | | |")


if __name__ == "__main__":
    sys.exit(main())
