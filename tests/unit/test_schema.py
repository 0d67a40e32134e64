from __future__ import annotations

import importlib.util
import json
import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from tests.conftest import ROOT
from yiwen.fences import cut_front_matter
from yiwen.metadata import SPELLINGS
from yiwen.posts import read_post
from yiwen.problems import YiwenError
from yiwen.schema import make_schema, render_schema
from yiwen.settings import Settings

FILE = ROOT / "docs" / "_data" / "post.schema.json"
POSTS = sorted((ROOT / "docs" / "blog").rglob("*.md"))
VALIDATOR = Draft202012Validator(make_schema())


class Loader(yaml.SafeLoader):
    """Reads YAML as a tool that knows JSON only must: days stay texts."""


Loader.yaml_implicit_resolvers = {
    letter: [(tag, form) for tag, form in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read_front(text: str):
    return yaml.load(cut_front_matter(text).block, Loader=Loader)  # noqa: S506 - a safe one


def is_allowed(**front) -> bool:
    return bool(VALIDATOR.is_valid(front))


def test_the_committed_file_is_the_generated_one():
    """Run scripts/make_schema.py when this fails."""
    assert FILE.read_text(encoding="utf-8") == render_schema()


def test_the_script_writes_that_file(tmp_path, capsys):
    spec = importlib.util.spec_from_file_location("make_schema", ROOT / "scripts/make_schema.py")
    assert spec
    assert spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)

    assert script.main([str(tmp_path / "post.schema.json")]) == 0
    assert script.main(["-"]) == 0

    assert (tmp_path / "post.schema.json").read_bytes() == FILE.read_bytes()
    assert capsys.readouterr().out == render_schema()


def test_the_schema_is_one():
    Draft202012Validator.check_schema(make_schema())


def test_every_key_that_is_read_is_told_in_both_languages():
    properties = make_schema()["properties"]

    assert set(properties) == {key for keys in SPELLINGS.values() for key in keys} | set(SPELLINGS)
    for key, told in properties.items():
        chinese, _, english = told["description"].partition("。 ")
        assert re.search("[\u4e00-\u9fff]", chinese), key
        assert english.isascii() or "，" in english, key


@pytest.mark.parametrize("path", POSTS, ids=lambda path: path.name)
def test_the_posts_of_this_site_are_as_the_schema_says(path):
    front = read_front(path.read_text(encoding="utf-8"))

    assert [error.message for error in VALIDATOR.iter_errors(front)] == []


def test_the_front_matter_of_an_automation_is_as_the_schema_says():
    """As a flow of n8n wrote it: an empty title, a category that is no list, a remote cover."""
    text = """\
---
title:
date: 2025-12-12
category: 经济日报
tags: ["经济日报","宏观经济"]
seo: ["经济日报","金融日报","BTC"]
coverImage: "https://example.com/n8n/2025/12-12/cover.png"
---
"""

    assert VALIDATOR.is_valid(read_front(text))


@pytest.mark.parametrize(
    "front",
    [
        {"title": 1984},
        {"date": "2025/12/9 8:05"},
        {"date": "2025年12月9日"},
        {"date": "2025-12-09T08:05:00+08:00"},
        {"date": {"created": "2025-12-09", "updated": "2025-12-10"}},
        {"tags": "央行、利率"},
        {"categories": ["宏观", "科技"]},
        {"authors": [{"name": "林鹤年"}, "苏砚秋"]},
        {"cover": {"image": "a.png"}},
        *({"lang": tag} for tag in ("zh", "zh-TW", "zh_hant_hk", "CN", "cmn-Hans", "zh-mo", "")),
        {"published": False},
        {"published": "2025-12-09"},
        {"top": 10},
        {"disclaimer": "本文不构成投资建议。"},
        {"zh": False},
        {"zh": {"title": {"tw": "標題"}, "terms": [{"hans": "软件", "tw": "軟體"}]}},
        {"zh": {"variants": ["tw"]}},
        {"layout": "post", "whatever": [1, {"two": 3}]},
    ],
    ids=str,
)
def test_what_the_schema_allows_is_published(front):
    text = f"---\n{yaml.safe_dump({'date': '2025-12-12'} | front, allow_unicode=True)}---\n正文\n"

    assert VALIDATOR.is_valid(front)
    assert read_post(text, path="blog/a.md", settings=Settings()).body.strip() == "正文"


@pytest.mark.parametrize(
    "front",
    [
        {"date": "明天"},
        {"date": "12/9/2025"},
        {"updated": "soon"},
        {"draft": "maybe"},
        {"lang": "fr"},
        {"slug": "a b"},
        {"source": "example.com"},
        {"title": ["a", "b"]},
        {"zh": {"titel": {"tw": "標題"}}},
    ],
    ids=str,
)
def test_what_the_schema_refuses_is_refused_by_the_build(front):
    text = f"---\n{yaml.safe_dump({'date': '2025-12-12'} | front, allow_unicode=True)}---\n正文\n"

    assert not VALIDATOR.is_valid(front)
    with pytest.raises(YiwenError):
        read_post(text, path="blog/a.md", settings=Settings())


def write_day(day: tuple[int, int, int, str]) -> str:
    year, month, number, sign = day
    return f"{year}{sign}{month}{sign}{number}"


@given(
    st.tuples(
        st.integers(1000, 9999), st.integers(0, 14), st.integers(0, 33), st.sampled_from("-/. _")
    )
    .map(write_day)
    .flatmap(lambda day: st.sampled_from([day, f"{day} 8:05", f"{day}T08:05Z", f"{day} +0800"]))
)
def test_a_day_that_the_build_reads_is_one_to_the_schema(day):
    text = f'---\ndate: "{day}"\n---\n正文\n'
    try:
        read_post(text, path="blog/a.md", settings=Settings())
    except YiwenError:
        return

    assert is_allowed(date=day)


def test_the_schema_is_json_that_any_reader_takes():
    assert json.loads(FILE.read_bytes())["$schema"].endswith("2020-12/schema")
