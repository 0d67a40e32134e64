"""The library: which posts are shown, in which order, under which terms, beside which others."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Literal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.unit.makers import NOW, SITE, make_library, make_post, make_posts, write_list
from yiwen.chinese.folding import Folder
from yiwen.chinese.rules import mark_text, plain_text
from yiwen.chinese.variants import Variant
from yiwen.drawing import CLOTHS
from yiwen.library import (
    Entry,
    Library,
    check_addresses,
    entry_terms,
    gather_library,
    is_remote,
    status_of,
)
from yiwen.pictures import Picture
from yiwen.posts import Post
from yiwen.problems import Problem
from yiwen.terms import KINDS, Term, lang_of, name_variant

HANS, HANT, TW, HK = Variant
HANS_TEXT = "美联储宣布启动购债计划，市场反应热烈。"
HANT_TEXT = "聯準會宣布啟動購債計畫，市場反應熱烈。"


def titles(things: Sequence[Entry | Post | Term]) -> list[str]:
    return [thing.name if isinstance(thing, Term) else thing.title for thing in things]


def entry_of(library: Library, name: str) -> Entry:
    return library.by_path[f"blog/{name}.md"]


# Which posts, in which order


def test_posts_stand_newest_first_whatever_order_they_come_in():
    old = make_post("old", day="2024-01-01")
    new = make_post("new", day="2025-01-01")
    noon = make_post("noon", day="2024-01-01 12:00")

    assert titles(make_library(old, new, noon).entries) == ["new", "noon", "old"]


def test_posts_of_one_moment_stand_in_reverse_order_of_their_paths():
    posts = [make_post(name) for name in ("b", "c", "a")]

    assert titles(make_library(*posts).entries) == ["c", "b", "a"]


def test_drafts_and_scheduled_posts_are_not_shown():
    shown = make_post("shown")
    draft = make_post("draft", "draft: true\ntags: [x]")
    later = make_post("later", "tags: [x]", day="2027-01-01")

    library = make_library(shown, draft, later)

    assert titles(library.entries) == ["shown"]
    assert library.terms["tags"] == ()


def test_a_preview_shows_drafts_and_scheduled_posts_and_says_what_they_are():
    shown = make_post("shown")
    draft = make_post("draft", "draft: true", day="2025-12-11")
    later = make_post("later", day="2027-01-01")

    library = make_library(shown, draft, later, preview=True)

    assert [(entry.title, entry.status) for entry in library.entries] == [
        ("later", "scheduled"),
        ("shown", ""),
        ("draft", "draft"),
    ]


def test_a_post_is_published_at_its_very_moment():
    post = make_post(day="2025-12-12 08:00:00 +0800")

    assert status_of(post, datetime(2025, 12, 11, 23, 59, 59, tzinfo=UTC)) == "scheduled"
    assert status_of(post, datetime(2025, 12, 12, tzinfo=UTC)) == ""


def test_a_library_without_posts_has_no_terms():
    library = make_library()

    assert library.entries == ()
    assert library.terms == {
        "categories": (),
        "tags": (),
        "topics": (),
        "authors": (),
        "series": (),
    }


# What an entry tells


def test_an_entry_has_what_readers_are_told_of_a_post():
    post = make_post(
        "fed",
        "description: 摘要\ncategory: 宏观\nsource: https://example.org/a",
        day="2025-12-02 08:48",
    )

    entry = make_library(post).entries[0]

    assert entry.title == "fed"
    assert entry.summary == "摘要"
    assert entry.url == "blog/fed/"
    assert entry.source_url == "https://example.org/a"
    assert entry.category.name == "宏观"
    assert entry.han == 7
    assert entry.minutes == 1
    assert entry.lang == ""
    assert entry.published_text == "2025年12月2日"
    assert entry.published_iso == "2025-12-02T08:48:00+08:00"
    assert (entry.updated_text, entry.updated_iso) == ("", "")


def test_the_address_of_a_post_is_percent_encoded():
    assert make_library(make_post("美联储")).entries[0].url == ("blog/%E7%BE%8E%E8%81%94%E5%82%A8/")


def test_a_post_of_a_day_says_no_time():
    assert make_library(make_post(day="2025-12-12")).entries[0].published_iso == "2025-12-12"


def test_a_later_day_of_change_is_told():
    post = make_post("fed", "updated: 2025-12-14 09:30", day="2025-12-12")

    entry = make_library(post).entries[0]

    assert entry.updated_text == "2025年12月14日"
    assert entry.updated_iso == "2025-12-14T09:30:00+08:00"


def test_a_change_on_the_day_of_publishing_is_not_told():
    post = make_post("fed", "updated: 2025-12-12 23:00", day="2025-12-12 08:00")

    assert make_library(post).entries[0].updated_text == ""


def test_minutes_count_han_and_words_and_are_rounded_up():
    """1200 Han at 400 a minute and 301 words at 200 a minute are 4.505 minutes."""
    post = make_post("long", body="字" * 1200 + "\n\n" + "word " * 301)

    assert make_library(post).entries[0].minutes == 5


def test_an_article_in_the_other_script_says_its_language():
    entry = make_library(make_post("美聯儲", body=HANT_TEXT)).entries[0]

    assert entry.lang == "zh-Hant"


def test_lang_is_told_only_where_it_differs_from_the_interface():
    taiwan = replace(SITE, interface=TW)

    assert (lang_of(HANS, SITE), lang_of(HANT, SITE)) == ("", "zh-Hant")
    assert (lang_of(HANS, taiwan), lang_of(TW, taiwan)) == ("zh-Hans", "")


@pytest.mark.parametrize(
    ("front", "expected"),
    [("", "网站的声明"), ("disclaimer: 本文的声明", "本文的声明"), ("disclaimer: false", "")],
)
def test_the_disclaimer_is_the_posts_own_or_the_sites(front: str, expected: str):
    settings = replace(SITE, disclaimer="网站的声明")

    library = make_library(make_post("fed", front), settings=settings)

    assert library.entries[0].disclaimer == expected


def test_a_post_that_wants_a_disclaimer_has_the_sites():
    settings = replace(SITE, disclaimer="网站的声明")

    library = make_library(make_post("fed", "disclaimer: true"), settings=settings)

    assert library.entries[0].disclaimer == "网站的声明"


@pytest.mark.parametrize(
    ("cover", "expected", "remote"),
    [
        ("https://example.org/a b.png", "https://example.org/a b.png", True),
        ("//cdn.example.org/a.png", "//cdn.example.org/a.png", True),
        ("assets/封面.webp", "assets/%E5%B0%81%E9%9D%A2.webp", False),
        ("", "", False),
    ],
)
def test_a_local_cover_is_percent_encoded_and_a_remote_one_left(
    cover: str, expected: str, remote: bool
):
    entry = make_library(make_post(), covers={"blog/fed.md": cover}).entries[0]

    assert entry.cover == expected
    assert entry.cover_is_remote is remote


def test_a_local_cover_that_can_be_read_is_a_picture():
    picture = Picture("assets/a.webp", 1600, 900)
    library = make_library(
        make_post("a", day="2025-12-12"),
        make_post("b", day="2025-12-11"),
        covers={"blog/a.md": "assets/a.webp", "blog/b.md": "assets/broken.webp"},
        pictures={"assets/a.webp": picture},
    )

    assert [entry.picture for entry in library.entries] == [picture, None]


def test_a_drawn_cover_bears_the_first_words_of_the_title():
    entry = make_library(make_post("什么是基点：一个例子")).entries[0]

    assert entry.cover_words == "什么是基点"
    assert entry.cover_rows == 3
    assert 0 <= entry.cloth < CLOTHS


def test_a_drawn_cover_bears_in_each_edition_the_title_that_was_given_for_it():
    front = "zh: {title: {tw: 基點是什麼：一個例子}}"
    entry = make_library(make_post("什么是基点：一个例子", front)).entries[0]

    assert plain_text(entry.cover_words, Variant.HANS) == "什么是基点"
    assert plain_text(entry.cover_words, Variant.TW) == "基點是什麼"


def test_only_an_address_with_a_host_is_remote():
    assert [is_remote(each) for each in ("https://a.cn/x", "//a.cn/x", "/x", "x//y", "")] == [
        True,
        True,
        False,
        False,
        False,
    ]


# Editions


def make_version(variant: str, title: str, front: str = "") -> Post:
    return make_post(f"fed.{variant}", f"lang: {variant}\ndescription: {title}的摘要\n{front}")


def with_versions(post: Post, versions: dict[Variant, Post], *, preview: bool = False) -> Library:
    return gather_library(
        [post], SITE, fold=str.casefold, now=NOW, versions={post.path: versions}, preview=preview
    )


def test_an_article_is_shown_in_every_edition():
    entry = make_library(make_post()).entries[0]

    assert entry.editions == entry.written == (HANS, TW, HK)


def test_an_article_can_be_limited_to_some_editions_its_own_always_among_them():
    library = make_library(make_post("fed", "zh: {variants: [zh-Hant-HK]}"))

    assert library.entries[0].editions == (HANS, HK)
    assert library.elsewhere == {HANS: {}, TW: {"blog/fed/": HANS}, HK: {}}


def test_a_version_takes_the_place_of_the_derived_page():
    version = make_version("zh-TW", "手寫")

    library = with_versions(make_post(), {TW: version})

    article, by_hand = library.entries[0], library.by_path["blog/fed.zh-TW.md"]
    assert (article.editions, article.written) == ((HANS, TW, HK), (HANS, HK))
    assert (by_hand.key, by_hand.written, by_hand.url) == ("blog/fed.md", (TW,), "blog/fed/")
    assert (by_hand.title, by_hand.lang) == ("fed.zh-TW", "zh-Hant-TW")
    assert [entry.key for entry in library.entries] == ["blog/fed.md"]


def test_lists_show_an_article_by_the_words_of_its_version():
    entry = with_versions(make_post(), {TW: make_version("zh-TW", "手寫")}).entries[0]

    assert [plain_text(entry.title, each) for each in (HANS, TW, HK)] == [
        "fed",
        "fed.zh-TW",
        "fed",
    ]
    assert plain_text(entry.summary, TW) == "手寫的摘要"


@pytest.mark.parametrize("order", [(HANT, TW), (TW, HANT)])
def test_a_version_for_one_region_goes_before_one_for_all_traditional_readers(
    order: tuple[Variant, ...],
):
    made = {HANT: make_version("zh-Hant", "通用"), TW: make_version("zh-TW", "臺灣")}

    library = with_versions(make_post(), {each: made[each] for each in order})

    assert library.by_path["blog/fed.zh-TW.md"].written == (TW,)
    assert library.by_path["blog/fed.zh-Hant.md"].written == (HK,)


def test_a_version_that_is_a_draft_waits():
    version = make_version("zh-TW", "手寫", "draft: true")

    assert list(with_versions(make_post(), {TW: version}).by_path) == ["blog/fed.md"]
    assert list(with_versions(make_post(), {TW: version}, preview=True).by_path) == [
        "blog/fed.md",
        "blog/fed.zh-TW.md",
    ]


def test_neighbours_and_relatives_of_a_version_are_those_of_its_article():
    posts = [*make_posts(2, "tags: a"), make_post("fed", "tags: a\nseries: s")]
    version = make_version("zh-TW", "手寫")
    library = gather_library(
        posts, SITE, fold=str.casefold, now=NOW, versions={"blog/fed.md": {TW: version}}
    )
    by_hand = library.by_path["blog/fed.zh-TW.md"]

    assert library.neighbours(by_hand) == library.neighbours(entry_of(library, "fed"))
    assert titles(library.related(by_hand, most=9)) == ["p2", "p1"]
    assert library.series_around(by_hand, most=9) == ((entry_of(library, "fed"),), 1)


# Terms


def test_one_tag_in_both_scripts_is_one_term_named_as_most_posts_spell_it():
    library = make_library(
        make_post("a", "tags: 宏觀經濟", body=HANT_TEXT),
        make_post("b", "tags: 宏观经济"),
        make_post("c", "tags: 宏觀經濟", body=HANT_TEXT),
        fold=Folder(),
    )

    (tag,) = library.terms["tags"]

    assert (tag.kind, tag.name, tag.lang, tag.slug, tag.number) == (
        "tags",
        "宏觀經濟",
        "zh-Hant",
        "宏观经济",
        3,
    )
    assert tag.url == "tags/%E5%AE%8F%E8%A7%82%E7%BB%8F%E6%B5%8E/"
    assert titles(tag.posts) == ["c", "b", "a"]


def test_between_two_spellings_of_equal_number_the_order_of_characters_decides():
    library = make_library(make_post("a", "tags: ai"), make_post("b", "tags: AI"))

    assert titles(library.terms["tags"]) == ["AI"]


def test_a_post_that_spells_a_tag_twice_carries_it_once():
    library = make_library(make_post("a", "tags: [AI, ai, Ai]"))

    assert titles(library.entries[0].tags) == ["AI"]
    assert library.terms["tags"][0].number == 1


def test_the_settings_give_a_term_its_slug_whichever_way_it_is_spelled():
    settings = replace(SITE, terms={"宏觀經濟": "macro"})

    library = make_library(make_post("a", "tags: 宏观经济"), settings=settings, fold=Folder())

    assert library.terms["tags"][0].slug == "macro"


def test_a_slug_of_the_settings_is_never_taken_by_another_term():
    settings = replace(SITE, terms={"宏观": "macro"})

    library = make_library(make_post("a", "tags: [宏观, macro]"), settings=settings)

    assert {term.name: term.slug for term in library.terms["tags"]} == {
        "宏观": "macro",
        "macro": "macro-2",
    }


def test_no_term_takes_the_place_of_the_page_that_lists_them_all():
    library = make_library(make_post("a", "tags: [index.html, Index]"))

    assert {term.name: term.slug for term in library.terms["tags"]} == {
        "Index": "index",
        "index.html": "index.html-2",
    }


def test_names_that_leave_the_same_slug_are_numbered():
    library = make_library(make_post("a", "tags: [c#, c, 'c%']"))

    assert {term.name: term.slug for term in library.terms["tags"]} == {
        "c": "c",
        "c#": "c-2",
        "c%": "c-3",
    }


def test_slugs_that_differ_only_by_case_are_numbered():
    """Not every file system keeps tags/Macro and tags/macro apart."""
    settings = replace(SITE, terms={"宏观": "Macro"})

    library = make_library(make_post("a", "tags: [宏观, macro]"), settings=settings)

    assert {term.name: term.slug for term in library.terms["tags"]} == {
        "宏观": "Macro",
        "macro": "macro-2",
    }


NAMES = st.lists(
    st.text(alphabet="aAbB#%+./-_ 宏观觀éE\u0301\u0345", min_size=1, max_size=4).filter(str.strip),
    max_size=8,
)


@given(names=NAMES, given_slugs=st.lists(st.sampled_from(["a", "A", "a-2", "é", "e\u0301"])))
def test_no_two_terms_of_a_kind_share_a_slug(names: list[str], given_slugs: list[str]):
    settings = replace(SITE, terms=dict(zip(names, given_slugs, strict=False)))

    library = make_library(make_post("a", write_list("tags", names)), settings=settings)

    slugs = [term.slug for term in library.terms["tags"]]
    folders = {
        unicodedata.normalize("NFD", unicodedata.normalize("NFD", slug).casefold())
        for slug in slugs
    }
    assert len(folders) == len(slugs)


def test_terms_with_most_posts_stand_first_then_by_slug():
    library = make_library(make_post("a", "tags: [z, y, x]"), make_post("b", "tags: y"))

    assert titles(library.terms["tags"]) == ["y", "x", "z"]


def test_a_post_without_a_category_is_filed_under_the_sites():
    assert titles(make_library(make_post()).terms["categories"]) == ["未分类"]


def test_a_keyword_that_is_no_tag_is_a_topic():
    library = make_library(make_post("a", "tags: 美联储\nseo: [美联储, 量化宽松]"))

    assert titles(library.terms["topics"]) == ["量化宽松"]
    assert [(term.kind, term.name) for term in library.entries[0].topics] == [
        ("tags", "美联储"),
        ("topics", "量化宽松"),
    ]


def test_a_keyword_that_is_a_category_elsewhere_leads_to_it():
    library = make_library(
        make_post("a", "category: 宏观"), make_post("b", "tags: 其他\nseo: 宏观")
    )

    assert library.terms["topics"] == ()
    assert [topic.url for topic in entry_of(library, "b").topics] == [
        "categories/%E5%AE%8F%E8%A7%82/"
    ]


def test_authors_and_series_are_terms_too():
    library = make_library(make_post("a", "authors: [甲, 乙]\nseries: 周记"))

    assert titles(library.terms["authors"]) == ["乙", "甲"]
    assert titles(library.terms["series"]) == ["周记"]
    assert library.entries[0].series == library.terms["series"][0]
    assert make_library(make_post()).entries[0].series is None


def test_the_terms_of_an_entry_are_told_by_kind():
    library = make_library(make_post("a", "tags: 美联储\nseo: [美联储, 量化宽松]\nseries: 周记"))
    entry = library.entries[0]

    assert titles(entry_terms(entry, "topics")) == ["量化宽松"]
    assert titles(entry_terms(entry, "series")) == ["周记"]
    assert entry_terms(make_library(make_post()).entries[0], "series") == ()


def test_terms_have_tones_in_the_order_they_appeared_so_that_neighbours_differ():
    old = make_post("old", "tags: [宏观, 科技]", day="2025-01-01")
    new = make_post("new", "tags: [市场, 宏观]", day="2025-02-01")

    tones = {term.name: term.tone for term in make_library(old, new).terms["tags"]}

    assert tones == {"宏观": 0, "科技": 1, "市场": 2}


@pytest.mark.parametrize(
    ("name", "written_in", "expected"),
    [
        ("宏观经济", HANT, HANS),
        ("宏觀經濟", HANS, HANT),
        ("宏觀經濟", TW, TW),
        ("宏觀經濟", HK, HK),
        ("AI", TW, TW),
        ("AI", HANS, HANS),
        (mark_text("-{hans:宏观经济;hant:宏觀經濟}-").text, TW, TW),
    ],
)
def test_a_name_is_of_its_own_script_else_of_its_posts(
    name: str, written_in: Variant, expected: Variant
):
    assert name_variant(name, written_in) is expected


# Neighbours, relatives, series


def test_neighbours_are_the_posts_just_before_and_just_after():
    library = make_library(*make_posts(3))

    names = {
        entry.title: tuple(each and each.title for each in library.neighbours(entry))
        for entry in library.entries
    }

    assert names == {"p3": ("p2", None), "p2": ("p1", "p3"), "p1": (None, "p2")}


def test_a_single_post_has_no_neighbours():
    library = make_library(make_post())

    assert library.neighbours(library.entries[0]) == (None, None)


def test_posts_that_share_most_are_most_related_and_the_category_counts_half():
    library = make_library(
        make_post("itself", "category: 宏观\ntags: [a, b]", day="2025-01-01"),
        make_post("category", "category: 宏观\ntags: c", day="2025-01-05"),
        make_post("tag", "category: 科技\ntags: a", day="2025-01-04"),
        make_post("both", "category: 宏观\ntags: b", day="2025-01-03"),
        make_post("all", "category: 宏观\ntags: [b, a]", day="2025-01-02"),
        make_post("nothing", "category: 科技\ntags: c", day="2025-01-06"),
    )

    assert titles(library.related(entry_of(library, "itself"), most=9)) == [
        "all",
        "both",
        "tag",
        "category",
    ]


def test_a_topic_counts_as_much_as_a_tag_and_a_keyword_that_is_a_tag_counts_once():
    """Keywords are the tags when none are given: that must not make a tag worth more."""
    library = make_library(
        make_post("itself", "category: x\ntags: a\nseo: [a, k, l]", day="2025-01-01"),
        make_post("tagged", "category: y\ntags: a", day="2025-01-02"),
        make_post("named", "category: z\ntags: b\nseo: [k, l]", day="2025-01-03"),
        make_post("newest", "category: w\ntags: a", day="2025-01-04"),
    )

    assert titles(library.related(entry_of(library, "itself"), most=9)) == [
        "named",
        "newest",
        "tagged",
    ]


def test_between_equals_the_newest_is_most_related():
    library = make_library(*make_posts(4, "tags: a"))

    assert titles(library.related(entry_of(library, "p2"), most=2)) == ["p4", "p3"]


def test_posts_far_away_in_time_do_not_become_related():
    """A new post must not change the pages of all old ones."""
    library = make_library(*make_posts(60, "tags: a"))

    related = library.related(entry_of(library, "p30"), most=60)

    assert titles(related) == [f"p{at}" for at in range(42, 5, -1) if at != 30]


def test_a_keyword_that_is_a_tag_of_others_relates_to_those_of_its_own_time():
    posts = make_posts(60, "category: x\ntags: a")
    day = f"{posts[29].published:%Y-%m-%d} 12:00"
    library = make_library(*posts, make_post("named", "category: y\ntags: b\nseo: a", day=day))

    related = library.related(entry_of(library, "named"), most=2)

    assert titles(related) == ["p42", "p41"]


def test_an_entry_without_shared_terms_has_no_relatives():
    library = make_library(make_post("a", "category: x"), make_post("b", "category: y"))

    assert library.related(entry_of(library, "a"), most=4) == ()


def test_a_series_is_shown_around_an_entry_oldest_first():
    library = make_library(*make_posts(9, "series: 周记"))

    around = {
        name: library.series_around(entry_of(library, name), most=4) for name in ("p1", "p5", "p9")
    }

    assert {name: (titles(parts), place) for name, (parts, place) in around.items()} == {
        "p1": (["p1", "p2", "p3", "p4"], 1),
        "p5": (["p3", "p4", "p5", "p6"], 5),
        "p9": (["p6", "p7", "p8", "p9"], 9),
    }


def test_the_parts_that_are_shown_are_numbered_as_in_the_whole_series():
    library = make_library(*make_posts(9, "series: 周记"), make_post("x", day="2020-01-01"))

    around = {
        name: library.surroundings(entry_of(library, name), related=0, parts=4)
        for name in ("p1", "p5", "p9", "x")
    }

    assert {name: (each.first, each.total) for name, each in around.items()} == {
        "p1": (1, 9),
        "p5": (3, 9),
        "p9": (6, 9),
        "x": (0, 0),
    }


def test_a_short_series_is_shown_whole():
    library = make_library(*make_posts(2, "series: 周记"))

    parts, place = library.series_around(entry_of(library, "p2"), most=7)

    assert (titles(parts), place) == (["p1", "p2"], 2)


def test_an_entry_of_no_series_has_no_parts():
    library = make_library(make_post())

    assert library.series_around(library.entries[0], most=7) == ((), 0)


def test_terms_that_stand_on_the_same_posts_are_related():
    library = make_library(
        make_post("a", "tags: [x, y, z]"), make_post("b", "tags: [x, z]"), make_post("c", "tags: w")
    )
    by_name = {term.name: term for term in library.terms["tags"]}

    assert titles(library.related_terms(by_name["x"], most=9)) == ["z", "y"]
    assert titles(library.related_terms(by_name["x"], most=1)) == ["z"]
    assert library.related_terms(by_name["w"], most=9) == ()


def test_related_terms_of_a_topic_are_topics():
    library = make_library(make_post("a", "tags: t\nseo: [t, k, l]"))
    by_name = {term.name: term for term in library.terms["topics"]}

    assert titles(library.related_terms(by_name["k"], most=9)) == ["l"]


def test_the_entries_of_posts_stand_in_the_order_asked_for():
    posts = make_posts(3)
    library = make_library(*posts)

    assert titles(library.entries_of([posts[1], posts[2], posts[0]])) == ["p2", "p3", "p1"]


FRONTS = st.builds(
    lambda tags, words, category, series: "\n".join(
        [write_list("tags", tags), write_list("seo", words), f"category: {category}"]
        + ([f"series: {series}"] if series else [])
    ),
    st.sets(st.sampled_from("abc")).map(sorted),
    st.sets(st.sampled_from("bcdx")).map(sorted),
    st.sampled_from("xy"),
    st.sampled_from(["", "s", "t"]),
)
DAYS = st.sampled_from(["2025-01-01", "2025-01-02", "2025-01-02 09:00", "2025-03-01"])
LIBRARIES = st.lists(st.tuples(FRONTS, DAYS), min_size=1, max_size=7).map(
    lambda given: make_library(
        *[make_post(f"p{at}", front, day=day) for at, (front, day) in enumerate(given)]
    )
)


@given(library=LIBRARIES)
def test_the_neighbour_of_a_neighbour_is_the_entry_itself(library: Library):
    for entry in library.entries:
        older, newer = library.neighbours(entry)
        assert older is None or library.neighbours(older)[1] is entry
        assert newer is None or library.neighbours(newer)[0] is entry


@given(library=LIBRARIES)
def test_following_older_neighbours_passes_every_entry(library: Library):
    passed = []
    entry: Entry | None = library.entries[0]
    while entry:
        passed.append(entry)
        entry = library.neighbours(entry)[0]

    assert tuple(passed) == library.entries


@given(library=LIBRARIES, most=st.integers(0, 8))
def test_no_entry_is_related_to_itself_and_no_more_are_given_than_asked(
    library: Library, most: int
):
    for entry in library.entries:
        paths = [other.post.path for other in library.related(entry, most=most)]
        assert len(paths) <= most
        assert len(set(paths)) == len(paths)
        assert entry.post.path not in paths


@given(library=LIBRARIES, most=st.integers(0, 4))
def test_no_term_is_related_to_itself_and_no_more_are_given_than_asked(library: Library, most: int):
    for kind in KINDS:
        for term in library.terms[kind]:
            others = library.related_terms(term, most=most)
            assert len(others) <= most
            assert len({other.slug for other in others}) == len(others)
            assert term not in others
            assert all(other.kind == kind for other in others)


@given(library=LIBRARIES, most=st.integers(1, 9))
def test_the_parts_of_a_series_around_an_entry_hold_the_entry(library: Library, most: int):
    for entry in library.entries:
        parts, place = library.series_around(entry, most=most)
        if entry.series is None:
            continue
        assert entry in parts
        assert len(parts) == min(most, entry.series.number)
        assert entry.series.posts[::-1][place - 1] is entry.post


@given(library=LIBRARIES)
def test_every_entry_is_listed_under_each_term_of_its_kind_and_no_other(library: Library):
    for kind in ("categories", "tags", "authors", "series"):
        filed = {(term.slug, post.path) for term in library.terms[kind] for post in term.posts}
        said = {
            (term.slug, entry.post.path)
            for entry in library.entries
            for term in entry_terms(entry, kind)
        }
        assert filed == said


# Addresses


def test_sources_with_addresses_of_their_own_are_fine():
    assert check_addresses([("a.md", "a/"), ("b.md", "b/"), ("index.md", "")]) == []


@pytest.mark.parametrize("url", ["blog/index.html/", "Index.HTML/", "robots.txt/", "rss.xml/a/"])
def test_no_page_lies_below_a_file_of_the_site(url: str):
    (problem,) = check_addresses([("a.md", url), ("b.md", "blog/robots.txt/"), ("index.md", "")])

    assert problem == Problem(
        path="a.md",
        line=0,
        column=0,
        what=f"the address '/{url}' would be a folder where the site has a file",
        mend="rename the file, or give it another  slug:",
    )


def test_two_sources_of_one_address_are_told_at_the_later_path():
    assert check_addresses([("blog/b.md", "blog/a/"), ("blog/a.md", "blog/a/")]) == [
        Problem(
            path="blog/b.md",
            line=0,
            column=0,
            what="two sources for one address '/blog/a/': also blog/a.md",
            mend="rename one of the two files, or give one of them another  slug:",
        )
    ]


def test_each_further_source_of_an_address_is_told_as_it_spells_it():
    problems = check_addresses([("A.md", "A/"), ("a.md", "a/"), ("sub/a.md", "a/")])

    assert [(problem.path, problem.what) for problem in problems] == [
        ("a.md", "two sources for one address '/a/': also A.md"),
        ("sub/a.md", "two sources for one address '/a/': also A.md"),
    ]


ADDRESSES = st.text(alphabet="aAéÉe\u0301ßſİıǰﬁ宏/", min_size=1, max_size=5)


@given(one=ADDRESSES, form=st.sampled_from(["NFC", "NFD"]))
def test_addresses_that_differ_only_by_case_or_normalisation_are_one(
    one: str, form: Literal["NFC", "NFD"]
):
    spellings = {one, one.casefold(), unicodedata.normalize(form, one)}
    assume(len(spellings) > 1)

    problems = check_addresses((f"{at}.md", url) for at, url in enumerate(sorted(spellings)))

    assert len(problems) == len(spellings) - 1


@given(urls=st.lists(st.text(alphabet="abc宏/", max_size=4)))
def test_as_many_sources_are_told_as_share_an_address_with_another(urls: list[str]):
    problems = check_addresses((f"{at}.md", url) for at, url in enumerate(urls))

    assert len(problems) == len(urls) - len(set(urls))


def test_a_name_that_both_scripts_have_keeps_its_variant_while_posts_come():
    old = make_post("甲", "tags: [新能源]\nlang: zh-Hans", day="2025-01-01")
    new = make_post("乙", "tags: [新能源]\nlang: zh-Hant-TW", day="2025-12-01")

    langs = {make_library(*posts).terms["tags"][0].lang for posts in ([old], [old, new])}

    assert langs == {""}
