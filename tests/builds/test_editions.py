"""One source, three sites: what a reader of each edition gets."""

from __future__ import annotations

import re

import pytest

from tests.conftest import NOW, Blog

pytestmark = pytest.mark.build

HANS = """---
title:
date: 2025-12-12
category: 宏观经济
tags: [宏观经济, 债券]
---
## 国债发行与头发一样多

央行宣布购买国债，详见[上一篇](hant.md)与[关于](../../../../about.md)。

![走势](../../../../assets/curve.svg)

```python
name = "国债"  # 简体注释
```
"""
HANT = """---
title: 債券市場為什麼總是先發現問題
date: 2025-12-11
category: 宏觀經濟
tags: [宏觀經濟]
---
債券市場的價格裡藏著對未來的看法，這裡說的是長期利率。
"""
POST = "blog/2025/12/12/bonds/index.html"
HANT_POST = "blog/2025/12/12/hant/index.html"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What lies in a site of an article in each script."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", NOW)
        blog = Blog(tmp_path_factory.mktemp("editions"))
        blog.write("index.md", "---\ntitle: 首页\n---\n")
        blog.write("blog/2025/12/12/bonds.md", HANS)
        blog.write("blog/2025/12/12/hant.md", HANT)
        blog.write("about.md", "# 关于\n\n这里发布文章。\n")
        blog.write("assets/curve.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
        return blog.build()


def test_every_page_and_feed_exists_in_every_edition(pages: dict[str, str]):
    root = {path for path in pages if not path.startswith("zh-")}
    both = [
        {path.removeprefix(f"{folder}/") for path in pages if path.startswith(f"{folder}/")}
        for folder in ("zh-tw", "zh-hk")
    ]

    assert {POST, HANT_POST, "index.html", "404.html", "about/index.html"} <= root
    assert {"rss.xml", "atom.xml", "feed.json", "tags/宏观经济/rss.xml"} <= root
    assert both[0] == both[1]
    assert both[0] - root == set()
    indexes = {path for path in root if path.startswith("search/") and path.endswith(".json")}
    whole = {"sitemap.xml", "news-sitemap.xml", "robots.txt", "llms.txt"}  # one for all editions
    assert root - both[0] == whole | indexes


def test_each_edition_says_its_language(pages: dict[str, str]):
    assert '<html lang="zh-Hans"' in pages[POST]
    assert '<html lang="zh-Hant-TW"' in pages[f"zh-tw/{POST}"]
    assert '<html lang="zh-Hant-HK"' in pages[f"zh-hk/{POST}"]


def test_a_simplified_post_is_converted_for_taiwan_and_hong_kong(pages: dict[str, str]):
    assert "国债发行与头发一样多" in pages[POST]
    assert "國債發行與頭髮一樣多" in pages[f"zh-tw/{POST}"]
    assert "國債發行與頭髮一樣多" in pages[f"zh-hk/{POST}"]


def test_a_heading_that_became_the_title_is_shown_once(pages: dict[str, str]):
    body = pages[POST].split("<body", 1)[1]

    assert body.count("国债发行与头发一样多</h") == 1


def test_a_traditional_post_keeps_its_words_and_is_converted_for_the_mainland(
    pages: dict[str, str],
):
    assert "債券市場的價格裡藏著對未來的看法，這裡說的是長期利率。" in pages[f"zh-tw/{HANT_POST}"]
    assert "债券市场的价格里藏着对未来的看法，这里说的是长期利率。" in pages[HANT_POST]


def test_a_list_with_both_scripts_is_right_on_every_card(pages: dict[str, str]):
    titles = {
        "index.html": ("国债发行与头发一样多", "债券市场为什么总是先发现问题"),
        "zh-tw/index.html": ("國債發行與頭髮一樣多", "債券市場為什麼總是先發現問題"),
        "zh-hk/index.html": ("國債發行與頭髮一樣多", "債券市場為什麼總是先發現問題"),
    }

    for path, both in titles.items():
        assert [title for title in both if title not in pages[path]] == []


def test_one_tag_in_two_scripts_has_one_page(pages: dict[str, str]):
    page = pages["tags/宏观经济/index.html"]

    assert "国债发行与头发一样多" in page
    assert "债券市场为什么总是先发现问题" in page
    old = pages["tags/宏觀經濟/index.html"]
    assert 'http-equiv="refresh" content="0; url=../../tags/%E5%AE%8F' in old


def test_code_is_the_same_in_every_edition(pages: dict[str, str]):
    code = re.search(r"<code>.*?</code>", pages[POST], re.DOTALL)
    assert code is not None

    assert "简体注释" in code[0]
    assert code[0] in pages[f"zh-tw/{POST}"]
    assert code[0] in pages[f"zh-hk/{POST}"]


def test_links_between_pages_stay_in_the_edition(pages: dict[str, str]):
    for path in (POST, f"zh-tw/{POST}", f"zh-hk/{POST}"):
        assert 'href="../hant/"' in pages[path]
        assert 'href="../../../../../about/"' in pages[path]


def test_images_are_shared_at_the_root(pages: dict[str, str]):
    assert 'src="../../../../../assets/curve.svg"' in pages[POST]
    assert 'src="../../../../../../assets/curve.svg"' in pages[f"zh-tw/{POST}"]


def test_the_switch_leads_to_the_same_page(pages: dict[str, str]):
    links = re.findall(r'href="([^"]*)"[^>]*hreflang="zh-H', pages[f"zh-tw/{POST}"])

    assert set(links) >= {
        "../../../../../../blog/2025/12/12/bonds/",
        "../../../../../../zh-tw/blog/2025/12/12/bonds/",
        "../../../../../../zh-hk/blog/2025/12/12/bonds/",
    }


def test_the_switch_marks_the_edition_at_hand(pages: dict[str, str]):
    for path, tag in ((POST, "zh-Hans"), (f"zh-hk/{POST}", "zh-Hant-HK")):
        links = re.findall(r"<a [^>]*hreflang[^>]*>", pages[path].split("<body", 1)[1])
        current = {link for link in links if "aria-current=true" in link}
        assert current
        assert [link for link in current if f'hreflang="{tag}"' not in link] == []


def test_each_page_names_itself_and_its_alternates(pages: dict[str, str]):
    head = pages[f"zh-tw/{POST}"].split("</head>")[0]
    base = "https://example.org/repo/"
    article = "blog/2025/12/12/bonds/"

    assert f'<link rel="canonical" href="{base}zh-tw/{article}">' in head
    for tag, folder in (
        ("zh-Hans", ""),
        ("x-default", ""),
        ("zh-Hant-TW", "zh-tw/"),
        ("zh-Hant", "zh-tw/"),
        ("zh-Hant-HK", "zh-hk/"),
    ):
        assert f'hreflang="{tag}" href="{base}{folder}{article}"' in head


def test_the_404_page_works_at_any_depth(pages: dict[str, str]):
    links = re.findall(r'(?:href|src)="([^"]+)"', pages["zh-tw/404.html"].split("<body", 1)[1])
    local = [link for link in links if "://" not in link and not link.startswith("#")]

    assert [link for link in local if not link.startswith("/repo/")] == []
    assert "/repo/zh-tw/" in local
    assert '<html lang="zh-Hant-TW"' in pages["zh-tw/404.html"]


def test_no_mark_is_left_in_any_file(pages: dict[str, str]):
    reserved = re.compile("[\U000f0000-\U000fffff]")

    assert [path for path, text in pages.items() if reserved.search(text)] == []


def test_a_page_whose_title_stands_in_its_front_matter_alone_shows_it(blog: Blog):
    blog.write("about.md", "---\ntitle: 关于我们\n---\n这里发布文章。\n")
    blog.write("own.md", "---\ntitle: 自己的\n---\n# 正文的标题\n\n文。\n")

    pages = blog.build()

    assert "<h1>關於我們</h1>" in pages["zh-tw/about/index.html"]
    assert pages["own/index.html"].count("<h1") == 1


def test_words_that_an_author_wrote_for_a_list_stand_above_it(blog: Blog):
    blog.write("blog/2025/12/12/bonds.md", HANS.split("央行宣布", maxsplit=1)[0])
    blog.write("tags/债券.md", "---\ntitle: 债券\n---\n債券的價格，說的是對未來的看法。\n")

    pages = blog.build()

    page = pages["tags/债券/index.html"]
    assert page.index("债券的价格，说的是对未来的看法。") < page.index("国债发行与头发一样多</a>")
    assert "債券的價格，說的是對未來的看法。" in pages["zh-tw/tags/债券/index.html"]
