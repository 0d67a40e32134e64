"""What pages are about: what their heads and the frame around them are told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from tests.unit.makers import SITE, make_library, make_post, make_posts
from yiwen.chinese.folding import Folder
from yiwen.chinese.variants import Variant
from yiwen.documents import Document, read_document
from yiwen.heads import Article, Item, Named, Preview, Subject
from yiwen.library import Library
from yiwen.listings import NO_LEADS, Archive, Plan, plan_pages
from yiwen.pictures import Picture
from yiwen.problems import Problem
from yiwen.subjects import (
    about_document,
    about_entry,
    about_lost,
    about_plan,
    check_tabs,
    header_tabs,
    preview_entry,
    tab_of_entry,
    tab_of_plan,
)
from yiwen.topics import Lead
from yiwen.wording import Words

TWO_A_PAGE = replace(SITE, page_posts=2, page_rows=2, page_terms=2)


EVERYWHERE = (Variant.HANS, Variant.TW, Variant.HK)
HOME = Named("首页", "", "")


def plan_at(path: str, library: Library, leads: Mapping[str, Lead] = NO_LEADS) -> Plan:
    return next(plan for plan in plan_pages(library, TWO_A_PAGE, leads) if plan.path == path)


def about(path: str, library: Library, leads: Mapping[str, Lead] = NO_LEADS) -> Subject:
    return about_plan(plan_at(path, library, leads), TWO_A_PAGE)


def description(path: str, library: Library) -> str:
    """What the pieces of a description say when nothing is converted."""
    return "".join(text for text, _ in about(path, library).description)


def written(text: str, path: str) -> Document:
    return read_document(text, path=path, settings=SITE)


# Articles


def test_an_article_is_about_what_its_post_says():
    post = make_post(
        "fed",
        "description: 摘要\ncategory: [宏观, 债券]\ntags: 美联储\nseo: [美联储, 降息]\n"
        "updated: 2025-12-13 08:00\nauthor: 王小明\nseries: 周记\nsource: https://example.com/a",
        day="2025-12-12",
        body="美联储宣布 QE4。",
    )
    library = make_library(post, covers={"blog/fed.md": "assets/a.webp"})

    assert about_entry(library.entries[0]) == Subject(
        kind="article",
        title="fed",
        url="blog/fed/",
        lang="",
        description=(Words("摘要"),),
        keywords=(Words("美联储"), Words("降息")),
        crumbs=(
            HOME,
            Named("宏观", "", "categories/%E5%AE%8F%E8%A7%82/"),
            Named("fed", "", "blog/fed/"),
        ),
        previews=(Preview("assets/a.webp"),),
        article=Article(
            published="2025-12-12T00:00:00+08:00",
            updated="2025-12-13T08:00:00+08:00",
            sections=(
                Named("宏观", "", "categories/%E5%AE%8F%E8%A7%82/"),
                Named("债券", "", "categories/%E5%80%BA%E5%88%B8/"),
            ),
            tags=(Named("美联储", "", "tags/%E7%BE%8E%E8%81%94%E5%82%A8/"),),
            authors=(Named("王小明", "", "authors/%E7%8E%8B%E5%B0%8F%E6%98%8E/"),),
            series=Named("周记", "", "series/%E5%91%A8%E8%AE%B0/"),
            words=5,
            source_url="https://example.com/a",
        ),
        editions=EVERYWHERE,
    )


def test_a_time_is_told_with_its_zone():
    library = make_library(make_post(day="2025-12-12 08:48"))
    article = about_entry(library.entries[0]).article

    assert article is not None
    assert (article.published, article.updated) == ("2025-12-12T08:48:00+08:00", "")


def test_the_size_of_a_cover_is_told_where_it_is_known():
    (entry,) = make_library(make_post(), covers={"blog/fed.md": "assets/a.webp"}).entries
    seen = replace(entry, picture=Picture("assets/a.webp", 1600, 900))

    assert about_entry(seen).previews == (Preview("assets/a.webp", 1600, 900),)
    assert about_entry(replace(entry, cover="")).previews == ()


def test_other_images_stand_for_an_article_in_the_place_of_its_cover():
    library = make_library(make_post(), covers={"blog/fed.md": "assets/a.webp"})
    card = Preview("cards/fed.png", 1200, 630)

    assert about_entry(library.entries[0], (card,)).previews == (card,)
    assert about_entry(library.entries[0], ()).previews == ()


@pytest.mark.parametrize(
    ("cover", "size", "first"),
    [
        ("assets/a.webp", (1200, 600), True),
        ("assets/A.JPG", (1600, 900), True),
        ("assets/a.webp", (1199, 900), False),
        ("assets/a.webp", (1600, 599), False),
        ("assets/a.svg", (1600, 900), False),
        ("assets/a.avif", (1600, 900), False),
        ("https://example.org/a.jpg", None, False),
    ],
)
def test_a_large_cover_of_the_sites_own_is_better_than_a_card(
    cover: str, size: tuple[int, int] | None, first: bool
):
    (entry,) = make_library(make_post(), covers={"blog/fed.md": cover}).entries
    seen = replace(entry, cover=cover, picture=Picture(cover, *size) if size else None)
    card = Preview("card.png", 1200, 630)
    images = preview_entry(seen, card)

    assert {each.url for each in images} == {cover, "card.png"}
    assert (images[0].url == cover) is first
    assert preview_entry(replace(entry, cover=""), card) == (card,)


def test_drafts_in_a_preview_are_not_to_be_found():
    library = make_library(make_post("a", "draft: true"), preview=True)

    assert about_entry(library.entries[0]).indexed is False


# Lists


def test_home_leaves_its_description_to_the_site():
    assert about("index.md", make_library(make_post())) == Subject(
        kind="home", title="", url="", items=(Item("blog/fed/", EVERYWHERE),)
    )


def test_an_author_describes_a_list_for_its_first_page():
    library = make_library(*make_posts(3))
    above = written("---\ntitle: 首页\ndescription: 给每一种中文\n---\n", "index.md")

    first = about_plan(plan_at("index.md", library), TWO_A_PAGE, above)
    second = about_plan(plan_at("page/2/index.md", library), TWO_A_PAGE, above)

    assert first.description == (Words("给每一种中文"),)
    assert second.description == (Words("2000年1月1日的文章："), *titles("p1"))


def titles(*names: str) -> tuple[Words, ...]:
    """The pieces of 《…》《…》。"""
    pieces = [Words("《")]
    for place, name in enumerate(names):
        pieces += [Words("》《")] if place else []
        pieces += [Words(name)]
    return (*pieces, Words("》。"))


def test_a_later_page_of_a_list_says_which_days_it_has_and_where_it_stands():
    library = make_library(*make_posts(5))

    assert about("page/3/index.md", library) == Subject(
        kind="home",
        title="",
        url="page/3/",
        part="2000年1月3日",
        description=(Words("2000年1月3日的文章："), *titles("p3")),
        crumbs=(HOME, Named("2000年1月3日", "", "page/3/")),
        previous_url="",
        next_url="page/2/",
        later=True,
    )


def test_a_later_page_of_a_tag_says_no_more_than_its_title():
    library = make_library(*make_posts(5, "tags: [宏观, 市场]"))
    url = "tags/%E5%AE%8F%E8%A7%82/"

    assert about("tags/宏观/page/2/index.md", library) == Subject(
        kind="tag",
        title="宏观",
        url=f"{url}page/2/",
        part="标签 · 2000年1月1日至2日",
        crumbs=(HOME, Named("标签", "", "tags/"), Named("宏观", "", f"{url}page/2/")),
        previous_url=f"{url}page/3/",
        later=True,
        indexed=False,
    )


def test_the_page_of_a_tag_says_how_many_posts_it_has_and_which():
    library = make_library(*make_posts(2, "tags: [宏观, 市场]"))

    assert about("tags/宏观/index.md", library) == Subject(
        kind="tag",
        title="宏观",
        url="tags/%E5%AE%8F%E8%A7%82/",
        description=(
            Words("宏观"),
            Words("（标签），"),
            Words("共 2 篇文章。"),
            *titles("p2", "p1"),
        ),
        keywords=(Words("宏观"), Words("市场")),
        part="标签",
        crumbs=(
            HOME,
            Named("标签", "", "tags/"),
            Named("宏观", "", "tags/%E5%AE%8F%E8%A7%82/"),
        ),
        items=(Item("blog/p2/", EVERYWHERE), Item("blog/p1/", EVERYWHERE)),
        feeds="tags/%E5%AE%8F%E8%A7%82/",
    )


def test_no_two_lists_of_one_word_have_one_title():
    library = make_library(*make_posts(3, "category: 宏观\ntags: 宏观\nseries: 宏观\nauthor: 宏观"))
    paths = [
        f"{folder}/宏观/{page}index.md"
        for folder in ("categories", "tags", "series", "authors")
        for page in ("", "page/2/")
    ]

    assert [(about(path, library).title, about(path, library).part) for path in paths] == [
        ("宏观", ""),
        ("宏观", "2000年1月1日"),
        ("宏观", "标签"),
        ("宏观", "标签 · 2000年1月1日"),
        ("宏观", "系列"),
        ("宏观", "系列 · 第 2 页"),
        ("宏观", "作者"),
        ("宏观", "作者 · 2000年1月1日"),
    ]
    found = [path for path in paths if about(path, library).indexed]
    assert len({description(path, library) for path in found}) == len(found) == 5


def test_a_title_in_the_other_script_keeps_its_variant():
    library = make_library(make_post("聯準會啟動", "tags: 宏观经济", body="聯準會啟動購債計畫"))
    subject = about("tags/宏观经济/index.md", library)

    assert Words("聯準會啟動", "zh-Hant") in subject.description


def test_titles_that_have_no_room_are_left_out():
    library = make_library(
        make_post("长" * 90, "tags: x", day="2025-12-13"),
        make_post("另" * 90, "tags: [x, y]", day="2025-12-12"),
    )
    endless = make_library(make_post("长" * 200, "tags: x"))

    assert description("tags/x/index.md", library) == f"x（标签），共 2 篇文章。《{'长' * 90}》等。"
    assert description("tags/x/index.md", endless) == "x（标签），共 1 篇文章。"


def test_a_directory_names_the_largest_terms():
    library = make_library(make_post("a", "tags: [x, y, z]"))
    subject = about("tags/index.md", library)

    assert (subject.kind, subject.crumbs) == ("terms", (HOME, Named("标签", "", "tags/")))
    assert description("tags/index.md", library) == "标签，共 3 个。x、y等。"
    assert description("tags/page/2/index.md", library) == ""
    assert description("series/index.md", library) == "系列，共 0 个。"
    assert subject.keywords == (Words("x"), Words("y"))


def test_the_archive_says_which_years_it_has():
    library = make_library(*make_posts(3), make_post(day="2025-12-12"))

    assert about("archive/index.md", library) == Subject(
        kind="archive",
        title="归档",
        url="archive/",
        description=(Words("归档：2025年、2000年，共 4 篇文章。"),),
        crumbs=(HOME, Named("归档", "", "archive/")),
    )
    assert description("archive/2000/01/index.md", library) == (
        "2000年1月（归档），共 3 篇文章。《p3》《p2》等。"
    )
    assert about("archive/2000/01/index.md", library).crumbs == (
        HOME,
        Named("归档", "", "archive/"),
        Named("2000年", "", "archive/2000/"),
        Named("2000年1月", "", "archive/2000/01/"),
    )
    assert about("archive/2000/index.md", library).part == "归档"
    assert about("archive/2000/index.md", library).crumbs == (
        HOME,
        Named("归档", "", "archive/"),
        Named("2000年", "", "archive/2000/"),
    )
    assert description("archive/2000/index.md", library) == "归档：2000年，共 3 篇文章。"
    assert about("archive/2000/index.md", library).keywords == ()


def test_only_categories_tags_and_authors_have_feeds():
    library = make_library(
        make_post("a", "category: c\ntags: t\nauthor: w\nseries: s\nseo: k"),
    )
    feeds = {
        path: about(f"{path}/index.md", library).feeds
        for path in ("categories/c", "tags/t", "authors/w", "series/s", "topics/k", "categories")
    }

    assert feeds == {
        "categories/c": "categories/c/",
        "tags/t": "tags/t/",
        "authors/w": "authors/w/",
        "series/s": None,
        "topics/k": None,
        "categories": None,
    }


def test_the_graph_of_a_list_names_the_posts_that_stand_out():
    library = make_library(*make_posts(20, "tags: x"))
    subject = about_plan(
        next(plan for plan in plan_pages(library, SITE) if plan.url == "tags/x/"), SITE
    )

    assert [item.url for item in subject.items] == [f"blog/p{at}/" for at in range(20, 8, -1)]


# What is worth finding


def test_a_list_of_one_post_under_a_word_is_not_to_be_found():
    library = make_library(
        make_post("a", "tags: [x, y]\nseo: [k, l]\nseries: s\ncategory: c\nauthor: w"),
        make_post("b", "seo: l\ntags: y"),
    )
    indexed = {
        path: about(f"{path}/index.md", library).indexed
        for path in ("topics/k", "topics/l", "tags/x", "tags/y", "series/s", "categories/c")
    }

    assert indexed == {
        "topics/k": False,
        "topics/l": True,
        "tags/x": False,
        "tags/y": True,
        "series/s": False,
        "categories/c": True,
    }
    assert about("authors/w/index.md", library).indexed is True


def test_a_topic_that_an_editor_introduces_is_to_be_found():
    library = make_library(make_post("a", "seo: k"))
    lead = Lead(((Words("导语。"),),), (Words("导语。"),), written=True)

    assert about("topics/k/index.md", library, {"k": lead}).indexed is True
    assert about("topics/k/index.md", library).indexed is False


def test_months_tools_and_later_pages_are_not_to_be_found_but_those_of_home_and_categories():
    library = make_library(*make_posts(3, "tags: [x, y, z]\ncategory: c"))
    expected = {
        "archive": True,
        "archive/2000": False,
        "archive/2000/01": False,
        "search": False,
        "bookmarks": False,
        "page/2": True,
        "categories/c/page/2": True,
        "tags/x/page/2": False,
        "tags/page/2": False,
    }

    assert {path: about(f"{path}/index.md", library).indexed for path in expected} == expected


def test_a_directory_without_terms_is_not_to_be_found():
    library = make_library(make_post("a", "tags: x"))

    assert about("series/index.md", library).indexed is False
    assert about("tags/index.md", library).indexed is True


def test_the_home_page_of_a_new_site_is_to_be_found():
    assert about("index.md", make_library()).indexed is True


# Topics


def test_a_topic_is_described_by_its_lead():
    library = make_library(
        make_post("a", "seo: 稳定币", body="稳定币的规模翻了一倍。", day="2025-12-11"),
        make_post("b", "seo: 稳定币", body="稳定币锚定美元。", day="2025-12-12"),
    )

    assert description("topics/稳定币/index.md", library) == (
        "稳定币：稳定币锚定美元。稳定币的规模翻了一倍。"
    )


def test_an_editor_gives_a_topic_its_title_and_description():
    library = make_library(make_post("a", "seo: 稳定币"))
    lead = Lead(
        paragraphs=((Words("導語。", "zh-Hant"),),),
        brief=(Words("導語。", "zh-Hant"),),
        title="鏈上的美元",
        description="說明。",
        lang="zh-Hant",
        written=True,
    )
    subject = about("topics/稳定币/index.md", library, {"稳定币": lead})
    brief = about("topics/稳定币/index.md", library, {"稳定币": replace(lead, description="")})

    assert (subject.title, subject.lang) == ("鏈上的美元", "zh-Hant")
    assert subject.description == (Words("說明。", "zh-Hant"),)
    assert subject.crumbs[-1].name == "稳定币"
    assert brief.description == (Words("稳定币"), Words("："), Words("導語。", "zh-Hant"))


# Other pages


def test_what_is_shown_for_a_lost_address_is_no_page_of_the_site():
    assert about_lost() == Subject(kind="lost", title="页面不存在", url="", indexed=False)


def test_a_page_is_about_its_title():
    document = read_document(
        "---\ndescription: 我们是谁\n---\n# 關於我們\n\n這裡說明我們為何寫作。\n",
        path="about.md",
        settings=SITE,
    )

    assert about_document(document, SITE) == Subject(
        title="關於我們",
        url="about/",
        lang="zh-Hant",
        description=(Words("我们是谁", "zh-Hant"),),
    )


# The header


def test_an_article_belongs_to_the_tab_of_its_category():
    library = make_library(make_post("a", "category: [macro, tech]"))

    assert tab_of_entry(library.entries[0]) == "categories/macro/"


@pytest.mark.parametrize(
    ("path", "tab"),
    [
        ("index.md", ""),
        ("page/2/index.md", ""),
        ("categories/index.md", "categories/"),
        ("categories/macro/index.md", "categories/macro/"),
        ("categories/macro/page/2/index.md", "categories/macro/"),
        ("tags/x/index.md", "tags/"),
        ("archive/index.md", "archive/"),
        ("archive/2000/01/index.md", "archive/"),
    ],
)
def test_a_list_belongs_to_the_tab_it_is_reached_by(path: str, tab: str):
    library = make_library(*make_posts(3, "category: macro\ntags: x"))

    assert tab_of_plan(plan_at(path, library)) == tab


def test_the_plan_of_the_archive_is_one():
    assert isinstance(plan_at("archive/index.md", make_library()), Archive)


def test_the_largest_categories_are_in_the_header():
    library = make_library(
        make_post("a", "category: [x, y, z]"), make_post("b", "category: [y, z]")
    )

    tabs = header_tabs(library, SITE, most=2)

    assert [term.name for term in tabs] == ["y", "z"]


def test_the_categories_in_the_header_keep_their_order_while_posts_come():
    old = [make_post("a", "category: x", day="2025-01-01"), make_post("b", "category: y")]
    new = [*old, make_post("c", "category: y", day="2025-12-30")]

    tabs = [header_tabs(make_library(*posts), SITE, most=2) for posts in (old, new)]

    assert [[term.name for term in each] for each in tabs] == [["x", "y"], ["x", "y"]]


def test_the_settings_name_the_categories_in_the_header_in_any_spelling_or_by_slug():
    settings = replace(SITE, tabs=("美聯儲", "tech", "没有的"), terms={"科技": "tech"})
    library = make_library(
        make_post("a", "category: 科技"),
        make_post("b", "category: 美联储"),
        make_post("c", "category: 市场"),
        settings=settings,
        fold=Folder(),
    )

    tabs = header_tabs(library, settings, most=1)

    assert [term.name for term in tabs] == ["美联储", "科技"]


def test_a_tab_is_never_another_category_of_the_same_posts():
    settings = replace(SITE, tabs=("a", "b"))
    library = make_library(make_post("x", "category: [a, b]"), make_post("y", "category: a"))

    tabs = header_tabs(library, settings, most=6)

    assert [term.name for term in tabs] == ["a", "b"]


def test_a_tab_that_no_category_has_is_told_with_the_categories_there_are():
    settings = replace(SITE, tabs=("美聯儲", "tech", "宏观", "房市"), terms={"科技": "tech"})
    library = make_library(
        make_post("a", "category: 科技"),
        make_post("b", "category: 美联储"),
        settings=settings,
        fold=Folder(),
    )
    categories = ", ".join(term.name for term in library.terms["categories"])

    assert check_tabs(library, settings) == [
        Problem(
            "mkdocs.yml", 0, 0, f"extra.yiwen.tabs: no category {name}", f"use one of: {categories}"
        )
        for name in ("'宏观'", "'房市'")
    ]


def test_without_tabs_in_the_settings_there_is_nothing_to_tell():
    assert check_tabs(make_library(make_post("a")), SITE) == []
