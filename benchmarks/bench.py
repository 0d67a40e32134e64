"""Build sites of many sizes, cold and warm, ours and those of others, and print what it took.

    python benchmarks/bench.py [--sizes 100,1000,5000] [--runs 3] [--only yiwen,hugo]
    python benchmarks/bench.py --sizes 10000 --only yiwen --extents all --runs 1

Every contender builds the same articles in three languages, in turns with the others: cold (nothing
left of an earlier build), with nothing changed, with one article added, with one edited. Ours is there
more than once: with as much as the others write, with search, and with everything (`contenders.py`
says what these are, `rivals.py` what the others do and do not). The figures are medians over the runs.
Memory is what all processes of a build held at one time; pages that several share count once. On a busy
machine, compare processor time, and with `--cores 1`: two threads that wait for a core both take longer.

The others are installed into benchmarks/.env at first; results are kept in benchmarks/results/ as JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from contenders import ASIDE, EXTENTS, HERE, WORK, Contender, Yiwen, put_aside
from peers import installed_versions, ready_peers
from race import race
from report import STATES, Result, render_report
from rivals import Hugo, Material, PaperMod

RESULTS = HERE / "results"


def _choose(given: argparse.Namespace, posts: int) -> list[Contender]:
    """Make the contenders for one size."""
    folder = WORK / str(posts)
    wanted = given.only
    chosen: list[Contender] = []
    if "yiwen" in wanted:
        chosen += _ours(given, folder)
    if given.papermod or {"hugo", "material"}.intersection(wanted):
        peers = ready_peers()
        if "hugo" in wanted:
            chosen.append(Hugo(folder / "hugo", peers.hugo, given.hugo_feeds))
        if given.papermod:
            chosen.append(
                PaperMod(folder / "papermod", peers.hugo, given.hugo_feeds, theme=given.papermod)
            )
        if "material" in wanted and posts <= given.material_up_to:
            chosen.append(Material(folder / "material", peers.python))
    return chosen


def _ours(given: argparse.Namespace, folder: Path) -> Iterator[Yiwen]:
    for extent in given.extents:
        for processes in given.processes or [None]:
            more = {**dict(given.set), **({} if processes is None else {"processes": processes})}
            note = " ".join((extent, *(f"{key}={json.dumps(each)}" for key, each in more.items())))
            settings = {**EXTENTS[extent], **more}
            yield Yiwen(folder / f"yiwen-{extent}{processes or ''}", settings, note)


def _machine() -> dict[str, object]:
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return {
        "system": platform.platform(terse=True),
        "python": platform.python_version(),
        "cores": cores,
        "load": load,
        **installed_versions(),
    }


def _pin(cores: int) -> None:
    """Leave this process, and all that it starts, some cores only."""
    if not hasattr(os, "sched_setaffinity"):
        raise SystemExit("bench: --cores needs Linux")
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


def _names(*known: str) -> Callable[[str], list[str]]:
    """Give what reads some of the names, in the order in which they are known."""

    def read(text: str) -> list[str]:
        names = set(text.split(","))
        if unknown := names.difference(known):
            raise argparse.ArgumentTypeError(f"unknown: {', '.join(sorted(unknown))}")
        return [name for name in known if name in names]

    return read


def _setting(text: str) -> tuple[str, object]:
    key, _, value = text.partition("=")
    return key, json.loads(value)


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    add = parser.add_argument
    add("--sizes", type=_numbers, default=[100, 1000, 5000], help="how many posts: 100,1000,5000")
    add("--runs", type=int, default=3, help="the figures are medians over so many (3)")
    all_names = ("yiwen", "hugo", "material")
    add("--only", type=_names(*all_names), default=all_names, help=",".join(all_names))
    add("--extents", type=_names(*EXTENTS), default=tuple(EXTENTS), help=",".join(EXTENTS))
    add("--states", type=_names(*STATES), default=tuple(STATES), help=",".join(STATES))
    add("--processes", type=_numbers, help="our setting of that name, once for each: 1,2")
    add("--set", type=_setting, action="append", default=[], help="another setting: key=JSON")
    add("--cores", type=int, help="let every build use so many cores only (Linux)")
    add("--hugo-feeds", choices=("all", "home"), default="all", help="feeds that Hugo writes")
    add("--material-up-to", type=int, default=1000, help="the largest size it is asked to build")
    add("--papermod", type=Path, help="a folder with the theme PaperMod, to measure it too")
    add("--keep", action="store_true", help="leave the sites in benchmarks/.work")
    return parser.parse_args()


def _save(machine: Mapping[str, object], results: Iterable[Result], started: datetime) -> Path:
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{started:%Y-%m-%d-%H%M%S}.json"
    found = {"machine": machine, "results": [asdict(result) for result in results]}
    path.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def main() -> None:
    """Measure, keep and print."""
    given = _read_arguments()
    started = datetime.now(UTC)
    if given.cores:
        _pin(given.cores)
    machine = _machine()
    states = [state for state in STATES if state == "cold" or state in given.states]
    results: list[Result] = []
    for posts in given.sizes:
        results += race(posts, _choose(given, posts), runs=given.runs, states=states)
        if not given.keep:
            put_aside(WORK / str(posts))
    shutil.rmtree(ASIDE, ignore_errors=True)
    path = _save(machine, results, started)
    sys.stdout.write(render_report(machine, results))
    sys.stderr.write(f"kept in {path}\n")


if __name__ == "__main__":
    main()
