"""The heading that names a Markdown text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from yiwen.chinese.prose import Span
from yiwen.prose import strip_markup

_CANDIDATE = re.compile(
    r"^(?P<sign>#{1,2})(?!#)(?P<atx>[^\n]*)"
    r"|^(?P<setext>[^\s>#|*+<-][^\n]*)\n(?P<rule>=+|-+)[ \t]*$",
    re.MULTILINE,
)
_HASHTAG = re.compile(r"#[^\s#]+(?:#|\s+#\S)")
_OPENING = re.compile(r"(?:\s|<!--.*?-->)*+", re.DOTALL)
_ATTRIBUTES = re.compile(r"\{:?[^{}\n]*\}$")

LONGEST = 500
"""No heading is longer; what is, was meant as text."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 or 2."""

    level: int
    text: str
    """Without marks of Markdown; marks of rules stay."""
    span: Span
    """Where its lines stand in the body."""
    opens: bool
    """Nothing but blank lines and comments stand before it."""


def find_title(body: str, hidden: Sequence[Span] = ()) -> Heading | None:
    """Find the heading that names a text: its first H1, else its first H2 when that opens it.

    ``hidden`` are the parts of ``body`` that are not prose, such as code.
    """
    opening = _OPENING.match(body)
    start = opening.end() if opening else 0
    first: Heading | None = None
    for found in _CANDIDATE.finditer(body):
        opens = found.start() == start
        heading = _read_heading(found, opens=opens)
        if heading is None or not (heading.level == 1 or opens):
            continue
        if any(low <= found.start() < high for low, high in hidden):
            continue
        if heading.level == 1:
            return heading
        first = heading
    return first


def _read_heading(found: re.Match[str], *, opens: bool) -> Heading | None:
    if found["sign"]:
        level, raw = len(found["sign"]), found["atx"].strip(" \t").rstrip("#")
        refused = _HASHTAG.match(found[0]) is not None
    else:
        level, raw = 1 if found["rule"][0] == "=" else 2, found["setext"]
        refused = not _stands_alone(found)
    if refused or len(raw) > LONGEST:
        return None
    text = " ".join(strip_markup(_ATTRIBUTES.sub("", raw.rstrip())).split())
    return Heading(level, text, found.span(), opens) if text else None


def _stands_alone(found: re.Match[str]) -> bool:
    """Whether a blank line stands above: only then are two lines a heading to Python-Markdown."""
    above = found.string.rfind("\n", 0, max(0, found.start() - 1)) + 1
    return not found.string[above : found.start()].strip()


def cut_heading(
    body: str, heading: Heading, hidden: Sequence[Span]
) -> tuple[str, tuple[Span, ...]]:
    """Give ``body`` without a heading, and where its ``hidden`` parts are then.

    The lines below the heading keep their numbers.
    """
    start, end = heading.span
    kept = "\n" * body.count("\n", start, end)
    moved = len(kept) - (end - start)
    before = [span for span in hidden if span[1] <= start]
    after = [(low + moved, high + moved) for low, high in hidden if low >= end]
    return body[:start] + kept + body[end:], (*before, *after)
