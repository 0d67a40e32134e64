"""Sitemaps: which pages search engines may list, when each changed, and what news there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from urllib.parse import quote

from yiwen.chinese.variants import Variant
from yiwen.documents import Document
from yiwen.editions import Edition
from yiwen.heads import Site, Subject, alternates_of
from yiwen.library import Entry, Library
from yiwen.listings import Archive, Directory, Listing, Plan
from yiwen.posts import Post
from yiwen.settings import Settings
from yiwen.subjects import is_thin
from yiwen.xml_texts import escape_xml

MOST_URLS = 50_000
MOST_BYTES = 50 * 1024 * 1024
"""The limits of a sitemap, uncompressed (sitemaps.org)."""
MOST_IMAGES = 1000
MOST_NEWS = 1000
NEWS_DAYS = 2
"""Google's limits: images of a page, articles of a news sitemap, and how old these may be."""

SITEMAP = "sitemap.xml"
NEWS = "news-sitemap.xml"

NEWS_LANGUAGES = {Variant.HANS: "zh-cn", Variant.TW: "zh-tw", Variant.HK: "zh-tw"}
"""Google News knows two kinds of Chinese, by script."""

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_PROTOCOL = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_LINKS = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'
_IMAGES = 'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
_NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
_URLS = f"{_DECLARATION}<urlset {_PROTOCOL} {_LINKS} {_IMAGES}>\n", "</urlset>\n"
_NEWS_URLS = f"{_DECLARATION}<urlset {_PROTOCOL} {_NEWS}>\n", "</urlset>\n"
_INDEX = f"{_DECLARATION}<sitemapindex {_PROTOCOL}>\n", "</sitemapindex>\n"


@dataclass(frozen=True, slots=True)
class Mapped:
    """A page for search engines, in the editions that one source is the page of."""

    subject: Subject
    editions: tuple[Edition, ...]
    changed: datetime | None = None
    """The last change, if it is known."""
    images: tuple[str, ...] = ()
    """Below the site's root, percent-encoded."""


@dataclass(frozen=True, slots=True)
class News:
    """An article in one edition, as a news sitemap tells of it."""

    url: str
    """Absolute."""
    language: str
    publication: str
    published: str
    title: str


def map_pages(
    library: Library,
    plans: Mapping[str, Plan],
    documents: Mapping[str, Document],
    *,
    site: Site,
    settings: Settings,
    images: Callable[[Entry], tuple[str, ...]] = lambda _entry: (),
    committed: Mapping[str, datetime] | None = None,
) -> Iterator[Mapped]:
    """Give every page that search engines may list: articles, oldest first, other pages, lists.

    The oldest come first so that a new article changes only the last part of a map in parts.
    ``committed`` tells when a source was last committed, for pages that do not say when they changed.
    """
    editions = {edition.variant: edition for edition in site.editions}
    for entry in reversed([*library.by_path.values()]):
        subject = _about(entry.url, indexed=not entry.status, editions=entry.editions)
        written = tuple(editions[each] for each in entry.written)
        yield Mapped(subject, written, last_change(entry.post), images(entry))
    for path, document in documents.items():
        if path not in plans:
            changed = document.updated or (committed or {}).get(path)
            yield Mapped(_about(document.url), site.editions, changed)
    for plan in plans.values():
        subject = _about(plan.url, indexed=not is_thin(plan, settings))
        yield Mapped(subject, site.editions, _newest(_listed(plan, library)))


def _about(url: str, *, indexed: bool = True, editions: tuple[Variant, ...] = ()) -> Subject:
    return Subject(title="", url=url, indexed=indexed, editions=editions)


def last_change(post: Post) -> datetime:
    """When a post was last changed; it was not before it was published."""
    return max(post.updated, post.published)


def _listed(plan: Plan, library: Library) -> Iterable[Post]:
    """The posts that a page shows something of."""
    if isinstance(plan, Listing):
        return (entry.post for entry in plan.entries)
    if isinstance(plan, Directory):
        return (post for term in plan.terms for post in term.posts)
    return (entry.post for entry in library.entries) if isinstance(plan, Archive) else ()


def _newest(posts: Iterable[Post]) -> datetime | None:
    return max(map(last_change, posts), default=None)


def render_sitemaps(
    pages: Iterable[Mapped], site: Site, *, most: int = MOST_URLS, most_bytes: int = MOST_BYTES
) -> dict[str, bytes]:
    """Give the files of the map: ``sitemap.xml``, an index of parts when there is too much for one.

    Pages that search engines shall not list are left out. Without pages there is no file.
    """
    parts: list[_Part] = []
    for page in pages:
        if not page.subject.indexed:
            continue
        block = _render_page(page, site).encode("utf-8")
        if not parts or not parts[-1].takes(block, len(page.editions), most, most_bytes):
            parts.append(_Part())
        parts[-1].add(block, len(page.editions), _w3c(page.changed))
    if len(parts) == 1:
        return {SITEMAP: parts[0].render()}
    if not parts:
        return {}
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    files = {name: part.render() for name, part in zip(names, parts, strict=True)}
    return {SITEMAP: _render_index(zip(names, parts, strict=True), site), **files}


class _Part:
    """One file of the map."""

    def __init__(self) -> None:
        self._blocks: list[bytes] = []
        self._urls = 0
        self._size = sum(map(len, _URLS))
        self.changed = ""
        """The newest change of its pages."""

    def takes(self, block: bytes, urls: int, most: int, most_bytes: int) -> bool:
        return self._urls + urls <= most and self._size + len(block) <= most_bytes

    def add(self, block: bytes, urls: int, changed: str) -> None:
        self._blocks.append(block)
        self._urls += urls
        self._size += len(block)
        self.changed = max(self.changed, changed)

    def render(self) -> bytes:
        opening, closing = _URLS
        return b"".join((opening.encode(), *self._blocks, closing.encode()))


def _render_page(page: Mapped, site: Site) -> str:
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{lang}" href="{escape_xml(url)}"/>'
        for lang, url in alternates_of(page.subject, site)
    )
    base = escape_xml(site.url)
    images = "".join(
        f"<image:image><image:loc>{base}{image}</image:loc></image:image>"
        for image in page.images[:MOST_IMAGES]
    )
    tail = f"</loc>{_lastmod(_w3c(page.changed))}{links}{images}</url>\n"
    url = page.subject.url
    return "".join(f"<url><loc>{base}{edition.prefix}{url}{tail}" for edition in page.editions)


def _render_index(parts: Iterable[tuple[str, _Part]], site: Site) -> bytes:
    base = escape_xml(site.url)
    rows = (
        f"<sitemap><loc>{base}{name}</loc>{_lastmod(part.changed)}</sitemap>\n"
        for name, part in parts
    )
    opening, closing = _INDEX
    return "".join((opening, *rows, closing)).encode("utf-8")


def _lastmod(changed: str) -> str:
    return f"<lastmod>{changed}</lastmod>" if changed else ""


def _w3c(moment: datetime | None) -> str:
    """A moment as sitemaps write it: the day alone when no time is known."""
    if moment is None:
        return ""
    return moment.date().isoformat() if moment.time() == time() else moment.isoformat()


def list_images(entry: Entry, shown: Iterable[str]) -> tuple[str, ...]:
    """Where an article's own images lie below the site's root: its cover first, each once.

    ``shown`` are the paths of those in its text. Images on other hosts are left out: a search engine
    believes them to be another site's.
    """
    cover = [entry.cover] if entry.cover and not entry.cover_is_remote else []
    return tuple(dict.fromkeys([*cover, *map(quote, shown)]))


def find_news(entries: Iterable[Entry], now: datetime) -> list[Entry]:
    """The articles, newest first, that a news sitemap may tell of at the moment ``now``."""
    oldest = now - timedelta(days=NEWS_DAYS)
    fresh = [each for each in entries if not each.status and oldest <= each.post.published <= now]
    return sorted(fresh, key=lambda each: each.post.published, reverse=True)


def render_news(news: Sequence[News], *, otherwise: str = "", most: int = MOST_NEWS) -> bytes:
    """Give the news sitemap.

    When there are no news it has the address ``otherwise`` alone, without what makes it news: an
    empty one breaks the protocol.
    """
    rows = [_render_news(each) for each in news[:most]]
    opening, closing = _NEWS_URLS
    rows = rows or [f"<url><loc>{escape_xml(otherwise)}</loc></url>\n"]
    return "".join((opening, *rows, closing)).encode("utf-8")


def _render_news(news: News) -> str:
    return (
        f"<url><loc>{escape_xml(news.url)}</loc><news:news><news:publication>"
        f"<news:name>{escape_xml(news.publication)}</news:name>"
        f"<news:language>{news.language}</news:language></news:publication>"
        f"<news:publication_date>{news.published}</news:publication_date>"
        f"<news:title>{escape_xml(news.title)}</news:title></news:news></url>\n"
    )
