"""A build goes into a folder beside the site and takes its place at once, or not at all.

Beside ``site/`` lie ``.site.next``, which the running build writes to, and ``.site.last``, the site
before this one. A build that keeps pages starts from ``.site.last``: what it keeps is linked there file by
file, what changes is written anew beside, the rest is removed, and then the two folders swap names. The
work is as large as the change, and at every moment ``site/`` is one whole build.

A file of the published site is never opened for writing, also not through another of its names.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

AT_FDCWD = -100
RENAME_EXCHANGE = 2
"""Linux, ``renameat2(2)``: swap two names in one step."""
RENAME_SWAP = 2
"""macOS, ``renamex_np(2)``: the same."""

CHECKOUT = ".git"
"""The one thing in a site that no build has made and none removes; MkDocs lets it be, too."""


class Mark(NamedTuple):
    """What tells a file from another without reading it."""

    inode: int
    size: int
    changed: int
    """Nanoseconds since 1970."""


def open_staging(site: Path) -> Path:
    """Make the empty folder that the next build of ``site`` is written to.

    What an interrupted build left behind is put in order first: a site that it had moved aside
    comes back, what it had written becomes the folder that the next build starts from.
    """
    staging, last, old = (_beside(site, role) for role in ("next", "last", "old"))
    if old.exists() and not site.exists():
        old.rename(site)
    _bring_checkout(site, staging, last, old)
    if staging.exists() and not last.exists():
        staging.rename(last)
    for left in (staging, old):
        shutil.rmtree(left, ignore_errors=True)
    staging.mkdir(parents=True)
    return staging


def link_kept(site: Path, kept: Collection[str]) -> None:
    """Bring the site before the last up to date with the files ``kept`` of ``site``.

    They are linked, not copied. With none to keep, that site is cleared away. This can run beside
    a build until ``take_kept``.
    """
    last = _beside(site, "last")
    if not kept:
        shutil.rmtree(last, ignore_errors=True)
        return
    last.mkdir(exist_ok=True)
    there, current = read_tree(last), read_tree(site)
    for path in kept:
        if path in current and there.get(path) != current[path]:
            _link(site / path, last / path, below=last)


def take_kept(staging: Path, site: Path, *, kept: Collection[str]) -> set[str]:
    """Let the build go on in the folder that ``link_kept`` has filled.

    Only the files ``kept`` stay in it: what is written from now on must be new files. Gives those
    that are there.
    """
    last = _beside(site, "last")
    if not last.exists():
        return set()
    staging.rmdir()
    last.rename(staging)
    there = read_tree(staging).keys()
    gone = there - set(kept)
    for path in gone:
        (staging / path).unlink()
    _drop_empty_folders(staging, gone, kept)
    return there - gone


def write_new(path: Path, content: bytes) -> None:
    """Write a file that takes the place of any of its name; the one before is not touched."""
    try:
        file = path.open("xb")
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("xb")
    except FileExistsError:
        path.unlink()
        file = path.open("xb")
    with file:
        file.write(content)


def publish_staging(staging: Path, site: Path) -> None:
    """Put ``staging`` in the place of ``site``, at once; the site before stays as the last one."""
    last = _beside(site, "last")
    if not site.exists():
        staging.rename(site)
        return
    shutil.rmtree(last, ignore_errors=True)
    if _exchange(staging, site):
        _bring_checkout(site, staging)
        staging.rename(last)
        return
    # Two renames: should the machine stop in between, open_staging brings the old site back.
    old = _beside(site, "old")
    site.rename(old)
    staging.rename(site)
    _bring_checkout(site, old)
    old.rename(last)


def drop_staging(staging: Path, site: Path) -> None:
    """Forget a build that failed; what it kept may serve the next one."""
    last = _beside(site, "last")
    if last.exists():
        shutil.rmtree(staging, ignore_errors=True)
    else:
        staging.rename(last)


def read_tree(folder: Path) -> dict[str, Mark]:
    """The mark of every file below ``folder``, by relative path; empty when there is no folder."""
    return dict(_scan(os.fspath(folder), "")) if folder.is_dir() else {}


def _bring_checkout(site: Path, *folders: Path) -> None:
    """Let ``site`` stay the checkout that it is pushed from, if it was one in any of ``folders``."""
    for checkout in (folder / CHECKOUT for folder in folders):
        if checkout.exists() and site.exists() and not (site / CHECKOUT).exists():
            checkout.rename(site / CHECKOUT)


def _scan(folder: str, prefix: str) -> Iterator[tuple[str, Mark]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _scan(entry.path, f"{prefix}{entry.name}/")
            else:
                seen = entry.stat(follow_symlinks=False)
                yield f"{prefix}{entry.name}", Mark(seen.st_ino, seen.st_size, seen.st_mtime_ns)


def _link(file: Path, name: Path, *, below: Path) -> None:
    """Give a file a second name; a copy where the file system has no links."""
    try:
        os.link(file, name)
    except OSError:
        _make_room(name, below=below)
        try:
            os.link(file, name)
        except OSError:
            shutil.copy2(file, name)


def _make_room(name: Path, *, below: Path) -> None:
    """Remove what stands where a file, or one of its folders, must be; make its folders."""
    for path in (*reversed(name.parents), name):
        if below in path.parents and (path.is_file() or path.is_symlink()):
            path.unlink()
    if name.is_dir():
        shutil.rmtree(name)
    name.parent.mkdir(parents=True, exist_ok=True)


def _drop_empty_folders(root: Path, gone: Collection[str], kept: Collection[str]) -> None:
    """Remove the folders that only held files that are gone."""
    emptied = {parent for path in gone for parent in _parents(path)}
    used = {parent for path in kept for parent in _parents(path)} if emptied else set()
    for folder in sorted(emptied - used, key=len, reverse=True):
        (root / folder).rmdir()


def _parents(path: str) -> Iterator[str]:
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def _beside(site: Path, role: str) -> Path:
    return site.with_name(f".{site.name}.{role}")


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
