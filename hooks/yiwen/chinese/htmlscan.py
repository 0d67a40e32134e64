"""Find the tags of an HTML document where a browser finds them, in one pass over its text.

Nothing is parsed into a tree and nothing is written anew: a token says where it begins and ends,
and what lies between two tokens is text. Every step moves forward, whatever the document holds.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final, Protocol, TypeVar

SPACE: Final = r"\t\n\f\r "
"""HTML's white space, for a character class: fewer characters than Python's own."""


def names(listed: str) -> frozenset[str]:
    """Make a set of the names in a line."""
    return frozenset(listed.split())


RAW_TEXT: Final = names("iframe noembed noframes plaintext script style textarea title xmp")
"""Elements in which a browser sees no tags but their own end tag."""

VOID: Final = names("area base br col embed hr img input link meta param source track wbr")
"""Elements that hold nothing and have no end tag."""

FOREIGN: Final = frozenset({"math", "svg"})
"""Elements in which ``/>`` ends an element and nothing is raw text."""

Attribute = tuple[str, int, int, str]
"""Name in lower case, start and end of the value in its tag, the quote around it (or nothing)."""


class Kind(Enum):
    """What a tag does."""

    OPEN = "<p>"
    CLOSE = "</p>"
    ALONE = "<p/>"


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag, read from its own text."""

    name: str
    """The element's, in lower case."""
    kind: Kind
    attributes: tuple[Attribute, ...]
    switches: bool
    """It may change how the document is read behind it."""


class Switching(Protocol):
    """What a scan has to know of a tag, or of several that it takes as one."""

    @property
    def name(self) -> str:
        """The element's, in lower case."""
        ...

    @property
    def kind(self) -> Kind:
        """What it does."""
        ...

    @property
    def switches(self) -> bool:
        """Whether it may change how the document is read behind it."""
        ...


AnyTag = TypeVar("AnyTag", bound=Switching)
Token = tuple[int, int, AnyTag | None, int]
"""Start and end; the tag, or None for a comment or the like; where the document goes on.

It goes on at the end, but for an element of ``RAW_TEXT``, and for ``pre`` with code as highlighters
write it (which is a third of all tags of an article): there behind what the element holds.
"""

_NAME = re.compile(rf"</?([a-zA-Z][^{SPACE}/>]*)")
_ATTRIBUTE = re.compile(
    rf"""[{SPACE}/]*
        ([^{SPACE}/>][^{SPACE}/>=]*)
        (?:[{SPACE}]*=[{SPACE}]*
            (?:"([^"]*)(?:"|\Z) | '([^']*)(?:'|\Z) | ([^{SPACE}>"'][^{SPACE}>]*) | (?=>)))?""",
    re.VERBOSE,
)
_QUOTES = ("", "", '"', "'", "")
_TAG_END = re.compile(rf"[{SPACE}/]*>")
_COMMENT_END = re.compile(r"--!?>")
_RAW_END = {
    name: re.compile(rf"</{name}(?=[{SPACE}/>])", re.IGNORECASE | re.ASCII) for name in RAW_TEXT
}
# A script that hides another one in a comment goes on behind the inner one's end tag.
_SCRIPT_STEP = re.compile(
    rf"(<!--(?!-?>))|(-->)|<(/?)script(?=[{SPACE}/>])", re.IGNORECASE | re.ASCII
)
# Whatever stands in it, each tag is closed again and none says anything to the conversion.
_CODE = re.compile(
    r"(?:<span></span>)?+<code>[^<]*+(?:<span class=\"[a-z0-9 -]*+\">[^<]*+</span>[^<]*+)*+</code>"
    r"(?=</pre>)"
)
_CODE_HOLDER = "pre"
_SWITCHING = RAW_TEXT | FOREIGN | {_CODE_HOLDER}

_SINGLE = rf"""
    /?[a-zA-Z][^{SPACE}/>]*
    (?:[{SPACE}]+[^{SPACE}"'<>/=]+(?:="[^"]*")?)*[{SPACE}]*/?>
    | (?=[a-zA-Z/!?])
"""
# Tags as programs write them, in one match. What begins like a tag but is not written like that
# matches with its first character only, and is read step by step.
_TAG = re.compile(f"<(?:{_SINGLE})", re.VERBOSE)

# Two thirds of the tags of a page stand side by side: end tags, then start tags, nothing but white
# space between. Those that may change how the document is read stand alone.
_MOST_TOGETHER = 15
_STEADY = rf"(?!(?:{'|'.join(sorted(_SWITCHING))})[{SPACE}>])[a-z][a-z0-9]*+"
_CLOSING = rf"/{_STEADY}>"
_OPENING = rf"""{_STEADY}(?:[{SPACE}]++[^{SPACE}"'<>/=]++(?:="[^"]*+")?+)*+>"""
_MORE_OPENING = rf"(?:[{SPACE}]*<{_OPENING}){{0,{_MOST_TOGETHER}}}"
_RUN = re.compile(
    rf"""<(?:
        {_CLOSING}(?:[{SPACE}]*<{_CLOSING}){{0,{_MOST_TOGETHER}}}{_MORE_OPENING}
      | {_OPENING}{_MORE_OPENING}
      | {_SINGLE}
    )""",
    re.VERBOSE,
)


def scan_html(html: str, read: Callable[[str], AnyTag]) -> Iterator[Token[AnyTag]]:
    """Give the tokens of a document in order; none overlaps another.

    ``read`` makes a tag of its text: ``read_tag``, or a function that knows more and may remember
    what it has read. A tag that the document's end cuts off is like a comment.
    """
    return _scan(html, read, _TAG)


def scan_runs(html: str, read: Callable[[str], AnyTag]) -> Iterator[Token[AnyTag]]:
    """Give the tokens of a document in order, tags side by side as one.

    ``read`` is given end tags and the start tags behind them, with the white space between; what
    may change how the document is read always by itself.
    """
    return _scan(html, read, _RUN)


def split_run(run: str) -> list[tuple[int, str]]:
    """Take a run apart: where in it each tag begins, and the tag."""
    return [(tag.start(), tag[0]) for tag in _TAG.finditer(run)]


def _scan(
    html: str, read: Callable[[str], AnyTag], pattern: re.Pattern[str]
) -> Iterator[Token[AnyTag]]:
    switches = _Switches(html)
    at = 0
    while at < len(html):
        for found in pattern.finditer(html, at):
            start, end = found.span()
            if end - start == 1:
                end, is_tag = _read_unusual(html, start, switches)
                tag = read(html[start:end]) if is_tag else None
                at = switches.follow(tag, end) if tag else end
                yield start, end, tag, at
                break
            tag = read(found[0])
            if tag.switches:
                at = switches.follow(tag, end)
                yield start, end, tag, at
                break
            yield start, end, tag, end
        else:
            return


def read_tag(text: str) -> Tag:
    """Read a tag from its text, ``<`` to ``>``.

    Raises:
        ValueError: the text is not a tag (a programmer's error).
    """
    name = _NAME.match(text)
    if not name:
        raise ValueError(text)
    attributes = []
    at = name.end()
    while found := _ATTRIBUTE.match(text, at):
        at = found.end()
        group = found.lastindex or 1
        start, end = found.span(group) if group > 1 else (at, at)
        attributes.append((found[1].lower(), start, end, _QUOTES[group]))
    kind = Kind.OPEN
    if text[1] == "/":
        kind = Kind.CLOSE
    elif text.endswith("/>") and at < len(text) - 1:
        kind = Kind.ALONE
    lowered = name[1].lower()
    return Tag(lowered, kind, tuple(attributes), lowered in _SWITCHING)


class _Switches:
    """What changes how a document is read: foreign markup, raw text, CDATA that has an end."""

    def __init__(self, html: str) -> None:
        self._html = html
        self._foreign = 0
        self.last_cdata_end = html.rfind("]]>")

    def follow(self, tag: Switching, end: int) -> int:
        """Give the place where the document goes on behind a tag that ends at ``end``."""
        if not tag.switches:
            return end
        if tag.name in FOREIGN:
            if tag.kind is Kind.OPEN:
                self._foreign += 1
            elif tag.kind is Kind.CLOSE and self._foreign:
                self._foreign -= 1
            return end
        if tag.kind is Kind.CLOSE or self._foreign:
            return end
        if tag.name == _CODE_HOLDER:
            code = _CODE.match(self._html, end)
            return code.end() if code else end
        return _find_raw_end(self._html, tag.name, end)


def _read_unusual(html: str, start: int, switches: _Switches) -> tuple[int, bool]:
    """Find the end of what begins like a tag; and whether it is one."""
    name = _NAME.match(html, start)
    if name:
        end = _find_tag_end(html, name.end())
        return end or len(html), end > 0
    if html.startswith("<!--", start):
        return _find_comment_end(html, start + 4), False
    if html.startswith("<![CDATA[", start) and start < switches.last_cdata_end:
        return html.index("]]>", start) + 3, False
    return (html.find(">", start) + 1) or len(html), False


def _find_tag_end(html: str, start: int) -> int:
    """Find the end of a tag behind its attributes; 0 when the document ends before it."""
    at = start
    while found := _ATTRIBUTE.match(html, at):
        at = found.end()
    end = _TAG_END.match(html, at)
    return end.end() if end else 0


def _find_comment_end(html: str, start: int) -> int:
    for short in (">", "->"):
        if html.startswith(short, start):
            return start + len(short)
    found = _COMMENT_END.search(html, start)
    return found.end() if found else len(html)


def _find_raw_end(html: str, name: str, start: int) -> int:
    found = _RAW_END[name].search(html, start) if name != "plaintext" else None
    if not found:
        return len(html)
    if name == "script" and html.find("<!--", start, found.start()) >= 0:
        return _find_script_end(html, start)
    return found.start()


def _find_script_end(html: str, start: int) -> int:
    """Find the end of a script that holds a comment, which may hide a script of its own."""
    hidden = doubly = False
    for step in _SCRIPT_STEP.finditer(html, start):
        if step[1]:
            hidden = True
        elif step[2]:
            hidden = doubly = False
        elif step[3] and not doubly:
            return step.start()
        else:
            doubly = hidden and not step[3]
    return len(html)
