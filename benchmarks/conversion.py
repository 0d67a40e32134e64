"""Measure what converting a page costs beside OpenCC's own time on the same text.

    python benchmarks/conversion.py [--rounds 50]

The page is made here: some 38 KB, like those of a documentation theme, with the navigation twice,
a table of contents and an article. It is cut up once and joined for three variants; a third of the
cutting counts for each. OpenCC's time is that of its stock configuration (s2tw, s2hk) on the texts
of the page, joined, and nothing else. The last column should stay at or under 2.5.
"""

import argparse
import random
import sys
import time
from collections.abc import Callable

import opencc

from yiwen.chinese.pages import cut_page, join_page
from yiwen.chinese.texts import Converters
from yiwen.chinese.variants import TARGETS, Variant

SENTENCES = (
    "央行宣布下调存款准备金率，市场普遍认为流动性将进一步宽松。",
    "分析师指出，“高利率、弱美元”的组合并不罕见，关键在于持续多久。",
    "截至收盘，三大指数涨跌不一，成交量较前一交易日放大12.5%。",
    "公司表示，新的数据中心将在明年投入使用，软件与网络设备由本地团队维护。",
    "这一操作被称为“隐秘扩表”，因为它绕开了传统的标签，却产生了类似的效果。",
    "投资者应当关注汇率风险，避免在波动加剧的时候使用过高的杠杆。",
    "会议强调提质增效，政策重心转向落地，具体措施将于下月公布。",
    "比特币一度突破前期高点，随后回落，链上数据显示长期持有者没有减仓。",
    "制造业采购经理指数连续三个月位于扩张区间，出口订单有所恢复。",
    "有观点认为，服务业的复苏比预期更快，但居民的消费意愿仍然偏弱。",
    "报告还提到，人工智能相关的资本开支正在改变企业的利润结构。",
    "与去年同期相比，新能源汽车的销量增长了三成，电池价格继续下降。",
)
ENTRIES = ("宏观经济", "货币政策", "数字货币", "科技公司", "市场观察", "深度解读", "专栏文章")
TARGET_RATIO = 2.5
TEXTS = 247
CONFIGS = {Variant.TW: "s2tw", Variant.HK: "s2hk"}


def make_page(*, paragraphs: int = 58, entries: int = 34) -> str:
    """Make the page; the same every time."""
    chance = random.Random(1)  # noqa: S311 - a fixed order, nothing secret
    navigation = "\n".join(_render_entry(chance, number) for number in range(entries))
    article = "\n".join(_render_paragraph(chance, number) for number in range(paragraphs))
    return _PAGE.format(navigation=navigation, article=article)


def _render_entry(chance: random.Random, number: int) -> str:
    return f"""
        <li class="md-nav__item">
          <a href="../../2025/12/{number % 28 + 1:02}/post-{number}/" class="md-nav__link">
            <span class="md-ellipsis">
              {chance.choice(ENTRIES)}：{chance.choice(ENTRIES)}之{number}
            </span>
          </a>
        </li>"""


def _render_paragraph(chance: random.Random, number: int) -> str:
    text = "".join(chance.sample(SENTENCES, 3))
    if number % 8 == 0:
        name = chance.choice(ENTRIES)
        anchor = f'<a class="headerlink" href="#_{number}" title="永久链接">&para;</a>'
        return f'<h2 id="_{number}">{name}{anchor}</h2>\n<p>{text}</p>'
    if number % 5 == 0:
        return f"<ul>\n<li><strong>{chance.choice(ENTRIES)}</strong>：{text}</li>\n</ul>"
    middle = len(text) // 2
    link = f'<a href="https://example.org/{number}/">{text[middle : middle + 6]}</a>'
    return f"<p>{text[:middle]}{link}{text[middle + 6 :]}</p>"


_PAGE = """<!doctype html>
<html lang="zh-Hans" class="no-js">
<head>
<meta charset="utf-8">
<meta name="description" content="央行宣布下调存款准备金率，市场普遍认为流动性将进一步宽松。">
<meta property="og:title" content="货币政策的下一步">
<link rel="canonical" href="https://example.org/blog/2025/12/12/policy/">
<link rel="stylesheet" href="../../../../../assets/main.css">
<title>货币政策的下一步</title>
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "货币政策的下一步",
"url": "https://example.org/blog/2025/12/12/policy/", "keywords": ["宏观经济", "货币政策"]}}</script>
</head>
<body dir="ltr">
<header class="md-header"><nav class="md-header__inner" aria-label="页眉">
<a href="../../../../../" title="财经日报" class="md-header__button md-logo">财经日报</a>
</nav></header>
<nav class="md-nav md-nav--primary" aria-label="导航栏"><ul class="md-nav__list">
{navigation}
</ul></nav>
<nav class="md-nav md-nav--secondary" aria-label="目录"><ul class="md-nav__list">
{navigation}
</ul></nav>
<main class="md-main"><article class="md-content__inner">
<h1>货币政策的下一步</h1>
{article}
<pre><code>数据 = 读取("不转换")</code></pre>
</article></main>
<footer class="md-footer"><p>版权所有 &copy; 财经日报</p></footer>
<script src="../../../../../assets/site.js"></script>
</body>
</html>
"""


def measure(action: Callable[[], object], rounds: int) -> float:
    """Give the best time of an action in milliseconds."""
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        action()
        best = min(best, time.perf_counter() - start)
    return best * 1000


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=50)
    rounds = parser.parse_args().rounds
    page = make_page()
    cut = cut_page(page)
    texts = [text for group in cut.texts for text in group.texts]
    write = sys.stdout.write
    write(f"{len(page.encode()) / 1000:.1f} KB, {len(texts)} texts, ")
    write(f"{sum(map(len, texts))} characters to convert, {len(cut.slots)} slots\n\n")
    cutting = measure(lambda: cut_page(page), rounds)
    converters = Converters()
    write(f"{'':14}{'OpenCC':>9}{'cut / 3':>9}{'join':>9}{'in all':>9}{'ratio':>7}   (ms)\n")
    for target in TARGETS:
        joining = measure(lambda target=target: join_page(cut, target, converters), rounds)  # type: ignore[misc]
        total = cutting / 3 + joining
        own = _measure_opencc(target, "\x1f".join(texts), rounds)
        ratio = f"{total / own:7.2f}" if own else "      –"
        write(f"{target:14}{own:9.3f}{cutting / 3:9.3f}{joining:9.3f}{total:9.3f}{ratio}\n")
    large = make_page(paragraphs=580, entries=340)
    ten = measure(lambda: cut_page(large), max(5, rounds // 2)) / cutting
    write(f"\ncutting up {len(large) / len(page):.1f} times the page: {ten:.1f} times the time\n")


def _measure_opencc(target: Variant, text: str, rounds: int) -> float:
    if target not in CONFIGS:
        return 0.0
    converter = opencc.OpenCC(CONFIGS[target])
    return measure(lambda: converter.convert(text), rounds)


if __name__ == "__main__":
    main()
