"""How the core's values meet MkDocs'."""

from __future__ import annotations

import hashlib
import json
import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click
from filelock import BaseFileLock
from mkdocs.exceptions import PluginError

from _build import Build
from yiwen.links import Absolute
from yiwen.messages import editor_language, label
from yiwen.problems import (
    Level,
    Problem,
    YiwenError,
    order_problems,
    render_annotations,
    render_problem,
    render_problems,
    under,
)

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

log = logging.getLogger("mkdocs.yiwen")

Said = tuple[str, int, str]
"""(logger, level, message)"""

MOST_TOLD = 50
EXPLAINED = "messages.md"
KEY = "yiwen_build"
"""Where the build hangs on the config, which MkDocs makes anew for every build."""


@dataclass
class Process:
    """What is true of the whole process, told to hooks once, before any config exists."""

    preview: bool = False
    explained: str = ""
    """The page that explains messages, as an author finds it; empty where a site has none."""
    lock: BaseFileLock | None = None
    """Held while a build writes: an error is told without the config it happened in."""
    begun: Any = None
    """What a build has found, and what it tells (_standing.py): it too ends with an error."""


PROCESS = Process()


def build_of(config: MkDocsConfig) -> Build:
    """The build that this config belongs to."""
    build: Build = config[KEY]
    return build


@contextmanager
def told_to_author(*, before: Sequence[Problem] = (), folder: str = "") -> Iterator[None]:
    """Show faults of sources as MkDocs shows errors: no traceback, exit status 1.

    ``before`` are faults that are known already; ``folder`` is what stands before the paths of the
    others, such as ``docs``.
    """
    problems = list(before)
    try:
        yield
    except YiwenError as error:
        problems += under(folder, error.problems) if folder else error.problems
    if problems:
        annotate(problems, level="error")
        told = _render(problems)
        raise PluginError(f"\n{told}") from None


def warn(problems: Sequence[Problem]) -> None:
    """Tell what can be published all the same; ``--strict`` counts it."""
    annotate(problems, level="warning")
    language = editor_language()
    ordered = order_problems(problems)
    for problem in ordered[:MOST_TOLD]:
        log.warning(render_problem(problem, language=language, explained=PROCESS.explained))
    if len(ordered) > MOST_TOLD:
        log.warning(label("… and {rest} more", language, rest=len(ordered) - MOST_TOLD))


def tell_left_out(problems: Sequence[Problem]) -> None:
    """List the posts that are not published while the others are; no ``--strict`` counts them."""
    if not problems:
        return
    annotate(problems, level="warning", title="left out")
    language = editor_language()
    number = len({problem.path for problem in problems})
    form = "1 post is left out:" if number == 1 else "{number} posts are left out:"
    told = _render(problems)
    log.info(f"{label(form, language, number=number)}\n{told}")


def _render(problems: Sequence[Problem]) -> str:
    language = editor_language()
    explained = PROCESS.explained
    return render_problems(problems, at_most=MOST_TOLD, language=language, explained=explained)


class Listener(logging.Handler):
    """Keeps what is told to an author."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.said: list[Said] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one message."""
        self.said.append((record.name, record.levelno, record.getMessage()))


def say_again(said: Sequence[Said]) -> None:
    """Tell what was kept."""
    for name, level, message in said:
        logging.getLogger(name).log(level, "%s", message)


def find_explanations(config: MkDocsConfig) -> str:
    """The page that explains messages, if the site has one."""
    docs = Path(config.docs_dir)
    return f"{docs.name}/{EXPLAINED}" if (docs / EXPLAINED).is_file() else ""


def annotates() -> bool:
    """Whether GitHub Actions runs the build."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def annotate(problems: Sequence[Problem], *, level: Level, title: str = "") -> None:
    """Show problems beside their lines where GitHub Actions runs the build."""
    if not (problems and annotates()):
        return
    folder = _below_repository()
    language = editor_language()
    told = render_annotations(problems, level=level, title=title, folder=folder, language=language)
    click.echo(f"{told}\n".encode(), nl=False)  # GitHub reads UTF-8, whatever the console's


def _below_repository() -> str:
    """Where the build runs, seen from the root of the repository that GitHub checked out."""
    root, here = os.environ.get("GITHUB_WORKSPACE", ""), Path.cwd()
    inside = root and here.is_relative_to(root) and here != Path(root)
    return here.relative_to(root).as_posix() if inside else ""


def take_absolute_links(config: MkDocsConfig) -> Absolute:
    """What links that begin with ``/`` are; MkDocs need not tell again what the core tells."""
    levels: Any = config.validation.links
    chosen = levels.absolute_links
    levels.unrecognized_links = logging.DEBUG
    if not isinstance(chosen, int):
        return "docs"
    levels.absolute_links = logging.DEBUG
    return "warn" if chosen >= logging.WARNING else "leave"


def clock() -> datetime:
    """The moment that counts as now; ``SOURCE_DATE_EPOCH`` pins it (reproducible-builds.org)."""
    pinned = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(pinned), UTC) if pinned.isdigit() else datetime.now(UTC)


def cache_folder(config: MkDocsConfig) -> Path:
    """Where builds remember; it may be deleted at any time."""
    return Path(config.config_file_path).parent / ".cache" / "yiwen"


def write_stages(build: Build) -> None:
    """Write how long each stage took, where ``YIWEN_TIMINGS`` says."""
    if path := os.environ.get("YIWEN_TIMINGS"):
        Path(path).write_text(json.dumps(build.stages), encoding="utf-8")


def name_site(config: MkDocsConfig) -> str:
    """What the cache calls the site: each place a site is built to has its own."""
    target = str(build_of(config).target)
    return hashlib.blake2b(target.encode(), digest_size=6).hexdigest()


def base_path(config: MkDocsConfig) -> str:
    """The path of the site's root on its host: ``/`` or such as ``/repo/``."""
    return f"{urlsplit(config.site_url or '/').path.rstrip('/')}/"
