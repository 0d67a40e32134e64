"""Whether a site still stands: nothing that it was made from has changed, nor has the site.

Sources are not read for it: their names, sizes and times tell, as they do for git.
"""

from __future__ import annotations

import marshal
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from stat import S_ISDIR

from yiwen.cache import digest
from yiwen.sitemaps import NEWS_DAYS
from yiwen.staging import CHECKOUT, Mark

TICK, LONG_TICK = 20_000_000, 2_000_000_000
"""How far apart, in nanoseconds, two changes are that surely have other times; where a file system
counts whole seconds, FAT every other one."""

Said = tuple[str, int, str]
"""(logger, level, message)"""


@dataclass(frozen=True, slots=True)
class Survey:
    """What the files of a folder look like from outside."""

    key: bytes
    newest: int
    """When the last of them changed, in nanoseconds since 1970."""

    def is_settled(self, at: int) -> bool:
        """Whether a change after the moment ``at`` (nanoseconds), when it was made, will be seen."""
        tick = TICK if self.newest % 1_000_000_000 else LONG_TICK
        return self.newest + tick < at


@dataclass(frozen=True, slots=True)
class Standing:
    """A published site and what it was made from."""

    key: bytes
    """Says everything that was there."""
    site: bytes
    """The key of its files as they lay."""
    made: datetime
    due: datetime | None
    """From when on the same sources give another site."""
    said: tuple[Said, ...] = ()
    """What the build told its author."""

    def holds(self, key: bytes, now: datetime) -> bool:
        """Whether it would be made the same; that its files lie as they lay is seen apart."""
        return key == self.key and self.made <= now and (self.due is None or now < self.due)


def survey(*folders: Path) -> Survey:
    """Look at all files below ``folders``, through links as MkDocs does, without reading any."""
    seen = sorted(each for folder in folders for each in _look(folder))
    newest = max((max(times) for _, _, _, *times in seen), default=0)
    return Survey(digest(seen), newest)


def _look(folder: Path) -> Iterator[tuple[str, int, int, int, int]]:
    pending = [os.fspath(folder)] if folder.is_dir() else []
    while pending:
        with os.scandir(pending.pop()) as entries:
            for entry in entries:
                state = _find_state(entry)
                if S_ISDIR(state.st_mode):
                    pending.append(entry.path)
                else:
                    times = state.st_mtime_ns, state.st_ctime_ns
                    yield entry.path, state.st_ino, state.st_size, *times


def _find_state(entry: os.DirEntry[str]) -> os.stat_result:
    try:
        return entry.stat()
    except FileNotFoundError:  # a link that leads nowhere
        return entry.stat(follow_symlinks=False)


def mark_site(tree: Mapping[str, Mark]) -> bytes:
    """The key of a site whose files lie so; a checkout that it is pushed from is none of it."""
    return digest(sorted((path, *mark) for path, mark in tree.items() if not _is_checkout(path)))


def _is_checkout(path: str) -> bool:
    return path == CHECKOUT or path.startswith(f"{CHECKOUT}/")


def find_due(published: Iterable[datetime], now: datetime) -> datetime | None:
    """When the first post after ``now`` is due, or the first stops being news; None for never."""
    kept = timedelta(days=NEWS_DAYS)
    moments = (day if day > now else day + kept for day in published)
    return min((moment for moment in moments if moment >= now), default=None)


def pack_standing(standing: Standing) -> bytes:
    """Write it as bytes."""
    due = standing.due.isoformat() if standing.due else ""
    row = standing.key, standing.site, standing.made.isoformat(), due, standing.said
    return marshal.dumps(row)


def unpack_standing(packed: bytes) -> Standing:
    """Read what ``pack_standing`` has written; it must be known to be whole."""
    key, site, made, due, said = marshal.loads(packed)  # noqa: S302 - checked by who kept it
    until = datetime.fromisoformat(due) if due else None
    return Standing(key, site, datetime.fromisoformat(made), until, said)
