"""Covers that are drawn: an old book, bound with thread, in the colour of its category.

Its slip bears the first words of the title; which cloth it is bound in follows from the post's address.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence

from yiwen.chinese.rules import MARK

WIDTH, HEIGHT = 160, 90
"""The field a pattern is drawn on (``viewBox``)."""

MOST_WORDS = 12
"""How much a slip holds, in Han characters: three columns of four."""
MOST_ROWS = 4
LEAST_WORDS = 2
"""A first clause that is shorter takes the next one with it."""

CLOTHS = 40
"""How many cloths there are: four of each pattern. They lie in one picture that browsers keep; drawn
in the pages, they were a tenth of a large site."""

_TOKEN = re.compile(rf"(?P<mark>{MARK.pattern})|(?P<latin>[^\W\u2e80-\U0003ffff]+)|.", re.DOTALL)
_ENDS = frozenset("：:，,。！!？?；;｜|—…（(\n")
_QUOTES = "“”‘’「」『』\"' \t\u3000"
MARK_WIDTH = 2
"""How much a mark counts: it is another text in every edition."""


def first_words(title: str) -> str:
    """The beginning of a title that stands on a slip: its first clause, cut where that is too long.

    >>> first_words("一次降息，怎样走到你家门口")
    '一次降息'
    """
    taken: list[str] = []
    used = 0
    for token, width in _read_tokens(title.strip(_QUOTES)):
        if token in _ENDS and used >= LEAST_WORDS:
            break
        if used + width > MOST_WORDS:
            room = taken[: -1 if used == MOST_WORDS else None]
            return f"{''.join(room).rstrip() or token[: 2 * MOST_WORDS - 2]}…"
        taken.append(token)
        used += width
    return "".join(taken).strip(_QUOTES)


def count_rows(words: str) -> int:
    """How many characters stand below each other on a slip, so that its columns are even.

    >>> count_rows("多出来的一列资料"), count_rows("什么是基点"), count_rows("四字")
    (4, 3, 4)
    """
    width = sum(width for _, width in _read_tokens(words))
    columns = -(-width // MOST_ROWS)
    return -(-width // columns) if columns > 1 else MOST_ROWS


def _read_tokens(title: str) -> Iterator[tuple[str, int]]:
    """The parts of a title that stay whole, each with its width in Han characters."""
    for found in _TOKEN.finditer(title):
        if found["mark"]:
            yield found[0], MARK_WIDTH
        elif found["latin"]:
            yield found[0], (len(found[0]) + 1) // 2
        else:
            yield found[0], 0 if found[0].isspace() else 1


def choose_cloth(name: str) -> int:
    """The number of the cloth for a name, from 0; the same at all times."""
    chosen = hashlib.blake2b(name.encode("utf-8", errors="replace"), digest_size=4).digest()
    return int.from_bytes(chosen, "big") % CLOTHS


def draw_cloths() -> str:
    """All cloths in one SVG, one below the other; ``#c0`` is a view of the first alone."""
    tiles = "".join(_draw_tile(number) for number in range(CLOTHS))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {CLOTHS * HEIGHT}">'
        "<style>path{fill:none;stroke:#fff;stroke-opacity:.26;vector-effect:non-scaling-stroke}"
        f"</style>{tiles}</svg>\n"
    )


def _draw_tile(number: int) -> str:
    y = number * HEIGHT
    seed = hashlib.blake2b(f"cloth {number}".encode(), digest_size=9).digest()
    lines = _PATTERNS[number % len(_PATTERNS)](seed)
    view = f'<view id="c{number}" viewBox="0 {y} {WIDTH} {HEIGHT}"/>'
    field = f'<svg y="{y}" width="{WIDTH}" height="{HEIGHT}">'  # nothing of it shows outside
    return f'{view}{field}<path d="{lines}"/></svg>'


def _draw_ripples(seed: Sequence[int]) -> str:
    """Rings where something fell into water."""
    x, y, step = 50 + seed[0] % 90, 20 + seed[1] % 60, 8 + seed[2] % 6
    return "".join(_ring(x, y, radius) for radius in range(step, 9 * step, step))


def _ring(x: int, y: int, radius: int) -> str:
    half = f"{radius} {radius} 0 1 0"
    return f"M{x - radius} {y}a{half} {2 * radius} 0 {half}-{2 * radius} 0"


def _draw_waves(seed: Sequence[int]) -> str:
    """Waves, row behind row, that rise towards the front."""
    length, first, step = 14 + seed[0] % 14, 10 + seed[1] % 40, 7 + seed[2] % 4
    crests = f"t{length} 0" * (WIDTH // length + 1)
    return "".join(
        f"M-{row % 2 * length // 2} {y}q{length // 2}-{3 + row} {length} 0{crests}"
        for row, y in enumerate(range(first, HEIGHT + 9, step))
    )


def _draw_hills(seed: Sequence[int]) -> str:
    """Ranges of hills, one behind the other."""
    drawn = []
    for row, y in enumerate(range(40 + seed[6] % 12, HEIGHT, 10)):
        wide, high, slope = 14 + seed[row] % 20, 14 + seed[row + 1] % 20, seed[row + 2] % 9
        drawn.append(
            f"M-9 {y}q{wide}-{high} {2 * wide + 6}-{slope}t{50 - slope} 4 {wide + 30} 1 60 3"
        )
    return "".join(drawn)


def _draw_sunrise(seed: Sequence[int]) -> str:
    """A disc above still water."""
    x, radius, horizon = 60 + seed[0] % 66, 14 + seed[1] % 16, 46 + seed[2] % 18
    glitter = "".join(
        f"M{x - half} {y}h{2 * half}"
        for y, shift in zip(range(horizon + 5, HEIGHT, 5), seed, strict=False)
        if (half := 5 + shift % 38)
    )
    disc = f"M{x - radius} {horizon}a{radius} {radius} 0 0 1 {2 * radius} 0"
    return f"{disc}M0 {horizon}h{WIDTH}{glitter}"


def _draw_lattice(seed: Sequence[int]) -> str:
    """The bars of a window."""
    step = 14 + seed[0] % 14
    starts = range(seed[1] % step - HEIGHT, WIDTH, step)
    down = "".join(f"M{x} 0l{HEIGHT} {HEIGHT}" for x in starts)
    up = "".join(f"M{x} {HEIGHT}l{HEIGHT}-{HEIGHT}" for x in starts)
    return (down, up, down + up)[seed[2] % 3]


def _draw_bamboo(seed: Sequence[int]) -> str:
    """Stalks with their knots."""
    drawn, x = [], 34 + seed[0] % 24
    for number in seed[1:]:
        wide, knot = 3 + number % 4, 10 + number % 60
        stalk = f"v{knot}m-1 1h{wide + 2}m-1 1v{HEIGHT}m-{wide} 0V{knot + 2}"
        drawn.append(f"M{x} 0{stalk}M{x + wide} {knot}V0")
        x += 10 + number % 15
    return "".join(drawn)


def _draw_fan(seed: Sequence[int]) -> str:
    """The ribs of a fan."""
    x, foot, step = 40 + seed[0] % 100, HEIGHT + seed[1] % 30, 9 + seed[2] % 8
    ribs = "".join(f"M{x} {foot}L{to} 0" for to in range(x % step - 7 * step, WIDTH + 60, step))
    first, gap = 30 + seed[3] % 20, 8 + seed[4] % 22
    arcs = "".join(
        f"M{x - radius} {foot}a{radius} {radius} 0 0 1 {2 * radius} 0"
        for radius in range(first, first + 3 * gap, gap)
    )
    return ribs + arcs


def _draw_terraces(seed: Sequence[int]) -> str:
    """Fields in steps up a slope."""
    drawn = []
    for row, y in enumerate(range(40 + seed[0] % 20, HEIGHT + 50, 13)):
        steps = (seed[(row + step) % len(seed)] for step in range(7))
        drawn.append(f"M-4 {y}{''.join(f'h{14 + step % 13}v-{3 + step % 7}' for step in steps)}h60")
    return "".join(drawn)


def _draw_scales(seed: Sequence[int]) -> str:
    """The sea as old prints have it: scales of water."""
    radius, top = 9 + seed[0] % 6, 20 + seed[1] % 40
    scale = f"a{radius} {radius} 0 0 1 {2 * radius} 0"
    return "".join(
        f"M-{row % 2 * radius} {y}{scale * (WIDTH // (2 * radius) + 2)}"
        for row, y in enumerate(range(top, HEIGHT + radius, radius))
    )


def _draw_rain(seed: Sequence[int]) -> str:
    """A shower."""
    lean = 3 + seed[0] % 9
    drops = [
        f"M{x + number % 9} {y + number % 13}l-{lean} {14 + number % 9}"
        for y, shift in zip(range(-6, HEIGHT, 24), (0, 9, 4, 12), strict=True)
        for x, number in zip(range(44 + shift, WIDTH + 12, 19), seed, strict=False)
    ]
    return "".join(drops)


_PATTERNS: tuple[Callable[[Sequence[int]], str], ...] = (
    _draw_ripples,
    _draw_waves,
    _draw_hills,
    _draw_sunrise,
    _draw_lattice,
    _draw_bamboo,
    _draw_fan,
    _draw_terraces,
    _draw_scales,
    _draw_rain,
)
