#!/usr/bin/env python3
"""Time and memory of the generator on documents that are large in one way: that they grow in line with the document.

usage: shapes.py [SHAPE...]

Runs the built binary (target/xtask/xtask) on each shape, or those that are named, and prints the size of the document, the
wall time, the peak resident memory and the exit code. What takes over 10 seconds or 1 GiB is marked; a crate may not be
made of every shape, since some are refused with an error.
"""
import argparse, json, os, subprocess, sys

from generator import XTASK, run
from peers import ROOT, workplace

TEXT = {"type": "string"}
MOST_SECONDS, MOST_MIB = 10, 1024


def ref(key):
    return {"$ref": f"#/components/schemas/{key}"}


def struct(properties, required=()):
    return {"type": "object", "properties": properties, "required": list(required)}


def returns(schema):
    return {"200": {"description": "Done.", "content": {"application/json": {"schema": schema}}}}


def document(paths, schemas=None):
    info = {"title": "Shapes", "version": "1"}
    return json.dumps({"openapi": "3.1.0", "info": info, "paths": paths, "components": {"schemas": schemas or {}}})


def reads(schema, schemas=None):
    return document({"/a": {"get": {"operationId": "read", "responses": returns(schema)}}}, schemas)


def operations(count):
    given = [{"name": "id", "in": "path", "required": True, "schema": TEXT}]
    call = lambda i: {"get": {"operationId": f"read{i}", "parameters": given, "responses": returns(ref(f"Thing{i}"))}}
    schemas = {f"Thing{i}": struct({"x": TEXT, "y": {"type": "integer"}}) for i in range(count)}
    return document({f"/things{i}/{{id}}": call(i) for i in range(count)}, schemas)


def diamonds():
    wide = {f"A{i}": struct({f"p{j}": ref(f"A{i + 1}") for j in range(8)}) for i in range(2000)}
    return reads(ref("A0"), wide | {"A2000": TEXT})


def merged_diamonds():
    own = lambda i: {"allOf": [ref(f"A{i + 1}"), ref(f"A{i + 1}"), struct({f"p{i}": TEXT})]}
    return reads(ref("A0"), {f"A{i}": own(i) for i in range(60)} | {"A60": struct({"x": TEXT})})


def ring():
    return reads(ref("A0"), {f"A{i}": struct({"next": ref(f"A{(i + 1) % 5000}"), "v": TEXT}) for i in range(5000)})


def required():
    names = [f"p{i}" for i in range(20_000)]
    return reads(ref("A"), {"A": struct(dict.fromkeys(names, TEXT), names)})


def tagged_branches():
    branch = lambda i: struct({"kind": {"const": f"v{i}"}, f"q{i}": TEXT}, ["kind"])
    return reads({"oneOf": [branch(i) for i in range(15_000)]})


def plain_branches():
    return reads({"oneOf": [struct({f"q{i}": TEXT}) for i in range(15_000)]})


def clashing_names():
    keys = ["".join(c.upper() if i >> j & 1 else c for j, c in enumerate("abcdefghijkl")) for i in range(4096)]
    return reads(struct({key: ref(key) for key in keys}), {key: struct({"x": TEXT}) for key in keys})


def parameters():
    given = [{"name": f"p{i}", "in": "query", "schema": TEXT} for i in range(50_000)]
    return document({"/a": {"get": {"operationId": "read", "parameters": given, "responses": returns(TEXT)}}})


def addresses():
    text = "http://example.com/a?b=c " * 17_000
    return document({"/a": {"get": {"operationId": "read", "description": text, "responses": returns(TEXT)}}})


def unknown_references():
    return reads(struct({f"p{i}": ref(f"X{i}") for i in range(20_000)}), {f"Y{i}": TEXT for i in range(5000)})


def aliases():
    text = 'openapi: 3.1.0\ninfo: {title: Shapes, version: "1"}\npaths: {}\nx-text: &text "' + "y" * 80_000 + '"\n'
    return text + "x-list: [" + ",".join(["*text"] * 20_000) + "]\n"


SHAPES = {
    **{f"{count:,} operations": (lambda count=count: operations(count)) for count in (10, 100, 1000, 10_000)},
    "2,000 levels of diamonds": diamonds,
    "60 levels of allOf diamonds": merged_diamonds,
    "a ring of 5,000 types": ring,
    "20,000 required properties": required,
    "15,000 tagged branches": tagged_branches,
    "15,000 branches that nothing tells apart": plain_branches,
    "4,096 names that differ in case": clashing_names,
    "50,000 parameters": parameters,
    "a description of 17,000 addresses": addresses,
    "20,000 unknown references": unknown_references,
    "20,000 aliases of 80 kB": aliases,
}


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("shapes", nargs="*")
    o = a.parse_args()
    subprocess.run(["cargo", "build", "--quiet", "--profile", "xtask", "--package", "xtask"], cwd=ROOT, check=True)
    print("| shape | MB | seconds | peak MiB | exit |\n| --- | --- | --- | --- | --- |")
    with workplace() as folder:
        for number, (name, make) in enumerate(SHAPES.items()):
            if o.shapes and not any(word in name for word in o.shapes):
                continue
            text = make()
            file = os.path.join(folder, f"shape{number}." + ("json" if text.startswith("{") else "yaml"))
            with open(file, "w", encoding="utf-8") as out:
                out.write(text)
            crate = os.path.join(folder, f"crate{number}")
            seconds, memory, code = run([XTASK, "generate", "--spec", file, "--out", crate, "--crate-name", "shapes"])
            mark = " (over the limit)" if seconds > MOST_SECONDS or memory > MOST_MIB else ""
            print(f"| {name} | {len(text) / 1e6:.2f} | {seconds:.2f} | {memory:.0f} | {code}{mark} |", flush=True)


if __name__ == "__main__":
    sys.exit(main())
