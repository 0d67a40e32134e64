"""Tags that stand side by side, read together: what stands between two texts comes again and again.

What is read is kept by its text. Runs that differ in some values only, such as the addresses of
links, have one form: the text without its values, and those values that say what the tags mean.
"""

from functools import lru_cache
from itertools import accumulate
from typing import Final, NamedTuple

from yiwen.chinese.htmlscan import Kind, Tag, read_tag, split_run
from yiwen.chinese.markup import (
    SPEAKING,
    Markup,
    Notation,
    Role,
    Value,
    find_role,
    find_values,
    read_given,
    read_markup,
    remember,
)
from yiwen.chinese.rules import MARK_END

_MOST_FORMS: Final = 2048


class Run(NamedTuple):
    """End tags and the start tags behind them; or a tag by itself."""

    name: str
    """The first element's, in lower case."""
    kind: Kind
    switches: bool
    """It may change how the document is read behind it; then it is a tag by itself."""
    closes: tuple[str, ...]
    """The elements that it closes."""
    opens: tuple[Markup, ...]
    """Its start tags."""
    values: tuple[tuple[int, Value], ...]
    """In the order of the text: which start tag (from 0), and a value of it."""


class _Form(NamedTuple):
    """What runs have in common that differ in values which say nothing of their tags."""

    first: Tag
    closes: tuple[str, ...]
    opens: tuple[Markup, ...]
    every: tuple[tuple[int, int, Role], ...]
    """Of each attribute: which start tag, which piece, what it holds."""
    telling: tuple[tuple[int, int, Role], ...]
    """Those that are something to the conversion even without a mark."""


def _read_run(text: str) -> Run:
    pieces = text.split('"')
    bare = '""'.join(pieces[::2])
    speaking = _find_speaking(bare)
    if speaking is None:
        return _read_alone(text)
    form = _find_form(bare, tuple([pieces[place] for place in speaking]))
    ends = list(accumulate(map(len, pieces)))
    values = [
        (nth, value)
        for nth, place, role in (form.every if MARK_END in text else form.telling)
        for value in find_values(role, pieces[place], ends[place - 1] + place, Notation.HTML)
    ]
    first = form.first
    return Run(first.name, first.kind, first.switches, form.closes, form.opens, tuple(values))


read_run: Final = remember(_read_run)
"""Read a run of tags from its text."""


@lru_cache(_MOST_FORMS)
def _find_speaking(bare: str) -> tuple[int, ...] | None:
    """Tell which pieces of a run say what its tags mean; None when it is not written regularly.

    ``bare`` is the run without the values in double quotes.
    """
    tags = split_run(bare)
    if len(tags[0][1]) == 1:
        return None
    attributes = [
        (name, bare.count('"', 0, at + start), quote or start < end)
        for at, text in tags
        for name, start, end, quote in _read_tag(text).attributes
    ]
    if [place for _, place, valued in attributes if valued] != [*range(1, bare.count('"'), 2)]:
        return None
    return tuple([place for name, place, valued in attributes if valued and name in SPEAKING])


@lru_cache(_MOST_FORMS)
def _find_form(bare: str, said: tuple[str, ...]) -> _Form:
    """Read a run of which only what is ``said`` matters: the values that speak, in order."""
    pieces = bare.split('"')
    for place, value in zip(_find_speaking(bare) or (), said, strict=True):
        pieces[place] = value
    text = '"'.join(pieces)
    tags = split_run(text)
    closes = [tag.name for tag in (_read_tag(part) for _, part in tags) if tag.kind is Kind.CLOSE]
    opens = tags[len(closes) :]
    every = [
        (nth, text.count('"', 0, at + start), role)
        for nth, (at, part) in enumerate(opens)
        for start, role in _find_roles(part)
    ]
    telling = [each for each in every if each[2] is not Role.OTHER]
    return _Form(
        _read_tag(tags[0][1]),
        tuple(closes),
        tuple([read_markup(part) for _, part in opens]),
        tuple(every),
        tuple(telling),
    )


_read_tag = lru_cache(_MOST_FORMS)(read_tag)
"""Tags without their values are few."""


@lru_cache(_MOST_FORMS)
def _find_roles(text: str) -> list[tuple[int, Role]]:
    """Tell where in a tag its values begin, and what they hold."""
    tag = _read_tag(text)
    given = read_given(tag, text)
    return [
        (start, find_role(tag, name, given)) for name, start, _, quote in tag.attributes if quote
    ]


def _read_alone(text: str) -> Run:
    """Read one tag, however it is written."""
    tag = read_tag(text)
    if tag.kind is Kind.CLOSE:
        return Run(tag.name, tag.kind, tag.switches, (tag.name,), (), ())
    given = read_given(tag, text)
    values = [
        (0, value)
        for name, start, end, quote in tag.attributes
        for value in find_values(
            find_role(tag, name, given),
            text[start:end],
            start,
            Notation.HTML if quote else Notation.BARE,
        )
    ]
    return Run(tag.name, tag.kind, tag.switches, (), (read_markup(text),), tuple(values))
