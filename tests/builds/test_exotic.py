"""Whatever lies in the folder of posts is published as expected, or refused with the expected words."""

from __future__ import annotations

import html
import json
import logging
import re
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as run
from hypothesis import strategies as st

from tests.conftest import ROOT, Blog
from yiwen.chinese.rules import plain_text
from yiwen.posts import Post
from yiwen.problems import Problem, YiwenError, render_problem
from yiwen.reading import Reading, Source, read_source, read_sources
from yiwen.settings import Settings

FOLDER = ROOT / "tests" / "exotic"
SITE = Settings(author="编辑部")
EXPECTED = tomllib.loads((FOLDER / "expected.toml").read_text(encoding="utf-8"))
CASES: list[dict[str, Any]] = EXPECTED["case"]
PUBLISHED = [case for case in CASES if "title" in case]
DEFAULTS: dict[str, Any] = {
    "categories": ["未分类"],
    "tags": [],
    "cover": "",
    "authors": ["编辑部"],
    "aliases": [],
    "series": "",
    "source": "",
    "draft": False,
    "pinned": False,
    "script": "zh-Hans",
    "math": False,
    "comments": None,
    "variants": None,
    "extra": [],
    "warnings": [],
}
"""What a post says that says nothing."""

UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U000fffff]")
"""Control characters, what no XML may hold, and what the conversion keeps for itself."""
NO_FILE_NAME = re.compile(r'[<>:"|?*\\]|[. ]$' if sys.platform == "win32" else "[\0]")
HEADING = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)


def path_of(case: Mapping[str, Any]) -> str:
    return str(case.get("path") or f"blog/2025/12/12/{Path(case['file']).stem}.md")


def read_case(case: Mapping[str, Any]) -> Reading:
    content = (FOLDER / case["file"]).read_bytes()
    return read_source(Source(path_of(case), content), SITE)


def told(problems: tuple[Problem, ...], path: str) -> list[str]:
    """Messages by line, without the path."""
    rendered = [render_problem(problem) for problem in sorted(set(problems))]
    return [message.removeprefix(f"{path}:").strip() for message in rendered]


def say(post: Post, warnings: list[str]) -> dict[str, Any]:
    """What a post says, as the table of expectations names it."""

    def plain(texts: tuple[str, ...]) -> list[str]:
        return [plain_text(text, post.script) for text in texts]

    day = post.published.isoformat() if post.has_time else post.published.date().isoformat()
    return {
        "title": plain_text(post.title, post.script),
        "url": post.url,
        "date": day,
        "updated": post.updated.isoformat(),
        "categories": plain(post.categories),
        "tags": plain(post.tags),
        "keywords": plain(post.keywords),
        "cover": post.cover,
        "authors": plain(post.authors),
        "aliases": list(post.aliases),
        "series": post.series,
        "source": post.source_url,
        "draft": post.draft,
        "pinned": post.pinned,
        "script": str(post.script),
        "math": post.math,
        "comments": post.comments,
        "variants": None if post.variants is None else [str(each) for each in post.variants],
        "description": plain_text(post.description, post.script),
        "extra": list(post.extra),
        "warnings": warnings,
    }


def test_every_file_of_the_folder_is_expected_and_every_expected_file_is_there():
    listed = [case["file"] for case in CASES]
    there = {path.name for path in FOLDER.iterdir() if path.suffix in (".md", ".bin")}

    assert sorted(listed) == sorted(set(listed))
    assert set(listed) == there
    assert len({path_of(case) for case in CASES}) == len(CASES) >= 80


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["file"])
def test_a_file_is_read_as_expected_or_refused_with_the_expected_messages(case: dict[str, Any]):
    reading = read_case(case)

    if "messages" in case:
        assert told(reading.problems, path_of(case)) == case["messages"]
        assert reading.post is None
        return
    assert reading.problems == ()
    assert reading.post is not None
    said = say(reading.post, told(reading.odd, path_of(case)))
    expected = {
        "updated": reading.post.published.isoformat(),
        "keywords": case.get("tags", []),
        "description": said["description"],
        **DEFAULTS,
        **{name: value for name, value in case.items() if name not in ("file", "path", "shown")},
    }
    assert said == expected


@pytest.mark.parametrize("case", EXPECTED["together"], ids=lambda case: case["paths"][1])
def test_files_that_get_in_each_others_way_are_refused(case: dict[str, Any]):
    content = (FOLDER / "plain.md").read_bytes()
    problems: tuple[Problem, ...] = ()
    try:
        read_sources([(path, lambda: content) for path in case["paths"]], assets=(), settings=SITE)
    except YiwenError as error:
        problems = error.problems

    assert [render_problem(problem) for problem in sorted(set(problems))] == case["messages"]


# One build of all that can be published


class Warned(logging.Handler):
    """Keeps what a build warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@pytest.fixture
def warned() -> Iterator[Warned]:
    handler = Warned()
    logging.getLogger("mkdocs").addHandler(handler)
    yield handler
    logging.getLogger("mkdocs").removeHandler(handler)


@pytest.mark.build
def test_all_that_can_be_published_builds_together_and_warns_of_nothing_else(
    blog: Blog, warned: Warned
):
    cases = [case for case in PUBLISHED if not NO_FILE_NAME.search(path_of(case))]
    for case in cases:
        blog.write(path_of(case), (FOLDER / case["file"]).read_bytes())
    pages = blog.build({"author": "编辑部"})

    expected = [
        f"docs/{path_of(case)}:{warning}" for case in cases for warning in case.get("warnings", [])
    ]
    assert sorted(warned.messages) == sorted(expected)
    for case in cases:
        assert_published(case, pages)
    for path, text in pages.items():
        assert (path, UNWANTED.findall(text)) == (path, [])


def assert_published(case: Mapping[str, Any], pages: Mapping[str, str]) -> None:
    """A page shows the title, unless it is a draft or of a day to come."""
    page = pages.get(f"{case['url']}index.html")
    if case.get("draft") or case["date"] > "2026-11-20":
        assert page is None, case["file"]
        return
    assert page is not None, case["file"]
    headings = HEADING.findall(page)
    shown = [" ".join(html.unescape(re.sub(r"<[^>]*>", "", each)).split()) for each in headings]
    title = " ".join(case.get("shown", case["title"]).split())
    assert title in shown, (case["file"], shown)


@pytest.mark.build
def test_no_template_evaluates_what_a_source_holds(blog: Blog):
    typed = "{{ 7 * 7 }}{% set x = 1 %}{{ config.site_name }}"
    front = "".join(f'{key}: "{typed}"\n' for key in ("title", "description", "author", "series"))
    front += f'tags: ["{typed}"]\ncategory: "{typed}"\nseo: ["{typed}"]\ndate: 2025-12-12\n'
    blog.write(
        "blog/a.md", f"---\n{front}---\n美联储{typed}\n\n## 小标题 {typed}\n\n**粗**{typed}\n"
    )
    blog.write("about.md", f"---\ntitle: '{typed}'\n---\n关于{typed}\n")

    pages = blog.build()

    for path in ("blog/a/index.html", "about/index.html", "zh-tw/blog/a/index.html"):
        shown = html.unescape(re.sub(r"<[^>]*>", "", pages[path]))
        assert typed in shown
        assert "49" not in shown


@pytest.mark.build
def test_a_message_names_the_section_of_the_guide_that_explains_it(blog: Blog):
    blog.write("messages.md", "---\ntitle: 提示\n---\n## 日期 {#not-a-day}\n")
    blog.write("blog/a.md", "---\ntitle: 甲\ndate: 昨天\n---\n正文。\n")

    result = blog.run("build")

    assert "see: docs/messages.md#not-a-day" in result.stderr


# Whatever lies there


NAMES = """
title date tags categories seo cover lang slug draft aliases zh series author description updated
pinned source disclaimer
"""
KEYS = st.sampled_from(NAMES.split())
VALUES = st.one_of(
    st.sampled_from(
        ["2025-12-12", "2024/7/1 9:05", "null", "[a, b]", "{tw: 甲}", "zh-TW", "true", '"'],
    ),
    st.sampled_from(
        ["- x", "&a [*a]", "!!int 3", "|\n  多行\n  ---", "-{hans:甲;tw:乙}-", "-{甲", "../x"],
    ),
    st.text(max_size=30),
    st.text(alphabet="甲乙一二三 -{}[]:,\"'|&*#%<>/\\.\t~!?=繁體字", max_size=20),
)
BODIES = st.one_of(
    st.text(max_size=80),
    st.text(alphabet="# 甲乙\n\n`*_[](){}%<>!|-=:$\"'&;\t~\\1繁體A/", max_size=120),
)
FENCES = st.sampled_from(
    ["---\n", "+++\n", "\ufeff---\r\n", "\n --- \n", '---"\n', "----\n", "---"]
)
POSTS = st.builds(
    lambda above, lines, below, body: f"{above}{''.join(lines)}{below}{body}".encode(
        "utf-8", "surrogatepass"
    ),
    FENCES,
    st.lists(st.builds("{}: {}\n".format, KEYS, VALUES), max_size=6),
    FENCES,
    BODIES,
)
FILES = st.one_of(
    POSTS, POSTS, st.binary(max_size=200), BODIES.map(lambda text: text.encode("utf-8", "replace"))
)


@given(FILES, st.sampled_from(["blog/2025/12/12/a.md", "blog/b.md", "c.md"]))
@run(max_examples=300)
def test_whatever_a_file_holds_there_is_a_reading(content: bytes, path: str):
    reading = read_source(Source(path, content), SITE)

    assert bool(reading.problems) != bool(reading.post or reading.document)
    for problem in (*reading.problems, *reading.odd):
        assert problem.what
        assert not UNWANTED.search(render_problem(problem))
        assert problem.line <= content.count(b"\n") + content.count(b"\r") + 1


@pytest.mark.build
@given(st.lists(FILES, min_size=30, max_size=60))
@run(max_examples=4, suppress_health_check=list(HealthCheck), report_multiple_bugs=False)
def test_whatever_can_be_read_can_be_built(files: list[bytes]):
    with tempfile.TemporaryDirectory() as folder:
        blog = Blog(Path(folder))
        blog.write("index.md", "---\ntitle: 首页\n---\n")
        for number, content in enumerate(files):
            path = f"blog/2025/12/12/p{number}/x.md"
            reading = read_source(Source(path, content), SITE)
            if not reading.problems and reading.post:
                blog.write(path, content)
        pages = build_what_can_be(blog)

    for path, text in pages.items():
        assert (path, UNWANTED.findall(text)) == (path, [])
        for data in re.findall(r'<script type="application/ld\+json">(.*?)</script>', text):
            json.loads(data)


def build_what_can_be(blog: Blog) -> dict[str, str]:
    """Build; files whose cover or address is refused for its neighbours are taken away before."""
    pages = {
        path.relative_to(blog.docs).as_posix(): path.read_bytes()
        for path in blog.docs.rglob("*.md")
    }
    try:
        sources = [(path, partial(pages.__getitem__, path)) for path in pages]
        read_sources(sources, assets=(), settings=SITE)
    except YiwenError as error:
        for path in {problem.path for problem in error.problems}:
            (blog.docs / path).unlink()
        return build_what_can_be(blog)
    return blog.build({"author": "编辑部"})
