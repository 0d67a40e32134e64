"""The site's own words: what a term is called in each variant."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from yiwen.chinese.rules import clean_text
from yiwen.chinese.variants import ANY, FALLBACK, NEAREST, TARGETS, Key, Variant, read_key

Convert = Callable[[Variant, Variant, str], str]
"""``convert(source, target, text)`` by characters, without any glossary."""

MOST_TERMS: Final = 32_768
"""As many as there are characters to stand for them."""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing and its word in each variant."""

    values: tuple[tuple[Key, str], ...]
    also: tuple[str, ...] = ()
    """Further spellings that are read as this term, in any script."""
    force: bool = False
    """True: wins over longer phrases of OpenCC too."""
    one_way: bool = False
    """True: read in Simplified texts only, so that several terms may share a Traditional word."""
    line: int = field(default=0, compare=False)
    """Where it stands in its file, from 1; 0 when unknown."""


@dataclass(frozen=True, slots=True)
class TermFault:
    """Something wrong with a glossary; a warning when it can be used all the same."""

    line: int
    what: str
    mend: str
    warning: bool = False


@dataclass(frozen=True, slots=True)
class Compiled:
    """A glossary made ready for one route."""

    words: tuple[tuple[Term, str], ...]
    """Each term that can occur, with its word in the target."""
    soft: Mapping[str, int]
    """Spelling to its place in ``words``; longer phrases of OpenCC win."""
    forced: Mapping[str, int]
    """Spelling to its place in ``words``; these come before everything."""


_SWITCHES: Final = ("force", "one_way")
_KEYS: Final = "hans, hant, tw, hk, zh, also, force, one_way"


def read_glossary(
    entries: Sequence[object], *, lines: Sequence[int] = ()
) -> tuple[tuple[Term, ...], tuple[TermFault, ...]]:
    """Read terms from plain mappings, such as ``{hans: 美联储, tw: 聯準會, hk: 聯儲局}``.

    ``lines`` are the places of the entries, from 1. What cannot be read is left out and told.
    """
    terms = []
    faults: list[TermFault] = []
    for number, entry in enumerate(entries):
        line = lines[number] if number < len(lines) else 0
        term, problems = _read_entry(entry, line)
        faults += [TermFault(line, what, mend) for what, mend in problems]
        if term:
            terms.append(term)
    if len(terms) > MOST_TERMS:
        what = f"{len(terms)} terms are more than the {MOST_TERMS} that a glossary can hold"
        faults.append(TermFault(terms[MOST_TERMS].line, what, "leave out terms that never occur"))
    return tuple(terms[:MOST_TERMS]), tuple(faults)


_Problems = list[tuple[str, str]]
_EXAMPLE: Final = "write it as  - {hans: 软件, tw: 軟體, hk: 軟件}"


def _read_entry(entry: object, line: int) -> tuple[Term | None, _Problems]:
    if not isinstance(entry, Mapping):
        return None, [(f"a term has no words by variant: {entry!r}", _EXAMPLE)]
    problems: _Problems = []
    values: dict[Key, str] = {}
    also: tuple[str, ...] = ()
    switches = dict.fromkeys(_SWITCHES, False)
    for name, value in entry.items():
        key = read_key(str(name))
        if key:
            _read_word(key, value, values, problems)
        elif name == "also":
            also = _read_also(value, problems)
        elif name in _SWITCHES:
            switches[name] = _read_switch(name, value, problems)
        else:
            problems.append((f"unknown key {name!r} in a term", f"use one of: {_KEYS}"))
    if not values:
        problems.append(("a term without a word", _EXAMPLE))
        return None, problems
    return Term(tuple(values.items()), also, line=line, **switches), problems


def _read_word(key: Key, value: object, values: dict[Key, str], problems: _Problems) -> None:
    word = _read_text(value)
    if not word:
        problems.append((f"the word for {key!s} is not text: {value!r}", _EXAMPLE))
    elif values.setdefault(key, word) != word:
        problems.append((f"{key!s} is given twice: {values[key]!r} and {word!r}", "keep one"))


def _read_also(value: object, problems: _Problems) -> tuple[str, ...]:
    given = value if isinstance(value, list | tuple) else [value]
    words = [_read_text(word) for word in given]
    if not all(words):
        problems.append((f"'also' is not a list of words: {value!r}", "write  also: [软体, 軟体]"))
    return tuple(word for word in words if word)


def _read_text(value: object) -> str:
    return clean_text(value).strip() if isinstance(value, str) else ""


def _read_switch(name: str, value: object, problems: _Problems) -> bool:
    said = str(value).strip().lower()
    if said not in {"true", "false"}:
        problems.append((f"{name!r} is neither true nor false: {value!r}", f"write  {name}: true"))
    return said == "true"


def choose_word(term: Term, target: Variant, convert: Convert) -> str:
    """Choose the word of a term in a variant: its own, its script's, or a conversion."""
    values = dict(term.values)
    for key in FALLBACK[target]:
        if key in values:
            return values[key]
    nearest = next(variant for variant in NEAREST[target] if variant in values)
    return convert(nearest, target, values[nearest])


def find_spellings(term: Term, source: Variant, converts: Sequence[Convert]) -> dict[str, int]:
    """Find how a text in ``source`` may write a term, each with its rank.

    0 is a word given for this variant (or an ``also``), 1 another region's word, 2 a conversion
    of the Simplified word: in Traditional texts a term is known without being listed.
    """
    values = dict(term.values)
    if source == Variant.HANS:
        own = [values[key] for key in (Variant.HANS, ANY) if key in values]
        return _rank([own or [choose_word(term, source, converts[0])], term.also])
    if term.one_way:
        return {}
    own_keys = {*FALLBACK[source], *_REGIONS} if source == Variant.HANT else {*FALLBACK[source]}
    own = [word for key, word in term.values if key in own_keys]
    other = [word for key, word in term.values if key not in own_keys and key != Variant.HANS]
    simplified = [values[Variant.HANS]] if Variant.HANS in values else []
    derived = [
        convert(Variant.HANS, target, word)
        for word in (*simplified, *term.also)
        for convert in converts
        for target in (Variant.HANT, *_REGIONS)
    ]
    return _rank([[*own, *term.also], other, derived])


_REGIONS: Final = (Variant.TW, Variant.HK)


def _rank(tiers: Sequence[Sequence[str]]) -> dict[str, int]:
    ranked: dict[str, int] = {}
    for rank, words in enumerate(tiers):
        for word in words:
            ranked.setdefault(word, rank)
    return ranked


def compile_glossary(
    terms: Sequence[Term], source: Variant, target: Variant, converts: Sequence[Convert]
) -> Compiled:
    """Make the terms ready for one route; where two claim a spelling, the better rank has it.

    ``converts`` are ways to convert by characters: the first makes the words that are missing,
    all of them make spellings. Between equals the earlier term wins, so those of a page go first.
    """
    words = tuple((term, choose_word(term, target, converts[0])) for term in terms)
    chosen: dict[str, tuple[int, int]] = {}
    for place, term in enumerate(terms):
        for spelling, rank in find_spellings(term, source, converts).items():
            if spelling not in chosen or rank < chosen[spelling][0]:
                chosen[spelling] = (rank, place)
    soft = {key: place for key, (_, place) in chosen.items() if not terms[place].force}
    forced = {key: place for key, (_, place) in chosen.items() if terms[place].force}
    return Compiled(words, soft, forced)


def check_glossary(terms: Sequence[Term], converts: Sequence[Convert]) -> tuple[TermFault, ...]:
    """Find terms that contradict each other, and warn of those of one character."""
    faults = [*find_contradictions(terms, converts), *find_short_terms(terms)]
    return tuple(sorted(faults, key=lambda fault: fault.line))


def find_contradictions(terms: Sequence[Term], converts: Sequence[Convert]) -> list[TermFault]:
    """Find spellings that two terms claim with equal right, for different words.

    A spelling that only a text of unknown region could take either way is no contradiction.
    """
    words = {
        target: [choose_word(term, target, converts[0]) for term in terms] for target in TARGETS
    }
    faults: dict[str, TermFault] = {}
    for source in TARGETS:
        for spelling, places in _find_rivals(terms, source, converts):
            for target in TARGETS:
                meant = list(dict.fromkeys(words[target][place] for place in places))
                if target != source and len(meant) > 1:
                    line = terms[places[-1]].line
                    faults.setdefault(spelling, _contradict(spelling, meant, target, line))
    return list(faults.values())


def _find_rivals(
    terms: Sequence[Term], source: Variant, converts: Sequence[Convert]
) -> Iterator[tuple[str, list[int]]]:
    """Give each spelling that several terms claim at its best rank, with their places."""
    claims: dict[str, dict[int, list[int]]] = {}
    for place, term in enumerate(terms):
        for spelling, rank in find_spellings(term, source, converts).items():
            claims.setdefault(spelling, {}).setdefault(rank, []).append(place)
    for spelling, by_rank in claims.items():
        best = by_rank[min(by_rank)]
        if len(best) > 1:
            yield spelling, best


def _contradict(spelling: str, words: Sequence[str], target: Variant, line: int) -> TermFault:
    what = f"{spelling!r} is {words[0]!r} in one term and {words[1]!r} in another, for {target}"
    mend = "give the longer words around it, or say  one_way: true  in the rarer term"
    return TermFault(line, what, mend)


def find_short_terms(terms: Sequence[Term]) -> list[TermFault]:
    """Warn of spellings of one character: they are replaced wherever they stand."""
    return [
        TermFault(
            term.line,
            f"{word!r} is one character and is replaced wherever it stands",
            "give the longer words around it, or say  one_way: true",
            warning=True,
        )
        for term in terms
        for word in dict.fromkeys(_read_from(term))
        if len(word) == 1
    ]


def _read_from(term: Term) -> list[str]:
    """Give the spellings that the author listed and texts are searched for."""
    read = [word for key, word in term.values if not term.one_way or key in _SIMPLIFIED]
    return [*read, *term.also]


_SIMPLIFIED: Final = (Variant.HANS, ANY)
