"""Classes of characters for patterns that go through whole articles."""

import re
from collections.abc import Iterable


def match_one(characters: Iterable[str]) -> str:
    """Give a pattern for one of many characters.

    A class of characters up to U+FFFF is a table to Python's ``re``. With one character beyond, it
    is a list that is read from its beginning at every place of a text: a hundred times slower.
    """
    table = sorted(character for character in characters if character <= "\uffff")
    others = sorted(character for character in characters if character > "\uffff")
    pattern = f"[{''.join(map(re.escape, table))}]" if table else "(?!)"
    if not others:
        return pattern
    return f"(?:{pattern}|[{others[0]}-{others[-1]}](?<=[{''.join(others)}]))"
