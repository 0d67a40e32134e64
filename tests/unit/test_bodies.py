"""Rules in a body become marks, and a body tells its script."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.makers import SITE
from yiwen.bodies import find_variant, mark_body
from yiwen.chinese.rules import mark_text
from yiwen.chinese.variants import Variant
from yiwen.frontmatter import split_source
from yiwen.problems import Problem

HANS, HANT, TW, HK = Variant


def test_the_rules_of_a_body_become_marks():
    front = split_source("---\ntitle: x\n---\n看-{hans:软件;tw:軟體}-。\n", path="a.md")

    mark = mark_text("-{hans:软件;tw:軟體}-").text
    assert mark_body(front, path="a.md") == (f"看{mark}。\n", [])


def test_a_rule_that_cannot_be_read_is_told_at_its_place_in_the_file():
    front = split_source("---\ntitle: x\n---\n\n甲-{乙\n\n-{X|丙}-\n", path="a.md")

    _, problems = mark_body(front, path="a.md")

    assert problems == [
        Problem(
            path="a.md",
            line=5,
            column=2,
            what="-{ without }-",
            mend="close the rule with }-, or write \\-{ for the characters themselves",
        ),
        Problem(
            path="a.md",
            line=7,
            column=1,
            what="unknown flag 'X'",
            mend="write the text as it is with -{R|X|丙}-, or leave the flag out",
        ),
    ]


def test_a_fault_in_the_first_line_of_a_body_without_front_matter_has_its_column():
    _, problems = mark_body(split_source("甲乙-{丙", path="a.md"), path="a.md")

    assert [(problem.line, problem.column) for problem in problems] == [(1, 3)]


def test_with_math_what_dollar_signs_enclose_holds_no_rules():
    front = split_source("$-{x}-$\n", path="a.md")

    assert mark_body(front, path="a.md", math=True) == ("$-{x}-$\n", [])
    assert mark_body(front, path="a.md")[0] != "$-{x}-$\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("美联储宣布启动购债计划", HANS),
        ("聯準會宣布啟動購債計畫", HANT),
        ("美联储宣布启动购债计划，聯準會宣布啟動購債計畫，市场反应热烈", HANS),
        ("聯準會宣布啟動購債計畫，美联储宣布启动购债计划，市場反應熱烈", HANT),
        ("AI", HANS),
        ("", HANS),
    ],
)
def test_a_text_tells_its_script(text: str, expected: Variant):
    assert find_variant(text, named=None, settings=SITE) is expected


def test_what_the_author_names_goes_before_the_site_and_that_before_the_text():
    taiwan = replace(SITE, source=TW)

    assert find_variant("启动购债计划", named=HK, settings=taiwan) is HK
    assert find_variant("启动购债计划", named=None, settings=taiwan) is TW


def test_a_text_without_evidence_is_in_the_variant_of_the_interface():
    assert find_variant("AI", named=None, settings=replace(SITE, interface=HK)) is HK
