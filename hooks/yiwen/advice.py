"""What could be better about sources that can be published as they are."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from yiwen.chinese.prose import find_protected
from yiwen.chinese.rules import plain_text
from yiwen.chinese.variants import Variant
from yiwen.fences import cut_front_matter
from yiwen.likeness import find_alike
from yiwen.metadata import find_name
from yiwen.posts import Post
from yiwen.problems import Problem
from yiwen.sources import clean_source
from yiwen.typography import Slip, find_slips, hide_code, hide_markup, show_slip

LONGEST_TITLE: Final = 30
"""In Han, two Latin letters for one: what search engines show of a title."""
FIX_PUNCTUATION: Final = "check_posts.py --fix=punctuation"

_IMAGE = re.compile(r"(?<!\\)!\[[ \t]*\][(\[]")
_ADDRESS_END = re.compile(r"[()\[\]]")
_TAG = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
_ALT = re.compile(r"\balt\s*=", re.IGNORECASE)
_FOREIGN = re.compile(
    r"<(iframe|embed|object)\b[^<>]*>|<\w[^<>]*?\s(style|on[a-z]+)\s*=", re.IGNORECASE
)
"""What the pages' policy (CSP) lets no browser run: each page loads from the site alone."""
_SCRIPT = re.compile(r"<script\b", re.IGNORECASE)
_UNSEEN: Final = "<{name}> in a post: browsers do not load it on this site"
_SOURCE = re.compile(r"""\b(?:src|data)\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_HEADING = re.compile(
    r"^(?P<signs>#{2,6}|#(?=[ \t]))(?!#)[^\n]*\S|(?<=\n\n)[^\s>#|*+-][^\n]*\n(?P<rule>=+|-+)[ \t]*$",
    re.MULTILINE,
)
_KEY = re.compile(r"""["']?([\w.-]+)["']?[ \t]*[:=]""")


class Said(Protocol):
    """What advice looks at of a post or of another page."""

    @property
    def path(self) -> str:
        """Where its source lies, below ``docs/``."""

    @property
    def title(self) -> str:
        """Marks of rules allowed; so in the description."""

    @property
    def description(self) -> str:
        """Empty when there is none."""

    @property
    def script(self) -> Variant:
        """What it is written in."""

    @property
    def math(self) -> bool:
        """Whether it has formulas."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the parts of a source stand in its file."""

    body: str
    body_line: int
    lines: Mapping[str, int]
    """What the front matter says -> the line of the key that says it, aliases too."""
    line: int
    """Where the front matter begins; 0 when there is none."""

    def of(self, name: str) -> int:
        """The line of what says ``name``, else where the front matter begins."""
        return self.lines.get(name, self.line)


def read_place(text: str) -> Place:
    """Find where the parts of a source stand; nothing is interpreted."""
    cut = cut_front_matter(clean_source(text))
    lines: dict[str, int] = {}
    for at, line in enumerate(cut.block.split("\n")):
        key = _KEY.match(line)
        name = find_name(key[1]) if key else None
        if name:
            lines.setdefault(name, cut.block_line + at)
    return Place(cut.body, cut.body_line, lines, cut.block_line if cut.language else 0)


def advise_source(text: str, said: Said, *, description_han: int) -> list[Problem]:
    """Tell what could be better about one source, given its text and what was read from it.

    A description should not be longer than ``description_han`` Han.
    """
    place = read_place(text)
    advice = [
        Problem(said.path, line, 0, what, mend)
        for line, what, mend in _look_at_front(said, place, description_han)
    ]
    for at, what, mend in _look_at_body(place.body, said):
        line = place.body_line + place.body.count("\n", 0, at)
        column = at - place.body.rfind("\n", 0, at)
        advice.append(Problem(said.path, line, column, what, mend))
    return advice


Remark = tuple[int, str, str]
"""Line or place, what, mend."""


def _look_at_front(said: Said, place: Place, description_han: int) -> Iterator[Remark]:
    if isinstance(said, Post) and not said.cover:
        mend = "the site draws one; to show your own, add  coverImage: assets/covers/name.webp"
        yield place.of("coverImage"), "no cover", mend
    for name, most in (("title", LONGEST_TITLE), ("description", description_han)):
        text = plain_text(getattr(said, name), said.script)
        width = count_width(text)
        if width > most and (name == "title" or name in place.lines):
            what = f"a {name} as wide as {width} Han, lists and searches show {most}"
            yield place.of(name), what, "say the same in fewer words"
    if "title" in place.lines:
        yield from _look_at_title(said, place)


def _look_at_title(said: Said, place: Place) -> Iterator[Remark]:
    slips = find_slips(said.title, said.script)
    for what, slip, _ in _sum_up(slips):
        found, right = show_slip(said.title, slip)
        yield place.of("title"), f"{what} in the title: {found!r}", f"write  {right}"


def _look_at_body(body: str, said: Said) -> Iterator[Remark]:
    text = hide_code(body, math=said.math)
    yield from _look_at_images(body, text)
    yield from _look_at_foreign(body, text, math=said.math)
    prose = hide_markup(text)
    yield from _look_at_headings(body, prose)
    for what, slip, rest in _sum_up(find_slips(prose, said.script)):
        found, right = show_slip(body, slip)
        more = f", and {rest} more" if rest else ""
        mend = f"write  {right}\nor run  {FIX_PUNCTUATION}"
        yield slip.start, f"{what}: {found!r}{more}", mend


def _sum_up(slips: Iterable[Slip]) -> Iterator[tuple[str, Slip, int]]:
    """Tell each kind of slip once: what it is, the first of them, and how many follow."""
    kinds: dict[str, list[Slip]] = defaultdict(list)
    for slip in slips:
        kinds[_STRAIGHT if slip.quotes else _HALF_WIDTH].append(slip)
    for what, found in kinds.items():
        yield what, found[0], len(found) - 1


_HALF_WIDTH: Final = "half-width punctuation between Han"
_STRAIGHT: Final = "straight quotation marks in Chinese text"


def _look_at_images(body: str, text: str) -> Iterator[Remark]:
    """Images that say nothing to those who cannot see them; an empty ``alt`` of HTML is meant."""
    what = "an image without a text for those who cannot see it"
    for found in _IMAGE.finditer(text):
        name = body[found.end() :].partition("\n")[0]
        yield found.start(), what, f"say what it shows:  ![…]({_ADDRESS_END.split(name)[0]})"
    for found in _TAG.finditer(text):
        if not _ALT.search(found[0]):
            yield found.start(), what, 'add  alt="…",  with what it shows'


def _look_at_foreign(body: str, text: str, *, math: bool) -> Iterator[Remark]:
    """HTML that readers do not get to see, although it is published."""
    scripts = [start for start, _ in find_protected(body, math=math) if _SCRIPT.match(body, start)]
    for start in scripts:
        yield start, _UNSEEN.format(name="script"), "leave it out"
    for found in _FOREIGN.finditer(text):
        source = _SOURCE.search(found[0])
        if found[1]:
            link = f"link to it:  [title]({source[1]})" if source else "leave it out"
            yield found.start(), _UNSEEN.format(name=found[1].lower()), link
        else:
            name = found[2].lower()
            what = f"{name}=… in a post: browsers pass over it on this site"
            yield found.start(), what, "leave it out"


_RULES: Final = {"=": "#", "-": "##"}
"""What is drawn below a heading -> the signs that stand before one."""


def _look_at_headings(body: str, prose: str) -> Iterator[Remark]:
    """Headings more than one level below the one before; the page's title is of level 1."""
    above = 1
    for found in _HEADING.finditer(prose):
        level = len(found["signs"] or _RULES[found["rule"][0]])
        if level > above + 1:
            line = body[found.start() : found.end()]
            mended = f"{'#' * (above + 1)}{line[level:]}"
            what = f"a heading of level {level} right below one of level {above}"
            yield found.start(), what, f"write it as  {mended}"
        above = level


def count_width(text: str) -> int:
    """How wide a text is, in Han; two Latin letters are as wide as one.

    >>> count_width("美联储 QE")
    5
    """
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return (len(text) + wide + 1) // 2


def advise_tags(
    posts: Sequence[Post],
    *,
    fold: Callable[[str], str],
    spell: Callable[[str], str],
    find_line: Callable[[str], int],
) -> list[Problem]:
    """Tell tags that one post alone has, and tags that seem to be another one miswritten.

    ``fold`` gives the key of a tag; ``spell`` its pinyin, for characters typed for another of the
    same sound; ``find_line`` the line of the tags of the post at a path.
    """
    users, names = _group_tags(posts, fold)
    counts = {key: len(found) for key, found in users.items()}
    alike = find_alike(counts, spell)
    advice = []
    for key, other in alike.items():
        what = f"the tag {names[key]!r} is nearly {names[other]!r}, which {counts[other]} have"
        mend = f"if both are one, write  {names[other]}"
        advice += [(post.path, what, mend) for post in users[key].values()]
    lone: dict[str, list[str]] = defaultdict(list)
    for key, found in users.items():
        if len(found) == 1 and key not in alike and key not in alike.values():
            lone[next(iter(found))].append(names[key])
    for path, tags in lone.items():
        what = f"no other post has the tag {', '.join(map(repr, tags))}"
        advice.append((path, what, "use tags that several posts share, or leave them out"))
    return [Problem(path, find_line(path), 0, what, mend) for path, what, mend in advice]


def _group_tags(
    posts: Iterable[Post], fold: Callable[[str], str]
) -> tuple[dict[str, dict[str, Post]], dict[str, str]]:
    """The posts of each tag by path, and how the tag is written first, both by its key."""
    users: dict[str, dict[str, Post]] = defaultdict(dict)
    names: dict[str, str] = {}
    for post in posts:
        for tag in post.tags:
            key = fold(tag)
            names.setdefault(key, plain_text(tag, post.script))
            users[key][post.path] = post
    return users, names
