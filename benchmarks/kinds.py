"""Weigh what a build has written, by what the files are for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

_RULES: Mapping[str, re.Pattern[str]] = {
    kind: re.compile(rule)
    for kind, rule in {
        "articles": r"blog/\d+/\d+/\d+/[^/]+/index\.html",
        "lists": r".*\.html",
        "search": r"(search|pagefind)/.*|(.*/)?(index|search_index)\.json",
        "feeds": r"(.*/)?(rss|atom|feed|index)\.(xml|json)",
        "sitemaps": r"(.*/)?([\w-]*sitemap[\w-]*\.(xml|xml\.gz)|robots\.txt|llms\.txt)",
        "Markdown": r".*\.md",
        "cards": r"(.*/)?card\.[0-9a-f]+\.png",
        "assets": r".*",
    }.items()
}
KINDS = tuple(_RULES)
"""What files can be for: the first whose rule fits the address below the folder of a language."""
_LANGUAGE = re.compile(r"zh-\w+/")


@dataclass(frozen=True, slots=True)
class Weight:
    """How many files there are, and the sum of their sizes (not of the blocks they take)."""

    files: int
    size_bytes: int


def tell_kind(address: str) -> str:
    """What a file is for, by its path below the site's folder."""
    path = _LANGUAGE.sub("", address, count=1) if _LANGUAGE.match(address) else address
    return next(kind for kind, rule in _RULES.items() if rule.fullmatch(path))


def weigh(folders: Iterable[Path]) -> dict[str, Weight]:
    """Weigh all files below some folders, by kind."""
    sizes: dict[str, list[int]] = {kind: [] for kind in KINDS}
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file() and not path.is_symlink():
                kind = tell_kind(path.relative_to(folder).as_posix())
                sizes[kind].append(path.stat().st_size)
    return {kind: Weight(len(some), sum(some)) for kind, some in sizes.items()}
