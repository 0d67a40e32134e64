from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwen.sources import clean_source


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("\ufeff美联储", "美联储"),
        ("一\r\n二\r三\n四", "一\n二\n三\n四"),
        ("a\x00b\x0bc\x1fd\x7fe\x9ff", "abcdef"),
        ("a\tb", "a\tb"),
        ("a\x85b\u2028c\u2029d", "a b c d"),
        ("a\ud800b", "a\ufffdb"),
        ("a\ufffeb\uffffc\ufdd0d", "abcd"),
        ("a\U000f8000b\U000ffffdc", "abc"),
        ("\ue000\U00020000😀👩\u200d💻", "\ue000\U00020000😀👩\u200d💻"),
    ],
)
def test_what_no_page_may_hold_is_left_out(typed, read):
    assert clean_source(typed) == read


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text):
    assert clean_source(clean_source(text)) == clean_source(text)
