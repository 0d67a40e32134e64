"""How pages become leaves of search, and shards of them become files."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import partial

from mkdocs.structure.files import InclusionLevel

from _build import Build
from yiwen.cache import digest
from yiwen.chinese.alike import find_alike
from yiwen.chinese.engine import describe_engine
from yiwen.chinese.variants import Variant
from yiwen.editions import find_edition
from yiwen.library import Entry
from yiwen.postings import render_index
from yiwen.processes import count_processes, share
from yiwen.readback import take_prose
from yiwen.searching import (
    FORMAT,
    Folder,
    Leaf,
    Page,
    Shard,
    join_text,
    part_texts,
    place_words,
)
from yiwen.terms import variant_of

FOLDER = "search"

Known = tuple[bytes, int, str]
"""Of a page: the digest of its folded text, how long that is, and the title."""


def find_folding(build: Build) -> dict[str, str]:
    """The characters that scripts have in common; making the table costs a third of a second."""
    engine = describe_engine()
    key = digest("alike", build.version, engine.name, engine.version)
    known: dict[str, str] | None = build.cache.get(key)
    if known is None:
        known = find_alike()
        build.cache.put(key, known)
    return known


def gather_leaves(build: Build, folder: Folder) -> dict[Variant, list[Leaf]]:
    """Every page that search finds, by edition."""
    pages = {path: _pages_of(build, path) for path in _find_sources(build)}
    known = _recall(build, folder, pages)
    gathered: dict[Variant, list[Leaf]] = {each.variant: [] for each in build.editions}
    for path, outputs in pages.items():
        entry = build.library.by_path.get(path)
        for page, (key, chars, title) in zip(outputs, known[path], strict=True):
            edition = find_edition(page, build.editions)
            leaf = Leaf(key, chars, _address(build, path), title, None, page=page)
            gathered[edition.variant].append(_file(leaf, entry) if entry else leaf)
    return gathered


def _find_sources(build: Build) -> list[str]:
    """Articles, and pages but for those that lists are made of or that are kept out of navigation."""
    documents = [
        path
        for path in build.documents
        if path not in build.plans and build.inclusions.get(path) is not InclusionLevel.NOT_IN_NAV
    ]
    return [*build.library.by_path, *documents]


def _pages_of(build: Build, path: str) -> tuple[str, ...]:
    record = build.records.get(path)
    return record.outputs if record else ()


def _address(build: Build, path: str) -> str:
    entry = build.library.by_path.get(path)
    return entry.url if entry else build.documents[path].url


def _file(leaf: Leaf, entry: Entry) -> Leaf:
    tags = tuple(term.slug for term in entry.tags)
    day = entry.post.published.date()
    return Leaf(
        leaf.key,
        leaf.chars,
        leaf.address,
        leaf.title,
        day,
        category=entry.category.slug,
        tags=tags,
        page=leaf.page,
    )


def _recall(
    build: Build, folder: Folder, pages: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[Known, ...]]:
    """What an earlier build has read in the same pages, or what is read now."""
    keys = {path: digest("search", FORMAT, build.keys[path], list(pages[path])) for path in pages}
    found: dict[str, tuple[Known, ...]] = {}
    for path, key in keys.items():
        value = build.cache.get(key)
        if value is not None:
            found[path] = value
    missing = [path for path in pages if path not in found]
    processes = count_processes(build.settings.processes)
    read = share(partial(_read_pages, build, folder, pages), missing, processes=processes)
    for path, value in zip(missing, read, strict=True):
        build.cache.put(keys[path], value)
        found[path] = value
    return found


def _read_pages(
    build: Build, folder: Folder, pages: Mapping[str, tuple[str, ...]], some: Sequence[str]
) -> list[tuple[Known, ...]]:
    return [tuple(_read_page(build, folder, path, page) for page in pages[path]) for path in some]


def _read_page(build: Build, folder: Folder, path: str, page: str) -> Known:
    title = _find_title(build, path, find_edition(page, build.editions).variant)
    folded = folder.fold(_read_text(build, title, page))
    return digest(folded), len(folded), title


def _read_text(build: Build, title: str, page: str) -> str:
    written = (build.staging / page).read_text(encoding="utf-8")
    return join_text(title, take_prose(written))


def _find_title(build: Build, path: str, variant: Variant) -> str:
    entry = build.library.by_path.get(path)
    if entry is None:
        document = build.documents[path]
        return build.converters.between(document.script, variant)(document.title)
    source = variant_of(entry.lang, build.settings)
    return build.converters_of(entry.post).between(source, variant)(entry.title)


def make_shard(build: Build, folder: Folder, shard: Shard, version: str) -> dict[str, bytes]:
    """The files of a shard: its part of the index, and for each edition what its pages are called."""
    parts = [part_texts(_read_editions(build, folder, page)) for page in shard.pages]
    words = (place_words(part.text) for some in parts for part in some)
    index = render_index(shard.name, words, version=version)
    tables = {
        f"{shard.name}.{edition.variant}.json": dump(shard.tabulate(edition.variant, parts))
        for edition in build.editions
        if shard.leaves_of(edition.variant)
    }
    return {f"{FOLDER}/{path}": content for path, content in (index | tables).items()}


def _read_editions(build: Build, folder: Folder, page: Page) -> dict[str, str]:
    return {name: folder.fold(_read_text(build, leaf.title, leaf.page)) for name, leaf in page}


def dump(value: object) -> bytes:
    """Write JSON as short as it can be, the same every time."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
