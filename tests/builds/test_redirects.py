"""Old addresses lead on in a built site, and odd ones are told with file and line."""

from __future__ import annotations

from urllib.parse import unquote, urljoin

import pytest

from tests.builds.site_reading import BASE, file_of, read_head
from tests.conftest import Blog

pytestmark = pytest.mark.build

FED = """---
title: 软件 & <数据>
date: 2025-12-12
tags: [宏观经济]
aliases:
  - /2019/旧 文/
  - 2019/old.html
  - https://example.org/repo/from-abroad
---
话。
"""
HANT = """---
title: 繁體的文章
date: 2025-05-05
tags: [宏觀經濟]
aliases: /hant/
---
這一篇是用繁體字寫的，談軟體與資訊。
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What lies in a site with aliases in both scripts, and with a term that was named anew."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1795132800")
        blog = Blog(tmp_path_factory.mktemp("redirects"))
        blog.write("index.md", "---\ntitle: 首页\n---\n")
        blog.write("blog/fed.md", FED)
        blog.write("blog/hant.md", HANT)
        return blog.build({"terms": {"宏观经济": "macro"}})


def redirects(pages: dict[str, str]) -> list[str]:
    return [path for path, html in pages.items() if 'http-equiv="refresh"' in html]


def test_every_redirect_leads_to_a_page_that_is_there(pages: dict[str, str]):
    found = redirects(pages)

    assert len(found) == 3 * 3 + 3 + 2 * 3
    for path in found:
        html = pages[path]
        canonical = read_head(html).canonical
        target = html.partition("; url=")[2].partition('"')[0]
        assert urljoin(f"{BASE}{path}", target) == canonical
        assert file_of(canonical) in pages
        assert 'http-equiv="refresh"' not in pages[file_of(canonical)]
        assert f'<a href="{target}"' in html
        assert "noindex" not in html


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("2019/旧 文/index.html", "blog/fed/"),
        ("zh-tw/2019/旧 文/index.html", "zh-tw/blog/fed/"),
        ("2019/old.html", "blog/fed/"),
        ("from-abroad/index.html", "blog/fed/"),
        ("zh-hk/hant/index.html", "zh-hk/blog/hant/"),
        ("tags/宏观经济/index.html", "tags/macro/"),
        ("tags/宏觀經濟/index.html", "tags/macro/"),
        ("zh-tw/tags/宏觀經濟/index.html", "zh-tw/tags/macro/"),
    ],
)
def test_it_stays_in_its_edition(pages: dict[str, str], path: str, target: str):
    assert unquote(read_head(pages[path]).canonical) == f"{BASE}{target}"


@pytest.mark.parametrize(
    ("path", "lang", "said"),
    [
        ("2019/old.html", "zh-Hans", "<p>这一页搬到了："),
        ("zh-tw/2019/old.html", "zh-Hant-TW", "<p>這一頁搬到了："),
        ("zh-hk/2019/old.html", "zh-Hant-HK", "<p>這一頁搬到了："),
        ("zh-tw/2019/old.html", "zh-Hant-TW", ">軟件 &amp; &lt;數據&gt;</a>"),
        ("hant/index.html", "zh-Hans", '<title lang="zh-Hans">繁体的文章</title>'),
    ],
)
def test_it_speaks_the_chinese_of_its_edition(
    pages: dict[str, str], path: str, lang: str, said: str
):
    assert pages[path].startswith(f'<!doctype html>\n<html lang="{lang}">')
    assert said in pages[path]


def test_redirects_are_in_no_sitemap(pages: dict[str, str]):
    addresses = [path.removesuffix("index.html") for path in redirects(pages)]

    assert [each for each in addresses if f"<loc>{BASE}{each}</loc>" in pages["sitemap.xml"]] == []


def test_what_cannot_lead_on_is_told_and_the_articles_are_published(blog: Blog):
    blog.write("about.md", "# 关于\n")
    blog.write("assets/a.txt", "a")
    blog.write(
        "blog/a.md",
        "---\ntitle: 一\ndate: 2025-01-01\naliases:\n- /?p=1\n- /about/\n- /x/\n- /assets/a.txt\n---\n话\n",
    )
    blog.write("blog/b.md", "---\ntitle: 二\ndate: 2025-02-01\naliases: [/X/, /blog/a/]\n---\n话\n")

    result = blog.run("build")

    told = [
        line.partition("docs/")[2] for line in result.stderr.splitlines() if "docs/blog" in line
    ]
    assert told == [
        "blog/a.md:5: an old address with ? or #, which no file can have: '/?p=1'",
        "blog/a.md:6: the old address '/about/' is that of about.md",
        "blog/a.md:8: the old address '/assets/a.txt/' is that of assets/a.txt",
        "blog/b.md:4: the old address '/X/' is that of blog/a.md",
        "blog/b.md:4: the old address '/blog/a/' is that of blog/a.md",
    ]
    assert result.returncode == 0
    pages = blog.pages()
    assert redirects(pages) == ["x/index.html", "zh-hk/x/index.html", "zh-tw/x/index.html"]
    assert {"blog/a/index.html", "blog/b/index.html", "about/index.html"} <= pages.keys()
    assert blog.run("build", "--strict").returncode == 1
