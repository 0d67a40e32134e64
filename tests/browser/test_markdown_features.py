"""What Markdown can do, as a reader meets it on a phone and on a desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.samples import EVERYTHING
from tests.browser.sites import (
    build,
    fetch_parts,
    find_barriers,
    overflow,
    serve,
    visiting,
    wait_until,
)
from tests.conftest import Blog

pytestmark = pytest.mark.browser

ARTICLE = "blog/2024/05/06/everything/"
CHART = """---
title: 图
date: 2026-11-19
---

```mermaid
graph LR
  甲[发行债券] --> 乙[利率]
```
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Gives the address of a site with one article that has everything."""
    blog = Blog(tmp_path_factory.mktemp("features"))
    blog.write("index.md", "---\ntitle: 首页\n---\n")
    blog.write("blog/2024/05/06/everything.md", EVERYTHING)
    root = tmp_path_factory.mktemp("served")
    with serve(root) as host:
        build(blog, root / "repo", home=f"{host}repo/", settings={})
        yield f"{host}repo/"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_an_article_with_everything_fits_and_shuts_nobody_out(browser, home, width, scheme):
    with visiting(browser, home, width=width, scheme=scheme) as visit:
        visit.page.goto(f"{home}{ARTICLE}")
        visit.page.locator(".prose details").evaluate_all(
            "all => all.forEach(one => one.open = true)"
        )

        assert overflow(visit.page) == 0
        assert find_barriers(visit.page) == []


def test_formulas_are_drawn_by_the_browser_itself(browser, home):
    with visiting(browser, home) as visit:
        visit.page.goto(f"{home}{ARTICLE}")

        fraction = visit.page.locator("mfrac").first
        above, below = (
            number.evaluate("number => number.getBoundingClientRect().top")
            for number in fraction.locator("mn").all()
        )

        assert above + 5 < below
        assert "$5 和 $6 是钱" in visit.page.locator(".prose").inner_text()


def test_what_is_too_wide_for_a_phone_scrolls_and_is_reached_by_keyboard(browser, home):
    with visiting(browser, home) as visit:
        page = visit.page
        page.goto(f"{home}{ARTICLE}")
        boxes = page.locator(".prose :is(span.scroll, div.scroll:has(th:nth-child(6)), pre)")

        for box in boxes.all():
            wide = box.evaluate("box => box.scrollWidth > box.clientWidth")
            assert box.get_attribute("tabindex") == ("0" if wide else None)
        first = page.locator(".prose span.scroll")
        first.focus()
        page.keyboard.press("ArrowRight")
        wait_until(lambda: first.evaluate("box => box.scrollLeft > 0"))


def test_the_focus_on_a_table_that_scrolls_is_seen(browser, home):
    with visiting(browser, home) as visit:
        page = visit.page
        page.goto(f"{home}{ARTICLE}")
        table = page.locator(".prose div.scroll").first

        page.locator(".prose span.scroll").focus()
        page.keyboard.press("Tab")

        assert table.evaluate("box => box === document.activeElement")
        assert table.evaluate("box => getComputedStyle(box).outlineStyle") == "solid"


def test_tabs_are_changed_by_mouse_and_by_keyboard_without_a_script(browser, home):
    with visiting(browser, home) as visit:
        page = visit.page
        page.goto(f"{home}{ARTICLE}")
        first, second, third = (page.get_by_text(f"{name}的内容", exact=True) for name in "甲乙丙")
        assert (first.is_visible(), second.is_visible()) == (True, False)

        page.locator(".tabbed-labels > label", has_text="乙").first.click()
        assert (first.is_visible(), second.is_visible()) == (False, True)

        page.keyboard.press("ArrowRight")
        assert (second.is_visible(), third.is_visible()) == (False, True)
        shown = page.locator(".tabbed-labels").first
        assert shown.evaluate("labels => getComputedStyle(labels).outlineStyle") == "solid"


def test_a_reader_goes_to_a_footnote_and_back(browser, home):
    with visiting(browser, home) as visit:
        page = visit.page
        page.goto(f"{home}{ARTICLE}")

        page.locator(".footnote-ref").first.click()
        assert page.url.endswith("#fn:1")
        back = page.get_by_title("回到正文中的注 1").last
        assert back.is_visible()
        back.click()
        assert page.url.endswith("#fnref2:1")


def test_boxes_of_tasks_say_what_they_mean(browser, home):
    with visiting(browser, home) as visit:
        visit.page.goto(f"{home}{ARTICLE}")

        assert visit.page.get_by_role("checkbox", name="已完成").is_checked()
        assert not visit.page.get_by_role("checkbox", name="未完成").is_checked()


@pytest.fixture(scope="module")
def charts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Gives the address of a site that draws; skipped where npm is missing or its registry far."""
    blog = Blog(tmp_path_factory.mktemp("charts"))
    blog.configure()
    fetch_parts(blog, "fetch_mermaid.py")
    blog.write("index.md", "---\ntitle: 首页\n---\n")
    blog.write("blog/2026/11/19/chart.md", CHART)
    root: Path = tmp_path_factory.mktemp("drawn")
    with serve(root) as host:
        build(blog, root / "repo", home=f"{host}repo/", settings={})
        yield f"{host}repo/"


CHART_PAGE = "blog/2026/11/19/chart/"
COLOUR = "getComputedStyle(document.querySelector('.mermaid .node rect')).fill"


def test_a_diagram_is_drawn_in_the_readers_chinese_and_colours(browser, charts):
    with visiting(browser, charts) as visit:
        page = visit.page
        page.goto(f"{charts}zh-tw/{CHART_PAGE}")
        page.wait_for_selector(".mermaid.drawn svg")

        assert "發行債券" in page.locator(".mermaid").inner_text()
        assert page.evaluate(COLOUR) == "rgb(242, 238, 230)"
        assert overflow(page) == 0
        assert find_barriers(page) == []

        page.emulate_media(color_scheme="dark")
        wait_until(lambda: page.evaluate(COLOUR) == "rgb(29, 32, 38)")
        assert find_barriers(page) == []


def test_a_page_without_diagrams_loads_nothing_of_them(browser, charts):
    with visiting(browser, charts) as visit:
        asked: list[str] = []
        visit.page.on("request", lambda request: asked.append(request.url))

        visit.page.goto(charts)

        assert [url for url in asked if "mermaid" in url] == []
