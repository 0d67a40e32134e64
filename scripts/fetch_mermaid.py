"""Fetch Mermaid, which draws diagrams, from npm into .cache/: python scripts/fetch_mermaid.py.

Nothing of it is run or installed here: npm downloads one package, whose hash is written below, and the
modules that browsers load, each when a diagram needs it, are unpacked.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from _npm import MissingError, Package, install

from yiwen.diagrams import SCRIPT

MERMAID = Package(
    "mermaid",
    "12.3.0",
    "4113TdXeLAsMruJ79OpFL5O8+LTFXhQqZ260rF3tgUmiNAtRm4Uume04I+65PRN6yZ69J4f8rVYWW8zRk65UYw==",
    {
        "package/dist/mermaid.esm.min.mjs": SCRIPT,
        "package/dist/chunks/mermaid.esm.min/": "chunks/mermaid.esm.min/",
        "package/LICENSE": "LICENSE.txt",
    },
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Fetch it; 1 when it cannot be had."""
    parser = argparse.ArgumentParser(description="Fetch Mermaid, which draws diagrams, from npm.")
    parser.add_argument("--config", default=Path("mkdocs.yml"), type=Path, help="the site's file")
    given = parser.parse_args(arguments)
    try:
        install([MERMAID], given.config.resolve().parent / ".cache" / "yiwen" / "mermaid", _keep)
    except MissingError as error:
        sys.stderr.write(f"mermaid: {error}\n")
        return 1
    print("Mermaid is here: the next build lets the pages that have diagrams draw them")
    return 0


def _keep(_made: Path) -> None:
    """What was unpacked is used as it is."""


if __name__ == "__main__":
    sys.exit(main())
