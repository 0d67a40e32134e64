"""What Markdown becomes for readers."""

from __future__ import annotations

import re

import pytest
from markdown import Markdown

from yiwen.markup import ReaderMarkup

EXTENSIONS = ("tables", "attr_list", "md_in_html", "footnotes", "pymdownx.tasklist")


def render(text: str, *extensions: str) -> str:
    html = Markdown(extensions=[*(extensions or EXTENSIONS), ReaderMarkup()]).convert(text)
    return re.sub(r"\n\s*", "", html)


@pytest.mark.parametrize("sign", ["- ", "* ", "+ ", "1. "])
def test_a_list_may_follow_a_line_of_text_at_once(sign: str):
    tag = "ol" if sign == "1. " else "ul"
    second = "2. " if sign == "1. " else sign

    assert render(f"信号有二：\n{sign}甲\n{second}乙\n\n后") == (
        f"<p>信号有二：</p><{tag}><li>甲</li><li>乙</li></{tag}><p>后</p>"
    )


def test_a_list_may_follow_a_line_that_begins_in_bold():
    assert render("**影响**：\n- 甲") == ("<p><strong>影响</strong>：</p><ul><li>甲</li></ul>")


@pytest.mark.parametrize(
    "text",
    [
        "- 甲\n- 乙\n- 丙",
        "- 甲\n接着甲\n- 乙",
        "1. 甲\n2. 乙",
        "> 引\n- 不是列表项",
        "从\n2. 起不算列表",
        "句子里\n-没有空格",
        "| 甲 |\n|---|\n- 表后",
        "[^1]: 注\n- 注里",
        "    代码\n- 代码后",
        "标题\n---\n文",
    ],
)
def test_what_is_no_text_before_a_list_stays_as_markdown_has_it(text: str):
    plain = Markdown(extensions=list(EXTENSIONS)).convert(text)
    box = r'<div class="scroll">|</div>|\s'

    assert re.sub(box, "", render(text)) == re.sub(box, "", plain)


def test_code_that_looks_like_a_list_is_not_touched():
    html = render("```\n文\n- 甲\n```\n", "pymdownx.superfences")

    assert "文\n- 甲" in Markdown(extensions=["pymdownx.superfences", ReaderMarkup()]).convert(
        "```\n文\n- 甲\n```\n"
    )
    assert "<li>" not in html


TABLE = "| 甲 | 乙 | 丙 |\n|:--|:-:|--:|\n| 1 | 2 | 3 |\n"


def test_a_table_stands_in_a_box_that_scrolls():
    assert render("前\n\n| 甲 |\n|---|\n| 1 |\n\n后") == (
        '<p>前</p><div class="scroll"><table><thead><tr><th>甲</th></tr></thead>'
        "<tbody><tr><td>1</td></tr></tbody></table></div><p>后</p>"
    )


def test_two_tables_stand_in_two_boxes():
    html = render(f"{TABLE}\n文\n\n{TABLE}")

    assert html.count('<div class="scroll"><table>') == 2
    assert html.count("</table></div>") == 2
    assert "</div><p>文</p><div" in html


def test_a_table_in_another_element_is_boxed_too():
    html = render(f'<div markdown="1">\n\n{TABLE}\n</div>')

    assert html.startswith('<div><div class="scroll"><table>')


def test_the_alignment_of_cells_is_a_class():
    html = render(TABLE)

    assert '<th class="left">甲</th><th class="center">乙</th><th class="right">丙</th>' in html
    assert '<td class="left">1</td><td class="center">2</td><td class="right">3</td>' in html
    assert "style" not in html


def test_a_head_of_no_words_is_a_plain_cell():
    html = render("|  | ![](a.png) | 乙 |\n| --- | --- | --: |\n| 丙 | 1 | |\n")

    assert '<td></td><th><img alt="" src="a.png" /></th><th class="right">乙</th>' in html


def test_a_cell_keeps_its_other_classes_and_styles():
    html = render("| 甲 {: .wide } |\n|:-:|\n| 1 {: style='color: red' } |\n")

    assert '<th class="wide center">' in html
    assert '<td style="color: red">' in html


def test_boxes_of_tasks_say_what_they_mean():
    html = render("- [x] 做了\n- [ ] 没做\n")

    assert '<input type="checkbox" disabled checked aria-label="已完成"/> 做了' in html
    assert '<input type="checkbox" disabled aria-label="未完成"/> 没做' in html


def test_boxes_that_an_author_wrote_in_html_are_left_alone():
    html = '<input type="checkbox" disabled>'

    assert render(f"<p>{html}</p>") == f"<p>{html}</p>"


def test_an_image_that_stands_alone_is_a_figure_with_its_title_as_caption():
    assert render('![一张图](a.webp "说明")') == (
        '<figure><img alt="一张图" src="a.webp" /><figcaption>说明</figcaption></figure>'
    )


def test_without_a_title_the_text_of_an_image_is_its_caption():
    assert render("![一张图](a.webp)") == (
        '<figure><img alt="一张图" src="a.webp" /><figcaption>一张图</figcaption></figure>'
    )


def test_a_linked_image_that_stands_alone_is_a_figure_too():
    assert render("[![一张图](a.webp)](https://example.org/)") == (
        '<figure><a href="https://example.org/"><img alt="一张图" src="a.webp" /></a>'
        "<figcaption>一张图</figcaption></figure>"
    )


@pytest.mark.parametrize(
    "text",
    [
        "![](a.webp)",
        "文 ![图](a.webp)",
        "![图](a.webp) 文",
        "![图](a.webp)\n![图](b.webp)",
        "**![图](a.webp)**",
        "[文 ![图](a.webp)](https://example.org/)",
        "[![图](a.webp) 文](https://example.org/)",
        "[文](https://example.org/)",
        "文",
    ],
)
def test_an_image_among_text_or_without_words_stays_in_its_paragraph(text: str):
    html = render(text)

    assert html.startswith("<p>")
    assert "figure" not in html


def test_a_figure_that_an_author_wrote_is_not_put_into_another():
    html = render(
        '<figure markdown="block">\n\n![图](a.webp)\n\n<figcaption>说明</figcaption>\n</figure>'
    )

    assert html.count("<figure") == 1
    assert html.count("<figcaption") == 1


def test_a_caption_shows_characters_that_were_escaped():
    assert "<figcaption>a*b &amp; c</figcaption>" in render(r"![a\*b & c](a.webp)")


def test_attributes_of_an_image_stay_on_it():
    assert render("![图](a.webp){ .wide }") == (
        '<figure><img alt="图" class="wide" src="a.webp" /><figcaption>图</figcaption></figure>'
    )


NOTES = ("admonition", "pymdownx.details", "attr_list")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "!!! warning\n    文",
            '<div class="admonition warning"><p class="admonition-title" lang="zh-Hans">注意</p><p>文</p></div>',
        ),
        (
            '!!! warning "当心"\n    文',
            '<div class="admonition warning"><p class="admonition-title">当心</p><p>文</p></div>',
        ),
        (
            "!!! mine\n    文",
            '<div class="admonition mine"><p class="admonition-title">Mine</p><p>文</p></div>',
        ),
        ('!!! note ""\n    文', '<div class="admonition note"><p>文</p></div>'),
        (
            "??? question\n    文",
            '<details class="question"><summary lang="zh-Hans">问题</summary><p>文</p></details>',
        ),
        (
            '??? question "为何"\n    文',
            '<details class="question"><summary>为何</summary><p>文</p></details>',
        ),
    ],
)
def test_a_note_without_a_title_is_named_in_chinese(text: str, html: str):
    assert render(text, *NOTES) == html


def test_names_of_tabs_are_parted_where_no_style_does():
    html = Markdown(
        extensions=["pymdownx.tabbed", ReaderMarkup()],
        extension_configs={"pymdownx.tabbed": {"alternate_style": True}},
    ).convert('=== "甲"\n\n    一\n\n=== "乙"\n\n    二\n')

    assert '<label for="__tabbed_1_1">甲</label> <label for="__tabbed_1_2">乙</label>' in html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("他说**“重点”**是", "他说<strong>“重点”</strong>是"),
        ("**影响：**后文", "<strong>影响：</strong>后文"),
        ("涨了**100%**的", "涨了<strong>100%</strong>的"),
        ("**（注）**后、**《书》**里", "<strong>（注）</strong>后、<strong>《书》</strong>里"),
        ("这*“斜”*体", "这<em>“斜”</em>体"),
        ("这***“都”***是", "这<strong><em>“都”</em></strong>是"),
        ("这是==“重点”==是", "这是<mark>“重点”</mark>是"),
        ("这~~（删）~~了", "这<del>（删）</del>了"),
        ("按^^“插入”^^了", "按<ins>“插入”</ins>了"),
        (
            "**==甲==**与==**乙**==",
            "<strong><mark>甲</mark></strong>与<mark><strong>乙</strong></mark>",
        ),
        ("H~2~O 与 10^9^", "H<sub>2</sub>O 与 10<sup>9</sup>"),
    ],
)
def test_signs_work_beside_chinese_and_its_punctuation(text: str, html: str):
    assert render(text) == f"<p>{html}</p>"


@pytest.mark.parametrize(
    "text",
    [
        "涨了5%~10%，跌了20%~30%",
        "3~5天，10~20天",
        "从 10^9 到 10^12",
        "a==b 和 c==d",
        "a == b，c == d",
        "5 * 3 * 2",
        "snake_case_word",
        "~ 5 ~，^ 6 ^",
        "^_^ 和 ~~~~",
    ],
)
def test_ranges_powers_and_comparisons_are_text(text: str):
    assert render(text) == f"<p>{text}</p>"
