"""Convert an HTML page: cut it up once, join it again for every variant.

A page is cut into parts. Some are slots: text to convert, the value of a ``lang``, an address, the
mark of a rule. The others are never touched, so that a page whose slots do not change comes out as
it was, byte for byte.
"""

import html as markup_text
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from types import MappingProxyType
from typing import Final, NamedTuple, Protocol

from yiwen.chinese.detection import HAN, is_japanese
from yiwen.chinese.htmlscan import scan_runs
from yiwen.chinese.jsonld import find_json_texts, write_json_text
from yiwen.chinese.markup import Markup, Notation, Use
from yiwen.chinese.nesting import Nesting, Scope
from yiwen.chinese.rules import MARK, MARK_END, resolve_marks, strip_reserved
from yiwen.chinese.runs import Run, read_run
from yiwen.chinese.variants import Variant

Link = Callable[[str, bool], str]
"""``link(address, crosses)``: the address for the page in the target's variant."""


class TextConverter(Protocol):
    """Converts text from one variant to another."""

    def __call__(self, text: str) -> str:
        """Convert one text."""
        ...

    def convert_all(
        self, texts: Sequence[str], escape: Callable[[str], str] | None = None
    ) -> list[str]:
        """Convert texts that stand side by side in one page, none of them running into another."""
        ...


class ConverterSource(Protocol):
    """Gives the converter between two variants."""

    def between(self, source: Variant, target: Variant) -> TextConverter:
        """Give the converter from ``source`` to ``target``."""
        ...


class SlotKind(Enum):
    """What is put into a slot."""

    TEXT = "text"
    LANG = "lang"
    LINK = "link"
    MARK = "mark"


class Slot(NamedTuple):
    """A part that may come out differently in each variant."""

    place: int
    """Which part of the page, from 0."""
    kind: SlotKind
    notation: Notation = Notation.HTML
    source: Variant | None = None
    """Of a text: its variant; None: the interface's."""
    crosses: bool = False
    """Of a link: it leads to a page in another variant."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of a page in one variant, in order."""

    source: Variant | None
    """None: the interface's variant."""
    places: tuple[int, ...]
    """Of each: its part of the page."""
    texts: tuple[str, ...]
    """Of each: what is converted, written as in HTML."""
    recoded: tuple[tuple[int, Notation], ...] = ()
    """Those (counted from 0) that do not stand in the page as they stand here."""
    marked: tuple[tuple[int, Notation], ...] = ()
    """Those that hold rules' marks whose values are not written as HTML is."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A page in parts; joined, they are the page."""

    parts: tuple[str, ...]
    texts: tuple[Texts, ...] = ()
    langs: tuple[int, ...] = ()
    links: tuple[tuple[int, bool, Notation], ...] = ()
    marks: tuple[tuple[int, Notation], ...] = ()
    """Parts with rules' marks whose values are not written as HTML is."""
    marked: bool = False
    """Whether there is any mark."""

    @property
    def slots(self) -> tuple[Slot, ...]:
        """All slots in the order of the page."""
        return tuple(sorted(self._each_slot(), key=lambda slot: slot.place))

    def _each_slot(self) -> Iterator[Slot]:
        for texts in self.texts:
            notations = dict(texts.recoded)
            for nth, place in enumerate(texts.places):
                notation = notations.get(nth, Notation.HTML)
                yield Slot(place, SlotKind.TEXT, notation, texts.source)
        for place in self.langs:
            yield Slot(place, SlotKind.LANG)
        for place, crosses, notation in self.links:
            yield Slot(place, SlotKind.LINK, notation, crosses=crosses)
        for place, notation in self.marks:
            yield Slot(place, SlotKind.MARK, notation)


def convert_page(
    html: str,
    target: Variant,
    converters: ConverterSource,
    *,
    interface: Variant = Variant.HANS,
    link: Link | None = None,
) -> str:
    """Convert one page to one variant; see ``join_page``."""
    return join_page(cut_page(html), target, converters, interface=interface, link=link)


def cut_page(html: str) -> Cut:
    """Cut a page, or a piece of one, into parts and slots.

    Reserved characters that are not part of a mark are dropped.
    """
    return _Cutter(_drop_strays(html)).cut()


def join_page(
    cut: Cut,
    target: Variant,
    converters: ConverterSource,
    *,
    interface: Variant = Variant.HANS,
    link: Link | None = None,
) -> str:
    """Join a page for readers of ``target``.

    ``interface`` is the variant of what no ``lang`` names. Text already in ``target`` stays as it
    is. ``link`` gets every address of ``href``, ``src`` and the like as it stands in the page
    (without one, addresses stay), and whether its element's ``hreflang`` names a variant.
    """

    def resort(source: Variant, target: Variant, text: str) -> str:
        return converters.between(source, target)(text)

    out = list(cut.parts)
    marked = list(cut.marks)
    for texts in _by_source(cut.texts, interface):
        if texts.source is target:
            marked += [(texts.places[nth], notation) for nth, notation in texts.marked]
        else:
            _fill_texts(out, texts, converters.between(texts.source or interface, target))
    for place in cut.langs:
        out[place] = target
    if link:
        _fill_links(out, cut.links, link)
    for place, notation in marked:
        out[place] = resolve_marks(out[place], target, resort, _WRITERS[notation])
    page = "".join(out)
    return resolve_marks(page, target, resort, escape_html) if cut.marked else page


def _by_source(all_texts: Iterable[Texts], interface: Variant) -> list[Texts]:
    """Name the variant of each text; those of one variant are converted in one call."""
    named: dict[Variant, Texts] = {}
    for texts in all_texts:
        source = texts.source or interface
        named[source] = _merge(named[source], texts) if source in named else texts
    return [replace(texts, source=source) for source, texts in named.items()]


def _merge(one: Texts, other: Texts) -> Texts:
    """Put the texts of both in the order of the page."""
    rows = sorted([*_rows(one), *_rows(other)])
    numbered = list(enumerate(rows))
    return Texts(
        None,
        tuple(row.place for row in rows),
        tuple(row.text for row in rows),
        tuple((nth, row.recoded) for nth, row in numbered if row.recoded),
        tuple((nth, row.marked) for nth, row in numbered if row.marked),
    )


class _Row(NamedTuple):
    place: int
    text: str
    recoded: Notation | None
    marked: Notation | None


def _rows(texts: Texts) -> Iterator[_Row]:
    recoded, marked = dict(texts.recoded), dict(texts.marked)
    for nth, (place, text) in enumerate(zip(texts.places, texts.texts, strict=True)):
        yield _Row(place, text, recoded.get(nth), marked.get(nth))


def _fill_texts(out: list[str], texts: Texts, converter: TextConverter) -> None:
    converted = converter.convert_all(texts.texts, escape_html)
    as_cut = [(nth, notation, out[texts.places[nth]]) for nth, notation in texts.recoded]
    for place, text in zip(texts.places, converted, strict=True):
        out[place] = text
    for nth, notation, part in as_cut:
        text = converted[nth]
        out[texts.places[nth]] = part if text == texts.texts[nth] else _rewrite(text, notation)


def _rewrite(text: str, notation: Notation) -> str:
    """Write what is written as in HTML the way its place asks for."""
    if notation is Notation.JSON:
        return write_json_text(markup_text.unescape(text))
    return text if notation is not Notation.BARE else _UNSAFE.sub(_refer, text)


def _fill_links(out: list[str], links: Iterable[tuple[int, bool, Notation]], link: Link) -> None:
    for place, crosses, notation in links:
        address = out[place]
        if "&#" in address:
            # Python-Markdown hides mail addresses this way.
            read = markup_text.unescape(address)
            changed = link(read, crosses)
            if changed != read:
                out[place] = _WRITERS[notation](changed)
            continue
        changed = link(address, crosses)
        if changed != address:
            out[place] = _UNSAFE.sub(_refer, changed)


def escape_html(text: str) -> str:
    """Write a plain text so that it can stand in HTML, also as a value in quotes."""
    return markup_text.escape(text, quote=True)


# What would end a value of an attribute; white space matters to one without quotes.
_UNSAFE = re.compile(r"[\t\n\f\r \"'<>`]")


def _refer(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"


def _write_bare(text: str) -> str:
    return _UNSAFE.sub(_refer, escape_html(text))


_WRITERS: Final[Mapping[Notation, Callable[[str], str]]] = MappingProxyType(
    {
        Notation.HTML: escape_html,
        Notation.READ: escape_html,
        Notation.BARE: _write_bare,
        Notation.JSON: write_json_text,
    }
)
"""Each writes a plain text the way its place asks for."""


def _drop_strays(html: str) -> str:
    """Drop the reserved characters that are not part of a mark."""
    # In UTF-8 plane 15 begins with the byte F3, which nothing else in use does; searching for a
    # byte costs a tenth of looking at every character.
    others = MARK.sub("", html)
    if b"\xf3" not in others.encode("utf-8", "surrogatepass") and "\x1f" not in others:
        return html
    out = []
    copied = 0
    for mark in MARK.finditer(html):
        out += [strip_reserved(html[copied : mark.start()]), mark[0]]
        copied = mark.end()
    return "".join([*out, strip_reserved(html[copied:])])


_NUMBER = re.compile(r"&#(?:([0-9]{1,7})|[xX]([0-9a-fA-F]{1,6}));")

_IS_HAN = re.compile(f"[{HAN}]")
# Quotation marks too: they change with the variant, and their pair may stand in another element.
_CONVERTIBLE = re.compile(f"[{HAN}“”‘’「」『』]")
_ADDRESS = re.compile(r"\s*[a-zA-Z][a-zA-Z0-9+.-]*://\S*\s*")
_PATH = re.compile(r"(?:[/#]|\.\.?/|mailto:|data:|tel:)\S*")


def _is_text(text: str) -> bool:
    """Whether there is anything in a text that a conversion may change, and should."""
    if not _CONVERTIBLE.search(text) or is_japanese(text):
        return False
    return "://" not in text or not _ADDRESS.fullmatch(text)


def _read_number(found: re.Match[str]) -> str:
    """Read a numeric reference to a Han character; others keep their spelling."""
    number = int(found[1]) if found[1] else int(found[2], 16)
    character = chr(number) if number <= sys.maxunicode else ""
    return character if _IS_HAN.match(character) else found[0]


@dataclass(slots=True)
class _Gathered:
    """The texts of one variant, while a page is being cut."""

    places: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    recoded: list[tuple[int, Notation]] = field(default_factory=list)
    marked: list[tuple[int, Notation]] = field(default_factory=list)


# Looking a member up in its class costs as much as using it.
_HTML, _LINK, _TEXT, _MARKED = Notation.HTML, Use.LINK, Use.TEXT, Use.MARKED
_OF_OWN = frozenset({Notation.BARE, Notation.JSON})


class _Cutter:
    """Walks through a page and cuts it at what may come out differently."""

    def __init__(self, html: str) -> None:
        self._html = html
        self._nesting = Nesting()
        self._parts: list[str] = []
        """Every second one is a slot."""
        self._copied = 0
        """How far into the page they reach."""
        self._gathered: dict[Variant | None, _Gathered] = defaultdict(_Gathered)
        self._langs: list[int] = []
        self._links: list[tuple[int, bool, Notation]] = []
        self._marks: list[tuple[int, Notation]] = []

    def cut(self) -> Cut:
        html, nesting = self._html, self._nesting
        at = 0
        for start, end, run, onward in scan_runs(html, read_run):
            if at < start:
                # Most of what lies between tags is white space: not worth a call.
                text = html[at:start]
                if not text.isascii() or "&#" in text:
                    self._cut_text(text, at, nesting.scope)
            at = onward
            if run is None:
                continue
            nesting.close_all(run.closes)
            scopes = nesting.open_all(run.opens)
            if run.values:
                self._cut_values(run, start, scopes)
            if end < onward:
                self._cut_raw(run.opens[0], end, onward, scopes[0])
        self._cut_text(html[at:], at, nesting.scope)
        return self._finish()

    def _finish(self) -> Cut:
        texts = (
            Texts(
                source,
                tuple(found.places),
                tuple(found.texts),
                tuple(found.recoded),
                tuple(found.marked),
            )
            for source, found in self._gathered.items()
        )
        return Cut(
            (*self._parts, self._html[self._copied :]),
            tuple(texts),
            tuple(self._langs),
            tuple(self._links),
            tuple(self._marks),
            marked=MARK_END in self._html,
        )

    def _cut_values(self, run: Run, at: int, scopes: Sequence[Scope]) -> None:
        for nth, (use, first, last, notation) in run.values:
            start, end = at + first, at + last
            text = self._html[start:end]
            if use is _LINK:
                place = self._cut_out(text, start, end)
                self._links.append((place, run.opens[nth].crosses, notation))
            elif use is _TEXT:
                self._cut_text(text, start, scopes[nth], notation)
            elif use is _MARKED:
                self._cut_marks(text, start, notation)
            elif _rules(run.opens[nth], scopes[nth]):
                self._langs.append(self._cut_out(text, start, end))

    def _cut_raw(self, tag: Markup, start: int, end: int, scope: Scope) -> None:
        """Cut what an element holds in which a browser sees no tags."""
        if tag.name == "title":
            self._cut_text(self._html[start:end], start, scope)
        elif tag.is_json_ld and scope.converts:
            self._cut_json(start, end, scope.source)
        elif tag.name == "script":
            self._cut_marks(self._html[start:end], start, Notation.JSON)

    def _cut_text(self, text: str, at: int, scope: Scope, notation: Notation = _HTML) -> None:
        read = text
        if "&#" in text:
            read = _NUMBER.sub(_read_number, text)
            if read != text and notation is _HTML:
                notation = Notation.READ
        if scope.converts and _is_text(read):
            place = self._cut_out(text, at, at + len(text))
            self._gather(read, place, scope.source, notation)
        elif notation is not _HTML:
            self._cut_marks(text, at, notation)

    def _cut_marks(self, text: str, at: int, notation: Notation) -> None:
        """Cut out a stretch in which marks are resolved and nothing is converted.

        Those in plain HTML are found when the page is joined.
        """
        if notation in _OF_OWN and MARK_END in text:
            self._marks.append((self._cut_out(text, at, at + len(text)), notation))

    def _cut_json(self, start: int, end: int, source: Variant | None) -> None:
        for found in find_json_texts(self._html[start:end]):
            marked = MARK_END in found.text
            plain = found.named or not _PATH.fullmatch(found.text)
            prose = found.prose and plain and _is_text(found.text)
            if not marked and not prose:
                continue
            raw = self._html[start + found.start : start + found.end]
            text = found.text if raw == found.text else _drop_strays(found.text)
            written = write_json_text(text) if marked else raw
            place = self._cut_out(written, start + found.start, start + found.end)
            if prose:
                escaped = markup_text.escape(text, quote=False)
                self._gather(escaped, place, source, Notation.JSON)
            else:
                self._marks.append((place, Notation.JSON))

    def _gather(self, text: str, place: int, source: Variant | None, notation: Notation) -> None:
        gathered = self._gathered[source]
        if notation is not _HTML:
            gathered.recoded.append((len(gathered.texts), notation))
        if notation in _OF_OWN and MARK_END in text:
            gathered.marked.append((len(gathered.texts), notation))
        gathered.places.append(place)
        gathered.texts.append(text)

    def _cut_out(self, text: str, start: int, end: int) -> int:
        """Make a part of its own of ``text``, which stands there; give its place."""
        self._parts += (self._html[self._copied : start], text)
        self._copied = end
        return len(self._parts) - 1


def _rules(tag: Markup, scope: Scope) -> bool:
    """Whether the ``lang`` of a tag is that of texts which are converted."""
    return scope.converts and (tag.is_json_ld or not tag.protects)
