"""A description from the first sentences of a body."""

from __future__ import annotations

import re

from yiwen.prose import count_han, strip_markup

_MORE = re.compile(r"<!--\s*(?:more|excerpt|truncate)\b[^>]*-->", re.IGNORECASE)


def summarise(body: str, *, most: int = 120) -> str:
    """Give the first sentences of ``body``."""
    match = _MORE.search(body)
    text = body[: match.start()] if match and body[: match.start()].strip() else body
    for block in re.split(r"\n[ \t]*\n", text):
        plain = strip_markup(block).strip()
        if count_han(plain) > 10 and not block.startswith("#"):
            return plain[:most]
    return ""
