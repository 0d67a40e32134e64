"""Let contenders build the same articles in turns, and take the medians of what it cost."""

from __future__ import annotations

import statistics
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from contenders import Contender, Yiwen, put_aside
from corpus import Article, edit, make_article, make_corpus
from kinds import Weight, weigh
from measuring import BuildError, Cost, measure
from report import STATES, Result

NEXT_DAY = date(2026, 1, 1)
"""When the article that is added was published."""


@dataclass
class Track:
    """What is known of one contender at one size."""

    contender: Contender
    costs: dict[str, list[Cost]] = field(default_factory=lambda: defaultdict(list))
    stages: dict[str, list[dict[str, float]]] = field(default_factory=lambda: defaultdict(list))
    weights: dict[str, Weight] = field(default_factory=dict)

    def result(self, posts: int) -> Result:
        """Give the medians."""
        return Result(
            posts=posts,
            contender=self.contender.label,
            costs={state: _median_cost(costs) for state, costs in self.costs.items()},
            stages={state: _median_stages(each) for state, each in self.stages.items()},
            weights=self.weights,
        )


def race(
    posts: int, contenders: Sequence[Contender], *, runs: int, states: Sequence[str] = tuple(STATES)
) -> list[Result]:
    """Measure contenders at one size, in turns."""
    last = prepare(posts, contenders)
    tracks = [Track(contender) for contender in contenders]
    for run in range(runs):
        for state in states:
            for track in _turned(tracks, run):
                change(track.contender, state, last)
                _build(track, state, f"{posts} posts, run {run + 1} of {runs}")
                if state == "cold" and not run:
                    track.weights = weigh(track.contender.sites())
        for track in tracks:
            _undo(track.contender, last)
    return [track.result(posts) for track in tracks]


def prepare(posts: int, contenders: Iterable[Contender]) -> Article:
    """Write all sources anew; give the newest article."""
    for contender in contenders:
        if contender.folder.exists():
            put_aside(contender.folder)
        contender.folder.mkdir(parents=True)
        contender.lay_out()
    last = None
    for last in make_corpus(posts):
        for contender in contenders:
            contender.write(last)
    if last is None:
        raise SystemExit("bench: a site needs a post")
    return last


def _turned(tracks: Sequence[Track], run: int) -> Iterator[Track]:
    """Let another one begin in every run."""
    first = run % len(tracks)
    yield from tracks[first:]
    yield from tracks[:first]


def change(contender: Contender, state: str, last: Article) -> None:
    """Bring a contender's folder from the state before into ``state``."""
    if state == "cold":
        contender.clean()
    elif state == "added":
        contender.write(_added(last))
    elif state == "edited":
        contender.write(edit(last))


def _undo(contender: Contender, last: Article) -> None:
    contender.remove(_added(last))
    contender.write(last)


def _added(last: Article) -> Article:
    return make_article(last.number + 1, NEXT_DAY)


def _build(track: Track, state: str, what: str) -> None:
    contender = track.contender
    sys.stderr.write(f"{what}: {contender.label}, {state} … ")
    sys.stderr.flush()
    if isinstance(contender, Yiwen):
        contender.timings.unlink(missing_ok=True)
    try:
        cost = measure(contender.commands(), log=contender.folder.with_suffix(".log"))
    except BuildError as error:
        raise SystemExit(f"failed\n{error}") from None
    held = (cost.memory_bytes or 0) / 1e6
    sys.stderr.write(f"{cost.seconds:.2f} s ({cost.cpu_seconds or 0:.2f} s, {held:.0f} MB)\n")
    track.costs[state].append(cost)
    if isinstance(contender, Yiwen) and (stages := contender.stages()):
        track.stages[state].append(stages)


def _median_cost(costs: Sequence[Cost]) -> Cost:
    return Cost(
        seconds=statistics.median(cost.seconds for cost in costs),
        cpu_seconds=_median(cost.cpu_seconds for cost in costs),
        memory_bytes=_median_int(cost.memory_bytes for cost in costs),
    )


def _median(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return statistics.median(known) if known else None


def _median_int(values: Iterable[int | None]) -> int | None:
    middle = _median(values)
    return None if middle is None else round(middle)


def _median_stages(runs: Sequence[Mapping[str, float]]) -> dict[str, float]:
    names = dict.fromkeys(name for run in runs for name in run)
    return {name: statistics.median(run.get(name, 0.0) for run in runs) for name in names}
