"""Which parts of a Markdown text are not prose: code, comments, raw elements, addresses.

Reads as Python-Markdown does (an indented block is code unless a list or an admonition holds it),
in time that grows with the length of the text, whatever is in it.
"""

import re
from bisect import bisect_left
from functools import lru_cache
from typing import Final

Span = tuple[int, int]


@lru_cache(maxsize=2)
def find_protected(markdown: str, *, math: bool = False) -> tuple[Span, ...]:
    r"""Find the parts that are not prose, in order, none inside another.

    They are fenced, indented and inline code, ``<pre> <code> <script> <style> <textarea>``,
    comments, the addresses of links and autolinks, and with ``math`` what dollar signs enclose, or
    ``\(`` and ``\)``, or ``\[`` and ``\]``. Several stages ask about one text in a row: what was
    found last is remembered.
    """
    return tuple(_Scan(markdown, math=math).read())


_BLANK: Final = re.compile(r"[ \t\r>]*+(?:\n|\Z)")
_BLANK_LINE: Final = re.compile(r"\n[ \t\r]*+(?:\n|\Z)")
_MARGIN: Final = re.compile(r"(?:[ ]{0,3}+>[ ]?+)*+(?P<indent>[ \t]*+)")
_TAB_STOP: Final = 4
_CONTAINER: Final = re.compile(
    r"(?:[*+-]|\d{1,9}[.)])[ \t]|\[\^[^\]\n]*+\]:|:[ \t]|(?P<titled>!!!|\?{3}|={3}|/{3})"
)
_FENCE: Final = re.compile(r"[ \t>]*+(`{3,}+(?=[^`\n]*+(?:\n|\Z))|~{3,}+)")
_FENCE_END: Final = re.compile(r"^[ \t>]*+(?P<kind>`{3,}+|~{3,}+)[ \t\r]*+$", re.MULTILINE)
_RUN: Final = re.compile(r"(?P<kind>`++)")
_RAW_END: Final = re.compile(r"</(?P<kind>pre|code|script|style|textarea)\s*+>", re.IGNORECASE)
_COMMENT_END: Final = re.compile(r"(?P<kind>-->)")
_DOLLARS: Final = re.compile(r"(?<!\\)(?P<kind>\${1,2}+)")
_TEX_END: Final = re.compile(r"\\(?P<kind>[)\]])")
_DEFINITION: Final = re.compile(r"[ ]{0,3}\[(?!\^)[^\]\n]++\]:[ \t]*+(\S++)")
_OPENER: Final = re.compile(
    r"\\(?P<tex>[(\[])"
    r"|\\[!-/:-@\[-`{-~]"
    r"|(?P<ticks>`++)"
    r"|(?P<comment><!--)"
    r"|<(?P<raw>pre|code|script|style|textarea)\b"
    r"|\](?P<link>\()"
    r"|(?P<address><(?:https?://|mailto:)[^<>\s]*+>)"
    r"|(?P<dollars>\${1,2}+)",
    re.IGNORECASE,
)
_SIGN: Final = re.compile(r"[\\`<\]$]")
"""What every opener begins with."""
_LINE_SIGNS: Final = frozenset(" \t\r\n>*+-[:!?=/`~")
"""Beside digits, what a line begins with that is blank, indented or quoted, or begins a block."""
_ANGLED: Final = re.compile(r"\([ \t]*+<[^<>\n]*+>")
_PARENTHESIS: Final = re.compile(r"\\[()]|[()]|\s++")


class _Places:
    """Where a text holds what closes something, by kind; found once, when first asked for."""

    def __init__(self, pattern: re.Pattern[str], text: str) -> None:
        self._pattern = pattern
        self._text = text
        self._spans: dict[str | int, tuple[list[int], list[int]]] | None = None

    def after(self, kind: str | int, place: int) -> int | None:
        """Give the end of the first of its kind that starts at ``place`` or later."""
        if self._spans is None:
            self._spans = self._find_all()
        starts, ends = self._spans.get(kind, ([], []))
        nearest = bisect_left(starts, place)
        return ends[nearest] if nearest < len(ends) else None

    def _find_all(self) -> dict[str | int, tuple[list[int], list[int]]]:
        found: dict[str | int, tuple[list[int], list[int]]] = {}
        for end in self._pattern.finditer(self._text):
            kind = end["kind"]
            starts, ends = found.setdefault(
                len(kind) if kind[0] in "`$" else kind.lower(), ([], [])
            )
            starts.append(end.start())
            ends.append(end.end())
        return found


class _Fences:
    """The lines that can close a fenced block."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._last: dict[str, list[tuple[int, int]]] | None = None
        """By sign: how many signs, and where the last line with so many or more stands."""

    def end_of(self, fence: re.Match[str]) -> int | None:
        """Give the end of a block: as many of the same signs or more. None: it never closes."""
        if fence.end() > self._find_last(fence[1]):
            return None
        ends = _FENCE_END.finditer(self._text, fence.end())
        return next(end.end() for end in ends if end["kind"].startswith(fence[1]))

    def _find_last(self, signs: str) -> int:
        if self._last is None:
            self._last = _find_last_fences(self._text)
        last = self._last.get(signs[0], [])
        nearest = bisect_left(last, (len(signs), 0))
        return last[nearest][1] if nearest < len(last) else -1


def _find_last_fences(text: str) -> dict[str, list[tuple[int, int]]]:
    places: dict[str, dict[int, int]] = {"`": {}, "~": {}}
    for end in _FENCE_END.finditer(text):
        places[end["kind"][0]][len(end["kind"])] = end.start()
    last: dict[str, list[tuple[int, int]]] = {}
    for sign, by_length in places.items():
        farthest = -1
        falling = []
        for length in sorted(by_length, reverse=True):
            farthest = max(farthest, by_length[length])
            falling.append((length, farthest))
        last[sign] = falling[::-1]
    return last


class _Scan:
    """One reading of a text from left to right."""

    def __init__(self, text: str, *, math: bool) -> None:
        self._text = text
        self._math = math
        self._spans: list[Span] = []
        self._levels: list[int] = []
        """Indents, in tab stops, of the lists and admonitions that are open."""
        self._fences = _Fences(text)
        self._runs = _Places(_RUN, text)
        self._raw_ends = _Places(_RAW_END, text)
        self._comment_ends = _Places(_COMMENT_END, text)
        self._dollars = _Places(_DOLLARS, text)
        self._tex_ends = _Places(_TEX_END, text)
        self._addresses = _find_addresses(text) if "](" in text else {}
        self._paragraph_end = -1
        self._block_starts = True
        """Whether the next line may start a block, such as indented code."""

    def read(self) -> list[Span]:
        at = 0
        in_code = False
        while at < len(self._text):
            first = self._text[at]
            if first not in _LINE_SIGNS and not first.isdecimal():
                in_code = False
                at = self._read_plain(at)
                continue
            blank = _BLANK.match(self._text, at)
            if blank:
                at, self._block_starts = blank.end(), True
                continue
            in_code = self._is_code(at, in_code=in_code)
            at = self._read_code(at) if in_code else self._read_text(at)
        return self._spans

    def _read_plain(self, at: int) -> int:
        """Read a line that begins with text: no code is indented by nothing."""
        if self._block_starts:
            self._levels = []
            self._block_starts = False
        return self._read_line(at, self._end_of_line(at))

    def _is_code(self, at: int, *, in_code: bool) -> bool:
        starts, self._block_starts = self._block_starts, False
        margin = _MARGIN.match(self._text, at)
        indent, after = (margin["indent"], margin.end()) if margin else ("", at)
        stops = len(indent.expandtabs(_TAB_STOP)) // _TAB_STOP
        outer = [level for level in self._levels if level < stops]
        if starts:
            self._levels = outer
        if (starts or in_code) and stops > len(self._levels):
            return True
        container = _CONTAINER.match(self._text, after)
        if container:
            self._levels = [*outer, stops]
            self._block_starts = container["titled"] is not None
        return False

    def _end_of_line(self, at: int) -> int:
        return self._text.find("\n", at) + 1 or len(self._text)

    def _read_code(self, at: int) -> int:
        end = self._end_of_line(at)
        self._spans.append((at, end))
        return end

    def _read_text(self, at: int) -> int:
        fence = _FENCE.match(self._text, at)
        end = self._fences.end_of(fence) if fence else None
        if end:
            self._spans.append((at, end))
            return end
        definition = _DEFINITION.match(self._text, at)
        if definition:
            self._spans.append(definition.span(1))
            at = definition.end()
        return self._read_line(at, self._end_of_line(at))

    def _read_line(self, at: int, end: int) -> int:
        while sign := _SIGN.search(self._text, at, end):
            found = _OPENER.match(self._text, sign.start(), end)
            span = self._find_span(found) if found else None
            at = span[1] if span else (found or sign).end()
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
        if opener["tex"]:
            return self._find_tex(opener) if self._math else None
        if opener["ticks"] or (opener["dollars"] and self._math):
            return self._find_enclosed(opener)
        if opener["raw"]:
            end = self._raw_ends.after(opener["raw"].lower(), after)
        else:
            end = self._comment_ends.after("-->", after) if opener["comment"] else None
        return (start, end) if end else None

    def _find_enclosed(self, opener: re.Match[str]) -> Span | None:
        """Find what signs enclose; where so many never close it, fewer of them may."""
        start, after = opener.span()
        places = self._runs if opener["ticks"] else self._dollars
        for number in range(after - start, 0, -1):
            end = places.after(number, after)
            if end and end <= self._end_of_paragraph(after):
                return start, end
        return None

    def _find_tex(self, opener: re.Match[str]) -> Span | None:
        start, after = opener.span()
        end = self._tex_ends.after(")" if opener["tex"] == "(" else "]", after)
        return (start, end) if end and end <= self._end_of_paragraph(after) else None

    def _find_address(self, parenthesis: int) -> Span | None:
        angled = _ANGLED.match(self._text, parenthesis)
        end = angled.end() if angled else self._addresses.get(parenthesis)
        start = parenthesis + 1
        return (start, end) if end and end > start else None

    def _end_of_paragraph(self, at: int) -> int:
        if at > self._paragraph_end:
            blank = _BLANK_LINE.search(self._text, at)
            self._paragraph_end = blank.start() if blank else len(self._text)
        return self._paragraph_end


def _find_addresses(text: str) -> dict[int, int]:
    """Pair each parenthesis with the end of the address that may start behind it.

    An address ends at the closing parenthesis, or at a space with a title behind it. Only where a
    link may begin is looked at: what stands outside of it changes no pair within.
    """
    ends: dict[int, int] = {}
    at = text.find("](")
    while at >= 0:
        at = text.find("](", _pair_from(text, at + 1, ends))
    return ends


def _pair_from(text: str, start: int, ends: dict[int, int]) -> int:
    """Pair the parentheses from ``start`` to where none is open; gives that place."""
    opened: list[int] = []
    for found in _PARENTHESIS.finditer(text, start):
        sign = found[0]
        if sign == "(":
            opened.append(found.start())
        elif sign == ")":
            ends[opened.pop()] = found.start()
        elif sign.isspace():
            if text[found.end() : found.end() + 1] in {'"', "'", "(", ")"}:
                ends.update(dict.fromkeys(opened, found.start()))
            opened.clear()
        if not opened:
            return found.end()
    return len(text)
