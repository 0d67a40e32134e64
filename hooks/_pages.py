"""Pages as MkDocs keeps them, made from what the core has read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urljoin, urlsplit

from markdown import Markdown
from mkdocs.structure.pages import (
    Page,
    _ExtractAnchorsTreeprocessor,
    _ExtractTitleTreeprocessor,
    _RawHTMLPreprocessor,
    _RelativePathTreeprocessor,
)
from mkdocs.structure.toc import get_toc

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files

MARKDOWN = "yiwen_markdown"
"""Where the pages' ``Markdown`` hangs on the config."""

KNOWN_EXTENSION = re.compile(r"markdown\.|pymdownx\.|[a-z_]+$|<yiwen\.")
"""Extensions that are reset between pages; those without a dot are Python-Markdown's."""


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

    def _set_canonical_url(self, base: str | None) -> None:
        """Keep what the addresses are made of: few pages are asked for them."""
        self._base = base or ""

    @property
    def canonical_url(self) -> str | None:  # type: ignore[override]
        """The absolute address, in the root edition; none on a site that has no URL."""
        return urljoin(f"{self._base.rstrip('/')}/", self.url) if self._base else None

    @property
    def abs_url(self) -> str | None:  # type: ignore[override]
        """The address from the root of the host."""
        return urlsplit(self.canonical_url).path if self.canonical_url else None

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002 - MkDocs' signature
        """Take what the core has read."""
        markdown, meta = self._written
        self.markdown, self.meta = markdown, dict(meta)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Render the Markdown as MkDocs does, with a ``Markdown`` that pages have in common.

        MkDocs makes one for every page, a quarter of the work. A page without text costs nothing.
        """
        if not self.markdown:
            self.content = ""
            return
        md = _find_markdown(config)
        anchors = _ExtractAnchorsTreeprocessor(self.file, files, config)
        links = _RelativePathTreeprocessor(self.file, files, config)
        raw, title = _RawHTMLPreprocessor(), _ExtractTitleTreeprocessor()
        for processor in (raw, anchors, links, title):
            processor._register(md)  # noqa: SLF001 - takes the place of the page's before
        self.content = md.convert(self.markdown)
        self.toc = get_toc(getattr(md, "toc_tokens", []))
        self._title_from_render = title.title
        self.present_anchor_ids = anchors.present_anchor_ids | raw.present_anchor_ids
        self.links_to_anchors = links.links_to_anchors


def _find_markdown(config: MkDocsConfig) -> Markdown:
    """What renders the Markdown of a page, empty of the page before.

    Extensions of Python-Markdown and PyMdown forget a page when they are reset; with others, which
    may not, each page gets one of its own.
    """
    made: Markdown | None = config.get(MARKDOWN)
    if made is None or not all(KNOWN_EXTENSION.match(str(e)) for e in config.markdown_extensions):
        extensions, settings = config.markdown_extensions, config["mdx_configs"]
        made = config[MARKDOWN] = Markdown(extensions=extensions, extension_configs=settings)
    return made.reset()
