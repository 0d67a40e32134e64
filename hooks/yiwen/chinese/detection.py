"""Tell which script a text is written in, and find what in it does not belong there."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import groupby, islice
from typing import Final

from yiwen.chinese.classes import match_one
from yiwen.chinese.evidence import JAPANESE, SIMPLIFIED, TRADITIONAL
from yiwen.chinese.htmlscan import scan_html
from yiwen.chinese.markup import read_markup
from yiwen.chinese.nesting import PAGE, Nesting, Scope
from yiwen.chinese.prose import find_protected
from yiwen.chinese.rules import MARK
from yiwen.chinese.variants import Variant

HAN: Final = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Han characters, for a character class."""


class Script(StrEnum):
    """What a text is written in."""

    HANS = "hans"
    HANT = "hant"
    MIXED = "mixed"
    """Both, neither by far the most."""
    JAPANESE = "ja"
    UNKNOWN = "unknown"
    """Han characters that tell nothing: too few, or the same in both scripts."""
    NONE = "none"
    """No Han characters and no kana."""


_IS_HAN = re.compile(f"[{HAN}]")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_LEAST_KANA = 2
_LEAST_SHARE_OF_KANA = 0.1
_LEAST_EVIDENCE = 2
_LEAST_SHARE = 0.9


def is_japanese(text: str) -> bool:
    """Whether more than a tenth of a text is kana: Japanese, even when nobody said so."""
    if not _KANA.search(text):
        return False
    kana = len(_KANA.findall(text))
    if kana < _LEAST_KANA:
        return False
    return kana > _LEAST_SHARE_OF_KANA * (kana + len(_IS_HAN.findall(text)))


def detect_script(text: str, *, least: int = _LEAST_EVIDENCE) -> Script:
    """Tell the script of a text by the characters that only one script has.

    It takes ``least`` of them, nine tenths for one side. The region is never told from a text.

    >>> detect_script("美联储启动购债计划"), detect_script("美聯儲啟動購債計劃")
    (<Script.HANS: 'hans'>, <Script.HANT: 'hant'>)
    """
    if not _IS_HAN.search(text) and not _KANA.search(text):
        return Script.NONE
    if is_japanese(text):
        return Script.JAPANESE
    japanese = len(_match_any(JAPANESE).findall(text))
    simplified, traditional = _count_evidence(text, max(least, japanese))
    if japanese >= _LEAST_EVIDENCE and japanese > simplified + traditional:
        return Script.JAPANESE
    return _weigh(simplified, traditional, least)


def _count_evidence(text: str, enough: int) -> list[int]:
    """Count what tells for Simplified and Traditional; where it is one side, no more than enough."""
    sides = [_match_any(SIMPLIFIED), _match_any(TRADITIONAL)]
    counts = [sum(1 for _ in islice(side.finditer(text), enough)) for side in sides]
    return [len(side.findall(text)) for side in sides] if all(counts) else counts


@lru_cache(maxsize=3)
def _match_any(characters: frozenset[str]) -> re.Pattern[str]:
    """Give what finds each of some ``characters``; it is made once."""
    return re.compile(match_one(characters))


def _weigh(simplified: int, traditional: int, least: int) -> Script:
    evidence = simplified + traditional
    if evidence < least:
        return Script.UNKNOWN
    if simplified >= _LEAST_SHARE * evidence:
        return Script.HANS
    return Script.HANT if traditional >= _LEAST_SHARE * evidence else Script.MIXED


def find_script(variant: Variant) -> Script:
    """Give the script of a variant."""
    return Script.HANS if variant is Variant.HANS else Script.HANT


class Oddity(StrEnum):
    """What does not belong in a text."""

    OTHER_SCRIPT = "other-script"
    UNMARKED_JAPANESE = "unmarked-japanese"
    RADICAL = "radical"
    RESERVED = "reserved"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a text that does not belong there, though it can be published."""

    kind: Oddity
    offset: int
    """Where it begins, in characters from 0."""
    text: str
    """What stands there, shortened."""
    what: str
    mend: str


def check_prose(markdown: str, source: Variant) -> list[Finding]:
    """Find all that does not belong in a Markdown text written in ``source``, in order.

    Code, comments and the like are not looked at; rules' marks are no reserved characters.
    """
    if _is_plain(markdown, source):
        return []
    found = [*find_foreign_paragraphs(markdown, source), *find_characters(blank_out(markdown))]
    return sorted(found, key=lambda finding: finding.offset)


def _is_plain(markdown: str, source: Variant) -> bool:
    """Whether its characters alone show that nothing in a text is out of place: mostly so."""
    text = MARK.sub("", markdown)
    other = TRADITIONAL if find_script(source) is Script.HANS else SIMPLIFIED
    return "lang=" not in text and not _SUSPECT.search(text) and not _match_any(other).search(text)


def blank_out(markdown: str) -> str:
    """Put spaces in the place of all that is not prose: code, comments, addresses, marks."""
    pieces = []
    copied = 0
    for start, end in find_protected(markdown):
        pieces += [markdown[copied:start], _VISIBLE.sub(" ", markdown[start:end])]
        copied = end
    text = "".join([*pieces, markdown[copied:]])
    return MARK.sub(lambda mark: " " * len(mark[0]), text)


_VISIBLE = re.compile(r"[^\n]")
_PARAGRAPH_END = re.compile(r"\n[ \t\r]*\n|\Z")
_LEAST_HAN = 12
_SHOWN = 24


def find_foreign_paragraphs(markdown: str, source: Variant) -> list[Finding]:
    """Find paragraphs in another script than ``source``, and Japanese that nobody marked.

    Shorter ones than 12 Han are let pass; so are those whose ``lang`` says what they are.
    """
    checked = (_check_paragraph(paragraph, source) for paragraph in read_paragraphs(markdown))
    return [finding for finding in checked if finding]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of prose; spaces stand in the place of code and the like."""

    text: str
    start: int
    """Its place in the whole text."""
    source: Variant | None
    """The variant that an element around it names."""


def read_paragraphs(markdown: str) -> Iterator[Paragraph]:
    """Give the paragraphs of what is converted when the text becomes a page.

    What stands in an element of another language is left out, and paragraphs that name one
    themselves, as in ``{: lang=ja }``.
    """
    text = blank_out(markdown)
    scopes = _find_scopes(text)
    text = _blank_kept(text, scopes)
    for source, first, last in _join_stretches(scopes, len(text)):
        start = first
        for end in _PARAGRAPH_END.finditer(text, first, last):
            paragraph = text[start : end.start()]
            if not _NAMES_LANGUAGE.search(paragraph):
                yield Paragraph(paragraph, start, source)
            start = end.end()


_NAMES_LANGUAGE = re.compile(r"\{[^{}\n]*\blang=")


def _find_scopes(text: str) -> list[tuple[int, Scope]]:
    """Give what the elements in a text say about its stretches, each with its start."""
    scopes = [(0, PAGE)]
    nesting = Nesting()
    for _, end, tag, _ in scan_html(text, read_markup):
        if tag and tag.closes:
            nesting.close(tag.name)
        elif tag:
            nesting.open(tag)
        if nesting.scope is not scopes[-1][1]:
            scopes.append((end, nesting.scope))
    return scopes


def _join_stretches(
    scopes: list[tuple[int, Scope]], length: int
) -> Iterator[tuple[Variant | None, int, int]]:
    """Give the stretches in one variant, each with its start and end."""
    converted = ((at, scope.source) for at, scope in scopes if scope.converts)
    groups = groupby(converted, key=lambda change: change[1])
    starts = [(next(group)[0], source) for source, group in groups]
    ends = [*(start for start, _ in starts[1:]), length]
    for (start, source), end in zip(starts, ends, strict=True):
        yield source, start, end


def _blank_kept(text: str, scopes: list[tuple[int, Scope]]) -> str:
    """Put spaces in the place of what is kept as it stands."""
    ends = [*(start for start, _ in scopes[1:]), len(text)]
    return "".join(
        text[start:end] if scope.converts else _VISIBLE.sub(" ", text[start:end])
        for (start, scope), end in zip(scopes, ends, strict=True)
    )


def _check_paragraph(paragraph: Paragraph, source: Variant) -> Finding | None:
    text = paragraph.text
    if len(_IS_HAN.findall(text)) < _LEAST_HAN:
        return None
    script = detect_script(text)
    expected = find_script(paragraph.source or source)
    start = paragraph.start + len(text) - len(text.lstrip())
    shown = _shorten(text)
    if script is Script.JAPANESE:
        return Finding(Oddity.UNMARKED_JAPANESE, start, shown, _IS_JAPANESE, _MARK_JAPANESE)
    if script not in {Script.HANS, Script.HANT} or script is expected:
        return None
    names = {Script.HANS: "Simplified", Script.HANT: "Traditional"}
    what = f"a paragraph in {names[script]} Chinese in a text in {names[expected]}"
    return Finding(Oddity.OTHER_SCRIPT, start, shown, what, _MARK_SCRIPT[script])


_IS_JAPANESE = "a paragraph in Japanese that is not marked as such"
_MARK_JAPANESE = 'put it into  <p lang="ja">…</p>'
_MARK_SCRIPT = {
    Script.HANS: 'put it into  <p lang="zh-Hans">…</p>, or convert it',
    Script.HANT: 'put it into  <p lang="zh-Hant">…</p>, or convert it',
}


def _shorten(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


_RADICALS = re.compile("[\u2e80-\u2fdf]+")
_SUSPECT = re.compile(f"{_KANA.pattern}|[\u2e80-\u2fdf\x1f\U000f0000-\U000ffffd]")
_RESERVED = re.compile("[\x1f\U000f0000-\U000ffffd]+")


def find_characters(text: str) -> list[Finding]:
    """Find radicals that pose as characters, and characters that the conversion keeps for itself.

    Copies from PDF files hold such radicals: they look right, but no search and no phrase finds
    them. Reserved characters are dropped when a page is made.
    """
    found = [_tell_radicals(radicals) for radicals in _RADICALS.finditer(text)]
    found += [_tell_reserved(reserved) for reserved in _RESERVED.finditer(text)]
    return sorted(found, key=lambda finding: finding.offset)


def _tell_radicals(found: re.Match[str]) -> Finding:
    written = unicodedata.normalize("NFKC", found[0])
    mend = f"write {written!r}" if written != found[0] else "write the character itself"
    what = f"{found[0]!r} is a radical ({_name(found[0])}) where a character should be"
    return Finding(Oddity.RADICAL, found.start(), found[0], what, mend)


def _tell_reserved(found: re.Match[str]) -> Finding:
    what = f"a character that the conversion keeps for itself ({_name(found[0])})"
    return Finding(Oddity.RESERVED, found.start(), found[0], what, "delete it")


def _name(text: str) -> str:
    return f"U+{ord(text[0]):04X}"
