"""What a page tells machines of itself in the words of schema.org."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwen.chinese.pages import convert_page
from yiwen.chinese.rules import mark_text, mark_values, plain_text
from yiwen.chinese.texts import Converters
from yiwen.chinese.variants import TARGETS, Variant
from yiwen.editions import Edition
from yiwen.heads import Article, Item, Named, Preview, Site, Subject, make_head
from yiwen.structured import LONGEST_HEADLINE, make_graph
from yiwen.wording import Words

HANS, HANT, TW, HK = Variant
EDITIONS = (Edition(HANS, ""), Edition(TW, "zh-tw"), Edition(HK, "zh-hk"))
ROOT = "https://example.org/repo/"
SITE = Site(
    name="一文",
    description="网站的说明",
    author="编辑部",
    url=ROOT,
    editions=EDITIONS,
    logo="assets/favicon.svg",
)
CRUMBS = (
    Named("首页", "", ""),
    Named("宏觀", "zh-Hant", "categories/macro/"),
    Named("降息", "", "blog/fed/"),
)
ARTICLE = Subject(
    kind="article",
    title="降息",
    url="blog/fed/",
    description=(Words("摘要"),),
    keywords=(Words("降息"), Words("聯準會", "zh-Hant")),
    crumbs=CRUMBS,
    previews=(Preview("assets/a.webp", 1600, 900), Preview("https://cdn.example.org/b.png")),
    article=Article(
        published="2025-12-12T00:00:00+08:00",
        updated="2025-12-13T08:00:00+08:00",
        sections=(Named("宏觀", "zh-Hant", "categories/macro/"),),
        authors=(Named("王小明", "", "authors/wang/"), Named("編輯部", "zh-Hant", "authors/desk/")),
        series=Named("周记", "", "series/weekly/"),
        words=1200,
        source_url="https://example.com/original",
    ),
)
TAG = Subject(
    kind="tag",
    title="购债",
    url="tags/qe/page/2/",
    description=(Words("说明"),),
    crumbs=(
        Named("首页", "", ""),
        Named("标签", "", "tags/"),
        Named("购债", "", "tags/qe/page/2/"),
    ),
    items=(Item("blog/a/", ()), Item("blog/b/", (TW, HK))),
)


def spell(text: str, lang: str) -> str:
    """Show what would be written out for every edition."""
    return f"<{lang}:{text}>" if text and lang else text


def raw(subject: Subject, site: Site = SITE, **kind: str) -> str:
    return make_graph(subject, make_head(subject, site, spell), site, spell, **kind)


def graph(subject: Subject, site: Site = SITE, *, variant: Variant = TW, **kind: str) -> Any:
    """The nodes as a reader of one edition gets them, nothing converted."""
    told = json.loads(plain_text(raw(subject, site, **kind), variant))
    assert told["@context"] == "https://schema.org"
    return told["@graph"]


def node(nodes: Any, kind: str) -> Any:
    (found,) = [each for each in nodes if each["@type"] == kind]
    return found


# The site


def test_a_graph_names_the_site_and_who_publishes_it():
    organization, website, *_ = graph(TAG)

    assert organization == {
        "@type": "Organization",
        "@id": f"{ROOT}#organization",
        "name": "一文",
        "url": f"{ROOT}zh-tw/",
        "logo": f"{ROOT}assets/favicon.svg",
    }
    assert website == {
        "@type": "WebSite",
        "@id": f"{ROOT}zh-tw/#website",
        "name": "一文",
        "url": f"{ROOT}zh-tw/",
        "inLanguage": "zh-Hant-TW",
        "publisher": {"@id": f"{ROOT}#organization"},
    }


def test_home_says_how_its_edition_is_searched():
    website = node(graph(Subject("", "", kind="home")), "WebSite")

    assert website["description"] == "网站的说明"
    assert website["potentialAction"] == {
        "@type": "SearchAction",
        "target": {
            "@type": "EntryPoint",
            "urlTemplate": f"{ROOT}zh-tw/search/?q={{search_term_string}}",
        },
        "query-input": "required name=search_term_string",
    }


def test_a_site_without_search_promises_none():
    home = Subject("", "", kind="home")

    assert "potentialAction" not in node(graph(home, replace(SITE, searched=False)), "WebSite")


def test_a_site_without_a_logo_shows_none():
    assert "logo" not in graph(TAG, replace(SITE, logo=""))[0]


# Articles


def test_the_graph_of_an_article_is_of_it_and_of_the_way_to_it():
    assert [each["@type"] for each in graph(ARTICLE)] == ["NewsArticle", "BreadcrumbList"]


def test_an_article_tells_everything_that_its_page_shows():
    assert node(graph(ARTICLE), "NewsArticle") == {
        "@type": "NewsArticle",
        "headline": "降息",
        "image": [f"{ROOT}assets/a.webp", "https://cdn.example.org/b.png"],
        "datePublished": "2025-12-12T00:00:00+08:00",
        "dateModified": "2025-12-13T08:00:00+08:00",
        "author": [
            {
                "@type": "Person",
                "name": "王小明",
                "url": f"{ROOT}zh-tw/authors/wang/",
            },
            {
                "@type": "Organization",
                "name": "<zh-Hant:編輯部>",
                "url": f"{ROOT}zh-tw/authors/desk/",
            },
        ],
        "publisher": {
            "@type": "Organization",
            "name": "一文",
            "url": f"{ROOT}zh-tw/",
            "logo": f"{ROOT}assets/favicon.svg",
        },
        "inLanguage": "zh-Hant-TW",
        "articleSection": "<zh-Hant:宏觀>",
        "keywords": "降息, <zh-Hant:聯準會>",
        "wordCount": 1200,
        "isBasedOn": "https://example.com/original",
        "isPartOf": {
            "@type": "CreativeWorkSeries",
            "name": "周记",
            "url": f"{ROOT}zh-tw/series/weekly/",
        },
    }


def test_what_an_article_lacks_is_left_out():
    bare = Subject(
        "降息", "blog/fed/", kind="article", article=Article("2025-12-12T00:00:00+08:00")
    )
    article = node(graph(bare), "NewsArticle")

    assert sorted(article) == [
        "@type",
        "datePublished",
        "headline",
        "inLanguage",
        "publisher",
    ]


def test_the_site_says_what_its_articles_are():
    assert node(graph(ARTICLE, article_type="BlogPosting"), "BlogPosting")["headline"] == "降息"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("一文编辑部", "Organization"),
        ("一文編輯部", "Organization"),
        ("Yiwen Team", "Organization"),
        ("财新网", "Organization"),
        ("某某研究院", "Organization"),
        ("某某证券公司", "Organization"),
        ("新华通讯社", "Organization"),
        ("王小明", "Person"),
        ("Steam", "Person"),
        ("苏砚秋", "Person"),
        (mark_text("-{hans:编辑部;hant:編輯部}-").text, "Organization"),
    ],
)
def test_an_author_is_a_person_unless_the_name_is_a_groups(name: str, kind: str):
    article = replace(ARTICLE.article or Article(""), authors=(Named(name, "", "authors/x/"),))
    author = node(graph(replace(ARTICLE, article=article)), "NewsArticle")["author"]

    assert author["@type"] == kind


# Headlines


def headline(title: str, variant: Variant = TW) -> str:
    subject = replace(ARTICLE, title=title)
    told = make_graph(subject, make_head(subject, SITE, _leave), SITE, _leave)
    found = [each for each in json.loads(told)["@graph"] if "headline" in each]
    return plain_text(str(found[0]["headline"]), variant)


def _leave(text: str, _lang: str) -> str:
    return text


def test_a_long_title_is_cut_to_what_search_engines_take():
    assert headline("长" * 110) == "长" * 110
    assert headline("长" * 200) == "长" * 109 + "…"


def test_a_long_title_is_cut_between_rules_never_in_one():
    rule = mark_text("-{hans:打印机;tw:印表機}-").text

    assert headline("长" * 105 + rule + "短" * 10) == "长" * 105 + "印表機" + "短…"
    assert headline("长" * 108 + rule + "短" * 10) == "长" * 108 + "…"


def test_a_long_title_that_was_spelled_is_cut_in_each_edition():
    mark = mark_values({HANS: "简" * 200, TW: "繁" * 200, HK: "港" * 20})

    assert headline(mark, HANS) == "简" * 109 + "…"
    assert headline(mark, TW) == "繁" * 109 + "…"
    assert headline(mark, HK) == "港" * 20


@given(st.text(), st.text(), st.text(max_size=150))
def test_no_headline_is_too_long(before: str, inside: str, after: str):
    title = mark_text(f"{before}-{{hans:{inside};tw:x}}-{after}").text

    assert all(len(headline(title, each)) <= LONGEST_HEADLINE for each in TARGETS)


# Ways and lists


def test_the_way_to_a_page_is_told_as_the_page_shows_it():
    assert node(graph(ARTICLE), "BreadcrumbList") == {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": 1, "name": "首页", "item": f"{ROOT}zh-tw/"},
            {
                "@type": "ListItem",
                "position": 2,
                "name": "<zh-Hant:宏觀>",
                "item": f"{ROOT}zh-tw/categories/macro/",
            },
        ],
    }


def test_a_way_of_two_steps_ends_with_the_page():
    subject = Subject("标签", "tags/", crumbs=(CRUMBS[0], Named("标签", "", "tags/")))
    steps = node(graph(subject), "BreadcrumbList")["itemListElement"]

    assert [(step["name"], step["item"]) for step in steps] == [
        ("首页", f"{ROOT}zh-tw/"),
        ("标签", f"{ROOT}zh-tw/tags/"),
    ]


def test_what_an_article_is_filed_under_are_keywords_too_each_once():
    article = replace(
        ARTICLE.article or Article(""),
        tags=(Named("聯準會", "zh-Hant", "tags/fed/"), Named("利率", "", "tags/rates/")),
    )

    assert node(graph(replace(ARTICLE, article=article)), "NewsArticle")["keywords"] == (
        "降息, <zh-Hant:聯準會>, 利率"
    )


def test_a_list_leads_to_what_it_shows_where_it_can_be_read():
    """The second article has no page in Simplified."""
    page = node(graph(TAG, variant=HANS), "CollectionPage")

    assert page == {
        "@type": "CollectionPage",
        "@id": f"{ROOT}tags/qe/page/2/",
        "url": f"{ROOT}tags/qe/page/2/",
        "name": "购债",
        "description": "说明",
        "inLanguage": "zh-Hans",
        "isPartOf": {"@id": f"{ROOT}#website"},
        "breadcrumb": {"@id": f"{ROOT}tags/qe/page/2/#breadcrumb"},
        "mainEntity": {
            "@type": "ItemList",
            "itemListElement": [
                {"@type": "ListItem", "position": 1, "url": f"{ROOT}blog/a/"},
                {"@type": "ListItem", "position": 2, "url": f"{ROOT}zh-tw/blog/b/"},
            ],
        },
    }


def test_a_list_that_is_not_to_be_found_does_not_list_again():
    page = node(graph(replace(TAG, indexed=False)), "CollectionPage")

    assert "mainEntity" not in page


def test_a_later_page_has_a_graph_where_it_may_be_found():
    later = replace(TAG, later=True, items=())

    assert node(graph(later), "CollectionPage")["name"] == "购债"
    assert raw(replace(later, indexed=False)) == ""


def test_the_page_of_an_author_is_about_the_author():
    subject = Subject(
        kind="author",
        title="王小明",
        url="authors/wang/page/2/",
        crumbs=(Named("首页", "", ""), Named("王小明", "", "authors/wang/")),
        items=(Item("blog/a/", ()),),
    )

    assert node(graph(subject), "ProfilePage")["mainEntity"] == {
        "@type": "Person",
        "name": "王小明",
        "url": f"{ROOT}zh-tw/authors/wang/",
    }


def test_a_plain_page_is_a_page_and_about_is_about_the_site():
    assert graph(Subject("指南", "guide/"))[2]["@type"] == "WebPage"
    assert graph(Subject("关于", "about/"))[2]["@type"] == "AboutPage"
    assert len(graph(Subject("指南", "guide/"))) == 3


@pytest.mark.parametrize("kind", ["lost", "search", "bookmarks"])
def test_a_page_that_says_nothing_of_its_own_has_no_graph(kind: str):
    assert raw(Subject("搜索", "search/", kind=kind)) == ""


def test_home_goes_by_the_name_of_the_site():
    assert node(graph(Subject("", "", kind="home")), "CollectionPage")["name"] == "一文"


# Without an address


def test_a_site_without_an_address_says_what_needs_none():
    site = replace(SITE, url="")
    organization, website, _ = graph(TAG, site)
    (article,) = graph(ARTICLE, site)

    assert organization == {"@type": "Organization", "name": "一文"}
    assert website == {"@type": "WebSite", "name": "一文", "inLanguage": "zh-Hant-TW"}
    assert article["author"] == [
        {"@type": "Person", "name": "王小明"},
        {"@type": "Organization", "name": "<zh-Hant:編輯部>"},
    ]
    assert article["publisher"] == {"@type": "Organization", "name": "一文"}
    assert article["image"] == "https://cdn.example.org/b.png"


def test_a_list_of_a_site_without_an_address_lists_nothing():
    (*_, page) = graph(TAG, replace(SITE, url=""))

    assert (page["@type"], "mainEntity" in page) == ("CollectionPage", False)


# Safe in a page


ODD = "</script><!-- ]]> \"引号\" 'x' & \\ \u2028\u2029 <b> 😀 {a} 国债"


def test_nothing_in_a_text_ends_the_script():
    told = raw(replace(ARTICLE, title=ODD, keywords=(Words(ODD),)))

    assert "<" not in told
    assert "\u2028" not in told
    assert "\u2029" not in told
    assert node(graph(replace(ARTICLE, title=ODD)), "NewsArticle")["headline"] == ODD


@pytest.mark.parametrize(
    ("variant", "expected"), [(HANS, "国债"), (TW, "國債"), (HK, "國債")], ids=str
)
def test_a_page_carries_its_graph_into_every_edition(variant: Variant, expected: str):
    told = raw(replace(ARTICLE, title=ODD))
    html = f'<html lang="zh-Hans"><script type="application/ld+json">{told}</script></html>'
    page = convert_page(html, variant, Converters())
    body = page.partition('ld+json">')[2].partition("</script>")[0]
    article = node(json.loads(body)["@graph"], "NewsArticle")

    assert article["headline"].replace("「引號」", '"引号"').endswith(f"😀 {{a}} {expected}")
    assert article["inLanguage"] == variant.value
    assert page.count("</script>") == 1


@pytest.mark.parametrize("title", ["#国债", "/国债", "data:国债", "./国债"])
def test_a_title_that_looks_like_an_address_is_converted_all_the_same(title: str):
    html = f'<script type="application/ld+json">{raw(replace(ARTICLE, title=title))}</script>'
    told = convert_page(html, TW, Converters())

    assert f'"headline":"{title.replace("国债", "國債")}"' in told


@given(st.text())
def test_any_title_comes_back(title: str):
    read = json.loads(raw(replace(ARTICLE, title="", keywords=(Words(title),))))
    (article,) = [each for each in read["@graph"] if each["@type"] == "NewsArticle"]

    assert article.get("keywords", "") == title
