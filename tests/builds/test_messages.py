"""What an editor is told by a build, in which language and where."""

from __future__ import annotations

import logging

import pytest
from mkdocs.exceptions import Abort

from tests.conftest import Blog

pytestmark = pytest.mark.build

GOOD = "---\ntitle: 降息之后\ndate: 2025-12-12\n---\n市场重新定价。\n"
NO_DAY = "---\ntitle: 坏\ndate: 2025/13/01\n---\n正文。\n"
NO_IMAGE = "---\ntitle: 图\ndate: 2025-12-12\n---\n看：\n\n![走势](curve.png)\n"
ODD = "---\ntitle: 怪\ndate: 2025-12-12\n---\n见[首页](/index.md)。\n"
GLOSSARY = "- {hans: 国债, tw: 公債}\n- 软件\n"


def refuse(blog: Blog, **settings: str) -> str:
    """What a build says that stops."""
    with pytest.raises(Abort) as caught:
        blog.build(settings)
    return str(caught.value.__context__)


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YIWEN_LANG", "en")
    for name in ("GITHUB_ACTIONS", "GITHUB_WORKSPACE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def on_github(monkeypatch: pytest.MonkeyPatch, blog: Blog) -> Blog:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(blog.folder.parent))
    return blog


def test_all_faults_of_all_sources_are_told_before_a_page_is_rendered(blog: Blog):
    blog.write("blog/bad.md", NO_DAY)
    blog.write("blog/image.md", NO_IMAGE)
    blog.write("about.md", "# 关于\n\n[指南](guid.md)\n")
    blog.write("guide.md", "# 指南\n")
    blog.write("_data/glossary.yml", GLOSSARY)

    assert refuse(blog) == (
        "\n"
        "docs/_data/glossary.yml:2: a term has no words by variant: '软件'\n"
        "  mend: write it as  - {hans: 软件, tw: 軟體, hk: 軟件}\n"
        "docs/about.md:3:6: no such file: 'guid.md'\n"
        "  mend: write it as  guide.md\n"
        "docs/blog/bad.md:3:1: 'date' is not a day: '2025/13/01'\n"
        "  mend: write it as  date: 2025-12-01\n"
        "docs/blog/image.md:7:7: no such image: 'curve.png'\n"
        "  mend: put the image below docs/ and write its path from here, or take it out"
    )
    assert not blog.site.exists()


def test_editors_are_told_in_their_own_chinese(blog: Blog, monkeypatch: pytest.MonkeyPatch):
    blog.write("blog/bad.md", NO_DAY)
    monkeypatch.setenv("YIWEN_LANG", "zh-TW")

    told = blog.run()

    assert told.returncode == 1
    assert (
        "docs/blog/bad.md:3:1: 'date' 不是日期：'2025/13/01'\n  改法：寫成  date: 2025-12-01"
        in told.stderr
    )
    assert "Traceback" not in told.stderr


def test_no_more_than_fifty_faults_are_told_and_the_rest_is_counted(blog: Blog):
    for number in range(60):
        blog.write(f"blog/{number:02}.md", NO_DAY)

    told = refuse(blog)

    assert told.count("is not a day") == 50
    assert told.endswith("\n… and 10 more")


def test_no_more_than_fifty_warnings_are_told(blog: Blog, caplog: pytest.LogCaptureFixture):
    lines = "\n".join(f"[{number}](/x{number}.md)" for number in range(60))
    blog.write("blog/odd.md", f"{GOOD}\n{lines}\n")

    with caplog.at_level(logging.WARNING, "mkdocs"):
        blog.build()

    told = [record.getMessage() for record in caplog.records if record.levelno == logging.WARNING]
    assert len(told) == 51
    assert told[-1] == "… and 10 more"


def test_what_is_odd_about_a_link_is_told_once(blog: Blog, caplog: pytest.LogCaptureFixture):
    blog.write("blog/odd.md", ODD)
    blog.write("blog/page.md", f"{GOOD}\n[怪](../odd/)\n")

    with caplog.at_level(logging.WARNING, "mkdocs"):
        blog.build()

    assert [record.getMessage() for record in caplog.records] == [
        (
            "docs/blog/odd.md:5:7: an address from the root of the host, which is not the site's"
            " everywhere: '/index.md'\n"
            "  mend: write the path from this file to the other, such as  ../index.md"
        ),
        (
            "docs/blog/page.md:7:5: an address of a page where the path of its file belongs:"
            " '../odd/'\n"
            "  mend: write it as  odd.md"
        ),
    ]


def test_mkdocs_may_be_told_that_such_links_are_paths(blog: Blog, caplog: pytest.LogCaptureFixture):
    blog.write("blog/odd.md", ODD)
    links = {"links": {"absolute_links": "relative_to_docs"}}

    with caplog.at_level(logging.WARNING, "mkdocs"):
        pages = blog.build(validation=links)

    assert caplog.records == []
    assert 'href="../../">首页</a>' in pages["blog/odd/index.html"]


def test_mkdocs_may_be_told_to_leave_such_links(blog: Blog, caplog: pytest.LogCaptureFixture):
    blog.write("blog/odd.md", ODD)

    with caplog.at_level(logging.WARNING, "mkdocs"):
        blog.build(validation={"links": {"absolute_links": "ignore"}})

    assert caplog.records == []


# Two files that a disk may take for one


@pytest.mark.parametrize("other", ["Fed.md", "FED.md"])
def test_names_that_differ_only_by_case_are_refused(blog: Blog, other: str):
    blog.write("blog/fed.md", GOOD)
    if blog.write(f"blog/{other}", GOOD).samefile(blog.docs / "blog/fed.md"):
        pytest.skip("this disk takes them for one")

    assert "two sources for one address '/blog/fed/'" in refuse(blog)


def test_names_that_differ_only_by_unicode_normalisation_are_refused(blog: Blog):
    blog.write("blog/caf\u00e9.md", GOOD)
    if blog.write("blog/cafe\u0301.md", GOOD).samefile(blog.docs / "blog/caf\u00e9.md"):
        pytest.skip("this disk takes them for one")

    assert "two sources for one address" in refuse(blog)


def test_another_encoding_is_named(blog: Blog):
    blog.write("blog/gbk.md", GOOD.encode("gb18030"))

    assert "text is not UTF-8, it seems to be GB 18030" in refuse(blog)


# GitHub Actions


def test_faults_are_annotations_on_their_lines(on_github: Blog):
    on_github.write("blog/bad,1.md", NO_DAY)

    told = on_github.run()

    folder = on_github.folder.name
    assert told.returncode == 1
    assert told.stdout.splitlines()[0] == (
        f"::error file={folder}/docs/blog/bad%2C1.md,line=3,col=1,title=cannot be published"
        "::'date' is not a day: '2025/13/01'%0A  mend: write it as  date: 2025-12-01"
    )


def test_warnings_are_annotations_in_utf_8(on_github: Blog, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("YIWEN_LANG", "zh")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(on_github.folder))
    on_github.write("blog/odd.md", ODD)

    told = on_github.run()

    assert told.returncode == 0
    assert told.stdout.splitlines()[0].startswith(
        "::warning file=docs/blog/odd.md,line=5,col=7,title=请看一看::以 / 开头的地址"
    )


def test_elsewhere_nothing_is_annotated(blog: Blog):
    blog.write("blog/bad.md", NO_DAY)

    assert "::error" not in blog.run().stdout


# Bad posts left out


def test_bad_posts_are_left_out_when_the_settings_say_so(on_github: Blog):
    on_github.write("blog/bad.md", NO_DAY)
    on_github.write("blog/image.md", NO_IMAGE)
    on_github.write("blog/good.md", f"{GOOD}\n见[另一篇](bad.md)。\n")
    on_github.configure({"on_bad_post": "skip"})

    told = on_github.run("build", "--strict")

    assert told.returncode == 0, told.stderr
    assert (
        "2 posts are left out:\n"
        "docs/blog/bad.md:3:1: 'date' is not a day: '2025/13/01'\n"
        "  mend: write it as  date: 2025-12-01\n"
        "docs/blog/image.md:7:7: no such image: 'curve.png'\n"
    ) in told.stderr
    assert [line.split("::")[1].split(",line")[0] for line in told.stdout.splitlines()] == [
        f"warning file={on_github.folder.name}/docs/blog/bad.md",
        f"warning file={on_github.folder.name}/docs/blog/image.md",
    ]
    assert "title=left out::" in told.stdout
    pages = on_github.pages()
    assert "blog/good/index.html" in pages
    assert "zh-tw/blog/good/index.html" in pages
    assert [path for path in pages if "bad" in path or "image" in path] == []
    assert not [path for path, text in pages.items() if "curve.png" in text]


def test_one_post_is_told_as_one(blog: Blog, caplog: pytest.LogCaptureFixture):
    blog.write("blog/bad.md", NO_DAY)

    with caplog.at_level(logging.INFO, "mkdocs.yiwen"):
        blog.build({"on_bad_post": "skip"})

    assert "1 post is left out:\ndocs/blog/bad.md:3:1:" in caplog.text


def test_a_bad_glossary_stops_the_site_all_the_same(blog: Blog):
    blog.write("blog/bad.md", NO_DAY)
    blog.write("_data/glossary.yml", GLOSSARY)

    assert "a term has no words" in refuse(blog, on_bad_post="skip")


# What never reaches a reader


def test_no_control_character_reaches_a_page(blog: Blog):
    blog.write(
        "blog/odd.md",
        '---\ntitle: "降\\u0000息\\u0008"\ndate: 2025-12-12\ntags: [债\x07券]\n---\n市场\x0b\x1b[31m重新\x9b定价。\n',
    )

    pages = blog.build()

    kept = {char for text in pages.values() for char in text if not char.isprintable()}
    assert "降息" in pages["blog/odd/index.html"]
    assert not {char for char in kept if char < " " or "\x7f" <= char < "\xa0"} - {"\n"}


def test_a_tab_that_no_category_has_is_a_warning(blog: Blog, caplog: pytest.LogCaptureFixture):
    blog.write("blog/a.md", GOOD.replace("---\n市", "category: 宏观\n---\n市"))

    with caplog.at_level(logging.WARNING, "mkdocs"):
        blog.build({"tabs": ["宏观", "房市"]})

    assert [record.getMessage() for record in caplog.records] == [
        "mkdocs.yml: extra.yiwen.tabs: no category '房市'\n  mend: use one of: 宏观"
    ]
