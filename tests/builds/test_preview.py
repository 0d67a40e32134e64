"""The live preview, run as an editor runs it: never dead, whatever is saved."""

from __future__ import annotations

import importlib.util
import re
import socket
import subprocess
import sys
import time
import urllib.error
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.request import urlopen

import pytest

from tests.conftest import ROOT, Blog

pytestmark = pytest.mark.build

SCRIPT = ROOT / "scripts" / "serve.py"
GOOD = "---\ntitle: 好文章\ndate: 2025-12-12\n---\n正文。\n"
BAD = GOOD.replace("2025-12-12", "'2025/13/01'")
PATIENCE = 60


def load_script():
    spec = importlib.util.spec_from_file_location("serve", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


serve = load_script()


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@dataclass
class Preview:
    process: subprocess.Popen[str]
    home: str

    def get(self, path: str = "") -> tuple[int, str]:
        """The status and the text of a page, which waits for the build at work."""
        try:
            with urlopen(f"{self.home}{path}", timeout=PATIENCE) as answer:  # noqa: S310 - our own
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def wait_until(self, true: Callable[[], bool]) -> bool:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            assert self.process.poll() is None
            try:
                if true():
                    return True
            except urllib.error.URLError:
                pass  # it does not answer yet
            time.sleep(0.1)
        return False


@pytest.fixture
def start(blog: Blog) -> Iterator[Callable[[], Preview]]:
    running = []

    def start() -> Preview:
        port = free_port()
        process = subprocess.Popen(
            [sys.executable, str(SCRIPT), "-a", f"127.0.0.1:{port}"],
            cwd=blog.folder,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        running.append(process)
        preview = Preview(process, f"http://127.0.0.1:{port}/repo/")
        assert preview.wait_until(lambda: preview.get()[0] in (200, 500))
        return preview

    yield start
    for process in running:
        process.terminate()
        process.wait(timeout=PATIENCE)


def test_drafts_and_scheduled_posts_are_shown_with_a_mark(blog: Blog, start):
    blog.write("blog/2025/12/12/good.md", GOOD)
    blog.write("blog/2025/12/12/draft.md", GOOD.replace("title", "draft: true\ntitle", 1))
    blog.write("blog/2099/01/01/later.md", GOOD.replace("2025", "2099"))

    preview = start()

    home = preview.get()[1]
    assert home.count('<span class="unpublished">草稿</span>') == 1
    assert home.count('<span class="unpublished">定时</span>') == 1
    assert "<strong>草稿</strong>" in preview.get("blog/2025/12/12/draft/")[1]
    assert "到 <time" in preview.get("blog/2099/01/01/later/")[1]
    assert "unpublished-note" not in preview.get("blog/2025/12/12/good/")[1]
    assert 'class="unpublished">定時</span>' in preview.get("zh-tw/")[1]


def test_faults_are_a_page_from_the_first_build_on_and_go_when_they_are_mended(blog: Blog, start):
    blog.write("blog/a.md", BAD)
    blog.write("blog/b.md", BAD.replace("13", "14"))

    preview = start()
    status, page = preview.get("any/page/")
    assert status == 500
    assert "docs/blog/a.md:3:1: &#x27;date&#x27; is not a day: &#x27;2025/13/01&#x27;" in page
    assert "docs/blog/b.md:3:1:" in page
    assert "livereload(" in page

    blog.write("blog/a.md", GOOD)
    blog.write("blog/b.md", GOOD)
    assert preview.wait_until(lambda: "好文章</h1>" in preview.get("blog/b/")[1])

    blog.write("blog/a.md", BAD)
    assert preview.wait_until(lambda: preview.get()[0] == 500)
    blog.write("blog/a.md", GOOD.replace("正文", "改好了"))
    assert preview.wait_until(lambda: "改好了" in preview.get("blog/a/")[1])


def test_settings_that_cannot_be_read_are_a_page_too(blog: Blog, start):
    preview = start()
    file = blog.folder / "mkdocs.yml"
    good = file.read_text(encoding="utf-8")

    file.write_text("site_name: [一\n", encoding="utf-8")
    assert preview.wait_until(lambda: preview.get()[0] == 500)
    assert "mkdocs.yml" in preview.get()[1]

    file.write_text(good, encoding="utf-8")
    assert preview.wait_until(lambda: preview.get()[0] == 200)


def test_a_hook_that_breaks_is_a_page_and_a_hook_that_changes_is_loaded_anew(blog: Blog, start):
    hook = blog.folder / "shout.py"
    hook.write_text("def on_page_markdown(markdown, **_):\n    raise KeyError('呀')\n", "utf-8")
    blog.write("blog/a.md", GOOD)
    config = blog.folder / "mkdocs.yml"
    text = config.read_text(encoding="utf-8").replace("hooks:\n", "hooks:\n- shout.py\n")
    config.write_text(text, encoding="utf-8")

    preview = start()
    status, page = preview.get()
    assert status == 500
    assert "KeyError: &#x27;呀&#x27;" in page

    hook.write_text(
        "def on_page_markdown(markdown, **_):\n    return markdown.replace('正文', '喊话')\n",
        "utf-8",
    )
    assert preview.wait_until(lambda: "喊话。" in preview.get("blog/a/")[1])


def test_a_port_that_is_taken_is_told(blog: Blog):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = subprocess.run(
            [sys.executable, str(SCRIPT), "-a", f"127.0.0.1:{port}"],
            cwd=blog.folder,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    assert result.returncode == 1
    assert f"serve: cannot answer at 127.0.0.1:{port}" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("127.0.0.1:8000", ("127.0.0.1", 8000)),
        ("[::1]:8000", ("::1", 8000)),
        (":81", ("127.0.0.1", 81)),
    ],
)
def test_addresses_are_read_as_they_are_usually_written(text, address):
    assert serve.read_address(text) == address


def test_what_is_no_address_is_refused():
    with pytest.raises(SystemExit, match=re.escape("no host and port: 'nowhere'")):
        serve.read_address("nowhere")


def test_the_settings_say_where_to_answer_even_when_they_are_broken(tmp_path):
    file = tmp_path / "mkdocs.yml"
    assert serve.find_address(file) == "127.0.0.1:8000"

    file.write_text("site_name: [\ndev_addr: '0.0.0.0:9000'  # all\n", encoding="utf-8")

    assert serve.find_address(file) == "0.0.0.0:9000"


def test_the_page_of_faults_shows_text_as_text():
    page = serve.render_fault("a.md:1: '<script>'\n  mend: x\n    more")

    assert '<span class="what">a.md:1: &#x27;&lt;script&gt;&#x27;</span>' in page
    assert '<span class="mend">  mend: x</span>\n<span class="more">    more</span>' in page
