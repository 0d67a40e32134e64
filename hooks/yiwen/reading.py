"""Read every source of a site and tell all that is wrong with any of them."""

from __future__ import annotations

import pickle
import posixpath
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Protocol
from urllib.parse import unquote

from yiwen.cache import digest
from yiwen.chinese.detection import Finding, check_prose
from yiwen.chinese.glossary import Term, check_glossary, read_glossary
from yiwen.chinese.texts import AS_OPENCC, convert_plain
from yiwen.chinese.variants import Variant
from yiwen.documents import Document, read_document
from yiwen.foreign_syntax import Foreign, find_foreign_syntax
from yiwen.frontmatter import scan_source
from yiwen.library import check_addresses, is_remote
from yiwen.links import SIGNS, Absolute, Link, Places, check_link, find_images, find_links
from yiwen.posts import Base, Post, read_post
from yiwen.problems import Problem, YiwenError
from yiwen.processes import share
from yiwen.rivals import find_rivals
from yiwen.settings import Settings
from yiwen.sources import clean_source, guess_encoding
from yiwen.versions import split_version

MARKDOWN_ENDINGS = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""What MkDocs takes for a page."""

_CONVERTS = (partial(convert_plain, AS_OPENCC),)


@dataclass(frozen=True, slots=True)
class Sources:
    """What the sources of a site say."""

    posts: tuple[Post, ...]
    documents: tuple[Document, ...]
    """Pages that are not posts."""
    covers: Mapping[str, str]
    """Path of a post -> its cover: an absolute URL, or a path below ``docs/``."""
    versions: Mapping[str, Mapping[Variant, Post]]
    """Path of a post -> what was written by hand for single variants."""
    terms: Mapping[str, tuple[Term, ...]]
    """Path of a post -> its own glossary, where it has one."""
    images: Mapping[str, tuple[str, ...]]
    """Path of a page -> the local images its text shows, as paths below ``docs/``."""
    odd: tuple[Problem, ...]
    """What can be published, but should be looked at."""
    left_out: tuple[Problem, ...] = ()
    """What is wrong with the posts that are not published, when the others shall be."""

    def every_post(self) -> Iterator[Post]:
        """The posts and the versions written by hand."""
        yield from self.posts
        for versions in self.versions.values():
            yield from versions.values()


def is_markdown(path: str) -> bool:
    """Whether a source becomes a page."""
    return path.lower().endswith(MARKDOWN_ENDINGS)


def is_post(path: str, settings: Settings) -> bool:
    """Whether a page is a post: it lies in the folder of posts and is not that folder's own page."""
    folder, name = posixpath.split(posixpath.splitext(path)[0])
    own = folder == settings.posts_folder and name in ("index", "README")
    return path.startswith(f"{settings.posts_folder}/") and not own


@dataclass(frozen=True, slots=True)
class Source:
    """One page as it lies under ``docs/``, and what decides how it is read."""

    path: str
    content: bytes
    base: bytes = b""
    """What the article says that this is a version of."""
    base_path: str = ""
    variant: Variant | None = None
    """What the version is written for."""

    def parts(self) -> tuple[str | bytes, ...]:
        """All of it, for a key."""
        return self.path, self.content, self.base, self.base_path, str(self.variant)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a source lies: what it holds is read when it is needed, and never that of all at once."""

    path: str
    content: Callable[[], bytes]
    base: Callable[[], bytes] = bytes
    base_path: str = ""
    variant: Variant | None = None

    def read(self) -> Source:
        return Source(self.path, self.content(), self.base(), self.base_path, self.variant)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one source says, and what is wrong with it."""

    post: Post | None = None
    document: Document | None = None
    terms: tuple[Term, ...] = ()
    problems: tuple[Problem, ...] = ()
    odd: tuple[Problem, ...] = ()
    links: tuple[Link, ...] = ()


class Memory(Protocol):
    """Keeps values under keys from one build to the next."""

    def get(self, key: bytes) -> Any | None:
        """The value under ``key``, if it is kept."""
        ...

    def put(self, key: bytes, value: Any) -> None:
        """Keep a value."""
        ...


def read_sources(
    pages: Iterable[tuple[str, Callable[[], bytes]]],
    *,
    assets: Collection[str],
    settings: Settings,
    memory: Memory | None = None,
    processes: int = 0,
    absolute: Absolute = "warn",
) -> Sources:
    """Read ``pages`` (path below ``docs/``, and what gives its bytes).

    ``assets`` are the paths of all files that are not pages. What ``memory`` has of a source is not
    read again; the others are read by several ``processes``. ``absolute`` tells what links that
    begin with ``/`` are. When bad posts shall be skipped, they are left out.

    Raises:
        YiwenError: with every problem of every source.
    """
    places = _find_versions(dict(pages))
    readings = _recall(places, settings, memory, processes)
    gathered = _Gathered()
    for place in places:
        gathered.add(place, readings[place.path])
    gathered.check_links(Places(gathered.addresses(), assets, absolute=absolute))
    covers = gathered.find_covers(assets)
    if settings.on_bad_post == "skip":
        gathered.skip_bad_posts(settings)
    gathered.problems += check_addresses(_addresses(gathered.posts, gathered.documents))
    if gathered.problems:
        raise YiwenError(gathered.problems)
    return Sources(
        posts=tuple(gathered.posts),
        documents=tuple(gathered.documents),
        covers=covers,
        versions=gathered.versions,
        terms=gathered.terms,
        images=gathered.images,
        odd=tuple(gathered.odd),
        left_out=tuple(gathered.left_out),
    )


def _find_versions(contents: Mapping[str, Callable[[], bytes]]) -> list[_Place]:
    places = []
    for path, content in contents.items():
        version = split_version(path, contents)
        if version is None:
            places.append(_Place(path, content))
        else:
            places.append(_Place(path, content, contents[version[0]], *version))
    return places


def _recall(
    places: Sequence[_Place], settings: Settings, memory: Memory | None, processes: int
) -> dict[str, Reading]:
    """What each source says, by its path: remembered, or read now."""
    named = repr(settings)
    known: dict[str, Reading] = {}
    for place in places if memory else ():
        if memory and (packed := memory.get(_find_key(named, place.read()))) is not None:
            known[place.path] = _unpack(packed)
    new = [place for place in places if place.path not in known]
    made = share(partial(_read_some, settings), new, processes=processes)
    for place, (key, packed) in zip(new, made, strict=True):
        known[place.path] = _unpack(packed)
        if memory:
            memory.put(key, packed)
    return known


def _find_key(named: str, source: Source) -> bytes:
    return digest(named, *source.parts())


def _read_some(settings: Settings, places: Sequence[_Place]) -> list[tuple[bytes, bytes]]:
    """What each source says, packed, and the key of that.

    Texts that were packed where they are kept would keep a second copy in memory.
    """
    named, protocol = repr(settings), pickle.HIGHEST_PROTOCOL
    sources = (place.read() for place in places)
    return [
        (_find_key(named, source), pickle.dumps(read_source(source, settings), protocol))
        for source in sources
    ]


def _unpack(packed: bytes) -> Reading:
    reading: Reading = pickle.loads(packed)  # noqa: S301 - written by us and checked
    return reading


def read_source(source: Source, settings: Settings) -> Reading:
    """Read one page: what it says, or every problem it has."""
    try:
        _check_ending(source.path)
        text = decode_source(source.content, path=source.path)
        if not is_post(source.path, settings):
            document = read_document(text, path=source.path, settings=settings)
            first = document.body_line
            odd = _look_over(document.path, document.body, first, document.script)
            links = _find_links(text, document.body_line, math=document.math)
            return Reading(document=document, odd=tuple(odd), links=links)
        post = read_post(text, path=source.path, settings=settings, base=_base(source))
        links = _find_links(text, post.body_line, math=post.math)
        return replace(_check_terms(post), links=links)
    except YiwenError as error:
        return Reading(problems=error.problems, links=_find_links_anyway(source))


def _check_ending(path: str) -> None:
    stem, ending = posixpath.splitext(path)
    if ending not in MARKDOWN_ENDINGS:
        mend = f"rename it to  {posixpath.basename(stem)}{ending.lower()}"
        what = f"a page whose name ends in {ending!r}"
        raise YiwenError([Problem(path, 0, 0, what, mend)])


def _find_links(text: str, line: int, *, math: bool = False) -> tuple[Link, ...]:
    """The links of the text below ``line``, as its author typed it."""
    if not any(sign in text for sign in SIGNS):
        return ()
    body = clean_source(text).split("\n", line - 1)[-1]
    return find_links(body, first=line, math=math)


def _find_links_anyway(source: Source) -> tuple[Link, ...]:
    """The links of a source that cannot be published: theirs are faults too."""
    try:
        text = decode_source(source.content, path=source.path)
    except YiwenError:
        return ()
    return _find_links(text, scan_source(text, path=source.path)[0].body_line)


def _base(source: Source) -> Base | None:
    if source.variant is None:
        return None
    text = decode_source(source.base, path=source.base_path)
    return Base(scan_source(text, path=source.base_path)[0], source.variant)


def _check_terms(post: Post) -> Reading:
    """What a post says, with its own glossary and what is odd about its text."""
    terms, faults = read_glossary(post.terms, lines=post.term_lines)
    problems: list[Problem] = []
    odd: list[Problem] = []
    for fault in (*faults, *check_glossary(terms, _CONVERTS)):
        told = odd if fault.warning else problems
        told.append(Problem(post.path, fault.line, 0, fault.what, fault.mend))
    odd += _look_over(post.path, post.body, post.body_line, post.script)
    return Reading(post, None, terms, tuple(problems), tuple(odd))


class _Gathered:
    """What the sources say, put together."""

    def __init__(self) -> None:
        self.posts: list[Post] = []
        self.documents: list[Document] = []
        self.versions: dict[str, dict[Variant, Post]] = {}
        self.terms: dict[str, tuple[Term, ...]] = {}
        self.problems: list[Problem] = []
        self.odd: list[Problem] = []
        self.links: dict[str, tuple[Link, ...]] = {}
        self.images: dict[str, tuple[str, ...]] = {}
        self.left_out: list[Problem] = []

    def add(self, source: _Place, reading: Reading) -> None:
        self.links[source.path] = reading.links
        self.problems += reading.problems
        self.odd += reading.odd
        if reading.terms:
            self.terms[source.path] = reading.terms
        if reading.document:
            self.documents.append(reading.document)
        if reading.post and source.variant is None:
            self.posts.append(reading.post)
        elif reading.post and source.variant:
            self._add_version(reading.post, source.base_path, source.variant)

    def _add_version(self, post: Post, path: str, variant: Variant) -> None:
        kept = self.versions.setdefault(path, {}).setdefault(variant, post)
        if kept is not post:
            what = f"two versions of {path} for {variant}: also {kept.path}"
            self.problems.append(Problem(post.path, 0, 0, what, "keep one of the two files"))

    def addresses(self) -> dict[str, str]:
        """The address of every source: of one that cannot be read, the one its path gives."""
        told = {path: f"{posixpath.splitext(path)[0]}/" for path in self.links}
        told |= dict(_addresses(self.posts, self.documents))
        return told

    def check_links(self, places: Places) -> None:
        """Look up where every link leads, and which local images each page shows."""
        for path, links in self.links.items():
            if images := find_images(links, path, places):
                self.images[path] = images
            for link in links:
                verdict = check_link(link, path=path, places=places)
                if verdict:
                    (self.odd if verdict.odd else self.problems).append(verdict.problem)

    def find_covers(self, assets: Collection[str]) -> dict[str, str]:
        """Path of a post -> its cover; tells those that are not there."""
        covers, missing = _find_covers(self.posts, assets)
        self.problems += missing
        return covers

    def skip_bad_posts(self, settings: Settings) -> None:
        """Leave posts out that have problems, unless something else has one too."""
        if all(is_post(problem.path, settings) for problem in self.problems):
            self._leave_out(self.problems)
            taken = {document.address: document.path for document in self.documents}
            self._leave_out(find_rivals(self.posts, taken))
            self.problems = []

    def _leave_out(self, problems: Sequence[Problem]) -> None:
        """Forget posts with problems, their versions too."""
        bad = {problem.path for problem in problems}
        orphans = [
            Problem(
                version.path,
                0,
                0,
                f"a version of {path}, which is left out",
                "mend that file first",
            )
            for path in sorted(bad & self.versions.keys())
            for version in self.versions.pop(path).values()
            if version.path not in bad
        ]
        bad |= {orphan.path for orphan in orphans}
        self.left_out += [*problems, *orphans]
        self.posts = [post for post in self.posts if post.path not in bad]
        self.odd = [problem for problem in self.odd if problem.path not in bad]
        self.versions = {
            path: kept
            for path, versions in self.versions.items()
            if (kept := {each: post for each, post in versions.items() if post.path not in bad})
        }


def _look_over(path: str, body: str, first: int, script: Variant) -> Iterator[Problem]:
    """Tell what does not belong in a body that begins at line ``first`` of its file."""
    findings: list[Finding | Foreign] = [*check_prose(body, script), *find_foreign_syntax(body)]
    for finding in findings:
        line = first + body.count("\n", 0, finding.offset)
        column = finding.offset - body.rfind("\n", 0, finding.offset)
        yield Problem(path, line, column, finding.what, finding.mend)


def decode_source(content: bytes, *, path: str) -> str:
    """The text of a source, which must be UTF-8; a byte order mark is left out.

    Raises:
        YiwenError: the bytes are of another encoding.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problem = Problem(
            path=path,
            line=error.object.count(b"\n", 0, error.start) + 1,
            column=0,
            what=f"text is not UTF-8, it seems to be {guess_encoding(content)}",
            mend="save the file again as UTF-8",
        )
        raise YiwenError([problem]) from None


def _addresses(posts: Iterable[Post], documents: Iterable[Document]) -> Iterator[tuple[str, str]]:
    yield from ((post.path, post.url) for post in posts)
    yield from ((document.path, document.address) for document in documents)


def _find_covers(
    posts: Iterable[Post], assets: Collection[str]
) -> tuple[dict[str, str], list[Problem]]:
    covers: dict[str, str] = {}
    problems: list[Problem] = []
    for post in posts:
        if not post.cover:
            continue
        covers[post.path] = find_asset(post.cover, beside=post.path, assets=assets)
        if not covers[post.path]:
            problems.append(_no_cover(post))
    return covers, problems


def find_asset(reference: str, *, beside: str, assets: Collection[str]) -> str:
    """Where a reference in the source ``beside`` leads: a URL as it is, a path below ``docs/``.

    A path is looked up beside the source first, then from the root of ``docs/``. Empty when no
    such file is there.
    """
    if is_remote(reference):
        return reference
    plain = unquote(reference)
    from_root = plain.lstrip("/").removeprefix("docs/")
    tried = (posixpath.join(posixpath.dirname(beside), plain), from_root)
    paths = (posixpath.normpath(path) for path in tried)
    return next((path for path in paths if path in assets), "")


def _no_cover(post: Post) -> Problem:
    return Problem(
        path=post.path,
        line=post.cover_line,
        column=0,
        what=f"no such image: {post.cover!r}",
        mend="write a URL, or the path of an image below docs/, as  "
        "coverImage: assets/covers/name.webp",
    )
