"""A Markdown extension: what articles look like in HTML that is valid, accessible and bare of style.

A list may follow a line of text at once, as it does everywhere but in Python-Markdown. Tables sit in a box that scrolls on phones, alignment is a class (a strict policy forbids ``style``),
boxes of task lists say what they mean, notes without a title are named in Chinese, and an image that
stands alone is a figure with a caption. Signs such as ``==`` and ``~~`` work beside Chinese, where rules
made for words with spaces between them (CommonMark's, PyMdown's) take ``**“重点”**是`` for four asterisks, and
``5%~10%，20%~30%`` for a subscript.
What other site generators would replace is shown as it was typed.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import SimpleTagInlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from yiwen.foreign_syntax import keep_as_text
from yiwen.quickening import quicken

PRIORITY = 3
"""After every extension that makes tables, tasks and attributes (5 and more); before ``relpath`` (0)
of MkDocs, which must still see the images."""

BEFORE_CODE = 27
"""Before code and raw HTML are put aside (25 and 20), after lines were made alike (30)."""

AFTER_CODE = 15
"""After code and raw HTML have been put aside (25 and 20)."""

BESIDE_STRONG = 65
"""Of signs in a line: after links and raw HTML (160 to 90), just before ``**`` and ``*`` (60)."""

SIGNS = {
    "mark": r"(?<![A-Za-z0-9=])(==)(?![\s=])(.+?)(?<![\s=])==(?![A-Za-z0-9=])",
    "del": r"(?<!~)(~~)(?![\s~])(.+?)(?<![\s~])~~(?!~)",
    "ins": r"(?<!\^)(\^\^)(?![\s^])(.+?)(?<![\s^])\^\^(?!\^)",
    "sub": r"(?<=[A-Za-z)\]])(~)([A-Za-z0-9+-]{1,8})~(?!~)",
    "sup": r"(?<=[A-Za-z0-9)\]])(\^)([A-Za-z0-9+-]{1,8})\^(?!\^)",
}
"""Element -> its sign, and what is between; of ``~`` and ``^`` only formulas: H~2~O, 10^9^."""

LIST_START = re.compile(r"(?:[-*+]|1[.)])[ \t]+\S")
"""What opens a list within a paragraph in CommonMark: a bullet, or the number 1."""

NO_TEXT = re.compile(
    r"[ \t]|[-*+][ \t]|[>|<#:=!?\[\x02]|\d+[.)][ \t]|(?:\*{3,}|-{3,}|_{3,})[ \t]*$"
)
"""The beginnings of blocks that are not plain text: lists, quotes, tables, HTML, notes."""

ALIGNMENT = re.compile(r"text-align:\s*(left|right|center);?\s*")

TASKS = {
    '<input type="checkbox" disabled/> ': "未完成",
    '<input type="checkbox" disabled checked/> ': "已完成",
}
"""What pymdownx.tasklist keeps beside the tree, letter for letter -> what it means."""


NOTES = {
    name: title
    for names, title in (
        ("note", "说明"),
        ("abstract summary tldr", "摘要"),
        ("info", "信息"),
        ("todo", "待办"),
        ("tip hint", "提示"),
        ("important", "重要"),
        ("success check done", "成功"),
        ("question help faq", "问题"),
        ("warning caution attention", "注意"),
        ("failure fail missing", "失败"),
        ("danger error", "危险"),
        ("bug", "缺陷"),
        ("example", "例子"),
        ("quote cite", "引用"),
        ("seealso", "另见"),
    )
    for name in names.split()
}
"""Kinds of notes that an author gave no title -> what they are called."""


class ReaderMarkup(Extension):
    """Registers what looks at the lines, and what looks at the tree."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Add the processors to ``md``."""
        md.preprocessors.register(_ForeignText(md), "yiwen_foreign", BEFORE_CODE)
        md.preprocessors.register(_ListsAfterText(md), "yiwen_lists", AFTER_CODE)
        for tag, pattern in SIGNS.items():
            sign = SimpleTagInlineProcessor(pattern, tag)
            md.inlinePatterns.register(sign, f"yiwen_{tag}", BESIDE_STRONG)
        md.treeprocessors.register(_ReaderTree(md), "yiwen_reader", PRIORITY)
        quicken(md)


class _ListsAfterText(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        """Put a blank line before a list that follows plain text at once."""
        made: list[str] = []
        opens = ""
        for line in lines:
            if opens and not NO_TEXT.match(opens) and LIST_START.match(line):
                made.append("")
                opens = ""
            opens = (opens or line) if line.strip() else ""
            made.append(line)
        return made


class _ForeignText(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return keep_as_text("\n".join(lines)).split("\n")


class _ReaderTree(Treeprocessor):
    def run(self, root: Element) -> None:
        _name_boxes(self.md.htmlStash.rawHtmlBlocks)
        for parent in [each for each in root.iter() if len(each)]:
            for at, child in enumerate(parent):
                if child.tag == "table":
                    _box_table(parent, at, child)
                elif child.tag in ("th", "td"):
                    _name_nothing(child)
                    _align_by_class(child)
                elif child.get("class") == "admonition-title" or child.tag == "summary":
                    _name_note(parent, child)
                elif child.tag == "label" and child.tail is None:
                    child.tail = " "  # names of tabs, where no style parts them: in feeds
                elif child.tag == "p" and parent.tag != "figure":
                    _make_figure(child)


def _box_table(parent: Element, at: int, table: Element) -> None:
    box = Element("div", {"class": "scroll"})
    box.tail, table.tail = table.tail, None
    parent[at] = box
    box.append(table)


def _name_nothing(cell: Element) -> None:
    """Let a head of no words be a plain cell: it is the head of nothing for those who listen."""
    if cell.tag == "th" and not len(cell) and not (cell.text or "").strip():
        cell.tag = "td"


def _align_by_class(cell: Element) -> None:
    style = cell.get("style", "")
    found = ALIGNMENT.fullmatch(style)
    if found:
        del cell.attrib["style"]
        cell.set("class", f"{cell.get('class', '')} {found[1]}".strip())


def _name_note(note: Element, title: Element) -> None:
    """Put a Chinese title where Python-Markdown has put the name of the kind."""
    kind = (title.text or "").lower()
    if kind in NOTES and kind in note.get("class", "").split():
        title.text = NOTES[kind]
        title.set("lang", "zh-Hans")  # whatever the article is written in


def _name_boxes(stash: list[Any]) -> None:
    for at, raw in enumerate(stash):
        if raw in TASKS:
            stash[at] = raw.replace("/>", f' aria-label="{TASKS[raw]}"/>')


def _find_lone_image(paragraph: Element) -> Element | None:
    """The image, or the linked one, that is all a paragraph has, if it has something to say."""
    image = _only_child(paragraph)
    if image is not None and image.tag == "a":
        image = _only_child(image)
    if image is None or image.tag != "img":
        return None
    return image if image.get("title") or image.get("alt") else None


def _only_child(element: Element) -> Element | None:
    if len(element) != 1 or (element.text or "").strip() or (element[0].tail or "").strip():
        return None
    return element[0]


def _make_figure(paragraph: Element) -> None:
    """Turn a paragraph that is an image into a figure: its place in the tree stays."""
    image = _find_lone_image(paragraph)
    if image is None:
        return
    paragraph.tag = "figure"
    caption = SubElement(paragraph, "figcaption")
    caption.text = image.attrib.pop("title", None) or image.get("alt")
