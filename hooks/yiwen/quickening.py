"""Python-Markdown and its extensions, doing the same in less time."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.md_in_html import HtmlBlockPreprocessor
from markdown.extensions.toc import TocTreeprocessor
from markdown.treeprocessors import InlineProcessor, UnescapeTreeprocessor
from markdown.util import STX
from pymdownx.highlight import HighlightExtension

from yiwen.blocks import QuickBlocks
from yiwen.highlighting import QuickHighlighting
from yiwen.inlines import QuickInlines
from yiwen.serializing import write_xhtml

MOST_TAGS = 512
"""Names of elements that are remembered; authors may make up more."""


class QuickContents(TocTreeprocessor):
    """The list of headings: its place is looked for only where its marker stands."""

    def replace_marker(self, root: Element, elem: Element) -> None:
        """Put ``elem`` where the marker stands."""
        if any(self.marker in (each.text or "") for each in root.iter()):
            super().replace_marker(root, elem)


class QuickAttributes(AttrListTreeprocessor):
    """Attributes in braces: none are looked for where no text has a brace."""

    def run(self, doc: Element) -> None:
        """Give elements their attributes."""
        if any("{" in text for text in doc.itertext()):
            super().run(doc)


class QuickHtml(HtmlBlockPreprocessor):
    """Elements in Markdown: a text without ``<`` and ``&`` has none."""

    def run(self, lines: list[str]) -> list[str]:
        """Put elements aside."""
        if any("<" in line or "&" in line for line in lines):
            return super().run(lines)
        return lines


class QuickUnescape(UnescapeTreeprocessor):
    """Brings escaped characters back, where there are any."""

    def unescape(self, text: str) -> str:
        """Give a text as it was typed."""
        return super().unescape(text) if STX in text else text


QUICK: Final[Mapping[type, Any]] = {
    AttrListTreeprocessor: QuickAttributes,
    BlockParser: QuickBlocks,
    InlineProcessor: QuickInlines,
    TocTreeprocessor: QuickContents,
    UnescapeTreeprocessor: QuickUnescape,
    HighlightExtension: QuickHighlighting,
    HtmlBlockPreprocessor: QuickHtml,
}
"""A class of parts of a ``Markdown`` -> the class that does the same work sooner."""


def quicken(md: Markdown) -> None:
    """Let the parts of ``md`` work the quick way: as they are, for others hold them already.

    What another extension has put in the place of a part stays.
    """
    for part in (md.parser, *md.preprocessors, *md.treeprocessors, *md.registeredExtensions):
        part.__class__ = QUICK.get(type(part), type(part))
    md.is_block_level = lru_cache(MOST_TAGS)(md.is_block_level)  # type: ignore[method-assign]
    md.output_formats = {**md.output_formats, "xhtml": write_xhtml}  # type: ignore[misc]
