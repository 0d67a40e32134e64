"""Leads: what stands above the posts of a topic, written by an editor or made of the newest posts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from yiwen.bodies import find_variant
from yiwen.chinese.rules import mark_text
from yiwen.chinese.variants import Variant, read_variant
from yiwen.library import Entry
from yiwen.problems import Problem, YiwenError
from yiwen.settings import Settings
from yiwen.summaries import cut_text
from yiwen.terms import lang_of
from yiwen.wording import Words
from yiwen.yaml_files import NULL, line_of, load_nodes

NEWEST = 2
"""Posts whose summaries make a lead."""
PIECE_CHARS = 60
"""Longest piece of a summary in a lead that is made, in Han."""
BRIEF_CHARS = 120
"""Longest beginning of a written lead that describes its page, in Han."""

KEYS = ("title", "lead", "description", "lang")

_SPACE = re.compile(r"(?<=[\u2e80-\U0010ffff]) (?=[\u2e80-\U0010ffff])")
_BLANK = re.compile(r"\n[ \t]*\n\s*")
_EXAMPLE = "write each keyword on a line of its own:  稳定币: 一段导语"


@dataclass(frozen=True, slots=True)
class Lead:
    """What stands above the posts of a term; texts may hold marks of inline rules."""

    paragraphs: tuple[tuple[Words, ...], ...]
    brief: tuple[Words, ...]
    """Its beginning, to describe the page where no ``description`` does."""
    title: str = ""
    """A heading in the place of the keyword; empty for none."""
    description: str = ""
    lang: str = ""
    """The variant of title and description; empty when it is the interface's."""
    written: bool = False
    """Whether an editor wrote it."""


def make_lead(entries: Iterable[Entry]) -> Lead | None:
    """Make a lead of the newest posts' summaries; ``entries`` are the newest first."""
    pieces = tuple(
        Words(cut_text(entry.summary, most=PIECE_CHARS, script=entry.post.script), entry.lang)
        for entry, _ in zip(entries, range(NEWEST), strict=False)
        if entry.summary
    )
    return Lead((pieces,), pieces) if pieces else None


def load_topics(
    path: Path, *, name: str, settings: Settings, fold: Callable[[str], str]
) -> dict[str, Lead]:
    """Load what editors tell of topics, if there is such a file: folded keyword -> lead.

    ``name`` is what messages call the file.

    Raises:
        YiwenError: the file cannot be read or says what cannot be used; tells every fault.
    """
    reader = _Reader(name, settings, fold)
    leads = reader.read(load_nodes(path, name=name, example=_EXAMPLE))
    if reader.problems:
        raise YiwenError(reader.problems)
    return leads


class _Reader:
    def __init__(self, name: str, settings: Settings, fold: Callable[[str], str]) -> None:
        self.problems: list[Problem] = []
        self._name, self._settings, self._fold = name, settings, fold

    def read(self, root: Any) -> dict[str, Lead]:
        leads: dict[str, Lead] = {}
        lines: dict[str, int] = {}
        for keyword, node in self._pairs(root):
            key = self._fold(keyword.value)
            if key in lines:
                what = f"the topic {keyword.value!r} is told of twice, first in line {lines[key]}"
                self._tell(keyword, what, "keep one of the two")
                continue
            lines[key] = line_of(keyword)
            if lead := self._read_lead(keyword, node):
                leads[key] = lead
        return leads

    def _pairs(self, root: Any) -> list[tuple[Any, Any]]:
        if root is None:
            return []
        if not isinstance(root, yaml.MappingNode):
            what = "what is told of topics is no  keyword: lead"
            raise YiwenError([Problem(self._name, line_of(root), 0, what, _EXAMPLE)])
        return [pair for pair in root.value if self._is_keyword(pair[0])]

    def _is_keyword(self, node: Any) -> bool:
        if not isinstance(node, yaml.ScalarNode):
            self._tell(node, "a keyword that is no text", _EXAMPLE)
        return isinstance(node, yaml.ScalarNode)

    def _read_lead(self, keyword: Any, node: Any) -> Lead | None:
        given = {"lead": node}
        if isinstance(node, yaml.MappingNode):
            given = self._read_keys(node)
        texts = [self._is_text(key, value, keyword) for key, value in given.items()]
        if not all(texts):
            return None
        said = {key: self._read_text(value) for key, value in given.items()}
        if not said.get("lead"):
            what = f"nothing is said of the topic {keyword.value!r}"
            self._tell(keyword, what, "write its lead, or leave the keyword out")
            return None
        return self._make(said, given)

    def _read_keys(self, node: Any) -> dict[str, Any]:
        given: dict[str, Any] = {}
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else "[…]"
            if name not in KEYS:
                what = f"unknown key {name!r} of a topic"
                self._tell(key, what, f"use one of: {', '.join(KEYS)}")
            elif name in given:
                what = f"{name!r} is given twice, first in line {line_of(given[name])}"
                self._tell(key, what, "keep one of the two")
            else:
                given[name] = value
        return given

    def _read_text(self, node: Any) -> str:
        marked = mark_text(node.value if node.tag != NULL else "")
        for fault in marked.faults:
            self._tell(node, fault.what, fault.mend)
        return marked.text.strip()

    def _make(self, said: Mapping[str, str], given: Mapping[str, Any]) -> Lead:
        named = self._read_variant(said.get("lang", ""), given.get("lang"))
        variant = find_variant("\n".join(said.values()), named=named, settings=self._settings)
        lang = lang_of(variant, self._settings)
        paragraphs = [_flatten(each) for each in _BLANK.split(said["lead"])]
        brief = cut_text("".join(paragraphs), most=BRIEF_CHARS, script=variant)
        return Lead(
            paragraphs=tuple((Words(each, lang),) for each in paragraphs),
            brief=(Words(brief, lang),),
            title=_flatten(said.get("title", "")),
            description=_flatten(said.get("description", "")),
            lang=lang,
            written=True,
        )

    def _read_variant(self, text: str, node: Any) -> Variant | None:
        variant = read_variant(text) if text else None
        if text and variant is None:
            what = f"'lang' is no Chinese variant: {text!r}"
            self._tell(node, what, f"use one of: {', '.join(Variant)}")
        return variant

    def _is_text(self, key: str, node: Any, keyword: Any) -> bool:
        if not isinstance(node, yaml.ScalarNode):
            what = f"a topic whose {key!r} is no text"
            self._tell(node, what, f"write it as  {keyword.value}: 一段导语")
        return isinstance(node, yaml.ScalarNode)

    def _tell(self, node: Any, what: str, mend: str) -> None:
        self.problems.append(Problem(self._name, line_of(node), 0, what, mend))


def _flatten(text: str) -> str:
    """Put the lines of a paragraph behind each other: between Chinese stands no space.

    YAML has put one there where the lines of a text are folded (``>``).
    """
    return _SPACE.sub("", " ".join(text.split()))
