"""Tables of what builds took, in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kinds import KINDS, Weight
from measuring import Cost

STATES: Mapping[str, str] = {
    "cold": "cold",
    "unchanged": "nothing changed",
    "added": "one added",
    "edited": "one edited",
}
"""What happened before a build, in order; and how a table calls it."""
PEERS = ("hugo", "papermod")
"""Whom the others are compared with."""
ROOM = 1_000_000_000
"""Bytes that GitHub Pages gives a site."""
_MISSING = "–"


@dataclass(frozen=True, slots=True)
class Result:
    """The figures of one contender at one size."""

    posts: int
    contender: str
    costs: Mapping[str, Cost]
    """By state."""
    stages: Mapping[str, Mapping[str, float]]
    """By state: how many seconds each stage of the build took, if it tells."""
    weights: Mapping[str, Weight]
    """By kind: what the cold build has written."""

    @property
    def files(self) -> int:
        """How many files the site has."""
        return sum(weight.files for weight in self.weights.values())

    @property
    def size_bytes(self) -> int:
        """The sum of their sizes."""
        return sum(weight.size_bytes for weight in self.weights.values())


def render_report(machine: Mapping[str, object], results: Sequence[Result]) -> str:
    """Give all tables: by size what builds took, the ratios to peers, the sites; then the growth."""
    told = ", ".join(f"{key} {value}" for key, value in machine.items())
    parts = [f"{told}\n\nSeconds by the clock, and in brackets of processor time.\n"]
    for posts in dict.fromkeys(result.posts for result in results):
        some = [result for result in results if result.posts == posts]
        parts += [f"## {posts:,} posts in three languages\n", *_render_size(some)]
        parts += [part for result in some for part in _render_stages(result)]
    growth = [*_render_growth(results), *_render_room(results)]
    parts += ["## Growth\n", *growth]
    return "\n".join(parts) + "\n"


def _render_size(results: Sequence[Result]) -> Iterator[str]:
    states = {state: name for state, name in STATES.items() if state in results[0].costs}
    times = [[each.contender, *(_time(each.costs[state]) for state in states)] for each in results]
    yield render_table(["s", *states.values()], times)
    ratios = [
        [f"{each.contender} / {peer.contender}", *(_ratio(each, peer, state) for state in states)]
        for peer in _find_peers(results)
        for each in results
        if each is not peer
    ]
    if ratios:
        yield render_table(["times as long", *states.values()], ratios)
    heads = ["memory, MB: cold", "then", "files", "site, MB", "KB a post", *KINDS]
    yield render_table(["", *heads], [[each.contender, *_weigh(each)] for each in results])


def _find_peers(results: Sequence[Result]) -> list[Result]:
    return [each for each in results if each.contender.partition(" ")[0] in PEERS]


def _time(cost: Cost) -> str:
    cpu = _MISSING if cost.cpu_seconds is None else f"{cost.cpu_seconds:.2f}"
    return f"{cost.seconds:.2f} ({cpu})"


def _ratio(one: Result, other: Result, state: str) -> str:
    return _compare(one.costs[state], other.costs[state])


def _compare(one: Cost, other: Cost) -> str:
    both = one.cpu_seconds and other.cpu_seconds
    cpu = f"{one.cpu_seconds / other.cpu_seconds:.2f}" if both else _MISSING  # type: ignore[operator]
    return f"{one.seconds / other.seconds:.2f} ({cpu})"


def _weigh(result: Result) -> Iterator[str]:
    """Memory, files, and bytes: in MB, those of each kind too."""
    held = {state: cost.memory_bytes for state, cost in result.costs.items()}
    cold = held.pop("cold", None)
    for most in (cold, max((each for each in held.values() if each), default=None)):
        yield _MISSING if most is None else f"{most / 1e6:.0f}"
    yield f"{result.files:,}"
    yield f"{result.size_bytes / 1e6:.1f}"
    yield f"{result.size_bytes / 1e3 / result.posts:.1f}"
    for kind in KINDS:
        yield f"{result.weights[kind].size_bytes / 1e6:.1f}"


def _render_stages(result: Result) -> Iterator[str]:
    names = dict.fromkeys(name for stages in result.stages.values() for name in stages)
    if names:
        rows = [
            [name, *(f"{stages.get(name, 0.0):.2f}" for stages in result.stages.values())]
            for name in names
        ]
        states = [STATES[state] for state in result.stages]
        yield render_table([f"{result.contender}, stage, s by the clock", *states], rows)


def _each_growth(results: Sequence[Result]) -> Iterator[tuple[Result, Result]]:
    for contender in dict.fromkeys(result.contender for result in results):
        own = [result for result in results if result.contender == contender]
        yield from pairwise(own)


def _render_growth(results: Sequence[Result]) -> Iterator[str]:
    """How many times longer the larger sites took than the one before."""
    for small, large in _each_growth(results):
        ratios = ", ".join(
            f"{STATES[state]} × {_compare(cost, small.costs[state])}"
            for state, cost in large.costs.items()
        )
        yield f"- {large.contender}, {small.posts:,} to {large.posts:,} posts: {ratios}"


def _render_room(results: Sequence[Result]) -> Iterator[str]:
    """How many posts fit into the room: a site grows on as it did, or as its largest is."""
    grown = {large.contender: (small, large) for small, large in _each_growth(results)}
    for result in {each.contender: each for each in results}.values():
        small, large = grown.get(result.contender, (None, result))
        posts, size = large.posts, large.size_bytes
        each = size / posts
        if small:
            each = (size - small.size_bytes) / (posts - small.posts)
        fit = round(posts + (ROOM - size) / each, -2)
        yield f"- {result.contender}: {each / 1e3:.1f} KB for one more post, {fit:,.0f} fit in 1 GB"


def render_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Give a table whose first column is text, and the others numbers."""
    line = ["---"] + ["---:"] * (len(head) - 1)
    return "".join(f"| {' | '.join(row)} |\n" for row in (head, line, *rows))
