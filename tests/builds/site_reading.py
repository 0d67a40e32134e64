"""Read a built site as machines do: what its heads, graphs and other files name, and whether it exists."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

BASE = "https://example.org/repo/"
"""Where the sites of tests lie."""


class Named(NamedTuple):
    """A URL that a file of the site names."""

    path: str
    """The file, below ``site/``."""
    place: str
    """Where in it: ``link canonical``, ``meta og:image``, ``json url``, ``xml loc`` …"""
    url: str
    """Absolute, without fragment."""


class _HeadReader(HTMLParser):
    """Takes the elements of a head, and the scripts that describe a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[dict[str, str]] = []
        self.metas: list[dict[str, str]] = []
        self.graphs: list[str] = []
        self.title = ""
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "link":
            self.links.append(given)
        elif tag == "meta":
            self.metas.append(given)
        elif tag == "script" and given.get("type") == "application/ld+json":
            self.graphs.append("")
            self._inside = "graph"
        elif tag == "title" and not self.title:
            self._inside = "title"

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "title"):
            self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "graph":
            self.graphs[-1] += data
        elif self._inside == "title":
            self.title += data


@dataclass(frozen=True)
class PageHead:
    """What a page says of itself."""

    title: str
    links: list[dict[str, str]]
    metas: list[dict[str, str]]
    graphs: list[str] = field(repr=False)
    """As they stand in the page."""

    def metas_of(self, name: str) -> list[str]:
        """What the metas of a ``name`` or ``property`` hold, in order."""
        return [
            meta["content"]
            for meta in self.metas
            if name in (meta.get("name"), meta.get("property"), meta.get("http-equiv"))
        ]

    def meta(self, name: str) -> str:
        """What the one meta of a name holds; empty when there is none."""
        found = self.metas_of(name)
        assert len(found) <= 1, (name, found)
        return found[0] if found else ""

    @property
    def canonical(self) -> str:
        """Empty when the page names none."""
        found = [link["href"] for link in self.links if link.get("rel") == "canonical"]
        assert len(found) <= 1, found
        return found[0] if found else ""

    @property
    def alternates(self) -> dict[str, str]:
        """Language -> URL."""
        return {link["hreflang"]: link["href"] for link in self.links if "hreflang" in link}

    @property
    def feeds(self) -> list[tuple[str, str]]:
        """(type, address as it stands) of what can be subscribed to."""
        alternates = [link for link in self.links if link.get("rel") == "alternate"]
        return [(link["type"], link["href"]) for link in alternates if "type" in link]

    @cached_property
    def graph(self) -> list[dict[str, Any]]:
        """The nodes of the page's graph; none when it has no graph."""
        assert len(self.graphs) <= 1, "a page has one graph"
        return list(json.loads(self.graphs[0])["@graph"]) if self.graphs else []

    def node(self, *types: str) -> dict[str, Any]:
        """The one node of these types."""
        (found,) = [node for node in self.graph if node["@type"] in types]
        return found


def read_head(html: str) -> PageHead:
    """Read the head of a page."""
    reader = _HeadReader()
    reader.feed(html.partition("</head>")[0])
    return PageHead(reader.title, reader.links, reader.metas, reader.graphs)


def url_of(path: str, base: str = BASE) -> str:
    """The URL of a file of the site, not encoded."""
    return base + path.removesuffix("index.html")


def file_of(url: str, base: str = BASE) -> str:
    """The file below ``site/`` that a URL of the site leads to; empty for another host's."""
    plain = urldefrag(url).url.partition("?")[0]
    if not plain.startswith(base):
        return ""
    path = unquote(plain[len(base) :])
    return f"{path}index.html" if not path or path.endswith("/") else path


def heads_of(site: Path) -> dict[str, PageHead]:
    """The head of every page of a site, by its path below ``site/``.

    What has no head of ours, such as the web editor or a redirect, is left out, and 404.html.
    """
    texts = {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(site.rglob("*.html"))
        if path.name != "404.html"
    }
    heads = {path: read_head(html) for path, html in texts.items()}
    return {path: head for path, head in heads.items() if head.metas_of("color-scheme")}


def urls_of(site: Path, base: str = BASE) -> Iterator[Named]:
    """Every URL that the heads and graphs of a site's pages name, of other hosts too."""
    for path, head in heads_of(site).items():
        yield from urls_of_head(head, path, base)


def urls_of_head(head: PageHead, path: str, base: str = BASE) -> Iterator[Named]:
    """Every URL that one head names; relative ones are seen from its page at ``path``."""
    here = url_of(path, base)
    for link in head.links:
        href = urldefrag(urljoin(here, link["href"])).url
        yield Named(path, f"link {link['rel']}", href)
    for meta in head.metas:
        if urlsplit(meta.get("content", "")).scheme in ("http", "https"):
            name = meta.get("property") or meta.get("name", "")
            yield Named(path, f"meta {name}", urldefrag(meta["content"]).url)
    for key, value in _texts(head.graph):
        if urlsplit(value).scheme in ("http", "https") and key != "@context":
            yield Named(path, f"json {key}", urldefrag(value).url)


def _texts(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """(key, text) of every text in a JSON value."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _texts(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, key)


def missing_urls(site: Path, named: Iterable[Named], base: str = BASE) -> list[Named]:
    """Those of ``named`` that are the site's own and lead to no file of it."""
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    return [each for each in named if (file := file_of(each.url, base)) and file not in files]
