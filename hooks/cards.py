"""Draw the pictures that stand for articles where they are shared, and lead heads to them."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from mkdocs.plugins import event_priority

import _glue
from _build import Build
from _derived import Derived, derive
from yiwen.cache import digest
from yiwen.chinese.rules import mark_values, plain_text
from yiwen.chinese.variants import Variant
from yiwen.editions import Edition
from yiwen.fonts import Face, choose_faces, find_faces
from yiwen.heads import Preview
from yiwen.library import Entry
from yiwen.messages import editor_language
from yiwen.problems import YiwenError, render_problem
from yiwen.social_cards import (
    HEIGHT,
    LACKING,
    RECIPE,
    WIDTH,
    Card,
    Drawing,
    SiteCard,
    draw,
    read_own_faces,
)
from yiwen.subjects import preview_entry

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

log = logging.getLogger("mkdocs.yiwen")

PLAIN = "assets/card.png"
"""The theme's card without words: of a site that draws none, or whose system has no font."""
TAG_LENGTH = 8
"""Characters of a name that tell what is drawn: services keep a picture as long as its address."""

Faces = Mapping[Variant, Face]


def on_config(config: MkDocsConfig) -> None:
    """Look which fonts there are; a file that holds none is told later, with all other faults."""
    build = _glue.build_of(config)
    if _are_wanted(build):
        with suppress(YiwenError):
            build.faces = _find_faces(build, config)
            build.outside += [face.identify() for face in build.faces.values()]


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Plan the cards: keys and heads of pages hold their addresses."""
    build = _glue.build_of(config)
    if files.get_file_from_path(PLAIN):
        build.site = replace(build.site, card=Preview(PLAIN, WIDTH, HEIGHT))
    if not _are_wanted(build):
        return
    with _glue.told_to_author():
        faces = _find_faces(build, config) if build.faces is None else build.faces
    if not faces:
        _tell_lacking()
        return
    with build.stage("cards"):
        _plan_site(build, faces)
        _plan_articles(build, faces)


@event_priority(-10)  # as everything that is made after the pages
def on_post_build(config: MkDocsConfig) -> None:
    """Draw the cards that the published site does not have."""
    build = _glue.build_of(config)
    wanted = [Derived(path, _key(drawing)) for path, drawing in build.drawings.items()]
    with build.stage("cards"):
        derive(build, "card", wanted, partial(_draw, build.drawings))


def _are_wanted(build: Build) -> bool:
    """Whether cards are to be drawn.

    A site without an address cannot say where its pictures are, and nobody shares a preview.
    """
    return bool(build.settings.social_cards and build.site.url and not build.preview)


def _find_faces(build: Build, config: MkDocsConfig) -> Faces:
    """A face for each edition; none where the system has none."""
    name = build.settings.card_font
    folder = Path(config.config_file_path).parent
    found = read_own_faces(folder / name, name) if name else find_faces()
    return choose_faces(found, [each.variant for each in build.editions])


def _tell_lacking() -> None:
    _glue.annotate([LACKING], level="warning")
    told = render_problem(LACKING, language=editor_language())
    log.info(told)  # no warning: the site is whole, and another machine may have a font


def _plan_site(build: Build, faces: Faces) -> None:
    site = build.site
    cards = {
        each: SiteCard(
            plain_text(site.name, each.variant), plain_text(site.description, each.variant)
        )
        for each in build.editions
    }
    build.site = replace(build.site, card=_place(build, "", cards, faces))


def _plan_articles(build: Build, faces: Faces) -> None:
    """Give the newest articles a card for each edition; those much alike are drawn together."""
    newest = build.library.entries[: build.settings.social_cards]
    keys = {entry.key for entry in newest}
    for path, entry in build.library.by_path.items():
        if entry.key in keys:
            cards = dict(_tell_cards(build, entry))
            card = _place(build, entry.post.url, cards, faces)
            build.previews[path] = preview_entry(entry, card)
    build.drawings = dict(sorted(build.drawings.items(), key=lambda each: _likeness(each[1])))


def _likeness(drawing: Drawing) -> tuple[Face, str]:
    """What is kept from card to card: glyphs of a face, and the frame of a category."""
    card = drawing.card
    return drawing.face, card.category if isinstance(card, Card) else ""


def _tell_cards(build: Build, entry: Entry) -> Iterator[tuple[Edition, Card]]:
    titles = build.in_each(entry.title, entry.lang)
    names = build.in_each(entry.category.name, entry.category.lang)
    for each in build.editions:
        if each.variant in entry.written:
            yield (
                each,
                Card(
                    plain_text(titles[each.variant], each.variant),
                    plain_text(names[each.variant], each.variant),
                    entry.published_text,
                    plain_text(build.site.name, each.variant),
                    entry.category.tone,
                ),
            )


def _place(
    build: Build, url: str, cards: Mapping[Edition, Card | SiteCard], faces: Faces
) -> Preview:
    """Have the cards of a page drawn beside it; where they are to be seen.

    Editions whose cards look the same show one file: many fonts have the forms of one region only.
    """
    places: dict[Drawing, str] = {}
    paths: dict[Variant, str] = {}
    for edition, card in cards.items():
        drawing = Drawing(card, faces[edition.variant])
        tag = _key(drawing).hex()[:TAG_LENGTH]
        path = places.setdefault(drawing, f"{edition.prefix}{url}card.{tag}.png")
        build.drawings[path] = drawing
        paths[edition.variant] = quote(path)
    return Preview(mark_values(paths), WIDTH, HEIGHT)


def _key(drawing: Drawing) -> bytes:
    """All that is drawn, and with what."""
    kind = type(drawing.card).__name__
    return digest(RECIPE, _identify(drawing.face), kind, tuple(drawing.card))


@lru_cache
def _identify(face: Face) -> bytes:
    return face.identify()


def _draw(drawings: Mapping[str, Drawing], some: Sequence[Derived]) -> list[Mapping[str, bytes]]:
    return [{each.name: draw(drawings[each.name])} for each in some]
