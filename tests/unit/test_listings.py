"""The pages that list posts and terms: which there are, what stands on them, how they are linked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.makers import SITE, make_library, make_post, make_posts
from yiwen.library import Library
from yiwen.listings import (
    Archive,
    Listing,
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


def list_of(number: int, front: str = "tags: x") -> list[Listing]:
    """The pages of a tag of so many posts, two a page, the first one first."""
    library = make_library(*make_posts(number, front))
    return [*plan_term(library, TWO_A_PAGE, tag_of(library))]


def ways(plan: Plan) -> tuple[str | None, str | None, str | None, str | None]:
    return plan.first_url, plan.previous_url, plan.next_url, plan.last_url


# Ways between pages


def test_the_first_page_of_a_list_lies_in_its_own_folder_and_the_others_below():
    first, newest, _ = list_of(5)

    assert (first.path, first.address, first.url) == ("tags/x/index.md", "tags/x/", "tags/x/")
    assert (newest.path, newest.url) == ("tags/x/page/3/index.md", "tags/x/page/3/")
    assert (first.page, newest.page) == (1, 3)


def test_a_list_goes_back_in_time_to_page_2():
    assert [ways(each) for each in list_of(8)] == [
        (None, None, "tags/x/page/4/", "tags/x/page/2/"),
        (None, "tags/x/", "tags/x/page/3/", "tags/x/page/2/"),
        ("tags/x/", "tags/x/page/4/", "tags/x/page/2/", None),
        ("tags/x/", "tags/x/page/3/", None, None),
    ]


def test_a_list_of_one_page_leads_to_no_other():
    assert [ways(each) for each in list_of(2)] == [(None, None, None, None)]


def test_the_second_page_of_home_leads_back_to_an_empty_address():
    """The empty text is a link to the root, unlike None."""
    _, second = plan_home(make_library(*make_posts(3)), TWO_A_PAGE)

    assert second.previous_url == ""


def test_a_series_goes_forward_to_its_newest_part():
    library = make_library(*make_posts(5, "series: s"))

    pages = plan_term(library, TWO_A_PAGE, library.terms["series"][0])

    assert [ways(each) for each in pages] == [
        (None, None, "series/s/page/2/", None),
        (None, "series/s/", "series/s/page/3/", None),
        ("series/s/", "series/s/page/2/", None, None),
    ]


# What a new post changes


def shows(plan: Listing) -> tuple[list[str], str]:
    """What stands on a page: its posts, and what is said of the list."""
    return titles(plan), repr(replace(plan, entries=()))


@settings(max_examples=30)
@given(number=st.integers(0, 60), size=st.integers(1, 9))
def test_a_new_post_changes_the_first_page_and_the_newest_later_one_only(number: int, size: int):
    chosen = replace(SITE, page_posts=3, page_rows=size)
    before, after = (
        {plan.path: plan for plan in plan_home(make_library(*make_posts(many)), chosen)}
        for many in (number, number + 1)
    )
    newest = max(plan.page for plan in after.values())
    made = newest > max(plan.page for plan in before.values())

    changed = {
        plan.page
        for path, plan in after.items()
        if path not in before or shows(before[path]) != shows(plan)
    }
    told = {newest - 1} if made and newest > 2 else set()  # the way to the page that was made
    assert changed == {1, newest} | told


@settings(max_examples=30)
@given(number=st.integers(0, 60), posts=st.integers(1, 9), size=st.integers(1, 9))
def test_every_post_stands_on_one_page_of_home(number: int, posts: int, size: int):
    chosen = replace(SITE, page_posts=posts, page_rows=size)

    pages = list(plan_home(make_library(*make_posts(number)), chosen))

    listed = [title for page in pages for title in titles(page)]
    assert listed == [f"p{at}" for at in range(number, 0, -1)]
    assert pages[0].number == number
    assert len(pages[0].entries) == min(number, posts)


def test_a_later_page_knows_of_nothing_but_its_own_posts_and_the_pages_beside_it():
    (_, *before), (_, *after) = list_of(8), list_of(40)

    assert [shows(page) for page in before[1:]] == [shows(page) for page in after[-2:]]


def test_page_2_exists_for_every_list_that_is_longer_than_its_first_page():
    assert [plan.page for plan in list_of(2)] == [1]
    assert [plan.page for plan in list_of(3)] == [1, 2]


# Days


def test_a_later_page_is_told_by_the_days_of_its_posts():
    posts = [make_post(f"p{day}", day=day) for day in ("2024-12-30", "2025-01-02", "2025-03-04")]
    posts += [make_post("new", day="2025-11-11")]

    first, second = plan_home(make_library(*posts), replace(SITE, page_posts=1))

    assert (first.span, second.span) == ("", "2024年12月30日至2025年3月4日")


def test_pages_of_the_same_days_are_numbered_from_the_oldest():
    posts = [make_post(f"p{at}", day="2025-01-01") for at in range(6)]
    (_, *later), (_, *more) = (
        [page.span for page in plan_home(make_library(*some), replace(TWO_A_PAGE, page_posts=1))]
        for some in (posts[:5], [*posts, make_post("new", day="2025-12-01")])
    )

    assert later == ["2025年1月1日（2）", "2025年1月1日"]
    assert more == ["2025年1月1日（3）", "2025年1月1日（2）", "2025年1月1日"]


def test_a_long_list_is_entered_by_its_years():
    years = (2019, 2020, 2021, 2021, 2022, 2022, 2023, 2024, 2024)
    posts = [make_post(f"p{at}", day=f"{year}-01-{at + 1:02}") for at, year in enumerate(years)]

    first, *later = plan_home(make_library(*posts), TWO_A_PAGE)
    short, *_ = plan_home(make_library(*posts[:8]), TWO_A_PAGE)

    assert [titles(page) for page in later] == [["p6"], ["p5", "p4"], ["p3", "p2"], ["p1", "p0"]]
    assert first.years == (
        (2023, "page/5/"),
        (2022, "page/4/"),
        (2021, "page/3/"),
        (2020, "page/2/"),
    )
    assert short.years == ()
    assert {page.years for page in later} == {()}


# Home


def test_home_lists_all_posts_newest_first():
    (home,) = plan_home(make_library(*make_posts(3)), SITE)

    assert (home.kind, home.title, home.lang, home.number) == ("home", "", "", 3)
    assert titles(home) == ["p3", "p2", "p1"]


def test_pinned_posts_stand_on_top_of_home_once():
    posts = [*make_posts(3), make_post("old", "pinned: true", day="1999-01-01")]

    pages = list(plan_home(make_library(*posts), TWO_A_PAGE))

    assert [titles(each) for each in pages] == [["old", "p3"], ["p2", "p1"]]


def test_pinned_posts_that_have_no_room_on_home_stand_among_the_others():
    posts = [make_post(f"p{at}", "pinned: true", day=f"2025-01-0{at}") for at in (1, 2, 5)]
    posts += [make_post(f"p{at}", day=f"2025-01-0{at}") for at in (3, 4)]

    pages = list(plan_home(make_library(*posts), TWO_A_PAGE))

    assert [titles(each) for each in pages] == [["p5", "p2"], ["p4"], ["p3", "p1"]]


def test_a_site_without_posts_has_a_home_page():
    (home,) = plan_home(make_library(), SITE)

    assert (home.number, home.entries, home.next_url) == (0, (), None)


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


def test_what_stands_beside_a_list_stands_beside_its_first_page():
    first, second = list_of(3, "tags: [x]\nseo: [k, l]")
    library = make_library(*make_posts(3, "seo: [k, l]"))
    topic, later = plan_term(library, TWO_A_PAGE, library.terms["topics"][0])

    assert (first.shows_recent, second.shows_recent) == (True, False)
    assert (len(topic.related), topic.lead is None) == (1, False)
    assert (later.related, later.lead, later.feeds) == ((), None, None)
    assert later.term is topic.term


@pytest.mark.parametrize(
    "path", ["archive/2000", "archive/2000/01", "series/s", "series", "search"]
)
def test_the_newest_posts_do_not_stand_beside_what_no_new_post_changes(path: str):
    plans = {
        plan.address: plan for plan in plan_pages(make_library(*make_posts(3, "series: s")), SITE)
    }

    assert plans[f"{path}/"].shows_recent is False
    assert all(plans[each].shows_recent for each in ("", "tags/", "categories/", "archive/"))


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


def test_a_year_of_more_posts_than_a_page_has_room_for_leads_to_its_months():
    library = make_library(*make_posts(3))

    _, year, *months = plan_archive(library, TWO_A_PAGE)

    assert isinstance(year, Archive)
    assert (year.kind, year.title, year.path) == ("year", "2000年", "archive/2000/index.md")
    assert (year.number, ways(year)) == (3, (None, None, None, None))
    assert year.years == ((2000, "archive/2000/", 3, ((1, "archive/2000/01/", 3),)),)
    assert [each.path for each in months] == [
        "archive/2000/01/index.md",
        "archive/2000/01/page/2/index.md",
    ]


def test_a_month_that_is_a_little_too_long_for_a_page_is_one_all_the_same():
    posts = [make_post(f"p{at}", day=f"2025-01-{at + 1:02}") for at in range(11)]
    chosen = replace(SITE, page_rows=8)

    (_, _, month), (_, _, *two) = (
        plan_archive(make_library(*some), chosen) for some in (posts[:10], posts)
    )

    assert shown(month) == (0, 10)
    assert [shown(page) for page in two] == [(0, 8), (0, 3)]


# Cards and rows


def shown(plan: Plan) -> tuple[int, int]:
    assert isinstance(plan, Listing)
    assert plan.cards + plan.rows == plan.entries
    return len(plan.cards), len(plan.rows)


def test_a_tag_begins_with_six_cards_and_goes_on_in_rows():
    library = make_library(*make_posts(9, "tags: 美联储"))
    chosen = replace(SITE, page_rows=8)

    first, second = plan_term(library, chosen, library.terms["tags"][0])

    assert (shown(first), shown(second)) == ((6, 2), (0, 1))


def test_home_and_a_category_are_cards_first_and_a_year_is_rows():
    library = make_library(*make_posts(15, "category: 宏观"))

    category = plan_term(library, SITE, library.terms["categories"][0])
    _, year, *_ = plan_archive(library, SITE)

    assert [shown(page) for page in category] == [(12, 0), (0, 3)]
    assert [shown(page) for page in plan_home(library, SITE)] == [(12, 0), (0, 3)]
    assert shown(year) == (0, 15)


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
    chosen = replace(SITE, page_posts=size, page_rows=size, page_terms=size)
    plans: list[Plan] = list(plan_pages(library_of(seeds), chosen))

    assert len({plan.path.casefold() for plan in plans}) == len(plans)


@given(seeds=POST_SEEDS, size=st.integers(1, 3))
def test_following_next_from_a_first_page_passes_all_it_lists_once(
    seeds: list[tuple[set[str], str, str, bool]], size: int
):
    chosen = replace(SITE, page_posts=size, page_rows=size, page_terms=size)
    plans = {plan.url: plan for plan in plan_pages(library_of(seeds), chosen)}
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
