"""Which script a text is in, and what in it does not belong there."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.chinese.derive_evidence import derive_evidence
from yiwen.chinese.detection import (
    Finding,
    Oddity,
    check_prose,
    detect_script,
    find_characters,
    find_foreign_paragraphs,
    find_script,
)
from yiwen.chinese.evidence import JAPANESE, SIMPLIFIED, TRADITIONAL
from yiwen.chinese.rules import mark_rules
from yiwen.chinese.variants import Variant

HANS, HANT, TW, HK = Variant.HANS, Variant.HANT, Variant.TW, Variant.HK


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("美联储启动购债计划", "hans"),
        ("美聯儲啟動購債計劃", "hant"),
        ("日本の債券市場は動揺した", "ja"),
        ("気象庁が発表", "ja"),
        ("売買単価", "ja"),
        ("中山大学", "unknown"),
        ("Bitcoin 2025", "none"),
        ("", "none"),
        ("简体中文与繁體中文", "mixed"),
        ("社群列表", "unknown"),
        ("の", "unknown"),
        ("のの", "ja"),
        ("這是台灣的網站", "hant"),
        ("裏面的衞生", "unknown"),
    ],
)
def test_the_script_of_a_text_is_told_by_what_only_one_script_has(text, script):
    assert detect_script(text) == script


def test_a_short_name_can_be_told_by_one_character():
    assert detect_script("中国", least=1) == "hans"
    assert detect_script("中國", least=1) == "hant"
    assert detect_script("中山", least=1) == "unknown"


def test_nine_tenths_of_the_evidence_are_enough():
    assert detect_script("国" * 9 + "國") == "hans"
    assert detect_script("国" * 8 + "國") == "mixed"
    assert detect_script("國" * 9 + "国") == "hant"


def test_the_evidence_is_what_opencc_s_tables_say():
    """When this fails, OpenCC's tables changed: run tests.unit.chinese.derive_evidence."""
    sets = tuple("".join(sorted(characters)) for characters in (SIMPLIFIED, TRADITIONAL, JAPANESE))

    assert sets == derive_evidence()


def test_a_megabyte_is_read_in_less_than_a_second():
    text = "美联储启动购债计划の" * 100_000
    start = time.perf_counter()

    detect_script(text)

    assert time.perf_counter() - start < 3


@pytest.mark.parametrize(
    ("variant", "script"), [(HANS, "hans"), (HANT, "hant"), (TW, "hant"), (HK, "hant")]
)
def test_a_variant_has_a_script(variant, script):
    assert find_script(variant) == script


TRADITIONAL_PARAGRAPH = "聯準會啟動購債計劃，市場認為這將帶來轉機。"
SIMPLIFIED_PARAGRAPH = "美联储启动购债计划，市场认为这将带来转机。"
JAPANESE_PARAGRAPH = "日本銀行は政策金利を引き上げることを決定した。市場では円高が進む。"


def test_a_paragraph_in_the_other_script_is_found():
    text = f"{SIMPLIFIED_PARAGRAPH}\n\n  {TRADITIONAL_PARAGRAPH}\n\n{SIMPLIFIED_PARAGRAPH}"

    assert find_foreign_paragraphs(text, HANS) == [
        Finding(
            Oddity.OTHER_SCRIPT,
            25,
            "聯準會啟動購債計劃，市場認為這將帶來轉機。",
            "a paragraph in Traditional Chinese in a text in Simplified",
            'put it into  <p lang="zh-Hant">…</p>, or convert it',
        )
    ]


def test_a_simplified_paragraph_is_found_in_a_traditional_text():
    text = f"{TRADITIONAL_PARAGRAPH}\n\n{SIMPLIFIED_PARAGRAPH * 2}"

    assert find_foreign_paragraphs(text, TW) == [
        Finding(
            Oddity.OTHER_SCRIPT,
            23,
            "美联储启动购债计划，市场认为这将带来转机。美联储…",
            "a paragraph in Simplified Chinese in a text in Traditional",
            'put it into  <p lang="zh-Hans">…</p>, or convert it',
        )
    ]


def test_japanese_that_nobody_marked_is_found():
    assert find_foreign_paragraphs(JAPANESE_PARAGRAPH, HANS) == [
        Finding(
            Oddity.UNMARKED_JAPANESE,
            0,
            "日本銀行は政策金利を引き上げることを決定した。市…",
            "a paragraph in Japanese that is not marked as such",
            'put it into  <p lang="ja">…</p>',
        )
    ]


@pytest.mark.parametrize(
    "text",
    [
        SIMPLIFIED_PARAGRAPH,
        "聯準會啟動購債計劃",
        f"```\n{TRADITIONAL_PARAGRAPH}\n```",
        f"`{TRADITIONAL_PARAGRAPH}`",
        f"<!-- {TRADITIONAL_PARAGRAPH} -->",
        f'<p lang="zh-Hant">{TRADITIONAL_PARAGRAPH}</p>',
        f'<div lang="zh-Hant" markdown>\n\n{TRADITIONAL_PARAGRAPH}\n\n</div>',
        f'<div lang="ja" markdown>\n\n{JAPANESE_PARAGRAPH}\n\n</div>',
        f'<div translate="no" markdown>\n\n{TRADITIONAL_PARAGRAPH}\n\n</div>',
        f"{JAPANESE_PARAGRAPH}\n{{: lang=ja }}",
        "中山大学简体中文与繁體中文這個网站的内容與台灣的一樣",
    ],
)
def test_a_paragraph_that_belongs_or_says_what_it_is_is_let_pass(text):
    assert find_foreign_paragraphs(text, HANS) == []


def test_a_paragraph_is_judged_by_the_variant_its_element_names():
    text = f'<div lang="zh-Hant" markdown>\n\n{SIMPLIFIED_PARAGRAPH}\n\n</div>\n\n<br>'

    assert [finding.offset for finding in find_foreign_paragraphs(text, HANS)] == [31]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "甲⼈工⼤⼩乙",
            [
                Finding(
                    Oddity.RADICAL,
                    1,
                    "⼈",
                    "'⼈' is a radical (U+2F08) where a character should be",
                    "write '人'",
                ),
                Finding(
                    Oddity.RADICAL,
                    3,
                    "⼤⼩",
                    "'⼤⼩' is a radical (U+2F24) where a character should be",
                    "write '大小'",
                ),
            ],
        ),
        (
            "⺀",
            [
                Finding(
                    Oddity.RADICAL,
                    0,
                    "⺀",
                    "'⺀' is a radical (U+2E80) where a character should be",
                    "write the character itself",
                )
            ],
        ),
        (
            "甲\U000f0001乙\x1f",
            [
                Finding(
                    Oddity.RESERVED,
                    1,
                    "\U000f0001",
                    "a character that the conversion keeps for itself (U+F0001)",
                    "delete it",
                ),
                Finding(
                    Oddity.RESERVED,
                    3,
                    "\x1f",
                    "a character that the conversion keeps for itself (U+001F)",
                    "delete it",
                ),
            ],
        ),
        ("人工 A", []),
    ],
)
def test_characters_that_only_look_right_are_found(text, expected):
    assert find_characters(text) == expected


def test_a_whole_text_is_checked_in_its_order():
    text = f"`⼈` ⼈\n\n{TRADITIONAL_PARAGRAPH}\x1f\n\n{JAPANESE_PARAGRAPH}"

    assert [(finding.kind, finding.offset) for finding in check_prose(text, HANS)] == [
        (Oddity.RADICAL, 4),
        (Oddity.OTHER_SCRIPT, 7),
        (Oddity.RESERVED, 28),
        (Oddity.UNMARKED_JAPANESE, 31),
    ]


def test_a_rule_s_mark_is_nothing_odd():
    marked = mark_rules("-{hans:甲;tw:乙}-丙⼈").text

    assert [(finding.kind, marked[finding.offset :]) for finding in check_prose(marked, HANS)] == [
        (Oddity.RADICAL, "⼈")
    ]


@given(st.text(st.sampled_from("甲發发の<p lang='ja'>`\n ⼈\x1f"), max_size=80))
def test_a_finding_stands_where_it_says(text):
    for finding in check_prose(text, HANS):
        assert text[finding.offset] == finding.text[0]


@pytest.mark.parametrize("piece", ["\n", "\n \n", "<p>", "<p lang=ja>", "發", "⼈", "\x1f", "`"])
def test_hostile_text_costs_time_in_line_with_its_length(piece):
    text = piece * (300_000 // len(piece))
    start = time.perf_counter()

    check_prose(text, HANS)

    assert time.perf_counter() - start < 8
