"""The published site is one whole build, and faults are told in words."""

from __future__ import annotations

import re

import pytest

from tests.conftest import Blog

pytestmark = pytest.mark.build

GOOD = "---\ntitle: 好文章\ndate: 2025-12-12\n---\n正文。\n"


def test_all_faults_are_told_at_once_and_the_last_site_stays(blog: Blog):
    blog.write("blog/2025/12/12/good.md", GOOD)
    blog.build()
    before = blog.pages()
    blog.write("blog/broken.md", "---\ntitle: [一\ndate: 2025-12-12\n---\n正文\n")
    blog.write("blog/undated.md", "---\ntitle: 没有日期\n---\n正文\n")
    blog.write("blog/wrong.md", "---\ntitle: 日期不对\ndate: '2025/13/01'\n---\n正文\n")

    result = blog.run("build")

    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert "docs/blog/wrong.md:3:1: 'date' is not a day: '2025/13/01'" in result.stderr
    assert "blog/undated.md" in result.stderr
    assert "blog/broken.md" in result.stderr
    assert blog.pages() == before


def test_two_sources_for_one_address_are_refused(blog: Blog):
    blog.write("blog/2025/12/12/fed.md", GOOD)
    blog.write("blog/2025/12/12/Fed/index.md", GOOD)

    result = blog.run("build")

    assert result.returncode == 1
    assert "two sources for one address '/blog/2025/12/12/" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_strict_build_with_warnings_leaves_the_last_site(blog: Blog):
    blog.write("blog/2025/12/12/good.md", GOOD)
    blog.build()
    before = blog.pages()
    blog.write("blog/2025/12/13/link.md", GOOD + "[去哪里](nowhere.md)\n")

    result = blog.run("build", "--strict")

    assert result.returncode == 1
    assert blog.pages() == before


def test_nothing_half_done_is_left_beside_the_site(blog: Blog):
    blog.build()
    blog.build()

    names = {path.name for path in blog.folder.iterdir()}
    assert names - {".cache", ".site.last", ".site.lock"} == {"docs", "mkdocs.yml", "site"}


def test_an_unknown_setting_is_refused_with_the_list_of_the_known(blog: Blog):
    blog.configure({"page_post": 3})

    result = blog.run("build")

    assert result.returncode == 1
    assert "extra.yiwen.page_post" in result.stderr
    assert "page_posts" in result.stderr


def test_drafts_and_later_posts_are_not_published(blog: Blog):
    blog.write("blog/2025/12/12/good.md", GOOD)
    blog.write("blog/2025/12/12/draft.md", GOOD.replace("---\ntitle", "---\ndraft: true\ntitle", 1))
    blog.write("blog/2027/01/01/later.md", GOOD.replace("2025", "2027"))

    pages = blog.build()

    assert "blog/2025/12/12/good/index.html" in pages
    assert [path for path in pages if "draft" in path or "later" in path] == []


def test_a_page_does_not_grow_with_the_number_of_posts(blog: Blog):
    for number in range(1, 15):
        blog.write(
            f"blog/2025/11/{number:02}/p.md", GOOD.replace("2025-12-12", f"2025-11-{number:02}")
        )
    few = blog.build({"page_posts": 5, "page_rows": 5})
    for number in range(1, 29):
        blog.write(
            f"blog/2025/10/{number:02}/p.md", GOOD.replace("2025-12-12", f"2025-10-{number:02}")
        )
    many = blog.build({"page_posts": 5, "page_rows": 5})

    article = "blog/2025/11/07/p/index.html"
    assert many[article] == few[article]
    assert abs(len(many["index.html"]) - len(few["index.html"])) < 200


def write_days(blog: Blog, days: range) -> None:
    for number in days:
        day = f"2025-11-{number:02}"
        front = GOOD.replace("2025-12-12", day).replace("date", "tags: 美股\ndate")
        blog.write(f"blog/2025/11/{number:02}/p.md", front)


def test_lists_are_cut_into_pages(blog: Blog):
    write_days(blog, range(1, 8))

    pages = blog.build({"page_posts": 3, "page_rows": 3})

    assert {"index.html", "page/2/index.html", "page/3/index.html"} <= pages.keys()
    assert "page/4/index.html" not in pages
    assert {"archive/index.html", "archive/2025/index.html"} <= pages.keys()
    assert "zh-tw/archive/2025/11/page/3/index.html" in pages


def test_a_list_begins_with_what_is_new_and_goes_on_from_what_is_oldest(blog: Blog):
    write_days(blog, range(1, 11))

    pages = blog.build({"page_posts": 3, "page_rows": 3})

    def days(path: str) -> list[str]:
        found = re.findall(
            r'href="[^"]*blog/2025/11/(\d\d)/p/"', pages[path].partition('class="side"')[0]
        )
        return [*dict.fromkeys(found)]

    assert days("index.html")[:3] == ["10", "09", "08"]
    assert days("page/4/index.html") == ["07"]
    assert days("page/3/index.html") == ["06", "05", "04"]
    assert days("page/2/index.html") == ["03", "02", "01"]
    assert ">2025年11月1日至<wbr>3日</h1>" in pages["page/2/index.html"]
    assert "<title>2025年11月4日至6日 · 一文财经</title>" in pages["page/3/index.html"]
    assert (
        "<title>美股 · 標籤 · 2025年11月1日至3日 · 一文財經</title>"
        in (pages["zh-tw/tags/美股/page/2/index.html"])
    )


def test_a_later_page_leads_to_the_newest_the_newer_the_older_and_the_oldest(blog: Blog):
    write_days(blog, range(1, 14))

    page = blog.build({"page_posts": 3, "page_rows": 3})["page/4/index.html"]

    assert re.findall(r"<a[^>]*>(最新|较新|较早|最早)</a>", page) == [
        "最新",
        "较新",
        "较早",
        "最早",
    ]
    assert '<a rel="prev" href="../../page/5/">较新</a>' in page
    assert '<a rel="next" href="../../page/3/">较早</a>' in page


def test_a_new_post_leaves_the_pages_of_old_ones_as_they_are(blog: Blog):
    sizes = {"page_posts": 3, "page_rows": 3}
    write_days(blog, range(1, 14))
    before = blog.build(sizes)
    write_days(blog, range(14, 15))
    after = blog.build(sizes)

    changed = {
        path for path, page in after.items() if before.get(path) != page and "zh-" not in path
    }
    assert {path for path in changed if "page/" in path} == {
        f"{folder}page/5/index.html"
        for folder in (
            "",
            "categories/随笔/",
            "tags/美股/",
            "authors/一文编辑部/",
            "archive/2025/11/",
        )
    }
    assert "archive/2025/index.html" in changed, "it tells how many posts a month has"


def test_a_year_of_many_posts_leads_to_its_months(blog: Blog):
    write_days(blog, range(1, 14))

    page = blog.build({"page_rows": 3})["archive/2025/index.html"]

    assert '<a href="../../archive/2025/11/">11 月</a> <span class="count">13' in page
    assert "/p/" not in page
