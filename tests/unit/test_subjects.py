"""What pages are about: what their heads and the frame around them are told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.makers import SITE, make_library, make_post, make_posts
from yiwen.chinese.folding import Folder
from yiwen.chinese.variants import Variant
from yiwen.documents import read_document
from yiwen.heads import Subject
from yiwen.library import Library
from yiwen.listings import Archive, Plan, plan_pages
from yiwen.subjects import (
    about_document,
    about_entry,
    about_plan,
    header_tabs,
    tab_of_entry,
    tab_of_plan,
    variant_of,
)

TWO_A_PAGE = replace(SITE, page_posts=2, page_rows=2, page_terms=2)


def plan_at(path: str, library: Library) -> Plan:
    return next(plan for plan in plan_pages(library, TWO_A_PAGE) if plan.path == path)


def about(path: str, library: Library) -> Subject:
    return about_plan(plan_at(path, library), SITE)


# Articles


def test_an_article_is_about_what_its_post_says():
    post = make_post(
        "fed",
        "description: 摘要\ntags: 美联储\nseo: [美联储, 降息]\nupdated: 2025-12-13 08:00",
        day="2025-12-12",
    )
    library = make_library(post, covers={"blog/fed.md": "assets/a.webp"})

    assert about_entry(library.entries[0]) == Subject(
        title="fed",
        url="blog/fed/",
        lang="",
        description="摘要",
        keywords=(("美联储", ""), ("降息", "")),
        image="assets/a.webp",
        published="2025-12-12",
        updated="2025-12-13T08:00:00+08:00",
        editions=(Variant.HANS, Variant.TW, Variant.HK),
    )


def test_drafts_in_a_preview_are_not_to_be_found():
    library = make_library(make_post("a", "draft: true"), preview=True)

    assert about_entry(library.entries[0]).indexed is False


# Lists


def test_home_leaves_its_description_to_the_site():
    assert about("index.md", make_library(make_post())) == Subject(title="", url="")


def test_the_second_page_of_a_list_says_which_it_is_and_where_it_stands():
    library = make_library(*make_posts(5))

    assert about("page/2/index.md", library) == Subject(
        title="", url="page/2/", part="第 2 页", previous_url="", next_url="page/3/"
    )


def test_the_page_of_a_tag_says_how_many_posts_it_has_and_the_newest():
    library = make_library(*make_posts(2, "tags: [宏观, 市场]"))

    assert about("tags/宏观/index.md", library) == Subject(
        title="宏观",
        url="tags/%E5%AE%8F%E8%A7%82/",
        description="宏观：共 2 篇文章，最新一篇《p2》",
        keywords=(("宏观", ""), ("市场", "")),
    )


def test_a_post_in_the_other_script_is_not_named_beside_a_tag():
    """A description is written in one script."""
    library = make_library(make_post("聯準會啟動", "tags: 宏观经济", body="聯準會啟動購債計畫"))

    assert about("tags/宏观经济/index.md", library).description == "宏观经济：共 1 篇文章"


def test_only_the_first_page_of_a_list_begins_with_the_newest_post():
    library = make_library(*make_posts(3, "tags: 宏观"))

    assert about("tags/宏观/page/2/index.md", library).description == "宏观：共 3 篇文章"


def test_a_series_begins_with_its_oldest_post():
    library = make_library(*make_posts(3, "series: 周记"))

    assert about("series/周记/index.md", library).description == "周记：共 3 篇文章"


def test_a_directory_says_how_many_terms_there_are_and_names_the_largest():
    library = make_library(make_post("a", "tags: [x, y, z]"))

    subject = about("tags/index.md", library)

    assert subject.description == "标签：共 3 个"
    assert subject.keywords == (("x", ""), ("y", ""))


def test_the_archive_says_how_many_posts_there_are():
    library = make_library(*make_posts(3))

    assert about("archive/index.md", library) == Subject(
        title="归档", url="archive/", description="归档：共 3 篇文章"
    )
    assert about("archive/2000/index.md", library).description == (
        "2000年：共 3 篇文章，最新一篇《p3》"
    )
    assert about("archive/2000/index.md", library).keywords == ()


def test_a_thin_topic_is_not_to_be_found():
    library = make_library(make_post("a", "tags: x\nseo: [k, l]"), make_post("b", "seo: l"))

    assert about("topics/k/index.md", library).indexed is False
    assert about("topics/l/index.md", library).indexed is True
    assert about("tags/x/index.md", library).indexed is True


def test_a_directory_without_terms_is_not_to_be_found():
    library = make_library(make_post("a", "tags: x"))

    assert about("series/index.md", library).indexed is False
    assert about("tags/index.md", library).indexed is True


def test_the_home_page_of_a_new_site_is_to_be_found():
    assert about("index.md", make_library()).indexed is True


# Other pages


def test_a_page_is_about_its_title():
    document = read_document(
        "---\ndescription: 我们是谁\n---\n# 關於我們\n\n這裡說明我們為何寫作。\n",
        path="about.md",
        settings=SITE,
    )

    assert about_document(document, SITE) == Subject(
        title="關於我們", url="about/", lang="zh-Hant", description="我们是谁"
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


def test_a_language_tag_names_its_variant_and_nothing_the_interfaces():
    assert variant_of("zh-Hant", SITE) is Variant.HANT
    assert variant_of("", SITE) is Variant.HANS
