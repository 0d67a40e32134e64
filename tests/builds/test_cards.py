"""Where a page is shared it has a picture, which exists and has the words of its edition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.builds.site_reading import BASE, PageHead, file_of, heads_of
from tests.builds.workshop import Workshop, assert_same, hasten, open_workshop, paint
from tests.conftest import NOW, ROOT, Blog
from yiwen import fonts
from yiwen.fonts import find_faces

pytestmark = pytest.mark.build
needs_font = pytest.mark.skipif(not find_faces(), reason="no font with Chinese characters")

CARDS = {"social_cards": 20, "page_posts": 2}
TAG = re.compile(r"\.[0-9a-f]{8}\.")
PLAIN = f"{BASE}assets/card.png"


def images_of(head: PageHead) -> list[str]:
    """The images of a page, their tags left out."""
    return [TAG.sub(".", url.removeprefix(BASE)) for url in head.metas_of("og:image")]


def write_post(blog: Blog, name: str, title: str, *lines: str) -> None:
    day = f"2025-11-{10 + ord(name[0]) - ord('a')}"
    front = "\n".join([f"title: {title}", f"date: {day}", "category: 宏观", *lines])
    blog.write(f"blog/{name}.md", f"---\n{front}\n---\n央行宣布购买国债，市场反应平淡。\n")


@dataclass(frozen=True)
class Read:
    site: Path
    heads: dict[str, PageHead]

    def cards(self) -> dict[str, bytes]:
        """Every card by its path, its tag left out."""
        found = sorted(self.site.rglob("card.*.png"))
        below = [path.relative_to(self.site).as_posix() for path in found]
        return {
            TAG.sub(".", name): path.read_bytes() for name, path in zip(below, found, strict=True)
        }


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", NOW)
        blog = Blog(tmp_path_factory.mktemp("cards"))
        blog.write("index.md", "---\ntitle: 首页\n---\n")
        blog.write("about.md", "# 关于\n\n为什么写。\n")
        blog.write("assets/large.png", paint(1300, 700))
        blog.write("assets/small.png", paint(1100, 700))
        blog.write(
            "assets/drawn.svg",
            "<svg xmlns='http://www.w3.org/2000/svg' width='1600' height='900'/>",
        )
        write_post(blog, "a", "软件与“数据” -{不转换}- 😀")
        write_post(blog, "b", "有封面", "cover: ../assets/large.png")
        write_post(blog, "c", "封面很小", "cover: ../assets/small.png")
        write_post(blog, "d", "封面是画的", "cover: ../assets/drawn.svg")
        write_post(blog, "e", "封面在别处", "cover: https://example.org/far.jpg")
        write_post(blog, "f", "不给香港的话", "zh: {variants: [zh-Hant-TW]}")
        write_post(blog, "g", "给大陆的话")
        blog.write("blog/g.zh-tw.md", "---\ntitle: 寫給臺灣的話\n---\n另外寫的。\n")
        blog.build(CARDS)
    return Read(blog.site, heads_of(blog.site))


@needs_font
def test_every_page_but_the_later_ones_of_lists_has_an_image_that_exists(read: Read):
    first = {path: head for path, head in read.heads.items() if "page/" not in path}
    lacking = [path for path, head in first.items() if not images_of(head)]
    ours = {url for head in read.heads.values() for url in head.metas_of("og:image")}
    missing = [url for url in ours if file_of(url) and not (read.site / file_of(url)).is_file()]

    assert lacking in ([], ["404.html", "zh-hk/404.html", "zh-tw/404.html"])
    assert missing == []


@needs_font
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a", ["blog/a/card.png"]),
        ("b", ["assets/large.png", "blog/b/card.png"]),
        ("c", ["blog/c/card.png", "assets/small.png"]),
        ("d", ["blog/d/card.png", "assets/drawn.svg"]),
        ("e", ["blog/e/card.png", "https://example.org/far.jpg"]),
    ],
)
def test_a_large_cover_of_the_sites_own_comes_first_and_else_the_card(
    read: Read, name: str, expected: list[str]
):
    head = read.heads[f"blog/{name}/index.html"]

    assert images_of(head) == expected
    assert head.meta("twitter:card") == "summary_large_image"


@needs_font
def test_the_sizes_of_each_image_are_told(read: Read):
    head = read.heads["zh-tw/blog/b/index.html"]

    assert images_of(head) == ["assets/large.png", "zh-tw/blog/b/card.png"]
    assert head.metas_of("og:image:width") == ["1300", "1200"]
    assert head.metas_of("og:image:height") == ["700", "630"]


@needs_font
def test_lists_and_pages_have_the_sites_card(read: Read):
    for path in ("index.html", "about/index.html", "tags/index.html", "archive/index.html"):
        assert images_of(read.heads[path]) == ["card.png"]
        assert images_of(read.heads[f"zh-hk/{path}"]) == ["zh-hk/card.png"]


@needs_font
def test_each_edition_has_its_own_cards_of_what_it_can_read(read: Read):
    names = sorted(read.cards())

    assert [name for name in names if "/f/" in name] == ["blog/f/card.png", "zh-tw/blog/f/card.png"]
    assert [name for name in names if "/g/" in name] == [
        "blog/g/card.png",
        "zh-hk/blog/g/card.png",
        "zh-tw/blog/g/card.png",
    ]
    assert len(names) == 3 + 6 * 3 + 2


@needs_font
def test_cards_are_large_and_light(read: Read):
    for content in read.cards().values():
        assert Image.open(BytesIO(content)).size == (1200, 630)
        assert len(content) < 16_000


# What changes


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    hasten(monkeypatch, tmp_path / "compiled")
    made = open_workshop(tmp_path / "shop", monkeypatch, posts=4)
    made.settings |= {"social_cards": 3, "variants": {"zh-Hans": "", "zh-Hant-TW": "zh-tw"}}
    return made


def cards_of(shop: Workshop, path: str) -> Iterator[Path]:
    """The cards of a post, by the path of its source."""
    for prefix in ("", "zh-tw/"):
        yield from sorted((shop.site / prefix / path.removesuffix(".md")).glob("card.*.png"))


@needs_font
def test_cards_are_drawn_again_only_when_their_words_change(shop: Workshop):
    assert shop.build_warm()
    path = shop.nth(-1)
    before = {each.name: each.stat().st_mtime_ns for each in cards_of(shop, path)}
    shop.posts[path].paragraphs.append("正文变了。")
    shop.keep(path)
    assert shop.build_warm()
    assert {each.name: each.stat().st_mtime_ns for each in cards_of(shop, path)} == before

    shop.posts[path] = shop.posts[path].but(title="另一个题目")
    shop.keep(path)
    assert shop.build_warm()
    assert shop.build_cold()

    names = {each.name for each in cards_of(shop, path)}
    assert len(names) == len(before) == 2
    assert not names & before.keys()
    assert_same(shop.site, shop.cold_site)


@needs_font
def test_an_article_that_is_no_longer_among_the_newest_shows_the_sites_card(shop: Workshop):
    assert shop.build_warm()
    oldest, older = shop.nth(0), shop.nth(1)
    assert [len(list(cards_of(shop, path))) for path in (oldest, older)] == [0, 2]

    shop.write("blog/2026/06/01/new.md", "---\ntitle: 新的一篇\n---\n\n正文。\n")
    assert shop.build_warm()
    assert shop.build_cold()

    assert list(cards_of(shop, older)) == []
    head = heads_of(shop.site)[f"{older.removesuffix('.md')}/index.html"]
    assert not [url for url in head.metas_of("og:image") if "blog/" in url]
    assert_same(shop.site, shop.cold_site)


# Without


def find_nothing() -> list[fonts.Face]:
    return []


def build_one(blog: Blog, settings: Mapping[str, object], **config: object) -> PageHead:
    write_post(blog, "a", "软件与数据")
    blog.build(settings, **config)
    return heads_of(blog.site)["blog/a/index.html"]


@needs_font
def test_editions_whose_cards_look_the_same_share_one(blog: Blog, monkeypatch: pytest.MonkeyPatch):
    face = find_faces()[0]
    monkeypatch.setattr(fonts, "_ask_fontconfig", lambda: [face])
    blog.write("index.md", "---\ntitle: 首页\n---\n")
    write_post(blog, "a", "一文不值")
    write_post(blog, "b", "里面的数据")

    blog.build(CARDS, site_name="文")

    heads = heads_of(blog.site)
    one, other = (
        [images_of(heads[f"{edition}blog/{name}/index.html"]) for edition in ("zh-tw/", "zh-hk/")]
        for name in ("a", "b")
    )
    assert one == [["zh-tw/blog/a/card.png"]] * 2
    assert other == [["zh-tw/blog/b/card.png"], ["zh-hk/blog/b/card.png"]]
    assert not list((blog.site / "zh-hk/blog/a").glob("card*"))


def test_without_a_font_a_plain_card_stands_for_all_and_one_line_says_so(
    blog: Blog, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    monkeypatch.setattr(fonts, "_ask_fontconfig", find_nothing)
    monkeypatch.setattr(fonts, "_look_around", find_nothing)
    monkeypatch.setenv("YIWEN_LANG", "en")
    caplog.set_level("INFO", "mkdocs")

    head = build_one(blog, CARDS, strict=True)

    assert head.metas_of("og:image") == [PLAIN]
    assert (blog.site / "assets/card.png").read_bytes() == (
        ROOT / "overrides/assets/card.png"
    ).read_bytes()
    assert [each for each in caplog.messages if "no font" in each] == [
        (
            "mkdocs.yml: extra.yiwen.social_cards: this system has no font with Chinese characters: "
            "the pictures of shared pages have no words\n  mend: install one (Debian, Ubuntu: "
            "apt-get install fonts-noto-cjk) or name its file in card_font"
        )
    ]


@pytest.mark.parametrize(
    ("settings", "config"),
    [({"social_cards": False}, {}), (CARDS, {"site_url": ""})],
    ids=["not wanted", "no address"],
)
def test_no_font_is_looked_for_where_no_card_is_drawn(
    blog: Blog,
    monkeypatch: pytest.MonkeyPatch,
    settings: Mapping[str, object],
    config: Mapping[str, object],
):
    def refuse() -> None:
        raise AssertionError

    monkeypatch.setattr(fonts, "_ask_fontconfig", refuse)

    head = build_one(blog, settings, **config)

    assert head.metas_of("og:image") == ([] if config else [PLAIN])
    assert list(blog.site.rglob("card.*.png")) == []


def test_a_card_font_that_is_not_there_stops_the_build(blog: Blog):
    blog.configure({"social_cards": 1, "card_font": "fonts/own.otf"})
    write_post(blog, "a", "软件")
    said = blog.run().stderr

    assert "extra.yiwen.card_font: " in said
    assert "fonts/own.otf" in said
    assert "Traceback" not in said
