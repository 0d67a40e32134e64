"""What a text is written in, as terms and pages tell it."""

from __future__ import annotations

from yiwen.chinese.variants import Variant
from yiwen.settings import Settings
from yiwen.terms import lang_of, variant_of

SITE = Settings()


def test_a_language_tag_names_its_variant_and_nothing_the_interfaces():
    assert variant_of("zh-Hant", SITE) is Variant.HANT
    assert variant_of("", SITE) is Variant.HANS
    assert lang_of(Variant.HANS, SITE) == ""
    assert lang_of(Variant.HANT, SITE) == "zh-Hant"
