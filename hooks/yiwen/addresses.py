"""Addresses of the site as links hold them: with the letters that percent signs stand for.

In a link of a page a letter may stand as it is, a third as long; browsers and search engines encode it.
What is read elsewhere (canonical addresses, feeds, maps) stays encoded.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

_ENCODED = re.compile("(?:%[89A-Fa-f][0-9A-Fa-f])+")
_LETTERS = re.compile("[^\x00-\x7f]+")


@lru_cache(maxsize=65_536)
def show_letters(url: str) -> str:
    """Write the letters of a percent-encoded address as they are.

    What means something in an address or in HTML stays encoded, as do spaces and what nobody sees.

    >>> show_letters("tags/%E5%80%BA%E5%88%B8%20100%25/?q=%26")
    'tags/债券%20100%25/?q=%26'
    """
    return _ENCODED.sub(_decode, url)


def hide_letters(url: str) -> str:
    """Percent-encode the letters of an address: the way back.

    >>> hide_letters("tags/债券%20100%25/?q=%26")
    'tags/%E5%80%BA%E5%88%B8%20100%25/?q=%26'
    """
    return url if url.isascii() else _LETTERS.sub(lambda found: quote(found[0]), url)


def _decode(found: re.Match[str]) -> str:
    try:
        text = bytes.fromhex(found[0].replace("%", "")).decode()
    except UnicodeDecodeError:
        return found[0]
    return text if text.isprintable() else found[0]
