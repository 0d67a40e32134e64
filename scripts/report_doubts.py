"""Tell which conversions an editor should look at again: python scripts/report_doubts.py [paths]."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from yiwen.chinese.doubts import Entry, Kind
from yiwen.chinese.reports import render_html, render_json, render_text
from yiwen.doubts import report_doubts, report_leftovers, take_sources
from yiwen.editions import read_editions
from yiwen.folders import Folder, read_folder, read_settings_file
from yiwen.problems import YiwenError, render_problems


def main(arguments: Sequence[str] | None = None) -> int:
    given = _make_parser().parse_args(arguments)
    try:
        folder = read_folder(given.docs, read_settings_file(given.config))
    except YiwenError as error:
        sys.stderr.write(f"{render_problems(error.problems)}\n")
        return 1
    entries = _report(folder, given.paths)
    if given.site:
        entries += _report_site(folder, given.site)
    _tell(entries, given)
    return 0


def _make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description="Tell which conversions to look at again. Nothing told here stops a build."
    )
    parser.add_argument("paths", nargs="*", type=Path, help="sources, or folders of them; all")
    parser.add_argument("--docs", default=Path("docs"), type=Path, help="folder of the sources")
    parser.add_argument("--config", default=Path("mkdocs.yml"), type=Path, help="the site's file")
    parser.add_argument("--site", type=Path, help="a built site, to look for leftovers in")
    parser.add_argument("--format", default="text", choices=("text", "json"))
    parser.add_argument("--html", type=Path, metavar="FILE", help="write one page instead")
    parser.add_argument("--unused", action="store_true", help="list glossary terms never used too")
    return parser


def _report(folder: Folder, paths: Sequence[Path]) -> list[Entry]:
    """What is in doubt in the sources; in those below ``paths`` when there are any."""
    chosen = [path.resolve() for path in paths]
    root = folder.docs.resolve()
    matters = [
        matter
        for matter in take_sources(folder.sources, folder.settings)
        if not chosen or any((root / matter.path).is_relative_to(path) for path in chosen)
    ]
    return report_doubts(
        matters,
        folder.terms,
        folder=folder.docs.as_posix(),
        glossary=folder.glossary,
        read=folder.read_text,
        whole=not chosen,
    )


def _report_site(folder: Folder, site: Path) -> list[Entry]:
    pages = (
        (path.relative_to(site).as_posix(), path.read_text(encoding="utf-8"))
        for path in sorted(site.rglob("*.html"))
    )
    return report_leftovers(
        pages,
        take_sources(folder.sources, folder.settings),
        folder.terms,
        read_editions(folder.settings),
        folder=site.as_posix(),
    )


def _tell(entries: Sequence[Entry], given: argparse.Namespace) -> None:
    if given.html:
        given.html.write_text(render_html(entries), encoding="utf-8")
        print(given.html)
    elif given.format == "json":
        print(render_json(entries), end="")
    else:
        counted = () if given.unused else (Kind.UNUSED_TERM,)
        print(render_text(entries, counted=counted), end="")


if __name__ == "__main__":
    sys.exit(main())
