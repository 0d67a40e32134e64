"""The web editor at /admin/: off unless `extra.yiwen.cms` is set, fetched by `make cms`."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

import _glue
from yiwen.cms import FOLDER, SCRIPT, render_admin_config, render_admin_page
from yiwen.standing import survey

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

log = logging.getLogger("mkdocs.yiwen")


def on_config(config: MkDocsConfig) -> None:
    """Look whether another editor has been fetched."""
    _glue.build_of(config).outside.append(survey(_fetched(config)).key)


@event_priority(-150)  # after publish.py, which leaves out what is not ours
def on_files(files: Files, config: MkDocsConfig) -> None:
    """Add the editor's page, its settings and its own files."""
    settings = _glue.build_of(config).settings
    if settings.cms is None:
        return
    fetched = _fetched(config)
    if not (fetched / SCRIPT).is_file():
        log.warning("extra.yiwen.cms: the web editor is not here\n  mend: make cms")
        return
    root = Path(config.config_file_path).parent
    docs = Path(os.path.relpath(config.docs_dir, root)).as_posix()
    made = {
        "index.html": render_admin_page(settings.cms, name=config.site_name),
        "config.json": render_admin_config(
            settings, settings.cms, docs=docs, site_url=config.site_url or ""
        ),
    }
    for name, content in made.items():
        files.append(File.generated(config, f"{FOLDER}/{name}", content=content))
    for path in sorted(fetched.rglob("*.*")):
        if path.is_file():
            name = f"{FOLDER}/{path.relative_to(fetched).as_posix()}"
            files.append(File.generated(config, name, abs_src_path=str(path)))


def _fetched(config: MkDocsConfig) -> Path:
    return _glue.cache_folder(config) / "cms"
