"""Propose tags and a category from those that the site has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from yiwen.chinese.detection import Script, detect_script
from yiwen.chinese.rules import plain_text
from yiwen.posts import Post

MOST_TAGS = 5
LEAST_LENGTH = 2
"""Characters of the shortest name that is looked for: shorter ones stand in any text."""
LEAST_TIMES = 2
"""How often a name must stand in a text that does not have it in its title."""
TITLE_COUNTS = 5
"""How many times a name in the title counts."""

_LATIN = re.compile(r"[\x00-\u02ff]+")


class Proposer:
    """Knows the terms of a site, and which tags go with which category."""

    def __init__(self, posts: Sequence[Post], *, fold: Callable[[str], str]) -> None:
        self._fold = fold
        self._tags: dict[str, Counter[str]] = {}
        self._categories: dict[str, Counter[str]] = {}
        self._beside: dict[str, Counter[str]] = {}
        for post in posts:
            self._learn(post)

    def _learn(self, post: Post) -> None:
        categories = [plain_text(name, post.script) for name in post.categories]
        for name in categories:
            self._categories.setdefault(self._fold(name), Counter())[name] += 1
        for tag in post.tags:
            name = plain_text(tag, post.script)
            key = self._fold(name)
            self._tags.setdefault(key, Counter())[name] += 1
            self._beside.setdefault(key, Counter()).update(map(self._fold, categories[:1]))

    def propose(self, title: str, body: str) -> tuple[tuple[str, ...], str]:
        """Tags found in a text, the surest first, and its category; empty when none is found."""
        text, heading = self._fold(body), self._fold(title)
        found = Counter(
            {key: _count(key, text) + TITLE_COUNTS * _count(key, heading) for key in self._tags}
        )
        keys = [
            key
            for key, times in sorted(
                found.items(), key=lambda each: (-each[1], -len(each[0]), each[0])
            )
            if times >= LEAST_TIMES
        ]
        keys = [
            key
            for key in keys
            if not any(
                key != other and key in other and found[key] <= found[other] for other in keys
            )
        ]
        chosen = keys[:MOST_TAGS]
        simplified = detect_script(body) is Script.HANS
        tags = (_spell(key, self._tags[key], simplified=simplified) for key in chosen)
        return tuple(tags), self._choose_category(chosen, text, heading)

    def _choose_category(self, tags: Sequence[str], text: str, heading: str) -> str:
        votes: Counter[str] = Counter()
        for rank, tag in enumerate(tags):
            total = sum(self._beside[tag].values())
            for key, times in self._beside[tag].items():
                votes[key] += round(1000 * times / total / (rank + 1))
        for key in self._categories:
            votes[key] += 100 * min(_count(key, text), 5) + 1000 * _count(key, heading)
        best = min(votes, key=lambda key: (-votes[key], key), default="")
        return _usual(self._categories[best]) if best and votes[best] else ""


def _count(key: str, text: str) -> int:
    if len(key) < LEAST_LENGTH:
        return 0
    if not _LATIN.fullmatch(key):
        return text.count(key)
    return len(re.findall(rf"(?<![a-z0-9]){re.escape(key)}(?![a-z0-9])", text))


def _spell(key: str, spellings: Counter[str], *, simplified: bool) -> str:
    """How the site writes a tag; in a Simplified text never in Traditional."""
    name = _usual(spellings)
    return key if simplified and detect_script(name, least=1) is Script.HANT else name


def _usual(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda name: (-spellings[name], name))
