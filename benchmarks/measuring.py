"""Run commands and tell what they cost: time, processor time and memory of the whole process tree."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
EVERY = 0.05
"""Seconds between two looks at the memory."""


@dataclass(frozen=True, slots=True)
class Command:
    """A process to start."""

    arguments: Sequence[str]
    folder: Path
    environment: Mapping[str, str]
    """What is added to our own environment."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a build took."""

    seconds: float
    cpu_seconds: float | None
    """User and system time of all processes; none where the system does not tell (Windows)."""
    memory_bytes: int | None
    """The most that all processes held at one time; none where there is no ``/proc``."""


class BuildError(Exception):
    """A build has failed; the text is the end of what it said."""


def measure(commands: Iterable[Command], *, log: Path) -> Cost:
    """Run commands one after the other; what they say goes to ``log``."""
    costs = [_measure(command, log) for command in commands]
    cpu = [cost.cpu_seconds for cost in costs if cost.cpu_seconds is not None]
    memory = [cost.memory_bytes for cost in costs if cost.memory_bytes is not None]
    return Cost(
        seconds=sum(cost.seconds for cost in costs),
        cpu_seconds=sum(cpu) if cpu else None,
        memory_bytes=max(memory, default=None),
    )


def _measure(command: Command, log: Path) -> Cost:
    with log.open("wb") as said:
        start = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - our own commands
            command.arguments,
            cwd=command.folder,
            env={**os.environ, **command.environment},
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        with _Watch(process.pid) as watch:
            cpu = _wait(process)
        seconds = time.perf_counter() - start
    if process.returncode:
        raise BuildError(log.read_text(encoding="utf-8", errors="replace")[-3000:])
    return Cost(seconds, cpu, watch.most)


def _wait(process: subprocess.Popen[bytes]) -> float | None:
    """Wait for a process; give the processor time of it and of all that it waited for."""
    if sys.platform == "win32":
        process.wait()
        return None
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime


class _Watch:
    """Looks at the memory of a process and its descendants while it runs.

    Not ``ru_maxrss``: that is the largest single process, and at least the size of the one that
    started it.
    """

    def __init__(self, pid: int) -> None:
        self.most: int | None = None
        self._pid = pid
        self._inside = {pid: True}
        """Every process ever seen, and whether it descends from ours."""
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> _Watch:
        if PROC.is_dir():
            self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        if self._thread.ident:
            self._thread.join()

    def _look(self) -> None:
        while True:
            self.most = max(self.most or 0, _memory(self._tree()))
            if self._over.wait(EVERY):
                return

    def _tree(self) -> list[int]:
        """Our process and its descendants; a process is asked for its parent once only."""
        running = sorted(int(name) for name in os.listdir(PROC) if name.isdigit())  # noqa: PTH208
        for pid in running:
            if pid not in self._inside:
                self._inside[pid] = self._inside.get(_parent(pid), False)
        return [pid for pid in running if self._inside[pid]]


def _parent(pid: int) -> int:
    # The name of the program, in brackets, may hold anything.
    fields = _read(PROC / str(pid) / "stat").rpartition(")")[2].split()
    return int(fields[1]) if fields else 0


def _memory(pids: Sequence[int]) -> int:
    """What processes hold; memory that several share after a fork counts once.

    A process that is about to start a program runs in its parent's memory (vfork) until that has
    begun: each of the two would report all of it.
    """
    sizes = {_read(PROC / str(pid) / "statm"): pid for pid in pids}
    sizes.pop("", None)
    if len(sizes) != 1:
        return sum(map(_share, sizes.values()))
    return int(next(iter(sizes)).split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _share(pid: int) -> int:
    for line in _read(PROC / str(pid) / "smaps_rollup").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


def _read(path: Path) -> str:
    """The text of a file that may be gone at any moment."""
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
