"""Whatever is imported: no traceback, and every line is in the post or in the report."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime
from html import escape, unescape
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from yiwen.chinese.folding import Folder
from yiwen.importing.collecting import collect_files
from yiwen.importing.pastes import read_paste
from yiwen.importing.planning import Plan, Planner, Wishes
from yiwen.importing.proposals import Proposer
from yiwen.importing.webpages import read_page
from yiwen.problems import render_problems
from yiwen.settings import Settings
from yiwen.sources import clean_source

LINES = st.one_of(
    st.sampled_from(
        [
            "",
            "一篇文章的题目",
            "2024-03-05 08:30",
            "作者：张三",
            "张三 · 2024年3月5日",
            "01 第一节",
            "02 第二节",
            "一、甲",
            "- 一项；",
            "1. 甲",
            "2. 乙",
            "• 分享",
            "查看更多",
            "推荐阅读",
            "暫無留言",
            "BTC+1.2%",
            "图说  via somebody",
            "【免责声明】本文不构成任何投资建议。",
            "長按識別下方二維碼，加入社群",
            "id_2066",
            "#标签 #另一个",
            "原文链接：https://example.org/a",
            "```",
            "---",
            "央行宣布，利率不变。",
            "a < b & c &lt; d -{x}- *e* ~f~ ^g^",
        ]
    ),
    st.text(max_size=40),
)
TEXTS = st.lists(LINES, max_size=25).map("\n".join)


def visible(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def find_lost(lines: Iterable[str], output: str, told: Iterable[str]) -> list[str]:
    """The lines that are neither in the output nor told."""
    shown = (visible(output), visible(unescape(output)))
    report = {visible(text) for text in told}
    return [
        line
        for line in lines
        if visible(line)
        and visible(line) not in report
        and not any(visible(line) in s for s in shown)
    ]


@given(TEXTS)
def test_every_line_of_a_paste_is_in_the_post_or_told(text: str):
    draft = read_paste(text)

    told = [note.text for note in draft.notes]
    assert find_lost(clean_source(text).split("\n"), draft.body, told) == []


@given(TEXTS)
def test_a_paste_that_is_markdown_keeps_its_lines_as_they_are(text: str):
    draft = read_paste(text, markdown=True)

    kept = set(draft.body.split("\n")) | {note.text for note in draft.notes}
    lines = [line for line in clean_source(text).split("\n") if line.strip()]
    assert [line for line in lines if line not in kept and line.strip() not in kept] == []


INLINE = st.recursive(
    st.text(max_size=12).map(escape),
    lambda inner: st.builds(
        "<{0}>{1}</{0}>".format, st.sampled_from(["b", "em", "a", "span", "code"]), inner
    ),
    max_leaves=3,
)
BLOCKS = st.builds(
    "<{0}>{1}</{0}>".format,
    st.sampled_from(
        ["p", "div", "h2", "li", "blockquote", "pre", "nav", "footer", "td", "figcaption"]
    ),
    INLINE,
)


@given(
    st.lists(BLOCKS, max_size=8),
    st.sampled_from(["{}", "<article>{}</article>x", "<body>{}</body>"]),
)
def test_every_text_of_a_page_is_in_the_post_or_told(blocks: list[str], frame: str):
    html = clean_source(frame.format("\n".join(blocks)))
    draft = read_page(html, path="a.html")

    texts = [line for part in html.split(">") for line in unescape(part.split("<")[0]).split("\n")]
    told = [note.text for note in draft.notes]
    shown = visible(clean_source(unescape(draft.body + "".join(told))))
    assert [text for text in texts if visible(clean_source(text)) not in shown] == []


def plan(name: str, content: bytes) -> Plan:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        planner = Planner(
            Settings(), Proposer((), fold=Folder()), Wishes(now=datetime(2026, 11, 20, tzinfo=UTC))
        )
        return planner.plan(collect_files([path]).files)


NAMES = st.sampled_from(["a.txt", "a.md", "a.html", "a.xml", "2024-01-02-x.md"])


@given(
    NAMES, st.one_of(st.binary(max_size=200), TEXTS.map(lambda text: text.encode(errors="replace")))
)
def test_whatever_a_file_holds_it_becomes_a_post_or_a_message(name: str, content: bytes):
    planned = plan(name, content)

    assert bool(planned.posts) != bool(planned.problems)
    assert "Traceback" not in render_problems(planned.problems)


@given(
    st.lists(
        st.sampled_from(
            [
                "title: 甲",
                "date: 2024-01-02",
                "lastmod: x",
                "tags: [a",
                "cover: ./a.png",
                "x",
                "---",
                "+++",
                "a = 1",
                "{% raw %}",
                "{{< figure src=a.png >}}",
                "![](a.png)",
            ]
        )
    ).map("\n".join)
)
def test_whatever_stands_in_front_matter_it_becomes_a_post_or_a_message(text: str):
    planned = plan("a.md", text.encode())

    assert bool(planned.posts) != bool(planned.problems)
