"""Syntax of other site generators is told, and shown as it was typed."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions import Extension

from yiwen.foreign_syntax import find_foreign_syntax, keep_as_text
from yiwen.markup import ReaderMarkup

FOREIGN = [
    ("{% include note.html %}", "a tag of Liquid, Hexo or Jinja"),
    ("{%- raw -%}", "a tag of Liquid, Hexo or Jinja"),
    ("{% asset_img a.png 图 %}", "a tag of Liquid, Hexo or Jinja"),
    ("{{ site.baseurl }}", "an expression of Liquid, Hexo or Jinja"),
    ('{{ "now" | date: "%Y" }}', "an expression of Liquid, Hexo or Jinja"),
    ('{{< figure src="a.png" >}}', "a shortcode of Hugo"),
    ("{{% notice tip %}}", "a shortcode of Hugo"),
    ('<Tweet id="1" />', "a component of MDX (JSX)"),
    ("<Tabs.Item>", "a component of MDX (JSX)"),
    ("</Tabs>", "a component of MDX (JSX)"),
    ("<Chart data={rows} style={{color: 'red'}}>", "a component of MDX (JSX)"),
    ("{/* 注 */}", "a comment of MDX"),
    ("import Chart from '../Chart'", "an import or export of MDX"),
    ("export const meta = { a: 1 }", "an import or export of MDX"),
]


@pytest.mark.parametrize(("typed", "kind"), FOREIGN)
def test_foreign_syntax_is_told_by_its_kind_at_its_place(typed: str, kind: str):
    found = find_foreign_syntax(f"第一段。\n\n{typed}\n\n第二段。")

    assert [(each.offset, each.what) for each in found] == [
        (6, f"{kind} is shown as text: {_short(typed)!r}")
    ]
    assert found[0].mend


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"


@pytest.mark.parametrize(
    "text",
    [
        "`{% raw %}`",
        "```\n{{ page.title }}\n```",
        "    {% code %}\n",
        "<!-- {% hidden %} -->",
        "$x^{{a}}$ 与 \\frac{{a}}{{b}}",
        "<DIV>大写</DIV><Br>",
        "5 <A 与 7> 6",
        "important 与 exporting 都不是",
        "import 是一个词。",
        "-{hans:软件;tw:軟體}-",
        "{: .class #id }",
        "{ 花括号 } 与 {{ }}",
    ],
)
def test_code_formulas_and_html_are_not_foreign(text: str):
    assert find_foreign_syntax(text) == []
    assert keep_as_text(text) == text


def test_every_piece_on_a_line_is_told_also_beside_code():
    found = find_foreign_syntax("`{{ a }}` {{ b }} `{{ c }}` {{ d }}")

    assert [each.offset for each in found] == [10, 28]


@pytest.mark.parametrize("typed", [typed for typed, _ in FOREIGN])
@pytest.mark.parametrize(
    "around", ["{}", "前 {} 后", "## 标题 {}", "**粗**{}", "- 一\n- {}", "> {}"]
)
def test_a_page_shows_it_letter_for_letter(typed: str, around: str):
    if typed.startswith(("import", "export")) and not around.startswith("{"):
        return  # only a line of their own is one
    extensions: list[str | Extension] = [
        "attr_list",
        "md_in_html",
        "toc",
        "pymdownx.superfences",
        ReaderMarkup(),
    ]
    page = Markdown(extensions=extensions).convert(around.format(typed))

    shown = html.unescape(re.sub(r"<[^>]*>", "", page))
    assert typed in shown


def test_it_makes_no_link():
    typed = "[链接]({% post_url x %}) 与 [首页]({{ site.url }}/a)"

    page = Markdown(extensions=[ReaderMarkup()]).convert(typed)

    assert html.unescape(page) == f"<p>{typed}</p>"


@given(st.text(alphabet="{}%<>/ *Aa\"'=\n`-:!.|#$_", max_size=80))
def test_whatever_is_typed_the_same_can_be_read_from_what_is_kept(text: str):
    assert html.unescape(keep_as_text(text)) == html.unescape(text)


@pytest.mark.parametrize(
    "piece", ["{% ", "{{ a ", "<A ", "<A b={", '<A "', "{/*", "\nimport a from ", "<A\n b"]
)
def test_a_long_text_of_openings_is_read_at_once(piece: str):
    assert isinstance(find_foreign_syntax(piece * 5_000), list)
