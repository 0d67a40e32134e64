from __future__ import annotations

import pytest

from yiwen.importing.drafts import Note
from yiwen.importing.webpages import is_page, read_page, render_image
from yiwen.problems import YiwenError

PAGE = """\
<!doctype html>
<html><head>
<title>茶叶蛋的定价权 - 街角</title>
<meta property="og:title" content="茶叶蛋的定价权">
<meta property="article:published_time" content="2024-03-05T08:30:00+08:00">
<meta name="author" content="张三"><span class="p-author"></span>
<meta property="article:tag" content="早餐"><meta property="article:tag" content="物价">
<meta property="og:image" content="https://example.org/cover.png">
<meta name="description" content="一颗蛋的来历。">
<link rel="canonical" href="https://example.org/egg">
<style>p { color: red }</style>
</head><body>
<nav><a href="/">首页</a></nav>
<article>
<h1>茶叶蛋的定价权</h1>
<p>第一段有 <strong>重点</strong>、<em>语气</em>、<a href="https://example.org/a">链接</a>
和 3*4*5。</p>
<p># 不是标题</p>
<h2>小节</h2>
<ul><li>甲<li>乙</ul>
<blockquote><p>引文</p></blockquote>
<figure><img data-src="https://example.org/a b.png" src="data:x" alt="蛋"><figcaption>一颗蛋</figcaption></figure>
<pre><code class="language-python">print("```")
</code></pre>
<table><tr><th>年</th><th>价</th></tr><tr><td>2024</td><td>2.5</td></tr></table>
<!-- more -->
<p>查看更多</p>
<p>最后一段。</p>
<iframe src="//player.example.org/1"></iframe>
</article>
<aside>推荐</aside>
<p>旁边的话</p>
<footer>版权所有</footer>
</body></html>
"""

BODY = """\
第一段有 **重点**、*语气*、[链接](https://example.org/a) 和 3\\*4\\*5。

\\# 不是标题

## 小节

- 甲
- 乙

> 引文

![蛋](https://example.org/a%20b.png "一颗蛋")

````python
print("```")
````

| 年 | 价 |
| --- | --- |
| 2024 | 2.5 |

<!-- more -->

最后一段。

<https://player.example.org/1>"""


def test_a_page_becomes_markdown():
    assert read_page(PAGE, path="a.html").body == BODY


def test_a_page_says_what_it_is():
    draft = read_page(PAGE, path="a.html")

    assert draft.title == "茶叶蛋的定价权"
    assert draft.date == "2024-03-05T08:30:00+08:00"
    assert draft.authors == ("张三",)
    assert draft.tags == ("早餐", "物价")
    assert draft.cover == "https://example.org/cover.png"
    assert draft.description == "一颗蛋的来历。"
    assert draft.source == "https://example.org/egg"


def test_what_is_beside_the_article_is_told():
    notes = read_page(PAGE, path="a.html").notes

    assert [f"{note.line}: {note.why}: {note.text}" for note in notes] == [
        "13: navigation: 首页",
        "33: a footer: 版权所有",
        "31: beside the article: 推荐",
        "3: outside of the article: 茶叶蛋的定价权 - 街角",
        "32: outside of the article: 旁边的话",
        "0: the title again: # 茶叶蛋的定价权",
        "0: a button: 查看更多",
    ]


def test_an_article_of_wechat_is_found_by_its_names():
    draft = read_page(
        '<h1 id="activity-name"> 题目 </h1><a id="js_name">某号</a><em id="publish_time">2024-03-05 08:30</em>'
        '<div id="js_content"><section>正文一句。</section></div><div>阅读 10</div>',
        path="a.html",
    )

    assert (draft.title, draft.authors, draft.date) == ("题目", ("某号",), "2024-03-05 08:30")
    assert draft.body == "正文一句。"


def test_an_export_of_medium_is_found_by_its_names():
    draft = read_page(
        '<article class="h-entry"><header><h1 class="p-name">题目</h1></header>'
        '<section data-field="body" class="e-content"><p>正文一句。</p></section>'
        '<footer>By <a class="p-author h-card">张三</a> on <a><time class="dt-published"'
        ' datetime="2024-03-05T08:30:00.000Z">March</time></a>'
        '<a class="p-canonical" href="https://medium.com/x">Canonical</a></footer></article>',
        path="a.html",
    )

    assert (draft.title, draft.authors, draft.source) == ("题目", ("张三",), "https://medium.com/x")
    assert (draft.date, draft.body) == ("2024-03-05T08:30:00.000Z", "正文一句。")


@pytest.mark.parametrize(
    "data",
    ['{"datePublished": "2024-03-05"}', '[{"a": 1}, {"datePublished": "2024-03-05"}]'],
)
def test_the_date_in_json_ld_is_found(data: str):
    html = f'<script type="application/ld+json">{data}</script><p>正文一句。</p>'

    assert read_page(html, path="a.html").date == "2024-03-05"


def test_json_ld_that_cannot_be_read_says_nothing():
    html = '<script type="application/ld+json">{</script><script type="application/ld+json">[1]</script><p>正文。</p>'

    assert read_page(html, path="a.html").date == ""


@pytest.mark.parametrize(
    ("html", "body"),
    [
        ('<p><img src="a.png" title="说明"></p>', '![](a.png "说明")'),
        (
            "<figure><img src=a.png><img src=b.png><figcaption>两*张*</figcaption></figure>",
            "![](a.png)![](b.png)\n\n*两\\*张\\**",
        ),
        ("<figure><img src=a.png></figure>", "![](a.png)"),
        ("<figure><pre>x</pre><figcaption></figcaption></figure>", "```\nx\n```"),
        ("<pre> </pre><p>话。</p>", "话。"),
        ("<p>一行<br>又一行。</p>", "一行  \n又一行。"),
        ("<p>一\n行，\n又 a\nb。</p>", "一行，又 a b。"),
        ("<p>1 &lt; 2，a&lt;b&gt;，-{甲}-。</p>", "1 < 2，a&lt;b>，\\-{甲}-。"),
        ("<p>1. 不是表。</p>", "1\\. 不是表。"),
        ("<p><b>1. 粗。</b></p>", "**1\\. 粗。**".replace("\\", "")),
        (
            "<table><tr><td>1<td>2<tr><td>3<td>4</table>",
            "| 1 | 2 |\n| --- | --- |\n| 3 | 4 |",
        ),
        (
            "<video src='https://a.cn/v.mp4'></video><iframe src='x'></iframe>",
            "<https://a.cn/v.mp4>",
        ),
        ("<!-- 说明 --><p>话。</p>", "话。"),
    ],
)
def test_html_becomes_the_markdown_that_shows_it(html: str, body: str):
    assert read_page(f"<h1>题目</h1>{html}", path="a.html").body == body


@pytest.mark.parametrize(
    ("html", "why"),
    [
        ('<img src="data:image/png;base64,AA" alt="蛋">', "a picture inside the page"),
        ('<img alt="蛋">', "a picture without address"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_told(html: str, why: str):
    notes: tuple[Note, ...] = read_page(f"<h1>题</h1><p>话。{html}</p>", path="a.html").notes

    assert ("蛋", why) in [(note.text, note.why) for note in notes]


def test_elements_nested_too_deeply_are_refused():
    html = "<div>" * 1200 + "话。"

    with pytest.raises(YiwenError, match=r"a\.html: elements are nested too deeply to be read"):
        read_page(html, path="a.html")


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("<!DOCTYPE html><html>", True),
        ("<!-- x --><div>甲</div>", True),
        ("甲<p>乙</p><p>丙</p>", True),
        ("标签 <p> 的用法", False),
        ("a < b", False),
    ],
)
def test_html_is_told_from_text_that_speaks_of_it(text: str, page: bool):
    assert is_page(text) is page


def test_a_picture_is_written_so_that_markdown_reads_it():
    assert (
        render_image("a (1).png", "[甲]", '说"好"') == '![\\[甲\\]](a%20%281%29.png "说\\"好\\"")'
    )
