"""Tell editors what is wrong in their own language; messages are raised in English.

A message is looked up in the phrasebook by its form: what was quoted goes over as it is. Traditional
readers get the Simplified form, converted.
"""

from __future__ import annotations

import locale
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache

from yiwen.chinese.glossary import Term
from yiwen.chinese.texts import Converters, Options
from yiwen.chinese.variants import Variant, read_variant
from yiwen.phrasebook import ENTRIES, LABELS, WORDS, WORDS_OF_COMPUTERS

Language = Variant | None
"""A variant of Chinese, or None: English."""

_HOLE = re.compile(r"\{([a-z]+)(!r)?\}")
_QUOTED = r"'(?:[^'\\]|\\.)*+'|\"(?:[^\"\\]|\\.)*+\"|[\[{(\d-]|None|True|False"
_TERMS = tuple(
    Term(((Variant.HANS, simplified), (Variant.HANT, traditional)))
    for simplified, traditional in WORDS_OF_COMPUTERS
)
LONGEST = 4000
"""Characters of a message that are looked up; a longer one is told as it is."""


def editor_language() -> Language:
    """The language of whoever runs this process."""
    system = None
    with suppress(ValueError):  # macOS: LC_CTYPE=UTF-8 is no locale to Python
        system = locale.getlocale()[0]
    return find_language(os.environ, system=system or "")


def find_language(environment: Mapping[str, str], *, system: str = "") -> Language:
    """The language of messages: ``YIWEN_LANG``, else the locale, else the ``system``'s, else English.

    >>> find_language({"LANG": "zh_TW.UTF-8"})
    <Variant.TW: 'zh-Hant-TW'>
    """
    names = ("YIWEN_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    said = next((environment[name] for name in names if environment.get(name)), system)
    return read_language(said)


def read_language(name: str) -> Language:
    """Read the name of a language or locale: ``zh``, ``zh_TW.UTF-8``, ``Chinese_Taiwan.950``."""
    plain = re.split("[.@]", name, maxsplit=1)[0].strip().lower().replace("_", "-")
    if plain == "zh" or plain.startswith("chinese"):
        return _read_windows_name(plain)
    if plain == "zh-hant":
        return Variant.TW
    variant = read_variant(plain) if plain.startswith(("zh-", "cmn-")) else None
    return Variant.TW if variant is Variant.HANT else variant


def _read_windows_name(name: str) -> Variant:
    if "hong kong" in name or "macao" in name or "macau" in name:
        return Variant.HK
    return Variant.TW if "taiwan" in name or "traditional" in name else Variant.HANS


def translate(text: str, language: Language) -> str:
    """A message of the core in ``language``; one that the phrasebook does not have stays English."""
    if language is None or len(text) > LONGEST:
        return text
    found = _translate(text, language)
    return text if found is None else found


def label(text: str, language: Language, **values: object) -> str:
    """One of the words that stand around messages, its holes filled."""
    told = text if language is None else _vary(LABELS[text], language)
    return told.format(**values)


def find_entry(text: str) -> str | None:
    """The English form that a message has in the phrasebook."""
    return next((entry[0] for entry in _forms() if _fit(entry, text, Variant.HANS)), None)


def _translate(text: str, language: Variant, *, inside: bool = False) -> str | None:
    """The message in Chinese; ``inside`` another one, none is looked for inside it again."""
    entries = (entry for entry in _forms() if not (inside and "{rest}" in entry[0]))
    told = (_fit(entry, text, language) for entry in entries)
    return next(filter(None, told), None)


def _fit(entry: tuple[str, str, re.Pattern[str]], text: str, language: Variant) -> str | None:
    found = entry[2].fullmatch(text)
    return _fill(entry[1], found.groupdict(), language) if found else None


def _fill(chinese: str, values: Mapping[str, str], language: Variant) -> str | None:
    """The Chinese form with what the message holds; None when a message inside is unknown."""
    pieces: list[str] = []
    at = 0
    for hole in _HOLE.finditer(chinese):
        pieces.append(_vary(chinese[at : hole.start()], language))
        value = values[hole[1]]
        inner = _fill_hole(hole[1], value, language)
        if inner is None:
            return None
        pieces.append(inner)
        at = hole.end()
    return "".join([*pieces, _vary(chinese[at:], language)])


def _fill_hole(name: str, value: str, language: Variant) -> str | None:
    """What stands in a hole: ``rest`` is a message, ``kind`` one of the words; None when not."""
    if name == "rest":
        return _translate(value, language, inside=True)
    if value in WORDS:
        return _vary(WORDS[value], language)
    return None if name == "kind" else value


@lru_cache(maxsize=1024)
def _vary(text: str, language: Variant) -> str:
    return text if language is Variant.HANS else _converters().convert(Variant.HANS, language, text)


@lru_cache(maxsize=1)
def _converters() -> Converters:
    return Converters(_TERMS, Options(phrases=True))


@lru_cache(maxsize=1)
def _forms() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple((english, chinese, _compile(english)) for english, chinese in ENTRIES)


def _compile(english: str) -> re.Pattern[str]:
    """A pattern for a message: each hole ends where the words behind it first stand.

    Nothing is ever tried twice, so that a message of any length is read in linear time.
    """
    words = _HOLE.split(english)  # words, then a hole's name, its sign, words, …
    pattern = re.escape(words[0])
    for at in range(1, len(words), 3):
        name, quoted, behind = words[at : at + 3]
        begins = f"(?:{_QUOTED})" if quoted else ""
        ends = r"\Z" if at + 3 == len(words) else ""
        pattern += rf"(?>(?P<{name}>{begins}.*?){re.escape(behind)}{ends})"
    return re.compile(pattern, re.DOTALL)
