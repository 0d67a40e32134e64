"""From the bytes of a file to text that is safe to read."""

from __future__ import annotations

import re
from functools import lru_cache

_LINE_END = re.compile(r"\r\n?")
"""A lone CR, as old Macs wrote it, ends a line too."""

_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff"
    "\ufdd0-\ufdef\ufeff\ufffe\uffff\U000f0000-\U000fffff]"
)
"""Control characters, line ends that editors do not count, halves of characters, marks of byte
order, what no XML may hold, and the plane that the conversion keeps for itself."""

_SPACES = "\x85\u2028\u2029"


@lru_cache(maxsize=2)
def clean_source(text: str) -> str:
    r"""Give ``text`` with ``\n`` as its only line end and without unwanted characters.

    Lines keep their numbers. What was made last is remembered: stages ask for it one after another.
    """
    if "\r" in text:
        text = _LINE_END.sub("\n", text)
    return _UNWANTED.sub(_replace, text)


_HIGH = re.compile(rb"[\x80-\xff]{2}")
_ENCODINGS = (("gb2312", "GB 18030"), ("big5hkscs", "Big5"), ("gb18030", "GB 18030"))
"""The strictest first: whatever is Big5 can also be read as GB 18030."""


def guess_encoding(content: bytes) -> str:
    """Name what a file that is not UTF-8 seems to be, as editors call it.

    >>> guess_encoding("利率".encode("gbk")), guess_encoding("naïve".encode("cp1252"))
    ('GB 18030', 'Windows-1252')
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or _is_wide(content):
        return "UTF-16"
    if b"\0" in content:
        return "binary"
    if _is_damaged(content):
        return "damaged UTF-8"
    if not _HIGH.search(content):
        return "Windows-1252"
    return next((name for encoding, name in _ENCODINGS if _reads(content, encoding)), "binary")


def _reads(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _is_wide(content: bytes) -> bool:
    """Whether two bytes stand for each character: what is ASCII has all its zeros on one side."""
    zeros = content.count(0)
    one_side = max(content[0::2].count(0), content[1::2].count(0))
    return one_side == zeros > 0 and 20 * zeros >= len(content)


def _is_damaged(content: bytes) -> bool:
    """Whether nearly all characters that are not ASCII are UTF-8."""
    text = content.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    return 4 * bad < sum(char > "\x7f" for char in text) - bad


def _replace(found: re.Match[str]) -> str:
    if found[0] in _SPACES:
        return " "
    return "\ufffd" if "\ud800" <= found[0] <= "\udfff" else ""
