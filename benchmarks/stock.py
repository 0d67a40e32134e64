"""Pieces of text, and a chance of our own that puts them together the same way everywhere.

Python's ``random`` promises its raw numbers only, not what its other functions make of them, so a
new Python could give another corpus; hence these few lines.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

FOLDER = Path(__file__).parent / "stock"
_ROOM = 1 << 64
_WORD = re.compile(r"\{(\w+)\}")

_Item = TypeVar("_Item")


class Chance:
    """Numbers that look random and depend on the seed alone (SplitMix64)."""

    def __init__(self, *seed: int) -> None:
        self._state = 0
        for part in seed:
            self._state = (self._state ^ (part + 1)) * 0xD1342543DE82EF95 % _ROOM
            self.below(1)

    def below(self, limit: int) -> int:
        """A number from 0 to ``limit - 1``."""
        self._state = (self._state + 0x9E3779B97F4A7C15) % _ROOM
        mixed = (self._state ^ (self._state >> 30)) * 0xBF58476D1CE4E5B9 % _ROOM
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB % _ROOM
        return (mixed ^ (mixed >> 31)) % limit

    def between(self, least: int, most: int) -> int:
        """A number from ``least`` to ``most``."""
        return least + self.below(most - least + 1)

    def choose(self, items: Sequence[_Item]) -> _Item:
        """One of ``items``."""
        return items[self.below(len(items))]

    def pick(self, items: Sequence[_Item], number: int) -> tuple[_Item, ...]:
        """``number`` different ones of ``items``, in any order."""
        left = list(items)
        return tuple(left.pop(self.below(len(left))) for _ in range(min(number, len(left))))


@dataclass(frozen=True, slots=True)
class Stock:
    """The pieces of one script, in lists by name."""

    script: str
    """``hans`` or ``hant``."""
    lists: Mapping[str, tuple[str, ...]]

    def piece(self, name: str, chance: Chance) -> str:
        """One piece of a list, with its words filled in."""
        return self.fill(chance.choose(self.lists[name]), chance)

    def fill(self, text: str, chance: Chance) -> str:
        """``text`` with every word in braces replaced."""
        return _WORD.sub(lambda match: self._word(match[1], chance), text)

    def _word(self, name: str, chance: Chance) -> str:
        if name == "percent":
            return f"{chance.between(1, 38)}.{chance.below(10)}%"
        if name == "amount":
            return f"{chance.between(2, 980)}{chance.choose(_UNITS[self.script])}元"
        if name in _NUMBERS:
            return str(chance.between(*_NUMBERS[name]))
        return chance.choose(self.lists[name])


_NUMBERS = {"days": (3, 90), "years": (2, 30), "times": (2, 12)}
_UNITS = {"hans": ("万", "亿", "百亿"), "hant": ("萬", "億", "百億")}


def read_stock(script: str) -> Stock:
    """Read the pieces of one script."""
    text = (FOLDER / f"{script}.txt").read_text(encoding="utf-8")
    _, *parts = re.split(r"^\[(\w+)\]\n", text, flags=re.MULTILINE)
    lists = {
        name: tuple(body.split("\n")[: body.rstrip("\n").count("\n") + 1])
        for name, body in zip(parts[::2], parts[1::2], strict=True)
    }
    return Stock(script, lists)
