"""Settle the settings, read every source, tell all faults at once, gather the library."""

from __future__ import annotations

import gc
import logging
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

import _glue
from _build import Build
from _editorial import docs_name, read_glossary, read_topics
from _pages import WrittenPage, place
from _pictures import read_pictures
from _templates import lighten
from yiwen.chinese.engine import Engine, describe_engine
from yiwen.chinese.folding import Folder
from yiwen.chinese.texts import Converters, Options
from yiwen.editions import read_editions
from yiwen.heads import Site
from yiwen.library import gather_library
from yiwen.problems import Problem, under
from yiwen.processes import count_processes
from yiwen.reading import Sources, is_markdown, read_sources
from yiwen.settings import Settings, read_settings
from yiwen.site_urls import read_site_url
from yiwen.standing import find_due

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

log = logging.getLogger("mkdocs.yiwen")

RECENT_TITLE = "最新文章"
SELDOM = 100_000, 50, 50
"""When Python looks for circles among its objects: posts and pages are many and hang together for the
whole build, and looking at them again and again took a seventh of one that changes nothing."""


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether this process shows a preview."""
    _glue.PROCESS.preview = command == "serve"
    gc.set_threshold(*SELDOM)


def on_config(config: MkDocsConfig) -> None:
    """Begin a build: nothing of an earlier one is left on a new config."""
    _glue.PROCESS.explained = _glue.find_explanations(config)
    with _glue.told_to_author():
        settings = read_settings(config.extra.get("yiwen") or {})
        config.site_url = read_site_url(config.site_url or "", name="mkdocs.yml")
    terms, refused = read_glossary(config, settings)
    build = Build(
        settings=settings,
        editions=read_editions(settings),
        converters=Converters(terms, _options(settings)),
        now=_glue.clock(),
        preview=_glue.PROCESS.preview,
    )
    lighten(config.theme, _glue.cache_folder(config) / "templates")
    build.site = Site(
        name=build.everywhere(config.site_name),
        description=build.everywhere(config.site_description or ""),
        author=build.everywhere(settings.author or config.site_author or config.site_name),
        logo=str(config.theme.get("favicon") or ""),
        searched=settings.search,
        url=config.site_url or "",
        editions=build.editions,
    )
    build.refused = refused
    config[_glue.KEY] = build
    log.info(_tell_engine(describe_engine()))


@event_priority(100)  # before listings.py, which makes pages of what is gathered here
def on_files(files: Files, config: MkDocsConfig) -> None:
    """Read every source, and give each its page."""
    build = _glue.build_of(config)
    fold = Folder(build.converters.terms)
    read_topics(config, fold)
    sources = _read(files, config)
    _glue.warn(under(docs_name(config), sources.odd))
    _leave_out(sources.left_out, files, config)
    build.terms = dict(sources.terms)
    build.due = find_due((post.published for post in sources.every_post()), build.now)
    read_pictures(files, config, sources)
    with build.stage("gather"):
        build.library = gather_library(
            sources.posts,
            build.settings,
            fold=fold,
            covers=sources.covers,
            pictures=build.pictures,
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


def _leave_out(problems: Sequence[Problem], files: Files, config: MkDocsConfig) -> None:
    """Tell which posts are not published (``on_bad_post: skip``), and see that they are not."""
    _glue.tell_left_out(under(docs_name(config), problems))
    for problem in problems:
        files.src_uris[problem.path].inclusion = InclusionLevel.EXCLUDED


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
    pages = [file for file in kept if is_markdown(file.src_uri)]
    with build.stage("read"), _glue.told_to_author(before=build.refused, folder=docs_name(config)):
        sources = read_sources(
            ((file.src_uri, partial(_content, file)) for file in pages),
            assets={file.src_uri for file in kept if not is_markdown(file.src_uri)},
            settings=build.settings,
            memory=build.cache,
            processes=count_processes(build.settings.processes),
            absolute=_glue.take_absolute_links(config),
        )
        build.cache.save(forget=False)  # what was read need not wait in memory for the end
    return sources


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
