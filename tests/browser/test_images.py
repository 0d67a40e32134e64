"""Screens load the images they need, in the place that was kept for them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from tests.browser.conftest import REMOTE_COVER, Visit, watch
from tests.browser.sites import serve
from tests.conftest import Blog

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

POST = "---\ntitle: {title}\ndate: 2025-12-{day}\n{front}---\n\n{body}\n"
LONG = "\n\n".join("一段很长的话，把下面的图片推到屏幕外面去。" * 6 for _ in range(30))


def paint(width: int, height: int) -> bytes:
    written = BytesIO()
    Image.new("RGB", (width, height), "brown").save(written, "JPEG")
    return written.getvalue()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a site with large photos."""
    blog = Blog(tmp_path_factory.mktemp("images"))
    root = tmp_path_factory.mktemp("served")
    blog.write("index.md", "---\ntitle: 首页\n---\n")
    blog.write("assets/photo.jpg", paint(2400, 1350))
    blog.write("assets/tall.jpg", paint(900, 1800))
    photo, tall = "![横图](../assets/photo.jpg)", "![竖图](../assets/tall.jpg)"
    posts = {
        "photo": ("有照片的文章", "coverImage: assets/photo.jpg\n", f"{photo}\n\n{LONG}\n\n{tall}"),
        "far": ("封面在别处：一篇文章", f"coverImage: {REMOTE_COVER}\n", "话。"),
        "none": ("没有封面的文章", "", "话。"),
    }
    for day, (name, (title, front, body)) in enumerate(posts.items(), 10):
        blog.write(f"blog/{name}.md", POST.format(title=title, day=day, front=front, body=body))
    with serve(root) as address:
        blog.configure({"page_posts": 3}, site_url=f"{address}repo/", site_dir=str(root / "repo"))
        built = blog.run("build", "--strict")
        assert built.returncode == 0, built.stderr
        yield f"{address}repo/"


@pytest.fixture(params=[(390, 3), (1440, 1)], ids=["phone", "desk"])
def visit(request: pytest.FixtureRequest, browser: Browser, home: str) -> Iterator[Visit]:
    """Open a phone's window with its many pixels, or a wide one."""
    width, pixels = request.param
    size = {"width": width, "height": 844}
    with closing(
        browser.new_context(viewport=size, device_scale_factor=pixels)  # type: ignore[arg-type]
    ) as context:
        visit = Visit(context.new_page(), home)
        watch(visit)
        yield visit
        assert visit.faults == []


def chosen(page: Page, selector: str) -> str:
    """Give the file that the browser has chosen, without what tells its content."""
    source: str = page.locator(selector).first.evaluate("image => image.currentSrc")
    name = Path(source).name
    return "-".join((name.split(".")[0], name.rpartition("-")[2])) if "-" in name else name


def test_a_screen_loads_no_more_than_it_shows(visit: Visit):
    visit.page.goto(f"{visit.home}blog/photo/", wait_until="load")
    wide = visit.page.viewport_size["width"] > 600  # type: ignore[index]

    assert chosen(visit.page, ".article > .cover img") == (
        "photo-800.webp" if wide else "photo-1200.webp"
    )
    assert chosen(visit.page, ".prose img") == ("photo-800.webp" if wide else "photo-1200.webp")


def test_nothing_moves_while_images_come(visit: Visit):
    visit.page.add_init_script(
        "window.shifts = []; new PerformanceObserver(list => list.getEntries().forEach("
        "each => each.hadRecentInput || shifts.push(each.value))"
        ").observe({type: 'layout-shift', buffered: true})"
    )
    for path in ("", "blog/photo/", "blog/far/"):
        visit.page.goto(f"{visit.home}{path}", wait_until="load")
        for _ in range(12):
            visit.page.mouse.wheel(0, 900)
            visit.page.wait_for_timeout(40)
        assert visit.page.evaluate("shifts") == []


def test_an_image_far_below_waits_in_a_box_of_its_own_shape(visit: Visit):
    visit.page.goto(f"{visit.home}blog/photo/", wait_until="load")
    tall = visit.page.locator(".prose img").nth(1)

    box = tall.bounding_box()
    assert box
    assert abs(box["height"] / box["width"] - 2) < 0.02
    assert tall.evaluate("image => image.getAttribute('loading')") == "lazy"


def test_a_cover_that_never_comes_leaves_the_drawn_one(visit: Visit):
    visit.page.goto(f"{visit.home}blog/far/", wait_until="load")
    cover = visit.page.locator(".article > .cover")

    assert cover.locator(".cover-slip").inner_text() == "封面在别处"
    box = cover.bounding_box()
    assert box
    assert abs(box["width"] / box["height"] - 16 / 9) < 0.02
    seen = cover.screenshot()
    cover.locator("img").evaluate("image => image.remove()")
    assert cover.screenshot() == seen


def test_what_is_drawn_is_not_read_aloud(visit: Visit):
    visit.page.goto(visit.home)
    drawn = visit.page.locator(".card", has=visit.page.locator(".cover-drawn")).first
    title = drawn.locator(".cover-slip").inner_text()
    tree = drawn.aria_snapshot()

    assert title == "没有封面的文章"
    assert tree.count(title) == 2  # a heading that is a link
    assert "img" not in tree


def test_a_strip_of_cloth_opens_an_article_without_a_cover(visit: Visit):
    visit.page.goto(f"{visit.home}blog/none/")
    box = visit.page.locator(".cover-band").bounding_box()

    assert box
    assert 7.5 < box["width"] / box["height"] < 8.5
