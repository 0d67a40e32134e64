from functools import partial

import pytest

from tests.unit.chinese.conversion_cases import GLOSSARY, TERMS
from yiwen.chinese import glossary
from yiwen.chinese.engine import describe_engine
from yiwen.chinese.glossary import (
    Term,
    TermFault,
    check_glossary,
    choose_word,
    compile_glossary,
    find_spellings,
    read_glossary,
)
from yiwen.chinese.texts import AS_OPENCC, STANDARD, Converters, Options, convert_plain
from yiwen.chinese.variants import Variant

HANS, HANT, TW, HK = Variant.HANS, Variant.HANT, Variant.TW, Variant.HK
CONVERTS = (partial(convert_plain, STANDARD), partial(convert_plain, AS_OPENCC))

no_union = pytest.mark.skipif(
    describe_engine().name == "opencc-python-reimplemented",
    reason="it lets every term win over every phrase",
)


def read(*entries):
    terms, faults = read_glossary(entries)
    assert faults == ()
    return terms


SITE = Converters(read(*TERMS))


@pytest.mark.parametrize(("text", "source", "target", "expected"), GLOSSARY)
def test_a_term_has_its_word_in_every_variant(text, source, target, expected):
    assert SITE.convert(source, target, text) == expected


@no_union
def test_a_longer_phrase_wins_over_a_term():
    words = Converters(SITE.terms, Options(phrases=True))
    assert words.convert(HANS, TW, "以太坊与以太网") == "以太坊與乙太網路"
    data = Converters(read({"hans": "数据", "tw": "資料"}), Options(phrases=True))
    assert data.convert(HANS, TW, "数据和数据库") == "資料和資料庫"


def test_a_forced_term_wins_over_a_longer_phrase():
    forced = Converters(read({"hans": "数据", "tw": "數據", "force": True}), Options(phrases=True))
    assert forced.convert(HANS, TW, "数据和数据库") == "數據和數據庫"


def test_a_term_mends_what_opencc_cuts_wrong():
    mended = Converters(read({"hans": "高杠杆", "hant": "高槓桿"}))
    assert mended.convert(HANS, TW, "高杠杆美元资产") == "高槓桿美元資產"


def test_a_guard_keeps_a_term_out_of_where_it_does_not_belong():
    ether = {"hans": "以太", "tw": "乙太"}
    assert Converters(read(ether)).convert(HANS, TW, "所以太贵") == "所乙太貴"
    guarded = Converters(read(ether, {"zh": "所以太"}))
    assert guarded.convert(HANS, TW, "所以太贵") == "所以太貴"


def test_no_later_stage_changes_a_term():
    terms = read({"hans": "头发", "tw": "说税 “里” 臺"})
    assert Converters(terms).convert(HANS, TW, "头发") == "说税 “里” 臺"


def test_a_word_that_is_missing_is_made_as_the_site_prints_it():
    (term,) = read({"hans": "平台“账户”"})
    assert choose_word(term, TW, CONVERTS[0]) == "平台「帳戶」"
    (term,) = read({"tw": "裡面"})
    assert [choose_word(term, target, CONVERTS[0]) for target in (HANS, HK)] == ["里面", "裏面"]


def test_a_term_is_known_by_every_spelling_of_its_simplified_word():
    (term,) = read({"hans": "平台说", "tw": "甲", "hk": "乙", "also": "站台"})
    assert find_spellings(term, TW, CONVERTS) == {
        "甲": 0,
        "站台": 0,
        "乙": 1,
        "平臺說": 2,
        "平台說": 2,
        "平台説": 2,
        "站臺": 2,
    }
    assert find_spellings(term, HANS, CONVERTS) == {"平台说": 0, "站台": 1}


def test_a_term_without_a_simplified_word_is_known_by_its_conversion():
    (term,) = read({"tw": "裡面"})
    assert find_spellings(term, HANS, CONVERTS) == {"里面": 0}


def test_the_word_of_a_region_goes_before_the_conversion_of_another_term():
    terms = read({"hans": "文件", "tw": "檔案"}, {"hans": "文档", "tw": "文件"})
    assert Converters(terms).convert(TW, HANS, "檔案與文件") == "文件与文档"
    assert check_glossary(terms, CONVERTS) == ()


def test_a_term_of_one_way_is_read_in_simplified_texts_only():
    terms = read({"hans": "保存", "tw": "儲存"}, {"hans": "存储", "tw": "儲存", "one_way": True})
    assert Converters(terms).convert(HANS, TW, "保存和存储") == "儲存和儲存"
    assert Converters(terms).convert(TW, HANS, "儲存") == "保存"
    assert check_glossary(terms, CONVERTS) == ()


def test_two_words_for_one_spelling_contradict_each_other():
    terms, _ = read_glossary(
        [{"hans": "软件", "tw": "軟體"}, {"hans": "硬件"}, {"hans": "软件", "tw": "軟件"}],
        lines=(3, 4, 9),
    )
    assert check_glossary(terms, CONVERTS) == (
        TermFault(
            line=9,
            what="'软件' is '軟體' in one term and '軟件' in another, for zh-Hant-TW",
            mend="give the longer words around it, or say  one_way: true  in the rarer term",
        ),
    )


def test_two_simplified_words_for_one_word_of_taiwan_contradict_each_other():
    terms = read({"hans": "保存", "tw": "儲存"}, {"hans": "存储", "tw": "儲存"})
    (fault,) = check_glossary(terms, CONVERTS)
    assert fault.what == "'儲存' is '保存' in one term and '存储' in another, for zh-Hans"


def test_a_term_given_twice_alike_is_no_contradiction():
    terms = read({"hans": "软件", "tw": "軟體"}, {"hans": "软件", "tw": "軟體"})
    assert check_glossary(terms, CONVERTS) == ()


def test_a_word_of_one_character_is_warned_of():
    terms, _ = read_glossary([{"hans": "万亿", "tw": "兆", "hk": "萬億"}], lines=(7,))
    assert check_glossary(terms, CONVERTS) == (
        TermFault(
            line=7,
            what="'兆' is one character and is replaced wherever it stands",
            mend="give the longer words around it, or say  one_way: true",
            warning=True,
        ),
    )


def test_a_word_that_is_never_looked_for_may_have_one_character():
    terms = read({"hans": "万亿", "tw": "兆", "one_way": True})
    assert check_glossary(terms, CONVERTS) == ()


@pytest.mark.parametrize(
    ("entry", "term"),
    [
        ({"hans": " 软件 "}, Term(((HANS, "软件"),))),
        ({"zh-TW": "軟體", "zh": "x"}, Term(((TW, "軟體"), ("zh", "x")))),
        ({"hans": "a", "also": "b"}, Term(((HANS, "a"),), also=("b",))),
        ({"hans": "a", "also": ["b", "c"]}, Term(((HANS, "a"),), also=("b", "c"))),
        ({"hans": "a", "force": "True"}, Term(((HANS, "a"),), force=True)),
        ({"hans": "a\x1f\0b", "one_way": False}, Term(((HANS, "ab"),))),
    ],
)
def test_a_term_is_read_from_a_mapping(entry, term):
    assert read(entry) == (term,)


@pytest.mark.parametrize(
    ("entry", "what", "mend"),
    [
        (
            "软件",
            "a term has no words by variant: '软件'",
            "write it as  - {hans: 软件, tw: 軟體, hk: 軟件}",
        ),
        ({}, "a term without a word", "write it as  - {hans: 软件, tw: 軟體, hk: 軟件}"),
        (
            {"hans": "a", "ja": "b"},
            "unknown key 'ja' in a term",
            "use one of: hans, hant, tw, hk, zh, also, force, one_way",
        ),
        (
            {"hans": "a", "tw": 1984},
            "the word for zh-Hant-TW is not text: 1984",
            "write it as  - {hans: 软件, tw: 軟體, hk: 軟件}",
        ),
        ({"hans": "a", "cn": "b"}, "zh-Hans is given twice: 'a' and 'b'", "keep one"),
        (
            {"hans": "a", "also": ["b", None]},
            "'also' is not a list of words: ['b', None]",
            "write  also: [软体, 軟体]",
        ),
        (
            {"hans": "a", "force": "maybe"},
            "'force' is neither true nor false: 'maybe'",
            "write  force: true",
        ),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(entry, what, mend):
    _, faults = read_glossary([entry], lines=(5,))
    assert faults == (TermFault(5, what, mend),)


def test_a_glossary_holds_no_more_terms_than_there_are_characters_for_them(monkeypatch):
    monkeypatch.setattr(glossary, "MOST_TERMS", 2)
    terms, faults = read_glossary([{"hans": name} for name in "甲乙丙"], lines=(1, 2, 3))
    assert len(terms) == 2
    assert faults == (
        TermFault(
            3,
            "3 terms are more than the 2 that a glossary can hold",
            "leave out terms that never occur",
        ),
    )


def test_the_first_of_two_claims_has_a_spelling():
    terms = read({"hans": "软件", "tw": "甲"}, {"hans": "软件", "tw": "乙", "force": True})
    compiled = compile_glossary(terms, HANS, TW, CONVERTS)
    assert (compiled.soft, compiled.forced) == ({"软件": 0}, {})


def test_the_line_of_a_term_is_no_part_of_what_it_says():
    assert Term(((HANS, "a"),), line=1) == Term(((HANS, "a"),), line=2)
