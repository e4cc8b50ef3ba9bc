#!/usr/bin/env python3
"""Brings the `not_yet` lists of corpus-sample/MANIFEST.toml in line with what the program meets.

usage: cargo test --test suite corpus 2>&1 | python3 tests/suite/corpus/not_yet.py [--only-met]

Reads the mismatches that the test prints. Claims that are met are taken out of the lists; claims
that do not hold are put in, unless --only-met is given, with which the lists can only shrink.
"""
import collections
import pathlib
import re
import sys

MANIFEST = pathlib.Path(__file__).parents[3] / "corpus-sample" / "MANIFEST.toml"
MISMATCH = re.compile(r"(\S+\.\w+): ([a-z_]+): (.*)")

unmet, met = collections.defaultdict(list), collections.defaultdict(set)
for line in sys.stdin:
    found = MISMATCH.match(line)
    if found and found[3].startswith("is met now"):
        met[found[1]].add(found[2])
    elif found and "--only-met" not in sys.argv:
        unmet[found[1]].append(found[2])

head, *entries = MANIFEST.read_text(encoding="utf-8").split("[[file]]\n")
for i, entry in enumerate(entries):
    path = re.search(r'^path = "(.*)"$', entry, re.M)[1]
    listed = re.search(r"^not_yet = \[(.*)\]\n", entry, re.M)
    keys = re.findall(r'"([a-z_]+)"', listed[1]) if listed else []
    keys = [key for key in dict.fromkeys(keys + unmet[path]) if key not in met[path]]
    entry = re.sub(r"^not_yet = .*\n", "", entry, flags=re.M).rstrip("\n") + "\n"
    if keys:
        entry += "not_yet = [" + ", ".join(f'"{key}"' for key in keys) + "]\n"
    entries[i] = entry
MANIFEST.write_text(head + "\n".join("[[file]]\n" + e for e in entries), encoding="utf-8")
