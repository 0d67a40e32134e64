"""A Markdown extension: what articles look like in HTML that is valid, accessible and bare of style.

Tables sit in a box that scrolls on phones, alignment is a class (a strict policy forbids ``style``),
boxes of task lists say what they mean, and an image that stands alone is a figure with a caption.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

PRIORITY = 3
"""After every extension that makes tables, tasks and attributes (5 and more); before ``relpath`` (0)
of MkDocs, which must still see the images."""

ALIGNMENT = re.compile(r"text-align:\s*(left|right|center);?\s*")


class ReaderMarkup(Extension):
    """Registers the tree processor."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Add the tree processor to ``md``."""
        md.treeprocessors.register(_ReaderTree(md), "yiwen_reader", PRIORITY)


class _ReaderTree(Treeprocessor):
    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for at, child in enumerate(list(parent)):
                if child.tag == "table":
                    _box_table(parent, at, child)
                elif child.tag in ("th", "td"):
                    _align_by_class(child)
                elif child.tag == "input" and child.get("type") == "checkbox":
                    _name_box(child)
                elif child.tag == "p" and _is_lone_image(child):
                    _make_figure(child)


def _box_table(parent: Element, at: int, table: Element) -> None:
    box = Element("div", {"class": "scroll"})
    box.tail, table.tail = table.tail, None
    parent[at] = box
    box.append(table)


def _align_by_class(cell: Element) -> None:
    style = cell.get("style", "")
    found = ALIGNMENT.fullmatch(style)
    if found:
        del cell.attrib["style"]
        cell.set("class", f"{cell.get('class', '')} {found[1]}".strip())


def _name_box(box: Element) -> None:
    box.set("aria-label", "已完成" if box.get("checked") is not None else "未完成")


def _is_lone_image(paragraph: Element) -> bool:
    """Whether an image, or a linked one, is all a paragraph has, and it has something to say."""
    if len(paragraph) != 1 or (paragraph.text or "").strip():
        return False
    child = paragraph[0]
    if (child.tail or "").strip():
        return False
    return child.tag == "img" and bool(child.get("title") or child.get("alt"))


def _make_figure(paragraph: Element) -> None:
    """Turn the paragraph itself into the figure: its place in the tree stays."""
    image = paragraph[0]
    paragraph.tag = "figure"
    caption = SubElement(paragraph, "figcaption")
    caption.text = image.attrib.pop("title", None) or image.get("alt")
