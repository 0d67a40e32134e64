"""What a reader does on an article besides reading it."""

from __future__ import annotations

import contextlib
import functools
import http.server
import json
import shutil
import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.conftest import QuietHandler, Visit, watch
from tests.conftest import ROOT, Blog

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

FED = "blog/2025/12/12/fed/"
PLAIN = "blog/2025/12/11/plain/"
FIGURES = "../../../../assets/figures"
CODE = "SELECT rate\nFROM curve;"
POSTS = {
    "index.md": "---\ntitle: 首页\n---\n",
    "blog/2025/12/12/fed.md": f"""---
title: 联储的“软件”
date: 2025-12-12
series: 央行
source: https://example.org/original
---

## 第一节

![走廊]({FIGURES}/rate-corridor.svg "利率走廊")

{"第一节的话。" * 400}

## 第二节

![曲线]({FIGURES}/yield-curves.svg "收益率曲线")

{"第二节的话。" * 400}

## 第三节

```sql
{CODE}
```

{"第三节的话。" * 400}
""",
    "blog/2025/12/11/plain.md": """---
title: 只有字
date: 2025-12-11
series: 央行
comments: false
---

没有图，没有代码，也没有评论。
""",
}
COMMENTS = {
    "repo": "owner/name",
    "repo_id": "R_1",
    "category": "公告",
    "category_id": "DIC_1",
}
CLIENT = """{
  const said = document.currentScript.dataset;
  const box = document.querySelector('.giscus');
  const frame = document.createElement('iframe');
  const style = document.createElement('link');
  style.rel = 'stylesheet';
  style.href = 'https://giscus.app/default.css';
  document.head.prepend(style);
  frame.src = 'https://giscus.app/' + said.lang + '/widget?' + new URLSearchParams({...said});
  box.replaceChildren(frame);
}"""
"""What giscus' own script does, in short."""
GISCUS = {
    "client.js": ("text/javascript", CLIENT),
    "default.css": ("text/css", ".giscus { color: red }"),
    "widget": ("text/html", "<p>Discussions</p>"),
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a site with a long article and a short one."""
    blog = Blog(tmp_path_factory.mktemp("articles"))
    for path, text in POSTS.items():
        blog.write(path, text)
    shutil.copytree(ROOT / "docs" / "assets" / "figures", blog.docs / "assets" / "figures")
    root = blog.folder / "served"
    handler = functools.partial(QuietHandler, directory=str(root))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        address = f"http://127.0.0.1:{server.server_port}/repo/"
        site = str(root / "repo")
        blog.configure({"comments": COMMENTS}, site_url=address, site_dir=site)
        built = blog.run("build", "--strict")
        assert built.returncode == 0, built.stderr
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield address
        server.shutdown()
        thread.join()


@pytest.fixture
def read(browser: Browser, home: str) -> Iterator[Callable[..., Visit]]:
    """Open an article in a window of its own; nothing may go wrong there."""
    visits: list[Visit] = []
    with contextlib.ExitStack() as last:

        def open_article(path: str = FED, **options: Any) -> Visit:
            given = {"locale": "zh-CN", "permissions": ["clipboard-read", "clipboard-write"]}
            context = browser.new_context(**{**given, **options})
            last.enter_context(contextlib.closing(context))
            visit = Visit(context.new_page(), home)
            visits.append(visit)
            watch(visit)
            visit.page.goto(home + path)
            return visit

        yield open_article
        assert [visit.faults for visit in visits if visit.faults] == []


def copied(visit: Visit) -> str:
    text: str = visit.page.evaluate("navigator.clipboard.readText()")
    return text


# Sharing


def test_the_link_that_is_copied_is_that_of_the_edition(read, home):
    visit = read(f"zh-tw/{FED}#第二节")
    button = visit.page.get_by_role("button", name="複製鏈接")

    button.click()

    visit.page.get_by_role("button", name="已複製").wait_for()
    assert copied(visit) == f"{home}zh-tw/{FED}"
    assert visit.page.get_by_role("status").inner_text() == "已複製"
    button.wait_for()


def test_the_code_opens_by_keyboard_and_closes_with_escape(read):
    visit = read()
    button = visit.page.get_by_role("button", name="微信")
    code = visit.page.get_by_role("img", name="本页网址的二维码")

    assert not code.is_visible()
    button.press("Enter")
    assert code.is_visible()
    visit.page.keyboard.press("Escape")
    assert not code.is_visible()
    assert visit.page.evaluate("document.activeElement.textContent") == "微信"


def test_services_are_plain_links_with_the_title_of_the_edition(read, home):
    visit = read(f"zh-tw/{FED}")

    link = visit.page.get_by_role("link", name="X", exact=True)

    assert link.get_attribute("rel") == "noopener nofollow"
    shared = visit.page.evaluate(
        "link => Object.fromEntries(new URL(link.href).searchParams)", link.element_handle()
    )
    assert shared == {"url": f"{home}zh-tw/{FED}", "text": "聯儲的「軟件」"}


def test_the_browsers_own_sharing_is_offered_where_there_is_one(read):
    visit = read()
    assert visit.page.get_by_role("button", name="发送到…").count() == 0

    visit.page.add_init_script(
        "navigator.share = given => { window.given = given; return Promise.resolve(); }"
    )
    visit.page.reload()
    visit.page.get_by_role("button", name="发送到…").click()

    assert visit.page.evaluate("given.title") == "联储的“软件”"


# Bookmarks


def test_a_bookmark_survives_and_is_the_same_in_every_edition(read, home):
    visit = read(PLAIN)
    visit.page.get_by_role("button", name="收藏").click()
    visit.page.goto(home + f"zh-hk/{FED}")
    visit.page.get_by_role("button", name="收藏").click()
    visit.page.goto(home + FED)

    button = visit.page.get_by_role("button", name="收藏")
    assert button.get_attribute("aria-pressed") == "true"
    kept = json.loads(visit.page.evaluate("localStorage['yiwen:bookmarks']"))
    assert [(each["url"], each["title"], each["lang"]) for each in kept] == [
        (FED, "聯儲的「軟件」", "zh-Hant-HK"),
        (PLAIN, "只有字", "zh-Hans"),
    ]
    assert kept[0]["added"].endswith("Z")

    button.click()
    visit.page.reload()
    assert button.get_attribute("aria-pressed") == "false"
    kept = json.loads(visit.page.evaluate("localStorage['yiwen:bookmarks']"))
    assert [each["url"] for each in kept] == [PLAIN]


def test_a_kept_article_leads_to_all_that_are_kept(read):
    visit = read()
    visit.page.get_by_role("button", name="收藏").click()

    visit.page.get_by_role("link", name="看收藏").click()

    visit.page.get_by_role("link", name="联储的“软件”").wait_for()
    assert visit.path() == "bookmarks/"


@pytest.mark.parametrize("damaged", ["{", "7", '"text"', "[null, 7]"])
def test_damaged_bookmarks_are_no_trouble(read, damaged):
    visit = read()
    visit.page.evaluate("text => localStorage.setItem('yiwen:bookmarks', text)", damaged)
    visit.page.reload()

    visit.page.get_by_role("button", name="收藏").click()

    assert visit.page.evaluate("JSON.parse(localStorage['yiwen:bookmarks'])[0].url") == FED


# Contents, code


def test_the_contents_tell_the_section_that_is_being_read(read):
    visit = read(viewport={"width": 1440, "height": 900})
    current = visit.page.locator(".toc [aria-current]")

    visit.page.get_by_role("heading", name="第二节").scroll_into_view_if_needed()
    visit.page.mouse.wheel(0, 900)
    current.wait_for()
    assert current.all_inner_texts() == ["第二节"]

    visit.page.locator(".toc").get_by_role("link", name="第三节").click()
    visit.page.locator(".toc [aria-current]", has_text="第三节").wait_for()
    assert current.count() == 1


def test_the_contents_are_folded_on_a_phone(read):
    visit = read(viewport={"width": 390, "height": 844})
    link = visit.page.locator(".toc").get_by_role("link", name="第三节")

    assert not link.is_visible()
    visit.page.locator(".toc summary").click()
    link.click()

    assert visit.page.evaluate("decodeURIComponent(location.hash)") == "#第三节"


def test_code_is_copied_as_it_was_written(read):
    visit = read()
    button = visit.page.get_by_role("button", name="复制代码")

    button.press("Enter")

    visit.page.get_by_role("button", name="已复制", exact=True).wait_for()
    assert copied(visit) == CODE


# Images


def test_images_are_seen_large_by_keyboard(read):
    visit = read()
    page = visit.page
    dialog = page.get_by_role("dialog")
    image = page.get_by_role("button", name="走廊")

    image.press("Enter")
    dialog.get_by_role("img", name="走廊").wait_for()
    assert dialog.locator("figcaption").inner_text() == "利率走廊"
    page.keyboard.press("ArrowRight")
    dialog.get_by_role("img", name="曲线").wait_for()
    page.keyboard.press("ArrowRight")
    assert dialog.locator("figcaption").inner_text() == "利率走廊"
    page.keyboard.press("Escape")

    assert not dialog.is_visible()
    assert image.evaluate("image => image === document.activeElement")


def test_the_largest_image_that_there_is_is_opened(read):
    visit = read()
    visit.page.evaluate(
        "image => { image.srcset = '../../../../../assets/a.webp 400w, "
        "../../../../../assets/figures/halving.svg 1600w'; }",
        visit.page.get_by_role("button", name="走廊").element_handle(),
    )
    visit.missing.add(f"{visit.home}assets/a.webp")

    visit.page.get_by_role("button", name="走廊").click()

    shown = visit.page.get_by_role("dialog").locator("img").get_attribute("src")
    assert shown == "../../../../../assets/figures/halving.svg"


# Comments


def answer_for_giscus(visit: Visit, asked: list[str]) -> None:
    def answer(route: Any) -> None:
        url = route.request.url
        asked.append(url)
        kind, body = next(answer for name, answer in GISCUS.items() if name in url)
        allowed = {"Access-Control-Allow-Origin": "*"}
        route.fulfill(content_type=kind, body=body, headers=allowed)

    visit.page.route("https://giscus.app/**", answer)


def test_comments_are_asked_for_by_a_click_alone_and_editions_have_one_thread(read):
    visit = read(f"zh-hk/{FED}")
    asked: list[str] = []
    answer_for_giscus(visit, asked)
    visit.page.reload()
    visit.page.locator(".comments").scroll_into_view_if_needed()
    assert asked == []

    visit.page.get_by_role("button", name="載入評論").click()
    visit.page.frame_locator(".giscus iframe").get_by_text("Discussions").wait_for()

    assert asked[0] == "https://giscus.app/client.js"
    said = visit.page.evaluate(
        "Object.fromEntries(new URL(document.querySelector('.giscus iframe').src).searchParams)"
    )
    assert said == {
        "repo": "owner/name",
        "repoId": "R_1",
        "category": "公告",
        "categoryId": "DIC_1",
        "mapping": "specific",
        "term": FED,
        "strict": "1",
        "reactionsEnabled": "1",
        "inputPosition": "top",
        "lang": "zh-TW",
        "theme": "preferred_color_scheme",
    }
    assert visit.page.locator(".giscus iframe").get_attribute("title") == "評論"


def test_comments_follow_the_colours(read):
    visit = read()
    asked: list[str] = []
    answer_for_giscus(visit, asked)
    visit.page.get_by_role("button", name="配色").click()
    visit.page.get_by_role("button", name="载入评论").click()
    frame = visit.page.frame_locator(".giscus iframe")
    frame.get_by_text("Discussions").wait_for()
    assert "theme=light" in asked[-1]

    frame.locator("html").evaluate(
        "() => addEventListener('message', event => {"
        " document.body.textContent = JSON.stringify(event.data); })"
    )
    visit.page.get_by_role("button", name="配色").click()

    frame.get_by_text('{"giscus":{"setConfig":{"theme":"dark"}}}').wait_for()


def test_a_reader_is_told_when_comments_do_not_come(read):
    visit = read()
    visit.missing.add("https://giscus.app/client.js")
    visit.page.route("https://giscus.app/**", lambda route: route.abort())

    visit.page.get_by_role("button", name="载入评论").click()

    visit.page.get_by_text("没有载入成功").wait_for()
    assert visit.page.get_by_role("button", name="载入评论").is_enabled()


def test_a_reader_who_comes_back_from_signing_in_finds_the_comments_open(read, home):
    visit = read(PLAIN)
    asked: list[str] = []
    answer_for_giscus(visit, asked)

    visit.page.goto(f"{home}{FED}?giscus=session")

    visit.page.frame_locator(".giscus iframe").get_by_text("Discussions").wait_for()


def test_an_article_has_nothing_that_it_does_not_need(read):
    visit = read(PLAIN)
    page = visit.page

    assert page.locator("dialog.viewer, .copy-code, .comments, .toc").count() == 0
    assert page.locator("script[src*='comments.js']").count() == 0
    policy = page.locator("meta[http-equiv='Content-Security-Policy']").get_attribute("content")
    assert "giscus" not in policy


# Without a script


def test_without_a_script_there_are_links_and_a_code_but_no_dead_buttons(read):
    visit = read(java_script_enabled=False)
    page = visit.page

    assert page.get_by_role("link", name="微博").is_visible()
    page.get_by_role("button", name="微信").click()
    assert page.get_by_role("img", name="本页网址的二维码").is_visible()
    page.keyboard.press("Escape")
    names = page.get_by_role("main").get_by_role("button").all_inner_texts()
    assert names == ["微信"]
    assert page.get_by_role("link", name="GitHub 讨论区").get_attribute("href") == (
        "https://github.com/owner/name/discussions"
    )


def test_a_part_of_a_series_says_which(read):
    visit = read(f"zh-tw/{FED}")

    assert visit.page.locator(".series-place").inner_text() == "第 2 篇，共 2 篇"
    assert visit.page.locator(".series [aria-current]").inner_text() == "聯儲的「軟件」"


def test_on_paper_stands_the_code_but_nothing_to_press(read):
    visit = read()
    visit.page.emulate_media(media="print")

    assert visit.page.get_by_role("img", name="本页网址的二维码").is_visible()
    assert visit.page.locator("main button:visible").count() == 0
    assert not visit.page.locator(".comments").is_visible()
