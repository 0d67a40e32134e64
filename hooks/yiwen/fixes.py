"""Rewrite sources without changing what readers see, but for what is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC
from enum import StrEnum
from typing import Any, Final

from yiwen.chinese.variants import Variant
from yiwen.fences import Fenced, cut_front_matter
from yiwen.fields import Field
from yiwen.frontmatter import FrontMatter, scan_source
from yiwen.metadata import SPELLINGS, Metadata, find_name
from yiwen.moments import read_moment
from yiwen.sources import clean_source
from yiwen.typography import Slip, apply_edits, find_slips, hide_code, hide_markup

Render = Callable[[str], str]
"""Makes HTML of the body of a source, as the site does."""


class Kind(StrEnum):
    """What can be asked for; the form of a file is always mended too."""

    FORM = "form"
    """Line ends, byte order marks, fences, blanks at line ends, days: nothing that readers see."""
    FAULTS = "faults"
    """Front matter that cannot be read, as its message says."""
    KEYS = "keys"
    """Keys of other systems become the recommended ones; nothing that readers see."""
    PUNCTUATION = "punctuation"
    """Punctuation of a keyboard in Chinese text; readers see that, and nothing else, change."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A source rewritten."""

    text: str
    done: tuple[str, ...]
    """What was changed, in a word or two each; empty when nothing was."""


def fix_source(text: str, kinds: Sequence[Kind] = ()) -> Fixed:
    """Mend the form of a source, and with ``kinds`` its faults and keys.

    ``text`` is as the file has it, line ends and byte order mark included. A change that would
    make anything be read differently is not made.
    """
    clean = _end_last_line(clean_source(text))
    done = ["characters" if _is_more_than_lines(text, clean) else "line ends"]
    fixed = Fixed(clean, tuple(done) if clean != text else ())
    steps = [(name, step) for name, kind, step in _STEPS if kind is Kind.FORM or kind in kinds]
    for name, step in steps:
        fixed = _take_step(fixed, name, step)
    return fixed


def _end_last_line(text: str) -> str:
    bare = text.rstrip("\n")
    return f"{bare}\n" if bare else text


def _is_more_than_lines(text: str, clean: str) -> bool:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return plain.rstrip("\n") != clean.rstrip("\n")


def _take_step(fixed: Fixed, name: str, step: Callable[[str], Iterator[str]]) -> Fixed:
    """Take the first text that a step offers and that is read as the one before is."""
    is_right = _is_readable if step is _mend_faults else _is_read_alike
    for offered in step(fixed.text):
        if offered != fixed.text and is_right(fixed.text, offered):
            return Fixed(offered, (*fixed.done, name))
    return fixed


def _is_readable(before: str, after: str) -> bool:
    """Whether front matter that said nothing at all can be read now, above the same text."""
    old, new = cut_front_matter(before), cut_front_matter(after)
    return (bool(old.fault) or old.body == new.body) and not scan_source(after, path="")[1]


def _is_read_alike(before: str, after: str) -> bool:
    """Whether two sources say the same, and can be read."""
    old, faults = scan_source(before, path="")
    new, more = scan_source(after, path="")
    return not faults and not more and _list_meaning(old) == _list_meaning(new)


def _list_meaning(front: FrontMatter) -> tuple[Any, ...]:
    meta = Metadata(front.fields, "")
    said = {}
    for name in SPELLINGS:
        given = meta.find(name)
        if given is not None:
            said[name] = _read_value(name, given[1])
    return said, meta.extra, front.body


def _read_value(name: str, field: Field) -> Any:
    moment = read_moment(field.text or "", UTC) if name in ("date", "updated") else None
    return moment or (field.value, field.is_empty)


def _mend_fences(text: str) -> Iterator[str]:
    """Fences at the margin, of three signs, the first in the first line."""
    cut = cut_front_matter(text)
    if not cut.language or cut.fault or not cut.block.strip():
        return
    yield _join(cut, cut.block)


def _join(cut: Fenced, block: str) -> str:
    sign = "+++" if cut.language == "toml" else "---"
    return f"{sign}\n{block}{sign}\n{cut.body}"


def _strip_blanks(text: str) -> Iterator[str]:
    """No blanks at the ends of the lines of front matter."""
    cut = cut_front_matter(text)
    if cut.language and not cut.fault and cut.block.strip():
        yield _join(cut, re.sub(r"[ \t]+$", "", cut.block, flags=re.MULTILINE))


_DAY_LINE = re.compile(
    r"^(?P<key>[\w-]+)(?P<between>[ \t]*:[ \t]+[\"']?)"
    r"(?P<year>\d{4})\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})(?:\s*日|(?!\d))"
    r"(?:(?P<gap>[ \t]+|T)(?P<hour>\d{1,2}):(?P<minute>\d{1,2})(?!\d))?",
    re.MULTILINE | re.ASCII,
)


def _write_days(text: str) -> Iterator[str]:
    """``2025/12/9 8:05`` becomes ``2025-12-09 08:05``."""
    cut = cut_front_matter(text)
    if cut.language == "yaml" and not cut.fault:
        block = _DAY_LINE.sub(_write_day, cut.block)
        if block != cut.block:
            yield _join(cut, block)


def _write_day(found: re.Match[str]) -> str:
    if find_name(found["key"]) not in ("date", "updated"):
        return found[0]
    day = f"{found['year']}-{int(found['month']):02}-{int(found['day']):02}"
    time = (
        f"{found['gap']}{int(found['hour']):02}:{int(found['minute']):02}" if found["gap"] else ""
    )
    return f"{found['key']}{found['between']}{day}{time}"


_KEY_LINE = re.compile(r"^(?P<key>[\w-]+)(?=[ \t]*[:=])", re.MULTILINE | re.ASCII)
_KEPT: Final = frozenset({"authors", "published"})
"""As good as the recommended key."""


def _rename_keys(text: str) -> Iterator[str]:
    """Keys of other systems become ours: all of them, else those that can, one by one."""
    cut = cut_front_matter(text)
    if not cut.language or cut.fault:
        return
    taken = {find[1] for find in _KEY_LINE.finditer(cut.block)}
    block = cut.block
    for found in reversed(list(_KEY_LINE.finditer(cut.block))):
        name = find_name(found["key"])
        if not name or name in taken or found["key"] in _KEPT:
            continue
        renamed = f"{block[: found.start()]}{name}{block[found.end() :]}"
        if _is_read_alike(_join(cut, block), _join(cut, renamed)):
            block = renamed
            taken.add(name)
    if block != cut.block:
        yield _join(cut, block)


_NEARLY_FENCE = re.compile(r"\A\s*[—－‐‑−―–-]{1,6}[ \t]*\n")
_WIDE_COLON = re.compile(r"^([\w-]+)[ \t]*：[ \t]*", re.MULTILINE | re.ASCII)
_TABS = re.compile(r"^[ ]*\t[ \t]*", re.MULTILINE)
_ADVISED = "write it as  "
MOST_MENDS: Final = 20
"""Faults that are mended one after another."""


def _mend_faults(text: str) -> Iterator[str]:
    """Do what the messages on front matter say; taken only when it can be read then."""
    if not scan_source(text, path="")[1]:
        return
    for candidate in (text.lstrip(), _open_fence(text)):
        yield _follow_messages(_mend_signs(candidate))


def _open_fence(text: str) -> str:
    """A first line that was meant as a fence becomes one."""
    return _NEARLY_FENCE.sub("---\n", text)


def _mend_signs(text: str) -> str:
    """Tabs at the margin of YAML, and wide colons behind keys that are known."""
    end = next((found.end() for found in re.finditer(r"\n[ \t]*---[ \t]*(?=\n|\Z)", text)), 0)
    head, body = text[:end], text[end:]
    head = _TABS.sub(lambda found: "  " * found[0].count("\t"), head)
    return _WIDE_COLON.sub(_write_colon, head) + body


def _write_colon(found: re.Match[str]) -> str:
    return f"{found[1]}: " if find_name(found[1]) else found[0]


def _follow_messages(text: str) -> str:
    """Put the line that a message offers in the place of the one that it is about."""
    for _ in range(MOST_MENDS):
        problem = next(iter(scan_source(text, path="")[1]), None)
        if problem is None or not problem.mend.startswith(_ADVISED):
            return text
        lines = text.split("\n")
        line = lines[problem.line - 1]
        margin = line[: len(line) - len(line.lstrip())]
        lines[problem.line - 1] = margin + problem.mend.removeprefix(_ADVISED)
        text = "\n".join(lines)
    return text


_STEPS: Final = (
    ("faults", Kind.FAULTS, _mend_faults),
    ("fences", Kind.FORM, _mend_fences),
    ("blanks", Kind.FORM, _strip_blanks),
    ("days", Kind.FORM, _write_days),
    ("keys", Kind.KEYS, _rename_keys),
)

_FIRST: Final = 0xE000
_PRIVATE = re.compile("[\ue000-\uf8ff]")
MOST_SLIPS: Final = 3200
"""Two signs each: so many characters for private use can stand for them in a page."""


def fix_punctuation(text: str, script: Variant, render: Render, *, math: bool = False) -> Fixed:
    """Give Chinese text its own punctuation, where the page changes in that and nothing else.

    ``text`` is clean. ``render`` is asked to prove it: a sign that the page holds in an address,
    or that has a meaning to Markdown, stays as it is.
    """
    cut = cut_front_matter(text)
    if cut.fault or _PRIVATE.search(cut.body):
        return Fixed(text, ())
    proof = _Proof(cut.body, render)
    slips = find_slips(hide_markup(hide_code(cut.body, math=math)), script)[:MOST_SLIPS]
    slips = proof.choose(slips)
    if not slips or not proof.holds_for(slips):
        return Fixed(text, ())
    head = text.removesuffix(cut.body)
    body = apply_edits(cut.body, _list_edits(slips))
    places = "1 place" if len(slips) == 1 else f"{len(slips)} places"
    return Fixed(head + body, (f"punctuation in {places}",))


def _list_edits(slips: Sequence[Slip]) -> list[tuple[int, int, str]]:
    return sorted(edit for slip in slips for edit in slip.edits)


class _Proof:
    """That a page stays the same but for the signs themselves."""

    def __init__(self, body: str, render: Render) -> None:
        self._body = body
        self._render = render
        self._page = ""

    def choose(self, slips: Sequence[Slip]) -> list[Slip]:
        """Those that change nothing else; where some do, they are sought by halves."""
        if not slips or self.holds_for(slips):
            return list(slips)
        half = len(slips) // 2
        return [*self.choose(slips[:half]), *self.choose(slips[half:])] if half else []

    def holds_for(self, slips: Sequence[Slip]) -> bool:
        """Render each sign as a character of its own: what a page has there can then be put in."""
        edits = _list_edits(slips)
        self._page = self._page or self._render(self._body)
        stands = [(start, end, chr(_FIRST + at)) for at, (start, end, _) in enumerate(edits)]
        page = self._render(apply_edits(self._body, stands))
        old = [self._body[start:end] for start, end, _ in edits]
        if not _is_page(page, old, self._page):
            return False
        new = [right for _, _, right in edits]
        return _is_page(page, new, self._render(apply_edits(self._body, edits)))


def _is_page(page: str, signs: Sequence[str], wanted: str) -> bool:
    filled = _PRIVATE.sub(lambda found: signs[ord(found[0]) - _FIRST], page)
    return filled.replace("&quot;", '"') == wanted.replace("&quot;", '"')
