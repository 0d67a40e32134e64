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
    for number in range(posts):
        write_post(blog, number, han=2000 if number < 2 else 400)
