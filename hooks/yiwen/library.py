"""The library: every post that is published, in order, under its terms, beside its neighbours."""

from __future__ import annotations

import math
import unicodedata
import zlib
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import quote

from yiwen.chinese.detection import Script, detect_script
from yiwen.chinese.rules import plain_text
from yiwen.chinese.variants import Variant
from yiwen.posts import Post
from yiwen.problems import Problem
from yiwen.settings import Settings
from yiwen.slugs import slug_term

Fold = Callable[[str], str]
"""Gives the key under which the spellings of one term fall together."""

KINDS = ("categories", "tags", "topics", "authors", "series")
"""The kinds of terms; each is also the folder of their pages."""

NEWER_CANDIDATES = 12
OLDER_CANDIDATES = 24
"""How many posts of a shared term, on each side of a post, may become related to it: keeps the work
for a library linear and the pages of old posts from changing whenever a new one appears."""


@dataclass(frozen=True, slots=True)
class Term:
    """One category, tag, topic, author or series, whatever its spellings."""

    kind: str
    name: str
    """The spelling most posts use; may hold marks of inline rules."""
    lang: str
    """The variant ``name`` is written in; empty when it is the interface's."""
    slug: str
    posts: tuple[Post, ...] = field(repr=False)
    """Newest first."""
    places: Mapping[str, int] = field(repr=False, compare=False)
    """Path of a post -> its index in ``posts``."""

    @property
    def url(self) -> str:
        """The term's page below the site's root, percent-encoded."""
        return quote(f"{self.kind}/{self.slug}/")

    @property
    def number(self) -> int:
        """How many posts carry the term."""
        return len(self.posts)

    @property
    def tone(self) -> int:
        """Which of the eight colours of the theme is the term's, 0 to 7: always the same one."""
        return zlib.crc32(self.slug.encode()) % 8


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
    disclaimer: str
    """The words under the post; empty for none."""

    @property
    def title(self) -> str:
        """The post's title; may hold marks of inline rules."""
        return self.post.title

    @property
    def summary(self) -> str:
        """The post's description; may hold marks of inline rules."""
        return self.post.description

    @property
    def url(self) -> str:
        """The post's page below the site's root, percent-encoded."""
        return quote(self.post.url)

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
class Library:
    """All posts of a site, newest first, and the terms they are filed under."""

    entries: tuple[Entry, ...]
    terms: Mapping[str, tuple[Term, ...]]
    """Kind -> its terms, those with most posts first. ``topics`` holds only keywords that are
    neither tag nor category: the others have a page already."""
    by_path: Mapping[str, Entry] = field(repr=False)
    places: Mapping[str, int] = field(repr=False)
    """Path of a post -> its index in ``entries``."""
    fold: Fold = field(repr=False)
    """What the terms are filed by."""

    def entries_of(self, posts: Iterable[Post]) -> tuple[Entry, ...]:
        """The entries of ``posts``, in the same order."""
        return tuple(self.by_path[post.path] for post in posts)

    def neighbours(self, entry: Entry) -> tuple[Entry | None, Entry | None]:
        """The entries published just before and just after ``entry``."""
        at = self.places[entry.post.path]
        older = self.entries[at + 1] if at + 1 < len(self.entries) else None
        newer = self.entries[at - 1] if at else None
        return older, newer

    def related(self, entry: Entry, *, most: int) -> tuple[Entry, ...]:
        """At most ``most`` other entries that share terms with ``entry``, the closest first.

        A shared tag or topic counts two, the category one; between equals the newest wins.
        """
        scores: Counter[str] = Counter()
        weighed = {term.url: (term, 2) for term in (*entry.tags, *entry.topics)}
        weighed.setdefault(entry.category.url, (entry.category, 1))
        for term, weight in weighed.values():
            for post in _near(term, entry.post):
                scores[post.path] += weight
        del scores[entry.post.path]
        best = sorted(scores, key=lambda path: (-scores[path], self.places[path]))
        return tuple(self.by_path[path] for path in best[:most])

    def series_around(self, entry: Entry, *, most: int) -> tuple[tuple[Entry, ...], int]:
        """At most ``most`` parts of the entry's series around it, oldest first, and its place.

        The place counts from 1; a post of no series has no parts and place 0.
        """
        if entry.series is None:
            return (), 0
        parts = entry.series.posts[::-1]
        at = len(parts) - 1 - entry.series.places[entry.post.path]
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


def iso_text(moment: datetime, has_time: bool) -> str:
    """A moment in ISO 8601, the day alone when its time is not known."""
    return moment.isoformat() if has_time else moment.date().isoformat()


def status_of(post: Post, now: datetime) -> str:
    """``draft``, ``scheduled`` (published later than ``now``) or empty."""
    if post.draft:
        return "draft"
    return "scheduled" if post.published > now else ""


def check_addresses(addresses: Iterable[tuple[str, str]]) -> list[Problem]:
    """Find sources that would be written to one URL.

    ``addresses`` are (source path, URL path) pairs. URLs that differ only by case or by Unicode
    normalisation count as one: not every file system keeps them apart.
    """
    sources: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for path, url in addresses:
        sources[_fold_address(url)].append((path, url))
    return [
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


def _fold_address(url: str) -> str:
    """What a file system that ignores case and normalisation sees (Unicode D145)."""
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", url).casefold())


def gather_library(
    posts: Iterable[Post],
    settings: Settings,
    *,
    fold: Fold,
    covers: Mapping[str, str],
    now: datetime,
    preview: bool = False,
) -> Library:
    """Order the posts that are to be shown, file them under their terms and link them.

    Drafts and posts with a date after ``now`` are left out unless it is a ``preview``. ``covers``
    maps the path of a post to where its cover lies.
    """
    shown = [(post, status_of(post, now)) for post in posts]
    kept = [(post, status) for post, status in shown if preview or not status]
    ordered = sorted(kept, key=lambda pair: (pair[0].published, pair[0].path), reverse=True)
    filing = _file_posts([post for post, _ in ordered], settings, fold)
    entries = tuple(
        _make_entry(post, status, settings, filing, covers.get(post.path, ""))
        for post, status in ordered
    )
    return Library(
        entries=entries,
        terms={kind: filing.listed(kind) for kind in KINDS},
        by_path={entry.post.path: entry for entry in entries},
        places={entry.post.path: at for at, entry in enumerate(entries)},
        fold=fold,
    )


@dataclass(frozen=True, slots=True)
class _Filing:
    fold: Fold
    terms: Mapping[str, Mapping[str, Term]]
    """Kind -> key -> term."""

    def find(self, kind: str, names: Sequence[str]) -> tuple[Term, ...]:
        """The terms of ``names``, each once."""
        keys = dict.fromkeys(self.fold(name) for name in names)
        return tuple(self._lookup(kind, key) for key in keys)

    def _lookup(self, kind: str, key: str) -> Term:
        if kind != "topics":
            return self.terms[kind][key]
        homes = (self.terms["categories"], self.terms["tags"], self.terms["topics"])
        return next(home[key] for home in homes if key in home)

    def listed(self, kind: str) -> tuple[Term, ...]:
        terms = self.terms[kind].values()
        return tuple(sorted(terms, key=lambda term: (-term.number, term.slug)))


def _file_posts(posts: Sequence[Post], settings: Settings, fold: Fold) -> _Filing:
    slugs = {fold(name): slug for name, slug in settings.terms.items()}
    terms = {
        kind: _gather_terms(kind, posts, settings=settings, fold=fold, slugs=slugs)
        for kind in KINDS
    }
    taken = terms["categories"].keys() | terms["tags"].keys()
    terms["topics"] = {key: term for key, term in terms["topics"].items() if key not in taken}
    return _Filing(fold, terms)


def _names(post: Post, kind: str) -> tuple[str, ...]:
    if kind == "series":
        return (post.series,) if post.series else ()
    names: tuple[str, ...] = getattr(post, "keywords" if kind == "topics" else kind)
    return names


def _gather_terms(
    kind: str, posts: Sequence[Post], *, settings: Settings, fold: Fold, slugs: Mapping[str, str]
) -> dict[str, Term]:
    filed: dict[str, dict[str, Post]] = defaultdict(dict)
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    first: dict[str, Post] = {}
    for post in posts:
        for name in _names(post, kind):
            key = fold(name)
            filed[key][post.path] = post
            spellings[key][name] += 1
            first.setdefault(name, post)
    terms: dict[str, Term] = {}
    used: set[str] = set()
    for key in sorted(filed, key=lambda key: (key not in slugs, key)):
        name = min(spellings[key], key=lambda each: (-spellings[key][each], each))
        slug = _free_slug(slugs.get(key) or slug_term(key), used)
        used.add(_fold_address(slug))
        terms[key] = Term(
            kind=kind,
            name=name,
            lang=lang_of(name_variant(name, first[name].script), settings),
            slug=slug,
            posts=tuple(filed[key].values()),
            places={path: at for at, path in enumerate(filed[key])},
        )
    return terms


def name_variant(name: str, written_in: Variant) -> Variant:
    """The variant of a short text found in a post that is ``written_in`` a variant.

    A tag can be spelled in the other script than its post; a name without evidence follows it.
    """
    script = detect_script(plain_text(name, written_in), least=1)
    if script is Script.HANS:
        return Variant.HANS
    if script is Script.HANT and written_in is Variant.HANS:
        return Variant.HANT
    return written_in


def lang_of(variant: Variant, settings: Settings) -> str:
    """What ``lang`` says of a text: empty for the interface's own variant."""
    return "" if variant is settings.interface else variant.value


def _free_slug(slug: str, used: set[str]) -> str:
    """``slug``, or with a number behind it when another term has it already (``c#`` and ``c``)."""
    free, number = slug, 2
    while _fold_address(free) in used:
        free, number = f"{slug}-{number}", number + 1
    return free


def _near(term: Term, post: Post) -> tuple[Post, ...]:
    """The posts of a term around ``post``, which may know it as a keyword without carrying it."""
    at = term.places.get(post.path)
    if at is None:
        at = bisect_left(term.posts, -_second(post), key=lambda each: -_second(each))
    return term.posts[max(0, at - NEWER_CANDIDATES) : at + OLDER_CANDIDATES + 1]


def _second(post: Post) -> float:
    return post.published.timestamp()


def _make_entry(post: Post, status: str, settings: Settings, filing: _Filing, cover: str) -> Entry:
    series = filing.find("series", _names(post, "series"))
    reading = post.han_count / settings.han_per_minute
    reading += post.word_count / settings.words_per_minute
    return Entry(
        post=post,
        lang=lang_of(post.script, settings),
        status=status,
        categories=filing.find("categories", post.categories),
        tags=filing.find("tags", post.tags),
        topics=filing.find("topics", post.keywords),
        authors=filing.find("authors", post.authors),
        series=series[0] if series else None,
        minutes=max(1, math.ceil(reading)),
        cover=cover if is_remote(cover) else quote(cover),
        disclaimer=_disclaimer(post, settings),
    )


def _disclaimer(post: Post, settings: Settings) -> str:
    if isinstance(post.disclaimer, str):
        return post.disclaimer
    return "" if post.disclaimer is False else settings.disclaimer


def is_remote(address: str) -> bool:
    """Whether an address leads to another host."""
    return "://" in address or address.startswith("//")
