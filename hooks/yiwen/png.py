"""PNG files, put together of what Pillow would take longer to write, or larger."""

from __future__ import annotations

import zlib
from struct import pack

PALETTE = 3
"""Colours are places in a palette."""


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
