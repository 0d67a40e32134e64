"""Texts that keep the variant they are written in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

Spell = Callable[[str, str], str]
"""(text, the variant it is written in or nothing) -> text that is right in every edition, wherever
it stands: a head joins texts of both scripts in one attribute, where no ``lang`` can part them."""


class Words(NamedTuple):
    """A text, or a piece of one whose pieces are written in several variants."""

    text: str
    lang: str = ""
    """The variant; empty when it is the interface's."""


def spell_out(pieces: Iterable[Words], spell: Spell) -> str:
    """Join the pieces of a text so that it is right in every edition."""
    return "".join([spell(text, lang) for text, lang in pieces])
