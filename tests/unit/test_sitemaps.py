"""Sitemaps name every page that search engines may list, and what is known of it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from lxml import etree

from tests.conftest import ROOT
from tests.unit.makers import NOW, make_library, make_post
from yiwen.chinese.variants import Variant
from yiwen.documents import Document
from yiwen.editions import Edition
from yiwen.heads import Site, Subject
from yiwen.library import Entry, Library
from yiwen.listings import plan_pages
from yiwen.settings import Settings
from yiwen.sitemaps import (
    Mapped,
    News,
    find_news,
    last_change,
    list_images,
    map_pages,
    render_news,
    render_sitemaps,
)

HANS, _, TW, HK = Variant
EDITIONS = (Edition(HANS, ""), Edition(TW, "zh-tw"), Edition(HK, "zh-hk"))
SITE = Site(
    name="一文", description="", author="", url="https://example.org/repo/", editions=EDITIONS
)
SCHEMA = etree.XMLSchema(etree.parse(ROOT / "tests" / "schemas" / "sitemap.xsd"))
NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "i": "http://www.google.com/schemas/sitemap-image/1.1",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


def read_map(content: bytes) -> etree._Element:
    """Read a sitemap that the schema takes."""
    tree = etree.fromstring(content)
    SCHEMA.assertValid(tree)
    return tree


def texts(tree: etree._Element, path: str) -> list[str]:
    return [element.text or "" for element in tree.iterfind(path, NAMES)]


def only(url: str = "a/", **values: Any) -> Mapped:
    """A page in the root edition alone."""
    subject = Subject(title="", url=url, editions=(HANS,))
    return replace(Mapped(subject, EDITIONS[:1]), **values)


def map_of(library: Library, settings: Settings | None = None, **more: Any) -> dict[str, str]:
    """Every address of a map with its last change."""
    chosen = settings or Settings()
    plans = {plan.path: plan for plan in plan_pages(library, chosen)}
    documents = more.pop("documents", {})
    pages = map_pages(library, plans, documents, site=SITE, settings=chosen, **more)
    tree = read_map(render_sitemaps(pages, SITE)["sitemap.xml"])
    entries = tree.iterfind("s:url", NAMES)
    return {
        each.findtext("s:loc", "", NAMES).removeprefix(SITE.url): each.findtext(
            "s:lastmod", "", NAMES
        )
        for each in entries
    }


# Which pages, and when they changed


def test_every_edition_of_every_page_is_listed_once():
    library = make_library(make_post("a", "tags: [t]\nseo: [t, s]"), make_post("b", "tags: [t]"))

    listed = map_of(library)

    assert {"", "blog/a/", "tags/t/", "tags/", "categories/", "archive/"} <= listed.keys()
    assert {"zh-tw/", "zh-tw/blog/a/", "zh-hk/tags/t/"} <= listed.keys()
    assert len(listed) % 3 == 0


def test_drafts_thin_topics_and_tools_are_left_out():
    library = make_library(
        make_post("a", "draft: true"), make_post("b", "seo: [唯一]"), preview=True
    )

    listed = map_of(library)

    assert "blog/b/" in listed
    assert [url for url in listed if "blog/a/" in url] == []
    assert [url for url in listed if url.startswith(("topics/%", "search/", "bookmarks/"))] == []


def test_articles_come_first_the_oldest_before_the_others():
    library = make_library(make_post("new", day="2025-12-12"), make_post("old", day="2025-01-01"))

    listed = [*map_of(library)]

    assert listed[0] == "blog/old/"
    assert listed[3] == "blog/new/"


def test_the_last_change_of_a_post_is_its_update_else_its_day():
    library = make_library(
        make_post("a", day="2025-12-12"),
        make_post("b", "updated: 2025-12-20 08:30", day="2025-12-12"),
        make_post("c", "updated: 2024-01-01", day="2025-12-12 09:00"),
    )

    listed = map_of(library)

    assert listed["blog/a/"] == "2025-12-12"
    assert listed["blog/b/"] == listed["zh-tw/blog/b/"] == "2025-12-20T08:30:00+08:00"
    assert listed["blog/c/"] == "2025-12-12T09:00:00+08:00"


def test_a_list_changed_when_the_newest_of_its_posts_did():
    library = make_library(
        make_post("a", "tags: [x]\nupdated: 2026-02-02", day="2025-01-01"),
        make_post("b", "tags: [x, y]", day="2025-03-03"),
        make_post("c", "tags: [y, y2]", day="2025-02-02"),
    )

    listed = map_of(library)

    assert listed["tags/x/"] == "2026-02-02"
    assert listed["tags/y/"] == "2025-03-03"
    assert listed["tags/"] == listed[""] == listed["archive/"] == "2026-02-02"


def test_another_page_tells_its_day_itself_else_the_commit_does_else_nobody():
    def page(name: str, updated: datetime | None = None) -> Document:
        return Document(f"{name}.md", name, "", HANS, "", False, updated=updated)

    pages = [page("a", datetime(2025, 1, 2, tzinfo=UTC)), page("b"), page("c")]
    committed = {"b.md": datetime(2025, 3, 4, 5, 6, 7, tzinfo=UTC), "a.md": NOW}

    listed = map_of(
        make_library(), documents={each.path: each for each in pages}, committed=committed
    )

    assert listed["a/"] == "2025-01-02"
    assert listed["b/"] == "2025-03-04T05:06:07+00:00"
    assert listed["zh-tw/c/"] == ""


def test_a_list_with_words_of_an_authors_is_listed_once():
    words = Document("tags/index.md", "标签", "话", HANS, "", True)

    listed = map_of(make_library(make_post("a", "tags: [t]")), documents={words.path: words})

    assert [url for url in listed if url.endswith("tags/")] == [
        "tags/",
        "zh-tw/tags/",
        "zh-hk/tags/",
    ]


def test_the_empty_map_is_no_file():
    assert render_sitemaps([], SITE) == {}
    assert render_sitemaps([only(subject=Subject(title="", url="a/", indexed=False))], SITE) == {}


def test_an_article_of_two_editions_names_just_these():
    post = make_post("a", "zh: {variants: [zh-Hans, zh-Hant-TW]}")
    library = make_library(post)
    pages = map_pages(library, {}, {}, site=SITE, settings=Settings())

    tree = read_map(render_sitemaps(pages, SITE)["sitemap.xml"])

    assert texts(tree, "s:url/s:loc") == [f"{SITE.url}blog/a/", f"{SITE.url}zh-tw/blog/a/"]
    for each in tree.iterfind("s:url", NAMES):
        links = {link.get("hreflang"): link.get("href") for link in each.iterfind("x:link", NAMES)}
        assert links == {
            "zh-Hans": f"{SITE.url}blog/a/",
            "zh-Hant-TW": f"{SITE.url}zh-tw/blog/a/",
            "zh-Hant": f"{SITE.url}zh-tw/blog/a/",
            "x-default": f"{SITE.url}blog/a/",
        }


def test_alternates_are_reciprocal_and_every_entry_is_among_its_own():
    library = make_library(make_post("a", "tags: [t]"), make_post("b"))
    plans = {plan.path: plan for plan in plan_pages(library, Settings())}
    pages = map_pages(library, plans, {}, site=SITE, settings=Settings())
    tree = read_map(render_sitemaps(pages, SITE)["sitemap.xml"])

    links = {
        each.findtext("s:loc", "", NAMES): {
            link.get("href") for link in each.iterfind("x:link", NAMES)
        }
        for each in tree.iterfind("s:url", NAMES)
    }

    for url, others in links.items():
        assert url in others
        assert all(links[other] == others for other in others)


# Parts


def test_too_many_addresses_are_parted_and_an_index_names_the_parts():
    pages = [only(f"{at}/", changed=datetime(2025, 1, at, tzinfo=UTC)) for at in range(1, 6)]

    files = render_sitemaps(pages, SITE, most=2)

    assert [*files] == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    index = read_map(files["sitemap.xml"])
    assert texts(index, "s:sitemap/s:loc") == [f"{SITE.url}sitemap-{at}.xml" for at in (1, 2, 3)]
    assert texts(index, "s:sitemap/s:lastmod") == ["2025-01-02", "2025-01-04", "2025-01-05"]
    parts = [texts(read_map(files[f"sitemap-{at}.xml"]), "s:url/s:loc") for at in (1, 2, 3)]
    assert [len(part) for part in parts] == [2, 2, 1]
    assert [url for part in parts for url in part] == [f"{SITE.url}{at}/" for at in range(1, 6)]


def test_no_part_is_larger_than_allowed():
    pages = [only(f"{at}/", images=("assets/a.png",)) for at in range(40)]
    whole = render_sitemaps(pages, SITE)["sitemap.xml"]

    files = render_sitemaps(pages, SITE, most_bytes=3_000)

    assert len(whole) > 3_000
    parts = [content for name, content in files.items() if name != "sitemap.xml"]
    assert max(map(len, parts)) <= 3_000
    assert sum(len(texts(read_map(part), "s:url")) for part in parts) == 40


def test_the_editions_of_a_page_stay_in_one_part():
    pages = [Mapped(Subject(title="", url=f"{at}/"), EDITIONS) for at in range(3)]

    files = render_sitemaps(pages, SITE, most=4)

    assert [len(texts(read_map(files[f"sitemap-{at}.xml"]), "s:url")) for at in (1, 2, 3)] == [
        3
    ] * 3


def test_a_full_map_needs_no_index():
    assert [*render_sitemaps([only("a/"), only("b/")], SITE, most=2)] == ["sitemap.xml"]


# Images


def entry_of(cover: str) -> Entry:
    post = make_post("a")
    return make_library(post, covers={post.path: cover} if cover else {}).entries[0]


def test_the_cover_comes_first_and_no_image_twice():
    shown = ("blog/c&d.png", "assets/封面.webp")

    found = list_images(entry_of("assets/封面.webp"), shown)

    assert found == ("assets/%E5%B0%81%E9%9D%A2.webp", "blog/c%26d.png")


def test_covers_of_other_hosts_are_left_out():
    assert list_images(entry_of("https://a.cn/b.png"), ()) == ()
    assert list_images(entry_of(""), ("blog/c.png",)) == ("blog/c.png",)


def test_images_are_absolute_and_at_most_a_thousand():
    page = only(images=tuple(f"assets/{at}.png" for at in range(1100)))

    tree = read_map(render_sitemaps([page], SITE)["sitemap.xml"])

    places = texts(tree, "s:url/i:image/i:loc")
    assert len(places) == 1000
    assert places[0] == f"{SITE.url}assets/0.png"


# News


def news(**values: str) -> News:
    usual = News(
        url=f"{SITE.url}blog/a/",
        language="zh-cn",
        publication="一文",
        published="2026-11-19",
        title="标题",
    )
    return replace(usual, **values)


@pytest.mark.parametrize(
    ("day", "is_news"),
    [
        ("2026-11-20 08:00", True),
        ("2026-11-19", True),
        ("2026-11-18 08:00", True),
        ("2026-11-18 07:59", False),
        ("2026-11-20 08:01", False),
        ("2025-11-20", False),
    ],
)
def test_news_are_of_the_last_two_days(day: str, is_news: bool):
    """Now is 2026-11-20 00:00 UTC, 08:00 in Shanghai."""
    library = make_library(make_post("a", day=day), preview=True)

    assert bool(find_news(library.entries, NOW)) is is_news


def test_drafts_are_no_news_and_the_newest_comes_first():
    library = make_library(
        make_post("a", day="2026-11-19"),
        make_post("b", day="2026-11-19 12:00"),
        make_post("c", "draft: true", day="2026-11-19"),
        preview=True,
    )

    assert [entry.post.url for entry in find_news(library.entries, NOW)] == ["blog/b/", "blog/a/"]


def test_news_tell_publication_language_day_and_title():
    tree = read_map(render_news([news(), news(url=f"{SITE.url}zh-tw/blog/a/", language="zh-tw")]))

    assert texts(tree, "s:url/n:news/n:publication/n:name") == ["一文", "一文"]
    assert texts(tree, "s:url/n:news/n:publication/n:language") == ["zh-cn", "zh-tw"]
    assert texts(tree, "s:url/n:news/n:publication_date") == ["2026-11-19", "2026-11-19"]
    assert texts(tree, "s:url/n:news/n:title") == ["标题", "标题"]


def test_without_news_the_newest_article_stands_alone():
    tree = read_map(render_news([], otherwise=f"{SITE.url}blog/old/"))

    assert texts(tree, "s:url/s:loc") == [f"{SITE.url}blog/old/"]
    assert texts(tree, ".//n:news") == []


def test_a_news_sitemap_has_no_more_than_allowed():
    many = [news(url=f"{SITE.url}{at}/") for at in range(5)]

    assert len(texts(read_map(render_news(many, most=3)), "s:url")) == 3


@pytest.mark.parametrize(
    "title", ["A & B ]]> <C>", '他说："好"\'', "🀄️𠮷", "汉" * 200, "a\x00b\x0b\ud800\uffff"]
)
def test_any_title_stands_in_the_news_as_it_is(title: str):
    tree = read_map(render_news([news(title=title, publication=title)]))

    assert texts(tree, ".//n:title") == [re.sub("[\x00\x0b\ud800\uffff]", "", title)]


def test_a_post_never_changed_before_it_was_published():
    post = make_post("a", "updated: 2020-01-01", day="2025-12-12")

    assert last_change(post) == post.published


def test_other_zones_are_told_with_their_offset():
    at = datetime(2025, 1, 1, 12, 0, tzinfo=timezone(timedelta(hours=-5)))

    tree = read_map(render_sitemaps([only(changed=at)], SITE)["sitemap.xml"])

    assert texts(tree, "s:url/s:lastmod") == ["2025-01-01T12:00:00-05:00"]
