from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwen.slugs import slug_term


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("宏观经济", "宏观经济"),
        ("BTC", "btc"),
        ("AI 与 算力", "ai-与-算力"),
        ("C++", "c++"),
        ("C#", "c"),
        ("Node.js", "node.js"),
        ("a/b\\c?d#e%f", "a-b-c-d-e-f"),
        ("..", "2e-2e"),
        (".", "2e"),
        ("…", "2026"),
        ("?", "3f"),
        ("😀", "1f600"),
        ("", "none"),
        ("con", "_con"),
        ("NUL.txt", "_nul.txt"),
        ("e\u0301", "é"),
        ("“引号”", "引号"),
        ("汉" * 50, "汉" * 26),
    ],
)
def test_a_term_has_a_slug(name, slug):
    assert slug_term(name) == slug


@given(st.text())
def test_every_term_has_a_slug_that_an_address_and_a_file_system_hold(name):
    slug = slug_term(name)

    assert slug
    assert slug.strip(".")
    assert not set(slug) & set('/\\?#%"<>:|* \t\n\x00')
    assert len(slug.encode()) <= 96
    assert slug_term(slug) in {slug, f"_{slug}"}
