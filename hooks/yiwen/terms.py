"""Terms: what posts are filed under, whatever its spellings and whichever script they are in."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import quote

from yiwen.chinese.detection import Script, detect_script
from yiwen.chinese.rules import plain_text
from yiwen.chinese.variants import Variant
from yiwen.posts import Post
from yiwen.settings import Settings
from yiwen.slugs import slug_term

Fold = Callable[[str], str]
"""Gives the key under which the spellings of one term fall together."""

TONES = 8
"""How many colours the style sheet has for terms."""

KINDS = ("categories", "tags", "topics", "authors", "series")
"""The kinds of terms; each is also the folder of their pages."""


_quote = lru_cache(maxsize=65_536)(quote)
"""Every card of every post asks for the addresses of its terms."""


@dataclass(frozen=True, slots=True)
class Term:
    """One category, tag, topic, author or series, whatever its spellings."""

    kind: str
    name: str
    """The spelling most posts use; may hold marks of inline rules."""
    lang: str
    """The variant ``name`` is written in; empty when it is the interface's."""
    slug: str
    tone: int
    """Which of the theme's colours is the term's: handed out in the order terms appeared."""
    posts: tuple[Post, ...] = field(repr=False)
    """Newest first."""
    places: Mapping[str, int] = field(repr=False, compare=False)
    """Path of a post -> its index in ``posts``."""

    @property
    def url(self) -> str:
        """The term's page below the site's root, percent-encoded."""
        return _quote(f"{self.kind}/{self.slug}/")

    @property
    def number(self) -> int:
        """How many posts carry the term."""
        return len(self.posts)


@dataclass(frozen=True, slots=True)
class Filing:
    """All terms of a library, and how a name finds its own."""

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
        """The terms of a kind, those with most posts first."""
        terms = self.terms[kind].values()
        return tuple(sorted(terms, key=lambda term: (-term.number, term.slug)))


def file_posts(posts: Sequence[Post], settings: Settings, fold: Fold) -> Filing:
    """File posts, newest first, under the terms of every kind."""
    slugs = {fold(name): slug for name, slug in settings.terms.items()}
    terms = {
        kind: _gather_terms(kind, posts, settings=settings, fold=fold, slugs=slugs)
        for kind in KINDS
    }
    taken = terms["categories"].keys() | terms["tags"].keys()
    terms["topics"] = {key: term for key, term in terms["topics"].items() if key not in taken}
    return Filing(fold, terms)


def names_of(post: Post, kind: str) -> tuple[str, ...]:
    """The names a post gives for one kind of terms."""
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
        for name in names_of(post, kind):
            key = fold(name)
            filed[key][post.path] = post
            spellings[key][name] += 1
            first[name] = post  # posts come newest first: the oldest decides, and stays
    terms: dict[str, Term] = {}
    used = {"index.html"}  # where the page that lists them all lies
    tones = {key: at % TONES for at, key in enumerate(sorted(filed, key=_appeared(filed)))}
    for key in sorted(filed, key=lambda key: (key not in slugs, key)):
        name = min(spellings[key], key=lambda each: (-spellings[key][each], each))
        slug = _free_slug(slugs.get(key) or slug_term(key), used)
        used.add(fold_address(slug))
        terms[key] = Term(
            kind=kind,
            name=name,
            lang=lang_of(name_variant(name, first[name].script), settings),
            slug=slug,
            tone=tones[key],
            posts=tuple(filed[key].values()),
            places={path: at for at, path in enumerate(filed[key])},
        )
    return terms


def _appeared(filed: Mapping[str, Mapping[str, Post]]) -> Callable[[str], tuple[float, str]]:
    """Order keys by their oldest post: a new term never changes what the others were given."""
    return lambda key: (min(post.published.timestamp() for post in filed[key].values()), key)


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


def variant_of(lang: str, settings: Settings) -> Variant:
    """The variant that a ``lang`` stands for; the interface's when it is empty."""
    return Variant(lang) if lang else settings.interface


def _free_slug(slug: str, used: set[str]) -> str:
    """``slug``, or with a number behind it when another term has it already (``c#`` and ``c``)."""
    free, number = slug, 2
    while fold_address(free) in used:
        free, number = f"{slug}-{number}", number + 1
    return free


def fold_address(url: str) -> str:
    """What a file system that ignores case and normalisation sees (Unicode D145)."""
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", url).casefold())
