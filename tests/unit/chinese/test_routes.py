import opencc
import pytest

from tests.unit.chinese.conversion_cases import NEW_ROUTES, ROUTES
from yiwen.chinese.engine import describe_engine
from yiwen.chinese.routes import Route, Stage, find_route
from yiwen.chinese.texts import AS_OPENCC, Converters, Options
from yiwen.chinese.variants import TARGETS, Variant

WITH_WORDS = Options(phrases=True, hk_glyphs="opencc", tw_glyphs="opencc", quotes=False)
PLAIN = Converters((), AS_OPENCC)
WORDS = Converters((), WITH_WORDS)

old_dictionaries = pytest.mark.skipif(
    describe_engine().name == "opencc-python-reimplemented",
    reason="its dictionaries are of 2016",
)


def check(text, source, target, phrases, expected):
    converters = WORDS if phrases else PLAIN
    assert converters.convert(source, target, text) == expected


@pytest.mark.parametrize(("text", "source", "target", "phrases", "expected"), ROUTES)
def test_a_text_goes_from_one_variant_to_another(text, source, target, phrases, expected):
    check(text, source, target, phrases, expected)


@old_dictionaries
@pytest.mark.parametrize(("text", "source", "target", "phrases", "expected"), NEW_ROUTES)
def test_words_of_new_dictionaries_are_known(text, source, target, phrases, expected):
    check(text, source, target, phrases, expected)


def test_the_stock_configuration_leaves_forms_of_the_regions_behind():
    assert opencc.OpenCC("t2s").convert("看著衞生") == "看著衞生"


def test_traditional_never_passes_through_simplified_to_traditional():
    for source in (Variant.TW, Variant.HK, Variant.HANT):
        for target in (Variant.TW, Variant.HK, Variant.HANT):
            if source != target:
                names = str(find_route(source, target, phrases=True))
                assert "STPhrases" not in names
                assert "TSPhrases" not in names


def test_a_route_names_its_dictionaries_in_the_order_in_which_they_are_asked():
    assert find_route(Variant.HANS, Variant.TW, phrases=True) == Route(
        stages=(
            Stage(("STPhrases", "STPhrases_GeneratedFromRegionalPhrases"), ("STCharacters",)),
            Stage(("TWPhrases",), ("TWVariantsPhrases", "TWVariants")),
        ),
        segmentation=("STPhrases", "STPhrases_GeneratedFromRegionalPhrases"),
    )


def test_characters_that_fonts_show_as_boxes_are_never_asked_for():
    for source in Variant:
        for target in TARGETS:
            if source != target:
                assert "TSCharactersExt" not in str(find_route(source, target))


def test_no_way_leads_from_a_variant_to_itself():
    with pytest.raises(ValueError, match="no way leads from zh-Hans to itself"):
        find_route(Variant.HANS, Variant.HANS)
