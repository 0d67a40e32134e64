"""Start a new post: python scripts/new_post.py "标题" [--tag 宏观 --category 财经 …]."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from yiwen.chinese.variants import Variant, read_variant
from yiwen.folders import read_settings_file
from yiwen.moments import nearest_day, read_moment
from yiwen.pinyin import slug_title
from yiwen.problems import YiwenError
from yiwen.settings import Settings
from yiwen.skeleton import plan_path, render_skeleton

SLUG = re.compile(r"[^\s/\\?#%\"<>:|*&]+")


def main(arguments: Sequence[str] | None = None) -> int:
    given = _make_parser().parse_args(arguments)
    try:
        settings = read_settings_file(given.config)
        path, text = _plan_post(given, settings)
        _write_new(given.docs / path, text)
    except (YiwenError, _RefusedError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    print(given.docs / path)
    return 0


class _RefusedError(Exception):
    """What was asked for cannot be done."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(f"{what}\n  mend: {mend}")


def _make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Start a new post in the folder of its day.")
    parser.add_argument("title", help="标题, in whichever Chinese the post is written")
    parser.add_argument("--slug", default="", help="its part of the address; pinyin when missing")
    parser.add_argument("--date", default="", help="2025-12-12 or '2025-12-12 08:48'; now")
    parser.add_argument("--category", default="", help="the site's default when missing")
    parser.add_argument("-t", "--tag", action="append", default=[], help="may be repeated")
    parser.add_argument("--cover", default="", help="URL, or path of an image below docs/")
    parser.add_argument("--lang", default=None, type=_lang, help=", ".join(Variant))
    parser.add_argument("--draft", action="store_true", help="keep it out of the site for now")
    parser.add_argument("--docs", default=Path("docs"), type=Path, help="folder of the sources")
    parser.add_argument("--config", default=Path("mkdocs.yml"), type=Path, help="the site's file")
    return parser


def _lang(tag: str) -> Variant:
    variant = read_variant(tag)
    if variant is None:
        raise argparse.ArgumentTypeError(f"no Chinese variant: {tag!r}, use {', '.join(Variant)}")
    return variant


def _plan_post(given: argparse.Namespace, settings: Settings) -> tuple[str, str]:
    """The path of the post below ``docs/``, and its text."""
    title = " ".join(given.title.split())
    if not title:
        raise _RefusedError("the title is empty", 'make post t="标题"')
    slug = given.slug or slug_title(title)
    if not SLUG.fullmatch(slug) or not slug.strip("."):
        raise _RefusedError(f"--slug cannot be part of an address: {slug!r}", "--slug some-words")
    published = _read_date(given.date, settings)
    text = render_skeleton(
        title,
        published=published,
        category=given.category or settings.category,
        tags=given.tag,
        cover=given.cover,
        lang=given.lang,
        draft=given.draft,
    )
    return plan_path(slug, published=published, folder=settings.posts_folder), text


def _read_date(text: str, settings: Settings) -> datetime:
    if not text:
        return datetime.now(settings.zone)
    moment = read_moment(text, settings.zone)
    if moment is None:
        raise _RefusedError(f"--date is not a day: {text!r}", f"--date {nearest_day(text)}")
    return moment.at


def _write_new(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise _RefusedError(f"{path}: is there already", "choose another  --slug") from None


if __name__ == "__main__":
    sys.exit(main())
