"""Blocks of Markdown: a block is shown only to the processors whose sign it has.

Python-Markdown asks each of some twenty processors about every block; most blocks are paragraphs, which
only the last is for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element, ElementTree

from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor

from yiwen.signs import ALWAYS, pair_with_signs

INDENT = "    "

SIGNS = {
    "admonition": ("!!!", INDENT),
    "markdown_block": ("\x02wzxhzdk:",),
    "details": ("???", INDENT),
    "tabbed": ("===", INDENT),
    "empty": (ALWAYS,),
    "indent": (INDENT,),
    "defindent": (INDENT,),
    "code": (INDENT,),
    "table": ("|",),
    "hashheader": ("#",),
    "setextheader": ("\n",),
    "hr": ("-", "*", "_"),
    "olist": (". ",),
    "ulist": ("* ", "- ", "+ "),
    "deflist": (": ",),
    "quote": (">",),
    "footnote": ("]:",),
    "abbr": ("*[",),
    "reference": ("]:",),
    "paragraph": (ALWAYS,),
}
"""Name of a processor -> of what every block holds something that it takes."""


class QuickBlocks(BlockParser):
    """Takes the place of Python-Markdown's parser, which extensions hold already."""

    _parts: Sequence[BlockProcessor] = ()
    _steps: Sequence[tuple[tuple[str, ...], BlockProcessor]] = ()

    def parseDocument(self, lines: Iterable[str]) -> ElementTree:  # noqa: N802
        """Parse a document: by now all processors are registered."""
        if (parts := list(self.blockprocessors)) != self._parts:
            self._parts, self._steps = parts, pair_with_signs(self.blockprocessors, SIGNS)
        return super().parseDocument(lines)

    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:  # noqa: N802
        """Give each block to the first processor that takes it."""
        while blocks:
            self._parse_block(parent, blocks)

    def _parse_block(self, parent: Element, blocks: list[str]) -> None:
        for signs, processor in self._steps:
            block = blocks[0]
            for sign in signs:
                if sign in block:
                    break
            else:
                continue
            if processor.test(parent, block) and processor.run(parent, blocks) is not False:
                return
