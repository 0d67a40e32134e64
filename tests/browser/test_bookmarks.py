"""What a reader has put aside is listed in the edition at hand, and goes when they say so."""

from __future__ import annotations

import json

import pytest

pytestmark = pytest.mark.browser

RATES = {
    "url": "blog/2025/12/12/rates/",
    "title": "出租车里的宏观经济",
    "added": "2026-11-02T08:00:00.000Z",
}
LEDGER = {
    "url": "blog/2025/12/11/ledger/",
    "title": "聯準會的資產負債表",
    "added": "2026-11-01T08:00:00.000Z",
    "lang": "zh-Hant",
}
LIST = """Array.from(document.querySelectorAll('.bookmarks li'), row =>
  Array.from(row.querySelectorAll('time, a'), part => part.textContent))"""
FOCUSED = "document.activeElement.textContent"


@pytest.fixture
def shelf(visit):
    """Open the page of bookmarks with these already there."""

    def open_shelf(*items: object, edition: str = "", kept: str | None = None):
        text = json.dumps(items) if kept is None else kept
        visit.page.goto(f"{visit.home}{edition}bookmarks/")
        visit.page.evaluate("text => localStorage.setItem('yiwen:bookmarks', text)", text)
        visit.page.reload()
        return visit.page

    return open_shelf


def kept(page) -> object:
    """Give what the browser keeps."""
    return json.loads(page.evaluate("localStorage.getItem('yiwen:bookmarks')") or "null")


@pytest.mark.parametrize("edition", ["", "zh-tw/", "zh-hk/"])
def test_bookmarks_are_listed_and_lead_into_the_edition_at_hand(visit, shelf, edition):
    page = shelf(RATES, LEDGER, edition=edition)

    assert page.evaluate(LIST) == [
        ["2026年11月2日", "出租车里的宏观经济"],
        ["2026年11月1日", "聯準會的資產負債表"],
    ]
    assert page.locator(".bookmarks a").last.get_attribute("lang") == "zh-Hant"
    page.locator(".bookmarks a").first.click()
    assert visit.path() == f"{edition}blog/2025/12/12/rates/"


def test_one_is_removed_for_good_and_the_focus_stays_in_the_list(shelf):
    page = shelf(RATES, LEDGER)

    page.get_by_role("button", name="移除：出租车里的宏观经济").click()

    assert [row[1] for row in page.evaluate(LIST)] == ["聯準會的資產負債表"]
    assert kept(page) == [LEDGER]
    assert page.evaluate(FOCUSED) == "移除移除：聯準會的資產負債表"
    page.keyboard.press("Enter")
    assert kept(page) is None
    assert page.get_by_text("还没有收藏").is_visible()
    assert page.evaluate("document.activeElement.id") == "content"


def test_all_are_removed_only_after_a_second_word(shelf):
    page = shelf(RATES, LEDGER)

    page.get_by_role("button", name="全部移除").click()
    assert page.evaluate(FOCUSED) == "先留着"
    page.get_by_role("button", name="先留着").click()
    assert kept(page) == [RATES, LEDGER]
    assert page.evaluate(FOCUSED) == "全部移除"

    page.get_by_role("button", name="全部移除").click()
    page.get_by_role("button", name="确定移除").click()
    assert kept(page) is None
    assert page.evaluate(LIST) == []
    assert page.get_by_role("button", name="全部移除").is_hidden()


def test_nothing_kept_is_said_in_the_words_of_the_edition(shelf):
    assert shelf(edition="zh-tw/").get_by_text("還沒有收藏").is_visible()


def test_what_another_window_keeps_appears_at_once(shelf):
    page = shelf()
    other = page.context.new_page()
    other.goto(page.url)

    other.evaluate("text => localStorage.setItem('yiwen:bookmarks', text)", json.dumps([RATES]))

    page.locator(".bookmarks a").wait_for()
    assert [row[1] for row in page.evaluate(LIST)] == ["出租车里的宏观经济"]


@pytest.mark.parametrize("damaged", ["", "{", "null", "7", '"x"', '{"url": "a/"}'])
def test_what_cannot_be_read_counts_as_nothing(shelf, damaged):
    assert shelf(kept=damaged).get_by_text("还没有收藏").is_visible()


def test_an_entry_that_is_no_page_of_the_site_is_not_shown(shelf):
    strange = ["javascript:alert(1)", "https://a.example/", "//a.example/", "\\\\a", 7, None, ""]

    page = shelf(*[{"url": url} for url in strange], None, 7, {"url": "tags/"})

    assert page.evaluate(LIST) == [["tags/"]]


def test_without_a_script_the_page_says_why_it_is_empty(open_window):
    visit = open_window(java_script_enabled=False)
    visit.page.goto(f"{visit.home}zh-tw/bookmarks/")

    assert "請先允許本站" in visit.page.locator("main").inner_text()
    assert visit.page.get_by_text("還沒有收藏").is_hidden()


def test_an_article_that_is_put_aside_is_on_the_page_in_every_edition(visit):
    page = visit.page
    page.goto(f"{visit.home}zh-tw/{RATES['url']}")
    page.get_by_role("button", name="收藏").click()

    for edition in ("zh-tw/", "", "zh-hk/"):
        page.goto(f"{visit.home}{edition}bookmarks/")
        page.get_by_role("link", name="出租車裡的宏觀經濟").click()
        assert visit.path() == edition + RATES["url"]
        assert page.get_by_role("button", name="收藏").get_attribute("aria-pressed") == "true"
