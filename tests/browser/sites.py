"""Sites for tests of their own: built, and served under a sub-path."""

from __future__ import annotations

import contextlib
import functools
import http.server
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import QuietHandler, Visit, watch
from tests.conftest import ROOT, Blog

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@contextlib.contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder; give its address."""
    handler = functools.partial(QuietHandler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def fetch_parts(blog: Blog, script: str) -> None:
    """Let a script of ours fetch what only npm has; skip where npm is missing or its registry far."""
    if shutil.which("npm") is None:
        pytest.skip(f"{script} is not tried: npm is missing")
    fetched = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / script)],
        cwd=blog.folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    if fetched.returncode:
        assert "is not what it was" not in fetched.stderr
        pytest.skip(f"{script} is not tried: {fetched.stderr}")


def build(blog: Blog, target: Path, *, home: str, settings: Mapping[str, object]) -> None:
    """Build a site with the project's own pictures."""
    if not (blog.docs / "assets").exists():
        shutil.copytree(ROOT / "docs" / "assets", blog.docs / "assets")
    blog.configure(settings, site_url=home, site_dir=str(target))
    built = blog.run("build", "--strict")
    assert built.returncode == 0, built.stderr


@contextlib.contextmanager
def visiting(
    browser: Browser, home: str, *, width: int = 390, scheme: str = "light"
) -> Iterator[Visit]:
    """Open a window; other hosts get no answer, and at the end nothing may have gone wrong."""
    size = {"width": width, "height": 844 if width < 600 else 900}
    context = browser.new_context(locale="zh-CN", viewport=size, color_scheme=scheme)  # type: ignore[arg-type]
    with contextlib.closing(context):
        visit = Visit(context.new_page(), home)
        watch(visit)
        yield visit
        assert visit.faults == []


def find_barriers(page: Page) -> list[str]:
    """What axe-core finds that some readers cannot use, each with the element."""
    api = pytest.importorskip("axe_playwright_python.sync_playwright")
    found = api.Axe().run(page)
    return [
        f"{violation['id']}: {node['html'][:120]}"
        for violation in found.response["violations"]
        for node in violation["nodes"]
    ]


def overflow(page: Page) -> int:
    """How much wider than the window a page is."""
    wider: int = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return wider


def wait_until(holds: Callable[[], object], *, seconds: float = 10) -> None:
    """Wait for something on a page whose policy forbids Playwright's own way, ``eval``."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)
