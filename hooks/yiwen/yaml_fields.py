"""Read YAML front matter through PyYAML's events: as typed, with places, making no objects."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import Any

import yaml

from yiwen.fields import Field
from yiwen.problems import Problem
from yiwen.sources import clean_source
from yiwen.yaml_faults import LOADER, Fault, explain_fault

_CORE = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq")
) | {"!"}

MOST_CHARACTERS = 65_536
"""Longer front matter is refused: it is a mistake, and libyaml is slow on some of it."""
MOST_VALUES = 10_000
"""More values, aliases counted by what they stand for, are refused."""
MOST_LEVELS = 32


class _StopError(Exception):
    """Reading cannot go on."""

    def __init__(self, line: int, column: int, what: str, mend: str) -> None:
        super().__init__(what)
        self.fault = Fault(line, column, what, mend)


def read_yaml(block: str, *, path: str, line: int) -> tuple[dict[str, Field], list[Problem]]:
    """Read front matter that begins at ``line`` of the file: its fields and what is wrong."""
    reader = _Reader(path, line)
    try:
        if len(block) > MOST_CHARACTERS:
            _refuse_length(block)
        fields = reader.read(yaml.parse(block, Loader=LOADER))
    except yaml.YAMLError as error:
        fault = explain_fault(error, block)
    except _StopError as stop:
        fault = stop.fault
    else:
        return fields, reader.problems
    reader.add(fault.line, fault.column, fault.what, fault.mend)
    return {}, reader.problems


def _refuse_length(block: str) -> None:
    what = f"front matter of {len(block)} characters"
    raise _StopError(0, -1, what, f"keep it below {MOST_CHARACTERS}: text belongs below the fence")


class _Reader:
    def __init__(self, path: str, first_line: int) -> None:
        self.problems: list[Problem] = []
        self._path = path
        self._first = first_line
        self._size = 0
        self._anchors: dict[str, tuple[Field, int]] = {}

    def add(self, line: int, column: int, what: str, mend: str) -> None:
        self.problems.append(Problem(self._path, self._first + line, column + 1, what, mend))

    def read(self, events: Iterator[Any]) -> dict[str, Field]:
        """Read the one document of a block."""
        self._events = events
        next(events)  # the stream begins
        if isinstance(next(events), yaml.StreamEndEvent):
            return {}
        root = next(events)
        top = self._read_node(root, None, 0)
        self._refuse_more(events)
        if isinstance(root, yaml.MappingStartEvent):
            return dict(top.entries)
        if not top.value:
            return {}
        mark = root.start_mark
        what = "front matter without a single  key: value"
        raise _StopError(mark.line, mark.column, what, "write each as  title: …  on its line")

    def _refuse_more(self, events: Iterator[Any]) -> None:
        next(events)  # the document ends
        more = next(events)
        if not isinstance(more, yaml.StreamEndEvent):
            what = "a second document in the front matter"
            raise _StopError(more.start_mark.line, -1, what, "keep one, between two lines of ---")

    def _read_node(self, event: Any, key: Any, level: int) -> Field:
        mark = event.start_mark
        if level > MOST_LEVELS:
            what = f"values inside values, more than {MOST_LEVELS} deep"
            raise _StopError(mark.line, mark.column, what, "write simple keys and lists")
        if isinstance(event, yaml.AliasEvent):
            return self._follow(event, key or event)
        self._check_tag(event)
        before = self._size
        self._count(1, mark)
        field = self._read_value(event, key or event, level)
        if event.anchor:
            self._anchors[event.anchor] = field, self._size - before
        return field

    def _read_value(self, event: Any, key: Any, level: int) -> Field:
        if isinstance(event, yaml.ScalarEvent):
            # Escapes in double quotes can bring in any character.
            text = clean_source(event.value) if event.style == '"' else event.value
            return self._place(text, key, event, plain=event.style in (None, ""))
        if isinstance(event, yaml.SequenceStartEvent):
            items = tuple(self._read_items(level))
            value = [item.value for item in items]
            return self._place(value, key, event, items=items)
        entries = self._read_entries(level)
        values = {name: entry.value for name, entry in entries.items()}
        return self._place(values, key, event, entries=entries)

    def _place(
        self, value: Any, key: Any, event: Any, *, plain: bool = False, **inner: Any
    ) -> Field:
        at, start = key.start_mark, event.start_mark
        quoted = isinstance(value, str) and not plain
        return Field(
            value,
            self._first + at.line,
            at.column + 1,
            self._first + start.line,
            start.column + 1 + quoted,
            plain,
            **inner,
        )

    def _read_items(self, level: int) -> Iterator[Field]:
        for event in self._until(yaml.SequenceEndEvent):
            yield self._read_node(event, None, level + 1)

    def _read_entries(self, level: int) -> dict[str, Field]:
        entries: dict[str, Field] = {}
        for key in self._until(yaml.MappingEndEvent):
            self._check_key(key, entries)
            entry = self._read_node(next(self._events), key, level + 1)
            entries.setdefault(key.value, entry)
        return entries

    def _until(self, end: type[yaml.Event]) -> Iterator[Any]:
        return takewhile(lambda event: not isinstance(event, end), self._events)

    def _check_key(self, key: Any, entries: dict[str, Field]) -> None:
        mark = key.start_mark
        if not isinstance(key, yaml.ScalarEvent):
            what = "a list, mapping or alias where a key belongs"
            raise _StopError(
                mark.line, mark.column, what, 'put a text with braces in quotes: "{…}"'
            )
        self._check_tag(key)
        if key.value == "<<" and key.style in (None, ""):
            self.add(mark.line, mark.column, "a merge (<<) is not read", "write the keys out")
        elif key.value in entries:
            what = f"{key.value!r} is given twice, first in line {entries[key.value].line}"
            self.add(mark.line, mark.column, what, "keep one of the two")

    def _check_tag(self, event: Any) -> None:
        if event.tag and event.tag not in _CORE:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            mark = event.start_mark
            self.add(
                mark.line, mark.column, f"a tag that is not read: {tag!r}", "leave the tag out"
            )

    def _count(self, more: int, mark: Any) -> None:
        self._size += more
        if self._size > MOST_VALUES:
            what = f"front matter that stands for more than {MOST_VALUES} values"
            raise _StopError(mark.line, mark.column, what, "write the values out, without aliases")

    def _follow(self, event: Any, key: Any) -> Field:
        mark = event.start_mark
        if event.anchor not in self._anchors:
            what = f"an alias of nothing: {'*' + event.anchor!r}"
            mend = "put a text that begins with * in quotes"
            raise _StopError(mark.line, mark.column, what, mend)
        field, size = self._anchors[event.anchor]
        self._count(size, mark)
        return Field(
            field.value,
            self._first + key.start_mark.line,
            key.start_mark.column + 1,
            field.value_line,
            field.value_column,
            field.plain,
            field.items,
            field.entries,
        )
