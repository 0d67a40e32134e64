"""Keys of pages: everything a page is made from, and nothing else.

Two pages of one key are the same byte for byte. What a page shows of others is part of its key as an
*outline*: all of a post but its text.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from operator import attrgetter
from urllib.parse import unquote, urljoin, urlsplit

from yiwen.cache import digest
from yiwen.documents import Document
from yiwen.library import Entry, Surroundings
from yiwen.listings import Directory, Listing, Plan
from yiwen.posts import Post

_INLINE = re.compile(r"\]\((?=((?:[^()]++|\((?:[^()]++|\([^()]*+\))*+\))*+))")
"""[text](target "title")"""
_DEFINED = re.compile(r"\]:(?=\s*+(<[^>\n]*+>|\S++))")
"""[name]: target"""
_ATTRIBUTE = re.compile(r"""\b(?:href|src)\s*+=\s*+(?=("[^"]*+"|'[^']*+'|[^\s"'>}]++))""")
"""In HTML, and in lists of attributes. All three find more than links: that changes nothing."""
_TITLE = re.compile(r"""\s+(?:"[^"]*"|'[^']*')\s*\Z""")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//|#|\Z", re.IGNORECASE)


_TEXT = {"body", "body_line", "han_count", "word_count"}
_take_post = attrgetter(*(each.name for each in fields(Post) if each.name not in _TEXT))
_take_entry = attrgetter(*(each.name for each in fields(Entry) if each.name != "post"))


@dataclass(frozen=True, slots=True)
class Places:
    """Where the links of sources lead."""

    locate: Callable[[str], str]
    """Path below ``docs/`` -> the address of what lies there; empty when there is nothing."""
    partial: Mapping[str, str] = field(default_factory=dict)
    """Address of an article that some editions do not have -> what tells the ones that do."""
    images: Mapping[str, str] = field(default_factory=dict)
    """Path of a source -> what its page shows of images but their addresses."""

    def find(self, body: str, path: str, url: str) -> list[tuple[str, str, str]]:
        """The relative links of a source at ``path``, whose page is at ``url``, each once.

        With each: where it leads, and which editions have no page there. What is shown of its
        images comes first.
        """
        found = [("", path, self.images[path])] if path in self.images else []
        for link in _find_links(body):
            located = self.locate(_resolve(link, path))
            missing = self.partial.get(located, "")
            if self.partial and not missing:  # HTML has addresses, seen from the page
                address = urlsplit(urljoin(f"//host/{url}", link)).path[1:]
                missing = self.partial.get(address, "")
            found.append((link, located, missing))
        return found


def _find_links(body: str) -> dict[str, None]:
    patterns = [_INLINE, _DEFINED, *([_ATTRIBUTE] if "href" in body or "src" in body else [])]
    targets = (found[1] for pattern in patterns for found in pattern.finditer(body))
    bare = (_TITLE.sub("", target.strip()).strip("<>\"'") for target in targets)
    links = (target.replace("\\", "") for target in bare)  # my\_post.md
    return {link: None for link in links if not _SCHEME.match(link)}


def outline(entry: Entry) -> bytes:
    """The key of what other pages show of a post; see ``article_key`` for the rest."""
    return digest(repr((_take_entry(entry), _take_post(entry.post))))


def article_key(
    base: bytes,
    entry: Entry,
    around: Surroundings,
    outlines: Mapping[str, bytes],
    *,
    words: str,
    places: Places,
) -> bytes:
    """The key of an article; ``words`` are what its own glossary adds.

    ``outlines`` are those of all posts, by path.
    """
    others = (around.older, around.newer, *around.related, *around.parts)
    post = entry.post
    return digest(
        base,
        outlines[post.path],
        (post.body, post.body_line, post.han_count, post.word_count),
        [outlines[other.key] if other else b"" for other in others],
        (len(around.parts), around.place, around.total),
        words,
        places.find(post.body, post.path, entry.url),
    )


def plan_key(
    base: bytes, plan: Plan, outlines: Mapping[str, bytes], written: Document | None, places: Places
) -> bytes:
    """The key of a page that lists; ``written`` are the words above it."""
    above = document_key(base, written, places) if written else b""
    if isinstance(plan, Listing):
        shown = [outlines[entry.key] for entry in plan.entries]
        return digest(base, above, repr(replace(plan, entries=())), shown)
    if isinstance(plan, Directory):
        return digest(base, above, repr(plan), [term.number for term in plan.terms])
    return digest(base, above, repr(plan))


def document_key(base: bytes, document: Document, places: Places) -> bytes:
    """The key of a page such as about."""
    found = places.find(document.body, document.path, document.url)
    return digest(base, repr(document), found)


def _resolve(link: str, path: str) -> str:
    plain = unquote(link.partition("#")[0].partition("?")[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), plain).lstrip("/"))
