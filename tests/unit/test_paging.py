"""How lists are cut into pages: every thing on one, and few of them changed by one more."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from yiwen.paging import Place, cut_forward, cut_from_the_oldest

LENGTHS = st.integers(0, 200)
SIZES = st.integers(1, 12)


def back(things: list[int], size: int) -> list[tuple[Place, list[int]]]:
    """The pages after the first of a list whose newest thing comes first."""
    return [
        (place, list(some)) for place, some in cut_from_the_oldest(things, base="tags/", size=size)
    ]


def newest_first(number: int) -> list[int]:
    return list(range(number, 0, -1))


def test_the_first_page_lies_in_the_lists_own_folder_and_the_others_below():
    place = Place("tags/宏观/", 3)

    assert (place.folder(1), place.folder(3)) == ("tags/宏观/", "tags/宏观/page/3/")
    assert place.url(3) == "tags/%E5%AE%8F%E8%A7%82/page/3/"
    assert (Place("").url(1), Place("").url(2)) == ("", "page/2/")


# Back in time


def test_the_oldest_stand_on_page_2_and_the_newest_page_alone_is_not_full():
    assert back([5, 4, 3, 2, 1], 2) == [
        (Place("tags/", 4, 1, 3, 2), [5]),
        (Place("tags/", 3, 4, 2, 2), [4, 3]),
        (Place("tags/", 2, 3, 0, 2), [2, 1]),
    ]


def test_a_list_that_has_room_on_its_first_page_has_no_other():
    assert back([], 2) == []


@given(number=LENGTHS, size=SIZES)
def test_every_thing_stands_on_one_page_the_newest_first(number: int, size: int):
    pages = back(newest_first(number), size)

    assert [thing for _, some in pages for thing in some] == newest_first(number)
    assert all(len(some) == size for _, some in pages[1:])
    assert all(0 < len(some) <= size for _, some in pages)


@given(number=LENGTHS, more=st.integers(1, 30), size=SIZES)
def test_what_is_added_at_the_newer_end_leaves_every_full_page_as_it_is(
    number: int, more: int, size: int
):
    before = {place.page: some for place, some in back(newest_first(number), size)}
    after = {place.page: some for place, some in back(newest_first(number + more), size)}

    for page, some in before.items():
        assert after[page][-len(some) :] == some
        assert after[page] == some or len(some) < size


@given(number=LENGTHS, size=SIZES)
def test_one_thing_more_changes_one_page_or_makes_one_and_tells_the_page_below_the_way(
    number: int, size: int
):
    before = {place.page: (place, some) for place, some in back(newest_first(number), size)}
    after = {place.page: (place, some) for place, some in back(newest_first(number + 1), size)}
    newest = max(after)

    changed = {page for page in after if before.get(page) != after[page]}
    assert changed == ({newest} if newest in before or newest == 2 else {newest, newest - 1})


@given(number=st.integers(1, 200), size=SIZES)
def test_following_the_next_page_from_the_newest_one_passes_all_down_to_page_2(
    number: int, size: int
):
    places = {place.page: place for place, _ in back(newest_first(number), size)}
    at, before = max(places), 1
    passed = []
    while at:
        assert places[at].previous == before
        assert places[at].last == 2
        passed.append(at)
        before, at = at, places[at].next

    assert passed == sorted(places, reverse=True)
    assert passed[-1] == 2


# Forward


def test_a_list_that_is_read_from_its_beginning_is_cut_from_there():
    assert [*cut_forward("abc", base="series/x/", size=2)] == [
        (Place("series/x/", 1, 0, 2), "ab"),
        (Place("series/x/", 2, 1, 0), "c"),
    ]


def test_an_empty_list_has_one_empty_page():
    assert [*cut_forward("", base="tags/", size=2)] == [(Place("tags/"), "")]


@given(number=st.integers(1, 200), size=SIZES)
def test_what_is_added_at_the_end_leaves_every_full_page_but_the_last_as_it_is(
    number: int, size: int
):
    before = [*cut_forward(range(number), base="series/x/", size=size)]
    after = [*cut_forward(range(number + 1), base="series/x/", size=size)]

    assert before[:-1] == after[: len(before) - 1]
