"""Tell every fault of every source, without building: python scripts/check_posts.py [--docs docs]."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from yiwen.folders import read_folder, read_settings_file
from yiwen.problems import YiwenError, render_problems


def main(arguments: Sequence[str] | None = None) -> int:
    given = _make_parser().parse_args(arguments)
    try:
        folder = read_folder(given.docs, read_settings_file(given.config))
    except YiwenError as error:
        sys.stderr.write(f"{render_problems(error.problems)}\n")
        return 1
    if folder.odd:
        sys.stderr.write(f"{render_problems(folder.odd)}\n")
    return 0


def _make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Check posts, pages and glossary.")
    parser.add_argument("--docs", default=Path("docs"), type=Path, help="folder of the sources")
    parser.add_argument("--config", default=Path("mkdocs.yml"), type=Path, help="the site's file")
    return parser


if __name__ == "__main__":
    sys.exit(main())
