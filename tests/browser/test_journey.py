"""What a reader does, in a real browser."""

import pytest

pytestmark = pytest.mark.browser

ARTICLE = "blog/2025/12/12/rates/"


def test_a_reader_comes_from_the_home_page_and_stays_on_the_article_in_every_variant(visit):
    page = visit.page

    page.goto(visit.home)
    page.locator("main").get_by_role("link", name="出租车里的宏观经济").first.click()
    assert (visit.path(), visit.language()) == (ARTICLE, "zh-Hans")
    assert page.locator("h1").inner_text() == "出租车里的宏观经济"
    assert "在这里坐一趟出租车，就知道美元有多贵" in page.locator("main").inner_text()

    visit.switch_to("臺灣")
    assert (visit.path(), visit.language()) == (f"zh-tw/{ARTICLE}", "zh-Hant-TW")
    assert page.locator("h1").inner_text() == "出租車裡的宏觀經濟"
    assert "在這裡坐一趟計程車，就知道美元有多貴" in page.locator("main").inner_text()

    visit.switch_to("香港")
    assert (visit.path(), visit.language()) == (f"zh-hk/{ARTICLE}", "zh-Hant-HK")
    assert page.locator("h1").inner_text() == "出租車裏的宏觀經濟"
    assert "在這裏坐一趟的士，就知道美元有多貴" in page.locator("main").inner_text()

    visit.switch_to("简体")
    assert (visit.path(), visit.language()) == (ARTICLE, "zh-Hans")


def test_links_inside_a_variant_stay_in_it(visit):
    page = visit.page
    page.goto(f"{visit.home}zh-tw/")

    page.locator("main").get_by_role("link", name="聯準會的資產負債表").first.click()
    assert visit.path() == "zh-tw/blog/2025/12/11/ledger/"

    page.locator("main").get_by_role("link", name="宏觀經濟").first.click()
    assert visit.path().startswith("zh-tw/tags/")
    assert page.locator("h1").inner_text() == "宏觀經濟"


def test_a_traditional_article_is_read_in_simplified_at_the_root(visit):
    visit.page.goto(f"{visit.home}blog/2025/12/11/ledger/")

    text = visit.page.locator("main").inner_text()

    assert "资产负债表不再缩小，市场松了一口气" in text


@pytest.mark.parametrize("path", ["", ARTICLE, "tags/", "archive/", "zh-hk/"])
def test_nothing_is_wider_than_a_phone(visit, path):
    visit.page.set_viewport_size({"width": 360, "height": 740})
    visit.page.goto(f"{visit.home}{path}")

    width = visit.page.evaluate("document.documentElement.scrollWidth")

    assert width == 360
