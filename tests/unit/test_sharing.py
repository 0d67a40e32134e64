"""What is shared is the page that the reader sees, whatever its address and title hold."""

from __future__ import annotations

import base64
import io
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import segno
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from yiwen.chinese.rules import plain_text
from yiwen.chinese.variants import Variant
from yiwen.editions import Edition
from yiwen.heads import Site
from yiwen.sharing import Sharing, plan_sharing

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


def read_code(source: str) -> list[list[int]]:
    """The modules of a code, from its picture: 1 is dark."""
    content = base64.b64decode(source.removeprefix("data:image/png;base64,"), validate=True)
    with Image.open(io.BytesIO(content)) as picture:
        dark = picture.convert("1").point(lambda value: not value)
        inner = dark.crop((4, 4, picture.width - 4, picture.height - 4))
        return [
            [int(bool(inner.getpixel((x, y)))) for x in range(inner.width)]
            for y in range(inner.height)
        ]


def test_a_site_without_an_address_offers_no_links():
    assert plan_sharing("blog/fed/", TITLES, replace(SITE, url="")) is None


def test_every_service_gets_the_address_and_the_title_of_the_edition_at_hand():
    assert links_in(TW) == {
        "微博": "https://service.weibo.com/share/share.php"
        "?url=https://example.org/repo/zh-tw/blog/fed/&title=降息%20%26%20「放水」",
        "X": "https://x.com/intent/post"
        "?url=https://example.org/repo/zh-tw/blog/fed/&text=降息%20%26%20「放水」",
        "LINE": "https://social-plugins.line.me/lineit/share"
        "?url=https://example.org/repo/zh-tw/blog/fed/",
        "Telegram": "https://t.me/share/url?url=https://example.org/repo/zh-tw/blog/fed/",
    }
    assert links_in(HANS)["X"].endswith("“放水”")


def test_an_address_that_is_encoded_already_arrives_as_it_is():
    (_, href), *_ = shared("blog/%E9%99%8D%E6%81%AF/").links

    assert parse_qs(urlsplit(plain_text(href, HK)).query)["url"] == [
        "https://example.org/repo/zh-hk/blog/%E9%99%8D%E6%81%AF/"
    ]


@given(st.text(st.characters(exclude_categories=["Cs", "Co", "Cc"]), min_size=1))
def test_whatever_a_title_holds_it_arrives(title):
    links = dict(shared(titles=dict.fromkeys((HANS, TW, HK), title)).links)
    for service, name in (("微博", "title"), ("X", "text")):
        asked = parse_qs(urlsplit(plain_text(links[service], TW)).query, keep_blank_values=True)
        assert asked[name] == [title]


def test_the_code_of_each_edition_says_its_address():
    code = shared().code

    for variant, folder in ((HANS, ""), (TW, "zh-tw/"), (HK, "zh-hk/")):
        url = f"https://example.org/repo/{folder}blog/fed/"
        meant = segno.make_qr(url, version=3, mask=3, boost_error=False).matrix
        assert read_code(plain_text(code.source, variant)) == [list(row) for row in meant]


def test_all_codes_of_an_article_have_the_size_of_the_largest():
    short, long = shared("a/").code, shared(f"blog/{'x' * 90}/").code

    assert (short.size, long.size) == (37, 49)
