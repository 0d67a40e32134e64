"""Remote images of sources: where they stand, what may be fetched, how the text names them after."""

from __future__ import annotations

import ipaddress
import json
import posixpath
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from html import unescape
from typing import Literal
from urllib.parse import quote, urlsplit

from yiwen.chinese.prose import Span, find_protected
from yiwen.fields import Field
from yiwen.frontmatter import scan_source
from yiwen.metadata import Metadata
from yiwen.sources import clean_source

Kind = Literal["cover", "image"]

FOLDERS: Mapping[Kind, str] = {"cover": "assets/covers", "image": "assets/images"}
"""Where images of a kind are kept, below ``docs/``."""

_ADDRESS = r"(?:https?:)?//[^\s<>()\"']++(?:\([^\s<>()\"']*+\)[^\s<>()\"']*+)*+"
_INLINE = re.compile(
    r"!\[(?:[^\[\]\\]|\\.|\[[^\[\]]*+\])*+\]\([ \t]*+"
    rf"(?:<(?P<angled>(?:https?:)?//[^\s<>]++)>|(?P<plain>{_ADDRESS}))",
    re.IGNORECASE | re.DOTALL,
)
_RAW = re.compile(
    r"<img(?=\s)[^<>]*?\ssrc\s*+=\s*+"
    r"(?:\"(?P<double>(?:https?:)?//[^\s\"<>]++)\"|'(?P<single>(?:https?:)?//[^\s'<>]++)')",
    re.IGNORECASE,
)
_DEFINED = re.compile(
    rf"^[ ]{{0,3}}\[(?P<name>[^\[\]\n]++)\]:[ \t]*+(?:<(?P<angled>[^\s<>]++)>|(?P<plain>{_ADDRESS}))",
    re.IGNORECASE | re.MULTILINE,
)
_REFERRED = re.compile(r"!\[(?P<alt>[^\[\]]*+)\](?!\()(?:[ ]?\[(?P<name>[^\[\]]*+)\])?")
_REMOTE = re.compile(r"(?:https?:)?//[^\s/]", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, order=True)
class RemoteImage:
    """An image on another host, at one place of a source."""

    line: int
    column: int
    kind: Kind
    url: str
    """As it is asked for."""
    written: str
    """As it stands in the source; empty when a program cannot rewrite it safely."""
    start: int
    """Where it stands among the characters of the cleaned source; -1 when it cannot be told."""


def find_remote_images(text: str, *, path: str) -> list[RemoteImage]:
    """Find the images of a source that lie on other hosts: its cover, then those of its body.

    Images in code and comments are none. Front matter that cannot be read has no cover.
    """
    clean = clean_source(text)
    lines = _Lines(clean)
    front, problems = scan_source(clean, path=path)
    found = [] if problems else list(_find_covers(front.fields, path, lines))
    first = lines.offset(front.body_line)
    for start, written in _find_in_body(front.body):
        line, column = lines.place(first + start)
        image = RemoteImage(line, column, "image", _read_url(written), written, first + start)
        found.append(image)
    return found


class _Lines:
    """The places of a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(end.end() for end in re.finditer("\n", text))]

    def offset(self, line: int) -> int:
        return self._starts[min(line, len(self._starts)) - 1]

    def place(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def _find_covers(fields: Mapping[str, Field], path: str, lines: _Lines) -> Iterator[RemoteImage]:
    given = Metadata(fields, path).find("coverImage")
    for leaf in _leaves(given[1]) if given else ():
        url = (leaf.text or "").strip()
        if not _REMOTE.match(url):
            continue
        start = lines.offset(leaf.value_line) + leaf.value_column - 1
        as_typed = lines.text.startswith(url, start)
        yield RemoteImage(
            line=leaf.value_line,
            column=leaf.value_column,
            kind="cover",
            url=_absolute(url),
            written=url if as_typed else "",
            start=start if as_typed else -1,
        )


def _leaves(field: Field) -> Iterator[Field]:
    inner = (*field.items, *field.entries.values())
    if not inner:
        yield field
    for each in inner:
        yield from _leaves(each)


def _find_in_body(body: str) -> list[tuple[int, str]]:
    """Where addresses of images stand in Markdown, and what stands there; in order."""
    if "//" not in body:
        return []
    protected = _Protected(find_protected(body))
    found = {}
    named = {
        _fold(each["name"] or each["alt"])
        for each in _REFERRED.finditer(body)
        if each.start() not in protected
    }
    for pattern in (_INLINE, _RAW, _DEFINED):
        for each in pattern.finditer(body):
            group = str(each.lastgroup)
            wanted = pattern is not _DEFINED or _fold(each["name"]) in named
            if wanted and each.start() not in protected and _REMOTE.match(each[group]):
                found[each.start(group)] = each[group]
    return sorted(found.items())


class _Protected:
    """The parts of a text that are no prose; addresses of links, which hold no image, too."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def __contains__(self, offset: int) -> bool:
        at = bisect_right(self._starts, offset) - 1
        return at >= 0 and offset < self._ends[at]


def _fold(name: str) -> str:
    return _SPACE.sub(" ", name).strip().casefold()


def _read_url(written: str) -> str:
    return _absolute(unescape(_ESCAPE.sub(r"\1", written)))


def _absolute(url: str) -> str:
    return f"https:{url}" if url.startswith("//") else url


def localize_images(text: str, images: Mapping[str, str], *, path: str) -> str:
    """Write the local copy for each remote image that has one; nothing else changes.

    ``images`` maps an address to a path below ``docs/``; ``path`` is that of the source, below
    ``docs/`` too. Line ends, a byte order mark and every other character stay as they are.
    """
    clean = clean_source(text)
    places: list[tuple[int, str, str]] = []
    for image in find_remote_images(text, path=path):
        target = images.get(image.url)
        start = _find_original(text, clean, image) if target and image.written else -1
        if target and start >= 0:
            up = posixpath.relpath(target, posixpath.dirname(path) or ".")
            local = target if image.kind == "cover" else quote(up)
            places.append((start, image.written, local))
    for start, written, local in sorted(places, reverse=True):
        text = text[:start] + local + text[start + len(written) :]
    return text


def _find_original(text: str, clean: str, image: RemoteImage) -> int:
    """Where an image stands in a text that holds what its cleaned form does not.

    It is the same one, counted from the top, of the places that hold these characters.
    """
    if text == clean:
        return image.start
    before = list(_occurrences(clean, image.written))
    after = list(_occurrences(text, image.written))
    return after[before.index(image.start)] if len(before) == len(after) else -1


def _occurrences(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def refuse_url(url: str) -> str:
    """Tell why an address is not asked for; empty when it may be."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "not an address"
    if parts.scheme not in ("http", "https"):
        return f"neither http nor https: {parts.scheme!r}"
    if not parts.hostname or port == 0:
        return "not an address"
    if parts.username is not None or parts.password is not None:
        return "a name or password in the address"
    return ""


def refuse_address(address: str) -> str:
    """Tell why a host's numeric address is not connected to; empty when it is a public one.

    >>> refuse_address("93.184.216.34")
    ''
    >>> refuse_address("::ffff:169.254.169.254")
    '169.254.169.254 is no public address'
    """
    try:
        given = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    except ValueError:
        return f"{address!r} is no address"
    meant = _unwrap(given)
    local = getattr(meant, "is_site_local", False)
    if meant.is_global and not meant.is_multicast and not meant.is_reserved and not local:
        return ""
    return f"{meant} is no public address"


_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def _unwrap(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """The IPv4 address that an IPv6 address leads to in the end, where it is one of those."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address


_SIGNATURES = (
    (re.compile(rb"\xff\xd8\xff"), "jpg"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "png"),
    (re.compile(rb"GIF8[79]a"), "gif"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "webp"),
    (re.compile(rb"....ftyp(?:avif|avis|(?:mif1|msf1|miaf).{0,64}?avi[fs])", re.DOTALL), "avif"),
)
_PROLOGUE = (
    rb"(?:\xef\xbb\xbf)?\s*+"
    rb"(?:(?:<\?xml[^>]*+>|<!doctype svg[^>]*+>|<!--(?:(?!-->).)*+-->)\s*+)*+"
)
_FOREIGN = (
    (re.compile(_PROLOGUE + rb"<svg\b", re.IGNORECASE | re.DOTALL), "SVG, which can hold scripts"),
    (re.compile(_PROLOGUE + rb"<(?:!doctype )?html\b", re.IGNORECASE | re.DOTALL), "a web page"),
    (re.compile(rb"....ftyp(?:hei[cx]|mif1|msf1)", re.DOTALL), "HEIC"),
    (re.compile(rb"BM.{4}\0\0\0\0", re.DOTALL), "BMP"),
    (re.compile(rb"II\*\0|MM\0\*"), "TIFF"),
)
HEAD_BYTES = 1024
"""How much of a file tells its type."""


def find_type(content: bytes) -> str:
    """The suffix of an image's type, by its first bytes; empty when it is none we publish."""
    head = content[:HEAD_BYTES]
    return next((suffix for pattern, suffix in _SIGNATURES if pattern.match(head)), "")


def tell_type(content: bytes) -> str:
    """What a file seems to be that is no image we publish, for messages."""
    head = content[:HEAD_BYTES]
    if not head:
        return "empty"
    found = next((name for pattern, name in _FOREIGN if pattern.match(head)), "")
    return found or f"of an unknown type, it begins with {head[:8]!r}"


def plan_path(content: bytes, *, kind: Kind) -> str:
    """Where an image is kept, below ``docs/``: the same bytes always at the same path.

    ``content`` must be of a type that ``find_type`` knows.
    """
    name = blake2b(content, digest_size=10).hexdigest()
    return f"{FOLDERS[kind]}/{name}.{find_type(content)}"


def choose_kinds(images: Iterable[RemoteImage]) -> dict[str, Kind]:
    """Each address once, in order of appearance; one that is a cover anywhere counts as a cover."""
    kinds: dict[str, Kind] = {}
    for image in images:
        if kinds.get(image.url) != "cover":
            kinds[image.url] = image.kind
    return kinds


def read_journal(text: str) -> dict[str, str]:
    """Read what was fetched: address -> path below ``docs/``. Lines that are torn are left out."""
    fetched = {}
    for line in text.split("\n"):
        try:
            url, path = json.loads(line)
        except (ValueError, TypeError):
            continue
        fetched[str(url)] = str(path)
    return fetched


def render_journal_line(url: str, path: str) -> str:
    """Give the line that says that an address was fetched, and where it is kept."""
    return json.dumps([url, path], ensure_ascii=False) + "\n"
