"""What stands under an article depends on what the site has."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.build

POST = """---
title: 阈值的“软件”
date: 2025-12-12
zh:
  title: {tw: 門檻值}
  terms:
    - {hans: 软件, hk: 軟件程式}
---

正文。
"""
ARTICLE = "blog/2025/12/12/fed/index.html"


def test_a_site_without_an_address_has_no_links_and_no_code_to_share(blog):
    blog.write("blog/2025/12/12/fed.md", POST)

    page = blog.build(site_url="")[ARTICLE]

    assert "share-links" not in page
    assert "y-code" not in page
    assert 'data-do="keep" data-url="blog/2025/12/12/fed/"' in page


def test_the_title_that_is_shared_has_the_words_of_the_article(blog):
    blog.write("blog/2025/12/12/fed.md", POST)

    pages = blog.build()

    assert '&amp;text=阈值的“软件”"' in pages[ARTICLE]
    assert '&amp;text=門檻值"' in pages[f"zh-tw/{ARTICLE}"]
    assert '&amp;text=閾值的「軟件程式」"' in pages[f"zh-hk/{ARTICLE}"]
