from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwen.chinese.quotes import convert_quotes
from yiwen.chinese.variants import Variant

HANS, TW, HK = Variant.HANS, Variant.TW, Variant.HK


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("他说“你好，‘世界’”。", "他说「你好，『世界』」。"),
        ("苹果的“Vision Pro”", "苹果的「Vision Pro」"),
        ("iPhone “很贵”", "iPhone 「很贵」"),
        ("(“很贵”),", "(「很贵」),"),
        ("‘甲’", "『甲』"),
        ("“甲“乙”丙”", "「甲「乙」丙」"),
        ("他说‘it’s’。", "他说『it’s』。"),
        ("他说“‘Hi’ is”。", "他说「『Hi』 is」。"),
        ("“甲‘乙”丙’", "「甲‘乙」丙’"),
    ],
)
def test_a_pair_in_chinese_text_becomes_corners(text, expected):
    assert convert_quotes(text, HANS, TW) == expected
    assert convert_quotes(text, HANS, HK) == expected


@pytest.mark.parametrize(
    "text",
    [
        "it’s “Hello” world",
        "“Hello, world.”",
        "He said “你好” to me",
        "He said “你好”.",
        "身高 5’10”，很高",
        "甲”乙",
        "“未闭合",
        "甲’乙",
        "“”",
        "“\x1f”",
        "没有",
        "",
    ],
)
def test_a_foreign_pair_an_apostrophe_and_a_single_mark_stay(text):
    assert convert_quotes(text, HANS, TW) == text


def test_corners_become_curls():
    assert convert_quotes("「看『裡面』」『乙』", TW, HANS) == "“看‘裡面’”‘乙’"


def test_between_scripts_of_one_kind_nothing_changes():
    assert convert_quotes("「甲」“乙”", TW, HK) == "「甲」“乙”"
    assert convert_quotes("「甲」“乙”", HANS, HANS) == "「甲」“乙”"


def test_a_pair_reaches_over_slots():
    assert convert_quotes("他说“\x1f甲\x1f”。", HANS, TW) == "他说「\x1f甲\x1f」。"
    assert convert_quotes("“\x1fHello\x1f”，他说", HANS, TW) == "「\x1fHello\x1f」，他说"


def test_a_foreign_quotation_is_not_judged_by_another_slot():
    assert (
        convert_quotes("前文。\x1f“Hello.”\x1f后文。", HANS, TW) == "前文。\x1f“Hello.”\x1f后文。"
    )


def test_a_quotation_of_several_paragraphs_opens_in_each():
    text = "“第一段。\x1f“第二段。”"
    assert convert_quotes(text, HANS, TW) == "「第一段。\x1f「第二段。」"


def test_far_spaces_do_not_tie_a_mark_to_a_neighbour():
    text = "甲" + " " * 20 + "“Hello”"
    assert convert_quotes(text, HANS, TW) == text


marks = st.text(st.sampled_from("“”‘’「」『』甲 a.,。\x1f"))


@given(marks)
def test_only_quotation_marks_change(text):
    converted = convert_quotes(text, HANS, TW)
    assert len(converted) == len(text)
    for before, after in zip(text, converted, strict=True):
        assert before == after or before + after in {"“「", "”」", "‘『", "’』"}


@given(marks)
def test_a_second_conversion_finds_nothing_new(text):
    once = convert_quotes(text, HANS, TW)
    assert convert_quotes(once, HANS, TW).count("“") <= once.count("“")


@pytest.mark.parametrize("text", ["“", "‘”", "“”", "“甲", "甲”", "’a’"])
def test_many_marks_are_read_within_seconds(text):
    start = process_time()
    assert len(convert_quotes(text * 100_000, HANS, TW)) == len(text) * 100_000
    assert process_time() - start < 4
