"""The editions of a site: one for each Chinese variant its readers get, and how links run in them.

Every page is written once, for the root edition. The pages of the others lie one folder deeper, so
a relative link between pages stays inside an edition as it is, while a link to a file that exists
once, at the root, needs one more step up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, urljoin, urlsplit

from yiwen.addresses import hide_letters
from yiwen.chinese.rules import mark_values
from yiwen.chinese.variants import Variant
from yiwen.settings import Settings

PER_EDITION = frozenset({"rss.xml", "atom.xml", "feed.json", "site.webmanifest"})
"""Files that every edition has of its own."""
MADE = PER_EDITION | {"404.html", "llms.txt", "news-sitemap.xml", "robots.txt", "sitemap.xml"}
"""Files that the build makes beside its pages, whatever is under ``docs/``."""


@dataclass(frozen=True, slots=True)
class Tags:
    """How a variant is named by those who ask for it."""

    label: str
    """What the switch in the header says; readers find their own among the three."""
    invitation: str
    """What is offered to a reader whose browser asks for it."""
    hreflangs: tuple[str, ...]
    """A search engine's names: Taiwan's pages also serve Traditional readers of no known region."""
    og_locale: str
    content_language: str
    """For Bing, which does not read ``hreflang``."""


TAGS = {
    Variant.HANS: Tags("简体", "阅读简体中文版", ("zh-Hans",), "zh_CN", "zh-cn"),
    Variant.TW: Tags("臺灣", "閱讀臺灣繁體版", ("zh-Hant-TW", "zh-Hant"), "zh_TW", "zh-tw"),
    Variant.HK: Tags("香港", "閱讀香港繁體版", ("zh-Hant-HK",), "zh_HK", "zh-hk"),
}


@dataclass(frozen=True, slots=True)
class Edition:
    """The site in one variant."""

    variant: Variant
    path: str
    """Its folder below the site's root, empty for the root edition, without slashes."""

    @property
    def prefix(self) -> str:
        """What stands before the path of a page: ``zh-tw/`` or nothing."""
        return f"{self.path}/" if self.path else ""

    @property
    def tags(self) -> Tags:
        """The variant's names in other vocabularies."""
        return TAGS[self.variant]


def read_editions(settings: Settings) -> tuple[Edition, ...]:
    """The editions that the settings ask for, the root one first."""
    editions = [Edition(variant, path) for variant, path in settings.variants.items()]
    return tuple(sorted(editions, key=lambda edition: bool(edition.path)))


def find_edition(path: str, editions: Sequence[Edition]) -> Edition:
    """The edition that a page of the site belongs to, by its path below the site's root."""
    deepest_first = sorted(editions, key=lambda edition: -len(edition.prefix))
    return next(each for each in deepest_first if path.startswith(each.prefix))


@dataclass(frozen=True, slots=True)
class Switch:
    """A link to the page at hand in one edition."""

    tag: str
    label: str
    invitation: str
    href: str
    prefix: str
    """The edition's folder below the site's root, percent-encoded, ``/`` at its end; or nothing."""
    current: str
    """A mark that becomes an attribute in this edition, and nothing in the others."""


def link_switches(url: str, editions: tuple[Edition, ...], *, root: str) -> tuple[Switch, ...]:
    """Make the links from a page to itself in every edition.

    ``url`` is the page's path below the site's root, percent-encoded; ``root`` leads from the page
    to the site's root (``../../`` or ``/repo/``).
    """
    return tuple(
        Switch(
            tag=edition.variant.value,
            label=edition.tags.label,
            invitation=edition.tags.invitation,
            href=f"{root}{edition.prefix}{url}" or "./",
            prefix=quote(edition.prefix),
            current=_current(edition.variant),
        )
        for edition in editions
    )


@lru_cache
def _current(variant: Variant) -> str:
    """Without quotes: these would be escaped, as in a text."""
    return mark_values({each: " aria-current=true" if each is variant else "" for each in TAGS})


def mark_each(editions: tuple[Edition, ...], name: Callable[[Edition], str]) -> str:
    """A mark that becomes what ``name`` says of the edition it is read in."""
    return mark_values({edition.variant: name(edition) for edition in editions})


def step_to_root(url: str) -> str:
    """The relative way from a page to the site's root.

    >>> step_to_root("blog/2025/12/12/fed/")
    '../../../../../'
    >>> step_to_root("")
    ''
    """
    return "../" * url.count("/")


Relink = Callable[[str, bool], str]
"""(a link as it stands in a written page, whether it leads across editions) -> the link in one
edition."""


@lru_cache
def make_relinker(edition: Edition, *, base: str) -> Relink | None:
    """Make the function that fits the links of a written page to ``edition``; None for the root's.

    ``base`` is the path of the site's root on its host, such as ``/repo/``.
    """
    if not edition.path:
        return None
    prefix = quote(edition.prefix)

    @lru_cache(maxsize=65_536)
    def relink(link: str, crosses: bool) -> str:
        parts = urlsplit(link)
        if parts.scheme or parts.netloc or not parts.path:
            return link
        shared = crosses or not is_page(parts.path)
        if not link.startswith("/"):
            return f"../{link.removeprefix('./')}" if shared else link
        if shared or not link.startswith(base):
            return link
        return f"{base}{prefix}{link[len(base) :]}"

    return relink


def cross_over(
    relink: Relink | None,
    edition: Edition,
    *,
    url: str,
    base: str,
    elsewhere: Mapping[str, Edition],
) -> Relink:
    """Lead links to pages that ``edition`` does not have to one that has them.

    ``url`` is the written page's, ``base`` the path of the site's root on its host, ``elsewhere``
    maps pages to where they are; all percent-encoded.
    """
    root = step_to_root(url) + ("../" if edition.path else "")

    def relink_or_cross(link: str, crosses: bool) -> str:
        parts = urlsplit(link)
        if not crosses and parts.path and not (parts.scheme or parts.netloc):
            met = urlsplit(urljoin(f"//host{base}{url}", link)).path.removeprefix(base)
            target = hide_letters(met)
            if target in elsewhere:
                start, tail = base if link.startswith("/") else root, link[len(parts.path) :]
                return f"{start}{elsewhere[target].prefix}{target}{tail}"
        return relink(link, crosses) if relink else link

    return relink_or_cross


def is_page(path: str) -> bool:
    """Whether a link's path leads to a page or a file that every edition has of its own.

    >>> is_page("../tags/"), is_page("../assets/cover.webp"), is_page("rss.xml")
    (True, False, True)
    """
    name = path.rpartition("/")[2]
    return "." not in name.strip(".") or name.endswith(".html") or name in PER_EDITION


_OF_EACH = re.compile(r"<!--editions-->(.*?)<!--/editions-->", re.DOTALL)


def show_all(pages: Sequence[str]) -> list[str]:
    """Give one page in every edition the parts between ``<!--editions-->`` and its end of all.

    A page's own part comes first. Hosts that know one 404.html for the whole site show the root's
    to every reader; each finds their own words on it.
    """
    parts = [_OF_EACH.findall(page) for page in pages]

    def fill(page: str, own: list[str]) -> str:
        ordered = [own, *(others for others in parts if others is not own)]
        places = iter(zip(*ordered, strict=True))
        return _OF_EACH.sub(lambda _: "".join(next(places)), page)

    return [fill(page, own) for page, own in zip(pages, parts, strict=True)]
