#!/usr/bin/env python3
"""What it would save, and cost, if version modules shared their equal types.

usage: sharing.py [--runs N]

Counts the models and enums of aftership-tracking that are equal in several versions: their file is the same to the byte, and
so are those of all types that they name. Then makes a copy of the crate in which each older one is a `pub use` of the
newest version that has it, and sets check, release build and rlib of both beside each other: CPU seconds of the crate alone, the
median of N runs each in turns. Both copies are without tests. Nothing of it is kept.
"""
import argparse, glob, os, re, resource, shutil, statistics, subprocess, sys

from peers import ROOT, workplace

CRATE = os.path.join(ROOT, "generated", "aftership-tracking")
NAME = r"^pub (?:struct|enum|type) (\w+)"


class Versions:
    """The files of models and enums of each version: path below the version's folder → text."""

    def __init__(self, source, leave_out=0):
        names = sorted(os.path.basename(path) for path in glob.glob(os.path.join(source, "v*")))
        self.names = names[: len(names) - leave_out]
        self.files = {name: self.read(os.path.join(source, name)) for name in self.names}
        self.owners = {name: {(path.split("/")[0], kind): path for path, text in files.items() for kind in re.findall(NAME, text, re.MULTILINE)} for name, files in self.files.items()}
        self.pairs = {(a, b): self.equal(a, b) for a in self.names for b in self.names if a < b}

    @staticmethod
    def read(folder):
        paths = [path for part in ("models", "enums") for path in glob.glob(os.path.join(folder, part, "*.rs"))]
        return {os.path.relpath(path, folder): open(path, encoding="utf-8").read() for path in paths if not path.endswith("mod.rs")}

    def named(self, version, path):
        """The files of the types that a file names."""
        text, own = re.sub(r"//.*", "", self.files[version][path]), path.split("/")[0]
        found = [("enums", name) for name in re.findall(r"enums::(\w+)", text)]
        found += [(own, name) for name in re.findall(r"(?<!super::)super::(\w+)", text)]
        return {self.owners[version][one] for one in found if one in self.owners[version]} - {path}

    def equal(self, a, b):
        """Files of one version with the same text in another, and those of them that name only such."""
        same = {path for path, text in self.files[a].items() if self.files[b].get(path) == text}
        whole = set(same)
        while True:
            torn = {path for path in whole if self.named(a, path) - whole}
            if not torn:
                return same, whole
            whole -= torn

    def homes(self):
        """For each file the newest version that has an equal one."""
        homes = {}
        for number, version in enumerate(self.names):
            for path in self.files[version]:
                later = [other for other in self.names[number + 1:] if path in self.pairs[version, other][1]]
                homes[version, path] = later[-1] if later else version
        return homes


def count(versions):
    lines = lambda version, paths: sum(versions.files[version][path].count("\n") for path in paths)
    print("| neighbours | models and enums | same text | equal types | their lines | of |\n| --- | --- | --- | --- | --- | --- |")
    for a, b in zip(versions.names, versions.names[1:]):
        same, whole = versions.pairs[a, b]
        print(f"| {a}, {b} | {len(versions.files[a])} and {len(versions.files[b])} | {len(same)} | {len(whole)} | {lines(a, whole)} | {lines(a, versions.files[a])} |")
    first, last = versions.names[0], versions.names[-1]
    every = set.intersection(*(versions.pairs[version, last][1] for version in versions.names[:-1]))
    print(f"\nEqual in all {len(versions.names)}: {len(every)} types, {lines(first, every)} lines each time.")
    homes = versions.homes()
    moved = [key for key, home in homes.items() if home != key[0]]
    total = sum(lines(version, files) for version, files in versions.files.items())
    print(f"Files that would point to another version: {len(moved)} of {len(homes)}, {sum(lines(version, [path]) for version, path in moved)} of {total} lines.")
    needs = sorted({homes[first, path] for path in versions.files[first]} - {first})
    print(f"{first} alone would need types of {len(needs)} other versions: {', '.join(needs)}.")
    before = Versions(os.path.join(CRATE, "src"), leave_out=1).homes()
    print(f"Adding {last} would have rewritten {sum(homes[key] != home for key, home in before.items())} of the {len(before)} files of the older versions.\n")


def copy(folder, versions, share):
    """The crate without its tests, in a workspace of its own."""
    shutil.copytree(CRATE, folder, ignore=shutil.ignore_patterns("tests", "examples"))
    path = os.path.join(folder, "Cargo.toml")
    with open(path, encoding="utf-8") as manifest:
        text = manifest.read()
    text = re.sub(r"\[\[test\]\]\n.*\n.*\n|\[lints\]\nworkspace = true\n|\[dev-dependencies\]\n.*\n|(rust-version|license)\.workspace = true\n", "", text)
    text = text.replace("version.workspace = true", 'version = "0.1.0"').replace("edition.workspace = true", 'edition = "2024"')
    runtime = os.path.join(ROOT, "runtime")
    text = text.replace("sdk-runtime.workspace = true", f'sdk-runtime = {{ path = "{runtime}", default-features = false }}')
    with open(path, "w", encoding="utf-8") as manifest:
        manifest.write(text + "\n[workspace]\n")
    for (version, path), home in versions.homes().items() if share else ():
        if home == version:
            continue
        names = re.findall(NAME, versions.files[version][path], re.MULTILINE)
        with open(os.path.join(folder, "src", version, path), "w", encoding="utf-8") as file:
            file.write("".join(f"pub use crate::{home}::{path.split('/')[0]}::{name};\n" for name in names))


def measure(folder, words, features, target):
    """CPU seconds of one command on the crate alone."""
    os.utime(os.path.join(folder, "src", "lib.rs"))
    env = dict(os.environ, CARGO_TARGET_DIR=target, CARGO_INCREMENTAL="0")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(["cargo", *words, "--lib", "--quiet", "--features", features], cwd=folder, env=env, check=True, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def build(folders, names, runs, target):
    print("| versions on | check apart | check shared | release apart | release shared | rlib MB apart | rlib MB shared |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    rlib = os.path.join(target, "release", "libaftership_tracking.rlib")
    for on in (names[-1:], names[-2:], names):
        cells, sizes = [], {}
        for words in (["check"], ["build", "--release"]):
            times = {folder: [] for folder in folders}
            for _ in range(runs + 1):
                for folder in folders:
                    times[folder].append(measure(folder, words, ",".join(on), target))
                    sizes[folder] = os.path.getsize(rlib) / 1e6 if os.path.exists(rlib) else 0
            # The first run builds the dependencies.
            cells += [f"{statistics.median(times[folder][1:]):.2f}" for folder in folders]
        print(f"| {len(on)} | {' | '.join(cells)} | {' | '.join(f'{sizes[folder]:.1f}' for folder in folders)} |", flush=True)


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--runs", type=int, default=3)
    o = a.parse_args()
    versions = Versions(os.path.join(CRATE, "src"))
    count(versions)
    with workplace() as place:
        folders = [os.path.join(place, "apart"), os.path.join(place, "shared")]
        for folder in folders:
            copy(folder, versions, share=folder.endswith("shared"))
        build(folders, versions.names, o.runs, os.path.join(ROOT, "target", "sharing"))


if __name__ == "__main__":
    sys.exit(main())
