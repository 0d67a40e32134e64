"""The commands of editors, run as they run them."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.conftest import ROOT, Blog


def run(name: str, *arguments: object, blog: Blog | None = None):
    return subprocess.run(
        [sys.executable, str(ROOT / "scripts" / name), *map(str, arguments)],
        cwd=blog.folder if blog else ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_the_check_finds_nothing_wrong_with_the_project_itself():
    result = run("check_posts.py", "--no-advice")

    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_the_check_tells_faults_of_posts_pages_and_glossary_together(blog: Blog):
    blog.write("blog/a.md", "---\ntitle: 甲\n---\n正文\n")
    blog.write("about.md", "关于 -{没有结束\n")
    blog.write("_data/glossary.yml", "- 软件\n")

    result = run("check_posts.py", "--format=text", blog=blog)

    assert result.returncode == 1
    assert [line.split(": ")[0] for line in result.stderr.splitlines() if line[0] != " "] == [
        "docs/_data/glossary.yml:1",
        "docs/about.md:1:4",
        "docs/blog/a.md:2",
    ]


DOUBTFUL = """---
title: 医生发现
date: 2025-12-12
---
那是高杠杆美元资产，-{tw:甲}-在刀片服务器上。
"""
GLOSSARY = "- {hans: 服务器, tw: 伺服器, hk: 伺服器}\n- {hans: 钱包, tw: 錢包}\n"


@pytest.fixture
def doubtful(blog: Blog) -> Blog:
    blog.write("blog/a.md", DOUBTFUL)
    blog.write("_data/glossary.yml", GLOSSARY)
    return blog


def test_doubts_are_told_with_lines_for_the_glossary(doubtful: Blog):
    result = run("report_doubts.py", blog=doubtful)

    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "docs/blog/a.md:2: '生发现' may be '生髮現' or '生發現'",
        "  …医[生发现]…",
        "  for 生髮現:  - {hans: 生发现, hant: 生髮現}",
        "  for 生發現:  - {hans: 生发现, hant: 生發現}",
        "docs/blog/a.md:5:3: '高杠杆' may be '高槓杆' or '高槓桿'",
        "  …那是[高杠杆]美元资产，…",
        "  for 高槓杆:  - {hans: 高杠杆, hant: 高槓杆}",
        "  for 高槓桿:  - {hans: 高杠杆, hant: 高槓桿}",
        "docs/blog/a.md:5:11: a rule has no value for zh-Hans: '甲' of zh-Hant-TW is converted",
        "  mend: add  hans:…  to the rule",
        "docs/blog/a.md:5:11: a rule has no value for zh-Hant-HK: '甲' of zh-Hant-TW is converted",
        "  mend: add  hk:…  to the rule",
        "docs/_data/glossary.yml:1: '服务器' stands once in the longer '刀片服务器', which wins",
        "  for 刀片服務器:  - {hans: 刀片服务器, hant: 刀片服務器}",
        "  for 刀片伺服器:  - {hans: 刀片服务器, hant: 刀片伺服器}",
        (
            "2 doubtful conversions, 2 values missing in rules, "
            "1 glossary term lost in a longer phrase, 1 glossary term never used"
        ),
    ]


def test_a_line_of_the_report_settles_its_doubt(doubtful: Blog):
    rows = json.loads(run("report_doubts.py", "--format", "json", blog=doubtful).stdout)
    lines = [row["lines"][1] for row in rows if row["lines"]]
    doubtful.write("_data/glossary.yml", "\n".join([GLOSSARY, *lines, ""]))

    rest = json.loads(run("report_doubts.py", "--format", "json", blog=doubtful).stdout)

    assert {row["kind"] for row in rows} == {
        *("reading", "last-resort", "beaten-term", "unused-term")
    }
    assert {row["kind"] for row in rest} == {"last-resort", "unused-term"}


def test_doubts_can_be_read_as_a_page(doubtful: Blog):
    result = run("report_doubts.py", "--html", "doubts.html", blog=doubtful)

    assert (result.returncode, result.stdout) == (0, "doubts.html\n")
    page = (doubtful.folder / "doubts.html").read_text(encoding="utf-8")
    assert "医<mark>生发现</mark>" in page
    assert "<h2>2 doubtful conversions</h2>" in page


def test_doubts_of_some_sources_can_be_asked_for(doubtful: Blog):
    doubtful.write("blog/2025/b.md", "---\ndate: 2025-12-12\n---\n高杠杆美元资产\n")

    result = run("report_doubts.py", "docs/blog/2025", blog=doubtful)

    assert [line for line in result.stdout.splitlines() if line[0] != " "] == [
        "docs/blog/2025/b.md:4:1: '高杠杆' may be '高槓杆' or '高槓桿'",
        "1 doubtful conversion",
    ]


def test_leftovers_are_looked_for_in_a_built_site(doubtful: Blog):
    doubtful.site.joinpath("zh-tw").mkdir(parents=True)
    doubtful.site.joinpath("zh-tw", "index.html").write_text("<p>软件</p>", encoding="utf-8")

    result = run("report_doubts.py", "--site", "site", blog=doubtful)

    assert (
        "site/zh-tw/index.html:1:4: '软' is Simplified, in a page for zh-Hant-TW" in result.stdout
    )


def test_a_report_of_sources_that_cannot_be_read_tells_why(blog: Blog):
    blog.write("blog/a.md", "正文\n")

    result = run("report_doubts.py", blog=blog)

    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == run("check_posts.py", blog=blog).stderr
    assert result.stderr.startswith("docs/blog/a.md:1: no date\n")


@pytest.mark.build
def test_a_build_says_how_much_is_in_doubt(doubtful: Blog):
    doubtful.configure()

    first, again = doubtful.run(), doubtful.run()

    told = (
        "INFO    -  2 doubtful conversions, 2 values missing in rules, 1 glossary term lost in a "
        "longer phrase, 1 glossary term never used: make doubts shows them"
    )
    assert told in first.stderr
    assert told in again.stderr


def test_a_new_post_is_published_as_it_is(blog: Blog):
    result = run("new_post.py", "美联储：“隐秘”扩表？", "--date", "2025-12-12", blog=blog)

    assert result.returncode == 0
    path = result.stdout.strip()
    assert path.startswith("docs/blog/2025/12/12/mei-lian-chu")
    pages = blog.build(strict=True)
    page = path.removeprefix("docs/").removesuffix(".md")
    assert "美联储：“隐秘”扩表？</h1>" in pages[f"{page}/index.html"]


def test_a_new_post_never_overwrites_one(blog: Blog):
    first = run("new_post.py", "标题", "--slug", "same", "--date", "2025-12-12", blog=blog)
    (blog.folder / first.stdout.strip()).write_text("mine", encoding="utf-8")

    second = run("new_post.py", "标题", "--slug", "same", "--date", "2025-12-12", blog=blog)

    assert second.returncode == 1
    assert "is there already" in second.stderr
    assert (blog.folder / first.stdout.strip()).read_text(encoding="utf-8") == "mine"
