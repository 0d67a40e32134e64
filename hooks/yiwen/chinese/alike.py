"""Characters that one word is written with in different scripts: one of them stands for all."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import Final

from yiwen.chinese.texts import AS_OPENCC, STANDARD, Converters
from yiwen.chinese.variants import Variant

_RANGES: Final = ((0x3400, 0x4DC0), (0x4E00, 0xA000))
"""Where characters in use stand: beyond, all have one form in the tables."""
_ROUTES: Final = (
    (Variant.HANT, Variant.HANS),
    (Variant.TW, Variant.HANS),
    (Variant.HK, Variant.HANS),
    (Variant.HANS, Variant.HANT),
    (Variant.HANS, Variant.TW),
    (Variant.HANS, Variant.HK),
)


@lru_cache(maxsize=1)
def find_alike() -> dict[str, str]:
    """Give the character that stands for each one that is not its own.

    Two texts that are conversions of each other, character by character, become equal: 发, 發 and 髮
    are one, and so are 裡, 裏 and 里.
    """
    leads: dict[str, str] = {}

    def find(character: str) -> str:
        while character in leads:
            character = leads[character]
        return character

    for one, other in _pairs():
        first, second = sorted((find(one), find(other)))
        if first != second:
            leads[second] = first
    return {character: find(character) for character in sorted(leads)}


def _pairs() -> Iterator[tuple[str, str]]:
    """Each character with what a conversion makes of it alone."""
    characters = [chr(code) for code in chain.from_iterable(range(*ends) for ends in _RANGES)]
    for options in (AS_OPENCC, STANDARD):
        converters = Converters((), options)
        for source, target in _ROUTES:
            made = converters.between(source, target).convert_all(characters)
            for one, other in zip(characters, made, strict=True):
                if one != other and len(other) == 1:
                    yield one, other
