"""Make a blog of any size: the same articles, byte for byte, on every machine.

    python benchmarks/corpus.py FOLDER [--posts 1000]

Two thirds are in Simplified and one third in Traditional, written as such; some 2,800 Han each, with
headings, lists, quotes, tables, code, footnotes and links, and the front matter of real posts. An
article's text depends on its number alone; its day, on the size of the corpus too.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from stock import Chance, read_stock
from writing import Writer

LAST_DAY = date(2025, 12, 31)
MOST_DAYS = 3650
"""A post a day; a corpus that would reach further back has more a day."""
TRADITIONAL_EVERY = 3


class Name(NamedTuple):
    """A term in both scripts; each is the other's, character by character."""

    hans: str
    hant: str

    def of(self, script: str) -> str:
        """The term in ``hans`` or ``hant``."""
        return self.hans if script == "hans" else self.hant


def _names(hans: str, hant: str) -> tuple[Name, ...]:
    return tuple(map(Name, hans.split(), hant.split()))


CATEGORIES = _names(
    "宏观经济 市场观察 加密资产 科技产业 投资理念",
    "宏觀經濟 市場觀察 加密資產 科技產業 投資理念",
)
TAGS = _names(
    "利率 汇率 国债 股票 基金 黄金 原油 房地产 银行 保险 就业 消费 出口 财政 税收 稳定币 比特币 以太坊 "
    "交易所 监管 半导体 机器人 新能源 电动车 云计算 开源 财报 估值 风险管理 投资心理",
    "利率 匯率 國債 股票 基金 黃金 原油 房地產 銀行 保險 就業 消費 出口 財政 稅收 穩定幣 比特幣 以太坊 "
    "交易所 監管 半導體 機器人 新能源 電動車 雲計算 開源 財報 估值 風險管理 投資心理",
)
KEYWORDS = _names(
    "降息 缩表 流动性 美元指数 套利交易 期限利差 信用利差 回购市场 资产负债表 通货紧缩 现金流 "
    "指数投资 定期定额 复利 止损 杠杆 期货 可转债 高股息 并购 算力 大模型 自动驾驶 数据中心 "
    "电池 光伏 供应链 跨境支付 钱包安全 链上数据 减半 质押 退休规划 家庭账本 关税 海运",
    "降息 縮表 流動性 美元指數 套利交易 期限利差 信用利差 回購市場 資產負債表 通貨緊縮 現金流 "
    "指數投資 定期定額 複利 止損 槓桿 期貨 可轉債 高股息 併購 算力 大模型 自動駕駛 數據中心 "
    "電池 光伏 供應鏈 跨境支付 錢包安全 鏈上數據 減半 質押 退休規劃 家庭賬本 關稅 海運",
)
AUTHORS = _names("林知微 周明远 许若安 沈砚", "林知微 周明遠 許若安 沈硯")
EDITORS = Name("一文编辑部", "一文編輯部")
"""Who wrote the articles that name nobody."""
_WORDS = (
    "anchor balance bridge broker budget carry cash chip cloud coin credit cycle debt demand duration "
    "engine export factor fund gold grid harbor hedge index inflation ledger lens margin market "
    "memory option order policy port price quota rate reserve risk route signal silver spread stock "
    "supply tax token trade trend value volume wallet yield"
)


STOCKS = {script: read_stock(script) for script in ("hans", "hant")}


@dataclass(frozen=True, slots=True)
class Article:
    """One article, before any generator has its say."""

    number: int
    script: str
    """``hans`` or ``hant``."""
    published: date
    minutes: int
    """Since midnight; 0: the front matter tells the day only."""
    slug: str
    title: str
    untitled: bool
    """The front matter's title is empty, and the first heading is the title."""
    body: str
    """Markdown, without the title."""
    category: Name
    tags: tuple[Name, ...]
    keywords: tuple[Name, ...]
    author: Name | None
    cover: str
    """An address on another host, or empty."""

    @property
    def folder(self) -> str:
        """The folder of the article, by its day: ``2025/12/31``."""
        return f"{self.published:%Y/%m/%d}"

    @property
    def path(self) -> str:
        """Where it lies below ``docs/``."""
        return f"blog/{self.folder}/{self.slug}.md"

    @property
    def moment(self) -> str:
        """When it was published, as an author types it."""
        hour, minute = divmod(self.minutes, 60)
        return f"{self.published:%Y-%m-%d}" + (f" {hour:02}:{minute:02}" if self.minutes else "")


def make_corpus(posts: int) -> Iterator[Article]:
    """Make ``posts`` articles, oldest first."""
    days = min(posts, MOST_DAYS)
    for number in range(posts):
        yield make_article(number, LAST_DAY - timedelta(days=days - 1 - number * days // posts))


def make_article(number: int, published: date) -> Article:
    """Make one article."""
    chance = Chance(1, number)
    stock = STOCKS["hant" if number % TRADITIONAL_EVERY == TRADITIONAL_EVERY - 1 else "hans"]
    tags = chance.pick(TAGS, 3)
    words = "-".join(chance.pick(_WORDS.split(), 2))
    return Article(
        number=number,
        script=stock.script,
        published=published,
        minutes=chance.below(2) * chance.between(6 * 60, 23 * 60),
        slug=f"{words}-{number:05}",
        title=stock.piece("titles", chance),
        untitled=chance.below(3) == 0,
        body=Writer(stock, chance).body(),
        category=chance.choose(CATEGORIES),
        tags=tags,
        keywords=(*chance.pick(KEYWORDS, 2), tags[0]),
        author=chance.choose((*AUTHORS, None)),
        cover=f"https://img.example.com/n8n/{number:05}.png" if chance.below(2) else "",
    )


def edit(article: Article) -> Article:
    """What an editor's second thought makes of an article: one paragraph more at its end."""
    writer = Writer(STOCKS[article.script], Chance(2, article.number))
    return replace(article, body=f"{article.body}\n{writer.paragraph()}\n")


def render_source(article: Article) -> str:
    """Write an article as an editor's tools write it."""
    script = article.script
    lines = [
        f"title: {'' if article.untitled else article.title}",
        f"date: {article.moment}",
        f"category: {article.category.of(script)}",
        f"tags: {_quoted(article.tags, script)}",
        f"seo: {_quoted(article.keywords, script)}",
        *([f'coverImage: "{article.cover}"'] if article.cover else []),
        *([f"author: {article.author.of(script)}"] if article.author else []),
    ]
    heading = f"## {article.title}\n\n" if article.untitled else ""
    return "---\n" + "\n".join(lines) + f"\n---\n{heading}{article.body}"


def _quoted(names: tuple[Name, ...], script: str) -> str:
    return "[" + ",".join(f'"{name.of(script)}"' for name in names) + "]"


def write_text(path: Path, text: str) -> None:
    """Write a file and the folders above it; the same bytes on every system."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


PAGES = {
    "index.md": "---\ntitle: 首页\n---\n",
    "about.md": "# 关于\n\n这个网站是为测量而写的，文章由几百个句子拼成。\n",
}
"""The pages beside the articles."""


def main() -> None:
    """Write a corpus as the sources of a site."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, help="the docs folder to fill")
    parser.add_argument("--posts", type=int, default=1000)
    given = parser.parse_args()
    for path, text in PAGES.items():
        write_text(given.folder / path, text)
    for article in make_corpus(given.posts):
        write_text(given.folder / article.path, render_source(article))


if __name__ == "__main__":
    main()
