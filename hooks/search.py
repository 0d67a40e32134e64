"""Index what readers search: shards of Pagefind's, made anew only where their text changed."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from mkdocs.plugins import event_priority

import _glue
from _build import Build
from _derived import MARK, Derived, derive, derive_files
from _pagefind import find_indexer, run_indexer
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
from yiwen.searching import FORMAT, Folder, Leaf, Shard, gather_words, same_text, share_shards
from yiwen.terms import variant_of

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

log = logging.getLogger("mkdocs.yiwen")

LISTS = "search-lists"
MOST_TAGS = 200
"""How many tags a reader can choose among: those with most posts."""

Files = Mapping[str, bytes]


@event_priority(-10)  # the pages are written, which the index is made of
def on_post_build(config: MkDocsConfig) -> None:
    """Write the index; a preview, which is made often, goes without and says so on its page."""
    build = _glue.build_of(config)
    if not build.settings.search:
        return
    indexer = find_indexer()
    if indexer is None and not build.preview:
        log.info(
            "No search: pagefind has no program for this platform; search: false hides the box"
        )
    with build.stage("search"):
        if indexer is None or build.preview:
            absent = {f"{FOLDER}/{each}.json": dump({}) for each in build.settings.variants}
            derive_files(build, LISTS, absent)
        else:
            _write_index(build, indexer[1])


def _write_index(build: Build, version: str) -> None:
    alike = find_folding(build)
    folder = Folder(alike)
    leaves = gather_leaves(build, folder)
    limits = {"most": searching.SHARD_CHARS, "last": searching.LAST_CHARS}
    parts = {each.value: searching.plan_shards(some, **limits) for each, some in leaves.items()}
    shared = share_shards(parts)
    names = {same: shard.name for same, shard in shared.items()}
    shards = {names[same]: shard for same, shard in shared.items()}
    _derive_shards(build, folder, shards, version)
    _derive_engine(build, version)
    entry = _render_entry(build, shards, version)
    words = gather_words(build.converters.terms, folder)
    folding = dump({"from": "".join(alike), "to": "".join(alike.values()), "words": words})
    files = {f"{FOLDER}/pagefind-entry.json": entry, f"{FOLDER}/words.json": folding}
    for variant, some in leaves.items():
        about = {
            "version": digest(FORMAT, version, entry, folding).hex()[:8],
            "shards": [
                _describe(names[same_text(part)], part) for part in reversed(parts[variant.value])
            ],
            **_count_terms(build, variant, some),
        }
        files[f"{FOLDER}/{variant}.json"] = dump(about)
    derive_files(build, LISTS, files)


def _derive_shards(build: Build, folder: Folder, shards: Mapping[str, Shard], version: str) -> None:
    """One at a time: each needs up to 200 MB. A shard's name says what it is made from."""

    def make(some: Sequence[Derived]) -> list[Files]:
        return [make_shard(build, folder, shards[each.name], each.name) for each in some]

    wanted = [Derived(name, digest(name, version)) for name in shards]
    derive(build, "search", wanted, make, processes=1)


def _derive_engine(build: Build, version: str) -> None:
    def make(some: Sequence[Derived]) -> list[Files]:
        return [_make_engine() for _ in some]

    derive(build, "search-engine", [Derived("pagefind", digest(version))], make, processes=1)


def _make_engine() -> Files:
    engine = run_indexer(["<html><body>一</body></html>"], "any").engine
    return {f"{FOLDER}/{name}": content for name, content in engine.items()}


def _find_hash(build: Build, name: str) -> str:
    """What the index calls a shard, told by the name of its file."""
    outputs = build.records[f"{MARK}search/{name}"].outputs
    meta = next(path for path in outputs if path.endswith(".pf_meta"))
    return meta.removeprefix(f"{FOLDER}/pagefind.").removesuffix(".pf_meta")


def _render_entry(build: Build, shards: Mapping[str, Shard], version: str) -> bytes:
    """What Pagefind's script reads first: to it, each shard is a language."""
    languages = {
        name: {"hash": _find_hash(build, name), "wasm": None, "page_count": len(shard.leaves)}
        for name, shard in sorted(shards.items())
    }
    return dump({"version": version, "languages": languages, "include_characters": []})


def _describe(name: str, leaves: Sequence[Leaf]) -> tuple[str, int, int, int]:
    """(shard, its first and last year, how many pages it has)."""
    years = [leaf.published.year for leaf in leaves if leaf.published] or [0]
    return name, min(years), max(years), len(leaves)


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
