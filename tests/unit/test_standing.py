"""Whether a site still stands, told without reading a source."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from yiwen.staging import Mark
from yiwen.standing import (
    Standing,
    Survey,
    find_due,
    mark_site,
    pack_standing,
    survey,
    unpack_standing,
)

NOW = datetime(2026, 11, 20, tzinfo=UTC)
DAY = timedelta(days=1)
SECOND = 1_000_000_000
STANDING = Standing(b"key", b"site", NOW, NOW + DAY, (("mkdocs.yiwen", 30, "odd"),))


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    (folder / "blog").mkdir(parents=True)
    (folder / "blog" / "fed.md").write_text("one", encoding="utf-8")
    return folder


def test_a_folder_that_nobody_touched_looks_the_same(docs: Path):
    assert survey(docs) == survey(docs)


def test_text_of_the_same_length_and_time_looks_changed(docs: Path):
    fed, before = docs / "blog" / "fed.md", survey(docs)
    time = fed.stat().st_mtime_ns
    fed.write_text("two", encoding="utf-8")
    os.utime(fed, ns=(time, time))

    assert survey(docs).key != before.key


def test_another_name_looks_changed(docs: Path):
    before = survey(docs)
    (docs / "blog").rename(docs / "posts")

    assert survey(docs).key != before.key


def test_what_a_link_leads_to_is_looked_at(docs: Path, tmp_path: Path):
    other = tmp_path / "other"
    other.mkdir()
    (docs / "linked").symlink_to(other)
    (docs / "nowhere").symlink_to(tmp_path / "nothing")
    before = survey(docs)
    (other / "new.md").write_text("new", encoding="utf-8")

    assert survey(docs).key != before.key


def test_no_folder_looks_like_an_empty_one(tmp_path: Path):
    assert survey(tmp_path / "none") == survey(tmp_path) == survey()


@pytest.mark.parametrize(
    ("newest", "at", "settled"),
    [
        (5 * SECOND + 7, 5 * SECOND + 7, False),
        (5 * SECOND + 7, 5 * SECOND + 30_000_000, True),
        (4 * SECOND, 5 * SECOND, False),  # a file system that counts seconds
        (4 * SECOND, 6 * SECOND + 1, True),
        (9 * SECOND, 5 * SECOND, False),  # a clock that was put back
    ],
)
def test_what_changed_a_moment_ago_may_change_unseen(newest: int, at: int, settled: bool):
    assert Survey(b"", newest).is_settled(at) is settled


def test_a_site_stands_from_its_build_until_something_is_due():
    moments = [NOW - DAY, NOW, NOW + DAY / 2, NOW + DAY]

    assert [STANDING.holds(b"key", each) for each in moments] == [False, True, True, False]
    assert not STANDING.holds(b"other", NOW)


def test_a_site_without_anything_due_stands_forever():
    assert Standing(b"key", b"", NOW, None).holds(b"key", NOW + 10_000 * DAY)


def test_a_standing_is_read_as_it_was_written():
    forever = Standing(b"key", b"site", NOW, None)

    assert unpack_standing(pack_standing(STANDING)) == STANDING
    assert unpack_standing(pack_standing(forever)) == forever


def test_posts_are_due_on_their_day_and_cease_to_be_news_two_days_later():
    assert find_due([NOW + 3 * DAY, NOW + DAY, NOW - 5 * DAY], NOW) == NOW + DAY
    assert find_due([NOW + 3 * DAY, NOW - DAY], NOW) == NOW + DAY
    assert find_due([NOW - 5 * DAY], NOW) is None


def test_a_site_is_told_by_its_files_but_not_by_the_checkout_in_it():
    site = {"index.html": Mark(1, 2, 3)}

    assert mark_site({**site, ".git/HEAD": Mark(4, 5, 6), ".git": Mark(1, 1, 1)}) == mark_site(site)
    assert mark_site({**site, ".gitignore": Mark(4, 5, 6)}) != mark_site(site)
    assert mark_site({"index.html": Mark(1, 2, 4)}) != mark_site(site)
