"""HTML of articles, made to be read in other places."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwen.portable import join_address, make_portable

HOST = "https://example.org/"
UP = f"{HOST}repo/zh-tw/blog/2025/12/12/"
PAGE = f"{UP}fed/"

CASES = {
    "links from the page": (
        '<a href="../bonds/?a=1&amp;b=2#x">债</a>',
        '<a href="https://example.org/repo/zh-tw/blog/2025/12/12/bonds/?a=1&amp;b=2#x">债</a>',
    ),
    "a place on the page itself": (
        '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>',
        f'<sup><a href="{PAGE}#fn:1">1</a></sup>',
    ),
    "links from the root of the host": (
        '<a href="/about/">关于</a>',
        '<a href="https://example.org/about/">关于</a>',
    ),
    "links that are absolute, or are none": (
        '<a href="https://a.cn/x">甲</a><a href="mailto:a@b.cn">信</a><a href="http://[">错</a>',
        '<a href="https://a.cn/x">甲</a><a href="mailto:a@b.cn">信</a><a href="http://[">错</a>',
    ),
    "images in several sizes": (
        '<img srcset="../a,b.webp 1x, //cdn.cn/c.webp 2x" src="/c.png" sizes="9px" alt="图" loading="lazy">',
        f'<img srcset="{UP}a,b.webp 1x, https://cdn.cn/c.webp 2x" src="{HOST}c.png" sizes="9px" alt="图">',
    ),
    "films": (
        "<video poster=p.webp src='/f.mp4' controls></video>",
        f'<video poster="{PAGE}p.webp" src="https://example.org/f.mp4" controls=""></video>',
    ),
    "style": (
        '<p class="lead" style="color:red" data-x="1" aria-label="y" onclick="z()">话</p>',
        "<p>话</p>",
    ),
    "code in colours": (
        '<pre><span></span><code><span class="k">if</span> a <span class="o">&lt;</span> b</code></pre>',
        "<pre><code>if a &lt; b</code></pre>",
    ),
    "a span that says something": (
        '<span lang="ja"><span class="x">日本</span></span></span>',
        '<span lang="ja">日本</span>',
    ),
    "scripts, styles and comments": (
        "甲<script>if (a</b) {}</script><style>p{}</style><!-- 乙 -->丙<template><p>丁</p></template>",
        "甲丙",
    ),
    "what a script shows later": (
        '甲<div hidden><div>乙</div><br/>丙</div>丁<img hidden src="x.png">戊',
        "甲丁戊",
    ),
    "buttons and drawings": (
        '甲<button type="button">复制<b>乙</b></button><svg viewBox="0 0 1 1"><path d="M0"/></svg>丙',
        "甲丙",
    ),
    "boxes of tasks": (
        '<label><input type="checkbox" checked/> 做了</label><input type="checkbox"> 要做<input name="a">',
        "☑  做了☐  要做",
    ),
    "what belongs into a head": ('<link rel="x" href="y"><meta name="z">话', "话"),
    "formulas": (
        '<math xmlns="http://www.w3.org/1998/Math/MathML" display="block"><mi>x</mi><mspace/></math>',
        '<math xmlns="http://www.w3.org/1998/Math/MathML" display="block"><mi>x</mi><mspace/></math>',
    ),
    "films of others": (
        '<iframe src="//player.cn/1" loading="lazy"><p>无</p></iframe>',
        '<iframe src="https://player.cn/1"><p>无</p></iframe>',
    ),
    "addresses that run something": (
        '<a href=" JavaScript:x()">甲</a><img srcset="javascript:x" alt="">',
        '<a>甲</a><img alt="">',
    ),
    "attributes that are closed by other signs": (
        """<img alt='他说"好"' src="a.png"><br/>""",
        f'<img alt="他说&quot;好&quot;" src="{PAGE}a.png"><br/>',
    ),
    "what ends a CDATA section": ("a[b[0]]> 1", "a[b[0]]&gt; 1"),
}


@pytest.mark.parametrize(("html", "expected"), CASES.values(), ids=CASES)
def test_what_only_a_page_can_use_goes_and_the_rest_stays(html: str, expected: str):
    assert make_portable(html, PAGE) == expected


def test_an_address_that_is_none_stays():
    assert join_address(PAGE, "http://[") == "http://["


PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<b hidden>",
        "</b>",
        "<br>",
        "<script>",
        "</script>",
        "<span>",
        "</span>",
        '<a href="x">',
        "<a href=x onclick='y'>",
        "<!--",
        "-->",
        "]]>",
        "<svg/>",
        "<input type=checkbox>",
        '"',
        "话",
        "<",
        ">",
        "&lt;",
    ]
)


@given(st.lists(PIECES).map("".join))
def test_whatever_the_html_nothing_in_it_runs_or_ends_what_it_stands_in(html: str):
    made = make_portable(html, PAGE)

    assert "]]>" not in made
    assert not re.search(r"<script|<svg|<input|onclick|<span|<!--[^<]*-->", made)


@given(st.text(alphabet=st.characters(exclude_characters="<", exclude_categories=["Cs"])))
def test_text_stays(text: str):
    assert make_portable(text, PAGE) == text.replace("]]>", "]]&gt;").strip()
