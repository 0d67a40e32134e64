"""What search finds: text cut into single characters, and the shards they are indexed in.

A page is found by every stretch of its title or text, whichever script the reader types. Spaces and
punctuation do not count, but no stretch runs over the end of a paragraph. A Latin word or a number is
found from a beginning: of the word, of a hump (``ChatGPT``), or where letters and digits meet.

The searcher (Pagefind) knows words between spaces, so each character is a word to it. Scripts meet in
`find_alike`: what is indexed, and what is looked for, has one character for 债 and 債.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import groupby, pairwise
from typing import NamedTuple

from yiwen.cache import digest
from yiwen.chinese.glossary import Term, choose_word
from yiwen.chinese.rules import strip_reserved
from yiwen.chinese.texts import AS_OPENCC, convert_plain
from yiwen.chinese.variants import TARGETS, Variant
from yiwen.postings import Words

FORMAT = 3
"""Raised when what is made of the same pages changes."""
SHARD_CHARS = 1_000_000
"""The most text in one shard: some 270 articles."""
LAST_CHARS = 200_000
"""About the most text in the shard that the next article goes to: it is indexed again each time."""

START, DOT, BREAK = "\ufdd0", "\ufdd1", "\ufdd2"
"""In folded text: before a character that a word begins with, a decimal point, the end of a block.
Unicode gives these to no character."""
_MARKS = re.compile(f"[{START}{DOT}{BREAK}]")

_LETTER = "a-zA-Z\u00c0-\u024f\u0370-\u052f"
"""Of scripts that put spaces between words."""
_RUN = re.compile(f"[{_LETTER}0-9\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]++")
_INNER = re.compile(
    f"(?<=[a-z])[A-Z]|(?<=[A-Z])[A-Z](?=[a-z])|(?<=[{_LETTER}])[0-9]|(?<=[0-9])[{_LETTER}]"
)
"""Where something begins inside a run of letters and digits."""
_POINT = re.compile(r"\.(?<=[0-9]\.)(?=[0-9])")
_MARKED_RUN = re.compile(f"[{_LETTER}0-9{START}{DOT}{BREAK}]++")
_BREAKS = re.compile(f"{BREAK}[{BREAK}\\s]*+")

_TAG = re.compile(
    r"<(?:!--.*?--|/?+([a-zA-Z][a-zA-Z0-9-]*+)(?:[^>\"']|\"[^\"]*+\"|'[^']*+')*+)>", re.DOTALL
)
_UNSEEN = re.compile(r"<(script|style|template|annotation)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "i",
        "ins",
        "kbd",
        "mark",
        "math",
        "mi",
        "mn",
        "mo",
        "mrow",
        "ms",
        "mtext",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "var",
        "wbr",
    ]
)


def take_text(page: str) -> str:
    """The text that a reader sees of some HTML; blocks are parted by `BREAK`.

    >>> take_text("<p>美<b>联</b>储</p><p>A &amp; B</p>").split(BREAK)
    ['', '美联储', 'A & B', '']
    """
    if "<s" in page or "<t" in page or "<a" in page:
        page = _UNSEEN.sub(BREAK, page)
    parts = _TAG.split(page)  # every second one is the name of a tag, or None for a comment
    parts[1::2] = [BREAK if name and name.lower() not in _INLINE else "" for name in parts[1::2]]
    return _BREAKS.sub(BREAK, html.unescape("".join(parts)))


class Folder:
    """Folds texts to what search compares."""

    def __init__(self, alike: Mapping[str, str]) -> None:
        self._folded = _Folded(alike)

    def fold(self, text: str) -> str:
        """Fold a text of a page; what does not count is gone, marks say where words begin."""
        return self._mark(text, lambda run: _mark_inside(run[0]))

    def fold_query(self, text: str) -> str:
        """Fold what a reader types: whether a hump begins a word, the page says."""
        return self._mark(_MARKS.sub("", text), _mark_first)

    def _mark(self, text: str, mark: Callable[[re.Match[str]], str]) -> str:
        return _RUN.sub(mark, _POINT.sub(DOT, text)).translate(self._folded)


def _mark_first(run: re.Match[str]) -> str:
    return f"{START}{run[0]}"


@lru_cache(maxsize=16_384)
def _mark_inside(run: str) -> str:
    narrow = run if run.isascii() else unicodedata.normalize("NFKC", run)
    return START + _INNER.sub(rf"{START}\g<0>", narrow)


class _Folded(dict[int, str | None]):
    """What each character becomes, by its code; found out when it first occurs."""

    def __init__(self, alike: Mapping[str, str]) -> None:
        super().__init__((ord(mark), mark) for mark in (START, DOT, BREAK))
        self._alike = alike

    def __missing__(self, code: int) -> str | None:
        plain = unicodedata.normalize("NFKD", chr(code).lower()).lower()  # ™ is TM between them
        kept = "".join(each for each in plain if unicodedata.category(each)[0] in "LN")
        composed = unicodedata.normalize("NFC", kept)
        folded = "".join(self._alike.get(each, each) for each in composed) or None
        self[code] = folded
        return folded


def place_words(folded: str) -> Words:
    """The words of a folded text, one for each character, and where they stand.

    A letter ``a`` is the word ``za``, and where a word begins also ``xa`` at the same place. A digit is
    a letter after ``n`` and ``m``. Thus a query says which it wants. At the end of a block there is a
    place without a word, so that nothing runs over it.

    >>> dict(place_words(f"美{BREAK}{START}ai{START}1").places)
    {'美': [0], 'za': [2], 'xa': [2], 'zi': [3], 'nb': [4], 'mb': [4]}
    """
    places: defaultdict[str, list[int]] = defaultdict(list)
    at = place = 0
    for run in _MARKED_RUN.finditer(folded):
        for here, character in enumerate(folded[at : run.start()], place):
            places[character].append(here)
        place += run.start() - at
        words, length = _place_run(run[0])
        for word, within in words:
            places[word].append(place + within)
        place += length
        at = run.end()
    for here, character in enumerate(folded[at:], place):
        places[character].append(here)
    return Words(places, place + len(folded) - at)


@lru_cache(maxsize=16_384)
def _place_run(run: str) -> tuple[tuple[tuple[str, int], ...], int]:
    """The words of letters, digits and marks, and how many places they take."""
    words: list[tuple[str, int]] = []
    place = 0
    for before, each in pairwise(f" {run}"):
        if each == START:
            continue
        if each == DOT:
            words.append((_POINT_WORD, place))
        elif each != BREAK:
            plain, begun = _name(each)
            words.append((plain, place))
            if before == START:
                words.append((begun, place))
        place += 1
    return tuple(words), place


def space_query(folded: str) -> str:
    """Write a folded query as the words that the index has.

    >>> space_query(f"{START}ai模型")
    'xa zi 模 型'
    """
    words = []
    for before, each in pairwise(f" {folded}"):
        if each == DOT:
            words.append(_POINT_WORD)
        elif not _MARKED_RUN.match(each):
            words.append(each)
        elif each != START:
            plain, begun = _name(each)
            words.append(begun if before == START else plain)
    return " ".join(words)


def _name(each: str) -> tuple[str, str]:
    if each in "0123456789":
        letter = chr(ord("a") + int(each))
        return f"n{letter}", f"m{letter}"
    return f"z{each}", f"x{each}"


_POINT_WORD = "dot"


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of one edition, as search sees it."""

    key: bytes
    """Says what its title and text are once they are folded."""
    chars: int
    """How long they are then."""
    address: str
    """Below the edition's root, percent-encoded."""
    title: str
    published: date | None
    """None for a page that is not a post."""
    category: str = ""
    """The slugs of its category and tags."""
    tags: tuple[str, ...] = ()
    page: str = field(default="", compare=False)
    """Where it is written, below the site's folder."""

    @property
    def row(self) -> tuple[str, str, str, str, tuple[str, ...]]:
        """What a reader is told of it, and chooses by."""
        day = self.published.isoformat() if self.published else ""
        return self.address, self.title, day, self.category, self.tags


Page = tuple[tuple[str, Leaf], ...]
"""A page in each edition that has it: (name of the edition, leaf)."""


class Part(NamedTuple):
    """Some blocks of a page."""

    editions: tuple[str, ...]
    """Those that have just these words in them."""
    text: str
    """Folded."""


def part_texts(texts: Mapping[str, str]) -> list[Part]:
    """Part the folded texts of a page, by edition, so that what several have alike is indexed once.

    Nothing that is looked for reaches over the end of a block, so blocks may stand apart.

    >>> part_texts({"hans": f"甲{BREAK}软件", "tw": f"甲{BREAK}软体"})
    [Part(editions=('hans', 'tw'), text='甲'), Part(editions=('hans',), text='软件'), \
Part(editions=('tw',), text='软体')]
    """
    owners: dict[str, tuple[str, ...]] = {}
    for edition, text in texts.items():
        for block in dict.fromkeys(text.split(BREAK)):
            owners[block] = (*owners.get(block, ()), edition)
    parts: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for block, editions in owners.items():
        if block:
            parts[editions].append(block)
    return [Part(editions, BREAK.join(blocks)) for editions, blocks in parts.items()]


@dataclass(frozen=True, slots=True)
class Shard:
    """Pages that are indexed together, each in all editions."""

    pages: tuple[Page, ...]

    @property
    def name(self) -> str:
        """Its own as long as its index and its tables hold the same; a language to the searcher."""
        pages = [[(name, leaf.key, leaf.row) for name, leaf in page] for page in self.pages]
        return f"s{digest(FORMAT, pages).hex()[:12]}"

    def leaves_of(self, edition: str) -> list[Leaf]:
        """Its pages in one edition, in order."""
        return [leaf for page in self.pages for name, leaf in page if name == edition]

    def tabulate(self, edition: str, parts: Sequence[Sequence[Part]]) -> dict[str, object]:
        """What the parts of each page, in order, are called in an edition.

        ``rows`` has its pages, ``parts`` the row of each part; -1 where it is not of the edition.
        """
        places: list[int] = []
        row = -1
        for page, some in zip(self.pages, parts, strict=True):
            row += any(name == edition for name, _ in page)
            places += [row if edition in part.editions else -1 for part in some]
        return {"rows": [leaf.row for leaf in self.leaves_of(edition)], "parts": places}


def plan_index(editions: Mapping[str, Sequence[Leaf]], *, most: int, last: int) -> list[Shard]:
    """Part the pages of all editions into shards, oldest first (see `plan_shards`)."""
    pages: defaultdict[str, list[tuple[str, Leaf]]] = defaultdict(list)
    for edition, leaves in editions.items():
        for leaf in leaves:
            pages[leaf.address].append((edition, leaf))
    parts = plan_shards([page[0][1] for page in pages.values()], most=most, last=last)
    return [Shard(tuple(tuple(pages[leaf.address]) for leaf in part)) for part in parts]


Unit = Callable[[date], tuple[int, ...]]
_UNITS: tuple[Unit, ...] = (
    lambda day: (day.year, day.month),
    lambda day: (day.year, day.month, day.day),
)


def plan_shards(leaves: Sequence[Leaf], *, most: int, last: int) -> list[tuple[Leaf, ...]]:
    """Part the pages of an edition, oldest first: few shards, and a small one for what is new.

    Months but the newest fill shards of ``most`` characters. Where the newest alone, or all there
    is, has more than ``last``, its days but the newest do so too. Thus an article more changes the
    last shard only, and now and then closes it. Pages without a day go to the last one.
    """
    undated = sorted((each for each in leaves if not each.published), key=_order)
    rest = sorted((each for each in leaves if each.published), key=_order)
    parts: list[tuple[Leaf, ...]] = []
    for unit in _UNITS:
        if _weigh(rest) <= last:
            break
        newest = unit(_day(rest[-1]))
        closed = [each for each in rest if unit(_day(each)) != newest]
        parts += _fill(closed, unit, most)
        rest = rest[len(closed) :]
    *full, open_part = [*_cut(rest, most), ()] if _weigh(rest) > most else [tuple(rest)]
    parts += full
    final = (*open_part, *undated)
    return [*parts, final] if final else parts


def _fill(leaves: Sequence[Leaf], unit: Unit, most: int) -> Iterator[tuple[Leaf, ...]]:
    """Fill shards with whole units; one that is too large has shards of its own."""
    held: list[Leaf] = []
    for _, group in groupby(leaves, key=lambda each: unit(_day(each))):
        some = list(group)
        if held and _weigh(held) + _weigh(some) > most:
            yield tuple(held)
            held = []
        if _weigh(some) > most:
            yield from _cut(some, most)
        else:
            held += some
    if held:
        yield tuple(held)


def _cut(leaves: Sequence[Leaf], most: int) -> Iterator[tuple[Leaf, ...]]:
    held: list[Leaf] = []
    weight = 0
    for each in leaves:
        if held and weight + each.chars > most:
            yield tuple(held)
            held, weight = [], 0
        held.append(each)
        weight += each.chars
    yield tuple(held)


def _order(leaf: Leaf) -> tuple[date, str]:
    return leaf.published or date.min, leaf.address


def _day(leaf: Leaf) -> date:
    return leaf.published or date.min


def _weigh(leaves: Sequence[Leaf]) -> int:
    return sum(leaf.chars for leaf in leaves)


def join_text(title: str, prose: str) -> str:
    """Title and text of a page, as one text to fold."""
    text = take_text(_MARKS.sub("", prose)).strip(BREAK)
    return strip_reserved(f"{_MARKS.sub('', title)}{BREAK}{text}")


def gather_words(terms: Sequence[Term], folder: Folder) -> list[list[str]]:
    """The glossary for queries: each term's words in all variants, as words of the index."""
    groups = []
    for term in terms:
        chosen = [choose_word(term, target, _convert) for target in TARGETS]
        words = [*chosen, *(word for _, word in term.values), *term.also]
        spaced = dict.fromkeys(space_query(folder.fold_query(word)) for word in words)
        group = [word for word in spaced if word]
        if len(group) > 1:
            groups.append(group)
    return groups


def _convert(source: Variant, target: Variant, text: str) -> str:
    return convert_plain(AS_OPENCC, source, target, text)
