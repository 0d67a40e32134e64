"""Fold names such as tags to one key, whichever Chinese they are written in."""

import re
import unicodedata
from collections.abc import Sequence
from functools import partial
from typing import Final

from yiwen.chinese.glossary import Term, choose_word, find_spellings
from yiwen.chinese.matching import Matcher
from yiwen.chinese.rules import clean_text, plain_text
from yiwen.chinese.texts import AS_OPENCC, convert_plain
from yiwen.chinese.variants import Variant

_SPACES: Final = re.compile(r"\s++")
_convert = partial(convert_plain, AS_OPENCC)


def fold_term(name: str, terms: Sequence[Term] = ()) -> str:
    """Give the key that all spellings of a name share: Simplified, lower case, half width.

    For many names make one `Folder` and ask that.
    """
    return Folder(terms)(name)


class Folder:
    """Folds names, with a glossary that says which words are one thing.

    宏观经济 and 宏觀經濟 have one key; so have 美联储 and 聯準會 when the glossary has them. Words that
    no character ties together stay apart without it.
    """

    def __init__(self, terms: Sequence[Term] = ()) -> None:
        self._words = _read_words(terms)
        self._matcher = Matcher(self._words)
        self._known: dict[str, str] = {}

    def __call__(self, name: str) -> str:
        """Fold one name; its rules give their Simplified values first."""
        key = self._known.get(name)
        if key is None:
            key = self._known[name] = self._fold(_normalize(plain_text(name, Variant.HANS)))
        return key

    def _fold(self, text: str) -> str:
        pieces = []
        copied = 0
        for place, spelling in self._matcher.find(text):
            pieces += [_fold_characters(text[copied:place]), self._words[spelling]]
            copied = place + len(spelling)
        return "".join([*pieces, _fold_characters(text[copied:])])


def _normalize(text: str) -> str:
    compatible = unicodedata.normalize("NFKC", clean_text(text))
    return _SPACES.sub(" ", compatible).strip().casefold()


def _fold_characters(text: str) -> str:
    """Take the forms of Taiwan, of Hong Kong, and of neither, to the Simplified ones."""
    for source in (Variant.TW, Variant.HK, Variant.HANT):
        text = _convert(source, Variant.HANS, text)
    return text


def _read_words(terms: Sequence[Term]) -> dict[str, str]:
    """Give each spelling its Simplified word; a Simplified spelling keeps its own."""
    words: dict[str, str] = {}
    for source in (Variant.HANS, Variant.HANT):
        claims = [
            (rank, place, spelling)
            for place, term in enumerate(terms)
            for spelling, rank in find_spellings(term, source, (_convert,)).items()
        ]
        for _, place, spelling in sorted(claims):
            word = choose_word(terms[place], Variant.HANS, _convert)
            words.setdefault(_normalize(spelling), _fold_characters(_normalize(word)))
    return words
