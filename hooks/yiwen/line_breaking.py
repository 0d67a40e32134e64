"""Break a title into lines as Chinese printers do, each about as long as the others.

No mark stands at the start or end of a line where it must not, Latin words stay whole, and a line
rather ends with a clause. Marks that meet give up the blank half of their squares, and so does one
at the edge of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple

Measure = Callable[[str], float]
"""How wide a text without blanks is on one line, in pixels."""

OPENING = "（「『《〈【〖〔［｛“‘"
CLOSING = "）」』》〉】〗〕］｝”’"
"""Their ink is in one half of the square."""
STOPS = "，。、；：！？"
NEVER_FIRST = frozenset(f"{CLOSING}{STOPS}．・·～—…％‰℃°々ー,.;:!?)]}}%")
NEVER_LAST = frozenset(f"{OPENING}￥＄＃([{{$#")
CLAUSE_ENDS = frozenset("，。；：！？—…｜")

ELLIPSIS = "…"
APART = 0.125
"""Between Han and Latin, where no blank stands: a part of the font's size."""
AFTER_CLAUSE = 0.15
INSIDE_QUOTES = 0.08
"""What a break is worth, or costs, in the measure of uneven lines."""

NEARLY = 0.8
"""How much smaller a title may be set for the sake of better lines."""

_TOKEN = re.compile(
    r"\s+|—+|…+|[^\s\u2e80-\U0003ffff“”‘’…—]+(?:’[^\s\u2e80-\U0003ffff“”‘’…—]+)*|.", re.DOTALL
)
_HAN = re.compile(
    r"[\u2e80-\u2fdf\u3005-\u3007\u3040-\u31ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)


class Piece(NamedTuple):
    """What stays whole on a line: a character, a Latin word, a long dash."""

    text: str
    width: float
    gap: float = 0.0
    """What stands before it on a line it does not begin; below 0 where marks move together."""
    head: float = 0.0
    """The blank in its left half, given up where it begins a line."""
    tail: float = 0.0
    """The blank in its right half, given up where it ends a line."""
    blank: bool = False
    """Whether a blank stands before it in the text."""
    begins: bool = False
    """Whether it may begin a line."""
    price: float = 0.0
    """What it costs to begin a line with it."""


Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Typeset:
    """A title in lines, as large as its length allows."""

    size: int
    lines: tuple[Line, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """What each line says."""
        return tuple(map(join_pieces, self.lines))


def typeset(
    text: str, measure: Callable[[int], Measure], *, width: int, sizes: Sequence[tuple[int, int]]
) -> Typeset:
    """Set ``text`` in the first of ``sizes`` (pixels, most lines; the largest first) that holds it.

    One nearly as large is better where all its lines end with clauses and it needs no more of them.
    What the last size does not hold ends with an ellipsis.
    """
    found: Typeset | None = None
    lines: list[Line] = []
    for size, most in sizes:
        pieces = cut_pieces(text, measure(size), size=size, width=width)
        lines = fill_lines(pieces, width)
        if found and (len(lines) > len(found.lines) or size < NEARLY * found.size):
            continue
        if len(lines) > most:
            continue
        tried = Typeset(size, even_lines(pieces, width, len(lines)))
        if _ends_with_clauses(tried.lines):
            return tried
        found = found or tried
    if found:
        return found
    size, most = sizes[-1]
    kept = lines[:most]
    return Typeset(size, (*kept[:-1], _shorten(kept[-1], measure(size), width)))


def _ends_with_clauses(lines: Sequence[Line]) -> bool:
    return all(line[-1].text[-1] in CLAUSE_ENDS for line in lines[:-1])


def cut_pieces(text: str, measure: Measure, *, size: int, width: int) -> tuple[Piece, ...]:
    """Cut a text into what stays whole; of a word that is wider than a line, into its characters."""
    tokens = list(_read_tokens(text.strip(), measure, width))
    inside = 0
    pieces: list[Piece] = []
    before = ""
    for token, blank in tokens:
        pieces.append(_make_piece(before, token, measure(token), size, blank=blank, inside=inside))
        inside = max(0, inside + sum(map(OPENING.count, token)) - sum(map(CLOSING.count, token)))
        before = token
    return tuple(pieces)


def _read_tokens(text: str, measure: Measure, width: int) -> Iterator[tuple[str, bool]]:
    blank = False
    for found in _TOKEN.finditer(text):
        token = found[0]
        if token.isspace():
            blank = True
            continue
        whole = len(token) == 1 or measure(token) <= width
        for part in (token,) if whole else token:
            yield part, blank
            blank = False


def _make_piece(
    before: str, token: str, width: float, size: int, *, blank: bool, inside: int
) -> Piece:
    half = size / 2 if width >= size and len(token) == 1 else 0.0  # a mark that fills its square
    last, first = before[-1:], token[0]
    glued = first in NEVER_FIRST and (not blank or first > "\x7f")
    price = INSIDE_QUOTES if inside else 0.0
    return Piece(
        token,
        width,
        gap=_find_gap(last, first, size, blank=blank, full=bool(half)),
        head=half if first in OPENING else 0.0,
        tail=half if token[-1] in CLOSING else 0.0,
        blank=blank,
        begins=bool(before) and not glued and (blank or last not in NEVER_LAST),
        price=price - (AFTER_CLAUSE if last in CLAUSE_ENDS or first == "（" else 0.0),
    )


def _find_gap(last: str, first: str, size: int, *, blank: bool, full: bool) -> float:
    if blank:
        return size * 0.28
    if not last:
        return 0.0
    if full and _is_mark(last) and _is_mark(first) and (last in CLOSING or first in OPENING):
        return -size / 2 if last in CLOSING or last in OPENING else -size / 4
    latin = last.isalnum() and not _HAN.match(last), first.isalnum() and not _HAN.match(first)
    han = bool(_HAN.match(last)), bool(_HAN.match(first))
    return size * APART if (latin[0] and han[1]) or (han[0] and latin[1]) else 0.0


def _is_mark(character: str) -> bool:
    return character in OPENING or character in CLOSING or character in STOPS


def fill_lines(pieces: Sequence[Piece], width: float) -> list[Line]:
    """Fill one line after the other: nobody needs fewer."""
    lines: list[Line] = []
    start = 0
    ruler = _Ruler(pieces)
    while start < len(pieces):
        end = ruler.fit(start, width)
        lines.append(tuple(pieces[start:end]))
        start = end
    return lines


class _Ruler:
    """Tells how wide any run of pieces is on a line of its own."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = pieces
        self._ends = [0.0, *accumulate(piece.gap + piece.width for piece in pieces)]

    def __call__(self, start: int, end: int) -> float:
        first, last = self.pieces[start], self.pieces[end - 1]
        return self._ends[end] - self._ends[start] - first.gap - first.head - last.tail

    def price(self, at: int) -> float:
        """What it costs to break there."""
        return self.pieces[at].price if at < len(self.pieces) else 0.0

    def fit(self, start: int, width: float) -> int:
        """Where a line ends that begins at ``start``; a run that must not be broken is, if need be."""
        best, end = start + 1, start + 1
        while end <= len(self.pieces) and self(start, end) <= width:
            if end == len(self.pieces) or self.pieces[end].begins:
                best = end
            end += 1
        broken = best == start + 1 and best < len(self.pieces) and not self.pieces[best].begins
        return max(best, end - 1) if broken else best


Way = tuple[float, tuple[int, ...]]
"""What the lines so far cost, and where they end."""


def even_lines(pieces: Sequence[Piece], width: float, number: int) -> tuple[Line, ...]:
    """Break pieces into ``number`` lines, as many as they fill, of about the same length."""
    ruler = _Ruler(pieces)
    ways: dict[int, Way] = {0: (0.0, ())}
    ends = [*(at for at, piece in enumerate(pieces) if at and piece.begins), len(pieces)]
    for _ in range(number):
        ways = _add_line(ways, ends, ruler, width)
    if len(pieces) not in ways:  # a run that must not be broken is longer than a line
        return tuple(fill_lines(pieces, width))
    _, found = ways[len(pieces)]
    return tuple(tuple(pieces[start:end]) for start, end in pairwise((0, *found)))


def _add_line(
    ways: Mapping[int, Way], ends: Sequence[int], ruler: _Ruler, width: float
) -> dict[int, Way]:
    """The cheapest way to each place where one more line can end."""
    following: dict[int, Way] = {}
    for start, (cost, before) in ways.items():
        for end in ends[bisect_right(ends, start) :]:
            used = ruler(start, end)
            if used > width:
                break
            total = cost + (1 - used / width) ** 2 + ruler.price(end)
            if end not in following or total < following[end][0]:
                following[end] = total, (*before, end)
    return following


def _shorten(line: Line, measure: Measure, width: float) -> Line:
    """End a line with an ellipsis that fits, and with no mark before it."""
    dots = Piece(ELLIPSIS, measure(ELLIPSIS))
    kept = list(line)
    while kept and (
        _Ruler([*kept, dots])(0, len(kept) + 1) > width
        or kept[-1].text[-1] in NEVER_FIRST
        or kept[-1].text[-1] in NEVER_LAST
    ):
        kept.pop()
    return (*kept, dots)


def join_pieces(line: Line) -> str:
    """What a line says, with the blanks of the text."""
    return "".join(
        f" {piece.text}" if piece.blank and at else piece.text for at, piece in enumerate(line)
    )
