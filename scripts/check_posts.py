"""Tell every fault of every source, without building: python scripts/check_posts.py [--docs docs]."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from yiwen.glossaries import load_glossary
from yiwen.problems import Problem, YiwenError, render_problems, under
from yiwen.reading import is_markdown, read_sources
from yiwen.settings import Settings
from yiwen.site_file import read_site_settings


def main(arguments: Sequence[str] | None = None) -> int:
    given = _make_parser().parse_args(arguments)
    try:
        settings = _read_settings(given.config)
        odd = _check(given.docs, settings)
    except YiwenError as error:
        sys.stderr.write(f"{render_problems(error.problems)}\n")
        return 1
    for text in [render_problems(odd)] if odd else []:
        sys.stderr.write(f"{text}\n")
    return 0


def _make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Check posts, pages and glossary.")
    parser.add_argument("--docs", default=Path("docs"), type=Path, help="folder of the sources")
    parser.add_argument("--config", default=Path("mkdocs.yml"), type=Path, help="the site's file")
    return parser


def _read_settings(path: Path) -> Settings:
    if not path.exists():
        return Settings()
    return read_site_settings(path.read_text(encoding="utf-8"), path=str(path))


def _check(docs: Path, settings: Settings) -> list[Problem]:
    """Read glossary and sources; the problems that do not stop a build.

    Raises:
        YiwenError: with those that do, of the glossary and of the sources together.
    """
    problems: list[Problem] = []
    odd: list[Problem] = []
    name = (docs / settings.glossary).as_posix()
    try:
        odd = load_glossary(docs / settings.glossary, name=name)[1]
    except YiwenError as error:
        problems += error.problems
    try:
        _read_docs(docs, settings)
    except YiwenError as error:
        problems += under(docs.as_posix(), error.problems)
    if problems:
        raise YiwenError(problems)
    return odd


def _read_docs(docs: Path, settings: Settings) -> None:
    hidden = Path(settings.glossary).parts[0]
    files = {
        path.relative_to(docs).as_posix(): path
        for path in sorted(docs.rglob("*"))
        if path.is_file() and path.relative_to(docs).parts[0] != hidden
    }
    read_sources(
        ((name, path.read_bytes) for name, path in files.items() if is_markdown(name)),
        assets={name for name in files if not is_markdown(name)},
        settings=settings,
    )


if __name__ == "__main__":
    sys.exit(main())
