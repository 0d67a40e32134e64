"""The library: every post that is published, in order, under its terms, beside its neighbours."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from urllib.parse import quote

from yiwen.chinese.variants import Variant
from yiwen.drawing import choose_cloth, count_rows, first_words
from yiwen.editions import MADE
from yiwen.pictures import Picture
from yiwen.posts import Post
from yiwen.problems import Problem
from yiwen.settings import Settings
from yiwen.terms import KINDS, Filing, Fold, Term, file_posts, fold_address, lang_of, names_of
from yiwen.versions import choose_by_hand, editions_of_post, word_for_each

NEWER_CANDIDATES = 12
OLDER_CANDIDATES = 24
"""How many posts of a shared term, on each side of a post, may become related to it: keeps the work
for a library linear and the pages of old posts from changing whenever a new one appears."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A post as the library shows it: with its terms, and what a reader is told about it."""

    post: Post
    lang: str
    """The variant the post is written in; empty when it is the interface's."""
    status: str
    """Empty when published, else ``draft`` or ``scheduled`` (in a preview only)."""
    categories: tuple[Term, ...]
    tags: tuple[Term, ...]
    topics: tuple[Term, ...]
    """One term per keyword, a tag or category where the keyword is one."""
    authors: tuple[Term, ...]
    series: Term | None
    minutes: int
    cover: str
    """Absolute URL, or address below the site's root, or empty."""
    picture: Picture | None
    """The cover, when it is a local image that can be read."""
    cover_words: str
    """What a drawn cover bears; may hold marks as the title may."""
    disclaimer: str
    """The words under the post; empty for none."""
    title: str
    summary: str
    """Title and summary may hold marks: of inline rules, and of words given for one variant."""
    editions: tuple[Variant, ...]
    """Where the article can be read."""
    written: tuple[Variant, ...]
    """Where its page is made from this source: a version written by hand has its own."""
    key: str
    """The path of the article: the post's own, or the one that it is a version of."""

    @property
    def url(self) -> str:
        """The post's page below the site's root, percent-encoded."""
        return _encode(self.post.url)

    @property
    def source_url(self) -> str:
        """Where the original is; empty for none."""
        return self.post.source_url

    @property
    def category(self) -> Term:
        """The first category."""
        return self.categories[0]

    @property
    def han(self) -> int:
        """How many Han characters the post has."""
        return self.post.han_count

    @property
    def cover_is_remote(self) -> bool:
        """Whether the cover lies on another host."""
        return is_remote(self.cover)

    @property
    def cover_rows(self) -> int:
        """How many characters stand below each other on a drawn cover."""
        return count_rows(self.cover_words)

    @property
    def cloth(self) -> int:
        """The cloth that a drawn cover is bound in, by its number."""
        return choose_cloth(self.post.url)

    @property
    def published_text(self) -> str:
        """The day of publishing as readers see it: ``2025年12月12日``."""
        return day_text(self.post.published)

    @property
    def published_iso(self) -> str:
        """The time of publishing, or the day when no time was given, in ISO 8601."""
        return iso_text(self.post.published, self.post.has_time)

    @property
    def updated_text(self) -> str:
        """The day of the last change, empty when the post was not changed."""
        return day_text(self.post.updated) if self._changed else ""

    @property
    def updated_iso(self) -> str:
        """The time of the last change in ISO 8601, empty when the post was not changed."""
        return self.post.updated.isoformat() if self._changed else ""

    @property
    def _changed(self) -> bool:
        return self.post.updated.date() > self.post.published.date()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an article's page shows of others."""

    older: Entry | None
    newer: Entry | None
    related: tuple[Entry, ...]
    parts: tuple[Entry, ...]
    """Of its series, the ones around it, oldest first."""
    place: int
    """Which part of its series it is, from 1; 0 when it is of none."""

    @property
    def total(self) -> int:
        """How many parts its series has."""
        series = self.parts[0].series if self.parts else None
        return series.number if series else 0

    @property
    def first(self) -> int:
        """Which part of the series the first of ``parts`` is, from 1; 0 when there are none."""
        series = self.parts[0].series if self.parts else None
        return series.number - series.places[self.parts[0].key] if series else 0


@dataclass(frozen=True, slots=True)
class Library:
    """All posts of a site, newest first, and the terms they are filed under."""

    entries: tuple[Entry, ...]
    terms: Mapping[str, tuple[Term, ...]]
    """Kind -> its terms, those with most posts first. ``topics`` holds only keywords that are
    neither tag nor category: the others have a page already."""
    by_path: Mapping[str, Entry] = field(repr=False)
    elsewhere: Mapping[Variant, Mapping[str, Variant]] = field(repr=False)
    """Edition -> the addresses of articles that it does not have, each with one that has it."""
    places: Mapping[str, int] = field(repr=False)
    """Path of a post -> its index in ``entries``."""
    fold: Fold = field(repr=False)
    """What the terms are filed by."""
    _places: dict[str, list[int]] = field(default_factory=dict, repr=False, compare=False)
    """Address of a term -> the same of its posts, when it was asked for."""

    def entries_of(self, posts: Iterable[Post]) -> tuple[Entry, ...]:
        """The entries of ``posts``, in the same order."""
        return tuple(self.by_path[post.path] for post in posts)

    def surroundings(self, entry: Entry, *, related: int, parts: int) -> Surroundings:
        """What the page of ``entry`` shows of others; at most so many ``related`` and ``parts``."""
        older, newer = self.neighbours(entry)
        around, place = self.series_around(entry, most=parts)
        return Surroundings(older, newer, self.related(entry, most=related), around, place)

    def neighbours(self, entry: Entry) -> tuple[Entry | None, Entry | None]:
        """The entries published just before and just after ``entry``."""
        at = self.places[entry.key]
        older = self.entries[at + 1] if at + 1 < len(self.entries) else None
        newer = self.entries[at - 1] if at else None
        return older, newer

    def related(self, entry: Entry, *, most: int) -> tuple[Entry, ...]:
        """At most ``most`` other entries that share terms with ``entry``, the closest first.

        A shared tag or topic counts two, the category one; between equals the newest wins.
        """
        weighed = {term.url: (term, 2) for term in (*entry.tags, *entry.topics)}
        weighed.setdefault(entry.category.url, (entry.category, 1))
        scores: Counter[int] = Counter()
        post = self.by_path[entry.key].post
        for term, weight in weighed.values():
            near = self._places_of(term)[_near(term, post)]
            for _ in range(weight):
                scores.update(near)
        del scores[self.places[entry.key]]
        # The key of each in one number: they sort three times as fast as pairs.
        best = sorted([place - score * len(self.entries) for place, score in scores.items()])
        return tuple(self.entries[key % len(self.entries)] for key in best[:most])

    def _places_of(self, term: Term) -> list[int]:
        """The places of a term's posts among all."""
        if term.url not in self._places:
            self._places[term.url] = [self.places[post.path] for post in term.posts]
        return self._places[term.url]

    def series_around(self, entry: Entry, *, most: int) -> tuple[tuple[Entry, ...], int]:
        """At most ``most`` parts of the entry's series around it, oldest first, and its place.

        The place counts from 1; a post of no series has no parts and place 0.
        """
        if entry.series is None:
            return (), 0
        parts = entry.series.posts[::-1]
        at = len(parts) - 1 - entry.series.places[entry.key]
        start = max(0, min(at - most // 2, len(parts) - most))
        return self.entries_of(parts[start : start + most]), at + 1

    def related_terms(self, term: Term, *, most: int) -> tuple[Term, ...]:
        """At most ``most`` other terms of the same kind, those with most shared posts first."""
        shared: Counter[str] = Counter()
        found: dict[str, Term] = {}
        for entry in self.entries_of(term.posts[:100]):
            for other in entry_terms(entry, term.kind):
                shared[other.slug] += 1
                found[other.slug] = other
        shared.pop(term.slug, None)
        best = sorted(shared, key=lambda slug: (-shared[slug], slug))
        return tuple(found[slug] for slug in best[:most])


_encode = lru_cache(maxsize=None)(quote)
"""Each address is asked for again and again."""


def entry_terms(entry: Entry, kind: str) -> tuple[Term, ...]:
    """The terms of one kind that ``entry`` is filed under."""
    if kind == "series":
        return (entry.series,) if entry.series else ()
    terms: tuple[Term, ...] = getattr(entry, kind)
    return tuple(term for term in terms if term.kind == kind)


def day_text(moment: datetime) -> str:
    """A day as readers of all variants write it.

    >>> day_text(datetime(2025, 12, 2))
    '2025年12月2日'
    """
    return f"{moment.year}年{moment.month}月{moment.day}日"


def span_text(oldest: datetime, newest: datetime) -> str:
    """The days between two, both included, without what they share.

    >>> span_text(datetime(2024, 3, 1), datetime(2024, 4, 8))
    '2024年3月1日至4月8日'
    >>> span_text(datetime(2024, 3, 1), datetime(2024, 3, 8))
    '2024年3月1日至8日'
    >>> span_text(datetime(2024, 3, 1), datetime(2024, 3, 1, 23))
    '2024年3月1日'
    >>> span_text(datetime(2023, 12, 30), datetime(2024, 1, 5))
    '2023年12月30日至2024年1月5日'
    """
    first, last = day_text(oldest), day_text(newest)
    if first == last:
        return first
    shared = oldest.year == newest.year, oldest.month == newest.month
    told = {(True, False): f"{newest.month}月{newest.day}日", (True, True): f"{newest.day}日"}
    return f"{first}至{told.get(shared, last)}"


def iso_text(moment: datetime, has_time: bool) -> str:
    """A moment in ISO 8601, the day alone when its time is not known."""
    return moment.isoformat() if has_time else moment.date().isoformat()


def status_of(post: Post, now: datetime) -> str:
    """``draft``, ``scheduled`` (published later than ``now``) or empty."""
    if post.draft:
        return "draft"
    return "scheduled" if post.published > now else ""


def check_addresses(addresses: Iterable[tuple[str, str]]) -> list[Problem]:
    """Find sources that would be written to one URL, or into a folder where a file must be.

    ``addresses`` are (source path, URL path) pairs. URLs that differ only by case or by Unicode
    normalisation count as one: not every file system keeps them apart.
    """
    sources: dict[str, list[tuple[str, str]]] = defaultdict(list)
    in_the_way = []
    for path, url in addresses:
        folded = fold_address(url)
        sources[folded].append((path, url))
        if "index.html" in folded.split("/") or folded.split("/")[0] in MADE:
            in_the_way.append((path, url))
    taken = [
        Problem(
            path=path,
            line=0,
            column=0,
            what=f"the address '/{url}' would be a folder where the site has a file",
            mend="rename the file, or give it another  slug:",
        )
        for path, url in in_the_way
    ]
    return taken + [
        Problem(
            path=path,
            line=0,
            column=0,
            what=f"two sources for one address '/{url}': also {first}",
            mend="rename one of the two files, or give one of them another  slug:",
        )
        for (first, _), *others in map(sorted, sources.values())
        for path, url in others
    ]


Spell = Callable[[Post, str], str]
"""Gives a text of a post in a form that is right in every edition, when the post asks for words of
its own; else as it is."""


def gather_library(
    posts: Iterable[Post],
    settings: Settings,
    *,
    fold: Fold,
    now: datetime,
    covers: Mapping[str, str] | None = None,
    pictures: Mapping[str, Picture] | None = None,
    versions: Mapping[str, Mapping[Variant, Post]] | None = None,
    spell: Spell = lambda _post, text: text,
    preview: bool = False,
) -> Library:
    """Order the posts that are to be shown, file them under their terms and link them.

    Drafts and posts with a date after ``now`` are left out unless it is a ``preview``. ``covers``
    maps the path of a post to where its cover lies, ``versions`` to what was written by hand;
    ``pictures`` are the local images that can be read, by path below ``docs/``.
    """
    shown = [post for post in posts if preview or not status_of(post, now)]
    shown.sort(key=lambda post: (post.published, post.path), reverse=True)
    filing = file_posts(shown, settings, fold)
    maker = _EntryMaker(settings, filing, covers or {}, pictures or {}, spell, now)
    by_path: dict[str, Entry] = {}
    for post in shown:
        given = (versions or {}).get(post.path, {})
        kept = {each: one for each, one in given.items() if preview or not status_of(one, now)}
        by_path |= maker.make(post, kept)
    return Library(
        entries=tuple(by_path[post.path] for post in shown),
        terms={kind: filing.listed(kind) for kind in KINDS},
        by_path=by_path,
        elsewhere={each: _find_elsewhere(by_path.values(), each) for each in settings.variants},
        places={post.path: at for at, post in enumerate(shown)},
        fold=fold,
    )


def _find_elsewhere(entries: Iterable[Entry], variant: Variant) -> dict[str, Variant]:
    return {each.url: each.editions[0] for each in entries if variant not in each.editions}


@dataclass(frozen=True, slots=True)
class _EntryMaker:
    settings: Settings
    filing: Filing
    covers: Mapping[str, str]
    pictures: Mapping[str, Picture]
    spell: Spell
    now: datetime

    def make(self, post: Post, versions: Mapping[Variant, Post]) -> dict[str, Entry]:
        """The entry of an article, and one for each version of it, by path."""
        sites = tuple(self.settings.variants)
        by_hand = choose_by_hand(versions, sites)
        entry = self._make_entry(post, by_hand, editions_of_post(post, by_hand, sites))
        made = {post.path: entry}
        for version in versions.values():
            own = tuple(each for each in entry.editions if by_hand.get(each) is version)
            made[version.path] = self._make_version(entry, version, own)
        return made

    def _make_entry(
        self, post: Post, by_hand: Mapping[Variant, Post], editions: tuple[Variant, ...]
    ) -> Entry:
        find = self.filing.find
        series = find("series", names_of(post, "series"))
        cover = self.covers.get(post.path, "")
        titles = {**post.titles, **{each: one.title for each, one in by_hand.items()}}
        words = {**post.descriptions, **{each: one.description for each, one in by_hand.items()}}
        return Entry(
            post=post,
            lang=lang_of(post.script, self.settings),
            status=status_of(post, self.now),
            categories=find("categories", post.categories),
            tags=find("tags", post.tags),
            topics=find("topics", post.keywords),
            authors=find("authors", post.authors),
            series=series[0] if series else None,
            minutes=_reading_minutes(post, self.settings),
            cover=cover if is_remote(cover) else quote(cover),
            picture=self.pictures.get(cover),
            cover_words=self._spell_words(post, titles),
            disclaimer=_disclaimer(post, self.settings),
            title=self.spell(post, word_for_each(post.title, post.script, titles)),
            summary=self.spell(post, word_for_each(post.description, post.script, words)),
            editions=editions,
            written=tuple(each for each in editions if each not in by_hand),
            key=post.path,
        )

    def _make_version(self, entry: Entry, version: Post, written: tuple[Variant, ...]) -> Entry:
        """The entry again, with the text of a version."""
        return replace(
            entry,
            post=replace(version, url=entry.post.url),
            lang=lang_of(version.script, self.settings),
            minutes=_reading_minutes(version, self.settings),
            cover_words=self._spell_words(version, {}),
            title=self.spell(version, version.title),
            summary=self.spell(version, version.description),
            written=written,
        )

    def _spell_words(self, post: Post, titles: Mapping[Variant, str]) -> str:
        """The first words of the title, in every edition of its own title there."""
        given = {variant: first_words(title) for variant, title in titles.items()}
        return self.spell(post, word_for_each(first_words(post.title), post.script, given))


def _reading_minutes(post: Post, settings: Settings) -> int:
    reading = post.han_count / settings.han_per_minute
    return max(1, math.ceil(reading + post.word_count / settings.words_per_minute))


def _disclaimer(post: Post, settings: Settings) -> str:
    if isinstance(post.disclaimer, str):
        return post.disclaimer
    return "" if post.disclaimer is False else settings.disclaimer


def is_remote(address: str) -> bool:
    """Whether an address leads to another host."""
    return "://" in address or address.startswith("//")


def _near(term: Term, post: Post) -> slice:
    """Which posts of a term are around ``post``, which may know it as a keyword without carrying it."""
    at = term.places.get(post.path)
    if at is None:
        at = bisect_left(term.posts, -_second(post), key=lambda each: -_second(each))
    return slice(max(0, at - NEWER_CANDIDATES), at + OLDER_CANDIDATES + 1)


def _second(post: Post) -> float:
    return post.published.timestamp()
