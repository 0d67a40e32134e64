"""How the core's values meet MkDocs'."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from filelock import BaseFileLock
from mkdocs.exceptions import PluginError

from _build import Build
from yiwen.problems import YiwenError, render_problems, under

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

KEY = "yiwen_build"
"""Where the build hangs on the config, which MkDocs makes anew for every build."""


@dataclass
class Process:
    """What is true of the whole process, told to hooks once, before any config exists."""

    preview: bool = False
    lock: BaseFileLock | None = None
    """Held while a build writes: an error is told without the config it happened in."""


PROCESS = Process()


def build_of(config: MkDocsConfig) -> Build:
    """The build that this config belongs to."""
    build: Build = config[KEY]
    return build


@contextmanager
def told_to_author(*, folder: str = "") -> Iterator[None]:
    """Show faults of sources as MkDocs shows errors: no traceback, exit status 1.

    ``folder`` is what stands before the paths of the sources, such as ``docs``.
    """
    try:
        yield
    except YiwenError as error:
        problems = under(folder, error.problems) if folder else error.problems
        raise PluginError("\n" + render_problems(problems)) from None


def clock() -> datetime:
    """The moment that counts as now; ``SOURCE_DATE_EPOCH`` pins it (reproducible-builds.org)."""
    pinned = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(pinned), UTC) if pinned.isdigit() else datetime.now(UTC)


def cache_folder(config: MkDocsConfig) -> Path:
    """Where builds remember; it may be deleted at any time."""
    return Path(config.config_file_path).parent / ".cache" / "yiwen"


def base_path(config: MkDocsConfig) -> str:
    """The path of the site's root on its host: ``/`` or such as ``/repo/``."""
    return f"{urlsplit(config.site_url or '/').path.rstrip('/')}/"
