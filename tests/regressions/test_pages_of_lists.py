"""Pages of lists that an author wrote something for, or named in the navigation."""

from __future__ import annotations

import re

import pytest

from tests.conftest import Blog

POST = "---\ntitle: 美联储宣布购债\ndate: 2025-12-12\ntags: 宏观\n---\n正文。\n"

pytestmark = pytest.mark.build


def heading(page: str) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
    return found[1].strip() if found else ""


@pytest.mark.parametrize("path", ["tags/index.md", "tags/README.md", "tags.md"])
def test_a_directory_that_an_author_wrote_lists_all_terms(blog: Blog, path: str):
    """tags.md and the planned tags/index.md were both written to tags/index.html."""
    blog.write("blog/fed.md", POST)
    blog.write(path, "# 标签一览\n\n一句话。\n")

    pages = blog.build()

    assert 'href="../tags/宏观/"' in pages["tags/index.html"]
    assert re.findall(r'<a href="./tags/".*?>(.*?)</a>', pages["index.html"]) == ["标签"]


def test_a_readme_is_the_home_page(blog: Blog):
    (blog.docs / "index.md").unlink()
    blog.write("README.md", "# 首页\n")
    blog.write("blog/fed.md", POST)

    assert "美联储宣布购债" in blog.build()["index.html"]


def test_the_navigation_may_name_pages_of_lists_and_posts(blog: Blog):
    blog.write("blog/fed.md", POST)
    blog.write("about.md", "# 关于\n")
    nav = ["index.md", "about.md", {"标签": "tags/index.md"}, {"头条": "blog/fed.md"}]

    page = blog.build(nav=nav)["index.html"]

    assert 'href="./about/"' in page


def test_a_folder_of_posts_may_have_a_page_of_its_own(blog: Blog):
    """Material's blog wants one."""
    blog.write("blog/fed.md", POST)
    blog.write("blog/index.md", "# 博客\n")

    assert heading(blog.build()["blog/index.html"]) == "博客"


def test_the_pager_has_no_page_zero(blog: Blog):
    for at in range(1, 8):
        blog.write(f"blog/p{at}.md", POST)

    page = blog.build({"page_posts": 1, "page_rows": 1})["index.html"]

    assert re.findall(r'href="([^"]*page/[^"]*)"', page) == [
        "https://example.org/repo/page/7/",
        *("./page/7/", "./page/2/"),
        "./page/7/",  # of the year
    ]


def test_boxes_of_tasks_have_names(blog: Blog):
    blog.write("blog/fed.md", POST + "\n- [x] 甲\n- [ ] 乙\n")

    page = blog.build()["blog/fed/index.html"]

    assert re.findall(r'<input[^>]*aria-label="(.*?)"', page) == ["已完成", "未完成"]
