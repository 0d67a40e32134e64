"""A small site of the project's own making, served under a sub-path, and a browser to read it with."""

from __future__ import annotations

import contextlib
import functools
import http.server
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import urlsplit

import pytest

from tests.conftest import ROOT, Blog

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page, Route

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
)
SWITCHES = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
REMOTE_COVER = "https://covers.example/rates.png"
POSTS = {
    "index.md": "---\ntitle: 首页\n---\n",
    "blog/2025/12/12/rates.md": f"""---
title: 出租车里的宏观经济
date: 2025-12-12
category: 经济
tags: [宏观经济]
coverImage: {REMOTE_COVER}
---

司机说，在这里坐一趟-{{hans:出租车;tw:計程車;hk:的士}}-，就知道美元有多贵。
""",
    "blog/2025/12/11/ledger.md": """---
title: 聯準會的資產負債表
date: 2025-12-11
category: 經濟
tags: [宏觀經濟]
---

資產負債表不再縮小，市場鬆了一口氣。
""",
    "blog/2025/12/10/not-in-hong-kong.md": """---
title: 只给两地的读者
date: 2025-12-10
category: 经济
zh:
  variants: [zh-Hans, zh-Hant-TW]
---

这一篇没有香港版。
""",
}


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serves files and says nothing; what is missing gets the site's 404.html, as on GitHub Pages."""

    def log_message(self, *_: object) -> None:
        """Keep the output of the tests readable."""

    def copyfile(self, source: Any, outputfile: Any) -> None:
        """Send a file; a reader who has gone elsewhere meanwhile is no fault."""
        with contextlib.suppress(ConnectionError):
            super().copyfile(source, outputfile)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send the page that is at hand for what is missing."""
        page = Path(self.directory, "repo", "404.html")
        if code != HTTPStatus.NOT_FOUND or not page.exists():
            super().send_error(code, message, explain)
            return
        content = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@dataclass
class Visit:
    """A page in the browser, and what should not have happened on it."""

    page: Page
    home: str
    faults: list[str] = field(default_factory=list)
    missing: set[str] = field(default_factory=set)
    """Addresses that are asked for though there is nothing."""

    def path(self) -> str:
        """Give where the reader is, below the site's root."""
        return self.page.url.removeprefix(self.home)

    def language(self) -> str | None:
        """Give the language the page says it is in."""
        return self.page.locator("html").get_attribute("lang")

    def switch_to(self, label: str) -> None:
        """Click the header's link to another variant."""
        self.page.locator("header").get_by_role("link", name=label, exact=True).first.click()


@dataclass(frozen=True)
class Served:
    """A freshly built site."""

    home: str
    """Its address, under /repo/."""
    folder: Path


@pytest.fixture(scope="session")
def served_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Give a freshly built site, and serve it."""
    root = tmp_path_factory.mktemp("served")
    handler = functools.partial(QuietHandler, directory=str(root))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        home = f"http://127.0.0.1:{server.server_port}/repo/"
        build(tmp_path_factory.mktemp("source"), root / "repo", home)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield Served(home, root / "repo")
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def served(served_site: Served) -> str:
    """Give the address of the site."""
    return served_site.home


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give the system's browser; without one the test is skipped, or fails where CI is true."""
    api = pytest.importorskip("playwright.sync_api", reason="no browser: Playwright is missing")
    try:
        driver = api.sync_playwright().start()
    except Exception as problem:  # noqa: BLE001 - it raises nothing narrower
        give_up(f"no browser: Playwright's driver does not start, is libatomic1 there? ({problem})")
    with contextlib.ExitStack() as last:
        last.callback(driver.stop)
        found = find_browser() or driver.chromium.executable_path
        if not Path(found).exists():
            give_up("no browser: install chromium or set YIWEN_BROWSER")
        switches = [*SWITCHES, *(["--no-sandbox"] if is_root() else [])]
        chrome = driver.chromium.launch(executable_path=found, args=switches)
        last.callback(chrome.close)
        yield chrome


def give_up(why: str) -> NoReturn:
    """Skip the test, but let CI fail: there a browser is part of the machine."""
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(why)
    pytest.skip(why)


@pytest.fixture
def open_window(browser: Browser, served: str) -> Iterator[Callable[..., Visit]]:
    """Open fresh windows; other hosts get no answer, and at the end nothing may have gone wrong."""
    visits: list[Visit] = []
    with contextlib.ExitStack() as last:

        def open_one(**options: Any) -> Visit:
            context = last.enter_context(contextlib.closing(browser.new_context(**options)))
            visits.append(Visit(context.new_page(), served))
            watch(visits[-1])
            return visits[-1]

        yield open_one
        assert [visit.faults for visit in visits if visit.faults] == []


@pytest.fixture
def visit(open_window: Callable[..., Visit]) -> Visit:
    """Give a window of a reader in the mainland."""
    return open_window(locale="zh-CN")


def watch(visit: Visit) -> None:
    """Note every console error and every request to another host but for the remote cover."""

    def route(route: Route) -> None:
        url = route.request.url
        if is_ours(url):
            route.continue_()
            return
        if url != REMOTE_COVER:
            visit.faults.append(f"request to another host: {url}")
        route.abort()

    def note(message: ConsoleMessage) -> None:
        where = message.location["url"]
        if message.type == "error" and where not in {REMOTE_COVER, *visit.missing}:
            visit.faults.append(f"console: {message.text} {where}")

    visit.page.route("**/*", route)
    visit.page.on("console", note)
    visit.page.on("pageerror", lambda error: visit.faults.append(f"script: {error}"))


def is_ours(url: str) -> bool:
    """Whether nothing leaves this machine."""
    parts = urlsplit(url)
    return parts.scheme in ("data", "blob", "file") or parts.hostname == "127.0.0.1"


def is_root() -> bool:
    """Whether Chromium's own sandbox would refuse to start."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def find_browser() -> str | None:
    """Give the browser named by YIWEN_BROWSER, on the path, or where its installer puts it."""
    named = os.environ.get("YIWEN_BROWSER")
    if named:
        return shutil.which(named) or named
    on_path = [found for name in NAMES if (found := shutil.which(name))]
    return next(iter([*on_path, *(place for place in PLACES if Path(place).exists())]), None)


def build(source: Path, target: Path, home: str) -> None:
    """Build the project's templates and settings around two posts."""
    blog = Blog(source)
    for path, text in POSTS.items():
        blog.write(path, text)
    shutil.copytree(ROOT / "docs" / "assets", blog.docs / "assets")
    blog.configure(site_url=home, site_dir=str(target))
    built = blog.run("build", "--strict")
    assert built.returncode == 0, built.stderr
