"""OpenCC's phrases, to read a text from both ends and see where the two readings part."""

import itertools
import operator
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from yiwen.chinese.detection import Script
from yiwen.chinese.tables import read_table

Span = tuple[int, int]
_TABLES: Final = {
    Script.HANS: (("STPhrases_GeneratedFromRegionalPhrases", "STPhrases"), "STCharacters"),
    Script.HANT: (("TSPhrases",), "TSCharacters"),
}


@dataclass(frozen=True, slots=True)
class Parting:
    """A place where a text reads differently from the front and from the back."""

    start: int
    end: int
    forward: str
    """What OpenCC makes of it: the longest phrases from the front."""
    backward: str
    """What the longest phrases from the back give."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrases and characters of one script, each with what it becomes in the other.

    Little of a text has to be cut into phrases. A *chain* is a stretch whose every two neighbours
    stand side by side in some phrase: none reaches out of it, so it can be cut by itself. And it
    can be read in two ways only where a phrase reads a character in another way than it is read
    alone.
    """

    phrases: Mapping[str, str]
    known: frozenset[str]
    """Words of a glossary: their reading is settled."""
    _characters: Mapping[str, str]
    _turns: "_Turns"
    _index: "_Index"

    def with_words(self, words: Iterable[str]) -> "Lexicon":
        """Give a lexicon that knows the words of a glossary too; costs some milliseconds."""
        read = {word: self.read(word) for word in words}
        return replace(
            self,
            phrases={**self.phrases, **read},
            known=self.known | read.keys(),
            _index=self._index.join(_index(read)),
        )

    def find_partings(self, text: str) -> Iterator[Parting]:
        """Find where the two readings of a text part; what a glossary settles is left out."""
        end = 0
        for place in self._turns.find(text):
            if place >= end:
                start, end = self.find_chain(text, place)
                yield from self._compare(text[start:end], start)

    def cut(self, text: str) -> list[Span]:
        """Cut a text as OpenCC does, into the longest phrases from the front, and characters."""
        spans = []
        at = 0
        while at < len(text):
            end = at + self._measure_front(text, at)
            spans.append((at, end))
            at = end
        return spans

    def read(self, text: str) -> str:
        """Read a text from the front, as OpenCC does."""
        return self._read(text, self.cut(text))

    def find_chain(self, text: str, place: int) -> Span:
        """Give the chain around a place."""
        inner = self._index.inner
        start, end = place, place + 1
        while start and text[start - 1 : start + 1] in inner:
            start -= 1
        while text[end - 1 : end + 1] in inner:
            end += 1
        return start, end

    def _compare(self, chain: str, offset: int) -> Iterator[Parting]:
        forward, backward = self.cut(chain), self._cut_backward(chain)
        if forward == backward:
            return
        for one, other in _find_differing(forward, backward):
            read, reread = self._read(chain, one), self._read(chain, other)
            settled = any(chain[first:last] in self.known for first, last in one)
            if read != reread and not settled:
                yield Parting(offset + one[0][0], offset + one[-1][1], read, reread)

    def _read(self, text: str, spans: Iterable[Span]) -> str:
        return "".join([self._read_word(text[start:end]) for start, end in spans])

    def _read_word(self, word: str) -> str:
        return self.phrases.get(word) or self._characters.get(word, word)

    def _measure_front(self, text: str, at: int) -> int:
        """Give the length of the longest phrase that begins at a place, or 1."""
        for length in self._index.front.get(text[at], ()):
            if at + length <= len(text) and text[at : at + length] in self.phrases:
                return length
        return 1

    def _cut_backward(self, text: str) -> list[Span]:
        spans = []
        end = len(text)
        while end > 0:
            start = end - self._measure_back(text, end)
            spans.append((start, end))
            end = start
        return spans[::-1]

    def _measure_back(self, text: str, end: int) -> int:
        """Give the length of the longest phrase that ends at a place, or 1."""
        for length in self._index.back.get(text[end - 1], ()):
            if length <= end and text[end - length : end] in self.phrases:
                return length
        return 1


@dataclass(frozen=True, slots=True)
class _Index:
    """Where phrases can begin, end and go on."""

    front: Mapping[str, tuple[int, ...]]
    """First character -> the lengths of its phrases, longest first."""
    back: Mapping[str, tuple[int, ...]]
    """Last character -> the same."""
    inner: frozenset[str]
    """Each two characters that stand side by side in some phrase."""

    def join(self, other: "_Index") -> "_Index":
        return _Index(
            _join_lengths(self.front, other.front),
            _join_lengths(self.back, other.back),
            self.inner | other.inner,
        )


def _index(phrases: Collection[str]) -> _Index:
    return _Index(
        front=_gather_lengths(phrases, 0),
        back=_gather_lengths(phrases, -1),
        inner=frozenset(itertools.chain.from_iterable(map(_pair_up, phrases))),
    )


def _pair_up(phrase: str) -> Iterable[str]:
    return map(operator.add, phrase, phrase[1:])


def _gather_lengths(phrases: Iterable[str], place: int) -> dict[str, tuple[int, ...]]:
    """Give for the character at a place how long the phrases are that have it there."""
    lengths: dict[str, set[int]] = defaultdict(set)
    for phrase in phrases:
        lengths[phrase[place]].add(len(phrase))
    return {each: tuple(sorted(some, reverse=True)) for each, some in lengths.items()}


def _join_lengths(
    one: Mapping[str, tuple[int, ...]], other: Mapping[str, tuple[int, ...]]
) -> dict[str, tuple[int, ...]]:
    joined = {
        each: tuple(sorted({*some, *one.get(each, ())}, reverse=True))
        for each, some in other.items()
    }
    return {**one, **joined}


@dataclass(frozen=True, slots=True)
class _Turns:
    """Characters that some phrase reads in another way than they are read alone."""

    characters: re.Pattern[str]
    pairs: frozenset[str]
    """Each such character with the one before it in the phrase."""
    opening: frozenset[str]
    """Each that opens its phrase, with the one behind it."""

    def find(self, text: str) -> Iterator[int]:
        """Give the places of such characters whose neighbours are those of such a phrase."""
        pairs, opening = self.pairs, self.opening
        for found in self.characters.finditer(text):
            place = found.start()
            if text[place : place + 2] in opening or text[place - 1 : place + 1] in pairs:
                yield place


def _find_turns(phrases: Mapping[str, str], characters: Mapping[str, str]) -> _Turns:
    alone = str.maketrans(dict(characters))
    found: set[str] = set()
    pairs: set[str] = set()
    opening: set[str] = set()
    for phrase, reading in phrases.items():
        if phrase.translate(alone) == reading:
            continue
        for at, character in _find_changed(phrase, reading, alone):
            found.add(character)
            if at:
                pairs.add(phrase[at - 1 : at + 1])
            else:
                opening.add(phrase[:2])
    matched = "[" + re.escape("".join(sorted(found))) + "]" if found else "(?!)"
    return _Turns(re.compile(matched), frozenset(pairs), frozenset(opening))


def _find_changed(phrase: str, reading: str, alone: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    """Give the characters of a phrase that turn; all, where it turns into more or fewer."""
    same = len(phrase) == len(reading)
    for at, character in enumerate(phrase):
        if not same or character.translate(alone) != reading[at]:
            yield at, character


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


def make_lexicon(phrases: Mapping[str, str], characters: Mapping[str, str]) -> Lexicon:
    """Make ready what phrases and characters become."""
    turns = _find_turns(phrases, characters)
    return Lexicon(phrases, frozenset(), characters, turns, _index(phrases))


@lru_cache(maxsize=len(_TABLES))
def load_lexicon(script: Script) -> Lexicon:
    """Load the phrases of a script from OpenCC's data; costs some 100 ms, once."""
    names, characters = _TABLES[script]
    phrases = {key: word for name in names for key, word in read_table(name)}
    return make_lexicon(phrases, dict(read_table(characters)))
