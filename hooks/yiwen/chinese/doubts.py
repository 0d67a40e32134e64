"""What an editor should look at again.

Nothing here is wrong for sure. Each doubt says where, shows both readings, and has a line ready to
be pasted into the glossary.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache, partial
from typing import Final

from yiwen.chinese.detection import (
    Script,
    check_prose,
    find_script,
    is_japanese,
    read_paragraphs,
)
from yiwen.chinese.evidence import SIMPLIFIED, TRADITIONAL
from yiwen.chinese.glossary import Term, choose_word, find_spellings
from yiwen.chinese.lexicon import Lexicon, Parting, load_lexicon
from yiwen.chinese.matching import Matcher
from yiwen.chinese.pages import cut_page
from yiwen.chinese.rules import MARK, choose_value, read_mark
from yiwen.chinese.texts import AS_OPENCC, STANDARD, convert_plain
from yiwen.chinese.variants import TARGETS, Variant


class Kind(StrEnum):
    """Why a place is in doubt."""

    READING = "reading"
    """Read from the front and from the back, the text falls into other words."""
    LEFTOVER = "leftover"
    """A character of the other script in a page that has been converted."""
    LAST_RESORT = "last-resort"
    """A rule has no value for a variant: the nearest one is converted."""
    ODDITY = "oddity"
    """Another script, unmarked Japanese, radicals, reserved characters."""
    UNUSED_TERM = "unused-term"
    """A glossary term that was never applied."""
    BEATEN_TERM = "beaten-term"
    """A glossary term that stands in a text, but as part of a longer phrase."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place to look at again."""

    kind: Kind
    offset: int
    """Where in the text, in characters from 0."""
    text: str
    """What stands there."""
    what: str
    mend: str = ""
    """What would settle it, when it is not one of ``lines``."""
    readings: tuple[str, ...] = ()
    """What the text becomes, and what else it could become."""
    lines: tuple[str, ...] = ()
    """For each reading, the line of a glossary that settles it."""
    before: str = ""
    after: str = ""
    """What stands around it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A doubt with its place in a file."""

    path: str
    line: int
    """From 1; 0: the whole file."""
    column: int
    doubt: Doubt


def find_doubts(markdown: str, source: Variant, terms: Sequence[Term] = ()) -> list[Doubt]:
    """Find all that is in doubt in a Markdown text whose rules are marks, in order."""
    found = [
        *find_partings(markdown, source, terms),
        *find_last_resorts(markdown),
        *_find_oddities(markdown, source),
    ]
    return sorted(found, key=lambda doubt: doubt.offset)


# Pairs that a phrase may read either way without anyone minding: 28 of 45 false alarms in a sample
# of 70 were among them, and no true one.
_HARMLESS: Final = frozenset(
    frozenset(pair)
    for pair in ("了瞭", "面麪", "念唸", "合閤", "于於", "個箇", "註注", "布佈", "匯彙")
)


def find_partings(markdown: str, source: Variant, terms: Sequence[Term] = ()) -> list[Doubt]:
    """Find where the longest phrases from the front and from the back read differently.

    Places that a glossary term settles are left out, and pairs known to be harmless.
    """
    lexicons: dict[Variant, Lexicon] = {}
    doubts = []
    for paragraph in read_paragraphs(markdown):
        written = paragraph.source or source
        if is_japanese(paragraph.text):
            continue
        if written not in lexicons:
            lexicons[written] = load_lexicon(find_script(written), _spell(terms, written))
        doubts += [
            _doubt_parting(paragraph.text, paragraph.start, parting, written)
            for parting in lexicons[written].find_partings(paragraph.text)
            if not _is_harmless(parting, written)
        ]
    return doubts


def _spell(terms: Iterable[Term], source: Variant) -> frozenset[str]:
    convert = partial(convert_plain, AS_OPENCC)
    return frozenset(word for term in terms for word in find_spellings(term, source, (convert,)))


def _is_harmless(parting: Parting, source: Variant) -> bool:
    one, other = parting.forward, parting.backward
    if len(one) == len(other):
        pairs = (frozenset(pair) for pair in zip(one, other, strict=True) if pair[0] != pair[1])
        if _HARMLESS.issuperset(pairs):
            return True
    # 覈 and 核 are two words to OpenCC, and one to those who read it.
    return source is Variant.HANS and all(
        _for_region(region, one) == _for_region(region, other) for region in _REGIONS
    )


def _doubt_parting(text: str, offset: int, parting: Parting, source: Variant) -> Doubt:
    word = text[parting.start : parting.end]
    both = (parting.forward, parting.backward)
    if source is Variant.HANS:
        readings = tuple(_for_region(Variant.TW, each) for each in both)
        lines = tuple(_write_term(word, each) for each in both)
    else:
        readings = both
        lines = tuple(f"- {{hant: {word}, hans: {each}}}" for each in both)
    before, after = _show_around(text, parting.start, parting.end)
    return Doubt(
        Kind.READING,
        offset + parting.start,
        word,
        what=f"{word!r} may be {readings[0]!r} or {readings[1]!r}",
        readings=readings,
        lines=lines,
        before=before,
        after=after,
    )


def _write_term(word: str, reading: str) -> str:
    """Write a glossary line; where the two regions print other forms, with a word for each."""
    taiwan, hong_kong = (_for_region(region, reading) for region in _REGIONS)
    if taiwan == hong_kong:
        return f"- {{hans: {word}, hant: {taiwan}}}"
    return f"- {{hans: {word}, tw: {taiwan}, hk: {hong_kong}}}"


def _for_region(region: Variant, text: str) -> str:
    return convert_plain(STANDARD, Variant.HANT, region, text)


_REGIONS: Final = (Variant.TW, Variant.HK)
_AROUND = 10


def _show_around(text: str, start: int, end: int) -> tuple[str, str]:
    """Give what stands around a place, in its own line."""
    first = max(text.rfind("\n", 0, start) + 1, start - _AROUND)
    last = text.find("\n", end, end + _AROUND)
    after = text[end : last if last >= 0 else end + _AROUND]
    return _SPACES.sub(" ", text[first:start]), _SPACES.sub(" ", after)


_SPACES: Final = re.compile(" {2,}")


def find_last_resorts(marked: str, targets: Iterable[Variant] = TARGETS) -> list[Doubt]:
    """Find marks of rules that have no value for one of the targets."""
    doubts = []
    for mark in MARK.finditer(marked):
        rule = read_mark(mark[0])
        for target in targets:
            text, source = choose_value(rule, target)
            if source:
                what = f"a rule has no value for {target}: {text!r} of {source} is converted"
                mend = f"add  {_SHORT[target]}:…  to the rule"
                doubts.append(Doubt(Kind.LAST_RESORT, mark.start(), text, what, mend))
    return doubts


_SHORT: Final = {Variant.HANS: "hans", Variant.HANT: "hant", Variant.TW: "tw", Variant.HK: "hk"}


def _find_oddities(markdown: str, source: Variant) -> Iterator[Doubt]:
    for finding in check_prose(markdown, source):
        yield Doubt(Kind.ODDITY, finding.offset, finding.text, finding.what, finding.mend)


_FOREIGN: Final = {
    Script.HANS: re.compile(f"[{''.join(sorted(TRADITIONAL))}]+"),
    Script.HANT: re.compile(f"[{''.join(sorted(SIMPLIFIED))}]+"),
}


def find_leftovers(text: str, variant: Variant, terms: Sequence[Term] = ()) -> list[Doubt]:
    """Find characters of the other script in a text that has been converted to ``variant``.

    In the words of ``terms`` they are right: Hong Kong's 恒生 is written like that.
    """
    return list(_find_leftovers(text, 0, variant, _match_words(tuple(terms), variant)))


@lru_cache(maxsize=len(Variant))
def _match_words(terms: tuple[Term, ...], variant: Variant) -> Matcher:
    convert = partial(convert_plain, AS_OPENCC)
    return Matcher(choose_word(term, variant, convert) for term in terms)


def _find_leftovers(text: str, offset: int, variant: Variant, words: Matcher) -> Iterator[Doubt]:
    script = find_script(variant)
    settled = {place + step for place, word in words.find(text) for step in range(len(word))}
    for found in _FOREIGN[script].finditer(text):
        if settled.issuperset(range(*found.span())):
            continue
        what = f"{found[0]!r} is {_OTHER[script]}, in a page for {variant}"
        before, after = _show_around(text, *found.span())
        start = offset + found.start()
        yield Doubt(
            Kind.LEFTOVER, start, found[0], what, _MEND_LEFTOVER, before=before, after=after
        )


_OTHER: Final = {Script.HANS: "Traditional", Script.HANT: "Simplified"}
_MEND_LEFTOVER: Final = "give the word its value for this variant, or mark it with its lang"


def find_page_leftovers(page: str, variant: Variant, terms: Sequence[Term] = ()) -> list[Doubt]:
    """Find the same in a page, outside of what is never converted; offsets count in the page."""
    cut = cut_page(page)
    words = _match_words(tuple(terms), variant)
    starts = [0]
    for part in cut.parts:
        starts.append(starts[-1] + len(part))
    places = sorted(place for texts in cut.texts for place in texts.places)
    return [
        doubt
        for place in places
        for doubt in _find_leftovers(cut.parts[place], starts[place], variant, words)
    ]


def find_term_doubts(
    terms: Sequence[Term],
    used: Mapping[Term, int],
    texts: Iterable[str],
    *,
    path: str,
    source: Variant = Variant.HANS,
) -> list[Entry]:
    """Find terms that never came to anything, and what stood in their way.

    ``used`` says how often each was applied, ``texts`` are the Markdown texts of the site,
    ``path`` is the glossary's.
    """
    beaten = _find_beaten(terms, texts, source)
    entries = []
    for term in terms:
        for (word, phrase), number in beaten.get(term, Counter()).items():
            what = f"{word!r} stands {number} times in the longer {phrase!r}, which wins"
            mend = "leave it, or say  force: true  in the term"
            doubt = Doubt(Kind.BEATEN_TERM, 0, word, what, mend)
            entries.append(Entry(path, term.line, 0, doubt))
        if not used.get(term) and term not in beaten:
            word = term.values[0][1]
            doubt = Doubt(Kind.UNUSED_TERM, 0, word, f"{word!r} never came up", "leave it out")
            entries.append(Entry(path, term.line, 0, doubt))
    return entries


def _find_beaten(
    terms: Sequence[Term], texts: Iterable[str], source: Variant
) -> dict[Term, Counter[tuple[str, str]]]:
    """Count, for each term, in which longer phrases its spellings are lost."""
    soft = {word: term for term in terms if not term.force for word in _spell((term,), source)}
    matcher = Matcher(soft)
    lexicon = load_lexicon(find_script(source), frozenset(soft))
    beaten: dict[Term, Counter[tuple[str, str]]] = {}
    for text in texts:
        for paragraph in read_paragraphs(text):
            for word, phrase in _find_lost(paragraph.text, matcher, lexicon):
                beaten.setdefault(soft[word], Counter())[word, phrase] += 1
    return beaten


def _find_lost(text: str, matcher: Matcher, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Give each word that a phrase covers, with that phrase."""
    found = list(matcher.find(text))
    if not found:
        return
    spans = list(lexicon.cut(text))
    starts = [start for start, _ in spans]
    for place, word in found:
        start, end = spans[bisect_right(starts, place) - 1]
        if start <= place and place + len(word) <= end and end - start > len(word):
            yield word, text[start:end]
