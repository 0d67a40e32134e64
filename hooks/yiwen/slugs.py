"""Slugs: the part of an address that names one thing."""

from __future__ import annotations

import re
import unicodedata

_UNSAFE = re.compile(r"[^\w.+~-]+")
_RUN = re.compile(r"-{2,}")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")
"""Names that Windows keeps for devices."""
LONGEST = 80
"""Bytes: the longest slug. File systems stop at 255 for a name; nobody reads that far."""


def slug_term(folded: str) -> str:
    """Give the slug of a term from its folded name: Han stays, what an address cannot hold goes.

    A slug is never empty, and never the name of a folder such as ``..``.

    >>> slug_term("宏观经济"), slug_term("AI 与 算力/芯片"), slug_term("c++"), slug_term("?")
    ('宏观经济', 'ai-与-算力-芯片', 'c++', '3f')
    """
    text = unicodedata.normalize("NFC", folded.casefold())
    slug = _shorten(_RUN.sub("-", _UNSAFE.sub("-", text)).strip("-."))
    if _DEVICE.fullmatch(slug):
        return f"_{slug}"
    return slug or _shorten("-".join(f"{ord(char):x}" for char in folded)) or "none"


def _shorten(slug: str) -> str:
    return slug.encode()[:LONGEST].decode(errors="ignore").strip("-.")
