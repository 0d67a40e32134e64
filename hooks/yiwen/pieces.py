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

BOUNDARY = "<!--\ufdd0-->"
REFERENCE = re.compile("<!--\ufdd0([0-9]+)-->")
"""No author's comment looks like it."""

_QUOTE = re.compile("[“”‘’「」『』]")

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
        return None if number is None else f"<!--\ufdd0{number}-->"

    def fill_in(self, page: str, edition: int, *, root: str) -> str:
        """Put the pieces into a page of an edition (its place among them) that refers to them."""

        def piece(found: re.Match[str]) -> str:
            return self.forms[int(found[1])][edition].replace(ROOT, root)

        return REFERENCE.sub(piece, page) if "<!--\ufdd0" in page else page


NO_PIECES = Pieces({}, ())


def convert_pieces(
    pieces: Sequence[str],
    editions: Sequence[Edition],
    converters: ConverterSource,
    *,
    interface: Variant,
) -> list[Forms]:
    """Convert pieces, as templates gave them with `ROOT`, for every edition.

    Most go through the conversion together. A summary that was cut inside a quotation goes alone:
    its mark would pair with one of the piece that happens to come next.
    """
    together = [at for at, piece in enumerate(pieces) if _quotes_pair(piece)]
    alone = sorted({*range(len(pieces))}.difference(together))
    forms: dict[int, Forms] = {}
    for batch in filter(None, (together, *([at] for at in alone))):
        cut = cut_page(BOUNDARY.join(pieces[at] for at in batch))
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
        forms |= zip(batch, zip(*joined, strict=True), strict=True)
    return [forms[at] for at in range(len(pieces))]


def _quotes_pair(piece: str) -> bool:
    """Whether every quotation ends in the piece; single marks may be apostrophes: nobody knows."""
    opened: list[str] = []
    for mark in _QUOTE.findall(piece):
        if mark in "“「『":
            opened.append(mark)
        elif not opened or opened.pop() + mark not in ("“”", "「」", "『』"):
            return False
    return not opened
