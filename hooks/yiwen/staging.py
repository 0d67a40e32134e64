"""A build goes into a folder beside the site and takes its place at once, or not at all.

Beside ``site/`` lies ``.site.next``, what the running build has written, and after builds that keep
files ``.site.last``, the site before this one. Publishing brings that one up to date – new files are
moved in, kept ones linked, the rest removed – and swaps it with ``site/``: the work is as large as the
change, and at every moment ``site/`` is one whole build.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

AT_FDCWD = -100
RENAME_EXCHANGE = 2
"""Linux, ``renameat2(2)``: swap two names in one step."""
RENAME_SWAP = 2
"""macOS, ``renamex_np(2)``: the same."""


class Mark(NamedTuple):
    """What tells a file from another without reading it."""

    inode: int
    size: int
    changed: int
    """Nanoseconds since 1970."""


def open_staging(site: Path) -> Path:
    """Make the empty folder that the next build of ``site`` is written to.

    It lies beside ``site``, so that a rename can put it in place. What an interrupted build left
    behind is cleared away first; a site that it had moved aside comes back.
    """
    staging, last, old = (_beside(site, role) for role in ("next", "last", "old"))
    if last.exists() and not site.exists():
        last.rename(site)
    for left in (staging, old):
        shutil.rmtree(left, ignore_errors=True)
    staging.mkdir(parents=True)
    return staging


def publish_staging(staging: Path, site: Path, *, kept: Collection[str] = ()) -> None:
    """Make ``site`` hold what ``staging`` holds and, of itself, the files ``kept``.

    Paths are relative, with ``/``. At every moment ``site`` is the old whole or the new whole.
    """
    last = _beside(site, "last")
    if kept:
        _bring_up_to_date(last, staging=staging, site=site, kept=kept)
        _swap(last, site)
        shutil.rmtree(staging)
        return
    if site.exists():
        _swap(staging, site)
    else:
        staging.rename(site)
    for old in (staging, last):
        shutil.rmtree(old, ignore_errors=True)


def drop_staging(staging: Path) -> None:
    """Forget a build that failed."""
    shutil.rmtree(staging, ignore_errors=True)


def read_tree(folder: Path) -> dict[str, Mark]:
    """The mark of every file below ``folder``, by relative path; empty when there is no folder."""
    return dict(_scan(os.fspath(folder), "")) if folder.is_dir() else {}


def _scan(folder: str, prefix: str) -> Iterator[tuple[str, Mark]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _scan(entry.path, f"{prefix}{entry.name}/")
            else:
                seen = entry.stat(follow_symlinks=False)
                yield f"{prefix}{entry.name}", Mark(seen.st_ino, seen.st_size, seen.st_mtime_ns)


def _bring_up_to_date(last: Path, *, staging: Path, site: Path, kept: Collection[str]) -> None:
    """Give ``last`` the files of ``staging`` and the ``kept`` ones of ``site``, and no others."""
    last.mkdir(exist_ok=True)
    fresh, current, there = read_tree(staging), read_tree(site), read_tree(last)
    wanted = {path: current[path] for path in kept if path in current and path not in fresh}
    for path in there.keys() - wanted.keys() - fresh.keys():
        (last / path).unlink()
    for path, mark in wanted.items():
        if there.get(path) != mark:
            _link(site / path, last / path)
    for path in fresh:
        _make_room(last / path)
        (staging / path).replace(last / path)
    _drop_empty_folders(last, there, {**wanted, **fresh})


def _link(file: Path, name: Path) -> None:
    """Give a file a second name; a copy where the file system has no links."""
    _make_room(name)
    name.unlink(missing_ok=True)
    try:
        name.hardlink_to(file)
    except OSError:
        shutil.copy2(file, name)


def _make_room(path: Path) -> None:
    """Make the folder of ``path``; a file that stands where a folder must be gives way."""
    for parent in reversed(path.parents):
        if parent.is_file():
            parent.unlink()
    if path.is_dir():
        shutil.rmtree(path)
    path.parent.mkdir(parents=True, exist_ok=True)


def _drop_empty_folders(root: Path, before: Mapping[str, Mark], after: Mapping[str, Mark]) -> None:
    """Remove the folders that only held files of ``before`` which are gone."""
    gone = {parent for path in before.keys() - after.keys() for parent in _parents(path)}
    used = {parent for path in after for parent in _parents(path)} if gone else set()
    for folder in sorted(gone - used, key=len, reverse=True):
        if (root / folder).is_dir():
            (root / folder).rmdir()


def _parents(path: str) -> Iterator[str]:
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def _beside(site: Path, role: str) -> Path:
    return site.with_name(f".{site.name}.{role}")


def _swap(new: Path, site: Path) -> None:
    """Put ``new`` in the place of ``site``, and ``site`` where ``new`` was."""
    if _exchange(new, site):
        return
    # Two renames: should the machine stop in between, open_staging brings the old site back.
    last = _beside(site, "last")
    aside = last if new != last else _beside(site, "old")
    shutil.rmtree(aside, ignore_errors=True)
    site.rename(aside)
    new.rename(site)
    aside.rename(last)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two names in one step; False where the system cannot."""
    names = os.fsencode(one), os.fsencode(other)
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            return bool(library.renamex_np(*names, RENAME_SWAP) == 0)
        return bool(library.renameat2(AT_FDCWD, names[0], AT_FDCWD, names[1], RENAME_EXCHANGE) == 0)
    except (AttributeError, TypeError, OSError):
        return False
