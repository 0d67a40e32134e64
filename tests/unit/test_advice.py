from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.makers import SITE, make_post, write_list
from yiwen.advice import advise_source, advise_tags, count_width, read_place
from yiwen.documents import read_document
from yiwen.posts import read_post
from yiwen.problems import Problem, YiwenError, render_problems
from yiwen.settings import Settings

FRONT = "---\ntitle: 央行这张表\ndate: 2025-12-12\ncover: a.png\n---\n"


def advise(text: str) -> str:
    post = read_post(text, path="blog/a.md", settings=SITE)
    return render_problems(advise_source(text, post, description_han=10))


def advise_body(body: str) -> str:
    return advise(FRONT + body)


def test_there_is_nothing_to_say_of_a_good_post():
    assert advise_body("开头。\n\n![央行](a.png)\n\n## 一\n\n### 二\n\n## 三\n\n“完”。\n") == ""


def test_a_missing_cover_is_told_where_one_belongs():
    mend = "the site draws one; to show your own, add  coverImage: assets/covers/name.webp"

    assert advise("---\ntitle: 题\ndate: 2025-12-12\n---\n正文\n") == (
        f"blog/a.md:2: no cover\n  mend: {mend}"
    )
    assert advise("---\ndate: 2025-12-12\ntitle: 题\nimage:\n---\n正文\n").startswith(
        "blog/a.md:4: "
    )


def test_titles_and_descriptions_that_are_too_long_are_told():
    title, description = "央" * 31, "短" * 9 + "abcd"
    text = (
        f"---\ndate: 2025-12-12\ncover: a.png\ntitle: {title}\nsummary: {description}\n---\n正文\n"
    )

    assert advise(text) == (
        "blog/a.md:4: a title as wide as 31 Han, lists and searches show 30\n"
        "  mend: say the same in fewer words\n"
        "blog/a.md:5: a description as wide as 11 Han, lists and searches show 10\n"
        "  mend: say the same in fewer words"
    )


def test_a_rule_counts_as_what_it_shows():
    text = FRONT.replace("央行这张表", "央" * 29 + "-{hans:行;tw:一個很長的詞}-")

    assert advise(f"{text}正文\n") == ""


def test_two_latin_letters_are_as_wide_as_one_han():
    assert [count_width(text) for text in ("", "a", "ab", "abc", "央a", "（央）")] == [
        0,
        1,
        1,
        2,
        2,
        3,
    ]


def test_punctuation_of_a_keyboard_is_told_in_the_title():
    text = FRONT.replace("央行这张表", "央行:这张表,那张表") + "正文\n"

    assert advise(text) == (
        "blog/a.md:2: half-width punctuation between Han in the title: '央行:这张表,那张'\n"
        "  mend: write  央行：这张表,那张"
    )


def test_the_title_of_a_heading_is_told_once():
    text = "---\ndate: 2025-12-12\ncover: a.png\n---\n# 央行:这张表\n\n正文\n"

    assert advise(text) == (
        "blog/a.md:5:5: half-width punctuation between Han: '# 央行:这张表'\n"
        "  mend: write  # 央行：这张表\n"
        "        or run  check_posts.py --fix=punctuation"
    )


def test_punctuation_of_a_keyboard_is_told_once_for_a_text():
    body = '开头\n\n市场,冷淡,而"稳定"在;\n哪里\n'

    assert advise_body(body) == (
        "blog/a.md:8:3: half-width punctuation between Han: '市场,冷淡,而\"稳', and 2 more\n"
        '  mend: write  市场，冷淡,而"稳\n'
        "        or run  check_posts.py --fix=punctuation\n"
        "blog/a.md:8:8: straight quotation marks in Chinese text: '场,冷淡,而\"稳定\"在;'\n"
        "  mend: write  场,冷淡,而“稳定”在;\n"
        "        or run  check_posts.py --fix=punctuation"
    )


@pytest.mark.parametrize(
    ("image", "mend"),
    [
        ("![](a.png)", "say what it shows:  ![…](a.png)"),
        ("[![ ](a.png)](b.md)", "say what it shows:  ![…](a.png)"),
        ("![][图]", "say what it shows:  ![…](图)"),
        ('<img src="a.png">', 'add  alt="…",  with what it shows'),
    ],
)
def test_an_image_without_a_text_is_told(image, mend):
    column = image.index("![") + 1 if "![" in image else 1

    assert advise_body(f"开头\n\n{image}\n") == (
        f"blog/a.md:8:{column}: an image without a text for those who cannot see it\n  mend: {mend}"
    )


@pytest.mark.parametrize(
    "image",
    [
        "![图](a.png)",
        "`![](a.png)`",
        "    ![](a.png)",
        '<img src="a.png" alt="">',
        "```html\n<img src=a.png>\n```",
        "<!-- ![](a.png) <img src=a.png> -->",
        r"\![](a.png)",
    ],
)
def test_other_images_are_let_be(image):
    assert advise_body(f"开头\n\n{image}\n") == ""


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            "### 三\n",
            "6:1: a heading of level 3 right below one of level 1\n  mend: write it as  ## 三",
        ),
        (
            "## 二\n\n##### 五\n\n#### 四\n",
            "8:1: a heading of level 5 right below one of level 2\n  mend: write it as  ### 五",
        ),
        (
            "甲\n\n乙\n---\n\n#### 四\n",
            "11:1: a heading of level 4 right below one of level 2\n  mend: write it as  ### 四",
        ),
        (
            "## 二\n\n题\n===\n\n### 三\n",
            "11:1: a heading of level 3 right below one of level 1\n  mend: write it as  ## 三",
        ),
    ],
)
def test_a_heading_that_skips_a_level_is_told(body, told):
    assert advise_body(body) == f"blog/a.md:{told}"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            '<iframe src="https://player.example/v?id=1" allowfullscreen></iframe>\n',
            (
                "6:1: <iframe> in a post: browsers do not load it on this site\n  mend: link to it:  "
                "[title](https://player.example/v?id=1)"
            ),
        ),
        (
            "<script>play()</script>\n",
            "6:1: <script> in a post: browsers do not load it on this site\n  mend: leave it out",
        ),
        (
            'A <span style="color: red">b</span>\n',
            "6:3: style=… in a post: browsers pass over it on this site\n  mend: leave it out",
        ),
        (
            '<a href="x.md" onclick="go()">b</a>\n',
            "6:1: onclick=… in a post: browsers pass over it on this site\n  mend: leave it out",
        ),
    ],
)
def test_what_the_policy_of_pages_forbids_is_told(body, told):
    assert advise_body(body) == f"blog/a.md:{told}"


def test_code_that_shows_such_html_is_not_meant():
    assert advise_body('`<iframe src="a">` 和 `onclick="go()"`\n') == ""


def test_code_and_topics_are_no_headings():
    assert advise_body("开头\n\n```\n#### 四\n```\n\n#话题 说\n\n## 二\n\n### 三\n") == ""


def test_a_page_that_is_no_post_needs_no_cover():
    text = "# 关于\n\n### 三\n"
    page = read_document(text, path="about.md", settings=SITE)

    assert [problem.what for problem in advise_source(text, page, description_han=10)] == [
        "a heading of level 3 right below one of level 1"
    ]


def test_places_are_found_in_toml_too():
    place = read_place('+++\ntitle = "题"\ndate = 2025-12-12\n"tags" = ["a"]\n+++\n正文\n')

    assert (dict(place.lines), place.of("cover"), place.body_line) == (
        {"title": 2, "date": 3, "tags": 4},
        2,
        6,
    )


@given(st.text() | st.text("# \n![](<img>)，,:甲乙\"'-={}"))
def test_no_text_is_too_odd_for_advice(body):
    text = FRONT + body
    try:
        post = read_post(text, path="blog/a.md", settings=SITE)
    except YiwenError:
        return
    lines = text.count("\n") + 1 + sum(text.count(end) for end in "\r")

    advice = advise_source(text, post, description_han=10)

    assert all(1 <= problem.line <= lines for problem in advice)


def tagged(*tags: Sequence[str]):
    return [make_post(f"p{at}", write_list("tags", names)) for at, names in enumerate(tags)]


def advise_on(*tags: Sequence[str]) -> str:
    advice: list[Problem] = advise_tags(
        tagged(*tags),
        fold=str.casefold,
        spell=lambda name: name.replace("除", "储"),
        find_line=lambda _: 5,
    )
    return render_problems(advice)


def test_tags_that_several_posts_have_are_fine():
    assert advise_on(["央行", "QE"], ["央行", "qe"], []) == ""


def test_tags_of_a_single_post_are_told_together():
    assert advise_on(["央行", "利率", "QE"], ["央行"]) == (
        "blog/p0.md:5: no other post has the tag '利率', 'QE'\n"
        "  mend: use tags that several posts share, or leave them out"
    )


def test_a_tag_that_is_nearly_another_is_told_in_each_of_its_posts():
    assert advise_on(["美联储"], ["美联储"], ["美联储"], ["美联除"], ["美联除"]) == (
        "blog/p3.md:5: the tag '美联除' is nearly '美联储', which 3 have\n"
        "  mend: if both are one, write  美联储\n"
        "blog/p4.md:5: the tag '美联除' is nearly '美联储', which 3 have\n"
        "  mend: if both are one, write  美联储"
    )


@pytest.mark.parametrize("text", [FRONT, "---\ntitle: 页\n---\n"])
def test_commas_in_formulas_are_no_slips_where_the_site_has_formulas(text: str):
    read = read_post if "date" in text else read_document
    body = f"{text}价格 $涨,跌$ 如此\n"
    slips = {
        math: [
            problem.what
            for problem in advise_source(
                body,
                read(body, path="blog/a.md", settings=Settings(math=math)),
                description_han=10,
            )
        ]
        for math in (True, False)
    }

    assert slips[True] == []
    assert len(slips[False]) == 1
