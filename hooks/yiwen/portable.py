"""Make the HTML of an article readable anywhere: in a feed reader, without this site's style and scripts.

Addresses become absolute, what only a page of the site can use goes, the words stay.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from html import escape, unescape
from urllib.parse import urljoin

from yiwen.chinese.htmlscan import VOID, Kind, Tag, read_tag, scan_html

_LINKS = frozenset({"href", "src", "poster", "cite", "data", "longdesc"})
_SETS = frozenset({"srcset", "imagesrcset"})
_CLUTTER = re.compile(
    r"class|id|style|role|tabindex|hidden|loading|decoding|fetchpriority|referrerpolicy|rel|target|ping"
    r"|name|nonce|integrity|crossorigin|contenteditable|draggable|slot|part|item\w+|on\w+|aria-.*"
    r"|data-.*|xmlns:.*"
)
"""What serves style, scripts, loading and anchors: a link to a place in the text leads to the site."""

_DROPPED = frozenset(
    {"script", "style", "template", "noscript", "svg", "button", "select", "textarea", "dialog"}
)
"""Elements that say nothing without the page around them."""
_UNWRAPPED = frozenset({"span", "label", "font"})
"""Elements that are nothing but their attributes."""
_LEFT_OUT = frozenset({"input", "link", "meta", "base"})

_BOXES = {False: "☐ ", True: "☑ "}
"""A task that is to do, or done: readers show no form fields."""

_CANDIDATE = re.compile(r"(?:^|,)\s*([^\s,]\S*[^\s,]|[^\s,])")
"""The address of one image among those of ``srcset``: a comma inside it is part of it."""
_SPAN = re.compile(r"</?span[^>]*>")
_UNSAFE = re.compile(r"[\s\0-\x1f]*(?:javascript|vbscript):", re.IGNORECASE)


def make_portable(html: str, base: str) -> str:
    """Give ``html`` as others can show it; its links are seen from the absolute address ``base``.

    Scripts, styles, comments and fields of forms are left out, hidden elements too. ``]]>`` is not in
    what is given, so that it can stand in a CDATA section.
    """
    writer = _Writer(base)
    at = 0
    for start, end, tag, onward in scan_html(html, _read):
        writer.text(html[at:start])
        at = onward
        if tag is not None:
            writer.tag(tag, html[start:end])
            if end < onward:
                # What an element holds in which there are no tags, or code with spans for colours.
                held = html[end:onward]
                writer.text(_SPAN.sub("", held) if tag.name == "pre" else held)
    writer.text(html[at:])
    return writer.done()


@lru_cache(maxsize=8192)
def _read(text: str) -> Tag:
    return read_tag(text)


class _Writer:
    """Writes what is kept; knows which elements it is in the middle of leaving out."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._out: list[str] = []
        self._leaving = ""
        self._depth = 0
        self._unwrapped: dict[str, list[bool]] = defaultdict(list)
        """Name -> of each open element, whether its tags are left out."""

    def text(self, text: str) -> None:
        """Write what stands between tags."""
        if text and not self._leaving:
            self._out.append(text)

    def tag(self, tag: Tag, text: str) -> None:
        """Write a tag that is written ``text``, as far as it is of use."""
        if self._leaving:
            self._pass(tag)
        elif tag.kind is Kind.CLOSE:
            if not self._closes_unwrapped(tag.name):
                self._out.append(text)
        elif tag.name in _DROPPED or _is_hidden(tag):
            if tag.kind is Kind.OPEN and tag.name not in VOID:
                self._leaving, self._depth = tag.name, 1
        elif tag.name == "input":
            self._out.append(_show_box(tag, text))
        elif tag.name not in _LEFT_OUT:
            self._open(tag, text)

    def done(self) -> str:
        """Give what was written."""
        return "".join(self._out).replace("]]>", "]]&gt;").strip()

    def _pass(self, tag: Tag) -> None:
        if tag.name == self._leaving and tag.kind is not Kind.ALONE:
            self._depth += -1 if tag.kind is Kind.CLOSE else 1
            if not self._depth:
                self._leaving = ""

    def _open(self, tag: Tag, text: str) -> None:
        written = _rewrite(text, self._base) if tag.attributes else text
        if tag.name in _UNWRAPPED and tag.kind is Kind.OPEN:
            bare = written == f"<{tag.name}>" or tag.name == "label"
            self._unwrapped[tag.name].append(bare)
            if bare:
                return
        self._out.append(written)

    def _closes_unwrapped(self, name: str) -> bool:
        if name not in _UNWRAPPED:
            return False
        opened = self._unwrapped[name]
        return opened.pop() if opened else True


def _is_hidden(tag: Tag) -> bool:
    return bool(tag.attributes) and any(name == "hidden" for name, *_ in tag.attributes)


def _show_box(tag: Tag, text: str) -> str:
    given = {name: text[start:end].lower() for name, start, end, _ in tag.attributes}
    return _BOXES["checked" in given] if given.get("type") == "checkbox" else ""


def _rewrite(text: str, base: str) -> str:
    """A tag with the attributes that are of use elsewhere, addresses absolute."""
    return _rewrite_plain(text) or _write(_read(text), text, base)


@lru_cache(maxsize=8192)
def _rewrite_plain(text: str) -> str:
    """The same for a tag that has no address, which is most of them; empty for another."""
    tag = _read(text)
    linked = any(name in _LINKS or name in _SETS for name, *_ in tag.attributes)
    return "" if linked else _write(tag, text, "")


def _write(tag: Tag, text: str, base: str) -> str:
    kept = [f"<{tag.name}"]
    for name, start, end, _ in tag.attributes:
        if _CLUTTER.fullmatch(name):
            continue
        value = text[start:end]
        if name in _LINKS or name in _SETS:
            made = _absolute(name, unescape(value), base)
            if made is None:
                continue
            value = escape(made)
        kept.append(f'{name}="{value.replace(chr(34), "&quot;")}"')
    return " ".join(kept) + ("/>" if tag.kind is Kind.ALONE else ">")


def _absolute(name: str, value: str, base: str) -> str | None:
    if _UNSAFE.match(value):
        return None
    if name in _SETS:
        return _CANDIDATE.sub(lambda found: _swap(found, base), value)
    return join_address(base, value.strip())


def _swap(found: re.Match[str], base: str) -> str:
    whole, address = found[0], found[1]
    return whole[: len(whole) - len(address)] + join_address(base, address)


def join_address(base: str, link: str) -> str:
    """The absolute form of a link; one that is no address stays as it is."""
    try:
        return urljoin(base, link)
    except ValueError:
        return link
