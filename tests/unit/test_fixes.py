from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown
from mkdocs.config import load_config

from tests.conftest import ROOT
from tests.unit.makers import SITE
from yiwen.chinese.rules import mark_rules
from yiwen.chinese.variants import Variant
from yiwen.fixes import Kind, fix_punctuation, fix_source
from yiwen.markup import ReaderMarkup
from yiwen.posts import Post, read_post
from yiwen.problems import YiwenError

CONFIG = load_config(str(ROOT / "mkdocs.yml"))
MARKDOWN = Markdown(
    extensions=[*CONFIG["markdown_extensions"], ReaderMarkup()],
    extension_configs=CONFIG["mdx_configs"],
)


def render(body: str) -> str:
    return MARKDOWN.reset().convert(mark_rules(body).text)


GOOD = '---\ntitle: "题"\ndate: 2025-12-09 08:05\n---\n正文\n'


def test_a_good_source_is_left_as_it_is():
    fixed = fix_source(GOOD, tuple(Kind))

    assert (fixed.text, fixed.done) == (GOOD, ())


@pytest.mark.parametrize(
    ("text", "done"),
    [
        (f"\ufeff{GOOD}", "characters"),
        (GOOD.replace("\n", "\r\n"), "line ends"),
        (GOOD.replace("\n", "\r"), "line ends"),
        (GOOD.removesuffix("\n"), "line ends"),
        (f"{GOOD}\n\n", "line ends"),
        (GOOD.replace("正文", "正\x08文"), "characters"),
        (f"\n \n{GOOD}", "fences"),
        (GOOD.replace("---", " -----"), "fences"),
        (GOOD.replace("---\n正文", "...\n正文"), "fences"),
        (GOOD.removeprefix("---\n"), "fences"),
        (GOOD.replace('"题"', '"题" \t'), "blanks"),
        (GOOD.replace("2025-12-09 08:05", "2025/12/9 8:05"), "days"),
        (GOOD.replace("2025-12-09 08:05", "2025年12月9日 8:05"), "days"),
    ],
)
def test_the_form_of_a_source_is_mended(text, done):
    fixed = fix_source(text)

    assert (fixed.text, fixed.done) == (GOOD, (done,))


def front(*lines: str) -> str:
    return "\n".join(["---", *lines, "---", "正文", ""])


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ('date: "2025/1/2"', 'date: "2025-01-02"'),
        ("lastmod: 2025.1.2 3:04:05 +0800", "lastmod: 2025-01-02 03:04:05 +0800"),
        ("date: 2025-1-2T3:04Z # 发布", "date: 2025-01-02T03:04Z # 发布"),
        ("date: 2025/13/2", "date: 2025/13/2"),
        ("date: 2025/1/2/3", "date: 2025/1/2/3"),
        ("title: 2025/1/2", "title: 2025/1/2"),
        ("deadline: 2025/1/2", "deadline: 2025/1/2"),
    ],
)
def test_days_are_written_in_full_and_nothing_else_is(line, mended):
    assert fix_source(front(line)).text == front(mended)


def test_days_of_toml_are_left():
    text = '+++\ntitle = "题"\ndate = 2025-12-09\n+++\n正文\n'

    assert fix_source(f" {text}", [Kind.KEYS]).text == text


def test_blanks_that_a_text_holds_stay():
    text = front("description: |", "  两行  ", "  文字", "tags: [甲] ")

    assert fix_source(text).text == text


def test_a_text_without_front_matter_keeps_all_but_its_line_ends():
    assert fix_source("\ufeff\n\n---\r\n\r\n正文  \r\n").text == "\n\n---\n\n正文  \n"


def test_an_empty_source_stays_empty():
    assert fix_source("").done == ()
    assert fix_source("---\n---\n").done == ()


def test_keys_are_left_unless_asked_for():
    text = front("categories: [财经]", "cover: a.png")

    assert fix_source(text).done == ()
    assert fix_source(text, [Kind.KEYS]).text == front("category: [财经]", "coverImage: a.png")


@pytest.mark.parametrize(
    ("lines", "mended"),
    [
        (["lastmod: 2025-01-02"], ["updated: 2025-01-02"]),
        (["Keywords: 甲"], ["seo: 甲"]),
        (["authors: [甲]", "published: false", "layout: post"], None),
        (["cover: a.png", "coverImage: b.png"], None),
        (["image: a.png", "cover: b.png"], ["image: a.png", "coverImage: b.png"]),
        (["summary: |", "  cover: a.png"], ["description: |", "  cover: a.png"]),
        (['"cover": a.png'], None),
    ],
)
def test_keys_become_the_recommended_ones_where_that_changes_nothing(lines, mended):
    assert fix_source(front(*lines), [Kind.KEYS]).text == front(*(mended or lines))


def test_keys_of_toml_become_the_recommended_ones():
    text = '+++\ntitle = "题"\nlastmod = 2025-12-09\n[params]\ncover = "a.png"\n+++\n正文\n'

    assert fix_source(text, [Kind.KEYS]).text == text.replace("lastmod", "updated")


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        (front("title：题", "date: 2025-12-09"), front("title: 题", "date: 2025-12-09")),
        (front("title: 题", "tags:", "\t- 甲"), front("title: 题", "tags:", "  - 甲")),
        (front("title: 甲: 乙"), front('title: "甲: 乙"')),
        (
            front("title: 甲: 乙", "description: *丙"),
            front('title: "甲: 乙"', 'description: "*丙"'),
        ),
        ("———\ntitle: 题\n---\n正文\n", front("title: 题")),
    ],
)
def test_faults_are_mended_as_their_messages_say_when_asked_for(text, mended):
    assert fix_source(text).text == text
    assert fix_source(text, [Kind.FAULTS]).text == mended


@pytest.mark.parametrize(
    "text",
    [
        front("title: [甲"),
        front("标题：甲", "乙"),
        "---\ntitle: 题\n",
        "--- title: 题\ndate: 2025-12-09\n---\n正文\n",
        front("title: 甲", "title: 乙"),
    ],
)
def test_what_cannot_be_told_is_left(text):
    assert fix_source(text, tuple(Kind)).text == text


def test_a_fault_at_many_places_is_not_followed_for_ever():
    text = front(*(f"k{at}: 甲: 乙" for at in range(30)))

    assert fix_source(text, [Kind.FAULTS]).text == text


def punctuate(body: str, script: Variant = Variant.HANS) -> str:
    fixed = fix_punctuation(f"{GOOD}{body}", script, render)
    assert bool(fixed.done) == (fixed.text != f"{GOOD}{body}")
    return fixed.text.removeprefix(GOOD)


def test_punctuation_of_a_keyboard_becomes_that_of_chinese():
    body = '市场,冷淡;而"稳定"(央行的)如此.\n\n- **粗体:**后\n- ![图:甲](a.png "题:乙")\n'

    assert punctuate(body) == (
        '市场，冷淡；而“稳定”（央行的）如此。\n\n- **粗体:**后\n- ![图：甲](a.png "题:乙")\n'
    )
    assert punctuate('所謂"穩定"如此\n', Variant.TW) == "所謂「穩定」如此\n"


def test_what_was_changed_is_counted():
    assert fix_punctuation("甲,乙,丙\n", Variant.HANS, render).done == ("punctuation in 2 places",)


def test_a_sign_that_the_page_holds_in_an_address_stays():
    """The heading's anchor has a hyphen for the space, and links lead there."""
    assert punctuate("## 标题, 三\n\n正文,在此\n") == "## 标题, 三\n\n正文，在此\n"


@pytest.mark.parametrize(
    "body",
    ["没有可改的\n", "甲,乙\ue000\n", "`甲,乙`\n"],
)
def test_other_texts_are_left(body):
    assert punctuate(body) == body


def test_a_source_that_cannot_be_cut_is_left():
    text = "---\ntitle: 题\n甲,乙\n"

    assert fix_punctuation(text, Variant.HANS, render).text == text


def test_of_thousands_of_signs_the_first_are_mended_and_the_rest_next_time():
    once = fix_punctuation("甲," * 4000 + "甲\n", Variant.HANS, str)
    twice = fix_punctuation(once.text, Variant.HANS, str)

    assert (once.done, twice.done) == (
        ("punctuation in 3200 places",),
        ("punctuation in 800 places",),
    )


def test_signs_that_are_right_one_by_one_but_not_together_stay():
    def render_oddly(body: str) -> str:
        return body if body.count("，") < 2 else f"<b>{body}</b>"

    assert fix_punctuation("甲,乙,丙\n", Variant.HANS, render_oddly).done == ()


LINES = st.sampled_from(
    [
        "title: 题",
        "title: 1984",
        'title: "甲: 乙" ',
        "title: 甲: 乙",
        "title：甲",
        "date: 2025/12/9",
        "date: 2025-12-9 8:05 ",
        "lastmod: 2025年1月2日",
        "publishDate: 2025.1.2",
        "categories: [甲, 乙]",
        "cover: a.png",
        "image: b.png",
        "tags:",
        "  - 甲",
        "\t- 乙",
        "keywords: 甲、乙",
        "description: >-",
        "  折行  ",
        "  - 甲,乙",
        "# 注释",
        "layout: post",
        "...",
        "",
        " ",
    ]
)
FENCES = st.sampled_from(["---", " ---", "-----", "--- ", "...", "", "———"])
BLOCKS = st.sampled_from(
    [
        "# 标题,一",
        "## 标题: 二",
        "正文,正文: 如此;",
        '引用"甲"与"QE"',
        "行尾.  ",
        "- 甲,乙",
        "1. 丙(丁)戊",
        "    代码,代码",
        "```",
        "![图,甲](a.png '题:乙')",
        "[链接,甲][注]",
        '[注]: https://a.cn/甲,乙 "题,甲"',
        "| 甲,乙 | 丙 |",
        "| --- | --- |",
        "> 引,用",
        "**粗,体:**后",
        "-{hans:甲,乙;tw:丙,丁}-",
        '<span title="甲,乙">丙,丁</span>',
        "脚注,在此[^1]",
        "[^1]: 脚,注",
        "词,语\n:   释,义",
        '!!! note "题,甲"\n    文,字',
        "*[甲]: 全,称",
        "&lt;甲,乙;",
        "",
        " ",
    ]
)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])


@st.composite
def sources(draw) -> str:
    opening, closing, end = draw(FENCES), draw(FENCES), draw(ENDS)
    lines = [opening, *draw(st.lists(LINES, max_size=7)), closing]
    lines += draw(st.lists(BLOCKS, max_size=9))
    text = draw(st.sampled_from(["", "\ufeff", "\n"])) + "\n".join(lines)
    return str(text.replace("\n", end))


def read(text: str) -> Post | None:
    try:
        return read_post(text, path="blog/2025/12/12/a.md", settings=SITE)
    except YiwenError:
        return None


PLACES = {"body_line", "cover_line", "term_lines", "body"}


def list_values(post: Post) -> dict[str, object]:
    return {name: getattr(post, name) for name in Post.__slots__ if name not in PLACES}


@given(sources(), st.sampled_from([(), (Kind.KEYS,), (Kind.FAULTS,), (Kind.KEYS, Kind.FAULTS)]))
@example("---\ndate: 2025/12/9\n---\n正文\n\n```\n\n\n", ())
def test_the_page_stays_the_same_when_form_and_keys_are_mended(text, kinds):
    """Whatever a post holds, its page, title, dates, terms and description stay."""
    before, fixed = read(text), fix_source(text, kinds)
    after = read(fixed.text)

    assert bool(fixed.done) == (fixed.text != text)
    if before is None:
        assert Kind.FAULTS in kinds or after is None
        return
    assert after is not None
    assert list_values(after) == list_values(before)
    assert render(after.body) == render(before.body)


@given(sources(), st.sampled_from([(), tuple(Kind)]))
def test_what_is_mended_has_nothing_left_to_mend(text, kinds):
    once = fix_source(text, kinds)

    assert fix_source(once.text, kinds).done == ()


@given(st.text() | st.text("---+\ntitle：: date2025/1[]{}|>\t\r\ufeff"))
def test_no_text_is_too_odd_to_be_mended(text):
    once = fix_source(text, tuple(Kind))

    assert fix_source(once.text, tuple(Kind)).text == once.text


TYPED = str.maketrans("，；：！？。（）“”「」", ',;:!?.()""""')


def read_keyboard(page: str) -> str:
    """A page as if it had been typed without Chinese punctuation, and with no space behind any."""
    plain = page.replace("&quot;", '"').translate(TYPED)
    return "".join(plain.split())


@given(st.lists(BLOCKS, max_size=9).map("\n".join), st.sampled_from([Variant.HANS, Variant.TW]))
def test_punctuation_is_all_that_readers_see_change(body, script):
    """Tags, addresses, anchors and every other character stay."""
    text = f"---\ndate: 2025-12-12\n---\n{body}"
    fixed = fix_punctuation(text, script, render)

    before, after = (
        render(each.removeprefix("---\ndate: 2025-12-12\n---\n")) for each in (text, fixed.text)
    )
    assert read_keyboard(after) == read_keyboard(before)
    assert bool(fixed.done) == (fixed.text != text)
