"""Write the feeds of every edition: what is new on the site, in each category, tag and author."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

from mkdocs.plugins import event_priority

import _glue
from _build import Build
from _derived import Derived, derive, derive_files, read_page
from yiwen.cache import digest
from yiwen.chinese.variants import Variant
from yiwen.editions import Edition
from yiwen.feeds import STYLES, Channel, Desk, Feed, Item, list_feeds, render_feeds
from yiwen.portable import make_portable
from yiwen.processes import count_processes, share
from yiwen.readback import take_prose

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

log = logging.getLogger("mkdocs.yiwen")

SOURCES = "yiwen_feed_styles"
"""Where the styles of feeds hang on the config."""

ICON = "assets/icon-192.png"
"""What readers show beside the name of a feed: RSS knows no SVG."""


Text = tuple[str, Variant]
"""The text of an article (its key) in one edition."""


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Take the styles, which every edition has in its own words; they are not copied as they are."""
    config[SOURCES] = {}
    for name in STYLES:
        if file := files.get_file_from_path(f"assets/{name}"):
            files.remove(file)
            config[SOURCES][name] = file.content_string


@event_priority(-10)  # the pages are written, which feeds are made of
def on_post_build(config: MkDocsConfig) -> None:
    """Write the feeds that changed; without an address of the site there are none."""
    build = _glue.build_of(config)
    if not build.site.url:
        log.info("No feeds: their addresses need site_url in mkdocs.yml")
        return
    with build.stage("feeds"):
        styles: dict[str, str] = config[SOURCES]
        _write_styles(build, styles)
        _write_feeds(build, tuple(styles))


def _write_styles(build: Build, styles: Mapping[str, str]) -> None:
    made = {
        f"{edition.prefix}assets/{name}": _convert_style(build, edition, text).encode()
        for edition in build.editions
        for name, text in styles.items()
    }
    derive_files(build, "feed-styles", made)


def _convert_style(build: Build, edition: Edition, text: str) -> str:
    return build.converters.between(build.settings.interface, edition.variant)(text)


def _write_feeds(build: Build, styles: Sequence[str]) -> None:
    feeds = {
        f"{edition.prefix}{feed.base}": (edition.variant, feed)
        for edition in build.editions
        for feed in list_feeds(build.library, build.settings, edition.variant)
    }
    writer = _Writer(build, styles)
    writer.read_texts(list(feeds.values()))
    wanted = [Derived(path, writer.find_key(*feed)) for path, feed in feeds.items()]

    def make(some: Sequence[Derived]) -> list[Mapping[str, bytes]]:
        return [writer.render(each.name, *feeds[each.name]) for each in some]

    derive(build, "feed", wanted, make)


class _Writer:
    """Writes the feeds of one build; what several of them show is made once."""

    def __init__(self, build: Build, styles: Sequence[str]) -> None:
        self._build = build
        self._styles = styles
        self._icon = f"{build.site.url}{ICON}" if (build.staging / ICON).is_file() else ""
        self._desks = {
            edition.variant: Desk(
                build.site, edition, build.settings, build.converters, build.converters_of
            )
            for edition in build.editions
        }
        self._sources = {
            (entry.key, variant): path
            for path, entry in build.library.by_path.items()
            for variant in entry.written
        }
        """What the page of each text was made from."""
        self._texts: dict[Text, str] = {}
        """The texts that were not known yet; the others are read again when a feed changes."""
        self._digests: dict[Text, bytes] = {}
        self._cover_size = cache(self._read_cover_size)
        self._item = cache(self._make_item)

    def read_texts(self, feeds: Sequence[tuple[Variant, Feed]]) -> None:
        """Know the digest of each text that feeds show; a text of a known page is not read."""
        cached = self._build.cache
        texts = dict.fromkeys(
            (entry.key, variant) for variant, feed in feeds for entry in feed.entries if feed.whole
        )
        keys = {text: self._text_key(text) for text in texts}
        known = {text: made for text, key in keys.items() if (made := cached.get(key)) is not None}
        missing = [text for text in keys if text not in known]
        processes = count_processes(self._build.settings.processes)
        for text, html in zip(
            missing, share(self._read_some, missing, processes=processes), strict=True
        ):
            self._texts[text], known[text] = html, digest(html)
            cached.put(keys[text], known[text])
        self._digests = known

    def find_key(self, variant: Variant, feed: Feed) -> bytes:
        """Say everything a feed is made from."""
        items = [
            (
                self._build.outline(entry.key),
                self._digests[entry.key, variant] if feed.whole else b"",
                self._cover_size(entry.cover),
            )
            for entry in feed.entries
        ]
        return digest(list(self._build.inputs), repr(self._channel(variant, feed)), items)

    def render(self, path: str, variant: Variant, feed: Feed) -> dict[str, bytes]:
        """The files of a feed, by path below the site's folder."""
        items = [self._item(entry.key, variant, feed.whole) for entry in feed.entries]
        files = render_feeds(self._channel(variant, feed), items)
        return {f"{path}{name}": content for name, content in files.items()}

    def _channel(self, variant: Variant, feed: Feed) -> Channel:
        return self._desks[variant].make_channel(feed, icon=self._icon, styles=self._styles)

    def _make_item(self, key: str, variant: Variant, whole: bool) -> Item:
        entry, text = self._build.library.by_path[key], (key, variant)
        if whole and text not in self._texts:
            self._texts[text] = self._read(text)
        return self._desks[variant].make_item(
            entry,
            content=self._texts[text] if whole else "",
            cover_size=self._cover_size(entry.cover),
        )

    def _text_key(self, text: Text) -> bytes:
        return digest("prose", self._build.keys[self._sources[text]], text[1].value)

    def _read_some(self, some: Sequence[Text]) -> list[str]:
        return [self._read(text) for text in some]

    def _read(self, text: Text) -> str:
        entry, desk = self._build.library.by_path[text[0]], self._desks[text[1]]
        page = read_page(self._build, entry, desk.edition)
        return make_portable(take_prose(page), desk.address(entry))

    def _read_cover_size(self, cover: str) -> int | None:
        """How long a cover of the site is; None when there is none."""
        path = self._build.staging / unquote(cover)
        return path.stat().st_size if cover and path.is_file() else None
