"""Build into a folder beside the site, and put it in the site's place when all went well."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.utils import CountHandler

import _derived
import _glue
import _standing
from yiwen.cache import digest
from yiwen.manifest import Record, load_manifest, mark_outputs, outputs_of, save_manifest
from yiwen.processes import begin, end_beside
from yiwen.staging import (
    Mark,
    drop_staging,
    leave_room,
    link_kept,
    open_staging,
    publish_staging,
    read_tree,
    take_kept,
)

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig

    from _build import Build

log = logging.getLogger("mkdocs.yiwen")


@event_priority(-100)  # after collect.py: refused settings leave no folder behind
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Point MkDocs at the staging folder; ``gh-deploy`` finds ``site_dir`` restored at the end."""
    build = _glue.build_of(config)
    build.target = Path(config.site_dir).resolve()  # a link to it stays a link
    _lock(build.target)
    build.staging = open_staging(build.target)
    tree = read_tree(build.target)
    if _standing.stands(config, tree):
        drop_staging(build.staging, build.target)
        _unlock()
        return _standing.idle(config)
    build.manifest = load_manifest(_manifest_path(config), version=build.version)
    build.intact = build.manifest.find_intact(tree)
    build.wait_for_kept = begin(partial(link_kept, build.target, build.intact))
    config.site_dir = str(build.staging)
    config.theme.static_templates.discard("sitemap.xml")  # it knows one edition only
    return config


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Leave out the files of Material's own pages: nothing on ours refers to them."""
    ours = {Path(config.docs_dir), Path(config.theme.custom_dir or config.docs_dir)}
    for file in [file for file in files if file.src_dir and Path(file.src_dir) not in ours]:
        files.remove(file)


@event_priority(-90)  # before the press, which writes; after all that adds files
def _take_kept(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Go on in a folder that has what did not change: pages, and files that MkDocs would copy."""
    build = _glue.build_of(config)
    assets = {
        file.src_uri: Record(_asset_key(file), (file.dest_uri,))
        for file in files
        if not file.is_documentation_page() and _is_copied(file, config)
    }
    keys = {path: record.key for path, record in assets.items()}
    build.records |= assets
    build.unchanged = build.manifest.find_fresh(keys, build.intact)
    pages = {
        path
        for source in build.inclusions
        for path in build.outputs_of(source, files.src_uris[source].dest_uri)
    }
    with build.stage("keep"):
        there = build.wait_for_kept()
        build.copied = _written_by_mkdocs(assets, config)
        later = leave_room(_derived.known_outputs(build) - build.copied, pages | build.copied)
        wanted = pages | later | outputs_of(build.unchanged.values())
        build.kept = take_kept(build.staging, build.target, there, kept=wanted)


def _written_by_mkdocs(assets: Mapping[str, Record], config: MkDocsConfig) -> set[str]:
    """What MkDocs writes over: a file of the published site would change with it."""
    return outputs_of(assets.values()) | {*config.extra_templates, *config.theme.static_templates}


@event_priority(-200)  # after the press: its pages may refer to every file
def _leave_unchanged(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Let MkDocs copy only what changed."""
    for path in _glue.build_of(config).unchanged:
        files.src_uris[path].inclusion = InclusionLevel.EXCLUDED


on_env = CombinedEvent(_take_kept, _leave_unchanged)


def _is_copied(file: File, config: MkDocsConfig) -> bool:
    """Whether MkDocs copies a file and leaves it so: a template it overwrites afterwards."""
    included = file.abs_src_path and file.inclusion is not InclusionLevel.EXCLUDED
    return bool(included) and file.src_uri not in config.extra_templates


def _asset_key(file: File) -> bytes:
    seen = Path(str(file.abs_src_path)).stat()
    return digest(seen.st_size, seen.st_mtime_ns)


@event_priority(-100)  # the last word: every other hook has written its files
def on_post_build(config: MkDocsConfig) -> None:
    """Publish, unless MkDocs is about to refuse the build for its warnings."""
    build = _glue.build_of(config)
    _derived.sweep(build)
    config.site_dir = str(build.target)
    if config.strict and _warnings():
        drop_staging(build.staging, build.target)
    else:
        with build.stage("publish"):
            publish_staging(build.staging, build.target)
            marks = mark_outputs(build.target, build.records, _held(build))
            save_manifest(_manifest_path(config), build.records, marks, version=build.version)
            _standing.keep(config, marks)
    _standing.end()
    _unlock()


def _held(build: Build) -> dict[str, Mark]:
    """The files of the published site that this build has left as they are."""
    before = build.manifest.records
    held = [each for name, each in build.records.items() if each is before.get(name)]
    return {path: build.intact[path] for path in outputs_of(held) - build.copied}


def on_build_error(error: Exception) -> None:
    """Let the next build begin: what this one has written is cleared away then."""
    end_beside()
    _standing.end()
    _unlock()


def _lock(target: Path) -> None:
    """Wait for another build of the same site; the lock of a killed one is gone with it."""
    lock = FileLock(target.with_name(f".{target.name}.lock"))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        log.info("Waiting for another build of %s", target)
        lock.acquire()
    _glue.PROCESS.lock = lock


def _unlock() -> None:
    if _glue.PROCESS.lock:
        _glue.PROCESS.lock.release()
        _glue.PROCESS.lock = None


def _manifest_path(config: MkDocsConfig) -> Path:
    """Where it is kept what a site was made from: a file for each place a site is built to."""
    return _glue.cache_folder(config) / f"site-{_glue.name_site(config)}.bin"


def _warnings() -> bool:
    """Whether MkDocs has counted warnings (``--strict``); it refuses only after this event."""
    handlers = logging.getLogger("mkdocs").handlers
    return any(each.get_counts() for each in handlers if isinstance(each, CountHandler))
