"""Which parts of a Markdown text are not prose: code, comments, raw elements, addresses.

Reads as Python-Markdown does (an indented block is code unless a list or an admonition holds it),
in time that grows with the length of the text, whatever is in it.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from typing import Final

Span = tuple[int, int]


def find_protected(markdown: str, *, math: bool = False) -> tuple[Span, ...]:
    """Find the parts that are not prose, in order, none inside another.

    They are fenced, indented and inline code, ``<pre> <code> <script> <style> <textarea>``,
    comments, the addresses of links and autolinks, and with ``math`` what dollar signs enclose.
    """
    return tuple(_Scan(markdown, math=math).read())


_BLANK: Final = re.compile(r"[ \t\r]*+(?:\n|\Z)")
_BLANK_LINE: Final = re.compile(r"\n[ \t\r]*+(?:\n|\Z)")
_MARGIN: Final = re.compile(r"[ \t]*+")
_TAB_STOP: Final = 4
_CONTAINER: Final = re.compile(
    r"(?:[*+-]|\d{1,9}[.)])[ \t]|!!!|\?{3}|={3}|/{3}|\[\^[^\]\n]*+\]:|:[ \t]"
)
_FENCE: Final = re.compile(r"[ \t>]*+(`{3,}+(?=[^`\n]*+(?:\n|\Z))|~{3,}+)")
_FENCE_END: Final = re.compile(r"^[ \t>]*+(?P<kind>`{3,}+|~{3,}+)[ \t\r]*+$", re.MULTILINE)
_RUN: Final = re.compile(r"(?P<kind>`++)")
_RAW_END: Final = re.compile(r"</(?P<kind>pre|code|script|style|textarea)\s*+>", re.IGNORECASE)
_COMMENT_END: Final = re.compile(r"(?P<kind>-->)")
_DOLLARS: Final = re.compile(r"(?<!\\)(?P<kind>\${1,2}+)")
_DEFINITION: Final = re.compile(r"[ ]{0,3}\[(?!\^)[^\]\n]++\]:[ \t]*+(\S++)")
_OPENER: Final = re.compile(
    r"\\[!-/:-@\[-`{-~]"
    r"|(?P<ticks>`++)"
    r"|(?P<comment><!--)"
    r"|<(?P<raw>pre|code|script|style|textarea)\b"
    r"|\](?P<link>\()"
    r"|(?P<address><(?:https?://|mailto:)[^<>\s]*+>)"
    r"|(?P<dollars>\${1,2}+)",
    re.IGNORECASE,
)
_ANGLED: Final = re.compile(r"\([ \t]*+<[^<>\n]*+>")
_PARENTHESIS: Final = re.compile(r"\\[()]|[()]|\s++")


class _Places:
    """Where a text holds what closes something, by kind; found once, when first asked for."""

    def __init__(self, pattern: re.Pattern[str], text: str) -> None:
        self._pattern = pattern
        self._text = text
        self._ends: dict[str, list[int]] | None = None

    def after(self, kind: str, place: int) -> int | None:
        """Give the end of the first of its kind that starts at ``place`` or later."""
        if self._ends is None:
            self._ends = defaultdict(list)
            for found in self._pattern.finditer(self._text):
                self._ends[found["kind"].lower()].append(found.end())
        ends = self._ends.get(kind.lower(), [])
        nearest = bisect_left(ends, place + len(kind))
        return ends[nearest] if nearest < len(ends) else None


class _Scan:
    """One reading of a text from left to right."""

    def __init__(self, text: str, *, math: bool) -> None:
        self._text = text
        self._math = math
        self._spans: list[Span] = []
        self._levels: list[int] = []
        """Indents, in tab stops, of the lists and admonitions that are open."""
        self._runs = _Places(_RUN, text)
        self._raw_ends = _Places(_RAW_END, text)
        self._comment_ends = _Places(_COMMENT_END, text)
        self._dollars = _Places(_DOLLARS, text)
        self._addresses = _find_addresses(text) if "](" in text else {}
        self._paragraph_end = -1

    def read(self) -> list[Span]:
        at = 0
        after_blank, in_code = True, False
        while at < len(self._text):
            blank = _BLANK.match(self._text, at)
            if blank:
                at, after_blank = blank.end(), True
                continue
            in_code = self._is_code(at, after_blank=after_blank, in_code=in_code)
            at = self._read_code(at) if in_code else self._read_text(at)
            after_blank = False
        return self._spans

    def _is_code(self, at: int, *, after_blank: bool, in_code: bool) -> bool:
        margin = _MARGIN.match(self._text, at)
        stops = len(margin[0].expandtabs(_TAB_STOP)) // _TAB_STOP if margin else 0
        if after_blank:
            self._levels = [level for level in self._levels if level < stops]
        if (after_blank or in_code) and stops > len(self._levels):
            return True
        if margin and _CONTAINER.match(self._text, margin.end()):
            self._levels = [*(level for level in self._levels if level < stops), stops]
        return False

    def _end_of_line(self, at: int) -> int:
        return self._text.find("\n", at) + 1 or len(self._text)

    def _read_code(self, at: int) -> int:
        end = self._end_of_line(at)
        self._spans.append((at, end))
        return end

    def _read_text(self, at: int) -> int:
        fence = _FENCE.match(self._text, at)
        if fence:
            end = self._find_fence_end(fence)
            self._spans.append((at, end))
            return end
        definition = _DEFINITION.match(self._text, at)
        if definition:
            self._spans.append(definition.span(1))
            at = definition.end()
        return self._read_line(at, self._end_of_line(at))

    def _find_fence_end(self, fence: re.Match[str]) -> int:
        """Find the end of a fenced block: as many of the same signs or more, or the text's end."""
        for end in _FENCE_END.finditer(self._text, fence.end()):
            if end["kind"].startswith(fence[1]):
                return end.end()
        return len(self._text)

    def _read_line(self, at: int, end: int) -> int:
        while found := _OPENER.search(self._text, at, end):
            span = self._find_span(found)
            at = span[1] if span else found.end()
            if span:
                self._spans.append(span)
            if at > end:
                end = self._end_of_line(at)
        return end

    def _find_span(self, opener: re.Match[str]) -> Span | None:
        start, after = opener.span()
        if opener["address"]:
            return start, after
        if opener["link"]:
            return self._find_address(after - 1)
        if opener["ticks"] or (opener["dollars"] and self._math):
            places = self._runs if opener["ticks"] else self._dollars
            end = places.after(opener[0], after)
            return (start, end) if end and end <= self._end_of_paragraph(after) else None
        if opener["raw"]:
            end = self._raw_ends.after(opener["raw"], after)
        else:
            end = self._comment_ends.after("-->", after) if opener["comment"] else None
        return (start, end) if end else None

    def _find_address(self, parenthesis: int) -> Span | None:
        angled = _ANGLED.match(self._text, parenthesis)
        end = angled.end() if angled else self._addresses.get(parenthesis)
        return (parenthesis + 1, end) if end else None

    def _end_of_paragraph(self, at: int) -> int:
        if at > self._paragraph_end:
            blank = _BLANK_LINE.search(self._text, at)
            self._paragraph_end = blank.start() if blank else len(self._text)
        return self._paragraph_end


def _find_addresses(text: str) -> dict[int, int]:
    """Pair each parenthesis with the end of the address that may start behind it.

    An address ends at the closing parenthesis, or at a space with a title behind it.
    """
    ends: dict[int, int] = {}
    opened: list[int] = []
    for found in _PARENTHESIS.finditer(text):
        sign = found[0]
        if sign == "(":
            opened.append(found.start())
        elif sign == ")":
            if opened:
                ends[opened.pop()] = found.start()
        elif sign.isspace():
            if text[found.end() : found.end() + 1] in {'"', "'", "(", ")"}:
                ends.update(dict.fromkeys(opened, found.start()))
            opened.clear()
    return ends
