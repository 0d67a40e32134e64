"""The templates, found and made ready without work that every build would repeat."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader
from mkdocs.theme import Theme


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
