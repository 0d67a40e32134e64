"""Links inside an edition, across editions, and to what is shared."""

from __future__ import annotations

import pytest

from yiwen.chinese.rules import plain_text
from yiwen.chinese.variants import Variant
from yiwen.editions import (
    Edition,
    cross_over,
    find_edition,
    link_switches,
    make_relinker,
    mark_each,
    read_editions,
    show_all,
)
from yiwen.settings import Settings

ROOT = Edition(Variant.HANS, "")
TAIWAN = Edition(Variant.TW, "zh-tw")
HONG_KONG = Edition(Variant.HK, "zh-hk")
EDITIONS = (ROOT, TAIWAN, HONG_KONG)


def test_the_settings_give_three_editions_the_root_one_first():
    assert read_editions(Settings()) == EDITIONS


@pytest.mark.parametrize(
    ("path", "edition"),
    [
        ("index.html", ROOT),
        ("zh-tw.html", ROOT),
        ("blog/zh-tw/index.html", ROOT),
        ("zh-tw/index.html", TAIWAN),
        ("zh-hk/a/b.html", HONG_KONG),
    ],
)
def test_a_page_belongs_to_the_edition_whose_folder_it_lies_in(path: str, edition: Edition):
    assert find_edition(path, EDITIONS) == edition


def test_the_root_edition_needs_no_relinking():
    assert make_relinker(ROOT, base="/") is None


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("../../tags/", "../../tags/"),
        ("./", "./"),
        ("..", ".."),
        ("#top", "#top"),
        ("?q=1", "?q=1"),
        ("", ""),
        ("../rss.xml", "../rss.xml"),
        ("page.html#x", "page.html#x"),
        ("../assets/a.css?v=1", "../../assets/a.css?v=1"),
        ("cover.webp", "../cover.webp"),
        ("https://example.org/a.png", "https://example.org/a.png"),
        ("//cdn.example.org/a.png", "//cdn.example.org/a.png"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("data:image/png;base64,AA", "data:image/png;base64,AA"),
        ("/repo/", "/repo/zh-tw/"),
        ("/repo/tags/", "/repo/zh-tw/tags/"),
        ("/repo/assets/a.css", "/repo/assets/a.css"),
        ("/elsewhere/", "/elsewhere/"),
    ],
)
def test_a_link_of_a_written_page_fits_an_edition_below_the_root(link: str, expected: str):
    relink = make_relinker(TAIWAN, base="/repo/")
    assert relink is not None

    assert relink(link, False) == expected


def test_a_link_across_editions_starts_one_folder_deeper():
    relink = make_relinker(TAIWAN, base="/repo/")
    assert relink is not None

    assert relink("../../zh-hk/tags/", True) == "../../../zh-hk/tags/"
    assert relink("/repo/zh-hk/", True) == "/repo/zh-hk/"


def test_the_switch_leads_from_a_page_to_itself():
    switches = link_switches("blog/fed/", EDITIONS, root="../../")

    assert [(each.tag, each.label, each.href) for each in switches] == [
        ("zh-Hans", "简体", "../../blog/fed/"),
        ("zh-Hant-TW", "臺灣", "../../zh-tw/blog/fed/"),
        ("zh-Hant-HK", "香港", "../../zh-hk/blog/fed/"),
    ]
    assert plain_text(switches[1].current, Variant.TW) == " aria-current=true"
    assert plain_text(switches[1].current, Variant.HANS) == ""


def test_the_switch_of_the_home_page_has_no_empty_link():
    assert [each.href for each in link_switches("", EDITIONS, root="")] == [
        "./",
        "zh-tw/",
        "zh-hk/",
    ]


def test_a_mark_for_each_edition_says_what_its_own_is():
    mark = mark_each(EDITIONS, lambda edition: edition.prefix)

    assert [plain_text(mark, edition.variant) for edition in EDITIONS] == ["", "zh-tw/", "zh-hk/"]


ELSEWHERE = {"blog/own/": TAIWAN, "blog/fed/": ROOT, "blog/%E9%99%8D%E6%81%AF/": TAIWAN}


@pytest.mark.parametrize(
    ("edition", "url", "link", "expected"),
    [
        (ROOT, "", "./blog/own/", "zh-tw/blog/own/"),
        (ROOT, "tags/x/", "../../blog/own/", "../../zh-tw/blog/own/"),
        (ROOT, "blog/", "own/#top", "../zh-tw/blog/own/#top"),
        (ROOT, "x/", "../blog/降息/#top", "../zh-tw/blog/%E9%99%8D%E6%81%AF/#top"),
        (ROOT, "x/", "../blog/%E9%99%8D%E6%81%AF/", "../zh-tw/blog/%E9%99%8D%E6%81%AF/"),
        (ROOT, "", "./blog/a/", "./blog/a/"),
        (ROOT, "", "https://example.org/blog/own/", "https://example.org/blog/own/"),
        (ROOT, "", "#top", "#top"),
        (HONG_KONG, "", "blog/fed/?q=1", "../blog/fed/?q=1"),
        (HONG_KONG, "tags/x/", "../../blog/own/", "../../../zh-tw/blog/own/"),
        (HONG_KONG, "tags/x/", "../../assets/a.css", "../../../assets/a.css"),
        (HONG_KONG, "tags/x/", "../y/", "../y/"),
        (ROOT, "404.html", "/repo/blog/own/#top", "/repo/zh-tw/blog/own/#top"),
        (HONG_KONG, "404.html", "/repo/blog/own/", "/repo/zh-tw/blog/own/"),
        (HONG_KONG, "404.html", "/repo/blog/a/", "/repo/zh-hk/blog/a/"),
        (HONG_KONG, "404.html", "/blog/own/", "/blog/own/"),
    ],
)
def test_a_link_to_an_article_that_an_edition_lacks_leads_to_one_that_has_it(
    edition: Edition, url: str, link: str, expected: str
):
    base = "/repo/"
    inside = make_relinker(edition, base=base)
    relink = cross_over(inside, edition, url=url, base=base, elsewhere=ELSEWHERE)

    assert relink(link, False) == expected


def test_a_link_that_crosses_editions_by_itself_is_left_to_it():
    inside = make_relinker(HONG_KONG, base="/")
    relink = cross_over(inside, HONG_KONG, url="", base="/", elsewhere=ELSEWHERE)

    assert relink("blog/own/", True) == "../blog/own/"


def test_one_page_shows_the_parts_of_every_edition_its_own_first():
    pages = [
        "<title>页</title><!--editions--><p>页</p><!--/editions-->-<!--editions-->尾<!--/editions-->",
        "<title>頁</title><!--editions--><p>頁</p><!--/editions-->-<!--editions-->脚<!--/editions-->",
    ]

    shown = show_all(pages)

    assert shown == [
        "<title>页</title><p>页</p><p>頁</p>-尾脚",
        "<title>頁</title><p>頁</p><p>页</p>-脚尾",
    ]


def test_a_page_without_such_parts_stays_as_it_is():
    assert show_all(["<p>a</p>", "<p>b</p>"]) == ["<p>a</p>", "<p>b</p>"]
