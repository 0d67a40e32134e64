from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.conftest import ROOT
from yiwen.importing.drafts import Draft, render_draft
from yiwen.importing.fronts import add_key, convert_source, has_front_matter
from yiwen.posts import read_post
from yiwen.problems import YiwenError
from yiwen.settings import Settings
from yiwen.skeleton import render_skeleton

SITE = Settings()


def convert(text: str) -> str:
    return convert_source(text, path="a.md", settings=SITE).text


@pytest.mark.parametrize(
    ("typed", "ours"),
    [
        ("lastmod: 2024-03-05T08:30:00+09:00", "updated: 2024-03-05T08:30:00+09:00"),
        ("categories: [a, b]  # 说明", "category: [a, b]  # 说明"),
        ("categories:\n  - [a, b]", "category:\n  - [a, b]"),
        ('"keywords": x', "seo: x"),
        ("cover:\n  image: a.png", "coverImage:\n  image: a.png"),
        ("category: a\ncategories: [b]", "category: a\ncategories: [b]"),
        ("category:\ncategories: [b]", "category:\ncategories: [b]"),
        ("layout: post\npermalink: /x/", "layout: post\npermalink: /x/"),
        ("redirect_from: /old/", "aliases: /old/"),
    ],
)
def test_keys_of_others_become_ours_and_nothing_else_changes(typed: str, ours: str):
    frame = "---\ntitle: 甲\ndate: 2024-03-05\n{}\n---\n话。\n"

    assert convert(frame.format(typed)) == frame.format(ours)


TOML = """\
+++
# 说明
title = "甲"
date = 2024-03-05T08:30:00+08:00
draft = false
weight = 3
categories = ["宏观"]
"my key" = "x"
[params]
note = "备注"
+++
话。
"""


def test_toml_becomes_yaml_and_its_comments_are_told():
    converted = convert_source(TOML, path="a.md", settings=SITE)

    assert converted.text == (
        '---\ntitle: "甲"\ndate: 2024-03-05T08:30:00+08:00\ndraft: false\nweight: 3\n'
        'category: ["宏观"]\n"my key": "x"\nparams: {note: "备注"}\n---\n话。\n'
    )
    assert [(note.line, note.text) for note in converted.notes] == [(2, "# 说明")]


def test_front_matter_that_cannot_be_read_is_a_message():
    with pytest.raises(YiwenError, match=r"a\.md:2"):
        convert("---\ntags: [a\n---\n话。\n")


SKELETON = render_skeleton("标题", published=datetime(2025, 12, 12, 8, 48, tzinfo=UTC), tags=["a"])
DRAFT = render_draft(
    Draft(
        title='他说"好"',
        date="2024-03-05 08:30",
        authors=("张三", "李四"),
        categories=("宏观",),
        tags=("a", "b, c"),
        cover="https://a.cn/x.png",
        source="https://a.cn",
        disclaimer="免责。",
        aliases=("/old/",),
        hidden=True,
        body="话。",
    )
)


@pytest.mark.parametrize("text", [SKELETON, DRAFT], ids=["skeleton", "draft"])
def test_a_post_that_this_product_wrote_comes_back_byte_for_byte(text: str):
    assert convert(text) == text


def test_a_draft_says_everything_that_is_known():
    post = read_post(DRAFT, path="blog/a.md", settings=SITE)

    assert (post.title, post.authors, post.tags) == ('他说"好"', ("张三", "李四"), ("a", "b, c"))
    assert (post.cover, post.source_url, post.disclaimer) == (
        "https://a.cn/x.png",
        "https://a.cn",
        "免责。",
    )
    assert (post.aliases, post.draft, post.body.strip()) == (("/old/",), True, "话。")


@pytest.mark.parametrize(
    "path", sorted((ROOT / "docs/blog").rglob("*.md")), ids=lambda path: path.stem
)
def test_a_post_of_this_site_means_the_same_afterwards(path: Path):
    text = path.read_text(encoding="utf-8")
    name = path.relative_to(ROOT / "docs").as_posix()
    converted = convert(text)

    before, after = (read_post(each, path=name, settings=SITE) for each in (text, converted))
    assert before == after
    assert convert(converted) == converted


def test_a_key_is_added_as_the_first():
    converted = convert_source("---\ntitle: 甲\n---\n话。\n", path="a.md", settings=SITE)
    assert add_key(converted, "date", "2024-03-05", path="a.md").text == (
        "---\ndate: 2024-03-05\ntitle: 甲\n---\n话。\n"
    )
    hexo = convert_source("title: 甲\n---\n话。\n", path="a.md", settings=SITE)
    assert add_key(hexo, "date", "2024-03-05", path="a.md").text == (
        "date: 2024-03-05\ntitle: 甲\n---\n话。\n"
    )


def test_front_matter_is_found():
    assert has_front_matter("---\ntitle: 甲\n---\n", path="a.md")
    assert not has_front_matter("---\n\n话。\n", path="a.md")
