"""What an editor is asked to look at again, and how the report shows it."""

from __future__ import annotations

import json
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwen.chinese.detection import Script
from yiwen.chinese.doubts import (
    Doubt,
    Entry,
    Kind,
    find_doubts,
    find_last_resorts,
    find_leftovers,
    find_page_leftovers,
    find_partings,
    find_term_doubts,
)
from yiwen.chinese.glossary import Term
from yiwen.chinese.lexicon import Lexicon, Parting, load_lexicon
from yiwen.chinese.reports import (
    locate,
    render_html,
    render_json,
    render_text,
    summarise_doubts,
)
from yiwen.chinese.rules import mark_rules
from yiwen.chinese.variants import Variant

HANS, HANT, TW, HK = Variant.HANS, Variant.HANT, Variant.TW, Variant.HK


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("高杠杆美元资产", [("高杠杆", "高槓杆", "高槓桿")]),
        ("皇后后来", []),
        ("美联储启动购债计划", []),
        ("摄像头发现", [("头发现", "頭髮現", "頭發現")]),
        ("医生发现", [("生发现", "生髮現", "生發現")]),
        ("医生，发现", []),
        ("高杠杆和医生发现", [("高杠杆", "高槓杆", "高槓桿"), ("生发现", "生髮現", "生發現")]),
        ("", []),
        ("plain", []),
    ],
)
def test_a_text_that_reads_differently_from_its_end_is_in_doubt(text, readings):
    found = find_partings(text, HANS)

    assert [(doubt.text, *doubt.readings) for doubt in found] == readings


def test_a_doubt_shows_its_place_both_readings_and_a_line_for_the_glossary():
    text = "第一行。\n\n其中高杠杆美元资产受到了双重打击，跌了三成。\n下一行"

    assert find_doubts(text, HANS) == [
        Doubt(
            kind=Kind.READING,
            offset=8,
            text="高杠杆",
            what="'高杠杆' may be '高槓杆' or '高槓桿'",
            readings=("高槓杆", "高槓桿"),
            lines=("- {hans: 高杠杆, hant: 高槓杆}", "- {hans: 高杠杆, hant: 高槓桿}"),
            before="其中",
            after="美元资产受到了双重打",
        )
    ]


def test_pairs_that_nobody_minds_are_no_doubt():
    lexicon = Lexicon({"甲面": "甲面", "面乙": "麪乙"}, {}, frozenset())

    assert list(lexicon.find_partings("甲面乙")) == [Parting(0, 3, "甲面乙", "甲麪乙")]


@pytest.mark.parametrize("text", ["一下面条", "上面条", "中个别人了解"])
def test_harmless_pairs_are_let_pass(text):
    assert all("面" not in doubt.text for doubt in find_partings(text, HANS))


def test_forms_that_both_regions_print_alike_are_no_doubt():
    assert find_partings("要用程序去核对，那个数字", HANS) == []


def test_readings_of_other_lengths_are_compared_as_a_whole(monkeypatch):
    lexicon = Lexicon({"甲乙": "子丑寅", "乙丙": "卯"}, {}, frozenset())

    monkeypatch.setattr("yiwen.chinese.doubts.load_lexicon", lambda _script, _words: lexicon)

    assert list(lexicon.find_partings("甲乙丙")) == [Parting(0, 3, "子丑寅丙", "甲卯")]
    assert [doubt.readings for doubt in find_partings("甲乙丙", HANT)] == [("子丑寅丙", "甲卯")]


def test_a_lexicon_without_phrases_finds_nothing():
    assert list(Lexicon({}, {}, frozenset()).find_partings("甲乙丙")) == []


def test_a_glossary_term_settles_a_doubt():
    term = Term(values=((HANS, "高杠杆"), (HANT, "高槓桿")))

    assert find_partings("高杠杆美元资产", HANS, [term]) == []


def test_a_term_is_read_as_its_characters_are_where_the_words_fall_otherwise():
    term = Term(values=((HANS, "说明"), (HANT, "說明")))

    assert find_partings("报告只说明某一天的余额", HANS, [term]) == []


def test_a_term_elsewhere_settles_nothing():
    term = Term(values=((HANS, "美元"), (TW, "美金")))

    assert [doubt.text for doubt in find_partings("高杠杆美元资产", HANS, [term])] == ["高杠杆"]


@pytest.mark.parametrize(
    "text",
    [
        "`高杠杆美元资产`",
        "```\n高杠杆美元资产\n```",
        '<p translate="no">高杠杆美元资产</p>',
        '<div lang="ja" markdown>\n\n高杠杆美元资产\n\n</div>',
        "高杠杆はのようです",
        '甲<b translate="no">高杠杆美元资产</b>',
        "高杠杆美元资产 {: lang=zh-Hant }",
    ],
)
def test_what_is_not_converted_is_not_doubted(text):
    assert find_partings(text, HANS) == []


def test_a_paragraph_is_read_in_the_variant_its_element_names():
    text = '<div lang="zh-Hant" markdown>\n\n高杠杆美元资产\n\n</div>\n\n高杠杆美元资产'

    assert [doubt.offset for doubt in find_partings(text, HANS)] == [48]


def test_traditional_texts_have_doubts_of_their_own(monkeypatch):
    lexicon = Lexicon({"甲乾": "甲干", "乾乙": "乾乙"}, {}, frozenset())
    monkeypatch.setattr("yiwen.chinese.doubts.load_lexicon", lambda _script, _words: lexicon)

    assert find_partings("甲乾乙", HANT) == [
        Doubt(
            Kind.READING,
            0,
            "甲乾乙",
            "'甲乾乙' may be '甲干乙' or '甲乾乙'",
            readings=("甲干乙", "甲乾乙"),
            lines=("- {hant: 甲乾乙, hans: 甲干乙}", "- {hant: 甲乾乙, hans: 甲乾乙}"),
        )
    ]


def test_forms_that_the_regions_print_differently_are_given_for_each(monkeypatch):
    lexicon = Lexicon({"甲里": "甲里", "里乙": "裏乙"}, {}, frozenset())
    monkeypatch.setattr("yiwen.chinese.doubts.load_lexicon", lambda _script, _words: lexicon)
    [doubt] = find_partings("甲里乙", HANS)

    assert doubt.lines == (
        "- {hans: 甲里乙, hant: 甲里乙}",
        "- {hans: 甲里乙, tw: 甲裡乙, hk: 甲裏乙}",
    )
    assert doubt.readings == ("甲里乙", "甲裡乙")


def test_a_lexicon_of_traditional_phrases_is_loaded():
    spans = load_lexicon(Script.HANT).cut("這乾隆，")

    assert list(spans) == [(0, 1), (1, 3)]


def test_a_rule_without_a_value_is_in_doubt_for_the_variants_that_need_it():
    text = mark_rules("甲-{hans:博客;tw:部落格}--{乙}--{hans:丙;hant:丙}-").text

    assert find_last_resorts(text) == [
        Doubt(
            Kind.LAST_RESORT,
            1,
            "博客",
            "a rule has no value for zh-Hant-HK: '博客' of zh-Hans is converted",
            "add  hk:…  to the rule",
        )
    ]
    assert find_last_resorts(text, (HANS, TW)) == []


def test_oddities_of_the_source_are_doubts_too():
    text = mark_rules("⼈-{tw:甲}-").text

    assert [(doubt.kind, doubt.offset, doubt.mend) for doubt in find_doubts(text, HANS)] == [
        (Kind.ODDITY, 0, "write '人'"),
        (Kind.LAST_RESORT, 1, "add  hans:…  to the rule"),
        (Kind.LAST_RESORT, 1, "add  hk:…  to the rule"),
    ]


def test_what_is_left_in_the_other_script_is_found():
    assert find_leftovers("美联储啟動購債", TW) == [
        Doubt(
            Kind.LEFTOVER,
            1,
            "联储",
            "'联储' is Simplified, in a page for zh-Hant-TW",
            "give the word its value for this variant, or mark it with its lang",
            before="美",
            after="啟動購債",
        )
    ]
    assert [doubt.text for doubt in find_leftovers("美联储啟動購債", HANS)] == ["啟動購債"]
    assert find_leftovers("美联储启动购债", HANS) == []


def test_a_word_of_the_glossary_is_not_left_over():
    term = Term(values=((HANS, "恒生指数"), (HK, "恒生指數")))

    assert find_leftovers("恒生指數與恒心", HK, [term])[0].offset == 5
    assert find_page_leftovers("<p>恒生指數</p>", HK, [term]) == []
    assert len(find_page_leftovers("<p>恒生指數</p>", HK)) == 1


def test_what_a_page_never_converts_is_not_left_over():
    page = '<p title="联">国<code>国</code><b lang="zh-Hans">国</b><i translate="no">国</i></p>国家'

    found = find_page_leftovers(page, HK)

    assert [(doubt.text, page[doubt.offset]) for doubt in found] == [
        ("联", "联"),
        ("国", "国"),
        ("国", "国"),
        ("国", "国"),
    ]
    assert [doubt.offset for doubt in found] == [10, 13, 46, 78]
    assert found[3].what == "'国' is Simplified, in a page for zh-Hant-HK"
    assert (found[3].before, found[3].after) == ("", "家")


DATA = Term(values=((HANS, "数据"), (TW, "資料")), line=3)
FORCED = Term(values=((HANS, "程序"), (TW, "程式")), force=True, line=4)
WALLET = Term(values=((HANS, "钱包"), (TW, "錢包")), line=5)


def test_terms_that_came_to_nothing_are_named_with_what_stood_in_their_way():
    # OpenCC knows 意大利面 as one word.
    noodles = Term(values=((HANS, "大利"), (TW, "大利")), line=7)

    entries = find_term_doubts(
        [DATA, FORCED, WALLET, noodles],
        {DATA: 2},
        ["数据意大利面数据", "`钱包`\n\n意大利面"],
        path="glossary.yml",
    )

    assert entries == [
        Entry(
            "glossary.yml",
            4,
            0,
            Doubt(Kind.UNUSED_TERM, 0, "程序", "'程序' never came up", "leave it out"),
        ),
        Entry(
            "glossary.yml",
            5,
            0,
            Doubt(Kind.UNUSED_TERM, 0, "钱包", "'钱包' never came up", "leave it out"),
        ),
        Entry(
            "glossary.yml",
            7,
            0,
            Doubt(
                Kind.BEATEN_TERM,
                0,
                "大利",
                "'大利' stands 2 times in the longer '意大利面', which wins",
                "leave it, or say  force: true  in the term",
            ),
        ),
    ]


READING = Doubt(
    Kind.READING,
    3,
    "乙<",
    "'乙<' may be '子' or '丑'",
    readings=("子", "丑"),
    lines=("- {hans: 乙<, hant: 子}", "- {hans: 乙<, hant: 丑}"),
    before="甲&",
    after="丙",
)
ODD = Doubt(Kind.ODDITY, 0, "⼈", "a radical", "write 人")


def test_a_doubt_is_located_by_line_and_column():
    marked = mark_rules("甲\n-{乙}-丙丁").text
    doubts = [Doubt(Kind.ODDITY, at, "x", "x") for at in (0, 1, 2, marked.index("丁"))]

    places = [(entry.line, entry.column) for entry in locate("a.md", marked, doubts, first_line=9)]

    assert places == [(9, 1), (9, 2), (10, 1), (10, 0)]


def test_the_terminal_gets_compilers_messages():
    entries = [Entry("a.md", 2, 4, READING), Entry("b.md", 0, 0, ODD), Entry("c.md", 3, 0, ODD)]

    assert render_text(entries) == (
        "a.md:2:4: '乙<' may be '子' or '丑'\n"
        "  …甲&[乙<]丙…\n"
        "  for 子:  - {hans: 乙<, hant: 子}\n"
        "  for 丑:  - {hans: 乙<, hant: 丑}\n"
        "b.md: a radical\n"
        "  mend: write 人\n"
        "c.md:3: a radical\n"
        "  mend: write 人\n"
        "1 in doubt between two readings, 2 odd in the source\n"
    )


def test_no_doubts_is_an_answer():
    assert render_text([]) == "no doubts\n"
    assert summarise_doubts([]) == ""
    assert "<p>No doubts.</p>" in render_html([])
    assert render_json([]) == "[]\n"


def test_programs_get_json():
    assert json.loads(render_json([Entry("a.md", 2, 4, READING)])) == [
        {
            "path": "a.md",
            "line": 2,
            "column": 4,
            "kind": "reading",
            "what": "'乙<' may be '子' or '丑'",
            "before": "甲&",
            "text": "乙<",
            "after": "丙",
            "readings": ["子", "丑"],
            "lines": ["- {hans: 乙<, hant: 子}", "- {hans: 乙<, hant: 丑}"],
            "mend": "",
        }
    ]


class Outline(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open and data.strip():
            self.text.append(data.strip())


def test_the_page_shows_every_doubt_under_its_kind():
    outline = Outline()
    outline.feed(
        render_html([Entry("b.md", 1, 1, ODD), Entry("a.md", 2, 4, READING)], title="甲 & 乙")
    )

    assert outline.open == []
    assert outline.text == [
        *("甲 & 乙", "甲 & 乙"),
        *("1 in doubt between two readings", "Place", "Text", "What", "To settle it"),
        *("a.md:2:4", "甲&", "乙<", "丙", "子", "丑"),
        *("- {hans: 乙<, hant: 子}", "- {hans: 乙<, hant: 丑}"),
        *("1 odd in the source", "Place", "Text", "What", "To settle it"),
        *("b.md:1:1", "⼈", "a radical", "write 人"),
    ]


@given(st.text(st.sampled_from("高杠杆美元医生发现头后面里条干，a\n`<p>"), max_size=40))
def test_a_doubt_stands_where_it_says(text):
    for doubt in find_doubts(text, HANS):
        assert text.startswith(doubt.text[0], doubt.offset)
        assert doubt.readings[0] != doubt.readings[1]


@pytest.mark.parametrize("piece", ["发", "高杠杆美元资产", "一", "\n", "头发现在后面干"])
def test_long_texts_cost_time_in_line_with_their_length(piece):
    text = piece * (150_000 // len(piece))
    start = time.perf_counter()

    find_doubts(text, HANS)

    assert time.perf_counter() - start < 15
