"""Work shared among processes gives what one process would give."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
import time
from collections.abc import Sequence
from itertools import groupby
from multiprocessing import Pipe
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yiwen import processes
from yiwen.processes import LostError, begin, count_processes, end_beside, share

linux = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is one process")


def double(numbers: Sequence[int]) -> list[int]:
    return [2 * number for number in numbers]


def tell_process(items: Sequence[int]) -> list[int]:
    return [os.getpid() for _ in items]


# How many


def test_as_many_processes_as_wanted(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 3, 5}, raising=False)
    monkeypatch.setattr(threading, "active_count", lambda: 1)

    assert count_processes(2) == 2
    assert count_processes(0) == 3, "one for each core that this process may use"


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_no_process_but_this_where_children_inherit_nothing(
    monkeypatch: pytest.MonkeyPatch, platform: str
):
    monkeypatch.setattr(sys, "platform", platform)

    assert count_processes(8) == 0


def test_no_process_but_this_beside_threads(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(threading, "active_count", lambda: 2)

    assert count_processes(8) == 0


# Shared


def test_results_come_in_the_order_of_the_items():
    assert list(share(double, range(5), processes=0)) == [0, 2, 4, 6, 8]
    assert list(share(double, range(1000), processes=0)) == double(range(1000))
    assert list(share(double, [], processes=4)) == []


@linux
@settings(max_examples=8)
@given(st.lists(st.integers(), max_size=60), st.integers(0, 4))
def test_results_do_not_depend_on_the_number_of_processes(items: list[int], number: int):
    assert list(share(double, items, processes=number)) == double(items)


@linux
def test_several_processes_share_the_work():
    assert set(share(tell_process, [1, 2], processes=3)) == {os.getpid()}, "too little to share"
    assert os.getpid() not in set(share(tell_process, range(40), processes=2))


@linux
def test_each_part_has_a_process_of_its_own_if_it_is_large_enough():
    told = list(share(tell_process, range(10_000), processes=2))
    parts = [len(list(some)) for _, some in groupby(told)]

    assert (len(set(told)), parts) == (8, [1250] * 8), "what it held is given back"
    assert len(set(share(tell_process, range(80), processes=2))) == 2
    assert os.getpid() not in set(share(tell_process, range(80), processes=1))
    assert set(share(tell_process, range(30), processes=1)) == {os.getpid()}


@linux
def test_work_that_is_not_waited_for_is_ended(tmp_path: Path):
    begun = tmp_path / "begun"

    def work(items: Sequence[int]) -> list[int]:
        if items[0]:
            begun.write_text(str(os.getpid()), encoding="ascii")
            time.sleep(60)
        return [0 for _ in items]

    results = share(work, range(10), processes=2)
    assert next(results) == 0
    while not begun.exists() or not begun.read_text(encoding="ascii"):
        time.sleep(0.01)
    results.close()  # type: ignore[attr-defined]

    with pytest.raises(ProcessLookupError):
        os.kill(int(begun.read_text(encoding="ascii")), 0)


@linux
def test_children_see_what_the_parent_had_and_change_nothing_of_it():
    seen = ["before"]

    def look(items: Sequence[int]) -> list[int]:
        seen.append("changed")
        return [len(seen) for _ in items]

    assert next(share(look, range(16), processes=2)) == 2
    assert seen == ["before"]


@linux
def test_work_may_be_shared_while_work_is_shared():
    outer = share(double, range(40), processes=2)
    first = next(outer)

    inner = list(share(lambda items: [-item for item in items], range(40), processes=2))

    assert [first, *outer] == [2 * number for number in range(40)]
    assert inner == [-number for number in range(40)]


class OddError(Exception):
    def __init__(self, one: str, two: str) -> None:
        super().__init__(f"{one} and {two}")


def fail(_items: Sequence[int]) -> list[int]:
    raise LookupError("no such page")


def fail_oddly(_items: Sequence[int]) -> list[int]:
    raise OddError("one", "two")


def die(_items: Sequence[int]) -> list[int]:
    os.kill(os.getpid(), signal.SIGKILL)
    raise NotImplementedError


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_fault_of_a_child_is_a_fault_here(number: int):
    with pytest.raises(LookupError, match="no such page"):
        list(share(fail, range(40), processes=number))


@linux
@pytest.mark.parametrize("work", [fail_oddly, die])
def test_nobody_waits_for_a_child_that_cannot_answer(work: object):
    with pytest.raises(LostError, match="without an answer"):
        list(share(work, range(40), processes=2))  # type: ignore[arg-type]

    assert list(share(double, range(40), processes=2)) == double(range(40)), "and it can go on"


# Beside


@pytest.fixture
def with_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two cores, and no thread: earlier tests may have left some running."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    monkeypatch.setattr("threading.active_count", lambda: 1)


@linux
@pytest.mark.usefixtures("with_cores")
def test_work_goes_on_beside_this_process(tmp_path: Path):
    done = tmp_path / "done"

    def work() -> None:
        time.sleep(0.1)
        done.write_text(str(os.getpid()), encoding="ascii")

    wait = begin(work)
    assert not done.exists()
    wait()

    assert int(done.read_text(encoding="ascii")) != os.getpid()


@linux
@pytest.mark.usefixtures("with_cores")
def test_work_that_fails_beside_is_done_here(capfd: pytest.CaptureFixture[str]):
    here = os.getpid()
    done = []

    def work() -> None:
        if os.getpid() != here:
            raise OSError("no space")
        done.append("here")

    begin(work)()

    assert done == ["here"]
    assert "no space" in capfd.readouterr().err


@linux
@pytest.mark.usefixtures("with_cores")
def test_work_beside_can_be_waited_for_by_those_who_did_not_begin_it(tmp_path: Path):
    done = tmp_path / "done"

    def work() -> None:
        time.sleep(0.2)
        done.touch()
        raise OSError("no space")

    begin(work)
    end_beside()

    assert done.exists()


@linux
@pytest.mark.usefixtures("with_cores")
def test_work_beside_hands_over_what_it_found():
    assert begin(lambda: list(range(100_000)))() == list(range(100_000))


@linux
@pytest.mark.usefixtures("with_cores")
def test_what_nobody_takes_does_not_hold_up_the_end(capfd: pytest.CaptureFixture[str]):
    begin(lambda: "much" * 1_000_000)
    end_beside()

    assert capfd.readouterr().err == ""


def test_work_is_done_at_once_where_there_is_one_process(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(processes, "count_processes", lambda _wanted: 1)
    done = []

    wait = begin(lambda: done.append("done"))

    assert done == ["done"]
    wait()
    assert done == ["done"]


# What children do


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, ...]]:
    """What the system was asked for."""
    calls: list[tuple[int, ...]] = []
    library = SimpleNamespace(prctl=lambda *arguments: calls.append(arguments))
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: library)
    return calls


def test_a_child_asks_to_be_killed_with_its_parent(asked: list[tuple[int, ...]]):
    done = []

    ours, theirs = Pipe(duplex=False)
    with theirs:
        processes._run_beside(lambda: done.append("done"), ours, theirs, os.getppid())

    assert asked == [(1, signal.SIGKILL, 0, 0, 0)]
    assert done == ["done"]


@pytest.mark.usefixtures("asked")
def test_a_child_whose_parent_died_before_ends(monkeypatch: pytest.MonkeyPatch):
    class EndError(Exception):
        pass

    def end(status: int) -> None:
        raise EndError(status)

    monkeypatch.setattr(os, "_exit", end)

    with pytest.raises(EndError, match="1"):
        processes._end_with_parent(os.getppid() + 1)
