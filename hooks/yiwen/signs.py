"""What a text must hold before a part of Python-Markdown can find anything in it.

Python-Markdown shows each text of a page to each of some twenty patterns, each block to each of as many
processors. Most hold no sign of any, and looking for the signs first saves a third of rendering.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from markdown.util import Registry

Part = TypeVar("Part")

ALWAYS = ""
"""Stands in every text: the sign of a part that is not known."""

OWNERS = ("markdown.", "pymdownx.", "yiwen.")
"""Of parts whose signs are known; another extension may give a name another meaning."""


def pair_with_signs(
    registry: Registry[Part], signs: Mapping[str, tuple[str, ...]]
) -> list[tuple[tuple[str, ...], Part]]:
    """Give the parts of a registry in their order, each with its signs: a text needs one of them.

    ``signs`` has them by the names that parts are registered under.
    """
    known = {id(registry[name]): each for name, each in signs.items() if name in registry}
    return [
        (known.get(id(part), (ALWAYS,)) if _is_known(part) else (ALWAYS,), part)
        for part in registry
    ]


def _is_known(part: object) -> bool:
    return type(part).__module__.startswith(OWNERS)
