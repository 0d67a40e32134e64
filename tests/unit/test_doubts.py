"""What is in doubt in the sources of a site."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from yiwen.chinese.doubts import Entry, Kind, Reviewer
from yiwen.chinese.glossary import Term
from yiwen.chinese.variants import TARGETS, Variant
from yiwen.documents import read_document
from yiwen.doubts import (
    Matter,
    Tally,
    count_doubts,
    report_doubts,
    report_leftovers,
    sum_up,
    take_sources,
    unpack_tally,
)
from yiwen.editions import read_editions
from yiwen.reading import read_sources
from yiwen.settings import Settings

HANS, HANT, TW, HK = Variant
SITE = Settings()
EDITIONS = read_editions(SITE)
HEAD = "---\ndate: 2025-12-12\n"
SERVER = Term(values=((HANS, "服务器"), (TW, "伺服器"), (HK, "伺服器")), line=1)
WALLET = Term(values=((HANS, "钱包"), (TW, "錢包")), line=2)


def take(files: Mapping[str, str]) -> list[Matter]:
    pages = [(path, text.encode) for path, text in files.items()]
    return list(take_sources(read_sources(pages, assets=(), settings=SITE), SITE))


def report(files: Mapping[str, str], terms: tuple[Term, ...] = (), **more: bool) -> list[Entry]:
    return report_doubts(
        take(files), terms, folder="docs", glossary="docs/g.yml", read=files.__getitem__, **more
    )


def places(entries: list[Entry]) -> list[tuple[str, int, int, str]]:
    return [(each.path, each.line, each.column, each.doubt.text) for each in entries]


def test_doubts_of_a_body_stand_at_their_place_in_the_file():
    text = f"{HEAD}---\n# 标题\n\n第一段。\n\n那是高杠杆美元资产。⼈\n"

    assert places(report({"blog/a.md": text})) == [
        ("docs/blog/a.md", 8, 3, "高杠杆"),
        ("docs/blog/a.md", 8, 11, "⼈"),
    ]


def test_title_description_and_tags_are_read_too():
    text = (
        f"{HEAD}title: 医生发现\ndescription: 高杠杆美元资产，⼈\ntags: [摄像头发现]\n---\n正文。\n"
    )

    assert places(report({"blog/a.md": text})) == [
        ("docs/blog/a.md", 3, 0, "生发现"),
        ("docs/blog/a.md", 4, 0, "高杠杆"),
        ("docs/blog/a.md", 5, 0, "头发现"),
        ("docs/blog/a.md", 4, 0, "⼈"),
    ]


def test_what_a_summary_repeats_is_told_once():
    assert len(report({"blog/a.md": f"{HEAD}---\n高杠杆美元资产。⼈\n"})) == 2


def test_a_doubt_of_a_word_that_the_file_has_not_is_told_of_the_whole_file():
    text = f'{HEAD}title: "\\u533b\\u751f\\u53d1\\u73b0"\n---\n正文。\n'

    assert places(report({"blog/a.md": text})) == [("docs/blog/a.md", 0, 0, "生发现")]


def test_pages_that_are_no_posts_are_read_too():
    assert places(report({"about.md": "# 关于\n\n高杠杆美元资产\n"})) == [
        ("docs/about.md", 3, 1, "高杠杆")
    ]


def test_a_version_for_one_variant_is_not_converted():
    files = {
        "blog/a.md": f"{HEAD}---\n正文没有疑问。\n",
        "blog/a.zh-tw.md": "---\ntitle: 標題\n---\n這是-{tw:甲}-台灣的版本，服務器。\n",
        "blog/b.md": f"{HEAD}zh: false\n---\n高杠杆美元资产，刀片服务器。\n",
    }

    assert report(files, (SERVER,), whole=False) == []


def test_terms_that_no_source_has_a_word_of_are_told_for_the_whole_site():
    files = {"blog/a.md": f"{HEAD}---\n服务器\n"}

    assert places(report(files, (SERVER, WALLET))) == [("docs/g.yml", 2, 0, "钱包")]
    assert report(files, (SERVER, WALLET), whole=False) == []


OWN = "zh:\n  terms:\n    - {hans: 刀片服务器, tw: 刀鋒伺服器}\n    - {hans: 蛋糕, tw: 糕點}\n"


def test_terms_of_a_post_are_told_with_its_path():
    files = {"blog/a.md": f"{HEAD}{OWN}---\n刀片服务器\n"}

    assert places(report(files, (SERVER,))) == [("docs/blog/a.md", 6, 0, "蛋糕")]


def test_a_lost_term_is_told_at_its_line_in_the_glossary():
    files = {"blog/a.md": f"{HEAD}---\n刀片服务器\n", "b.md": "刀片服务器\n"}

    [entry] = report(files, (SERVER,))

    assert (entry.path, entry.line, entry.doubt.what) == (
        "docs/g.yml",
        1,
        "'服务器' stands 2 times in the longer '刀片服务器', which wins",
    )


def count(files: Mapping[str, str], *terms: Term) -> Counter[Kind]:
    reviewer = Reviewer(terms)
    return +sum_up([count_doubts(matter, reviewer) for matter in take(files)], reviewer)


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({}, {Kind.UNUSED_TERM: 2}),
        ({"a.md": "服务器和钱包\n"}, {}),
        ({"a.md": "服务器\n", "b.md": "钱包\n"}, {}),
        (
            {"a.md": "刀片服务器\n", "b.md": "刀片服务器和钱包\n"},
            {Kind.BEATEN_TERM: 1},
        ),
        (
            {"a.md": "服务器，高杠杆美元资产\n", "b.md": "钱包，医生发现，-{tw:甲}-⼈\n"},
            {Kind.READING: 2, Kind.LAST_RESORT: 2},
        ),
        (
            {"blog/a.md": f"{HEAD}{OWN}---\n服务器，钱包\n"},
            {Kind.UNUSED_TERM: 2},
        ),
    ],
)
def test_the_doubts_of_a_site_are_counted(files: dict[str, str], expected: dict[Kind, int]):
    assert count(files, SERVER, WALLET) == Counter(expected)


def test_the_count_is_that_of_the_report():
    files = {
        "blog/a.md": f"{HEAD}{OWN}tags: [摄像头发现]\n---\n高杠杆美元资产，刀片服务器和服务器\n",
        "about.md": "-{tw:甲}-，医生发现，刀片服务器\n",
    }

    told = Counter(entry.doubt.kind for entry in report(files, (SERVER, WALLET)))

    assert count(files, SERVER, WALLET) == told


def test_a_tally_can_be_remembered():
    [matter] = take({"a.md": "刀片服务器和钱包，高杠杆美元资产\n"})
    tally = count_doubts(matter, Reviewer((SERVER, WALLET)))

    assert tally.pack() == [[["reading", 1]], [0, 1], [[0, "刀片服务器"]]]
    assert unpack_tally(tally.pack()) == tally
    assert tally == Tally(
        Counter({Kind.READING: 1}), frozenset({0, 1}), frozenset({(0, "刀片服务器")})
    )


def leave(pages: Mapping[str, str], files: Mapping[str, str]) -> list[tuple[str, str]]:
    entries = report_leftovers(pages.items(), take(files), (), EDITIONS, folder="site")
    return [(f"{each.path}:{each.line}:{each.column}", each.doubt.what) for each in entries]


def test_leftovers_are_looked_for_in_each_edition():
    pages = {
        "index.html": "<p>\n軟件</p>",
        "zh-tw/index.html": "<p>软件</p>",
        "zh-hk/a.html": "軟件",
    }

    assert leave(pages, {}) == [
        ("site/index.html:2:1", "'軟' is Traditional, in a page for zh-Hans"),
        ("site/zh-tw/index.html:1:4", "'软' is Simplified, in a page for zh-Hant-TW"),
    ]


def test_what_many_pages_show_is_told_once():
    assert leave({"zh-tw/a.html": "<p>软</p>", "zh-tw/b.html": "软"}, {}) == [
        ("site/zh-tw/a.html:1:4", "'软' is Simplified, in a page for zh-Hant-TW, 2 times")
    ]


def test_what_an_author_wrote_for_a_variant_is_no_leftover():
    files = {
        "blog/a.md": f"{HEAD}zh:\n  terms:\n    - {{hans: 双子, tw: 双子}}\n---\n说-{{R|软件}}-，双子\n"
    }
    pages = {"zh-tw/blog/a/index.html": "说软件，双子", "zh-tw/blog/b/index.html": "软"}

    assert [place for place, _ in leave(pages, files)] == [
        "site/zh-tw/blog/a/index.html:1:1",
        "site/zh-tw/blog/b/index.html:1:1",
    ]


def test_a_page_is_taken_for_every_edition():
    document = read_document("# 甲\n", path="a.md", settings=SITE)

    [matter] = take({"a.md": "# 甲\n"})

    assert (matter.head, matter.targets) == (document.title, TARGETS)


@pytest.mark.parametrize(
    "change",
    [
        {"path": "b.md"},
        {"address": "b/"},
        {"script": Variant.HANT},
        {"head": "乙"},
        {"body": "乙"},
        {"body_line": 2},
        {"targets": (Variant.HK,)},
        {"terms": (SERVER,)},
    ],
    ids=str,
)
def test_a_key_holds_all_that_is_converted(change: dict[str, Any]):
    matter = Matter("a.md", "a/", Variant.HANS, "甲", "甲", 1, (Variant.TW,))

    assert replace(matter, **change).parts() != matter.parts()
