from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwen.chinese.prose import find_protected
from yiwen.chinese.rules import MARK, mark_rules, plain_text
from yiwen.chinese.variants import Variant
from yiwen.prose import count_han
from yiwen.summaries import cut_text, summarise


def summary(body: str, most: int = 120) -> str:
    return summarise(body, find_protected(body), most=most)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("美联储宣布购债。市场反应平淡。", "美联储宣布购债。市场反应平淡。"),
        ("# 标题。\n\n## 小标题。\n\n正文在此。", "正文在此。"),
        ("标题\n===\n正文在此。", "正文在此。"),
        ("正文一。\n\n正文二。", "正文一。正文二。"),
        ("正文折\n行，English\nwords 也折行。", "正文折行，English words 也折行。"),
        ("2025-12-12\n\n某专栏\n\n正文在此。", "正文在此。"),
        ("事件时间：2025-12-12\n\n正文在此。", "正文在此。"),
        ("只有标签\n\n另一行", "只有标签 另一行"),
        ("**粗**与[链接](https://a.cn)，`QE`[^1]。\n\n[^1]: 脚注。", "粗与链接，QE。"),
        ("![图。](a.png)\n\n正文在此。", "正文在此。"),
        ("<figure>图。</figure>\n\n<!-- 注。 -->\n\n正文在此。", "正文在此。"),
        ("```\n代码。\n```\n\n正文在此。", "正文在此。"),
        ("    缩进的代码。\n\n正文在此。", "正文在此。"),
        ("<pre>\n排好的。\n</pre>\n\n正文在此。", "正文在此。"),
        ("| 甲。 | 乙 |\n|---|---|\n| 一。 | 二 |\n\n正文在此。", "正文在此。"),
        ("> **投资启示**：看多。\n> 谨慎。", "投资启示：看多。谨慎。"),
        ("- 苹果\n- 香蕉\n- [x] 好。再好。", "苹果 香蕉 好。再好。"),
        ("1. 第一。\n2. 第二。", "第一。第二。"),
        ('!!! note "提示。"\n    正文在此。', "正文在此。"),
        ("[TOC]\n\n***\n\n* * *\n\n正文在此。", "正文在此。"),
        ("{% raw %}模板。\n\n正文在此。", "正文在此。"),
        ("术语\n:   解释在此。", "术语 解释在此。"),
        ("<https://a.cn> 见。\n\n<code>x</code>也见。", "见。x也见。"),
        ("It works. It does.", "It works. It does."),
        ("他问：“好吗？”\n\n然后。", "他问：“好吗？”然后。"),
        ("", ""),
        ("```\n只有代码。\n```", ""),
    ],
)
def test_a_summary_is_the_first_sentences(body, said):
    assert summary(body) == said


@pytest.mark.parametrize(
    "mark",
    [
        "<!-- more -->",
        "<!--more-->",
        "<!-- MORE -->",
        "<!-- more: 阅读全文 -->",
        "<!-- excerpt -->",
    ],
)
def test_a_mark_ends_the_summary(mark):
    assert summary(f"前言。\n\n{mark}\n\n正文。") == "前言。"


def test_a_mark_at_the_very_beginning_ends_nothing():
    assert summary("<!-- more -->\n\n正文。") == "正文。"


def test_a_mark_in_code_ends_nothing():
    assert summary("前言。\n\n```\n<!-- more -->\n```\n\n正文。") == "前言。正文。"


def test_a_summary_ends_with_a_whole_sentence():
    assert summary("美联储宣布购债。" * 20, most=20) == "美联储宣布购债。美联储宣布购债。"


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("一二三四五六七八九十", "一二三四五六七八九十"),
        ("一二三四五六七八九十一", "一二三四五六七八九…"),
        ("一二三四，五六七八九十一二", "一二三四，五六七八…"),
        ("一二三四五六，七八九十一二", "一二三四五六…"),
        ("一二三四五六七八「九十一二」", "一二三四五六七八…"),
        ("一。二三四五六七八九十一二", "一。二三四五六七八…"),
        ("一二三四。五六七八九十一二", "一二三四。"),
        ("美联储 monetary policy 转向", "美联储 monetary…"),
        ("monetarypolicymonetarypolicy", "monetarypolicymonet…"),
        ("上涨 3.5 个百分点，令人意外", "上涨 3.5 个百分点…"),
        ("一二三四五六七八👩\u200d💻九十一", "一二三四五六七八…"),
    ],
)
def test_a_long_text_is_cut_where_it_pauses(text, cut):
    assert cut_text(text, most=10) == cut


def test_a_rule_counts_as_what_it_says_and_stays_whole():
    text = mark_rules("购买-{hans:软件软件;tw:軟體軟體}-的公司越来越多了").text

    assert plain_text(cut_text(text, most=7), Variant.HANS) == "购买软件软件…"
    assert plain_text(cut_text(text, most=6), Variant.HANS) == "购买…"


sources = st.lists(
    st.sampled_from(
        [
            "文。",
            "字",
            "，",
            "a b ",
            "\n\n",
            "\n",
            "# ",
            "- ",
            "> ",
            "`",
            "```\n",
            "**",
            "[",
            "](x)",
            "<!-- more -->",
            "<b>",
            "|---|",
            "\\",
            "-{hans:软件;tw:軟體}-",
            "👩\u200d💻",
            "&amp;",
        ]
    ),
    max_size=80,
).map("".join)


@given(sources, st.integers(20, 40))
def test_whatever_the_body_a_summary_is_short_and_its_rules_are_whole(body, most):
    marked = mark_rules(body).text
    said = summarise(marked, find_protected(marked), most=most)

    assert count_han(plain_text(said, Variant.HANS)) <= most
    assert not set(MARK.sub("", said)) & {"\U000f8000", "\U000ffffd"}
    assert "\n" not in said
