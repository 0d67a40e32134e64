"""Convert texts: rules, glossary, OpenCC, regional glyphs and quotation marks together."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from itertools import product
from typing import Final, Literal

from yiwen.chinese.glossary import Term, compile_glossary
from yiwen.chinese.passes import make_run
from yiwen.chinese.quotes import convert_quotes
from yiwen.chinese.routes import find_route
from yiwen.chinese.rules import MARK, clean_text, resolve_marks, strip_reserved
from yiwen.chinese.variants import Variant

Glyphs = Literal["common", "opencc"]
Escape = Callable[[str], str]

_SEPARATOR: Final = "\x1f"
_RULE: Final = "\U000f8000"
"""Holds the place of a rule while its text is converted; parts words as an element does."""
_FIRST_LOCK: Final = 0xF0000
_LOCK: Final = re.compile("[\U000f0000-\U000f7fff]")
_DIRTY: Final = re.compile("[\0\ud800-\udfff\U000f0000-\U000ffffd]")
# The official engine takes what follows such a character as part of a description of one.
_DESCRIPTION: Final = re.compile("[\u2ff0-\u2fff\u31ef]")
_BOUNDARY: Final = re.compile("([\x1f\U000f8000])")
_MOST_KNOWN: Final = 8_000
"""What comes again does so within fewer: what comes once would only take memory."""
_KNOWN_CHARS: Final = 100
"""Longer texts hardly come again on another page."""
_MOST_PAGES: Final = 4


@dataclass(frozen=True, slots=True)
class Options:
    """What a site can choose about its variants."""

    phrases: bool | frozenset[Variant] = False
    """Regional words of OpenCC: for all targets, none, or some."""
    hk_glyphs: Glyphs = "common"
    """``common``: as Hong Kong prints (說 稅 戶); ``opencc``: as OpenCC's standard has it."""
    tw_glyphs: Glyphs = "common"
    """``common``: as Taiwan's papers print (台灣 帳戶 了解); ``opencc``: the ministry's forms."""
    quotes: bool = True
    """Whether “” become 「」 and the other way round."""

    def wants_phrases(self, target: Variant) -> bool:
        """Say whether texts for ``target`` take OpenCC's regional words."""
        return self.phrases if isinstance(self.phrases, bool) else target in self.phrases


STANDARD: Final = Options()
AS_OPENCC: Final = Options(hk_glyphs="opencc", tw_glyphs="opencc", quotes=False)
"""What OpenCC gives, untouched."""


class Converters:
    """The converters between all variants, for one glossary and one choice of options.

    Each is made when it is first needed, and kept: with a glossary it costs some 50 ms.
    """

    def __init__(self, terms: Sequence[Term] = (), options: Options = STANDARD) -> None:
        self.terms: Final = tuple(terms)
        self.options: Final = options
        self._made: dict[tuple[Variant, Variant], Converter] = {}
        self._pages: dict[tuple[tuple[Term, ...], Options], Converters] = {}
        self._used_before: Counter[Term] = Counter()

    def between(self, source: Variant, target: Variant) -> "Converter":
        """Give the converter from one variant to another."""
        made = self._made.get((source, target))
        if made is None:
            made = self._made[source, target] = Converter(source, target, self)
        return made

    def convert(self, source: Variant, target: Variant, text: str) -> str:
        """Convert one text."""
        return self.between(source, target)(text)

    def prepare(self, sources: Iterable[Variant], targets: Iterable[Variant]) -> None:
        """Make the converters of all these ways, before processes are started that need them."""
        for source, target in product(sources, targets):
            if source != target:
                self.between(source, target).prepare()

    def for_page(self, terms: Sequence[Term] = (), *, phrases: bool | None = None) -> "Converters":
        """Give the converters of a page with terms of its own, which go before the site's."""
        options = self.options if phrases is None else replace(self.options, phrases=phrases)
        if not terms and options == self.options:
            return self
        key = (tuple(terms), options)
        if key not in self._pages:
            self._forget_pages()
            self._pages[key] = Converters((*terms, *self.terms), options)
        return self._pages[key]

    def _forget_pages(self) -> None:
        """Let go of the converters of earlier pages: each takes 30 MB."""
        while len(self._pages) >= _MOST_PAGES:
            oldest = self._pages.pop(next(iter(self._pages)))
            self._used_before.update(oldest.used)
            oldest.let_go()

    def let_go(self) -> None:
        """Let go of the memory; what is needed again is made again.

        These and each converter refer to each other: Python alone would free them late, if ever.
        """
        self._used_before = self.used
        self._made.clear()
        for converters in self._pages.values():
            converters.let_go()
        self._pages.clear()

    @property
    def used(self) -> Counter[Term]:
        """How often each glossary term was applied, by these converters and those of pages."""
        counts = Counter(self._used_before)
        for converter in self._made.values():
            counts.update(converter.used)
        for converters in self._pages.values():
            counts.update(converters.used)
        return counts


class Converter:
    """Converts texts from one variant to another; `Converters` makes and keeps them.

    Reserved characters never get through: they are removed from what goes in. Where source and
    target are the same, only marks are resolved.
    """

    def __init__(self, source: Variant, target: Variant, owner: Converters) -> None:
        self.source: Final = source
        self.target: Final = target
        self._owner = owner
        self._locks: Counter[str] = Counter()
        """How often each lock character was met."""
        self._written: dict[Escape | None, Mapping[str, str]] = {}
        """Lock character -> its word, as each kind of page has it."""

    @property
    def used(self) -> Counter[Term]:
        """How often each glossary term was applied."""
        counts: Counter[Term] = Counter()
        for lock, times in self._locks.items():
            counts[self._chain.words[ord(lock) - _FIRST_LOCK][0]] += times
        return counts

    def __call__(self, text: str) -> str:
        """Convert one text; its rules give their values, never converted."""
        return self.convert_all((text,))[0]

    def convert_all(self, texts: Sequence[str], escape: Escape | None = None) -> list[str]:
        """Convert texts that belong together, such as the slots of a page, in one go.

        A phrase never reaches over two of them, a pair of quotation marks may. The values of
        rules and the words of the glossary go through ``escape``.
        """
        if self.source == self.target:
            return [strip_reserved(self._resolve(text, escape)) for text in texts]
        if not texts:
            return []
        joined = _SEPARATOR.join(texts)
        if joined.count(_SEPARATOR) == len(texts) - 1 and not _DIRTY.search(joined):
            return self._convert(joined, escape).split(_SEPARATOR)
        held = _SEPARATOR.join([_hold_places(text) for text in texts])
        converted = self._convert(held, escape)
        return [
            self._fill(slot, MARK.findall(text), escape) if _RULE in slot else slot
            for slot, text in zip(converted.split(_SEPARATOR), texts, strict=True)
        ]

    def _resolve(self, text: str, escape: Escape | None) -> str:
        return resolve_marks(text, self.target, self._owner.convert, escape)

    def _fill(self, slot: str, marks: Sequence[str], escape: Escape | None) -> str:
        """Put the values of a slot's rules where their places were held."""
        first, *pieces = slot.split(_RULE)
        filled = [first]
        for mark, piece in zip(marks, pieces, strict=True):
            filled += [self._resolve(mark, escape), piece]
        return "".join(filled)

    def _convert(self, joined: str, escape: Escape | None) -> str:
        text = _set_glyphs(self._chain.run(joined), self.target, self._owner.options)
        if self._owner.options.quotes:
            text = convert_quotes(text, self.source, self.target)
        return self._unlock(text, escape) if self._chain.words else text

    def _unlock(self, text: str, escape: Escape | None) -> str:
        """Put the words of the glossary where their locks are."""
        self._locks.update(_LOCK.findall(text))
        if escape not in self._written:
            self._written[escape] = {
                chr(_FIRST_LOCK + place): escape(word) if escape else word
                for place, (_, word) in enumerate(self._chain.words)
            }
        words = self._written[escape]
        return _LOCK.sub(lambda lock: words[lock[0]], text)

    def prepare(self) -> None:
        """Make now what the first text would wait for, so that processes to come share it."""
        self._chain  # noqa: B018 - is made by being asked for

    @cached_property
    def _chain(self) -> "_Chain":
        return _make_chain(self.source, self.target, self._owner.terms, self._owner.options)


def _hold_places(text: str) -> str:
    """Put one character for each mark and remove what no text may hold."""
    if not _DIRTY.search(text) and _SEPARATOR not in text:
        return text
    return _RULE.join([clean_text(piece) for piece in MARK.split(text)])


@dataclass(frozen=True, slots=True)
class _Chain:
    """What a route needs at hand: OpenCC, and the words behind the lock characters."""

    run: Callable[[str], str]
    words: tuple[tuple[Term, str], ...] = ()


def _make_chain(
    source: Variant, target: Variant, terms: Sequence[Term], options: Options
) -> _Chain:
    """Ask the glossary and OpenCC for one route."""
    # Words are made as the site prints them; spellings are known in OpenCC's forms as well.
    choices = (replace(options, phrases=False), AS_OPENCC)
    converts = [partial(convert_plain, choice) for choice in choices]
    compiled = compile_glossary(terms, source, target, converts)
    route = find_route(source, target, phrases=options.wants_phrases(target))
    run = _part_safely(make_run(route, _lock(compiled.soft), _lock(compiled.forced)))
    return _Chain(_remember(run), compiled.words)


def _lock(places: Mapping[str, int]) -> dict[str, str]:
    return {spelling: chr(_FIRST_LOCK + place) for spelling, place in places.items()}


@lru_cache(maxsize=65_536)
def convert_plain(options: Options, source: Variant, target: Variant, text: str) -> str:
    """Convert a word without any glossary; answers are kept."""
    return _find_plain(options).convert(source, target, text)


@lru_cache(maxsize=16)
def _find_plain(options: Options) -> Converters:
    return Converters((), options)


def _part_safely(run: Callable[[str], str]) -> Callable[[str], str]:
    """Keep ideographic descriptions from swallowing what parts the slots."""

    def run_parted(joined: str) -> str:
        if not _DESCRIPTION.search(joined):
            return run(joined)
        return "".join(run(piece) if piece else "" for piece in _BOUNDARY.split(joined))

    return run_parted


def _remember(run: Callable[[str], str]) -> Callable[[str], str]:
    """Show the engine only slots that it has not seen: navigation, titles and tags come again."""
    known: dict[str, str] = {}

    def run_new(joined: str) -> str:
        slots = joined.split(_SEPARATOR)
        if len(known) > _MOST_KNOWN:
            known.clear()
        new = [slot for slot in dict.fromkeys(slots) if slot not in known]
        made = run(_SEPARATOR.join(new)).split(_SEPARATOR) if new else []
        now = dict(zip(new, made, strict=True))
        known.update({slot: text for slot, text in now.items() if len(slot) <= _KNOWN_CHARS})
        return _SEPARATOR.join([now[slot] if slot in now else known[slot] for slot in slots])

    return run_new


# As Hong Kong itself prints them: Legislative Council Hansard 2012-13, 9.6 million characters;
# 帳 as its government and papers do, not in some words only.
_HK_COMMON: Final = dict(
    zip("説税户峯啓閲牀脱温兑鋭醖悦賬", "說稅戶峰啟閱床脫溫兌銳醞悅帳", strict=True)
)
# As Taiwan's papers print them: 台 in names and words alike (平台 686 times, 平臺 once); where
# Taiwan writes 檯 or 颱, OpenCC does too. 帳 for 賬 in all of 900 places. 污 is in its statutes.
_TW_COMMON: Final = {"臺": "台", "賬": "帳", "汙": "污"}
# 了解 for 瞭解 seven times of eight in Taiwan, 107 of 107 in Hong Kong's radio news; 明瞭 stays.
_UNDERSTAND: Final = re.compile("(?<!明)瞭解")


def _set_glyphs(text: str, target: Variant, options: Options) -> str:
    """Give the forms that people of the region print, where those of OpenCC are another's."""
    if target == Variant.HK and options.hk_glyphs == "common":
        return _UNDERSTAND.sub("了解", _replace_each(text, _HK_COMMON))
    if target == Variant.TW and options.tw_glyphs == "common":
        return _UNDERSTAND.sub("了解", _replace_each(text, _TW_COMMON))
    return text


def _replace_each(text: str, glyphs: Mapping[str, str]) -> str:
    for old, new in glyphs.items():
        text = text.replace(old, new)
    return text
