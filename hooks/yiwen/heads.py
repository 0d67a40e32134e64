"""What the head of a page tells search engines and those who share a link."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from yiwen.chinese.rules import mark_values
from yiwen.chinese.variants import Variant
from yiwen.editions import Edition, mark_each
from yiwen.wording import Spell, Words, spell_out

LARGE_CARD = "summary_large_image"
"""Titles, descriptions and images of cards are Open Graph's."""
LARGE_PREVIEW = "max-image-preview:large"
"""Without it search engines show the images of articles as thumbnails."""
HIDDEN = "noindex, follow"

FEEDS = (
    ("rss.xml", "application/rss+xml", "RSS"),
    ("atom.xml", "application/atom+xml", "Atom"),
    ("feed.json", "application/feed+json", "JSON Feed"),
)
"""(file, media type, name) of the feeds that the site has, and each category, tag and author."""


class Marks(NamedTuple):
    """What each edition calls itself in several vocabularies."""

    prefix: str
    content_language: str
    locale: str
    language: str
    other_locales: tuple[str, ...]
    """Each edition names the others: the next ones round, so that none names itself."""


def _mark_editions(editions: tuple[Edition, ...]) -> Marks:
    return Marks(
        mark_each(editions, lambda each: each.prefix),
        mark_each(editions, lambda each: each.tags.content_language),
        mark_each(editions, lambda each: each.tags.og_locale),
        mark_each(editions, lambda each: each.variant.value),
        _mark_others(editions),
    )


def _mark_others(editions: tuple[Edition, ...]) -> tuple[str, ...]:
    following = [
        {each.variant: editions[(at + step) % len(editions)] for at, each in enumerate(editions)}
        for step in range(1, len(editions))
    ]
    return tuple(
        mark_values({variant: other.tags.og_locale for variant, other in others.items()})
        for others in following
    )


class Preview(NamedTuple):
    """An image that stands for a page where it is shared."""

    url: str
    """Absolute, or below the site's root; a mark where every edition has its own."""
    width: int = 0
    """In pixels; 0 when it is not known. So ``height``."""
    height: int = 0


@dataclass(frozen=True, slots=True)
class Site:
    """What every head says of the site."""

    name: str
    description: str
    author: str
    """Name, description and author are marks: right in every edition."""
    url: str
    """Absolute, with ``/`` at its end; empty when the maintainer has not set it."""
    editions: tuple[Edition, ...]
    logo: str = ""
    """Address below the site's root; empty for none."""
    searched: bool = True
    """Whether it has a page that searches it."""
    card: Preview | None = None
    """What stands for pages that have nothing of their own where they are shared."""
    marks: Marks = field(init=False, repr=False, compare=False)
    """What is the same on every page, made once: thousands of heads ask for it."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "marks", _mark_editions(self.editions))


class Named(NamedTuple):
    """Something with a page of its own: a category, an author, a step of the way to a page."""

    name: str
    lang: str
    url: str
    """Below the site's root, percent-encoded."""


class Item(NamedTuple):
    """An article that a list leads to."""

    url: str
    editions: tuple[Variant, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """What an article's page says of it besides title and description."""

    published: str
    """In ISO 8601, with the zone."""
    updated: str = ""
    """Empty when it was never changed."""
    sections: tuple[Named, ...] = ()
    tags: tuple[Named, ...] = ()
    authors: tuple[Named, ...] = ()
    series: Named | None = None
    words: int = 0
    """As the byline counts them: Han characters."""
    source_url: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a page is about, before it is put into a head."""

    title: str
    """Without the site's name; empty for the home page."""
    url: str
    """Below the site's root, percent-encoded."""
    kind: str = "page"
    """``article``, ``page``, ``lost`` (at no address of its own) or the kind of a list."""
    lang: str = ""
    """The variant of the title; empty when it is the interface's."""
    description: tuple[Words, ...] = ()
    keywords: tuple[Words, ...] = ()
    part: str = ""
    """What sets this page apart from others of the same title: ``第 2 页``, in the interface's."""
    crumbs: tuple[Named, ...] = ()
    """The way from the home page to this one, both included; empty where none is shown."""
    previews: tuple[Preview, ...] = ()
    """The best one first."""
    article: Article | None = None
    items: tuple[Item, ...] = ()
    feeds: str | None = None
    """The folder of the page's own feeds, below the site's root; None when it has none."""
    previous_url: str | None = None
    next_url: str | None = None
    later: bool = False
    """Whether it is a later page of a list: nobody shares it or subscribes to it."""
    indexed: bool = True
    """Whether search engines may list the page."""
    editions: tuple[Variant, ...] = ()
    """Where the page can be read; everywhere when empty."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a page; texts may hold marks that become the words of each edition."""

    name: str
    """The title without the site's name."""
    title: str
    lang: str
    """The variant of the page's own text."""
    description: str
    keywords: str
    authors: str
    canonical: str
    """Absolute; empty when the site has no URL."""
    alternates: tuple[tuple[str, str], ...]
    """(hreflang, absolute URL): every edition of the page, itself included."""
    og: tuple[tuple[str, str], ...]
    card: str
    """What X makes of the page where it is shared; empty for nothing."""
    robots: str
    content_language: str
    prev: str
    """The absolute URLs of the pages before and after in a list; empty when there is none."""
    next: str
    feeds: tuple[tuple[str, str, str], ...]
    """(media type, title, address below the site's root) of what can be subscribed to."""
    crumbs: tuple[Named, ...]


def make_head(subject: Subject, site: Site, spell: Spell) -> Head:
    """Say what the head of a page holds, for all its editions at once."""
    name = spell(subject.title, subject.lang)
    told = spell_out(subject.description, spell)
    description = told or ("" if subject.later else site.description)
    authors = subject.article.authors if subject.article else ()
    placed = subject.kind != "lost"
    shared = placed and not subject.later
    return Head(
        name=name,
        title=" · ".join(part for part in (name, subject.part, site.name) if part),
        lang=subject.lang,
        description=description,
        keywords=_list_names(subject.keywords, spell),
        authors=_list_names(authors, spell),
        canonical=page_url(subject.url, site) if placed else "",
        alternates=alternates_of(subject, site) if placed else (),
        og=tuple(_open_graph(subject, site, name)) if shared else (),
        card=_card(subject, site) if shared else "",
        robots=_robots(subject),
        content_language=site.marks.content_language,
        prev=page_url(subject.previous_url, site),
        next=page_url(subject.next_url, site),
        feeds=() if subject.later else tuple(_feeds(subject, site, name)),
        crumbs=subject.crumbs,
    )


def editions_of(subject: Subject, site: Site) -> tuple[Edition, ...]:
    """The editions in which a page can be read."""
    if not subject.editions or len(subject.editions) == len(site.editions):
        return site.editions
    return tuple(edition for edition in site.editions if edition.variant in subject.editions)


def previews_of(subject: Subject, site: Site) -> tuple[Preview, ...]:
    """What stands for a page where it is shared: the site's card where it has nothing better."""
    return subject.previews or ((site.card,) if site.card else ())


def absolute(url: str, site: Site) -> str:
    """The absolute form of an address; empty below the root of a site that has no URL."""
    if url.startswith("//"):
        return f"https:{url}"
    if "://" in url:
        return url
    return f"{site.url}{url}" if site.url else ""


def page_url(url: str | None, site: Site, editions: tuple[Variant, ...] = ()) -> str:
    """The absolute URL of a page in whichever edition it is read.

    An edition that lacks the page, ``editions`` being those that have it, names it in another one.
    Empty when there is no page, or the site has no URL.
    """
    if url is None or not site.url:
        return ""
    lacked = editions and len(editions) < len(site.editions)
    prefix = _prefix(site.editions, editions) if lacked else site.marks.prefix
    return f"{site.url}{prefix}{url}"


def _list_names(names: Iterable[Words | Named], spell: Spell) -> str:
    return ", ".join([spell(each[0], each[1]) for each in names])


def _robots(subject: Subject) -> str:
    if not subject.indexed:
        return HIDDEN
    return LARGE_PREVIEW if subject.article else ""


@lru_cache
def _prefix(editions: tuple[Edition, ...], having: tuple[Variant, ...]) -> str:
    """A mark that becomes what stands before the address of a page that some editions have."""
    held = [each for each in editions if each.variant in having] or editions
    return mark_each(editions, lambda each: (each if each in held else held[0]).prefix)


def alternates_of(subject: Subject, site: Site) -> tuple[tuple[str, str], ...]:
    """Every edition of the page, and the one for readers of no known tongue (``x-default``)."""
    if not site.url:
        return ()
    named = [
        (name, f"{site.url}{edition.prefix}{subject.url}")
        for edition in editions_of(subject, site)
        for name in edition.tags.hreflangs
    ]
    return (*named, ("x-default", named[0][1]))


def _feeds(subject: Subject, site: Site, name: str) -> Iterator[tuple[str, str, str]]:
    """The feeds of the site, and of the page; they hold absolute URLs, so they need the site's.

    An article names the one that every reader of feeds reads.
    """
    if not site.url:
        return
    for file, kind, title in FEEDS[: 1 if subject.article else None]:
        yield kind, title, file  # whose it is goes without saying
    if subject.feeds:
        for file, kind, title in FEEDS:
            yield kind, f"{name} · {site.name} · {title}", f"{subject.feeds}{file}"


def _open_graph(subject: Subject, site: Site, title: str) -> Iterator[tuple[str, str]]:
    """All but the description, which one element gives to everybody."""
    pairs = [
        ("og:type", "article" if subject.article else "website"),
        ("og:site_name", site.name),
        ("og:title", title or site.name),
        ("og:url", page_url(subject.url, site)),
        *_images(subject, site),
        ("og:locale", site.marks.locale),
        *(("og:locale:alternate", other) for other in _other_locales(subject, site)),
        *(_article(subject.article) if subject.article else ()),
    ]
    return (pair for pair in pairs if pair[1])


def _images(subject: Subject, site: Site) -> Iterator[tuple[str, str]]:
    for preview in previews_of(subject, site):
        if url := absolute(preview.url, site):
            yield "og:image", url
            if preview.width and preview.height:
                yield "og:image:width", str(preview.width)
                yield "og:image:height", str(preview.height)


def _article(article: Article) -> Iterator[tuple[str, str]]:
    """What services show of an article; its authors and terms are told in the graph."""
    yield "article:published_time", article.published
    yield "article:modified_time", article.updated


def _card(subject: Subject, site: Site) -> str:
    shown = any(absolute(each.url, site) for each in previews_of(subject, site))
    return LARGE_CARD if shown else "summary"


def _other_locales(subject: Subject, site: Site) -> tuple[str, ...]:
    having = editions_of(subject, site)
    return site.marks.other_locales if having is site.editions else _mark_others(having)
