from __future__ import annotations

import pickle
from contextlib import suppress
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwen.chinese.rules import plain_text
from yiwen.chinese.variants import Variant
from yiwen.posts import Post, read_post
from yiwen.problems import Problem, YiwenError
from yiwen.settings import Settings

CHINA = ZoneInfo("Asia/Shanghai")
SETTINGS = Settings(author="编辑部", category="随笔")
PATH = "blog/2025/12/12/fed.md"


def read(text: str, *, path: str = PATH, settings: Settings = SETTINGS) -> Post:
    return read_post(text, path=path, settings=settings)


def post(front: str = "", body: str = "正文。", **options) -> Post:
    return read(f"---\n{front}\n---\n{body}", **options)


def faults(text: str, **options) -> list[Problem]:
    with pytest.raises(YiwenError) as raised:
        read(text, **options)
    return list(raised.value.problems)


def fault(front: str) -> tuple[int, int, str, str]:
    (problem,) = faults(f"---\n{front}\n---\n正文。")
    assert problem.path == PATH
    return problem.line, problem.column, problem.what, problem.mend


def test_a_post_of_the_newsroom_is_read_as_it_is():
    text = (
        "---\n"
        "title: \n"
        "date: 2025-12-12\n"
        "category: 经济日报\n"
        'tags: ["经济日报","宏观经济"]\n'
        'seo: ["经济日报","金融日报","BTC"]\n'
        'coverImage: "https://a.cn/cover.png"\n'
        "---\n"
        "## 美联储“隐秘扩表”，流动性新阶段\n\n"
        "## 美联储启动购债\n\n"
        "美联储宣布每月购债 400 亿美元。\n"
    )

    assert read(text) == Post(
        path="blog/2025/12/12/fed.md",
        url="blog/2025/12/12/fed/",
        title="美联储“隐秘扩表”，流动性新阶段",
        body="\n\n## 美联储启动购债\n\n美联储宣布每月购债 400 亿美元。\n",
        body_line=9,
        script=Variant.HANS,
        published=datetime(2025, 12, 12, tzinfo=CHINA),
        has_time=False,
        updated=datetime(2025, 12, 12, tzinfo=CHINA),
        categories=("经济日报",),
        tags=("经济日报", "宏观经济"),
        keywords=("经济日报", "金融日报", "BTC"),
        cover="https://a.cn/cover.png",
        cover_line=7,
        description="美联储宣布每月购债 400 亿美元。",
        authors=("编辑部",),
        aliases=(),
        draft=False,
        pinned=False,
        series="",
        source_url="",
        disclaimer=None,
        comments=None,
        math=False,
        han_count=19,
        word_count=1,
        titles={},
        descriptions={},
        terms=(),
        term_lines=(),
        phrases=None,
        variants=None,
        extra={},
    )


def test_a_post_can_be_kept_in_sets_and_caches():
    one = post("zh: {title: {tw: 標題}}\nlayout: x")

    assert len({one, pickle.loads(pickle.dumps(one))}) == 1  # noqa: S301


# Titles


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("1984", "1984"),
        ("null", "null"),
        ("2025-12-12", "2025-12-12"),
        ("0x1F", "0x1F"),
        ("yes", "yes"),
        ("'  美联储\n  扩表 '", "美联储 扩表"),
        ('"a\\u0007b"', "ab"),
    ],
)
def test_a_title_is_what_was_typed(typed, title):
    assert post(f"title: {typed}").title == title


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("blog/2025/12/12/fed.md", "fed"),
        ("blog/2025-12-12-隐秘扩表.md", "隐秘扩表"),
        ("blog/2025/12/12/fed/index.md", "fed"),
        ("blog/2025-12-12-fed/README.md", "fed"),
    ],
)
def test_a_post_without_title_and_heading_is_named_by_its_file(path, title):
    assert read("正文。", path=path).title == title


@pytest.mark.parametrize("heading", ["# 标题", "标题\n==="])
def test_the_heading_that_says_the_title_again_leaves_the_body(heading):
    lines = "\n" * heading.count("\n")

    assert post("title: 标题", f"{heading}\n\n正文。").body == f"{lines}\n\n正文。"


def test_another_heading_than_the_title_stays():
    assert post("title: 别的", "# 标题\n\n正文。").body == "# 标题\n\n正文。"


def test_the_first_heading_of_the_first_level_is_the_title_of_a_post_without_one():
    one = post("title: ''", "引言。\n\n# 标题\n\n正文。")

    assert (one.title, one.body) == ("标题", "引言。\n\n\n\n正文。")


# Dates


@pytest.mark.parametrize(
    "front",
    [
        "date: 2025-12-09 17:50",
        "date: '2025/12/9 17:50:00'",
        "date: 2025-12-09T09:50:00Z",
        "publishDate: 2025-12-09T17:50:00+08:00",
        "published: 2025-12-09 17:50",
        "pubDate: 2025-12-09 17:50",
        "date:\n  created: 2025-12-09 17:50",
        "created: 2001-01-01\ndate: 2025-12-09 17:50",
    ],
)
def test_the_date_of_a_post_is_read(front):
    one = post(front)

    assert (one.published, one.has_time) == (datetime(2025, 12, 9, 17, 50, tzinfo=CHINA), True)


@pytest.mark.parametrize("front", ["x: y", "date:", "date: null", "date: ''"])
def test_a_post_without_date_is_of_the_day_in_its_path(front):
    one = post(front)

    assert (one.published, one.has_time) == (datetime(2025, 12, 12, tzinfo=CHINA), False)


@pytest.mark.parametrize(
    "front",
    [
        "updated: 2025-12-13",
        "lastmod: 2025-12-13",
        "last_modified_at: 2025-12-13",
        "date:\n  created: 2025-12-12\n  updated: 2025-12-13",
    ],
)
def test_the_last_change_of_a_post_is_read(front):
    assert post(front).updated == datetime(2025, 12, 13, tzinfo=CHINA)


def test_times_without_zone_are_in_the_zone_of_the_site():
    one = post("date: 2025-12-12 08:00", settings=Settings(timezone="America/New_York"))

    assert one.published == datetime(2025, 12, 12, 21, 0, tzinfo=CHINA)


def test_what_is_no_day_is_told():
    assert fault("title: x\ndate: 2025/13/01") == (
        3,
        1,
        "'date' is not a day: '2025/13/01'",
        "write it as  date: 2025-12-01",
    )


def test_a_date_that_is_a_list_is_told():
    assert fault("lastmod: [2025-12-12, x]") == (
        2,
        1,
        "'lastmod' is not a day: '2025-12-12, x'",
        "write it as  lastmod: 2025-12-12",
    )


def test_a_post_without_any_date_is_told_where_to_write_it():
    assert faults("---\ntitle: x\n---\n正文。", path="blog/fed.md") == [
        Problem("blog/fed.md", 2, 0, "no date", "add a line  date: 2025-12-12")
    ]


def test_a_file_without_front_matter_is_told_how_to_begin():
    assert faults("正文。", path="blog/fed.md") == [
        Problem(
            "blog/fed.md",
            1,
            0,
            "no date",
            "begin the file with the lines\n---\ndate: 2025-12-12\n---",
        )
    ]


# Terms, texts, switches


def test_categories_tags_and_keywords_can_be_texts_or_lists():
    one = post("categories: [甲, [乙, 丙]]\ntags: a, b，c、 d ,a,\nkeywords: x")

    assert one.categories == ("甲", "乙", "丙")
    assert one.tags == ("a", "b", "c", "d")
    assert one.keywords == ("x",)


def test_tags_are_what_was_typed():
    assert post("tags: [1984, null, 0x1F, '', [], {}, a, a]").tags == ("1984", "null", "0x1F", "a")


def test_a_post_without_terms_has_those_of_the_site():
    one = post("tags: null\ncategory: []")

    assert (one.categories, one.tags, one.keywords) == (("随笔",), (), ())
    assert one.authors == ("编辑部",)


def test_keywords_are_the_tags_when_there_are_none():
    assert post("tags: [a]").keywords == ("a",)


def test_a_site_without_an_author_has_posts_without_one():
    assert post("x: y", settings=Settings()).authors == ()


@pytest.mark.parametrize(
    "front", ["author: 甲", "authors: [甲]", "author: {name: 甲, link: x}", "authors: [{name: 甲}]"]
)
def test_authors_are_read(front):
    assert post(front).authors == ("甲",)


def test_letter_case_and_signs_in_keys_make_no_difference():
    one = post("Title: x\nCover-Image: a.png\nTAGS: [a]\nLast-Modified-At: 2025-12-13")

    assert (one.title, one.cover, one.tags, one.updated.day) == ("x", "a.png", ("a",), 13)


def test_the_better_key_wins_unless_it_is_empty():
    assert post("summary: b\ndescription: a").description == "a"
    assert post("description: a\nsummary: b").description == "a"
    assert post("summary: b\ndescription: ''").description == "b"


@pytest.mark.parametrize(
    ("front", "cover"),
    [
        ("cover: a.png", "a.png"),
        ("image: /assets/a.png", "/assets/a.png"),
        ("thumbnail: https://a.cn/图 1.png", "https://a.cn/图 1.png"),
        ("banner: //a.cn/a.png", "//a.cn/a.png"),
        ("cover: {image: a.png, alt: x}", "a.png"),
        ("cover: [a.png, b.png]", "a.png"),
        ("cover: false", ""),
        ("cover: true", ""),
        ("cover: {alt: x}", ""),
        ("cover: ~", ""),
    ],
)
def test_a_cover_is_read(front, cover):
    assert post(front).cover == cover


@pytest.mark.parametrize("cover", ["javascript:alert(1)", "http://[::1", "//[a/b.png"])
def test_a_cover_that_is_no_image_is_told(cover):
    assert fault(f"cover: {cover}") == (
        2,
        1,
        f"'cover' is neither an address nor a path: {cover!r}",
        "write it as  cover: assets/covers/name.webp",
    )


def test_the_description_is_as_given_else_the_first_sentences():
    assert post("excerpt: 摘要").description == "摘要"
    assert post("excerpt: ''", "第一句。第二句。").description == "第一句。第二句。"


def test_the_length_of_a_description_is_a_setting():
    body = "第一句话很短很短很短。第二句话也很短很短很短。"

    assert post("", body, settings=Settings(summary_chars=20)).description == body[:11]


@pytest.mark.parametrize("word", ["true", "True", "yes", "on", "1", "'true'", "是"])
def test_a_switch_is_on_in_any_usual_spelling(word):
    one = post(f"draft: {word}\npinned: {word}\ncomments: {word}\nmath: {word}\ndisclaimer: {word}")

    assert one.draft
    assert one.pinned
    assert (one.comments, one.math, one.disclaimer) == (True, True, True)


@pytest.mark.parametrize("word", ["false", "No", "off", "0", "否", "'null'"])
def test_a_switch_is_off_in_any_usual_spelling(word):
    one = post(f"draft: {word}\npinned: {word}\ncomments: {word}\nmath: {word}\ndisclaimer: {word}")

    assert not one.draft
    assert not one.pinned
    assert (one.comments, one.math, one.disclaimer) == (False, False, False)


@pytest.mark.parametrize(
    ("front", "draft"), [("published: false", True), ("published: true", False)]
)
def test_what_is_not_published_is_a_draft(front, draft):
    assert post(front).draft is draft


@pytest.mark.parametrize(("word", "pinned"), [("sticky: 100", True), ("top: 0", False)])
def test_a_post_is_pinned_by_any_number_but_nought(word, pinned):
    assert post(word).pinned is pinned


def test_a_switch_that_is_neither_on_nor_off_is_told():
    assert fault("draft: maybe") == (
        2,
        1,
        "'draft' is neither true nor false: 'maybe'",
        "write it as  draft: true",
    )


def test_a_disclaimer_can_be_a_text():
    assert post("disclaimer: 不构成投资建议。").disclaimer == "不构成投资建议。"


def test_a_series_is_a_text_or_a_list_of_one():
    assert (post("series: 甲").series, post("series: [甲]").series) == ("甲", "甲")


@pytest.mark.parametrize(
    ("front", "told"),
    [
        ("title: [快讯]", ("'title' is not a text but a list", 'write it as  title: "[快讯]"')),
        (
            "series: [甲, 乙]",
            ("'series' is not a text but a list", 'write it as  series: "[甲, 乙]"'),
        ),
        (
            "tags: {a: [b, c]}",
            (
                "'tags' is not a text or a list of texts but a mapping",
                'write it as  tags: "{a: b, c}"',
            ),
        ),
    ],
)
def test_a_value_of_the_wrong_shape_is_told(front, told):
    assert fault(front)[2:] == told


def test_a_long_value_is_not_told_in_full():
    assert fault(f"draft: {'长' * 100}")[2] == f"'draft' is neither true nor false: '{'长' * 60}…'"


def test_the_original_is_an_address():
    assert post("source: https://a.cn/x").source_url == "https://a.cn/x"


@pytest.mark.parametrize("source", ["新华社", "http://[x"])
def test_an_original_that_has_no_address_is_told(source):
    assert fault(f"source: {source}") == (
        2,
        1,
        f"'source' is not the address of a page: {source!r}",
        "write it as  source: https://example.com/page",
    )


def test_old_addresses_are_kept_as_written():
    assert post("aliases: [/old/, 'a/b.html']").aliases == ("/old/", "a/b.html")
    assert post("redirect_from: /old/").aliases == ("/old/",)


def test_each_alias_has_its_line():
    read = post("aliases:\n- /a/\n- /b/\n- /a/\n- ''")

    assert (read.aliases, read.alias_lines) == (("/a/", "/b/"), (3, 4))


def test_keys_that_mean_nothing_here_are_kept():
    assert post("layout: post\nmenu: {main: {weight: 10}}").extra == {
        "layout": "post",
        "menu": {"main": {"weight": "10"}},
    }


# Addresses


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("blog/2025/12/12/fed.md", "blog/2025/12/12/fed/"),
        ("blog/2025/12/12/fed/index.md", "blog/2025/12/12/fed/"),
        ("blog/2025/12/12/隐秘 扩表.md", "blog/2025/12/12/隐秘 扩表/"),
        ("blog/2025-12-12-v1.2.md", "blog/2025-12-12-v1.2/"),
    ],
)
def test_the_path_of_a_post_is_its_address(path, url):
    assert read("正文。", path=path).url == url


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("blog/2025/12/12/fed.md", "blog/2025/12/12/qe/"),
        ("blog/2025/12/12/fed/index.md", "blog/2025/12/12/qe/"),
    ],
)
def test_a_slug_takes_the_place_of_the_name(path, url):
    assert read("---\nslug: qe\n---\n正文。", path=path).url == url


@pytest.mark.parametrize(("slug", "mend"), [("a/b", "a-b"), ("'a b'", "a-b"), ("..", "2e-2e")])
def test_a_slug_that_no_address_holds_is_told(slug, mend):
    assert fault(f"slug: {slug}")[2:] == (
        f"'slug' cannot be part of an address: {slug if slug[0] == chr(39) else repr(slug)}",
        f"write it as  slug: {mend}",
    )


# Variants


@pytest.mark.parametrize(
    ("lang", "script"),
    [
        ("zh-Hant-TW", Variant.TW),
        ("zh-HK", Variant.HK),
        ("zh_TW", Variant.TW),
        ("zh-CN", Variant.HANS),
        ("zh-Hant", Variant.HANT),
        ("zh", Variant.HANS),
    ],
)
def test_a_post_says_what_it_is_written_in(lang, script):
    assert post(f"lang: {lang}", "美联储启动购债计划。").script is script


@pytest.mark.parametrize(
    ("body", "script"),
    [
        ("美联储启动购债计划。", Variant.HANS),
        ("美聯儲啟動購債計劃。", Variant.HANT),
        ("美聯儲啟動購債計劃，这。", Variant.HANT),
        ("美联储启动购债计划，這。", Variant.HANS),
        ("```\n美聯儲啟動購債計劃\n```\n美联储启动。", Variant.HANS),
        ("人民。", Variant.HANS),
        ("Hello.", Variant.HANS),
    ],
)
def test_the_text_tells_what_it_is_written_in(body, script):
    assert post("", body).script is script


def test_the_site_can_say_what_its_posts_are_written_in():
    settings = Settings(source=Variant.HK)

    assert post("", "美联储启动购债计划。", settings=settings).script is Variant.HK


def test_a_text_that_tells_nothing_is_in_the_script_of_the_interface():
    assert post("", "人民。", settings=Settings(interface=Variant.TW)).script is Variant.TW


def test_another_language_is_told():
    assert fault("lang: en") == (
        2,
        1,
        "'lang' is no Chinese variant: 'en'",
        "use one of: zh-Hans, zh-Hant, zh-Hant-TW, zh-Hant-HK",
    )


def test_rules_are_marked_wherever_they_stand():
    rule = "-{hans:软件;tw:軟體}-"
    one = post(f"title: '{rule}'\ndescription: '{rule}'\ntags: '{rule}, b'", f"{rule}`{rule}`")

    texts = (one.title, one.description, *one.tags, one.body)
    assert [plain_text(text, Variant.TW) for text in texts] == [
        "軟體",
        "軟體",
        "軟體",
        "b",
        f"軟體`{rule}`",
    ]


def test_a_rule_in_the_heading_is_in_the_title():
    one = post("title:", "# 买-{hans:软件;tw:軟體}-\n\n正文。")

    assert plain_text(one.title, Variant.TW) == "买軟體"


def test_rules_that_cannot_be_read_are_told_at_their_places():
    text = "---\ntitle: '买-{X|软件}-'\ntags: [a, 'b-{c']\n---\n一\n\n二三-{四\n"

    assert [(each.line, each.column, each.what) for each in faults(text)] == [
        (3, 13, "-{ without }-"),
        (7, 3, "-{ without }-"),
        (2, 10, "unknown flag 'X'"),
    ]


def test_rules_in_formulas_are_left_alone_when_the_post_has_formulas():
    assert post("math: true", "$a-{b}-$").body == "$a-{b}-$"
    assert post("math: false", "$a-{b}-$").body != "$a-{b}-$"


def test_posts_that_do_not_say_so_have_formulas_when_the_site_has():
    site = Settings(math=True)

    assert post("", "$a-{b}-$", settings=site).body == "$a-{b}-$"
    assert (post("", settings=site).math, post("math: false", settings=site).math) == (True, False)
    assert post("").math is False


def test_what_an_author_decides_for_variants_is_read():
    one = post(
        "zh:\n"
        "  title: {tw: 標題, hk: '港-{R|x}-'}\n"
        "  description: {zh-Hant: 摘要, tw: }\n"
        "  terms:\n"
        "    - {hans: 软件, tw: 軟體, also: [软体]}\n"
        "    - {zh: Web3}\n"
        "  phrases: yes\n"
        "  variants: [zh-Hant-TW, hk]\n"
    )

    assert one.titles[Variant.TW] == "標題"
    assert plain_text(one.titles[Variant.HK], Variant.HK) == "港x"
    assert one.descriptions == {Variant.HANT: "摘要"}
    assert one.terms == ({"hans": "软件", "tw": "軟體", "also": ["软体"]}, {"zh": "Web3"})
    assert one.term_lines == (6, 7)
    assert one.phrases is True
    assert one.variants == (Variant.TW, Variant.HK)


@pytest.mark.parametrize(
    ("zh", "variants"),
    [
        ("false", ()),
        ("{variants: false}", ()),
        ("{variants: true}", None),
        ("{variants: }", None),
        ("{variants: []}", None),
        ("{variants: zh-TW}", (Variant.TW,)),
    ],
)
def test_a_post_says_which_variants_are_made_of_it(zh, variants):
    assert post(f"zh: {zh}").variants == variants


ZH_FAULTS = [
    ("zh: true", "'zh' is not a mapping", "write below it, indented, one of: title, description"),
    ("zh: [a]", "'zh' is not a mapping", "write below it, indented, one of: title, description"),
    ("zh: {titel: x}", "zh.titel: unknown key", "use one of: title, description, terms, phrases"),
    ("zh: {title: x}", "zh.title is not a mapping", "write it as  title: {tw: …, hk: …}"),
    ("zh: {title: {jp: x}}", "zh.title: unknown variant 'jp'", "use one of: hans, hant, tw, hk"),
    ("zh: {title: {tw: [x]}}", "zh.title.tw is not a text", 'write it as  tw: "…"'),
    (
        "zh: {terms: {hans: x}}",
        "zh.terms is not a list",
        "write each as  - {hans: 软件, tw: 軟體}",
    ),
    (
        "zh: {terms: [x]}",
        "an entry of zh.terms is no term: 'x'",
        "write it as  - {hans: 软件, tw: 軟體}",
    ),
    (
        "zh: {phrases: maybe}",
        "zh.phrases is neither true nor false: 'maybe'",
        "write it as  phrases: true",
    ),
    (
        "zh: {variants: [zh-Hant]}",
        "zh.variants: unknown variant 'zh-Hant'",
        "use false, or some of: zh-Hans, zh-Hant-TW, zh-Hant-HK",
    ),
]


@pytest.mark.parametrize(("front", "what", "mend"), ZH_FAULTS)
def test_what_cannot_be_decided_for_variants_is_told(front, what, mend):
    told = fault(front)

    assert told[2] == what
    assert told[3].startswith(mend)


# The whole


def test_han_and_words_are_counted_without_code():
    one = post("", "美联储 QE `code`，**扩表** 2025。\n\n```\n代码 code\n```\n\n![图](a.png)")

    assert (one.han_count, one.word_count) == (6, 2)


def test_all_faults_of_a_file_are_told_at_once():
    text = "---\ndate: soon\nlang: en\ndraft: maybe\nslug: a/b\nsource: x\n---\n-{未完"

    assert sorted(problem.line for problem in faults(text)) == [2, 3, 4, 5, 6, 8]


def test_a_front_matter_that_cannot_be_read_hides_no_fault_of_the_body():
    text = "---\ntitle: a: b\n---\n-{未完"

    assert [problem.line for problem in faults(text)] == [2, 4]


@pytest.mark.parametrize("text", ["", "\n", "---\n---\n", "\ufeff"])
def test_an_empty_file_is_told(text):
    assert faults(text) == [
        Problem(PATH, 0, 0, "a file with nothing in it", "write the post, or delete the file")
    ]


def test_a_post_can_be_without_text():
    one = post("title: 标题", "")

    assert (one.title, one.description, one.han_count) == ("标题", "", 0)


keys = st.sampled_from(
    [
        "title",
        "date",
        "updated",
        "tags",
        "category",
        "seo",
        "coverImage",
        "description",
        "author",
        "lang",
        "slug",
        "aliases",
        "draft",
        "published",
        "pinned",
        "series",
        "source",
        "disclaimer",
        "comments",
        "math",
        "zh",
        "x",
    ]
)
values = st.recursive(
    st.text(max_size=8)
    | st.sampled_from(["true", "2025-12-12", "zh-TW", "-{a", "-{R|b}-", "title", "tw", "terms"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(keys | st.text(), inner, max_size=3)
    ),
    max_leaves=6,
)


def flow(value: object) -> str:
    """A value as YAML on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{flow(key)}: {flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return '"' + "".join(f"\\U{ord(char):08X}" for char in str(value)) + '"'


@given(st.dictionaries(keys, values, max_size=6), st.text(max_size=40))
def test_whatever_front_matter_says_there_is_a_post_or_an_error_for_its_author(given, body):
    front = "".join(f"{key}: {flow(value)}\n" for key, value in given.items())
    with suppress(YiwenError):
        assert read(f"---\n{front}---\n{body}").title


pieces = st.sampled_from(
    [
        "# ",
        "## ",
        "\n",
        "\n\n",
        "---",
        "===",
        "```",
        "`",
        "    ",
        "> ",
        "- ",
        "| ",
        "|---|",
        "**",
        "[",
        "](",
        ")",
        "<!--",
        "-->",
        "<pre>",
        "</pre>",
        "<",
        ">",
        "-{",
        "}-",
        "hans:",
        ";",
        "\\",
        "$",
        "&",
        "文",
        "字。",
        "a",
        "\x00",
        "�",
        "\U000f8000",
        "\U000ffffd",
        "\r",
        "\u2028",
    ]
)


@given(st.text() | st.lists(pieces, max_size=60).map("".join))
def test_whatever_a_file_holds_there_is_a_post_or_an_error_for_its_author(text):
    with suppress(YiwenError):
        one = read(text)
        assert one.title
        assert not set(one.title + one.description) & set("\n\x00")
