"""Files made after the pages: feeds, cards, indexes. What did not change stays in the site."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from _build import Build
from yiwen.cache import digest
from yiwen.editions import Edition
from yiwen.library import Entry
from yiwen.manifest import Record, outputs_of
from yiwen.processes import count_processes, share
from yiwen.staging import write_new

MARK = "//"
"""Begins the names of derived things among the records; no path of a source begins so."""


class Derived(NamedTuple):
    """Something to be made of what the pages are made of."""

    name: str
    """Its own within its kind, such as the address it lies at."""
    key: bytes
    """Says everything it is made from."""


Make = Callable[[Sequence[Derived]], list[Mapping[str, bytes]]]
"""Gives for each thing its files: path below the site's folder -> content."""


def derive(
    build: Build,
    kind: str,
    wanted: Sequence[Derived],
    make: Make,
    *,
    processes: int | None = None,
) -> None:
    """See that the site has the files of everything ``wanted``, and make what it lacks.

    This is called once for each ``kind``: what else of it the published site has is removed first.
    ``make`` runs in several processes (at most ``processes``): what it remembers is lost, and the
    same things must give the same files however they are parted.
    """
    names = {each.name: f"{MARK}{kind}/{each.name}" for each in wanted}
    before = build.manifest.records
    keys = {
        names[each.name]: _full_key(build, each, before[names[each.name]].outputs)
        for each in wanted
        if names[each.name] in before
    }
    fresh = build.manifest.find_fresh(keys, build.intact)
    build.records |= fresh
    _remove_stale(build, f"{MARK}{kind}/")
    missing = [each for each in wanted if names[each.name] not in fresh]
    number = count_processes(build.settings.processes) if processes is None else processes
    written = share(partial(_write, build, make), missing, processes=number)
    for each, outputs in zip(missing, written, strict=True):
        build.records[names[each.name]] = Record(_full_key(build, each, outputs), outputs)


def derive_files(build: Build, kind: str, files: Mapping[str, bytes]) -> None:
    """See that the site has ``files`` (path below its folder -> content), which are made already."""

    def make(some: Sequence[Derived]) -> list[Mapping[str, bytes]]:
        return [{each.name: files[each.name]} for each in some]

    wanted = [Derived(path, digest(content)) for path, content in files.items()]
    derive(build, kind, wanted, make, processes=0)


def _full_key(build: Build, thing: Derived, outputs: Sequence[str]) -> bytes:
    """The key of a thing and of which of its files are an author's own."""
    own = [path for path in outputs if path in build.copied]
    return digest(thing.key, own) if own else thing.key


def _write(build: Build, make: Make, some: Sequence[Derived]) -> list[tuple[str, ...]]:
    """Write what an author has not written by hand: each thing at once, so that none waits in memory."""
    outputs = []
    for each in some:
        (files,) = make([each])
        for path in files.keys() - build.copied:
            write_new(build.staging / path, files[path])
        outputs.append(tuple(files))
    return outputs


def known_outputs(build: Build) -> set[str]:
    """The derived files of the published site: whether they still hold is seen after the pages."""
    records = build.manifest.records
    return outputs_of(record for name, record in records.items() if name.startswith(MARK))


def sweep(build: Build) -> None:
    """Remove the derived files of the published site that this build does not want."""
    _remove_stale(build, MARK)


def _remove_stale(build: Build, names: str) -> None:
    """Remove what no longer holds of the things whose names begin so.

    They go before others are written, which may need a folder where one of them was a file.
    """
    records = build.manifest.records
    stale = {name for name in records if name.startswith(names)} - build.records.keys()
    if not stale:
        return
    gone = outputs_of(records[name] for name in stale) - outputs_of(build.records.values())
    gone -= build.copied
    for path in gone & build.kept:
        (build.staging / path).unlink()
        _drop_empty(build.staging, path)
    build.kept -= gone


def _drop_empty(root: Path, path: str) -> None:
    for folder in (root / path).parents:
        if folder == root:
            return
        try:
            folder.rmdir()
        except OSError:  # it is not empty
            return


def read_page(build: Build, entry: Entry, edition: Edition) -> str:
    """The page of an article in one edition, as it was written.

    A version written by hand has the page of its own edition.
    """
    path = build.staging / edition.path / entry.post.url / "index.html"
    return path.read_text(encoding="utf-8")
