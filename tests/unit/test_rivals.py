"""Of posts for one address at most one is published, when the others may be left out."""

from __future__ import annotations

from tests.unit.makers import make_post
from yiwen.posts import Post
from yiwen.rivals import find_rivals

OLD = make_post("fed", day="2025-12-11")
NEW = make_post("powell", "slug: FED", day="2025-12-12")
DRAFT = make_post("draft", "slug: fed\ndraft: true", day="2020-01-01")
MEND = "rename one of the two files, or give one of them another  slug:"


def named(*posts: Post, **taken: str) -> list[str]:
    addresses = {address.replace("_", "/"): path for address, path in taken.items()}
    return [problem.path for problem in find_rivals(posts, addresses)]


def test_posts_with_addresses_of_their_own_are_let_be():
    assert named(OLD, make_post("bonds")) == []


def test_the_post_published_first_keeps_the_address():
    assert named(NEW, OLD) == ["blog/powell.md"]


def test_who_has_the_address_is_told():
    [problem] = find_rivals([OLD, NEW], {})

    assert problem.what == "the address '/blog/FED/' is also that of blog/fed.md"
    assert problem.mend == MEND


def test_a_draft_never_takes_an_address_from_a_post():
    assert named(DRAFT, NEW, OLD) == ["blog/powell.md", "blog/draft.md"]


def test_of_posts_of_the_same_day_none_is_published():
    twin = make_post("twin", "slug: fed", day="2025-12-11")

    assert named(OLD, twin) == ["blog/fed.md", "blog/twin.md"]


def test_a_page_that_is_no_post_keeps_its_address():
    assert named(OLD, NEW, blog_Fed_="fed.md") == ["blog/fed.md", "blog/powell.md"]
