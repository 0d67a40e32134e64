"""Plan the pages that list posts: home, terms, directories of terms, archive."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import NamedTuple, TypeVar
from urllib.parse import quote

from yiwen.library import Entry, Library
from yiwen.settings import Settings
from yiwen.terms import KINDS, Term
from yiwen.topics import Lead, make_lead

DIRECTORY_TITLES: Mapping[str, str] = {
    "categories": "分类",
    "tags": "标签",
    "topics": "专题",
    "authors": "作者",
    "series": "系列",
}
"""Headings of the pages that list all terms of a kind, in the interface's script."""

SINGULAR: Mapping[str, str] = {
    "categories": "category",
    "tags": "tag",
    "topics": "topic",
    "authors": "author",
    "series": "series",
}
"""The kind of a page about one term, by the kind of the term."""

RELATED_TERMS = 12

INTRODUCED = frozenset({"categories", "tags", "topics"})
"""Kinds of terms that an editor can introduce."""

IN_CARDS = frozenset({"home", "category"})
"""Lists that readers leaf through; the others, which they look something up in, are rows."""
IN_ROWS = frozenset({"series", "year", "month"})
"""Lists that are rows from their beginning, since their order is what they are for."""
LEADING = 6
"""How many posts stand as cards above the rows of a tag, topic or author, on the first page. Rows
alone would be dull to arrive at; cards alone make half of a large site: each post is in some ten lists."""

WITH_FEEDS = frozenset({"categories", "tags", "authors"})
"""Kinds of terms that have feeds, those with most posts."""

NO_LEADS: Mapping[str, Lead] = MappingProxyType({})

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands in a list that is cut into pages."""

    base: str
    """The first page's folder below the site's root, ``/`` at its end, not encoded."""
    page: int
    """From 1."""
    pages: int

    def folder(self, page: int) -> str:
        """The folder of page ``page``, not encoded."""
        return self.base if page == 1 else f"{self.base}page/{page}/"

    def url(self, page: int) -> str:
        """The address of page ``page`` below the site's root, percent-encoded."""
        return quote(self.folder(page))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paged:
    kind: str
    title: str
    lang: str = ""
    """The variant of ``title``; empty when it is the interface's."""
    number: int
    """How many things the whole list has."""
    place: Place

    @property
    def address(self) -> str:
        """Where the page is, below the site's root, not encoded."""
        return self.place.folder(self.page)

    @property
    def path(self) -> str:
        """The source path of the page to make, below ``docs/``."""
        return f"{self.address}index.md"

    @property
    def url(self) -> str:
        """The page's own address."""
        return self.place.url(self.page)

    @property
    def page(self) -> int:
        """From 1."""
        return self.place.page

    @property
    def shows_recent(self) -> bool:
        """Whether 最新文章 stands beside it: on later pages it would change them with every post."""
        return self.page == 1

    @property
    def pages(self) -> int:
        """How many pages the list has."""
        return self.place.pages

    @property
    def previous_url(self) -> str | None:
        """The page before; none on the first."""
        return self.place.url(self.page - 1) if self.page > 1 else None

    @property
    def next_url(self) -> str | None:
        """The page after; none on the last."""
        return self.place.url(self.page + 1) if self.page < self.pages else None

    @property
    def pager(self) -> tuple[tuple[int, str, bool], ...]:
        """(number, address, whether it is this one) of the pages to offer, in order.

        First, last, and two on either side: the same few however long the list is.
        """
        near = range(max(1, self.page - 2), min(self.pages, self.page + 2) + 1)
        return tuple(
            (number, self.place.url(number), number == self.page)
            for number in sorted({1, *near, self.pages})
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(_Paged):
    """One page of posts under one heading.

    ``kind`` is ``home``, ``category``, ``tag``, ``topic``, ``author``, ``series``, ``year`` or
    ``month``.
    """

    entries: tuple[Entry, ...]
    term: Term | None = None
    related: tuple[Term, ...] = ()
    lead: Lead | None = None
    """What the first page begins with."""
    feeds: str | None = None
    """The folder of its own feeds below the site's root, percent-encoded; None when it has none."""

    @property
    def cards(self) -> tuple[Entry, ...]:
        """The posts that are shown as cards: above the rows, or all."""
        if self.kind in IN_CARDS:
            return self.entries
        return self.entries[:LEADING] if self.page == 1 and self.kind not in IN_ROWS else ()

    @property
    def rows(self) -> tuple[Entry, ...]:
        """The posts that are shown in a line each, below the cards."""
        return self.entries[len(self.cards) :]


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory(_Paged):
    """One page of all terms of a kind."""

    terms: tuple[Term, ...]


class Months(NamedTuple):
    """A year of the archive: how many posts each month has."""

    year: int
    url: str
    number: int
    months: tuple[tuple[int, str, int], ...]
    """(month, address, number of posts), newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive(_Paged):
    """The page that leads to every year and month."""

    years: tuple[Months, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool(_Paged):
    """A page that shows no posts by itself: a script fills it. ``search`` or ``bookmarks``."""


TOOLS: Mapping[str, str] = {"search": "搜索", "bookmarks": "收藏"}
"""Headings of the tools, in the interface's script; each lies in a folder of its kind."""

Plan = Listing | Directory | Archive | Tool


def plan_pages(
    library: Library, settings: Settings, leads: Mapping[str, Lead] = NO_LEADS
) -> Iterator[Plan]:
    """Plan every page that lists posts or terms.

    ``leads`` are what editors wrote about terms, by folded name.
    """
    yield from plan_home(library, settings)
    for kind in KINDS:
        yield from plan_terms(library, settings, kind)
        fed = settings.feed_terms if kind in WITH_FEEDS else 0
        for place, term in enumerate(library.terms[kind]):
            yield from plan_term(library, settings, term, leads=leads, fed=place < fed)
    yield from plan_archive(library, settings)
    for kind, title in TOOLS.items():
        if kind != "search" or settings.search:
            yield Tool(kind=kind, title=title, number=0, place=Place(f"{kind}/", 1, 1))


def plan_home(library: Library, settings: Settings) -> Iterator[Listing]:
    """Plan the home page and its followers: pinned posts first, then newest first."""
    pinned = [entry for entry in library.entries if entry.post.pinned]
    others = [entry for entry in library.entries if not entry.post.pinned]
    yield from _list_pages("home", "", [*pinned, *others], base="", settings=settings)


def plan_term(
    library: Library,
    settings: Settings,
    term: Term,
    *,
    leads: Mapping[str, Lead] = NO_LEADS,
    fed: bool = False,
) -> Iterator[Listing]:
    """Plan the pages of one term, ``fed`` when it has feeds; a series is read from its beginning."""
    entries = library.entries_of(term.posts)
    related = library.related_terms(term, most=RELATED_TERMS)
    lead = _find_lead(library, term, leads)
    title, lang = (lead.title, lead.lang) if lead and lead.title else (term.name, term.lang)
    for page in _list_pages(
        SINGULAR[term.kind],
        title,
        entries[::-1] if term.kind == "series" else entries,
        base=f"{term.kind}/{term.slug}/",
        settings=settings,
    ):
        above = None if page.page > 1 else lead
        own = term.url if fed else None
        yield replace(page, lang=lang, term=term, related=related, lead=above, feeds=own)


def _find_lead(library: Library, term: Term, leads: Mapping[str, Lead]) -> Lead | None:
    """What an editor wrote about a term; a topic without that has a lead of its newest posts."""
    written = leads.get(library.fold(term.name)) if term.kind in INTRODUCED else None
    if written or term.kind != "topics":
        return written
    return make_lead(library.entries_of(term.posts))


def plan_terms(library: Library, settings: Settings, kind: str) -> Iterator[Directory]:
    """Plan the pages that list all terms of a kind."""
    terms = library.terms[kind]
    for place, some in _cut(terms, base=f"{kind}/", size=settings.page_terms):
        yield Directory(
            kind=SINGULAR[kind],
            title=DIRECTORY_TITLES[kind],
            terms=tuple(some),
            number=len(terms),
            place=place,
        )


def plan_archive(library: Library, settings: Settings) -> Iterator[Plan]:
    """Plan the archive: all years on one page, and a list for each year and month."""
    years: dict[int, dict[int, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for entry in library.entries:
        years[entry.post.published.year][entry.post.published.month].append(entry)
    yield Archive(
        kind="archive",
        title="归档",
        number=len(library.entries),
        place=Place("archive/", 1, 1),
        years=tuple(_overview(year, months) for year, months in years.items()),
    )
    for year, months in years.items():
        entries = [entry for month in months.values() for entry in month]
        base = f"archive/{year}/"
        yield from _list_pages("year", f"{year}年", entries, base=base, settings=settings)
        for month, some in months.items():
            title, base = f"{year}年{month}月", _month_base(year, month)
            yield from _list_pages("month", title, some, base=base, settings=settings)


def _overview(year: int, months: Mapping[int, Sequence[Entry]]) -> Months:
    rows = tuple(
        (month, _month_base(year, month), len(entries)) for month, entries in months.items()
    )
    return Months(year, f"archive/{year}/", sum(number for *_, number in rows), rows)


def _month_base(year: int, month: int) -> str:
    return f"archive/{year}/{month:02}/"


def _list_pages(
    kind: str, title: str, entries: Sequence[Entry], *, base: str, settings: Settings
) -> Iterator[Listing]:
    size = settings.page_posts if kind in IN_CARDS else settings.page_rows
    for place, some in _cut(entries, base=base, size=size):
        yield Listing(kind=kind, title=title, entries=tuple(some), number=len(entries), place=place)


def _cut(
    things: Sequence[_Item], *, base: str, size: int
) -> Iterator[tuple[Place, Sequence[_Item]]]:
    """Cut a list into pages of ``size``; an empty list has one empty page."""
    pages = max(1, -(-len(things) // size))
    for page in range(1, pages + 1):
        yield Place(base, page, pages), things[(page - 1) * size : page * size]
