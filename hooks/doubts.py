"""Say in one line how much of the conversion an editor should look at again."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mkdocs.plugins import event_priority

import _glue
from yiwen.cache import Cache, digest
from yiwen.chinese.doubts import Kind, Reviewer
from yiwen.chinese.reports import summarise_counts
from yiwen.doubts import (
    Matter,
    Tally,
    count_doubts,
    sum_up,
    take_document,
    take_post,
    unpack_tally,
)

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from _build import Build

log = logging.getLogger("mkdocs.yiwen")


@event_priority(-50)  # before memory.py keeps what was counted
def on_post_build(config: MkDocsConfig) -> None:
    """Count the doubts of every source; a preview, which is made often, goes without."""
    build = _glue.build_of(config)
    if build.preview:
        return
    with build.stage("doubts"):
        summary = summarise_counts(_count(build))
    if summary:
        log.info("%s: make doubts shows them", summary)


def _count(build: Build) -> Counter[Kind]:
    reviewer = Reviewer(build.converters.terms)
    words = digest("doubts", build.version, repr(reviewer.terms))
    tallies = [_recall(words, matter, reviewer, build.cache) for matter in _take(build)]
    return sum_up(tallies, reviewer)


def _take(build: Build) -> Iterator[Matter]:
    for path, entry in build.library.by_path.items():
        yield take_post(entry.post, entry.written, build.terms.get(path, ()))
    for document in build.documents.values():
        yield take_document(document, tuple(build.settings.variants))


def _recall(words: bytes, matter: Matter, reviewer: Reviewer, cache: Cache) -> Tally:
    """What an earlier build has counted in the same source, or what is counted now."""
    key = digest(words, *matter.parts())
    known = cache.get(key)
    if known is not None:
        return unpack_tally(known)
    tally = count_doubts(matter, reviewer)
    cache.put(key, tally.pack())
    return tally
