r"""Formulas: what a formula of TeX is in MathML, which browsers draw themselves.

latex2mathml reads what it can and leaves the rest in its result (``<mi>\foo</mi>``); here that is a fault.
Its trees are tidied to what browsers know: MathML Core.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from itertools import pairwise
from typing import Final
from xml.etree.ElementTree import Element

from latex2mathml.converter import Converter
from latex2mathml.exceptions import MissingEndError

from yiwen.chinese.detection import HAN

_SIMPLE: Final = (
    "write it in the simple commands of LaTeX, or put it in backticks to show its source"
)
_PAIR = r"write as many } as {; a brace to be shown is \{"
_COMPLETE = r"complete it: \frac{1}{2}, x^{2}, \sqrt{2}, \left( … \right)"
_ALIGN = r"write it between \begin{aligned} and \end{aligned}"

_ENVIRONMENT = re.compile(r"\\(begin|end)\s*\{([^{}]*)\}")
_ENVIRONMENTS: Final[Mapping[str, str]] = {
    "aligned": "split",
    "align": "align*",
    "gathered": "matrix",
    "gather": "matrix",
    "gather*": "matrix",
    **{
        name: name
        for name in (
            *("align*", "split", "array", "cases", "equation", "equation*", "smallmatrix"),
            *(
                f"{kind}matrix{star}"
                for kind in ("", "p", "b", "B", "v", "V")
                for star in ("", "*")
            ),
        )
    },
}
"""What authors write -> what latex2mathml knows it by; no numbers are put beside formulas."""

_BRACES = re.compile(r"\\[\\{}]|[{}]")
_CUT = re.compile(r"(?<!\\)&")
_WORDS = re.compile(r"\\(?:text\w*|mbox|hbox|fbox|operatorname\*?)\s*\{[^{}]*\}")
r"""Where words may stand: ``\text{利率}``."""
_HAN_RUN = re.compile(f"[{HAN}]+")

_PARTS: Final[Mapping[str, int]] = {
    "mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "mover": 2, "munder": 2, "msubsup": 3, "munderover": 3,
}  # fmt: skip
"""How many parts an element has; with fewer, browsers show an error."""
_ATTRIBUTES: Final = frozenset(
    [
        "accent",
        "accentunder",
        "columnalign",
        "columnspacing",
        "depth",
        "display",
        "displaystyle",
        "fence",
        "form",
        "height",
        "largeop",
        "linethickness",
        "lspace",
        "mathcolor",
        "mathvariant",
        "maxsize",
        "minsize",
        "movablelimits",
        "notation",
        "linebreak",
        "rowspacing",
        "rspace",
        "scriptlevel",
        "separator",
        "stretchy",
        "symmetric",
        "voffset",
        "width",
    ]
)
"""What may stay on an element: no styles, classes or addresses."""
_UPRIGHT = re.compile(r"&#x000([46][1-9A-F]|[57][0-9A]);")
r"""How ``\mathrm{d}`` comes out: as a letter that is written as a number."""


class FormulaError(Exception):
    """A formula that cannot be shown: says what is wrong, and how to mend it."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what)
        self.what, self.mend = what, mend


def has_bare_han(tex: str) -> bool:
    r"""Whether Chinese characters stand outside of ``\text{…}``.

    >>> has_bare_han(r"r = \text{利率}"), has_bare_han("5 和 ")
    (False, True)
    """
    return bool(_HAN_RUN.search(_WORDS.sub("", tex)))


def read_formula(tex: str, *, display: bool) -> Element:
    """Make of a formula its MathML; screen readers of old are told the source (``alttext``).

    Raises:
        FormulaError: the formula cannot be shown as its author means it.
    """
    source = " ".join(tex.split())
    _check_braces(source)
    converter = Converter(display="block" if display else "inline")
    try:
        math: Element = converter.convert_to_element(_prepare(tex.strip()))
    except MissingEndError as error:
        what = f"a formula with a \\begin that has no \\end: {source!r}"
        raise FormulaError(what, r"end it with \end{…} of the same name") from error
    except FormulaError:
        raise
    except Exception as error:  # it raises whatever it stumbles over
        what = f"a formula in which a part is missing: {source!r}"
        raise FormulaError(what, _COMPLETE) from error
    _tidy(math)
    _check(math, source)
    math.attrib = {"alttext": source, **({"display": "block"} if display else {})}
    return math


def _check_braces(tex: str) -> None:
    depth = 0
    for brace in _BRACES.findall(tex):
        depth += {"{": 1, "}": -1}.get(brace, 0)
        if depth < 0:
            break
    if depth:
        raise FormulaError(f"a formula whose braces do not pair: {tex!r}", _PAIR)


def _prepare(tex: str) -> str:
    """Name environments as latex2mathml does, and make words of Chinese."""
    known = _ENVIRONMENT.sub(_rename, tex)
    pieces = []
    copied = 0
    for words in _WORDS.finditer(known):
        pieces += [_HAN_RUN.sub(_as_words, known[copied : words.start()]), words[0]]
        copied = words.end()
    return "".join([*pieces, _HAN_RUN.sub(_as_words, known[copied:])])


def _rename(found: re.Match[str]) -> str:
    name = _ENVIRONMENTS.get(found[2].strip())
    if name is None:
        raise FormulaError(f"a formula with an unknown environment: {found[2]!r}", _SIMPLE)
    return f"\\{found[1]}{{{name}}}"


def _as_words(han: re.Match[str]) -> str:
    return f"\\text{{{han[0]}}}"


def _tidy(math: Element) -> None:
    for element in math.iter():
        element.attrib = {key: each for key, each in element.items() if key in _ATTRIBUTES}
        text = element.text or ""
        if element.tag == "mi" and _UPRIGHT.fullmatch(text):
            element.set("mathvariant", "normal")
        element.text = unescape(text) or None
        if element.tag == "mo" and len(element.text or "") > 1 and str(element.text).isalpha():
            element.tag = "mi"  # a function's name; the space of an operator is too much for it
            element.attrib = {}
    for row in math.iter():
        _space_functions(row)


def _space_functions(row: Element) -> None:
    """Part the name of a function from what it is of, as TeX does: ln x."""
    if row.tag not in ("mrow", "mtd", "mstyle"):
        return
    parts = list(row)
    for at, (one, other) in reversed(list(enumerate(pairwise(parts), 1))):
        if (_is_function(one) or _is_function(other)) and not {one.tag, other.tag} & {
            "mo",
            "mspace",
        }:
            row.insert(at, Element("mspace", {"width": "0.167em"}))


def _is_function(element: Element) -> bool:
    name = element[0] if element.tag in ("msub", "msup", "munder") and len(element) else element
    return name.tag == "mi" and len(name.text or "") > 1


def _check(math: Element, source: str) -> None:
    for element, in_table in _walk(math, in_table=False):
        text = element.text or ""
        if text.startswith("\\") and len(text) > 1:
            raise FormulaError(f"a formula with an unknown command: {text!r}", _SIMPLE)
        if len(element) < _PARTS.get(element.tag, 0):
            what = f"a formula in which a part is missing: {source!r}"
            raise FormulaError(what, _COMPLETE)
        if not in_table and (
            (text == "&" and _CUT.search(source)) or "linebreak" in element.attrib
        ):
            raise FormulaError(f"a formula of several lines or columns: {source!r}", _ALIGN)


def _walk(element: Element, *, in_table: bool) -> Iterator[tuple[Element, bool]]:
    yield element, in_table
    for child in element:
        yield from _walk(child, in_table=in_table or element.tag == "mtable")
