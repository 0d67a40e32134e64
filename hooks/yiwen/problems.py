"""What is wrong with a source: where, what, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault that an author or maintainer can mend."""

    path: str
    line: int
    """Counted from 1; 0 means the whole file."""
    column: int
    """Counted from 1 in characters; 0 means the whole line."""
    what: str
    """Lower case, no full stop, quotes what was found."""
    mend: str = ""
    """A line that can be copied where there is one; empty when ``what`` says it all."""


class YiwenError(Exception):
    """Sources that cannot be used as they are, with every fault found in them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__(*self.problems)

    def __str__(self) -> str:
        return render_problems(self.problems)


def under(folder: str, problems: Iterable[Problem]) -> list[Problem]:
    """The same problems with the paths that an author sees: those below ``folder``."""
    return [replace(problem, path=f"{folder}/{problem.path}") for problem in problems]


def render_problem(problem: Problem) -> str:
    """Give the lines that tell an author of one problem.

    >>> print(render_problem(Problem("a.md", 3, 1, "no date", "add  date: 2025-12-12")))
    a.md:3:1: no date
      mend: add  date: 2025-12-12
    """
    place = [problem.path]
    if problem.line:
        place.append(str(problem.line))
        if problem.column:
            place.append(str(problem.column))
    told = f"{':'.join(place)}: {problem.what}"
    if not problem.mend:
        return told
    return f"{told}\n  mend: {problem.mend.replace(chr(10), chr(10) + ' ' * 8)}"


def render_problems(problems: Iterable[Problem], *, at_most: int = 50) -> str:
    """Give the lines that tell of all problems, by file and line.

    A problem found twice is told once. Past ``at_most``, only the count of the rest is told.
    """
    ordered = sorted(set(problems))
    told = [render_problem(problem) for problem in ordered[:at_most]]
    rest = len(ordered) - at_most
    if rest > 0:
        told.append(f"… and {rest} more")
    return "\n".join(told)
