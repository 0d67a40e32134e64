from __future__ import annotations

from yiwen.problems import Problem, YiwenError, render_problem, render_problems, under

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
