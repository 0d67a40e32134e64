"""A whole site is read from its folder, with every problem at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from yiwen.folders import read_folder, read_settings_file
from yiwen.problems import YiwenError
from yiwen.settings import Settings

POST = "---\ndate: 2025-12-12\n---\n# 标题\n\n正文\n"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    files = {
        "index.md": "# 首页\n",
        "blog/fed.md": POST,
        "assets/a.webp": "",
        "_data/glossary.yml": "- {hans: 软件, tw: 軟體}\n",
        "_data/notes.md": "not a page",
    }
    for name, text in files.items():
        path = tmp_path / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "docs"


def test_sources_and_glossary_are_read(docs: Path):
    folder = read_folder(docs, Settings())

    assert [post.path for post in folder.sources.posts] == ["blog/fed.md"]
    assert [page.path for page in folder.sources.documents] == ["index.md"]
    assert [term.values[0][1] for term in folder.terms] == ["软件"]
    assert folder.glossary == f"{docs.as_posix()}/_data/glossary.yml"
    assert folder.read_text("blog/fed.md") == POST
    assert folder.odd == ()


def test_oddities_of_glossary_and_sources_are_told_with_their_paths(docs: Path):
    (docs / "_data/glossary.yml").write_text("- {hans: 币, tw: 幣}\n", encoding="utf-8")
    (docs / "blog/fed.md").write_text(f"{POST}⼈", encoding="utf-8")

    folder = read_folder(docs, Settings())

    assert [(odd.path, odd.line) for odd in folder.odd] == [
        (f"{docs.as_posix()}/_data/glossary.yml", 1),
        (f"{docs.as_posix()}/_data/glossary.yml", 1),
        (f"{docs.as_posix()}/blog/fed.md", 7),
    ]


def test_problems_of_glossary_and_sources_are_told_together(docs: Path):
    (docs / "_data/glossary.yml").write_text("- 软件\n", encoding="utf-8")
    with pytest.raises(YiwenError, match="a term has no words") as glossary_alone:
        read_folder(docs, Settings())
    (docs / "blog/fed.md").write_text("没有日期\n", encoding="utf-8")
    with pytest.raises(YiwenError) as both:
        read_folder(docs, Settings())

    assert [problem.path for problem in glossary_alone.value.problems] == [
        f"{docs.as_posix()}/_data/glossary.yml",
    ]
    assert [problem.path for problem in both.value.problems] == [
        f"{docs.as_posix()}/_data/glossary.yml",
        f"{docs.as_posix()}/blog/fed.md",
    ]


def test_a_folder_that_is_not_there_is_told():
    with pytest.raises(YiwenError, match="no-such: no such folder"):
        read_folder(Path("no-such"), Settings())


def test_settings_are_those_of_the_site_or_the_defaults(tmp_path: Path):
    file = tmp_path / "mkdocs.yml"
    assert read_settings_file(file) == Settings()

    file.write_text("extra:\n  yiwen:\n    posts_folder: posts\n", encoding="utf-8")
    assert read_settings_file(file).posts_folder == "posts"
