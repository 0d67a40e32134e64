"""Tell which script a Chinese text is written in."""

import re

HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Han characters, for a character class."""

_IS_HAN = re.compile(f"[{HAN}]")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_JAPANESE_KANA = 2
_JAPANESE_SHARE = 0.1


def is_japanese(text: str) -> bool:
    """Whether more than a tenth of a text is kana: Japanese, even when nobody said so."""
    if not _KANA.search(text):
        return False
    kana = len(_KANA.findall(text))
    if kana < _JAPANESE_KANA:
        return False
    return kana > _JAPANESE_SHARE * (kana + len(_IS_HAN.findall(text)))
