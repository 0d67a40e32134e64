"""Whatever a line holds, it comes out as Python-Markdown alone would have it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import SimpleTagInlineProcessor
from markdown.treeprocessors import InlineProcessor

from yiwen.inlines import QuickInlines
from yiwen.markup import ReaderMarkup
from yiwen.mathematics import Mathematics
from yiwen.signs import ALWAYS

EXTENSIONS: list[Any] = [
    *("abbr", "attr_list", "footnotes", "md_in_html", "tables", "toc"),
    *("pymdownx.inlinehilite", "pymdownx.keys", "pymdownx.superfences"),
]


def make_markdown() -> Markdown:
    mathematics = Mathematics()
    mathematics.begin(on=True)
    return Markdown(extensions=[*EXTENSIONS, ReaderMarkup(), mathematics])


QUICK, PLAIN = make_markdown(), make_markdown()
PLAIN.treeprocessors.register(InlineProcessor(PLAIN), "inline", 20)

PIECES = st.sampled_from(
    [
        *"`+\\[]!<>()&;=~^*_$:\n -#|文a1\"'",
        *("``", "++ctrl+c++", "\\*", "[^1]", "[a](b)", "![a](b)", "[a][b]", "<b>", "</b>"),
        *("<https://x.org>", "<a@b.org>", "  \n", "&amp;", "==", "~~", "^^", "**", "__", "$x^2$"),
        *("\n\n", "\n\n[^1]: 注\n", "\n[b]: /c\n", "\n*[文]: 文字\n", "H~2~O", "**“文”**"),
    ]
)


@example("_a_ __b__ *c* **d**")
@given(st.lists(PIECES, max_size=30).map("".join))
def test_a_text_comes_out_as_from_every_pattern(text):
    assert QUICK.reset().convert(text) == PLAIN.reset().convert(text)


def test_the_sign_of_every_pattern_is_known():
    QUICK.reset().convert("文字")

    inlines: Any = QUICK.treeprocessors["inline"]
    assert not [part for signs, part in inlines._steps if ALWAYS in signs]


def test_python_markdown_asks_for_the_quick_way(monkeypatch):
    def refuse(*_):
        raise AssertionError

    monkeypatch.setattr(InlineProcessor, "_InlineProcessor__handleInline", refuse)

    assert QUICK.reset().convert("文**字**") == "<p>文<strong>字</strong></p>"


class _Other(SimpleTagInlineProcessor):
    """A pattern of another extension: it has the name of one of ours, and another sign."""


class _Others(Extension):
    def extendMarkdown(self, md):  # noqa: N802
        md.inlinePatterns.register(_Other(r"(%)(.+?)%", "b"), "keys", 70)
        md.inlinePatterns.register(_Other(r"(@)(.+?)@", "i"), "unheard-of", 65)


@pytest.mark.parametrize("text", ["x %y% z", "x @y@ z"])
def test_a_pattern_of_another_extension_sees_every_text(text):
    made = Markdown(extensions=[ReaderMarkup(), _Others()]).convert(text)

    assert made in {"<p>x <b>y</b> z</p>", "<p>x <i>y</i> z</p>"}


def test_signs_stand_in_place_of_python_markdown_s_own():
    assert isinstance(QUICK.treeprocessors["inline"], QuickInlines)
    assert QUICK.treeprocessors.get_index_for_name("inline") == Markdown(
        extensions=EXTENSIONS
    ).treeprocessors.get_index_for_name("inline")
