"""Print the pages: MkDocs' own two steps for each page that changed, in several processes."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel

import _glue
from _build import Build
from _pieces import drop_pieces, prepare_pieces
from yiwen.keys import Places, article_key, document_key, plan_key
from yiwen.manifest import Printed, check_anchors
from yiwen.processes import count_processes, share

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation

NEVER = b""
"""The key of a page that said something: it is printed again, so that it says it again."""


@event_priority(-100)  # last: everything that other plugins want in the navigation is there
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Take all pages out of MkDocs' own loops, which know one process and no cache."""
    build = _glue.build_of(config)
    build.nav = nav
    for file in files.documentation_pages():
        build.inclusions[file.src_uri] = file.inclusion
        file.inclusion = InclusionLevel.EXCLUDED


@event_priority(-100)  # last: the templates have their filters, the frame is made
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Print each page that the published site does not have yet."""
    build = _glue.build_of(config)
    pages = [files.src_uris[path] for path in build.inclusions]
    with _included(pages, build):
        with build.stage("compare"):
            build.keys = _find_keys(files, config)
            build.fresh = build.manifest.find_fresh(build.keys, build.intact)
        stale = [file for file in pages if file.src_uri not in build.fresh]
        _prepare_converters(stale, build)
        with build.stage("pieces"):
            prepare_pieces(env, build, [file.src_uri for file in stale])
        _print_stale(stale, partial(_print_pages, env, config, files), build)
        drop_pieces(build)
    build.records |= build.fresh
    _check_anchors(config)


def _prepare_converters(stale: Sequence[File], build: Build) -> None:
    """Read the glossary's ways before processes part: each would do so for itself."""
    entries = (build.library.by_path.get(file.src_uri) for file in stale)
    scripts = {entry.post.script for entry in entries if entry}
    if stale:
        build.converters.prepare({build.settings.interface, *scripts}, build.settings.variants)


def _print_stale(
    stale: Sequence[File], printer: Callable[[Sequence[File]], list[Printed]], build: Build
) -> None:
    wanted = build.settings.processes
    processes = 0 if wanted == 1 else count_processes(wanted)  # plugins may gather from pages
    with build.stage("print"):
        for printed in share(printer, stale, processes=processes):
            _glue.say_again(printed.said)
            warned = any(level >= logging.WARNING for _, level, _ in printed.said)
            key = NEVER if warned else build.keys[printed.path]
            build.records[printed.path] = printed.record(key)


@contextmanager
def _included(pages: Sequence[File], build: Build) -> Iterator[None]:
    for file in pages:
        file.inclusion = build.inclusions[file.src_uri]
    yield
    for file in pages:
        file.inclusion = InclusionLevel.EXCLUDED


def _find_keys(files: Files, config: MkDocsConfig) -> dict[str, bytes]:
    """The key of every page, by source path."""
    build = _glue.build_of(config)
    places = _find_places(files, build, _glue.base_path(config))
    outlines = {path: build.outline(path) for path in build.library.by_path}
    with_recent = build.base_key(*(outlines[entry.key] for entry in build.frame.recent))
    base = build.base_key()
    keys = {
        path: article_key(
            base,
            entry,
            build.surroundings(entry),
            outlines,
            words=repr((build.terms.get(path, ()), build.previews.get(path))),
            places=places,
        )
        for path, entry in build.library.by_path.items()
    }
    for path, plan in build.plans.items():
        shown = with_recent if plan.shows_recent else base
        keys[path] = plan_key(shown, plan, outlines, build.documents.get(path), places)
    for path, document in build.documents.items():
        keys.setdefault(path, document_key(base, document, places))
    return keys


def _find_places(files: Files, build: Build, base: str) -> Places:
    def locate(path: str) -> str:
        file = files.get_file_from_path(path)
        return file.url if file else ""

    some = {
        url: ",".join(each.editions)
        for each in build.library.by_path.values()
        if len(each.editions) < len(build.editions)
        for url in (each.url, f"{base}{each.url}"[1:])  # as seen from the site, and from the host
    }
    images = {
        path: repr([build.pictures[image] for image in shown])
        for path, shown in build.shown.items()
    }
    return Places(locate, some, images)


def _print_pages(
    env: Environment, config: MkDocsConfig, files: Files, some: Sequence[File]
) -> list[Printed]:
    build = _glue.build_of(config)
    return [_print_page(env, config, files, build, file) for file in some]


def _print_page(
    env: Environment, config: MkDocsConfig, files: Files, build: Build, file: File
) -> Printed:
    page = file.page
    if page is None:
        raise LookupError(file.src_uri)
    with _listening() as said:
        _populate_page(page, config, files)
        _build_page(page, config, [], build.nav, env)
    targets = page.links_to_anchors or {}
    links = [
        (target.src_uri, anchor, written)
        for target, anchors in targets.items()
        for anchor, written in anchors.items()
    ]
    page.content = page.markdown = None  # what was printed needs no memory
    return Printed(
        path=file.src_uri,
        outputs=build.outputs_of(file.src_uri, file.dest_uri),
        anchors=tuple(sorted(page.present_anchor_ids or ())),
        links=tuple(links),
        said=tuple(said),
    )


@contextmanager
def _listening() -> Iterator[list[_glue.Said]]:
    """Keep what MkDocs says for the process that counts it (``--strict``) and shows it."""
    logger = logging.getLogger("mkdocs")
    listener, handlers, propagate = _glue.Listener(), logger.handlers, logger.propagate
    logger.handlers, logger.propagate = [listener], False
    try:
        yield listener.said
    except Exception:
        logger.handlers, logger.propagate = handlers, propagate
        _glue.say_again(listener.said)  # at once: nothing of this page comes back
        raise
    finally:
        logger.handlers, logger.propagate = handlers, propagate


def _check_anchors(config: MkDocsConfig) -> None:
    """Tell links to anchors that are not there, of all pages: MkDocs looks at those in its loop."""
    build = _glue.build_of(config)
    links = [(path, link) for path, record in build.records.items() for link in record.links]
    targets = {target for _, (target, *_) in links if target in build.records}  # no drafts
    anchors = {target: set(build.records[target].anchors) for target in targets}
    level: Any = config.validation.links.anchors
    for source, target, anchor, written in check_anchors(links, anchors):
        logging.getLogger("mkdocs.yiwen").log(
            level, "%s: no anchor '#%s' in %s: %r", source, anchor, target, written
        )
