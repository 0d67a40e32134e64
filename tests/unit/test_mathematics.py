"""Formulas in Markdown."""

from __future__ import annotations

import re
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from yiwen.markup import ReaderMarkup
from yiwen.mathematics import Fault, Mathematics, find_formulas

EXTENSIONS = (
    *("tables", "attr_list", "md_in_html", "footnotes", "toc", "abbr", "def_list", "admonition"),
    *("pymdownx.superfences", "pymdownx.betterem", "pymdownx.tasklist", "pymdownx.tilde"),
)


class Shown:
    """One ``Markdown`` for many pages, as a build has it."""

    def __init__(self) -> None:
        self.mathematics = Mathematics()
        self._md = Markdown(extensions=[*EXTENSIONS, ReaderMarkup(), self.mathematics])

    def page(self, text: str, *, math: bool = True) -> str:
        """The HTML of a page, each formula as its source in brackets."""
        self.mathematics.begin(on=math)
        html = self._md.reset().convert(text)
        html = re.sub(
            r'<span( class="scroll")?><math alttext="([^"]*)".*?</math></span>', r"⟦\1\2⟧", html
        )
        return re.sub(r"\n\s*", "", html.replace(' class="scroll"', "!"))


def show(text: str) -> str:
    return Shown().page(text)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("$x^2$", "<p>⟦x^2⟧</p>"),
        (r"文 \(x\) 文", "<p>文 ⟦x⟧ 文</p>"),
        ("$$\nx\n$$", "<p>⟦!x⟧</p>"),
        ("\\[\nx\n\\]", "<p>⟦!x⟧</p>"),
        ("文 $$x$$ 文", "<p>文 ⟦!x⟧ 文</p>"),
        ("$a_b$ 和 $c_d$", "<p>⟦a_b⟧ 和 ⟦c_d⟧</p>"),
        ("$a*b$ *斜* $c*d$", "<p>⟦a*b⟧ <em>斜</em> ⟦c*d⟧</p>"),
        ("**$x$**，$y$**粗**", "<p><strong>⟦x⟧</strong>，⟦y⟧<strong>粗</strong></p>"),
        ("$f[1](x)$", "<p>⟦f[1](x)⟧</p>"),
        ("$a\n= b$", "<p>⟦a = b⟧</p>"),
        ("$$\na\n- b\n+ c\n$$", "<p>⟦!a - b + c⟧</p>"),
        ("> $$\n> a\n> = b\n> $$", "<blockquote><p>⟦!a = b⟧</p></blockquote>"),
        ("- 项\n\n    $$\n    a\n    $$", "<ul><li><p>项</p><p>⟦!a⟧</p></li></ul>"),
        (
            "| $a|b$ | 乙 |\n|---|---|\n| $x$ | 2 |",
            (
                "<div!><table><thead><tr><th>⟦a|b⟧</th><th>乙</th></tr></thead>"
                "<tbody><tr><td>⟦x⟧</td><td>2</td></tr></tbody></table></div>"
            ),
        ),
        ("# 题 $x^2$", '<h1 id="x2">题 ⟦x^2⟧</h1>'),
        ("[链 $x$](https://example.org/)", '<p><a href="https://example.org/">链 ⟦x⟧</a></p>'),
        ("$x_{~a~}$", "<p>⟦x_{~a~}⟧</p>"),
        (r"$\text{利率}=5$", r"<p>⟦\text{利率}=5⟧</p>"),
        ("$$利率=5$$", "<p>⟦!利率=5⟧</p>"),
        (r"\(利率=5\)", "<p>⟦利率=5⟧</p>"),
    ],
)
def test_a_formula_is_shown_wherever_text_is(text: str, html: str):
    assert show(text) == html


@pytest.mark.parametrize(
    "text",
    [
        "$5 和 $6",
        "$5和$6",
        "从 $5-$10",
        "US$5，HK$6，A$7",
        "5$ 和 6$",
        "$10/月，到 $20",
        "花了 $5 (A$ 7)",
        "$5 for A$",
        "$ x $",
        "$利率=5$",
        "一个 $ 号",
        "$$",
        "$$$$",
        "$a",
    ],
)
def test_money_is_no_formula(text: str):
    assert show(text) == f"<p>{text}</p>"


def test_a_formula_ends_before_the_paragraph_does():
    assert show("$a\n\nb$") == "<p>$a</p><p>b$</p>"
    assert show("$$a\n\nb$$") == "<p>$$a</p><p>b$$</p>"
    assert show("> $a\n>\n> b$") == "<blockquote><p>$a</p><p>b$</p></blockquote>"


def test_a_dollar_behind_a_backslash_is_money_on_every_page():
    shown = Shown()

    assert shown.page(r"\$5 与 $x$ 与 \$y$") == "<p>$5 与 ⟦x⟧ 与 $y$</p>"
    assert shown.page(r"\$5 与 $x$", math=False) == "<p>$5 与 $x$</p>"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("`$x$`", "<p><code>$x$</code></p>"),
        ("    $x$", "<pre><code>$x$</code></pre>"),
        (
            "```\n$x$\n```",
            '<div class="highlight"><pre><span></span><code>$x$</code></pre></div>',
        ),
        ("<!-- $x$ -->", "<!-- $x$ -->"),
        ("[链](https://example.org/$x$)", '<p><a href="https://example.org/$x$">链</a></p>'),
        (r"\\(x\\) \[注\]", r"<p>\(x\) [注]</p>"),
        ("<div>$x$</div>", "<div>$x$</div>"),
        ('<b title="$x$">文</b>', '<p><b title="$x$">文</b></p>'),
        (
            '![图 $a<b$](a.webp "题 $x$")',
            '<figure><img alt="图 $a&lt;b$" src="a.webp" /><figcaption>题 $x$</figcaption></figure>',
        ),
    ],
)
def test_where_no_element_can_stand_a_formula_is_as_it_was_typed(text: str, html: str):
    assert show(text) == html


def test_one_page_has_formulas_and_the_next_has_none():
    shown = Shown()

    assert shown.page("$x$") == "<p>⟦x⟧</p>"
    assert shown.page("$x$", math=False) == "<p>$x$</p>"
    assert shown.page("$y$") == "<p>⟦y⟧</p>"


def test_a_formula_that_cannot_be_read_is_shown_as_its_source_and_told_with_its_line():
    shown = Shown()

    html = shown.page("文\n\n$$\na\n$$\n\n- $\\foo<b$\n- $x$")

    assert html == r"<p>文</p><p>⟦!a⟧</p><ul><li><code>$\foo&lt;b$</code></li><li>⟦x⟧</li></ul>"
    assert shown.mathematics.faults == [
        Fault(
            7,
            r"a formula with an unknown command: '\\foo'",
            "write it in the simple commands of LaTeX, or put it in backticks to show its source",
        )
    ]
    shown.page("$x$")
    assert shown.mathematics.faults == []


def test_formulas_in_footnotes_are_shown():
    html = show("文[^1]\n\n[^1]: 注 $x$")

    assert "<p>注 ⟦x⟧&#160;<a" in html


@given(st.text(alphabet="$\\()[]`ab 5\n>利", max_size=60))
def test_whatever_is_typed_nothing_of_ours_is_left_in_the_page(text: str):
    html = show(text)

    assert "formula:" not in html
    assert "\x02" not in html


@pytest.mark.parametrize("text", ["$a ", "$$a ", r"\(a ", r"\[a ", "`$x$` ", "$x$ "])
def test_long_texts_take_no_long_time(text: str):
    began = perf_counter()
    list(find_formulas(text * 5000))

    assert perf_counter() - began < 5
