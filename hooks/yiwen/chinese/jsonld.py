"""Find the strings of a JSON text that are prose, without reading the rest of it."""

import json
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from yiwen.chinese.htmlscan import names


class JsonText(NamedTuple):
    """A string value of a JSON text."""

    start: int
    """Behind its opening quote."""
    end: int
    """Before its closing quote."""
    text: str
    """What it says, escapes read."""
    prose: bool
    """False under a key whose values are names, addresses or codes."""
    named: bool
    """Whether the key is one of those whose values are texts, whatever they look like."""


NOT_PROSE: Final = names(
    "@context @type @id url inlanguage image logo sameas contenturl thumbnailurl target"
    " encodingformat identifier"
)
"""Keys of schema.org, in lower case, whose strings are no text."""

PROSE: Final = names(
    "name headline alternativeheadline description keywords articlesection caption"
)
"""Keys of schema.org, in lower case, whose strings are texts: a headline may begin with ``#``."""

# An end is always found, so no part is read twice: what is not closed goes on to the end.
_STEP = re.compile(r'"((?:[^"\\]+|\\.)*)(?:("(?=[\t\n\r ]*:))|"|\\?\Z)|([{}])', re.DOTALL)
_UNFIT = re.compile(r'[\x00-\x1f"\\<]')


def find_json_texts(body: str) -> Iterator[JsonText]:
    """Give the string values of ``body`` in order, keys and empty ones left out."""
    key = ""
    outer: list[str] = []
    for step in _STEP.finditer(body):
        if step[3] == "{":
            outer.append(key)
        elif step[3]:
            key = outer.pop() if outer else ""
        elif step[2]:
            key = (_read_string(step[1]) or "").lower()
        elif text := _read_string(step[1]):
            yield JsonText(*step.span(1), text, key not in NOT_PROSE, key in PROSE)


def write_json_text(text: str) -> str:
    """Write what stands between the quotes of a string, fit to stand inside ``<script>``."""
    if not _UNFIT.search(text):
        return text
    return json.dumps(text, ensure_ascii=False)[1:-1].replace("<", "\\u003c")


def _read_string(raw: str) -> str | None:
    """Read what stands between quotes; None when it is no JSON."""
    if "\\" not in raw:
        return raw
    try:
        return str(json.loads(f'"{raw}"', strict=False))
    except ValueError:
        return None
