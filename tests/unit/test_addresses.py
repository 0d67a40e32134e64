"""Links hold letters, not what they are encoded as."""

from __future__ import annotations

from urllib.parse import quote, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwen.addresses import hide_letters, show_letters

ADDRESSES = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("tags/宏观经济/", "tags/宏观经济/"),
        ("tags/C++ & C#/", "tags/C%2B%2B%20%26%20C%23/"),
        ("tags/100%?/", "tags/100%25%3F/"),
        ('tags/"a"<b>/', "tags/%22a%22%3Cb%3E/"),
        ("tags/%E5/", "tags/%25E5/"),
        ("tags/😀é/", "tags/😀é/"),
        ("tags/全角　空格/", "tags/%E5%85%A8%E8%A7%92%E3%80%80%E7%A9%BA%E6%A0%BC/"),
        ("tags/零宽\u200b字/", "tags/%E9%9B%B6%E5%AE%BD%E2%80%8B%E5%AD%97/"),
    ],
)
def test_letters_are_shown_and_nothing_else(path: str, shown: str):
    assert show_letters(quote(path)) == shown


def test_what_is_no_text_stays_encoded():
    assert show_letters("a/%E5%80/%FF/") == "a/%E5%80/%FF/"


@given(ADDRESSES)
def test_every_address_comes_back(path: str):
    assert hide_letters(show_letters(quote(path))) == quote(path)


@given(ADDRESSES)
def test_an_address_with_letters_leads_where_it_led(path: str):
    assert unquote(show_letters(quote(path))) == path


@given(ADDRESSES)
def test_a_shown_address_ends_no_value_and_is_no_mark(path: str):
    shown = show_letters(quote(path))

    assert not set(shown) & set("\t\n\f\r \"'<>`?#")
    assert all(letter.isprintable() for letter in shown)
