"""Read every source of a site and tell all that is wrong with any of them."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from yiwen.documents import Document, read_document
from yiwen.library import check_addresses, is_remote
from yiwen.posts import Post, read_post
from yiwen.problems import Problem, YiwenError
from yiwen.settings import Settings

MARKDOWN_ENDINGS = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""What MkDocs takes for a page."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What the sources of a site say."""

    posts: tuple[Post, ...]
    documents: tuple[Document, ...]
    """Pages that are not posts."""
    covers: Mapping[str, str]
    """Path of a post -> its cover: an absolute URL, or a path below ``docs/``."""


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
    posts: list[Post] = []
    documents: list[Document] = []
    problems: list[Problem] = []
    for path, content in pages:
        try:
            text = decode_source(content(), path=path)
            if is_post(path, settings):
                posts.append(read_post(text, path=path, settings=settings))
            else:
                documents.append(read_document(text, path=path, settings=settings))
        except YiwenError as error:
            problems.extend(error.problems)
    covers, missing = _find_covers(posts, assets)
    problems += missing
    problems += check_addresses(_addresses(posts, documents))
    if problems:
        raise YiwenError(problems)
    return Sources(tuple(posts), tuple(documents), covers)


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
