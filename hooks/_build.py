"""The state of one build: everything its hooks hand on to each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import Any

from mkdocs.structure.files import InclusionLevel

from yiwen.cache import Cache, digest
from yiwen.chinese.glossary import Term
from yiwen.chinese.rules import mark_values
from yiwen.chinese.texts import Converters
from yiwen.chinese.variants import Variant
from yiwen.documents import Document
from yiwen.editions import Edition
from yiwen.fonts import Face
from yiwen.heads import Preview, Site
from yiwen.keys import outline
from yiwen.library import Entry, Library, Surroundings
from yiwen.listings import Plan
from yiwen.manifest import Manifest, Record
from yiwen.pictures import Picture
from yiwen.pieces import NO_PIECES, Pieces
from yiwen.posts import Post
from yiwen.problems import Problem
from yiwen.settings import Settings
from yiwen.social_cards import Drawing
from yiwen.staging import Mark
from yiwen.terms import variant_of
from yiwen.topics import Lead

SERIES_PARTS = 7
"""How many parts of a series an article shows."""


@dataclass
class Build:
    """Everything the hooks of one build hand on to each other."""

    settings: Settings
    editions: tuple[Edition, ...]
    converters: Converters
    now: datetime
    preview: bool
    site: Site = field(init=False)
    library: Library = field(init=False)
    plans: dict[str, Plan] = field(default_factory=dict)
    """Source path of a page -> what it lists."""
    documents: dict[str, Document] = field(default_factory=dict)
    """Source path -> a page that is not a post."""
    outside: list[bytes] = field(default_factory=list)
    """Keys of what hooks look at that is neither source, setting nor template; told before any source
    is read."""
    due: datetime | None = None
    """From when on the same sources give another site; None for never."""
    recent: tuple[Entry, ...] = ()
    """最新文章, as mkdocs-blog-plugin chose them."""
    menu: tuple[Document, ...] = ()
    """Pages such as 关于 that the footer leads to."""
    frame: Any = None
    """What every page shows around its matter (heads.py)."""
    target: Path = field(init=False)
    """The folder that holds the published site."""
    staging: Path = field(init=False)
    """The folder this build writes to."""

    refused: tuple[Problem, ...] = ()
    """What is wrong with the glossary and the topics: told together with that of the sources."""
    terms: dict[str, tuple[Term, ...]] = field(default_factory=dict)
    """Path of a post -> its own glossary, where it has one."""
    pictures: dict[str, Picture] = field(default_factory=dict)
    """Path below ``docs/`` -> the image there, if a page shows it and it can be read."""
    shown: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Path of a source -> the pictures in its text."""
    leads: dict[str, Lead] = field(default_factory=dict)
    """Folded name of a term -> what an editor wrote about it."""
    previews: dict[str, tuple[Preview, ...]] = field(default_factory=dict)
    """Path of a post -> what stands for it where it is shared, the best first; without an entry its
    cover does. Set before pages are printed."""

    faces: Mapping[Variant, Face] | None = None
    """The fonts of cards; None where the one that is named is none."""
    drawings: dict[str, Drawing] = field(default_factory=dict)
    """Path below the site's folder -> the card that lies there."""

    nav: Any = None
    """MkDocs' navigation."""
    inclusions: dict[str, InclusionLevel] = field(default_factory=dict)
    """Source path of every page -> what MkDocs would have done with it."""
    manifest: Manifest = field(default_factory=Manifest)
    """What the published site was made from."""
    intact: dict[str, Mark] = field(default_factory=dict)
    """The published site's files that lie as they were published."""
    unchanged: dict[str, Record] = field(default_factory=dict)
    """Source path -> what of the published site need not be copied again."""
    wait_for_kept: Callable[[], set[str]] = set
    """Waits until the files that the published site keeps are linked; gives what lies with them."""
    fresh: dict[str, Record] = field(default_factory=dict)
    """Source path -> what of the published site stays as it is."""
    copied: set[str] = field(default_factory=set)
    """Paths of what MkDocs copies or makes of templates: nothing of ours is written over it."""
    kept: set[str] = field(default_factory=set)
    """Paths of what the staging folder has of the published site."""
    keys: dict[str, bytes] = field(default_factory=dict)
    """Source path -> the key of its page."""
    records: dict[str, Record] = field(default_factory=dict)
    """Source path -> what the site to be published holds of it."""
    version: str = ""
    """Of the code and the packages that build the site."""
    inputs: tuple[bytes, ...] = ()
    """Keys of what every page depends on: code, settings, templates, words."""
    cache: Cache = field(init=False)
    """What builds remember."""
    pieces: Pieces = NO_PIECES
    """What many pages show of a post, made once."""
    stages: dict[str, float] = field(default_factory=dict)
    """Stage -> seconds."""
    _around: dict[str, Surroundings] = field(default_factory=dict)
    _outlines: dict[str, bytes] = field(default_factory=dict)
    _spelled: dict[tuple[str, str], str] = field(default_factory=dict)
    """Names and titles come again on many pages."""

    def base_key(self, *more: bytes) -> bytes:
        """The key of what every page shows; lists show ``more``."""
        frame = replace(self.frame, recent=())
        return digest(list(self.inputs), repr(frame), repr(self.site), list(more))

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Measure what is done meanwhile, for benchmarks."""
        begun = perf_counter()
        yield
        self.stages[name] = self.stages.get(name, 0.0) + perf_counter() - begun

    def outline(self, path: str) -> bytes:
        """The key of what other pages show of the post at ``path``."""
        if path not in self._outlines:
            self._outlines[path] = outline(self.library.by_path[path])
        return self._outlines[path]

    def surroundings(self, entry: Entry) -> Surroundings:
        """What the page of an article shows of others."""
        if entry.key not in self._around:
            self._around[entry.key] = self.library.surroundings(
                entry, related=self.settings.related_posts, parts=SERIES_PARTS
            )
        return self._around[entry.key]

    def outputs_of(self, path: str, dest: str) -> tuple[str, ...]:
        """The files that are made of a page, below the site's folder."""
        entry = self.library.by_path.get(path)
        return tuple(
            f"{edition.prefix}{dest}"
            for edition in self.editions
            if entry is None or edition.variant in entry.written
        )

    def converters_of(self, post: Post) -> Converters:
        """The converters of a post's own page."""
        return self.converters.for_page(self.terms.get(post.path, ()), phrases=post.phrases)

    def spell_post(self, post: Post, text: str) -> str:
        """A text of a post that has words of its own, as a mark that is right in every edition."""
        converters = self.converters_of(post)
        if converters is self.converters or not text:
            return text
        return self._spell(text, post.script, converters)

    def spell(self, text: str, lang: str) -> str:
        """``text``, written in ``lang``, as a mark that is right in every edition.

        The interface's own texts stay as they are: the page's conversion reaches them.
        """
        if not (text and lang):
            return text
        key = text, lang
        if key not in self._spelled:
            self._spelled[key] = self._spell(text, Variant(lang), self.converters)
        return self._spelled[key]

    def everywhere(self, text: str) -> str:
        """A text of the interface as a mark: for places where another variant's ``lang`` rules."""
        return self._spell(text, self.settings.interface, self.converters) if text else ""

    def in_each(self, text: str, lang: str) -> dict[Variant, str]:
        """``text``, written in ``lang`` or else in the interface's variant, in every edition."""
        source = variant_of(lang, self.settings)
        find = self.converters.between
        return {each.variant: find(source, each.variant)(text) for each in self.editions}

    def _spell(self, text: str, source: Variant, converters: Converters) -> str:
        return mark_values(
            {each.variant: converters.between(source, each.variant)(text) for each in self.editions}
        )
