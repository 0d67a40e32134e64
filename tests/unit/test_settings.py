from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import fields
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from yiwen.chinese.variants import Variant
from yiwen.problems import Problem, YiwenError
from yiwen.settings import ALL, Cms, Comments, Settings, read_settings


def faults(given: object) -> list[tuple[str, str]]:
    with pytest.raises(YiwenError) as raised:
        read_settings(given)
    return [(problem.what, problem.mend) for problem in raised.value.problems]


@pytest.mark.parametrize("nothing", [None, {}])
def test_without_settings_everything_has_a_default(nothing):
    assert read_settings(nothing) == Settings()


def test_the_defaults_publish_three_variants_with_simplified_at_the_root():
    assert Settings().variants == {Variant.HANS: "", Variant.TW: "zh-tw", Variant.HK: "zh-hk"}


def test_settings_can_be_kept_in_sets():
    assert hash(Settings()) == hash(read_settings({}))


def test_the_zone_of_times_is_china_by_default():
    assert Settings().zone == ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("key", "value", "read"),
    [
        ("posts_folder", "/notes/daily/", "notes/daily"),
        ("timezone", "Asia/Taipei", "Asia/Taipei"),
        ("author", " 编辑部 ", "编辑部"),
        ("category", "随笔", "随笔"),
        ("page_posts", 1, 1),
        ("page_rows", 1, 1),
        ("related_posts", 0, 0),
        ("interface", "zh-TW", Variant.TW),
        ("source", "auto", None),
        ("source", "zh_hant_hk", Variant.HK),
        ("variants", {"zh-CN": "cn", "zh-Hant-TW": ""}, {Variant.HANS: "cn", Variant.TW: ""}),
        ("variants", {"hans": "/"}, {Variant.HANS: ""}),
        ("phrases", True, {Variant.HANS: True, Variant.TW: True, Variant.HK: True}),
        ("phrases", {"tw": True}, {Variant.HANS: False, Variant.TW: True, Variant.HK: False}),
        ("hk_glyphs", "opencc", "opencc"),
        ("tw_glyphs", "common", "common"),
        ("quotes", False, False),
        ("glossary", "_data/words.yml", "_data/words.yml"),
        ("terms", {"宏观经济": "macro", 1984: 1984}, {"宏观经济": "macro", "1984": "1984"}),
        ("on_bad_post", "skip", "skip"),
        ("social_cards", False, 0),
        ("social_cards", 50, 50),
        ("card_font", " fonts/own.otf ", "fonts/own.otf"),
        ("disclaimer", "", ""),
        ("tabs", ["宏观", "科技"], ("宏观", "科技")),
        ("image_widths", [1200, 480, 480], (480, 1200)),
        ("image_widths", [], ()),
        ("markdown_copies", False, 0),
        ("markdown_copies", 50, 50),
        ("markdown_copies", True, ALL),
        ("indexnow", " 0123456789abcdef ", "0123456789abcdef"),
        ("indexnow", "", ""),
    ],
)
def test_a_setting_is_read(key, value, read):
    assert getattr(read_settings({key: value}), key) == read


GISCUS = {"repo": "owner/name", "repo_id": "R_1", "category": "留言", "category_id": "DIC_1"}
SAMPLE = "{repo: owner/name, repo_id: R_…, category: Announcements, category_id: DIC_…}"

CASES = [
    (
        {"indexnow": "short"},
        "indexnow: not a key of IndexNow: 'short'",
        "write 8 to 128 letters, digits or hyphens",
    ),
    (
        {"posts_folder": "../up"},
        "posts_folder: not a path under docs/: '../up'",
        "write it as  posts_folder: some/folder",
    ),
    (
        {"posts_folder": ""},
        "posts_folder: empty",
        'write it as  posts_folder: "blog", or leave the line out',
    ),
    (
        {"timezone": "Asia"},
        "timezone: not the name of a time zone: 'Asia'",
        "write it as  timezone: Asia/Shanghai",
    ),
    (
        {"timezone": "北京时间"},
        "timezone: not the name of a time zone: '北京时间'",
        "write it as  timezone: Asia/Shanghai",
    ),
    ({"author": 7}, "author: not a text: 7", 'write it as  author: "7"'),
    (
        {"page_posts": 0},
        "page_posts: not a whole number of at least 1: 0",
        "write it as  page_posts: 12",
    ),
    (
        {"page_posts": True},
        "page_posts: not a whole number of at least 1: True",
        "write it as  page_posts: 12",
    ),
    (
        {"summary_chars": "120"},
        "summary_chars: not a whole number of at least 20: '120'",
        "write it as  summary_chars: 120",
    ),
    (
        {"comments": True},
        "comments: not a mapping: True",
        f"write it as  comments: {SAMPLE}",
    ),
    (
        {"comments": {"repo": "owner/name", "category": "General"}},
        "comments: without repo_id, category_id",
        "copy them from https://giscus.app",
    ),
    (
        {"comments": {**GISCUS, "repo": "name"}},
        "comments.repo: not a repository on GitHub: 'name'",
        "write it as  repo: owner/name",
    ),
    (
        {"comments": {**GISCUS, "repo_id": " "}},
        "comments.repo_id: empty",
        "copy it from https://giscus.app",
    ),
    (
        {"comments": {**GISCUS, "category": 7}},
        "comments.category: not a text: 7",
        'write it as  category: "7"',
    ),
    (
        {"comments": {**GISCUS, "reactions": "yes"}},
        "comments.reactions: neither true nor false: 'yes'",
        "write it as  reactions: true",
    ),
    (
        {"comments": {**GISCUS, "input": "left"}},
        "comments.input: unknown choice 'left'",
        "use one of: top, bottom",
    ),
    (
        {"comments": {**GISCUS, "mapping": "title"}},
        "comments.mapping: unknown setting",
        "use one of: repo, repo_id, category, category_id, reactions, input",
    ),
    (
        {"source": "zh-XX"},
        "source: unknown script 'zh-XX'",
        "use one of: auto, zh-Hans, zh-Hant, zh-Hant-TW, zh-Hant-HK",
    ),
    (
        {"interface": ["zh"]},
        "interface: unknown script ['zh']",
        "use one of: zh-Hans, zh-Hant, zh-Hant-TW, zh-Hant-HK",
    ),
    (
        {"variants": "all"},
        "variants: not a mapping: 'all'",
        'write it as  variants: {zh-Hans: "", zh-Hant-TW: zh-tw}',
    ),
    (
        {"variants": {"zh-Hant": ""}},
        "variants: unknown variant 'zh-Hant'",
        "use one of: zh-Hans, zh-Hant-TW, zh-Hant-HK",
    ),
    (
        {"variants": {"zh-Hans": "cn"}},
        "variants: no variant at the root of the site",
        'write one as  zh-Hans: ""',
    ),
    (
        {"variants": {"zh-Hans": "", "zh-Hant-TW": ""}},
        "variants: two variants in one folder",
        "give each a folder of its own",
    ),
    (
        {"variants": {"zh-Hans": "", "zh-Hant-TW": None}},
        "variants.zh-Hant-TW: not the name of a folder: None",
        "write it as  zh-Hant-TW: zh-tw",
    ),
    (
        {"phrases": {"tw": "yes"}},
        "phrases: neither true nor false: 'yes'",
        "write it as  tw: true",
    ),
    (
        {"phrases": 1},
        "phrases: not a mapping: 1",
        "write it as  phrases: {zh-Hant-TW: true}",
    ),
    (
        {"hk_glyphs": "pretty"},
        "hk_glyphs: unknown choice 'pretty'",
        "use one of: common, opencc",
    ),
    (
        {"terms": {"宏观": "a/b"}},
        "terms.宏观: not a slug: 'a/b'",
        "write it as  宏观: some-words",
    ),
    (
        {"terms": {"宏观": None}},
        "terms.宏观: not a slug: None",
        "write it as  宏观: some-words",
    ),
    (
        {"tabs": "宏观"},
        "tabs: not a list of texts: '宏观'",
        "write it as  tabs: [宏观, 科技]",
    ),
    *(
        (
            {"image_widths": value},
            f"image_widths: not a list of widths in pixels: {value!r}",
            "write it as  image_widths: [480, 800, 1200, 1600]",
        )
        for value in (800, "800", [15], [8001], [True], ["800"])
    ),
    (
        {"social_cards": True},
        "social_cards: not a whole number of at least 0: True",
        "write it as  social_cards: 1000",
    ),
    ({"tabs": [1]}, "tabs: not a list of texts: [1]", "write it as  tabs: [宏观, 科技]"),
    ({"cms": True}, "cms: not a mapping: True", "write it as  cms: {repo: owner/name}"),
    ({"cms": {}}, "cms.repo: not a repository on GitHub: ''", "write it as  repo: owner/name"),
    (
        {"cms": {"repo": "https://github.com/a/b"}},
        "cms.repo: not a repository on GitHub: 'https://github.com/a/b'",
        "write it as  repo: owner/name",
    ),
    ({"cms": {"repo": 7}}, "cms.repo: not a text: 7", 'write it as  repo: "…"'),
    (
        {"cms": {"repository": "a/b"}},
        "cms.repository: unknown setting",
        "use one of: backend, repo, branch, login",
    ),
    (
        {"cms": {"backend": "gitlab"}},
        "cms.backend: unknown choice 'gitlab'",
        "use one of: github, test-repo",
    ),
    (
        {"cms": {"repo": "a/b", "login": "http://a.cn"}},
        "cms.login: not an address: 'http://a.cn'",
        "write it as  login: https://login.example.com",
    ),
]


def test_the_web_editor_is_off_unless_it_is_told_where_to_write():
    assert read_settings({}).cms is None
    assert read_settings({"cms": False}).cms is None
    given = {"repo": " owner/name.io ", "branch": "trunk", "login": "https://login.example.com"}
    assert read_settings({"cms": given}).cms == Cms(
        repo="owner/name.io", branch="trunk", login="https://login.example.com"
    )
    assert read_settings({"cms": {"backend": "test-repo"}}).cms == Cms(backend="test-repo")


def test_comments_are_off_unless_it_is_told_where_they_are_kept():
    assert read_settings({}).comments is None
    assert read_settings({"comments": False}).comments is None
    assert read_settings({"comments": GISCUS}).comments == Comments(
        repo="owner/name", repo_id="R_1", category="留言", category_id="DIC_1"
    )
    chosen = read_settings({"comments": {**GISCUS, "reactions": False, "input": "bottom"}}).comments
    assert chosen is not None
    assert (chosen.reactions, chosen.input) == (False, "bottom")


@pytest.mark.parametrize(("given", "what", "mend"), CASES, ids=[what for _, what, _ in CASES])
def test_a_setting_that_cannot_be_read_is_told_with_a_line_to_copy(given, what, mend):
    assert faults(given) == [(f"extra.yiwen.{what}", mend)]


def test_an_unknown_setting_is_refused_with_the_list_of_the_known():
    (fault,) = faults({"pagesize": 5})

    assert fault[0] == "extra.yiwen.pagesize: unknown setting"
    assert fault[1].startswith("use one of: posts_folder, timezone, author, category, page_posts,")
    assert fault[1].endswith(
        ", math, tabs, markdown_copies, social_cards, card_font, indexnow, cms"
    )


def test_all_faults_are_told_at_once_and_at_the_file():
    with pytest.raises(YiwenError) as raised:
        read_settings({"quotes": "no", "page_terms": -1}, path="site.yml")

    assert raised.value.problems == (
        Problem(
            "site.yml",
            0,
            0,
            "extra.yiwen.quotes: neither true nor false: 'no'",
            "write it as  quotes: true",
        ),
        Problem(
            "site.yml",
            0,
            0,
            "extra.yiwen.page_terms: not a whole number of at least 1: -1",
            "write it as  page_terms: 200",
        ),
    )


def test_settings_that_are_no_mapping_are_refused():
    assert faults(["page_posts"]) == [
        ("extra.yiwen: not a mapping: ['page_posts']", "write one setting a line below  yiwen:")
    ]


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.integers(), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(sorted(Settings.__dataclass_fields__)) | st.text(), values))
def test_whatever_is_set_gives_settings_or_problems(given):
    with suppress(YiwenError):
        assert isinstance(read_settings(given), Settings)


def test_the_readme_lists_every_setting_with_its_default():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = readme.partition("### Settings\n")[2].partition("\n### ")[0]
    rows = dict(re.findall(r"^\| `(\w+)` \| `(.+?)` \|", table, re.MULTILINE))

    assert {*rows} == {each.name for each in fields(Settings)}
    assert [
        name
        for name, default in rows.items()
        if default != '""'
        and getattr(read_settings({name: yaml.safe_load(default)}), name)
        != getattr(Settings(), name)
    ] == []
    assert {name for name, default in rows.items() if default == '""'} == {
        each.name for each in fields(Settings) if each.default == ""
    }
