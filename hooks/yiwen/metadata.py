"""Read the values of front matter as what they are meant to be, and tell every fault."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import tzinfo
from itertools import chain
from typing import Any

from yiwen.chinese.rules import mark_text
from yiwen.chinese.variants import Variant, read_variant
from yiwen.fields import Field, quote_text
from yiwen.moments import Moment, nearest_day, read_moment
from yiwen.problems import Problem

SPELLINGS: Mapping[str, tuple[str, ...]] = {
    "title": ("title",),
    "date": ("date", "publishDate", "pubDate", "published_at", "created", "created_at"),
    "updated": ("updated", "lastmod", "last_modified_at", "modified", "updated_at"),
    "category": ("category", "categories"),
    "tags": ("tags", "tag"),
    "seo": ("seo", "keywords", "keyword"),
    "coverImage": (
        "coverImage",
        "cover",
        "image",
        "thumbnail",
        "banner",
        "featured_image",
        "featureImage",
        "heroImage",
        "index_img",
    ),
    "description": ("description", "summary", "excerpt"),
    "author": ("author", "authors"),
    "lang": ("lang", "language"),
    "slug": ("slug",),
    "aliases": ("aliases", "alias", "redirect_from"),
    "draft": ("draft",),
    "published": ("published",),
    "pinned": ("pinned", "pin", "sticky", "top"),
    "series": ("series",),
    "source": ("source", "source_url"),
    "disclaimer": ("disclaimer",),
    "comments": ("comments", "comment"),
    "math": ("math", "mathjax", "katex"),
    "zh": ("zh",),
}
"""What a post can say of itself -> the keys that say it, best first; letter case, ``_`` and ``-``
make no difference."""


def _plain_key(key: str) -> str:
    return key.casefold().replace("_", "").replace("-", "")


_NAMES = {_plain_key(key): name for name, keys in SPELLINGS.items() for key in keys}
_RANKS = {_plain_key(key): rank for rank, key in enumerate(chain(*SPELLINGS.values()))}

_TRUE = frozenset({"true", "yes", "on", "1", "y", "t", "是"})
_FALSE = frozenset({"false", "no", "off", "0", "n", "f", "否", "null", "none", "~"})
_SEPARATORS = re.compile(r"[,，、]")
_WIDE_SEPARATORS = re.compile("[，、]")
_SPACE = re.compile(r"\s+")

Given = tuple[str, Field]
"""The key as it was typed, and its value."""


INHERITED = frozenset(SPELLINGS) - {"title", "description", "lang", "slug", "aliases", "zh"}
"""What a version of an article takes from it when it says nothing else."""


def find_name(key: str) -> str | None:
    """What a key says, by the recommended key for it; None for an unknown key.

    >>> find_name("Last_Mod"), find_name("layout")
    ('updated', None)
    """
    return _NAMES.get(_plain_key(key))


class Metadata:
    """The front matter of one source; collects what is wrong with it."""

    def __init__(
        self, fields: Mapping[str, Field], path: str, *, base: Mapping[str, Field] | None = None
    ) -> None:
        self.problems: list[Problem] = []
        self.path = path
        self.extra: dict[str, Any] = {}
        """Keys that mean nothing here, with their values."""
        self._given: dict[str, Given] = {}
        self._ranks: dict[str, int] = {}
        for key, field in (base or {}).items():
            self._take(key, field)
        self._given = {name: self._given[name] for name in self._given if name in INHERITED}
        for known in (self.extra, self._ranks):
            known.clear()
        for key, field in fields.items():
            self._take(key, field)

    def _take(self, key: str, field: Field) -> None:
        plain = _plain_key(key)
        name = _NAMES.get(plain)
        if name is None:
            self.extra[key] = field.value
        elif name == "date" and "created" in field.entries:  # Material's blog
            for inner in ("created", "updated"):
                if inner in field.entries:
                    self._take(inner, field.entries[inner])
        elif not field.is_empty or name == "title":
            if name == "published" and read_switch(field.text) is None:
                name = "date"  # Hugo's word for it
            rank = _RANKS[plain]
            if rank < self._ranks.get(name, len(_RANKS)):
                self._ranks[name], self._given[name] = rank, (key, field)

    def add(self, field: Field, what: str, mend: str) -> None:
        """Tell a fault at the place of a value."""
        self.problems.append(Problem(self.path, field.line, field.column, what, mend))

    def find(self, name: str) -> Given | None:
        """The value that says ``name``, under the best key that is not empty."""
        return self._given.get(name)

    def read_text(self, name: str) -> str:
        """A text on one line, rules marked; empty when there is none."""
        given = self._given.get(name)
        if given is None:
            return ""
        key, field = given
        if field.text is None and len(field.items) == 1 and name != "title":
            field = field.items[0]
        if field.text is None:
            self._refuse_structure(key, field, "a text")
            return ""
        return self.mark(field)

    def mark(self, field: Field) -> str:
        """The text of a value on one line, its rules marked."""
        marked = mark_text(_SPACE.sub(" ", field.text or "").strip())
        for fault in marked.faults:
            column = field.value_column + fault.offset
            problem = Problem(self.path, field.value_line, column, fault.what, fault.mend)
            self.problems.append(problem)
        return marked.text

    def read_texts(self, name: str, *, cut: bool = False) -> tuple[str, ...]:
        """Texts, each once: a list's, or with ``cut`` the parts between commas."""
        given = self._given.get(name)
        if given is None:
            return ()
        key, field = given
        texts: dict[str, None] = {}
        for leaf in self._leaves(key, field):
            text = self.mark(leaf)
            parts = _cut_text(text, whole=leaf is field) if cut else [text]
            texts.update((part.strip(), None) for part in parts)
        texts.pop("", None)
        return tuple(texts)

    def read_lines(self, name: str) -> dict[str, int]:
        """Texts, each once, with the line of the file that it stands in."""
        given = self._given.get(name)
        lines: dict[str, int] = {}
        for leaf in self._leaves(*given) if given else ():
            lines.setdefault(self.mark(leaf).strip(), leaf.line)
        lines.pop("", None)
        return lines

    def _leaves(self, key: str, field: Field) -> Iterator[Field]:
        """The texts in a value, lists in lists opened; of a mapping, its ``name``."""
        if field.items:
            for item in field.items:
                yield from self._leaves(key, item)
        elif field.text is not None:
            yield field
        elif "name" in field.entries:
            yield from self._leaves(key, field.entries["name"])
        elif field.entries:
            self._refuse_structure(key, field, "a text or a list of texts")

    def _refuse_structure(self, key: str, field: Field, wanted: str) -> None:
        found = "a mapping" if field.entries else "a list"
        sample = f"{{{_flat(field.value)}}}" if field.entries else f"[{_flat(field.value)}]"
        mend = f"write it as  {key}: {quote_text(sample)}"
        self.add(field, f"{key!r} is not {wanted} but {found}", mend)

    def read_switch(self, name: str) -> bool | None:
        """True or false, as typed in any usual way; None when it is not said."""
        given = self._given.get(name)
        if given is None:
            return None
        key, field = given
        switch = read_switch(field.text)
        if switch is None:
            what = f"{key!r} is neither true nor false: {_flat(field.value)!r}"
            self.add(field, what, f"write it as  {key}: true")
        return switch

    def read_moment(self, name: str, zone: tzinfo) -> Moment | None:
        """A day or time; None when it is not said or cannot be read."""
        given = self._given.get(name)
        if given is None:
            return None
        key, field = given
        text = _flat(field.value)
        moment = read_moment(text, zone) if field.text is not None else None
        if moment is None:
            what = f"{key!r} is not a day: {text!r}"
            self.add(field, what, f"write it as  {key}: {nearest_day(text)}")
        return moment

    def read_variant(self, name: str) -> Variant | None:
        """A variant of Chinese; None when it is not said, or ``zh`` alone."""
        given = self._given.get(name)
        if given is None:
            return None
        key, field = given
        text = _flat(field.value).strip()
        variant = read_variant(text)
        if variant is None and text.casefold() != "zh":
            allowed = ", ".join(Variant)
            self.add(field, f"{key!r} is no Chinese variant: {text!r}", f"use one of: {allowed}")
        return variant


def _cut_text(text: str, *, whole: bool) -> list[str]:
    """The parts of a text between commas; in a list only full-width ones are meant to part.

    A text in brackets is a list that a program wrote down as a text.
    """
    if not whole:
        return _WIDE_SEPARATORS.split(text)
    if text.startswith("[") and text.endswith("]"):
        return [part.strip(" \"'") for part in _SEPARATORS.split(text[1:-1])]
    return _SEPARATORS.split(text)


def read_switch(text: str | None) -> bool | None:
    """True or false as it is usually typed; None for anything else."""
    word = (text or "").strip().casefold()
    if word in _TRUE:
        return True
    return False if word in _FALSE and word else None


LONGEST_QUOTE = 60
"""Characters of what was found that a message repeats."""


def _flat(value: object) -> str:
    """A value as one short text, for messages."""
    text = _flatten(value)
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}…"


def _flatten(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_flatten(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_flatten(item)}" for key, item in value.items())
    return str(value)
