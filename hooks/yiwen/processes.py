"""Work shared among processes; its results do not depend on how many there are."""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

PR_SET_PDEATHSIG = 1
"""Linux, ``prctl(2)``: the signal that a process gets when its parent dies."""

PARTS_PER_PROCESS = 8
"""Into how many parts each process's share is cut, so that none waits long for the last one."""

_work: list[tuple[Callable[[Sequence[Any]], list[Any]], Sequence[Any]]] = []
"""What the children of the running call do; they inherit it, nothing is sent to them."""


_awaited: list[Connection] = []
"""What is handed over by work that goes on beside this process."""


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
    gc.freeze()  # what is there already is not looked at, and so not copied, in each child
    try:
        with ProcessPoolExecutor(processes, context, _end_with_parent, (os.getpid(),)) as pool:
            for results in pool.map(_run_part, range(len(parts))):
                yield from results
    finally:
        gc.unfreeze()
        _work.pop()


def begin(function: Callable[[], Result]) -> Callable[[], Result]:
    """Run ``function``, whose work lies in files, beside this process; gives what waits for it.

    What it returns is handed over (pickled). Should the other process fail, it runs here when it is
    waited for, and tells why.
    """
    if count_processes(0) == 1:
        result = function()
        return lambda: result
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    beside = context.Process(target=_run_beside, args=(function, ours, theirs, os.getpid()))
    beside.start()
    theirs.close()  # so that its end is seen here
    _awaited.append(ours)

    def wait() -> Result:
        _awaited.remove(ours)
        with ours:
            try:
                result: Result = ours.recv()
            except EOFError:
                result = function()
        beside.join()
        return result

    return wait


def end_beside() -> None:
    """Wait for what was begun beside this process, whether it goes well or not."""
    while _awaited:
        _awaited.pop().close()  # nobody takes what it would hand over
    for beside in multiprocessing.active_children():
        beside.join()


def _run_beside(
    function: Callable[[], Any], theirs: Connection, hand_over: Connection, parent: int
) -> None:
    theirs.close()  # else this process would wait for itself to take what it hands over
    _end_with_parent(parent)
    result = function()
    with suppress(BrokenPipeError):
        hand_over.send(result)


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
