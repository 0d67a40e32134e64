"""Leafing through a long list, from the newest posts to the oldest and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.sites import overflow, serve
from tests.conftest import Blog

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

DAYS = range(1, 29)
ENDLESS = "Donaudampfschifffahrtsgesellschaft" * 5


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    root = tmp_path_factory.mktemp("served")
    blog = Blog(tmp_path_factory.mktemp("source"))
    blog.write("index.md", "---\ntitle: 首页\n---\n")
    for day in DAYS:
        category = ENDLESS if day == 1 else "宏观"
        front = f"title: 第{day}篇\ndate: 2025-11-{day:02}\ncategory: {category}\ntags: 利率"
        blog.write(f"blog/{day}.md", f"---\n{front}\n---\n央行的话。\n")
    with pytest.MonkeyPatch.context() as patch, serve(root) as address:
        patch.setenv("SOURCE_DATE_EPOCH", "1795132800")
        home = f"{address}repo/"
        sizes = {"search": False, "page_posts": 6, "page_rows": 5}
        blog.build(sizes, site_url=home, site_dir=str(root / "repo"))
        yield home


def heading(page: Page) -> str:
    return page.locator("h1").inner_text()


def test_a_reader_leafs_from_the_newest_to_the_oldest_and_back(visit):
    page = visit.page
    page.goto(visit.home)
    page.get_by_role("link", name="更早的文章").click()
    spans = [heading(page)]
    while page.get_by_role("link", name="较早").count():
        page.get_by_role("link", name="较早").click()
        spans.append(heading(page))

    assert spans == [
        "2025年11月21日至22日",
        "2025年11月16日至20日",
        "2025年11月11日至15日",
        "2025年11月6日至10日",
        "2025年11月1日至5日",
    ]
    page.get_by_role("link", name="较新").click()
    assert heading(page) == "2025年11月6日至10日"
    page.get_by_role("link", name="最新", exact=True).click()
    assert page.url == visit.home
    page.get_by_role("link", name="最早").click()
    assert heading(page) == "2025年11月1日至5日"


def test_a_reader_of_another_edition_leafs_in_its_words(visit):
    page = visit.page
    page.goto(f"{visit.home}zh-tw/tags/利率/page/4/")

    assert page.locator(".pager").inner_text().split() == ["最新", "較新", "較早", "最早"]
    assert page.locator("h1 .span").inner_text() == "2025年11月11日至15日"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 640, 1440])
def test_rows_and_ways_to_other_pages_fit_every_window_and_finger(visit, width: int, scheme: str):
    page = visit.page
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    for path in ("page/2/", "tags/利率/page/3/"):
        page.goto(f"{visit.home}{path}")

        assert overflow(page) == 0
        for link in page.locator(".rows a, .pager a").all():
            box = link.bounding_box()
            assert box is not None
            assert box["height"] >= 24
            assert box["width"] >= 24


def test_dates_and_titles_stand_in_columns_on_a_wide_window(visit):
    page = visit.page
    page.set_viewport_size({"width": 1440, "height": 800})
    page.goto(f"{visit.home}page/3/")

    lefts = {round(link.bounding_box()["x"]) for link in page.locator(".rows a").all()}
    assert len(lefts) == 1
