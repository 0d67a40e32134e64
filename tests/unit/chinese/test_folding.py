import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.chinese.conversion_cases import TAGS
from yiwen.chinese.folding import Folder, fold_term
from yiwen.chinese.glossary import read_glossary
from yiwen.chinese.rules import mark_text

TERMS, _ = read_glossary(
    [
        {"hans": "美联储", "tw": "聯準會", "hk": "聯儲局"},
        {"hans": "文件", "tw": "檔案"},
        {"hans": "文档", "tw": "文件"},
        {"zh": "Web3"},
    ]
)
FOLD = Folder(TERMS)


@pytest.mark.parametrize(("one", "other", "same"), TAGS)
def test_spellings_of_one_name_have_one_key(one, other, same):
    assert (fold_term(one) == fold_term(other)) is same


def test_a_key_is_simplified_lower_case_and_half_width():
    assert fold_term("  Ｗｅｂ３  與　臺灣 ") == "web3 与 台湾"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("聯準會", "美联储"),
        ("聯儲局升息", "美联储升息"),
        ("美聯儲", "美联储"),
        ("美联储", "美联储"),
        ("WEB3與聯準會", "web3与美联储"),
        ("檔案", "文件"),
        ("文檔", "文档"),
    ],
)
def test_a_glossary_ties_the_words_of_one_thing(name, key):
    assert FOLD(name) == key
    assert FOLD(name) == key  # the second time from what is kept


def test_a_name_that_is_a_simplified_word_keeps_its_own_meaning():
    assert FOLD("文件") == "文件"


def test_a_rule_in_a_name_gives_its_simplified_value():
    assert fold_term(mark_text("-{hans:软件;tw:軟體}-工程").text) == "软件工程"


@given(st.text())
def test_a_key_has_no_spaces_around_and_no_reserved_character(name):
    key = fold_term(name)
    assert key == key.strip()
    assert not any(0xF0000 <= ord(character) <= 0xFFFFD for character in key)
