"""What is done sooner comes out as Python-Markdown, PyMdown and Pygments alone would have it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Comment, Element, ProcessingInstruction, QName, SubElement

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.serializers import to_xhtml_string
from pygments.token import STANDARD_TYPES

import yiwen.markup
from yiwen.blocks import SIGNS
from yiwen.highlighting import has_colour
from yiwen.mathematics import Mathematics
from yiwen.quickening import QUICK as CLASSES
from yiwen.quickening import quicken
from yiwen.serializing import write_xhtml

ROOT = Path(__file__).parents[2]
PAGES = [*(ROOT / "docs").rglob("*.md"), *(ROOT / "tests/exotic").rglob("*.md")]

EXTENSIONS: list[Any] = [
    *("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc"),
    *("pymdownx.details", "pymdownx.inlinehilite", "pymdownx.keys", "pymdownx.superfences"),
    *("pymdownx.tabbed", "pymdownx.tasklist"),
]
LINE_NUMBERS = {"pymdownx.highlight": {"linenums_style": "pymdownx-inline", "auto_title": True}}


def make_markdown(*more: Any, **settings: Any) -> Markdown:
    mathematics = Mathematics()
    mathematics.begin(on=True)
    extensions = [*EXTENSIONS, *settings, yiwen.markup.ReaderMarkup(), mathematics, *more]
    return Markdown(extensions=extensions, extension_configs=settings)


def make_plain(*more: Any, **settings: Any) -> Markdown:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yiwen.markup, "quicken", lambda _: None)
        return make_markdown(*more, **settings)


PLAIN_TOKENS = [STANDARD_TYPES[kind] for kind in STANDARD_TYPES if not has_colour(kind)]
PLAIN_ELEMENTS = re.compile(
    rf'<span class="(?:{"|".join(filter(None, PLAIN_TOKENS))})(?: (?!l-Scalar)[\w-]+)?">([^<]*)</span>'
)


def convert_plainly(md: Markdown, text: str) -> str:
    """What Python-Markdown alone makes of a text, without the elements that have no colour."""
    return PLAIN_ELEMENTS.sub(r"\1", md.reset().convert(text))


QUICK, PLAIN = make_markdown(**LINE_NUMBERS), make_plain(**LINE_NUMBERS)

STARTS = st.sampled_from(
    [
        *("", "    ", "        ", "  ", "> ", "- ", "1. ", "* ", "+ ", ": ", "# ", "## ", "| "),
        *(
            "[^1]: ",
            "[a]: ",
            "*[文]: ",
            "!!! note",
            '!!! tip "题"',
            "??? note",
            '=== "甲"',
            "===",
            "---",
        ),
        *(
            "- - -",
            "***",
            "```python",
            "```",
            "~~~yaml",
            "<div markdown>",
            "</div>",
            "<b>",
            "[TOC]",
        ),
        *(
            "- [ ] ",
            "- [x] ",
            "|a|b|",
            "|-|:-:|",
            "a | b",
            "-|-",
            "!!!",
            '??? "',
            "\t",
            "1) ",
            "-x",
        ),
    ]
)
ENDS = st.sampled_from(
    [
        "",
        "文",
        "文字。",
        "a b",
        "**粗**",
        "[a](b)",
        "[^1]",
        "`x`",
        "#",
        "|",
        " {#id .c}",
        "3.5%",
        "x: 1",
    ]
)
LINES = st.tuples(STARTS, ENDS, st.sampled_from(["\n", "\n\n", "\n\n\n", ""])).map("".join)


@example("[TOC]\n\n# 题\n\n文\n\n## 目\n")
@example('!!! note\n\n    - 一\n\n        二\n\n=== "甲"\n\n    文\n\n=== "乙"\n\n    字\n')
@example("```python\ndef f(x):\n    return f'{x!r}'\n```\n")
@given(st.lists(LINES, max_size=25).map("".join))
def test_any_text_comes_out_the_same(text):
    assert QUICK.reset().convert(text) == convert_plainly(PLAIN, text)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_page_comes_out_the_same(page):
    text = page.read_bytes().decode("utf-8", "replace")

    assert QUICK.reset().convert(text) == convert_plainly(PLAIN, text)


def test_headings_are_found_as_before():
    for md in (QUICK, PLAIN):
        md.reset().convert("# 一\n\n## 二 `x`\n\n[TOC]\n")

    assert QUICK.toc_tokens == PLAIN.toc_tokens  # type: ignore[attr-defined]
    assert QUICK.toc == PLAIN.toc  # type: ignore[attr-defined]


def test_every_part_works_the_quick_way():
    md = QUICK
    parts = (md.parser, *md.preprocessors, *md.treeprocessors, *md.registeredExtensions)

    assert set(CLASSES.values()) <= {type(part) for part in parts}
    assert not set(CLASSES) & {type(part) for part in parts}


def test_the_sign_of_every_block_is_known():
    processors = QUICK.parser.blockprocessors

    assert len(processors) == sum(name in processors for name in SIGNS)


class _Other(BlockProcessor):
    """A processor of another extension: it has the name of a known one, and another sign."""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 - Python-Markdown's
        return block.startswith("%")

    def run(self, parent: Element, blocks: list[str]) -> None:
        SubElement(parent, "hr", {"class": blocks.pop(0).strip("%")})


class _Others(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.parser.blockprocessors.register(_Other(md.parser), "quote", 20)


def test_a_block_of_another_extension_is_found():
    assert make_markdown(_Others()).convert("%x%") == '<hr class="x" />'


class _Last(BlockProcessor):
    """A processor that takes a block away and leaves it to the next, which there is none of."""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002
        return True

    def run(self, parent: Element, blocks: list[str]) -> bool:  # noqa: ARG002
        blocks.pop(0)
        return False


class _Lasts(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.parser.blockprocessors.register(_Last(md.parser), "last", 1)
        md.parser.blockprocessors.deregister("paragraph")


def test_a_block_that_no_processor_takes_is_passed_over():
    assert make_markdown(_Lasts()).convert("文\n\n---\n\n字") == "<hr />"


CODE = "```python\nx = 1\n```\n\n```\nx\n```\n\n```unheard-of\nx\n```\n\n`#!js a+b`\n\n    y\n"


@pytest.mark.parametrize(
    "settings",
    [
        {"noclasses": True},
        {"guess_lang": True},
        {"default_lang": "python"},
        {"extend_pygments_lang": [{"name": "python", "lang": "text"}]},
        {"linenums": True, "pygments_lang_class": True},
    ],
)
def test_code_is_shown_as_the_settings_say(settings):
    options = {"pymdownx.highlight": settings}
    quick, plain = make_markdown(**options), make_plain(**options)

    # PyMdown itself shows code that is indented, with a language that no line asks for.
    assert convert_plainly(quick, CODE) == convert_plainly(plain, CODE)


def test_code_has_an_element_where_the_style_sheet_has_a_colour():
    css = (ROOT / "overrides/assets/yiwen.css").read_text("utf-8")
    rules = re.findall(r"^\.highlight (?::is\(([^)]*)\)|(\S+)) \{", css, re.MULTILINE)
    styled = {name.strip(" .") for names in rules for name in ",".join(names).split(",")} - {""}

    coloured = {STANDARD_TYPES[kind] for kind in STANDARD_TYPES if has_colour(kind)}

    assert coloured | {"l-Scalar"} == styled


def test_names_signs_and_spaces_of_code_have_no_element():
    html = QUICK.reset().convert("```python\nx = f(1)\n```")

    assert html == (
        '<div class="highlight"><span class="filename">Python</span><pre><span></span><code>x = f('
        '<span class="mi">1</span>)\n</code></pre></div>'
    )


class _Parser(BlockParser):
    """A parser that another extension has put in the place of Python-Markdown's."""


def test_a_part_that_another_extension_has_replaced_stays():
    md = Markdown()
    md.parser.__class__ = _Parser

    quicken(md)

    assert type(md.parser) is _Parser


TEXTS = st.sampled_from(["", " ", "文", "a & b", "&amp; &#1; &x", "<b>", '"x"', "x\ny", "'"])


def make_element(tag, text, tail, attributes, children):
    element = Element(tag, attributes)
    element.text, element.tail = text, tail
    element.extend(children)
    return element


ELEMENTS = st.recursive(
    st.builds(
        make_element,
        st.sampled_from(["p", "BR", "img", "script", "Style", "a", QName("{u}x"), Comment, None]),
        TEXTS,
        TEXTS | st.none(),
        st.dictionaries(st.sampled_from(["class", "id", "open"]), TEXTS),
        st.just(()),
    ),
    lambda children: st.builds(
        make_element,
        st.sampled_from(["div", "ul", "hr", "code"]),
        TEXTS,
        TEXTS,
        st.dictionaries(
            st.sampled_from(["title", "checked"]), TEXTS | st.just("checked") | st.none()
        ),
        st.lists(children, max_size=4),
    ),
    max_leaves=12,
)


@example(ProcessingInstruction("x", "y"))
@given(ELEMENTS)
def test_a_tree_is_written_the_same(element):
    assert write_xhtml(element) == to_xhtml_string(element)


def test_a_tree_deeper_than_python_counts_is_written():
    root = child = Element("b")
    for _ in range(3_000):
        child = SubElement(child, "b")

    assert write_xhtml(root) == f"{'<b>' * 3001}{'</b>' * 3001}"
