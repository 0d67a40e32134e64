"""Latin slugs of Chinese titles. For scripts alone: the dictionary is large, no build needs it."""

from __future__ import annotations

import re
import unicodedata

from pypinyin import lazy_pinyin

from yiwen.chinese.folding import fold_term

_WORD = re.compile(r"[a-z0-9]+")
LONGEST = 60
"""Characters; a slug ends with a whole word."""


def slug_title(title: str, *, otherwise: str = "post") -> str:
    """Give a slug of Latin letters, digits and hyphens; ``otherwise`` when nothing is left.

    Both scripts give one slug: the readings of words are looked up in Simplified.

    >>> slug_title("美聯儲重啟“隱秘擴表” QE 2.0")
    'mei-lian-chu-chong-qi-yin-mi-kuo-biao-qe-2-0'
    """
    spelled = unicodedata.normalize("NFKD", " ".join(lazy_pinyin(fold_term(title))))
    letters = "".join(char for char in spelled if not unicodedata.combining(char))
    slug = ""
    for word in _WORD.findall(letters):
        longer = f"{slug}-{word}" if slug else word[:LONGEST]
        if len(longer) > LONGEST:
            break
        slug = longer
    return slug or otherwise


def spell(name: str) -> str:
    """Give the pinyin of a name without tones: what sounds the same is spelled the same.

    >>> spell("量化宽松") == spell("量化宽送")
    True
    """
    return " ".join(lazy_pinyin(name))
