"""Find the links and images of a Markdown text, and tell those that lead nowhere."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property
from html import unescape
from itertools import takewhile
from typing import Literal
from urllib.parse import unquote, urlsplit

from yiwen.chinese.prose import Span, find_protected
from yiwen.editions import MADE
from yiwen.problems import Problem
from yiwen.terms import KINDS

_DEFINES = re.compile(r"^[ ]{0,3}\[([^\]\n]++)\]:[ \t]*\Z")
_BRACKET = re.compile(r"[\[\]]|\n[ \t]*\n")
_PLAIN_LABEL = re.compile(r"[^\]\n]*+")
SIGNS = ("](", "]:", "src=", "href=", "SRC=", "HREF=")
"""A text with none of these has no link."""
_ELEMENT = re.compile(
    r"<(?P<name>img|a|source|video|audio)\b[^<>]{0,500}?\s(?:src|href)="
    r"(?P<target>\"[^\"<>\n]*\"|'[^'<>\n]*')",
    re.IGNORECASE,
)
_REMOTE = re.compile(r"https?://[\w.:@-]+(?:[/?#].*)?", re.IGNORECASE | re.ASCII | re.DOTALL)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_OWN_COMPUTER = re.compile(r"file:|[a-z]:[\\/]", re.IGNORECASE)
_HOST = re.compile(r"(?:www\.|[\w-]+\.(?:com|cn|org|net|io|hk|tw)(?:[/?#]|\Z))", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_IMAGE = re.compile(r"\.(?:png|jpe?g|gif|webp|avif|svg|bmp|ico|tiff?)\Z", re.IGNORECASE)
_FOREIGN = ("{{", "{%", "<%")
_GENERATED = (*KINDS, "archive", "page", "search", "bookmarks")
"""Folders whose pages the build makes: what leads there is not judged here."""
_OUTPUTS = MADE | {"index.md", "404.md"}
LONGEST_LABEL = 2000
"""Characters of a link's own text; in a longer one no link is seen."""
ALIKE = 0.7
"""How like a file's name must be to a misspelt one, from 0 to 1."""
MOST_GUESSES = 50
"""How many times a build looks for what a misspelt path may have meant."""


Absolute = Literal["warn", "leave", "docs"]
"""What an address that begins with ``/`` is: odd, as the author wants it, or a path below ``docs/``."""


@dataclass(frozen=True, slots=True)
class Link:
    """Where a text leads, as it was written, and where that stands in its file."""

    line: int
    column: int
    target: str
    image: bool
    html: bool = False
    """Written as an element: MkDocs leaves it as it is, so it counts from the page's address."""


def find_links(body: str, *, first: int = 1, math: bool = False) -> tuple[Link, ...]:
    """Find links, images and the definitions of references that are used; code is not read.

    Links to other hosts are left out when they can be read.

    ``first`` is the line of the file that ``body`` begins with.

    >>> find_links("看[图](a.png)")
    (Link(line=1, column=6, target='a.png', image=False, html=False),)
    """
    if not any(sign in body for sign in SIGNS):
        return ()
    hidden = find_protected(body, math=math)
    found = sorted([*_find_targets(body, hidden), *_find_elements(body, hidden)])
    line, counted = first, 0
    links = []
    for start, target, image, html in found:
        if not _REMOTE.fullmatch(target):
            line += body.count("\n", counted, start)
            counted = start
            column = start - body.rfind("\n", 0, start)
            links.append(Link(line, column, target, image, html))
    return tuple(links)


Found = tuple[int, str, bool, bool]
"""Where it stands, where it leads, whether it is an image, whether it is an element."""


def _find_targets(body: str, hidden: tuple[Span, ...]) -> Iterator[Found]:
    for start, end in hidden:
        image = _is_target(body, start)
        if image is None:
            continue
        target = _ESCAPED.sub(r"\1", body[start:end].strip())
        if target.startswith("<") and target.endswith(">"):
            target = target[1:-1]
        yield start, target, image, False


def _find_elements(body: str, hidden: tuple[Span, ...]) -> Iterator[Found]:
    starts = [start for start, _ in hidden]
    for found in _ELEMENT.finditer(body):
        before = bisect_right(starts, found.start()) - 1
        if before < 0 or hidden[before][1] <= found.start():
            target = unescape(found["target"][1:-1]).strip()
            yield found.start("target") + 1, target, found["name"].lower() == "img", True


def _is_target(body: str, start: int) -> bool | None:
    """Whether a protected part is the target of an image; None for code and the like."""
    if body.startswith("](", start - 2) and body[start] != "`":
        opening = _find_opening(body, start - 2)
        return None if opening is None else body.startswith("!", max(opening - 1, 0))
    if not body.startswith("]:", body.rfind("]", max(0, start - 40), start)):
        return None
    defines = _DEFINES.match(body[body.rfind("\n", 0, start) + 1 : start])
    if defines is None or body.casefold().count(f"[{defines[1].casefold()}]") < 2:  # noqa: PLR2004
        return None  # not used: such a line is often a comment
    label = re.escape(defines[1])
    return bool(re.search(rf"!(?:\[[^\[\]]*\])?\[{label}\]", body, re.IGNORECASE))


def _find_opening(body: str, closing: int) -> int | None:
    """The bracket that the one at ``closing`` closes."""
    begin = max(0, closing - LONGEST_LABEL)
    nearest = body.rfind("[", begin, closing)
    if nearest < 0:
        return None
    if body[nearest - 1 : nearest] != "\\" and _PLAIN_LABEL.fullmatch(body, nearest + 1, closing):
        return nearest
    depth = 1
    for found in reversed([*_BRACKET.finditer(body, begin, closing)]):
        sign = found[0]
        if sign[0] == "\n":
            return None
        if body[found.start() - 1 : found.start()] != "\\":
            depth += 1 if sign == "]" else -1
        if depth == 0:
            return found.start()
    return None


def find_images(links: Iterable[Link], path: str, places: Places) -> tuple[str, ...]:
    """The images below ``docs/`` that the source at ``path`` shows, each once."""
    targets = ((link, _path_of(link.target)) for link in links if link.image)
    found = (places.locate(target, path, html=link.html) for link, target in targets)
    return tuple(dict.fromkeys(image for image in found if image))


def _path_of(target: str) -> str:
    try:
        return unquote(urlsplit(target).path)
    except ValueError:
        return ""


class Places:
    """What links of a site can lead to."""

    def __init__(
        self,
        pages: Mapping[str, str],
        assets: Collection[str],
        *,
        absolute: Absolute = "warn",
    ) -> None:
        """``pages`` tells the address, such as ``about/``, of each source below ``docs/``."""
        self.pages = pages
        self.absolute = absolute
        self._assets = assets
        self._guesses = 0

    @cached_property
    def _sources(self) -> dict[str, str]:
        return {address: path for path, address in self.pages.items()}

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        names: dict[str, list[str]] = {}
        for path in (*self.pages, *self._assets):
            names.setdefault(posixpath.basename(path).casefold(), []).append(path)
        return names

    @cached_property
    def _stems(self) -> dict[str, list[str]]:
        """All files by what is before the dot: endings are alike whatever is meant."""
        stems: dict[str, list[str]] = {}
        for name, paths in self._names.items():
            stems.setdefault(_stem(name), []).extend(paths)
        return stems

    def find_page(self, address: str) -> str:
        """The source of the page at an address; empty when there is none."""
        plain = address.removesuffix("index.html").strip("/")
        return self._sources.get("" if plain in ("", ".") else f"{plain}/", "")

    def locate(self, target: str, source: str, *, html: bool) -> str:
        """The file that a path in a source means; empty when there is none.

        In an element (``html``) it counts from the address of the page.
        """
        folder = self.pages.get(source, "") if html else posixpath.dirname(source)
        if target.startswith("/"):
            folder, target = "", target.lstrip("/") if self.absolute == "docs" else ""
        path = posixpath.normpath(posixpath.join(folder, target))
        return path if path in self._assets else ""

    def has_file(self, path: str) -> bool:
        """Whether the site has such a file, or may have one when it is made."""
        return path in self._assets or self._is_made(path)

    def has(self, path: str) -> bool:
        """Whether there is such a source or file, or may be one when the site is made."""
        return path in self.pages or self.has_file(path)

    def _is_made(self, path: str) -> bool:
        return path in _OUTPUTS or path.split("/", maxsplit=1)[0] in _GENERATED

    def guess(self, path: str) -> str:
        """What a path that leads nowhere may have meant; empty when nothing is like it."""
        name = posixpath.basename(path).casefold()
        near = self._names.get(name, [])
        if not near and self._guesses < MOST_GUESSES:
            self._guesses += 1
            stem = next(iter(get_close_matches(_stem(name), self._stems, 1, ALIKE)), "")
            near = self._stems.get(stem, [])
        return min(
            near, key=lambda each: (_differ(each, path), -_shared(each, path), each), default=""
        )


def _stem(name: str) -> str:
    return posixpath.splitext(name)[0]


def _differ(one: str, other: str) -> bool:
    """Whether two paths are files of different kinds."""
    return posixpath.splitext(one)[1].casefold() != posixpath.splitext(other)[1].casefold()


def _shared(one: str, other: str) -> int:
    """How many folders two paths share, from the root."""
    pairs = zip(one.split("/")[:-1], other.split("/")[:-1], strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong with a link, and whether it can be published all the same."""

    problem: Problem
    odd: bool = False


def check_link(link: Link, *, path: str, places: Places) -> Verdict | None:
    """Tell what is wrong with a link of the source at ``path``; None when it leads somewhere."""
    target = link.target
    if any(sign in target for sign in _FOREIGN):
        return None
    judge = _Judge(link, path, places)
    if _OWN_COMPUTER.match(target):
        return judge.tell_own_computer()
    try:
        parts = urlsplit(target)
    except ValueError:
        mend = "write the whole address, such as  https://example.com/page"
        return judge.refuse(f"an address that cannot be read: {target!r}", mend)
    if parts.scheme or parts.netloc or not parts.path:
        return None
    return judge.check_path(unquote(parts.path), target[len(parts.path) :])


class _Judge:
    """One link, and what it is judged by."""

    def __init__(self, link: Link, path: str, places: Places) -> None:
        self._link = link
        self._path = path
        self._places = places
        self._own = places.pages.get(path, "")
        """The page's address."""
        self._folder = posixpath.dirname(path)

    def check_path(self, given: str, behind: str) -> Verdict | None:
        """Look a path up; ``behind`` it a query or an anchor may stand."""
        if given.startswith(("/", "\\")):
            return self._check_absolute(given, behind)
        if self._link.html:
            return self._check_element(given, behind)
        path = self._join(self._folder, given)
        if self._places.has(path):
            return None
        page = self._places.find_page(self._join(self._own, given))
        works = bool(page) and not posixpath.splitext(given)[1]
        page = page or self._places.find_page(path)
        told = self._tell_address(page, behind) if page else None
        return replace(told, odd=works) if told else self._tell_missing(given, path, behind)

    def _check_element(self, given: str, behind: str) -> Verdict | None:
        address = self._join(self._own, given)
        there = self._places.has_file(address) or self._places.find_page(address)
        return None if there else self._tell_missing(given, address, behind)

    def _join(self, folder: str, given: str) -> str:
        return posixpath.normpath(posixpath.join(folder, given))

    def refuse(self, what: str, mend: str) -> Verdict:
        """Tell a fault at the place of the link."""
        return Verdict(Problem(self._path, self._link.line, self._link.column, what, mend))

    def tell_own_computer(self) -> Verdict:
        """A path that only its author's machine has."""
        target = self._link.target
        name = posixpath.basename(target.replace("\\", "/"))
        mend = (
            "put the file below docs/assets/ and write its path from here, such as  "
            f"{self._from_here(f'assets/{name}')}"
        )
        return self.refuse(f"an address on your own computer: {target!r}", mend)

    def _check_absolute(self, given: str, behind: str) -> Verdict | None:
        path = posixpath.normpath(given.replace("\\", "/").lstrip("/"))
        if self._places.absolute == "docs":
            return None if self._places.has(path) else self._tell_missing(given, path, behind)
        if self._places.absolute == "leave":
            return None
        near = path if self._places.has(path) else self._places.find_page(path)
        near = near or self._places.guess(path)
        sample = f"{self._from_here(near)}{behind}" if near else "../about.md"
        target = self._link.target
        what = (
            f"an address from the root of the host, which is not the site's everywhere: {target!r}"
        )
        mend = f"write the path from this file to the other, such as  {sample}"
        return replace(self.refuse(what, mend), odd=True)

    def _tell_address(self, page: str, behind: str) -> Verdict:
        target = self._link.target
        what = f"an address of a page where the path of its file belongs: {target!r}"
        return self.refuse(what, f"write it as  {self._from_here(page)}{behind}")

    def _tell_missing(self, given: str, path: str, behind: str) -> Verdict:
        target = self._link.target
        image = self._link.image or _IMAGE.search(given)
        what = f"no such image: {target!r}" if image else f"no such file: {target!r}"
        if _MAIL.fullmatch(given):
            return self.refuse(what, f"write it as  mailto:{target}")
        if _HOST.match(given):
            return self.refuse(what, f"write it as  https://{target}")
        near = self._places.guess(path.replace("\\", "/"))
        if near:
            return self.refuse(what, f"write it as  {self._from_here(near)}{behind}")
        if image:
            mend = "put the image below docs/ and write its path from here, or take it out"
        else:
            mend = "put the file below docs/ and write its path from here, or take the link out"
        return self.refuse(what, mend)

    def _from_here(self, path: str) -> str:
        if self._link.html:
            address = self._places.pages.get(path)
            near = posixpath.relpath(path if address is None else address or ".", self._own or ".")
            near += "" if address is None else "/"
        else:
            near = posixpath.relpath(path, self._folder or ".")
        return near.replace(" ", "%20").replace("(", "%28").replace(")", "%29")
