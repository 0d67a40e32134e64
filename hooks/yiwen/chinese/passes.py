"""Run a route without its segmentation where that changes nothing: it is half of OpenCC's time.

From Simplified, the phrases that a text is cut into are those of the first pass, which finds the same
from left to right by itself. The cuts then only keep the second pass from a phrase that reaches over
one; where it meets no phrase at all, they are of no use.
"""

from collections.abc import Callable, Mapping
from functools import cache, lru_cache, partial
from typing import Final

from yiwen.chinese.engine import describe_engine, make_converter
from yiwen.chinese.routes import Route
from yiwen.chinese.tables import read_table

Run = Callable[[str], str]

_FLAG: Final = "\U000ff000"
"""Takes the place of such a phrase; no text holds it."""


def make_run(route: Route, soft: Mapping[str, str], forced: Mapping[str, str]) -> Run:
    """Make the converter of a route, with the terms of a glossary (see ``make_converter``)."""
    whole = cache(partial(make_converter, route, soft, forced))
    if not route.seldom or describe_engine().lacks:
        return whole()
    start = Route(route.stages[:1])
    first = make_converter(start, soft, forced) if soft or forced else _make_first(start)
    last = _make_last(route)

    def run(text: str) -> str:
        converted = last(first(text))
        return whole()(text) if _FLAG in converted else converted

    return run


@lru_cache
def _make_first(start: Route) -> Run:
    """Make a first pass that keeps its last text: the pages of both regions begin with it."""
    return lru_cache(maxsize=1)(make_converter(start, {}, {}))


@lru_cache
def _make_last(route: Route) -> Run:
    flags = {phrase: _FLAG for name in route.seldom for phrase, _ in read_table(name)}
    return make_converter(Route(route.stages[1:]), {}, flags)
