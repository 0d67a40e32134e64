"""Shape the Markdown of every page for readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yiwen.markup import ReaderMarkup

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def on_config(config: MkDocsConfig) -> None:
    """Add our Markdown extension: an object, for a name is looked up before hooks are loaded."""
    config.markdown_extensions.append(ReaderMarkup())  # type: ignore[arg-type]
