"""Signs within a line: a text is shown only to the patterns whose sign it has.

Python-Markdown searches each text of a page for each of some twenty patterns. Most texts hold no sign of
any, and looking for the signs first saves a third of rendering.
"""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import Pattern
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

ALWAYS = ""
"""Stands in every text: the sign of a pattern that is not known."""

SIGNS = {
    "backtick": "`",
    "keys-custom": "+",
    "escape": "\\",
    "footnote": "[",
    "reference": "[",
    "link": "[",
    "image_link": "![",
    "image_reference": "![",
    "short_reference": "[",
    "short_image_ref": "![",
    "autolink": "<",
    "automail": "<",
    "linebreak": "\n",
    "html": "<",
    "yiwen_formulas": "\x02formula",
    "entity": "&",
    "keys": "+",
    "yiwen_mark": "==",
    "yiwen_del": "~~",
    "yiwen_ins": "^^",
    "yiwen_sub": "~",
    "yiwen_sup": "^",
    "em_strong": ALWAYS,  # it has the signs of all extensions that give it some
}
"""Name of a pattern -> what every text has in which it finds anything."""

OWNERS = ("markdown.", "pymdownx.", "yiwen.")
"""Of patterns whose signs are known; another extension may give a name another meaning."""


class QuickInlines(InlineProcessor):
    """Takes the place of Python-Markdown's processor of the same work."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._steps: list[tuple[str, Pattern]] = []

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Process a tree: by now all patterns are registered."""
        patterns = self.md.inlinePatterns
        names = {patterns.get_index_for_name(name): name for name in SIGNS if name in patterns}
        self._steps = [
            (SIGNS[names[at]] if at in names and _is_known(each) else ALWAYS, each)
            for at, each in enumerate(patterns)
        ]
        return super().run(tree, ancestors)

    # Called by what it inherits. Should Markdown name it otherwise, its own does the same work.
    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if isinstance(data, AtomicString):
            return data
        apply: Any = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
        for place in range(patternIndex, len(self._steps)):
            sign, pattern = self._steps[place]
            start = 0
            found = sign in data
            while found:
                data, found, start = apply(pattern, data, place, start)
        return data


def _is_known(pattern: object) -> bool:
    return type(pattern).__module__.startswith(OWNERS)
