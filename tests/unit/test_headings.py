from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwen.chinese.prose import find_protected
from yiwen.headings import Heading, cut_heading, find_title


def title(body: str) -> str | None:
    heading = find_title(body, find_protected(body))
    return heading.text if heading else None


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("# 标题\n\n正文", "标题"),
        ("#标题\n\n正文", "标题"),
        ("# 标题 #\n", "标题"),
        ("# C#\n", "C"),
        ("# 标题 {#id .class}\n", "标题"),
        ("# **粗**与[链接](x)\n", "粗与链接"),
        ("标题\n===\n\n正文", "标题"),
        ("标题\n---\n\n正文", "标题"),
        ("\n\n## 开头的二级\n\n正文", "开头的二级"),
        ("<!-- 注 -->\n\n## 开头的二级\n", "开头的二级"),
        ("正文\n\n# 后面的一级\n", "后面的一级"),
        ("## 开头的二级\n\n# 一级在后\n", "一级在后"),
        ("正文\n\n标题\n===\n", "标题"),
    ],
)
def test_a_heading_names_the_text(body, text):
    assert title(body) == text


@pytest.mark.parametrize(
    "body",
    [
        "",
        "正文",
        "正文\n\n## 不在开头的二级\n",
        "### 三级\n",
        "```\n# 代码\n```\n",
        "    # 缩进的代码\n",
        "<!--\n# 注\n-->\n正文",
        "#话题# 今天聊聊\n",
        "#宏观 #市场\n",
        "正文\n接着\n---\n",
        "- 项\n---\n",
        "| a |\n---\n",
        "# ![](a.png)\n",
        "#\n",
        "# " + "长" * 600,
    ],
)
def test_a_text_can_be_without_a_name(body):
    assert title(body) is None


def test_a_heading_knows_whether_it_opens_the_text():
    assert find_title("\n# a\n") == Heading(1, "a", (1, 4), opens=True)
    assert find_title("x\n\n# a\n") == Heading(1, "a", (3, 6), opens=False)


def test_a_heading_is_cut_and_lines_keep_their_numbers():
    body = "`x`\n\n标题 `y`\n===\n\n后 `z`\n"
    hidden = find_protected(body)
    heading = find_title(body, hidden)
    assert heading is not None

    cut, moved = cut_heading(body, heading, hidden)

    assert cut == "`x`\n\n\n\n\n后 `z`\n"
    assert [cut[low:high] for low, high in moved] == ["`x`", "`z`"]


lines = st.sampled_from(
    ["# a", "## b", "#", "===", "---", "```", "    x", "文", "", "<!--", "-->", "`"]
)


@given(st.lists(lines, max_size=20).map("\n".join))
def test_whatever_is_cut_the_rest_is_as_it_was(body):
    hidden = find_protected(body)
    heading = find_title(body, hidden)
    if heading is None:
        return

    cut, moved = cut_heading(body, heading, hidden)

    start, end = heading.span
    assert cut.count("\n") == body.count("\n")
    assert cut.replace("\n", "") == (body[:start] + body[end:]).replace("\n", "")
    assert all(cut[low:high] in body for low, high in moved)
