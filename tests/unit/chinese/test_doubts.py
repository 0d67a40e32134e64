"""What an editor is asked to look at again, and how the report shows it."""

from __future__ import annotations

import json
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwen.chinese.doubts import (
    Doubt,
    Entry,
    Kind,
    Reviewer,
    find_last_resorts,
    find_oddities,
    find_term_doubts,
    find_values,
)
from yiwen.chinese.glossary import Term
from yiwen.chinese.lexicon import Parting, make_lexicon
from yiwen.chinese.reports import (
    locate,
    render_html,
    render_json,
    render_text,
    summarise_counts,
    summarise_doubts,
)
from yiwen.chinese.rules import mark_rules
from yiwen.chinese.variants import Variant

HANS, HANT, TW, HK = Variant.HANS, Variant.HANT, Variant.TW, Variant.HK
PLAIN = Reviewer()


def find_partings(text, source, terms=()):
    return (Reviewer(terms) if terms else PLAIN).find_partings(text, source)


def know_only(phrases, monkeypatch):
    """Let OpenCC know these phrases and no others."""
    lexicon = make_lexicon(phrases, {})
    monkeypatch.setattr("yiwen.chinese.vocabulary.load_lexicon", lambda _script: lexicon)
    return Reviewer()


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

    assert PLAIN.find_doubts(text, HANS) == [
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
    lexicon = make_lexicon({"甲面": "甲面", "面乙": "麪乙"}, {})

    assert list(lexicon.find_partings("甲面乙")) == [Parting(0, 3, "甲面乙", "甲麪乙")]


@pytest.mark.parametrize("text", ["一下面条", "上面条", "中个别人了解"])
def test_harmless_pairs_are_let_pass(text):
    assert all("面" not in doubt.text for doubt in find_partings(text, HANS))


def test_forms_that_both_regions_print_alike_are_no_doubt():
    assert find_partings("要用程序去核对，那个数字", HANS) == []


def test_readings_of_other_lengths_are_compared_as_a_whole(monkeypatch):
    reviewer = know_only({"甲乙": "子丑寅", "乙丙": "卯"}, monkeypatch)

    found = reviewer.find_partings("甲乙丙", HANT)

    assert [doubt.readings for doubt in found] == [("子丑寅丙", "甲卯")]


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
    reviewer = know_only({"甲乾": "甲干", "乾乙": "乾乙"}, monkeypatch)

    assert reviewer.find_partings("甲乾乙", HANT) == [
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
    reviewer = know_only({"甲里": "甲里", "里乙": "裏乙"}, monkeypatch)
    [doubt] = reviewer.find_partings("甲里乙", HANS)

    assert doubt.lines == (
        "- {hans: 甲里乙, hant: 甲里乙}",
        "- {hans: 甲里乙, tw: 甲裡乙, hk: 甲裏乙}",
    )
    assert doubt.readings == ("甲里乙", "甲裡乙")


def test_a_text_that_stays_in_its_script_is_not_doubted():
    text = "高杠杆美元资产"

    assert PLAIN.find_partings(text, HANS, (HANS,)) == []
    assert len(PLAIN.find_partings(text, HANS, (HANS, HK))) == 1


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


def test_oddities_of_a_source_are_doubts_too():
    assert find_oddities("甲⼈", HANS) == [
        Doubt(
            Kind.ODDITY,
            1,
            "⼈",
            "'⼈' is a radical (U+2F08) where a character should be",
            "write '人'",
        )
    ]


def test_doubts_stand_in_the_order_of_the_text():
    text = mark_rules("-{tw:甲}-高杠杆美元资产").text

    assert [doubt.mend or doubt.text for doubt in PLAIN.find_doubts(text, HANS)] == [
        "add  hans:…  to the rule",
        "add  hk:…  to the rule",
        "高杠杆",
    ]


def test_the_values_of_rules_are_what_a_variant_shows():
    text = mark_rules("甲-{hans:博客;tw:部落格}--{乙}-").text

    assert find_values(text, TW) == {"部落格", "乙"}
    assert find_values(text, HK) == {"博客", "乙"}


def test_what_is_left_in_the_other_script_is_found():
    assert PLAIN.find_leftovers("美联储啟動購債", TW) == [
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
    found = PLAIN.find_leftovers("美联储啟動購債", HANS)
    assert [doubt.text for doubt in found] == ["啟動購債"]
    assert PLAIN.find_leftovers("美联储启动购债", HANS) == []


def test_a_word_of_the_glossary_is_not_left_over():
    site = Reviewer([Term(values=((HANS, "双子星"), (TW, "双子星")))])
    page = site.for_page([Term(values=((HANS, "双子座"), (HANT, "双子座")))])

    assert [doubt.offset for doubt in site.find_leftovers("双子星與双子座", TW)] == [4]
    assert page.find_page_leftovers("<p>双子星與双子座</p>", TW) == []
    assert len(PLAIN.find_page_leftovers("<p>双子星與双子座</p>", TW)) == 2


def test_what_an_author_wrote_by_hand_is_not_left_over():
    assert PLAIN.find_leftovers("大陸叫「软件」", TW, ["软件"]) == []
    assert PLAIN.find_page_leftovers("<p>大陸叫「软件」</p>", TW, ["软件"]) == []


def test_hong_kong_prints_its_own_name_of_the_bank():
    assert PLAIN.find_leftovers("恒生指數", HK) == []
    assert [doubt.text for doubt in PLAIN.find_leftovers("恒生指數", TW)] == ["恒"]


def test_what_a_page_never_converts_is_not_left_over():
    page = '<p title="联">国<code>国</code><b lang="zh-Hans">国</b><i translate="no">国</i></p>国家'

    found = PLAIN.find_page_leftovers(page, HK)

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
FORCED = Term(values=((HANS, "代码"), (TW, "程式碼")), force=True, line=4)
WALLET = Term(values=((HANS, "钱包"), (TW, "錢包")), line=5)
SERVER = Term(values=((HANS, "服务器"), (TW, "伺服器"), (HK, "伺服器")), line=7)


def test_terms_that_came_to_nothing_are_named_with_what_stood_in_their_way():
    terms = [DATA, FORCED, WALLET, SERVER]
    reviewer = Reviewer(terms)
    texts = ["数据库，代码页，刀片服务器与刀片服务器", "`刀片服务器`\n\n刀片服务器"]

    entries = find_term_doubts(
        terms, [reviewer.find_uses(text, HANS) for text in texts], path="glossary.yml"
    )

    assert entries == [
        Entry(
            "glossary.yml",
            3,
            0,
            Doubt(
                Kind.BEATEN_TERM,
                0,
                "数据",
                "'数据' stands once in the longer '数据库', which wins",
                readings=("數據庫", "資料庫"),
                lines=(
                    "- {hans: 数据库, hant: 數據庫}",
                    "- {hans: 数据库, tw: 資料庫, hk: 數據庫}",
                ),
            ),
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
                "服务器",
                "'服务器' stands 3 times in the longer '刀片服务器', which wins",
                readings=("刀片服務器", "刀片伺服器"),
                lines=(
                    "- {hans: 刀片服务器, hant: 刀片服務器}",
                    "- {hans: 刀片服务器, hant: 刀片伺服器}",
                ),
            ),
        ),
    ]


def test_a_term_of_a_page_can_be_lost_in_a_longer_one_of_the_site():
    site = Reviewer([Term(values=((HANS, "用户画像"), (TW, "用戶畫像")))])
    own = Term(values=((HANS, "用户"), (TW, "使用者")), line=4)

    uses = site.for_page([own]).find_uses("用户画像", HANS)

    [entry] = find_term_doubts([own], [uses], path="a.md")
    assert entry.doubt.lines == (
        "- {hans: 用户画像, hant: 用戶畫像}",
        "- {hans: 用户画像, tw: 使用者畫像, hk: 用戶畫像}",
    )


def test_a_paragraph_in_another_variant_loses_no_words():
    text = '刀片\n\n<div lang="zh-Hant" markdown>\n\n刀片服务器\n\n</div>'

    uses = Reviewer([SERVER]).find_uses(text, HANS)

    assert uses.terms == {SERVER}
    assert not uses.losses


def test_a_line_for_the_glossary_quotes_what_yaml_would_misread(monkeypatch):
    reviewer = know_only({"甲: ": "甲：", ": 乙": "：丙"}, monkeypatch)
    [doubt] = reviewer.find_partings("甲: 乙", HANT)

    assert doubt.lines[0] == '- {hant: "甲: 乙", hans: "甲：乙"}'


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
UNUSED = Doubt(Kind.UNUSED_TERM, 0, "钱包", "'钱包' never came up", "leave it out")


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
        "1 doubtful conversion, 2 oddities of sources\n"
    )


def test_of_some_kinds_the_terminal_gets_the_number_only():
    entries = [Entry("b.md", 0, 0, ODD), Entry("g.yml", 3, 0, UNUSED), Entry("g.yml", 4, 0, UNUSED)]

    assert render_text(entries, counted=[Kind.UNUSED_TERM]) == (
        "b.md: a radical\n  mend: write 人\n1 oddity of a source, 2 glossary terms never used\n"
    )


def test_thousands_are_told_apart():
    assert summarise_counts({Kind.UNUSED_TERM: 1234, Kind.READING: 0}) == (
        "1,234 glossary terms never used"
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
        render_html(
            [Entry("b.md", 1, 1, ODD), Entry("a.md", 2, 4, READING), Entry("g", 3, 0, UNUSED)],
            title="甲 & 乙",
        )
    )

    assert outline.open == []
    assert outline.text == [
        *("甲 & 乙", "甲 & 乙"),
        *("1 doubtful conversion", "Place", "Text", "What", "To settle it"),
        *("a.md:2:4", "甲&", "乙<", "丙", "子", "丑"),
        *("- {hans: 乙<, hant: 子}", "- {hans: 乙<, hant: 丑}"),
        *("1 oddity of a source", "Place", "Text", "What", "To settle it"),
        *("b.md:1:1", "⼈", "a radical", "write 人"),
        *("1 glossary term never used", "Place", "Text", "What", "To settle it"),
        *("g:3", "钱包", "'钱包' never came up", "leave it out"),
    ]


@given(st.text(st.sampled_from("高杠杆美元医生发现头后面里条干，a\n`<p>"), max_size=40))
def test_a_doubt_stands_where_it_says(text):
    for doubt in PLAIN.find_doubts(text, HANS):
        assert text.startswith(doubt.text[0], doubt.offset)
        assert doubt.readings[0] != doubt.readings[1]


@pytest.mark.parametrize("piece", ["发", "高杠杆美元资产", "一", "\n", "头发现在后面干"])
def test_long_texts_cost_time_in_line_with_their_length(piece):
    text = piece * (150_000 // len(piece))
    start = time.perf_counter()

    PLAIN.find_doubts(text, HANS)

    assert time.perf_counter() - start < 15
