"""What the published site holds, and what each of its pages was made from."""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from yiwen.staging import Mark, read_mark

CHECK_BYTES = 16
SECOND = 1_000_000_000
"""In nanoseconds."""


@dataclass(frozen=True, slots=True)
class Record:
    """One source and the files that were made of it."""

    key: bytes
    """Says everything the files were made from."""
    outputs: tuple[str, ...]
    """Paths below the site's folder."""
    anchors: tuple[str, ...] = ()
    """What links can lead to on the page."""
    links: tuple[tuple[str, str, str], ...] = ()
    """(source path, anchor, the link as written) of links to anchors."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What is told of a page that was printed, maybe in another process."""

    path: str
    """Of its source."""
    outputs: tuple[str, ...]
    anchors: tuple[str, ...]
    links: tuple[tuple[str, str, str], ...]
    said: tuple[tuple[str, int, str], ...]
    """(logger, level, message) of what was said meanwhile."""

    def record(self, key: bytes) -> Record:
        """The page's record under ``key``."""
        return Record(key, self.outputs, self.anchors, self.links)


@dataclass(frozen=True, slots=True)
class Manifest:
    """The records of a build, and what its files looked like when they were published."""

    records: Mapping[str, Record] = field(default_factory=dict)
    """Source path -> record."""
    marks: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Path below the site's folder -> size and time of change."""

    def find_intact(self, tree: Mapping[str, Mark]) -> dict[str, Mark]:
        """The files of records that lie as they were published."""
        outputs = outputs_of(self.records.values())
        return {
            path: mark
            for path, mark in tree.items()
            if path in outputs and _is_same(mark, self.marks.get(path, (-1, 0)))
        }

    def find_fresh(self, keys: Mapping[str, bytes], intact: Collection[str]) -> dict[str, Record]:
        """The records that still hold: made from the same, and their files are ``intact``."""
        return {
            path: record
            for path, key in keys.items()
            if (record := self.records.get(path)) is not None
            and record.key == key
            and all(path in intact for path in record.outputs)
        }


def _is_same(mark: Mark, published: tuple[int, int]) -> bool:
    """Whether a file lies as it was published; archives keep whole seconds only."""
    size, changed = published
    return mark.size == size and mark.changed in (changed, changed - changed % SECOND)


def load_manifest(path: Path, *, version: str) -> Manifest:
    """Load a manifest; an empty one when there is none, or it is damaged or of another version."""
    try:
        content = path.read_bytes()
    except OSError:
        return Manifest()
    check, packed = content[:CHECK_BYTES], content[CHECK_BYTES:]
    if _check(packed, version) != check:
        return Manifest()
    records, marks = marshal.loads(packed)  # noqa: S302 - its check says that we wrote it
    return Manifest({source: Record(*row) for source, row in records.items()}, marks)


def mark_outputs(
    site: Path, records: Mapping[str, Record], held: Mapping[str, Mark]
) -> dict[str, Mark]:
    """The marks of all files of ``records`` in ``site``; those in ``held`` are known."""
    return {path: held.get(path) or read_mark(site / path) for path in outputs_of(records.values())}


def save_manifest(
    path: Path, records: Mapping[str, Record], tree: Mapping[str, Mark], *, version: str
) -> None:
    """Save what was published; the file is replaced at once."""
    rows = {
        source: (record.key, record.outputs, record.anchors, record.links)
        for source, record in records.items()
    }
    marks = {name: (mark.size, mark.changed) for name, mark in tree.items()}
    packed = marshal.dumps((rows, marks))
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    new.write_bytes(_check(packed, version) + packed)
    new.replace(path)


def _check(packed: bytes, version: str) -> bytes:
    return hashlib.blake2b(packed, digest_size=CHECK_BYTES, key=version.encode()[:64]).digest()


def outputs_of(records: Iterable[Record]) -> set[str]:
    """The files of all ``records``."""
    return {path for record in records for path in record.outputs}


def check_anchors(
    links: Iterable[tuple[str, tuple[str, str, str]]], anchors: Mapping[str, Any]
) -> list[tuple[str, str, str, str]]:
    """The links to anchors that are not there: (source, target, anchor, the link as written)."""
    return [
        (source, target, anchor, written)
        for source, (target, anchor, written) in links
        if target in anchors and anchor not in anchors[target]
    ]
