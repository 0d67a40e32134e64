"""A reader whose browser asks for another variant is offered it; only their own choice moves them."""

from __future__ import annotations

import json

import pytest

pytestmark = pytest.mark.browser

ARTICLE = "blog/2025/12/12/rates/"
NOT_IN_HONG_KONG = "blog/2025/12/10/not-in-hong-kong/"
SIMPLIFIED = "阅读简体中文版 不用了"
TAIWAN = "閱讀臺灣繁體版 不用了"
HONG_KONG = "閱讀香港繁體版 不用了"
SHIFTS = """new Promise(done => new PerformanceObserver(list => done(
  list.getEntries().reduce((sum, shift) => sum + shift.value, 0)
)).observe({type: "layout-shift", buffered: true}) || setTimeout(() => done(0), 300))"""


@pytest.fixture
def reader(open_window):
    """Open a window of a reader whose browser asks for these languages."""

    def open_one(*languages: str, **options):
        visit = open_window(locale="en-US", **options)
        speak(visit, languages)
        return visit

    return open_one


def speak(visit, languages: tuple[str, ...]) -> None:
    """Let the browser ask for other languages from the next page on."""
    visit.page.add_init_script(
        "Object.defineProperty(navigator, 'languages', "
        f"{{configurable: true, get: () => {json.dumps(languages)}}})"
    )


def ask(visit, path: str, *languages: str) -> str:
    """Open a page with these languages; give what is offered there."""
    speak(visit, languages)
    visit.page.goto(visit.home + path)
    assert visit.path() == path
    return offered(visit)


def offered(visit) -> str:
    """Give what the bar says; nothing when there is none."""
    said = visit.page.locator(".offer:visible").all_inner_texts()
    return " ".join(" ".join(said).split())


def test_the_variant_that_the_browser_asks_for_is_offered_in_its_own_words(reader):
    visit = reader()
    expected = {
        (ARTICLE, "zh-TW"): TAIWAN,
        (ARTICLE, "zh-Hant"): TAIWAN,
        (ARTICLE, "zh-US"): TAIWAN,
        (ARTICLE, "zh-CHT"): TAIWAN,
        (ARTICLE, "zh_Hant_TW"): TAIWAN,
        (ARTICLE, "no language", "zh-TW"): TAIWAN,
        (ARTICLE, "en-US", "fr", "zh-TW", "zh-CN"): TAIWAN,
        (ARTICLE, "zh-HK"): HONG_KONG,
        (ARTICLE, "zh-MO"): HONG_KONG,
        (ARTICLE, "yue"): HONG_KONG,
        (ARTICLE, "zh-CN", "zh-TW"): "",
        (ARTICLE, "zh"): "",
        (ARTICLE, "zh-SG"): "",
        (ARTICLE, "zh-MY"): "",
        (ARTICLE, "zh-CHS"): "",
        (ARTICLE, "en"): "",
        (ARTICLE, "ja", "ko"): "",
        (f"zh-tw/{ARTICLE}", "zh-CN"): SIMPLIFIED,
        (f"zh-hk/{ARTICLE}", "zh-SG"): SIMPLIFIED,
        (f"zh-hk/{ARTICLE}", "yue-CN"): SIMPLIFIED,
        (f"zh-tw/{ARTICLE}", "zh-HK"): HONG_KONG,
        (f"zh-tw/{ARTICLE}", "zh-TW"): "",
        ("", "zh-TW"): TAIWAN,
        ("zh-tw/tags/", "zh-HK"): HONG_KONG,
    }

    assert {each: ask(visit, *each) for each in expected} == expected


def test_an_edition_that_a_page_lacks_is_not_offered_but_the_nearest_is(reader):
    visit = reader()
    expected = {
        (NOT_IN_HONG_KONG, "zh-TW"): TAIWAN,
        (NOT_IN_HONG_KONG, "zh-HK"): TAIWAN,
        (f"zh-tw/{NOT_IN_HONG_KONG}", "zh-HK"): "",
        (f"zh-tw/{NOT_IN_HONG_KONG}", "zh-CN"): SIMPLIFIED,
    }

    assert {each: ask(visit, *each) for each in expected} == expected


def test_an_offer_leads_to_the_same_page_and_is_not_made_again(reader):
    visit = reader("zh-TW")
    visit.page.goto(visit.home + ARTICLE)

    visit.page.get_by_role("link", name="閱讀臺灣繁體版").click()
    assert (visit.path(), visit.language()) == (f"zh-tw/{ARTICLE}", "zh-Hant-TW")
    assert offered(visit) == ""

    visit.page.go_back()
    assert (visit.path(), offered(visit)) == (ARTICLE, "")


def test_nothing_moves_when_an_offer_is_made(reader):
    visit = reader("zh-TW", viewport={"width": 390, "height": 844})

    visit.page.goto(visit.home)

    assert offered(visit) == TAIWAN
    assert visit.page.evaluate(SHIFTS) == 0


def test_who_only_looks_is_never_moved(reader):
    visit = reader("zh-TW")

    for _ in range(2):
        visit.page.goto(visit.home + ARTICLE, referer="https://search.example/")
        assert visit.path() == ARTICLE


@pytest.mark.parametrize("referer", [None, "https://search.example/"])
def test_a_choice_is_followed_from_outside_with_all_that_the_address_says(reader, referer):
    visit = reader("zh-CN")
    visit.page.goto(visit.home)
    visit.switch_to("香港")

    visit.page.goto(f"{visit.home}{ARTICLE}?from=mail#下文", referer=referer)

    visit.page.wait_for_url("**/zh-hk/**")
    assert visit.path() == f"zh-hk/{ARTICLE}?from=mail#%E4%B8%8B%E6%96%87"
    assert visit.language() == "zh-Hant-HK"


def test_the_last_choice_counts(reader):
    visit = reader("zh-TW")
    visit.page.goto(visit.home)
    visit.switch_to("香港")
    visit.switch_to("简体")

    visit.page.goto(f"{visit.home}zh-tw/{ARTICLE}")

    visit.page.wait_for_url(f"{visit.home}{ARTICLE}")
    assert offered(visit) == ""


def test_a_choice_is_not_followed_on_the_way_inside_nor_back_nor_again(reader):
    visit = reader("zh-CN")
    page = visit.page
    page.goto(visit.home)
    visit.switch_to("臺灣")

    with page.expect_navigation():
        page.evaluate(f"location.href = '{visit.home}{ARTICLE}'")
    page.wait_for_load_state()
    assert visit.path() == ARTICLE

    page.reload()
    assert visit.path() == ARTICLE

    page.goto("about:blank")
    page.go_back()
    assert visit.path() == ARTICLE


def test_a_choice_is_not_followed_where_the_page_has_no_such_edition(reader):
    visit = reader("zh-CN")
    visit.page.goto(visit.home)
    visit.switch_to("香港")

    visit.page.goto(visit.home + NOT_IN_HONG_KONG)

    assert (visit.path(), offered(visit)) == (NOT_IN_HONG_KONG, "")


def test_a_choice_that_is_no_variant_of_the_site_is_left_alone(reader):
    visit = reader("zh-CN")
    visit.page.add_init_script("localStorage.setItem('yiwen:variant', '__proto__')")

    visit.page.goto(visit.home)

    assert visit.path() == ""


def test_who_says_no_is_not_asked_again_and_not_moved(reader):
    visit = reader("zh-TW")
    visit.page.goto(visit.home)
    visit.page.get_by_role("button", name="不用了").click()
    assert offered(visit) == ""

    for path in ("", ARTICLE, "tags/"):
        visit.page.goto(visit.home + path)
        assert (visit.path(), offered(visit)) == (path, "")


def test_the_offer_is_the_second_thing_a_keyboard_reaches(reader):
    visit = reader("zh-HK")
    visit.page.goto(visit.home)
    focused = "document.activeElement.textContent"

    reached = []
    for _ in range(3):
        visit.page.keyboard.press("Tab")
        reached.append(visit.page.evaluate(focused))
    visit.page.keyboard.press("Enter")

    assert reached == ["跳到正文", "閱讀香港繁體版", "不用了"]
    assert offered(visit) == ""


def test_nothing_is_offered_where_nothing_can_be_kept(reader):
    visit = reader("zh-TW")
    visit.page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('closed') }})"
    )

    visit.page.goto(visit.home)

    assert offered(visit) == ""


def test_without_a_script_the_switch_is_a_link(reader):
    visit = reader("zh-TW", java_script_enabled=False)
    visit.page.goto(visit.home + ARTICLE)

    assert offered(visit) == ""
    visit.switch_to("臺灣")

    assert (visit.path(), visit.language()) == (f"zh-tw/{ARTICLE}", "zh-Hant-TW")
