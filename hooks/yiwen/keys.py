"""Keys of pages: everything a page is made from, and nothing else.

Two pages of one key are the same byte for byte. What a page shows of others is part of its key as an
*outline*: all of a post but its text.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from urllib.parse import unquote

from yiwen.cache import digest
from yiwen.documents import Document
from yiwen.library import Entry, Surroundings
from yiwen.listings import Directory, Listing, Plan

Locate = Callable[[str], str]
"""Path below ``docs/`` -> the address of what lies there; empty when there is nothing."""

_LINK = re.compile(r"\]\(\s*<?([^)\s>]+)|^[ ]{0,3}\[[^\]\n]+\]:\s*<?([^\s>]+)", re.MULTILINE)
_SCHEME = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//|#)", re.IGNORECASE)


def outline(entry: Entry) -> bytes:
    """The key of what other pages show of a post."""
    post = replace(entry.post, body="", body_line=0, han_count=0, word_count=0)
    return digest(repr(replace(entry, post=post)))


def article_key(
    base: bytes,
    entry: Entry,
    around: Surroundings,
    outlines: Mapping[str, bytes],
    *,
    words: str,
    locate: Locate,
) -> bytes:
    """The key of an article; ``words`` are what its own glossary adds."""
    others = (around.older, around.newer, *around.related, *around.parts)
    return digest(
        base,
        repr(entry),
        [outlines[other.key] if other else b"" for other in others],
        (len(around.parts), around.place, around.total),
        words,
        find_targets(entry.post.body, entry.post.path, locate),
    )


def plan_key(
    base: bytes, plan: Plan, outlines: Mapping[str, bytes], written: Document | None, locate: Locate
) -> bytes:
    """The key of a page that lists; ``written`` are the words above it."""
    above = document_key(base, written, locate) if written else b""
    if isinstance(plan, Listing):
        shown = [outlines[entry.key] for entry in plan.entries]
        counts = [term.number for term in (plan.term, *plan.related) if term]
        return digest(base, above, repr(replace(plan, entries=())), shown, counts)
    if isinstance(plan, Directory):
        return digest(base, above, repr(plan), [term.number for term in plan.terms])
    return digest(base, above, repr(plan))


def document_key(base: bytes, document: Document, locate: Locate) -> bytes:
    """The key of a page such as about."""
    return digest(base, repr(document), find_targets(document.body, document.path, locate))


def find_targets(body: str, path: str, locate: Locate) -> list[tuple[str, str]]:
    """The relative links of a source and the addresses they lead to now, each once."""
    links = dict.fromkeys(found[1] or found[2] for found in _LINK.finditer(body))
    return [(link, locate(_resolve(link, path))) for link in links if not _SCHEME.match(link)]


def _resolve(link: str, path: str) -> str:
    plain = unquote(link.partition("#")[0].partition("?")[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), plain).lstrip("/"))
