"""Images come in the sizes that screens need; originals stay as they are."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NoReturn

import pytest
from PIL import Image

from tests.conftest import Blog

pytestmark = pytest.mark.build

POST = "---\ntitle: {title}\ndate: 2025-12-{day}\n{front}---\n\n{body}\n"
QUICK = {"page_posts": 3, "variants": {"zh-Hans": "", "zh-Hant-TW": "zh-tw"}}


def paint(width: int, height: int, colour: str = "brown", kind: str = "JPEG") -> bytes:
    written = BytesIO()
    Image.new("RGB", (width, height), colour).save(written, kind)
    return written.getvalue()


def write_post(
    blog: Blog, name: str, *, cover: str = "", body: str = "话。", day: int = 12
) -> None:
    front = f"coverImage: {cover}\n" if cover else ""
    text = POST.format(title=f"题目{name}", day=day, front=front, body=body)
    blog.write(f"blog/{name}.md", text)


def images(html: str) -> list[str]:
    return re.findall(r"<img[^>]*>", html)


def made(blog: Blog) -> dict[str, tuple[int, int]]:
    """The sizes that were made: name without the part that tells the content -> width, height."""
    found = {}
    for path in sorted(blog.site.rglob("*.*-*.webp")):
        name = re.sub(r"\.[0-9a-f]{8}-", "-", path.relative_to(blog.site).as_posix())
        with Image.open(path) as image:
            found[name] = image.size
    return found


@pytest.fixture(scope="module")
def blog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Blog]:
    """A site with images of many kinds, built once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1795132800")
        blog = Blog(tmp_path_factory.mktemp("pictures"))
        blog.write("index.md", "---\ntitle: 首页\n---\n")
        blog.write("assets/wide.jpg", paint(1000, 500))
        blog.write("assets/tall.png", paint(600, 900, kind="PNG"))
        blog.write("assets/icon.png", paint(64, 64, kind="PNG"))
        blog.write(
            "assets/drawn.svg", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 6'/>"
        )
        blog.write("assets/nobody.jpg", paint(1000, 500, "teal"))
        blog.write("assets/draft.jpg", paint(1000, 500, "navy"))
        write_post(blog, "cover", cover="assets/wide.jpg", body="![图](../assets/tall.png)", day=12)
        body = (
            "![图](../assets/wide.jpg)\n\n![小](../assets/icon.png)\n\n![画](../assets/drawn.svg)\n\n"
            "![窄](../assets/wide.jpg){ width=300 }\n\n![远](https://example.org/far.png)\n\n"
            '<img src="../../assets/wide.jpg" alt="写">\n\n[大图](../assets/nobody.jpg)'
        )
        write_post(blog, "plain", body=body, day=11)
        write_post(blog, "far", cover="https://example.org/c.jpg", day=10)
        blog.write("about.md", "# 关于\n\n![图](assets/tall.png)\n")
        draft = "---\ntitle: 稿\ndate: 2025-12-09\ndraft: true\n---\n![图](../assets/draft.jpg)\n"
        blog.write("blog/draft.md", draft)
        blog.build(QUICK)
        yield blog


@pytest.fixture(scope="module")
def pages(blog: Blog) -> dict[str, str]:
    return blog.pages()


WIDE = re.compile(
    r'width="1000" height="500" srcset="(\S+)assets/wide\.[0-9a-f]{8}-480\.webp 480w, '
    r"\1assets/wide\.[0-9a-f]{8}-800\.webp 800w, \1assets/wide\.[0-9a-f]{8}-1000\.webp 1000w\""
)


def test_what_pages_show_comes_in_sizes_and_nothing_else(blog: Blog):
    assert made(blog) == {
        "assets/tall-480.webp": (480, 720),
        "assets/tall-600.webp": (600, 900),
        "assets/wide-1000.webp": (1000, 500),
        "assets/wide-480.webp": (480, 240),
        "assets/wide-800.webp": (800, 400),
    }


def test_originals_are_published_as_they_are(blog: Blog):
    for name in ("wide.jpg", "tall.png", "icon.png", "drawn.svg", "nobody.jpg"):
        path = Path("assets", name)
        assert (blog.site / path).read_bytes() == (blog.docs / path).read_bytes()


def test_the_cover_of_an_article_is_loaded_first(pages: dict[str, str]):
    cover, inside, *_ = images(pages["blog/cover/index.html"])

    assert WIDE.search(cover)
    assert 'sizes="(min-width: 48em) 43rem, calc(100vw - 2.5rem)"' in cover
    assert 'fetchpriority="high"' in cover
    assert "lazy" not in cover
    assert 'loading="lazy" decoding="async"' in inside
    assert 'width="600" height="900"' in inside


def test_the_first_cover_of_a_list_is_loaded_first(pages: dict[str, str]):
    first, *others = images(pages["index.html"])

    assert WIDE.search(first)
    assert 'fetchpriority="high"' in first
    assert "lazy" not in first
    assert all('loading="lazy"' in other and "fetchpriority" not in other for other in others)


def test_every_size_that_a_page_names_is_there(blog: Blog, pages: dict[str, str]):
    named = 0
    for path, html in pages.items():
        if not path.endswith(".html"):
            continue
        for srcset in re.findall(r'srcset="([^"]*)"', html):
            for candidate in srcset.split(", "):
                address, width = candidate.split()
                with Image.open((blog.site / path).parent / address) as image:
                    assert f"{image.width}w" == width
                named += 1
    assert named > 20


def test_images_in_a_text_have_sizes_however_they_are_written(pages: dict[str, str]):
    shown = images(pages["blog/plain/index.html"])
    wide, icon, drawn, narrow, far, element = shown[:6]

    assert WIDE.search(wide)
    assert WIDE.search(element)
    assert icon.endswith(
        'src="../../assets/icon.png" width="64" height="64" loading="lazy" decoding="async" />'
    )
    assert 'width="9" height="6"' in drawn
    assert "srcset" not in drawn
    assert 'width="300" height="150"' in narrow
    assert 'sizes="(min-width: 340px) 300px, calc(100vw - 2.5rem)"' in narrow
    assert 'referrerpolicy="no-referrer" loading="lazy"' in far


def test_without_a_cover_the_first_image_is_loaded_at_once(pages: dict[str, str]):
    text = pages["blog/plain/index.html"].partition("<!--/prose-->")[0]
    first, *others = images(text)

    assert "lazy" not in first
    assert all('loading="lazy"' in other for other in others)


def test_every_edition_finds_the_sizes_at_the_root(pages: dict[str, str]):
    assert 'srcset="../assets/tall.' in pages["about/index.html"]
    assert 'srcset="../../../assets/tall.' in pages["zh-tw/blog/cover/index.html"]
    assert 'srcset="../../assets/tall.' in pages["zh-tw/about/index.html"]


def test_a_post_without_a_cover_has_a_drawn_one(pages: dict[str, str], blog: Blog):
    home, article = pages["index.html"], pages["blog/plain/index.html"]

    assert re.search(
        r'<span class="cover-slip cover-slip-3" aria-hidden="true">题目plain</span>', home
    )
    assert re.search(r'<div class="cover cover-drawn cloth-\d+ tone-\d">', home)
    assert re.search(r'<div class="cover cover-drawn cover-band cloth-\d+ tone-\d"></div>', article)
    cloths = (blog.site / "assets/cloths.svg").read_text(encoding="utf-8")
    assert '<view id="c0" viewBox="0 0 160 90"/>' in cloths
    assert "題目plain</span>" in pages["zh-tw/index.html"]


def test_a_drawn_cover_lies_under_one_of_another_host(pages: dict[str, str]):
    (box,) = re.findall(
        r'<div class="cover cover-drawn cloth-\d+ tone-\d">(?:(?!</div>).)*c\.jpg.*?</div>',
        pages["blog/far/index.html"],
        re.DOTALL,
    )

    assert "题目far</span>" in box
    assert (
        '<img src="https://example.org/c.jpg" alt="" decoding="async" fetchpriority="high"' in box
    )


def test_no_drawing_lies_under_a_local_cover(pages: dict[str, str]):
    assert "cover-drawn" not in pages["blog/cover/index.html"].partition("</article>")[0]


# Changes


@pytest.fixture
def small(tmp_path: Path) -> Blog:
    blog = Blog(tmp_path)
    blog.write("index.md", "---\ntitle: 首页\n---\n")
    blog.write("assets/a.jpg", paint(1000, 500))
    write_post(blog, "a", cover="assets/a.jpg", body="![图](../assets/a.jpg)")
    return blog


ONE = {"variants": {"zh-Hans": ""}, "image_widths": [480, 800]}


def test_the_first_cover_that_is_an_image_is_loaded_at_once_although_a_drawn_one_stands_before(
    small: Blog,
):
    write_post(small, "newer", day=13)
    write_post(small, "older", cover="assets/a.jpg", day=11)

    first, second = images(small.build(ONE)["index.html"])

    assert 'fetchpriority="high"' in first
    assert 'loading="lazy"' in second


def test_an_image_that_changed_has_new_names_on_its_pages(small: Blog):
    before = small.build(ONE)
    small.write("assets/a.jpg", paint(1000, 500, "teal"))
    after = small.build(ONE)

    names = re.compile(r"a\.([0-9a-f]{8})-480")
    (old,), (new,) = (set(names.findall(each["blog/a/index.html"])) for each in (before, after))
    assert old != new
    assert set(names.findall(after["index.html"])) == {new}
    assert [path.name for path in sorted((small.site / "assets").glob("a.*.webp"))] == [
        f"a.{new}-480.webp",
        f"a.{new}-800.webp",
    ]


def test_an_image_of_another_shape_changes_its_pages(small: Blog):
    small.build(ONE)
    small.write("assets/a.jpg", paint(700, 700))
    after = small.build(ONE)

    assert after["blog/a/index.html"].count('width="700" height="700"') == 2
    assert 'width="700" height="700"' in after["index.html"]


def test_an_image_that_nobody_shows_any_more_has_no_sizes(small: Blog):
    small.build(ONE)
    write_post(small, "a")
    small.build(ONE)

    assert made(small) == {}
    assert [*(small.folder / ".cache/yiwen/images").iterdir()] == []


def open_nothing(_content: bytes) -> NoReturn:
    raise AssertionError("an image was opened")


def test_an_image_that_is_known_is_not_opened_again(small: Blog, monkeypatch: pytest.MonkeyPatch):
    small.build(ONE)
    before = {path: path.read_bytes() for path in small.site.rglob("*.webp")}
    monkeypatch.setattr("yiwen.images._reading", open_nothing)

    small.build(ONE)
    os.utime(small.docs / "assets/a.jpg", (1, 1))  # as after a checkout
    small.build(ONE)
    shutil.rmtree(small.site)
    small.build(ONE)

    assert len(before) == 2
    assert {path: path.read_bytes() for path in small.site.rglob("*.webp")} == before


def test_without_widths_images_have_their_size_only(small: Blog):
    pages = small.build({**ONE, "image_widths": []})

    assert made(small) == {}
    assert "srcset" not in pages["blog/a/index.html"]
    assert pages["blog/a/index.html"].count('width="1000" height="500"') == 2


def test_an_image_that_cannot_be_read_is_told_and_shown_as_it_is(small: Blog):
    small.write("assets/a.jpg", paint(1000, 500)[:900])
    small.write("blog/b.jpg", "<html>404</html>")
    write_post(small, "b", body="![图](b.jpg)", day=11)
    small.configure(ONE)

    result = small.run("build")

    assert result.returncode == 0
    assert (
        "docs/assets/a.jpg: an image that is damaged or cut off\n"
        "  mend: put the whole image there again, or take it out"
    ) in result.stderr
    assert "docs/blog/b.jpg: a file that is no image, or of a kind that" in result.stderr
    pages = small.pages()
    assert (
        '<img alt="图" src="../../assets/a.jpg" loading="lazy" decoding="async" />'
        in pages["blog/a/index.html"]
    )
    assert 'src="../b.jpg"' in pages["blog/b/index.html"]
    assert small.run("build", "--strict").returncode == 1
