"""A text is cut into OpenCC's phrases only where it may be read in two ways."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from yiwen.chinese.detection import Script
from yiwen.chinese.engine import describe_engine
from yiwen.chinese.lexicon import Parting, load_lexicon, make_lexicon
from yiwen.chinese.texts import AS_OPENCC, convert_plain
from yiwen.chinese.variants import Variant

SIMPLIFIED = load_lexicon(Script.HANS)


def test_a_text_is_cut_as_opencc_does():
    text = "这乾隆，"

    assert load_lexicon(Script.HANT).cut(text) == [(0, 1), (1, 3), (3, 4)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("高杠杆美元", [Parting(0, 3, "高槓杆", "高槓桿")]),
        ("医生发现", [Parting(1, 4, "生髮現", "生發現")]),
        ("医生，发现", []),
        ("发", []),
        ("", []),
    ],
)
def test_places_are_found_that_read_differently_from_the_end(text, expected):
    assert list(SIMPLIFIED.find_partings(text)) == expected


def test_a_lexicon_without_phrases_finds_nothing():
    assert list(make_lexicon({}, {}).find_partings("甲乙丙")) == []


def test_phrases_of_other_lengths_are_compared_as_a_whole():
    lexicon = make_lexicon({"甲乙": "子丑寅", "乙丙": "卯"}, {})

    assert list(lexicon.find_partings("甲乙丙")) == [Parting(0, 3, "子丑寅丙", "甲卯")]


def test_a_chain_reaches_as_far_as_phrases_may_follow_each_other():
    lexicon = make_lexicon({"甲乙": "甲乙", "乙丙": "乙丙"}, {})

    assert [lexicon.find_chain("丁甲乙丙甲", at) for at in range(5)] == [
        (0, 1),
        (1, 4),
        (1, 4),
        (1, 4),
        (4, 5),
    ]


def test_words_of_a_glossary_are_read_as_their_characters_are():
    lexicon = SIMPLIFIED.with_words(["高杠杆", "A股发行"])

    assert lexicon.known == {"高杠杆", "A股发行"}
    assert lexicon.read("A股发行高杠杆") == "A股發行高槓杆"
    assert list(lexicon.find_partings("高杠杆")) == []
    assert len(list(SIMPLIFIED.find_partings("高杠杆"))) == 1


# Characters that OpenCC reads in several ways, in words where it does so.
TEXTS = st.text(st.sampled_from("高杠杆美元医生发现头后面里条干理只系统一签十年，a"), max_size=24)


@pytest.mark.skipif(
    describe_engine().name == "opencc-python-reimplemented", reason="its dictionaries are older"
)
@given(TEXTS)
def test_the_reading_from_the_front_is_that_of_opencc(text):
    assert SIMPLIFIED.read(text) == convert_plain(AS_OPENCC, Variant.HANS, Variant.HANT, text)


def read_backward(text: str) -> str:
    """The plainest way to do it."""
    made = ""
    while text:
        starts = (at for at in range(len(text)) if text[at:] in SIMPLIFIED.phrases)
        start = next(starts, len(text) - 1)
        made = SIMPLIFIED.read(text[start:]) + made
        text = text[:start]
    return made


@given(TEXTS)
@example("高杠杆医生发现")
def test_partings_are_all_that_differs_between_the_two_readings(text):
    read = list(SIMPLIFIED.read(text))
    for parting in SIMPLIFIED.find_partings(text):
        assert "".join(read[parting.start : parting.end]) == parting.forward
        read[parting.start : parting.end] = parting.backward

    assert "".join(read) == read_backward(text)


@given(TEXTS)
def test_a_glossary_makes_no_doubt_but_settles_some(text):
    plain = {parting.start for parting in SIMPLIFIED.find_partings(text)}
    settled = SIMPLIFIED.with_words(["发", "杆"])

    assert {parting.start for parting in settled.find_partings(text)} <= plain
