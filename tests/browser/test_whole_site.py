"""Every kind of page of one site: quiet, steady, light, valid, and open to everyone."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import REMOTE_COVER, give_up
from tests.browser.samples import write_site
from tests.browser.sites import build, find_barriers, overflow, serve, visiting
from tests.conftest import ROOT, Blog

pytestmark = pytest.mark.browser

PAGES = {
    "home": "",
    "page 2": "page/2/",
    "categories": "categories/",
    "category": "categories/宏观/",
    "tags": "tags/",
    "tag": "tags/债券/",
    "topics": "topics/",
    "topic": "topics/关键词1/",
    "authors": "authors/",
    "author": "authors/陈默/",
    "series": "series/从零读懂债券/",
    "archive": "archive/",
    "year": "archive/2025/",
    "month": "archive/2025/11/",
    "article with a cover": "blog/2025/11/28/post-0/",
    "article without": "blog/2025/11/27/post-1/",
    "article with everything": "blog/2024/05/06/everything/",
    "plain page": "about/",
    "404": "404.html",
    "search": "search/",
    "bookmarks": "bookmarks/",
}
WIDTHS = (390, 1440)
EDITIONS = ("", "zh-tw/", "zh-hk/")

WATCH = """
window.shifts = []; window.refused = [];
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) if (!shift.hadRecentInput) shifts.push(shift.value);
}).observe({ type: "layout-shift", buffered: true });
document.addEventListener("securitypolicyviolation", (event) => refused.push(event.violatedDirective));
"""
SCROLL = """async () => {
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) {
    scrollTo(0, y);
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  }
}"""
"""No wait in it is a timer's: frames are what moves things."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Gives the address and the folder of a site of 30 posts."""
    root = tmp_path_factory.mktemp("whole")
    blog = Blog(tmp_path_factory.mktemp("newsroom"))
    write_site(blog, posts=30)
    with serve(root) as host:
        build(blog, root / "repo", home=f"{host}repo/", settings={})
        yield f"{host}repo/", root / "repo"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", PAGES)
def test_a_page_is_quiet_fits_and_stands_still(browser, site, kind, width):
    home, _ = site
    with visiting(browser, home, width=width) as visit:
        page = visit.page
        page.add_init_script(WATCH)

        answer = page.goto(f"{home}{PAGES[kind]}", wait_until="load")
        page.evaluate(SCROLL)

        assert answer
        assert answer.status == 200
        assert overflow(page) == 0
        assert page.evaluate("[shifts, refused]") == [[], []]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("edition", EDITIONS, ids=["root", "zh-tw", "zh-hk"])
def test_nobody_is_shut_out(browser, site, edition, scheme):
    home, _ = site
    barriers = {}
    with visiting(browser, home, width=390 if edition else 1440, scheme=scheme) as visit:
        for kind in ("home", "article with a cover", "tag", "search", "bookmarks", "404"):
            visit.page.goto(f"{home}{edition}{PAGES[kind]}")
            barriers[kind] = find_barriers(visit.page)

    assert {kind: found for kind, found in barriers.items() if found} == {}


def test_an_article_shuts_nobody_out_on_a_phone_either(browser, site):
    home, _ = site
    with visiting(browser, home) as visit:
        visit.page.goto(f"{home}{PAGES['article without']}")

        assert find_barriers(visit.page) == []


@pytest.mark.parametrize("kind", ["home", "article with a cover"])
def test_a_page_is_read_from_a_disk_too(browser, site, kind):
    _, folder = site
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()

    page.goto((folder / PAGES[kind] / "index.html").as_uri())

    assert page.locator("h1, h2").first.is_visible()
    assert page.evaluate("getComputedStyle(document.body).display") == "flex"  # the style sheet's
    context.close()


def test_a_remote_cover_that_fails_leaves_no_hole_and_moves_nothing(visit):
    page = visit.page
    page.add_init_script(WATCH)

    page.goto(f"{visit.home}blog/2025/12/12/rates/")
    page.evaluate(SCROLL)

    image = page.locator(f'img[src="{REMOTE_COVER}"]').first
    box = image.locator("xpath=ancestor::*[contains(@class, 'cover')]").last.bounding_box()
    assert image.evaluate("image => image.naturalWidth") == 0
    assert box is not None
    assert abs(box["width"] / box["height"] - 16 / 9) < 0.02
    assert page.evaluate("shifts") == []


KB = 1024
MOST_HTML, MOST_CSS, MOST_SCRIPT = 10 * KB, 26 * KB, 8 * KB
"""Bytes as sent, compressed by gzip."""


def weigh(content: bytes) -> int:
    return len(gzip.compress(content, 9, mtime=0))


def weigh_pages(folder: Path) -> dict[str, int]:
    paths = ("index.html", f"{PAGES['article with a cover']}index.html")
    return {path: weigh((folder / path).read_bytes()) for path in paths}


@pytest.mark.parametrize("kind", ["home", "article with a cover"])
def test_a_page_is_light(browser, site, kind):
    """The article is of 2,000 Han; scripts count until a reader opens the search."""
    home, folder = site
    loaded: dict[str, int] = {"document": 0, "stylesheet": 0, "script": 0}
    with visiting(browser, home) as visit:
        visit.page.on("response", lambda answer: note(answer.request.resource_type, answer.body()))

        def note(what: str, content: bytes) -> None:
            loaded[what] = loaded.get(what, 0) + weigh(content)

        visit.page.goto(f"{home}{PAGES[kind]}", wait_until="load")
        visit.page.evaluate(SCROLL)

    assert 0 < loaded["document"] <= MOST_HTML
    assert 0 < loaded["stylesheet"] <= MOST_CSS
    assert 0 < loaded["script"] <= MOST_SCRIPT
    assert weigh(b"".join(file.read_bytes() for file in folder.glob("assets/*.css"))) <= MOST_CSS


def test_a_page_weighs_the_same_when_a_site_has_grown(site, tmp_path):
    _, folder = site
    blog = Blog(tmp_path)
    write_site(blog, posts=300)

    build(blog, tmp_path / "site", home="https://example.org/repo/", settings={})

    then, now = weigh_pages(folder), weigh_pages(tmp_path / "site")
    assert {path: abs(now[path] / then[path] - 1) <= 0.02 for path in then} == (
        dict.fromkeys(then, True)
    )


RULES = {
    # Not "recommended", which has an opinion on style: Python-Markdown writes <br /> as XHTML does.
    "extends": ["html-validate:standard", "html-validate:a11y", "html-validate:document"],
    "rules": {
        # Scripts and styles are the site's own; another host's would need a hash.
        "require-sri": ["error", {"target": "crossorigin"}],
        # A button sends a form only where it stands in one: no button without a type does.
        "no-implicit-button-type": "off",
    },
}
ALLOWED = {
    # It holds the page of each edition and shows one of them.
    "404.html": {"unique-landmark", "heading-level"},
    # Its heading stands in a template, empty until a script fills it.
    "bookmarks/index.html": {"empty-heading"},
    # It answers as a reader types: there is nothing to send.
    "search/index.html": {"wcag/h32"},
}
"""Rules that a page may break, in every edition, and why."""


@pytest.fixture(scope="module")
def validator(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Gives the command of html-validate, at the versions and hashes of tests/html."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        give_up("HTML is not validated: install Node.js")
    folder = tmp_path_factory.mktemp("html")
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(ROOT / "tests" / "html" / name, folder)
    command = [npm, "ci", "--prefix", str(folder), "--silent"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        give_up(f"HTML is not validated: npm ci says {done.stderr[-500:]}")
    rules = folder / "rules.json"
    rules.write_text(json.dumps({"root": True, **RULES}), encoding="utf-8")
    program = folder / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
    return [node, str(program), "--config", str(rules)]


def is_allowed(path: str, rule: str) -> bool:
    return any(path.endswith(page) and rule in rules for page, rules in ALLOWED.items())


def test_the_html_of_every_page_is_valid(site, validator, tmp_path):
    _, folder = site
    report = tmp_path / "report.json"  # a pipe would be cut off: node does not wait for it

    done = subprocess.run(
        [*validator, "--formatter", f"json={report}", "**/*.html"],
        cwd=folder,
        env={**os.environ, "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )

    assert report.is_file(), done.stderr
    faults = {
        f"{Path(page['filePath']).relative_to(folder)}:{fault['line']}: {fault['ruleId']}"
        for page in json.loads(report.read_text(encoding="utf-8"))
        for fault in page["messages"]
        if not is_allowed(page["filePath"], fault["ruleId"])
    }
    assert faults == set()
