"""Find words of a list in a text: the longest at every place, from left to right."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator


class Matcher:
    """A list of words made ready for finding.

    The time for a text grows with its length and with how many lengths the words of one first
    character have, not with how many words there are.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(word for word in words if word)
        lengths: dict[str, set[int]] = defaultdict(set)
        for word in self._words:
            lengths[word[0]].add(len(word))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}
        firsts = "".join(map(re.escape, self._lengths))
        self._first = re.compile(f"[{firsts}]" if firsts else r"(?!)")

    def find(self, text: str) -> Iterator[tuple[int, str]]:
        """Give place and word of each find, none over another."""
        free = 0
        for first in self._first.finditer(text):
            place = first.start()
            if place < free:
                continue
            word = self._match(text, place)
            if word:
                yield place, word
                free = place + len(word)

    def _match(self, text: str, place: int) -> str:
        for length in self._lengths[text[place]]:
            word = text[place : place + length]
            if word in self._words:
                return word
        return ""
