"""Signs of a keyboard where Chinese text has its own: ``,`` for ``，``, straight quotes for curly ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from yiwen.chinese.detection import HAN, Script, find_script
from yiwen.chinese.prose import Span, find_protected
from yiwen.chinese.variants import Variant

HIDDEN: Final = "\ufffc"
"""Stands in the place of what is not prose: it is neither Han nor a sign."""

_NO_PROSE = re.compile(
    r"-\{.{0,2000}?\}-"  # inline rules
    r"|<[A-Za-z/!?][^<>]*>"
    r"|\{[%{:#.][^\n]*?\}+"  # attributes, Liquid
    r"|\]\([^()\n]*\)"  # what protects an address leaves its title
    r"|(?<![^\n])[ \t>]*(?:!!!|\?\?\?\+?|===[!+]?[ \t]+[\"']|///|--8<--|\[[^\]\n]+\]:|\*\[)[^\n]*"
    r"|https?://\S+",
    re.DOTALL | re.IGNORECASE,
)
_VISIBLE = re.compile(r"[^\n]+")

_SIGNS: Final = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", ".": "。"}
_SIGN = re.compile(
    f'(?:(?<=[{HAN}”」』》）】])|(?<=[{HAN}]"))(?:[,;:!?](?:[ ]*(?=[{HAN}“「『《（【])'
    f'|(?=["”」』》）】]|[ ]*$))|\\.(?=[ ]*$))',
    re.MULTILINE,
)
_BRACKETS = re.compile(f'(?<=[{HAN}”」』》"])\\(([^()\n{HIDDEN}]*[{HAN}][^()\n{HIDDEN}]*)\\)')
_QUOTED = re.compile(r'"([^"\n]*)"')
_HAN = re.compile(f"[{HAN}]")
_CHINESE = re.compile(f"[{HAN}，。；：！？、）（]")
_SHOWN: Final = 6
"""Characters shown on either side of a slip."""
_NEAR: Final = 24
"""Characters between two signs that are shown together."""

Edit = tuple[int, int, str]
"""Where characters stand, and what belongs there."""


@dataclass(frozen=True, slots=True)
class Slip:
    """Signs that belong together, and what Chinese text has in their place."""

    edits: tuple[Edit, ...]
    """In order; none empty."""
    quotes: bool = False
    """They are quotation marks."""

    @property
    def start(self) -> int:
        """Where the first sign stands."""
        return self.edits[0][0]


def hide_code(body: str, *, math: bool = False) -> str:
    """Give Markdown with ``HIDDEN`` in the place of code, comments and addresses; places stay."""
    return _blank(body, find_protected(body, math=math))


def hide_markup(text: str) -> str:
    """Hide what is no prose in a text without code: tags, rules, titles of links and the like."""
    return _blank(text, (found.span() for found in _NO_PROSE.finditer(text)))


def _blank(text: str, spans: Iterable[Span]) -> str:
    pieces = []
    copied = 0
    for start, end in spans:
        hidden = _VISIBLE.sub(lambda found: HIDDEN * len(found[0]), text[start:end])
        pieces += [text[copied:start], hidden]
        copied = end
    return "".join([*pieces, text[copied:]])


def find_slips(prose: str, script: Variant) -> list[Slip]:
    """Find the signs between Han that are those of a keyboard, in order.

    ``script`` decides which quotation marks are right. ``prose`` holds ``HIDDEN`` where nothing is
    to be found; places are counted in it.

    >>> [slip.edits for slip in find_slips("一场拍卖, 失败了", Variant.HANS)]
    [((4, 6, '，'),)]
    """
    slips = [
        Slip(((found.start(), found.end(), _SIGNS[found[0][0]]),))
        for found in _SIGN.finditer(prose)
    ]
    slips += [_pair(found, "（）", quotes=False) for found in _BRACKETS.finditer(prose)]
    if '"' in prose:
        slips += _find_quotes(prose, "「」" if find_script(script) is Script.HANT else "“”")
    return sorted(slips, key=lambda slip: slip.start)


def _find_quotes(prose: str, marks: str) -> Iterator[Slip]:
    """Quotation marks that come in pairs on their line."""
    start = 0
    for line in prose.split("\n"):
        if line.count('"') % 2 == 0:
            for found in _QUOTED.finditer(prose, start, start + len(line)):
                if _is_chinese(prose, found):
                    yield _pair(found, marks, quotes=True)
        start += len(line) + 1


def _is_chinese(prose: str, quoted: re.Match[str]) -> bool:
    start, end = quoted.span()
    if not _HAN.search(quoted[1]):
        around = prose[start - 1 : start] if start else "", prose[end : end + 1]
        return all(_CHINESE.match(character) for character in around)
    return HIDDEN not in quoted[1]


def _pair(found: re.Match[str], marks: str, *, quotes: bool) -> Slip:
    start, end = found.span()
    return Slip(((start, start + 1, marks[0]), (end - 1, end, marks[1])), quotes)


def show_slip(text: str, slip: Slip) -> tuple[str, str]:
    """Give a few characters around a slip, as they are and as they should be."""
    edits = [edit for edit in slip.edits if edit[1] - slip.start <= _NEAR]
    start = max(text.rfind("\n", 0, slip.start) + 1, slip.start - _SHOWN)
    line_end = text.find("\n", slip.start)
    end = min(line_end if line_end >= 0 else len(text), edits[-1][1] + _SHOWN)
    moved = [(first - start, after - start, right) for first, after, right in edits]
    shown = text[start:end]
    return shown.strip(), apply_edits(shown, moved).strip()


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Put what belongs there in the place of each edit; they are in order, none inside another."""
    pieces = []
    copied = 0
    for start, end, right in edits:
        pieces += [text[copied:start], right]
        copied = end
    return "".join([*pieces, text[copied:]])
