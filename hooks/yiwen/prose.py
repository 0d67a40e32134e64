"""What a Markdown text says, without its marks: for descriptions, titles and counts."""

from __future__ import annotations

import re
from html import unescape

HAN = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_WORD = re.compile(r"[A-Za-z0-9\u00c0-\u024f]+(?:['’.,:/@%+&-][A-Za-z0-9\u00c0-\u024f]+)*")

_FENCED = re.compile(
    r"^[ \t>]*(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t>]*(?P=fence)[`~]*[ \t]*$|\Z)",
    re.DOTALL | re.MULTILINE,
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_RAW = re.compile(
    r"<(pre|script|style|textarea|svg|math|template|iframe)\b.*?(?:</\1\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_IMAGE = re.compile(r"!\[[^\]]*\](?:\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+[^()]*)?\)|\[[^\]]*\])")
_LINK = re.compile(r"\[([^\[\]]*)\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\]]*\])")
_AUTOLINK = re.compile(r"<(?:https?://|mailto:)[^>\s]*>", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"'，。；：！？、（）「」《》]+", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_FOOTNOTE = re.compile(r"\[\^[^\]]+\]:?")
_ATTRIBUTES = re.compile(r"\{:?[ ]*[.#][^{}\n]*\}")
_EMPHASIS = re.compile(r"(\*{1,3}|~~|==|\^\^)(?=\S)(.+?)(?<=\S)\1")
_UNDERSCORES = re.compile(r"(?<![\w])(_{1,3})(?=\S)(.+?)(?<=\S)\1(?![\w])")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def strip_markup(text: str) -> str:
    r"""Give a piece of Markdown (no block of code in it) as a reader sees it.

    >>> strip_markup("**美联储**宣布[购债](https://a.cn/x \"标题\")`QE`[^1]")
    '美联储宣布购债QE'
    """
    if "`" in text:
        text = _CODE.sub(r"\2", text)
    if "[" in text:
        text = _FOOTNOTE.sub("", _LINK.sub(r"\1", _IMAGE.sub("", text)))
    if "<" in text:
        text = _TAG.sub("", _AUTOLINK.sub("", _COMMENT.sub("", text)))
    if "{" in text:
        text = _ATTRIBUTES.sub("", text)
    for sign, pattern in (("*", _EMPHASIS), ("~", _EMPHASIS), ("=", _EMPHASIS), ("_", _UNDERSCORES)):
        if sign in text:
            text = pattern.sub(r"\2", pattern.sub(r"\2", text))
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    return unescape(text) if "&" in text else text


def strip_code(markdown: str) -> str:
    """Leave out what is not read as text: code, comments, addresses, tags."""
    if "```" in markdown or "~~~" in markdown:
        markdown = _FENCED.sub("", markdown)
    if "`" in markdown:
        markdown = _CODE.sub(" ", markdown)
    if "](" in markdown:
        markdown = _LINK.sub(r"\1", _IMAGE.sub("", markdown))
    if "<" in markdown:
        markdown = _TAG.sub("", _AUTOLINK.sub("", _RAW.sub("", _COMMENT.sub("", markdown))))
    if "://" in markdown:
        markdown = _ADDRESS.sub(" ", markdown)
    return markdown


def count_han(text: str) -> int:
    """How many Han characters a text has."""
    return len(text) - len(HAN.sub("", text))


def count_words(text: str) -> int:
    """How many words of other scripts and numbers a text has."""
    return sum(1 for _ in _WORD.finditer(text))
