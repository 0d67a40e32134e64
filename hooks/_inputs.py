"""What pages are made of besides the sources: settings and templates, each as a key."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.plugins import BasePlugin

from yiwen.cache import digest, digest_files

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

INHERIT = re.compile(r"^INHERIT:\s*['\"]?(.+?)['\"]?\s*$", re.MULTILINE)
UNSEEN = {"site_dir", "docs_dir", "config_file_path", "strict"}
"""Settings that no page shows: where things lie on this machine, and what counts as a fault."""


def digest_settings(config: MkDocsConfig) -> bytes:
    """The key of what the settings say, of those that a page may show."""
    return digest(_tell({name: each for name, each in config.items() if name not in UNSEEN}))


def digest_settings_files(config: MkDocsConfig) -> bytes:
    """The key of the settings file and those it inherits from."""
    return digest_files(_config_files(Path(config.config_file_path)))


def digest_beside(config: MkDocsConfig) -> bytes:
    """The key of the templates, and of what the settings ``watch``."""
    docs = Path(config.docs_dir)
    places = {Path(place) for place in (config.theme.custom_dir, *config.watch) if place} - {docs}
    files = {file for place in places for file in (place, *place.rglob("*"))}
    return digest_files(
        file for file in files if file.is_file() and "__pycache__" not in file.parts
    )


def _config_files(path: Path) -> list[Path]:
    found = INHERIT.search(path.read_text(encoding="utf-8"))
    return [path, *(_config_files(path.parent / found[1]) if found else [])]


def _tell(value: Any) -> Any:
    """A setting as `digest` takes it, the same in every process; of an object only what it is."""
    if isinstance(value, BasePlugin):
        return _tell(value.config)
    if isinstance(value, Mapping):
        return sorted((str(name), _tell(each)) for name, each in value.items())
    if isinstance(value, list | tuple):
        return [_tell(each) for each in value]
    return repr(value) if isinstance(value, str | int | float | date | None) else str(type(value))
