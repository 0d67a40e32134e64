"""Feeds: the newest articles of the site, or of one term, as RSS 2.0, Atom 1.0 and JSON Feed 1.1.

What is the same in the three formats is made once, as an ``Item``; each format then only joins texts.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from itertools import islice
from typing import Any, NamedTuple
from urllib.parse import quote

from yiwen.chinese.rules import plain_text
from yiwen.chinese.texts import Converters
from yiwen.chinese.variants import Variant
from yiwen.editions import Edition, step_to_root
from yiwen.heads import Site, absolute
from yiwen.library import Entry, Library
from yiwen.listings import WITH_FEEDS
from yiwen.posts import Post
from yiwen.settings import Settings
from yiwen.terms import KINDS, Term, variant_of
from yiwen.xml_texts import clean_xml

WHOLE_ARTICLES = 100
"""So many articles are given whole by the feeds of each kind of terms, those with most posts first; the
others, of which a site can have thousands, give summaries. An article is some 10 KB, nine times."""

MINUTES = 60
"""How long a reader may wait before it asks again: a site is published hourly at most."""

STYLES = {"feed.xsl": "application/xslt+xml", "feed.css": "text/css"}
"""What shows a feed in a browser -> its type. Chrome, which ends XSLT, warns in red of ``text/xsl`` and
takes the style sheet when it sees the registered type; Firefox knows that type too."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""The date of a feed in which nothing has been published yet."""

MEDIA_TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}


@dataclass(frozen=True, slots=True)
class Feed:
    """Which articles one feed shows."""

    base: str
    """The folder that its files lie in, below an edition's root, not encoded: ``tags/宏观/``."""
    entries: tuple[Entry, ...]
    """Newest first."""
    term: Term | None = None
    whole: bool = True
    """Whether it gives whole articles, or summaries."""


class Link(NamedTuple):
    """Something with a name and an absolute address."""

    name: str
    url: str


class Cover(NamedTuple):
    """The image of an article."""

    url: str
    """Absolute."""
    media_type: str
    """Empty when its address does not tell."""
    size: int
    """In bytes; 0 when it lies on another host."""


@dataclass(frozen=True, slots=True)
class Item:
    """An article in one edition, as feeds show it; texts are plain, the content is HTML."""

    url: str
    """Absolute, and what tells the article from others: it never changes while the page stays."""
    title: str
    summary: str
    content: str
    """Empty where summaries are given."""
    published: datetime
    updated: datetime
    """Equal to ``published`` when the article was never changed."""
    authors: tuple[Link, ...]
    categories: tuple[Link, ...]
    """Name and kind's address of each category and tag."""
    cover: Cover | None
    source_url: str
    """Where the original is; empty for none."""


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed says of itself."""

    title: str
    description: str
    url: str
    """The page that lists the same articles, absolute; the feed's files lie beside it."""
    tag: str
    """The variant's own tag, such as ``zh-Hant-TW``."""
    language: str
    """The variant as RSS names it: ``zh-tw``."""
    author: Link
    icon: str
    """An image of the site, absolute; empty for none."""
    others: tuple[Link, ...]
    """(variant, page) of the same feed in the other editions."""
    styles: tuple[Link, ...]
    """(type, relative address) of what shows the feed in a browser."""


def list_feeds(library: Library, settings: Settings, variant: Variant) -> Iterator[Feed]:
    """The feeds of one edition: the site's, then those of terms. Unpublished posts are in none."""

    def choose(entries: Iterable[Entry], most: int) -> tuple[Entry, ...]:
        shown = (each for each in entries if variant in each.editions and not each.status)
        return tuple(islice(shown, most))

    yield Feed("", choose(library.entries, settings.feed_posts))
    for kind in filter(WITH_FEEDS.__contains__, KINDS):
        given = 0
        for term in library.terms[kind][: settings.feed_terms]:
            entries = (library.by_path[post.path] for post in term.posts)
            chosen = choose(entries, settings.feed_term_posts)
            given += min(term.number, settings.feed_term_posts)
            yield Feed(f"{kind}/{term.slug}/", chosen, term, whole=given <= WHOLE_ARTICLES)


@dataclass(frozen=True, slots=True)
class Desk:
    """Puts what feeds show into the words of one edition."""

    site: Site
    edition: Edition
    settings: Settings
    converters: Converters
    converters_of: Callable[[Post], Converters]
    """Gives those of a post that has words of its own."""

    @property
    def home(self) -> str:
        """The absolute address of the edition's home page."""
        return f"{self.site.url}{self.edition.prefix}"

    def make_channel(self, feed: Feed, *, icon: str = "", styles: Iterable[str] = ()) -> Channel:
        """Say what a feed is; ``icon`` is absolute, ``styles`` are those of ``STYLES`` that exist."""
        variant, term = self.edition.variant, feed.term
        name, description, author = (
            clean_xml(plain_text(text, variant))
            for text in (self.site.name, self.site.description, self.site.author)
        )
        others = [each for each in self.site.editions if each is not self.edition]
        root = step_to_root(feed.base)
        return Channel(
            title=f"{self._name(term)} · {name}" if term else name,
            description=description or name,
            url=f"{self.home}{quote(feed.base)}",
            tag=variant.value,
            language=self.edition.tags.content_language,
            author=Link(author, self.home),
            icon=icon,
            others=tuple(
                Link(each.variant.value, f"{self.site.url}{each.prefix}{quote(feed.base)}")
                for each in others
            ),
            styles=tuple(Link(STYLES[each], f"{root}assets/{each}") for each in styles),
        )

    def make_item(self, entry: Entry, *, content: str = "", cover_size: int | None = None) -> Item:
        """Put an article into a feed; without ``cover_size``, a cover of the site is left out."""
        post = entry.post
        words = self.converters_of(post).between(post.script, self.edition.variant)
        note = self._convert(entry.disclaimer, "") if entry.disclaimer and content else ""
        return Item(
            url=self.address(entry),
            title=clean_xml(words(entry.title)),
            summary=clean_xml(words(entry.summary)),
            content=clean_xml(content)
            + (f"\n<p><small>{escape(note)}</small></p>" if note else ""),
            published=post.published,
            updated=max(post.updated, post.published),
            authors=tuple(self._link(term) for term in entry.authors),
            categories=tuple(
                Link(self._name(term), f"{self.home}{term.kind}/")
                for term in (*entry.categories, *entry.tags)
            ),
            cover=self._find_cover(entry, cover_size),
            source_url=post.source_url,
        )

    def address(self, entry: Entry) -> str:
        """The absolute address of an article in the edition."""
        return f"{self.home}{entry.url}"

    def _find_cover(self, entry: Entry, size: int | None) -> Cover | None:
        if not entry.cover or (size is None and not entry.cover_is_remote):
            return None
        path = entry.cover.partition("?")[0]
        media_type = MEDIA_TYPES.get(posixpath.splitext(path)[1].lower(), "")
        return Cover(absolute(entry.cover, self.site), media_type, size or 0)

    def _link(self, term: Term) -> Link:
        return Link(self._name(term), f"{self.home}{term.url}")

    def _name(self, term: Term) -> str:
        return self._convert(term.name, term.lang)

    def _convert(self, text: str, lang: str) -> str:
        source = variant_of(lang, self.settings)
        return clean_xml(self.converters.between(source, self.edition.variant)(text))


def render_feeds(channel: Channel, items: Iterable[Item]) -> dict[str, bytes]:
    """The files of a feed, by name."""
    shown = tuple(items)
    return {name: render(channel, shown).encode() for name, render in _FORMATS.items()}


def rfc_822(moment: datetime) -> str:
    """A moment as RSS writes it.

    >>> rfc_822(datetime(2025, 12, 2, 8, 30, tzinfo=UTC))
    'Tue, 02 Dec 2025 08:30:00 +0000'
    """
    return format_datetime(_in_minutes(moment))


def rfc_3339(moment: datetime) -> str:
    """A moment as Atom and JSON Feed write it."""
    return _in_minutes(moment).isoformat(timespec="seconds")


def _in_minutes(moment: datetime) -> datetime:
    """The same moment in a zone that is whole minutes from UTC: before 1901 Shanghai's was not."""
    offset = moment.utcoffset()
    return moment.astimezone(UTC) if offset and offset.seconds % 60 else moment


def _newest(items: tuple[Item, ...]) -> datetime:
    return max((item.updated for item in items), default=EPOCH)


def render_rss(channel: Channel, items: tuple[Item, ...]) -> str:
    """RSS 2.0, with whole articles in ``content:encoded``."""
    image = (
        f"<image><url>{escape(channel.icon)}</url><title>{escape(channel.title)}</title>"
        f"<link>{escape(channel.url)}</link></image>\n"
        if channel.icon
        else ""
    )
    return (
        f"{_prolog(channel)}"
        f'<rss version="2.0" xml:lang="{channel.tag}" xmlns:atom="http://www.w3.org/2005/Atom"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">\n'
        f"<channel>\n<title>{escape(channel.title)}</title>\n<link>{escape(channel.url)}</link>\n"
        f"<description>{_twice(channel.description)}</description>\n"
        f"<language>{channel.language}</language>\n"
        f"<lastBuildDate>{rfc_822(_newest(items))}</lastBuildDate>\n<ttl>{MINUTES}</ttl>\n"
        f'<atom:link rel="self" type="application/rss+xml" href="{escape(channel.url)}rss.xml"/>\n'
        f"{image}{''.join(map(_rss_item, items))}</channel>\n</rss>\n"
    )


def _rss_item(item: Item) -> str:
    url = escape(item.url)
    updated = f"<atom:updated>{rfc_3339(item.updated)}</atom:updated>\n"
    creators = "".join(f"<dc:creator>{escape(each.name)}</dc:creator>\n" for each in item.authors)
    filed = "".join(f"<category>{escape(each.name)}</category>\n" for each in item.categories)
    content = f"<content:encoded>{_raw(item.content)}</content:encoded>\n" if item.content else ""
    return (
        f"<item>\n<title>{escape(item.title)}</title>\n<link>{url}</link>\n"
        f'<guid isPermaLink="false">{url}</guid>\n<pubDate>{rfc_822(item.published)}</pubDate>\n'
        f"{updated if item.updated > item.published else ''}{creators}{filed}"
        f"<description>{_twice(item.summary)}</description>\n{content}"
        f"{_rss_cover(item.cover) if item.cover else ''}</item>\n"
    )


def _rss_cover(cover: Cover) -> str:
    if cover.size and cover.media_type:
        attributes = f'length="{cover.size}" type="{cover.media_type}"'
        return f'<enclosure url="{escape(cover.url)}" {attributes}/>\n'
    return f'<media:content url="{escape(cover.url)}" medium="image"/>\n'


def render_atom(channel: Channel, items: tuple[Item, ...]) -> str:
    """Atom 1.0 (RFC 4287)."""
    url = escape(channel.url)
    others = "".join(
        f'<link rel="alternate" type="application/atom+xml" hreflang="{tag}" href="{escape(page)}'
        'atom.xml"/>\n'
        for tag, page in channel.others
    )
    entries = "".join(_atom_entry(item, channel) for item in items)
    return (
        f"{_prolog(channel)}"
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{channel.tag}">\n'
        f"<id>{url}atom.xml</id>\n<title>{escape(channel.title)}</title>\n"
        f"<subtitle>{escape(channel.description)}</subtitle>\n"
        f"<updated>{rfc_3339(_newest(items))}</updated>\n"
        f'<link rel="alternate" type="text/html" hreflang="{channel.tag}" href="{url}"/>\n'
        f'<link rel="self" type="application/atom+xml" href="{url}atom.xml"/>\n{others}'
        f"{_atom_author(channel.author)}"
        f"{f'<icon>{escape(channel.icon)}</icon>' if channel.icon else ''}\n{entries}</feed>\n"
    )


def _atom_entry(item: Item, channel: Channel) -> str:
    url = escape(item.url)
    filed = "".join(
        f'<category term="{escape(name)}" scheme="{escape(scheme)}"/>\n'
        for name, scheme in item.categories
    )
    via = f'<link rel="via" href="{escape(item.source_url)}"/>\n' if item.source_url else ""
    content = f'<content type="html">{_raw(item.content)}</content>\n' if item.content else ""
    return (
        f"<entry>\n<id>{url}</id>\n<title>{escape(item.title)}</title>\n"
        f'<link rel="alternate" type="text/html" hreflang="{channel.tag}" href="{url}"/>\n{via}'
        f"{_atom_cover(item.cover) if item.cover else ''}"
        f"<published>{rfc_3339(item.published)}</published>\n"
        f"<updated>{rfc_3339(item.updated)}</updated>\n"
        f"{''.join(map(_atom_author, item.authors))}{filed}"
        f"<summary>{escape(item.summary)}</summary>\n{content}</entry>\n"
    )


def _atom_author(author: Link) -> str:
    name, url = escape(author.name), escape(author.url)
    return f"<author><name>{name}</name><uri>{url}</uri></author>\n"


def _atom_cover(cover: Cover) -> str:
    media_type = f' type="{cover.media_type}"' if cover.media_type else ""
    length = f' length="{cover.size}"' if cover.size else ""
    return f'<link rel="enclosure"{media_type}{length} href="{escape(cover.url)}"/>\n'


def render_json(channel: Channel, items: tuple[Item, ...]) -> str:
    """JSON Feed 1.1."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": channel.url,
        "feed_url": f"{channel.url}feed.json",
        "description": channel.description,
        "icon": channel.icon,
        "authors": [channel.author._asdict()],
        "language": channel.tag,
    }
    shown = [_json_item(item, channel) for item in items]
    made = {**_filled(feed), "items": shown}
    return f"{json.dumps(made, ensure_ascii=False, separators=(',', ':'))}\n"


def _json_item(item: Item, channel: Channel) -> dict[str, Any]:
    cover = item.cover
    return _filled(
        {
            "id": item.url,
            "url": item.url,
            "external_url": item.source_url,
            "title": item.title,
            "content_html": item.content,
            "content_text": "" if item.content else item.summary or item.title,
            "summary": item.summary,
            "image": cover.url if cover else "",
            "date_published": rfc_3339(item.published),
            "date_modified": rfc_3339(item.updated) if item.updated > item.published else "",
            "authors": [author._asdict() for author in item.authors],
            "tags": list(dict.fromkeys(name for name, _ in item.categories)),
            "language": channel.tag,
            "attachments": [_attachment(cover)]
            if cover and cover.size and cover.media_type
            else [],
        }
    )


def _attachment(cover: Cover) -> dict[str, Any]:
    return {"url": cover.url, "mime_type": cover.media_type, "size_in_bytes": cover.size}


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


_FORMATS: Mapping[str, Callable[[Channel, tuple[Item, ...]], str]] = {
    "rss.xml": render_rss,
    "atom.xml": render_atom,
    "feed.json": render_json,
}


def _prolog(channel: Channel) -> str:
    styles = "".join(
        f'<?xml-stylesheet type="{media_type}" href="{path}"?>\n'
        for media_type, path in channel.styles
    )
    return f'<?xml version="1.0" encoding="utf-8"?>\n{styles}'


def _raw(html: str) -> str:
    """HTML that holds no ``]]>``, shorter than with all its signs escaped."""
    return f"<![CDATA[{html}]]>"


def _twice(text: str) -> str:
    """Plain text where RSS reads HTML."""
    return escape(escape(text, quote=False), quote=False)
