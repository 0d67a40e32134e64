"""Shape the Markdown of every page for readers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import _glue
from yiwen.markup import ReaderMarkup
from yiwen.mathematics import Mathematics
from yiwen.problems import Problem, under

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

MATHEMATICS = "yiwen_mathematics"
"""Where the extension that all pages share hangs on the config."""


def on_config(config: MkDocsConfig) -> None:
    """Add our Markdown extensions: objects, for a name is looked up before hooks are loaded."""
    config[MATHEMATICS] = mathematics = Mathematics()
    config.markdown_extensions += [ReaderMarkup(), mathematics]  # type: ignore[list-item]


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Say whether this page has formulas: all pages share one ``Markdown``."""
    build = _glue.build_of(config)
    path = page.file.src_uri
    entry = build.library.by_path.get(path)
    source = entry.post if entry else build.documents.get(path)
    said = source.math if source else None
    config[MATHEMATICS].begin(on=build.settings.math if said is None else said)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Tell of formulas that are shown as their source."""
    faults = config[MATHEMATICS].faults
    if not faults:
        return
    build = _glue.build_of(config)
    path = page.file.src_uri
    entry = build.library.by_path.get(path)
    first = (entry.post if entry else build.documents[path]).body_line
    told = [Problem(path, first + each.line - 1, 0, each.what, each.mend) for each in faults]
    _glue.warn(under(Path(config.docs_dir).name, told))
