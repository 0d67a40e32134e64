"""Make a page of every list that the core plans: home, terms, archive."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, Files, InclusionLevel

import _glue
from _build import Build
from _pages import WrittenPage
from yiwen.listings import INTRODUCED, Archive, Directory, Plan, Tool, plan_pages
from yiwen.messages import editor_language, label
from yiwen.subjects import check_tabs

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

log = logging.getLogger("mkdocs.yiwen")


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Add the pages; where an author wrote one at the same place, its words stand above the list."""
    build = _glue.build_of(config)
    _glue.warn(check_tabs(build.library, build.settings))
    authored = {document.address: document for document in build.documents.values()}
    for plan in plan_pages(build.library, build.settings, build.leads):
        written = authored.get(plan.address)  # tags/index.md, tags/README.md or tags.md
        path = written.path if written else plan.path
        build.plans[path] = plan
        file = files.get_file_from_path(path) or _generate(files, config, path)
        body, title = (written.body, written.title) if written else ("", "")
        WrittenPage(file, config, body, title=title or plan.title, template=_template(plan))
    _tell_unused(build)


def _tell_unused(build: Build) -> None:
    """Tell of leads that stand nowhere: perhaps miswritten, perhaps ahead of their posts."""
    terms = build.library.terms
    used = {build.library.fold(term.name) for kind in INTRODUCED for term in terms[kind]}
    if unused := sorted(build.leads.keys() - used):
        form = "no post has these topics: {names}"
        log.info(label(form, editor_language(), names=", ".join(unused)))


def _generate(files: Files, config: MkDocsConfig, path: str) -> File:
    file = File.generated(config, path, content="", inclusion=InclusionLevel.NOT_IN_NAV)
    files.append(file)
    return file


def _template(plan: Plan) -> str:
    if isinstance(plan, Directory):
        return "terms.html"
    if isinstance(plan, Tool):
        return f"{plan.kind}.html"
    return "archive.html" if isinstance(plan, Archive) else "listing.html"
