"""Which sizes a picture comes in, and what they are called."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwen.pictures import ImageFacts, Picture, Size, plan_picture

KEY = bytes.fromhex("0123456789abcdef0123456789abcdef")
WIDTHS = (480, 800, 1200, 1600)


def plan(width: int, height: int = 100, kind: str = "jpeg", *, moves: bool = False) -> list[int]:
    facts = ImageFacts(width, height, kind, moves=moves)
    return [size.width for size in plan_picture("p.jpg", facts, KEY, WIDTHS).sizes]


def test_sizes_lie_beside_their_original_and_are_named_by_content():
    picture = plan_picture("assets/照 片.jpg", ImageFacts(1000, 500, "jpeg"), KEY, [480, 800])

    assert picture == Picture(
        "assets/%E7%85%A7%20%E7%89%87.jpg",
        1000,
        500,
        (
            Size(480, "assets/%E7%85%A7%20%E7%89%87.01234567-480.webp"),
            Size(800, "assets/%E7%85%A7%20%E7%89%87.01234567-800.webp"),
        ),
    )
    assert picture.made == picture.sizes


def test_the_list_of_sizes_leads_from_the_page():
    picture = plan_picture("a/p.png", ImageFacts(1000, 500, "png"), KEY, [480, 800])

    assert picture.srcset("../../") == (
        "../../a/p.01234567-480.webp 480w, ../../a/p.01234567-800.webp 800w"
    )


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (5000, [480, 800, 1200, 1600]),
        (1600, [480, 800, 1200, 1600]),
        (1500, [480, 800, 1200, 1500]),
        (1250, [480, 800, 1250]),
        (700, [480, 700]),
        (500, []),
        (480, []),
        (32, []),
        (1, []),
    ],
)
def test_no_size_is_wider_than_the_image_or_nearly_as_wide_as_another(
    width: int, expected: list[int]
):
    assert plan(width) == expected


def test_a_webp_image_stands_for_its_own_width():
    picture = plan_picture("a/p.webp", ImageFacts(1000, 500, "webp"), KEY, WIDTHS)

    assert [size.width for size in picture.sizes] == [480, 800, 1000]
    assert picture.sizes[-1].url == picture.url == "a/p.webp"
    assert [size.width for size in picture.made] == [480, 800]


def test_a_wide_webp_image_is_made_smaller_to_the_widest():
    picture = plan_picture("a/p.webp", ImageFacts(4000, 500, "webp"), KEY, WIDTHS)

    assert [size.width for size in picture.made] == [480, 800, 1200, 1600]


@pytest.mark.parametrize("kind", ["svg", "avif"])
def test_kinds_that_need_none_have_no_sizes(kind: str):
    assert plan(2000, kind=kind) == []


def test_what_moves_has_no_sizes():
    assert plan(2000, kind="gif", moves=True) == []


def test_without_widths_nothing_is_made():
    facts = ImageFacts(2000, 1000, "jpeg")

    assert plan_picture("p.jpg", facts, KEY, ()) == Picture("p.jpg", 2000, 1000)


def test_a_long_strip_is_made_no_longer_than_webp_can_be():
    assert plan(1080, 20_000) == [480, 800]
    assert plan(1080, 200_000) == []


def test_a_name_that_would_grow_too_long_is_left_out():
    picture = plan_picture(f"a/{'字' * 80}.jpg", ImageFacts(1000, 500, "jpeg"), KEY, [480, 800])

    assert [size.url for size in picture.sizes] == ["a/01234567-480.webp", "a/01234567-800.webp"]


@given(
    width=st.integers(1, 20_000),
    height=st.integers(1, 20_000),
    kind=st.sampled_from(["jpeg", "png", "webp", "gif"]),
    wanted=st.sets(st.integers(16, 8_000), max_size=6),
)
def test_sizes_grow_and_stay_within_the_image(width: int, height: int, kind: str, wanted: set[int]):
    picture = plan_picture("p.x", ImageFacts(width, height, kind), KEY, [*wanted])
    widths = [size.width for size in picture.sizes]

    assert widths == sorted(set(widths))
    assert not widths or (len(widths) > 1 and widths[-1] <= min(width, max(wanted)))
    assert len({size.url for size in picture.sizes}) == len(widths)
