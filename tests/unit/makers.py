"""Small things that tests are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import lru_cache

from yiwen.fields import quote_text
from yiwen.library import Library, gather_library
from yiwen.pictures import Picture
from yiwen.posts import Post, read_post
from yiwen.settings import Settings

NOW = datetime(2026, 11, 20, tzinfo=UTC)
SITE = Settings()


@lru_cache(maxsize=4096)
def make_post(
    name: str = "fed",
    front: str = "",
    *,
    day: str = "2025-12-12",
    body: str = "美联储宣布购债。",
    folder: str = "blog",
) -> Post:
    """Read a post named ``name`` whose front matter has the lines of ``front`` too."""
    lines = ["---", f"title: {quote_text(name)}", f"date: {day}", front, "---", "", body, ""]
    text = "\n".join(line for line in lines if line or front)
    return read_post(text, path=f"{folder}/{name}.md", settings=SITE)


def make_posts(number: int, front: str = "") -> list[Post]:
    """Posts named ``p1``, ``p2``, … of consecutive days, the oldest first."""
    days = [f"{2000 + at // 336}-{at // 28 % 12 + 1:02}-{at % 28 + 1:02}" for at in range(number)]
    return [make_post(f"p{at}", front, day=day) for at, day in enumerate(days, 1)]


def write_list(key: str, names: Iterable[str]) -> str:
    """A line of front matter: a list of texts."""
    return f"{key}: [{', '.join(quote_text(name) for name in names)}]"


def make_library(
    *posts: Post,
    settings: Settings = SITE,
    fold: Callable[[str], str] = str.casefold,
    covers: Mapping[str, str] | None = None,
    pictures: Mapping[str, Picture] | None = None,
    preview: bool = False,
) -> Library:
    """Gather posts on 2026-11-20; names fold by letter case only."""
    return gather_library(
        posts,
        settings,
        fold=fold,
        covers=covers,
        pictures=pictures,
        now=NOW,
        preview=preview,
    )
