from __future__ import annotations

import pytest

from yiwen.importing.wordpress import is_export, read_export
from yiwen.problems import YiwenError

HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel>
"""
END = "</channel></rss>"


def item(content: str = "正文一句。", **values: str) -> str:
    said = {"post_type": "post", "status": "publish", "post_date": "2024-03-05 08:30:00", **values}
    fields = "".join(f"<wp:{key}>{value}</wp:{key}>" for key, value in said.items())
    return (
        "<item><title>题目</title><link>https://a.cn/2024/03/egg/</link><dc:creator>张三</dc:creator>"
        f"<content:encoded><![CDATA[{content}]]></content:encoded>"
        "<excerpt:encoded><![CDATA[摘 要]]></excerpt:encoded>"
        '<category domain="category" nicename="x">宏观</category>'
        '<category domain="category" nicename="u">未分类</category>'
        f'<category domain="post_tag" nicename="y">早餐</category>{fields}</item>'
    )


def read(*items: str):
    return read_export(HEAD + "".join(items) + END, path="a.xml")


def test_a_post_of_wordpress_is_read_whole():
    (draft,), notes = read(item(post_date_gmt="2024-03-05 00:30:00", post_name="%E8%9B%8B"))

    assert (draft.title, draft.date) == ("题目", "2024-03-05 08:30:00 +08:00")
    assert (draft.authors, draft.categories, draft.tags) == (("张三",), ("宏观",), ("早餐",))
    assert (draft.description, draft.aliases, draft.slug) == ("摘 要", ("/2024/03/egg/",), "蛋")
    assert (draft.body, draft.hidden, notes) == ("正文一句。", False, ())


@pytest.mark.parametrize(
    ("local", "world", "date"),
    [
        ("2024-03-05 08:30:00", "2024-03-05 13:00:00", "2024-03-05 08:30:00 -04:30"),
        ("2024-03-05 08:30:00", "0000-00-00 00:00:00", "2024-03-05 08:30:00"),
        ("2024-03-05 08:30:00", "2024-03-09 08:30:00", "2024-03-05 08:30:00"),
        ("0000-00-00 00:00:00", "0000-00-00 00:00:00", ""),
    ],
)
def test_a_date_keeps_its_zone(local: str, world: str, date: str):
    (draft,), _ = read(item(post_date=local, post_date_gmt=world))

    assert draft.date == date


def test_what_is_not_published_is_a_draft():
    drafts, _ = read(item(status="draft"), item(status="private"), item(status="trash"))

    assert [draft.hidden for draft in drafts] == [True, True]


def test_pages_are_told_and_comments_too():
    comment = "<wp:comment><wp:comment_author>李四</wp:comment_author><wp:comment_content>好\n文</wp:comment_content></wp:comment>"
    (draft,), notes = read(
        item(post_type="page"),
        item(post_type="attachment"),
        item().replace("</item>", comment + "</item>"),
    )

    assert [(note.text, note.why) for note in notes] == [("题目", "no post but: page, publish")]
    assert ("李四: 好 文", "a comment of a reader") in [
        (note.text, note.why) for note in draft.notes
    ]


@pytest.mark.parametrize(
    ("content", "body"),
    [
        ("一段。\n又一行。\n\n二段。", "一段。  \n又一行。\n\n二段。"),
        ("<h2>节</h2>\n\n<!-- wp:x -->\n<p>甲</p>\n<p>乙</p>", "## 节\n\n甲\n\n乙"),
        ("<h2>节</h2>\n\n话。", "## 节\n\n话。"),
        ("话。<!--more-->\n\n再说。", "话。\n\n<!-- more -->\n\n再说。"),
        (
            '[caption id="a"]<img src="/a.png" alt="蛋" /> 一颗蛋[/caption]',
            '![蛋](/a.png "一颗蛋")',
        ),
        ("[code lang=js]a\n\nb[/code]", "```\na\n\nb\n```"),
        ("话。\n\n[gallery ids=1]", "话。\n\n[gallery ids=1]"),
    ],
)
def test_content_becomes_markdown(content: str, body: str):
    (draft,), _ = read(item(content))

    assert draft.body == body


def test_a_shortcode_that_is_left_is_told():
    (draft,), _ = read(item("话。\n\n[gallery ids=1]"))

    assert [note.text for note in draft.notes] == ["[gallery ids=1]"]


BOMB = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            HEAD.replace("<rss", f"{BOMB}<rss") + END,
            "the XML declares entities or a document type, which no export of WordPress does",
        ),
        (HEAD + "<item>", "not XML: no element found: line 5, column 6"),
    ],
)
def test_xml_that_is_broken_or_meant_to_harm_is_refused(text: str, told: str):
    with pytest.raises(YiwenError) as caught:
        read_export(text, path="a.xml")

    assert [problem.what for problem in caught.value.problems] == [told]


def test_control_characters_that_xml_forbids_spoil_no_export():
    text = (HEAD + item("话\x08。") + END).replace("UTF-8", "GBK")

    assert read_export(text, path="a.xml")[0][0].body == "话。"


def test_an_export_is_told_from_other_xml():
    assert is_export(HEAD + END)
    assert not is_export("<rss></rss>")
