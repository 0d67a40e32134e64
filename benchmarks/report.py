"""Tables of what builds took, in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from measuring import Cost, Weight

STATES: Mapping[str, str] = {
    "cold": "cold",
    "unchanged": "nothing changed",
    "added": "one added",
    "edited": "one edited",
}
"""What happened before a build, in order; and how a table calls it."""
PEER = "hugo"
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
    weight: Weight


def render_report(machine: Mapping[str, object], results: Sequence[Result]) -> str:
    """Give all tables; ``×`` is the ratio to Hugo's time in the same column."""
    told = ", ".join(f"{key} {value}" for key, value in machine.items())
    parts = [f"{told}\n"]
    for posts in dict.fromkeys(result.posts for result in results):
        some = [result for result in results if result.posts == posts]
        parts += [f"## {posts:,} posts in three languages\n", *_render_size(some)]
        parts += [part for result in some for part in _render_stages(result)]
    growth = list(_render_growth(results))
    parts += ["## Growth\n", *growth] if growth else []
    return "\n".join(parts) + "\n"


def _render_size(results: Sequence[Result]) -> Iterator[str]:
    peer = next((result for result in results if result.contender.startswith(PEER)), None)
    heads = [cell for name in STATES.values() for cell in (f"{name}, s", "×")]
    rows = [[result.contender, *_times(result, peer), *_sizes(result)] for result in results]
    yield render_table(["", *heads, "CPU cold, s", "memory cold, MB", "site, MB", "files"], rows)


def _times(result: Result, peer: Result | None) -> Iterator[str]:
    for state in STATES:
        seconds = result.costs[state].seconds
        yield f"{seconds:.2f}"
        yield f"{seconds / peer.costs[state].seconds:.2f}" if peer else _MISSING


def _sizes(result: Result) -> Iterator[str]:
    cold = result.costs["cold"]
    yield _MISSING if cold.cpu_seconds is None else f"{cold.cpu_seconds:.2f}"
    yield _MISSING if cold.memory_bytes is None else f"{cold.memory_bytes / 1e6:.0f}"
    yield f"{result.weight.size_bytes / 1e6:.1f}"
    yield f"{result.weight.files:,}"


def _render_stages(result: Result) -> Iterator[str]:
    names = dict.fromkeys(name for stages in result.stages.values() for name in stages)
    if names:
        rows = [
            [name, *(f"{result.stages.get(state, {}).get(name, 0.0):.2f}" for state in STATES)]
            for name in names
        ]
        yield render_table([f"{result.contender}, stage", *STATES.values()], rows)


def _render_growth(results: Sequence[Result]) -> Iterator[str]:
    """How many times longer the larger sites took than the one before."""
    for contender in dict.fromkeys(result.contender for result in results):
        own = [result for result in results if result.contender == contender]
        for small, large in pairwise(own):
            ratios = ", ".join(
                f"{name} × {large.costs[state].seconds / small.costs[state].seconds:.1f}"
                for state, name in STATES.items()
            )
            yield f"- {contender}, {small.posts:,} to {large.posts:,} posts: {ratios}"


def render_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Give a table whose first column is text, and the others numbers."""
    line = ["---"] + ["---:"] * (len(head) - 1)
    return "".join(f"| {' | '.join(row)} |\n" for row in (head, line, *rows))
