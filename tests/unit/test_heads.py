"""What the head of a page says to search engines and to those who share a link."""

from __future__ import annotations

from dataclasses import replace

import pytest

from yiwen.chinese.rules import plain_text
from yiwen.chinese.variants import Variant
from yiwen.editions import Edition
from yiwen.heads import Head, Site, Subject, absolute, make_head

HANS, _, TW, HK = Variant
EDITIONS = (Edition(HANS, ""), Edition(TW, "zh-tw"), Edition(HK, "zh-hk"))
SITE = Site(
    name="一文",
    description="网站的说明",
    author="编辑部",
    url="https://example.org/repo/",
    editions=EDITIONS,
)
ARTICLE = Subject(
    title="降息",
    url="blog/fed/",
    lang="zh-Hant",
    description="摘要",
    keywords=(("降息", "zh-Hant"), ("美联储", "")),
    image="assets/a.webp",
    published="2025-12-12",
    updated="2025-12-13T08:00:00+08:00",
)


def spell(text: str, lang: str) -> str:
    """Show what would be written out for every edition."""
    return f"<{lang}:{text}>" if text and lang else text


def head_of(subject: Subject, site: Site = SITE) -> Head:
    return make_head(subject, site, spell)


def each(mark: str) -> list[str]:
    """What a text says in the three editions."""
    return [plain_text(mark, edition.variant) for edition in EDITIONS]


def og(head: Head, name: str) -> list[str]:
    return [content for key, content in head.og if key == name]


def test_the_title_is_the_pages_then_its_part_then_the_sites():
    assert head_of(Subject("宏观", "tags/x/page/2/", part="第 2 页")).title == (
        "宏观 · 第 2 页 · 一文"
    )
    assert head_of(Subject("", "")).title == "一文"
    assert head_of(ARTICLE).title == "<zh-Hant:降息> · 一文"


def test_a_page_without_a_description_has_the_sites():
    assert head_of(Subject("关于", "about/")).description == "网站的说明"
    assert head_of(ARTICLE).description == "<zh-Hant:摘要>"


def test_each_keyword_is_written_in_its_own_variant():
    assert head_of(ARTICLE).keywords == "<zh-Hant:降息>, 美联储"
    assert head_of(Subject("关于", "about/")).keywords == ""


def test_the_language_of_the_text_is_handed_on():
    assert (head_of(ARTICLE).lang, head_of(Subject("", "")).lang) == ("zh-Hant", "")


def test_the_canonical_address_is_that_of_the_edition_being_read():
    assert each(head_of(ARTICLE).canonical) == [
        "https://example.org/repo/blog/fed/",
        "https://example.org/repo/zh-tw/blog/fed/",
        "https://example.org/repo/zh-hk/blog/fed/",
    ]


def test_every_edition_names_all_of_them_itself_included():
    assert head_of(ARTICLE).alternates == (
        ("zh-Hans", "https://example.org/repo/blog/fed/"),
        ("zh-Hant-TW", "https://example.org/repo/zh-tw/blog/fed/"),
        ("zh-Hant", "https://example.org/repo/zh-tw/blog/fed/"),
        ("zh-Hant-HK", "https://example.org/repo/zh-hk/blog/fed/"),
        ("x-default", "https://example.org/repo/blog/fed/"),
    )


def test_a_page_names_only_the_editions_that_have_it():
    head = head_of(replace(ARTICLE, editions=(TW, HK)))

    assert [name for name, _ in head.alternates] == [
        "zh-Hant-TW",
        "zh-Hant",
        "zh-Hant-HK",
        "x-default",
    ]
    assert head.alternates[-1][1] == "https://example.org/repo/zh-tw/blog/fed/"
    assert [plain_text(text, TW) for name, text in head.og if "alternate" in name] == ["zh_HK"]


def test_pages_of_a_list_name_those_before_and_after():
    head = head_of(Subject("", "page/2/", previous_url="", next_url="page/3/"))

    assert each(head.prev)[:2] == ["https://example.org/repo/", "https://example.org/repo/zh-tw/"]
    assert each(head.next)[2] == "https://example.org/repo/zh-hk/page/3/"
    assert (head_of(ARTICLE).prev, head_of(ARTICLE).next) == ("", "")


def test_an_article_is_described_for_those_who_share_it():
    pairs = [pair for pair in head_of(ARTICLE).og if "locale" not in pair[0]]

    assert [(name, plain_text(content, TW)) for name, content in pairs] == [
        ("og:type", "article"),
        ("og:site_name", "一文"),
        ("og:title", "<zh-Hant:降息>"),
        ("og:description", "<zh-Hant:摘要>"),
        ("og:url", "https://example.org/repo/zh-tw/blog/fed/"),
        ("og:image", "https://example.org/repo/assets/a.webp"),
        ("article:published_time", "2025-12-12"),
        ("article:modified_time", "2025-12-13T08:00:00+08:00"),
    ]


def test_home_is_a_website_by_the_sites_name_and_what_it_lacks_is_left_out():
    pairs = [pair for pair in head_of(Subject("", "")).og if "locale" not in pair[0]]

    assert [(name, plain_text(content, HANS)) for name, content in pairs] == [
        ("og:type", "website"),
        ("og:site_name", "一文"),
        ("og:title", "一文"),
        ("og:description", "网站的说明"),
        ("og:url", "https://example.org/repo/"),
    ]


def test_each_edition_names_its_own_locale_and_the_two_others():
    head = head_of(ARTICLE)
    own, others = og(head, "og:locale"), og(head, "og:locale:alternate")

    assert [each(mark) for mark in own] == [["zh_CN", "zh_TW", "zh_HK"]]
    assert [each(mark) for mark in others] == [
        ["zh_TW", "zh_HK", "zh_CN"],
        ["zh_HK", "zh_CN", "zh_TW"],
    ]


def test_a_site_of_one_edition_names_no_other():
    head = head_of(ARTICLE, replace(SITE, editions=EDITIONS[:1]))

    assert og(head, "og:locale:alternate") == []
    assert [hreflang for hreflang, _ in head.alternates] == ["zh-Hans", "x-default"]


def test_bing_is_told_the_language_of_each_edition():
    assert each(head_of(ARTICLE).content_language) == ["zh-cn", "zh-tw", "zh-hk"]


def test_a_page_with_an_image_has_a_large_card():
    assert head_of(ARTICLE).twitter == (("twitter:card", "summary_large_image"),)
    assert head_of(Subject("", "")).twitter == (("twitter:card", "summary"),)


def test_a_page_that_is_not_to_be_found_says_so():
    assert head_of(replace(ARTICLE, indexed=False)).robots == "noindex, follow"
    assert head_of(ARTICLE).robots == ""


def test_a_site_without_an_address_names_none():
    """Scrapers can do nothing with a relative address."""
    head = head_of(ARTICLE, replace(SITE, url=""))

    assert (head.canonical, head.alternates, head.prev) == ("", (), "")
    assert og(head, "og:url") == []
    assert og(head, "og:image") == []
    assert head.twitter == (("twitter:card", "summary"),)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("assets/a.webp", "https://example.org/repo/assets/a.webp"),
        ("", "https://example.org/repo/"),
        ("https://cdn.example.org/a.webp", "https://cdn.example.org/a.webp"),
        ("//cdn.example.org/a.webp", "https://cdn.example.org/a.webp"),
    ],
)
def test_an_absolute_address_is_left_and_another_completed(url: str, expected: str):
    assert absolute(url, SITE) == expected


def test_the_remote_image_of_a_site_without_an_address_stays():
    subject = replace(ARTICLE, image="https://cdn.example.org/a.webp")

    assert og(head_of(subject, replace(SITE, url="")), "og:image") == [
        "https://cdn.example.org/a.webp"
    ]
