"""Write the body of a made-up article: sections of paragraphs, lists, quotes, tables, code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from stock import Chance, Stock

HAN = 2450
"""Where an article may end; what follows makes it some 2,800 on average."""
_HAN = re.compile(r"[\u3400-\u9fff]")


class Writer:
    """Writes one article; no sentence comes again before all others were used."""

    def __init__(self, stock: Stock, chance: Chance) -> None:
        self._stock = stock
        self._chance = chance
        self._deck: list[str] = []
        self._notes = 0
        self._blocks: tuple[Callable[[], str], ...] = (
            self._bullets,
            self._bullets,
            self._quote,
            self._quote,
            self._table,
            self._code,
            self._figure,
        )

    def body(self) -> str:
        """Write sections until it is enough; lengths vary by a third up and down."""
        wanted = HAN * self._chance.between(67, 133) // 100
        blocks = [self.paragraph()]
        length = 0
        while length < wanted:
            section = list(self._section())
            blocks += section
            length += sum(len(_HAN.findall(block)) for block in section)
        blocks += [f"[^{note + 1}]: {self._piece('asides')}" for note in range(self._notes)]
        return "\n\n".join(blocks) + "\n"

    def paragraph(self) -> str:
        """Write a paragraph of a few sentences."""
        chance = self._chance
        sentences = [self._sentence() for _ in range(chance.between(2, 4))]
        if chance.below(4) == 0:
            # CommonMark closes no emphasis between a full stop and a Han.
            sentences[0] = f"**{sentences[0][:-1]}**{sentences[0][-1]}"
        if chance.below(6) == 0:
            address = f"https://www.example.org/{chance.below(9000)}/"
            sentences.append(f"（[{self._piece('links')}]({address})）")
        return "".join(sentences)

    def _section(self) -> Iterator[str]:
        yield f"## {self._piece('headings')}"
        yield self.paragraph()
        for _ in range(self._chance.between(1, 3)):
            yield self._chance.choose(self._blocks)()
            yield self.paragraph()
        if self._chance.below(3) == 0:
            self._notes += 1
            yield f"### {self._piece('headings')}"
            yield f"{self.paragraph()}[^{self._notes}]"

    def _piece(self, name: str) -> str:
        return self._stock.piece(name, self._chance)

    def _sentence(self) -> str:
        if not self._deck:
            sentences = self._stock.lists["sentences"]
            self._deck = list(self._chance.pick(sentences, len(sentences)))
        return self._stock.fill(self._deck.pop(), self._chance)

    def _bullets(self) -> str:
        mark = self._chance.choose(("-", "-", "1."))
        number = self._chance.between(3, 5)
        items = self._chance.pick(self._stock.lists["items"], number)
        return "\n".join(f"{mark} {self._stock.fill(item, self._chance)}" for item in items)

    def _quote(self) -> str:
        return f"> {self._piece('quotes')}"

    def _table(self) -> str:
        columns = self._chance.between(3, 4)
        rows = [
            list(self._stock.lists["columns"][:columns]),
            ["---"] * columns,
            *([self._piece("cells") for _ in range(columns)] for _ in range(4)),
        ]
        return "\n".join(f"| {' | '.join(row)} |" for row in rows)

    def _code(self) -> str:
        days, rate = self._chance.between(5, 60), self._chance.between(1, 20)
        return (
            "```python\n"
            f"# {self._piece('captions')}\n"
            f"def drawdown(prices: list[float], days: int = {days}) -> float:\n"
            "    window = prices[-days:]\n"
            f"    peak = max(window) * (1 - {rate} / 100)\n"
            '    return min(window) / peak - 1 if peak else float("nan")\n'
            "```"
        )

    def _figure(self) -> str:
        address = f"https://img.example.com/charts/{self._chance.below(9000)}.png"
        return f"![{self._piece('captions')}]({address})"
