"""The frame around every page: lost readers, the search control, feeds, keyboard, a page from disk."""

from __future__ import annotations

from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

HEADINGS = {"zh-Hans": "此页无文", "zh-Hant-TW": "此頁無文", "zh-Hant-HK": "此頁無文"}
SEARCH = "window.yiwenSearch = {open() { document.body.dataset.opened = 'yes' }}"
OPENED = "document.body.dataset.opened"


def lose(visit, path: str):
    """Go to an address where there is nothing."""
    visit.missing.add(visit.home + path)
    visit.page.goto(visit.home + path)
    return visit.page


@pytest.mark.parametrize(
    ("path", "lang", "home", "title"),
    [
        ("nothing/", "zh-Hans", "", "此页无文 · 一文财经"),
        ("zh-twain/", "zh-Hans", "", "此页无文 · 一文财经"),
        ("zh-tw/nothing/", "zh-Hant-TW", "zh-tw/", "此頁無文 · 一文財經"),
        ("zh-hk/a/b?c=d#e", "zh-Hant-HK", "zh-hk/", "此頁無文 · 一文財經"),
    ],
)
def test_a_lost_reader_finds_a_page_in_their_own_edition(visit, path, lang, home, title):
    page = lose(visit, path)

    assert (visit.language(), page.title()) == (lang, title)
    assert page.locator("h1").all_inner_texts() == [HEADINGS[lang]]
    assert page.locator(".masthead, .colophon").count() == 2
    page.locator("main").get_by_role("link", name="首").first.click()
    assert (visit.path(), visit.language()) == (home, lang)


def test_a_lost_reader_searches_in_their_own_edition(visit):
    page = lose(visit, "zh-tw/nothing/")

    page.get_by_role("searchbox").fill("聯準會")
    page.get_by_role("searchbox").press("Enter")

    page.wait_for_url("**/search/**")
    assert visit.path() == "zh-tw/search/?q=%E8%81%AF%E6%BA%96%E6%9C%83"


def test_a_lost_reader_is_led_to_the_newest_posts(visit):
    page = lose(visit, "zh-hk/nothing/")

    page.get_by_role("link", name="出租車裏的宏觀經濟").click()

    assert visit.path() == "zh-hk/blog/2025/12/12/rates/"


def test_without_a_script_a_lost_reader_finds_all_three_editions(open_window):
    page = lose(open_window(java_script_enabled=False), "zh-tw/nothing/")

    langs = "parts => parts.map(part => part.closest('[lang]').lang)"
    assert page.locator("h1:visible").evaluate_all(langs) == list(HEADINGS)
    assert page.locator("h1:visible").all_inner_texts() == list(HEADINGS.values())
    homes = page.locator("main li:first-child > a:visible").evaluate_all(
        "all => all.map(a => a.href)"
    )
    assert [home.split("/repo/")[1] for home in homes if "blog" not in home] == [
        "",
        "zh-tw/",
        "zh-hk/",
    ]
    assert page.locator(".masthead:visible, .colophon:visible").count() == 2


def test_a_choice_moves_nobody_from_an_address_that_is_not_there(visit):
    visit.page.goto(visit.home)
    visit.switch_to("臺灣")

    lose(visit, "nothing/")

    assert visit.path() == "nothing/"


@pytest.fixture
def with_search(visit):
    """Serve a script of search that only says it was opened; give what was asked for."""
    asked: list[str] = []

    def answer(route):
        asked.append(route.request.url.removeprefix(visit.home).split("?")[0])
        route.fulfill(content_type="text/javascript", body=SEARCH)

    visit.page.route("**/assets/search.js*", answer)
    return asked


@pytest.mark.parametrize("key", ["/", "Control+k"])
def test_a_key_opens_the_search_whose_script_comes_only_then(visit, with_search, key):
    visit.page.goto(f"{visit.home}zh-tw/")
    assert with_search == []

    visit.page.keyboard.press(key)

    visit.page.wait_for_function(OPENED)
    assert with_search == ["assets/search.js"]
    assert visit.path() == "zh-tw/"


def test_the_control_opens_the_search_and_its_script_comes_once(visit, with_search):
    visit.page.goto(visit.home)
    control = visit.page.get_by_role("banner").get_by_role("link", name="搜索")

    control.hover()
    visit.page.wait_for_function("window.yiwenSearch")
    assert visit.page.evaluate(OPENED) is None
    control.click()
    visit.page.wait_for_function(OPENED)
    visit.page.keyboard.press("/")

    assert with_search == ["assets/search.js"]
    assert visit.path() == ""


def test_a_slash_that_is_written_is_a_slash(visit, with_search):
    page = lose(visit, "nothing/")

    page.get_by_role("searchbox").press("/")

    assert page.get_by_role("searchbox").input_value() == "/"
    assert with_search == []


def test_where_the_script_of_search_does_not_come_the_control_is_a_link(visit):
    visit.page.route("**/assets/search.js*", lambda route: route.fulfill(status=500))
    visit.page.goto(visit.home)
    stamp = visit.page.locator("script[src*=yiwen]").get_attribute("src").split("?")[1]
    visit.missing.add(f"{visit.home}assets/search.js?{stamp}")

    visit.page.get_by_role("banner").get_by_role("link", name="搜索").click()

    visit.page.wait_for_url("**/search/")
    assert visit.path() == "search/"


def test_the_first_key_leads_past_the_masthead(visit):
    visit.page.goto(visit.home)

    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Enter")
    visit.page.keyboard.press("Tab")

    assert visit.page.evaluate("document.activeElement.closest('main') !== null")


def test_whatever_the_keyboard_reaches_shows_that_it_is_reached(visit):
    visit.page.goto(visit.home)
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    inner = "getComputedStyle(document.activeElement, '::after').outlineStyle"
    blind = []

    for _ in range(24):
        visit.page.keyboard.press("Tab")
        if "none" == visit.page.evaluate(outline) == visit.page.evaluate(inner):
            blind.append(visit.page.evaluate("document.activeElement.outerHTML"))

    assert blind == []


def test_a_chosen_colour_stays(visit):
    theme = "document.documentElement.dataset.theme"
    visit.page.goto(visit.home)
    button = visit.page.get_by_role("button", name="配色：跟随系统")

    button.click()
    assert visit.page.evaluate(theme) == "light"
    visit.page.goto(f"{visit.home}zh-tw/tags/")
    assert visit.page.evaluate(theme) == "light"
    visit.page.get_by_role("button", name="配色：淺色").click()
    visit.page.get_by_role("button", name="配色：深色").click()

    assert visit.page.evaluate(theme) is None
    visit.page.reload()
    assert visit.page.evaluate(theme) is None


def test_what_a_browser_colours_around_the_page_has_the_pages_colour(visit):
    bars = """Array.from(document.querySelectorAll('meta[name=theme-color]'),
      meta => [meta.media, meta.content])"""
    visit.page.goto(visit.home)
    light, dark = "(prefers-color-scheme: light)", "(prefers-color-scheme: dark)"
    assert visit.page.evaluate(bars) == [[light, "#faf8f4"], [dark, "#15171b"]]

    visit.page.get_by_role("button", name="配色：跟随系统").click()
    visit.page.get_by_role("button", name="配色：浅色").click()
    assert visit.page.evaluate(bars) == [[light, "#15171b"], [dark, "#15171b"]]


def test_feeds_of_the_site_and_of_a_term_are_beside_the_pages(visit):
    visit.page.goto(f"{visit.home}zh-tw/")
    feed = visit.page.get_by_role("link", name="RSS").evaluate("link => link.href")
    assert feed == f"{visit.home}zh-tw/rss.xml"

    visit.page.goto(f"{visit.home}zh-hk/categories/经济/")
    feed = visit.page.get_by_role("link", name="RSS 訂閱").evaluate("link => link.href")
    assert feed == f"{visit.page.url}rss.xml"


@pytest.mark.parametrize("path", ["", "zh-tw/", "zh-hk/tags/", "blog/2025/12/12/rates/"])
def test_a_page_reads_from_a_disk(visit, served_site, path):
    page = visit.page
    page.goto((Path(served_site.folder) / path / "index.html").as_uri())

    assert page.evaluate("getComputedStyle(document.body).display") == "flex"
    page.get_by_role("link", name="首").first.click()
    page.wait_for_url("**/index.html")
    assert page.locator("main").is_visible()


@pytest.mark.parametrize("path", ["", "tags/", "archive/", "bookmarks/", "nothing/"])
def test_nothing_is_wider_than_the_window(visit, path):
    visit.missing.add(f"{visit.home}nothing/")
    visit.page.goto(f"{visit.home}{path}")
    widths = [320, 390, 768, 1024, 1440]
    found = []

    for width in widths:
        visit.page.set_viewport_size({"width": width, "height": 800})
        found.append(visit.page.evaluate("document.documentElement.scrollWidth"))

    assert found == widths
