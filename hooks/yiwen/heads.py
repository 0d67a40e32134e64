"""What the head of a page tells search engines and those who share a link."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from yiwen.chinese.variants import Variant
from yiwen.editions import Edition, mark_each

Spell = Callable[[str, str], str]
"""(text, the variant it is written in or nothing) -> text that is right in every edition, wherever
it stands: a head joins texts of both scripts in one attribute, where no ``lang`` can part them."""

LARGE_CARD = "summary_large_image"


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


@dataclass(frozen=True, slots=True)
class Subject:
    """What a page is about, before it is put into a head."""

    title: str
    """Without the site's name; empty for the home page."""
    url: str
    """Below the site's root, percent-encoded."""
    lang: str = ""
    """The variant of title, description and keywords; empty when it is the interface's."""
    description: str = ""
    keywords: tuple[tuple[str, str], ...] = ()
    """(keyword, the variant it is written in)."""
    part: str = ""
    """What sets this page apart from others of the same title: ``第 2 页``, in the interface's."""
    image: str = ""
    """Absolute, or below the site's root; empty for none."""
    published: str = ""
    """In ISO 8601; with it the page is an article."""
    updated: str = ""
    previous_url: str | None = None
    next_url: str | None = None
    indexed: bool = True
    """Whether search engines may list the page."""
    editions: tuple[Variant, ...] = ()
    """Where the page can be read; everywhere when empty."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a page; texts may hold marks that become the words of each edition."""

    title: str
    lang: str
    description: str
    keywords: str
    canonical: str
    """Absolute; empty when the site has no URL."""
    alternates: tuple[tuple[str, str], ...]
    """(hreflang, absolute URL): every edition of the page, itself included."""
    og: tuple[tuple[str, str], ...]
    twitter: tuple[tuple[str, str], ...]
    robots: str
    content_language: str
    prev: str
    """The absolute URLs of the pages before and after in a list; empty when there is none."""
    next: str


def make_head(subject: Subject, site: Site, spell: Spell) -> Head:
    """Say what the head of a page holds, for all its editions at once."""
    title = spell(subject.title, subject.lang)
    description = spell(subject.description, subject.lang) or site.description
    image = absolute(subject.image, site) if subject.image else ""
    return Head(
        title=" · ".join(part for part in (title, subject.part, site.name) if part),
        lang=subject.lang,
        description=description,
        keywords=", ".join(spell(name, lang) for name, lang in subject.keywords),
        canonical=_own_url(subject.url, site),
        alternates=alternates_of(subject, site),
        og=tuple(_open_graph(subject, site, title, description, image)),
        twitter=(("twitter:card", LARGE_CARD if image else "summary"),),
        robots="" if subject.indexed else "noindex, follow",
        content_language=mark_each(site.editions, lambda each: each.tags.content_language),
        prev=_own_url(subject.previous_url, site),
        next=_own_url(subject.next_url, site),
    )


def editions_of(subject: Subject, site: Site) -> tuple[Edition, ...]:
    """The editions in which a page can be read."""
    if not subject.editions:
        return site.editions
    return tuple(edition for edition in site.editions if edition.variant in subject.editions)


def absolute(url: str, site: Site) -> str:
    """The absolute form of an address; empty below the root of a site that has no URL."""
    if url.startswith("//"):
        return f"https:{url}"
    if "://" in url:
        return url
    return f"{site.url}{url}" if site.url else ""


def _own_url(url: str | None, site: Site) -> str:
    """The absolute URL of a page in whichever edition it is read."""
    if url is None or not site.url:
        return ""
    return f"{site.url}{mark_each(site.editions, lambda edition: edition.prefix)}{url}"


def alternates_of(subject: Subject, site: Site) -> tuple[tuple[str, str], ...]:
    """Every edition of the page, and the one for readers of no known tongue (``x-default``)."""
    if not site.url:
        return ()
    urls = {each: f"{site.url}{each.prefix}{subject.url}" for each in editions_of(subject, site)}
    first = next(iter(urls.values()))
    named = [(name, url) for edition, url in urls.items() for name in edition.tags.hreflangs]
    return (*named, ("x-default", first))


def _open_graph(
    subject: Subject, site: Site, title: str, description: str, image: str
) -> list[tuple[str, str]]:
    pairs = [
        ("og:type", "article" if subject.published else "website"),
        ("og:site_name", site.name),
        ("og:title", title or site.name),
        ("og:description", description),
        ("og:url", _own_url(subject.url, site)),
        ("og:image", image),
        ("og:locale", mark_each(site.editions, lambda edition: edition.tags.og_locale)),
        *_other_locales(editions_of(subject, site)),
        ("article:published_time", subject.published),
        ("article:modified_time", subject.updated),
    ]
    return [(name, content) for name, content in pairs if content]


def _other_locales(editions: tuple[Edition, ...]) -> list[tuple[str, str]]:
    """Each edition names the others: the next ones round, so that none names itself."""
    following = [
        {each.variant: editions[(at + step) % len(editions)] for at, each in enumerate(editions)}
        for step in range(1, len(editions))
    ]
    return [("og:locale:alternate", _locale_mark(editions, each)) for each in following]


def _locale_mark(editions: tuple[Edition, ...], named: dict[Variant, Edition]) -> str:
    return mark_each(editions, lambda edition: named[edition.variant].tags.og_locale)
