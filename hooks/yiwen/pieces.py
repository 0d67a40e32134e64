"""Pieces of pages that many pages show, such as the card of a post: made once, fitted in everywhere.

A page refers to a piece by a comment, which conversion leaves alone; the piece itself is converted by
itself, many at once. Its links begin with `ROOT`, which each page replaces by its own way to the root.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence

from yiwen.chinese.pages import ConverterSource, cut_page, join_page
from yiwen.chinese.variants import Variant
from yiwen.editions import Edition, make_relinker

ROOT = "\ufdd0/"
"""Stands for the way from a page to the site's root: a noncharacter, which no source holds."""

BOUNDARY = "<!--\ufdd0-->"
REFERENCE = re.compile("<!--\ufdd0([0-9]+)-->")
"""No author's comment looks like it."""

_QUOTE = re.compile("[“”‘’「」『』]")

_ANY = "surrogatepass"
"""Whatever a template prints can be kept."""

Forms = tuple[str, ...]
"""A piece in each edition, in the order of the site's editions."""


class Pieces:
    """The pieces that pages of one build refer to, in one stretch of memory.

    As texts they would take twice as much, and each process that fills them in would copy all it uses.
    """

    def __init__(self) -> None:
        self._places: dict[tuple[str, str], int] = {}
        """(kind of piece, what it shows) -> the place of its first form among all forms."""
        self._ends = array("Q", [0])
        self._content = bytearray()

    def add(self, kind: str, shown: str, forms: Forms) -> None:
        """Take a piece in."""
        self._places[kind, shown] = len(self._ends) - 1
        for form in forms:
            self._content += form.encode("utf-8", _ANY)
            self._ends.append(len(self._content))

    def refer(self, kind: str, shown: str) -> str | None:
        """What stands in a page for a piece; None when it was not made."""
        place = self._places.get((kind, shown))
        return None if place is None else f"<!--\ufdd0{place}-->"

    def fill_in(self, page: str, edition: int, *, root: str) -> str:
        """Put the pieces into a page of an edition (its place among them) that refers to them."""

        def piece(found: re.Match[str]) -> str:
            place = int(found[1]) + edition
            start, end = self._ends[place : place + 2]
            return self._content[start:end].decode("utf-8", _ANY).replace(ROOT, root)

        return REFERENCE.sub(piece, page) if "<!--\ufdd0" in page else page


NO_PIECES = Pieces()


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
