"""Write the JSON Schema of front matter: python scripts/make_schema.py [docs/_data/post.schema.json]."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from yiwen.schema import render_schema

FILE = Path("docs/_data/post.schema.json")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Write the JSON Schema of front matter.")
    parser.add_argument("file", nargs="?", default=FILE, type=Path, help="where to; - to print it")
    given = parser.parse_args(arguments)
    if str(given.file) == "-":
        print(render_schema(), end="")
    else:
        given.file.write_text(render_schema(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
