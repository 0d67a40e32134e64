"""Pages as MkDocs keeps them, made from what the core has read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from mkdocs.structure.pages import Page

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files


def place(file: File, url: str) -> None:
    """Write a page to ``url`` (below the site's root, not encoded, ``/`` at its end)."""
    file.dest_uri = f"{url}index.html"
    file.url = quote(url) or "./"


class WrittenPage(Page):
    """A page whose Markdown and front matter the core has read; MkDocs parses neither again."""

    def __init__(self, file: File, config: MkDocsConfig, markdown: str, **meta: Any) -> None:
        super().__init__(None, file, config)
        self._written = markdown, meta
        self.read_source(config)

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002 - MkDocs' signature
        """Take what the core has read."""
        markdown, meta = self._written
        self.markdown, self.meta = markdown, dict(meta)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Render the Markdown; a page without any costs nothing."""
        if self.markdown:
            super().render(config, files)
        else:
            self.content = ""
