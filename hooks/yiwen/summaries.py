"""A description made of the first sentences of a text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from yiwen.chinese.prose import Span
from yiwen.chinese.rules import MARK, plain_text
from yiwen.chinese.variants import Variant
from yiwen.prose import cut_safely, leave_out, strip_markup

_MORE = re.compile(r"<!--[ \t]*(?:more|excerpt|truncate)\b[^\n>]{0,200}-->", re.IGNORECASE)
_BLANK = re.compile(r"\n(?:[ \t]*\n)+")
_FENCE = re.compile(r"[ \t>]*(?:`{3,}[^`\n]*|~{3,}[^\n]*)(?:\n|\Z)")
_NOT_SAID = re.compile(
    r"\s*(?:"
    r"#{1,6}|\[TOC\]|\{%|\{\{|\{:|\+\+\+|:::|!!!|\?\?\?|===|///"  # headings, signs of extensions
    r"|(?:[-*_=][ \t]*){3,}$"  # thematic breaks
    r"|\[\^?[^\]]+\]:|\*\[[^\]]+\]:"  # definitions of footnotes, links, abbreviations
    r"|<(?:table|figure|iframe|audio|video|div|details|summary)\b"
    r")",
    re.IGNORECASE,
)
_UNDERLINE = re.compile(r"[ \t]*(?:=+|-+)[ \t]*")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)+")
_LEAD = re.compile(
    r"[ \t]*(?:(?:>[ \t]?)+|(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?|:[ \t]+)+"
)

_END = re.compile(r"(?:[。！？!?…]|\.(?=\s|$))[”’」』）)\]\"']*")
_PAUSE = re.compile(r"[，、；：,;:—](?=[^，、；：,;:—])")
_TOKEN = re.compile(f"{MARK.pattern}|(?s:.)")
_JOINER = "\u200d"
_JOINED = re.compile(f"[\u0300-\u036f{_JOINER}\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]")
_WORD_START = re.compile(r"[\w'’.-]", re.ASCII)
_WORD_END = re.compile(r"[\w'’.-]+\Z", re.ASCII)
_WIDE = "\u2e80"
"""Characters from here on are twice as wide as those below."""
_NARROW = re.compile(f"[^{_WIDE}-\U0010ffff]+")
_HANGING = " ，、；：,;:—（(“‘「『《"
"""What no ellipsis stands behind."""
_NO_SPACE = re.compile("(?<=[。！？；，：、…”’」』）]) ")

LONGEST_BLOCK = 1_500
"""Characters of one paragraph that are looked at: a description is far shorter."""
MOST_BLOCKS = 200
"""Paragraphs that are looked at for one with a sentence."""


def summarise(
    body: str, hidden: Sequence[Span] = (), *, most: int = 120, script: Variant = Variant.HANS
) -> str:
    """Give the first sentences of ``body``, without Markdown, at most ``most`` Han long.

    Two characters of narrow scripts count as one Han. ``hidden`` are the parts of ``body`` that
    are not prose. A mark such as ``<!-- more -->`` ends the text. Marks of rules are kept whole
    and count as what they say in ``script``.
    """
    text = _visible(body, hidden)
    said = fragments = ""
    for block in _BLANK.split(text, maxsplit=MOST_BLOCKS)[:MOST_BLOCKS]:
        piece = _read_block(cut_safely(block, LONGEST_BLOCK))
        if _has_sentences(piece):
            said = _join(said, piece)
        elif not said:
            fragments = f"{fragments} {piece}".strip()
        if _width(said, script) > 2 * most:
            break
    return cut_text(said or fragments, most=most, script=script)


def _visible(body: str, hidden: Sequence[Span]) -> str:
    """The text before the mark that ends it, without blocks of code, comments and raw elements."""
    more = next((each for each in _MORE.finditer(body) if _is_comment(each, hidden)), None)
    end = more.start() if more and body[: more.start()].strip() else len(body)
    blocks = [span for span in hidden if span[0] < end and _is_block(body, span)]
    return leave_out(body[:end], blocks, filler="\n")


def _is_comment(found: re.Match[str], hidden: Sequence[Span]) -> bool:
    """Whether a comment is one, and not part of something hidden, such as code."""
    return not any(low < found.start() < high for low, high in hidden)


def _is_block(body: str, span: Span) -> bool:
    """Whether something hidden is no part of a sentence: all but code in a line and addresses."""
    start, _end = span
    if body.startswith("<", start):
        return not body.startswith(("<http", "<mailto", "<code"), start)
    at_margin = start == 0 or body[start - 1] == "\n"
    return at_margin and (body[start] in " \t" or bool(_FENCE.match(body, start)))


def _read_block(block: str) -> str:
    """What a block says, on one line; nothing for headings, tables and definitions."""
    lines = block.split("\n")
    if any(_TABLE_RULE.fullmatch(line) for line in lines[1:3]):
        return ""
    if len(lines) > 1 and _UNDERLINE.fullmatch(lines[1]):
        lines = lines[2:]
    said = ""
    for line in lines:
        if not _NOT_SAID.match(line):
            lead = _LEAD.match(line)
            said = _join(f"{said} " if lead else said, line[lead.end() :] if lead else line)
    return _NO_SPACE.sub("", " ".join(strip_markup(said).split()))


def _has_sentences(text: str) -> bool:
    """Whether a text is prose, and no byline, label or heading without its sign."""
    ends = [found.end() for found in _END.finditer(text)]
    return bool(ends) and (len(ends) > 1 or ends[0] == len(text))


def _join(said: str, more: str) -> str:
    """Put ``more`` behind ``said``, with a space unless Chinese stands on a side."""
    more = more.strip()
    if said and more and said[-1] < _WIDE and more[0] < _WIDE:
        return f"{said} {more}"
    return said + more


def _width(text: str, script: Variant) -> int:
    """How wide a text is: 2 for a Han character, 1 for one of a narrow script."""
    plain = plain_text(text, script)
    return len(plain) + len(_NARROW.sub("", plain))


def cut_text(text: str, *, most: int, script: Variant = Variant.HANS) -> str:
    """Shorten ``text`` to ``most`` Han: after a sentence, else at a pause, with an ellipsis.

    >>> cut_text("美联储宣布购债。市场反应平淡，债券收益率小幅回落。", most=14)
    '美联储宣布购债。'
    >>> cut_text("美联储宣布启动每月四百亿美元的购债计划", most=10)
    '美联储宣布启动每月…'
    """
    if len(text) <= most and not MARK.search(text):
        return text
    whole, end = _find_ends(text, 2 * most, script)
    if whole == len(text):
        return text
    sentence = max((each.end() for each in _END.finditer(text) if each.end() <= end), default=0)
    if 3 * sentence >= end:
        return text[:sentence]
    pause = max((each.start() for each in _PAUSE.finditer(text, 0, end)), default=0)
    return f"{text[:pause] if 2 * pause >= end else _whole_words(text, end)}…"


def _find_ends(text: str, width: int, script: Variant) -> tuple[int, int]:
    """Where the longest beginning of ``text`` ends that is at most ``width`` wide.

    Also where it ends when an ellipsis is to follow, which is 1 wide.
    """
    end = before = 0
    for token in _TOKEN.finditer(text):
        char = token[0]
        width -= _width(char, script) if len(char) > 1 else 1 + (char >= _WIDE)
        if width < 0:
            break
        end = token.end()
        before = end if width else before
    return end, before


def _whole_words(text: str, end: int) -> str:
    """The beginning of ``text`` up to ``end``, less a word or a joined character cut in two."""
    while end and (_JOINED.match(text, end) or text[end - 1] == _JOINER):
        end -= 1
    word = _WORD_END.search(text[:end]) if _WORD_START.match(text, end) else None
    return text[: word.start() if word and 2 * word.start() >= end else end].rstrip(_HANGING)
