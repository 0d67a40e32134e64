"""What builds remember: values under keys that say everything they were made from.

A value is found only under the digest of its inputs, so nothing has to be declared stale: what changed
has another key. What many runs in a row did not ask for is forgotten.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

FORMAT = 3
"""Raised when the way values are stored changes."""

RUNS = 12
"""For how many runs a value is kept that none of them asked for: a run that changes little asks for
little, and the next one may want the rest."""

MOST_WAITING = 4_000_000
"""Bytes of new values that wait in memory until they are written."""

DIGEST_BYTES = 16
CHECK_BYTES = 8

_DAMAGE = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What the reading of a damaged file raises; SQLite's messages quote what it found."""
_LEAVE_ALONE = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL)
"""What SQLite says of files that are in order, although they cannot be written now."""


def digest(*parts: Any) -> bytes:
    """The key of what is made from ``parts``: texts, numbers, bytes, tuples of them, or None."""
    return hashlib.blake2b(marshal.dumps(parts, 2), digest_size=DIGEST_BYTES).digest()


def digest_files(files: Iterable[Path]) -> bytes:
    """The key of what is made from ``files``: from where they lie and what they hold."""
    made = hashlib.blake2b(digest_size=DIGEST_BYTES)
    for path in sorted(files):
        content = path.read_bytes()
        made.update(os.fsencode(path) + f"\0{len(content)}\0".encode() + content)
    return made.digest()


class Cache:
    """Values kept in one file; a file that is damaged, or of another version, is begun anew.

    Values are what ``marshal`` takes: texts, numbers, bytes, None, tuples, lists and mappings. Unlike
    pickles they cannot run anything when they are read.
    """

    def __init__(self, path: Path, *, version: str) -> None:
        self._path = path
        self._version = f"{FORMAT} {version}"
        self._asked: set[bytes] = set()
        self._new: dict[bytes, bytes] = {}
        self._waiting = 0
        self._writable = True
        self._database = self._open()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def get(self, key: bytes) -> Any | None:
        """The value under ``key``; None when there is none, or it is damaged."""
        self._asked.add(key)
        stored = self._new.get(key)
        if stored is None:
            stored = self._read(key)
        return None if stored is None else _unpack(key, stored)

    def put(self, key: bytes, value: Any) -> None:
        """Keep ``value``; it is written when much waits to be, or when the cache is saved."""
        self._asked.add(key)
        self._new[key] = packed = _pack(key, value)
        self._waiting += len(packed)
        if self._waiting > MOST_WAITING:
            self.save(forget=False)

    def keep(self, keys: Iterable[bytes]) -> None:
        """Say that values are still wanted, without reading them."""
        self._asked.update(keys)

    def save(self, *, forget: bool = True) -> None:
        """Write what is new in one transaction, and ``forget`` what was not asked for in long.

        A cache that cannot be written is no fault of the build: another process may be writing to it,
        and a damaged one is begun anew by the next run. This one does not try again.
        """
        try:
            if self._writable:
                self._write(forget=forget)
        except _DAMAGE as error:
            self._writable = False
            self.close()
            if getattr(error, "sqlite_errorcode", None) not in _LEAVE_ALONE:
                with suppress(OSError):
                    self._path.unlink()
        self._new.clear()
        self._waiting = 0

    def close(self) -> None:
        """Let go of the file; what was not saved is lost."""
        self._database.close()

    def _write(self, *, forget: bool) -> None:
        with self._database as transaction:
            run = transaction.execute("SELECT run FROM about").fetchone()[0] + 1
            rows = [(key, run, value) for key, value in self._new.items()]
            transaction.executemany("REPLACE INTO kept VALUES (?, ?, ?)", rows)
            if forget:
                transaction.execute("UPDATE about SET run = ?", (run,))
                self._forget(transaction, run)

    def _forget(self, transaction: sqlite3.Connection, run: int) -> None:
        """Renew the number of what was asked for, now and then, and drop what has an old one."""
        ageing = transaction.execute("SELECT key FROM kept WHERE run <= ?", (run - RUNS // 2,))
        asked = [(run, key) for (key,) in ageing.fetchall() if key in self._asked]
        transaction.executemany("UPDATE kept SET run = ? WHERE key = ?", asked)
        transaction.execute("DELETE FROM kept WHERE run <= ?", (run - RUNS,))

    def _read(self, key: bytes) -> bytes | None:
        try:
            row = self._database.execute("SELECT value FROM kept WHERE key = ?", (key,)).fetchone()
        except _DAMAGE:
            return None
        return row[0] if row and isinstance(row[0], bytes) else None

    def _open(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return self._connect()
        except _DAMAGE:
            self._path.unlink(missing_ok=True)
            return self._connect()

    def _connect(self) -> sqlite3.Connection:
        database = sqlite3.connect(self._path)
        try:
            # A cache may be lost: what matters is that it is never half written and believed.
            database.execute("PRAGMA synchronous = OFF")
            if not _is_of(self._version, database):
                self._begin_anew(database)
        except _DAMAGE:
            database.close()
            raise
        return database

    def _begin_anew(self, database: sqlite3.Connection) -> None:
        with database:
            database.execute("DROP TABLE IF EXISTS kept")
            database.execute("DROP TABLE IF EXISTS about")
            database.execute("CREATE TABLE about (version TEXT, run INTEGER)")
            database.execute("CREATE TABLE kept (key BLOB PRIMARY KEY, run INTEGER, value BLOB)")
            database.execute("INSERT INTO about VALUES (?, 0)", (self._version,))


def _is_of(version: str, database: sqlite3.Connection) -> bool:
    """Whether the file was begun by the same version, of the program and of this format."""
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    if database.execute(tables).fetchall() != [("about",), ("kept",)]:
        return False
    return database.execute("SELECT version FROM about").fetchall() == [(version,)]


def _pack(key: bytes, value: Any) -> bytes:
    content = marshal.dumps(value, 4)
    return _check(key, content) + content


def _unpack(key: bytes, stored: bytes) -> Any | None:
    check, content = stored[:CHECK_BYTES], stored[CHECK_BYTES:]
    return marshal.loads(content) if _check(key, content) == check else None  # noqa: S302 - checked


def _check(key: bytes, content: bytes) -> bytes:
    """Says that a value is whole, and that it lies under its own key."""
    return hashlib.blake2b(content, digest_size=CHECK_BYTES, key=key).digest()
