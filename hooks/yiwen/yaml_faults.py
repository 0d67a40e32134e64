"""Say in an author's words why a block of YAML cannot be read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

from yiwen.fences import find_glued_fence, tell_glued_fence
from yiwen.fields import quote_text

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml where it is built in, else PyYAML's own reader; their words differ a little."""

LONGEST_LINE = 500
"""Characters of a line that a message repeats mended."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a block; line and column count from 0, column -1 is the whole line."""

    line: int
    column: int
    what: str
    mend: str


_ALIGN = "begin each key at the start of its line, each item of a list with two spaces and -"
_QUOTE = "write each line as  key: value,  a text with : # [ ] { } or quotes in quotes"
_KINDS = (
    ("open quote", "unexpected end of stream"),
    ("colon", "mapping values are not allowed"),
    ("no key", "could not find expected ':'"),
    ("sign", "cannot start any token"),
    ("bracket", "expected ',' or '"),
    ("backslash", "unknown escape"),
    ("sign", "scanning an anchor|scanning an alias|(?:scanning|parsing) a tag|a block scalar"),
    ("margin", "parsing a block collection"),
    ("behind", "parsing a block mapping"),
)
"""What a fault is, by what either reader says."""
_TOLD = {
    "open quote": "a quotation mark that is never closed",
    "colon": "a colon and a space inside a value cut it in two",
    "no key": "a line that is no  key: value",
    "sign": "a value that begins with a sign of YAML's",
    "backslash": "a backslash inside double quotes",
    "behind": "text behind a closing quotation mark or bracket",
}
_OPENED = frozenset({"open quote", "no key", "bracket"})
"""Faults that are noticed long after the place where they begin."""


def explain_fault(error: yaml.YAMLError, block: str) -> Fault:
    """Tell where ``block`` cannot be read, why, and what to write instead."""
    parts = (getattr(error, "context", None), getattr(error, "problem", None) or str(error))
    said = ": ".join(part for part in parts if part)
    kind = next((kind for kind, pattern in _KINDS if re.search(pattern, said)), "")
    lines = block.split("\n")
    line, column = _find_place(error, kind, last=len(lines) - 1)
    return (
        _see_fence(lines, line)
        or _see_tab(lines, line)
        or _see_margin(lines, line, column=column, kind=kind)
        or _see_text(lines, line, kind=kind)
        or _see_value(lines, line, column=column, what=_TOLD.get(kind, f"not YAML: {said}"))
    )


def _find_place(error: yaml.YAMLError, kind: str, *, last: int) -> tuple[int, int]:
    mark = getattr(error, "problem_mark", None)
    if kind in _OPENED:
        mark = getattr(error, "context_mark", None) or mark
    return (min(mark.line, last), mark.column) if mark else (0, -1)


def _see_fence(lines: list[str], line: int) -> Fault | None:
    glued = find_glued_fence("\n".join(lines[: line + 1]))
    return Fault(glued[0], -1, *tell_glued_fence(glued[1])) if glued else None


def _see_tab(lines: list[str], line: int) -> Fault | None:
    margin = re.match(r"[ ]*\t", lines[line])
    if margin is None:
        return None
    what = "a tab where YAML takes spaces only"
    return Fault(line, margin.end() - 1, what, "indent with two spaces")


def _see_margin(lines: list[str], line: int, *, column: int, kind: str) -> Fault | None:
    """A line that would be right elsewhere, or below another."""
    text = lines[line]
    begins = not text[:column].strip()
    if kind == "margin" or (kind == "behind" and begins):
        return Fault(line, column, "a line that does not fit the lines above it", _ALIGN)
    if kind != "colon" or ":" in text[:column] or line == 0:
        return None
    if text[0] in " \t":
        return Fault(line, column, "a key that is indented below a text", _ALIGN)
    above = max(at for at in range(line) if lines[at].strip())
    return Fault(above, 0, _TOLD["no key"], _suggest(lines[above]))


def _see_text(lines: list[str], line: int, *, kind: str) -> Fault | None:
    """A body that began, or a list that never ends."""
    if kind == "bracket":
        what = "a bracket that is never closed, or no comma between two values"
        return Fault(line, lines[line].find("["), what, "write a list on one line as  [a, b]")
    if kind == "no key" and not all(above.strip() for above in lines[:line]):
        what = f"text among the keys: {lines[line].strip()[:40]!r}"
        return Fault(line, 0, what, "write --- on a line of its own below the last key")
    return None


def _see_value(lines: list[str], line: int, *, column: int, what: str) -> Fault:
    return Fault(line, column, what, _suggest(lines[line]))


_SIMPLE = re.compile(r"([ \t]*(?:- +)*)([^\s:#\"'{\[][^:]*?|\"[^\"]*\"|'[^']*')(:[ \t]*)(\S.*)")


_WIDE_COLON = re.compile(r"^([ \t]*[\w-]+)：[ \t]*(\S)", re.ASCII)


def _suggest(line: str) -> str:
    """A line to copy: the same with its value in quotes, when that is the cure."""
    found = _SIMPLE.fullmatch(_WIDE_COLON.sub(r"\1: \2", line.rstrip()))
    if found and len(line) <= LONGEST_LINE:
        mended = f"{found[1]}{found[2]}: {quote_text(_unquote(found[4]))}"
        if _is_readable(mended):
            return f"write it as  {mended.strip()}"
    return _QUOTE


def _unquote(value: str) -> str:
    """A value without the quotation marks it was meant to stand in, closed or not."""
    sign = value[0]
    if sign not in "\"'":
        return value
    if len(value) > 1 and value[-1] == sign:
        return value[1:-1]
    return value if value.count(sign) > 1 else value[1:]


def _is_readable(line: str) -> bool:
    try:
        for _ in yaml.parse(line, Loader=LOADER):
            pass
    except yaml.YAMLError:
        return False
    return True
