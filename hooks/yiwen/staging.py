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
from collections.abc import Collection, Iterable, Mapping, Set
from contextlib import suppress
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


def link_kept(site: Path, kept: Mapping[str, Mark]) -> set[str]:
    """Bring the site before the last up to date with the files ``kept`` of ``site``.

    They are linked, not copied. With none to keep, that site is cleared away. Gives the files it has
    now. This can run beside a build until ``take_kept``.
    """
    last = _beside(site, "last")
    if not kept:
        shutil.rmtree(last, ignore_errors=True)
        return set()
    last.mkdir(exist_ok=True)
    there = read_tree(last)
    other = [path for path, mark in kept.items() if there.get(path) != mark]
    _make_folders(last, _folders(other) - _folders(there))
    cleared = [_link(site / path, last / path, below=last) for path in other]
    return {*(read_tree(last) if any(cleared) else there), *other}


def take_kept(staging: Path, site: Path, there: Set[str], *, kept: Set[str]) -> set[str]:
    """Let the build go on in the folder that ``link_kept`` has filled with what is ``there``.

    Only the files ``kept`` stay in it: what is written from now on must be new files. Gives those
    that stay.
    """
    last = _beside(site, "last")
    if not last.exists():
        return set()
    staging.rmdir()
    last.rename(staging)
    gone = there - kept
    for path in gone:
        (staging / path).unlink()
    _drop_empty_folders(staging, gone, kept)
    return set(there - gone)


def leave_room(paths: Set[str], files: Set[str]) -> set[str]:
    """Those of ``paths`` beside which ``files`` can be written.

    No file stands where one of the others needs a folder.
    """
    free = {*paths} - _folders(files)
    if files.isdisjoint(_folders(free)):
        return free
    return {path for path in free if files.isdisjoint(_folders([path]))}


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
    tree: dict[str, Mark] = {}
    pending = [(os.fspath(folder), "")] if folder.is_dir() else []
    while pending:
        path, prefix = pending.pop()
        with os.scandir(path) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    pending.append((entry.path, f"{prefix}{entry.name}/"))
                else:
                    tree[f"{prefix}{entry.name}"] = read_mark(entry)
    return tree


def read_mark(file: os.DirEntry[str] | Path) -> Mark:
    """The mark of a file as it lies."""
    seen = file.stat(follow_symlinks=False)
    return Mark(seen.st_ino, seen.st_size, seen.st_mtime_ns)


def _bring_checkout(site: Path, *folders: Path) -> None:
    """Let ``site`` stay the checkout that it is pushed from, if it was one in any of ``folders``."""
    for checkout in (folder / CHECKOUT for folder in folders):
        if checkout.exists() and site.exists() and not (site / CHECKOUT).exists():
            checkout.rename(site / CHECKOUT)


def _make_folders(root: Path, folders: Iterable[str]) -> None:
    """Make folders, but for those where a file stands: what is linked there makes its own room."""
    for folder in sorted(folders, key=len):
        with suppress(OSError):
            (root / folder).mkdir()


def _link(file: Path, name: Path, *, below: Path) -> bool:
    """Give a file a second name; a copy where the file system has no links.

    Says whether files of other names had to go for it.
    """
    cleared = False
    try:
        os.link(file, name)
    except OSError:
        cleared = _make_room(name, below=below)
        try:
            os.link(file, name)
        except OSError:
            shutil.copy2(file, name)
    return cleared


def _make_room(name: Path, *, below: Path) -> bool:
    """Remove what stands where a file, or one of its folders, must be; make its folders.

    Says whether a file of another name was removed.
    """
    above = [path for path in reversed(name.parents) if below in path.parents]
    files = [path for path in above if path.is_file() or path.is_symlink()]
    is_folder = name.is_dir() and not name.is_symlink()
    for path in files if is_folder else (*files, name):
        path.unlink(missing_ok=True)
    if is_folder:
        shutil.rmtree(name)
    name.parent.mkdir(parents=True, exist_ok=True)
    return bool(files) or is_folder


def _drop_empty_folders(root: Path, gone: Collection[str], kept: Collection[str]) -> None:
    """Remove the folders that only held files that are gone."""
    emptied = _folders(gone)
    used = _folders(kept) if emptied else set()
    for folder in sorted(emptied - used, key=len, reverse=True):
        (root / folder).rmdir()


def _folders(paths: Iterable[str]) -> set[str]:
    """The folders that ``paths`` lie in, and those above them."""
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


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
