from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwen.chinese.variants import Variant
from yiwen.typography import HIDDEN, apply_edits, find_slips, hide_code, hide_markup, show_slip


def mend(text: str, script: Variant = Variant.HANS) -> str:
    slips = find_slips(hide_markup(hide_code(text)), script)
    return apply_edits(text, sorted(edit for slip in slips for edit in slip.edits))


@pytest.mark.parametrize(
    ("written", "right"),
    [
        (
            "债市异动:一场拍卖, 冷淡;而收益率!真的?是",
            "债市异动：一场拍卖，冷淡；而收益率！真的？是",
        ),
        ("原因如下:\n\n就这样.", "原因如下：\n\n就这样。"),
        ("行尾,  \n下一行", "行尾，  \n下一行"),
        ("重启“扩表”?每月", "重启“扩表”？每月"),
        ("他说:“好,”然后", "他说：“好，”然后"),
        ("准备金(央行的负债)很多", "准备金（央行的负债）很多"),
        ('所谓"稳定"在哪里', "所谓“稳定”在哪里"),
        ('一个"QE"时代', "一个“QE”时代"),
        ('# 央行:"缩表"', "# 央行：“缩表”"),
        ('| 项目:甲 | "乙" |', "| 项目：甲 | “乙” |"),
    ],
)
def test_signs_between_han_become_those_of_chinese(written, right):
    assert mend(written) == right


def test_quotation_marks_are_those_of_the_script():
    assert mend('所謂"穩定"', Variant.HK) == "所謂「穩定」"


@pytest.mark.parametrize(
    "written",
    [
        "比分 3:2,GDP 涨 5%, BTC,ETH",
        "汉字,BTC 与 QE,汉字",
        "彼得.林奇和 v1.2.",
        "省略...",
        "准备金(QE)很多,(见下)",
        '他说"没有结束',
        'say "hello" to her',
        "`代码,代码` 和\n\n```\n代码,代码\n```",
        "    缩进的,代码",
        "[链接](a.md '标题,标题')",
        "[链接]: a.md '标题,标题'",
        '<span title="甲,乙">x</span>',
        '=== "标签,标签"',
        '!!! note "提示,提示"',
        "-{hans:软件,软件;tw:軟體,軟體}-",
        "{% include 甲,乙 %}{{ 甲,乙 }}{: title=甲,乙 }",
        "https://example.com/甲,乙",
        "<https://example.com/甲,乙>",
        "<!-- 注释,注释 -->",
        "**“**",
    ],
)
def test_what_is_no_chinese_prose_is_let_be(written):
    assert mend(written) == written


def test_a_formula_is_no_prose():
    assert find_slips(hide_code("价格 $涨,跌$ 如此", math=True), Variant.HANS) == []


def test_a_pair_is_one_slip():
    slips = find_slips('准备金(央行)与"缩表"', Variant.HANS)

    assert [(slip.edits, slip.quotes) for slip in slips] == [
        (((3, 4, "（"), (6, 7, "）")), False),
        (((8, 9, "“"), (11, 12, "”")), True),
    ]


def test_a_slip_is_shown_with_its_neighbours_on_the_line():
    text = "上一行\n日本债市异动:一场静悄悄的拍卖\n下一行"
    slip = find_slips(text, Variant.HANS)[0]

    assert show_slip(text, slip) == ("日本债市异动:一场静悄悄的", "日本债市异动：一场静悄悄的")


def test_of_a_pair_that_stands_far_apart_the_first_sign_is_shown():
    text = f'所谓"{"长" * 30}"很长'
    slip = find_slips(text, Variant.HANS)[0]

    assert show_slip(text, slip) == ('所谓"长长长长长长', "所谓“长长长长长长")


MARKDOWN = st.text("甲乙a1,;:!?.()[]\"'`*_#-~<>{}$\\|=/ \n“”，", max_size=60)


@given(MARKDOWN)
def test_places_stay_when_the_rest_is_hidden(text):
    hidden = hide_markup(hide_code(text))

    assert len(hidden) == len(text)
    assert all(new in (old, HIDDEN) for old, new in zip(text, hidden, strict=True))


@given(MARKDOWN)
def test_slips_do_not_overlap_and_are_gone_when_mended(text):
    slips = find_slips(text, Variant.HANS)
    edits = sorted(edit for slip in slips for edit in slip.edits)

    assert all(before[1] <= after[0] for before, after in pairwise(edits))
    assert len(find_slips(apply_edits(text, edits), Variant.HANS)) <= len(slips)
