"""Make of each written page one page in every edition."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.plugins import event_priority
from mkdocs.structure.pages import Page

import _glue
from yiwen.chinese.pages import cut_page, join_page
from yiwen.chinese.texts import Converters
from yiwen.chinese.variants import Variant
from yiwen.editions import Edition, Relink, cross_over, make_relinker, show_all, step_to_root
from yiwen.staging import write_new

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def on_startup(command: str, dirty: bool) -> None:
    """Do not tell of pages that MkDocs does not write: they are written here."""
    logging.getLogger("mkdocs.commands.build").addFilter(_is_worth_telling)


def _is_worth_telling(record: logging.LogRecord) -> bool:
    return "enerated empty output" not in record.getMessage()


@event_priority(-100)  # last: what other plugins did to the page is converted too
def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Write the page in every edition; MkDocs, given nothing, writes none."""
    build = _glue.build_of(config)
    entry = build.library.by_path.get(page.file.src_uri)
    variants = entry.written if entry else tuple(build.settings.variants)
    converters = build.converters_of(entry.post) if entry else build.converters
    written = _Written(output, page.file.dest_uri, page.url, variants, converters)
    _write(_make_editions(written, config), page.file.dest_uri, config)
    return ""


@event_priority(-100)
def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Do the same for 404.html, where the words of every edition stand in each."""
    if not template_name.endswith(".html"):
        return output_content
    build = _glue.build_of(config)
    variants = tuple(build.settings.variants)
    written = _Written(output_content, template_name, "", variants, build.converters)
    made = _make_editions(written, config)
    _write(dict(zip(made, show_all(list(made.values())), strict=True)), template_name, config)
    return ""


@dataclass(frozen=True, slots=True)
class _Written:
    """A page as the templates gave it."""

    html: str
    path: str
    url: str
    variants: tuple[Variant, ...]
    """The editions it is the page of."""
    converters: Converters


def _make_editions(page: _Written, config: MkDocsConfig) -> dict[Edition, str]:
    """The page in all editions that have no other source."""
    build = _glue.build_of(config)
    cut = cut_page(page.html)
    root = step_to_root(page.url)
    made = {}
    for place, edition in enumerate(build.editions):
        if edition.variant not in page.variants:
            continue
        joined = join_page(
            cut,
            edition.variant,
            page.converters,
            interface=build.settings.interface,
            link=_relinker(edition, page.url, config),
        )
        made[edition] = build.pieces.fill_in(joined, place, root=root)
    return made


def _write(made: Mapping[Edition, str], path: str, config: MkDocsConfig) -> None:
    for edition, html in made.items():
        content = html.encode("utf-8", errors="xmlcharrefreplace")
        write_new(Path(config.site_dir, edition.path, path), content)


def _relinker(edition: Edition, url: str, config: MkDocsConfig) -> Relink | None:
    base = _glue.base_path(config)
    relink = make_relinker(edition, base=base)
    elsewhere = _glue.build_of(config).library.elsewhere[edition.variant]
    if not elsewhere:
        return relink
    editions = {each.variant: each for each in _glue.build_of(config).editions}
    places = {target: editions[variant] for target, variant in elsewhere.items()}
    return cross_over(relink, edition, url=url, base=base, elsewhere=places)
