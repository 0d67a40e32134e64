"""What the head of a page says to search engines and to those who share a link."""

from __future__ import annotations

from dataclasses import replace

import pytest

from yiwen.chinese.rules import plain_text
from yiwen.chinese.variants import Variant
from yiwen.editions import Edition
from yiwen.heads import (
    Article,
    Head,
    Named,
    Preview,
    Site,
    Subject,
    absolute,
    make_head,
    page_url,
)
from yiwen.wording import Words

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
    kind="article",
    title="降息",
    url="blog/fed/",
    lang="zh-Hant",
    description=(Words("摘要", "zh-Hant"),),
    keywords=(Words("降息", "zh-Hant"), Words("美联储")),
    previews=(Preview("assets/a.webp", 1600, 900),),
    article=Article(
        published="2025-12-12T00:00:00+08:00",
        updated="2025-12-13T08:00:00+08:00",
        sections=(
            Named("宏觀", "zh-Hant", "categories/macro/"),
            Named("债券", "", "categories/b/"),
        ),
        tags=(Named("利率", "", "tags/rates/"), Named("購債", "zh-Hant", "tags/qe/")),
        authors=(Named("王小明", "", "authors/wang/"), Named("編輯部", "zh-Hant", "authors/desk/")),
    ),
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
    assert head_of(ARTICLE).name == "<zh-Hant:降息>"


def test_a_page_without_a_description_has_the_sites():
    assert head_of(Subject("关于", "about/")).description == "网站的说明"
    assert head_of(ARTICLE).description == "<zh-Hant:摘要>"


def test_a_description_joins_texts_of_both_scripts():
    pieces = (Words("标签，"), Words("購債", "zh-Hant"), Words("。"))

    assert head_of(Subject("", "", description=pieces)).description == "标签，<zh-Hant:購債>。"


def test_the_authors_are_named():
    assert head_of(ARTICLE).authors == "王小明, <zh-Hant:編輯部>"
    assert head_of(Subject("关于", "about/")).authors == ""


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


def test_a_later_page_of_a_list_tells_nothing_to_those_who_share_or_subscribe():
    """They share the list: its first page. Where it is, and what its editions are, it says."""
    head = head_of(Subject("宏观", "categories/x/page/2/", feeds="categories/x/", later=True))

    assert (head.og, head.card, head.feeds, head.description) == ((), "", (), "")
    assert each(head.canonical)[0] == "https://example.org/repo/categories/x/page/2/"
    assert len(head.alternates) == 5
    assert head_of(Subject("宏观", "x/", description=(Words("话。"),), later=True)).description == (
        "话。"
    )


def test_an_article_is_described_for_those_who_share_it():
    pairs = [pair for pair in head_of(ARTICLE).og if "locale" not in pair[0]]

    assert [(name, plain_text(content, TW)) for name, content in pairs] == [
        ("og:type", "article"),
        ("og:site_name", "一文"),
        ("og:title", "<zh-Hant:降息>"),
        ("og:url", "https://example.org/repo/zh-tw/blog/fed/"),
        ("og:image", "https://example.org/repo/assets/a.webp"),
        ("og:image:width", "1600"),
        ("og:image:height", "900"),
        ("article:published_time", "2025-12-12T00:00:00+08:00"),
        ("article:modified_time", "2025-12-13T08:00:00+08:00"),
    ]


def test_the_sites_card_stands_for_pages_that_have_no_image():
    site = replace(SITE, card=Preview("card.png", 1200, 630))
    home = head_of(Subject("", ""), site)

    assert [pair for pair in home.og if pair[0].startswith("og:image")] == [
        ("og:image", "https://example.org/repo/card.png"),
        ("og:image:width", "1200"),
        ("og:image:height", "630"),
    ]
    assert home.card == "summary_large_image"
    assert "card.png" not in str(head_of(ARTICLE, site).og)


def test_each_image_is_followed_by_what_is_known_of_it():
    """A property belongs to the image before it."""
    previews = (Preview("cards/a.png", 1200, 630), Preview("https://cdn.example.org/a.webp"))
    pairs = head_of(replace(ARTICLE, previews=previews)).og

    assert [pair for pair in pairs if pair[0].startswith("og:image")] == [
        ("og:image", "https://example.org/repo/cards/a.png"),
        ("og:image:width", "1200"),
        ("og:image:height", "630"),
        ("og:image", "https://cdn.example.org/a.webp"),
    ]


def test_home_is_a_website_by_the_sites_name_and_what_it_lacks_is_left_out():
    pairs = [pair for pair in head_of(Subject("", "")).og if "locale" not in pair[0]]

    assert [(name, plain_text(content, HANS)) for name, content in pairs] == [
        ("og:type", "website"),
        ("og:site_name", "一文"),
        ("og:title", "一文"),
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
    assert head_of(ARTICLE).card == "summary_large_image"
    assert head_of(Subject("", "")).card == "summary"


def test_a_site_that_says_nothing_of_itself_describes_no_page():
    assert head_of(Subject("", ""), replace(SITE, description="")).description == ""


def test_a_page_that_is_not_to_be_found_says_so():
    assert head_of(replace(ARTICLE, indexed=False)).robots == "noindex, follow"
    assert head_of(Subject("", "")).robots == ""


def test_the_image_of_an_article_may_be_shown_large():
    assert head_of(ARTICLE).robots == "max-image-preview:large"


def test_what_is_shown_for_an_address_that_does_not_exist_claims_none():
    """The canonical address of home would tell search engines that every lost page is home."""
    head = head_of(Subject("页面不存在", "", kind="lost", indexed=False))

    assert (head.canonical, head.alternates, head.og, head.card) == ("", (), (), "")
    assert head.robots == "noindex, follow"
    assert head.title == "页面不存在 · 一文"


def test_an_article_leads_to_the_feed_that_every_reader_takes():
    assert head_of(ARTICLE).feeds == (("application/rss+xml", "RSS", "rss.xml"),)


def test_every_other_page_leads_to_all_feeds_of_the_site():
    assert head_of(Subject("关于", "about/")).feeds == (
        ("application/rss+xml", "RSS", "rss.xml"),
        ("application/atom+xml", "Atom", "atom.xml"),
        ("application/feed+json", "JSON Feed", "feed.json"),
    )


def test_a_list_with_feeds_of_its_own_leads_to_them_too():
    subject = Subject("購債", "tags/qe/page/2/", lang="zh-Hant", feeds="tags/qe/")

    assert head_of(subject).feeds[3:] == (
        ("application/rss+xml", "<zh-Hant:購債> · 一文 · RSS", "tags/qe/rss.xml"),
        ("application/atom+xml", "<zh-Hant:購債> · 一文 · Atom", "tags/qe/atom.xml"),
        ("application/feed+json", "<zh-Hant:購債> · 一文 · JSON Feed", "tags/qe/feed.json"),
    )


def test_a_site_without_an_address_names_none():
    """Scrapers can do nothing with a relative address."""
    head = head_of(ARTICLE, replace(SITE, url=""))

    assert (head.canonical, head.alternates, head.prev, head.feeds) == ("", (), "", ())
    assert og(head, "og:url") == []
    assert og(head, "og:image") == []
    assert og(head, "og:image:width") == []
    assert head.card == "summary"


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
    subject = replace(ARTICLE, previews=(Preview("https://cdn.example.org/a.webp"),))

    assert og(head_of(subject, replace(SITE, url="")), "og:image") == [
        "https://cdn.example.org/a.webp"
    ]


def test_an_edition_that_lacks_an_article_names_it_in_one_that_has_it():
    assert each(page_url("blog/fed/", SITE, (TW, HK))) == [
        "https://example.org/repo/zh-tw/blog/fed/",
        "https://example.org/repo/zh-tw/blog/fed/",
        "https://example.org/repo/zh-hk/blog/fed/",
    ]
