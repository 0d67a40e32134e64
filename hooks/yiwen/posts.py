"""Read a post: what its front matter says, and what follows from its text and its path."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from yiwen.bodies import find_variant, mark_body
from yiwen.chinese.prose import Span, find_protected
from yiwen.chinese.rules import plain_text
from yiwen.chinese.variants import Variant
from yiwen.frontmatter import FrontMatter, scan_source
from yiwen.headings import cut_heading, find_title
from yiwen.metadata import Metadata, read_switch
from yiwen.moments import EXAMPLE, Moment, read_path_day, strip_day
from yiwen.problems import Problem, YiwenError
from yiwen.prose import count_han, count_words, read_prose
from yiwen.settings import Settings
from yiwen.slugs import slug_term
from yiwen.summaries import summarise
from yiwen.zh import read_variant_choices


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One text as its author wrote it; texts may hold marks of inline rules."""

    path: str
    url: str
    """Where its page is, below the site's root, not encoded."""
    title: str
    body: str
    """Markdown; the heading that became the title is removed."""
    body_line: int
    """Line of the file that the body begins with."""
    script: Variant
    """What it is written in."""
    published: datetime
    """In the site's zone; midnight when no time was given."""
    has_time: bool
    updated: datetime
    """Equal to ``published`` when the post was never changed."""
    categories: tuple[str, ...]
    """At least one."""
    tags: tuple[str, ...]
    keywords: tuple[str, ...]
    """What searchers may type; the tags when none are given."""
    cover: str
    """As written: a URL, or a path to an image; empty for none."""
    cover_line: int
    """Where ``cover`` stands in the file; 0 when there is none."""
    description: str
    authors: tuple[str, ...]
    aliases: tuple[str, ...]
    """Old addresses that lead here."""
    alias_lines: tuple[int, ...] = ()
    """The line of each of ``aliases``."""
    draft: bool
    pinned: bool
    series: str
    """Empty for none."""
    source_url: str
    """Where the original is; empty for none."""
    disclaimer: bool | str | None
    """None means as the site has it; so for ``comments``."""
    comments: bool | None
    math: bool
    han_count: int
    word_count: int
    """Words and numbers in other scripts; code is not counted."""
    titles: Mapping[Variant, str] = field(hash=False)
    """Titles written by hand for a variant; so ``descriptions``."""
    descriptions: Mapping[Variant, str] = field(hash=False)
    terms: tuple[Mapping[str, Any], ...] = field(hash=False)
    """Entries of the post's own glossary, as typed."""
    term_lines: tuple[int, ...]
    """The line of each of ``terms``."""
    phrases: bool | None
    """Whether regional words are converted; None means as the site has it."""
    variants: tuple[Variant, ...] | None
    """Variants to derive: all for None, none for an empty tuple."""
    extra: Mapping[str, Any] = field(hash=False)
    """Keys of the front matter that mean nothing here, values as typed."""


@dataclass(frozen=True, slots=True)
class Base:
    """The article that a hand-written version belongs to."""

    front: FrontMatter
    variant: Variant
    """What the version is written for."""


def read_post(text: str, *, path: str, settings: Settings, base: Base | None = None) -> Post:
    """Read a post from the text of its file.

    ``path`` is below ``docs/``, with ``/`` between its parts. A version of the article ``base``
    takes from it what it does not say itself.

    Raises:
        YiwenError: the post cannot be published as it is; tells every fault.
    """
    front, problems = scan_source(text, path=path)
    reader = _PostReader(front, path=path, settings=settings, base=base)
    if problems:
        reader.read_body()
        raise YiwenError([*problems, *reader.problems])
    return reader.read()


@dataclass(frozen=True, slots=True)
class _Said:
    """What follows from the text of a post."""

    title: str
    body: str
    script: Variant
    description: str
    han_count: int
    word_count: int
    math: bool


@dataclass(frozen=True, slots=True)
class _Dates:
    published: datetime
    has_time: bool
    updated: datetime


class _PostReader:
    """What the parts of a post have in common while it is read."""

    def __init__(
        self, front: FrontMatter, *, path: str, settings: Settings, base: Base | None
    ) -> None:
        self._front = front
        self._variant = base.variant if base else None
        self._path = path
        self._settings = settings
        self._meta = Metadata(front.fields, path, base=base.front.fields if base else None)
        self.problems = self._meta.problems

    def read(self) -> Post:
        """Read every value, then refuse the post if one of them is wrong."""
        if not self._front.fields and not self._front.body.strip(" \t\n-+"):
            mend = "write the post, or delete the file"
            raise YiwenError([Problem(self._path, 0, 0, "a file with nothing in it", mend)])
        meta = self._meta
        tags = meta.read_texts("tags", cut=True)
        cover, cover_line = self._read_cover()
        aliases = meta.read_lines("aliases")
        post = Post(
            path=self._path,
            url=self._read_url(),
            body_line=self._front.body_line,
            categories=meta.read_texts("category") or (self._settings.category,),
            tags=tags,
            keywords=meta.read_texts("seo", cut=True) or tags,
            cover=cover,
            cover_line=cover_line,
            authors=self._read_authors(),
            aliases=tuple(aliases),
            alias_lines=tuple(aliases.values()),
            draft=self._read_draft(),
            pinned=self._read_pinned(),
            series=meta.read_text("series"),
            source_url=self._read_source(),
            disclaimer=self._read_disclaimer(),
            comments=meta.read_switch("comments"),
            extra=meta.extra,
            **_values(self._read_said()),
            **_values(self._read_dates()),
            **_values(read_variant_choices(meta)),
        )
        if self.problems:
            raise YiwenError(self.problems)
        return post

    def read_body(self, *, math: bool = False) -> str:
        """The body with its rules marked."""
        body, problems = mark_body(self._front, path=self._path, math=math)
        self.problems += problems
        return body

    def _read_said(self) -> _Said:
        given = self._meta.read_switch("math")
        math = self._settings.math if given is None else given
        title, body, hidden = self._read_title(self.read_body(math=math), math=math)
        prose = read_prose(body, hidden)
        lang = self._meta.read_variant("lang") or self._variant
        script = find_variant(f"{title}\n{prose}", named=lang, settings=self._settings)
        readable = plain_text(prose, script)
        most = self._settings.summary_chars
        described = self._meta.read_text("description")
        description = described or summarise(body, hidden, most=most, script=script)
        return _Said(
            title=title,
            body=body,
            script=script,
            description=description,
            han_count=count_han(readable),
            word_count=count_words(readable),
            math=math,
        )

    def _read_title(self, body: str, *, math: bool) -> tuple[str, str, tuple[Span, ...]]:
        """The title, the body without a heading that says the same, and its hidden parts."""
        hidden = find_protected(body, math=math)
        given = self._meta.read_text("title")
        heading = find_title(body, hidden)
        if heading and (not given or (heading.opens and heading.text == given)):
            return heading.text, *cut_heading(body, heading, hidden)
        return given or strip_day(posixpath.basename(self._address)), body, hidden

    @property
    def _address(self) -> str:
        """The path of the page, without its ending; a folder's for ``index.md``."""
        stem = posixpath.splitext(self._path)[0]
        folder, name = posixpath.split(stem)
        return folder if folder and name in ("index", "README") else stem

    def _read_dates(self) -> _Dates:
        published = self._read_published()
        updated = self._meta.read_moment("updated", self._settings.zone) or published
        return _Dates(published.at, published.has_time, updated.at)

    def _read_published(self) -> Moment:
        zone = self._settings.zone
        if self._meta.find("date"):
            return self._meta.read_moment("date", zone) or _NO_MOMENT
        found = read_path_day(self._path, zone)
        if found is None:
            mend = f"add a line  date: {EXAMPLE}"
            if not self._front.line:
                mend = f"begin the file with the lines\n---\ndate: {EXAMPLE}\n---"
            self.problems.append(Problem(self._path, self._front.line or 1, 0, "no date", mend))
        return found or _NO_MOMENT

    def _read_url(self) -> str:
        given = self._meta.find("slug")
        slug = self._meta.read_text("slug")
        if not given or not slug:
            return f"{self._address}/"
        if _NO_SLUG.search(slug) or slug in (".", ".."):
            key, field = given
            what = f"{key!r} cannot be part of an address: {slug!r}"
            self._meta.add(field, what, f"write it as  {key}: {slug_term(slug)}")
        return posixpath.join(posixpath.dirname(self._address), slug) + "/"

    def _read_cover(self) -> tuple[str, int]:
        given = self._meta.find("coverImage")
        if given is None:
            return "", 0
        field = given[1]
        inner = [field.entries[name] for name in _COVER_KEYS if name in field.entries]
        leaf = next((leaf for leaf in (*inner, *field.items, field) if leaf.text), field)
        cover = (leaf.text or "").strip()
        if not cover or read_switch(cover) is not None:
            return "", 0
        if not (_REFERENCE.match(cover) and _is_readable(cover)):
            what = f"{given[0]!r} is neither an address nor a path: {cover!r}"
            self._meta.add(field, what, f"write it as  {given[0]}: assets/covers/name.webp")
        return cover, leaf.line

    def _read_authors(self) -> tuple[str, ...]:
        site = self._settings.author
        return self._meta.read_texts("author") or ((site,) if site else ())

    def _read_draft(self) -> bool:
        return bool(self._meta.read_switch("draft")) or self._meta.read_switch("published") is False

    def _read_pinned(self) -> bool:
        given = self._meta.find("pinned")
        if given and given[1].text and given[1].text.strip().isdecimal():
            return int(given[1].text) > 0
        return bool(self._meta.read_switch("pinned"))

    def _read_source(self) -> str:
        given = self._meta.find("source")
        text = self._meta.read_text("source")
        if given and text and not (_WEB.match(text) and _is_readable(text)):
            what = f"{given[0]!r} is not the address of a page: {text!r}"
            self._meta.add(given[1], what, f"write it as  {given[0]}: https://example.com/page")
        return text

    def _read_disclaimer(self) -> bool | str | None:
        given = self._meta.find("disclaimer")
        if given is None:
            return None
        switch = read_switch(given[1].text)
        return self._meta.read_text("disclaimer") if switch is None else switch


def _is_readable(address: str) -> bool:
    """Whether an address can be taken apart: ``http://[a`` begins what never ends."""
    try:
        urlsplit(address)
    except ValueError:
        return False
    return True


def _values(part: Any) -> dict[str, Any]:
    """The values of a part of a post, by name."""
    return {each.name: getattr(part, each.name) for each in fields(part)}


_NO_MOMENT = Moment(datetime(1970, 1, 1, tzinfo=UTC), has_time=False)
"""Stands for a date that cannot be read until the post is refused for it."""
_COVER_KEYS = ("image", "url", "src", "path", "feature")
_REFERENCE = re.compile(r"(?:https?:)?//[^\s/]|(?![a-z][a-z0-9+.-]*:)", re.IGNORECASE)
_NO_SLUG = re.compile(r"[\s/\\?#%\"<>:|*&]")
_WEB = re.compile(r"https?://[^\s/]+", re.IGNORECASE)
