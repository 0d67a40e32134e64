"""What an editor should look at again.

Nothing here is wrong for sure. Each doubt says where, shows both readings, and has a line ready to
be pasted into the glossary.
"""

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate
from typing import Final

from yiwen.chinese.classes import match_one
from yiwen.chinese.detection import (
    Script,
    check_prose,
    find_script,
    is_japanese,
    read_paragraphs,
)
from yiwen.chinese.evidence import SIMPLIFIED, TRADITIONAL
from yiwen.chinese.glossary import Term, choose_word
from yiwen.chinese.lexicon import Parting
from yiwen.chinese.matching import Matcher
from yiwen.chinese.pages import cut_page
from yiwen.chinese.rules import MARK, choose_value, read_mark
from yiwen.chinese.texts import STANDARD, convert_plain
from yiwen.chinese.variants import TARGETS, Variant
from yiwen.chinese.vocabulary import CONVERTS, Loss, Vocabulary, make_vocabulary


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
    BEATEN_TERM = "beaten-term"
    """A glossary term that stands in a text, but as part of a longer phrase."""
    UNUSED_TERM = "unused-term"
    """A glossary term that no text has a word of."""


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


@dataclass(frozen=True, slots=True)
class Uses:
    """What became of a glossary's terms in a text."""

    terms: frozenset[Term]
    """Those that the text has words of."""
    losses: Mapping[Loss, int]
    """Words lost in longer phrases, and how often."""


class Reviewer:
    """Reviews texts with one glossary; what it needs is loaded when a text first asks for it."""

    def __init__(self, terms: Sequence[Term] = (), *, site: "Reviewer | None" = None) -> None:
        self.terms: Final = tuple(terms)
        self.places: Final = {term: place for place, term in enumerate(self.terms)}
        """Where each term stands in the glossary."""
        self._site = site
        self._vocabularies: dict[Variant, Vocabulary] = {}
        self._matchers: dict[Variant, Matcher] = {}

    def for_page(self, terms: Sequence[Term]) -> "Reviewer":
        """Give the reviewer of a page with terms of its own, which go before the site's."""
        return Reviewer(terms, site=self) if terms else self

    def find_doubts(
        self, markdown: str, source: Variant, targets: Collection[Variant] = TARGETS
    ) -> list[Doubt]:
        """Find what is in doubt when a Markdown text, whose rules are marks, is converted."""
        partings = self.find_partings(markdown, source, targets)
        found = [*partings, *find_last_resorts(markdown, targets)]
        return sorted(found, key=lambda doubt: doubt.offset)

    def find_partings(
        self, markdown: str, source: Variant, targets: Collection[Variant] = TARGETS
    ) -> list[Doubt]:
        """Find where the longest phrases from the front and from the back read differently.

        Places that a glossary term settles are left out, and pairs known to be harmless.
        """
        # A text as a whole has every parting that its paragraphs have: mostly none.
        if not _NAMES_LANGUAGE.search(markdown) and not self._seek(markdown, source):
            return []
        doubts = []
        for paragraph in read_paragraphs(markdown):
            written = paragraph.source or source
            if not crosses_scripts(written, targets) or is_japanese(paragraph.text):
                continue
            doubts += [
                _doubt_parting(paragraph.text, paragraph.start, parting, written)
                for parting in self._seek(paragraph.text, written)
            ]
        return doubts

    def find_uses(self, markdown: str, source: Variant) -> Uses:
        """Find what became of the terms, those of the page alone for the reviewer of a page."""
        vocabulary = self.vocabulary(source)
        words = vocabulary.find_words(markdown)
        if not words:
            return Uses(frozenset(), {})
        losses: Counter[Loss] = Counter()
        if any(loss.phrase in markdown for word in words for loss in vocabulary.find_losses(word)):
            for paragraph in read_paragraphs(markdown):
                if paragraph.source in {None, source}:
                    losses += vocabulary.count_losses(paragraph.text)
        return Uses(frozenset(vocabulary.words[word] for word in words), losses)

    def find_leftovers(
        self, text: str, variant: Variant, settled: Iterable[str] = ()
    ) -> list[Doubt]:
        """Find characters of the other script in a text that has been converted to ``variant``.

        In the words of the glossary and in those ``settled`` they are right.
        """
        matchers = (self._matcher(variant), Matcher(settled))
        return list(_find_leftovers(text, 0, variant, matchers))

    def find_page_leftovers(
        self, page: str, variant: Variant, settled: Iterable[str] = ()
    ) -> list[Doubt]:
        """Find the same in a page, outside of what is never converted; offsets count in the page."""
        cut = cut_page(page)
        starts = [0, *accumulate(map(len, cut.parts))]
        matchers = (self._matcher(variant), Matcher(settled))
        return [
            doubt
            for place in sorted(place for texts in cut.texts for place in texts.places)
            for doubt in _find_leftovers(cut.parts[place], starts[place], variant, matchers)
        ]

    def _matcher(self, variant: Variant) -> Matcher:
        """Give what finds the words that pages for a variant show."""
        made = self._matchers.get(variant)
        if made is None:
            terms = (*self.terms, *(self._site.terms if self._site else ()))
            words = (choose_word(term, variant, CONVERTS[0]) for term in terms)
            made = self._matchers[variant] = Matcher(words)
        return made

    def _seek(self, text: str, source: Variant) -> list[Parting]:
        partings = self.vocabulary(source).lexicon.find_partings(text)
        return [parting for parting in partings if not _is_harmless(parting, source)]

    def vocabulary(self, source: Variant) -> Vocabulary:
        """Give the glossary as texts of a variant spell it."""
        made = self._vocabularies.get(source)
        if made is None:
            made = self._vocabularies[source] = self._make_vocabulary(source)
        return made

    def _make_vocabulary(self, source: Variant) -> Vocabulary:
        if self._site is None:
            return make_vocabulary(self.terms, source)
        return self._site.vocabulary(source).with_terms(self.terms)


_NAMES_LANGUAGE: Final = re.compile(r"lang\s*=", re.IGNORECASE)

# Pairs that a phrase may read either way without anyone minding: 28 of 45 false alarms in a sample
# of 70 were among them, and no true one.
_HARMLESS: Final = frozenset(
    frozenset(pair)
    for pair in ("了瞭", "面麪", "念唸", "合閤", "于於", "個箇", "註注", "布佈", "匯彙")
)


def crosses_scripts(source: Variant, targets: Iterable[Variant]) -> bool:
    """Whether a text is converted to the other script for some variant."""
    return any(find_script(target) is not find_script(source) for target in targets)


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
        own = Variant.HANS
        given = [{region: _for_region(region, each) for region in _REGIONS} for each in both]
    else:
        own = Variant.HANT
        given = [{Variant.HANS: each} for each in both]
    readings = tuple(next(iter(words.values())) for words in given)
    before, after = _show_around(text, parting.start, parting.end)
    return Doubt(
        Kind.READING,
        offset + parting.start,
        word,
        what=f"{word!r} may be {readings[0]!r} or {readings[1]!r}",
        readings=readings,
        lines=tuple(_write_term({own: word, **words}) for words in given),
        before=before,
        after=after,
    )


def _write_term(words: Mapping[Variant, str]) -> str:
    """Write a glossary line; one word for both regions where they print the same."""
    shown = dict(words)
    if Variant.TW in shown and shown[Variant.TW] == shown.get(Variant.HK):
        shown[Variant.HANT] = shown.pop(Variant.TW)
        del shown[Variant.HK]
    pairs = (f"{_SHORT[key]}: {_quote(word)}" for key, word in shown.items())
    return "- {" + ", ".join(pairs) + "}"


def _quote(word: str) -> str:
    return word if _PLAIN.fullmatch(word) else json.dumps(word, ensure_ascii=False)


_PLAIN: Final = re.compile(r"\w(?:[\w ·.+-]*\w)?")


def _for_region(region: Variant, text: str) -> str:
    return convert_plain(STANDARD, Variant.HANT, region, text)


_REGIONS: Final = (Variant.TW, Variant.HK)
_AROUND = 10


def _show_around(text: str, start: int, end: int) -> tuple[str, str]:
    """Give what stands around a place, in its own line."""
    first = max(text.rfind("\n", 0, start) + 1, start - _AROUND)
    last = text.find("\n", end, end + _AROUND)
    after = text[end : last if last >= 0 else end + _AROUND]
    return _SPACES.sub(" ", text[first:start]).lstrip(), _SPACES.sub(" ", after).rstrip()


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


def find_values(marked: str, variant: Variant) -> frozenset[str]:
    """Give what the rules of a text show to a variant."""
    return frozenset(choose_value(read_mark(mark[0]), variant)[0] for mark in MARK.finditer(marked))


def find_oddities(markdown: str, source: Variant) -> list[Doubt]:
    """Find what does not belong in a Markdown text written in ``source``."""
    return [
        Doubt(Kind.ODDITY, finding.offset, finding.text, finding.what, finding.mend)
        for finding in check_prose(markdown, source)
    ]


@lru_cache(maxsize=4)
def _find_foreign(variant: Variant) -> re.Pattern[str]:
    """Give what finds the characters that pages for a variant have none of; made once."""
    if variant is Variant.HANS:
        return re.compile(f"{match_one(TRADITIONAL)}+")
    # Hong Kong prints 恒 as in 恒生 where others print 恆.
    return re.compile(f"{match_one(SIMPLIFIED - {'恒'} if variant is Variant.HK else SIMPLIFIED)}+")


def _find_leftovers(
    text: str, offset: int, variant: Variant, matchers: Sequence[Matcher]
) -> Iterator[Doubt]:
    other = _OTHER[find_script(variant)]
    for found in _find_foreign(variant).finditer(text):
        if _is_settled(text, found.span(), matchers):
            continue
        what = f"{found[0]!r} is {other}, in a page for {variant}"
        before, after = _show_around(text, *found.span())
        start = offset + found.start()
        yield Doubt(
            Kind.LEFTOVER, start, found[0], what, _MEND_LEFTOVER, before=before, after=after
        )


def _is_settled(text: str, span: tuple[int, int], matchers: Iterable[Matcher]) -> bool:
    settled = {
        place + step
        for matcher in matchers
        for place, word in matcher.find(text)
        for step in range(len(word))
    }
    return settled.issuperset(range(*span))


_OTHER: Final = {Script.HANS: "Traditional", Script.HANT: "Simplified"}
_MEND_LEFTOVER: Final = "give the word its value for this variant, or mark it with its lang"


def find_term_doubts(terms: Iterable[Term], uses: Iterable[Uses], *, path: str) -> list[Entry]:
    """Find terms that never came to anything, and those that a longer phrase swallows.

    ``uses`` are those of all texts, ``path`` is the glossary's.
    """
    seen: set[Term] = set()
    losses: Counter[Loss] = Counter()
    for use in uses:
        seen |= use.terms
        losses.update(use.losses)
    found = [(loss.term, _doubt_loss(loss, number)) for loss, number in losses.items()]
    found += [(term, _doubt_unused(term)) for term in terms if term not in seen]
    entries = [Entry(path, term.line, 0, doubt) for term, doubt in found]
    return sorted(entries, key=lambda entry: (entry.line, entry.doubt.what))


def _doubt_unused(term: Term) -> Doubt:
    word = term.values[0][1]
    return Doubt(Kind.UNUSED_TERM, 0, word, f"{word!r} never came up", "leave it out")


def _doubt_loss(loss: Loss, number: int) -> Doubt:
    given, wanted = dict(loss.given), dict(loss.wanted)
    first = next(target for target in given if given[target] != wanted[target])
    times = "once" if number == 1 else f"{number} times"
    return Doubt(
        Kind.BEATEN_TERM,
        0,
        loss.word,
        what=f"{loss.word!r} stands {times} in the longer {loss.phrase!r}, which wins",
        readings=(given[first], wanted[first]),
        lines=tuple(_write_term({loss.source: loss.phrase, **each}) for each in (given, wanted)),
    )
