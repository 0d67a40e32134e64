from __future__ import annotations

import pytest

from yiwen.chinese.variants import Variant
from yiwen.problems import (
    Problem,
    YiwenError,
    order_problems,
    render_annotations,
    render_problem,
    render_problems,
    under,
)

DAY = Problem(
    "blog/fed.md", 3, 1, "'date' is not a day: '2025/13/01'", "write it as  date: 2025-12-01"
)


def test_a_problem_is_told_with_place_fault_and_mend():
    assert render_problem(DAY) == (
        "blog/fed.md:3:1: 'date' is not a day: '2025/13/01'\n  mend: write it as  date: 2025-12-01"
    )


def test_a_problem_of_a_whole_line_has_no_column():
    assert render_problem(Problem("a.md", 3, 0, "no date")) == "a.md:3: no date"


def test_a_problem_of_a_whole_file_has_no_line():
    assert render_problem(Problem("a.md", 0, 1, "no text")) == "a.md: no text"


def test_a_mend_of_several_lines_is_told_in_a_block():
    mend = "begin the file with\n---\ndate: 2025-12-12\n---"

    assert render_problem(Problem("a.md", 1, 0, "no date", mend)) == (
        "a.md:1: no date\n"
        "  mend: begin the file with\n"
        "        ---\n"
        "        date: 2025-12-12\n"
        "        ---"
    )


def test_problems_are_told_by_file_and_line_and_each_once():
    late, early = Problem("a.md", 9, 1, "late"), Problem("a.md", 2, 1, "early")

    assert render_problems([late, early, late]) == "a.md:2:1: early\na.md:9:1: late"


def test_only_the_first_problems_are_told_and_the_rest_is_counted():
    problems = [Problem("a.md", line, 0, "odd") for line in range(1, 54)]
    lines = render_problems(problems).splitlines()

    assert len(lines) == 51
    assert lines[49:] == ["a.md:50: odd", "… and 3 more"]


def test_an_error_says_all_its_problems():
    error = YiwenError(iter([DAY, Problem("b.md", 0, 0, "empty")]))

    assert error.problems == (DAY, Problem("b.md", 0, 0, "empty"))
    assert str(error) == render_problems(error.problems)


def test_paths_are_told_as_an_author_sees_them():
    assert under("docs", [Problem("a.md", 1, 0, "odd")]) == [Problem("docs/a.md", 1, 0, "odd")]


def test_a_count_of_the_rest_is_of_what_is_left_when_each_is_told_once():
    problems = [Problem("a.md", line, 0, "odd") for line in range(1, 54)]

    assert render_problems(problems * 3).splitlines()[50:] == ["… and 3 more"]
    assert render_problems(problems[:50] * 2).splitlines()[49:] == ["a.md:50: odd"]


def test_problems_are_ordered_by_file_then_line_as_numbers():
    lines = [Problem("b.md", 1, 0, "x"), Problem("a.md", 10, 0, "x"), Problem("a.md", 9, 0, "x")]

    assert order_problems(lines) == [lines[2], lines[1], lines[0]]


# In Chinese


def test_a_problem_is_told_in_chinese():
    assert render_problem(DAY, language=Variant.HANS) == (
        "blog/fed.md:3:1: 'date' 不是日期：'2025/13/01'\n  改法：写成  date: 2025-12-01"
    )
    assert render_problem(DAY, language=Variant.TW) == (
        "blog/fed.md:3:1: 'date' 不是日期：'2025/13/01'\n  改法：寫成  date: 2025-12-01"
    )


def test_the_count_of_the_rest_is_told_in_chinese():
    problems = [Problem("a.md", line, 0, "no date") for line in (1, 2, 3)]

    assert render_problems(problems, at_most=1, language=Variant.HANS) == (
        "a.md:1: 没有日期\n……还有 2 处"
    )


# On a terminal


@pytest.mark.parametrize(
    "sign", ["\x1b", "\x00", "\x07", "\x9b", "\r", "\u202e", "\u2066", "\ud800"]
)
def test_no_control_character_reaches_a_terminal(sign: str):
    problem = Problem(f"a{sign}.md", 0, 0, f"odd{sign}", f"mend{sign}")

    assert render_problem(problem) == "a\ufffd.md: odd\ufffd\n  mend: mend\ufffd"
    assert sign not in render_annotations([problem])


def test_a_file_name_of_two_lines_stays_on_one():
    assert render_problem(Problem("a\n::error::x.md", 0, 0, "odd")) == "a ::error::x.md: odd"


def test_emoji_and_spaces_of_east_asia_are_shown():
    assert render_problem(Problem("a\u3000b.md", 0, 0, "odd: '👩‍💻'")) == "a\u3000b.md: odd: '👩‍💻'"


# In GitHub Actions


def test_a_problem_becomes_an_annotation_of_its_line():
    assert render_annotations([DAY], folder="docs") == (
        "::error file=docs/blog/fed.md,line=3,col=1,title=cannot be published"
        "::'date' is not a day: '2025/13/01'%0A  mend: write it as  date: 2025-12-01"
    )


def test_what_has_no_line_is_annotated_at_the_file():
    assert render_annotations([Problem("a.md", 0, 0, "odd")], level="warning") == (
        "::warning file=a.md,title=should be looked at::odd"
    )
    assert render_annotations([Problem("a.md", 2, 0, "odd")], level="notice") == (
        "::notice file=a.md,line=2,title=should be looked at::odd"
    )


def test_what_means_something_to_github_is_escaped():
    problem = Problem("a,b:c%.md", 1, 2, "100%: a, b")

    assert render_annotations([problem]) == (
        "::error file=a%2Cb%3Ac%25.md,line=1,col=2,title=cannot be published::100%25: a, b"
    )


def test_annotations_are_told_by_file_each_once_and_in_chinese():
    problems = [Problem("b.md", 1, 0, "no date"), Problem("a.md", 1, 0, "no date")] * 2
    told = render_annotations(problems, title="left out", language=Variant.HANS)

    assert told.splitlines() == [
        "::error file=a.md,line=1,title=没有发布::没有日期",
        "::error file=b.md,line=1,title=没有发布::没有日期",
    ]


def test_github_shows_no_more_than_fifty_annotations():
    problems = [Problem("a.md", line, 0, "odd") for line in range(1, 99)]

    assert len(render_annotations(problems).splitlines()) == 50
