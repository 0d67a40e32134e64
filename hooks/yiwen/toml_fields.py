"""Read TOML front matter, as typed where Python's reader lets us."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from yiwen.fields import Field
from yiwen.problems import Problem
from yiwen.sources import clean_source

_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)")
_NAME = r"""(?:"([^"]*)"|'([^']*)'|([\w-]+))"""
_KEY = re.compile(rf"[ \t]*{_NAME}[ \t]*[.=]")
_TABLE = re.compile(rf"[ \t]*\[\[?[ \t]*{_NAME}")


def read_toml(block: str, *, path: str, line: int) -> tuple[dict[str, Field], list[Problem]]:
    """Read front matter that begins at ``line`` of the file: its fields and what is wrong."""
    try:
        values = tomllib.loads(block, parse_float=str)
    except (ValueError, RecursionError) as error:
        return {}, [_explain(str(error), path=path, line=line)]
    places = _find_keys(block)
    fields = {key: _make_field(value, line + places.get(key, 0)) for key, value in values.items()}
    return fields, []


def _explain(said: str, *, path: str, line: int) -> Problem:
    place = _PLACE.search(said)
    at, column = (int(place[1]), int(place[2])) if place and place[1] else (1, 0)
    what = f"not TOML: {_PLACE.sub('', said)}"
    mend = 'write each line as  key = "value",  a day as  date = 2025-12-12'
    return Problem(path, line + at - 1, column, what, mend)


def _find_keys(block: str) -> dict[str, int]:
    """The line of each key at the top, from 0; the first for a table that comes in parts."""
    places: dict[str, int] = {}
    pattern = _KEY
    for at, text in enumerate(block.split("\n")):
        table = _TABLE.match(text)
        found = table or pattern.match(text)
        if table and "=" not in text:
            pattern = _TABLE  # what follows are the keys of this table
        if found:
            places.setdefault(found[1] or found[2] or found[3] or "", at)
    return places


def _make_field(value: Any, line: int) -> Field:
    inner: dict[str, Any] = {}
    if isinstance(value, Mapping):
        inner["entries"] = {key: _make_field(each, line) for key, each in value.items()}
    elif isinstance(value, list):
        inner["items"] = tuple(_make_field(each, line) for each in value)
    return Field(_as_typed(value), line, 1, line, 1, plain=False, **inner)


def _as_typed(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _as_typed(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_as_typed(each) for each in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return clean_source(str(value))
