"""Which elements are open at a place of a page, and what they say about the text there."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from yiwen.chinese.htmlscan import FOREIGN, Kind, names
from yiwen.chinese.markup import WORDS_OF_FORMULAS, Markup
from yiwen.chinese.variants import Variant


class Scope(NamedTuple):
    """What holds for the text at a place."""

    converts: bool = True
    """None of the other three holds."""
    protected: bool = False
    """In an element such as ``code``."""
    kept: bool = False
    """By ``translate="no"`` or the like."""
    foreign: bool = False
    """In another language."""
    source: Variant | None = None
    """The variant it is written in; None: the interface's."""


PAGE: Final = Scope()

# What a start tag ends when its author left the end tag out, and what hides it from that.
_LISTS = names("dl menu ol ul")
_TABLES = frozenset({"table"})
_CELLS = frozenset({"td", "th"})
_ROWS = _CELLS | {"tr"}
_BLOCKS = names(
    "address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre search"
    " section summary table ul"
)
_OPTIONS = frozenset({"option"})
_PARAGRAPH = frozenset({"p"})
_PARAGRAPH_BORDERS = (_BLOCKS | {"td", "th", "button", "caption"}) - _PARAGRAPH
_RUBY = frozenset({"rt", "rp"})
_ENDS: Final = {
    **dict.fromkeys(_BLOCKS, (_PARAGRAPH, _PARAGRAPH_BORDERS)),
    "li": (frozenset({"li"}), _LISTS),
    "dt": (frozenset({"dt", "dd"}), _LISTS),
    "dd": (frozenset({"dt", "dd"}), _LISTS),
    "td": (_CELLS, _TABLES),
    "th": (_CELLS, _TABLES),
    "tr": (_ROWS, _TABLES),
    **dict.fromkeys(("tbody", "thead", "tfoot"), (_ROWS | {"tbody", "thead"}, _TABLES)),
    "option": (_OPTIONS, frozenset({"select"})),
    "optgroup": (_OPTIONS | {"optgroup"}, frozenset({"select"})),
    "rt": (_RUBY, frozenset({"ruby"})),
    "rp": (_RUBY, frozenset({"ruby"})),
}
_LEVELS = 16
"""How far up an element is looked for that a start tag ends; more would cost time squared."""


class Nesting:
    """The elements open at a place. Tags are told to it in the order of the page."""

    def __init__(self) -> None:
        self.scope = PAGE
        self._stack: list[tuple[str, Scope]] = []
        self._open: dict[str, int] = {}

    def close_all(self, names: Iterable[str]) -> None:
        """Close elements, one after the other."""
        stack, opened = self._stack, self._open
        for name in names:
            if stack and stack[-1][0] == name:
                opened[name] -= 1
                self.scope = stack.pop()[1]
            else:
                self.close(name)

    def open_all(self, tags: Iterable[Markup]) -> list[Scope]:
        """Open elements, one within the other; give the scope of each one's attributes."""
        stack, opened = self._stack, self._open
        scopes = []
        for tag in tags:
            if tag.plain:
                name = tag.name
                if self.scope is not PAGE:
                    self._end_implied(name)
                stack.append((name, self.scope))
                opened[name] = opened.get(name, 0) + 1
                scopes.append(self.scope)
            else:
                scopes.append(self.open(tag))
        return scopes

    def open(self, tag: Markup) -> Scope:
        """Open an element, if it is one that holds anything; give the scope of its attributes."""
        self._end_implied(tag.name)
        around = self.scope
        if tag.silent:
            return around
        own = _enter(around, tag)
        if tag.name == WORDS_OF_FORMULAS and self._open.get("math"):
            own = own._replace(converts=not (own.kept or own.foreign), protected=False)
        if tag.nests and not (tag.kind is Kind.ALONE and self._is_foreign(tag.name)):
            self._stack.append((tag.name, around))
            self._open[tag.name] = self._open.get(tag.name, 0) + 1
            self.scope = own._replace(converts=False, protected=True) if tag.protects else own
        return own

    def close(self, name: str) -> None:
        """Close the innermost element of that name, if one is open, with all it holds."""
        if self._open.get(name):
            closed = ""
            while closed != name:
                closed, self.scope = self._stack.pop()
                self._open[closed] -= 1

    def _is_foreign(self, name: str) -> bool:
        return name in FOREIGN or any(self._open.get(each) for each in FOREIGN)

    def _end_implied(self, name: str) -> None:
        """Close what the start tag of ``name`` ends: ``<li>`` ends the ``<li>`` before it."""
        if name not in _ENDS:
            return
        ended, borders = _ENDS[name]
        outermost = len(self._stack)
        for level in range(len(self._stack) - 1, max(-1, len(self._stack) - 1 - _LEVELS), -1):
            opened = self._stack[level][0]
            if opened in ended:
                outermost = level
            elif opened in borders:
                break
        while len(self._stack) > outermost:
            closed, self.scope = self._stack.pop()
            self._open[closed] -= 1


def _enter(around: Scope, tag: Markup) -> Scope:
    if tag.translate is None and tag.chinese is None:
        return around
    kept = around.kept if tag.translate is None else not tag.translate
    foreign = around.foreign if tag.chinese is None else not tag.chinese
    converts = not (around.protected or kept or foreign)
    return Scope(converts, around.protected, kept, foreign, tag.source or around.source)
