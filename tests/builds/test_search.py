"""The search index of built sites."""

from __future__ import annotations

import json
import sys

import pytest

from tests.builds.workshop import assert_same, contents, hasten, open_workshop
from tests.conftest import Blog
from yiwen import searching
from yiwen.staging import read_tree

pytestmark = pytest.mark.build

POSTS = {
    "index.md": "---\ntitle: 首页\n---\n",
    "about.md": "# 关于\n\n关于这个站。\n",
    "hidden.md": "# 草稿箱\n\n不在导航里。\n",
    "_data/glossary.yml": "- {hans: 美联储, tw: 聯準會, hk: 聯儲局}\n",
    "blog/2024/05/01/bonds.md": "---\ntitle: 债券\ntags: [宏观]\ncategory: 经济\n---\n购债计划。\n",
    "blog/2025/05/01/fed.md": "---\ntitle: 联储\ntags: [宏觀, 美股]\ncategory: 经济\n---\n美联储降息。\n",
    "blog/2025/06/01/draft.md": "---\ntitle: 草稿\ndraft: true\n---\n没写完。\n",
    "blog/2099/06/01/later.md": "---\ntitle: 将来\n---\n还没到。\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A site of two articles; nothing in it is changed by a test."""
    blog = Blog(tmp_path_factory.mktemp("search"))
    for path, text in POSTS.items():
        blog.write(path, text)
    blog.configure(not_in_nav="/hidden.md")
    built = blog.run("build", "--strict")
    assert built.returncode == 0, built.stderr
    return blog


def about(blog, edition="zh-Hans"):
    return json.loads((blog.site / "search" / f"{edition}.json").read_bytes())


def rows(blog, edition="zh-Hans"):
    """What readers of an edition are told of all that can be found."""
    shards = [shard for shard, *_ in about(blog, edition)["shards"]]
    tables = [blog.site / "search" / f"{shard}.{edition}.json" for shard in shards]
    return [row for table in tables for row in json.loads(table.read_bytes())["rows"]]


def test_every_article_and_page_is_in_the_index_but_for_what_is_not_published(site):
    assert rows(site) == [
        ["blog/2024/05/01/bonds/", "债券", "2024-05-01", "经济", ["宏观"]],
        ["blog/2025/05/01/fed/", "联储", "2025-05-01", "经济", ["宏观", "美股"]],
        ["about/", "关于", "", "", []],
    ]


def test_titles_and_terms_are_in_the_chinese_of_the_edition(site):
    assert [row[1] for row in rows(site, "zh-Hant-TW")] == ["債券", "聯儲", "關於"]
    assert about(site, "zh-Hant-TW")["categories"] == [["经济", "經濟", 2]]
    assert about(site, "zh-Hant-HK")["tags"] == [["宏观", "宏觀", 2], ["美股", "美股", 1]]
    assert about(site)["years"] == [[2025, 1], [2024, 1]]


def test_the_site_has_what_readers_need_and_nothing_else_of_pagefind(site):
    files = sorted(path.name for path in (site.site / "search").rglob("*") if path.is_file())
    plain = [name for name in files if not name.endswith((".pf_meta", ".pf_index", ".json"))]

    assert plain == ["index.html", "pagefind-worker.js", "wasm.unknown.pagefind"]
    assert {"pagefind-entry.json", "words.json", "zh-Hans.json", "zh-Hant-TW.json"} < set(files)
    assert len(files) < 22


def test_queries_know_the_glossary_and_the_scripts(site):
    words = json.loads((site.site / "search" / "words.json").read_bytes())

    assert len(words["from"]) == len(words["to"]) > 3000
    assert [len(group) for group in words["words"]] == [3]


def test_every_edition_has_a_page_of_search_and_links_to_it(site):
    for edition in ("", "zh-tw/", "zh-hk/"):
        assert 'class="search"' in (site.site / edition / "search/index.html").read_text("utf-8")
        home = (site.site / edition / "index.html").read_text("utf-8")
        assert 'class="icon search-open"' in home


def test_a_site_can_go_without_search(blog):
    pages = blog.build({"search": False})

    assert not (blog.site / "search").exists()
    assert "search-open" not in pages["index.html"]


def test_without_pagefind_the_site_is_built_and_search_says_so(blog, monkeypatch, caplog):
    blog.build()
    monkeypatch.setattr(sys.modules["_pagefind"], "get_executable", None)
    caplog.set_level("INFO")

    blog.build()

    assert about(blog) == {}
    assert "No search: pagefind has no program for this platform" in caplog.text
    assert not list((blog.site / "search").rglob("*.pf_*"))


def test_a_preview_is_made_without_an_index(blog, monkeypatch):
    blog.build()
    monkeypatch.setattr(sys.modules["_glue"].PROCESS, "preview", True)

    blog.build()

    assert about(blog) == {}


@pytest.fixture
def shop(tmp_path, monkeypatch):
    """A site of its own templates, whose shards are as small as its articles."""
    hasten(monkeypatch, tmp_path / "compiled")
    monkeypatch.setattr(searching, "SHARD_CHARS", 400)
    monkeypatch.setattr(searching, "LAST_CHARS", 100)
    made = open_workshop(tmp_path / "shop", monkeypatch)
    assert made.build_warm()
    return made


def index_of(shop):
    return {path: mark for path, mark in shop.marks().items() if path.startswith("search/")}


def test_one_article_more_leaves_the_closed_shards_alone(shop):
    before = index_of(shop)
    shop.write("blog/2026/02/01/new.md", "---\ntitle: 新\n---\n新的文章。\n")

    assert shop.build_warm()
    after = index_of(shop)

    kept = [
        path for path in before if path.endswith(".pf_meta") and after.get(path) == before[path]
    ]
    new = [path for path in after if path.endswith(".pf_meta") and path not in before]
    assert kept
    assert 1 <= len(new) <= 2  # the last shard, and one that was closed


def test_nothing_changed_and_nothing_is_written(shop):
    before = index_of(shop)

    assert shop.build_warm()

    assert index_of(shop) == before


def test_a_changed_text_changes_its_shard_alone(shop):
    before = index_of(shop)
    path = shop.nth(0)
    shop.posts[path].paragraphs.append("多了一句话。")
    shop.keep(path)

    assert shop.build_warm()
    assert shop.build_cold()

    after = index_of(shop)
    metas = [path for path in before if path.endswith(".pf_meta")]
    assert sum(path not in after for path in metas) == 1
    assert_same(shop.site, shop.cold_site)


def test_the_index_does_not_depend_on_the_number_of_processes(shop):
    one = contents(shop.site / "search")
    shop.settings["processes"] = 2

    assert shop.build_cold()

    other = contents(shop.cold_site / "search")
    assert {path for path in one if one[path] != other.get(path)} == set()
    assert read_tree(shop.site / "search").keys() == read_tree(shop.cold_site / "search").keys()


def test_editions_share_the_index(blog):
    blog.write("blog/2025/01/01/a.md", "---\ntitle: 债券\n---\n头发与发展，购债计划。\n")
    blog.build()

    shards = {edition: about(blog, edition)["shards"] for edition in ("zh-Hans", "zh-Hant-TW")}

    assert shards["zh-Hans"] == shards["zh-Hant-TW"]
    assert rows(blog)[0][1] == "债券"
    assert rows(blog, "zh-Hant-TW")[0][1] == "債券"
