"""What converting a page does with a tag: which of its values are text, links or a language."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final, NamedTuple, TypeVar

from yiwen.chinese.htmlscan import VOID, Kind, Tag, names, read_tag
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


class Value(NamedTuple):
    """A value, or the part of it, that may come out differently."""

    use: Use
    start: int
    """Where in the text it was read from, in characters."""
    end: int
    notation: Notation


class Role(Enum):
    """What an attribute holds."""

    TEXT = "a text"
    LANG = "a language"
    LINK = "a link"
    LINKS = "links, as in srcset"
    REFRESH = "seconds and a link"
    OTHER = "nothing to the conversion"


@dataclass(frozen=True, slots=True)
class Markup:
    """What a tag means to the conversion."""

    name: str
    """The element's, in lower case."""
    kind: Kind
    switches: bool
    """It may change how the document is read behind it."""
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
    silent: bool
    """It holds nothing, and means nothing to its own attributes either."""


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
SPEAKING: Final = _LANG | names("class hreflang http-equiv itemprop name property translate type")
"""Attributes whose values say what a tag, or another of its attributes, means."""
_UNWRITTEN = re.compile(r"zh-(?:latn|bopo|hrkt|cyrl|brai)\b")
_REFRESH = re.compile(r"\s*[\d.]+\s*[;,]\s*(?:url\s*=\s*)?['\"]?([^'\"\s]+)", re.IGNORECASE)
_WORD = re.compile(r"[^\t\n\f\r ]+")


def find_meaning(tag: Tag, given: Mapping[str, str]) -> Markup:
    """Tell what a tag means; of what is ``given`` by its attributes, only `SPEAKING` matters."""
    if tag.kind is Kind.CLOSE:
        return _leave(tag)
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
        tag.switches,
        nests=nests,
        protects=protects,
        translate=translate,
        chinese=chinese,
        source=source,
        crosses=_crosses(given.get("hreflang", "")),
        is_json_ld=tag.name == "script" and _is_json_ld(given.get("type", "")),
        closes=False,
        plain=nests and tag.kind is Kind.OPEN and not changes,
        silent=not (nests or changes),
    )


def read_given(tag: Tag, text: str) -> dict[str, str]:
    """Give what the attributes of a tag say; of two of one name, the first counts."""
    given: dict[str, str] = {}
    for name, start, end, _ in tag.attributes:
        given.setdefault(name, text[start:end])
    return given


def _read(text: str) -> Markup:
    tag = read_tag(text)
    return find_meaning(tag, read_given(tag, text))


Read = TypeVar("Read")


class _Known(dict[str, Read]):
    """What has been read; looking it up costs less than a call of a function that remembers."""

    def __init__(self, read: Callable[[str], Read]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, text: str) -> Read:
        read = self._read(text)
        if len(text) <= _KNOWN_LENGTH:
            if len(self) >= _KNOWN_TAGS:
                self.clear()
            self[text] = read
        return read


_KNOWN_LENGTH = 240
_KNOWN_TAGS = 20_000


def remember(read: Callable[[str], Read]) -> Callable[[str], Read]:
    """Let what is read of tags be kept: most come again on every page."""
    return _Known(read).__getitem__


read_markup: Final = remember(_read)
"""Read what a tag means from its text."""


def _leave(tag: Tag) -> Markup:
    return Markup(
        tag.name,
        tag.kind,
        tag.switches,
        nests=False,
        protects=False,
        translate=None,
        chinese=None,
        source=None,
        crosses=False,
        is_json_ld=False,
        closes=True,
        plain=False,
        silent=False,
    )


def is_chinese(tag: str) -> bool:
    """Whether a language tag names written Chinese: ``zh`` and its kin, but not pinyin."""
    name = tag.strip().lower().replace("_", "-")
    if read_variant(name):
        return name.startswith(("zh", "cmn"))
    return name == "zh" or (name.startswith("zh-") and not _UNWRITTEN.match(name))


def _read_lang(given: Mapping[str, str]) -> tuple[bool | None, Variant | None]:
    tag = given.get("lang") or given.get("xml:lang") or ""
    if not tag.strip() or MARK.search(tag):
        return None, None
    chinese = is_chinese(tag)
    return chinese, read_variant(tag) if chinese else None


def _read_translate(given: Mapping[str, str], chinese: bool | None) -> bool | None:
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


def find_role(tag: Tag, name: str, given: Mapping[str, str]) -> Role:
    """Tell what an attribute of a tag holds; of what is ``given``, only `SPEAKING` matters."""
    if name == "content":
        return _find_content(tag, given)
    if name == "data" and tag.name == "object":
        return Role.LINK
    return _ROLES.get(name, Role.OTHER)


_ROLES: Final = {
    **dict.fromkeys(TEXT_ATTRIBUTES, Role.TEXT),
    **dict.fromkeys(_LANG, Role.LANG),
    **dict.fromkeys(LINK_ATTRIBUTES, Role.LINK),
    **dict.fromkeys(LINK_LIST_ATTRIBUTES, Role.LINKS),
}


def _find_content(tag: Tag, given: Mapping[str, str]) -> Role:
    said = [given.get(key, "").strip().lower() for key in ("name", "property", "itemprop")]
    if tag.name == "meta" and not TEXT_METAS.isdisjoint(said):
        return Role.TEXT
    refreshes = given.get("http-equiv", "").strip().lower() == "refresh"
    return Role.REFRESH if refreshes else Role.OTHER


def find_values(role: Role, value: str, start: int, notation: Notation) -> list[Value]:
    """Find what of a value, which begins at ``start``, may come out differently."""
    if role is not Role.TEXT and MARK.search(value):
        return [Value(Use.MARKED, start, start + len(value), notation)]
    if role is Role.TEXT:
        convertible = not value.isascii() or "&#" in value
        return [Value(Use.TEXT, start, start + len(value), notation)] if convertible else []
    if role is Role.LANG:
        chinese = is_chinese(value)
        return [Value(Use.LANG, start, start + len(value), notation)] if chinese else []
    return [
        Value(Use.LINK, start + first, start + last, notation)
        for first, last in _find_links(role, value)
        # A link within the page is the same in every variant, and no text at all is no link.
        if first < last and value[first] != "#"
    ]


def _find_links(role: Role, value: str) -> Iterable[tuple[int, int]]:
    if role is Role.LINK:
        return ((0, len(value)),)
    if role is Role.LINKS:
        return find_candidates(value)
    found = _REFRESH.match(value) if role is Role.REFRESH else None
    return (found.span(1),) if found else ()


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
