"""Copied articles: texts of our own making in the shape that platforms give them."""

from __future__ import annotations

import pytest

from yiwen.importing.drafts import Fate, render_draft, render_notes
from yiwen.importing.pastes import read_paste

COLUMN = """\
茶叶蛋的定价权
2024-03-05 08:30
街角经济学
茶叶蛋的定价权
2024-03-05 08:30
街角经济学
2024-03-05 08:30
订阅此专栏
收藏此文章


01 便利店的锅:谁在定价?


三月,一颗茶叶蛋卖到 2.5 元。


货架前的人群,涨价当天  via corner


这意味着:

- 早餐的成本上升;

- 学生改买馒头。


02 连锁反应


1. 鸡蛋涨价:饲料更贵。


2. 茶叶涨价:雨水太多。

并非所有人都在意。



如果对你有所帮助,欢迎扫描下方二维码,加入【早餐社群】!


社群助理微信号

egg2024

TEA-EGG


投稿、广告合作及授权


【免责声明】早餐有风险。本文不构成任何饮食建议,请自行判断。

街角经济学
数据请求中
查看更多

推荐专栏

数据请求中
在 App 打开
"""

COLUMN_POST = """\
---
title: "茶叶蛋的定价权"
date: 2024-03-05 08:30
author: "街角经济学"
disclaimer: "【免责声明】早餐有风险。本文不构成任何饮食建议,请自行判断。"
---

## 01 便利店的锅:谁在定价?

三月,一颗茶叶蛋卖到 2.5 元。

*货架前的人群,涨价当天 via corner*

这意味着:

- 早餐的成本上升;
- 学生改买馒头。

## 02 连锁反应

1. 鸡蛋涨价:饲料更贵。
2. 茶叶涨价:雨水太多。

并非所有人都在意。
"""

COLUMN_REPORT = """\
a.txt:1: moved to the front matter (title): 茶叶蛋的定价权
a.txt:2: moved to the front matter (date): 2024-03-05 08:30
a.txt:3: moved to the front matter (author): 街角经济学
a.txt:4: dropped (the title again): 茶叶蛋的定价权
a.txt:5: dropped (the date again): 2024-03-05 08:30
a.txt:6: dropped (the author again): 街角经济学
a.txt:7: dropped (the date again): 2024-03-05 08:30
a.txt:8: dropped (a button): 订阅此专栏
a.txt:9: dropped (a button): 收藏此文章
a.txt:40: dropped (a QR call): 如果对你有所帮助,欢迎扫描下方二维码,加入【早餐社群】!
a.txt:43: dropped (social accounts): 社群助理微信号
a.txt:45: dropped (an account, below social accounts): egg2024
a.txt:47: dropped (an account, below social accounts): TEA-EGG
a.txt:50: dropped (an offer of the platform): 投稿、广告合作及授权
a.txt:53: moved to the front matter (disclaimer): 【免责声明】早餐有风险。本文不构成任何饮食建议,请自行判断。
a.txt:55: dropped (the author again): 街角经济学
a.txt:56: dropped (a page that had not loaded): 数据请求中
a.txt:57: dropped (a button): 查看更多
a.txt:59: dropped (articles of others): 推荐专栏
a.txt:61: dropped (a page that had not loaded): 数据请求中
a.txt:62: dropped (a call to open an app): 在 App 打开"""


def test_a_column_becomes_a_post():
    assert render_draft(read_paste(COLUMN)) == COLUMN_POST


def test_the_report_tells_every_line_that_went_and_why():
    assert render_notes(read_paste(COLUMN).notes, path="a.txt") == COLUMN_REPORT


EXCHANGE = """\
珍珠奶茶「半糖」時代?每杯 65 元如何影響錢包

珍珠奶茶的「全糖」時代已經落幕。

01 甜度轉折

店員說:「半糖就是新的全糖。」

02 市場信號

排隊的人變少了。

TEA-0.78%
MILK+3.96%
查看原文
此頁面可能包含第三方內容,僅供參考(非陳述或保證),也不得被視為營養建議。詳見聲明
  • 讚賞
  • 留言
  • 轉發
  • 分享
留言
0/400
暫無留言
喝茶,隨時隨地
qrCode
掃碼下載 Tea App
社群列表
繁體中文
  • 简体中文
  • Tiếng Việt
  • Français (Afrique)
  • بالعربية"""


def test_the_page_of_an_exchange_becomes_a_post():
    assert render_draft(read_paste(EXCHANGE)) == (
        "---\n"
        'title: "珍珠奶茶「半糖」時代?每杯 65 元如何影響錢包"\n'
        'disclaimer: "此頁面可能包含第三方內容,僅供參考(非陳述或保證),也不得被視為營養建議。"\n'
        "---\n\n"
        "珍珠奶茶的「全糖」時代已經落幕。\n\n"
        "## 01 甜度轉折\n\n"
        "店員說:「半糖就是新的全糖。」\n\n"
        "## 02 市場信號\n\n"
        "排隊的人變少了。\n"
    )


def test_every_line_below_the_article_has_its_reason():
    reasons = {note.text: note.why for note in read_paste(EXCHANGE).notes}

    assert reasons["TEA-0.78%"] == "a ticker"
    assert reasons["喝茶,隨時隨地"] == "between lines of the platform"
    assert reasons["0/400"] == "a counter of characters"
    assert reasons["• Français (Afrique)"] == "a list of languages"
    assert len(reasons) == 21


@pytest.mark.parametrize(
    ("head", "date", "authors"),
    [
        ("作者：张三\n2024/3/5", "2024-03-05", ("张三",)),
        ("文丨张三\n发布时间：2024年3月5日 08:30", "2024-03-05 08:30", ("张三",)),
        ("张三 · 2024-03-05", "2024-03-05", ("张三",)),
        ("2024-03-05 星期二 8:30 | 张三", "2024-03-05 8:30", ("张三",)),
        ("By Zhang San\n2024-03-05T08:30+08:00", "2024-03-05T08:30+08:00", ("Zhang San",)),
        ("2024-13-05", "", ()),
        ("来源：某社 2024-03-05 08:30:01", "2024-03-05 08:30:01", ("某社",)),
        ("张三 · 2024-03-05\n作者：张三\n张三", "2024-03-05", ("张三",)),
        ("阅读 1.2万\n全文约 3000 字\n预计阅读 8 分钟\n2024-03-05", "2024-03-05", ()),
        ("2024-03-05\n更新于 2024-04-01", "2024-03-05", ()),
        ("张三 · 2024-03-05\n李四 · 2024-03-06", "2024-03-05", ("张三",)),
        ("张三 · 2024-03-05 · 李四", "", ()),
    ],
)
def test_date_and_author_are_found_below_the_title(head: str, date: str, authors: tuple[str, ...]):
    draft = read_paste(f"题目\n{head}\n\n央行宣布，利率不变。\n")

    assert (draft.title, draft.date, draft.authors) == ("题目", date, authors)


def test_a_line_below_the_title_that_means_nothing_stays():
    draft = read_paste("题目\n副题\n作者：张三\n作者：李四\n\n央行宣布，利率不变。\n")

    assert draft.body == "副题\n\n作者：李四\n\n央行宣布，利率不变。"


def test_a_source_without_address_is_who_wrote_it():
    draft = read_paste("题目\n来源：某社\n2024-03-05\n\n央行宣布，利率不变。\n")

    assert (draft.date, draft.authors) == ("2024-03-05", ("某社",))
    assert draft.body == "央行宣布，利率不变。"


def test_a_text_on_one_long_line_takes_no_time():
    long = "甲 via 乙*~。" * 20_000

    assert len(read_paste(f"题目\n\n{long}").body) > len(long)


def test_a_line_of_signs_takes_no_time():
    assert read_paste("题目\n\n正文。\n\n" + "#甲,,,," * 40).title == "题目"


def test_what_stands_before_the_title_is_no_title():
    draft = read_paste("首页\n2024-03-05\n题目\n\n正文一句。\n")

    assert (draft.title, draft.date, draft.body) == ("题目", "2024-03-05", "正文一句。")


@pytest.mark.parametrize(
    "text", ["- 一项\n- 两项", "长" * 91, "```\ncode\n```", "```\ncode\n```\n甲", "", "查看更多"]
)
def test_what_can_be_no_title_is_none(text: str):
    assert read_paste(text).title == ""


def test_the_address_of_the_original_is_found():
    draft = read_paste("题目\n\n正文一句。\n\n原文链接：https://example.org/a?b=1\n")

    assert (draft.source, draft.body) == ("https://example.org/a?b=1", "正文一句。")
    assert read_paste("题目\n来源：https://a.cn/b\n\n正文。\n").source == "https://a.cn/b"


def test_a_second_address_stays_in_the_post():
    draft = read_paste("题目\n来源：https://a.cn/1\n\n正文。\n\n来源：https://a.cn/2\n")

    assert draft.source == "https://a.cn/1"
    assert "https://a.cn/2" in draft.body


def test_hashtags_below_the_article_are_its_tags():
    draft = read_paste("题目\n\n正文一句。\n\n#比特币 #以太坊#\n")

    assert (draft.tags, draft.body) == (("比特币", "以太坊"), "正文一句。")


def test_titles_of_other_articles_go_with_their_heading():
    draft = read_paste("题目\n\n正文一句。\n\n相关阅读\n央行这一次会怎样做？\n另一篇很好的文章\n")

    assert draft.body == "正文一句。"
    assert [note.why for note in draft.notes[1:]] == [
        "articles of others",
        "below 相关阅读",
        "below 相关阅读",
    ]


def test_an_article_goes_on_below_what_only_looks_like_its_end():
    long = "这是一段很长的正文，它说明上面的那一行只是一个普通的小标题，后面还有许多话要说，远远没有结束，请继续读下去，直到最后一个字为止，谢谢。"
    draft = read_paste(f"题目\n\n正文一句。\n\n相关阅读\n\n一句短的。\n\n{long}\n")

    assert draft.body == f"正文一句。\n\n相关阅读\n\n一句短的。\n\n{long}"


def test_buttons_go_wherever_they_stand_but_words_of_a_tail_only_there():
    draft = read_paste("题目\n\n正文一句。\n\n查看更多\n\n分享\n\n正文又一句。\n")

    assert draft.body == "正文一句。\n\n分享\n\n正文又一句。"


def test_the_title_and_the_author_again_below_the_article_are_dropped():
    draft = read_paste("题目\n作者：张三\n\n正文一句。\n\n题目\n张三\n点赞\n")

    assert draft.body == "正文一句。"
    assert [note.why for note in draft.notes[2:]] == [
        "the title again",
        "the author again",
        "a button",
    ]


def test_code_is_never_taken_for_lines_of_a_platform():
    draft = read_paste("题目\n\n正文一句。\n\n```\n查看更多\n\n分享\n```\n")

    assert draft.body == "正文一句。\n\n```\n查看更多\n\n分享\n```"
    assert [note.fate for note in draft.notes] == [Fate.USED]


def test_markdown_is_kept_but_for_what_is_around_it():
    draft = read_paste("# 题目\n\n**正文**一句。\n\n\n\n```\n\n\na\n```\n查看更多\n", markdown=True)

    assert (draft.title, draft.body) == ("题目", "**正文**一句。\n\n```\n\n\na\n```")
