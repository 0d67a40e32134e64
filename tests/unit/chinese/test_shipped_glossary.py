"""The glossary that the site ships: every word of it is read in every direction."""

from functools import partial
from pathlib import Path

import pytest

from yiwen.chinese.engine import describe_engine
from yiwen.chinese.evidence import SIMPLIFIED, TRADITIONAL
from yiwen.chinese.glossary import Term, choose_word
from yiwen.chinese.texts import STANDARD, Converters, convert_plain
from yiwen.chinese.variants import Variant
from yiwen.glossaries import load_glossary

HANS, TW, HK = Variant.HANS, Variant.TW, Variant.HK
VARIANTS = (HANS, TW, HK)
WAYS = [(source, target) for source in VARIANTS for target in VARIANTS if source != target]

GLOSSARY = Path(__file__).parents[3] / "docs" / "_data" / "glossary.yml"
TERMS, WARNINGS = load_glossary(GLOSSARY, name="glossary.yml")
SITE = Converters(TERMS)

FRAMES = {
    HANS: ("{}的影响，编辑已经写清楚。", "编辑写道：“{}”。", "本期内容：{}、{}，以及{}。"),
    TW: ("{}的影響，編輯已經寫清楚。", "編輯寫道：「{}」。", "本期內容：{}、{}，以及{}。"),
    HK: ("{}的影響，編輯已經寫清楚。", "編輯寫道：「{}」。", "本期內容：{}、{}，以及{}。"),
}
"""The same sentences in each variant; none of their characters makes a word with a term."""

every_way = pytest.mark.parametrize(("source", "target"), WAYS)
joins_phrases = pytest.mark.skipif(
    describe_engine().name == "opencc-python-reimplemented",
    reason="it lets every term win over every phrase",
)


def word_of(term: Term, variant: Variant) -> str:
    return choose_word(term, variant, partial(convert_plain, STANDARD))


def terms_read_in(source: Variant) -> list[Term]:
    return [term for term in TERMS if source == HANS or not term.one_way]


def read_sentences() -> list[tuple[Variant, dict[Variant, str]]]:
    table = Path(__file__).with_name("glossary_sentences.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if not line.startswith("#")]
    return [(Variant(row[0]), dict(zip(VARIANTS, row[1:], strict=True))) for row in rows]


SENTENCES = read_sentences()


def test_it_is_without_a_fault_and_without_a_warning():
    assert WARNINGS == []


def test_it_knows_more_than_330_words_that_differ_by_more_than_script():
    differing = [
        term
        for term in TERMS
        if any(
            convert_plain(STANDARD, region, HANS, word_of(term, region)) != word_of(term, HANS)
            for region in (TW, HK)
        )
    ]
    assert len(differing) > 330


def test_no_word_holds_a_character_of_the_other_script():
    hong_kong = SIMPLIFIED - {"恒"}  # as in 恒生
    strangers = [
        word
        for term in TERMS
        for variant, foreign in ((HANS, TRADITIONAL), (TW, SIMPLIFIED), (HK, hong_kong))
        if foreign & set(word := word_of(term, variant))
    ]
    assert strangers == []


@joins_phrases
@every_way
def test_every_term_has_its_word_in_running_text(source, target):
    broken = []
    for frame, expected in zip(FRAMES[source], FRAMES[target], strict=True):
        terms = terms_read_in(source)
        texts = [frame.replace("{}", word_of(term, source)) for term in terms]
        for term, text in zip(terms, SITE.between(source, target).convert_all(texts), strict=True):
            if text != expected.replace("{}", word_of(term, target)):
                broken.append(text)
    assert broken == []


@joins_phrases
@every_way
def test_no_term_breaks_the_one_beside_it(source, target):
    terms = terms_read_in(source)
    listed = "、".join(word_of(term, source) for term in terms)

    words = SITE.convert(source, target, listed).split("、")

    assert words == [word_of(term, target) for term in terms]


@joins_phrases
def test_every_term_is_applied_to_simplified_text():
    fresh = Converters(TERMS)
    fresh.convert(HANS, TW, "、".join(word_of(term, HANS) for term in TERMS))

    assert [word_of(term, HANS) for term in TERMS if not fresh.used[term]] == []


@joins_phrases
@pytest.mark.parametrize("target", VARIANTS)
@pytest.mark.parametrize(
    ("source", "sentence"), SENTENCES, ids=[row[source] for source, row in SENTENCES]
)
def test_a_sentence_reads_as_written_there(source, sentence, target):
    assert SITE.convert(source, target, sentence[source]) == sentence[target]
