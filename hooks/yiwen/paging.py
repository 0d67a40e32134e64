"""Cut lists into pages, so that what is added to a list changes few of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import quote

OLDEST = 2
"""The page with the oldest things of a list that goes back in time, if it has more than one page."""

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands in a list that is cut into pages."""

    base: str
    """The first page's folder below the site's root, ``/`` at its end, not encoded."""
    page: int = 1
    """From 1."""
    previous: int = 0
    """The page that is read before; 0 for none. So ``next`` and ``last``."""
    next: int = 0
    last: int = 0
    """The last to be read, where that stays the same however many posts come."""

    def folder(self, page: int) -> str:
        """The folder of page ``page``, not encoded."""
        return self.base if page == 1 else f"{self.base}page/{page}/"

    def url(self, page: int) -> str:
        """The address of page ``page`` below the site's root, percent-encoded."""
        return quote(self.folder(page))


def cut_from_the_oldest(
    rest: Sequence[_Item], *, base: str, size: int
) -> Iterator[tuple[Place, Sequence[_Item]]]:
    """Cut what the first page has no room for, newest first, into the pages after it.

    They come in reading order, the newest first; that one alone may not be full. The oldest things
    stand on page 2, so what is added at the newer end changes no other page, but for the way to a
    new one from the one below.
    """
    newest = OLDEST - 1 + -(-len(rest) // size)
    for page in range(newest, OLDEST - 1, -1):
        end = len(rest) - (page - OLDEST) * size
        previous = page + 1 if page < newest else 1
        following = page - 1 if page > OLDEST else 0
        yield Place(base, page, previous, following, OLDEST), rest[max(0, end - size) : end]


def cut_forward(
    things: Sequence[_Item], *, base: str, size: int
) -> Iterator[tuple[Place, Sequence[_Item]]]:
    """Cut a list into pages of ``size``; an empty list has one empty page."""
    pages = max(1, -(-len(things) // size))
    for page in range(1, pages + 1):
        following = page + 1 if page < pages else 0
        yield Place(base, page, page - 1, following), things[(page - 1) * size : page * size]
