"""Take a source of Hexo, Hugo or Jekyll to this site's own keys, changing nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from yiwen.fields import Field, quote_text
from yiwen.frontmatter import FrontMatter, split_source
from yiwen.importing.drafts import Fate, Note
from yiwen.importing.shortcodes import convert_shortcodes
from yiwen.metadata import SPELLINGS, Metadata
from yiwen.moments import read_moment
from yiwen.settings import Settings
from yiwen.sources import clean_source

_PLAIN = re.compile(r"-?\d+(?:\.\d+)?|true|false")


@dataclass(frozen=True, slots=True)
class Converted:
    """A source as this site writes it."""

    text: str
    front: FrontMatter
    """Of ``text``."""
    notes: tuple[Note, ...]


def has_front_matter(text: str, *, path: str) -> bool:
    """Whether a source begins with front matter.

    Raises:
        YiwenError: it cannot be read.
    """
    return bool(split_source(text, path=path).fields)


def convert_source(text: str, *, path: str, settings: Settings) -> Converted:
    """Give a source with our names for its keys and Markdown for its shortcodes.

    A source that has both already is given byte for byte.

    Raises:
        YiwenError: its front matter cannot be read.
    """
    clean = clean_source(text)
    front = split_source(clean, path=path)
    body, notes = convert_shortcodes(front.body, line=front.body_line)
    head = clean.split("\n")[: front.body_line - 1]
    if any(line.strip() == "+++" for line in head):
        notes = [*_tell_comments(head), *notes]
        head = ["---", *_render_fields(front.fields, path, settings), "---"]
    else:
        _rename_keys(head, front, path)
    converted = "\n".join([*head, body])
    return Converted(converted, split_source(converted, path=path), tuple(notes))


def _find_names(fields: Mapping[str, Field], path: str) -> dict[str, str]:
    """Our name for each key that has one, unless the source uses that name beside it."""
    meta = Metadata(fields, path)
    found = {name: given[0] for name in SPELLINGS if (given := meta.find(name))}
    return {key: name for name, key in found.items() if key in fields and name not in fields}


def _rename_keys(head: list[str], front: FrontMatter, path: str) -> None:
    for key, name in _find_names(front.fields, path).items():
        field = front.fields[key]
        line = head[field.line - 1]
        before, after = line[: field.column - 1], line[field.column - 1 :]
        for typed in (f"{key}:", f'"{key}":', f"'{key}':"):
            if after.startswith(typed):
                head[field.line - 1] = f"{before}{name}:{after[len(typed) :]}"


def _tell_comments(head: list[str]) -> list[Note]:
    return [
        Note(Fate.DROPPED, number, line.strip(), "a comment in TOML front matter")
        for number, line in enumerate(head, 1)
        if line.lstrip().startswith("#")
    ]


def _render_fields(fields: Mapping[str, Field], path: str, settings: Settings) -> Iterator[str]:
    names = _find_names(fields, path)
    for key, field in fields.items():
        yield f"{_render_key(names.get(key, key))}: {_render_value(field, settings)}"


def _render_key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z_][\w-]*", key) else quote_text(key)


def _render_value(field: Field, settings: Settings) -> str:
    """A value on one line of YAML; numbers, days and switches need no quotation marks."""
    if field.text is not None:
        is_plain = _PLAIN.fullmatch(field.text) or read_moment(field.text, settings.zone)
        return field.text if is_plain else quote_text(field.text)
    if field.entries:
        entries = (
            f"{_render_key(key)}: {_render_value(each, settings)}"
            for key, each in field.entries.items()
        )
        return f"{{{', '.join(entries)}}}"
    return f"[{', '.join(_render_value(item, settings) for item in field.items)}]"


def add_key(converted: Converted, key: str, value: str, *, path: str) -> Converted:
    """The same source with one more key, the first of its front matter."""
    lines = converted.text.split("\n")
    above = range(converted.front.line - 1, -1, -1)
    fence = next((at for at in above if lines[at].strip(" \t") == "---"), -1)
    lines.insert(fence + 1, f"{key}: {value}")
    text = "\n".join(lines)
    return Converted(text, split_source(text, path=path), converted.notes)
