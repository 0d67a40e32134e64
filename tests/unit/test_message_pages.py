"""Every message is explained on the page for editors."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.conftest import ROOT
from yiwen.message_pages import ANCHORS, PAGE, find_page
from yiwen.problems import Problem, render_problem, render_problems

TEXT = (ROOT / "docs" / "messages.md").read_text(encoding="utf-8")
EXOTIC = tomllib.loads((ROOT / "tests" / "exotic" / "expected.toml").read_text(encoding="utf-8"))


def test_every_section_is_on_the_page_once():
    named = re.findall(r"\{#([\w-]+)\}", TEXT)

    assert sorted(named) == sorted(set(named))
    assert set(ANCHORS) <= set(named)


@pytest.mark.parametrize("case", EXOTIC["case"], ids=lambda case: case["file"])
def test_what_a_strange_file_is_told_is_explained(case: dict[str, list[str]]):
    for message in case.get("messages", []) + case.get("warnings", []):
        what = re.sub(r"^(?:\d+:)*(?:\d+)?:? ?", "", message.split("\n  mend: ")[0])

        assert find_page(what) != PAGE, what


@pytest.mark.parametrize("quoted", re.findall(r"^`([^`\n]+)`$", TEXT, re.MULTILINE))
def test_what_the_page_quotes_is_a_message_of_its_section(quoted: str):
    before = TEXT[: TEXT.index(f"`{quoted}`")]
    section = re.findall(r"\{#([\w-]+)\}", before)[-1]

    assert find_page(quoted) == f"{PAGE}#{section}"


def test_an_unknown_message_leads_to_the_page():
    assert find_page("something nobody thought of") == PAGE


@pytest.mark.parametrize(
    ("what", "anchor"),
    [
        ("no cover", "advice"),
        ("the tag '利率' is nearly '利率 ', which 3 have", "advice"),
        ("half-width punctuation between Han: 'a'", "advice"),
        ("extra.yiwen.page_post: unknown setting", "settings"),
        ("zh.phrases is neither true nor false: 'x'", "zh"),
        ("tw is given twice: 'a' and 'b'", "rule"),
        ("'zh' is not a mapping", "zh"),
    ],
)
def test_advice_and_settings_have_their_sections(what: str, anchor: str):
    assert find_page(what) == f"{PAGE}#{anchor}"


def test_a_message_names_the_section_that_explains_it():
    problem = Problem("a.md", 2, 0, "no date", "add a line  date: 2025-12-12")
    told = "a.md:2: no date\n  mend: add a line  date: 2025-12-12\n  see: docs/messages.md#no-date"

    assert render_problem(problem, explained="docs/messages.md") == told
    assert render_problems([problem], explained="docs/messages.md") == told


def test_an_unknown_message_names_no_section():
    problem = Problem("a.md", 0, 0, "strange")

    assert render_problem(problem, explained="docs/messages.md") == "a.md: strange"
