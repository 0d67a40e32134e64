"""Names that seem to be one another, miswritten."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import Final

LEAST_HAN: Final = 3
"""Characters of a name in Han that can be a miswritten other: shorter ones are often both words."""
LEAST_LATIN: Final = 5

_SIGN = re.compile(r"[\W_]+")
_NUMBER = re.compile("[0-9一二三四五六七八九十两上中下左右前后东西南北]")
"""What tells names apart that are alike but for it."""


def find_alike(counts: Mapping[str, int], spell: Callable[[str], str]) -> dict[str, str]:
    """Find names that are nearly another one: name -> the one that is used more.

    Names are folded. Nearly the same are names that differ only in signs and spaces; of the same
    sound by ``spell`` (pinyin); and, in Latin letters alone, with one letter more, fewer, or
    another one. Of two used as often, the first in order is kept.

    >>> find_alike({"bitcoin": 9, "bitcoins": 1, "web 3": 2, "web3": 3}, str)
    {'web 3': 'web3', 'bitcoins': 'bitcoin'}
    """
    alike: dict[str, str] = {}
    known: dict[Hashable, str] = {}
    for name in sorted(counts, key=lambda name: (-counts[name], name)):
        bare = _SIGN.sub("", name) or name
        traits = [("whole", bare), *_find_traits(bare, spell)]
        sought = (*traits, ("fewer", bare), *(("whole", text) for text in _leave_one_out(bare)))
        other = next((known[trait] for trait in sought if trait in known), None)
        if other is not None:
            alike[name] = other
            continue
        shorter = (("fewer", text) for text in _leave_one_out(bare))
        known |= dict.fromkeys((*traits, *shorter), name)
    return alike


def _find_traits(bare: str, spell: Callable[[str], str]) -> Iterator[tuple[Hashable, ...]]:
    """Give what two names that are alike have both."""
    numbers = "".join(_NUMBER.findall(bare))
    if not bare.isascii():
        if len(bare) >= LEAST_HAN:
            yield "sound", spell(bare), numbers
    elif len(bare) >= LEAST_LATIN:
        for at, letter in enumerate(bare):
            if not letter.isdigit():
                yield "letter", at, bare[:at], bare[at + 1 :], numbers


def _leave_one_out(bare: str) -> Iterator[str]:
    """A Latin name without each of its letters."""
    if bare.isascii() and len(bare) > LEAST_LATIN:
        for at, letter in enumerate(bare):
            if not letter.isdigit():
                yield bare[:at] + bare[at + 1 :]
