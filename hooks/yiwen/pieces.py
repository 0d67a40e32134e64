"""Pieces of pages that many pages show, such as the card of a post: made once, fitted in everywhere.

A page refers to a piece by a comment, which conversion leaves alone; the piece itself is converted by
itself, many at once. Its links begin with `ROOT`, which each page replaces by its own way to the root.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yiwen.chinese.pages import ConverterSource, cut_page, join_page
from yiwen.chinese.variants import Variant
from yiwen.editions import Edition, make_relinker

ROOT = "\ufdd0/"
"""Stands for the way from a page to the site's root: a noncharacter, which no source holds."""

BOUNDARY = "<!--yiwen-->"
REFERENCE = re.compile(r"<!--yiwen (\d+)-->")

Forms = tuple[str, ...]
"""A piece in each edition, in the order of the site's editions."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces that pages of one build refer to."""

    numbers: Mapping[tuple[str, str], int]
    """(kind of piece, what it shows) -> its number."""
    forms: Sequence[Forms]
    """Number -> the piece in each edition."""

    def refer(self, kind: str, shown: str) -> str | None:
        """What stands in a page for a piece; None when it was not made."""
        number = self.numbers.get((kind, shown))
        return None if number is None else f"<!--yiwen {number}-->"

    def fill_in(self, page: str, edition: int, *, root: str) -> str:
        """Put the pieces into a page of an edition (its place among them) that refers to them."""

        def piece(found: re.Match[str]) -> str:
            return self.forms[int(found[1])][edition].replace(ROOT, root)

        return REFERENCE.sub(piece, page) if "<!--yiwen " in page else page


NO_PIECES = Pieces({}, ())


def convert_pieces(
    pieces: Sequence[str],
    editions: Sequence[Edition],
    converters: ConverterSource,
    *,
    interface: Variant,
) -> list[Forms]:
    """Convert pieces, as templates gave them with `ROOT`, for every edition: all in one go."""
    if not pieces:
        return []
    cut = cut_page(BOUNDARY.join(pieces))
    joined = [
        join_page(
            cut,
            edition.variant,
            converters,
            interface=interface,
            link=make_relinker(edition, base="/"),
        ).split(BOUNDARY)
        for edition in editions
    ]
    return list(zip(*joined, strict=True))
