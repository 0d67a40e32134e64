"""Plan the pages that list posts: home, terms, directories of terms, archive."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import NamedTuple

from yiwen.library import Entry, Library, span_text
from yiwen.paging import OLDEST, Place, cut_forward, cut_from_the_oldest
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
"""Lists that begin with cards alone: readers leaf through what is new there."""
IN_ROWS = frozenset({"series", "year", "month"})
"""Lists that are rows from their beginning, since their order is what they are for. What is newest on
the site has no place beside them: it would change them all with every post."""
LEADING = 6
"""How many posts stand as cards above the rows of a tag, topic or author, on the first page. Rows
alone would be dull to arrive at."""
MANY_PAGES = 4
"""From so many pages on, the first leads to each year: stepping through them would be tedious."""

WITH_FEEDS = frozenset({"categories", "tags", "authors"})
"""Kinds of terms that have feeds, those with most posts."""

LITTLE = 4
"""A month that has too many posts for a page by less than a fourth is one page all the same: the
other would hold the two or three of its first day."""

NO_LEADS: Mapping[str, Lead] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paged:
    kind: str
    title: str
    lang: str = ""
    """The variant of ``title``; empty when it is the interface's."""
    number: int
    """How many things the whole list has; a later page knows of its own alone, since it would change
    with each that is added."""
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
        return self.page == 1 and self.kind not in IN_ROWS

    @property
    def first_url(self) -> str | None:
        """The page that the list begins with; none where ``previous_url`` is that, or nothing is."""
        return self.place.url(1) if self.place.previous > 1 else None

    @property
    def previous_url(self) -> str | None:
        """The page before; none on the first."""
        return self.place.url(self.place.previous) if self.place.previous else None

    @property
    def next_url(self) -> str | None:
        """The page after; none on the last."""
        return self.place.url(self.place.next) if self.place.next else None

    @property
    def last_url(self) -> str | None:
        """The page that the list ends with, if that is known and neither this nor the next."""
        place = self.place
        return place.url(place.last) if place.next not in (0, place.last) and place.last else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(_Paged):
    """One page of posts under one heading.

    ``kind`` is ``home``, ``category``, ``tag``, ``topic``, ``author``, ``series``, ``year`` or
    ``month``.
    """

    entries: tuple[Entry, ...]
    term: Term | None = None
    span: str = ""
    """The days of a later page of a list by time, which tell it from the others."""
    related: tuple[Term, ...] = ()
    """Beside the first page; ``lead``, ``feeds`` and ``years`` are the first page's too."""
    lead: Lead | None = None
    feeds: str | None = None
    """The folder of its own feeds below the site's root, percent-encoded; None when it has none."""
    years: tuple[tuple[int, str], ...] = ()
    """(year, address of the page with its newest posts) of a list of many pages."""

    @property
    def by_time(self) -> bool:
        """Whether it goes from the newest post to the oldest."""
        return self.kind != "series"

    @property
    def cards(self) -> tuple[Entry, ...]:
        """The posts that are shown as cards: above the rows, or all."""
        if self.page > 1 or self.kind in IN_ROWS:
            return ()
        return self.entries if self.kind in IN_CARDS else self.entries[:LEADING]

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
    """The page that leads to every year and month, or to the months of a long year.

    ``kind`` is ``archive`` or ``year``.
    """

    years: tuple[Months, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool(_Paged):
    """A page that shows no posts by itself: a script fills it. ``search`` or ``bookmarks``."""

    @property
    def shows_recent(self) -> bool:
        """It does not."""
        return False


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
            yield Tool(kind=kind, title=title, number=0, place=Place(f"{kind}/"))


def plan_home(library: Library, settings: Settings) -> Iterator[Listing]:
    """Plan the home page, pinned posts first, and the pages of all posts that it does not show."""
    ordered = sorted(library.entries, key=lambda entry: not entry.post.pinned)
    front = ordered[: settings.page_posts]
    shown = {entry.key for entry in front}
    rest = [entry for entry in library.entries if entry.key not in shown]
    yield from _list_by_time("home", "", front, rest, base="", size=settings.page_rows)


def plan_term(
    library: Library,
    settings: Settings,
    term: Term,
    *,
    leads: Mapping[str, Lead] = NO_LEADS,
    fed: bool = False,
) -> Iterator[Listing]:
    """Plan the pages of one term, ``fed`` when it has feeds."""
    lead = _find_lead(library, term, leads)
    title, lang = (lead.title, lead.lang) if lead and lead.title else (term.name, term.lang)
    for page in _list_term(library, settings, term, title):
        if page.page > 1:
            yield replace(page, lang=lang, term=term)
            continue
        related = library.related_terms(term, most=RELATED_TERMS)
        own = term.url if fed else None
        yield replace(page, lang=lang, term=term, related=related, lead=lead, feeds=own)


def _list_term(library: Library, settings: Settings, term: Term, title: str) -> Iterator[Listing]:
    """The pages of a term's posts; a series is read from its beginning."""
    entries = library.entries_of(term.posts)
    kind, base, rows = SINGULAR[term.kind], f"{term.kind}/{term.slug}/", settings.page_rows
    if term.kind == "series":
        for place, parts in cut_forward(entries[::-1], base=base, size=rows):
            number = len(entries) if place.page == 1 else len(parts)
            yield Listing(kind=kind, title=title, entries=tuple(parts), number=number, place=place)
        return
    size = settings.page_posts if kind in IN_CARDS else rows
    yield from _list_by_time(kind, title, entries[:size], entries[size:], base=base, size=rows)


def _find_lead(library: Library, term: Term, leads: Mapping[str, Lead]) -> Lead | None:
    """What an editor wrote about a term; a topic without that has a lead of its newest posts."""
    written = leads.get(library.fold(term.name)) if term.kind in INTRODUCED else None
    if written or term.kind != "topics":
        return written
    return make_lead(library.entries_of(term.posts))


def plan_terms(library: Library, settings: Settings, kind: str) -> Iterator[Directory]:
    """Plan the pages that list all terms of a kind."""
    terms = library.terms[kind]
    for place, some in cut_forward(terms, base=f"{kind}/", size=settings.page_terms):
        yield Directory(
            kind=SINGULAR[kind],
            title=DIRECTORY_TITLES[kind],
            terms=tuple(some),
            number=len(terms) if place.page == 1 else len(some),
            place=place,
        )


def plan_archive(library: Library, settings: Settings) -> Iterator[Plan]:
    """Plan the archive: all years on one page, and a list for each year and month."""
    years: dict[int, dict[int, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for entry in library.entries:
        years[entry.post.published.year][entry.post.published.month].append(entry)
    overviews = {year: _overview(year, months) for year, months in years.items()}
    yield Archive(
        kind="archive",
        title="归档",
        number=len(library.entries),
        place=Place("archive/"),
        years=tuple(overviews.values()),
    )
    size = settings.page_rows
    for year, months in years.items():
        yield _plan_year(overviews[year], months, size=size)
        for month, some in months.items():
            title, base = f"{year}年{month}月", _month_base(year, month)
            most = len(some) if len(some) <= size + size // LITTLE else size
            front, rest = some[:most], some[most:]
            yield from _list_by_time("month", title, front, rest, base=base, size=size)


def _plan_year(
    overview: Months, months: Mapping[int, Sequence[Entry]], *, size: int
) -> Listing | Archive:
    """The page of a year: its posts, or its months where there are too many for one page.

    The lists of the months have them all.
    """
    title, place = f"{overview.year}年", Place(overview.url)
    if overview.number > size:
        return Archive(
            kind="year", title=title, number=overview.number, place=place, years=(overview,)
        )
    entries = tuple(entry for month in months.values() for entry in month)
    return Listing(kind="year", title=title, entries=entries, number=overview.number, place=place)


def _overview(year: int, months: Mapping[int, Sequence[Entry]]) -> Months:
    rows = tuple(
        (month, _month_base(year, month), len(entries)) for month, entries in months.items()
    )
    return Months(year, f"archive/{year}/", sum(number for *_, number in rows), rows)


def _month_base(year: int, month: int) -> str:
    return f"archive/{year}/{month:02}/"


def _list_by_time(
    kind: str,
    title: str,
    front: Sequence[Entry],
    rest: Sequence[Entry],
    *,
    base: str,
    size: int,
) -> Iterator[Listing]:
    """List the posts of ``front`` on the first page, the ``rest`` (newest first) on those after it."""
    older = [*cut_from_the_oldest(rest, base=base, size=size)]
    yield Listing(
        kind=kind,
        title=title,
        entries=tuple(front),
        number=len(front) + len(rest),
        place=Place(base, next=older[0][0].page if older else 0, last=OLDEST),
        years=_lead_to_years(older) if len(older) >= MANY_PAGES else (),
    )
    for (place, some), span in zip(older, _tell_spans([some for _, some in older]), strict=True):
        number = len(some)
        yield Listing(
            kind=kind, title=title, entries=tuple(some), number=number, place=place, span=span
        )


def _lead_to_years(
    pages: Iterable[tuple[Place, Sequence[Entry]]],
) -> tuple[tuple[int, str], ...]:
    """Each year whose newest posts stand on another page than those of the year after it."""
    found: dict[str, int] = {}
    seen: set[int] = set()
    for place, entries in pages:
        for year in (entry.post.published.year for entry in entries):
            if year not in seen:
                seen.add(year)
                found.setdefault(place.url(place.page), year)
    return tuple((year, url) for url, year in found.items())


def _tell_spans(pages: Sequence[Sequence[Entry]]) -> list[str]:
    """The days of each page, the newest first; where an older page has the same, with a number.

    Only older ones count, so that a span stays while posts come.
    """
    spans = [span_text(page[-1].post.published, page[0].post.published) for page in pages]
    older = [spans[at + 1 :].count(span) for at, span in enumerate(spans)]
    return [f"{span}（{n + 1}）" if n else span for span, n in zip(spans, older, strict=True)]
