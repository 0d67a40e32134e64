"""Lead old addresses of articles and terms to where these are now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files, InclusionLevel

import _glue
from _derived import Derived, derive
from yiwen.cache import digest
from yiwen.chinese.folding import Folder
from yiwen.chinese.pages import cut_page, join_page
from yiwen.problems import under
from yiwen.redirects import Redirect, plan_redirects

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig

PLANNED, ENVIRONMENT = "yiwen_redirects", "yiwen_environment"
"""Where they hang on the config, which MkDocs makes anew for every build."""


@event_priority(-160)  # last: every page and every other file has its place
def on_files(files: Files, config: MkDocsConfig) -> None:
    """Plan the redirects, and tell those that cannot be."""
    build = _glue.build_of(config)
    taken = {
        file.dest_uri: file.src_uri
        for file in files
        if file.inclusion is not InclusionLevel.EXCLUDED
    }
    folds = [Folder(())] if build.converters.terms else []
    planned, problems = plan_redirects(build.library, build.site, files=taken, folds=folds)
    config[PLANNED] = planned
    _glue.warn(under(Path(config.docs_dir).name, problems))


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Keep the templates for when the pages are written."""
    config[ENVIRONMENT] = env


@event_priority(-10)  # after the pages, before the site is published
def on_post_build(config: MkDocsConfig) -> None:
    """Write them."""
    build = _glue.build_of(config)
    planned: list[Redirect] = config[PLANNED]
    shown = {each.path: each for each in planned}
    base = digest(list(build.inputs), build.site.url)
    wanted = [Derived(path, digest(base, repr(each))) for path, each in shown.items()]
    derive(build, "redirects", wanted, partial(_make, config, shown))


def _make(
    config: MkDocsConfig, shown: Mapping[str, Redirect], some: Sequence[Derived]
) -> list[Mapping[str, bytes]]:
    return [{each.name: _render(config, shown[each.name])} for each in some]


def _render(config: MkDocsConfig, redirect: Redirect) -> bytes:
    build = _glue.build_of(config)
    environment: Any = config[ENVIRONMENT]
    url = build.site.url
    html = environment.get_template("redirect.html").render(
        redirect=redirect,
        html_lang=build.settings.interface.value,
        canonical=f"{url}{redirect.target}" if url else "",
    )
    interface, variant = build.settings.interface, redirect.edition.variant
    made = join_page(cut_page(html), variant, build.converters, interface=interface)
    return made.encode("utf-8", errors="xmlcharrefreplace")
