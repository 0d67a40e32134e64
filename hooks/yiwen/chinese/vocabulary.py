"""A glossary as the texts of one variant spell it, beside the phrases of OpenCC."""

import operator
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Final

from yiwen.chinese.detection import Script, find_script
from yiwen.chinese.glossary import Term, choose_word, compile_glossary
from yiwen.chinese.lexicon import Lexicon, load_lexicon
from yiwen.chinese.texts import AS_OPENCC, STANDARD, convert_plain
from yiwen.chinese.variants import Variant

CONVERTS: Final = (partial(convert_plain, STANDARD), partial(convert_plain, AS_OPENCC))
"""Ways to convert by characters; the first makes the words that a term does not give."""


_TARGETS: Final[Mapping[Variant, tuple[Variant, ...]]] = {
    Variant.HANS: (Variant.TW, Variant.HK),
    Variant.HANT: (Variant.HANS,),
    Variant.TW: (Variant.HANS, Variant.HK),
    Variant.HK: (Variant.HANS, Variant.TW),
}
"""Where the words of a text in each variant become others."""


@dataclass(frozen=True, slots=True)
class Loss:
    """A word of the glossary in a longer phrase, which wins and reads it in another way."""

    term: Term
    word: str
    phrase: str
    source: Variant
    """What the text is written in."""
    given: tuple[tuple[Variant, str], ...]
    """What the phrase becomes in other variants."""
    wanted: tuple[tuple[Variant, str], ...]
    """What it would become with the term's word in it."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a glossary, with what each means."""

    source: Variant
    words: Mapping[str, Term]
    lexicon: Lexicon
    _site: "Vocabulary | None"
    """What the words of a page go before."""
    _letters: tuple[str, ...]
    """The words of one character."""
    _starts: Mapping[str, tuple[tuple[str, frozenset[str]], ...]]
    """First two characters -> the longer words that begin with them, and what pairs go on."""
    _losses: dict[str, tuple[Loss, ...]] = field(default_factory=dict)
    """Word -> the phrases it is lost in, as far as anyone has asked."""

    def with_terms(self, terms: Sequence[Term]) -> "Vocabulary":
        """Give the vocabulary of a page with terms of its own."""
        words = _spell(terms, self.source)
        lexicon = self.lexicon.with_words(words)
        return Vocabulary(self.source, words, lexicon, self, *_gather_starts(words))

    def find_words(self, text: str) -> list[str]:
        """Give the words that a text holds."""
        if not self.words:
            return []
        pairs = set(map(operator.add, text, text[1:]))
        return [letter for letter in self._letters if letter in text] + [
            word
            for pair in self._starts.keys() & pairs
            for word, others in self._starts[pair]
            if others <= pairs and (not others or word in text)
        ]

    def find_losses(self, word: str) -> tuple[Loss, ...]:
        """Give the longer phrases that a word is lost in."""
        if word not in self._losses:
            self._losses[word] = tuple(self._seek_losses(word))
        return self._losses[word]

    def _seek_losses(self, word: str) -> Iterator[Loss]:
        term = self.words[word]
        others = self._site.words if self._site else {}
        for phrase in _find_longer(word, others, self.source):
            # Force tells where two begin at one place; the one that begins first wins anyway.
            if phrase in self.words or (term.force and phrase.startswith(word)):
                continue
            given = _read_phrase(phrase, others.get(phrase), self.source)
            wanted = _replace_word(phrase, word, term, self.source)
            words = _choose_words(term, self.source)
            if any(own not in one for own, (_, one) in zip(words, given, strict=True)):
                yield Loss(term, word, phrase, self.source, given, wanted)

    def count_losses(self, text: str) -> Counter[Loss]:
        """Count the words of a text that are lost in longer phrases."""
        losses = [
            loss
            for word in self.find_words(text)
            for loss in self.find_losses(word)
            if loss.phrase in text
        ]
        counts = Counter({loss: self._count_cut(text, loss.phrase) for loss in losses})
        return +counts

    def _count_cut(self, text: str, phrase: str) -> int:
        """Count the places where a text is cut into this phrase."""
        number = 0
        place = text.find(phrase)
        while place >= 0:
            start, end = self.lexicon.find_chain(text, place)
            span = (place - start, place - start + len(phrase))
            number += span in self.lexicon.cut(text[start:end])
            place = text.find(phrase, place + len(phrase))
        return number


def make_vocabulary(terms: Sequence[Term], source: Variant) -> Vocabulary:
    """Read a glossary as texts of a variant spell it."""
    words = _spell(terms, source)
    lexicon = load_lexicon(find_script(source)).with_words(words)
    return Vocabulary(source, words, lexicon, None, *_gather_starts(words))


def _spell(terms: Sequence[Term], source: Variant) -> dict[str, Term]:
    """Give each spelling with the term that the conversion takes it for."""
    target = Variant.TW if source is Variant.HANS else Variant.HANS
    compiled = compile_glossary(terms, source, target, CONVERTS)
    places = {**compiled.soft, **compiled.forced}
    return {spelling: compiled.words[place][0] for spelling, place in places.items()}


def _gather_starts(
    words: Iterable[str],
) -> tuple[tuple[str, ...], dict[str, tuple[tuple[str, frozenset[str]], ...]]]:
    """Give the words of one character, and the others by their first two."""
    starts: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
    for word in words:
        others = frozenset(word[at : at + 2] for at in range(1, len(word) - 1))
        starts[word[:2]].append((word, others))
    letters = tuple(start for start in starts if len(start) == 1)
    return letters, {pair: tuple(starts[pair]) for pair in starts if len(pair) > 1}


def _find_longer(word: str, others: Iterable[str], source: Variant) -> Iterator[str]:
    """Give the phrases of OpenCC, and of ``others``, that hold a word and more."""
    phrases = _gather_by_character(find_script(source)).get(word[0], ())
    for phrase in dict.fromkeys((*phrases, *others)):
        if word in phrase and word != phrase:
            yield phrase


@lru_cache(maxsize=2)
def _gather_by_character(script: Script) -> Mapping[str, list[str]]:
    """Give for each character the phrases that it stands in."""
    phrases: dict[str, list[str]] = defaultdict(list)
    for phrase in load_lexicon(script).phrases:
        for character in phrase:
            phrases[character].append(phrase)
    return phrases


def _choose_words(term: Term, source: Variant) -> list[str]:
    return [choose_word(term, target, CONVERTS[0]) for target in _TARGETS[source]]


def _read_phrase(
    phrase: str, term: Term | None, source: Variant
) -> tuple[tuple[Variant, str], ...]:
    """Give what a phrase becomes; what its term says, where it is of a glossary."""
    if term:
        return tuple(zip(_TARGETS[source], _choose_words(term, source), strict=True))
    return tuple((target, CONVERTS[0](source, target, phrase)) for target in _TARGETS[source])


def _replace_word(
    phrase: str, word: str, term: Term, source: Variant
) -> tuple[tuple[Variant, str], ...]:
    """Give what a phrase would become with the word of a term in it."""
    before, _, after = phrase.partition(word)
    words = zip(_TARGETS[source], _choose_words(term, source), strict=True)
    convert = CONVERTS[0]
    return tuple(
        (target, f"{convert(source, target, before)}{own}{convert(source, target, after)}")
        for target, own in words
    )
