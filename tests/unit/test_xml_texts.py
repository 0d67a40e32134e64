"""Texts stand in XML as they are, but for what no XML can hold."""

from __future__ import annotations

import re
from xml.sax.saxutils import unescape

from hypothesis import given
from hypothesis import strategies as st

from yiwen.xml_texts import clean_xml, escape_xml


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")))
def test_what_is_escaped_reads_as_it_was(text: str):
    made = escape_xml(text)

    assert unescape(made, {"&quot;": '"', "&#x27;": "'"}) == text
    assert not re.search("[<>\"']", made)


def test_what_no_xml_can_hold_is_left_out():
    assert clean_xml("a\x00b\x0b\ud800\uffff\tc\n𠮷") == "ab\tc\n𠮷"
