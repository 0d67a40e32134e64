"""What programs read of the whole site names what is there, and all of it."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest
from lxml import etree

from tests.builds.site_reading import BASE, file_of, heads_of
from tests.conftest import ROOT, Blog

pytestmark = pytest.mark.build

SCHEMA = etree.XMLSchema(etree.parse(ROOT / "tests" / "schemas" / "sitemap.xsd"))
NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "i": "http://www.google.com/schemas/sitemap-image/1.1",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cf"
    "c000000301010018dd8db00000000049454e44ae426082"
)
ODD = "A & B <C> \"D\" 'E' ]]> 🀄"
LONG = "汉" * 200
NOW = "2026-11-19"
"""A day of the last two: builds in tests happen on 2026-11-20."""

POSTS = {
    "fed.md": f"""---
title: '{ODD.replace("'", "''")}'
date: {NOW}
updated: {NOW} 12:00
tags: [宏观经济, "{LONG}", "a<b>&c"]
seo: [只有一篇]
coverImage: 图 1.png
---
软件-{{hans:缺省值;tw:預設值;hk:預設值}}-，见[关于](../about.md#us)与[另一篇](old.md)。<!-- more -->

![图](图%201.png "说明")

![外](https://a.cn/x.png)
""",
    "old.md": """---
title: 旧文章
date: 2024-01-01 08:30
tags: [宏观经济]
zh: {variants: [zh-Hans, zh-Hant-TW]}
---
旧的正文。
""",
    "hant.md": """---
title: 繁體的文章
date: 2025-05-05
---
這一篇是用繁體字寫的，談軟體與資訊。
""",
    "hant.zh-hans.md": """---
title: 手写的简体
updated: 2025-06-06
---
手写的简体版本。
""",
    "draft.md": "---\ntitle: 草稿\ndate: 2026-11-19\ndraft: true\n---\n草稿。\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Blog:
    """A built site of odd names, of both scripts and with a version written by hand."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1795132800")
        blog = Blog(tmp_path_factory.mktemp("indexes"))
        for name, text in POSTS.items():
            blog.write(f"blog/{name}", text)
        blog.write("blog/图 1.png", PIXEL)
        blog.write("index.md", "---\ntitle: 首页\n---\n")
        blog.write(
            "about.md", "---\ntitle: 关于\nupdated: 2025-12-12\n---\n# 关于\n\n## 我们 {#us}\n"
        )
        blog.write("plain.md", "# 没有日期\n")
        blog.build({"indexnow": "0123456789abcdef"})
        return blog


def read_map(site: Blog, name: str = "sitemap.xml") -> etree._Element:
    """A sitemap that the schema takes."""
    tree = etree.fromstring((site.site / name).read_bytes())
    SCHEMA.assertValid(tree)
    return tree


def entries(site: Blog, name: str = "sitemap.xml") -> dict[str, etree._Element]:
    """Address below the site's root, not encoded -> what the sitemap says of it."""
    tree = read_map(site, name)
    found = {each.findtext("s:loc", "", NAMES): each for each in tree.iterfind("s:url", NAMES)}
    return {unquote(url.removeprefix(BASE)): each for url, each in found.items()}


# The sitemap


def test_the_sitemap_names_just_the_pages_that_may_be_listed(site: Blog):
    heads = heads_of(site.site)
    listed = {file_of(f"{BASE}{url}") for url in entries(site)}

    indexed = {
        path for path, head in heads.items() if not head.meta("robots").startswith("noindex")
    }
    assert listed == indexed
    assert "blog/fed/index.html" in listed
    assert [path for path in listed if "draft" in path or "search" in path] == []


def test_canonical_and_alternates_are_those_of_the_head(site: Blog):
    heads = heads_of(site.site)

    for url, entry in entries(site).items():
        head = heads[file_of(f"{BASE}{url}")]
        links = {link.get("hreflang"): link.get("href") for link in entry.iterfind("x:link", NAMES)}
        assert head.canonical == entry.findtext("s:loc", "", NAMES)
        assert head.alternates == links


def test_every_alternate_is_an_entry_and_names_the_same_pages(site: Blog):
    listed = entries(site)

    def others(entry: etree._Element) -> set[str]:
        return {unquote(link.get("href")) for link in entry.iterfind("x:link", NAMES)}

    for entry in listed.values():
        for other in others(entry):
            assert others(listed[other.removeprefix(BASE)]) == others(entry)


def test_changes_are_those_of_the_sources(site: Blog):
    changed = {url: each.findtext("s:lastmod", "", NAMES) for url, each in entries(site).items()}

    assert changed["blog/fed/"] == changed["zh-hk/blog/fed/"] == "2026-11-19T12:00:00+08:00"
    assert changed["blog/old/"] == "2024-01-01T08:30:00+08:00"
    assert changed["blog/hant/"] == "2025-06-06"
    assert changed["zh-tw/blog/hant/"] == "2025-05-05"
    assert changed[""] == changed["tags/宏观经济/"] == "2026-11-19T12:00:00+08:00"
    assert changed["about/"] == changed["zh-tw/about/"] == "2025-12-12"
    assert changed["plain/"] == ""


def test_images_are_named_absolutely_and_are_there(site: Blog):
    tree = read_map(site)

    places = [each.text for each in tree.iterfind(".//i:loc", NAMES)]
    assert set(places) == {f"{BASE}blog/%E5%9B%BE%201.png"}
    assert (site.site / file_of(places[0])).is_file()


def test_the_news_are_told_in_the_words_of_each_edition(site: Blog):
    news = entries(site, "news-sitemap.xml")

    assert [*news] == ["blog/fed/", "zh-tw/blog/fed/", "zh-hk/blog/fed/"]
    told = [
        [each.findtext(f".//n:{name}", "", NAMES) for name in ("name", "language", "title")]
        for each in news.values()
    ]
    assert told[0] == ["一文财经", "zh-cn", ODD]
    assert [name for name, *_ in told] == ["一文财经", "一文財經", "一文財經"]
    assert [language for _, language, _ in told] == ["zh-cn", "zh-tw", "zh-tw"]


# The others


def test_robots_lead_to_the_sitemaps(site: Blog):
    robots = (site.site / "robots.txt").read_text("utf-8").splitlines()

    named = [line.removeprefix("Sitemap: ") for line in robots if line.startswith("Sitemap: ")]
    assert named == [f"{BASE}sitemap.xml", f"{BASE}news-sitemap.xml"]
    assert all((site.site / file_of(url)).is_file() for url in named)


def test_every_edition_has_a_manifest_whose_icons_are_there(site: Blog):
    for prefix, lang, name in (
        ("", "zh-Hans", "一文财经"),
        ("zh-tw/", "zh-Hant-TW", "一文財經"),
        ("zh-hk/", "zh-Hant-HK", "一文財經"),
    ):
        manifest = json.loads((site.site / prefix / "site.webmanifest").read_text("utf-8"))
        assert (manifest["lang"], manifest["name"]) == (lang, name)
        here = f"{BASE}{prefix}site.webmanifest"
        assert len(manifest["icons"]) == 3
        for icon in manifest["icons"]:
            assert (site.site / file_of(urljoin(here, icon["src"]))).is_file()


def test_pages_lead_to_the_manifest_of_their_edition(site: Blog):
    heads = heads_of(site.site)

    for path, folder in (("blog/fed/index.html", ""), ("zh-tw/blog/fed/index.html", "zh-tw/")):
        (link,) = [each for each in heads[path].links if each.get("rel") == "manifest"]
        assert urljoin(f"{BASE}{path}", link["href"]) == f"{BASE}{folder}site.webmanifest"


def test_the_key_of_indexnow_lies_at_the_root(site: Blog):
    assert (site.site / "0123456789abcdef.txt").read_text("utf-8") == "0123456789abcdef"


def test_llms_leads_to_texts_that_are_there(site: Blog):
    llms = (site.site / "llms.txt").read_text("utf-8")

    assert llms.startswith("# 一文财经\n\n> 一篇文章，写给每一种中文的读者")
    links = [line for line in llms.splitlines() if line.startswith("- [")]
    urls = [line.partition("](")[2].partition(")")[0] for line in links]
    assert f"{BASE}blog/fed/index.md" in urls
    assert f"{BASE}zh-tw/blog/hant/index.md" in urls
    assert [url for url in urls if not (site.site / file_of(url)).is_file()] == []
    assert [*sorted({line for line in llms.splitlines() if line.startswith("## ")})] == [
        "## Optional",
        "## 分类",
        "## 最新文章",
        "## 页面",
    ]


def test_the_markdown_of_an_article_is_what_its_author_wrote(site: Blog):
    copy = (site.site / "blog/fed/index.md").read_text("utf-8")

    assert copy == (
        f"# {ODD}\n\n"
        "一文编辑部 · 2026年11月19日 · 随笔\n\n"
        f"<{BASE}blog/fed/>\n\n"
        f"软件缺省值，见[关于]({BASE}about/#us)与[另一篇]({BASE}blog/old/)。\n\n"
        f'![图]({BASE}blog/%E5%9B%BE%201.png "说明")\n\n'
        "![外](https://a.cn/x.png)\n"
    )


def test_each_source_has_one_copy_beside_its_first_page(site: Blog):
    copies = {path.relative_to(site.site).as_posix() for path in site.site.rglob("*.md")}

    assert copies == {
        "blog/fed/index.md",
        "blog/old/index.md",
        "blog/hant/index.md",
        "zh-tw/blog/hant/index.md",
    }
    assert "手写的简体版本。" in (site.site / "blog/hant/index.md").read_text("utf-8")
    assert "這一篇是用繁體字寫的，談軟體與資訊。" in (
        site.site / "zh-tw/blog/hant/index.md"
    ).read_text("utf-8")


# What authors and settings decide


def test_a_file_of_an_authors_own_stays_and_comes_back(blog: Blog):
    made = blog.build()
    assert "" in entries(blog)
    assert "news-sitemap.xml" not in made  # there is no article
    own = {"robots.txt": "User-agent: *\nDisallow: /\n", "llms.txt": "# 我的\n"}
    for name, text in own.items():
        blog.write(name, text)

    pages = blog.build()

    assert {name: pages[name] for name in own} == own
    for name in own:
        (blog.docs / name).unlink()
    assert blog.build() == made


def test_a_site_without_its_url_has_no_sitemaps_and_its_texts_lead_on_all_the_same(blog: Blog):
    blog.write("blog/a.md", "---\ntitle: 一\ndate: 2026-11-19\n---\n看[关于](../about.md)。\n")
    blog.write("about.md", "# 关于\n")

    pages = blog.build(site_url="")

    assert [name for name in pages if "sitemap" in name] == []
    assert pages["robots.txt"] == "User-agent: *\nDisallow:\n"
    assert "- [一](blog/a/index.md): 看关于。" in pages["llms.txt"]
    assert "看[关于](../../about/)。" in (blog.site / "blog/a/index.md").read_text("utf-8")


def test_copies_can_be_left_out_and_go_when_they_are(blog: Blog):
    blog.write("blog/a.md", "---\ntitle: 一\ndate: 2026-11-19\n---\n话。\n")
    blog.build()
    assert (blog.site / "blog/a/index.md").is_file()

    pages = blog.build({"markdown_copies": False})

    assert not (blog.site / "blog/a/index.md").exists()
    assert "https://example.org/repo/blog/a/)" in pages["llms.txt"]


def test_only_the_newest_articles_have_copies_and_what_leads_to_them_knows(blog: Blog):
    blog.write("blog/a.md", "---\ntitle: 一\ndate: 2026-11-18\n---\n话。\n")
    blog.write("blog/b.md", "---\ntitle: 二\ndate: 2026-11-19\n---\n话。\n")

    pages = blog.build({"markdown_copies": 1})

    assert (blog.site / "blog/b/index.md").is_file()
    assert not (blog.site / "blog/a/index.md").exists()
    assert "在最新 1 篇文章的网址后面加上 index.md" in pages["llms.txt"]
    assert "https://example.org/repo/blog/a/)" in pages["llms.txt"]
    assert "https://example.org/repo/blog/b/index.md)" in pages["llms.txt"]

    pages = blog.build({"markdown_copies": True})

    assert (blog.site / "blog/a/index.md").is_file()
    assert "在文章的网址后面加上 index.md" in pages["llms.txt"]


def test_what_is_kept_from_the_last_build_is_what_a_first_one_makes(blog: Blog):
    """A page becomes a redirect, a redirect a page, and a copy changes with what it links to."""
    second = "---\ntitle: 二\ndate: 2026-11-18\n{}\n---\n话。\n"
    blog.write("blog/a.md", "---\ntitle: 一\ndate: 2026-11-19\n---\n见[二](b.md)。\n")
    blog.write("blog/b.md", second.format("aliases: [/blog/c/, /old/]"))
    blog.build()
    blog.write("blog/b.md", second.format("slug: c\naliases: [/blog/b/, /new/]"))
    blog.build()
    warm = read_tree(blog.site)

    (blog.folder / "cold").mkdir()
    blog.build(site_dir="cold")

    assert read_tree(blog.folder / "cold") == warm
    assert "见[二](https://example.org/repo/blog/c/)" in warm["blog/a/index.md"].decode()
    assert b'http-equiv="refresh"' in warm["blog/b/index.html"]
    assert b'http-equiv="refresh"' not in warm["blog/c/index.html"]
    assert "new/index.html" in warm
    assert not {"old/index.html", "blog/b/index.md"} & warm.keys()


def read_tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


# When pages changed that do not say so


def git(folder: Path, *arguments: str, day: str = "2025-03-04T05:06:07+08:00") -> None:
    settings = ("user.name=a", "user.email=a@b.cn", "commit.gpgsign=false")
    chosen = [part for setting in settings for part in ("-c", setting)]
    subprocess.run(
        ["git", *chosen, "-C", folder, *arguments],
        env={**os.environ, "GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day},
        capture_output=True,
        check=True,
    )


def test_a_page_that_does_not_say_when_it_changed_did_at_its_last_commit(blog: Blog):
    blog.write("关于.md", "# 关于\n")
    blog.write("other.md", "# 别的\n")
    git(blog.folder, "init", "-q")
    git(blog.folder, "add", "docs")
    git(blog.folder, "commit", "-q", "-m", "one")
    blog.write("other.md", "# 别的页\n")
    git(blog.folder, "commit", "-q", "-a", "-m", "two", day="2025-04-05T00:00:00+00:00")
    blog.write("new.md", "# 没有提交\n")
    with_history = blog.build()
    changed = {url: each.findtext("s:lastmod", "", NAMES) for url, each in entries(blog).items()}

    (blog.folder / ".git" / "shallow").write_text("")
    without = blog.build()
    unknown = {url: each.findtext("s:lastmod", "", NAMES) for url, each in entries(blog).items()}

    assert changed["关于/"] == "2025-03-04T05:06:07+08:00"
    assert changed["zh-tw/other/"] == "2025-04-05T08:00:00+08:00"
    assert changed["new/"] == unknown["关于/"] == unknown["other/"] == ""
    assert [name for name in without if without[name] != with_history[name]] == ["sitemap.xml"]
