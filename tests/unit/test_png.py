"""What is written is a PNG that programs read."""

from __future__ import annotations

import zlib
from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from yiwen.png import join_rows, press_rows, write_png


def test_a_grey_picture_has_its_pixels():
    rows = b"\x00\x80" + b"\x00\x40"  # a filter and two pixels of one bit, twice

    with Image.open(BytesIO(write_png((2, 2), zlib.compress(rows), bits=1))) as image:
        assert image.size == (2, 2)
        assert image.convert("L").tobytes() == bytes([255, 0, 0, 255])


def test_a_picture_with_a_palette_has_its_colours():
    made = write_png((2, 1), zlib.compress(b"\x00\x10"), bits=4, palette=b"\0\0\0\xff\0\0")

    with Image.open(BytesIO(made)) as image:
        assert image.convert("RGB").tobytes() == bytes([255, 0, 0, 0, 0, 0])


@given(st.lists(st.binary(max_size=70_000), max_size=4))
def test_rows_that_were_pressed_apart_are_one_stream(parts):
    joined = join_rows([press_rows(each, zlib.Z_RLE) for each in parts])

    assert zlib.decompress(joined) == b"".join(parts)
