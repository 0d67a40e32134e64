"""What many pages show, a post's card or the frame around them, is rendered and converted once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from _build import Build
from yiwen.cache import digest
from yiwen.library import Entry
from yiwen.listings import Listing
from yiwen.pieces import NO_PIECES, ROOT, Forms, Pieces, convert_pieces
from yiwen.processes import count_processes, share

if TYPE_CHECKING:
    from jinja2 import Environment

Piece = tuple[str, str]
"""Its kind, and what it shows: the path of a post, or the place of a page."""
CARDS = "partials/cards.html"
"""Holds a macro for each kind of piece that shows a post: ``macro(entry, root)``."""
FRAME = "partials/frame.html"
"""Holds one for each that is around every page: ``macro(frame, place, root)``."""
TABS, COLOPHON = "tabs", "colophon"
HOME = "home"
"""The place of the first tab, which has no address."""


def prepare_pieces(env: Environment, build: Build, paths: Sequence[str]) -> None:
    """Make what the pages at ``paths`` show of posts, and let templates ask for it."""
    wanted = [*_find_frames(build), *dict.fromkeys(_find_wanted(build, paths))]
    keys = {piece: _find_key(build, piece) for piece in wanted}
    pieces = Pieces()
    new = []
    for piece in wanted:
        if (known := build.cache.get(keys[piece])) is not None:
            pieces.add(*piece, known)
        else:
            new.append(piece)
    processes = count_processes(build.settings.processes)
    made = share(partial(_make, env, build), new, processes=processes)
    for piece, forms in zip(new, made, strict=True):
        pieces.add(*piece, forms)
        build.cache.put(keys[piece], forms)
    build.pieces = pieces
    env.filters["piece"] = partial(_show, env, build)
    env.filters["frame"] = partial(_show_frame, env, build)


def drop_pieces(build: Build) -> None:
    """Give back what they take, when all pages are printed."""
    build.pieces = NO_PIECES


def _find_frames(build: Build) -> list[Piece]:
    """The pieces that are around pages: the tabs, none or one of them the current one."""
    own = [link.url for link in (*build.frame.tabs, *build.frame.pages)]
    places = ["", HOME, "categories/", "tags/", "archive/", *own]
    return [(COLOPHON, ""), *((TABS, place) for place in dict.fromkeys(places))]


def _find_wanted(build: Build, paths: Sequence[str]) -> Iterator[Piece]:
    """The pieces of posts that the pages may ask for."""
    for path in paths:
        plan = build.plans.get(path)
        if isinstance(plan, Listing):
            shown = [("card", plan.cards), ("row", plan.rows)]
        elif path in build.library.by_path:
            shown = [("line", build.surroundings(build.library.by_path[path]).related)]
        else:
            shown = []
        for kind, entries in shown:
            yield from ((kind, entry.key) for entry in entries if _is_everywhere(build, entry))


def _is_everywhere(build: Build, entry: Entry) -> bool:
    """Whether a post is the same in every edition: others' links lead across editions."""
    return len(entry.editions) == len(build.editions)


def _find_key(build: Build, piece: Piece) -> bytes:
    kind, shown = piece
    if kind in (TABS, COLOPHON):
        return digest(build.base_key(), kind, shown)
    return digest(list(build.inputs), kind, build.outline(shown))


def _make(env: Environment, build: Build, some: Sequence[Piece]) -> list[Forms]:
    pieces = [_render(env, build, piece, ROOT) for piece in some]
    return convert_pieces(
        pieces, build.editions, build.converters, interface=build.settings.interface
    )


def _render(env: Environment, build: Build, piece: Piece, root: str) -> str:
    kind, shown = piece
    framing = kind in (TABS, COLOPHON)
    macros = env.get_template(FRAME if framing else CARDS).module
    rendered: str
    if framing:
        rendered = getattr(macros, kind)(build.frame, shown, root)
    else:
        rendered = getattr(macros, kind)(build.library.by_path[shown], root)
    return rendered


def _show(env: Environment, build: Build, entry: Entry, kind: str, root: str) -> str:
    """What a template prints for a piece: a reference, or the piece itself when it is not shared."""
    reference = build.pieces.refer(kind, entry.key)
    return _render(env, build, (kind, entry.key), root) if reference is None else reference


def _show_frame(env: Environment, build: Build, kind: str, place: str, root: str) -> str:
    """The same for the frame; the home page and 404.html have other ways to the root."""
    refer = build.pieces.refer
    reference = refer(kind, place) or refer(kind, "")  # no tab may lead there
    if reference is None or not root.startswith("../"):
        return _render(env, build, (kind, place), root)
    return reference
