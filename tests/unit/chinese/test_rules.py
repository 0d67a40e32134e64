from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.chinese.conversion_cases import RULE_FAULTS, RULES
from yiwen.chinese.rules import (
    MARK,
    Rule,
    choose_value,
    clean_text,
    mark_rules,
    mark_text,
    mark_values,
    plain_text,
    read_mark,
    resolve_marks,
    strip_reserved,
)
from yiwen.chinese.texts import AS_OPENCC, Converters
from yiwen.chinese.variants import TARGETS, Variant

CONVERTERS = Converters((), AS_OPENCC)
MILLION = 1_000_000


@pytest.mark.parametrize(("text", "source", "target", "expected"), RULES)
def test_a_rule_shows_each_variant_its_own(text, source, target, expected):
    assert CONVERTERS.convert(source, target, mark_rules(text).text) == expected


@pytest.mark.parametrize(("text", "expected"), RULE_FAULTS)
def test_a_rule_that_cannot_be_read_is_told_with_its_place(text, expected):
    assert [(fault.offset, fault.what) for fault in mark_rules(text).faults] == expected


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("-{a", r"close the rule with }-, or write \-{ for the characters themselves"),
        ("-{AI|ML}-", "write the text as it is with -{R|AI|ML}-, or leave the flag out"),
        ("-{hans:a;zh-xx:b}-", "use one of: hans, hant, tw, hk, zh"),
        ("-{tw:a;tw:b}-", "keep one of them"),
        (
            "-{a=>tw:b}-",
            "put the term into the glossary, or write one value per variant: -{hans:…;tw:…}-",
        ),
    ],
)
def test_a_fault_says_how_to_mend_it(text, mend):
    assert [fault.mend for fault in mark_rules(text).faults] == [mend]


def test_what_follows_an_unknown_flag_is_printed_as_it_stands():
    assert plain_text(mark_text("-{T|hans:甲}-").text, Variant.TW) == "hans:甲"


def test_the_first_of_two_values_for_one_variant_is_printed():
    assert plain_text(mark_text("-{tw:甲;tw:乙}-").text, Variant.TW) == "甲"


@pytest.mark.parametrize("text", ["-{甲", "甲-{乙 `丙` 丁}-", "-{a}b", "}-", "-{\n\n}-"])
def test_what_is_no_rule_stays_as_it_was_written(text):
    assert mark_rules(text).text == text


def test_in_a_title_nothing_is_code():
    assert plain_text(mark_text("`-{hans:甲;tw:乙}-`").text, Variant.TW) == "`乙`"


def test_a_rule_may_run_over_lines_but_not_over_paragraphs():
    assert plain_text(mark_rules("-{hans:甲;\n tw:乙}-").text, Variant.TW) == "乙"
    assert mark_rules("-{hans:甲\n \n tw:乙}-").faults[0].what == "-{ without }-"


def test_a_faulty_rule_leaves_its_neighbours_whole():
    marked = mark_rules("-{hans:甲;tw:乙}- -{丙 -{hans:丁;tw:戊}-")
    assert plain_text(marked.text, Variant.TW) == "乙 -{丙 戊"
    assert [fault.offset for fault in marked.faults] == [16]


def test_between_dollar_signs_nothing_is_a_rule_when_a_post_has_formulas():
    text = "$2^{-{n}-}$ 和 -{hans:甲;tw:乙}-"
    assert plain_text(mark_rules(text, math=True).text, Variant.TW) == "$2^{-{n}-}$ 和 乙"


def test_a_value_of_no_text_is_a_value():
    assert choose_value(Rule(values=((Variant.HANS, ""),)), Variant.HANS) == ("", None)


def test_the_last_resort_names_the_variant_whose_value_it_takes():
    rule = Rule(values=((Variant.TW, "乙"), (Variant.HANS, "甲")))
    assert choose_value(rule, Variant.HK) == ("甲", Variant.HANS)


def test_a_readable_text_shows_the_nearest_value_as_it_was_written():
    assert plain_text(mark_text("-{tw:後}-").text, Variant.HANS) == "後"


def test_a_rule_without_values_shows_nothing():
    assert choose_value(Rule(), Variant.TW) == ("", None)


def test_a_program_can_make_a_mark_of_a_value_per_variant():
    mark = mark_values({Variant.HANS: "/a/?b&c", Variant.TW: "/zh-tw/a/"})
    assert MARK.fullmatch(mark)
    assert plain_text(mark, Variant.HANS) == "/a/?b&c"
    assert plain_text(mark, Variant.TW) == "/zh-tw/a/"


def test_a_mark_stands_on_its_own_wherever_it_is_moved():
    mark = MARK.findall(mark_rules("甲 -{hans:乙;tw:丙}- 丁").text)[0]
    assert read_mark(mark) == Rule(values=((Variant.HANS, "乙"), (Variant.TW, "丙")))


def test_a_value_goes_through_the_escape_of_its_place():
    text = mark_text("<-{hans:<;tw:&}->").text
    resolved = resolve_marks(text, Variant.HANS, CONVERTERS.convert, lambda value: f"[{value}]")
    assert resolved == "<[<]>"


def test_a_damaged_mark_is_read_as_far_as_it_goes():
    assert read_mark("\U000f8000\U000f81ff\U000ffffd") == Rule()
    assert read_mark("\U000f8000\U000ffffd") == Rule()
    assert read_mark("\U000f8000\U000f8172\U000f81ff\U000ffffd") == Rule(raw="�")


def test_reserved_characters_in_a_source_are_removed():
    assert strip_reserved("a\x1f\U000f0000\U000f8000\U000ffffdb\ue000") == "ab\ue000"
    assert mark_rules("a\U000f8000\U000ffffd-{x\U000f8123}- `\x1f`").text == (
        f"a{mark_text('-{x}-').text} ``"
    )


def test_no_text_holds_a_zero_or_half_a_character():
    assert clean_text("a\0b\ud800c") == "ab�c"


texts = st.text(st.sampled_from("-{}\\:;；：|`<>&\n ahnstwk发甲\U000f8000\U000ffffd\x1f\ud800"))


@given(texts)
def test_marks_are_all_that_is_reserved_in_a_marked_text(text):
    for marked in (mark_rules(text), mark_text(text)):
        left = MARK.sub("", marked.text)
        assert strip_reserved(left) == left


@given(texts, st.sampled_from(TARGETS))
def test_every_rule_can_be_resolved(text, target):
    resolved = plain_text(mark_rules(text).text, target)
    assert strip_reserved(resolved) == resolved


@given(st.dictionaries(st.sampled_from(TARGETS), st.text(), min_size=1))
def test_a_mark_gives_back_what_was_put_in(values):
    mark = mark_values(values)
    assert {target: plain_text(mark, target) for target in values} == {
        target: clean_text(text) for target, text in values.items()
    }


@pytest.mark.parametrize(
    "text",
    [
        "-{" * (MILLION // 2),
        "-{hans:" + ";" * MILLION + "}-",
        "-{hans:a" + (";" + " " * 999) * 1000 + "}-",
        "-{hans:a" + ";zh   " * (MILLION // 6) + "}-",
        "-{hans:a" + "&a;" * (MILLION // 3) + "}-",
        "-{" + "a;" * (MILLION // 2) + "|x}-",
        "-{ " + " " * MILLION + "}-",
        "-{hans:甲;tw:乙}-" * (MILLION // 15),
        "\\" * MILLION,
        "\n " * (MILLION // 2),
    ],
    ids=lambda text: text[:12],
)
def test_a_million_hostile_characters_are_read_within_seconds(text):
    start = process_time()
    mark_rules(text)
    assert process_time() - start < 8
