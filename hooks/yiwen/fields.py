"""The values of front matter, as they were typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Field:
    """One value and where it stands."""

    value: str | list[Any] | dict[str, Any]
    """Text, or lists and mappings of texts: ``1984`` and ``null`` are the texts that were typed."""
    line: int
    column: int
    """Of the key; of the value itself in a list. Counted from 1 in the file."""
    value_line: int
    value_column: int
    """Where the first character of a text stands."""
    plain: bool = True
    """Typed without quotation marks: then ``null`` and ``~`` may mean nothing at all."""
    items: tuple[Field, ...] = ()
    """What a list holds."""
    entries: Mapping[str, Field] = field(default_factory=dict, hash=False)
    """What a mapping holds."""

    @property
    def text(self) -> str | None:
        """The value when it is a text; nothing for a list or mapping."""
        return self.value if isinstance(self.value, str) else None

    @property
    def is_empty(self) -> bool:
        """Nothing was typed, or a plain ``null``."""
        return not self.value or (self.plain and self.value in ("null", "Null", "NULL", "~"))


def quote_text(text: str) -> str:
    r"""Write a text so that YAML reads exactly it: in quotation marks, on one line.

    >>> print(quote_text("美联储: 扩表"))
    "美联储: 扩表"
    >>> print(quote_text('他说"好"'))
    '他说"好"'
    """
    if '"' not in text and "\\" not in text and text.isprintable():
        return f'"{text}"'
    if text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    return '"' + "".join(_escape(char) for char in text) + '"'


def _escape(char: str) -> str:
    if char in '"\\':
        return f"\\{char}"
    if "\ud800" <= char <= "\udfff":  # half a character, which YAML has no escape for
        return "\ufffd"
    return char if char.isprintable() else f"\\U{ord(char):08X}"
