"""Texts for programs: the Markdown of each article, llms.txt, robots.txt, and what installs the site."""

from __future__ import annotations

import json
import posixpath
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote, unquote, urljoin, urlsplit

from yiwen.chinese.prose import Span, find_protected

COPY = "index.md"
"""Name of an article's Markdown, beside its page."""

SHORT_NAME_CHARS = 12
"""Below an icon there is room for a name of so many characters (web.dev)."""

PAPER = "#faf8f4"
"""The colour of the page, light."""

_ATTRIBUTE = re.compile(r"""\b(?:href|src)=(?:"([^"<>\n]*)"|'([^'<>\n]*)')""")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_DEFINED = re.compile(r"[ ]{0,3}\[[^\]\n]++\]:[ \t]*+\Z")
_BLANKS = re.compile(r"\n{3,}")

Place = Callable[[str, bool], str]
"""(an address as it was written, whether in an element) -> where it leads, from anywhere."""


class Link(NamedTuple):
    """An entry of llms.txt."""

    name: str
    url: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Icon:
    """An image that stands for the site."""

    src: str
    pixels: int
    purpose: str = "any"


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where the addresses in one source lead."""

    base: str
    """What stands before every address: the site's URL, or the way to its root."""
    path: str
    """Of the source, below ``docs/``."""
    url: str
    """Of its page, below the site's root, percent-encoded."""
    locate: Callable[[str], str | None]
    """Path of a page or file below ``docs/`` -> its address below the site's root."""

    def place(self, target: str, html: bool) -> str:
        """Where an address leads, from anywhere; what leads to another host stays as it is.

        In Markdown, paths of sources count from the source, in elements from the page.
        """
        try:
            parts = urlsplit(target)
        except ValueError:
            return target
        if parts.scheme or parts.netloc:
            return target
        if parts.path and not html:
            plain = unquote(parts.path)
            path = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), plain))
            found = self.locate(path.lstrip("/"))
            if found is not None:
                return f"{self.base}{found}{target[len(parts.path) :]}"
        return f"{self.base}{urljoin(f'//host/{self.url}', target)[len('//host/') :]}"


def place_addresses(body: str, place: Place, *, math: bool = False) -> str:
    """Give every address of a Markdown text through ``place``, and leave comments out.

    Addresses in code are none.

    >>> place_addresses("看[图](a.png '题')", lambda target, html: f"https://a.cn/{target}")
    "看[图](https://a.cn/a.png '题')"
    """
    protected = find_protected(body, math=math)
    changes = [*_place_targets(body, protected, place), *_place_elements(body, protected, place)]
    pieces, copied = [], 0
    for start, end, text in sorted(changes):
        pieces += [body[copied:start], text]
        copied = end
    return "".join([*pieces, body[copied:]])


def _place_targets(
    body: str, protected: Sequence[Span], place: Place
) -> Iterator[tuple[int, int, str]]:
    for start, end in protected:
        if body.startswith("<!--", start):
            yield start, end, ""
        elif _is_address(body, start):
            written = body[start:end].strip()
            plain = _ESCAPED.sub(r"\1", written.removeprefix("<").removesuffix(">"))
            yield start, end, _write_address(place(plain, False))


def _is_address(body: str, start: int) -> bool:
    if body.startswith("](", start - 2):
        return body[start] != "`"
    return bool(_DEFINED.match(body[body.rfind("\n", 0, start) + 1 : start]))


def _place_elements(
    body: str, protected: Sequence[Span], place: Place
) -> Iterator[tuple[int, int, str]]:
    starts = [start for start, _ in protected]
    for found in _ATTRIBUTE.finditer(body):
        before = bisect_right(starts, found.start()) - 1
        if before < 0 or protected[before][1] <= found.start():
            group = 1 if found[1] is not None else 2
            yield *found.span(group), place(found[group], True)


def _write_address(address: str) -> str:
    """An address that no space or parenthesis ends."""
    return re.sub(r"[\s()<>]", lambda sign: quote(sign[0]), address)


def render_copy(title: str, byline: Iterable[str], url: str, body: str) -> str:
    """Give the Markdown of an article: its title, who wrote it and when, where it is, its text."""
    head = f"# {_one_line(title)}\n\n{' · '.join(map(_one_line, byline))}\n\n<{url}>\n\n"
    return head + _BLANKS.sub("\n\n", body).strip() + "\n"


def render_llms(
    name: str,
    description: str,
    notes: Sequence[str],
    sections: Iterable[tuple[str, Sequence[Link]]],
) -> str:
    """Give llms.txt (llmstxt.org): what the site is, and where its texts are.

    Sections without links are left out. What the last one, ``Optional``, leads to can be skipped.
    """
    blocks = [f"# {_one_line(name)}"]
    if description:
        blocks.append(f"> {_one_line(description)}")
    blocks += notes
    for heading, links in sections:
        if links:
            blocks += [f"## {heading}", "\n".join(map(_render_link, links))]
    return "\n\n".join(blocks) + "\n"


def _render_link(link: Link) -> str:
    name = re.sub(r"([\\\[\]])", r"\\\1", _one_line(link.name))
    about = f": {_one_line(link.about)}" if link.about else ""
    return f"- [{name}]({_write_address(link.url)}){about}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def render_robots(sitemaps: Iterable[str]) -> str:
    """Give robots.txt: everything may be read; ``sitemaps`` are absolute."""
    lines = ["User-agent: *", "Disallow:", ""]
    return "\n".join([*lines, *(f"Sitemap: {url}" for url in sitemaps), ""]).rstrip("\n") + "\n"


def render_manifest(*, name: str, description: str, lang: str, icons: Iterable[Icon]) -> str:
    """Give site.webmanifest, which lies in the folder it is about.

    It names no ``id``: that would count from the host, and be the same for every edition.
    """
    values = {
        "name": name,
        "short_name": name if len(name) <= SHORT_NAME_CHARS else "",
        "description": description,
        "lang": lang,
        "dir": "ltr",
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [_describe_icon(icon) for icon in icons],
    }
    shown = {key: value for key, value in values.items() if value}
    return json.dumps(shown, ensure_ascii=False) + "\n"


def _describe_icon(icon: Icon) -> dict[str, str]:
    size = f"{icon.pixels}x{icon.pixels}"
    return {"src": icon.src, "sizes": size, "type": "image/png", "purpose": icon.purpose}
