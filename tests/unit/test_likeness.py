from __future__ import annotations

import pytest

from yiwen.likeness import find_alike

SOUNDS = str.maketrans({"除": "储", "送": "松", "二": "一"})


def spell(name: str) -> str:
    return name.translate(SOUNDS)


@pytest.mark.parametrize(
    ("rare", "common"),
    [
        ("web 3.0", "web3.0"),
        ("比特 币", "比特币"),
        ("a-股", "a股"),
        ("美联除", "美联储"),
        ("bitcoins", "bitcoin"),
        ("bitcon", "bitcoin"),
        ("etherium", "ethereum"),
    ],
)
def test_a_name_miswritten_leads_to_the_one_that_is_used_more(rare, common):
    assert find_alike({rare: 1, common: 5}, spell) == {rare: common}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("国债", "美债"),
        ("中国股市", "美国股市"),
        ("除贷", "储贷"),  # two characters: often two words
        ("第一季度", "第二季度"),
        ("gpt-4o", "gpt-5o"),
        ("web2", "web3"),
        ("defi", "cefi"),
        ("2024", "2025"),
        ("100000", "10000"),
        ("!", "?"),
        ("stable", "tables"),
    ],
)
def test_names_that_are_two_things_are_let_be(one, other):
    assert find_alike({one: 1, other: 5}, spell) == {}


def test_of_names_used_as_often_the_first_in_order_is_kept():
    assert find_alike({"web3": 2, "web 3": 2}, spell) == {"web3": "web 3"}


def test_a_name_alike_to_one_that_is_itself_miswritten_is_let_be():
    """It may be a name of its own: nothing says that both are the same."""
    assert find_alike({"ledger": 9, "ledgers": 2, "ledgersx": 1}, spell) == {"ledgers": "ledger"}
