"""Inline rules ``-{…}-``: what an author wrote for each variant by hand.

A rule is read out of the source before Markdown sees it, and travels through Markdown, templates
and caches as a *mark*: one private-use character that opens, the rule's own content spelled in
private-use characters, one that closes. A mark needs no table, so a marked text can be cut out,
listed or moved anywhere and still be resolved.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from yiwen.chinese.prose import find_protected
from yiwen.chinese.variants import ANY, FALLBACK, NEAREST, Key, Variant, read_key

Convert = Callable[[Variant, Variant, str], str]
"""``convert(source, target, text)``."""

MARK: Final = re.compile("\U000f8000[\U000f8100-\U000f81ff]*\U000ffffd")
"""One whole mark."""
MARK_END: Final = "\U000ffffd"
"""What every mark ends with, and nothing else holds."""

_OPEN, _CLOSE = "\U000f8000", MARK_END
_FIRST_BYTE = 0xF8100
_ENCODE = {byte: _FIRST_BYTE + byte for byte in range(256)}
_DECODE = {_FIRST_BYTE + byte: byte for byte in range(256)}
_RESERVED = re.compile("[\x1f\U000f0000-\U000ffffd]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule says: one text for every variant, or a value for each of some."""

    raw: str | None = None
    """The same in every variant; None when ``values`` speak."""
    values: tuple[tuple[Key, str], ...] = ()


@dataclass(frozen=True, slots=True)
class RuleFault:
    """A rule that cannot be read as its author meant it."""

    offset: int
    """Where in the text that was read, in characters from 0."""
    what: str
    mend: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A text whose rules have become marks."""

    text: str
    faults: tuple[RuleFault, ...] = ()


def strip_reserved(text: str) -> str:
    """Remove the characters that the conversion keeps for itself (plane 15 and U+001F)."""
    return _RESERVED.sub("", text)


def mark_rules(markdown: str, *, math: bool = False) -> Marked:
    r"""Turn the rules of a Markdown text into marks, and ``\-{`` into ``-{``.

    Code, comments, raw elements such as ``<pre>`` and the addresses of links are left alone;
    with ``math`` also what stands between dollar signs.
    """
    # Most texts have no rule: they need no look at what is code in them.
    return _mark(markdown, find_protected(markdown, math=math) if "-{" in markdown else ())


def mark_text(text: str) -> Marked:
    """Turn the rules of a plain text, such as a title, into marks: nothing in it is code."""
    return _mark(text, ())


def mark_values(values: Mapping[Variant, str]) -> str:
    """Make a mark that stands for another text in each variant."""
    return _write_mark(Rule(values=tuple(values.items())))


def _mark(text: str, protected: tuple[tuple[int, int], ...]) -> Marked:
    if "-{" not in text:
        return Marked(strip_reserved(text))
    reader = _Reader(text)
    start = 0
    for first, last in protected:
        reader.read_prose(start, first)
        reader.copy(first, last)
        start = last
    reader.read_prose(start, len(text))
    return reader.finish()


_TOKEN = re.compile(r"\\-\{|\\\}-|\\\\|-\{|\}-|\n[ \t\r]*+\n")
_MEND = r"close the rule with }-, or write \-{ for the characters themselves"
_UNCLOSED = ("-{ without }-", _MEND)
_NOT_TEXT = ("-{ without }- before code, a comment or an address", _MEND)


class _Reader:
    """Reads a text once from left to right; ``_opened`` is the place of a rule still open."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._out: list[str] = []
        self._faults: list[RuleFault] = []
        self._opened: int | None = None

    def read_prose(self, start: int, end: int) -> None:
        copied = start
        for token in _TOKEN.finditer(self._text, start, end):
            kind = token[0]
            if kind == "-{":
                self._give_up(_UNCLOSED)
                self._copy_text(copied, token.start())
                copied = self._opened = token.start()
            elif kind == "}-" and self._opened is not None:
                self._close(self._opened, token.start())
                copied = token.end()
            elif kind == "\\-{" and self._opened is None:
                self._copy_text(copied, token.start())
                copied = token.start() + 1
            elif kind[0] == "\n":
                self._give_up(_UNCLOSED)
        self._copy_text(copied, end)

    def copy(self, start: int, end: int) -> None:
        """Take over what is not prose as it stands."""
        self._give_up(_NOT_TEXT)
        self._copy_text(start, end)

    def finish(self) -> Marked:
        self._give_up(_UNCLOSED)
        return Marked("".join(self._out), tuple(self._faults))

    def _copy_text(self, start: int, end: int) -> None:
        self._out.append(strip_reserved(self._text[start:end]))

    def _close(self, start: int, end: int) -> None:
        body = self._text[start + 2 : end].replace("\\-{", "-{").replace("\\}-", "}-")
        rule, problem = _parse_rule(body)
        self._out.append(_write_mark(rule))
        if problem:
            self._faults.append(RuleFault(start, *problem))
        self._opened = None

    def _give_up(self, problem: tuple[str, str]) -> None:
        if self._opened is not None:
            self._faults.append(RuleFault(self._opened, *problem))
            self._opened = None


_KEY = r"(?:zh[-_][a-z_-]{1,20}|zh|hans|hant|ch[st]|cn|sg|my|tw|hk|mo)"
_PAIR = re.compile(rf"\s*+({_KEY})\s*+[:：]", re.IGNORECASE)
_FLAGS = re.compile(r"\s*+([A-Za-z+-]{1,3}(?:\s*+;\s*+[A-Za-z+-]{1,3})*+)\s*+\|")
_REFERENCE_AT_END = re.compile(r"&#?\w{1,32};\Z")
_SEMICOLON = re.compile(r"&#?\w{1,32};|([;；])")


def _parse_rule(body: str) -> tuple[Rule, tuple[str, str] | None]:
    """Read the text between ``-{`` and ``}-``; with what is wrong with it and how to mend it."""
    flags = _FLAGS.match(body)
    if flags:
        return _read_flagged(flags[1].strip(), body[flags.end() :])
    first = _PAIR.match(body)
    if first:
        return _read_pairs(body, first)
    return Rule(raw=body), _ONE_WAY if "=>" in body else None


_ONE_WAY = (
    "a one-way rule (=>) has no place in a text",
    "put the term into the glossary, or write one value per variant: -{hans:…;tw:…}-",
)


def _read_flagged(flag: str, text: str) -> tuple[Rule, tuple[str, str] | None]:
    if flag.upper() == "R":
        return Rule(raw=text), None
    mend = f"write the text as it is with -{{R|{flag}|{text}}}-, or leave the flag out"
    return Rule(raw=text), (f"unknown flag {flag!r}", mend)


def _read_pairs(body: str, first: re.Match[str]) -> tuple[Rule, tuple[str, str] | None]:
    values: dict[Key, str] = {}
    problem = None
    for name, text in _split_pairs(body, first):
        key = read_key(name)
        if key is None:
            problem = (f"unknown variant {name!r}", "use one of: hans, hant, tw, hk, zh")
        elif values.setdefault(key, text) != text:
            problem = (f"{key} is given twice: {values[key]!r} and {text!r}", "keep one of them")
    return Rule(values=tuple(values.items())), problem


def _split_pairs(body: str, first: re.Match[str]) -> list[tuple[str, str]]:
    """Cut at the semicolons that a key and a colon follow; the one of ``&amp;`` never cuts."""
    pairs = []
    for semicolon in _SEMICOLON.finditer(body):
        following = _PAIR.match(body, semicolon.end()) if semicolon[1] else None
        if following:
            pairs.append((first[1], body[first.end() : semicolon.start()].strip()))
            first = following
    last = _without_last_semicolon(body[first.end() :].strip())
    return [*pairs, (first[1], last)]


def _without_last_semicolon(text: str) -> str:
    if text.endswith((";", "；")) and not _REFERENCE_AT_END.search(text[-40:]):
        return text[:-1].rstrip()
    return text


_LETTERS: Mapping[Key, str] = {
    ANY: "z",
    Variant.HANS: "s",
    Variant.HANT: "t",
    Variant.TW: "w",
    Variant.HK: "k",
}
_KEYS: Mapping[str, Key] = {letter: key for key, letter in _LETTERS.items()}


def _write_mark(rule: Rule) -> str:
    if rule.raw is not None:
        content = "r" + clean_text(rule.raw)
    else:
        content = "\x1f".join(_LETTERS[key] + clean_text(text) for key, text in rule.values)
    return _OPEN + content.encode().decode("latin-1").translate(_ENCODE) + _CLOSE


def read_mark(mark: str) -> Rule:
    """Read the rule that a mark spells out."""
    return _read_short(mark) if len(mark) <= _SHORT else _read_long(mark)


_SHORT = 1000


def _read(mark: str) -> Rule:
    content = mark[1:-1].translate(_DECODE).encode("latin-1").decode("utf-8", "replace")
    if content.startswith("r"):
        return Rule(raw=clean_text(content[1:]))
    pieces = [(_KEYS.get(piece[:1]), clean_text(piece[1:])) for piece in content.split("\x1f")]
    return Rule(values=tuple((key, text) for key, text in pieces if key))


_read_short = lru_cache(maxsize=1024)(_read)
_read_long = lru_cache(maxsize=8)(_read)
"""A long mark comes once in each edition of its page and never again; kept, it would take 30 KB."""


def clean_text(text: str) -> str:
    """Remove what no text may hold: reserved characters and NUL; lone surrogates become U+FFFD."""
    return _LONE_SURROGATE.sub("�", strip_reserved(text).replace("\0", ""))


def choose_value(rule: Rule, target: Variant) -> tuple[str, Variant | None]:
    """Choose what a rule shows to a variant.

    The second part is None when the value is meant for ``target``; else it names the variant
    whose value has to be converted, the last resort.
    """
    if rule.raw is not None:
        return rule.raw, None
    values = dict(rule.values)
    for key in FALLBACK[target]:
        if key in values:
            return values[key], None
    for source in NEAREST[target]:
        if source in values:
            return values[source], source
    return "", None


def _choose(mark: str, target: Variant) -> tuple[str, Variant | None]:
    return choose_value(read_mark(mark), target)


_choose_short = lru_cache(maxsize=2048)(_choose)


def resolve_marks(
    text: str, target: Variant, convert: Convert, escape: Callable[[str], str] | None = None
) -> str:
    """Put the text of each rule in the place of its mark, through ``escape`` when there is one."""
    if _OPEN not in text:
        return text

    def resolve(found: re.Match[str]) -> str:
        mark = found[0]
        choose = _choose_short if len(mark) <= _SHORT else _choose
        value, source = choose(mark, target)
        if source is not None:
            value = convert(source, target, value)
        return escape(value) if escape else value

    return MARK.sub(resolve, text)


def plain_text(text: str, variant: Variant) -> str:
    """Make a marked text readable: each rule shows its value for ``variant``, never converted."""
    return resolve_marks(text, variant, _leave)


def _leave(_source: Variant, _target: Variant, text: str) -> str:
    return text
