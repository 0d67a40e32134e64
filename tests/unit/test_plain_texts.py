"""Programs read the Markdown of articles, llms.txt, robots.txt and the manifest as they are meant."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwen.plain_texts import (
    Icon,
    Link,
    Whereabouts,
    place_addresses,
    render_copy,
    render_llms,
    render_manifest,
    render_robots,
)

BASE = "https://example.org/repo/"
SOURCES = {
    "about.md": "about/",
    "index.md": "",
    "blog/2025/b c.md": "zh-tw/blog/2025/b%20c/",
    "assets/图 1.png": "assets/%E5%9B%BE%201.png",
}
HERE = Whereabouts(BASE, "blog/2025/a.md", "blog/2025/a/", SOURCES.get)


def placed(body: str, *, math: bool = False) -> str:
    return place_addresses(body, HERE.place, math=math)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("[关于](../../about.md)", "[关于](https://example.org/repo/about/)"),
        ("[关于](../../about.md#us)", "[关于](https://example.org/repo/about/#us)"),
        ("[首页](../../index.md)", "[首页](https://example.org/repo/)"),
        ("[b](b%20c.md)", "[b](https://example.org/repo/zh-tw/blog/2025/b%20c/)"),
        ("[b](<b c.md> '题')", "[b](https://example.org/repo/zh-tw/blog/2025/b%20c/ '题')"),
        (
            "![图](../../assets/图%201.png)",
            "![图](https://example.org/repo/assets/%E5%9B%BE%201.png)",
        ),
        ("![图](/assets/图%201.png)", "![图](https://example.org/repo/assets/%E5%9B%BE%201.png)"),
        ("[页](#here)", "[页](https://example.org/repo/blog/2025/a/#here)"),
        ("[标签](../../../tags/)", "[标签](https://example.org/repo/tags/)"),
        ("[外](https://a.cn/b_(c).html)", "[外](https://a.cn/b_%28c%29.html)"),
        ("[信](mailto:a@b.cn)", "[信](mailto:a@b.cn)"),
        ("[坏](http://[a)", "[坏](http://[a)"),
        (
            "[名字][1]\n\n[1]: ../../about.md '题'",
            "[名字][1]\n\n[1]: https://example.org/repo/about/ '题'",
        ),
        (
            '<a href="../../../about/">关于</a>',
            '<a href="https://example.org/repo/about/">关于</a>',
        ),
        (
            "<img src='../../../assets/a.png'>",
            "<img src='https://example.org/repo/assets/a.png'>",
        ),
        ("`[关于](../../about.md)`", "`[关于](../../about.md)`"),
        ('```\n[a](b c.md) href="x"\n```\n', '```\n[a](b c.md) href="x"\n```\n'),
        ("](`a`)", "](`a`)"),
        ("前<!-- more -->后", "前后"),
        ("没有链接", "没有链接"),
    ],
)
def test_addresses_lead_to_pages_from_anywhere(body: str, expected: str):
    assert placed(body) == expected


def test_formulas_are_no_addresses():
    assert placed("$[a](b)$", math=True) == "$[a](b)$"
    assert placed("$[a](b)$") == "$[a](https://example.org/repo/blog/2025/a/b)$"


def test_without_a_url_of_the_site_addresses_lead_up_to_its_root():
    here = Whereabouts("../../../", "blog/2025/a.md", "blog/2025/a/", SOURCES.get)

    assert here.place("../../about.md", False) == "../../../about/"
    assert here.place("../b/", True) == "../../../blog/2025/b/"


@given(st.text(alphabet="ab.汉[]()<>!`#/ \n\\\"'=href:", max_size=80))
def test_any_text_can_be_placed_and_is_placed_once(body: str):
    once = placed(body)

    assert placed(once) == once


def test_a_copy_has_title_byline_address_and_text():
    made = render_copy("标题\n两行", ["作者", "2025年12月12日"], BASE, "\n\n\n一。\n\n\n\n二。\n\n")

    assert made == (
        "# 标题 两行\n\n作者 · 2025年12月12日\n\n<https://example.org/repo/>\n\n一。\n\n二。\n"
    )


def test_llms_tells_what_the_site_is_and_where_its_texts_are():
    made = render_llms(
        "一文",
        "说明\n第二行",
        ["注。"],
        [
            ("文章", [Link("A [b] \\c", "https://a.cn/(x) y/", "摘要"), Link("二", "b/")]),
            ("空的", []),
            ("Optional", [Link("归档", "archive/")]),
        ],
    )

    assert made == (
        "# 一文\n\n"
        "> 说明 第二行\n\n"
        "注。\n\n"
        "## 文章\n\n"
        "- [A \\[b\\] \\\\c](https://a.cn/%28x%29%20y/): 摘要\n"
        "- [二](b/)\n\n"
        "## Optional\n\n"
        "- [归档](archive/)\n"
    )


def test_a_site_without_description_has_no_summary_in_llms():
    assert render_llms("一文", "", [], []) == "# 一文\n"


def test_robots_may_read_everything():
    assert render_robots(["https://a.cn/sitemap.xml"]) == (
        "User-agent: *\nDisallow:\n\nSitemap: https://a.cn/sitemap.xml\n"
    )
    assert render_robots([]) == "User-agent: *\nDisallow:\n"


def test_the_manifest_names_the_site_and_its_icons():
    icons = [Icon("../a.png", 192), Icon("../b.png", 512, "maskable")]

    made = json.loads(render_manifest(name="一文", description="说", lang="zh-Hans", icons=icons))

    assert (made["name"], made["short_name"], made["description"]) == ("一文", "一文", "说")
    assert (made["lang"], made["start_url"], made["scope"]) == ("zh-Hans", "./", "./")
    assert made["icons"] == [
        {"src": "../a.png", "sizes": "192x192", "type": "image/png", "purpose": "any"},
        {"src": "../b.png", "sizes": "512x512", "type": "image/png", "purpose": "maskable"},
    ]


def test_a_long_name_has_no_short_form_and_nothing_empty_is_told():
    made = json.loads(render_manifest(name="很长" * 10, description="", lang="zh-Hans", icons=[]))

    assert not {"short_name", "description", "icons", "id"} & made.keys()
