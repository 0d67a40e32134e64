"""Settle the settings, read every source, tell all faults at once, gather the library."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

import _glue
from _build import Build
from _pages import WrittenPage, place
from yiwen.chinese.engine import Engine, describe_engine
from yiwen.chinese.folding import Folder
from yiwen.chinese.texts import Converters, Options
from yiwen.editions import read_editions
from yiwen.glossaries import load_glossary
from yiwen.heads import Site
from yiwen.library import gather_library
from yiwen.problems import Problem, render_problem, under
from yiwen.processes import count_processes
from yiwen.reading import Sources, is_markdown, read_sources
from yiwen.settings import Settings, read_settings

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

log = logging.getLogger("mkdocs.yiwen")

MOST_WARNINGS = 50
RECENT_TITLE = "最新文章"


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether this process shows a preview."""
    _glue.PROCESS.preview = command == "serve"


def on_config(config: MkDocsConfig) -> None:
    """Begin a build: nothing of an earlier one is left on a new config."""
    with _glue.told_to_author():
        settings = read_settings(config.extra.get("yiwen") or {})
        glossary = Path(config.docs_dir, settings.glossary)
        name = f"{Path(config.docs_dir).name}/{settings.glossary}"
        terms, odd = load_glossary(glossary, name=name)
    _warn(odd)
    build = Build(
        settings=settings,
        editions=read_editions(settings),
        converters=Converters(terms, _options(settings)),
        now=_glue.clock(),
        preview=_glue.PROCESS.preview,
    )
    build.site = Site(
        name=build.everywhere(config.site_name),
        description=build.everywhere(config.site_description or ""),
        author=build.everywhere(settings.author or config.site_author or config.site_name),
        url=f"{config.site_url.rstrip('/')}/" if config.site_url else "",
        editions=build.editions,
    )
    config[_glue.KEY] = build
    log.info(_tell_engine(describe_engine()))


@event_priority(100)  # before listings.py, which makes pages of what is gathered here
def on_files(files: Files, config: MkDocsConfig) -> None:
    """Read every source, and give each its page."""
    build = _glue.build_of(config)
    sources = _read(files, config)
    _warn(under(Path(config.docs_dir).name, sources.odd))
    build.terms = dict(sources.terms)
    with build.stage("gather"):
        build.library = gather_library(
            sources.posts,
            build.settings,
            fold=Folder(build.converters.terms),
            covers=sources.covers,
            versions=sources.versions,
            spell=build.spell_post,
            now=build.now,
            preview=build.preview,
        )
    build.documents = {document.path: document for document in sources.documents}
    _place_posts(files, config, sources)
    _place_documents(files, config, sources)


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Take the posts that mkdocs-blog-plugin put into its section, for the sidebar of lists."""
    build = _glue.build_of(config)
    folder = build.settings.posts_folder.lower()
    for item in nav.items:
        if isinstance(item, Section) and item.title.lower() == folder:
            item.title = RECENT_TITLE
            chosen = {page.file.src_uri for page in item.children if isinstance(page, Page)}
            build.recent = tuple(entry for entry in build.library.entries if entry.key in chosen)
    tops = [page.file.src_uri for page in nav.pages if page.is_top_level]
    pages = [build.documents[path] for path in tops if path in build.documents]
    build.menu = tuple(page for page in pages if page.path not in build.plans)


def _warn(problems: Sequence[Problem]) -> None:
    """Tell what can be published all the same; ``--strict`` counts it."""
    for problem in problems[:MOST_WARNINGS]:
        log.warning(render_problem(problem))
    if len(problems) > MOST_WARNINGS:
        log.warning("… and %d more", len(problems) - MOST_WARNINGS)


def _tell_engine(engine: Engine) -> str:
    lacks = f"; it lacks: {', '.join(engine.lacks)}" if engine.lacks else ""
    return f"Chinese by {engine.name} {engine.version}{lacks}"


def _options(settings: Settings) -> Options:
    return Options(
        phrases=frozenset(variant for variant, wanted in settings.phrases.items() if wanted),
        hk_glyphs=settings.hk_glyphs,
        tw_glyphs=settings.tw_glyphs,
        quotes=settings.quotes,
    )


def _read(files: Files, config: MkDocsConfig) -> Sources:
    build = _glue.build_of(config)
    kept = [file for file in files if file.inclusion is not InclusionLevel.EXCLUDED]
    pages = [file for file in kept if file.is_documentation_page()]
    with build.stage("read"), _glue.told_to_author(folder=Path(config.docs_dir).name):
        return read_sources(
            ((file.src_uri, partial(_content, file)) for file in pages),
            assets={file.src_uri for file in kept if not is_markdown(file.src_uri)},
            settings=build.settings,
            memory=build.cache,
            processes=count_processes(build.settings.processes),
        )


def _content(file: File) -> bytes:
    return file.content_bytes


def _place_posts(files: Files, config: MkDocsConfig, sources: Sources) -> None:
    """Give each post its page; only the newest take part in MkDocs' navigation."""
    library = _glue.build_of(config).library
    newest = {entry.key for entry in library.entries[: _recent_posts(config)]}
    for path in [post.path for post in sources.every_post()]:
        file = files.src_uris[path]
        entry = library.by_path.get(path)
        if entry is None:
            file.inclusion = InclusionLevel.EXCLUDED
            continue
        if path not in newest:
            file.inclusion = InclusionLevel.NOT_IN_NAV
        place(file, entry.post.url)
        meta = {"title": entry.title, "template": "article.html"}
        WrittenPage(file, config, entry.post.body, **meta)


def _recent_posts(config: MkDocsConfig) -> int:
    """How many posts mkdocs-blog-plugin shows; its position among the plugins is its name."""
    plugin = config.plugins.get("blog")
    return int(plugin.config["articles"]) if plugin else 0


def _place_documents(files: Files, config: MkDocsConfig, sources: Sources) -> None:
    for document in sources.documents:
        file = files.src_uris[document.path]
        WrittenPage(file, config, document.body, title=document.title)
