"""A build goes into a folder beside the site and takes its place at once, or not at all."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from pathlib import Path

AT_FDCWD = -100
RENAME_EXCHANGE = 2
"""Linux, ``renameat2(2)``: swap two names in one step."""
RENAME_SWAP = 2
"""macOS, ``renamex_np(2)``: the same."""


def open_staging(site: Path) -> Path:
    """Make the empty folder that the next build of ``site`` is written to.

    It lies beside ``site``, so that a rename can put it in place. What an interrupted build left
    behind is cleared away first; a site that it had moved aside comes back.
    """
    staging, aside = _beside(site, "next"), _beside(site, "last")
    if aside.exists() and not site.exists():
        aside.rename(site)
    for left in (staging, aside):
        shutil.rmtree(left, ignore_errors=True)
    staging.mkdir(parents=True)
    return staging


def publish_staging(staging: Path, site: Path) -> None:
    """Put the finished ``staging`` in the place of ``site``; at every moment one of them is whole.

    Where the system cannot swap two names in one step, the old site is moved aside first, and
    ``open_staging`` brings it back should the machine stop between the two renames.
    """
    if site.exists() and not _exchange(staging, site):
        site.rename(_beside(site, "last"))
    if staging.exists() and not site.exists():
        staging.rename(site)
    for old in (staging, _beside(site, "last")):
        shutil.rmtree(old, ignore_errors=True)


def drop_staging(staging: Path) -> None:
    """Forget a build that failed."""
    shutil.rmtree(staging, ignore_errors=True)


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
