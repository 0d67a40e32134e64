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


_IN_WORDS: Final = (
    "划画 苏甦 仿彷 借藉 复覆 象像 熏薰 坐座 具俱 背揹 夫伕 宁甯 了瞭 枪鎗 穗繐 戚慼 仇讎 浚濬 拿拏 焰燄 豆荳"
    " 檗蘗 澄澂 斤觔 藤籐 琅瑯 筱筿 锄耡 堤隄 斫斲 果菓"
)
"""What conversions change in some words only (计划 計畫, 反复 反覆, 复苏 復甦), as OpenCC's phrases and
Traditional articles have it."""


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
    """Each character with what a conversion makes of it alone, or in a word."""
    yield from ((pair[0], pair[1]) for pair in _IN_WORDS.split())
    characters = [chr(code) for code in chain.from_iterable(range(*ends) for ends in _RANGES)]
    for options in (AS_OPENCC, STANDARD):
        converters = Converters((), options)
        for source, target in _ROUTES:
            made = converters.between(source, target).convert_all(characters)
            for one, other in zip(characters, made, strict=True):
                if one != other and len(other) == 1:
                    yield one, other
        converters.let_go()
