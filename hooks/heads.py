"""Give every template what it shows: the head, the frame around the page, the page's own matter."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import _glue
from _build import Build
from _subjects import subject_of
from _templates import FILTERS
from yiwen.comments import allow_giscus, comments_of, describe_thread
from yiwen.editions import Switch, link_switches, step_to_root
from yiwen.heads import Site, Subject, editions_of, make_head
from yiwen.library import Entry
from yiwen.listings import DIRECTORY_TITLES, Archive, Directory, Plan, Tool
from yiwen.sharing import plan_sharing
from yiwen.structured import make_graph
from yiwen.subjects import (
    about_document,
    about_lost,
    header_tabs,
    tab_of_entry,
    tab_of_plan,
)
from yiwen.terms import Term

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

MOST_TABS = 6
TABBED = frozenset({"categories", "tags"})
"""Kinds of terms whose pages the header leads to."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https: data:; "
    "media-src 'self' https:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
    "form-action 'self'; base-uri 'none'"
)
"""Nothing from elsewhere but images: a cover may lie on another host until it is fetched."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page shows around its matter."""

    name: str
    description: str
    author: str
    html_lang: str
    tabs: tuple[Term, ...]
    directories: tuple[tuple[str, str], ...]
    """(title, address) of the pages that lead to all terms of a kind and have no tab."""
    pages: tuple[Any, ...]
    recent: tuple[Entry, ...]
    search: bool
    csp: str
    stamp: str
    """Changes with the theme's files, so that browsers take the new ones."""
    copyright: str
    """As HTML; empty where the settings have none."""
    feeds: bool
    variants: tuple[Switch, ...] = ()


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Set the frame once, when everything it shows is known."""
    build = _glue.build_of(config)
    env.filters |= FILTERS
    build.frame = _make_frame(build, config)


def on_page_context(
    context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
) -> TemplateContext:
    """Add what the page's template needs."""
    build = _glue.build_of(config)
    path = page.file.src_uri
    subject, plan = subject_of(build, path), build.plans.get(path)
    shown: dict[str, Any]
    if entry := build.library.by_path.get(path):
        shown, here = _article(build, entry), tab_of_entry(entry)
    elif plan:
        shown, here = _plan(plan), tab_of_plan(plan)
        above = build.documents.get(path)  # words of an author's, above the list
        shown["written"] = about_document(above, build.settings) if above else None
    else:
        document = build.documents[path]
        shown = {"kind": "page", "heading": "" if document.titled else document.title}
        here = subject.url
    recent = plan is not None and plan.shows_recent
    around = _around(build, subject, here, root=step_to_root(subject.url), recent=recent)
    if shown.get("thread"):
        around["yiwen"] = replace(around["yiwen"], csp=allow_giscus(around["yiwen"].csp))
    return cast("TemplateContext", {**context, **shown, **around})


def on_template_context(
    context: TemplateContext, template_name: str, config: MkDocsConfig
) -> TemplateContext:
    """Frame 404.html too: its links lead to the home pages, from the root of the host."""
    build = _glue.build_of(config)
    around = _around(build, about_lost(), "", root=_glue.base_path(config), recent=True)
    return cast("TemplateContext", {**context, "kind": "404", **around})


def _around(
    build: Build, subject: Subject, here: str, *, root: str, recent: bool = False
) -> dict[str, Any]:
    """The head and the frame; only lists begin with ``recent`` posts, so that others need not change."""
    switches = link_switches(subject.url, editions_of(subject, build.site), root=root)
    head = make_head(subject, build.site, build.spell)
    kind = build.settings.article_type
    return {
        "yiwen": replace(
            build.frame, variants=switches, recent=build.frame.recent if recent else ()
        ),
        "head": head,
        "graph": make_graph(subject, head, build.site, build.spell, article_type=kind),
        "here": here,
    }


def _article(build: Build, entry: Entry) -> dict[str, Any]:
    around = build.surroundings(entry)
    comments = comments_of(entry.post, build.settings)
    titles = build.in_each(entry.title, entry.lang)
    return {
        "kind": "article",
        "entry": entry,
        "previous": around.older,
        "next": around.newer,
        "related": around.related,
        "in_series": around.parts,
        "series_first": around.first,
        "series_place": around.place,
        "series_total": around.total,
        "sharing": plan_sharing(entry.url, titles, build.site),
        "comments": comments,
        "thread": comments and describe_thread(comments, entry.post.url, build.editions),
    }


def _plan(plan: Plan) -> dict[str, Any]:
    if isinstance(plan, Directory):
        return {"kind": "terms", "terms": plan}
    if isinstance(plan, Archive):
        return {"kind": "archive", "archive": plan}
    if isinstance(plan, Tool):
        return {"kind": plan.kind}
    kind = "home" if plan.kind == "home" else "listing"
    return {"kind": kind, "listing": plan, "related_terms": plan.related}


def _make_frame(build: Build, config: MkDocsConfig) -> Frame:
    site: Site = build.site
    untabbed = [
        (title, f"{kind}/")
        for kind, title in DIRECTORY_TITLES.items()
        if build.library.terms[kind] and kind not in TABBED
    ]
    return Frame(
        name=site.name,
        description=site.description,
        author=site.author,
        html_lang=build.settings.interface.value,
        tabs=header_tabs(build.library, build.settings, most=MOST_TABS),
        directories=tuple(untabbed),
        pages=tuple(about_document(each, build.settings) for each in build.menu),
        recent=build.recent,
        search=build.settings.search,
        csp="" if build.preview else POLICY,
        stamp=_stamp(config),
        copyright=config.copyright or "",
        feeds=bool(config.site_url),
    )


def _stamp(config: MkDocsConfig) -> str:
    """A short hash of the theme's own files (``overrides/assets``)."""
    digest = hashlib.sha256()
    folder = Path(config.theme.custom_dir or ".", "assets")
    for path in sorted(folder.rglob("*.*")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:8]
