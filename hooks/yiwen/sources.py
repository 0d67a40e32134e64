"""From the bytes of a file to text that is safe to read."""

from __future__ import annotations

import re

# Line ends first: a lone CR, as old Macs wrote it, ends a line too.
_LINE_ENDS = re.compile(r"\r\n?")
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]"  # control characters, marks of order
    "|[\x85\u2028\u2029]"  # line ends that neither Markdown nor an editor counts as such
    "|[\ud800-\udfff]"  # halves of a character
)


def clean_source(text: str) -> str:
    r"""Give ``text`` with ``\n`` as the only line end and without control characters.

    Nothing else changes, and lines keep their numbers.
    """
    if "\r" in text:
        text = _LINE_ENDS.sub("\n", text)
    return _UNWANTED.sub(_replace, text)


def _replace(match: re.Match[str]) -> str:
    if match[0] in "\x85\u2028\u2029":
        return " "
    return "\ufffd" if "\ud800" <= match[0] <= "\udfff" else ""
