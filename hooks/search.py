"""Index what readers search, in shards: they are made anew only where their text changed."""

from __future__ import annotations

import logging
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from mkdocs.plugins import event_priority

import _glue
from _build import Build
from _derived import Derived, derive, derive_files
from _pagefind import find_program, take_engine
from _search import (
    FOLDER,
    dump,
    find_folding,
    gather_leaves,
    make_shard,
)
from yiwen import searching
from yiwen.cache import digest
from yiwen.chinese.variants import Variant
from yiwen.searching import FORMAT, Folder, Leaf, Shard, gather_words
from yiwen.terms import variant_of

if TYPE_CHECKING:
    from pathlib import Path

    from mkdocs.config.defaults import MkDocsConfig

log = logging.getLogger("mkdocs.yiwen")

LISTS = "search-lists"
MOST_TAGS = 200
"""How many tags a reader can choose among: those with most posts."""

Files = Mapping[str, bytes]


def on_config(config: MkDocsConfig) -> None:
    """Look which program there is to index with."""
    _glue.build_of(config).outside.append(digest(str(find_program()), zlib.ZLIB_RUNTIME_VERSION))


@event_priority(-10)  # the pages are written, which the index is made of
def on_post_build(config: MkDocsConfig) -> None:
    """Write the index; a preview, which is made often, goes without and says so on its page."""
    build = _glue.build_of(config)
    if not build.settings.search:
        return
    program = find_program()
    if program is None and not build.preview:
        log.info(
            "No search: pagefind has no program for this platform; search: false hides the box"
        )
    with build.stage("search"):
        if program is None or build.preview:
            absent = {f"{FOLDER}/{each}.json": dump({}) for each in build.settings.variants}
            derive_files(build, LISTS, absent)
        else:
            _write_index(build, *program)


def _write_index(build: Build, program: Path, version: str) -> None:
    alike = find_folding(build)
    folder = Folder(alike)
    leaves = gather_leaves(build, folder)
    limits = {"most": searching.SHARD_CHARS, "last": searching.LAST_CHARS}
    editions = {each.value: some for each, some in leaves.items()}
    shards = searching.plan_index(editions, **limits)
    _derive_shards(build, folder, shards, version)
    _derive_engine(build, program, version)
    entry = _render_entry(shards, version)
    words = gather_words(build.converters.terms, folder)
    folding = dump({"from": "".join(alike), "to": "".join(alike.values()), "words": words})
    files = {f"{FOLDER}/pagefind-entry.json": entry, f"{FOLDER}/words.json": folding}
    for variant, some in leaves.items():
        about = {
            "version": digest(FORMAT, version, entry, folding).hex()[:8],
            "shards": _describe(shards, variant),
            **_count_terms(build, variant, some),
        }
        files[f"{FOLDER}/{variant}.json"] = dump(about)
    derive_files(build, LISTS, files)


def _derive_shards(build: Build, folder: Folder, shards: Sequence[Shard], version: str) -> None:
    """A shard's name says what it is made from."""
    by_name = {shard.name: shard for shard in shards}

    def make(some: Sequence[Derived]) -> list[Files]:
        return [make_shard(build, folder, by_name[each.name], version) for each in some]

    wanted = [Derived(name, digest(name, version, zlib.ZLIB_RUNTIME_VERSION)) for name in by_name]
    derive(build, "search", wanted, make)


def _derive_engine(build: Build, program: Path, version: str) -> None:
    def make(some: Sequence[Derived]) -> list[Files]:
        engine = {f"{FOLDER}/{name}": file for name, file in take_engine(program).items()}
        return [engine for _ in some]

    derive(build, "search-engine", [Derived("pagefind", digest(version))], make, processes=0)


def _render_entry(shards: Sequence[Shard], version: str) -> bytes:
    """What Pagefind's script reads first: to it, each shard is a language."""
    languages = {
        shard.name: {"hash": shard.name, "wasm": None, "page_count": len(shard.pages)}
        for shard in sorted(shards, key=lambda each: each.name)
    }
    return dump({"version": version, "languages": languages, "include_characters": []})


def _describe(shards: Sequence[Shard], edition: str) -> list[tuple[str, int, int, int]]:
    """(shard, its first and last year, how many pages it has) of an edition, newest first."""
    described = []
    for shard in reversed(shards):
        if leaves := shard.leaves_of(edition):
            years = [leaf.published.year for leaf in leaves if leaf.published] or [0]
            described.append((shard.name, min(years), max(years), len(leaves)))
    return described


def _count_terms(build: Build, variant: Variant, leaves: Sequence[Leaf]) -> dict[str, Any]:
    """What readers can choose by: (slug, name, number of posts), most first."""
    categories = Counter(leaf.category for leaf in leaves if leaf.category)
    tags = Counter(tag for leaf in leaves for tag in leaf.tags)
    years = Counter(leaf.published.year for leaf in leaves if leaf.published)
    return {
        "categories": _name(build, "categories", categories, variant),
        "tags": _name(build, "tags", tags, variant)[:MOST_TAGS],
        "years": sorted(years.items(), reverse=True),
    }


def _name(
    build: Build, kind: str, counts: Counter[str], variant: Variant
) -> list[tuple[str, str, int]]:
    names = {term.slug: (term.name, term.lang) for term in build.library.terms[kind]}
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [
        (slug, _spell(build, *names[slug], variant), number)
        for slug, number in ordered
        if slug in names
    ]


def _spell(build: Build, name: str, lang: str, variant: Variant) -> str:
    return build.converters.between(variant_of(lang, build.settings), variant)(name)
