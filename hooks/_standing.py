"""End a build at once when it would give the site that stands already."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field
from pathlib import Path
from time import time_ns
from typing import TYPE_CHECKING

from mkdocs.plugins import PluginCollection
from mkdocs.theme import Theme

import _glue
from _inputs import digest_beside, digest_settings, digest_settings_files
from yiwen.cache import digest
from yiwen.messages import editor_language
from yiwen.shelf import Shelf
from yiwen.staging import Mark, read_mark
from yiwen.standing import Standing, mark_site, pack_standing, survey, unpack_standing

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

OURS = Path(__file__).parent
PLUGINS = ("mkdocs_blog",)
"""Packages of plugins that make pages of what is looked at here, and of nothing else."""
LIFECYCLE = "mkdocs.commands.build"
"""Says how far MkDocs is: that is true of every build."""


@dataclass(frozen=True, slots=True)
class _Begun:
    """What a build has found."""

    key: bytes
    settled: bool
    """Whether a source that changes while it is read will look changed."""
    listener: _glue.Listener = field(default_factory=_glue.Listener)
    """Keeps what is said from then on."""


def stands(config: MkDocsConfig, tree: Mapping[str, Mark]) -> bool:
    """Whether this build would give the site that lies there as ``tree``; says what it would say.

    Else what this build says is kept from now on, for the next one.
    """
    build = _glue.build_of(config)
    if build.preview or _glue.annotates() or not _are_known(config):
        return False
    begun = _begin(config)
    before = _load(config)
    if before and before.holds(begun.key, build.now) and before.site == mark_site(tree):
        _glue.say_again(before.said)
        return True
    _glue.PROCESS.begun = begun
    logging.getLogger("mkdocs").addHandler(begun.listener)
    return False


def idle(config: MkDocsConfig) -> MkDocsConfig:
    """A build of nothing to nowhere, which MkDocs can end as it ends every other.

    So it counts the warnings that were said again (``--strict``), and ``gh-deploy`` goes on.
    """
    build = _glue.build_of(config)
    build.cache.close()
    _glue.write_stages(build)
    theme = Theme()
    theme.dirs, theme.static_templates = [], set()
    made = copy(config)
    made.update(plugins=PluginCollection(), theme=theme, extra_templates=[], nav=None)
    made.update(docs_dir=str(build.staging), site_dir=str(build.staging))
    return made


def keep(config: MkDocsConfig, marks: Mapping[str, Mark]) -> None:
    """Remember what the site was made from that lies as ``marks`` tell."""
    build = _glue.build_of(config)
    begun: _Begun | None = _glue.PROCESS.begun
    if begun is None or not begun.settled:
        return
    said = [each for each in begun.listener.said if each[:2] != (LIFECYCLE, logging.INFO)]
    tree = {**marks, **_mark_templates(config)}
    standing = Standing(begun.key, mark_site(tree), build.now, build.due, tuple(said))
    shelf, name = _place(config)
    shelf.put(name, pack_standing(standing))


def end() -> None:
    """Hear no more of what is said."""
    if begun := _glue.PROCESS.begun:
        logging.getLogger("mkdocs").removeHandler(begun.listener)
        _glue.PROCESS.begun = None


def _are_known(config: MkDocsConfig) -> bool:
    """Whether every plugin and hook is one of which it is known what it looks at."""
    own = [Path(config.config_file_path).parent / name for name in config.hooks]
    plugins = [each for name, each in config.plugins.items() if name not in config.hooks]
    packages = {type(each).__module__.partition(".")[0] for each in plugins}
    return packages <= {*PLUGINS} and all(path.resolve().parent == OURS for path in own)


def _begin(config: MkDocsConfig) -> _Begun:
    build, now = _glue.build_of(config), time_ns()
    sources = survey(Path(config.docs_dir))
    key = digest(
        build.version,
        digest_settings_files(config),
        digest_beside(config),
        digest_settings(config),
        str(Path(config.docs_dir).resolve()),
        build.outside,
        str(editor_language()),
        logging.getLogger("mkdocs").getEffectiveLevel(),
        sources.key,
    )
    return _Begun(key, sources.is_settled(now))


def _load(config: MkDocsConfig) -> Standing | None:
    shelf, name = _place(config)
    packed = shelf.get(name)
    return unpack_standing(packed) if packed else None


def _place(config: MkDocsConfig) -> tuple[Shelf, str]:
    return Shelf(_glue.cache_folder(config)), f"standing-{_glue.name_site(config)}.bin"


def _mark_templates(config: MkDocsConfig) -> dict[str, Mark]:
    """The marks of what MkDocs makes of templates, which no record tells."""
    build = _glue.build_of(config)
    names = {*config.extra_templates, *config.theme.static_templates}
    paths = {f"{each.prefix}{name}" for each in build.editions for name in names}
    return {
        path: read_mark(build.target / path) for path in paths if (build.target / path).exists()
    }
