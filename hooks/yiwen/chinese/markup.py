"""What converting a page does with a tag: which of its values are text, links or a language."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

from yiwen.chinese.htmlscan import VOID, Attribute, Kind, Tag, names, read_tag
from yiwen.chinese.rules import MARK
from yiwen.chinese.variants import Variant, read_variant


class Use(Enum):
    """What a value of an attribute is to the conversion."""

    TEXT = "text"
    LANG = "lang"
    LINK = "link"
    MARKED = "marked"
    """It holds a rule's mark and is nothing else."""


class Notation(Enum):
    """How a text is written in its place."""

    HTML = "text, or a value in quotes"
    READ = "the same, but characters written as numbers have been read"
    BARE = "a value of an attribute without quotes"
    JSON = "a string in a script"


@dataclass(frozen=True, slots=True)
class Value:
    """A value, or the part of it, that may come out differently."""

    use: Use
    start: int
    """Where in the tag, in characters from its ``<``."""
    end: int
    notation: Notation


@dataclass(frozen=True, slots=True)
class Markup(Tag):
    """A tag, and what it means to the conversion."""

    values: tuple[Value, ...]
    nests: bool
    """Whether its element holds anything: it is not ``<img>`` or the like."""
    protects: bool
    """What the element holds is never converted."""
    translate: bool | None
    """What ``translate`` or the class ``notranslate`` says; None when nothing."""
    chinese: bool | None
    """Whether its ``lang`` is Chinese; None when it has none."""
    source: Variant | None
    """The variant that its ``lang`` names."""
    crosses: bool
    """Its link leads to a page in another variant (or names the variant it leads to)."""
    is_json_ld: bool
    """It is a script that describes the page to machines."""
    closes: bool
    """It is an end tag."""
    plain: bool
    """It opens an element, and means nothing to the text in it."""


PROTECTED: Final = names(
    "code pre kbd samp var tt svg math template iframe object script style textarea xmp plaintext"
    " noembed noframes"
)
"""Elements whose content is never text to convert."""

WORDS_OF_FORMULAS: Final = "mtext"
"""What is text again within a formula."""
TEXT_ATTRIBUTES: Final = names(
    "title alt aria-label aria-description aria-roledescription aria-valuetext aria-placeholder"
    " placeholder label summary abbr"
)
LINK_ATTRIBUTES: Final = names("href src poster action formaction xlink:href")
LINK_LIST_ATTRIBUTES: Final = frozenset({"srcset", "imagesrcset"})
TEXT_METAS: Final = names(
    "description keywords author application-name apple-mobile-web-app-title og:title"
    " og:description og:site_name og:image:alt twitter:title twitter:description twitter:image:alt"
    " article:section article:tag"
)
"""Names of ``meta`` whose content is text."""

_LANG = frozenset({"lang", "xml:lang"})
_UNWRITTEN = re.compile(r"zh-(?:latn|bopo|hrkt|cyrl|brai)\b")
_REFRESH = re.compile(r"\s*[\d.]+\s*[;,]\s*(?:url\s*=\s*)?['\"]?([^'\"\s]+)", re.IGNORECASE)
_WORD = re.compile(r"[^\t\n\f\r ]+")


def _read(text: str) -> Markup:
    tag = read_tag(text)
    if tag.kind is Kind.CLOSE:
        return _leave(tag)
    given: dict[str, str] = {}
    for name, start, end, _ in tag.attributes:
        given.setdefault(name, text[start:end])
    values = tuple(_find_values(tag, text, given))
    # The interface's variant is told by whoever converts; a theme may call it anything.
    chinese, source = _read_lang(given) if tag.name != "html" else (None, None)
    translate = _read_translate(given, chinese)
    nests = tag.name not in VOID
    protects = tag.name in PROTECTED
    words = tag.name == WORDS_OF_FORMULAS
    changes = protects or words or tag.switches or translate is not None or chinese is not None
    return Markup(
        tag.name,
        tag.kind,
        tag.attributes,
        tag.switches,
        values=values,
        nests=nests,
        protects=protects,
        translate=translate,
        chinese=chinese,
        source=source,
        crosses=_crosses(given.get("hreflang", "")),
        is_json_ld=tag.name == "script" and _is_json_ld(given.get("type", "")),
        closes=False,
        plain=nests and tag.kind is Kind.OPEN and not changes,
    )


class _Known(dict[str, Markup]):
    """What has been read; looking it up costs less than a call of a function that remembers."""

    def __missing__(self, text: str) -> Markup:
        markup = _read(text)
        if len(text) <= _KNOWN_LENGTH:
            if len(self) >= _KNOWN_TAGS:
                self.clear()
            self[text] = markup
        return markup


_KNOWN_LENGTH = 240
_KNOWN_TAGS = 20_000

read_markup: Final[Callable[[str], Markup]] = _Known().__getitem__
"""Read a tag from its text; most come again on every page, so they are read once."""


def _leave(tag: Tag) -> Markup:
    return Markup(
        tag.name,
        tag.kind,
        tag.attributes,
        tag.switches,
        values=(),
        nests=False,
        protects=False,
        translate=None,
        chinese=None,
        source=None,
        crosses=False,
        is_json_ld=False,
        closes=True,
        plain=False,
    )


def is_chinese(tag: str) -> bool:
    """Whether a language tag names written Chinese: ``zh`` and its kin, but not pinyin."""
    name = tag.strip().lower().replace("_", "-")
    if read_variant(name):
        return name.startswith(("zh", "cmn"))
    return name == "zh" or (name.startswith("zh-") and not _UNWRITTEN.match(name))


def _read_lang(given: dict[str, str]) -> tuple[bool | None, Variant | None]:
    tag = given.get("lang") or given.get("xml:lang") or ""
    if not tag.strip() or MARK.search(tag):
        return None, None
    chinese = is_chinese(tag)
    return chinese, read_variant(tag) if chinese else None


def _read_translate(given: dict[str, str], chinese: bool | None) -> bool | None:
    # The switch between variants names each in its own script, whoever reads it.
    if chinese is not None and "hreflang" in given:
        return False
    said = given.get("translate", "?").strip().lower()
    if said in {"", "yes", "no"}:
        return said != "no"
    return False if "notranslate" in given.get("class", "").split() else None


def _is_json_ld(media_type: str) -> bool:
    return media_type.partition(";")[0].strip().lower() == "application/ld+json"


def _crosses(hreflang: str) -> bool:
    return is_chinese(hreflang) or hreflang.strip().lower() == "x-default"


def _find_values(tag: Tag, text: str, given: dict[str, str]) -> Iterator[Value]:
    for attribute in tag.attributes:
        name, start, end, quote = attribute
        value = text[start:end]
        if MARK.search(value):
            use = Use.TEXT if _is_text(tag, name, given) else Use.MARKED
            yield Value(use, start, end, _note(quote))
        elif _is_text(tag, name, given):
            if not value.isascii() or "&#" in value:
                yield Value(Use.TEXT, start, end, _note(quote))
        elif name in _LANG:
            if is_chinese(value):
                yield Value(Use.LANG, start, end, _note(quote))
        else:
            yield from _find_links(tag, attribute, value, given)


def _note(quote: str) -> Notation:
    return Notation.HTML if quote else Notation.BARE


def _is_text(tag: Tag, name: str, given: dict[str, str]) -> bool:
    if name != "content":
        return name in TEXT_ATTRIBUTES
    return tag.name == "meta" and any(
        given.get(key, "").strip().lower() in TEXT_METAS for key in ("name", "property", "itemprop")
    )


def _find_links(
    tag: Tag, attribute: Attribute, value: str, given: dict[str, str]
) -> Iterator[Value]:
    name, start, end, quote = attribute
    if name in LINK_ATTRIBUTES or (name == "data" and tag.name == "object"):
        yield from _link(value, start, end, quote)
    elif name in LINK_LIST_ATTRIBUTES:
        for first, last in find_candidates(value):
            yield from _link(value[first:last], start + first, start + last, quote)
    elif name == "content" and given.get("http-equiv", "").strip().lower() == "refresh":
        found = _REFRESH.match(value)
        if found:
            yield from _link(found[1], start + found.start(1), start + found.end(1), quote)


def _link(value: str, start: int, end: int, quote: str) -> Iterator[Value]:
    """A link within the page is the same in every variant, and no text at all is no link."""
    if value and not value.startswith("#"):
        yield Value(Use.LINK, start, end, _note(quote))


def find_candidates(srcset: str) -> Iterator[tuple[int, int]]:
    """Find the addresses in a ``srcset``, each as its start and end."""
    expects_address = True
    for word in _WORD.finditer(srcset):
        start, end = word.span()
        if not expects_address:
            comma = srcset.find(",", start, end)
            if comma < 0:
                continue
            start = comma
        while start < end and srcset[start] == ",":
            start += 1
        last = end
        while last > start and srcset[last - 1] == ",":
            last -= 1
        if start < last:
            yield start, last
        expects_address = start == last or last < end
