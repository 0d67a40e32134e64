"""Plan what an import writes: one post for each article, and the files it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from yiwen.importing.collecting import EXPORTS, PAGES, Found, find_file
from yiwen.importing.drafts import Draft, Fate, Note, render_draft
from yiwen.importing.fronts import Converted, add_key, convert_source, has_front_matter
from yiwen.importing.pastes import read_paste
from yiwen.importing.pictures import lead_to, rewrite_files
from yiwen.importing.proposals import Proposer
from yiwen.importing.webpages import is_page, read_page
from yiwen.importing.wordpress import is_export, read_export
from yiwen.moments import read_path_day, strip_day
from yiwen.pinyin import slug_title
from yiwen.posts import read_post
from yiwen.problems import Problem, YiwenError
from yiwen.reading import MARKDOWN_ENDINGS, decode_source
from yiwen.settings import Settings
from yiwen.sources import clean_source
from yiwen.summaries import summarise

_SLUG = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")
_CODE = re.compile(r"(?=.*\d)[0-9a-f_-]{6,}")
"""A number or a checksum, which says nothing of a text."""
_TELLING = re.compile(r"[a-z]{3}")
_MARKDOWN = re.compile(r"^(?:#{1,6} |```|~~~|> )|\]\(\S+\)|\*\*\S", re.MULTILINE)
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What an editor says of an import; what is empty is found."""

    now: datetime
    """The date of what has none."""
    date: str = ""
    category: str = ""
    tags: tuple[str, ...] = ()
    slug: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One post to write."""

    source: str
    path: str
    """Below ``docs/``."""
    text: str
    notes: tuple[Note, ...]
    files: tuple[tuple[Path, str], ...] = ()
    """What is copied along, and where to, below ``docs/``."""


@dataclass(slots=True)
class Plan:
    """Everything that an import would write."""

    posts: list[Planned] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[tuple[str, Note]] = field(default_factory=list)
    """What is told of sources that are no posts."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A post that has no path yet."""

    text: str
    name: str
    """What its file is called, as far as its source says."""
    notes: tuple[Note, ...]


class Planner:
    """Turns files into posts, each with a path of its own."""

    def __init__(self, settings: Settings, proposer: Proposer, wishes: Wishes) -> None:
        self._settings = settings
        self._proposer = proposer
        self._wishes = wishes
        self._taken: set[str] = set()
        self._copied: dict[str, Path] = {}

    def plan(self, files: Sequence[Found]) -> Plan:
        """Plan every file; what cannot be read is told and stops no other."""
        plan = Plan()
        for found in files:
            try:
                self._plan_file(found, plan)
            except YiwenError as error:
                plan.problems += error.problems
        return plan

    def _plan_file(self, found: Found, plan: Plan) -> None:
        source = found.path.as_posix()
        text = decode_source(found.path.read_bytes(), path=source)
        if found.path.suffix.lower() in EXPORTS:
            drafts, notes = self._read_export(text, source)
            plan.notes += [(source, note) for note in notes]
            texts: Iterator[_Text] = (self._finish(draft, draft.slug, found) for draft in drafts)
        else:
            texts = iter([self._read(text, found)])
        for each in texts:
            try:
                plan.posts.append(self._place(each, found))
            except YiwenError as error:
                plan.problems += error.problems

    def _read_export(self, text: str, source: str) -> tuple[tuple[Draft, ...], tuple[Note, ...]]:
        if not is_export(text):
            mend = "give the file that WordPress makes under Tools, Export"
            raise YiwenError([Problem(source, 0, 0, "XML that is no export of WordPress", mend)])
        return read_export(text, path=source)

    def _read(self, text: str, found: Found) -> _Text:
        """Read a text as what it is, whatever its name says."""
        source = found.path.as_posix()
        ending = found.path.suffix.lower()
        if ending not in PAGES and has_front_matter(text, path=source):
            return self._convert(text, found)
        if ending in PAGES or (ending not in MARKDOWN_ENDINGS and is_page(text)):
            return self._finish(read_page(text, path=source), "", found)
        if ending in MARKDOWN_ENDINGS and _MARKDOWN.search(text):
            draft = Draft(body=clean_source(text), notes=())
            return self._finish(draft, _name_of(found), found)
        return self._finish(read_paste(text), "", found)

    def _convert(self, text: str, found: Found) -> _Text:
        source = found.path.as_posix()
        converted = convert_source(text, path=source, settings=self._settings)
        keys = {key.lower() for key in converted.front.fields}
        if not keys & {"date", "published"} and not read_path_day(found.name, self._settings.zone):
            converted, note = self._add_date(converted, source)
            converted = replace(converted, notes=(*converted.notes, note))
        if found.hidden and "draft" not in keys:
            converted = add_key(converted, "draft", "true", path=source)
        name = _name_of(found) if found.path.suffix.lower() in MARKDOWN_ENDINGS else ""
        return _Text(converted.text, name, converted.notes)

    def _add_date(self, converted: Converted, source: str) -> tuple[Converted, Note]:
        date, note = self._default_date(converted.front.body)
        return add_key(converted, "date", date, path=source), note

    def _default_date(self, text: str) -> tuple[str, Note]:
        days = sorted(f"{int(y):04}-{int(m):02}-{int(d):02}" for y, m, d in _DAY.findall(text))
        latest = f"; the latest day in the text is {days[-1]}" if days else ""
        date = self._wishes.date or f"{self._wishes.now:%Y-%m-%d}"
        why = f"no date was found: it is dated {date}{latest}; say another with --date"
        return date, Note(Fate.LOOK, 0, "", why)

    def _finish(self, draft: Draft, name: str, found: Found) -> _Text:
        """Add what a draft does not say of itself, and write its front matter."""
        notes = list(draft.notes)
        day = read_path_day(found.name, self._settings.zone)
        date = self._wishes.date or draft.date or (f"{day.at:%Y-%m-%d}" if day else "")
        if not date:
            date, note = self._default_date(draft.body)
            notes.append(note)
        tags, category = self._proposer.propose(draft.title, draft.body)
        wished = (self._wishes.category,) if self._wishes.category else ()
        draft = replace(
            draft,
            date=date,
            title=_safe(draft.title),
            tags=self._wishes.tags or draft.tags or tags,
            categories=wished or draft.categories or ((category or self._settings.category),),
            description=_safe(
                draft.description or summarise(draft.body, most=self._settings.summary_chars)
            ),
            disclaimer=_safe(draft.disclaimer),
            hidden=draft.hidden or found.hidden,
        )
        if not draft.body.strip() and not draft.title:
            what = "nothing of an article is in it"
            raise YiwenError([Problem(found.path.as_posix(), 0, 0, what, "copy the article again")])
        return _Text(render_draft(draft), name, tuple(notes))

    def _place(self, each: _Text, found: Found) -> Planned:
        """Give a post its path, and lead it to the files that it shows."""
        source = found.path.as_posix()
        try:
            post = read_post(each.text, path=found.name, settings=self._settings)
        except YiwenError as error:
            raise YiwenError(
                [replace(problem, path=source) for problem in error.problems]
            ) from None
        slug = self._wishes.slug or _choose_slug(each.name, post.title, found)
        path = self._free_path(f"{self._settings.posts_folder}/{post.published:%Y/%m/%d}/{slug}")
        files: dict[str, Path] = {}
        notes = list(each.notes)

        def rewrite(address: str) -> str:
            file, why = find_file(address, found)
            if file is None:
                notes.append(Note(Fate.LEFT, 0, address, why))
                return address
            target = self._target(file, path, found)
            files[target] = file
            written = lead_to(target, beside=path)
            return address if _same(written, address) else written

        text = rewrite_files(each.text, rewrite, path=source)
        copied = tuple((file, target) for target, file in files.items())
        return Planned(source=source, path=path, text=text, notes=tuple(notes), files=copied)

    def _free_path(self, stem: str) -> str:
        path, number = f"{stem}.md", 2
        while path.casefold() in self._taken:
            path, number = f"{stem}-{number}.md", number + 1
        self._taken.add(path.casefold())
        return path

    def _target(self, file: Path, path: str, found: Found) -> str:
        """Where a file is copied: to its own place below ``assets/``, or to the post's folder there."""
        parts = file.relative_to(found.root.resolve()).parts
        if "assets" in parts[:2]:
            own = "/".join(parts[parts.index("assets") :])
        else:
            own = f"assets/posts/{Path(path).stem}/{file.name}"
        stem, dot, ending = own.rpartition(".")
        target, number = own, 2
        while self._copied.setdefault(target.casefold(), file) != file:
            target, number = f"{stem}-{number}{dot}{ending}", number + 1
        return target


def _same(written: str, address: str) -> bool:
    return written == address.removeprefix("./")


def _safe(text: str) -> str:
    """A text for front matter, in which no inline rule begins."""
    return re.sub(r"(?<!\\)-\{", r"\\-{", " ".join(clean_source(text).split()))


def _name_of(found: Found) -> str:
    path = found.path
    stem = (
        path.parent.name
        if path.stem in ("index", "README") and path.parent != found.root
        else path.stem
    )
    return strip_day(stem)


def _choose_slug(name: str, title: str, found: Found) -> str:
    """A name for the file: what it was called, if that says something, else from its title."""
    if _CODE.fullmatch(name.lower()):
        name = ""
    if _SLUG.fullmatch(name):
        return name
    spelled = slug_title(name) if _TELLING.search(name.lower()) else ""
    return spelled or slug_title(title, otherwise=slug_title(found.path.stem))
