"""What an author decides for single variants: words, titles, whole versions, none at all."""

from __future__ import annotations

import re

import pytest

from tests.conftest import Blog

pytestmark = pytest.mark.build

FED = """---
title: 软件与数据
date: 2025-12-12
tags: [软件]
{zh}---
这里说的是软件。
"""
PAGE = "blog/2025/12/12/fed/index.html"


def write_fed(blog: Blog, zh: str = "") -> None:
    blog.write("blog/2025/12/12/fed.md", FED.format(zh=zh))


def test_a_post_has_terms_of_its_own(blog: Blog):
    write_fed(blog, "zh:\n  terms:\n    - {hans: 软件, tw: 軟體, hk: 軟件程式}\n")

    pages = blog.build()

    assert "這裡說的是軟體。" in pages[f"zh-tw/{PAGE}"]
    assert "這裏說的是軟件程式。" in pages[f"zh-hk/{PAGE}"]
    assert "軟體與數據" in pages["zh-tw/index.html"], "its title too, on lists"


def test_the_sites_glossary_is_used_on_every_page(blog: Blog):
    write_fed(blog)
    blog.write("_data/glossary.yml", "- {hans: 软件, tw: 軟體}\n- {hans: 数据, tw: 資料}\n")

    pages = blog.build()

    assert "<title>軟體與資料 · 一文財經</title>" in pages[f"zh-tw/{PAGE}"]
    assert "軟體與資料" in pages["zh-tw/index.html"]
    assert "這裏說的是軟件。" in pages[f"zh-hk/{PAGE}"]


def test_a_title_can_be_given_for_one_variant(blog: Blog):
    write_fed(blog, "zh:\n  title: {tw: 軟體的事}\n  description: {hk: 另一種簡介}\n")

    pages = blog.build()

    for path in (f"zh-tw/{PAGE}", "zh-tw/index.html"):
        assert "軟體的事</" in pages[path]
    assert "軟件與數據</h1>" in pages[f"zh-hk/{PAGE}"]
    assert "另一種簡介" in pages["zh-hk/index.html"]
    assert "另一種簡介" not in pages["zh-tw/index.html"]


def test_a_version_written_by_hand_takes_the_place_of_the_derived_page(blog: Blog):
    write_fed(blog)
    blog.write(
        "blog/2025/12/12/fed.zh-tw.md",
        "---\ntitle: 自己寫的標題\n---\n這一版專為臺灣讀者而寫。[關於](../../../../about.md)\n",
    )
    blog.write("about.md", "# 关于\n")

    pages = blog.build()

    taiwan = pages[f"zh-tw/{PAGE}"]
    assert "自己寫的標題</h1>" in taiwan
    assert "這一版專為臺灣讀者而寫。" in taiwan
    assert 'href="../../../../../about/"' in taiwan
    assert "這裏說的是軟件。" in pages[f"zh-hk/{PAGE}"]
    assert "自己寫的標題" in pages["zh-tw/index.html"]
    assert "自己寫的標題" not in pages["zh-hk/index.html"]
    assert pages["zh-tw/tags/软件/index.html"].count("自己寫的標題</a></h2>") == 1
    assert [path for path in pages if "fed.zh-tw" in path] == []


def test_a_post_can_keep_to_its_own_variant(blog: Blog):
    write_fed(blog, "zh: {variants: false}\n")

    pages = blog.build()

    assert PAGE in pages
    assert f"zh-tw/{PAGE}" not in pages
    tags = re.findall(r'hreflang="(zh[^"]*)"', pages[PAGE])
    assert set(tags) == {"zh-Hans"}


def test_lists_of_other_editions_lead_to_the_one_that_has_the_article(blog: Blog):
    write_fed(blog, "zh: {variants: [zh-Hant-HK]}\n")

    pages = blog.build()

    assert f"zh-hk/{PAGE}" in pages
    assert 'href="./blog/2025/12/12/fed/"' in pages["zh-hk/index.html"]
    assert 'href="../blog/2025/12/12/fed/"' in pages["zh-tw/index.html"]
    assert 'href="../../../blog/2025/12/12/fed/"' in pages["zh-tw/tags/软件/index.html"]


def test_a_traditional_post_can_stay_out_of_the_simplified_edition(blog: Blog):
    write_fed(blog)
    blog.write(
        "blog/2025/12/13/own.md",
        "---\ntitle: 只給臺灣讀者\ndate: 2025-12-13\nlang: zh-TW\nzh: {variants: false}\n---\n內容。\n",
    )

    pages = blog.build()

    own = "blog/2025/12/13/own/index.html"
    assert f"zh-tw/{own}" in pages
    assert own not in pages
    assert 'href="zh-tw/blog/2025/12/13/own/"' in pages["index.html"]
    assert (
        'rel="canonical" href="https://example.org/repo/zh-tw/blog/2025/12/13/own/"'
        in pages[f"zh-tw/{own}"]
    )
    assert 'href="/repo/zh-tw/blog/2025/12/13/own/"' in pages["404.html"]
    assert 'href="/repo/zh-tw/blog/2025/12/13/own/"' in pages["zh-hk/404.html"]


def test_a_link_from_the_root_of_the_host_follows_the_article_it_leads_to(blog: Blog):
    write_fed(blog)
    blog.write(
        "blog/a.md", '---\ndate: 2025-12-12\n---\n<a href="/repo/blog/2025/12/12/fed/">x</a>\n'
    )
    blog.build()
    write_fed(blog, "zh: {variants: [zh-Hant-HK]}\n")

    pages = blog.build()

    assert '<a href="/repo/blog/2025/12/12/fed/">x</a>' in pages["zh-tw/blog/a/index.html"]


def test_a_fault_in_a_posts_own_terms_is_told_with_its_line(blog: Blog):
    write_fed(blog, "zh:\n  terms:\n    - {hans: 软件, tv: 軟體}\n")

    result = blog.run("build")

    assert result.returncode == 1
    assert "docs/blog/2025/12/12/fed.md:7: unknown key 'tv' in a term" in result.stderr


def test_a_paragraph_of_the_other_script_is_a_warning(blog: Blog):
    write_fed(blog)
    blog.write(
        "blog/2025/12/13/mixed.md",
        "---\ntitle: 混排\ndate: 2025-12-13\n---\n这一段写的是简体，说明经济与货币，还谈了许多关于债务、银行与资产的问题。\n\n"
        "這一段寫的卻是繁體，說明經濟與貨幣的關係。\n",
    )

    result = blog.run("build")

    assert result.returncode == 0
    assert "docs/blog/2025/12/13/mixed.md:7:1:" in result.stderr
