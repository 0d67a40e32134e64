"""A class of characters matches these and no others, wherever they stand among all characters."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwen.chinese.classes import match_one

CHARACTERS = st.characters(exclude_categories=["Cs"])


@given(st.sets(CHARACTERS, max_size=8), st.text(CHARACTERS))
def test_each_of_some_characters_is_found(wanted, text):
    text += "".join(sorted(wanted))

    assert re.findall(match_one(wanted), text) == [each for each in text if each in wanted]


@pytest.mark.parametrize("wanted", ["]", "^", "-\\", "𠮷", "a𠮷𪚥z"])
def test_signs_and_rare_characters_are_found_too(wanted):
    assert re.findall(f"{match_one(wanted)}+", f" {wanted} ") == [wanted]
