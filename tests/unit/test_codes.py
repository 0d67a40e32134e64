"""A code is the one that segno draws, whatever the address; telephones read those."""

from __future__ import annotations

import base64
import io

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from yiwen.codes import draw_codes

BASE = "https://example.org/"
paths = st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=250)


def read_picture(source: str) -> list[list[int]]:
    """The pixels of a picture: 1 is dark."""
    content = base64.b64decode(source.removeprefix("data:image/png;base64,"), validate=True)
    with Image.open(io.BytesIO(content)) as picture:
        dark = picture.convert("1")
        return [
            [int(not dark.getpixel((x, y))) for x in range(dark.width)] for y in range(dark.height)
        ]


def draw_with_segno(address: str, version: int | None = None) -> list[list[int]]:
    code = segno.make_qr(address, version=version, error="L", mask=3, boost_error=False)
    return [list(line) for line in code.matrix_iter(border=4)]


@pytest.mark.parametrize("length", [17, 18, 53, 54, 78, 106, 134, 154, 192, 230, 231, 400])
def test_a_code_of_each_size_is_as_it_should_be(length):
    address = BASE[:length].ljust(length, "x")

    side, (picture,) = draw_codes([address])

    assert read_picture(picture) == draw_with_segno(address)
    assert len(read_picture(picture)) == side


@given(paths)
def test_a_code_says_every_address(path):
    _, (picture,) = draw_codes([BASE + path])

    assert read_picture(picture) == draw_with_segno(BASE + path)


@pytest.mark.parametrize(
    ("longest", "version", "size"), [("x" * 90, 6, 49), ("x" * 300, 11, 69), ("文", 2, 33)]
)
def test_codes_drawn_together_have_the_size_of_the_largest(longest, version, size):
    side, pictures = draw_codes([BASE, f"{BASE}{longest}"])

    assert side == size
    assert [read_picture(each) for each in pictures] == [
        draw_with_segno(BASE, version),
        draw_with_segno(f"{BASE}{longest}", version),
    ]
