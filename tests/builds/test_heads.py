"""What search engines, feed readers and those who share a link are told, over a whole site."""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.builds.site_reading import (
    BASE,
    PageHead,
    file_of,
    heads_of,
    missing_urls,
    url_of,
    urls_of,
)
from tests.conftest import NOW, ROOT, Blog

pytestmark = pytest.mark.build

ODD = "<b>&\"'</b> ]]> 😀 <!-- </script> “引号” 国债"
"""A title that is dangerous in every format."""
ENDLESS = "很长的标题" * 40
PREFIXES = {"": "zh-Hans", "zh-tw/": "zh-Hant-TW", "zh-hk/": "zh-Hant-HK"}

# What Google asks for, by its documentation of structured data ("Article", "Breadcrumb", "Profile
# page", "Organization", "Site names", "Sitelinks search box" as it was). What it recommends and the
# pages cannot know or do not show is named beside it, so that nothing is forgotten by mistake.
REQUIRED: dict[str, tuple[str, ...]] = {
    "NewsArticle": (),
    "BreadcrumbList": ("itemListElement",),
    "ListItem": ("position",),
    "ProfilePage": ("mainEntity",),
    "Person": ("name",),
    "Organization": ("name",),
    "WebSite": ("name", "url"),
    "SearchAction": ("target", "query-input"),
}
RECOMMENDED: dict[str, tuple[str, ...]] = {
    "NewsArticle": ("author", "datePublished", "headline"),
    "Person": ("url",),
    "Organization": ("url",),
}
WHERE_KNOWN: dict[str, tuple[str, ...]] = {
    "NewsArticle": ("dateModified", "image"),
    "Organization": ("logo",),
}
NOT_SHOWN: dict[str, tuple[str, ...]] = {
    "ProfilePage": ("dateCreated", "dateModified"),
    "Person": ("description", "image", "sameAs", "identifier", "alternateName"),
    "WebSite": ("alternateName",),
}


@dataclass(frozen=True)
class Read:
    """A built site, read once."""

    site: Path
    heads: dict[str, PageHead]

    def html(self, path: str) -> str:
        return (self.site / path).read_text(encoding="utf-8")

    def indexed(self, prefix: str) -> Iterator[tuple[str, PageHead]]:
        """The pages of an edition that search engines may list."""
        for path, head in self.heads.items():
            edition = path.partition("/")[0] + "/" if path.startswith("zh-") else ""
            if edition == prefix and "noindex" not in head.meta("robots"):
                yield path, head


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """A site of both scripts, with everything that has a page."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", NOW)
        blog = Blog(tmp_path_factory.mktemp("heads"))
        write_posts(blog)
        blog.build({"page_posts": 2, "page_rows": 2, "page_terms": 2, "author": "一文编辑部"})
    return Read(blog.site, heads_of(blog.site))


def write_posts(blog: Blog) -> None:
    blog.write("index.md", "---\ntitle: 首页\ndescription: 给每一种中文的读者。\n---\n")
    blog.write("about.md", "# 关于\n\n这里说明为什么写。\n")
    blog.write("assets/a.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='16' height='9'/>")
    blog.write(
        "_data/topics.yml",
        "降息:\n  title: 降息，從央行到你家\n  lead: 這裡說明利率怎樣走到帳單上。\n购债: 央行买债的几种办法。\n",
    )
    blog.write(
        "blog/2025/12/10/fed.md",
        post("美联储降息", "seo: [降息, 购债]", "series: 周记", "cover: ../../../../assets/a.svg"),
    )
    blog.write("blog/2025/12/10/fed.zh-tw.md", "---\ntitle: 聯準會降息\n---\n聯準會說降息。\n")
    blog.write(
        "blog/2025/12/11/hant.md",
        "---\ntitle: 聯準會啟動購債\ndate: 2025-12-11 08:48\nupdated: 2025-12-20\ncategory: 宏觀\n"
        "tags: [購債計畫, 利率]\nseo: [購債, 降息]\nauthor: 王小明\nsource: https://example.com/a\n"
        "---\n聯準會宣布購債計畫，市場反應平淡。\n",
    )
    blog.write(
        "blog/2025/12/12/odd.md", post(ODD, f'category: "{ODD_NAME}"', f'tags: ["{ODD_NAME}"]')
    )
    blog.write("blog/2025/12/13/endless.md", post(ENDLESS, f"tags: [{ENDLESS}]"))
    blog.write(
        "blog/2025/12/14/only.md",
        post("只給臺灣的話", "zh: {variants: [zh-Hant-TW]}", "lang: zh-Hant"),
    )
    blog.write("blog/2025/12/15/last.md", post("最后一篇", "series: 周记", "tags: [利率]"))


ODD_NAME = r"<&\"'> ]]> 😀 国债"
"""As YAML has it; what it says stands below."""
SAID = "<&\"'> ]]> 😀 国债"


def post(title: str, *lines: str) -> str:
    quoted = title.replace("\\", "\\\\").replace('"', '\\"')
    front = "\n".join([f'title: "{quoted}"', *lines])
    if "category" not in front:
        front += "\ncategory: 宏观"
    return f"---\n{front}\n---\n央行宣布购买第 {len(front)} 批国债，市场反应平淡。\n"


FED = "blog/2025/12/10/fed/index.html"
HANT = "blog/2025/12/11/hant/index.html"
ODD_PAGE = "blog/2025/12/12/odd/index.html"
ENDLESS_PAGE = "blog/2025/12/13/endless/index.html"
ONLY = "blog/2025/12/14/only/index.html"

# Addresses


def test_every_url_in_heads_and_graphs_leads_to_a_file_of_the_site(read: Read):
    named = list(urls_of(read.site))

    assert len(named) > 2000
    assert missing_urls(read.site, named) == []


def test_every_canonical_address_is_the_pages_own(read: Read):
    wrong = {
        path: head.canonical
        for path, head in read.heads.items()
        if file_of(head.canonical) != path
        or head.meta("og:url") != ("" if "/page/" in f"/{path}" else head.canonical)
    }

    assert wrong == {}


def test_every_alternate_names_the_page_back(read: Read):
    for path, head in read.heads.items():
        assert head.canonical in head.alternates.values(), path
        for url in head.alternates.values():
            assert read.heads[file_of(url)].alternates == head.alternates, (path, url)


def test_a_page_of_every_edition_has_all_five_alternates(read: Read):
    assert read.heads[f"zh-hk/{FED}"].alternates == {
        "zh-Hans": f"{BASE}blog/2025/12/10/fed/",
        "zh-Hant-TW": f"{BASE}zh-tw/blog/2025/12/10/fed/",
        "zh-Hant": f"{BASE}zh-tw/blog/2025/12/10/fed/",
        "zh-Hant-HK": f"{BASE}zh-hk/blog/2025/12/10/fed/",
        "x-default": f"{BASE}blog/2025/12/10/fed/",
    }


def test_a_page_that_an_edition_lacks_does_not_name_it(read: Read):
    head = read.heads[f"zh-tw/{ONLY}"]

    assert [path for path in read.heads if path.endswith(ONLY)] == [
        f"zh-hk/{ONLY}",
        f"zh-tw/{ONLY}",
    ]
    assert set(head.alternates) == {"zh-Hant-TW", "zh-Hant", "zh-Hant-HK", "x-default"}
    assert head.alternates["x-default"] == f"{BASE}zh-tw/blog/2025/12/14/only/"
    assert head.metas_of("og:locale:alternate") == ["zh_HK"]


def test_each_edition_says_its_language_and_the_others(read: Read):
    head = read.heads[f"zh-tw/{HANT}"]

    assert head.meta("og:locale") == "zh_TW"
    assert sorted(head.metas_of("og:locale:alternate")) == ["zh_CN", "zh_HK"]
    assert head.meta("content-language") == "zh-tw"


def test_a_lost_page_claims_no_address(read: Read):
    for prefix in PREFIXES:
        html = read.html(f"{prefix}404.html")

        assert 'rel="canonical"' not in html
        assert "hreflang=" not in html.partition("</head>")[0]
        assert '<meta name="robots" content="noindex, follow">' in html
        assert "ld+json" not in html


# Titles and descriptions


@pytest.mark.parametrize("prefix", PREFIXES)
def test_no_two_pages_have_one_title_or_one_description(read: Read, prefix: str):
    for tell in (lambda head: head.title, lambda head: head.meta("description")):
        pages = defaultdict(list)
        for path, head in read.indexed(prefix):
            pages[tell(head)].append(path)

        assert {said: paths for said, paths in pages.items() if len(paths) > 1} == {}


def test_a_head_is_in_one_chinese_whatever_its_texts_were_written_in(read: Read):
    head = read.heads["zh-tw/tags/利率/index.html"]
    other = read.heads["tags/利率/index.html"]

    assert head.title == "利率 · 標籤 · 一文財經"
    assert head.meta("description") == "利率（標籤），共 2 篇文章。《最後一篇》《聯準會啟動購債》。"
    assert (
        other.meta("description") == "利率（标签），共 2 篇文章。《最后一篇》《联准会启动购债》。"
    )


def test_a_later_page_of_a_traditional_tag_is_in_one_chinese_too(read: Read):
    head = read.heads["zh-tw/categories/宏观/page/2/index.html"]

    assert head.title == "宏觀 · 2025年12月10日至11日 · 一文財經"


def test_home_is_described_by_its_author(read: Read):
    assert read.heads["index.html"].meta("description") == "给每一种中文的读者。"
    assert read.heads["zh-hk/index.html"].title == "一文財經"
    assert read.heads["page/2/index.html"].title == "2025年12月10日至11日 · 一文财经"


def test_an_article_names_its_keywords_authors_and_terms(read: Read):
    head = read.heads[HANT]

    assert head.meta("keywords") == "购债, 降息"
    assert head.meta("author") == "王小明"
    article = head.node("NewsArticle")
    assert article["keywords"] == "购债, 降息, 购债计划, 利率"
    assert (article["articleSection"], article["author"]["name"]) == ("宏观", "王小明")
    assert head.meta("article:published_time") == "2025-12-11T08:48:00+08:00"
    assert head.meta("article:modified_time") == "2025-12-20T00:00:00+08:00"
    assert head.meta("robots") == "max-image-preview:large"


def test_a_cover_is_shown_where_an_article_is_shared(read: Read):
    head = read.heads[FED]

    assert head.meta("og:image") == f"{BASE}assets/a.svg"
    assert head.meta("twitter:card") == "summary_large_image"


def test_one_element_describes_a_page_to_everybody(read: Read):
    shared = {path: head for path, head in read.heads.items() if head.metas_of("og:title")}
    assert {path for path in read.heads.keys() - shared if "/page/" not in f"/{path}"} == set()
    for path, head in shared.items():
        (described,) = [meta for meta in head.metas if meta.get("name") == "description"]
        assert described.get("property") == "og:description", path
        assert len(head.metas_of("og:description")) == 1


# What can be subscribed to


def test_every_page_leads_to_the_feeds_of_its_edition(read: Read):
    assert read.heads[f"zh-tw/{FED}"].feeds == [("application/rss+xml", "../../../../../rss.xml")]
    assert read.heads["zh-tw/about/index.html"].feeds == [
        ("application/rss+xml", "../rss.xml"),
        ("application/atom+xml", "../atom.xml"),
        ("application/feed+json", "../feed.json"),
    ]


def test_a_category_leads_to_its_own_feeds_too(read: Read):
    feeds = read.heads["categories/宏观/index.html"].feeds

    assert read.heads["categories/宏观/page/2/index.html"].feeds == []
    assert [url for _, url in feeds[3:]] == [
        f"../../categories/%E5%AE%8F%E8%A7%82/{name}"
        for name in ("rss.xml", "atom.xml", "feed.json")
    ]


# Graphs


def nodes_of(value: Any) -> Iterator[dict[str, Any]]:
    """Every node in a graph that has a type, at any depth."""
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        for inner in value.values():
            yield from nodes_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from nodes_of(inner)


def test_every_node_has_what_google_requires_and_recommends(read: Read):
    nodes = [(path, node) for path, head in read.heads.items() for node in nodes_of(head.graph)]
    asked = {kind: (*keys, *RECOMMENDED.get(kind, ())) for kind, keys in REQUIRED.items()}
    lacking = [
        (path, node["@type"], key)
        for path, node in nodes
        for key in asked.get(node["@type"], ())
        if not node.get(key)
    ]

    assert lacking == []
    assert {node["@type"] for _, node in nodes} >= set(REQUIRED)


def test_no_node_says_what_pages_do_not_show(read: Read):
    said = [
        (path, node["@type"], key)
        for path, head in read.heads.items()
        for node in nodes_of(head.graph)
        for key in NOT_SHOWN.get(node["@type"], ())
        if key in node
    ]

    assert said == []


def test_what_is_recommended_stands_where_it_is_known(read: Read):
    def known(path: str, kind: str) -> set[str]:
        return set(read.heads[path].node(kind)) & set(WHERE_KNOWN[kind])

    assert known(FED, "NewsArticle") == {"image"}
    assert known(HANT, "NewsArticle") == {"dateModified"}
    assert known("index.html", "Organization") == {"logo"}


def test_every_way_has_at_least_two_steps_in_order(read: Read):
    ways = [
        node
        for head in read.heads.values()
        for node in head.graph
        if node["@type"] == "BreadcrumbList"
    ]

    assert len(ways) > 60
    for way in ways:
        steps = way["itemListElement"]
        assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
        assert len(steps) >= 2
        assert all(step["name"] and step["item"].startswith(BASE) for step in steps)


def test_every_id_that_a_graph_refers_to_is_in_it(read: Read):
    for path, head in read.heads.items():
        ids = {node["@id"] for node in nodes_of(head.graph) if "@id" in node}
        assert refers_to(head.graph) <= ids, path


def refers_to(value: Any) -> set[str]:
    """The ids of nodes that are only named."""
    if isinstance(value, list):
        return set().union(*map(refers_to, value))
    if not isinstance(value, dict):
        return set()
    if set(value) == {"@id"}:
        return {value["@id"]}
    return refers_to(list(value.values()))


class _Seen(HTMLParser):
    """The text that a page shows."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.attributes: list[str] = []
        self._hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden = tag in ("script", "style")
        self.attributes += [value for _, value in attrs if value]

    def handle_endtag(self, _tag: str) -> None:
        self._hidden = False

    def handle_data(self, data: str) -> None:
        self.text += "" if self._hidden else data


SHOWN = ("name", "headline", "articleSection")
"""Keys whose texts stand in the page as they are."""


def test_a_graph_says_nothing_that_its_page_does_not_show(read: Read):
    for path, head in read.heads.items():
        seen = _Seen()
        seen.feed(read.html(path).partition("</head>")[2])
        for node in nodes_of(head.graph):
            for key in SHOWN:
                texts = node.get(key, [])
                for text in [texts] if isinstance(texts, str) else texts:
                    assert text.removesuffix("…") in seen.text, (path, key)
            for key in ("datePublished", "dateModified"):
                day = node.get(key, "")[:10]
                assert any(value.startswith(day) for value in seen.attributes), (path, key)


def test_an_article_is_told_in_each_edition(read: Read):
    told = {prefix: read.heads[f"{prefix}{HANT}"].node("NewsArticle") for prefix in PREFIXES}

    assert {article["inLanguage"] for article in told.values()} == set(PREFIXES.values())
    assert [article["headline"] for article in told.values()] == [
        "联准会启动购债",
        "聯準會啟動購債",
        "聯準會啟動購債",
    ]
    assert told[""]["keywords"] == "购债, 降息, 购债计划, 利率"
    assert told["zh-hk/"]["isBasedOn"] == "https://example.com/a"
    assert told["zh-tw/"]["datePublished"] == "2025-12-11T08:48:00+08:00"
    assert told["zh-tw/"]["author"] == {
        "@type": "Person",
        "name": "王小明",
        "url": f"{BASE}zh-tw/authors/%E7%8E%8B%E5%B0%8F%E6%98%8E/",
    }
    assert read.heads[FED].node("NewsArticle")["author"]["@type"] == "Organization"


def test_a_version_written_by_hand_is_told_by_its_own_title(read: Read):
    titles = {
        prefix: read.heads[f"{prefix}{FED}"].node("NewsArticle")["headline"] for prefix in PREFIXES
    }

    assert titles == {"": "美联储降息", "zh-tw/": "聯準會降息", "zh-hk/": "美聯儲降息"}


def test_each_edition_is_searched_by_its_own_page(read: Read):
    actions = [
        read.heads[f"{prefix}index.html"].node("WebSite")["potentialAction"] for prefix in PREFIXES
    ]

    assert [action["target"]["urlTemplate"] for action in actions] == [
        f"{BASE}{prefix}search/?q={{search_term_string}}" for prefix in PREFIXES
    ]


def test_lists_lead_to_their_articles_where_they_can_be_read(read: Read):
    urls = {
        item["url"]
        for _, head in read.indexed("")
        for node in nodes_of(head.graph)
        if node["@type"] == "ItemList"
        for item in node["itemListElement"]
    }

    assert urls == {
        f"{BASE}zh-tw/blog/2025/12/14/only/",
        *(url_of(path) for path in (FED, HANT, ODD_PAGE)),
        f"{BASE}blog/2025/12/15/last/",
    }


# Odd texts


@pytest.mark.parametrize(
    ("prefix", "title"),
    [
        ("", ODD),
        ("zh-tw/", ODD.replace("国债", "國債").replace("“引号”", "「引號」")),
        ("zh-hk/", ODD.replace("国债", "國債").replace("“引号”", "「引號」")),
    ],
)
def test_an_odd_title_is_right_everywhere(read: Read, prefix: str, title: str):
    head = read.heads[f"{prefix}{ODD_PAGE}"]
    (_, category) = head.node("BreadcrumbList")["itemListElement"]
    name = SAID.replace("国债", "國債") if prefix else SAID

    assert head.title.startswith(f"{title} · ")
    assert head.meta("og:title") == title
    assert head.node("NewsArticle")["headline"] == title
    assert head.node("NewsArticle")["articleSection"] == category["name"] == name


def test_an_endless_title_is_whole_but_in_the_headline(read: Read):
    head = read.heads[ENDLESS_PAGE]

    assert head.meta("og:title") == ENDLESS
    assert head.node("NewsArticle")["headline"] == f"{ENDLESS[:109]}…"
    assert head.node("NewsArticle")["keywords"] == ENDLESS


# Topics


def test_a_topic_has_the_title_and_the_lead_of_its_editor_in_each_edition(read: Read):
    for prefix, title, lead in (
        ("", "降息，从央行到你家", "这里说明利率怎样走到帐单上。"),
        ("zh-tw/", "降息，從央行到你家", "這裡說明利率怎樣走到帳單上。"),
    ):
        path = f"{prefix}topics/降息/index.html"
        assert re.search(rf"<h1[^>]*>{title}</h1>", read.html(path))
        assert f">{lead}</span></p>" in read.html(path)
        assert read.heads[path].title.startswith(f"{title} · ")
        assert read.heads[path].node("CollectionPage")["description"] == f"降息：{lead}"


def test_thin_lists_are_not_to_be_found(read: Read):
    found = {path for path, _ in read.indexed("")}

    assert "topics/购债/index.html" in found
    assert "tags/利率/index.html" in found
    assert "tags/购债计划/index.html" not in found
    assert "archive/2025/12/index.html" not in found
    assert "search/index.html" not in found
    assert "archive/2025/page/2/index.html" not in found
    assert "page/2/index.html" in found


def test_the_sitemap_lists_exactly_what_may_be_found(read: Read):
    listed = set(re.findall("<loc>([^<]*)</loc>", read.html("sitemap.xml")))
    found = {head.canonical for prefix in PREFIXES for _, head in read.indexed(prefix)}

    assert listed == found


# Weight


def test_what_machines_are_told_weighs_little(read: Read):
    """The whole page may weigh 10 KB."""
    told = read.html(FED).partition("</head>")[0].encode()

    assert len(gzip.compress(told, 9)) < 2_300


def test_a_site_without_an_address_is_told_so_in_every_head(blog: Blog):
    blog.write("blog/2025/12/10/fed.md", post("美联储降息", "tags: [利率]"))
    blog.build(site_url="")

    heads = heads_of(blog.site)
    named = {
        (each.place, each.url) for each in urls_of(blog.site) if not each.place.startswith("link")
    }

    assert named == set()
    assert {head.canonical for head in heads.values()} == {""}
    assert heads[FED].node("NewsArticle")["headline"] == "美联储降息"
    assert missing_urls(blog.site, urls_of(blog.site)) == []


def test_the_icon_of_the_settings_is_that_of_every_page_and_the_publishers(blog: Blog):
    blog.write("blog/2025/12/10/fed.md", post("美联储降息", "tags: [利率]"))
    blog.build(theme={"custom_dir": str(ROOT / "overrides"), "favicon": "assets/icon-192.png"})

    page = (blog.site / FED).read_text(encoding="utf-8")
    publisher = heads_of(blog.site)[FED].node("NewsArticle")["publisher"]

    assert '<link rel="icon" href="../../../../../assets/icon-192.png">' in page
    assert publisher["logo"] == f"{BASE}assets/icon-192.png"
