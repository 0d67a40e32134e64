"""The commands of editors, run as they run them."""

from __future__ import annotations

import subprocess
import sys

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
    result = run("check_posts.py")

    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_the_check_tells_faults_of_posts_pages_and_glossary_together(blog: Blog):
    blog.write("blog/a.md", "---\ntitle: 甲\n---\n正文\n")
    blog.write("about.md", "关于 -{没有结束\n")
    blog.write("_data/glossary.yml", "- 软件\n")

    result = run("check_posts.py", blog=blog)

    assert result.returncode == 1
    assert [line.split(": ")[0] for line in result.stderr.splitlines() if line[0] != " "] == [
        "docs/_data/glossary.yml:1",
        "docs/about.md:1:4",
        "docs/blog/a.md:2",
    ]


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
