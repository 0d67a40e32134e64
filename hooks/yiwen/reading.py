"""Read every source of a site and tell all that is wrong with any of them."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from urllib.parse import unquote

from yiwen.chinese.detection import check_prose
from yiwen.chinese.glossary import Term, check_glossary, read_glossary
from yiwen.chinese.texts import AS_OPENCC, convert_plain
from yiwen.chinese.variants import Variant
from yiwen.documents import Document, read_document
from yiwen.frontmatter import scan_source
from yiwen.library import check_addresses, is_remote
from yiwen.posts import Base, Post, read_post
from yiwen.problems import Problem, YiwenError
from yiwen.settings import Settings
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
    odd: tuple[Problem, ...]
    """What can be published, but should be looked at."""

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


def read_sources(
    pages: Iterable[tuple[str, Callable[[], bytes]]], *, assets: Collection[str], settings: Settings
) -> Sources:
    """Read ``pages`` (path below ``docs/``, and what gives its bytes).

    ``assets`` are the paths of all files that are not pages.

    Raises:
        YiwenError: with every problem of every source.
    """
    reader = _Reader(settings)
    texts = dict(reader.decode(pages))
    for path, text in texts.items():
        version = split_version(path, texts)
        reader.read(path, text, version=version, base=texts[version[0]] if version else "")
    covers, missing = _find_covers(reader.posts, assets)
    reader.problems += missing
    reader.problems += check_addresses(_addresses(reader.posts, reader.documents))
    if reader.problems:
        raise YiwenError(reader.problems)
    return Sources(
        posts=tuple(reader.posts),
        documents=tuple(reader.documents),
        covers=covers,
        versions=reader.versions,
        terms=reader.terms,
        odd=tuple(reader.odd),
    )


class _Reader:
    """Reads sources one by one and gathers what they say, and every problem."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.posts: list[Post] = []
        self.documents: list[Document] = []
        self.versions: dict[str, dict[Variant, Post]] = {}
        self.terms: dict[str, tuple[Term, ...]] = {}
        self.problems: list[Problem] = []
        self.odd: list[Problem] = []

    def decode(self, pages: Iterable[tuple[str, Callable[[], bytes]]]) -> Iterator[tuple[str, str]]:
        """The text of every source that has one."""
        for path, content in pages:
            try:
                yield path, decode_source(content(), path=path)
            except YiwenError as error:
                self.problems.extend(error.problems)

    def read(self, path: str, text: str, *, version: tuple[str, Variant] | None, base: str) -> None:
        """Read one source; ``base`` is the text of the article it is a version of."""
        try:
            if not is_post(path, self._settings):
                self._keep_document(read_document(text, path=path, settings=self._settings))
            elif version is None:
                post = read_post(text, path=path, settings=self._settings)
                self.posts.append(post)
                self._keep_post(post)
            else:
                article = Base(scan_source(base, path=version[0])[0], version[1])
                post = read_post(text, path=path, settings=self._settings, base=article)
                self._keep_version(post, *version)
                self._keep_post(post)
        except YiwenError as error:
            self.problems.extend(error.problems)

    def _keep_document(self, document: Document) -> None:
        self.documents.append(document)
        first = document.body_line
        self.odd += _look_over(document.path, document.body, first, document.script)

    def _keep_version(self, post: Post, path: str, variant: Variant) -> None:
        kept = self.versions.setdefault(path, {}).setdefault(variant, post)
        if kept is not post:
            what = f"two versions of {path} for {variant}: also {kept.path}"
            self.problems.append(Problem(post.path, 0, 0, what, "keep one of the two files"))

    def _keep_post(self, post: Post) -> None:
        terms, faults = read_glossary(post.terms, lines=post.term_lines)
        if terms:
            self.terms[post.path] = terms
        for fault in (*faults, *check_glossary(terms, _CONVERTS)):
            told = self.odd if fault.warning else self.problems
            told.append(Problem(post.path, fault.line, 0, fault.what, fault.mend))
        self.odd += _look_over(post.path, post.body, post.body_line, post.script)


def _look_over(path: str, body: str, first: int, script: Variant) -> Iterator[Problem]:
    """Tell what does not belong in a body that begins at line ``first`` of its file."""
    for finding in check_prose(body, script):
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
            what=f"text is not UTF-8, it seems to be {_guess_encoding(content)}",
            mend="save the file again as UTF-8",
        )
        raise YiwenError([problem]) from None


_ENCODINGS = (("gb2312", "GB 18030"), ("big5hkscs", "Big5"), ("gb18030", "GB 18030"))
"""The strictest first: whatever is Big5 can also be read as GB 18030."""


def _guess_encoding(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    for encoding, name in _ENCODINGS:
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return name
    return "binary"


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
