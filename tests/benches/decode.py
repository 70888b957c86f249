#!/usr/bin/env python3
"""Decoding and encoding one page: ours, plain serde, the vendor's Python SDK and Node, over the same bytes in one run.

usage: decode.py

The Rust bench writes the page to a file, from which Python and Node read it. Medians: of 100 rounds for Rust, in which the
rows take turns, and of 50 runs after 10 unmeasured ones for the others. MB/s count the bytes of the page, 10^6 each, for all; what is encoded is the
page without its envelope. Node is left out where there is none.
"""
import json, os, shutil, subprocess, sys

from peers import ROOT
from python_sdk import PACKAGE, python

PAGE = os.path.join(ROOT, "target", "page.json")

IN_PYTHON = """
import json, platform, statistics, sys, time
from tracking.models import GetTrackingsResponse
import pydantic

bytes_ = open(sys.argv[1], "rb").read()

def median(work):
    times = []
    for turn in range(60):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times[10:])

response = json.loads(bytes_)
model = GetTrackingsResponse.model_validate(response)
assert len(model.data.trackings) == 200
results = {
    "version": f"Python {platform.python_version()}, pydantic {pydantic.VERSION}",
    "decode": {
        "json.loads": median(lambda: json.loads(bytes_)),
        "json.loads and model_validate, as the SDK does": median(lambda: GetTrackingsResponse.model_validate(json.loads(bytes_))),
        "model_validate_json": median(lambda: GetTrackingsResponse.model_validate_json(bytes_)),
    },
    "encode": {
        "json.dumps": median(lambda: json.dumps(response["data"])),
        "model_dump_json": median(lambda: model.data.model_dump_json(exclude_unset=True)),
    },
}
print(json.dumps(results))
"""

IN_NODE = """
const bytes = require('fs').readFileSync(process.argv[1]);
function median(work) {
  const times = [];
  for (let turn = 0; turn < 60; turn++) {
    const start = process.hrtime.bigint();
    work();
    times.push(Number(process.hrtime.bigint() - start) / 1e9);
  }
  return times.slice(10).sort((a, b) => a - b)[25];
}
const response = JSON.parse(bytes);
if (response.data.trackings.length !== 200) throw new Error('not the page');
console.log(JSON.stringify({
  version: 'Node ' + process.versions.node,
  decode: {'JSON.parse': median(() => JSON.parse(bytes.toString('utf8')))},
  encode: {'JSON.stringify': median(() => Buffer.from(JSON.stringify(response.data)))},
}));
"""


def rust():
    env = dict(os.environ, PAGE_FILE=PAGE)
    bench = ["cargo", "bench", "--quiet", "-p", "sdk-tests", "--bench", "decode"]
    medians = json.loads(subprocess.run(bench, cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE, text=True).stdout)
    results = {"version": subprocess.run(["rustc", "--version"], capture_output=True, text=True, check=True).stdout.strip()}
    for row, seconds in medians.items():
        group, name = row.split(", ", 1)
        results.setdefault(group, {})[name] = seconds
    return results


def other(command):
    return json.loads(subprocess.run([*command, PAGE], capture_output=True, text=True, check=True).stdout)


def main():
    results = [("Rust", rust()), ("Python", other([python(), "-c", IN_PYTHON]))]
    node = shutil.which("node")
    if node:
        results.append(("Node", other([node, "-e", IN_NODE])))
    size = os.path.getsize(PAGE)
    print(f"Page: {size} bytes. {'; '.join(one['version'] for _, one in results)}; {PACKAGE}.\n")
    print("| what | in | ms | MB/s | of ours |\n| --- | --- | --- | --- | --- |")
    for group in ("decode", "encode"):
        base = results[0][1][group]["generated models"]
        for language, one in results:
            for name, seconds in one[group].items():
                print(f"| {group}, {name} | {language} | {seconds * 1e3:.2f} | {size / seconds / 1e6:.0f} | {base / seconds * 100:.0f} % |")


if __name__ == "__main__":
    sys.exit(main())
