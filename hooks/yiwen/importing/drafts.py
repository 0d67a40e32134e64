"""A text on its way to become a post, and what became of each line of its source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from yiwen.fields import quote_text


class Fate(StrEnum):
    """What became of a line, or what is to be done about it."""

    DROPPED = "dropped"
    USED = "moved to the front matter"
    LEFT = "left as text"
    LOOK = "look at"


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that an editor is told about an import."""

    fate: Fate
    line: int
    """Of the source, counted from 1; 0 when it has no line of its own."""
    text: str
    """What stood there, whole: nothing is lost unseen."""
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is known of a post that has no front matter yet; what is empty is left out of it."""

    title: str = ""
    date: str = ""
    """As it was written, with its zone if it named one."""
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    cover: str = ""
    description: str = ""
    source: str = ""
    disclaimer: str = ""
    aliases: tuple[str, ...] = ()
    hidden: bool = False
    """Not published where it comes from."""
    slug: str = ""
    """What its address ended with; for the name of the file."""
    body: str = ""
    notes: tuple[Note, ...] = ()


def render_draft(draft: Draft) -> str:
    """Give the text of the post."""
    lines = ["---", *_front_lines(draft), "---", "", draft.body.strip("\n"), ""]
    return "\n".join(lines)


def _front_lines(draft: Draft) -> Iterable[str]:
    yield f"title: {quote_text(draft.title)}"
    if draft.date:
        yield f"date: {draft.date}"
    yield from _filing_lines(draft)
    for key, text in (
        ("coverImage", draft.cover),
        ("description", draft.description),
        ("source", draft.source),
        ("disclaimer", draft.disclaimer),
    ):
        if text:
            yield f"{key}: {quote_text(text)}"
    if draft.aliases:
        yield f"aliases: {quote_list(draft.aliases)}"
    if draft.hidden:
        yield "draft: true"


def _filing_lines(draft: Draft) -> Iterable[str]:
    for key, texts in (("category", draft.categories), ("author", draft.authors)):
        if texts:
            yield f"{key}: {quote_text(texts[0]) if len(texts) == 1 else quote_list(texts)}"
    if draft.tags:
        yield f"tags: {quote_list(draft.tags)}"


def quote_list(texts: Sequence[str]) -> str:
    """Write texts as a list on one line.

    >>> quote_list(["宏观", "A, B"])
    '["宏观", "A, B"]'
    """
    return f"[{', '.join(quote_text(text) for text in texts)}]"


def render_notes(notes: Iterable[Note], *, path: str) -> str:
    """Give the lines that tell what became of the source at ``path``, in its order.

    >>> print(render_notes([Note(Fate.DROPPED, 3, "查看更多", "a button")], path="a.txt"))
    a.txt:3: dropped (a button): 查看更多
    """
    ordered = sorted(notes, key=lambda note: note.line or 0)
    return "\n".join(_render_note(note, path) for note in ordered)


def _render_note(note: Note, path: str) -> str:
    place = f"{path}:{note.line}" if note.line else path
    told = f"{place}: {note.fate} ({note.why})"
    return f"{told}: {note.text}" if note.text else told
