"""From the bytes of a file to text that is safe to read."""

from __future__ import annotations

import re

_LINE_END = re.compile(r"\r\n?")
"""A lone CR, as old Macs wrote it, ends a line too."""

_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff"
    "\ufdd0-\ufdef\ufeff\ufffe\uffff\U000f0000-\U000fffff]"
)
"""Control characters, line ends that editors do not count, halves of characters, marks of byte
order, what no XML may hold, and the plane that the conversion keeps for itself."""

_SPACES = "\x85\u2028\u2029"


def clean_source(text: str) -> str:
    r"""Give ``text`` with ``\n`` as its only line end and without unwanted characters.

    Lines keep their numbers.
    """
    if "\r" in text:
        text = _LINE_END.sub("\n", text)
    return _UNWANTED.sub(_replace, text)


def _replace(found: re.Match[str]) -> str:
    if found[0] in _SPACES:
        return " "
    return "\ufffd" if "\ud800" <= found[0] <= "\udfff" else ""
