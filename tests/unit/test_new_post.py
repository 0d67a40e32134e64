from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from yiwen.posts import read_post
from yiwen.settings import Settings

SCRIPT = Path(__file__).parents[2] / "scripts" / "new_post.py"
NO_SITE = "--config=nowhere.yml"


def load_script():
    spec = importlib.util.spec_from_file_location("new_post", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


new_post = load_script()


@pytest.fixture
def start(tmp_path, capsys):
    """Runs the script for an empty folder: its exit status, and what it printed."""

    def run(*arguments: str) -> tuple[int, str]:
        status = new_post.main([f"--docs={tmp_path / 'docs'}", *arguments])
        out, err = capsys.readouterr()
        return status, (out or err).replace(str(tmp_path), "").replace("\\", "/").strip()

    return run


def read(tmp_path: Path, path: str):
    text = (tmp_path / "docs" / path).read_text(encoding="utf-8")
    return read_post(text, path=path, settings=Settings())


def test_a_post_is_started_in_the_folder_of_its_day_and_its_path_printed(tmp_path, start):
    status, told = start(
        "美联储: “隐秘扩表” #1 😀",
        "--date=2025-12-9 8:05",
        "--category=财经",
        "-t=宏观",
        "--tag=QE",
        "--cover=assets/covers/fed.webp",
        "--lang=tw",
        "--draft",
        NO_SITE,
    )

    assert (status, told) == (0, "/docs/blog/2025/12/09/mei-lian-chu-yin-mi-kuo-biao-1.md")
    post = read(tmp_path, "blog/2025/12/09/mei-lian-chu-yin-mi-kuo-biao-1.md")
    assert post.title == "美联储: “隐秘扩表” #1 😀"
    assert post.tags == ("宏观", "QE")
    assert (post.categories, post.cover, post.draft) == (("财经",), "assets/covers/fed.webp", True)
    assert post.script == "zh-Hant-TW"


def test_without_options_the_post_is_of_now_and_in_the_default_category(tmp_path, start):
    status, told = start("标题", NO_SITE)

    assert status == 0
    assert re.fullmatch(r"/docs/blog/\d{4}/\d\d/\d\d/biao-ti\.md", told)
    post = read(tmp_path, told.removeprefix("/docs/"))
    assert (post.categories, post.draft, post.has_time) == (("未分类",), False, True)


def test_a_title_may_begin_with_a_hyphen(start):
    assert start("--slug=a", "--date=2025-12-09", NO_SITE, "--", "-5% 的一天") == (
        0,
        "/docs/blog/2025/12/09/a.md",
    )


def test_the_settings_of_the_site_are_followed(tmp_path, start):
    site = tmp_path / "mkdocs.yml"
    site.write_text("extra: {yiwen: {posts_folder: notes, category: 随笔}}", encoding="utf-8")

    assert start("标题", "--slug=a", "--date=2025-12-09", f"--config={site}") == (
        0,
        "/docs/notes/2025/12/09/a.md",
    )


def test_a_post_is_never_overwritten(tmp_path, start):
    start("标题", "--slug=a", "--date=2025-12-09", NO_SITE)
    path = tmp_path / "docs/blog/2025/12/09/a.md"
    path.write_text("mine", encoding="utf-8")

    assert start("标题", "--slug=a", "--date=2025-12-09", NO_SITE) == (
        1,
        "/docs/blog/2025/12/09/a.md: is there already\n  mend: choose another  --slug",
    )
    assert path.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([""], 'the title is empty\n  mend: make post t="标题"'),
        ([" \t"], 'the title is empty\n  mend: make post t="标题"'),
        (
            ["标题", "--slug=../a"],
            "--slug cannot be part of an address: '../a'\n  mend: --slug some-words",
        ),
        (
            ["标题", "--slug=.."],
            "--slug cannot be part of an address: '..'\n  mend: --slug some-words",
        ),
        (
            ["标题", "--date=2025-13-01"],
            "--date is not a day: '2025-13-01'\n  mend: --date 2025-12-01",
        ),
    ],
)
def test_what_cannot_be_done_is_refused_and_nothing_is_written(tmp_path, start, arguments, told):
    assert start(*arguments, NO_SITE) == (1, told)
    assert not (tmp_path / "docs").exists()


def test_a_language_that_is_no_chinese_is_refused(start, capsys):
    with pytest.raises(SystemExit):
        start("标题", "--lang=en")

    assert "no Chinese variant: 'en', use zh-Hans, zh-Hant" in capsys.readouterr().err


def test_a_site_file_that_cannot_be_read_is_told(tmp_path, start):
    site = tmp_path / "mkdocs.yml"
    site.write_text("extra: {yiwen: {quotes: 1}}", encoding="utf-8")

    assert start("标题", f"--config={site}") == (
        1,
        (
            "/mkdocs.yml: extra.yiwen.quotes: neither true nor false: 1\n"
            "  mend: write it as  quotes: true"
        ),
    )
