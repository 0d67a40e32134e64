"""Work shared among processes; its results do not depend on how many there are."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

PR_SET_PDEATHSIG = 1
"""Linux, ``prctl(2)``: the signal that a process gets when its parent dies."""

PARTS_PER_PROCESS = 8
"""Into how many parts each process's share is cut, so that none waits long for the last one."""

_work: list[tuple[Callable[[Sequence[Any]], list[Any]], Sequence[Any]]] = []
"""What the children of the running call do; they inherit it, nothing is sent to them."""


def count_processes(wanted: int) -> int:
    """How many processes to use: ``wanted``, or one for each core when that is 0.

    One where children cannot inherit what the parent has (Windows, macOS), and in a process with
    threads, where a lock could be held in a child forever.
    """
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return wanted or len(os.sched_getaffinity(0))


def share(
    function: Callable[[Sequence[Item]], list[Result]], items: Sequence[Item], *, processes: int
) -> Iterator[Result]:
    """Call ``function`` on parts of ``items`` in several processes; results in the items' order.

    ``function`` gives one result for each item. Children see everything as the parent had it when
    this was called; what they change there is lost, only results come back (pickled). When one is
    killed, this fails instead of waiting for it forever; when the parent is, none goes on.
    """
    if processes == 1 or len(items) < processes:
        yield from function(items)
        return
    parts = _cut(items, processes * PARTS_PER_PROCESS)
    context = multiprocessing.get_context("fork")
    _work.append((function, parts))
    try:
        with ProcessPoolExecutor(processes, context, _end_with_parent, (os.getpid(),)) as pool:
            for results in pool.map(_run_part, range(len(parts))):
                yield from results
    finally:
        _work.pop()


def begin(function: Callable[[], None]) -> Callable[[], None]:
    """Run ``function``, whose work lies in files, beside this process; gives what waits for it.

    Should the other process fail, it runs here when it is waited for, and tells why.
    """
    if count_processes(0) == 1:
        function()
        return lambda: None
    context = multiprocessing.get_context("fork")
    beside = context.Process(target=_run_beside, args=(function, os.getpid()))
    beside.start()

    def wait() -> None:
        beside.join()
        if beside.exitcode:
            function()

    return wait


def end_beside() -> None:
    """Wait for what was begun beside this process, whether it goes well or not."""
    for beside in multiprocessing.active_children():
        beside.join()


def _run_beside(function: Callable[[], None], parent: int) -> None:
    _end_with_parent(parent)
    function()


def _end_with_parent(parent: int) -> None:
    """Let this process be killed when its parent is.

    What it would still write could fall into the folder of the next build: nobody waits for it.
    """
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:  # it died before this
        os._exit(1)


def _run_part(number: int) -> list[Any]:
    function, parts = _work[-1]
    return function(parts[number])


def _cut(items: Sequence[Item], number: int) -> list[Sequence[Item]]:
    size = max(1, -(-len(items) // number))
    return [items[start : start + size] for start in range(0, len(items), size)]
