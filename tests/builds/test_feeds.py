"""Feeds of real builds: what readers and their programs find at every address."""

from __future__ import annotations

import json
import logging
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag

import feedparser
import pytest
from lxml import etree

from tests.builds.workshop import Source, assert_same, hasten, open_workshop
from tests.conftest import Blog
from tests.unit.test_feeds import ODD, faults

pytestmark = pytest.mark.build

HOST = "https://example.org/repo/"
NAMES = ("rss.xml", "atom.xml", "feed.json")
FOLDERS = ("", "zh-tw/", "zh-hk/")

ARTICLE = """---
title: 头发与软件
date: 2025-12-12 08:30
updated: 2025-12-20
category: 宏观
tags: [头发, 国债]
coverImage: ../../../../assets/图.png
author: 王发
source: https://a.cn/original?a=1&b=2
disclaimer: 不构成建议
---
央行说：“-{hans:软件;tw:軟體;hk:軟件}-”<!-- 不见 -->，见[另一篇](hant.md)与[下文](#后来)，脚注[^1]。

![走势](../../../../assets/图.png)

## 后来

```python
name = "国债"  # <简体> ]]> 注释
```

- [x] 做了

<div hidden>不见</div><script>alert("不见")</script>

[^1]: 脚注的话。
"""
HANT = """---
title: 債券市場為什麼總是先發現問題
date: 2025-12-11
category: 宏觀
tags: [國債]
coverImage: https://cdn.example.com/封面.webp
---
債券市場的價格裡藏著對未來的看法。
"""
ODD_POST = Source(
    {"title": ODD, "date": "2025-12-10", "tags": [ODD], "category": "A & B <C>", "pinned": True},
    ["话。"],
)


@pytest.fixture(scope="module")
def feeds(tmp_path_factory: pytest.TempPathFactory) -> Blog:
    """A site that has been built, with something of everything."""
    blog = Blog(tmp_path_factory.mktemp("feeds"))
    blog.write("index.md", "---\ntitle: 首页\n---\n")
    blog.write("blog/2025/12/12/hair.md", ARTICLE)
    blog.write("blog/2025/12/12/hair.zh-tw.md", "---\ntitle: 手寫的標題\n---\n手寫的內文。\n")
    blog.write("blog/2025/12/12/hant.md", HANT)
    blog.write("blog/2025/12/12/odd.md", ODD_POST.text())
    blog.write(
        "blog/only.md",
        "---\ndate: 2025-12-09\nzh: {variants: [zh-Hans]}\n---\n## 只有简体\n\n话。\n",
    )
    blog.write("blog/draft.md", "---\ndate: 2025-12-13\ndraft: true\n---\n草稿\n")
    blog.write("blog/later.md", "---\ndate: 2027-01-01\n---\n以后\n")
    blog.write("assets/图.png", PNG)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1795132800")
        blog.build({"author": "编辑部"})
    return blog


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc0"
    "000003010100c9fe92ef0000000049454e44ae426082"
)


def parse(blog: Blog, path: str) -> Any:
    return feedparser.parse((blog.site / path).read_bytes())


def read_json(blog: Blog, path: str) -> Any:
    return json.loads((blog.site / path).read_text(encoding="utf-8"))


def every(blog: Blog, name: str) -> list[str]:
    return sorted(path.relative_to(blog.site).as_posix() for path in blog.site.rglob(name))


def test_every_edition_has_the_feeds_of_the_site_its_categories_tags_and_authors(feeds: Blog):
    odd = next(path.name for path in (feeds.site / "tags").iterdir() if path.name.startswith("a-b"))
    terms = (
        *("categories/宏观", "categories/a-b-c", "categories/随笔"),
        *("tags/头发", "tags/国债", f"tags/{odd}"),
        *("authors/王发", "authors/编辑部"),
    )

    expected = {f"{base}/{name}" for base in terms for name in NAMES} | set(NAMES)
    assert {path for name in NAMES for path in every(feeds, name)} == {
        f"{folder}{path}" for folder in FOLDERS for path in expected
    }


def test_feed_readers_and_schemas_find_no_fault(feeds: Blog):
    for rss in every(feeds, "rss.xml"):
        base = rss.removesuffix("rss.xml")
        trees = [etree.parse(str(feeds.site / base / name)) for name in NAMES[:2]]
        assert faults((*trees, read_json(feeds, f"{base}feed.json"))) == []
        assert [parse(feeds, base + name).bozo for name in NAMES[:2]] == [False, False]


def test_every_address_of_the_site_in_a_feed_exists(feeds: Blog):
    pages = {
        path: (feeds.site / path).read_text(encoding="utf-8")
        for name in NAMES
        for path in every(feeds, name)
    }
    addresses = {
        re.sub("&amp;|\\\\", "", found)
        for text in pages.values()
        for found in re.findall(rf"""{HOST}[^\s"'<>\\]*""", text)
    }

    missing = [each for each in addresses if not _leads(feeds.site, unquote(urldefrag(each)[0]))]
    assert len(addresses) > 50
    assert missing == []


def _leads(site: Path, address: str) -> bool:
    path = site / address.removeprefix(HOST)
    return path.is_file() or (path / "index.html").is_file()


def test_nothing_in_a_feed_is_relative(feeds: Blog):
    for path in every(feeds, "feed.json"):
        for item in read_json(feeds, path)["items"]:
            links = re.findall(r'\b(?:href|src|srcset|poster)="([^"]*)"', item["content_html"])
            assert [link for link in links if not link.startswith("https://")] == []


def test_articles_are_in_order_of_their_day_and_only_where_they_can_be_read(feeds: Blog):
    titles = {
        folder: [item["title"] for item in read_json(feeds, f"{folder}feed.json")["items"]]
        for folder in FOLDERS
    }

    assert titles == {
        "": ["头发与软件", "债券市场为什么总是先发现问题", titles[""][2], "只有简体"],
        "zh-tw/": ["手寫的標題", "債券市場為什麼總是先發現問題", titles["zh-tw/"][2]],
        "zh-hk/": ["頭髮與軟件", "債券市場為什麼總是先發現問題", titles["zh-hk/"][2]],
    }
    assert [shown[2][:9] for shown in titles.values()] == ["A & B <C>"] * 3


def test_what_is_not_published_is_in_no_feed(feeds: Blog):
    for path in (path for name in NAMES for path in every(feeds, name)):
        text = (feeds.site / path).read_text(encoding="utf-8")
        assert not re.search("草稿|以后|以後", text)


CONTENT = f"""<p>央行说：“软件”，见<a href="{HOST}blog/2025/12/12/hant/">另一篇</a>与\
<a href="{HOST}blog/2025/12/12/hair/#后来">下文</a>，脚注\
<sup><a href="{HOST}blog/2025/12/12/hair/#fn:1">1</a></sup>。</p>
"""


def test_the_whole_article_is_given_in_each_format(feeds: Blog):
    html = read_json(feeds, "feed.json")["items"][0]["content_html"]

    assert html.startswith(CONTENT)
    assert "# &lt;简体&gt; ]]&gt; 注释" in html
    assert f'src="{HOST}assets/' in html
    assert "☑" in html
    assert html.endswith("<p><small>不构成建议</small></p>")
    assert not re.search("不见|class=|<script|<button|loading=|<!--", html)
    for name in NAMES[:2]:
        spaces = {
            "a": "http://www.w3.org/2005/Atom",
            "c": "http://purl.org/rss/1.0/modules/content/",
        }
        tree = etree.parse(str(feeds.site / name))
        assert tree.xpath("string((//c:encoded | //a:content)[1])", namespaces=spaces) == html


def test_rules_and_words_are_those_of_the_edition(feeds: Blog):
    items = {folder: read_json(feeds, f"{folder}feed.json")["items"] for folder in FOLDERS}

    assert items["zh-hk/"][0]["content_html"].startswith(
        f'<p>央行說：「軟件」，見<a href="{HOST}zh-hk/blog/2025/12/12/hant/">另一篇</a>與'
        f'<a href="{HOST}zh-hk/blog/2025/12/12/hair/#后来">下文</a>，'
    )
    assert items[""][1]["content_html"] == "<p>债券市场的价格里藏着对未来的看法。</p>"
    assert items["zh-tw/"][1]["content_html"] == "<p>債券市場的價格裡藏著對未來的看法。</p>"


def test_a_version_written_by_hand_is_what_its_edition_gives(feeds: Blog):
    item = read_json(feeds, "zh-tw/feed.json")["items"][0]

    assert item["title"] == "手寫的標題"
    assert item["content_html"].startswith("<p>手寫的內文。</p>")
    assert item["id"] == f"{HOST}zh-tw/blog/2025/12/12/hair/"


def test_an_article_has_one_id_in_all_feeds_and_formats_of_an_edition(feeds: Blog):
    expected = {
        "": f"{HOST}blog/2025/12/12/hair/",
        "zh-hk/": f"{HOST}zh-hk/blog/2025/12/12/hair/",
    }

    for folder, url in expected.items():
        for base in ("", "tags/头发/", "categories/宏观/", "authors/王发/"):
            path = f"{folder}{base}"
            ids = {parse(feeds, f"{path}{name}").entries[0].id for name in NAMES[:2]}
            assert ids | {read_json(feeds, f"{path}feed.json")["items"][0]["id"]} == {url}


def test_programs_read_dates_names_and_the_cover(feeds: Blog):
    size = (feeds.site / "assets/图.png").stat().st_size
    for name in NAMES[:2]:
        read = parse(feeds, f"zh-hk/{name}")
        entry = read.entries[0]
        assert entry.published_parsed[:5] == (2025, 12, 12, 0, 30)
        assert entry.updated_parsed[:3] == (2025, 12, 19)
        assert read.feed.updated_parsed[:3] == (2025, 12, 19)
        assert [author.name for author in entry.authors] == ["王發"]
        assert [tag.term for tag in entry.tags] == ["宏觀", "頭髮", "國債"]
        assert [(each.href, int(each.length), each.type) for each in entry.enclosures] == [
            (f"{HOST}assets/%E5%9B%BE.png", size, "image/png")
        ]
        assert read.feed.title_detail.language == "zh-Hant-HK"


def test_odd_words_are_the_same_in_every_format(feeds: Blog):
    tag = next(path for path in (feeds.site / "tags").iterdir() if path.name.startswith("a-b"))
    base = tag.relative_to(feeds.site).as_posix()
    atom = parse(feeds, f"{base}/atom.xml")
    item = read_json(feeds, f"{base}/feed.json")["items"][0]
    rss = etree.parse(str(feeds.site / base / "rss.xml"))

    assert (
        atom.entries[0].title_detail.value == item["title"] == rss.findtext(".//item/title") == ODD
    )
    assert atom.entries[0].tags[1].term == item["tags"][1] == ODD
    assert [each.text for each in rss.iterfind(".//category")] == ["A & B <C>", ODD]
    assert atom.feed.title == f"{ODD} · 一文财经"


def test_no_character_of_the_conversion_and_no_control_is_left(feeds: Blog):
    for path in (path for name in NAMES for path in every(feeds, name)):
        text = (feeds.site / path).read_text(encoding="utf-8")
        assert not re.search("[\U000f0000-\U000fffff\x00-\x08\x0b-\x1f]", text)


def test_a_feed_is_shown_in_the_words_of_its_edition(feeds: Blog):
    for folder, words in (
        ("", "这里是订阅源"),
        ("zh-tw/", "這裡是訂閱源"),
        ("zh-hk/", "這裏是訂閱源"),
    ):
        for base, steps in (("", ""), ("tags/国债/", "../../")):
            head = (feeds.site / folder / base / "rss.xml").read_text(encoding="utf-8")[:250]
            assert f'type="application/xslt+xml" href="{steps}assets/feed.xsl"' in head
            assert f'type="text/css" href="{steps}assets/feed.css"' in head
        sheet = etree.parse(str(feeds.site / folder / "assets" / "feed.xsl"))
        for name in NAMES[:2]:
            shown = str(etree.XSLT(sheet)(etree.parse(str(feeds.site / folder / name))))
            assert words in shown
            assert f'<a href="{HOST}{folder}blog/2025/12/12/hair/">' in shown
        assert words in (feeds.site / folder / "assets" / "feed.css").read_text(encoding="utf-8")


def test_a_site_without_an_address_has_no_feeds(blog: Blog, caplog: pytest.LogCaptureFixture):
    blog.write("blog/a.md", "---\ndate: 2025-12-12\ntags: 债\n---\n话\n")

    with caplog.at_level(logging.INFO, "mkdocs.yiwen"):
        pages = blog.build(site_url="")

    assert "rss.xml" not in pages["tags/债/index.html"]
    assert [path for name in NAMES for path in every(blog, name)] == []
    assert "No feeds: their addresses need site_url in mkdocs.yml" in caplog.messages


def test_only_the_feeds_that_show_a_new_article_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    hasten(monkeypatch, tmp_path / "compiled")
    shop = open_workshop(tmp_path / "shop", monkeypatch)
    assert shop.build_warm()
    before = {path: mark for path, mark in shop.marks().items() if path.endswith(NAMES)}
    shop.write("blog/2026/11/01/new.md", "---\ncategory: 宏观\ntags: [科技, 新的]\n---\n新的。\n")
    assert shop.build_warm()

    after = {path: mark for path, mark in shop.marks().items() if path.endswith(NAMES)}

    changed = {path.rpartition("/")[0] for path in after if after[path] != before.get(path)}
    bases = ("", "categories/宏观", "tags/科技", "tags/新的", "authors/一文编辑部")
    assert changed == {f"{folder}{base}".rstrip("/") for folder in FOLDERS for base in bases}
    assert shop.build_cold()
    assert_same(shop.site, shop.cold_site)
