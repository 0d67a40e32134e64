"""Plain texts in XML, which cannot hold every character."""

from __future__ import annotations

import re
from html import escape

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold, not even as references; JSON could, but no reader shows them."""


def clean_xml(text: str) -> str:
    """A text without the characters that no XML can hold."""
    return _NO_XML.sub("", text)


def escape_xml(text: str) -> str:
    """Write a text so that XML reads exactly it; what no XML can hold is left out.

    >>> escape_xml("A & B ]]> <C>")
    'A &amp; B ]]&gt; &lt;C&gt;'
    """
    return escape(clean_xml(text))
