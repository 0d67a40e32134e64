"""Find where front matter begins and ends."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Language = Literal["", "yaml", "toml"]

_FENCE = re.compile(r"[ \t]*+(?:-{3,}|\+{3})[ \t]*")
_END = {
    "yaml": re.compile(r"[ \t]*(?:-{3,}|\.{3})[ \t]*"),
    "toml": re.compile(r"[ \t]*\+{3}[ \t]*"),
}
_KEY = {
    "yaml": re.compile(
        r"[ \t]*(?:\"[^\"]*\"|'[^']*'|[^\s#:\"'\-&*!|>%@`{\[][^:]{0,60}):(?:[ \t]|$)"
    ),
    "toml": re.compile(r"[ \t]*(?:[\w.\"'-]+[ \t]*=|\[)"),
}
_BLOCK_SCALAR = re.compile(r"([ \t]*+).*?[:\-][ \t]+[|>][-+0-9]*[ \t]*(?:#.*)?")
_NEAR_FENCE = re.compile(r"[ \t]*+(?:---|\+\+\+)[ \t]*[^\-+\s].*|.*[^\-\s|:](?:---|\+\+\+)[ \t]*")
_HEXO_KEY = re.compile(r"(?:title|date|layout|tags|categories):(?:[ \t]|$)")
_HEXO_LINE = re.compile(r"[\w-]+:(?:[ \t]|$)|[ \t]+\S|-[ \t]|[ \t]*(?:#.*)?$")
_CODE_FENCE = re.compile(r"[ \t]*(?:`{3,}|~{3,})[ \t]*\w*[ \t]*")
_JSON_KEY = re.compile(r'[ \t]*"[\w-]+"[ \t]*:')
_ODD_OPENING = re.compile(r"[ \t]*(?:[—–－‐‑−―-]{1,6}|-{3}[ \t]*[^\s-].*)[ \t]*")


MOST_KEYS = 60
"""Lines below an opening fence where the other is looked for, misspelt."""
MOST_LINES_ABOVE = 10
"""Lines of text that front matter is looked for below."""


@dataclass(frozen=True, slots=True)
class Fenced:
    """A source cut in two at its fences."""

    language: Language
    """Empty when there is no front matter."""
    block: str
    """What stands between the fences."""
    block_line: int
    body: str
    body_line: int
    fault: tuple[int, str, str] | None = None
    """(line, what, mend) when the fences cannot be told."""


def cut_front_matter(text: str) -> Fenced:
    """Cut a clean text (only line feeds end its lines) into front matter and body.

    Blank lines may stand before the opening fence, and fences may be indented. A text that only
    begins with a thematic break has no front matter.
    """
    lines = text.split("\n")
    opening = next((at for at, line in enumerate(lines) if line.strip(" \t")), len(lines))
    if opening == len(lines) or not _FENCE.fullmatch(lines[opening]):
        return _cut_hexo(lines, opening) or _cut_without_fence(lines, opening)
    language: Language = "toml" if "+" in lines[opening] else "yaml"
    closing = _find_end(lines, opening, language)
    if not _is_meant(lines, opening, closing, language):
        return _no_front_matter(lines)
    if closing is None:
        return _unclosed(lines, opening, language)
    return Fenced(
        language=language,
        block="\n".join(lines[opening + 1 : closing]) + "\n",
        block_line=opening + 2,
        body="\n".join(lines[closing + 1 :]),
        body_line=closing + 2,
    )


def find_glued_fence(block: str) -> tuple[int, str] | None:
    """Find a line of front matter that looks like a fence with other text beside it.

    Gives its index in ``block``, from 0, and the line.
    """
    for at, line in enumerate(block.split("\n")):
        if _NEAR_FENCE.fullmatch(line):
            return at, line
    return None


def tell_glued_fence(line: str) -> tuple[str, str]:
    """Say what is wrong with such a line, and how to mend it."""
    sign = "---" if "---" in line else "+++"
    return (
        f"a fence with other text beside it: {line.strip()!r}",
        f"write {sign} on a line of its own",
    )


def _find_end(lines: list[str], opening: int, language: Language) -> int | None:
    end = _END[language]
    held = -1  # indentation of the key whose block scalar is being read
    for at in range(opening + 1, len(lines)):
        line = lines[at]
        indent = len(line) - len(line.lstrip(" \t"))
        if held >= 0 and (indent > held or not line.strip(" \t")):
            continue
        if end.fullmatch(line):
            return at
        scalar = _BLOCK_SCALAR.fullmatch(line) if language == "yaml" else None
        held = len(scalar[1]) if scalar else -1
    return None


def _is_meant(lines: list[str], opening: int, closing: int | None, language: Language) -> bool:
    """Whether an opening fence is one: a thematic break looks the same.

    What stands right below a fence, and before another, is meant as front matter whatever it is.
    """
    inside = lines[opening + 1 : closing]
    first = next((line for line in inside if line.strip(" \t") and line.lstrip()[0] != "#"), "")
    if _KEY[language].match(first) or _NEAR_FENCE.fullmatch(first):
        return True
    if closing is None:
        return False
    return not first or bool(inside[0].strip(" \t"))


def _no_front_matter(lines: list[str]) -> Fenced:
    return Fenced("", "", 1, "\n".join(lines), 1)


def _cut_hexo(lines: list[str], opening: int) -> Fenced | None:
    """Front matter as Hexo reads it too: with no fence above, only one below."""
    if opening == len(lines) or not _HEXO_KEY.match(lines[opening]):
        return None
    for at in range(opening + 1, len(lines)):
        if _FENCE.fullmatch(lines[at]):
            block = "\n".join(lines[opening:at]) + "\n"
            return Fenced("yaml", block, opening + 1, "\n".join(lines[at + 1 :]), at + 2)
        if not _HEXO_LINE.match(lines[at]):
            break
    return None


def _cut_without_fence(lines: list[str], opening: int) -> Fenced:
    """A text whose first line is no fence: mostly plain Markdown, sometimes a misspelt fence."""
    fault = _see_opening(lines, opening) if opening + 1 < len(lines) else None
    if fault is None:
        return _no_front_matter(lines)
    return Fenced("yaml", "", 1, "", len(lines), fault)


def _see_opening(lines: list[str], opening: int) -> tuple[int, str, str] | None:
    """Tell front matter that a text begins with, but not as it should."""
    first, second, third = (*lines[opening : opening + 3], "")[:3]
    key = _KEY["yaml"].match
    if _ODD_OPENING.fullmatch(first) and key(second):
        what = f"front matter opens with {first.strip()!r} where a fence belongs"
        return opening + 1, what, "write --- on a line of its own"
    if _CODE_FENCE.fullmatch(first) and _FENCE.fullmatch(second) and key(third):
        what = "the whole post stands in a block of code"
        return opening + 1, what, f"delete the line {first.strip()}, and the one that closes it"
    if first.strip() == "{" and _JSON_KEY.match(second):
        what = "front matter in JSON, which is not read"
        return opening + 1, what, "write each as  title: …  on its line, between two lines of ---"
    return _see_text_above(lines, opening)


def _see_text_above(lines: list[str], opening: int) -> tuple[int, str, str] | None:
    for at in range(opening + 1, min(opening + 1 + MOST_LINES_ABOVE, len(lines) - 1)):
        if _FENCE.fullmatch(lines[at]):
            if not _cut_hexo(lines, at + 1):
                return None
            what = f"text above the front matter: {lines[opening].strip()[:40]!r}"
            return opening + 1, what, "move it below the front matter"
    return None


def _unclosed(lines: list[str], opening: int, language: Language) -> Fenced:
    glued = find_glued_fence("\n".join(lines[opening + 1 : opening + 1 + MOST_KEYS]))
    if glued:
        fault = (opening + 2 + glued[0], *tell_glued_fence(glued[1]))
    else:
        sign = "---" if language == "yaml" else "+++"
        mend = f"write {sign} on a line of its own, below the last key"
        fault = (opening + 1, "front matter that is opened here is never closed", mend)
    return Fenced(language, "", 1, "", len(lines), fault)
