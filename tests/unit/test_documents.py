"""Pages that are not posts."""

from __future__ import annotations

import pytest

from tests.unit.makers import SITE
from yiwen.chinese.rules import plain_text
from yiwen.chinese.variants import Variant
from yiwen.documents import Document, read_document
from yiwen.problems import YiwenError


def read(text: str, path: str = "about.md") -> Document:
    return read_document(text, path=path, settings=SITE)


def test_a_page_is_read_as_it_was_written():
    text = "---\ntitle: 关于我们\ndescription: 我们是谁\n---\n# 关于\n\n我们写新闻。\n"

    assert read(text) == Document(
        path="about.md",
        title="关于我们",
        body="# 关于\n\n我们写新闻。\n",
        script=Variant.HANS,
        description="我们是谁",
        titled=True,
        body_line=5,
    )


def test_a_page_without_front_matter_is_named_by_its_first_heading():
    document = read("一句话。\n\n# 关于\n")

    assert (document.title, document.titled) == ("关于", True)


def test_a_smaller_heading_that_opens_a_page_names_it_too():
    document = read("## 关于\n\n一句话。\n")

    assert (document.title, document.titled) == ("关于", True)


def test_a_page_without_a_heading_has_no_title():
    document = read("一句话。\n")

    assert (document.title, document.titled) == ("", False)


def test_a_comment_in_code_is_no_title():
    document = read("怎么写：\n\n```yaml\n# 不是标题\ntitle: x\n```\n\n# 指南\n")

    assert document.title == "指南"


def test_the_rules_of_a_page_become_marks():
    document = read("---\ntitle: -{hans:软件;tw:軟體}-指南\n---\n看-{hans:这里;hant:這裡}-。\n")

    assert plain_text(document.title, Variant.TW) == "軟體指南"
    assert plain_text(document.body, Variant.TW) == "看這裡。\n"


def test_a_page_is_in_the_script_its_author_names_or_its_text_shows():
    assert read("---\nlang: zh-HK\n---\n启动\n").script is Variant.HK
    assert read("這裡說明我們為何寫作。\n").script is Variant.HANT


@pytest.mark.parametrize(
    ("path", "address", "url"),
    [
        ("about.md", "about/", "about/"),
        ("index.md", "", ""),
        ("README.md", "", ""),
        ("guide/index.md", "guide/", "guide/"),
        ("guide/README.md", "guide/", "guide/"),
        ("guide/start.md", "guide/start/", "guide/start/"),
        ("关于.md", "关于/", "%E5%85%B3%E4%BA%8E/"),
        ("v1.2.md", "v1.2/", "v1.2/"),
    ],
)
def test_the_address_of_a_page_follows_from_its_path(path: str, address: str, url: str):
    document = read("", path)

    assert (document.address, document.url) == (address, url)


def test_every_fault_of_a_page_is_told():
    with pytest.raises(YiwenError) as caught:
        read("---\nlang: xx\n---\n-{甲\n")

    assert [(each.line, each.column, each.what) for each in caught.value.problems] == [
        (4, 1, "-{ without }-"),
        (2, 1, "'lang' is no Chinese variant: 'xx'"),
    ]


def test_front_matter_that_cannot_be_read_is_told():
    with pytest.raises(YiwenError) as caught:
        read("---\ntitle: [x\n---\n")

    assert [(each.path, each.line, each.what) for each in caught.value.problems] == [
        ("about.md", 2, "a bracket that is never closed, or no comma between two values")
    ]


@pytest.mark.parametrize(
    ("front", "day"),
    [
        ("updated: 2025-12-12\ndate: 2025-01-01", "2025-12-12"),
        ("date: 2025-01-01", "2025-01-01"),
        ("updated: 昨天\ndate: 2025-01-01", "2025-01-01"),
        ("updated: [2025-01-01]", None),
        ("title: 关于", None),
    ],
)
def test_a_page_may_say_when_it_changed_and_what_is_no_day_is_no_fault(front: str, day: str | None):
    updated = read(f"---\n{front}\n---\n话。\n").updated

    assert (updated.date().isoformat() if updated else None) == day
