"""The web editor, with the backend that keeps nothing: an editor writes a post in it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pytest

from tests.browser.conftest import is_ours
from tests.browser.sites import fetch_parts, serve
from tests.conftest import Blog
from yiwen.posts import read_post
from yiwen.settings import Settings

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def admin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serves a site with the editor; skipped where npm is missing or its registry far."""
    blog = Blog(tmp_path_factory.mktemp("cms"))
    blog.write("index.md", "---\ntitle: 首页\n---\n")
    blog.configure()
    fetch_parts(blog, "make_cms.py")
    root = blog.folder / "served"
    blog.configure({"cms": {"backend": "test-repo"}}, site_dir=str(root / "repo"))
    built = blog.run("build", "--strict")
    assert built.returncode == 0, built.stderr
    with serve(root) as host:
        yield f"{host}repo/admin/"


KEPT = """async () => {
  const found = {};
  const look = async (folder, path) => {
    for await (const [name, handle] of folder.entries()) {
      if (handle.kind === "directory") await look(handle, `${path}${name}/`);
      else found[path + name] = await (await handle.getFile()).text();
    }
  };
  await look(await navigator.storage.getDirectory(), "");
  return found;
}"""
"""What the test backend has kept: it lives in the browser's own file system."""


def test_an_editor_writes_a_post_and_no_third_party_hears_of_it(browser, admin):
    foreign: list[str] = []
    faults: list[str] = []
    with contextlib.closing(browser.new_context(locale="zh-CN")) as context:
        page = context.new_page()
        page.on("request", lambda asked: foreign.extend([asked.url][is_ours(asked.url) :]))
        page.on("console", lambda said: faults.extend([said.text][said.type != "error" :]))
        page.on("pageerror", lambda error: faults.append(str(error)))

        page.goto(admin)
        page.get_by_role("button", name="使用测试仓库").click()
        page.wait_for_url("**/#/collections/posts")
        page.goto(f"{admin}#/collections/posts/new")
        page.locator("[data-key-path=title] input, input[role=textbox]").first.fill(
            "利率: 一个入门"
        )
        page.locator("input[type=datetime-local]").first.fill("2026-11-20T08:30")
        page.get_by_role("button", name="保存").first.click()
        page.wait_for_url("**/entries/**")
        [(path, text)] = page.evaluate(KEPT).items()

    assert (foreign, faults) == ([], [])
    assert path.endswith("docs/blog/2026/11/20/利率-一个入门.md")
    post = read_post(text, path=path.split("docs/")[1], settings=Settings())
    assert (post.title, post.published.isoformat()) == (
        "利率: 一个入门",
        "2026-11-20T08:30:00+08:00",
    )
    assert (post.tags, post.cover, post.draft) == ((), "", False)
