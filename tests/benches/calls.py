#!/usr/bin/env python3
"""Calls per second, one after the other: ours and the vendor's Python SDK, to the same server on loopback in one run.

usage: calls.py

The Rust bench `loopback` is the server, and measures ours; then Python calls the same server. 3 s each, after one unmeasured
call, on a kept connection.
"""
import os, subprocess, sys

from peers import ROOT
from python_sdk import PACKAGE, python

IN_PYTHON = """
import sys, time
from tracking import Client, Configuration

client = Client(Configuration(domain=sys.argv[1], api_key="key"))
assert client.tracking.get_tracking_by_id(sys.argv[2]).data.id == sys.argv[2]
start, done = time.perf_counter(), 0
while time.perf_counter() - start < 3:
    client.tracking.get_tracking_by_id(sys.argv[2])
    done += 1
print(f"{done / (time.perf_counter() - start):.0f}")
"""


def main():
    command = ["cargo", "bench", "--quiet", "-p", "sdk-tests", "--bench", "loopback"]
    server = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    url, tracking = server.stdout.readline().split()
    ours = int(server.stdout.readline())
    # Proxies of the environment are not for loopback.
    env = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    output = subprocess.run([python(), "-c", IN_PYTHON, url, tracking], env=env, capture_output=True, text=True, check=True)
    theirs = int(output.stdout)
    server.stdin.close()
    server.wait()
    print("| what | calls/s | of ours |\n| --- | --- | --- |")
    print(f"| generated client | {ours:,} | 100 % |")
    print(f"| Python, {PACKAGE} | {theirs:,} | {theirs / ours * 100:.1f} % |")


if __name__ == "__main__":
    sys.exit(main())
