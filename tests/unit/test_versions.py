"""Which editions show an article, and in whose words."""

from __future__ import annotations

import pytest

from tests.unit.makers import make_post
from yiwen.chinese.rules import plain_text
from yiwen.chinese.variants import TARGETS, Variant
from yiwen.versions import (
    choose_by_hand,
    editions_of_post,
    editions_of_version,
    share_editions,
    split_version,
    word_for_each,
)

HANS, HANT, TW, HK = Variant
PATHS = {"blog/fed.md", "blog/v1.2.md", "blog/a.markdown"}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("blog/fed.zh-tw.md", ("blog/fed.md", TW)),
        ("blog/fed.hk.md", ("blog/fed.md", HK)),
        ("blog/fed.zh-Hant.md", ("blog/fed.md", HANT)),
        ("blog/v1.2.zh-tw.md", ("blog/v1.2.md", TW)),
        ("blog/a.zh-tw.markdown", ("blog/a.markdown", TW)),
        ("blog/fed.md", None),
        ("blog/v1.2.md", None),
        ("blog/fed.en.md", None),
        ("blog/other.zh-tw.md", None),
        ("blog/a.zh-tw.md", None),
        ("blog/.zh-tw.md", None),
        ("tw.md", None),
    ],
)
def test_a_version_is_named_after_the_article_beside_it(
    path: str, expected: tuple[str, Variant] | None
):
    assert split_version(path, PATHS) == expected


def test_a_version_for_traditional_readers_serves_both_regions():
    assert editions_of_version(HANT, TARGETS) == (TW, HK)
    assert editions_of_version(HANT, (HANS, HK)) == (HK,)
    assert editions_of_version(TW, TARGETS) == (TW,)
    assert editions_of_version(TW, (HANS,)) == ()


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("", (HANS, TW, HK)),
        ("zh: {variants: true}", (HANS, TW, HK)),
        ("zh: {variants: false}", (HANS,)),
        ("zh: {variants: [hk]}", (HANS, HK)),
        ("lang: zh-TW\nzh: {variants: false}", (TW,)),
        ("lang: zh-Hant\nzh: {variants: false}", (TW, HK)),
    ],
)
def test_an_author_chooses_the_editions_of_an_article(front: str, expected: tuple[Variant, ...]):
    assert editions_of_post(make_post("a", front), {}, TARGETS) == expected


def test_an_edition_with_a_version_of_its_own_shows_the_article():
    post = make_post("a", "zh: {variants: false}")

    assert editions_of_post(post, {TW: make_post("a.zh-tw")}, TARGETS) == (HANS, TW)


def test_a_post_that_no_edition_has_the_script_of_is_derived_for_all():
    post = make_post("a", "lang: zh-TW\nzh: {variants: false}")

    assert editions_of_post(post, {}, (HANS,)) == (HANS,)


def test_an_edition_shows_the_version_that_is_written_for_just_its_variant():
    both, hong_kong = make_post("fed.hant"), make_post("fed.hk")

    assert choose_by_hand({HK: hong_kong, HANT: both}, TARGETS) == {TW: both, HK: hong_kong}


def test_an_article_and_its_versions_share_the_editions():
    post, both = make_post("fed"), make_post("fed.hant")
    hong_kong = make_post("fed.hk")

    assert share_editions(post, {HANT: both, HK: hong_kong}, TARGETS) == {
        "blog/fed.md": (HANS,),
        "blog/fed.hant.md": (TW,),
        "blog/fed.hk.md": (HK,),
    }
    assert share_editions(post, {}, TARGETS) == {"blog/fed.md": TARGETS}


def test_words_given_for_some_variants_stand_beside_the_authors():
    mark = word_for_each("软件的事", HANS, {TW: "軟體的事", HK: ""})

    assert [plain_text(mark, each) for each in TARGETS] == ["软件的事", "軟體的事", "软件的事"]


def test_a_text_without_other_words_stays_as_it_is():
    assert word_for_each("软件的事", HANS, {TW: ""}) == "软件的事"
