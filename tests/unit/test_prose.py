from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwen.chinese.prose import find_protected
from yiwen.chinese.rules import MARK, mark_text
from yiwen.prose import count_han, count_words, cut_safely, leave_out, read_prose, strip_markup

RULE = mark_text("-{hans:软件;tw:軟體}-").text


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("**粗** *斜* ***又粗又斜***", "粗 斜 又粗又斜"),
        ("__粗__ _斜_ snake_case_name", "粗 斜 snake_case_name"),
        ("~~删~~ ==亮== ^^插^^", "删 亮 插"),
        ("`code` 和 ``a`b``", "code 和 a`b"),
        ("[链接](https://a.cn/x_(y) '标题')后", "链接后"),
        ("[链接][ref]与[另一个][]", "链接与另一个"),
        ("[**粗**](x)", "粗"),
        ("[![图](a.png)](https://a.cn)后", "后"),
        ("前![图](a.png '说明')后![图][ref]", "前后"),
        ("注[^1]脚[^长-名]", "注脚"),
        ("<https://a.cn/x>后", "后"),
        ("H<sub>2</sub>O<br>与<!-- 不见 -->水", "H2O与水"),
        ("前<script>alert(1)</script>后", "前后"),
        ("a < b，且 c > d", "a < b，且 c > d"),
        ("按钮{ .md-button }", "按钮"),
        ("集合 {1, 2}", "集合 {1, 2}"),
        (r"\*不斜\* \[不是\](链接)", "*不斜* [不是](链接)"),
        ("S&amp;P &#x53D1; &copy", "S&P 发 &copy"),
        ("&#1;&#xF8000;x", "x"),
        ("5 * 3 * 2", "5 * 3 * 2"),
        (f"**{RULE}**上涨", f"{RULE}上涨"),
    ],
)
def test_markup_is_taken_away_and_text_stays(typed, read):
    assert strip_markup(typed) == read


def test_code_comments_tags_and_addresses_are_no_prose():
    body = (
        "读[这里](https://a.cn/中文)，`x = 1`，<b>粗</b> https://b.cn/y。\n\n"
        "```python\n代码\n```\n\n<!-- 注 -->完\n"
    )

    assert read_prose(body, find_protected(body)).split() == [
        "读[这里](",
        ")，",
        "，粗",
        "。",
        "完",
    ]


def test_parts_are_left_out():
    assert leave_out("abcdef", [(1, 2), (4, 6)], filler="-") == "a-cd-"


def test_han_are_counted_one_by_one():
    assert count_han("美联储，QE 扩表 2025 年！𠮷") == 7


def test_words_and_numbers_of_other_scripts_are_counted():
    assert count_words("美联储 QE 2.0，S&P 500 涨 3.5%；it’s café") == 7


def test_a_rule_is_never_cut_in_two():
    text = f"前{RULE}后"

    assert cut_safely(text, 4) == "前"
    assert cut_safely(text, len(text) - 1) == f"前{RULE}"
    assert cut_safely(text, 999) == text


signs = st.sampled_from([*list("*_~=^`[]()<>!{}\\&#;:\n "), "文", "a", "&#1;", "![", "](", RULE])


@given(st.lists(signs, max_size=60).map("".join))
def test_whatever_is_typed_rules_stay_whole(text):
    stripped = strip_markup(text)

    assert not set(MARK.sub("", stripped)) & set(RULE)
    assert stripped.isprintable() or "\n" in stripped or RULE in stripped
