"""Slugs: the part of an address that names a term or a post."""

from __future__ import annotations

import re

_UNSAFE = re.compile(r"[^\w.+~-]+|_{2,}")


def slug_term(folded: str) -> str:
    """The slug of a term, from its folded name; Han stays.

    >>> slug_term("宏观经济"), slug_term("AI 与 算力/芯片")
    ('宏观经济', 'ai-与-算力-芯片')
    """
    slug = _UNSAFE.sub("-", folded.casefold()).strip("-.")
    return slug or "-".join(f"{ord(char):x}" for char in folded) or "-"
