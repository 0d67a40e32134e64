r"""A Markdown extension: formulas become MathML, on the pages that say they have some.

``$…$`` and ``\(…\)`` stand in a line, ``$$…$$`` and ``\[…\]`` on lines of their own. Dollars are money
far more often than mathematics, so a page has formulas only when it or the site says so (``math: true``),
and even there ``$5 和 $6`` is none: no space follows the opening sign or precedes the closing one, no
digit follows, no letter or digit precedes, and Chinese stands in ``\text{…}``.

Formulas are taken out before anything else reads the lines, so that Markdown's signs in them mean
nothing, and come back where Markdown would make elements; elsewhere (``alt``, ``title``, code) they
come back as they were typed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from html import escape
from typing import Any, Final
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.util import AtomicString

from yiwen.chinese.prose import Span, find_protected
from yiwen.formulas import FormulaError, has_bare_han, read_formula

BEFORE_ALL = 28
"""After lines were made alike (30), before foreign syntax (27), code (25) and raw HTML (20)."""

AFTER_ELEMENTS = 85
"""After code, images, links and raw HTML (190 to 90), before emphasis (60)."""

LAST = 0
"""After what was put aside has come back."""

PLACE: Final = "\x02formula:{}\x03"
_PLACE = re.compile(r"\x02formula:(\d+)\x03")

_NO_BLANK = r"(?!\n[ \t>]*\n)"
_FORMULA = re.compile(
    rf"\\(?P<escaped>[\\$`])"
    rf"|\$\$(?P<dollars>(?:{_NO_BLANK}(?:\\[\s\S]|[^\\$]))+)\$\$"
    rf"|(?<![A-Za-z0-9$])\$(?![\s$])(?P<dollar>(?:{_NO_BLANK}(?:\\[\s\S]|[^\\$]))+)(?<!\s)\$(?![\d$])"
    rf"|\\\[(?P<square>(?:{_NO_BLANK}(?:\\[^\[\]()]|[^\\]))+)\\\]"
    rf"|\\\((?P<round>(?:{_NO_BLANK}(?:\\[^\[\]()]|[^\\]))+)\\\)"
)
_MONEY = re.compile(r"\d[^\\^_={}+*/<>|-]*\s[^\\^_={}+*/<>|-]*")
r"""Between two dollars: an amount and words, with no sign that a formula would have."""
_TEX = re.compile(r"[\\^_={}]")
_QUOTE = re.compile(r"\n[ \t]*>[ >]*")
_LINK = "]("


@dataclass(frozen=True, slots=True)
class Fault:
    """A formula that is shown as its source."""

    line: int
    """Line of the Markdown, from 1."""
    what: str
    mend: str


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as it was typed, and where."""

    span: Span
    tex: str
    display: bool


def find_formulas(markdown: str) -> Iterator[Formula]:
    """Find the formulas of a text, in order; code, comments and addresses have none."""
    spans = find_protected(markdown)
    hidden = _Spans(spans)
    codes = _Spans([span for span in spans if not markdown.startswith(_LINK, span[0] - 2)])
    at = 0
    while found := _FORMULA.search(markdown, at):
        inside = hidden.last_over(found.start(), found.start() + 1)
        if inside:
            at = inside[1]
            continue
        kind = str(found.lastgroup)
        if _is_formula(kind, found[kind]) and not codes.last_over(*found.span()):
            at = found.end()
            display = kind in ("dollars", "square")
            yield Formula(found.span(), _QUOTE.sub("\n", found[kind]), display)
        else:
            at = found.end() if kind == "escaped" else found.start() + 1


def _is_formula(kind: str, tex: str) -> bool:
    if kind == "escaped" or not tex.strip():
        return False
    if kind == "dollar":
        return not has_bare_han(tex) and not _MONEY.fullmatch(tex)
    return kind == "dollars" or not has_bare_han(tex) or bool(_TEX.search(tex))


class _Spans:
    """Parts of a text, in order, none inside another."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._starts = [start for start, _ in spans]

    def last_over(self, start: int, end: int) -> Span | None:
        """Give the last part that shares something with a stretch of the text."""
        at = bisect_left(self._starts, end) - 1
        return self._spans[at] if at >= 0 and self._spans[at][1] > start else None


class Mathematics(Extension):
    """Shows formulas; every page is begun with ``begin``, which says whether it has any."""

    def __init__(self) -> None:
        super().__init__()
        self.on = False
        self.faults: list[Fault] = []
        """Of the page that was rendered last."""
        self.made: list[tuple[str, Element]] = []
        """The formulas of the page: as typed, and as elements."""

    def begin(self, *, on: bool) -> None:
        """Begin a page."""
        self.on = on
        self.faults = []
        self.made = []

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Add the processors to ``md``."""
        md.ESCAPED_CHARS.append("$")  # as in CommonMark: \$5 is money on every page
        md.preprocessors.register(_TakeOut(md, self), "yiwen_formulas", BEFORE_ALL)
        md.inlinePatterns.register(_PutBack(md, self), "yiwen_formulas", AFTER_ELEMENTS)
        md.postprocessors.register(_AsTyped(md, self), "yiwen_formulas", LAST)

    def take(self, formula: Formula, typed: str, *, line: int) -> str:
        """Keep a formula; give what stands in its place."""
        self.made.append((typed, self._show(formula, typed, line)))
        return PLACE.format(len(self.made) - 1)

    def _show(self, formula: Formula, typed: str, line: int) -> Element:
        try:
            math = read_formula(formula.tex, display=formula.display)
        except FormulaError as fault:
            self.faults.append(Fault(line, fault.what, fault.mend))
            shown = Element("code")
            shown.text = AtomicString(typed)
            return shown
        for element in math.iter():
            element.text = AtomicString(element.text) if element.text else None
        # A box that may scroll; and Markdown puts line breaks round what it takes for a block.
        box = Element("span", {"class": "scroll"} if formula.display else {})
        box.append(math)
        return box


class _TakeOut(Preprocessor):
    def __init__(self, md: Markdown, page: Mathematics) -> None:
        super().__init__(md)
        self._page = page

    def run(self, lines: list[str]) -> list[str]:
        if not self._page.on:
            return lines
        text = "\n".join(lines)
        pieces = []
        copied = 0
        line = 1
        for formula in find_formulas(text):
            start, end = formula.span
            between = text[copied:start]
            line += between.count("\n")
            typed = text[start:end]
            pieces += [between, self._page.take(formula, typed, line=line)]
            line += typed.count("\n")
            copied = end
        return "".join([*pieces, text[copied:]]).split("\n")


class _PutBack(InlineProcessor):
    def __init__(self, md: Markdown, page: Mathematics) -> None:
        super().__init__(_PLACE.pattern, md)
        self._page = page

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Python-Markdown's name
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[Any, int, int]:
        return deepcopy(self._page.made[int(m[1])][1]), m.start(), m.end()


class _AsTyped(Postprocessor):
    def __init__(self, md: Markdown, page: Mathematics) -> None:
        super().__init__(md)
        self._page = page

    def run(self, text: str) -> str:
        """Show as typed what stands where no element can."""
        return _PLACE.sub(lambda place: escape(self._page.made[int(place[1])][0]), text)
