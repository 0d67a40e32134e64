"""Build into a folder beside the site, and put it in the site's place when all went well."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.utils import CountHandler

import _glue
from yiwen.staging import drop_staging, open_staging, publish_staging

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


@event_priority(-100)  # after collect.py: refused settings leave no folder behind
def on_config(config: MkDocsConfig) -> None:
    """Point MkDocs at the staging folder; ``gh-deploy`` finds ``site_dir`` restored at the end."""
    build = _glue.build_of(config)
    build.target = Path(config.site_dir)
    build.staging = open_staging(build.target)
    config.site_dir = str(build.staging)
    config.theme.static_templates.discard("sitemap.xml")  # it knows one edition only


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Leave out the files of Material's own pages: nothing on ours refers to them."""
    ours = {Path(config.docs_dir), Path(config.theme.custom_dir or config.docs_dir)}
    for file in [file for file in files if file.src_dir and Path(file.src_dir) not in ours]:
        files.remove(file)


@event_priority(-100)  # the last word: every other hook has written its files
def on_post_build(config: MkDocsConfig) -> None:
    """Publish, unless MkDocs is about to refuse the build for its warnings."""
    build = _glue.build_of(config)
    config.site_dir = str(build.target)
    if config.strict and _warnings():
        drop_staging(build.staging)
    else:
        publish_staging(build.staging, build.target)


def _warnings() -> bool:
    """Whether MkDocs has counted warnings (``--strict``); it refuses only after this event."""
    handlers = logging.getLogger("mkdocs").handlers
    return any(each.get_counts() for each in handlers if isinstance(each, CountHandler))
