"""What is wrong with a source: where, what, and how to mend it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from yiwen.message_pages import find_anchor
from yiwen.messages import Language, label, translate

Level = Literal["error", "warning", "notice"]

_UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""Control characters but the line feed, what turns the direction of writing, halves of characters."""


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


def order_problems(problems: Iterable[Problem]) -> list[Problem]:
    """Problems by file and line, each once."""
    return sorted(set(problems))


def render_problem(problem: Problem, *, language: Language = None, explained: str = "") -> str:
    """Give the lines that tell an author of one problem.

    ``explained`` is the page that explains messages, such as ``docs/messages.md``, if there is one.

    >>> print(render_problem(Problem("a.md", 3, 1, "no date", "add  date: 2025-12-12")))
    a.md:3:1: no date
      mend: add  date: 2025-12-12
    """
    place = [_show(problem.path.replace("\n", " "))]
    if problem.line:
        place.append(str(problem.line))
        if problem.column:
            place.append(str(problem.column))
    told = f"{':'.join(place)}: {_tell(problem, language)}"
    anchor = find_anchor(problem.what) if explained else ""
    return f"{told}\n  {label('see: ', language)}{explained}#{anchor}" if anchor else told


def _tell(problem: Problem, language: Language) -> str:
    what = _show(translate(problem.what, language))
    if not problem.mend:
        return what
    mend = _show(translate(problem.mend, language)).replace("\n", f"\n{' ' * 8}")
    return f"{what}\n  {label('mend: ', language)}{mend}"


def _show(text: str) -> str:
    """A text without characters that could move a terminal's cursor or turn its line round."""
    return text if text.isprintable() else _UNSEEN.sub("\ufffd", text)


def render_problems(
    problems: Iterable[Problem],
    *,
    at_most: int = 50,
    language: Language = None,
    explained: str = "",
) -> str:
    """Give the lines that tell of all problems, by file and line.

    A problem found twice is told once. Past ``at_most``, only the count of the rest is told.
    """
    ordered = order_problems(problems)
    told = [
        render_problem(problem, language=language, explained=explained)
        for problem in ordered[:at_most]
    ]
    rest = len(ordered) - at_most
    if rest > 0:
        told.append(label("… and {rest} more", language, rest=rest))
    return "\n".join(told)


def render_annotations(
    problems: Iterable[Problem],
    *,
    level: Level = "error",
    title: str = "",
    folder: str = "",
    at_most: int = 50,
    language: Language = None,
) -> str:
    """Give the lines that make GitHub Actions show problems beside the lines they stand in.

    ``title`` is one of the phrasebook's labels; ``folder`` is what the paths are below, seen from the
    repository's root.

    >>> print(render_annotations([Problem("a,b.md", 3, 1, "no date")]))
    ::error file=a%2Cb.md,line=3,col=1,title=cannot be published::no date
    """
    usual = "cannot be published" if level == "error" else "should be looked at"
    told = label(title or usual, language)
    return "\n".join(
        _annotate(problem, level, folder=folder, title=told, language=language)
        for problem in order_problems(problems)[:at_most]
    )


def _annotate(
    problem: Problem, level: Level, *, folder: str, title: str, language: Language
) -> str:
    values = {"file": f"{folder}/{problem.path}" if folder else problem.path}
    if problem.line:
        values["line"] = str(problem.line)
        if problem.column:
            values["col"] = str(problem.column)
    values["title"] = title
    told = ",".join(f"{name}={_escape_value(value)}" for name, value in values.items())
    return f"::{level} {told}::{_escape(_tell(problem, language))}"


def _escape(text: str) -> str:
    return _show(text).replace("%", "%25").replace("\n", "%0A")


def _escape_value(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
