"""PNG files, put together of what Pillow would take longer to write, or larger."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from struct import pack
from typing import NamedTuple

PALETTE = 3
"""Colours are places in a palette."""

_BEGIN, _END = b"\x78\x9c", b"\x03\x00"
"""What zlib puts before a stream, and an empty block that ends it."""
_ADLER = 65_521
"""Check sums are counted round (RFC 1950)."""


class Rows(NamedTuple):
    """Some rows, compressed on their own: what is the same in many pictures is pressed once."""

    pressed: bytes
    check: int
    size: int
    """How many bytes they were."""


def press_rows(rows: bytes, strategy: int) -> Rows:
    """Compress rows of a picture, each behind its filter; ``strategy`` is zlib's."""
    press = zlib.compressobj(6, zlib.DEFLATED, -15, 9, strategy)
    pressed = press.compress(rows) + press.flush(zlib.Z_FULL_FLUSH)
    return Rows(pressed, zlib.adler32(rows), len(rows))


def join_rows(parts: Iterable[Rows]) -> bytes:
    """Make one stream of rows that follow each other."""
    low, high = 1, 0
    pressed = [_BEGIN]
    for part in parts:
        high += part.size * (low - 1) + (part.check >> 16)
        low += (part.check & 0xFFFF) - 1
        pressed.append(part.pressed)
    check = high % _ADLER << 16 | low % _ADLER
    return b"".join((*pressed, _END, check.to_bytes(4)))


def write_png(size: tuple[int, int], pressed: bytes, *, bits: int, palette: bytes = b"") -> bytes:
    """Write a PNG of rows that zlib has compressed, each behind its filter; grey without a palette.

    ``size`` is width and height, ``bits`` how many a pixel takes.
    """
    head = pack(">IIBBBBB", *size, bits, PALETTE if palette else 0, 0, 0, 0)
    colours = [(b"PLTE", palette)] if palette else []
    chunks = [(b"IHDR", head), *colours, (b"IDAT", pressed), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        pack(">I", len(content)) + name + content + pack(">I", zlib.crc32(name + content))
        for name, content in chunks
    )
