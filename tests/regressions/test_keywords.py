"""Keywords that posts of both scripts share."""

from __future__ import annotations

import re

import pytest

from tests.conftest import Blog

pytestmark = pytest.mark.build


def test_a_keyword_named_by_another_post_is_converted_too(blog: Blog):
    """A Traditional post showed 量化紧缩 to Taiwan: the name came from a Simplified one."""
    blog.write("blog/a.md", "---\ntitle: 甲\ndate: 2025-12-12\nseo: [量化紧缩]\n---\n这里说的。\n")
    blog.write("blog/b.md", "---\ntitle: 乙\ndate: 2025-12-13\nseo: [量化緊縮]\n---\n這裡說的。\n")

    pages = blog.build()

    said = [
        re.findall('<meta name="keywords" content="(.*?)"', pages[f"{edition}blog/b/index.html"])
        for edition in ("", "zh-tw/", "zh-hk/")
    ]
    assert said == [["量化紧缩"], ["量化緊縮"], ["量化緊縮"]]
