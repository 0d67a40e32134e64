"""Cards, rows and the like: what many pages show of a post is rendered and converted once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from _build import Build
from yiwen.keys import outline
from yiwen.library import Entry
from yiwen.listings import Listing
from yiwen.pieces import NO_PIECES, ROOT, Forms, Pieces, convert_pieces
from yiwen.processes import count_processes, share

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATE = "partials/cards.html"
"""Holds a macro for each kind of piece: ``macro(entry, root)``."""


def prepare_pieces(env: Environment, build: Build, paths: Sequence[str]) -> None:
    """Make what the pages at ``paths`` show of posts, and let templates ask for it."""
    wanted = [piece for piece in dict.fromkeys(_find_wanted(build, paths)) if _shared(build, piece)]
    keys = {
        piece: build.piece_key(piece[0], outline(build.library.by_path[piece[1]]))
        for piece in wanted
    }
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


def drop_pieces(build: Build) -> None:
    """Give back what they take, when all pages are printed."""
    build.pieces = NO_PIECES


def _find_wanted(build: Build, paths: Sequence[str]) -> list[tuple[str, str]]:
    """(kind, post) of every piece that the pages may ask for."""
    wanted: list[tuple[str, str]] = []
    for path in paths:
        plan = build.plans.get(path)
        if isinstance(plan, Listing):
            wanted += [("card", entry.key) for entry in plan.cards]
            wanted += [("row", entry.key) for entry in plan.rows]
        elif path in build.library.by_path:
            around = build.surroundings(build.library.by_path[path])
            wanted += [("line", entry.key) for entry in around.related]
    return wanted


def _shared(build: Build, piece: tuple[str, str]) -> bool:
    """Whether a post is the same in every edition: others' links lead across editions."""
    return len(build.library.by_path[piece[1]].editions) == len(build.editions)


def _make(env: Environment, build: Build, some: Sequence[tuple[str, str]]) -> list[Forms]:
    macros = env.get_template(TEMPLATE).module
    entries = build.library.by_path
    pieces = [getattr(macros, kind)(entries[path], ROOT) for kind, path in some]
    return convert_pieces(
        pieces, build.editions, build.converters, interface=build.settings.interface
    )


def _show(env: Environment, build: Build, entry: Entry, kind: str, root: str) -> str:
    """What a template prints for a piece: a reference, or the piece itself when it is not shared."""
    reference = build.pieces.refer(kind, entry.key)
    if reference is not None:
        return reference
    piece: str = getattr(env.get_template(TEMPLATE).module, kind)(entry, root)
    return piece
