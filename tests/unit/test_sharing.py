"""What is shared is the page that the reader sees, whatever its address and title hold."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import segno
from hypothesis import given
from hypothesis import strategies as st

from yiwen.chinese.rules import plain_text
from yiwen.chinese.variants import Variant
from yiwen.editions import Edition
from yiwen.heads import Site
from yiwen.sharing import Sharing, draw_lines, plan_sharing

HANS, _, TW, HK = Variant
EDITIONS = (Edition(HANS, ""), Edition(TW, "zh-tw"), Edition(HK, "zh-hk"))
SITE = Site(
    name="一文", description="", author="", url="https://example.org/repo/", editions=EDITIONS
)
TITLES = {HANS: "降息 & “放水”", TW: "降息 & 「放水」", HK: "減息 & 「放水」"}


def shared(url: str = "blog/fed/", titles: dict[Variant, str] | None = None) -> Sharing:
    sharing = plan_sharing(url, titles or TITLES, SITE)
    assert sharing
    return sharing


def links_in(variant: Variant) -> dict[str, str]:
    return {name: plain_text(href, variant) for name, href in shared().links}


def read_lines(lines: str, size: int) -> list[list[int]]:
    """Follow the pen over the paper."""
    paper = [[0] * size for _ in range(size)]
    x = y = 0
    for across, down, run in re.findall(r"m(-?\d+) (-?\d+)h(\d+)", lines):
        x, y = x + int(across), y + int(down)
        for _ in range(int(run)):
            paper[y][x] = 1
            x += 1
    return paper


def test_a_site_without_an_address_offers_no_links():
    assert plan_sharing("blog/fed/", TITLES, replace(SITE, url="")) is None


def test_every_service_gets_the_address_and_the_title_of_the_edition_at_hand():
    assert links_in(TW) == {
        "微博": "https://service.weibo.com/share/share.php"
        "?url=https%3A%2F%2Fexample.org%2Frepo%2Fzh-tw%2Fblog%2Ffed%2F"
        "&title=%E9%99%8D%E6%81%AF%20%26%20%E3%80%8C%E6%94%BE%E6%B0%B4%E3%80%8D",
        "X": "https://x.com/intent/post"
        "?url=https%3A%2F%2Fexample.org%2Frepo%2Fzh-tw%2Fblog%2Ffed%2F"
        "&text=%E9%99%8D%E6%81%AF%20%26%20%E3%80%8C%E6%94%BE%E6%B0%B4%E3%80%8D",
        "LINE": "https://social-plugins.line.me/lineit/share"
        "?url=https%3A%2F%2Fexample.org%2Frepo%2Fzh-tw%2Fblog%2Ffed%2F"
        "&text=%E9%99%8D%E6%81%AF%20%26%20%E3%80%8C%E6%94%BE%E6%B0%B4%E3%80%8D",
        "Telegram": "https://t.me/share/url"
        "?url=https%3A%2F%2Fexample.org%2Frepo%2Fzh-tw%2Fblog%2Ffed%2F"
        "&text=%E9%99%8D%E6%81%AF%20%26%20%E3%80%8C%E6%94%BE%E6%B0%B4%E3%80%8D",
    }
    assert links_in(HANS)["Telegram"].endswith("%E2%80%9C%E6%94%BE%E6%B0%B4%E2%80%9D")


def test_an_address_that_is_encoded_already_arrives_as_it_is():
    (_, href), *_ = shared("blog/%E9%99%8D%E6%81%AF/").links

    assert parse_qs(urlsplit(plain_text(href, HK)).query)["url"] == [
        "https://example.org/repo/zh-hk/blog/%E9%99%8D%E6%81%AF/"
    ]


@given(st.text(st.characters(exclude_categories=["Cs", "Co", "Cc"]), min_size=1))
def test_whatever_a_title_holds_it_arrives(title):
    for _, href in shared(titles=dict.fromkeys((HANS, TW, HK), title)).links:
        asked = parse_qs(urlsplit(plain_text(href, TW)).query, keep_blank_values=True)
        assert asked.get("title", asked.get("text")) == [title]


def test_the_code_of_each_edition_says_its_address():
    code = shared().code

    for variant, folder in ((HANS, ""), (TW, "zh-tw/"), (HK, "zh-hk/")):
        url = f"https://example.org/repo/{folder}blog/fed/"
        drawn = read_lines(plain_text(code.lines, variant), code.size)
        meant = segno.make_qr(url, version=3, mask=3).matrix
        assert drawn == [list(row) for row in meant]


def test_all_codes_of_an_article_have_the_size_of_the_largest():
    short, long = shared("a/").code, shared(f"blog/{'x' * 90}/").code

    assert (short.size, long.size) == (29, 41)


@given(
    st.integers(1, 12).flatmap(lambda n: st.lists(st.binary(min_size=n, max_size=n), max_size=9))
)
def test_what_is_drawn_is_every_dark_module_and_no_other(rows):
    matrix = tuple(bytearray(byte & 1 for byte in row) for row in rows)
    size = max([len(matrix), *(len(row) for row in matrix)])

    drawn = read_lines(draw_lines(matrix), size)

    assert [row[: len(matrix[0])] for row in drawn[: len(matrix)]] == [list(row) for row in matrix]
