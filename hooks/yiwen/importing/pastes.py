"""Tell the article from what a platform put around it, and account for every line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC
from functools import cached_property

from yiwen.chinese.folding import Folder
from yiwen.importing.blocks import find_code, render_blocks
from yiwen.importing.drafts import Draft, Fate, Note
from yiwen.importing.platforms import ACCOUNT, DISCLAIMER, NO_ADDRESS, Place, Rule, find_rule
from yiwen.moments import read_moment
from yiwen.prose import strip_markup
from yiwen.sources import clean_source

_DATE_LINE = re.compile(
    r"(?:(?P<label>(?:发布|發布|發佈|更新|刊登)?(?:时间|時間|日期|于|於)?|来源|來源|date|published)\s*[:：]?\s*)?"
    r"(?:(?P<before>[^\d:：。！？]{1,30}?)[\s·•|｜,，]+)?"
    r"(?P<year>\d{4})\s?[-/.年]\s?(?P<month>\d{1,2})\s?[-/.月]\s?(?P<day>\d{1,2})\s?日?"
    r"(?:[ ,，]*(?:(?:星期|周|週)[一二三四五六日天][ ,，]*)?"
    r"(?P<time>[T ,，]\s*\d{1,2}:\d{2}(?::\d{2})?(?:\s?(?:Z|[+-]\d{2}:?\d{2}))?)?)?"
    r"(?:[\s·•|｜]+(?P<after>[^。！？]{1,30}))?",
    re.IGNORECASE,
)
_AUTHOR = re.compile(
    r"(?:作者|撰文|撰稿|文|by|author)\s*[:：/|｜丨]\s*(?P<name>\S.{0,39})|by (?P<by>\S.{0,39})",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"(?:(?:原文|本文)?(?:链接|連結|鏈接|地址|網址|网址|来源|來源|出处|出處)|转载自|轉載自|原文|source)\s*[:：]?\s*(?P<url>https?://\S+)",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"(?:来源|來源|出处|出處)\s*[:：]\s*")
_HASHTAGS = re.compile(r"(?:#[^\s#,，]{1,20}+#?+[\s,，]*+){1,12}+")
_HASHTAG = re.compile(r"#([^\s#,，]{1,20})#?")
_BULLET = re.compile(r"(?:[-*+•·●▪◦‣○■>#]+\s*)+")
_PARTS = re.compile(r"\d+")
_SENTENCE = re.compile(r".*[。！？!?…；;：:]")
_STOP = re.compile(r"[。！？!?…；;]")
_ITEM = re.compile(
    r"(?:[-*+•·●▪]|\d{1,2}[.、)）]|0\d\s|#{1,6}\s|[一二三四五六七八九十]{1,2}[、.．]|[（(][一二三四五六七八九十]{1,2}[)）])"
)
_SPACES = re.compile(r"\s+")

SMALL = 24
"""Characters of the longest line that is taken for a name or a button between others."""
LONGEST_BYLINE = 40
LONGEST_LINE = 1_000
"""Characters of the longest line that may be something else than the article's."""
LONGEST_TITLE = 90
LONGEST_LISTED = 60
"""Characters of the title of another article."""


class Line:
    """A line of a source."""

    def __init__(self, number: int, text: str, fold: Callable[[str], str]) -> None:
        self.number = number
        self.text = text.strip()
        self._fold = fold

    @cached_property
    def shown(self) -> str:
        """Without bullet and marks of Markdown."""
        bare = _BULLET.sub("", self.text, count=1) if _BULLET.match(self.text) else self.text
        return _SPACES.sub(" ", strip_markup(bare)).strip()

    @cached_property
    def plain(self) -> str:
        """As the rules of `yiwen.importing.platforms` see it."""
        return self._fold(self.shown) if len(self.text) <= LONGEST_LINE else self.shown

    @property
    def is_item(self) -> bool:
        """Whether it is part of a list, or a heading."""
        return _ITEM.match(self.text) is not None


@dataclass(slots=True)
class _Found:
    """What the lines around the article say."""

    title: str = ""
    date: str = ""
    author: str = ""
    source: str = ""
    disclaimer: str = ""
    tags: tuple[str, ...] = ()


def read_paste(text: str, *, title: str = "", markdown: bool = False) -> Draft:
    """Read the text of an article as it was copied from a page, its platform's lines included.

    With ``markdown`` the article itself is Markdown already and kept as it is. A ``title`` that is
    known from elsewhere is not looked for.
    """
    fold = Folder()
    texts = clean_source(text).split("\n")
    lines = [Line(number, each, fold) for number, each in enumerate(texts, 1)]
    sift = _Sift(lines, find_code(texts), title)
    sift.run()
    rest = ["" if at in sift.notes else each for at, each in enumerate(texts)]
    body = tidy_markdown("\n".join(rest)) if markdown else render_blocks(rest)
    found = sift.found
    return Draft(
        title=found.title,
        date=found.date,
        authors=(found.author,) if found.author else (),
        source=found.source,
        disclaimer=found.disclaimer,
        tags=found.tags,
        body=body,
        notes=tuple(sift.notes[at] for at in sorted(sift.notes)),
    )


def tidy_markdown(text: str) -> str:
    """Give Markdown with one blank line at most between its blocks; code stays as it is."""
    lines = text.split("\n")
    code = find_code(lines)
    kept: list[str] = []
    for at, line in enumerate(lines):
        blank = not line.strip() and at not in code
        if not blank:
            kept.append(line)
        elif kept and kept[-1]:
            kept.append("")
    return "\n".join(kept).strip("\n")


class _Sift:
    """Decides line by line: an index that has a note is no line of the article any more."""

    def __init__(self, lines: Sequence[Line], code: frozenset[int], title: str) -> None:
        self._lines = lines
        self._filled = [at for at, line in enumerate(lines) if line.text and at not in code]
        self._seen = Counter(lines[at].text for at in self._filled)
        self._first_code = min(code, default=len(lines))
        self._last_code = max(code, default=-1)
        self.found = _Found(title=title)
        self.notes: dict[int, Note] = {}

    def run(self) -> None:
        """Look at the head, then at the tail, then for what stands anywhere."""
        self._read_title()
        self._read_tail(self._read_head())
        for at in self._filled:
            rule = find_rule(self._lines[at].plain, (Place.ANYWHERE,))
            if rule and at not in self.notes:
                self._drop(at, rule.why)

    def _note(self, at: int, fate: Fate, why: str) -> None:
        line = self._lines[at]
        self.notes[at] = Note(fate, line.number, line.text, why)

    def _drop(self, at: int, why: str) -> None:
        self._note(at, Fate.DROPPED, why)

    # The head

    def _read_title(self) -> None:
        for at in self._filled:
            line = self._lines[at]
            if at > self._first_code:
                break
            dated = _read_date(line)
            if find_rule(line.plain, (Place.ANYWHERE, Place.HEAD)) or (dated and dated.is_bare):
                continue
            if self.found.title or (line.is_item and not line.text.startswith("#")):
                return
            if len(line.shown) > LONGEST_TITLE or not line.shown:
                return
            self.found.title = line.shown
            self._note(at, Fate.USED, "title")
            return

    def _read_head(self) -> int:
        """Read what stands between title and article; gives the index that the article begins at."""
        zone = list(self._zone())
        last = max((place for place, at in enumerate(zone) if self._is_head(at)), default=-1)
        for place, at in enumerate(zone[: last + 1]):
            if at not in self.notes:
                self._read_byline(
                    at,
                    near=[zone[each] for each in (place - 1, place + 1) if 0 <= each < len(zone)],
                )
        ends = [at for at in self.notes if at < self._first_code]
        return max(ends, default=-1) + 1

    def _zone(self) -> Iterator[int]:
        """Lines from the top that are short, or surely not the article's."""
        for at in self._filled:
            line = self._lines[at]
            if at > self._first_code:
                return
            if at in self.notes or self._is_head(at):
                yield at
            elif len(line.text) > LONGEST_BYLINE or line.is_item or _STOP.search(line.text):
                return
            else:
                yield at

    def _is_head(self, at: int) -> bool:
        line = self._lines[at]
        return (
            at in self.notes
            or line.shown == self.found.title
            or find_rule(line.plain, (Place.ANYWHERE, Place.HEAD)) is not None
            or any(pattern.fullmatch(line.shown) for pattern in (_AUTHOR, _SOURCE))
            or bool(_read_date(line))
        )

    def _read_byline(self, at: int, *, near: Sequence[int]) -> None:
        line, found = self._lines[at], self.found
        author = _AUTHOR.fullmatch(line.shown)
        rule = find_rule(line.plain, (Place.ANYWHERE, Place.HEAD))
        if line.shown == found.title:
            self._drop(at, "the title again")
        elif rule:
            self._drop(at, rule.why)
        elif date := _read_date(line):
            self._take_date(at, date)
        elif _SOURCE.fullmatch(line.shown):
            self._take_source(at)
        elif author:
            self._take_author(at, (author["name"] or author["by"]).strip())
        elif line.shown == found.author:
            self._drop(at, "the author again")
        elif not found.author and any(_read_date(self._lines[each]) for each in near):
            self._take_author(at, _CREDIT.sub("", line.shown))

    def _take_date(self, at: int, date: _Dated) -> None:
        if date.author and self.found.author != date.author:
            if self.found.author or self.found.date:
                return
            self.found.author = date.author
        if not self.found.date:
            self.found.date = date.day
            self._note(at, Fate.USED, "date and author" if date.author else "date")
        else:
            self._drop(at, "the date again" if self.found.date == date.day else "another date")

    def _take_author(self, at: int, name: str) -> None:
        if self.found.author == name:
            self._drop(at, "the author again")
        elif not self.found.author:
            self.found.author = name
            self._note(at, Fate.USED, "author")

    def _take_source(self, at: int) -> None:
        found = _SOURCE.fullmatch(self._lines[at].shown)
        if found and self.found.source in ("", found["url"]):
            self.found.source = found["url"]
            self._note(at, Fate.USED, "source")

    # The tail

    def _read_tail(self, start: int) -> None:
        below = [
            at
            for at in self._filled
            if at >= max(start, self._last_code + 1) and at not in self.notes
        ]
        listed = self._find_listed(below)
        tail: list[int] = []
        for at in reversed(below):
            if not (at in listed or self._is_tail(at) or self._is_small(at)):
                break
            tail.insert(0, at)
        known = [place for place, at in enumerate(tail) if at in listed or self._is_tail(at)]
        if known:
            self._clear_tail(tail[known[0] : known[-1] + 1], listed)

    def _find_listed(self, below: Sequence[int]) -> dict[int, str]:
        """Titles of other articles: short lines below a line that says so, to the end."""
        listed: dict[int, str] = {}
        heading = ""
        for at in below:
            line = self._lines[at]
            rule = find_rule(line.plain, (Place.TAIL,))
            if rule and rule.lists:
                heading = line.text
            elif heading and len(line.text) > LONGEST_LISTED:
                heading, listed = "", {}
            elif heading and not rule:
                listed[at] = f"below {heading}"
        return listed

    def _is_tail(self, at: int) -> bool:
        line = self._lines[at]
        return (
            find_rule(line.plain, (Place.ANYWHERE, Place.TAIL)) is not None
            or DISCLAIMER.fullmatch(line.plain) is not None
            or _SOURCE.fullmatch(line.shown) is not None
            or _HASHTAGS.fullmatch(line.text) is not None
            or bool(self.found.author and line.shown == self.found.author)
            or bool(self.found.title and line.shown == self.found.title)
        )

    def _is_small(self, at: int) -> bool:
        line = self._lines[at]
        return len(line.text) <= SMALL and not line.is_item and not _SENTENCE.fullmatch(line.text)

    def _clear_tail(self, tail: Sequence[int], listed: dict[int, str]) -> None:
        above: Rule | None = None
        for at in tail:
            line = self._lines[at]
            rule = find_rule(line.plain, (Place.ANYWHERE, Place.TAIL))
            if DISCLAIMER.fullmatch(line.plain):
                self._take_disclaimer(at)
            elif _SOURCE.fullmatch(line.shown):
                self._take_source(at)
            elif rule:
                self._drop(at, rule.why)
                above = rule
            elif _HASHTAGS.fullmatch(line.text):
                self.found.tags += tuple(_HASHTAG.findall(line.text))
                self._note(at, Fate.USED, "tags")
            else:
                self._drop(at, self._why_small(at, above, listed))

    def _why_small(self, at: int, above: Rule | None, listed: dict[int, str]) -> str:
        line = self._lines[at]
        if at in listed:
            return listed[at]
        if line.shown == self.found.author:
            return "the author again"
        if line.shown == self.found.title:
            return "the title again"
        if above and above.names and ACCOUNT.fullmatch(line.plain):
            return "an account, below social accounts"
        return "between lines of the platform"

    def _take_disclaimer(self, at: int) -> None:
        text = self._lines[at].shown
        call = NO_ADDRESS.search(text)
        if call:
            text = f"{text[: call.start()]}。"
        self.found.disclaimer = f"{self.found.disclaimer} {text}".strip()
        why = (
            f"disclaimer, without {call['call']!r}, whose address was not copied"
            if call
            else "disclaimer"
        )
        self._note(at, Fate.USED, why)


@dataclass(frozen=True, slots=True)
class _Dated:
    day: str
    author: str
    is_bare: bool
    """Nothing else stands in the line."""


def _read_date(line: Line) -> _Dated | None:
    """The day of a line that says when an article was published, and by whom."""
    text = line.shown
    if len(text) > LONGEST_BYLINE + 40 or not _PARTS.search(text):
        return None
    found = _DATE_LINE.fullmatch(text)
    if not found:
        return None
    day = f"{found['year']}-{int(found['month']):02}-{int(found['day']):02}"
    time = " ".join((found["time"] or "").replace("，", " ").replace(",", " ").split())
    day += time if time[:1] in ("T", "") else f" {time}"
    if read_moment(day, UTC) is None:
        return None
    names = [name.strip() for name in (found["before"], found["after"]) if name]
    return _Dated(day, names[0] if names else "", not names) if len(names) <= 1 else None
