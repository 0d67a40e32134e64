"""QR codes of addresses as pictures; many, so each must cost little.

What a code of one size looks like is learned once from segno. Another address changes it where its bits
lie, and nowhere else: a code is linear. So the bits are put in their places, and what remains of the
learned code (patterns, format, mask) is laid over them.
"""

from __future__ import annotations

import zlib
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product
from operator import itemgetter

import segno

from yiwen.png import write_png

MASK = 3
"""Any of the eight patterns can be read; to compare them takes four times as long."""

MARGIN = 4
"""Modules of white around a code, which readers want."""

_BLOCKS = (
    (1, 19, 7),
    (1, 34, 10),
    (1, 55, 15),
    (1, 80, 20),
    (1, 108, 26),
    (2, 68, 18),
    (2, 78, 20),
    (2, 97, 24),
    (2, 116, 30),
)
"""Of versions 1 to 9 with the error correction L: (blocks, bytes in each, bytes that correct it)."""

_OVERHEAD = 2
"""Bytes for mode, length and end."""

_TIMING = 6
"""The row and the column that count modules."""

_FIELD = 0x11D
_PADDING = b"\xec\x11"
"""Fills the room behind a nought, as segno has it; readers look at neither."""


def draw_codes(addresses: Sequence[str]) -> tuple[int, list[str]]:
    """Draw each address as a PNG (``data:``), all in the size that the longest needs.

    The size is in pixels on a side: one for each module and for the margin.
    """
    needed = max(map(len, addresses)) + _OVERHEAD
    rooms = [blocks * length for blocks, length, _ in _BLOCKS]
    version = next((nth for nth, room in enumerate(rooms, 1) if room >= needed), 0)
    if not version or not all(map(str.isascii, addresses)):
        return _draw_slowly(addresses)
    form = _learn(version)
    return form.side, [_write_address(form.draw(address)) for address in addresses]


def _draw_slowly(addresses: Sequence[str]) -> tuple[int, list[str]]:
    made = [segno.make_qr(each, mask=MASK, boost_error=False) for each in addresses]
    version = max(each.version for each in made)
    codes = [
        segno.make_qr(each, version=version, mask=MASK, boost_error=False) for each in addresses
    ]
    side, _ = codes[0].symbol_size(border=MARGIN)
    return int(side), [code.png_data_uri(border=MARGIN) for code in codes]


def _write_address(png: bytes) -> str:
    return f"data:image/png;base64,{b64encode(png).decode()}"


@dataclass(frozen=True, slots=True)
class _Form:
    """How a code of one version is drawn."""

    version: int
    side: int
    place: Callable[[str], Sequence[str]]
    """Gives for each bit of the picture's lines that of the text, or a nought."""
    around: int = 0
    """What is laid over the bits of the text."""

    def lay_out(self, text: str) -> int:
        """The bits of the picture's lines."""
        bits = "".join(f"{byte:08b}" for byte in _write_codewords(text, self.version))
        return int("".join(self.place(f"{bits}0")), 2) ^ self.around

    def draw(self, text: str) -> bytes:
        """Draw as a PNG of one bit for each pixel."""
        lines = self.lay_out(text).to_bytes(_line_bytes(self.side) * self.side, "big")
        return write_png((self.side, self.side), zlib.compress(lines, 9), bits=1)


def _line_bytes(side: int) -> int:
    """The bytes of a line: what PNG calls its filter (none), then the pixels."""
    return 1 + -(-side // 8)


@lru_cache
def _learn(version: int) -> _Form:
    """Compare segno's code of a text that leaves no room with what we know of it."""
    blocks, length, correcting = _BLOCKS[version - 1]
    text = "a" * (blocks * length - _OVERHEAD)
    code = segno.make_qr(text, version=version, error="L", mask=MASK, boost_error=False)
    # What is left over behind the last byte stays a nought, as all that is no data.
    places = dict(zip(_walk(version), range(8 * blocks * (length + correcting)), strict=False))
    lines = [tuple(line) for line in code.matrix_iter(border=MARGIN)]
    side = len(lines)
    wide = range(-8, 8 * _line_bytes(side) - 8)
    order = [places.get((y - MARGIN, x - MARGIN), -1) for y in range(side) for x in wide]
    white = ["0" if x not in range(side) or line[x] else "1" for line in lines for x in wide]
    form = _Form(version, side, itemgetter(*order))
    return replace(form, around=int("".join(white), 2) ^ form.lay_out(text))


def _walk(version: int) -> Iterator[tuple[int, int]]:
    """The places of data (row, column) in their order: up and down in pairs, from the right."""
    size = 17 + 4 * version
    upwards = True
    for right in (*range(size - 1, 6, -2), 5, 3, 1):
        for row in range(size)[:: -1 if upwards else 1]:
            for column in (right, right - 1):
                if not _is_pattern(row, column, version):
                    yield row, column
        upwards = not upwards


def _is_pattern(row: int, column: int, version: int) -> bool:
    """Whether a module is the same in all codes of a version."""
    size = 17 + 4 * version
    low, high = sorted((row, column))
    corner = high < 9 or (low < 9 and high > size - 9)  # noqa: PLR2004 - finder and format
    told = version >= 7 and low < 6 and high > size - 12  # noqa: PLR2004 - the version
    return corner or told or _TIMING in (low, high) or _aligns(row, column, version)


def _aligns(row: int, column: int, version: int) -> bool:
    last = 10 + 4 * version
    middle = [last // 2 + 3] if version >= 7 else []  # noqa: PLR2004 - the first of that size
    lines = (_TIMING, *middle, last)
    corners = {(_TIMING, _TIMING), (_TIMING, last), (last, _TIMING)}
    centres = set(product(lines, lines)) - corners if version > 1 else set()
    return any(max(abs(row - y), abs(column - x)) <= 2 for y, x in centres)  # noqa: PLR2004


def _write_codewords(text: str, version: int) -> bytes:
    """Write a text and what corrects it as the bytes of a code."""
    count, length, correcting = _BLOCKS[version - 1]
    size = len(text)
    said = (0x4 << 8 | size) << 8 * size | int.from_bytes(text.encode("ascii"), "big")
    content = (said << 4).to_bytes(size + _OVERHEAD, "big")
    padded = content + b"\0" + _PADDING * (length * count // 2)
    blocks = [padded[start : start + length] for start in range(0, length * count, length)]
    corrections = [_correct(block, correcting) for block in blocks]
    return _interleave(blocks) + _interleave(corrections)


def _interleave(blocks: Sequence[bytes]) -> bytes:
    return bytes(byte for bytes_ in zip(*blocks, strict=True) for byte in bytes_)


def _correct(block: bytes, number: int) -> bytes:
    """Give the ``number`` bytes that correct a block: what division by a polynomial leaves over."""
    table = _divide_bytes(number)
    top = 8 * (number - 1)
    low = (1 << top) - 1
    left = 0
    for byte in block:
        left = (left & low) << 8 ^ table[left >> top ^ byte]
    return left.to_bytes(number, "big")


@lru_cache
def _divide_bytes(number: int) -> tuple[int, ...]:
    """What the division of each byte leaves over."""
    divisor = [1]
    root = 1
    for _ in range(number):
        shifted = [*divisor, 0]
        divisor = [
            one ^ _times(root, other) for one, other in zip(shifted, [0, *divisor], strict=True)
        ]
        root = _times(root, 2)
    table = [0]
    for bit in range(8):
        left = int.from_bytes(bytes(_times(1 << bit, each) for each in divisor[1:]), "big")
        table += [left ^ each for each in table]
    return tuple(table)


def _times(one: int, other: int) -> int:
    product = 0
    while other:
        product ^= one * (other & 1)
        one = one << 1 ^ (_FIELD if one & 0x80 else 0)
        other >>= 1
    return product
