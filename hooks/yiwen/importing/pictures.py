"""Find the files that a source shows, and lead it to where they are copied."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from urllib.parse import quote

from yiwen.chinese.prose import find_protected
from yiwen.frontmatter import split_source
from yiwen.metadata import Metadata

PICTURES = frozenset((".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".bmp"))
FILES = PICTURES | frozenset((".pdf", ".mp3", ".m4a", ".mp4", ".webm"))
"""Endings of what is copied along."""

_REFERENCE = re.compile(
    r"(?P<before>\]\(\s*)(?P<address><[^<>\n]+>|[^\s()<>]+(?:\([^\s()]*\)[^\s()]*)*)"
    r"|(?P<tag><(?:img|source|video|audio|a)\b[^<>]*?\s(?:src|href|poster)=[\"'])(?P<src>[^\"'\n]+)"
    r"|(?P<label>^\[[^\]\n]+\]:[ \t]*)(?P<target>\S+)",
    re.IGNORECASE | re.MULTILINE,
)
_KINDS = (("before", "address"), ("tag", "src"), ("label", "target"))
_FOREIGN = re.compile(r"[a-z][a-z0-9+.-]*:|//|#", re.IGNORECASE)

Rewrite = Callable[[str], str]
"""An address as it is written -> as it is to be written."""


def is_file(address: str) -> bool:
    """Whether an address may lead to a file that is copied along."""
    path = re.split(r"[?#]", address)[0]
    return not _FOREIGN.match(address) and posixpath.splitext(path)[1].lower() in FILES


def rewrite_files(text: str, rewrite: Rewrite, *, path: str) -> str:
    """Give a source with the address of each file it shows rewritten, its cover's too."""
    front = split_source(text, path=path)
    lines = text.split("\n")
    head, body = lines[: front.body_line - 1], "\n".join(lines[front.body_line - 1 :])
    given = Metadata(front.fields, path).find("coverImage")
    field = given[1] if given else None
    leaf = (
        next((each for each in (*field.items, *field.entries.values(), field) if each.text), None)
        if field
        else None
    )
    if leaf and leaf.text and is_file(leaf.text):
        at = leaf.value_line - 1
        head[at] = head[at].replace(leaf.text, rewrite(leaf.text), 1)
    return "\n".join([*head, _rewrite_body(body, rewrite)])


def _rewrite_body(body: str, rewrite: Rewrite) -> str:
    code = [
        (start, end)
        for start, end in find_protected(body)
        if body[start:end].lstrip()[:1] in ("`", "~")
    ]

    def write(found: re.Match[str]) -> str:
        if any(start <= found.start() < end for start, end in code):
            return found[0]
        before, name = next(kind for kind in _KINDS if found[kind[1]])
        address = found[name].strip("<>")
        if not is_file(address):
            return found[0]
        written = rewrite(address)
        return found[0] if written == address else f"{found[before]}{written}"

    return _REFERENCE.sub(write, body)


def lead_to(target: str, *, beside: str) -> str:
    """The address of the file ``target`` in the source ``beside``, both below ``docs/``.

    >>> lead_to("assets/posts/fed/a b.png", beside="blog/2025/12/12/fed.md")
    '../../../../assets/posts/fed/a%20b.png'
    """
    return quote(posixpath.relpath(target, posixpath.dirname(beside)), safe="/~!,@+=-._")
