"""The templates, found and made ready without work that every build would repeat; their filters."""

from __future__ import annotations

import html
import os
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader
from mkdocs.theme import Theme

from yiwen.addresses import show_letters


class _Loader(FileSystemLoader):
    """Looks for files nowhere that begins with a dot: Material brings ten thousand icons there."""

    def list_templates(self) -> list[str]:
        """The names of all templates, in order."""
        found: set[str] = set()
        for place in map(os.fspath, self.searchpath):
            for folder, below, names in os.walk(place):
                below[:] = [name for name in below if not name.startswith(".")]
                found.update(Path(folder, name).relative_to(place).as_posix() for name in names)
        return sorted(found)


def lighten(theme: Theme, cache: Path) -> None:
    """Let ``theme`` keep its compiled templates in ``cache``, and look for files where they can be."""
    theme.get_env = partial(_get_env, theme, theme.get_env, cache)  # type: ignore[method-assign]


def _get_env(theme: Theme, get_env: Callable[[], Environment], cache: Path) -> Environment:
    env: Environment = get_env()
    env.loader = _Loader(theme.dirs)
    if env.bytecode_cache is None:
        cache.mkdir(parents=True, exist_ok=True)
        env.bytecode_cache = FileSystemBytecodeCache(str(cache))
    return env


def _href(url: str) -> str:
    """Print an address of the site as a link holds it."""
    return html.escape(show_letters(url))


def _lang_attr(thing: Any) -> str:
    """Print `` lang="…"`` for something (or a variant's tag) that is not in the interface's."""
    lang = thing if isinstance(thing, str) else getattr(thing, "lang", "")
    return f' lang="{lang}"' if lang else ""


FILTERS: Final[Mapping[str, Callable[..., Any]]] = MappingProxyType(
    {"href": _href, "lang_attr": _lang_attr}
)
