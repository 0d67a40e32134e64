"""Titles are broken into lines as Chinese printers do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwen.line_breaking import (
    NEVER_FIRST,
    NEVER_LAST,
    Measure,
    Typeset,
    cut_pieces,
    even_lines,
    fill_lines,
    typeset,
)

SIZE = 10
WIDE = "“”‘’…—"


def measure(size: int) -> Measure:
    """Han and marks fill a square, anything else half of it."""
    return lambda text: sum(size if each > "\u2e80" or each in WIDE else size / 2 for each in text)


def lines(text: str, width: int, most: int = 99) -> list[str]:
    return list(typeset(text, measure, width=width, sizes=((SIZE, most),)).texts)


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("", 60, []),
        ("六个字的标题", 60, ["六个字的标题"]),
        ("一二三四五六七八九", 60, ["一二三四", "五六七八九"]),  # even, not six and three
        ("一次降息，怎样走到你家门口", 100, ["一次降息，", "怎样走到你家门口"]),
        ("上半句话很长，下半", 60, ["上半句话", "很长，下半"]),
        ("甲乙丙丁，", 40, ["甲乙", "丙丁，"]),  # no mark at the start of a line
        ("甲乙「丙」丁戊己庚", 40, ["甲乙", "「丙」丁", "戊己庚"]),  # nor 「 at the end
        ("涨了￥100元", 40, ["涨了", "￥100元"]),
        ("关于 GDP 的事", 40, ["关于", "GDP 的事"]),  # Latin words stay whole
        ("don’t panic", 30, ["don’t", "panic"]),
        ("他——走了", 30, ["他——", "走了"]),  # a long dash is not cut
        ("涨了 3.5%，跌了", 40, ["涨了", "3.5%，", "跌了"]),
    ],
)
def test_a_text_is_broken_where_it_may_be(text: str, width: int, expected: list[str]):
    assert lines(text, width) == expected


def test_a_word_that_no_line_holds_is_cut():
    assert lines("https://example.org", 50) == ["https://e", "xample.org"]


def test_marks_that_meet_share_the_blank_between_them():
    """》、《 are three squares, with ink in less than two."""
    (line,) = fill_lines(cut_pieces("甲》、《乙", measure(SIZE), size=SIZE, width=99), 99)

    assert [piece.gap for piece in line] == [0.0, 0.0, -5.0, -2.5, 0.0]


def test_a_mark_at_the_edge_gives_up_its_blank_half():
    assert lines("「甲乙丙」", 40) == ["「甲乙丙」"]


def test_latin_stands_a_little_apart_from_han():
    (line,) = fill_lines(cut_pieces("买ETF了 吗", measure(SIZE), size=SIZE, width=99), 99)

    assert [piece.gap for piece in line] == [0.0, 1.25, 1.25, 2.8000000000000003]


def test_what_the_smallest_size_does_not_hold_ends_with_an_ellipsis():
    assert lines("一二三四，五六七八九十", 30, most=2) == ["一二三", "四…"]
    assert lines("一二三四五六七八九十", 30, most=2) == ["一二三", "四五…"]


def test_long_titles_are_smaller():
    sizes = ((20, 2), (10, 3))

    def set_title(text: str) -> Typeset:
        return typeset(text, measure, width=100, sizes=sizes)

    assert set_title("一二三四五六").size == 20
    assert set_title("一二三四五六七八九十一").size == 10


def test_a_title_is_a_little_smaller_where_its_lines_then_end_with_clauses():
    found = typeset("甲乙，一二三四五六", measure, width=100, sizes=((20, 2), (16, 2), (10, 2)))

    assert (found.size, found.texts) == (16, ("甲乙，", "一二三四五六"))


HAN = st.text("一乙丙丁戊", min_size=1, max_size=6)
SOLID = st.one_of(HAN, st.sampled_from(["GDP", "3.5", "A股", "😀", "don’t", "Ｗ"]))
QUOTED = st.builds(
    "{0[0]}{1}{0[1]}".format, st.sampled_from(["「」", "（）", "《》", "“”", "()"]), SOLID
)
CLAUSES = st.builds(
    "{}{}".format,
    st.one_of(SOLID, QUOTED),
    st.sampled_from(["，", "。", "：", "！？", "——", " ", ""]),
)
TITLES = st.lists(CLAUSES, max_size=12).map("".join)
WIDTHS = st.integers(80, 200)


def squeeze(text: str) -> str:
    return "".join(text.split())


@given(TITLES, WIDTHS)
def test_no_line_begins_or_ends_with_a_mark_that_must_not(text: str, width: int):
    broken = lines(text, width)

    assert not [line for line in broken[1:] if line[0] in NEVER_FIRST]
    assert not [line for line in broken[:-1] if line[-1] in NEVER_LAST]


@given(TITLES, WIDTHS)
def test_nothing_is_lost(text: str, width: int):
    assert squeeze("".join(lines(text, width))) == squeeze(text)


@given(st.text(max_size=40), st.integers(20, 200))
def test_nothing_is_lost_of_any_text(text: str, width: int):
    assert squeeze("".join(lines(text, width))) == squeeze(text)


@given(TITLES, WIDTHS, st.integers(1, 3))
def test_every_line_fits_and_there_are_no_more_than_asked_for(text: str, width: int, most: int):
    found = typeset(text, measure, width=width, sizes=((SIZE, most),))

    assert len(found.lines) <= most
    for line in found.lines:
        room = sum(piece.width for piece in line) + sum(piece.gap for piece in line[1:])
        assert room - line[0].head - line[-1].tail <= width


@given(TITLES, WIDTHS)
def test_even_lines_are_as_many_as_full_ones(text: str, width: int):
    pieces = cut_pieces(text, measure(SIZE), size=SIZE, width=width)
    full = fill_lines(pieces, width)

    assert len(even_lines(pieces, width, len(full))) == len(full)


@given(TITLES, WIDTHS)
def test_only_an_ellipsis_stands_for_what_is_lost(text: str, width: int):
    whole, short = squeeze("".join(lines(text, width))), "".join(lines(text, width, most=1))

    assert squeeze(short) == whole or (
        short.endswith("…") and whole.startswith(squeeze(short.removesuffix("…")))
    )
