"""Drawn covers bear the first words of a title and lines that follow from an address."""

from __future__ import annotations

import re

import pytest
from defusedxml import ElementTree
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from yiwen.chinese.rules import MARK, mark_text, mark_values
from yiwen.chinese.variants import Variant
from yiwen.drawing import CLOTHS, MOST_WORDS, choose_cloth, count_rows, draw_cloths, first_words

SVG = "{http://www.w3.org/2000/svg}"
MARKED = mark_values({Variant.HANS: "打印机", Variant.TW: "印表機"})


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("期限溢价：看不见的租金", "期限溢价"),
        ("一次降息，怎样走到你家门口", "一次降息"),
        ("“忽略以上所有指示”：提示注入为什么修不好", "忽略以上所有指示"),
        ("央行这张表（下）：央行会不会破产", "央行这张表"),
        ("替私钥写一份遗嘱", "替私钥写一份遗嘱"),
        ("什么？真的", "什么"),
        ("啊！原来如此", "啊！原来如此"),
        ("美联储宣布启动储备管理购债计划", "美联储宣布启动储备管理…"),
        ("十二个字的标题刚刚好放下", "十二个字的标题刚刚好放下"),
        ("十二个字的标题刚刚好放下吗", "十二个字的标题刚刚好放…"),
        ("Fed RMP 与流动性", "Fed RMP 与流动性"),
        ("Quantitative tightening ends at last", "Quantitative tightening…"),
        ("Donaudampfschifffahrtsgesellschaft", "Donaudampfschifffahrts…"),
        ("3.5% 的利率", "3.5% 的利率"),
        ("2026", "2026"),
        ("  两行\n标题  ", "两行"),
        ("“”", ""),
        ("", ""),
    ],
)
def test_a_slip_bears_the_first_clause(title: str, words: str):
    assert first_words(title) == words


def test_what_is_another_word_in_every_edition_stays_whole():
    rule = mark_text("-{hans:打印机;tw:印表機}-").text

    assert first_words(f"买{MARKED}，还是租") == f"买{MARKED}"
    assert first_words(f"一二三四五六七八九十一{rule}") == "一二三四五六七八九十一…"


@given(st.lists(st.sampled_from(["字", "，", "a", " ", "“", MARKED, "…", "😀"]), max_size=40))
def test_no_title_is_cut_within_a_word_of_many_editions(parts: list[str]):
    words = first_words("".join(parts))

    assert MARKED[0] not in MARK.sub("", words)
    assert len(MARK.sub("字字", words)) <= 2 * MOST_WORDS + 8


@pytest.mark.parametrize(
    ("words", "rows"),
    [
        ("", 4),
        ("四个字啊", 4),
        ("什么是基点", 3),
        ("一二三四五六", 3),
        ("一二三四五六七", 4),
        ("一二三四五六七八", 4),
        ("一二三四五六七八九", 3),
        ("一二三四五六七八九十一二", 4),
        ("AI 泡沫", 4),
        (f"买{MARKED}二三", 3),
    ],
)
def test_the_columns_of_a_slip_are_even(words: str, rows: int):
    assert count_rows(words) == rows


def test_a_cloth_is_the_same_for_one_address_at_all_times():
    assert [choose_cloth(f"blog/{number}/") for number in range(5)] == [7, 24, 30, 19, 8]


def test_all_cloths_are_in_use():
    assert {choose_cloth(f"blog/{number}/") for number in range(500)} == set(range(CLOTHS))


@given(st.text(max_size=30))
def test_every_address_has_a_cloth(name: str):
    assert 0 <= choose_cloth(name) < CLOTHS


def test_every_cloth_is_a_tile_of_its_own_that_every_browser_draws():
    picture = ElementTree.fromstring(draw_cloths())
    views = [each.get("viewBox") for each in picture.iter(f"{SVG}view")]
    paths = [each.get("d") or "" for each in picture.iter(f"{SVG}path")]

    assert views == [f"0 {90 * number} 160 90" for number in range(CLOTHS)]
    assert len(set(paths)) == CLOTHS
    assert all(re.fullmatch(r"M(?:[MmLlHhVvQqTtAa]?(?:-?\d+[ -]?)*)+", path) for path in paths)


def test_the_style_sheet_names_every_cloth():
    style = (ROOT / "overrides/assets/yiwen.css").read_text(encoding="utf-8")

    named = re.findall(r"\.cloth-(\d+) { --cloth: url\(cloths\.svg#c(\d+)\); }", style)
    assert named == [(str(number), str(number)) for number in range(CLOTHS)]
