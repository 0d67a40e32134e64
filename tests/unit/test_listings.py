"""The pages that list posts and terms: which there are, what stands on them, how they are linked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.makers import SITE, make_library, make_post, make_posts
from yiwen.library import Library
from yiwen.listings import (
    Archive,
    Directory,
    Listing,
    Place,
    Plan,
    Tool,
    plan_archive,
    plan_home,
    plan_pages,
    plan_term,
    plan_terms,
)
from yiwen.terms import Term

TWO_A_PAGE = replace(SITE, page_posts=2, page_rows=2, page_terms=2)


def titles(plan: Listing) -> list[str]:
    return [entry.title for entry in plan.entries]


def tag_of(library: Library) -> Term:
    (tag,) = library.terms["tags"]
    return tag


def page(number: int, pages: int, base: str = "tags/") -> Directory:
    """One page of a list of ``pages`` pages."""
    return Directory(kind="tag", title="标签", terms=(), number=9, place=Place(base, number, pages))


# Places


def test_the_first_page_of_a_list_lies_in_its_own_folder_and_the_others_below():
    first, third = page(1, 3), page(3, 3)

    assert (first.path, first.url) == ("tags/index.md", "tags/")
    assert (third.path, third.url) == ("tags/page/3/index.md", "tags/page/3/")
    assert (third.page, third.pages) == (3, 3)


def test_the_home_page_is_the_root_and_its_followers_lie_below():
    assert (page(1, 2, "").path, page(1, 2, "").url) == ("index.md", "")
    assert (page(2, 2, "").path, page(2, 2, "").url) == ("page/2/index.md", "page/2/")


def test_addresses_are_percent_encoded_and_paths_are_not():
    plan = page(2, 2, "tags/宏观/")

    assert plan.address == "tags/宏观/page/2/"
    assert plan.path == "tags/宏观/page/2/index.md"
    assert plan.url == "tags/%E5%AE%8F%E8%A7%82/page/2/"


def test_a_page_leads_to_the_one_before_and_the_one_after():
    assert [(page(at, 3).previous_url, page(at, 3).next_url) for at in (1, 2, 3)] == [
        (None, "tags/page/2/"),
        ("tags/", "tags/page/3/"),
        ("tags/page/2/", None),
    ]
    assert (page(1, 1).previous_url, page(1, 1).next_url) == (None, None)


def test_the_second_page_of_home_leads_back_to_an_empty_address():
    """The empty text is a link to the root, unlike None."""
    assert page(2, 2, "").previous_url == ""


def test_the_pager_gives_number_address_and_whether_it_is_this_page():
    assert page(2, 3).pager == (
        (1, "tags/", False),
        (2, "tags/page/2/", True),
        (3, "tags/page/3/", False),
    )


@pytest.mark.parametrize(
    ("at", "pages", "expected"),
    [
        (1, 1, [1]),
        (1, 9, [1, 2, 3, 9]),
        (2, 9, [1, 2, 3, 4, 9]),
        (5, 9, [1, 3, 4, 5, 6, 7, 9]),
        (9, 9, [1, 7, 8, 9]),
        (500, 1000, [1, 498, 499, 500, 501, 502, 1000]),
    ],
)
def test_the_pager_offers_the_ends_and_two_on_either_side(at: int, pages: int, expected: list[int]):
    assert [number for number, _, _ in page(at, pages).pager] == expected


PAGES = st.integers(1, 400).flatmap(lambda pages: st.tuples(st.integers(1, pages), st.just(pages)))


@given(where=PAGES)
def test_however_long_a_list_is_its_pager_has_at_most_seven_links(where: tuple[int, int]):
    at, pages = where
    pager = page(at, pages).pager

    numbers = [number for number, _, _ in pager]
    assert len(numbers) <= 7
    assert numbers == sorted(set(numbers))
    assert {1, at, pages} <= set(numbers) <= set(range(1, pages + 1))
    assert [number for number, _, current in pager if current] == [at]
    assert all(url == page(number, pages).url for number, url, _ in pager)


@given(pages=st.integers(1, 40))
def test_every_page_of_a_list_is_reached_from_the_first_by_its_pager(pages: int):
    reached, waiting = {1}, [1]
    while waiting:
        new = {number for number, _, _ in page(waiting.pop(), pages).pager} - reached
        reached |= new
        waiting += new

    assert reached == set(range(1, pages + 1))


# Home


def test_home_lists_all_posts_newest_first():
    (home,) = plan_home(make_library(*make_posts(3)), SITE)

    assert (home.kind, home.title, home.lang, home.number) == ("home", "", "", 3)
    assert titles(home) == ["p3", "p2", "p1"]


def test_pinned_posts_stand_on_top_of_home_once():
    posts = [*make_posts(3), make_post("old", "pinned: true", day="1999-01-01")]

    pages = list(plan_home(make_library(*posts), TWO_A_PAGE))

    assert [titles(each) for each in pages] == [["old", "p3"], ["p2", "p1"]]


def test_a_site_without_posts_has_a_home_page():
    (home,) = plan_home(make_library(), SITE)

    assert (home.number, home.entries, home.pages) == (0, (), 1)


# Terms


def test_the_pages_of_a_tag_list_its_posts_newest_first():
    library = make_library(*make_posts(3, "tags: [宏观]"), make_post("other"))

    first, second = plan_term(library, TWO_A_PAGE, tag_of(library))

    assert (first.kind, first.title, first.number) == ("tag", "宏观", 3)
    assert (first.path, titles(first)) == ("tags/宏观/index.md", ["p3", "p2"])
    assert (second.path, titles(second)) == ("tags/宏观/page/2/index.md", ["p1"])
    assert first.term is second.term is tag_of(library)


def test_the_page_of_a_term_in_the_other_script_says_so():
    library = make_library(make_post("聯準會啟動購債", "tags: 宏觀經濟", body="聯準會啟動購債計畫"))

    (listing,) = plan_term(library, SITE, tag_of(library))

    assert listing.lang == "zh-Hant"


def test_the_page_of_a_term_leads_to_related_terms():
    library = make_library(make_post("a", "tags: [x, y]"))
    x = next(term for term in library.terms["tags"] if term.name == "x")

    (listing,) = plan_term(library, SITE, x)

    assert [term.name for term in listing.related] == ["y"]


def test_a_series_is_listed_from_its_beginning():
    library = make_library(*make_posts(3, "series: 周记"))
    (series,) = library.terms["series"]

    pages = list(plan_term(library, TWO_A_PAGE, series))

    assert pages[0].kind == "series"
    assert [titles(each) for each in pages] == [["p1", "p2"], ["p3"]]


def test_a_directory_lists_all_terms_of_a_kind():
    library = make_library(make_post("a", "tags: [x, y, z]"))

    first, second = plan_terms(library, TWO_A_PAGE, "tags")

    assert (first.kind, first.title, first.number, first.lang) == ("tag", "标签", 3, "")
    assert [[term.name for term in each.terms] for each in (first, second)] == [["x", "y"], ["z"]]
    assert [each.path for each in (first, second)] == ["tags/index.md", "tags/page/2/index.md"]


@pytest.mark.parametrize(
    ("kind", "title", "singular"),
    [
        ("categories", "分类", "category"),
        ("tags", "标签", "tag"),
        ("topics", "专题", "topic"),
        ("authors", "作者", "author"),
        ("series", "系列", "series"),
    ],
)
def test_a_kind_without_terms_has_an_empty_directory(kind: str, title: str, singular: str):
    """The header leads to it on every site."""
    (directory,) = plan_terms(make_library(), SITE, kind)

    assert (directory.title, directory.kind, directory.terms) == (title, singular, ())
    assert directory.path == f"{kind}/index.md"


# Archive


def test_the_archive_counts_the_posts_of_each_year_and_month_newest_first():
    days = ["2024-12-31", "2025-01-01", "2025-02-01", "2025-02-28"]
    library = make_library(*[make_post(f"p{day}", day=day) for day in days])

    archive, *lists = plan_archive(library, SITE)

    assert isinstance(archive, Archive)
    assert (archive.title, archive.path, archive.number) == ("归档", "archive/index.md", 4)
    assert archive.years == (
        (2025, "archive/2025/", 3, ((2, "archive/2025/02/", 2), (1, "archive/2025/01/", 1))),
        (2024, "archive/2024/", 1, ((12, "archive/2024/12/", 1),)),
    )
    assert archive.years[0].months[0] == (2, "archive/2025/02/", 2)
    assert [(each.kind, each.title, each.url, each.number) for each in lists] == [
        ("year", "2025年", "archive/2025/", 3),
        ("month", "2025年2月", "archive/2025/02/", 2),
        ("month", "2025年1月", "archive/2025/01/", 1),
        ("year", "2024年", "archive/2024/", 1),
        ("month", "2024年12月", "archive/2024/12/", 1),
    ]


def test_a_post_belongs_to_the_month_it_has_in_the_sites_zone():
    """Half past eight in the evening in London is the next morning in Shanghai."""
    library = make_library(make_post(day="2025-01-31 20:30 +0000"))

    _, year, month = plan_archive(library, SITE)

    assert (year.title, month.title) == ("2025年", "2025年2月")


def test_a_long_year_is_cut_into_pages():
    library = make_library(*make_posts(3))

    lists = list(plan_archive(library, TWO_A_PAGE))[1:]

    assert [each.path for each in lists] == [
        "archive/2000/index.md",
        "archive/2000/page/2/index.md",
        "archive/2000/01/index.md",
        "archive/2000/01/page/2/index.md",
    ]


# Cards and rows


def shown(plan: Plan) -> tuple[int, int]:
    assert isinstance(plan, Listing)
    assert plan.cards + plan.rows == plan.entries
    return len(plan.cards), len(plan.rows)


def test_a_tag_begins_with_six_cards_and_goes_on_in_rows():
    library = make_library(*make_posts(9, "tags: 美联储"))
    settings = replace(SITE, page_rows=8)

    first, second = plan_term(library, settings, library.terms["tags"][0])

    assert (shown(first), shown(second)) == ((6, 2), (0, 1))


def test_a_category_is_cards_and_a_year_is_rows():
    library = make_library(*make_posts(9, "category: 宏观"))

    (category,) = plan_term(library, SITE, library.terms["categories"][0])
    _, year, *_ = plan_archive(library, SITE)

    assert (shown(category), shown(year)) == ((9, 0), (0, 9))


# All of them


def test_a_site_with_one_post_has_these_pages():
    library = make_library(make_post("fed", "category: 宏观\ntags: 美联储\nseo: [美联储, 降息]"))

    assert sorted(plan.path for plan in plan_pages(library, SITE)) == [
        "archive/2025/12/index.md",
        "archive/2025/index.md",
        "archive/index.md",
        "authors/index.md",
        "bookmarks/index.md",
        "categories/index.md",
        "categories/宏观/index.md",
        "index.md",
        "search/index.md",
        "series/index.md",
        "tags/index.md",
        "tags/美联储/index.md",
        "topics/index.md",
        "topics/降息/index.md",
    ]


POST_SEEDS = st.lists(
    st.tuples(
        st.sets(st.sampled_from(["page", "a", "A.", "a-2", "a 2", "宏观", "2", "index"])),
        st.sampled_from(["", "series: page", "series: 2025", "author: archive"]),
        st.sampled_from(["2025-01-01", "2025-01-02", "2025-11-30", "2024-01-01"]),
        st.booleans(),
    ),
    max_size=6,
)


def library_of(seeds: Iterable[tuple[set[str], str, str, bool]]) -> Library:
    return make_library(
        *[
            make_post(
                f"p{at}",
                f"tags: {sorted(tags)}\nseo: {sorted(tags)[1:]}\npinned: {str(pinned).lower()}"
                f"\n{more}",
                day=day,
            )
            for at, (tags, more, day, pinned) in enumerate(seeds)
        ]
    )


@given(seeds=POST_SEEDS, size=st.integers(1, 3))
def test_no_two_pages_lie_in_one_folder(seeds: list[tuple[set[str], str, str, bool]], size: int):
    settings = replace(SITE, page_posts=size, page_rows=size, page_terms=size)
    plans: list[Plan] = list(plan_pages(library_of(seeds), settings))

    assert len({plan.path.casefold() for plan in plans}) == len(plans)


@given(seeds=POST_SEEDS, size=st.integers(1, 3))
def test_following_next_from_a_first_page_passes_all_its_posts_once(
    seeds: list[tuple[set[str], str, str, bool]], size: int
):
    settings = replace(SITE, page_posts=size, page_rows=size, page_terms=size)
    plans = {plan.url: plan for plan in plan_pages(library_of(seeds), settings)}
    for first in plans.values():
        if first.page > 1 or isinstance(first, Archive | Tool):
            continue
        passed: list[object] = []
        at: str | None = first.url
        before = None
        while at is not None:
            plan = plans[at]
            assert plan.previous_url == before
            assert plan.kind == first.kind
            passed += plan.entries if isinstance(plan, Listing) else plan.terms  # type: ignore[union-attr]
            before, at = at, plan.next_url
        assert len(passed) == first.number
        assert len({id(each) for each in passed}) == len(passed)
