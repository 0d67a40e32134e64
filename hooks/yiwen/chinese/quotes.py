"""Quotation marks of Chinese text: “” ‘’ in Simplified, 「」 『』 in Traditional."""

import re
from dataclasses import dataclass
from typing import Final

from yiwen.chinese.variants import Variant


@dataclass(frozen=True, slots=True)
class _Marks:
    """The marks of one script: which close, and what each becomes in the other."""

    find: re.Pattern[str]
    partner: dict[str, str]
    """Closing mark to its opening one."""
    other: dict[str, str]


_CURLS: Final = _Marks(
    re.compile("[“”‘’]"), {"”": "“", "’": "‘"}, dict(zip("“”‘’", "「」『』", strict=True))
)
_CORNERS: Final = _Marks(
    re.compile("[「」『』]"), {"」": "「", "』": "『"}, dict(zip("「」『』", "“”‘’", strict=True))
)
# Han, kana, their punctuation, full-width forms; plane 15 stands for glossary words and rules.
_CHINESE: Final = re.compile(
    "[\u2e80-\u2fdf\u3001-\u303f\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60"
    "\U00020000-\U0003ffff\U000f0000-\U000ffffd]"
)
_HAN: Final = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\U000f0000-\U000ffffd]")
_TRANSPARENT: Final = frozenset(" \u00a0\u3000\t\n“”‘’「」『』")
_LONGEST_GAP: Final = 8


def convert_quotes(text: str, source: Variant, target: Variant) -> str:
    """Turn the quotation marks of Chinese text into those of the target's script.

    U+001F in the text parts slots that stand at different places of a page; a pair may reach
    over them. A mark without its partner, an apostrophe, and a pair in foreign text stay.
    """
    if (source == Variant.HANS) == (target == Variant.HANS):
        return text
    marks = _CORNERS if target == Variant.HANS else _CURLS
    places = sorted(_find_chinese_marks(text, marks))
    pieces = []
    copied = 0
    for place in places:
        pieces += [text[copied:place], marks.other[text[place]]]
        copied = place + 1
    pieces.append(text[copied:])
    return "".join(pieces)


@dataclass(slots=True)
class _Open:
    mark: str
    place: int
    han: int
    """How many of the stretches between marks held Han when it opened."""
    repeated: bool = False
    """True: a quotation of several paragraphs, opened again in a later one."""


class _Stack:
    """The marks that are open, outermost first."""

    def __init__(self) -> None:
        self.opened: list[_Open] = []
        self._doubles = 0

    def push(self, start: _Open) -> None:
        self.opened.append(start)
        self._doubles += start.mark in _DOUBLE

    def close(self, mark: str) -> _Open | None:
        """Take the partner off; a single mark does not reach out of an open double one."""
        if mark in _DOUBLE and self._doubles:
            while self.opened[-1].mark != mark:
                self.opened.pop()
        if not self.opened or self.opened[-1].mark != mark:
            return None
        start = self.opened.pop()
        self._doubles -= mark in _DOUBLE
        if self.opened and self.opened[-1].mark == mark:
            self.opened[-1].repeated = True
        return start


_DOUBLE: Final = "“「"


def _find_chinese_marks(text: str, marks: _Marks) -> list[int]:
    places: list[int] = []
    stack = _Stack()
    han = last = 0
    for found in marks.find.finditer(text):
        place, mark = found.start(), found[0]
        han += _HAN.search(text, last, place) is not None
        last = place + 1
        if mark not in marks.partner:
            stack.push(_Open(mark, place, han))
        elif not _is_apostrophe(text, place):
            start = stack.close(marks.partner[mark])
            if start and _is_chinese(text, start.place, place, has_han=han > start.han):
                places += [start.place, place]
    places += [start.place for start in stack.opened if start.repeated]
    return places


def _is_apostrophe(text: str, place: int) -> bool:
    before, after = text[max(0, place - 1) : place], text[place + 1 : place + 2]
    return text[place] == "’" and _is_latin(before) and _is_latin(after)


def _is_latin(character: str) -> bool:
    return character.isalnum() and character.isascii()


def _is_chinese(text: str, start: int, end: int, *, has_han: bool) -> bool:
    before, after = _neighbour(text, start, -1), _neighbour(text, end, 1)
    if _CHINESE.match(before) or _CHINESE.match(after):
        return True
    return has_han and not (_is_latin(before) and after)


def _neighbour(text: str, place: int, step: int) -> str:
    """Give the nearest visible character in the same slot; empty at its edge."""
    for at in range(place + step, place + step * _LONGEST_GAP, step):
        character = text[at] if 0 <= at < len(text) else "\x1f"
        if character == "\x1f":
            return ""
        if character not in _TRANSPARENT:
            return character
    return ""
