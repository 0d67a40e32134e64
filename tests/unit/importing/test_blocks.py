from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown

from yiwen.importing.blocks import escape_line, find_code, render_blocks

EXTENSIONS = [
    "abbr",
    "attr_list",
    "def_list",
    "footnotes",
    "tables",
    "pymdownx.betterem",
    "pymdownx.tilde",
    "pymdownx.caret",
    "pymdownx.mark",
    "pymdownx.superfences",
]


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("01 甲\n话。\n02 乙\n话。", "## 01 甲\n\n话。\n\n## 02 乙\n\n话。"),
        ("00 甲\n话。\n01 乙\n话。", "## 00 甲\n\n话。\n\n## 01 乙\n\n话。"),
        ("01\n\n甲\n\n话。\n\n02\n\n乙\n\n话。", "## 01 甲\n\n话。\n\n## 02 乙\n\n话。"),
        ("Part 01 甲\n话。\nPart 02 乙\n话。", "## Part 01 甲\n\n话。\n\n## Part 02 乙\n\n话。"),
        ("一、甲\n话。\n二、乙\n话。", "## 一、甲\n\n话。\n\n## 二、乙\n\n话。"),
        ("第一章 甲\n话。\n第二章 乙\n话。", "## 第一章 甲\n\n话。\n\n## 第二章 乙\n\n话。"),
        ("（一）甲\n话。\n（二）乙\n话。", "## （一）甲\n\n话。\n\n## （二）乙\n\n话。"),
        (
            "一、甲\n（一）子\n话。\n（二）丑\n话。\n二、乙\n话。",
            "## 一、甲\n\n### （一）子\n\n话。\n\n### （二）丑\n\n话。\n\n## 二、乙\n\n话。",
        ),
        ("一、甲\n二、乙\n三、丙", "一、甲\n\n二、乙\n\n三、丙"),
        ("01 甲\n话。", "01 甲\n\n话。"),
        ("10 年期国债\n话。\n12 月的会\n话。", "10 年期国债\n\n话。\n\n12 月的会\n\n话。"),
        ("01 一句完整的话。\n02 又一句话。", "01 一句完整的话。\n\n02 又一句话。"),
    ],
)
def test_numbered_lines_are_headings_when_they_count_up_and_head_something(
    text: str, markdown: str
):
    assert render_blocks(text.split("\n")) == markdown


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("- 甲\n\n- 乙", "- 甲\n- 乙"),
        ("• 甲\n·乙\n● 丙", "- 甲\n- 乙\n- 丙"),
        ("1. 甲\n\n2. 乙\n\n话", "1. 甲\n2. 乙\n\n话"),
        ("1、甲\n2、乙", "1. 甲\n2. 乙"),
        ("- 甲\n1. 子\n2. 丑", "- 甲\n\n1. 子\n2. 丑"),
        ("1. 甲\n话\n2. 乙", "1\\. 甲\n\n话\n\n2\\. 乙"),
        ("1. 甲\n1. 乙\n2. 丙", "1\\. 甲\n\n1. 乙\n2. 丙"),
        ("1986. 那一年", "1986\\. 那一年"),
        ("-5% 的一天", "-5% 的一天"),
    ],
)
def test_items_are_lists_when_a_list_shows_their_numbers(text: str, markdown: str):
    assert render_blocks(text.split("\n")) == markdown


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("拍卖现场  via 某报", "*拍卖现场 via 某报*"),
        ("“三十年” via Aaron C", "*“三十年” via Aaron C*"),
        ("CHINA!  via speed", "*CHINA!  via speed*".replace("  ", " ")),
        ("▲ 图中的人", "*▲ 图中的人*"),
        ("图源：某社", "*图源：某社*"),
        ("图 1：三*条*线", "*图 1：三\\*条\\*线*"),
        ("Write us via email.", "Write us via email."),
        ("我们通过 via 这个词说明，不是图注。", "我们通过 via 这个词说明，不是图注。"),
    ],
)
def test_a_line_that_stood_below_a_picture_is_set_apart(text: str, markdown: str):
    assert render_blocks([text]) == markdown


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("　　缩进的话", "缩进的话"),
        ("甲\n乙", "甲\n\n乙"),
        ("———", "---"),
        ("* * *", "---"),
        ("## 已经是标题", "## 已经是标题"),
        ("> 已经是引用", "> 已经是引用"),
        ("```\n  x\n\n# y\n```", "```\n  x\n\n# y\n```"),
        ("```\n没有结束", "```\n\n没有结束"),
        ("", ""),
    ],
)
def test_other_lines_are_paragraphs(text: str, markdown: str):
    assert render_blocks(text.split("\n")) == markdown


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("#话题", "\\#话题"),
        (">3% 的涨幅", "\\>3% 的涨幅"),
        ("3*4*5", "3\\*4\\*5"),
        ("5 * 6", "5 * 6"),
        ("3%~5%，5%~8%", "3%\\~5%，5%\\~8%"),
        (
            "**重点**与 `code` 与 [链接](https://a.cn/b_c)",
            "**重点**与 `code` 与 [链接](https://a.cn/b_c)",
        ),
        ("a<b>c", "a&lt;b>c"),
        ("1 < 2", "1 < 2"),
        ("&lt; & AT&T", "&amp;lt; & AT&T"),
        ("-{甲}-", "\\-{甲}-"),
        ("C:\\*", "C:\\\\*"),
        ("[1]: https://a.cn", "\\[1]: https://a.cn"),
    ],
)
def test_signs_that_would_mean_something_are_escaped(text: str, escaped: str):
    assert escape_line(text) == escaped


@given(st.text(alphabet=st.sampled_from("甲乙 *~^=<>&;lt-{}[]()#1.+|\\:!?a/"), max_size=20))
def test_an_escaped_line_is_shown_as_it_is(text: str):
    """But for spaces, and marks that are surely meant."""
    line = " ".join(text.split())
    if any(sign in line for sign in ("**", "](", "`")):
        return
    shown = markdown(escape_line(line), extensions=EXTENSIONS)

    assert "<em>" not in shown
    assert "<h" not in shown  # neither a heading nor a rule
    assert "<li>" not in shown


def test_a_fence_that_never_closes_is_no_code():
    assert find_code(["```", "a", "```", "~~~", "b"]) == {0, 1, 2}
