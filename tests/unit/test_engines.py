"""The three OpenCC: what is installed where, and how two of them are compared."""

from __future__ import annotations

import re
import runpy

import pytest

from tests.conftest import ROOT

SCRIPT = runpy.run_path(str(ROOT / "scripts" / "compare_engines.py"))
ENGINES = ["opencc", "opencc-py", "opencc-python-reimplemented"]


def pins(name):
    """Give the versions that a file of requirements pins, by distribution."""
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE))


def compare(ours, theirs):
    answers = SCRIPT["Answers"]
    texts = ["头发", "后来"]
    return list(SCRIPT["compare"](texts, answers("opencc 1", ours), answers(*theirs)))


@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_of_choice_is_pinned_alone(engine):
    assert pins(f"{engine}.txt").keys() == {engine}


@pytest.mark.parametrize("engine", ["opencc", "opencc-py"])
@pytest.mark.parametrize("name", ["site.txt", "dev.txt"])
def test_an_engine_of_choice_has_the_version_that_a_platform_would_get(engine, name):
    assert pins(f"{engine}.txt")[engine] == pins(name)[engine]


def test_the_makefile_knows_every_engine():
    text = (ROOT / "Makefile").read_text(encoding="utf-8")

    assert f"ENGINES := {' '.join(ENGINES)}\n" in text


def test_engines_that_agree_are_told_no_difference():
    ways = {"zh-Hans to zh-Hant": ["頭髮", "後來"]}

    assert compare(ways, ("opencc-py 1", ways)) == []


def test_an_answer_that_differs_is_told():
    ours = {"zh-Hans to zh-Hant": ["頭髮", "後來"]}
    theirs = {"zh-Hans to zh-Hant": ["頭髮", "后來"]}

    assert compare(ours, ("opencc-py 1", theirs)) == [
        "zh-Hans to zh-Hant: '后来' becomes '後來' and '后來'"
    ]


def test_no_engine_is_compared_with_itself():
    assert compare({}, ("opencc 1", {})) == ["both are opencc 1"]


def test_answers_of_other_ways_are_no_agreement():
    assert compare({"a": ["頭髮", "後來"]}, ("opencc-py 1", {})) == ["they went different ways"]


def test_missing_answers_are_no_agreement():
    with pytest.raises(ValueError, match="zip"):
        compare({"a": ["頭髮", "後來"]}, ("opencc-py 1", {"a": ["頭髮"]}))
