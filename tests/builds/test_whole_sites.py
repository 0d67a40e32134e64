"""The sample site, and a larger one of both scripts: what every page says of addresses holds."""

from __future__ import annotations

import json
import re
import shutil
from collections import defaultdict
from datetime import date, timedelta
from html import unescape
from pathlib import Path

import pytest
from lxml import etree

from tests.builds.site_reading import (
    BASE,
    Named,
    PageHead,
    file_of,
    heads_of,
    missing_urls,
    urls_of_head,
)
from tests.conftest import NOW, ROOT, Blog

pytestmark = pytest.mark.build

POSTS = 300
FEEDS = ("rss.xml", "atom.xml", "feed.json")
HANS = "第 {at} 篇说的是{topic}：央行宣布购买国债，市场反应平淡，头发也白了几根。"
HANT = "第 {at} 篇說的是{topic}：聯準會宣布購債計畫，市場反應平淡，頭髮也白了幾根。"
TOPICS = {
    "hans": ("利率", "汇率", "国债", "债券", "软体", "半导体", "黄金", "通胀", "股市", "会计"),
    "hant": ("利率", "匯率", "國債", "債券", "軟體", "半導體", "黃金", "通脹", "股市", "會計"),
}


@pytest.fixture(scope="module", params=["sample", "generated"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", NOW)
        blog = Blog(tmp_path_factory.mktemp(request.param))
        if request.param == "sample":
            shutil.copytree(ROOT / "docs", blog.docs)
        else:
            write_generated(blog)
        blog.build({"search": request.param == "sample", "social_cards": 20})
    return blog.site


def write_generated(blog: Blog) -> None:
    """Posts whose terms are spelled in both scripts and shared by many."""
    blog.write("index.md", "---\ntitle: 首页\n---\n")
    for at in range(POSTS):
        day = date(2024, 1, 1) + timedelta(days=2 * at)
        script, body, form = (
            ("hans", HANS, "{}与{}之 {}") if at % 3 else ("hant", HANT, "{}與{}之 {}")
        )
        topic, other = TOPICS[script][at % 10], TOPICS[script][at // 10 % 10]
        front = {
            "title": form.format(topic, other, at),
            "date": day.isoformat(),
            "category": TOPICS[script][at % 4],
            "tags": [topic, other],
            "seo": [topic, f"{other}{at % 40}"],
            "author": ("王小明", "編輯部", "李四")[at % 3],
            **({"series": f"系列{at % 20}"} if at % 5 == 0 else {}),
        }
        text = "\n".join(f"{key}: {json.dumps(value)}" for key, value in front.items())
        blog.write(
            f"blog/{day:%Y/%m/%d}/p{at}.md",
            f"---\n{text}\n---\n{body.format(at=at, topic=topic)}\n",
        )


@pytest.fixture(scope="module")
def heads(site: Path) -> dict[str, PageHead]:
    return heads_of(site)


def test_every_url_of_heads_and_graphs_exists(site: Path, heads: dict[str, PageHead]):
    named = [each for path, head in heads.items() for each in urls_of_head(head, path)]

    assert len(named) > 10_000
    assert missing_urls(site, named) == []


def test_every_address_that_feeds_and_programs_are_given_exists(site: Path):
    told = [*(path for name in FEEDS for path in site.rglob(name)), site / "llms.txt"]
    named = [
        Named(path.relative_to(site).as_posix(), "text", url)
        for path in told
        for url in re.findall(rf"{BASE}[^\s\"'<>\\)]*", unescape(path.read_text(encoding="utf-8")))
    ]

    assert len(named) > 5_000
    assert missing_urls(site, named) == []


def test_every_canonical_is_itself_and_every_alternate_reciprocal(heads: dict[str, PageHead]):
    wrong = [
        (path, url)
        for path, head in heads.items()
        for url in (head.canonical, *head.alternates.values())
        if file_of(head.canonical) != path or heads[file_of(url)].alternates != head.alternates
    ]

    assert wrong == []


def test_the_sitemap_names_just_the_pages_that_may_be_found_and_all_their_editions(
    site: Path, heads: dict[str, PageHead]
):
    tree = etree.parse(site / "sitemap.xml").getroot()
    etree.XMLSchema(etree.parse(ROOT / "tests" / "schemas" / "sitemap.xsd")).assertValid(tree)
    listed = {
        file_of(entry.findtext("{*}loc", "")): {
            link.get("hreflang"): link.get("href") for link in entry.iterfind("{*}link")
        }
        for entry in tree
    }

    found = {path for path, head in heads.items() if "noindex" not in head.meta("robots")}
    assert listed == {path: heads[path].alternates for path in found}
    images = {file_of(image.text or "") for image in tree.iterfind(".//{*}image/{*}loc")}
    assert [image for image in images if not (site / image).is_file()] == []


def test_every_graph_can_be_read_and_knows_what_it_refers_to(heads: dict[str, PageHead]):
    for path, head in heads.items():
        text = json.dumps(head.graph, ensure_ascii=False)
        ids = set(re.findall(r'"@id": "([^"]+)", "', text))
        named = set(re.findall(r'\{"@id": "([^"]+)"\}', text))

        assert named <= ids, path


@pytest.mark.parametrize("prefix", ["", "zh-tw/", "zh-hk/"])
def test_no_two_pages_that_can_be_found_have_one_title(heads: dict[str, PageHead], prefix: str):
    pages = defaultdict(list)
    for path, head in heads.items():
        edition = f"{path.partition('/')[0]}/" if path.startswith("zh-") else ""
        if edition == prefix and "noindex" not in head.meta("robots"):
            pages[head.title].append(path)

    assert {title: paths for title, paths in pages.items() if len(paths) > 1} == {}


def test_pages_that_are_converted_keep_nothing_of_the_other_script(heads: dict[str, PageHead]):
    """Marks and slots of heads and graphs, in Traditional: no Simplified character is left."""
    simplified = re.compile("[国债与说计汇黄发页标签专题归档]")
    left = {
        (path, found[0])
        for path, head in heads.items()
        if path.startswith("zh-tw/")
        for text in (head.title, head.meta("description"), *head.graphs)
        if (found := simplified.search(text))
    }

    assert left == set()
