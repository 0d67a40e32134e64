"""Find the syntax of other site generators: it says nothing here and is shown as it was typed.

``{% … %}`` and ``{{ … }}`` of Jekyll, Hexo and Hugo, and the components, comments and imports of MDX.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from yiwen.chinese.prose import Span, find_protected
from yiwen.chinese.rules import MARK

_MODULE = r"(?:\"[^\"\n]+\"|'[^'\n]+')[ \t]*;?"
_VALUE = (
    r"(?:[^<>\"'{}]|\"[^\"]{0,500}\"|'[^']{0,500}'|\{[^{}]{0,500}\}|\{\{[^{}]{0,500}\}\}){0,500}?"
)
_SHAPES = {
    "liquid": r"\{%-?[ \t]*+(?:/[ \t]*+)?[A-Za-z_][^{}\n]{0,500}?%\}",
    "shortcode": r"\{\{[<%][^\n]{0,500}?[>%]\}\}",
    # What stands before tells a formula: x^{{a}}.
    "expression": r"(?<![\^_\\{}A-Za-z0-9])\{\{\{?-?[ \t]*+[A-Za-z_\"'.$/][^{}\n]{0,500}?\}\}\}?",
    "comment": r"\{/\*.{0,2000}?\*/\}",
    "module": rf"^(?:import[ \t](?:[\w*{{][^\n]{{0,200}}?[ \t]from[ \t]+)?{_MODULE}"
    rf"|export[ \t][^\n]{{1,200}}?[ \t]from[ \t]+{_MODULE}"
    r"|export[ \t](?:default|const|function)[ \t][^\n]{0,500})",
    "component": r"</?(?P<name>[A-Z][A-Za-z0-9]*+(?:\.[A-Za-z0-9]++)*+)"
    rf"(?:\s{_VALUE})?/?>|</?>",
}
_FOREIGN = re.compile(
    "|".join(f"(?P<{kind}>{shape})" for kind, shape in _SHAPES.items()), re.MULTILINE | re.DOTALL
)
_QUICK = re.compile(r"\{[{%/]|<[A-Z/>]|\nimport[ \t]|\nexport[ \t]")
_LINK = re.compile(r"\]\(\Z")
"""What would make a link to nowhere of such a piece."""
_SIGN = re.compile(r"[!-$&-,:-@\[-`{-~]")

_HTML = """
a abbr acronym address area article aside audio b base bdi bdo big blockquote body br button canvas
caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed
fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr
html i iframe img input ins kbd label legend li link main map mark math menu meta meter nav noscript
object ol optgroup option output p param picture pre progress q rp rt ruby s samp script search
section select slot small source span strike strong style sub summary sup svg table tbody td template
textarea tfoot th thead time title tr track tt u ul var video wbr
"""
_ELEMENTS = frozenset(_HTML.split())
"""Elements that may be typed in capitals."""

LONGEST_QUOTE = 40
"""Characters of what was found that a message repeats."""

_MENDS = {
    "liquid": "write it in Markdown, or put it in backticks to show it as code",
    "module": "delete the line: a post imports nothing",
    "component": "write it in Markdown or HTML, or put it in backticks to show it as code",
    "comment": "write a comment as  <!-- … -->",
}
_KINDS = {
    "liquid": "a tag of Liquid, Hexo or Jinja",
    "shortcode": "a shortcode of Hugo",
    "expression": "an expression of Liquid, Hexo or Jinja",
    "comment": "a comment of MDX",
    "module": "an import or export of MDX",
    "component": "a component of MDX (JSX)",
}


@dataclass(frozen=True, slots=True)
class Foreign:
    """A piece of a text that means something to another site generator."""

    offset: int
    what: str
    mend: str


def find_foreign_syntax(markdown: str) -> list[Foreign]:
    """Find what another site generator would have replaced, in order; code and comments are left.

    >>> [found.what for found in find_foreign_syntax("看图：{% asset_img a.png %}")]
    ["a tag of Liquid, Hexo or Jinja is shown as text: '{% asset_img a.png %}'"]
    """
    if not _QUICK.search(f"\n{markdown}"):
        return []
    return [_tell(found) for found in _find(markdown, find_protected(markdown))]


def keep_as_text(markdown: str) -> str:
    """Give ``markdown`` with such pieces written so that a page shows them letter for letter.

    >>> keep_as_text("**粗**{{ page.title }}")
    '**粗**&#123;&#123; page.title &#125;&#125;'
    """
    if not _QUICK.search(f"\n{markdown}"):
        return markdown
    pieces = []
    copied = 0
    for found in _find(markdown, find_protected(markdown)):
        before = _LINK.sub("]&#40;", markdown[copied : found.start()])
        pieces += [before, _SIGN.sub(_as_entity, found[0])]
        copied = found.end()
    return "".join([*pieces, markdown[copied:]])


def _as_entity(sign: re.Match[str]) -> str:
    return f"&#{ord(sign[0])};"


def _find(markdown: str, hidden: tuple[Span, ...]) -> Iterator[re.Match[str]]:
    """The pieces that touch nothing hidden; marks of inline rules are no place for them either."""
    spans = sorted([*hidden, *(mark.span() for mark in MARK.finditer(markdown))])
    at = 0
    for found in _FOREIGN.finditer(markdown):
        while at < len(spans) and spans[at][1] <= found.start():
            at += 1
        inside = at < len(spans) and spans[at][0] <= found.start()
        if not inside and not _is_html(found):
            yield found


def _is_html(found: re.Match[str]) -> bool:
    name: str | None = found["name"]
    return name is not None and name.lower() in _ELEMENTS


def _tell(found: re.Match[str]) -> Foreign:
    kind = str(found.lastgroup if found.lastgroup != "name" else "component")
    shown = " ".join(MARK.sub("…", found[0]).split())
    if len(shown) > LONGEST_QUOTE:
        shown = f"{shown[:LONGEST_QUOTE]}…"
    what = f"{_KINDS[kind]} is shown as text: {shown!r}"
    return Foreign(found.start(), what, _MENDS.get(kind, _MENDS["liquid"]))
