"""Turn the lines of a plain text into Markdown that shows exactly them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

_MEANT = re.compile(r"(?:#{1,6}|>) \S")
"""A heading or quotation that was Markdown before it was copied."""
_RULE = re.compile(r"(?:[-*_=—－─][ \t]*){3,}")
_BULLET = re.compile(r"(?:[-*+]\s+|[•·●▪◦‣○■]\s*)(?P<text>\S.*)")
_NUMBER = re.compile(r"(?P<number>\d{1,2})(?:[.)]\s+|[、．）]\s*)(?P<text>\S.*)")
_FENCE = re.compile(r"(`{3,}|~{3,})[^`]*")

_DIGITS = "零一二三四五六七八九十"
_CHINESE = {
    **{digit: value for value, digit in enumerate(_DIGITS)},
    **{f"十{digit}": 10 + value for value, digit in enumerate(_DIGITS) if value % 10},
    "二十": 20,
}
_HEADINGS: tuple[tuple[re.Pattern[str], int], ...] = (
    (
        re.compile(
            r"(?:part|chapter)?\s?\.?(0\d|[1-9]\d)(?:[.、．:：|｜丨]|\s)\s*(\S.{0,39})",
            re.IGNORECASE,
        ),
        2,
    ),
    (re.compile(r"([一二三四五六七八九十]{1,2})[、.．]\s*(\S.{0,39})"), 2),
    (re.compile(r"第([一二三四五六七八九十]{1,2})(?:章|节|節|部分|部)[、:：\s]\s*(\S.{0,39})"), 2),
    (re.compile(r"[（(]([一二三四五六七八九十]{1,2})[）)]\s*(\S.{0,39})"), 3),
)
"""How headings are numbered, and the level they get."""
TOP = 2
"""The level of headings in a post, whose title is the first."""
_NUMBER_ALONE = re.compile(r"0\d|[1-9]\d")
_SENTENCE_END = re.compile(r".*[。；;，,：:…]")
_LONGEST_ALONE = 40

_CAPTIONS = (
    re.compile(
        r"(?=.*[\u3400-\u9fff].*\svia\s).{1,120}?\s+via\s+[^。！？，；]{1,40}", re.IGNORECASE
    ),
    re.compile(r"\S.{0,120}?\s{2,}via\s+[^。！？，；]{1,40}", re.IGNORECASE),
    re.compile(r"[▲△]\s*\S.{0,120}"),
    re.compile(
        r"(?:图源|圖源|图片来源|圖片來源|资料来源|資料來源|数据来源|數據來源|图注|圖註|圖[注說])\s*[:：].{1,120}"
    ),
    re.compile(r"[图圖]\s?\d{1,2}(?:-\d{1,2})?\s*[:：].{1,120}"),
)
"""What stands below a picture."""

LONGEST_CAPTION = 160

_SIGNS = re.compile(r"\\(?=[!-/:-@\[-`{-~])|&(?=#?\w{1,31};)|<(?=[a-zA-Z/!?])|-(?=\{)")
_PAIRED = (
    ("*", re.compile(r"\*")),
    ("~", re.compile("~")),
    ("^", re.compile(r"\^")),
    ("=", re.compile("==")),
)
_DELIBERATE = re.compile(r"\*\*[^\s*](?:[^*]*[^\s*])?\*\*|`[^`]+`|!?\[[^\[\]]*\]\([^()\s]+\)")
_LEADING = re.compile(
    r"(?P<digits>\d+)(?P<dot>[.)])(?=\s)|(?P<sign>#|>|[-*_](?=[ \t*_-]*$)|[+*-](?=\s)|\||:(?=\s)|\[(?=[^\]]*\]:)|!!!|\?\?\?|===)"
)
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class _Block:
    text: str
    kind: str = ""
    """Lines of one kind stand close together; those without one are blocks of their own."""


def find_code(lines: Sequence[str]) -> frozenset[int]:
    """The indices of lines in fenced blocks, fences included; one that never closes is none."""
    inside: set[int] = set()
    start, sign = -1, ""
    for at, line in enumerate(lines):
        stripped = line.strip()
        found = _FENCE.fullmatch(stripped)
        if start < 0 and found:
            start, sign = at, found[1]
        elif start >= 0 and stripped.startswith(sign) and not stripped.strip(sign[0]):
            inside.update(range(start, at + 1))
            start = -1
    return frozenset(inside)


def render_blocks(lines: Sequence[str]) -> str:
    """Give Markdown for a plain text, in which each line is a paragraph, a heading or an item."""
    code = find_code(lines)
    texts = _join_numbers(lines, code)
    headings = find_headings([text for _, text in texts])
    items = _find_items([text for _, text in texts], headings)
    blocks = [
        _Block(lines[at], "code") if at in code else _render_line(text, place, headings, items)
        for place, (at, text) in enumerate(texts)
    ]
    return _join_blocks(blocks)


def _join_numbers(lines: Sequence[str], code: frozenset[int]) -> list[tuple[int, str]]:
    """The lines that are not blank; a number alone joins the title below it."""
    kept = [
        (at, line if at in code else line.strip())
        for at, line in enumerate(lines)
        if line.strip() or at in code
    ]
    joined: list[tuple[int, str]] = []
    for at, text in kept:
        above = joined[-1][1] if joined else ""
        if at not in code and _NUMBER_ALONE.fullmatch(above) and _is_short(text):
            joined[-1] = (at, f"{above} {text}")
        else:
            joined.append((at, text))
    return joined


def _is_short(text: str) -> bool:
    return len(text) <= _LONGEST_ALONE and not _SENTENCE_END.fullmatch(text)


def find_headings(texts: Sequence[str]) -> Mapping[int, int]:
    """Which of some lines are numbered headings: index -> level.

    Numbers count up from 0 or 1, there are at least two, and most have something below them that
    is none.
    """
    found: dict[int, int] = {}
    for pattern, level in _HEADINGS:
        sequence = _count_up(pattern, texts)
        close = sum(after - before == 1 for before, after in pairwise(sequence))
        if len(sequence) > 1 and close * 2 < len(sequence) - 1:
            found.update((at, level) for at in sequence)
    only_deep = min(found.values(), default=2) > TOP
    return {at: TOP if only_deep else level for at, level in found.items()}


def _count_up(pattern: re.Pattern[str], texts: Sequence[str]) -> list[int]:
    sequence: list[int] = []
    expected = 0
    for at, text in enumerate(texts):
        found = pattern.fullmatch(text)
        if not found or _SENTENCE_END.fullmatch(text):
            continue
        number = int(found[1]) if found[1].isdecimal() else _CHINESE.get(found[1], -1)
        if number == expected or (not sequence and number == 1):
            sequence.append(at)
            expected = number + 1
    return sequence


def _find_items(texts: Sequence[str], headings: Mapping[int, int]) -> Mapping[int, str]:
    """Which lines are items of lists, as Markdown: numbers must count up from 1, side by side."""
    items: dict[int, str] = {}
    run: list[tuple[int, str]] = []
    for at, text in enumerate([*texts, ""]):
        number = None if at in headings else _NUMBER.fullmatch(text)
        if number and int(number["number"]) == len(run) + 1:
            run.append((at, f"{len(run) + 1}. {escape_inline(number['text'])}"))
            continue
        if len(run) > 1:
            items.update(run)
        run = (
            [(at, f"1. {escape_inline(number['text'])}")]
            if number and int(number["number"]) == 1
            else []
        )
        bullet = None if at in headings or _RULE.fullmatch(text) else _BULLET.fullmatch(text)
        if bullet:
            items[at] = f"- {escape_inline(bullet['text'])}"
    return items


def _render_line(
    text: str, at: int, headings: Mapping[int, int], items: Mapping[int, str]
) -> _Block:
    if at in headings:
        return _Block(f"{'#' * headings[at]} {escape_inline(text)}")
    if at in items:
        return _Block(items[at], "bullets" if items[at][0] == "-" else "numbers")
    return _Block(_render_text(text))


def _render_text(text: str) -> str:
    if _RULE.fullmatch(text):
        return "---"
    if len(text) <= LONGEST_CAPTION and any(each.fullmatch(text) for each in _CAPTIONS):
        return f"*{escape_inline(_SPACES.sub(' ', text), all_stars=True)}*"
    if _MEANT.match(text):
        sign, _, rest = text.partition(" ")
        return f"{sign} {escape_inline(rest)}"
    return escape_line(text)


def _join_blocks(blocks: Sequence[_Block]) -> str:
    pieces: list[str] = []
    for before, block in pairwise([_Block(""), *blocks]):
        together = block.kind and block.kind == before.kind
        pieces += ["\n" if together else "\n\n", block.text]
    return "".join(pieces).strip("\n")


def escape_line(text: str) -> str:
    r"""Write a line so that Markdown shows it as it is, but for marks that are surely meant.

    >>> escape_line("#比特币 3*4*5 **重点**")
    '\\#比特币 3\\*4\\*5 **重点**'
    """
    return guard_line(escape_inline(text))


def guard_line(text: str) -> str:
    """Keep a line of Markdown from being a heading, an item or the like by what it begins with."""
    found = _LEADING.match(text)
    if not found:
        return text
    cut = found.end("digits") if found["digits"] else 0
    return f"{text[:cut]}\\{text[cut:]}"


def escape_inline(text: str, *, all_stars: bool = False, deliberate: bool = True) -> str:
    """Write a piece of a line so that Markdown shows it as it is.

    Marks that are surely meant stay with ``deliberate``; no star stays with ``all_stars``.
    """
    pieces: list[str] = []
    at = 0
    for found in _DELIBERATE.finditer(text) if deliberate and not all_stars else ():
        pieces += [text[at : found.start()], found[0]]
        at = found.end()
    pieces.append(text[at:])
    plain = "".join(pieces[::2])
    counted = [
        pattern
        for sign, pattern in _PAIRED
        if len(pattern.findall(plain)) > (0 if all_stars and sign == "*" else 1)
    ]
    return "".join(
        _escape_signs(piece, counted) if number % 2 == 0 else piece
        for number, piece in enumerate(pieces)
    )


def _escape_signs(text: str, counted: Sequence[re.Pattern[str]]) -> str:
    def write(found: re.Match[str]) -> str:
        return {"&": "&amp;", "<": "&lt;", "-": r"\-", "\\": r"\\"}[found[0]]

    text = _SIGNS.sub(write, text)
    for pattern in counted:
        text = pattern.sub(lambda found: f"\\{found[0]}", text)
    return text
