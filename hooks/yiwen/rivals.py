"""Decide which of several posts for one address is published when the others may be left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from yiwen.posts import Post
from yiwen.problems import Problem
from yiwen.terms import fold_address


def find_rivals(posts: Iterable[Post], taken: Mapping[str, str]) -> list[Problem]:
    """Find posts that would be written to the address of another page.

    ``taken`` are the addresses of pages that are not posts, with their sources: these keep theirs.
    Of posts the one published first keeps the address, since that is where links to it lead, and
    a draft never takes one from a post. Where nothing tells who was first, all are named: to show
    the wrong article at an address is worse than to show none.
    """
    pages = {fold_address(address): path for address, path in taken.items()}
    claims: dict[str, list[Post]] = defaultdict(list)
    for post in posts:
        claims[fold_address(post.url)].append(post)
    found: list[Problem] = []
    for address, rivals in claims.items():
        if address in pages:
            found += [_tell(post, pages[address]) for post in rivals]
        elif len(rivals) > 1:
            found += _judge(sorted(rivals, key=lambda post: (*_rank(post), post.path)))
    return found


def _rank(post: Post) -> tuple[bool, datetime]:
    return post.draft, post.published


def _judge(rivals: list[Post]) -> Iterator[Problem]:
    """Name all but the first of ``rivals``, in order; the first too, when another equals it."""
    first, second = rivals[:2]
    if _rank(first) == _rank(second):
        yield _tell(first, second.path)
    yield from (_tell(post, first.path) for post in rivals[1:])


def _tell(post: Post, other: str) -> Problem:
    what = f"the address '/{post.url}' is also that of {other}"
    mend = "rename one of the two files, or give one of them another  slug:"
    return Problem(post.path, 0, 0, what, mend)
