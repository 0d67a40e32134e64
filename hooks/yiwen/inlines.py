"""Signs within a line: a text is shown only to the patterns whose sign it has."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from markdown.inlinepatterns import Pattern
from markdown.treeprocessors import InlineProcessor
from markdown.util import INLINE_PLACEHOLDER_PREFIX, AtomicString

from yiwen.signs import pair_with_signs

SIGNS = {
    "backtick": ("`",),
    "keys-custom": ("+",),
    "escape": ("\\",),
    "footnote": ("[",),
    "reference": ("[",),
    "link": ("[",),
    "image_link": ("![",),
    "image_reference": ("![",),
    "short_reference": ("[",),
    "short_image_ref": ("![",),
    "autolink": ("<",),
    "automail": ("<",),
    "linebreak": ("\n",),
    "html": ("<",),
    "yiwen_formulas": ("\x02formula",),
    "entity": ("&",),
    "keys": ("+",),
    "yiwen_mark": ("==",),
    "yiwen_del": ("~~",),
    "yiwen_ins": ("^^",),
    "yiwen_sub": ("~",),
    "yiwen_sup": ("^",),
}
"""Name of a pattern -> of what every text holds something in which it finds anything."""


class QuickInlines(InlineProcessor):
    """Takes the place of Python-Markdown's processor of the same work."""

    _parts: Sequence[Pattern] = ()
    _steps: Sequence[tuple[tuple[str, ...], Pattern]] = ()
    _find_sign: Callable[[str], object]

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Process a tree: by now all patterns are registered."""
        if (parts := list(self.md.inlinePatterns)) != self._parts:
            self._parts = parts
            self._learn_signs()
        return super().run(tree, ancestors)

    def _learn_signs(self) -> None:
        emphasis = getattr(self.md, "delimiters", None)  # extensions may add to its signs
        known = SIGNS | ({"em_strong": tuple(emphasis.tokens)} if emphasis else {})
        self._steps = pair_with_signs(self.md.inlinePatterns, known)
        signs = dict.fromkeys(sign for some, _ in self._steps for sign in some)
        self._find_sign = re.compile("|".join(map(re.escape, signs))).search

    # Called by what it inherits. Should Markdown name it otherwise, its own does the same work.
    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if isinstance(data, AtomicString) or not self._find_sign(data):
            return data
        for place in range(patternIndex, len(self._steps)):
            signs, pattern = self._steps[place]
            for sign in signs:
                if sign in data:
                    data = self._apply_to_all(pattern, data, place)
                    break
        return data

    def _InlineProcessor__processPlaceholders(  # noqa: N802
        self,
        data: str | None,
        parent: Element,
        isText: bool = True,  # noqa: N803
    ) -> list[tuple[Element, list[str]]]:
        if not data or not isText or INLINE_PLACEHOLDER_PREFIX in data:
            process: Any = super()._InlineProcessor__processPlaceholders  # type: ignore[misc]
            return process(data, parent, isText)  # type: ignore[no-any-return]
        parent.text = f"{parent.text}{data}" if parent.text else data
        return []

    def _apply_to_all(self, pattern: Pattern, data: str, place: int) -> str:
        apply: Any = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
        found, start = True, 0
        while found:
            data, found, start = apply(pattern, data, place, start)
        return data
