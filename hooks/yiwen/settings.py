"""The site's settings: ``extra: yiwen:`` in mkdocs.yml."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import Any, Literal
from zoneinfo import ZoneInfo

from yiwen.chinese.variants import TARGETS, Variant, read_variant
from yiwen.problems import Problem, YiwenError

SECTION = "extra.yiwen"
ALL = 1_000_000_000
"""More than there will ever be."""
Glyphs = Literal["common", "opencc"]


@dataclass(frozen=True, slots=True)
class Cms:
    """Where the web editor at ``/admin/`` keeps what it writes."""

    backend: Literal["github", "test-repo"] = "github"
    """``test-repo`` keeps nothing: everything is gone with the page."""
    repo: str = ""
    """``owner/name`` on GitHub."""
    branch: str = "main"
    login: str = ""
    """Address of an OAuth service; without one, editors sign in with a token of their own."""


@dataclass(frozen=True, slots=True)
class Comments:
    """Where giscus keeps comments: the Discussions of a repository. Its page giscus.app tells all."""

    repo: str
    """``owner/name`` on GitHub."""
    repo_id: str
    category: str
    category_id: str
    reactions: bool = True
    """Whether readers can react to the article itself."""
    input: Literal["top", "bottom"] = "top"
    """Where one writes: above the comments or below."""


def _paths() -> Mapping[Variant, str]:
    return {Variant.HANS: "", Variant.TW: "zh-tw", Variant.HK: "zh-hk"}


def _no_phrases() -> Mapping[Variant, bool]:
    return dict.fromkeys(TARGETS, False)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a maintainer can change; the defaults give a working site."""

    posts_folder: str = "blog"
    """Folder of the posts under ``docs/``, without slashes at its ends."""
    timezone: str = "Asia/Shanghai"
    """IANA name of the zone of times that name none."""
    author: str = ""
    """Author of posts that name none; empty for none."""
    category: str = "未分类"
    """Category of posts that name none."""
    page_posts: int = 12
    """Posts on the first page of home and of a category: its cards."""
    page_rows: int = 40
    """Posts on a page of every other list, and on later pages of home and categories: rows."""
    page_terms: int = 200
    """Terms on a page of a directory of terms."""
    related_posts: int = 4
    """Related posts under an article."""
    summary_chars: int = 120
    """Longest description taken from a body, in Han characters; two Latin letters count as one."""
    han_per_minute: int = 400
    words_per_minute: int = 200
    interface: Variant = Variant.HANS
    """The variant the templates and the pages' own texts are written in."""
    source: Variant | None = None
    """The variant of posts that name none; none (``auto``) finds it in each post's text."""
    variants: Mapping[Variant, str] = field(default_factory=_paths, hash=False)
    """Variants that are published, each with its folder below the site's root; one is the root."""
    phrases: Mapping[Variant, bool] = field(default_factory=_no_phrases, hash=False)
    """Where OpenCC's regional words are used, by target variant."""
    hk_glyphs: Glyphs = "common"
    """``common``: 說 and 稅 as Hong Kong prints them; ``opencc``: 説 and 税."""
    tw_glyphs: Glyphs = "common"
    """``common``: 台 as Taiwan's papers print it; ``opencc``: 臺."""
    quotes: bool = True
    """Whether “” become 「」 in Traditional variants, and back."""
    glossary: str = "_data/glossary.yml"
    """The editors' glossary, a path under ``docs/``; it need not exist."""
    topics: str = "_data/topics.yml"
    """What editors write about topics, a path under ``docs/``; it need not exist."""
    terms: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Name of a tag, category, … -> its slug."""
    topic_posts: int = 2
    """A topic, tag or series with fewer posts is thin: search engines are asked to leave it out."""
    article_type: Literal["NewsArticle", "BlogPosting", "Article"] = "NewsArticle"
    """What search engines are told that a post is, in the words of schema.org."""
    feed_posts: int = 20
    """Articles in the site's feeds, the newest."""
    feed_term_posts: int = 10
    """Articles in the feeds of one category, tag or author."""
    feed_terms: int = 200
    """Categories that have feeds of their own, those with most posts; so many tags and authors too."""
    image_widths: tuple[int, ...] = (480, 800, 1200, 1600)
    """Widths in pixels of the smaller images made of a local one; none makes none."""
    processes: int = 0
    """How many processes a build uses; 0 means one for each core. The site is the same."""
    on_bad_post: Literal["stop", "skip"] = "stop"
    """``skip`` publishes the other posts and lists the one that was left out."""
    disclaimer: str = ""
    """Text under every post that does not say otherwise; empty for none."""
    comments: Comments | None = None
    """Comments under posts that do not say otherwise; none (``false``) leaves them out."""
    search: bool = True
    """Whether readers can search; the index takes 7 KB an article and a sixth of a build's time."""
    math: bool = False
    """Whether pages that do not say otherwise have formulas; without them ``$`` is money."""
    tabs: tuple[str, ...] = ()
    """Categories in the header, in this order; none means the six with most posts."""
    markdown_copies: int = 1_000
    """How many of the newest articles have their Markdown beside their page, as ``index.md``: some
    10 KB each. ``true`` gives it to all, ``false`` to none."""
    social_cards: int = 1_000
    """How many of the newest articles have a picture of their own where they are shared, with their
    title, in each edition; older ones, and lists, show the site's. ``false`` draws none at all. A
    card takes 13 KB, a thousand in three editions 40 MB; GitHub Pages holds 1 GB."""
    card_font: str = ""
    """The font of these cards: a file, seen from mkdocs.yml. Empty for what the system has."""
    indexnow: str = ""
    """The site's key for IndexNow, which every visitor may see; empty for none."""
    cms: Cms | None = None
    """The web editor at ``/admin/``; none (``false``) leaves it out."""

    @property
    def zone(self) -> ZoneInfo:
        """The zone of times that name none."""
        return ZoneInfo(self.timezone)


class _UnreadableError(Exception):
    """A value that is not what its setting takes."""

    def __init__(self, what: str, mend: str, key: str = "") -> None:
        super().__init__(what)
        self.what, self.mend, self.key = what, mend, key


LEAST_PIXELS, MOST_PIXELS = 16, 8_000
"""Of an image's width."""

Read = Callable[[str, Any], Any]
"""Gives the value of a setting of that name, or raises ``_UnreadableError``."""


def _read_text(key: str, value: Any) -> str:
    if not isinstance(value, str):
        raise _UnreadableError(f"not a text: {value!r}", f'write it as  {key}: "{value}"')
    return value.strip()


def _read_some_text(key: str, value: Any) -> str:
    text = _read_text(key, value)
    if not text:
        default = Settings.__dataclass_fields__[key].default
        raise _UnreadableError("empty", f'write it as  {key}: "{default}", or leave the line out')
    return text


def _read_switch(key: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise _UnreadableError(f"neither true nor false: {value!r}", f"write it as  {key}: true")
    return value


def _count(least: int) -> Read:
    def read(key: str, value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or value < least:
            default = Settings.__dataclass_fields__[key].default
            what = f"not a whole number of at least {least}: {value!r}"
            raise _UnreadableError(what, f"write it as  {key}: {default}")
        return value

    return read


def _choice(*allowed: str) -> Read:
    def read(_key: str, value: Any) -> str:
        if value not in allowed:
            raise _UnreadableError(f"unknown choice {value!r}", f"use one of: {', '.join(allowed)}")
        return str(value)

    return read


def _read_folder(key: str, value: Any) -> str:
    path = _read_some_text(key, value).strip("/")
    if "\\" in path or any(part in ("", ".", "..") for part in path.split("/")):
        raise _UnreadableError(
            f"not a path under docs/: {value!r}", f"write it as  {key}: some/folder"
        )
    return path


def _read_zone(key: str, value: Any) -> str:
    name = _read_some_text(key, value)
    if not _is_zone(name):
        what = f"not the name of a time zone: {name!r}"
        raise _UnreadableError(what, f"write it as  {key}: Asia/Shanghai")
    return name


@lru_cache(maxsize=8)
def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def _read_script(value: Any, *others: str) -> Variant:
    variant = read_variant(value) if isinstance(value, str) else None
    if variant is None:
        allowed = ", ".join((*others, *Variant))
        raise _UnreadableError(f"unknown script {value!r}", f"use one of: {allowed}")
    return variant


def _read_interface(_key: str, value: Any) -> Variant:
    return _read_script(value)


def _read_source(_key: str, value: Any) -> Variant | None:
    return None if value == "auto" else _read_script(value, "auto")


def _read_target(value: Any) -> Variant:
    variant = read_variant(value) if isinstance(value, str) else None
    if variant not in TARGETS:
        raise _UnreadableError(f"unknown variant {value!r}", f"use one of: {', '.join(TARGETS)}")
    return variant


def _read_widths(key: str, value: Any) -> tuple[int, ...]:
    sizes = value if isinstance(value, list) else [None]
    if not all(type(size) is int and LEAST_PIXELS <= size <= MOST_PIXELS for size in sizes):
        what = f"not a list of widths in pixels: {value!r}"
        raise _UnreadableError(what, f"write it as  {key}: [480, 800, 1200, 1600]")
    return tuple(sorted(set(sizes)))


def _read_mapping(key: str, value: Any, example: str) -> Mapping[Any, Any]:
    if not isinstance(value, Mapping):
        raise _UnreadableError(f"not a mapping: {value!r}", f"write it as  {key}: {example}")
    return value


def _read_variants(key: str, value: Any) -> Mapping[Variant, str]:
    given = _read_mapping(key, value, '{zh-Hans: "", zh-Hant-TW: zh-tw}')
    paths = {_read_target(tag): _read_variant_path(tag, path) for tag, path in given.items()}
    if "" not in paths.values():
        raise _UnreadableError("no variant at the root of the site", 'write one as  zh-Hans: ""')
    if len(set(paths.values())) < len(paths):
        raise _UnreadableError("two variants in one folder", "give each a folder of its own")
    return paths


def _read_variant_path(tag: Any, value: Any) -> str:
    path = value.strip("/") if isinstance(value, str) else None
    if path is None or not re.fullmatch(r"[a-z0-9-]*", path):
        what = f"not the name of a folder: {value!r}"
        raise _UnreadableError(what, f"write it as  {tag}: zh-tw", key=str(tag))
    return path


def _read_phrases(key: str, value: Any) -> Mapping[Variant, bool]:
    if isinstance(value, bool):
        return dict.fromkeys(TARGETS, value)
    given = _read_mapping(key, value, "{zh-Hant-TW: true}")
    read = {_read_target(tag): _read_switch(str(tag), chosen) for tag, chosen in given.items()}
    return {**_no_phrases(), **read}


def _read_terms(key: str, value: Any) -> Mapping[str, str]:
    given = _read_mapping(key, value, "{宏观经济: macro}")
    return {str(name): _read_term_slug(str(name), slug) for name, slug in given.items()}


def _read_term_slug(name: str, value: Any) -> str:
    slug = str(value).strip() if isinstance(value, str | int) else ""
    if not slug or slug in (".", "..") or re.search(r"[\s/\\?#%\"<>:|*&]", slug):
        what = f"not a slug: {value!r}"
        raise _UnreadableError(what, f"write it as  {name}: some-words", key=name)
    return slug


def _read_tabs(key: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise _UnreadableError(
            f"not a list of texts: {value!r}", f"write it as  {key}: [宏观, 科技]"
        )
    return tuple(value)


_REPO = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+")
_CMS_PARTS = tuple(each.name for each in fields(Cms))


def _read_cms(key: str, value: Any) -> Cms | None:
    if value is False:
        return None
    given = _read_mapping(key, value, "{repo: owner/name}")
    for part, text in given.items():
        if part not in _CMS_PARTS:
            allowed = ", ".join(_CMS_PARTS)
            raise _UnreadableError("unknown setting", f"use one of: {allowed}", key=str(part))
        if not isinstance(text, str) or not text.strip():
            what = f"not a text: {text!r}"
            raise _UnreadableError(what, f'write it as  {part}: "…"', key=part)
    return _check_cms(Cms(**{part: text.strip() for part, text in given.items()}))


_COMMENTS_PARTS = tuple(each.name for each in fields(Comments))


def _read_comments(key: str, value: Any) -> Comments | None:
    if value is False:
        return None
    example = "{repo: owner/name, repo_id: R_…, category: Announcements, category_id: DIC_…}"
    given = _read_mapping(key, value, example)
    missing = [part for part in ("repo", "repo_id", "category", "category_id") if part not in given]
    if missing:
        what, mend = f"without {', '.join(missing)}", "copy them from https://giscus.app"
        raise _UnreadableError(what, mend)
    return Comments(**{str(part): _read_comments_part(part, each) for part, each in given.items()})


def _read_comments_part(part: Any, value: Any) -> Any:
    if part not in _COMMENTS_PARTS:
        allowed = ", ".join(_COMMENTS_PARTS)
        raise _UnreadableError("unknown setting", f"use one of: {allowed}", key=str(part))
    try:
        if part == "reactions":
            return _read_switch(part, value)
        if part == "input":
            return _choice("top", "bottom")(part, value)
        return _check_comments_text(part, _read_text(part, value))
    except _UnreadableError as fault:
        raise _UnreadableError(fault.what, fault.mend, key=part) from None


def _check_comments_text(part: str, text: str) -> str:
    if part == "repo" and not _REPO.fullmatch(text):
        what = f"not a repository on GitHub: {text!r}"
        raise _UnreadableError(what, "write it as  repo: owner/name")
    if not text:
        raise _UnreadableError("empty", "copy it from https://giscus.app")
    return text


def _check_cms(cms: Cms) -> Cms:
    if cms.backend not in ("github", "test-repo"):
        what = f"unknown choice {cms.backend!r}"
        raise _UnreadableError(what, "use one of: github, test-repo", key="backend")
    if cms.backend == "github" and not _REPO.fullmatch(cms.repo):
        what = f"not a repository on GitHub: {cms.repo!r}"
        raise _UnreadableError(what, "write it as  repo: owner/name", key="repo")
    if cms.login and not re.fullmatch(r"https://[^\s/?#]+[^\s?#]*", cms.login):
        what = f"not an address: {cms.login!r}"
        raise _UnreadableError(what, "write it as  login: https://login.example.com", key="login")
    return cms


def _read_number_of_copies(key: str, value: Any) -> int:
    return ALL if value is True else _read_number_of_cards(key, value)


def _read_number_of_cards(key: str, value: Any) -> int:
    number: int = _count(0)(key, 0 if value is False else value)
    return number


def _read_indexnow(key: str, value: Any) -> str:
    text = _read_text(key, value)
    if text and not re.fullmatch(r"[A-Za-z0-9-]{8,128}", text):
        what = f"not a key of IndexNow: {text!r}"
        mend = "write 8 to 128 letters, digits or hyphens"
        raise _UnreadableError(what, mend)
    return text


_READERS: Mapping[str, Read] = {
    "posts_folder": _read_folder,
    "timezone": _read_zone,
    "author": _read_text,
    "category": _read_some_text,
    "page_posts": _count(1),
    "page_rows": _count(1),
    "page_terms": _count(1),
    "related_posts": _count(0),
    "summary_chars": _count(20),
    "han_per_minute": _count(1),
    "words_per_minute": _count(1),
    "interface": _read_interface,
    "source": _read_source,
    "variants": _read_variants,
    "phrases": _read_phrases,
    "hk_glyphs": _choice("common", "opencc"),
    "tw_glyphs": _choice("common", "opencc"),
    "quotes": _read_switch,
    "glossary": _read_folder,
    "topics": _read_folder,
    "terms": _read_terms,
    "topic_posts": _count(1),
    "article_type": _choice("NewsArticle", "BlogPosting", "Article"),
    "feed_posts": _count(1),
    "feed_term_posts": _count(1),
    "feed_terms": _count(0),
    "image_widths": _read_widths,
    "processes": _count(0),
    "on_bad_post": _choice("stop", "skip"),
    "disclaimer": _read_text,
    "comments": _read_comments,
    "search": _read_switch,
    "math": _read_switch,
    "tabs": _read_tabs,
    "markdown_copies": _read_number_of_copies,
    "social_cards": _read_number_of_cards,
    "card_font": _read_text,
    "indexnow": _read_indexnow,
    "cms": _read_cms,
}


def read_settings(given: object, *, path: str = "mkdocs.yml") -> Settings:
    """Read the settings of a site, a mapping; what is not given has its default.

    None counts as an empty mapping: ``yiwen:`` with nothing below it.

    Raises:
        YiwenError: a key is unknown or a value is not what its setting takes; tells them all.
    """
    if given is not None and not isinstance(given, Mapping):
        what = f"{SECTION}: not a mapping: {given!r}"
        raise YiwenError([Problem(path, 0, 0, what, "write one setting a line below  yiwen:")])
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for key, value in (given or {}).items():
        try:
            values[key] = _read_setting(key, value)
        except _UnreadableError as fault:
            place = ".".join((SECTION, str(key), *filter(None, [fault.key])))
            problems.append(Problem(path, 0, 0, f"{place}: {fault.what}", fault.mend))
    if problems:
        raise YiwenError(problems)
    return Settings(**values)


def _read_setting(key: str, value: Any) -> Any:
    if key not in _READERS:
        known = ", ".join(each.name for each in fields(Settings))
        raise _UnreadableError("unknown setting", f"use one of: {known}")
    return _READERS[key](key, value)
