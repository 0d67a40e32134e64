"""What a Markdown text says, without its marks: for titles, descriptions and counts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

from yiwen.chinese.detection import HAN
from yiwen.chinese.prose import Span
from yiwen.chinese.rules import MARK
from yiwen.sources import clean_source

_HAN = re.compile(f"[{HAN}]+")
_LETTER = "A-Za-z0-9\u00c0-\u024f"
_WORD = re.compile(f"[{_LETTER}]+(?:['’.,:/@%+&-][{_LETTER}]+)*")

_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_IMAGE = re.compile(r"!\[[^\[\]]*\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\[\]]*\])?")
_LINK = re.compile(r"\[([^\[\]]*)\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\[\]]*\])")
_FOOTNOTE = re.compile(r"\[\^[^\[\]]*\]")
_AUTOLINK = re.compile(r"<(?:https?://|mailto:)[^<>\s]*>", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[\w\-./?#=&%+~:,;@!*$]+", re.IGNORECASE | re.ASCII)
_RAW = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|textarea|pre)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE
)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_ATTRIBUTES = re.compile(r"\{:?[ ]*[.#][^{}\n]*\}")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_EMPHASIS = (
    ("**", re.compile(r"\*\*(?=[^\s*])(.+?)(?<=[^\s*])\*\*")),
    ("*", re.compile(r"\*(?=[^\s*])(.+?)(?<=[^\s*])\*")),
    ("~~", re.compile(r"~~(?=\S)(.+?)(?<=\S)~~")),
    ("==", re.compile(r"==(?=\S)(.+?)(?<=\S)==")),
    ("^^", re.compile(r"\^\^(?=\S)(.+?)(?<=\S)\^\^")),
    ("__", re.compile(r"(?<![^\W_])__(?=[^\s_])(.+?)(?<=[^\s_])__(?![^\W_])")),
    ("_", re.compile(r"(?<!\w)_(?=[^\s_])(.+?)(?<=[^\s_])_(?!\w)")),
)
_REFERENCE = re.compile(r"&#?\w{1,32};")
_ESCAPED = "\ufdd0"
"""Stands before the two hexadecimal digits of an escaped character while signs are taken away; no
source holds it."""
_HELD = re.compile(f"{_ESCAPED}([0-9a-f]{{2}})")


def leave_out(text: str, spans: Iterable[Span], *, filler: str = " ") -> str:
    """Give ``text`` with each of ``spans`` (in order, none inside another) as ``filler``."""
    kept = []
    at = 0
    for start, end in spans:
        kept.append(text[at:start])
        at = end
    kept.append(text[at:])
    return filler.join(kept)


def read_prose(body: str, hidden: Iterable[Span]) -> str:
    """Give what is read in ``body``: no ``hidden`` parts, no tags, no addresses."""
    text = leave_out(body, hidden)
    if "<" in text:
        text = _TAG.sub("", text)
    return _ADDRESS.sub(" ", text) if "://" in text else text


def strip_markup(text: str) -> str:
    r"""Give a piece of Markdown that has no blocks in it as a reader sees it.

    >>> strip_markup(r"**美联储**宣布[购债](https://a.cn/x)`QE`[^1]，涨 5\*")
    '美联储宣布购债QE，涨 5*'
    """
    if "\\" in text:
        text = _ESCAPE.sub(lambda found: f"{_ESCAPED}{ord(found[1]):02x}", text)
    if "`" in text:
        text = _CODE.sub(lambda found: found[2].strip(), text)
    if "[" in text:
        text = _FOOTNOTE.sub("", text)
        text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    if "<" in text:
        text = _TAG.sub("", _AUTOLINK.sub("", _RAW.sub("", text)))
    if "{" in text:
        text = _ATTRIBUTES.sub("", text)
    for sign, pattern in _EMPHASIS:
        if sign in text:
            text = pattern.sub(r"\1", text)
    text = _REFERENCE.sub(lambda found: clean_source(unescape(found[0])), text)
    return _HELD.sub(lambda found: chr(int(found[1], 16)), text)


def cut_safely(text: str, end: int) -> str:
    """Give the beginning of ``text`` up to ``end``, less a mark of a rule that is cut in two."""
    cut = next((mark.start() for mark in MARK.finditer(text) if mark.end() > end), end)
    return text[: min(cut, end)]


def count_han(text: str) -> int:
    """How many Han characters a text has.

    >>> count_han("美联储 QE，2025 年")
    4
    """
    return len(text) - len(_HAN.sub("", text))


def count_words(text: str) -> int:
    """How many words in other scripts, and numbers, a text has.

    >>> count_words("美联储 QE，S&P 500 涨 3.5%")
    4
    """
    return len(_WORD.findall(text))
