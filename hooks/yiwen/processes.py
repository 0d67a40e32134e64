"""Work shared among processes; its results do not depend on how many there are."""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

PR_SET_PDEATHSIG = 1
"""Linux, ``prctl(2)``: the signal that a process gets when its parent dies."""

PARTS_PER_PROCESS = 4
"""Into how many parts each process's share is cut at most: none waits long for the last one, and what
a part takes is a quarter."""
LEAST_PART = 32
"""Things that are worth a process of their own, which warms up first."""
HERE = 256
"""How many are a part where there are no children: what is made of them is passed on, not all kept."""

_awaited: list[Connection] = []
"""What is handed over by work that goes on beside this process."""


class LostError(Exception):
    """A process has ended, or was ended, without an answer that can be read."""


def count_processes(wanted: int) -> int:
    """How many children to use at a time: ``wanted``, or one for each core when that is 0.

    None where they cannot inherit what the parent has (Windows, macOS), and in a process with
    threads, where a lock could be held in a child forever.
    """
    if sys.platform != "linux" or threading.active_count() > 1:
        return 0
    return wanted or len(os.sched_getaffinity(0))


def share(
    function: Callable[[Sequence[Item]], list[Result]], items: Sequence[Item], *, processes: int
) -> Iterator[Result]:
    """Call ``function`` on parts of ``items`` in so many processes, this one for 0; in their order.

    ``function`` gives one result for each item. Children see everything as the parent had it when
    they began; what they change there is lost, only results come back (pickled). Each does one part
    and ends: what it came to hold meanwhile is given back. When one is killed, this fails instead of
    waiting for it forever; when the parent is, none goes on.

    Raises:
        LostError: a child was killed, or has raised what cannot be sent.
    """
    if not processes or len(items) < (processes if processes > 1 else LEAST_PART):
        for part in _cut(items, HERE):
            yield from function(part)
        return
    gc.freeze()  # what is there already is not looked at, and so not copied, in each child
    try:
        number = min(max(processes, len(items) // LEAST_PART), processes * PARTS_PER_PROCESS)
        parts = _cut(items, -(-len(items) // number))
        for results in _share_parts(function, parts, processes):
            yield from results
    finally:
        gc.unfreeze()


def _share_parts(
    function: Callable[[Sequence[Item]], list[Result]], parts: Sequence[Sequence[Item]], most: int
) -> Iterator[list[Result]]:
    """The results of each part, in their order; at most so many children at a time."""
    left = deque(enumerate(parts))
    running: dict[Connection, tuple[int, BaseProcess]] = {}
    done: dict[int, list[Result]] = {}
    try:
        for wanted in range(len(parts)):
            while wanted not in done:
                while left and len(running) < most:
                    number, part = left.popleft()
                    ours, child = _fork(partial(_answer, function, part))
                    running[ours] = number, child
                for ours in _wait([*running]):
                    number, child = running[ours]
                    done[number] = _take(ours)
                    child.join()
                    del running[ours]
            yield done.pop(wanted)
    finally:
        for ours, (_, child) in running.items():  # whose answers nobody waits for any more
            ours.close()
            child.kill()
            child.join()


def _wait(running: list[Connection]) -> list[Connection]:
    """Those of ``running`` that have an answer, or have ended without one."""
    answered: list[Any] = wait(running)
    return answered


def _answer(
    function: Callable[[Sequence[Any]], list[Any]], part: Sequence[Any]
) -> tuple[list[Any], Exception | None]:
    try:
        return function(part), None
    except Exception as error:  # noqa: BLE001 - it is raised in the parent
        return [], error


def _take(ours: Connection) -> list[Any]:
    with ours:
        try:
            results, error = ours.recv()
        except Exception as fault:
            raise LostError("a process has ended without an answer") from fault
    if error:
        raise error
    made: list[Any] = results
    return made


def begin(function: Callable[[], Result]) -> Callable[[], Result]:
    """Run ``function``, whose work lies in files, beside this process; gives what waits for it.

    What it returns is handed over (pickled). Should the other process fail, it runs here when it is
    waited for, and tells why.
    """
    if count_processes(0) <= 1:
        result = function()
        return lambda: result
    ours, beside = _fork(function)
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


def _fork(function: Callable[[], Any]) -> tuple[Connection, BaseProcess]:
    """Begin a process that runs ``function``, and what it hands over when that is done."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_run_beside, args=(function, ours, theirs, os.getpid()))
    child.start()
    theirs.close()  # so that its end is seen here
    return ours, child


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


def _cut(items: Sequence[Item], size: int) -> list[Sequence[Item]]:
    return [items[start : start + size] for start in range(0, len(items), size)]
