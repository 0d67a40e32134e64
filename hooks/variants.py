"""Make of each written page one page in every edition."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.plugins import event_priority
from mkdocs.structure.pages import Page

import _glue
from yiwen.chinese.pages import cut_page, join_page
from yiwen.editions import make_relinker

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


@event_priority(-100)  # last: what other plugins did to the page is converted too
def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Write the page's other editions; MkDocs writes the root one."""
    return _publish(output, page.file.dest_uri, config)


@event_priority(-100)
def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Do the same for 404.html."""
    if not template_name.endswith(".html"):
        return output_content
    return _publish(output_content, template_name, config)


def _publish(html: str, path: str, config: MkDocsConfig) -> str:
    build = _glue.build_of(config)
    cut = cut_page(html)
    root = html
    for edition in build.editions:
        page = join_page(
            cut,
            edition.variant,
            build.converters,
            interface=build.settings.interface,
            link=make_relinker(edition, base=_glue.base_path(config)),
        )
        if edition.path:
            _write(Path(config.site_dir, edition.path, path), page)
        else:
            root = page
    return root


def _write(path: Path, page: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(page.encode("utf-8", errors="xmlcharrefreplace"))
