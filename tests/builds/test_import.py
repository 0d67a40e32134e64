"""What is imported, is built; the command as editors run it."""

from __future__ import annotations

import pytest

from tests.builds.test_scripts import run
from tests.conftest import Blog

PASTE = """\
茶葉蛋的定價權
2024-03-05 08:30
街角經濟學
2024-03-05 08:30
訂閱此專欄

01 便利店的鍋

三月的早餐，一顆茶葉蛋賣到 2.5 元，漲幅 3%~5%，與 -{通膨}- 無關。

貨架前的人群，漲價當天  via corner

02 連鎖反應

- 早餐的成本上升；

- 學生改買饅頭。

【免責聲明】早餐有風險。本文不構成任何飲食建議，請自行判斷。
查看更多
暫無留言
"""


@pytest.fixture
def paste(blog: Blog) -> Blog:
    blog.write(
        "blog/2024/01/02/old.md", "---\ntags: [早餐, 物价]\ncategory: 宏观\n---\n# 旧文\n\n话。\n"
    )
    (blog.folder / "paste.txt").write_text(PASTE, encoding="utf-8")
    return blog


@pytest.mark.build
def test_a_copied_article_is_published_after_one_command(paste: Blog):
    result = run("import_posts.py", "paste.txt", "--write", blog=paste)

    assert result.returncode == 0
    path = result.stdout.strip()
    assert path == "docs/blog/2024/03/05/cha-ye-dan-de-ding-jia-quan.md"
    page = paste.build(strict=True)["zh-tw/blog/2024/03/05/cha-ye-dan-de-ding-jia-quan/index.html"]
    assert "茶葉蛋的定價權</h1>" in page
    assert "漲幅 3%~5%，與 -{通膨}- 無關。" in page
    assert "<em>貨架前的人群，漲價當天 via corner</em>" in page
    assert "<li>早餐的成本上升；</li>" in page
    assert "早餐有風險" in page
    assert "暫無留言" not in page


def test_nothing_is_written_without_being_told_to(paste: Blog):
    result = run("import_posts.py", "paste.txt", blog=paste)

    assert result.returncode == 0
    assert result.stdout.startswith(
        "--- /dev/null\n+++ docs/blog/2024/03/05/cha-ye-dan-de-ding-jia-quan.md\n@@ -0,0 +1,"
    )
    assert '+tags: ["早餐"]\n' in result.stdout
    assert "paste.txt:5: dropped (a button): 訂閱此專欄\n" in result.stderr
    assert result.stderr.endswith("1 post shown; write them with  --write\n")
    assert not (paste.docs / "blog/2024/03").exists()


def test_a_post_is_never_overwritten_and_the_same_is_no_fault(paste: Blog):
    first = run("import_posts.py", "paste.txt", "--write", blog=paste)
    again = run("import_posts.py", "paste.txt", "--write", blog=paste)
    post = paste.folder / first.stdout.strip()
    post.write_text("mine", encoding="utf-8")
    third = run("import_posts.py", "paste.txt", "--write", blog=paste)

    assert (again.returncode, again.stdout) == (
        0,
        f"{first.stdout.strip()}: is there already, the same\n",
    )
    assert third.returncode == 1
    assert "is there already, and not the same" in third.stderr
    assert post.read_text(encoding="utf-8") == "mine"


def test_pictures_are_copied_along_and_never_over_others(blog: Blog):
    (blog.folder / "old").mkdir()
    (blog.folder / "old/egg.md").write_text(
        "---\ntitle: 甲\ndate: 2024-03-05\n---\n![蛋](a.svg)\n", encoding="utf-8"
    )
    (blog.folder / "old/a.svg").write_text(
        "<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8"
    )
    blog.write("assets/posts/egg/a.svg", "another")

    refused = run("import_posts.py", "old", "--write", blog=blog)
    assert refused.returncode == 1
    assert "docs/assets/posts/egg/a.svg: is there already, and not the same" in refused.stderr
    assert not (blog.docs / "blog").exists()

    (blog.docs / "assets/posts/egg/a.svg").unlink()
    shown = run("import_posts.py", "old", blog=blog)
    assert "# copies old/a.svg to assets/posts/egg/a.svg" in shown.stdout.replace(
        "\\", "/"
    ).replace(str(blog.folder) + "/", "")
    assert run("import_posts.py", "old", "--write", blog=blog).returncode == 0
    pages = blog.build(strict=True)
    assert 'src="../../../../../assets/posts/egg/a.svg"' in pages["blog/2024/03/05/egg/index.html"]


def test_what_cannot_be_imported_is_a_message(blog: Blog):
    result = run("import_posts.py", "none.txt", "--date=2024-13-01", blog=blog)
    assert (result.returncode, result.stderr) == (
        1,
        "--date: not a day: '2024-13-01'\n  mend: --date 2024-12-01\n",
    )

    result = run("import_posts.py", "none.txt", blog=blog)
    assert result.returncode == 1
    assert result.stderr.splitlines() == [
        "none.txt: no such file or folder",
        "  mend: give the path of a file or a folder",
        "0 posts shown; write them with  --write",
    ]


def test_a_site_with_faults_has_no_tags_to_propose(paste: Blog):
    paste.write("blog/bad.md", "---\ntitle: 甲\n---\n正文\n")

    result = run("import_posts.py", "paste.txt", blog=paste)

    assert result.returncode == 0
    assert result.stderr.startswith("docs: 1 fault, so no tags are proposed (see make check)\n")
