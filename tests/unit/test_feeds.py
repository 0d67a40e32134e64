"""Feeds: which articles are in them, and what each format says of them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from lxml import etree

from tests.conftest import ROOT
from tests.unit.makers import SITE, make_library, make_post, make_posts, write_list
from yiwen.chinese.texts import Converters
from yiwen.chinese.variants import Variant
from yiwen.editions import read_editions
from yiwen.feeds import (
    Channel,
    Cover,
    Desk,
    Item,
    Link,
    list_feeds,
    render_feeds,
    rfc_822,
    rfc_3339,
)
from yiwen.heads import Site
from yiwen.library import Library

HANS, TW, HK = Variant.HANS, Variant.TW, Variant.HK
SPACES = {
    "a": "http://www.w3.org/2005/Atom",
    "c": "http://purl.org/rss/1.0/modules/content/",
    "d": "http://purl.org/dc/elements/1.1/",
    "m": "http://search.yahoo.com/mrss/",
}
SCHEMAS = ROOT / "tests" / "schemas"
EDITIONS = read_editions(SITE)
HOME = "https://example.org/repo/"

ITEM = Item(
    url=f"{HOME}blog/fed/",
    title="美联储降息",
    summary="降了。",
    content="<p>降了。</p>",
    published=datetime(2025, 12, 12, 8, 30, tzinfo=ZoneInfo("Asia/Shanghai")),
    updated=datetime(2025, 12, 12, 8, 30, tzinfo=ZoneInfo("Asia/Shanghai")),
    authors=(Link("王小明", f"{HOME}authors/王小明/"),),
    categories=(Link("宏观", f"{HOME}categories/"), Link("降息", f"{HOME}tags/")),
    cover=None,
    source_url="",
)
CHANNEL = Channel(
    title="一文",
    description="给每一种中文",
    url=HOME,
    tag="zh-Hans",
    language="zh-cn",
    author=Link("编辑部", HOME),
    icon=f"{HOME}assets/icon.png",
    others=(Link("zh-Hant-TW", f"{HOME}zh-tw/"),),
    styles=(Link("text/css", "assets/feed.css"),),
)


def render(*items: Item, channel: Channel = CHANNEL) -> tuple[Any, Any, dict[str, Any]]:
    """The three formats, read by those who read them."""
    files = render_feeds(channel, items)
    rss, atom = (etree.fromstring(files[name]) for name in ("rss.xml", "atom.xml"))
    return rss, atom, json.loads(files["feed.json"])


def texts(tree: Any, path: str) -> list[str]:
    return [str(found) for found in tree.xpath(path, namespaces=SPACES)]


def names(library: Library, **settings: Any) -> Mapping[str, list[str]]:
    feeds = list_feeds(library, replace(SITE, **settings), HANS)
    return {feed.base: [entry.title for entry in feed.entries] for feed in feeds}


def test_the_site_and_each_category_tag_and_author_have_a_feed():
    post = make_post("fed", "category: 宏观\ntags: [A, B]\nauthor: 王\nseries: 三部曲\nseo: [利率]")

    assert list(names(make_library(post))) == [
        "",
        "categories/宏观/",
        "tags/a/",
        "tags/b/",
        "authors/王/",
    ]


def test_feeds_show_the_newest_first_and_pinned_where_its_day_puts_it():
    posts = [
        make_post("new", "tags: [A]", day="2025-12-12"),
        make_post("pinned", "tags: [A]\npinned: true", day="2025-12-10"),
        make_post("old", "tags: [A]", day="2025-12-01"),
    ]

    assert names(make_library(*posts), feed_term_posts=2) == {
        "": ["new", "pinned", "old"],
        "categories/未分类/": ["new", "pinned"],
        "tags/a/": ["new", "pinned"],
    }


def test_a_feed_shows_so_many_articles_as_the_settings_say():
    library = make_library(*make_posts(25, "tags: [A]"))

    assert {base: len(titles) for base, titles in names(library).items()} == {
        "": 20,
        "categories/未分类/": 10,
        "tags/a/": 10,
    }


def test_what_is_not_published_is_in_no_feed():
    posts = [
        make_post("out", day="2026-11-01"),
        make_post("draft", "draft: true"),
        make_post("later", day="2027-01-01"),
    ]

    library = make_library(*posts, preview=True)

    assert len(library.entries) == 3
    assert names(library) == {"": ["out"], "categories/未分类/": ["out"]}


def test_an_article_is_in_the_feeds_of_the_editions_that_have_it():
    library = make_library(make_post("one", "lang: zh-Hans\nzh: {variants: [zh-Hans]}"))

    shown = {
        variant: [len(feed.entries) for feed in list_feeds(library, SITE, variant)]
        for variant in (HANS, TW)
    }

    assert shown == {HANS: [1, 1], TW: [0, 0]}


def test_the_terms_with_most_posts_have_feeds():
    posts = [make_post(tag, f"tags: [{tag}]") for tag in ("A", "B", "C", "D")]
    library = make_library(*posts, make_post("twice", "tags: [C]"))

    assert [base for base in names(library, feed_terms=3) if base.startswith("tags/")] == [
        "tags/c/",
        "tags/a/",
        "tags/b/",
    ]


def test_the_feeds_of_a_kind_of_terms_give_a_hundred_articles_whole():
    """The rest would not fit: nine files each, for thousands of tags."""
    posts = make_posts(20, write_list("tags", [f"T{number:02}" for number in range(40)]))

    feeds = list(list_feeds(make_library(*posts), SITE, HANS))

    tagged = [feed.whole for feed in feeds if feed.base.startswith("tags/")]
    assert (tagged.index(False), tagged.count(True), len(tagged)) == (10, 10, 40)
    assert [feed.whole for feed in feeds if not feed.base.startswith("tags/")] == [True, True]


def test_no_terms_need_have_feeds():
    assert list(names(make_library(make_post("a", "tags: [A]")), feed_terms=0)) == [""]


def desk(variant: Variant = TW, **site: str) -> Desk:
    edition = next(each for each in EDITIONS if each.variant is variant)
    said: dict[str, Any] = {
        "name": "一文",
        "description": "给读者",
        "author": "编辑部",
        "url": HOME,
        **site,
    }
    converters = Converters()
    return Desk(
        Site(editions=EDITIONS, **said), edition, SITE, converters, lambda _post: converters
    )


def test_a_channel_says_what_it_is_in_the_words_of_its_edition():
    library = make_library(make_post("fed", "tags: [头发]"))
    feed = next(feed for feed in list_feeds(library, SITE, TW) if feed.base == "tags/头发/")

    assert desk().make_channel(feed, icon="https://x.cn/i.png", styles=["feed.css"]) == Channel(
        title="頭髮 · 一文",
        description="给读者",
        url=f"{HOME}zh-tw/tags/%E5%A4%B4%E5%8F%91/",
        tag="zh-Hant-TW",
        language="zh-tw",
        author=Link("编辑部", f"{HOME}zh-tw/"),
        icon="https://x.cn/i.png",
        others=(
            Link("zh-Hans", f"{HOME}tags/%E5%A4%B4%E5%8F%91/"),
            Link("zh-Hant-HK", f"{HOME}zh-hk/tags/%E5%A4%B4%E5%8F%91/"),
        ),
        styles=(Link("text/css", "../../assets/feed.css"),),
    )


def test_a_site_without_a_description_is_described_by_its_name():
    feed = next(list_feeds(make_library(), SITE, TW))

    assert desk(description="").make_channel(feed).description == "一文"


def test_an_item_is_told_in_the_words_of_its_edition():
    front = "\n".join(
        (
            "category: 宏观",
            "tags: [國債]",
            "author: 郑发",
            "updated: 2025-12-20",
            "description: 头发与 -{hans:软件;tw:軟體}-",
            "source: https://a.cn/x",
            "disclaimer: 仅供参考 <1>",
        )
    )
    library = make_library(make_post("头发", front, folder="blog/2025"))
    shanghai = ZoneInfo("Asia/Shanghai")

    assert desk().make_item(library.entries[0], content="<p>頭髮</p>") == Item(
        url=f"{HOME}zh-tw/blog/2025/%E5%A4%B4%E5%8F%91/",
        title="頭髮",
        summary="頭髮與 軟體",
        content="<p>頭髮</p>\n<p><small>僅供參考 &lt;1&gt;</small></p>",
        published=datetime(2025, 12, 12, tzinfo=shanghai),
        updated=datetime(2025, 12, 20, tzinfo=shanghai),
        authors=(Link("鄭發", f"{HOME}zh-tw/authors/%E9%83%91%E5%8F%91/"),),
        categories=(
            Link("宏觀", f"{HOME}zh-tw/categories/"),
            Link("國債", f"{HOME}zh-tw/tags/"),
        ),
        cover=None,
        source_url="https://a.cn/x",
    )


def test_a_summary_has_no_disclaimer_and_a_date_of_change_is_never_before_publishing():
    front = "disclaimer: 仅供参考\nupdated: 2025-01-01"
    item = desk().make_item(make_library(make_post("a", front)).entries[0])

    assert (item.content, item.updated) == ("", item.published)


@pytest.mark.parametrize(
    ("cover", "size", "expected"),
    [
        ("assets/图.webp", 5120, Cover(f"{HOME}assets/%E5%9B%BE.webp", "image/webp", 5120)),
        ("assets/图.webp", None, None),
        ("assets/film.mp4", 5120, Cover(f"{HOME}assets/film.mp4", "", 5120)),
        ("https://a.cn/x.PNG?w=1", None, Cover("https://a.cn/x.PNG?w=1", "image/png", 0)),
        ("//a.cn/x", None, Cover("https://a.cn/x", "", 0)),
        ("", None, None),
    ],
)
def test_a_cover_has_an_absolute_address_and_its_size_where_it_lies_here(
    cover: str, size: int | None, expected: Cover | None
):
    post = make_post("a")
    entry = make_library(post, covers={post.path: cover}).entries[0]

    assert desk().make_item(entry, cover_size=size).cover == expected


def test_rss_says_what_readers_of_rss_look_for():
    rss, *_ = render(ITEM)

    assert texts(
        rss, "channel/*[not(self::item)]/descendant-or-self::*/text()[normalize-space()]"
    ) == [
        "一文",
        HOME,
        "给每一种中文",
        "zh-cn",
        "Fri, 12 Dec 2025 08:30:00 +0800",
        "60",
        f"{HOME}assets/icon.png",
        "一文",
        HOME,
    ]
    assert texts(rss, "channel/a:link[@rel='self']/@href") == [f"{HOME}rss.xml"]
    assert texts(rss, "channel/item/*/text()") == [
        "美联储降息",
        f"{HOME}blog/fed/",
        f"{HOME}blog/fed/",
        "Fri, 12 Dec 2025 08:30:00 +0800",
        "王小明",
        "宏观",
        "降息",
        "降了。",
        "<p>降了。</p>",
    ]
    assert texts(rss, "//guid/@isPermaLink") == ["false"]


def test_atom_says_what_the_rfc_asks_for():
    _, atom, _ = render(ITEM)

    assert texts(atom, "a:id/text() | a:title/text() | a:subtitle/text() | a:updated/text()") == [
        f"{HOME}atom.xml",
        "一文",
        "给每一种中文",
        "2025-12-12T08:30:00+08:00",
    ]
    assert texts(atom, "a:link[@rel='alternate']/@hreflang") == ["zh-Hans", "zh-Hant-TW"]
    assert texts(atom, "a:link[@rel='alternate']/@href") == [HOME, f"{HOME}zh-tw/atom.xml"]
    assert texts(atom, "a:entry/*/text()[normalize-space()] | a:entry/a:author/*/text()") == [
        f"{HOME}blog/fed/",
        "美联储降息",
        "2025-12-12T08:30:00+08:00",
        "2025-12-12T08:30:00+08:00",
        "王小明",
        f"{HOME}authors/王小明/",
        "降了。",
        "<p>降了。</p>",
    ]
    assert texts(atom, "a:entry/a:category/@*") == [
        "宏观",
        f"{HOME}categories/",
        "降息",
        f"{HOME}tags/",
    ]


def test_json_feed_says_the_same():
    *_, feed = render(ITEM)

    assert feed == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "一文",
        "home_page_url": HOME,
        "feed_url": f"{HOME}feed.json",
        "description": "给每一种中文",
        "icon": f"{HOME}assets/icon.png",
        "authors": [{"name": "编辑部", "url": HOME}],
        "language": "zh-Hans",
        "items": [
            {
                "id": f"{HOME}blog/fed/",
                "url": f"{HOME}blog/fed/",
                "title": "美联储降息",
                "content_html": "<p>降了。</p>",
                "summary": "降了。",
                "date_published": "2025-12-12T08:30:00+08:00",
                "authors": [{"name": "王小明", "url": f"{HOME}authors/王小明/"}],
                "tags": ["宏观", "降息"],
                "language": "zh-Hans",
            }
        ],
    }


def test_an_item_without_content_gives_its_summary_or_its_title():
    for summary, text in (("降了。", "降了。"), ("", "美联储降息")):
        rss, atom, feed = render(replace(ITEM, content="", summary=summary))
        assert texts(rss, "//c:encoded") == texts(atom, "//a:content") == []
        assert feed["items"][0]["content_text"] == text
        assert "content_html" not in feed["items"][0]


def test_a_change_has_its_date_and_moves_that_of_the_feed():
    rss, atom, feed = render(ITEM, replace(ITEM, updated=ITEM.updated + timedelta(days=3)))

    assert texts(rss, "//lastBuildDate/text() | //a:updated/text()") == [
        "Mon, 15 Dec 2025 08:30:00 +0800",
        "2025-12-15T08:30:00+08:00",
    ]
    assert texts(atom, "//a:updated/text()") == [
        "2025-12-15T08:30:00+08:00",
        "2025-12-12T08:30:00+08:00",
        "2025-12-15T08:30:00+08:00",
    ]
    assert [item.get("date_modified") for item in feed["items"]] == [
        None,
        "2025-12-15T08:30:00+08:00",
    ]


def test_a_cover_of_the_site_is_an_enclosure():
    rss, atom, feed = render(replace(ITEM, cover=Cover(f"{HOME}a.webp", "image/webp", 99)))

    enclosure = {"url": f"{HOME}a.webp", "length": "99", "type": "image/webp"}
    assert dict(rss.find(".//enclosure").attrib) == enclosure
    link = atom.xpath("//a:link[@rel='enclosure']", namespaces=SPACES)[0]
    assert dict(link.attrib) == {
        "rel": "enclosure",
        "type": "image/webp",
        "length": "99",
        "href": f"{HOME}a.webp",
    }
    assert feed["items"][0]["image"] == f"{HOME}a.webp"
    assert feed["items"][0]["attachments"] == [
        {"url": f"{HOME}a.webp", "mime_type": "image/webp", "size_in_bytes": 99}
    ]


def test_a_cover_elsewhere_is_an_image_of_unknown_length():
    rss, atom, feed = render(replace(ITEM, cover=Cover("https://a.cn/x", "", 0)))

    assert rss.find(".//enclosure") is None
    assert texts(rss, "//m:content/@url") == ["https://a.cn/x"]
    link = atom.xpath("//a:link[@rel='enclosure']", namespaces=SPACES)[0]
    assert dict(link.attrib) == {"rel": "enclosure", "href": "https://a.cn/x"}
    assert feed["items"][0]["image"] == "https://a.cn/x"
    assert "attachments" not in feed["items"][0]


def test_the_original_is_named():
    _, atom, feed = render(replace(ITEM, source_url="https://a.cn/?a=1&b=2"))

    assert texts(atom, "//a:link[@rel='via']/@href") == ["https://a.cn/?a=1&b=2"]
    assert feed["items"][0]["external_url"] == "https://a.cn/?a=1&b=2"


def test_a_feed_of_nothing_has_the_date_of_the_beginning_and_an_image_is_not_needed():
    rss, atom, feed = render(channel=replace(CHANNEL, icon=""))

    assert texts(rss, "//lastBuildDate/text()") == ["Thu, 01 Jan 1970 00:00:00 +0000"]
    assert texts(atom, "//a:updated/text()") == ["1970-01-01T00:00:00+00:00"]
    assert rss.find(".//image") is None
    assert atom.find("a:icon", SPACES) is None
    assert feed["items"] == []


def test_browsers_are_told_how_to_show_a_feed():
    files = render_feeds(CHANNEL, [ITEM])

    for name in ("rss.xml", "atom.xml"):
        second = files[name].decode().splitlines()[1]
        assert second == '<?xml-stylesheet type="text/css" href="assets/feed.css"?>'


def test_moments_in_zones_that_are_not_whole_minutes_are_given_in_utc():
    moment = datetime(1900, 1, 1, tzinfo=ZoneInfo("Asia/Shanghai"))

    assert rfc_822(moment) == "Sun, 31 Dec 1899 15:54:17 +0000"
    assert rfc_3339(moment) == "1899-12-31T15:54:17+00:00"


def test_moments_without_seconds_and_with_parts_of_them_have_whole_ones():
    zone = timezone(timedelta(hours=-3, minutes=-30))

    assert rfc_3339(datetime(2025, 1, 2, 3, 4, tzinfo=zone)) == "2025-01-02T03:04:00-03:30"
    assert rfc_3339(datetime(2025, 1, 2, 3, 4, 5, 6, tzinfo=UTC)) == "2025-01-02T03:04:05+00:00"


ODD = "A & B <C> \"D\" 'E' ]]> &amp; 🇨🇳👩‍💻 “引” \u202e" + "汉" * 200
NOT_XML = "\0\1\x0b\x1f\ufffe\uffff"


def test_any_title_tag_and_name_is_the_same_in_every_format():
    item = replace(
        ITEM,
        title=ODD,
        summary=ODD,
        content=f"<p>{'汉' * 200} ]]&gt; &amp; 🇨🇳</p>",
        authors=(Link(ODD, HOME),),
        categories=(Link(ODD, HOME),),
    )
    rss, atom, feed = render(item, channel=replace(CHANNEL, title=ODD, description=ODD))

    for found in (
        texts(rss, "//item/title/text() | //channel/title/text() | //image/title/text()"),
        texts(rss, "//category/text() | //d:creator/text()"),
        texts(atom, "//a:title/text() | //a:subtitle/text() | //a:summary/text()"),
        texts(atom, "//a:category/@term | //a:entry/a:author/a:name/text()"),
        [feed["title"], feed["description"], feed["items"][0]["title"]],
        [*feed["items"][0]["tags"], feed["items"][0]["authors"][0]["name"]],
    ):
        assert set(found) == {ODD}
    assert texts(rss, "//c:encoded/text()") == texts(atom, "//a:content/text()") == [item.content]
    assert feed["items"][0]["content_html"] == item.content


def test_what_no_xml_can_hold_is_in_no_feed():
    post = replace(make_post("a"), title=f"标{NOT_XML}题", description=NOT_XML)
    entry = make_library(post).entries[0]
    feed = next(list_feeds(make_library(post), SITE, TW))

    item = desk().make_item(entry, content=f"<p>{NOT_XML}话</p>")
    channel = desk(name=f"一{NOT_XML}文").make_channel(feed)

    assert (item.title, item.summary, item.content) == ("標題", "", "<p>话</p>")
    assert channel.title == "一文"


def test_a_description_is_html_to_those_who_read_rss():
    rss, *_ = render(replace(ITEM, summary="1 < 2 & <b>"))

    assert texts(rss, "//item/description/text()") == ["1 &lt; 2 &amp; &lt;b&gt;"]


LINES = st.text(st.characters(exclude_categories=["Cc", "Cn", "Co", "Cs"]), min_size=1).filter(
    lambda text: bool(re.sub(r"[^\w]", "", text, flags=re.ASCII))
)


@given(st.lists(LINES, min_size=5, max_size=5), st.booleans())
def test_whatever_the_words_every_format_is_valid(words: list[str], whole: bool):
    title, summary, content, name, tag = words
    item = replace(
        ITEM,
        title=title,
        summary=summary,
        content=content.replace("]]>", "") if whole else "",
        authors=(Link(name, HOME),),
        categories=(Link(tag, HOME), Link(tag, HOME)),
        cover=Cover(f"{HOME}a.webp", "image/webp", 99),
    )

    assert faults(render(item, channel=replace(CHANNEL, title=title, description=name))) == []


def faults(read: tuple[Any, Any, dict[str, Any]]) -> list[str]:
    """What the schemas say against the three formats."""
    rss, atom, feed = read
    told = [error.message for error in _json_schema().iter_errors(feed)]
    return [*told, *_against("rss", rss), *_against("atom", atom)]


@cache
def _json_schema() -> Any:
    return Draft202012Validator(json.loads((SCHEMAS / "feed.schema.json").read_text("utf-8")))


@cache
def _relax_ng(name: str) -> Any:
    return etree.RelaxNG(etree.parse(str(SCHEMAS / f"{name}.rng")))


def _against(name: str, tree: Any) -> list[str]:
    schema = _relax_ng(name)
    return [] if schema.validate(tree) else [str(each) for each in schema.error_log]
