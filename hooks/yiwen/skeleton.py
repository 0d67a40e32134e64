"""The text of a new post."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from yiwen.chinese.detection import Script, detect_script, find_script
from yiwen.chinese.variants import Variant
from yiwen.fields import quote_text

_LINES = """\
---
# 标题；留空就用正文的第一个标题
title: {title}
# 发布时间；写未来的时间，到时才会发布
date: {date}
# 分类；多个写成 ["宏观", "科技"]
category: {category}
# 标签；同一个标签简繁写法都认得
tags: {tags}
# 读者会搜索的词，每个词一个专题页；留空就用标签
seo: []
# 封面：图片网址，或 docs/ 下的路径如 assets/covers/name.webp；留空会自动画一张
coverImage: {cover}
# 摘要；留空就取正文开头的几句
description: ""
{lang}# 草稿写 true，只在预览里看得见
draft: {draft}
---

{body}"""

_BODIES = {
    Script.HANS: """\
在这里写正文。第一段最好用两三句话说清楚：发生了什么，为什么重要。

## 小标题

正文用 Markdown 写。另外两种中文由网站转换。
""",
    Script.HANT: """\
在這裡寫正文。第一段最好用兩三句話說清楚：發生了什麼，為什麼重要。

## 小標題

正文用 Markdown 寫。另外兩種中文由網站轉換。
""",
}

_NO_LANG = """\
# 正文的写法：zh-Hans、zh-Hant-TW 或 zh-Hant-HK；不写就从正文判断
# lang: zh-Hant-TW
"""


def render_skeleton(
    title: str,
    *,
    published: datetime,
    category: str = "",
    tags: Sequence[str] = (),
    cover: str = "",
    lang: Variant | None = None,
    draft: bool = False,
) -> str:
    """Give the text of a new post that can be published as it is.

    The front matter explains itself, in Chinese; what is empty is left to the build. The body
    begins in the script of ``lang``, else of the title.
    """
    script = find_script(lang) if lang else detect_script(title)
    return _LINES.format(
        title=quote_text(title),
        date=f"{published:%Y-%m-%d %H:%M}",
        category=quote_text(category),
        tags=f"[{', '.join(quote_text(tag) for tag in tags)}]",
        cover=quote_text(cover),
        lang=f"lang: {lang}\n" if lang else _NO_LANG,
        draft="true" if draft else "false",
        body=_BODIES.get(script, _BODIES[Script.HANS]),
    )


def plan_path(slug: str, *, published: datetime, folder: str) -> str:
    """Give the path of a post below ``docs/``: in the folder of its day."""
    return f"{folder}/{published:%Y/%m/%d}/{slug}.md"
