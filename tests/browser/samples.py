"""A newsroom's site in small: every kind of page, with prose of the project's own articles."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import cycle, islice

from tests.conftest import ROOT, Blog

NEWEST = date(2025, 11, 28)
TAGS = ("利率", "债券", "黄金", "通胀", "央行", "半导体")
CATEGORIES = ("宏观", "市场", "科技")
COVERS = ("bridge", "harbour", "ledger-1", "storm", "wave")

_HAN = re.compile("[\u4e00-\u9fff]")
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_LINES_LEFT_OUT = re.compile(r"^(?:[|!#`~\[]|\s{4}|.*(?:-\{|\]\(|\$|https?:|<)).*$", re.MULTILINE)

EVERYTHING = r"""---
title: 什么都有
date: 2024-05-06
math: true
---

一段话[^1]，再提一次[^1]。==重点==、~~删去~~、`代码`、++ctrl+c++，HTML 有缩写，$\frac{1}{2}$ 有分数，$5 和 $6 是钱。

*[HTML]: 超文本标记语言

$$
P = \sum_{t=1}^{n} \frac{C}{(1+y)^t} + \frac{F}{(1+y)^n}, \quad D = -\frac{1}{P}\frac{dP}{dy}, \quad a + b + c + d + e + f + g
$$

| 年份 | GDP 增速 | CPI 同比 | 政策利率 | 十年期国债收益率 | 备注 |
|:--|--:|--:|--:|:-:|:--|
| 2024 | 5.0% | 0.2% | 1.50% | 1.68% | 一句说明 |

!!! warning
    里面有代码：

    ```python title="rates.py" linenums="1" hl_lines="2"
    def present_value(cash: list[float], rate: float) -> float:
        return sum(c / (1 + rate) ** t for t, c in enumerate(cash, 1))  # 现值 "text" 1.5
    ```

??? tip "折叠"
    | 甲 | 乙 |
    |---|---|
    | 1 | 2 |

=== "甲"

    甲的内容

    - [x] 做完
    - [ ] 没做

=== "乙"

    乙的内容

    === "乙一"

        里面的

=== "丙"

    丙的内容

久期
:   敏感度。

```diff
- 旧
+ 新
```

```mermaid
graph LR
  甲[降息] --> 乙[利率]
```

![桥](../../../../assets/covers/bridge.webp "一座桥")

> **投资启示**
>
> 看利率。

[^1]: 一个注，有 **粗体**。
"""
"""What Markdown can do, in one article."""


def read_prose() -> list[str]:
    """The paragraphs, lists and quotes of the project's articles, without links and pictures."""
    files = sorted((ROOT / "docs" / "blog").rglob("*.md"))
    texts = (file.read_text(encoding="utf-8") for file in files)
    bodies = (_FRONT.sub("", text, count=1) for text in texts if "這" not in text)
    text = "\n\n".join(_LINES_LEFT_OUT.sub("", body) for body in bodies)
    return [part.strip() for part in re.split(r"\n{2,}", text) if part.strip()]


PARAGRAPHS = read_prose()


def take_prose(number: int, *, han: int) -> str:
    """Give ``han`` Han or a few more, from anywhere, whole paragraphs with headings between."""
    taken: list[str] = []
    count = 0
    for paragraph in islice(cycle(PARAGRAPHS), number * 7, None):
        if len(taken) % 6 == 2:
            taken.append(f"## 第 {len(taken) // 6 + 1} 节")
        taken.append(paragraph)
        count += len(_HAN.findall(paragraph))
        if count >= han:
            break
    return "\n\n".join(taken)


def write_post(blog: Blog, number: int, *, han: int = 400) -> str:
    """Write the post that is the ``number``-th newest; give its address."""
    day = NEWEST - timedelta(days=number)
    tags = sorted({TAGS[number % 6], TAGS[number // 2 % 6]})
    front = {
        "title": f"第 {number} 篇：{TAGS[number % 6]}与{TAGS[number // 3 % 6]}怎样连在一起",
        "date": day.isoformat(),
        "category": CATEGORIES[number % 3],
        "tags": f"[{', '.join(tags)}]",
        "seo": f"[{tags[0]}, 关键词{number % 4}]",
        "author": ("苏砚秋", "陈默")[number % 2],
        **({"series": "从零读懂债券"} if number % 5 == 0 else {}),
        **({"coverImage": f"/assets/covers/{COVERS[number % 5]}.webp"} if number % 2 == 0 else {}),
    }
    head = "".join(f"{key}: {value}\n" for key, value in front.items())
    url = f"blog/{day:%Y/%m/%d}/post-{number}/"
    blog.write(f"{url.rstrip('/')}.md", f"---\n{head}---\n\n{take_prose(number, han=han)}\n")
    return url


def write_site(blog: Blog, *, posts: int) -> None:
    """Write a home page, a plain page and posts; the newest two are long."""
    blog.write("index.md", "---\ntitle: 首页\n---\n")
    blog.write(
        "about.md", "---\ntitle: 关于\n---\n\n# 关于\n\n一个示例站点。\n\n## 联系\n\n写信。\n"
    )
    blog.write("blog/2024/05/06/everything.md", EVERYTHING)
    for number in range(posts):
        write_post(blog, number, han=2000 if number < 2 else 400)
