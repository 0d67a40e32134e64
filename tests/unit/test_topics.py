"""What editors write about topics, and the leads that are made where they wrote none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.makers import SITE, make_library, make_post
from yiwen.chinese.folding import Folder
from yiwen.chinese.rules import plain_text
from yiwen.chinese.variants import Variant
from yiwen.keys import Places, plan_key
from yiwen.listings import NO_LEADS, Listing, plan_pages
from yiwen.problems import YiwenError
from yiwen.topics import Lead, load_topics, make_lead
from yiwen.wording import Words

EXAMPLE = "write each keyword on a line of its own:  稳定币: 一段导语"


def read(tmp_path: Path, text: str | bytes) -> dict[str, Lead]:
    path = tmp_path / "topics.yml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_topics(path, name="docs/_data/topics.yml", settings=SITE, fold=Folder())


def faults(tmp_path: Path, text: str | bytes) -> list[tuple[int, str, str]]:
    with pytest.raises(YiwenError) as error:
        read(tmp_path, text)
    assert {problem.path for problem in error.value.problems} == {"docs/_data/topics.yml"}
    return [(problem.line, problem.what, problem.mend) for problem in error.value.problems]


# What editors write


def test_a_site_needs_no_such_file(tmp_path: Path):
    path = tmp_path / "topics.yml"

    assert load_topics(path, name="topics.yml", settings=SITE, fold=str) == {}


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "---\n", "~\n"])
def test_an_empty_file_says_nothing(tmp_path: Path, text: str):
    assert read(tmp_path, text) == {}


def test_a_text_behind_a_keyword_is_its_lead(tmp_path: Path):
    assert read(tmp_path, "稳定币: 链上的美元。\n") == {
        "稳定币": Lead(
            paragraphs=((Words("链上的美元。"),),),
            brief=(Words("链上的美元。"),),
            written=True,
        )
    }


def test_title_description_and_paragraphs_are_read(tmp_path: Path):
    text = (
        "穩定幣:\n"
        "  title: 鏈上的美元\n"
        "  description: 誰在發行，誰在使用。\n"
        "  lead: |\n"
        "    第一段，\n"
        "    還是第一段。\n"
        "\n"
        "    第二段 with\n"
        "    two lines 。\n"
    )

    assert read(tmp_path, text) == {
        "稳定币": Lead(
            paragraphs=(
                (Words("第一段，還是第一段。", "zh-Hant"),),
                (Words("第二段 with two lines 。", "zh-Hant"),),
            ),
            brief=(Words("第一段，還是第一段。第二段 with two lines 。", "zh-Hant"),),
            title="鏈上的美元",
            description="誰在發行，誰在使用。",
            lang="zh-Hant",
            written=True,
        )
    }


def test_folded_lines_of_chinese_run_on(tmp_path: Path):
    text = "利率: >-\n  价格，\n  也是 price\n  of money。\n"

    assert read(tmp_path, text)["利率"].paragraphs == ((Words("价格，也是 price of money。"),),)


def test_a_lead_says_what_it_is_written_in(tmp_path: Path):
    (lead,) = read(tmp_path, "稳定币: {lead: 一段, lang: zh-HK}\n").values()

    assert lead.paragraphs == ((Words("一段", "zh-Hant-HK"),),)


def test_a_lead_may_hold_rules(tmp_path: Path):
    (lead,) = read(tmp_path, "打印: 买一台-{hans:打印机;tw:印表機}-。\n").values()
    ((words,),) = lead.paragraphs

    assert plain_text(words.text, Variant.TW) == "买一台印表機。"


def test_a_page_is_described_by_no_more_than_its_beginning(tmp_path: Path):
    (lead,) = read(tmp_path, f"利率: {'一句话，十二个字，就这样了。' * 20}\n").values()

    assert len(lead.brief[0].text) == 112
    assert lead.brief[0].text.endswith("就这样了。")


def test_numbers_and_switches_are_the_texts_that_were_typed(tmp_path: Path):
    leads = read(tmp_path, "2025: 2026\nno: yes\n")

    assert {key: lead.brief[0].text for key, lead in leads.items()} == {"2025": "2026", "no": "yes"}


def test_every_fault_is_told_with_its_line(tmp_path: Path):
    text = (
        "稳定币: 一段\n"
        "穩定幣: 又一段\n"
        "利率:\n"
        "降息: {title: 标题}\n"
        "央行: [一, 二]\n"
        "债券: {lead: 一段, text: 两段}\n"
        "汇率: {lead: {a: b}}\n"
        "黄金: {lead: 一段, lang: jp}\n"
        "石油: {lead: 一段, lead: 两段}\n"
        "房价: 一段-{没有合上\n"
        "[甲, 乙]: 一段\n"
    )

    assert faults(tmp_path, text) == [
        (11, "a keyword that is no text", EXAMPLE),
        (2, "the topic '穩定幣' is told of twice, first in line 1", "keep one of the two"),
        (3, "nothing is said of the topic '利率'", "write its lead, or leave the keyword out"),
        (4, "nothing is said of the topic '降息'", "write its lead, or leave the keyword out"),
        (5, "a topic whose 'lead' is no text", "write it as  央行: 一段导语"),
        (6, "unknown key 'text' of a topic", "use one of: title, lead, description, lang"),
        (7, "a topic whose 'lead' is no text", "write it as  汇率: 一段导语"),
        (
            8,
            "'lang' is no Chinese variant: 'jp'",
            "use one of: zh-Hans, zh-Hant, zh-Hant-TW, zh-Hant-HK",
        ),
        (9, "'lead' is given twice, first in line 9", "keep one of the two"),
        (
            10,
            "-{ without }-",
            "close the rule with }-, or write \\-{ for the characters themselves",
        ),
    ]


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("- 稳定币\n", 1, "what is told of topics is no  keyword: lead"),
        ("一段话\n", 1, "what is told of topics is no  keyword: lead"),
        ("\n稳定币: [一\n", 3, "YAML cannot be read: did not find expected ',' or ']'"),
    ],
)
def test_a_file_of_another_form_is_refused(tmp_path: Path, text: str, line: int, what: str):
    assert faults(tmp_path, text) == [(line, what, EXAMPLE)]


def test_a_file_in_another_encoding_is_refused(tmp_path: Path):
    ((line, what, _),) = faults(tmp_path, "稳定币: 链上的美元".encode("gb18030"))

    assert (line, what) == (1, "text is not UTF-8, it seems to be GB 18030")


# Where leads stand


def listings(tmp_path: Path, text: str, *fronts: str, page_rows: int = 40) -> dict[str, Listing]:
    library = make_library(
        *(
            make_post(f"p{at}", front, day=f"2025-12-{at + 1:02}")
            for at, front in enumerate(fronts)
        ),
        fold=Folder(),
    )
    leads = read(tmp_path, text) if text else NO_LEADS
    plans = plan_pages(library, replace(SITE, page_rows=page_rows), leads)
    return {plan.address: plan for plan in plans if isinstance(plan, Listing)}


def test_a_lead_stands_on_the_first_page_of_its_topic_however_the_keyword_is_spelled(
    tmp_path: Path,
):
    found = listings(tmp_path, "穩定幣: 一段\n", "seo: 稳定币", "seo: 穩定幣", page_rows=1)

    assert found["topics/稳定币/"].lead == read(tmp_path, "稳定币: 一段")["稳定币"]
    assert found["topics/稳定币/page/2/"].lead is None


def test_a_keyword_that_is_a_tag_or_a_category_leads_there_and_so_does_its_lead(tmp_path: Path):
    found = listings(
        tmp_path, "利率: 一段\n宏观: 两段\n", "tags: 利率\ncategory: 宏观\nseo: [利率, 宏观]"
    )
    leads = {address: plan.lead.brief for address, plan in found.items() if plan.lead}

    assert leads == {"tags/利率/": (Words("一段"),), "categories/宏观/": (Words("两段"),)}


def test_the_title_of_an_editor_is_the_heading_of_every_page(tmp_path: Path):
    text = "利率: {title: 利率，從央行到你家, lead: 從這裡讀起。}\n"
    found = listings(tmp_path, text, "seo: 利率", "seo: 利率", page_rows=1)

    assert [(plan.title, plan.lang) for plan in found.values() if plan.kind == "topic"] == [
        ("利率，從央行到你家", "zh-Hant"),
        ("利率，從央行到你家", "zh-Hant"),
    ]


# Leads that are made


def test_a_topic_without_a_lead_has_one_of_its_newest_posts_each_in_its_script():
    library = make_library(
        make_post("a", day="2025-12-11", body="最旧的一篇。"),
        make_post("b", day="2025-12-12", body="聯準會啟動購債計畫。後面還有很多話要說。"),
        make_post("c", day="2025-12-13", body="最新的一篇。"),
    )

    lead = make_lead(library.entries)

    pieces = (
        Words("最新的一篇。"),
        Words("聯準會啟動購債計畫。後面還有很多話要說。", "zh-Hant"),
    )
    assert lead == Lead(paragraphs=(pieces,), brief=pieces, written=False)


def test_a_long_summary_gives_its_first_sentences():
    library = make_library(make_post("a", body="这一句有二十来个字，说的是央行和它的政策。" * 5))
    lead = make_lead(library.entries)

    assert lead is not None
    assert lead.brief == (Words("这一句有二十来个字，说的是央行和它的政策。" * 2),)


def test_posts_that_say_nothing_make_no_lead():
    assert make_lead(make_library(make_post("a", body="![](x.png)")).entries) is None


def test_only_topics_have_leads_that_are_made(tmp_path: Path):
    found = listings(tmp_path, "", "seo: k\ntags: t\ncategory: c\nseries: s\nauthor: w")

    assert [address for address, plan in found.items() if plan.lead] == ["topics/k/"]


def test_what_an_editor_writes_makes_the_page_anew(tmp_path: Path):
    keys = {
        text: plan_key(b"", plans["topics/利率/"], {"blog/p0.md": b""}, None, Places(str))
        for text in ("利率: 一段\n", "利率: 两段\n", "利率: {lead: 一段, title: 标题}\n", "")
        if (plans := listings(tmp_path, text, "seo: 利率"))
    }

    assert len(set(keys.values())) == 4
