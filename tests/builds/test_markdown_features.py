"""Formulas and diagrams on a built site."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests.conftest import Blog

pytestmark = pytest.mark.build

POST = "---\ntitle: 债券\ndate: 2026-11-{day}\n{more}---\n\n{body}\n"
CHART = "```mermaid\ngraph LR\n  甲[发行债券] --> 乙[“利率”]\n```"


def write(blog: Blog, name: str, body: str, *, day: int = 1, **more: str) -> None:
    lines = "".join(f"{key}: {value}\n" for key, value in more.items())
    blog.write(f"blog/{name}.md", POST.format(day=f"{day:02}", more=lines, body=body))


def prose(page: str) -> str:
    """What an article says."""
    return page.split("<!--prose-->")[1].split("<!--/prose-->", maxsplit=1)[0].strip()


def test_the_sites_own_settings_know_bold_text_beside_chinese_punctuation(blog: Blog):
    write(blog, "a", "他说**“重点”**是，涨了5%~10%，跌了20%~30%，==（划）==掉")

    pages = blog.build()

    assert prose(pages["blog/a/index.html"]) == (
        "<p>他说<strong>“重点”</strong>是，涨了5%~10%，跌了20%~30%，<mark>（划）</mark>掉</p>"
    )


def test_formulas_are_shown_where_a_page_says_so_and_money_stays_money_elsewhere(blog: Blog):
    write(blog, "a", "价格 $x$ 与 $5 和 $6", math="true")
    write(blog, "b", "价格 $x$ 与 $5 和 $6", day=2)
    blog.write("c.md", "---\ntitle: 丙\nmath: true\n---\n\n价格 $y$\n")

    pages = blog.build()

    shown = '<p>价格 <span><math alttext="x"><mrow><mi>x</mi></mrow></math></span> 与 $5 和 $6</p>'
    assert prose(pages["blog/a/index.html"]) == shown
    assert prose(pages["blog/b/index.html"]) == "<p>价格 $x$ 与 $5 和 $6</p>"
    assert '<math alttext="y">' in pages["c/index.html"]


def test_a_site_may_have_formulas_everywhere_but_where_a_page_says_no(blog: Blog):
    write(blog, "a", "价格 $x$")
    write(blog, "b", "价格 $x$", day=2, math="false")

    pages = blog.build({"math": True})

    assert '<math alttext="x">' in pages["blog/a/index.html"]
    assert prose(pages["blog/b/index.html"]) == "<p>价格 $x$</p>"


def test_words_in_a_formula_come_in_each_readers_chinese_and_nothing_else_of_it(blog: Blog):
    write(blog, "a", r"债券 $\text{收益率} = r$ 与 \[ P_{\text{债券}} \]", math="true")

    pages = blog.build()

    here, there = (prose(pages[f"{root}blog/a/index.html"]) for root in ("", "zh-tw/"))
    assert there.startswith("<p>債券 ")
    assert re.findall(r"<mtext>(.*?)</mtext>", here) == ["收益率", "债券"]
    assert re.findall(r"<mtext>(.*?)</mtext>", there) == ["收益率", "債券"]
    assert re.findall(r'alttext="(.*?)"', there) == re.findall(r'alttext="(.*?)"', here)


def test_a_formula_that_cannot_be_read_is_a_warning_with_its_line_at_every_build(blog: Blog):
    write(blog, "a", "文\n\n价格 $\\foo$", math="true")
    blog.configure()

    for _ in range(2):
        built = blog.run("build")

        assert r"docs/blog/a.md:9: a formula with an unknown command: '\\foo'" in built.stderr, (
            built.stderr
        )
        assert "mend: write it in the simple commands of LaTeX" in built.stderr
    assert prose(blog.pages()["blog/a/index.html"]) == "<p>文</p>\n<p>价格 <code>$\\foo$</code></p>"
    assert blog.run("build", "--strict").returncode == 1


def test_without_mermaid_a_diagram_is_code_and_the_page_as_strict_as_any(blog: Blog):
    write(blog, "a", CHART)

    pages = blog.build()

    page = pages["zh-tw/blog/a/index.html"]
    assert '<span class="filename" lang="zh-Hant-TW">圖表（Mermaid）</span>' in page
    assert "甲[发行债券] --&gt; 乙[“利率”]" in page
    assert "unsafe-inline" not in page
    assert "mermaid-start.js" not in page
    assert not (blog.site / "assets" / "mermaid-start.js").exists()


def test_with_mermaid_only_pages_with_diagrams_load_it_and_may_have_its_styles(blog: Blog):
    fetched = blog.folder / ".cache" / "yiwen" / "mermaid"
    (fetched / "chunks" / "mermaid.esm.min").mkdir(parents=True)
    (fetched / "mermaid.esm.min.mjs").write_text("1", encoding="utf-8")
    (fetched / "chunks" / "mermaid.esm.min" / "a.mjs").write_text("2", encoding="utf-8")
    write(blog, "a", CHART)
    write(blog, "b", "没有图", day=2)

    blog.build()
    pages = blog.build()

    page, other = (unescape(pages[f"{at}/index.html"]) for at in ("zh-tw/blog/a", "blog/b"))
    assert "甲[發行債券] --> 乙[「利率」]" in page
    assert '<script type="module" src="../../../assets/mermaid-start.js' in page
    assert "style-src 'self' 'unsafe-inline';" in page
    assert "script-src 'self';" in page
    assert "unsafe-inline" not in other
    assert "mermaid" not in other
    home = blog.site / "assets"
    assert (home / "mermaid" / "mermaid.esm.min.mjs").read_text(encoding="utf-8") == "1"
    assert (home / "mermaid" / "chunks" / "mermaid.esm.min" / "a.mjs").is_file()
    assert (home / "mermaid-start.js").is_file()
    assert not (blog.site / "zh-tw" / "assets" / "mermaid").exists()


def test_a_diagram_becomes_a_drawing_when_mermaid_has_come(blog: Blog):
    write(blog, "a", CHART)
    blog.build()
    fetched = blog.folder / ".cache" / "yiwen" / "mermaid"
    fetched.mkdir(parents=True)
    (fetched / "mermaid.esm.min.mjs").write_text("1", encoding="utf-8")

    pages = blog.build()

    assert (
        '<figure class="mermaid scroll" aria-label="示意">graph LR' in (pages["blog/a/index.html"])
    )
