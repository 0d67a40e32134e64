import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwen.chinese.engine import describe_engine, make_converter
from yiwen.chinese.passes import make_run
from yiwen.chinese.routes import find_route
from yiwen.chinese.tables import read_table
from yiwen.chinese.variants import Variant

HANS, TW, HK = Variant.HANS, Variant.TW, Variant.HK
TERM, LOCK = "光明台", "\U000f0000"

PHRASES = sorted({key for key, _ in read_table("STPhrases")})
SELDOM = [key for name in ("TWVariantsPhrases", "HKVariantsPhrases") for key, _ in read_table(name)]
TEXTS = st.lists(
    st.one_of(
        st.sampled_from(PHRASES),
        st.sampled_from(SELDOM),
        st.sampled_from([phrase[:2] for phrase in SELDOM]),
        st.sampled_from([phrase[-2:] for phrase in SELDOM]),
        st.sampled_from("里后台面峰，\x1fa"),
    ),
    max_size=8,
).map("".join)


@given(TEXTS, st.sampled_from([TW, HK]), st.sampled_from([{}, {TERM: LOCK}]))
def test_a_route_without_its_segmentation_gives_what_it_gives_with_it(text, target, terms):
    route = find_route(HANS, target)

    assert make_run(route, terms, {})(text) == make_converter(route, terms, {})(text)


@pytest.mark.parametrize("phrases", [True, False])
def test_phrases_that_many_texts_have_are_not_looked_for_first(phrases):
    assert bool(find_route(HANS, TW, phrases=phrases).seldom) is not phrases


def test_the_whole_route_is_made_when_a_text_needs_it(monkeypatch):
    """光明 is a word of the first pass: that 光明台 is a place in Hong Kong must not be seen."""
    made = []

    def make(route, soft, forced):
        made.append(bool(route.segmentation))
        return make_converter(route, soft, forced)

    monkeypatch.setattr("yiwen.chinese.passes.make_converter", make)
    run = make_run(find_route(HANS, HK), {"词": LOCK}, {})

    assert run("词里") == f"{LOCK}裏"
    assert made.count(True) == (1 if describe_engine().lacks else 0)
    assert run("光明台") == "光明台"
    assert made.count(True) == 1


def test_what_the_first_pass_gives_is_in_no_need_of_being_made_uniform():
    """OpenCC does that before the first pass only; here it comes before the second one too."""
    tables = ("STPhrases", "STPhrases_GeneratedFromRegionalPhrases", "STCharacters")
    given = {character for name in tables for _, word in read_table(name) for character in word}

    assert given.isdisjoint(key for key, _ in read_table("CJK_Compatibility_Ideographs"))
