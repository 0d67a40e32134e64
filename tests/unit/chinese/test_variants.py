import pytest

from yiwen.chinese.variants import FALLBACK, NEAREST, TARGETS, Variant, read_key, read_variant


@pytest.mark.parametrize(
    ("tag", "variant"),
    [
        ("zh-Hans", Variant.HANS),
        ("zh-CN", Variant.HANS),
        ("zh_CN", Variant.HANS),
        ("ZH-hans-sg", Variant.HANS),
        ("my", Variant.HANS),
        ("zh-CHS", Variant.HANS),
        ("zh-Hans-HK", Variant.HANS),
        ("zh-cmn-Hans-CN", Variant.HANS),
        ("zh-Hant", Variant.HANT),
        ("zh-CHT", Variant.HANT),
        ("zh-TW", Variant.TW),
        (" tw ", Variant.TW),
        ("zh_Hant_TW", Variant.TW),
        ("zh-Hant-HK", Variant.HK),
        ("zh-MO", Variant.HK),
        ("zh", None),
        ("ja", None),
        ("zh-xx", None),
        ("", None),
    ],
)
def test_a_tag_names_a_variant_in_any_usual_spelling(tag, variant):
    assert read_variant(tag) is variant


def test_zh_is_the_key_of_a_value_for_every_variant():
    assert [read_key(" ZH "), read_key("hk"), read_key("en")] == ["zh", Variant.HK, None]


def test_no_variant_takes_the_word_of_another_region_as_it_stands():
    assert [FALLBACK[target] for target in TARGETS] == [
        ("zh-Hans", "zh"),
        ("zh-Hant-TW", "zh-Hant", "zh"),
        ("zh-Hant-HK", "zh-Hant", "zh"),
    ]


@pytest.mark.parametrize("variant", list(Variant))
def test_every_variant_has_a_value_to_fall_back_on_wherever_one_is_given(variant):
    assert {*FALLBACK[variant], *NEAREST[variant]} == {*Variant, "zh"}
