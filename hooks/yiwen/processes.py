"""Work shared among processes; its results do not depend on how many there are."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

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
    this was called; what they change there is lost, only results come back (pickled).
    """
    if processes == 1 or len(items) < processes:
        yield from function(items)
        return
    parts = _cut(items, processes * PARTS_PER_PROCESS)
    context = multiprocessing.get_context("fork")
    _work.append((function, parts))
    try:
        with context.Pool(processes) as pool:
            for results in pool.imap(_run_part, range(len(parts))):
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
    beside = multiprocessing.get_context("fork").Process(target=function)
    beside.start()

    def wait() -> None:
        beside.join()
        if beside.exitcode:
            function()

    return wait


def _run_part(number: int) -> list[Any]:
    function, parts = _work[-1]
    return function(parts[number])


def _cut(items: Sequence[Item], number: int) -> list[Sequence[Item]]:
    size = max(1, -(-len(items) // number))
    return [items[start : start + size] for start in range(0, len(items), size)]
