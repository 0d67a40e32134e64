"""The headings of a Markdown body, and the one that is its title."""

from __future__ import annotations

import re
from dataclasses import dataclass

from yiwen.prose import strip_markup

_CANDIDATE = re.compile(
    r"^(?P<sign>#{1,2})(?!#)(?P<atx>[^\n]*?)[ \t#]*$"
    r"|^(?P<setext>[^\s>#*+|<-][^\n]*)\n(?P<rule>=+|-+)[ \t]*$",
    re.MULTILINE,
)
_HASHTAG = re.compile(r"#[^\s#]+[#\s]")
_HIDDEN = re.compile(
    r"^[ \t]*(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t]*(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|<!--.*?(?:-->|\Z)"
    r"|<(?P<raw>pre|script|style|textarea)\b.*?(?:</(?P=raw)\s*>|\Z)",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
_OPENING = re.compile(r"(?:\s|<!--.*?-->)*", re.DOTALL)
_ATTRIBUTES = re.compile(r"[ \t]*\{:?[^{}\n]*\}[ \t]*$")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 or 2."""

    level: int
    text: str
    """Without marks of Markdown; rule marks stay."""
    start: int
    end: int
    """Where its lines stand in the body."""
    opens: bool
    """Nothing but blank lines and comments stand before it."""


def find_title(body: str) -> Heading | None:
    """Find the heading that names a text: its first H1, else the first H2 when it opens it."""
    opening = _OPENING.match(body)
    start = opening.end() if opening else 0
    hidden: list[tuple[int, int]] | None = None
    first: Heading | None = None
    for found in _CANDIDATE.finditer(body):
        heading = _read_heading(found, opens=found.start() == start)
        if heading is None or (heading.level > 1 and not heading.opens):
            continue
        if hidden is None:
            hidden = [match.span() for match in _HIDDEN.finditer(body)]
        if any(low <= heading.start < high for low, high in hidden):
            continue
        if heading.level == 1:
            return heading
        first = first or heading
    return first


def _read_heading(found: re.Match[str], *, opens: bool) -> Heading | None:
    if found["sign"]:
        if _HASHTAG.match(found[0]):
            return None
        level, raw = len(found["sign"]), found["atx"]
    else:
        level, raw = 1 if found["rule"][0] == "=" else 2, found["setext"]
    text = strip_markup(_ATTRIBUTES.sub("", raw)).strip()
    return Heading(level, text, found.start(), found.end(), opens) if text else None


def cut_heading(body: str, heading: Heading) -> str:
    """Give ``body`` without a heading; the lines below it keep their numbers."""
    lines = body.count("\n", heading.start, heading.end)
    return body[: heading.start] + "\n" * lines + body[heading.end :]
