"""Files that were dear to make, kept under names that tell what they were made from."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

CHECK_BYTES = 16


class Shelf:
    """A folder of contents, each with a check: what is damaged counts as missing.

    Several processes may put and take at once. The folder may be deleted at any time.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, name: str) -> bytes | None:
        """The content that was put under ``name``."""
        try:
            stored = (self._folder / name).read_bytes()
        except OSError:
            return None
        content = stored[CHECK_BYTES:]
        return content if stored[:CHECK_BYTES] == _check(name, content) else None

    def put(self, name: str, content: bytes) -> None:
        """Keep ``content``; a folder that cannot be written keeps nothing."""
        new = self._folder / f".{os.getpid()}.new"
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            new.write_bytes(_check(name, content) + content)
            new.replace(self._folder / name)

    def sweep(self, wanted: Collection[str]) -> None:
        """Throw away what has another name than those ``wanted``."""
        with suppress(OSError):
            for path in self._folder.iterdir():
                if path.name not in wanted:
                    path.unlink(missing_ok=True)


def _check(name: str, content: bytes) -> bytes:
    key = name.encode("utf-8", "surrogateescape")[-64:]
    return hashlib.blake2b(content, digest_size=CHECK_BYTES, key=key).digest()
