"""What search finds: text as single characters, and how pages are parted into shards."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwen.chinese.alike import find_alike
from yiwen.chinese.glossary import Term
from yiwen.chinese.variants import Variant
from yiwen.searching import (
    BREAK,
    Folder,
    Leaf,
    Part,
    Shard,
    gather_words,
    join_text,
    part_texts,
    place_words,
    plan_index,
    plan_shards,
    space_query,
    take_text,
)

FOLDER = Folder(find_alike())


def page(text):
    """The words of a page, each place with all that it is found by."""
    words = place_words(FOLDER.fold(text))
    found: list[set[str]] = [set() for _ in range(words.length)]
    for word, places in words.places.items():
        for place in places:
            found[place].add(word)
    return found


def query(text):
    return space_query(FOLDER.fold_query(text)).split()


def finds(text, asked):
    """Whether the index, which knows nothing but words side by side, finds a query."""
    words, wanted = page(text), query(asked)
    starts = range(len(words) - len(wanted) + 1)
    return any(all(word in words[at + nth] for nth, word in enumerate(wanted)) for at in starts)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("美联储宣布降息", "储宣"),
        ("美联储宣布降息", "美"),
        ("聯準會宣布降息", "联准会"),
        ("联准会宣布降息", "聯準會"),
        ("启动“隐秘扩表”计划", "隐秘扩表计划"),
        ("启动隐秘扩表", "“隐秘扩表”"),
        ("GPT模型", "gpt 模型"),
        ("GPT 模型", "GPT模"),
        ("ＧＰＴ模型", "gpt模型"),
        ("ChatGPT", "gpt"),
        ("ChatGPT", "chatgpt"),
        ("ChatGPT", "Chat"),
        ("HTMLParser", "parser"),
        ("BTC2025", "2025"),
        ("2025Q4", "q4"),
        ("1.5亿元", "1.5亿"),
        ("1,000 点", "1000点"),
        ("增长 24.4%", "24.4%"),
        ("Café Müller", "cafe muller"),
        ("東京のカフェ", "カフェ"),
        ("ΑΒΓ", "αβ"),
        ("注册商标™", "商标™"),
    ],
)
def test_a_page_is_found_by_what_stands_on_it(text, asked):
    assert finds(text, asked)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("美联储宣布降息", "美储"),
        ("Blockchain", "AI"),
        ("Blockchain", "chain"),
        ("2025年", "25年"),
        ("1.5亿元", "15亿"),
        ("15亿元", "1.5亿"),
        ("购债", "债购"),
        ("债券", "股票"),
    ],
)
def test_a_page_is_not_found_by_what_does_not(text, asked):
    assert not finds(text, asked)


def test_nothing_runs_over_the_end_of_a_block():
    text = join_text("标题", "<p>美联</p><p>储降息</p>")

    assert not finds(text, "联储")
    assert not finds(text, "题美")
    assert finds(text, "储降")


def test_the_words_of_the_index_are_these():
    words = place_words(FOLDER.fold("用 GPT-4o，1.5 亿。"))

    assert words.length == 10
    assert dict(words.places) == {
        "用": [0],
        "zg": [1],
        "xg": [1],
        "zp": [2],
        "zt": [3],
        "ne": [4],
        "me": [4],
        "zo": [5],
        "xo": [5],
        "nb": [6],
        "mb": [6],
        "dot": [7],
        "nf": [8],
        "mf": [8],
        "亿": [9],
    }
    assert query("GPT4o 1.5") == ["xg", "zp", "zt", "ne", "zo", "mb", "dot", "mf"]


@given(st.text(alphabet="美联储聯準會降息GPTgpt12.5 ，。“”-Aa", min_size=1), st.data())
def test_every_stretch_of_a_text_that_begins_with_a_word_finds_it(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    if text[start].isascii() and start and text[start - 1 : start].isascii():
        start = 0  # in the midst of a word
    asked = query(text[start:end])

    assert not asked or finds(text, text[start:end])


@given(st.text())
def test_no_text_leaves_anything_but_words(text):
    words = place_words(FOLDER.fold(join_text(text, text)))

    assert all(each.isalnum() and each == each.lower() for each in words.places)
    assert all(places == sorted(set(places)) for places in words.places.values())
    assert all(places[-1] < words.length for places in words.places.values())
    assert all(each.isalnum() for each in query(text))


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>美<b>联</b>储</p>", f"{BREAK}美联储{BREAK}"),
        ("甲<br>乙", f"甲{BREAK}乙"),
        ("A &amp; B", "A & B"),
        ("甲<!-- <p>注</p> -->乙", "甲乙"),
        ('<img alt="a > b">甲', f"{BREAK}甲"),
        ("甲<script>var 乙;</script>丙", f"甲{BREAK}丙"),
        ("<math><mi>x</mi><annotation>\\x</annotation></math>", f"x{BREAK}"),
        ("1 < 2", "1 < 2"),
    ],
)
def test_the_text_of_a_page_is_what_readers_see(html, text):
    assert take_text(html) == text


def test_the_end_of_a_block_is_a_place_without_a_word():
    words = place_words(FOLDER.fold(join_text("一", "<p>二 &lt;三&gt;</p><p>四</p>")))

    assert dict(words.places) == {"一": [0], "二": [2], "三": [3], "四": [5]}


def leaf(day, name="a", chars=10, key=b"k", title="题"):
    return Leaf(key, chars, f"blog/{name}/", title, day)


def days(first, number, chars=10):
    return [leaf(first + timedelta(days=nth), f"{nth:05}", chars) for nth in range(number)]


def sizes(leaves, **limits):
    return [len(part) for part in plan_shards(leaves, **limits)]


def test_a_small_site_has_one_shard():
    assert sizes(days(date(2024, 12, 1), 20), most=1000, last=200) == [20]


def test_a_site_without_pages_has_none():
    assert plan_shards([], most=10, last=5) == []


def test_closed_months_fill_shards_and_the_newest_is_open():
    leaves = days(date(2022, 1, 1), 365 * 3 + 31 + 10, chars=1)  # to 2025-02-09

    assert sizes(leaves, most=800, last=20) == [790, 337, 9]


def test_a_busy_month_is_closed_by_day():
    leaves = [leaf(date(2025, 3, 1 + nth % 3), f"{nth:03}") for nth in range(90)]

    assert sizes(leaves, most=1000, last=250) == [60, 30]


def test_a_busy_day_is_cut_all_the_same():
    leaves = [leaf(date(2025, 3, 1), f"{nth:03}") for nth in range(90)]

    assert sizes(leaves, most=300, last=200) == [30, 30, 30]


def test_a_month_too_large_for_a_shard_is_cut():
    leaves = [
        *(leaf(date(2024, 1, 1 + nth // 4), f"{nth:03}") for nth in range(100)),
        leaf(date(2025, 5, 1), "new"),
    ]

    assert sizes(leaves, most=300, last=200) == [30, 30, 30, 10, 1]


def test_pages_without_a_day_are_in_the_open_shard():
    leaves = [leaf(None, "about"), *days(date(2024, 1, 1), 30), leaf(date(2025, 1, 1), "new")]

    parts = plan_shards(leaves, most=1000, last=200)

    assert [each.address for each in parts[-1]] == ["blog/new/", "blog/about/"]


def test_only_pages_make_a_shard():
    assert sizes([leaf(None)], most=10, last=5) == [1]


@given(st.lists(st.dates(date(2020, 1, 1), date(2025, 12, 31)), min_size=1, max_size=80), st.data())
def test_every_page_is_in_one_shard_and_its_order_does_not_matter(published, data):
    leaves = [leaf(day, f"{nth}") for nth, day in enumerate(published)]
    mixed = data.draw(st.permutations(leaves))
    limits = {"most": 200, "last": 50}

    parts = plan_shards(leaves, **limits)

    assert sorted(each.address for part in parts for each in part) == sorted(
        each.address for each in leaves
    )
    assert plan_shards(mixed, **limits) == parts
    assert all(parts)
    assert all(len(part) <= 20 for part in parts)


@given(st.integers(2, 400))
def test_one_article_more_changes_the_last_shards_only(number):
    """The open shard, and the one that it is closed into now and then."""
    leaves = days(date(2023, 1, 1), number)
    limits = {"most": 1000, "last": 200}

    before = plan_shards(leaves[:-1], **limits)
    after = plan_shards(leaves, **limits)

    new = [part for part in after if part not in before]
    assert sum(len(part) for part in new) <= 120
    assert len(after) <= number * 10 // 1000 + 4


EDITIONS = ("zh-Hans", "zh-Hant-TW", "zh-Hant-HK")
BLOCKS = st.lists(st.sampled_from(["", "债", "软件", "软体", "债券软件"]), max_size=6).map(
    BREAK.join
)


@given(
    st.dictionaries(st.sampled_from(EDITIONS), BLOCKS),
    st.text("债券软件体", min_size=1, max_size=3),
)
def test_a_page_in_parts_is_found_by_the_same_as_the_whole(texts, wanted):
    parts = part_texts(texts)

    for edition, text in texts.items():
        found = any(wanted in part.text for part in parts if edition in part.editions)
        assert found == (wanted in text)


def test_what_editions_have_alike_is_indexed_once():
    parts = part_texts(
        {
            "zh-Hans": f"债{BREAK}软件{BREAK}券{BREAK}券",
            "zh-Hant-TW": f"债{BREAK}软体{BREAK}券",
            "zh-Hant-HK": f"债{BREAK}软件{BREAK}券{BREAK}",
        }
    )

    assert parts == [
        Part(EDITIONS, f"债{BREAK}券"),
        Part(("zh-Hans", "zh-Hant-HK"), "软件"),
        Part(("zh-Hant-TW",), "软体"),
    ]


def test_an_edition_knows_which_parts_are_its_own():
    one, two = leaf(date(2025, 1, 1), "a"), leaf(date(2025, 1, 2), "b")
    shard = Shard(((("zh-Hans", one), ("zh-Hant-TW", one)), (("zh-Hant-TW", two),)))
    parts = [
        [Part(("zh-Hans", "zh-Hant-TW"), "债"), Part(("zh-Hans",), "软件")],
        [Part(("zh-Hant-TW",), "券")],
    ]

    assert shard.tabulate("zh-Hans", parts) == {"rows": [one.row], "parts": [0, 0, -1]}
    assert shard.tabulate("zh-Hant-TW", parts) == {"rows": [one.row, two.row], "parts": [0, -1, 1]}


def test_all_editions_of_a_page_are_in_one_shard():
    days = [date(2025, month, 1) for month in (1, 2, 3)]
    leaves = [leaf(day, str(day)) for day in days]
    only = leaf(date(2025, 2, 2), "only")

    shards = plan_index({"zh-Hans": leaves, "zh-Hant-TW": [*leaves, only]}, most=25, last=5)

    assert [[each.address for each in shard.leaves_of("zh-Hant-TW")] for shard in shards] == [
        ["blog/2025-01-01/"],
        ["blog/2025-02-01/", "blog/only/"],
        ["blog/2025-03-01/"],
    ]
    assert [len(shard.leaves_of("zh-Hans")) for shard in shards] == [1, 1, 1]


def test_a_shard_is_known_by_everything_that_it_is_made_from():
    one = Shard(((("zh-Hans", leaf(date(2025, 1, 1))),),))
    renamed = Shard(((("zh-Hans", leaf(date(2025, 1, 1), title="新")),),))
    moved = Shard(((("zh-Hant-TW", leaf(date(2025, 1, 1))),),))
    again = Shard(((("zh-Hans", leaf(date(2025, 1, 1))),),))

    assert one.name == again.name
    assert len({one.name, renamed.name, moved.name}) == 3
    assert one.name.isalnum()
    assert leaf(None).row == ("blog/a/", "题", "", "", ())


def test_the_glossary_tells_queries_what_else_a_thing_is_called():
    terms = [
        Term(((Variant.HANS, "美联储"), (Variant.TW, "聯準會"), (Variant.HK, "聯儲局")), ("Fed",)),
        Term(((Variant.HANS, "债"), (Variant.TW, "債"))),
    ]

    groups = gather_words(terms, FOLDER)

    assert groups == [
        [" ".join(query(word)) for word in ("美联储", "聯準會", "聯儲局", "Fed")],
    ]
